"""Training of the heads of equation 10: of all tasks at once, and of the encoders with them."""

from __future__ import annotations

import contextlib
import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from ...features.location_features import LocationFeatureTable, Selection
from ...features.prediction_loop import even_batches
from ...model.heads import Head
from ...utils.arrays import IntArray
from ...utils.device import one_thread
from ...utils.progress import Progress
from ..engine.distributed import Ranks
from ..engine.learner import Choice, Learner, LoopConfig
from ..engine.loop import Result, train
from .task_data import TaskData

__all__ = ["HeadLearner", "HeadTraining"]

MODALITY_DROPOUT = 0.1


@dataclass(frozen=True)
class HeadTraining:
    """Training settings of heads.

    Attributes:
        loop: epochs and learning rates.
        batch_size: locations a step, of all ranks together.
        trips: maximum number of trips used for a location (K).
        identity, checkpoint, ranks, progress: as for :func:`~..engine.loop.train`.
    """

    loop: LoopConfig
    batch_size: int
    trips: int
    identity: Mapping[str, Any]
    checkpoint: Path
    ranks: Ranks
    progress: Progress


@dataclass(frozen=True)
class HeadStep:
    """A rank's share of a step, with all random draws.

    Attributes:
        selection: locations and the trips that are used of them.
        hides: ``(n, 2)`` whether a location's image is hidden, and its trips.
        weights: of the labels in the whole batch, by task.
    """

    selection: Selection
    hides: Tensor
    weights: Mapping[str, float]


class HeadLearner(Learner[HeadStep]):
    """The heads of all tasks, and the encoders where their parameters require a gradient.

    Args:
        heads: by task.
        table: location features.
        fits: by task, its labels at the rows of the table.
    """

    stage = "Fine-tuning"
    #: The loss as it is trained, so that both can be compared.
    validation = "validation_loss"

    def __init__(
        self,
        heads: Mapping[str, Head],
        table: LocationFeatureTable,
        fits: Mapping[str, TaskData],
        how: HeadTraining,
    ) -> None:
        self.heads = heads
        self.table = table
        self.fits = fits
        self.how = how
        self.modules = dict(heads)
        # Each head is kept from its own best epoch.
        self.choices = tuple(Choice(f"{name}_loss", (name,)) for name in heads)
        if self._trains_encoders:
            # Heads and encoders were trained together, so they are kept from one epoch.
            self.modules["encoders"] = table.model
            self.choices = (Choice("validation_loss", tuple(self.modules)),)

    @property
    def _trains_encoders(self) -> bool:
        return any(parameter.requires_grad for parameter in self.table.model.parameters())

    def trained(self) -> Result:
        """Train the heads in place, from their checkpoint where there is one."""
        with contextlib.nullcontext() if self._trains_encoders else one_thread():
            return train(
                self,
                self.how.loop,
                device=self.table.device,
                identity=self.how.identity,
                checkpoint=self.how.checkpoint,
                ranks=self.how.ranks,
                progress=self.how.progress,
            )

    def batches(self, rng: np.random.Generator) -> list[IntArray]:
        rows = rng.permutation(self._rows("train"))
        return np.array_split(rows, math.ceil(len(rows) / self.how.batch_size))

    def prepare(self, rows: IntArray, rng: np.random.Generator) -> HeadStep:
        rank, world = self.how.ranks.rank, self.how.ranks.world
        selection = self.table.select(rows, self.how.trips, rng)
        hides = rng.random((len(rows), 2)) < MODALITY_DROPOUT
        return HeadStep(
            selection.shard(rank, world),
            torch.from_numpy(hides[rank::world]),
            {name: fit.weight_of(rows) for name, fit in self.fits.items()},
        )

    def terms(self, batch: HeadStep) -> dict[str, Tensor]:
        hides = batch.hides.to(self.table.device).unbind(-1)
        features = self.table.features(batch.selection).hiding(*hides)
        # A batch without a label for the task has no loss: zero over a tiny number.
        return {
            name: fit.loss(self.heads[name](features), batch.selection.rows)
            / max(batch.weights[name], 1e-9)
            for name, fit in self.fits.items()
        }

    def evaluate(self) -> dict[str, float]:
        rows = self._rows("validation")
        sums: defaultdict[str, float] = defaultdict(float)
        for chunk in even_batches(rows):
            features = self.table.at(chunk, self.how.trips)
            for name, fit in self.fits.items():
                # The chunk's share of the mean loss over all rows.
                loss = float(fit.loss(self.heads[name](features), chunk)) / fit.weight_of(rows)
                sums[f"{name}_loss"] += loss
                sums["validation_loss"] += loss
        return dict(sums)

    def _rows(self, part: str) -> IntArray:
        """Rows of a part that have a label for some task."""
        return np.unique(np.concatenate([fit.rows[part] for fit in self.fits.values()]))
