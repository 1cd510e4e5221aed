"""TrajGANR itself as a system: a preset, or one with other switches for an ablation."""

from __future__ import annotations

import dataclasses
import shutil
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from ..contract.atomic_io import atomic_file, read_json, write_json
from ..contract.choices import MODALITIES
from ..contract.errors import Code, TrajganrError
from ..contract.model_card import ModelCard
from ..contract.training_config import FinetuneConfig, PretrainConfig
from ..data.bundle import Bundle
from ..features.location_features import LocationFeatureTable
from ..features.query_locations import edge_locations
from ..inference.loaded_model import LoadedModel
from ..inference.predictors import answers_of, embedder, load_heads
from ..training.finetuning.finetune import finetune
from ..training.pretraining.pretrain import pretrain
from ..utils.arrays import IntArray
from ..utils.progress import Progress
from .study import Study
from .system import Cell, Outcome

__all__ = ["TrajGANRSystem"]

#: Roads that are asked to time a query.
TIMED = 1000
#: Of a pretrained model that is kept: how long it took.
TIME = "seconds.json"


@dataclass(frozen=True)
class TrajGANRSystem:
    """Pretrained and fine-tuned on the study's roads alone, or pretrained elsewhere.

    Pretraining sees no image of a tested road, and never a label.

    Attributes:
        id, title: as for every system.
        preset: ``best`` or ``paper``.
        pretraining, tuning: options that differ from the benchmark's settings.
        sources: bundles to pretrain on; the study's own where empty.
    """

    id: str
    title: str
    preset: str
    pretraining: Mapping[str, Any] = field(default_factory=dict)
    tuning: Mapping[str, Any] = field(default_factory=dict)
    sources: Sequence[Bundle] = ()

    def answer(self, cell: Cell, progress: Progress) -> Outcome:
        """See :class:`~.system.System`."""
        study = cell.study
        model, pretrained_s = self._pretrained(cell, progress)
        tuned = study.folder / "tuned"
        begun = time.perf_counter()
        finetune(model, study.bundle, self._tuning(cell), tuned, progress)
        seconds = pretrained_s + time.perf_counter() - begun
        return _asked(tuned, cell, seconds)

    def bundles(self, study: Study) -> Sequence[Bundle]:
        """What the encoders are pretrained on."""
        return self.sources or [study.bundle]

    def _pretrained(self, cell: Cell, progress: Progress) -> tuple[Path, float]:
        """A pretrained model and the seconds that it took.

        It is kept: studies that differ in labels alone need the same again.
        """
        study, folder = cell.study, cell.study.shared
        if not (folder / TIME).is_file():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            begun = time.perf_counter()
            config = self._pretraining(cell)
            pretrain(self.bundles(study), config, folder / "model", progress)
            with atomic_file(folder / TIME) as file:
                write_json(file, time.perf_counter() - begun)
        return folder / "model", float(read_json(folder / TIME))

    def _pretraining(self, cell: Cell) -> PretrainConfig:
        study = cell.study
        options = {**cell.settings.pretraining, "preset": self.preset, **self.pretraining}
        config = PretrainConfig(
            seed=study.seed,
            split=study.split.kind,
            fold=study.split.fold,
            device=study.device.type,
            **{**options, "epochs": 0},
        )
        _check_images(config, study.bundle)
        usual = options.get("epochs", PretrainConfig.epochs)
        if not usual:
            return config
        try:
            trips = sum(int(np.count_nonzero(~one.is_label)) for one in self.bundles(study))
            epochs = study.epochs(usual, trips, config.batch_size)
            return dataclasses.replace(config, epochs=epochs)
        except TrajganrError:  # nothing to align: fine-tuning teaches it alone
            return config

    def _tuning(self, cell: Cell) -> FinetuneConfig:
        study = cell.study
        return FinetuneConfig(
            tasks=tuple(fit.task.id for fit in cell.fits),
            seed=study.seed,
            device=study.device.type,
            **{**cell.settings.tuning, **self.tuning},
        )


def _origin(card: ModelCard) -> str:
    if not card.pretraining.config.epochs:
        return "encoders not pretrained: nothing to align; heads trained on this study area"
    bundles = [one.bundle for one in card.pretraining.areas]
    if [bundle.id for bundle in bundles] == [card.bundle.id]:
        return "trained on this study area"
    names = ", ".join(bundle.name or bundle.id for bundle in bundles)
    return f"encoders pretrained on {names}; heads trained on this study area"


def _check_images(config: PretrainConfig, bundle: Bundle) -> None:
    """Refuse to compare what images say where there are none.

    Raises:
        TrajganrError: ``INPUT.EMPTY``.
    """
    seen = MODALITIES[config.modalities]
    if "image" in seen and "trajectory" not in seen and not len(bundle.images):
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "The modalities {modalities!r} need street views, and the study area has none.",
            "Prepare the study area with street views, or leave the system out.",
            modalities=config.modalities,
        )


def _asked(model: Path, cell: Cell, seconds: float) -> Outcome:
    """What a fine-tuned model says of the cell's rows and of all roads, asked in bulk."""
    study = cell.study
    opened = LoadedModel.load(model, study.bundle, study.device.type)
    names = [fit.task.id for fit in cell.fits]
    heads = load_heads(model, opened.card, names, opened.encoders)

    def features(edge: IntArray) -> LocationFeatureTable:
        return opened.features(
            edge_locations(study.bundle, edge),
            trips=max(head.trips for head in heads),
            with_context=any(head.segment_context for head in heads),
        )

    begun = time.perf_counter()
    _ = opened.context  # of all trips and roads, once for as many queries as there are roads
    prepared_us = 1e6 * (time.perf_counter() - begun) / len(study.bundle.network)
    timed = np.random.default_rng(study.seed).permutation(cell.edge)[:TIMED]
    begun = time.perf_counter()
    answers_of(heads, features(timed), "Asking")
    asked_us = 1e6 * (time.perf_counter() - begun) / len(timed)
    everywhere = features(np.arange(len(study.bundle.network)))
    predictors = [*heads, embedder(opened.encoders, opened.card)]
    *raw, embedding = answers_of(predictors, everywhere, "Asking")
    modules = [opened.encoders, *(head.module for head in heads)]
    return Outcome(
        {name: one[cell.edge] for name, one in zip(names, raw, strict=True)},
        _origin(opened.card),
        sum(p.numel() for module in modules for p in module.parameters()),
        seconds,
        prepared_us + asked_us,
        embedding.numpy(),
    )
