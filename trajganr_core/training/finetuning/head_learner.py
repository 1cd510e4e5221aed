"""Training of heads, on labels or on the pretext task."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from ...features.location_features import LocationFeatureTable, Selection
from ...model.heads import Ensemble
from ...utils.arrays import IntArray
from ...utils.device import one_thread
from ...utils.progress import Progress
from ..engine.distributed import Ranks
from ..engine.learner import Learner, LoopConfig
from ..engine.loop import Result, train
from .task_data import TaskData

__all__ = ["HeadBatch", "HeadLearner", "HeadTraining", "module_of"]

MODALITY_DROPOUT = 0.1


@dataclass(frozen=True)
class HeadBatch:
    """Training data of heads.

    Attributes:
        table: location features.
        fits: by head, its task with labels at the rows of the table.
    """

    table: LocationFeatureTable
    fits: Mapping[str, TaskData]

    def rows(self, part: str) -> IntArray:
        """Rows of a part that have a label for some task."""
        return np.unique(np.concatenate([fit.rows[part] for fit in self.fits.values()]))


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
        batch: the data that the step is of.
        selection: locations and the trips that are used of them.
        hides: ``(n, 3)`` whether a location's image is hidden, those around, and its trips.
        noise: ``(n, N)`` of the heads' dropout; all tasks share it.
        weights: of the labels in the whole batch, by head.
    """

    batch: HeadBatch
    selection: Selection
    hides: Tensor
    noise: Tensor
    weights: Mapping[str, float]


def module_of(name: str, number: int) -> str:
    """The name of an ensemble's network among the trained modules."""
    return f"{name}_{number}"


class HeadLearner(Learner[HeadStep]):
    """Heads of tasks; each step uses one set of training data.

    Args:
        heads: by name.
        data: sets of training data, whose heads are among these.
    """

    def __init__(
        self, heads: Mapping[str, Ensemble], data: Sequence[HeadBatch], how: HeadTraining
    ) -> None:
        self.heads = heads
        self.data = data
        self.how = how
        self.modules = {
            module_of(name, number): head
            for name, ensemble in heads.items()
            for number, head in enumerate(ensemble.heads)
        }
        #: The rows of all sets are numbered consecutively.
        self._first = np.cumsum([0, *(len(batch.table) for batch in data)])

    def trained(self) -> Result:
        """Train the heads in place, from their checkpoint where there is one."""
        encoders = self.data[0].table.model
        learn_too = any(parameter.requires_grad for parameter in encoders.parameters())
        with contextlib.nullcontext() if learn_too else one_thread():
            return train(
                self,
                self.how.loop,
                device=self.data[0].table.device,
                identity=self.how.identity,
                checkpoint=self.how.checkpoint,
                ranks=self.how.ranks,
                progress=self.how.progress,
            )

    def batches(self, rng: np.random.Generator) -> list[IntArray]:
        batches: list[IntArray] = []
        for first, batch in zip(self._first[:-1].tolist(), self.data, strict=True):
            rows = first + rng.permutation(batch.rows("train"))
            batches += np.array_split(rows, math.ceil(len(rows) / self.how.batch_size))
        return [batches[number] for number in rng.permutation(len(batches))]

    def prepare(self, rows: IntArray, rng: np.random.Generator) -> HeadStep:
        rank, world = self.how.ranks.rank, self.how.ranks.world
        number = int(np.searchsorted(self._first, rows[0], side="right")) - 1
        batch, rows = self.data[number], rows - self._first[number]
        selection = batch.table.select(rows, self.how.trips, rng)
        hides = rng.random((len(rows), 3)) < MODALITY_DROPOUT
        width = max(head.noise for head in self.heads.values())
        noise = rng.random((len(rows), width), dtype=np.float32)
        return HeadStep(
            batch,
            selection.shard(rank, world),
            torch.from_numpy(hides[rank::world]),
            torch.from_numpy(noise[rank::world]),
            {name: fit.weight_of(rows) for name, fit in batch.fits.items()},
        )

    def terms(self, batch: HeadStep) -> dict[str, Tensor]:
        table = batch.batch.table
        hides = batch.hides.to(table.device).unbind(-1)
        features = table.features(batch.selection).hiding(*hides)
        noise = batch.noise.to(table.device)
        terms = {}
        for name, fit in batch.batch.fits.items():
            answers = self.heads[name].member_outputs(features, noise)
            # Each head is trained on its own loss: with a mean, one could make up for another.
            total = torch.stack([fit.loss(raw, batch.selection.rows) for raw in answers]).sum()
            # A batch without a label for the task has no loss: zero over a tiny number.
            terms[name] = total / max(batch.weights[name], 1e-9)
        return terms
