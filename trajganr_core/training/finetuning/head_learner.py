"""Training of the heads of equation 10: of all tasks at once, and of the encoders with them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from ...features.location_features import LocationFeatureTable, Selection
from ...features.prediction_loop import even_batches
from ...model.heads import Head
from ...utils.arrays import IntArray
from ..engine.distributed import Ranks
from ..engine.learner import Learner
from ..engine.loop import Result
from .task_data import TaskData

MODALITY_DROPOUT = 0.1


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
        fits: by task, its labels at the rows of the table.
        batch_size: locations a step, of all ranks together.
        trips: maximum number of trips used for a location (K).
    """

    stage = "Fine-tuning"
    #: The loss as it is trained, so that both can be compared.
    validation = "validation_loss"

    def __init__(
        self,
        heads: Mapping[str, Head],
        table: LocationFeatureTable,
        fits: Mapping[str, TaskData],
        *,
        batch_size: int,
        trips: int,
        ranks: Ranks,
    ) -> None:
        self.heads, self.table, self.fits = heads, table, fits
        self.batch_size, self.trips, self.ranks = batch_size, trips, ranks
        self.modules = dict(heads)
        # Each head is kept from its own best epoch.
        self.choices = {f"{name}_loss": (name,) for name in heads}
        self.trains_encoders = any(p.requires_grad for p in table.model.parameters())
        if self.trains_encoders:
            # Heads and encoders were trained together, so they are kept from one epoch.
            self.modules["encoders"] = table.model
            self.choices = {"validation_loss": tuple(self.modules)}

    def epochs(self, result: Result) -> dict[str, int]:
        """By task, the epoch that its head is kept from."""
        return {
            module: int(result.best[figure]["epoch"])
            for figure, modules in self.choices.items()
            for module in modules
            if module in self.heads
        }

    def batches(self, rng: np.random.Generator) -> list[IntArray]:
        rows = rng.permutation(self._rows("train"))
        return np.array_split(rows, math.ceil(len(rows) / self.batch_size))

    def prepare(self, rows: IntArray, rng: np.random.Generator) -> HeadStep:
        rank, world = self.ranks.rank, self.ranks.world
        selection = self.table.select(rows, self.trips, rng)
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
            features = self.table.at(chunk, self.trips)
            for name, fit in self.fits.items():
                # The chunk's share of the mean loss over all rows.
                loss = float(fit.loss(self.heads[name](features), chunk)) / fit.weight_of(rows)
                sums[f"{name}_loss"] += loss
                sums["validation_loss"] += loss
        return dict(sums)

    def _rows(self, part: str) -> IntArray:
        """Rows of a part that have a label for some task."""
        return np.unique(np.concatenate([fit.rows[part] for fit in self.fits.values()]))
