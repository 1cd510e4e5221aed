"""TrajGANR itself as a system: a preset, or one with other switches for an ablation."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from ..askers import answers_of, load_heads
from ..configuration import FinetuneConfig, PretrainConfig
from ..locations import edge_locations
from ..open_model import OpenModel
from ..progress import Progress
from ..training.finetune import finetune
from ..training.pretrain import pretrain
from .system import Cell, Outcome

__all__ = ["TrajGANRSystem"]

#: Roads that are asked to time a query.
TIMED = 1000


@dataclass(frozen=True)
class TrajGANRSystem:
    """Pretrained and fine-tuned on the study's roads alone.

    Pretraining sees no image of a tested road, and never a label.

    Attributes:
        id, title: as for every system.
        preset: ``best`` or ``paper``.
        pretraining, tuning: options that differ from the benchmark's settings.
    """

    id: str
    title: str
    preset: str
    pretraining: Mapping[str, Any] = field(default_factory=dict)
    tuning: Mapping[str, Any] = field(default_factory=dict)

    def answer(self, cell: Cell, progress: Progress) -> Outcome:
        """See :class:`~.system.System`."""
        study = cell.study
        model, tuned = study.folder / "model", study.folder / "tuned"
        begun = time.perf_counter()
        pretrain(study.bundle, self._pretraining(cell), model, progress)
        card = finetune(model, study.bundle, self._tuning(cell), tuned, progress)
        seconds = time.perf_counter() - begun
        heads = card["heads"]
        parameters, query_us = _costs(tuned, cell)
        figures = {fit.task.id: heads[fit.task.id]["metrics"] for fit in cell.fits}
        return Outcome(figures, "trained on this study area", parameters, seconds, query_us)

    def _pretraining(self, cell: Cell) -> PretrainConfig:
        study = cell.study
        options = {**cell.settings.pretraining, "preset": self.preset, **self.pretraining}
        return PretrainConfig(
            seed=study.seed,
            split=study.split.kind,
            fold=study.split.fold,
            device=study.device.type,
            **options,
        )

    def _tuning(self, cell: Cell) -> FinetuneConfig:
        study = cell.study
        return FinetuneConfig(
            tasks=tuple(fit.task.id for fit in cell.fits),
            seed=study.seed,
            device=study.device.type,
            **{**cell.settings.tuning, **self.tuning},
        )


def _costs(model: Path, cell: Cell) -> tuple[int, float]:
    """Trained parameters, and microseconds a road in all tasks, asked in bulk."""
    study = cell.study
    opened = OpenModel.load(model, study.bundle, study.device.type)
    names = [fit.task.id for fit in cell.fits]
    heads = load_heads(model, opened.card, names, opened.encoders)
    modules = [opened.encoders, *(head.module for head in heads)]
    parameters = sum(p.numel() for module in modules for p in module.parameters())
    begun = time.perf_counter()
    _ = opened.context  # of all trips and roads, once for as many queries as there are roads
    prepared_us = 1e6 * (time.perf_counter() - begun) / len(study.bundle.network)
    edge = np.random.default_rng(study.seed).permutation(cell.edge)[:TIMED]
    begun = time.perf_counter()
    table = opened.evidence(
        edge_locations(study.bundle, edge),
        trips=max(head.trips for head in heads),
        with_context=any(head.segment_context for head in heads),
    )
    answers_of(heads, table, "Asking")
    return parameters, prepared_us + 1e6 * (time.perf_counter() - begun) / len(edge)
