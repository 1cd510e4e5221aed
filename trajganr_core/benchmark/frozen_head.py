"""The head that learns all tasks on the frozen features of a system, with equal budgets."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn

from ..contract.errors import Code, TrajganrError
from ..contract.training_config import FinetuneConfig
from ..model.heads import FARTHEST
from ..model.task_head import HIDDEN
from ..training.engine.learner import Choice, Learner, LoopConfig
from ..training.engine.loop import train
from ..training.finetuning.finetune import WEIGHT_DECAY
from ..training.finetuning.task_data import TaskData
from ..utils.arrays import Float32Array, IntArray
from ..utils.progress import Progress
from .study import Extractor
from .system import Cell, Outcome

__all__ = ["FrozenHead", "StandardisedMlp", "fit_heads"]


class FrozenHead:
    """An extractor with the benchmark's head.

    Args:
        extractor: computes features without labels.
    """

    def __init__(self, extractor: Extractor) -> None:
        self.extractor = extractor
        self.id = self.series = extractor.id
        self.title = f"{extractor.title}, MLP"

    def answer(self, cell: Cell, progress: Progress) -> Outcome:
        """See :class:`~.system.System`."""
        features = self.extractor.features(cell.study, progress)
        values = _checked(features.values, self.title)
        values = values if features.at_locations else values[cell.edge]
        begun = time.perf_counter()
        heads = fit_heads(cell.fits, values, cell.tuning, cell.study.device, progress)
        trained = time.perf_counter()
        raw = answers(heads, values, cell.study.device)
        head_us = 1e6 * (time.perf_counter() - trained) / len(cell.edge)
        return Outcome(
            raw,
            features.origin,
            features.parameters + sum(p.numel() for h in heads.values() for p in h.parameters()),
            features.seconds + trained - begun,
            features.query_us + head_us,
        )


class StandardisedMlp(nn.Module):
    """A two-layer ReLU network on features standardised by the training rows.

    Args:
        training: ``(n, d)`` features of the training rows.
        outputs: number of values per row.
    """

    mean: Tensor
    spread: Tensor

    def __init__(self, training: Tensor, outputs: int) -> None:
        super().__init__()
        spread = training.std(0, correction=0)
        self.register_buffer("mean", training.mean(0))
        self.register_buffer("spread", torch.where(spread > 0, spread, 1.0))
        self.net = nn.Sequential(
            nn.Linear(training.shape[1], HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, outputs)
        )

    def forward(self, features: Tensor) -> Tensor:
        """Raw outputs ``(B, outputs)`` of features ``(B, d)``."""
        standardised = ((features - self.mean) / self.spread).clamp(-FARTHEST, FARTHEST)
        raw: Tensor = self.net(standardised)
        return raw


def fit_heads(
    fits: Sequence[TaskData],
    features: Float32Array,
    tuning: FinetuneConfig,
    device: torch.device,
    progress: Progress,
) -> dict[str, StandardisedMlp]:
    """A head for each task, from the epoch with the smallest loss on its validation rows.

    Args:
        fits: the tasks, all with n rows.
        features: ``(n, d)``.
        tuning: epochs, batch size, learning rate and seed.
        device: to train on.
        progress: called with the losses; may cancel.
    """
    values = torch.from_numpy(features).to(device)
    torch.manual_seed(tuning.seed)
    heads = {
        fit.task.id: StandardisedMlp(
            values[torch.from_numpy(fit.rows["train"]).to(device)], fit.target.outputs
        ).to(device)
        for fit in fits
    }
    loop = LoopConfig(
        seed=tuning.seed,
        epochs=tuning.epochs,
        learning_rate=tuning.learning_rate,
        weight_decay=WEIGHT_DECAY,
        decoupled=True,
        precision=tuning.precision,
    )
    learner = _Heads(fits, heads, values, tuning.batch_size)
    train(learner, loop, device=device, identity={}, checkpoint=None, progress=progress)
    return heads


@torch.no_grad()
def answers(
    heads: dict[str, StandardisedMlp], features: Float32Array, device: torch.device
) -> dict[str, Tensor]:
    """By task ``(n, outputs)`` at features ``(n, d)``, on the CPU."""
    values = torch.from_numpy(features).to(device)
    return {name: head.eval()(values).float().cpu() for name, head in heads.items()}


class _Heads(Learner[IntArray]):
    """The heads of all tasks; a batch is an array of rows."""

    stage = "Fitting heads"

    def __init__(
        self,
        fits: Sequence[TaskData],
        heads: dict[str, StandardisedMlp],
        features: Tensor,
        batch_size: int,
    ) -> None:
        self.fits = fits
        self.heads = heads
        self.features = features
        self.batch_size = batch_size
        self.modules = dict(heads)
        self.choices = tuple(Choice(f"{name}_loss", (name,)) for name in heads)

    def batches(self, rng: np.random.Generator) -> list[IntArray]:
        rows = rng.permutation(np.unique(np.concatenate([f.rows["train"] for f in self.fits])))
        return np.array_split(rows, math.ceil(len(rows) / self.batch_size))

    def prepare(self, rows: IntArray, rng: np.random.Generator) -> IntArray:
        return rows

    def terms(self, batch: IntArray) -> dict[str, Tensor]:
        return {fit.task.id: self._loss(fit, batch) for fit in self.fits}

    def evaluate(self) -> dict[str, float]:
        return {
            f"{fit.task.id}_loss": float(self._loss(fit, fit.rows["validation"]))
            for fit in self.fits
        }

    def _loss(self, fit: TaskData, rows: IntArray) -> Tensor:
        features = self.features[torch.from_numpy(rows).to(self.features.device)]
        total = fit.loss(self.heads[fit.task.id](features), rows)
        # The loss of a batch without labels of the task is zero, not 0/0.
        return total / max(fit.weight_of(rows), 1e-9)


def _checked(values: Float32Array, title: str) -> Float32Array:
    if not np.isfinite(values).all():
        raise TrajganrError(
            Code.MODEL_INCOMPATIBLE,
            "{system} has features of {count} roads that are not finite.",
            "Leave the system out, or use other weights.",
            system=title,
            count=int((~np.isfinite(values)).any(axis=1).sum()),
        )
    return values
