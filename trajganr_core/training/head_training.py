"""How heads come to answer: trained by the loop that pretraining uses, or looked up."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ..evidence import EvidenceTable, Selection
from ..model.heads import Ensemble, Evidence
from ..progress import Progress
from .distributed import Ranks
from .learner import Choice, Learner, LoopConfig
from .loop import train
from .neighbours import NEIGHBOURS, Neighbours, embedding
from .task_fit import TaskFit
from .task_head import new_head

__all__ = ["answers", "fit_neighbours", "train_heads"]

IntArray = npt.NDArray[np.int64]

MODALITY_DROPOUT = 0.1
#: Locations that are answered at once; bounds memory, not the result.
CHUNK = 1024


@torch.no_grad()
def answers(
    head: Callable[[Evidence], Tensor], table: EvidenceTable, rows: IntArray, trips: int
) -> Tensor:
    """A head's answers ``(n, outputs)`` at rows of a table, on the CPU.

    Args:
        head: on the table's device, in evaluation mode.
        table: evidence.
        rows: ``(n,)``.
        trips: of a location that the head sees at once (K).
    """
    chunks = np.array_split(rows, max(1, math.ceil(len(rows) / CHUNK)))
    answered = [head(table.evidence(table.select(chunk, trips))) for chunk in chunks]
    return torch.cat([raw.float().cpu() for raw in answered])


def fit_neighbours(
    fit: TaskFit, table: EvidenceTable, trips: int
) -> tuple[Neighbours, dict[str, Any]]:
    """Let labelled roads answer for a task; the validation part chooses how many of them.

    Args:
        fit: the task.
        table: evidence.
        trips: of a location that are looked at (K).

    Returns:
        The head, and what the card says of it: ``k``.
    """
    rows, validation = fit.rows["train"], fit.rows["validation"]
    config = table.model.config
    keys = answers(lambda evidence: embedding(evidence, config), table, rows, trips)
    encoded = fit.encoded[torch.from_numpy(rows)]

    def head_of(k: int) -> Neighbours:
        return Neighbours(config, fit.target, keys, encoded, k).to(table.device)

    def loss_of(k: int) -> float:
        raw = answers(head_of(k), table, validation, trips)
        return float(fit.loss(raw, validation))

    best = min((k for k in NEIGHBOURS if k <= len(rows)), key=loss_of)
    return head_of(best), {"k": best}


def train_heads(
    fits: Sequence[TaskFit],
    table: EvidenceTable,
    loop: LoopConfig,
    *,
    batch_size: int,
    trips: int,
    segment_context: bool,
    dropout: float,
    members: int,
    identity: Mapping[str, Any],
    checkpoint: Path,
    ranks: Ranks,
    progress: Progress,
) -> tuple[dict[str, tuple[Ensemble, dict[str, Any]]], list[dict[str, float]]]:
    """Train networks for each task, all at once, and the encoders where they learn.

    Args:
        fits: the tasks.
        table: evidence; its model's encoders learn where their parameters require a gradient.
        loop: how to train.
        batch_size: locations a step, of all ranks together.
        trips: of a location that are looked at (K).
        segment_context: whether the heads see it.
        dropout: share of their values that a step leaves out.
        members: heads of a task that answer together.
        identity, checkpoint, ranks, progress: as :func:`~.loop.train`.

    Returns:
        By task, its networks and what the card says of them: the ``epoch`` that they are kept
        from and their number, ``members``; and the losses of every epoch.
    """
    torch.manual_seed(loop.seed)
    config = table.model.config
    heads = {
        fit.task.id: new_head(
            config,
            fit.target.outputs,
            segment_context=segment_context,
            dropout=dropout,
            members=members,
        ).to(table.device)
        for fit in fits
    }
    for fit in fits:
        heads[fit.task.id].standardise(*table.context(fit.rows["train"]))
    learner = _Heads(fits, heads, table, batch_size, trips, ranks)
    result = train(
        learner,
        loop,
        device=table.device,
        identity=identity,
        checkpoint=checkpoint,
        ranks=ranks,
        progress=progress,
    )
    epoch = {
        name: result.best[choice.figure]["epoch"]
        for choice in learner.choices
        for name in choice.modules
    }
    facts = {name: {"epoch": epoch[name], "members": members} for name in heads}
    return {name: (head, facts[name]) for name, head in heads.items()}, result.history


@dataclass(frozen=True)
class _Step:
    """A rank's share of a step: all that was drawn for it.

    Attributes:
        selection: locations and the trips that are seen of them.
        hides: ``(n, 2)`` whether a location's image is hidden, and whether its trips are.
        noise: ``(n, N)`` of the heads' dropout; all tasks share it.
        weights: of the labels in the whole batch, by task.
    """

    selection: Selection
    hides: Tensor
    noise: Tensor
    weights: Mapping[str, float]


class _Heads(Learner[_Step]):
    """The heads of all tasks, and the encoders where they learn."""

    stage = "Fine-tuning"

    def __init__(
        self,
        fits: Sequence[TaskFit],
        heads: Mapping[str, Ensemble],
        table: EvidenceTable,
        batch_size: int,
        trips: int,
        ranks: Ranks,
    ) -> None:
        self.fits = fits
        self.heads = heads
        self.table = table
        self.batch_size = batch_size
        self.trips = trips
        self.ranks = ranks
        self.modules = dict(heads)
        self.choices = tuple(Choice(f"{name}_loss", (name,)) for name in heads)
        if any(p.requires_grad for p in table.model.parameters()):
            # Heads and encoders have learned together, so they are kept from one epoch.
            self.modules["encoders"] = table.model
            self.choices = (Choice("validation_loss", tuple(self.modules)),)

    def batches(self, rng: np.random.Generator) -> list[IntArray]:
        rows = rng.permutation(self._all("train"))
        return np.array_split(rows, math.ceil(len(rows) / self.batch_size))

    def prepare(self, rows: IntArray, rng: np.random.Generator) -> _Step:
        rank, world = self.ranks.rank, self.ranks.world
        selection = self.table.select(rows, self.trips, rng)
        hides = rng.random((len(rows), 2)) < MODALITY_DROPOUT
        width = max(head.noise for head in self.heads.values())
        noise = rng.random((len(rows), width), dtype=np.float32)
        return _Step(
            selection.shard(rank, world),
            torch.from_numpy(hides[rank::world]),
            torch.from_numpy(noise[rank::world]),
            {fit.task.id: fit.weight_of(rows) for fit in self.fits},
        )

    def terms(self, batch: _Step) -> dict[str, Tensor]:
        device = self.table.device
        hidden_image, hidden_trips = batch.hides.to(device).unbind(-1)
        evidence = self.table.evidence(batch.selection).hiding(hidden_image, hidden_trips)
        noise = batch.noise.to(device)
        terms = {}
        for fit in self.fits:
            answers = self.heads[fit.task.id].answers(evidence, noise)
            # Each head learns by itself: a loss of the mean would let one make up for another.
            total = torch.stack([fit.loss(raw, batch.selection.rows) for raw in answers]).sum()
            # A batch without a label for the task has no loss: nothing over nearly nothing.
            terms[fit.task.id] = total / max(batch.weights[fit.task.id], 1e-9)
        return terms

    def evaluate(self) -> dict[str, float]:
        rows = self._all("validation")
        sums = np.zeros((len(self.fits), 2))
        for chunk in np.array_split(rows, math.ceil(len(rows) / CHUNK)):
            evidence = self.table.evidence(self.table.select(chunk, self.trips))
            for number, fit in enumerate(self.fits):
                total = fit.loss(self.heads[fit.task.id](evidence), chunk)
                sums[number] += float(total), fit.weight_of(chunk)
        losses = sums[:, 0] / sums[:, 1]
        names = [f"{fit.task.id}_loss" for fit in self.fits]
        return {
            "validation_loss": float(losses.sum()),
            **dict(zip(names, losses.tolist(), strict=True)),
        }

    def _all(self, part: str) -> IntArray:
        """Rows of a part that have a label for some task."""
        return np.unique(np.concatenate([fit.rows[part] for fit in self.fits]))
