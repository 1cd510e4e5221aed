"""Pretraining: trajectories, street views and locations aligned without labels (paper, 3.3)."""

from __future__ import annotations

import dataclasses
import logging
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from ..configuration import PretrainConfig
from ..data.bundle import Bundle
from ..evaluation.splits import split_edges
from ..evidence import input_trips
from ..model.street_view import (
    ImageFeatures,
    create_backbone,
    frozen_images,
    learned_images,
)
from ..model.trajganr import ModelConfig, TrajGANR
from ..progress import Progress, silent
from ..storage import atomic_folder, checkpoint_beside, refuse_foreign
from .checkpoint import CARD, bundle_reference, learned_from, new_card, save_model
from .device import limit_memory, resolve_device
from .distributed import Ranks, ranks_of_environment
from .learner import LoopConfig
from .loop import Result, train
from .objective import terms_of
from .pretraining import Pretraining
from .randomness import seed_libraries
from .resume import remove_checkpoint
from .sampling import TripSampler

__all__ = [
    "EVALUATE_EVERY",
    "VIEWS",
    "PretrainConfig",
    "build_pretraining",
    "bundle_images",
    "loop_config",
    "model_config",
    "pretrain",
    "sees_images",
]

log = logging.getLogger(__name__)

BoolArray = npt.NDArray[np.bool_]

#: Augmented views kept of each image under a frozen backbone.
VIEWS = 3
WEIGHT_DECAY = 1e-4
EVALUATE_EVERY = 5
#: What may differ when a training goes on.
NOT_IDENTITY = ("name", "device", "memory_limit_gb")


def pretrain(
    bundle: Bundle,
    config: PretrainConfig,
    out: Path,
    progress: Progress = silent,
    checkpoint: Path | None = None,
    *,
    keep_checkpoint: bool = False,
) -> dict[str, Any]:
    """Pretrain the encoders on a bundle's input trips and images, and write the model.

    An unfinished training of the same bundle and configuration goes on where it stopped. Under
    ``torchrun`` the processes train together, and the first one writes.

    Args:
        bundle: the prepared study area.
        config: how; with 0 epochs the model is written untrained.
        out: the model's folder, written only when training is complete.
        progress: told the loss and the trips a second; may cancel.
        checkpoint: folder that keeps an unfinished training, ``.<out>.checkpoint`` beside ``out``
            by default; removed when the model is written …
        keep_checkpoint: … unless the caller does that, who has yet to put the model in its place.

    Returns:
        The model's card.

    Raises:
        TrajganrError: as :func:`~.objective.terms_of`, :func:`~.loop.train` and
            :func:`~..model.street_view.create_backbone`; ``INPUT.EMPTY`` without input trips,
            ``INPUT.GEOMETRY`` for coordinates that are no numbers.
    """
    refuse_foreign(out, CARD)
    device = resolve_device(config.device)
    limit_memory(device, config.memory_limit_gb)
    checkpoint = checkpoint or checkpoint_beside(out)
    ranks = ranks_of_environment(device)
    images, backbone = bundle_images(bundle, config, device, progress)
    learner = build_pretraining(bundle, config, device, images, ranks)
    result = train(
        learner,
        loop_config(config),
        device=device,
        identity=_identity(bundle, config),
        checkpoint=checkpoint if config.epochs else None,
        ranks=ranks,
        progress=progress,
    )
    card = new_card(
        name=config.name,
        area=bundle.area,
        bundle=bundle_reference(bundle),
        seed=config.seed,
        device=device,
    )
    card["pretraining"] = _description(learner, config, result)
    if config.epochs:
        card["learned_from"] = [learned_from(bundle, config.split, config.fold, config.seed)]
    if ranks.is_first:
        with atomic_folder(out, CARD) as folder:
            save_model(folder, card, encoders=learner.model, backbone=backbone)
        if not keep_checkpoint:
            remove_checkpoint(checkpoint)
    return ranks.agree(card)


def build_pretraining(
    bundle: Bundle,
    config: PretrainConfig,
    device: torch.device,
    images: ImageFeatures | None,
    ranks: Ranks | None = None,
) -> Pretraining:
    """A model that is still untrained, with all that it learns from.

    Args:
        bundle, config, device: as for :func:`pretrain`.
        images: as :func:`bundle_images` answers.
        ranks: of a distributed run.

    Raises:
        TrajganrError: as :func:`pretrain`.
    """
    tokens = input_trips(bundle, bundle.area)
    shape = model_config(config, images.size if images is not None else 0)
    usable = _usable_images(bundle, config, seen=images is not None)
    sampler = TripSampler(bundle, tokens, usable, hide=config.motion_task_of_preset)
    terms: frozenset[str] = frozenset()
    if config.epochs:
        terms = terms_of(
            shape,
            motion_task=config.motion_task_of_preset,
            has_images=len(sampler.with_images) > 0,
        )
        log.info("Learning the terms %s", ", ".join(sorted(terms)))
    seed_libraries(config.seed, 0)
    model = TrajGANR(shape).to(device)
    return Pretraining(
        bundle, sampler, model, images, config, terms=terms, device=device, ranks=ranks or Ranks()
    )


def model_config(config: PretrainConfig, image_features: int) -> ModelConfig:
    """The model's shape, with the preset's switches where they are left open.

    Args:
        config: how to pretrain.
        image_features: size of the backbone's features, 0 for a model without images.
    """
    return ModelConfig(
        dimension=config.dimension,
        layers=config.layers,
        ffn=4 * config.dimension,
        attention=config.attention,
        query_time=config.query_time,
        alignment=config.alignment,
        modalities=config.modalities,
        space2vec=config.space2vec,
        geometry=config.geometry_of_preset,
        motion=config.motion_of_preset,
        location_min_scale=config.location_min_scale_of_preset,
        backbone=config.backbone if image_features else "",
        image_features=image_features,
    )


def loop_config(config: PretrainConfig) -> LoopConfig:
    """How pretraining's loop runs."""
    return LoopConfig(
        seed=config.seed,
        epochs=config.epochs,
        learning_rate=config.learning_rate,
        weight_decay=WEIGHT_DECAY,
        evaluate_every=EVALUATE_EVERY,
        patience=config.patience,
        precision=config.precision,
    )


def bundle_images(
    bundle: Bundle, config: PretrainConfig, device: torch.device, progress: Progress = silent
) -> tuple[ImageFeatures | None, nn.Module | None]:
    """The bundle's images and the backbone that sees them; none for a model that sees none.

    Raises:
        TrajganrError: as :func:`~..model.street_view.create_backbone` and
            :func:`~..model.street_view.image_features`.
    """
    if not sees_images(bundle, config):
        return None, None
    seed_libraries(config.seed, 0)  # a backbone may start from random weights
    backbone = create_backbone(config.backbone, config.weights)
    paths = bundle.images["path"].tolist()
    if config.freeze_backbone:
        images = frozen_images(backbone, paths, views=VIEWS, device=device, progress=progress)
    else:
        images = learned_images(backbone, paths)
    return images.to(device), backbone


def sees_images(bundle: Bundle, config: PretrainConfig) -> bool:
    """Whether the model of that configuration sees images of the bundle."""
    return len(bundle.images) > 0 and ModelConfig(modalities=config.modalities).sees("image")


def _usable_images(bundle: Bundle, config: PretrainConfig, *, seen: bool) -> BoolArray:
    """Which images may be learned from: none on or beside roads that tasks will be tested on."""
    if not seen:
        return np.zeros(len(bundle.images), dtype=np.bool_)
    split = split_edges(bundle.network, bundle.area, config.split, config.fold, config.seed)
    held_out = np.concatenate([split.edges("test"), split.edges("buffer")])
    usable = ~np.isin(bundle.images["edge"].to_numpy(dtype=np.int64), held_out)
    log.info(
        "%d of %d images lie on test roads or beside them and are left out",
        (~usable).sum(),
        len(usable),
    )
    return usable


def _identity(bundle: Bundle, config: PretrainConfig) -> dict[str, Any]:
    """What makes this training this training, for its checkpoint."""
    known = dataclasses.asdict(config)
    return {
        "bundle": bundle.manifest["id"],
        **{key: value for key, value in known.items() if key not in NOT_IDENTITY},
    }


def _description(learner: Pretraining, config: PretrainConfig, result: Result) -> dict[str, Any]:
    """The card's part on pretraining; ``figures`` are those of the epoch that was kept."""
    history = result.history
    kept = int(result.best["held_out_loss"]["epoch"]) if result.best else len(history)
    figures = {k: v for k, v in history[kept - 1].items() if k != "epoch"} if history else {}
    return {
        "config": dataclasses.asdict(config),
        "terms": sorted(learner.objective.wanted),
        "temperature": learner.temperature().item(),
        "history": history,
        "epoch": kept,
        "stopped_early": result.stopped_early,
        "figures": {**figures, **learner.counts()},
    }
