"""Pretraining: trajectories, street views and locations aligned without labels (paper, 3.3)."""

from __future__ import annotations

import dataclasses
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from ...contract.errors import Code, TrajganrError
from ...contract.files.atomic_io import atomic_folder, checkpoint_beside, refuse_foreign
from ...contract.files.output_paths import refuse_input
from ...contract.options.training_config import PretrainConfig
from ...contract.records.model_card import (
    CARD,
    ModelCard,
    ModelConfig,
    PretrainingCard,
    ShippedCard,
)
from ...contract.texts.model_facts import late_fall_text
from ...data.bundle import Bundle
from ...data.input_passes import input_passes
from ...evaluation.splits import split_edges
from ...model.model_folder import learned_from, new_card, pretrained_area, read_card, save_model
from ...model.street_view import (
    FrozenImages,
    ImageFeatures,
    LearnedImages,
    create_backbone,
    image_features,
)
from ...model.trajganr import TrajGANR
from ...utils.arrays import BoolArray
from ...utils.device import limit_memory, resolve_device
from ...utils.progress import Progress, silent
from ..engine.checkpoint import remove_checkpoint
from ..engine.distributed import Ranks, ranks_of_environment
from ..engine.learner import LoopConfig
from ..engine.loop import Result, train
from ..engine.seeding import seed_libraries
from ..road_function.learn_roads import learn_roads, time_roads
from ..road_function.train_road_function import MIN_SPLIT_DRIVERS, check_drivers
from .objective import terms_of
from .pretrain_learner import Pretraining
from .training_area import TrainingArea
from .trip_sampler import TripSampler

log = logging.getLogger(__name__)

#: Augmented views of each image that are kept for a frozen backbone.
VIEWS = 3
WEIGHT_DECAY = 1e-4
EVALUATE_EVERY = 5
#: Of a budget, the largest share that learning times of the week takes.
ROADS_SHARE = 0.5
#: A machine is busy if a training waits a larger share of its time for a processor.
BUSY_SHARE = 0.1
#: Settings that may differ when a training resumes.
NOT_IDENTITY = ("name", "device", "memory_limit_gb")
#: Settings that the preset decides where they are left open.
OF_PRESET = ("geometry", "motion", "location_min_scale", "time_task")


def pretrain(
    bundles: Sequence[Bundle],
    config: PretrainConfig,
    out: Path,
    progress: Progress = silent,
    *,
    keep_checkpoint: bool = False,
    roads_from: Path | None = None,
) -> ModelCard:
    """Pretrain the encoders on bundles' input trips and images, and write the model.

    An unfinished training of the same bundles and configuration resumes. Under
    ``torchrun`` the processes train together, and the first one writes.

    Args:
        bundles: the prepared study areas, each in its own frame
            (:class:`~.pretrain_learner.Pretraining`); the first one is the model's default.
        config: settings; with 0 epochs the model is written untrained. The card has them with the
            epochs and budget of
            :meth:`~...contract.options.training_config.PretrainConfig.with_length`.
        out: the model's folder, written only when training is complete.
        keep_checkpoint: whether the caller removes the checkpoint beside ``out``, after moving the
            model to its place.
        roads_from: the folder of a model, the shipped one, whose road function is adapted to the
            first bundle; a new one is trained if absent, as comparisons need it.

    Returns:
        The model's card; ``card.pretraining.areas`` lists the training areas.

    Raises:
        TrajganrError: as :func:`~.objective.terms_of` for any area, :func:`~..engine.loop.train`
            and :func:`~...model.street_view.create_backbone`; ``INPUT.EMPTY`` without input trips
            or with too few drivers for a road function that ``config`` asks for,
            ``INPUT.GEOMETRY`` for coordinates that are not finite, ``INPUT.FIELD`` without a bundle
            or for one that is given twice.
    """
    refuse_input(out, [bundle.path for bundle in bundles])
    refuse_foreign(out, CARD)
    _check_different(bundles)
    if config.road_function:  # chosen, not the preset's: without it the model is not what is wanted
        check_drivers(input_passes(bundles[0]))
    device = resolve_device(config.device)
    limit_memory(device, config.memory_limit_gb)
    config = config.with_length(on_gpu=device.type == "cuda")
    checkpoint = checkpoint_beside(out)
    ranks = ranks_of_environment(device)
    images, backbone = bundle_images(bundles, config, device, progress)
    learner = build_pretraining(bundles, config, device, images, ranks)
    timing_s = roads_s = 0.0
    if config.budget_s is not None and ranks.is_first:
        begun = time.monotonic()
        roads_s = seconds_of_roads(bundles[0], config, lambda: progress(learner.stage, 0.0))
        timing_s = time.monotonic() - begun
    timing_s, roads_s = ranks.agree((timing_s, roads_s))
    result = train(
        learner,
        loop_config(config),
        device=device,
        identity=_identity(bundles, config),
        checkpoint=checkpoint if config.epochs != 0 else None,
        ranks=ranks,
        progress=progress,
        spent_s=timing_s + roads_s,
    )
    description = _description(learner, config, result)
    fall = description.figures.get("late_fall")
    if fall is not None and ranks.is_first:
        log.info("Longer training %s", late_fall_text(fall))
    elif _was_busy(result):
        log.info(
            "The machine was busy: the training waited %.0f %% of its time for a processor. "
            "Whether a longer one would help is not known.",
            100 * (result.waited_share or 0.0),
        )
    card = new_card(
        bundles[0],
        name=config.name,
        seed=config.seed,
        device=device,
        pretraining=description,
        model=learner.model.config,
        learned_from=[
            learned_from(bundle, config.split, config.fold, config.seed)
            for bundle in bundles
            if config.epochs != 0
        ],
    )
    if ranks.is_first:
        function = None
        if config.of_preset.road_function:
            left_s = config.budget_s and max(config.budget_s - timing_s - result.seconds, roads_s)
            function, learned = learn_roads(
                bundles[0], config.seed, progress, left_s, start=roads_from
            )
            shipped = None
            if learned is None:
                log.warning(
                    "The model does not predict times of the week: passes of fewer than %d drivers "
                    "are too few to learn how fast roads are driven",
                    MIN_SPLIT_DRIVERS,
                )
            elif roads_from is not None:
                shipped = ShippedCard(encoders=False, sources=read_card(roads_from).data.sources)
                log.info(
                    "Pretraining gains nothing for speeds: without it the shipped model is adapted "
                    "to the trips in the same way"
                )
            card = dataclasses.replace(card, road_function=learned, shipped=shipped)
        with atomic_folder(out, CARD) as folder:
            card = save_model(
                folder, card, encoders=learner.model, backbone=backbone, road_function=function
            )
        if not keep_checkpoint:
            remove_checkpoint(checkpoint)
    return ranks.agree(card)


def seconds_of_roads(
    bundle: Bundle, config: PretrainConfig, check: Callable[[], None] = lambda: None
) -> float:
    """Seconds that learning times of the week takes, of a budget at most :data:`ROADS_SHARE`.

    Args:
        check: as for :func:`~..road_function.learn_roads.time_roads`.
    """
    if not config.of_preset.road_function:
        return 0.0
    seconds = time_roads(bundle, config.seed, check)
    return seconds if config.budget_s is None else min(seconds, ROADS_SHARE * config.budget_s)


def build_pretraining(
    bundles: Sequence[Bundle],
    config: PretrainConfig,
    device: torch.device,
    images: ImageFeatures | None,
    ranks: Ranks | None = None,
) -> Pretraining:
    """An untrained model with its training data; arguments and errors as for :func:`pretrain`."""
    shape = model_config(config, images.size if images is not None else 0)
    time_task = config.of_preset.time_task
    samplers = []
    for bundle in bundles:
        usable = np.zeros(len(bundle.images), dtype=np.bool_)
        if images is not None and len(bundle.images):
            usable = _usable_images(bundle, config)
        samplers.append(TripSampler(bundle, usable, hide=time_task))
    terms: frozenset[str] = frozenset()
    if config.epochs != 0:
        for sampler in samplers:  # an area may have no images
            has_images = len(sampler.with_images) > 0
            terms |= terms_of(shape, time_task=time_task, has_images=has_images)
        parts = {"trips": {"zg", "zv", "time"}, "pictures": {"vg", "zv"}}
        log.info("Training on %s", " and ".join(name for name in parts if parts[name] & terms))
    sizes = [len(bundle.images) for bundle in bundles]
    areas = [
        TrainingArea(
            bundle,
            sampler,
            number=number,
            first_image=sum(sizes[:number]),
            images_alone=terms == {"vg"},
            seed=config.seed,
        )
        for number, (bundle, sampler) in enumerate(zip(bundles, samplers, strict=True))
    ]
    seed_libraries(config.seed, 0)
    model = TrajGANR(shape).to(device)
    return Pretraining(
        areas, model, images, config, terms=terms, device=device, ranks=ranks or Ranks()
    )


def model_config(config: PretrainConfig, image_features: int) -> ModelConfig:
    """The model's configuration, with the preset's switches where they are left open.

    Args:
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
        geometry=config.of_preset.geometry,
        motion=config.of_preset.motion,
        roads=config.of_preset.time_task,
        location_min_scale=config.of_preset.location_min_scale,
        backbone=config.backbone if image_features else "",
        image_features=image_features,
    )


def loop_config(config: PretrainConfig) -> LoopConfig:
    """Settings of pretraining's loop."""
    return LoopConfig(
        seed=config.seed,
        epochs=config.epochs,
        budget_s=config.budget_s,
        learning_rate=config.learning_rate,
        weight_decay=WEIGHT_DECAY,
        evaluate_every=EVALUATE_EVERY,
        patience=config.patience_in_effect,
        precision=config.precision,
    )


def bundle_images(
    bundles: Sequence[Bundle],
    config: PretrainConfig,
    device: torch.device,
    progress: Progress = silent,
) -> tuple[ImageFeatures | None, nn.Module | None]:
    """The images of all bundles in order, and the backbone that encodes them.

    None for a model without images.

    Raises:
        TrajganrError: as :func:`~...model.street_view.create_backbone` and
            :func:`~...model.street_view.image_features`.
    """
    if not sees_images(bundles, config):
        return None, None
    seed_libraries(config.seed, 0)  # a backbone may start from random weights
    progress("Loading the street-view backbone", 0.0)
    backbone = create_backbone(config.backbone, config.weights)
    paths = image_paths(bundles)
    if not config.freeze_backbone:
        return LearnedImages(backbone, paths).to(device), backbone
    features = image_features(backbone, paths, views=VIEWS, device=device, progress=progress)
    return FrozenImages(features), backbone


def image_paths(bundles: Sequence[Bundle]) -> list[str]:
    """Paths of all images, in the order of :func:`bundle_images`."""
    return [path for bundle in bundles for path in bundle.images["path"]]


def sees_images(bundles: Sequence[Bundle], config: PretrainConfig) -> bool:
    """Whether the model of that configuration uses images of any bundle."""
    has_images = any(len(bundle.images) for bundle in bundles)
    return has_images and ModelConfig(modalities=config.modalities).sees("image")


def _check_different(bundles: Sequence[Bundle]) -> None:
    """Refuse no bundle, and a bundle that is given twice."""
    if not bundles:
        raise TrajganrError(
            Code.INPUT_FIELD, "No bundle is named.", "Name one to pretrain on, or several."
        )
    ids: set[str] = set()
    for bundle in bundles:
        if bundle.manifest.id in ids:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "The bundle {name!r} is named twice; {path} has the same content.",
                "Name each bundle once.",
                name=bundle.title,
                path=str(bundle.path),
            )
        ids.add(bundle.manifest.id)


def _usable_images(bundle: Bundle, config: PretrainConfig) -> BoolArray:
    """Training images: none on or beside the roads of the test parts of tasks."""
    split = split_edges(bundle.network, bundle.area, config.split, config.fold, config.seed)
    usable = ~split.is_held_out[bundle.images["edge"].to_numpy(dtype=np.int64)]
    log.info(
        "%d of %d street views are on or near test roads and are not used",
        (~usable).sum(),
        len(usable),
    )
    return usable


def _identity(bundles: Sequence[Bundle], config: PretrainConfig) -> dict[str, Any]:
    """Identity of the training, for its checkpoint."""
    options = dataclasses.asdict(config)
    for name in NOT_IDENTITY:
        del options[name]
    # A preset may have other values in another version.
    options |= {name: getattr(config.of_preset, name) for name in OF_PRESET}
    return {"bundles": [bundle.manifest.id for bundle in bundles], **options}


def _description(learner: Pretraining, config: PretrainConfig, result: Result) -> PretrainingCard:
    """The card's part on pretraining; ``figures`` are those of the chosen epoch."""
    history = result.history
    last = history[-1]["epoch"] if history else 0
    kept = result.best["held_out_loss"]["epoch"] if result.best else last
    figures: dict[str, float | None] = {}
    for row in history:
        if row["epoch"] == kept:
            figures |= {name: value for name, value in row.items() if name != "epoch"}
    figures |= learner.counts()
    if history:
        figures |= {
            "steps": result.steps,
            "planned_steps": result.planned_steps,
            "seconds": result.seconds,
        }
        if not _was_busy(result):
            figures["late_fall"] = late_fall(history, "held_out_loss")
    return PretrainingCard(
        areas=tuple(pretrained_area(area.bundle) for area in learner.areas),
        config=config,
        terms=tuple(sorted(learner.objective.terms)),
        temperature=learner.temperature().item(),
        history=tuple(history),
        epoch=kept,
        stopped_early=result.stopped_early,
        figures=figures,
    )


def _was_busy(result: Result) -> bool:
    """Whether other work took so much of the processors that the training did fewer steps."""
    return result.waited_share is not None and result.waited_share > BUSY_SHARE


def late_fall(history: Sequence[Mapping[str, float]], figure: str) -> float | None:
    """The share by which the best value of a figure fell in the last quarter of a training.

    Args:
        history: of :class:`~..engine.loop.Result`.
        figure: its name; less is better.

    Returns:
        At least 0; None if it was not evaluated both before and in that quarter.
    """
    begin = 0.75 * history[-1]["epoch"]
    early = [row[figure] for row in history if figure in row and row["epoch"] <= begin]
    late = [row[figure] for row in history if figure in row and row["epoch"] > begin]
    if not early or not late:
        return None
    return max(0.0, 1 - min(late) / min(early))
