"""The head that learns all tasks on the frozen features of a system, with equal budgets."""

from __future__ import annotations

import math
import time
from abc import abstractmethod
from collections.abc import Mapping, Sequence

import numpy as np
import torch
from torch import Tensor, nn

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.atomic_io import atomic_file, read_json, write_json
from trajganr_core.contract.options.training_config import FinetuneConfig
from trajganr_core.model.heads import HIDDEN
from trajganr_core.training.engine.learner import Learner, LoopConfig
from trajganr_core.training.engine.loop import train
from trajganr_core.training.finetuning.finetune import WEIGHT_DECAY
from trajganr_core.training.finetuning.task_data import TaskData
from trajganr_core.utils.arrays import Float32Array, IntArray
from trajganr_core.utils.progress import Progress

from .study import Extractor, Features, Study
from .system import Cell, Outcome

#: Standardised features are clipped to this range.
FARTHEST = 5.0
#: Files of kept features.
VALUES, RECORD = "features.npy", "features.json"


class FrozenHead:
    """An extractor with the benchmark's head.

    Args:
        extractor: computes features without labels.
        id, title: as for every system; the extractor's where empty.
        columns: of the features that the head gets.
    """

    def __init__(
        self, extractor: Extractor, id: str = "", title: str = "", columns: slice = slice(None)
    ) -> None:
        self.extractor = extractor
        self.series = extractor.id
        self.id = id or extractor.id
        self.title = f"{title or extractor.title}, MLP"
        self.columns = columns

    def answer(self, cell: Cell, progress: Progress) -> Outcome:
        """See :class:`~.system.System`."""
        features = self.extractor.features(cell.study, progress)
        values = _checked(features.values, self.title)
        values = (values if features.at_locations else values[cell.edge])[:, self.columns]
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


class KeptFeatures:
    """An extractor whose features depend on the input trips and the seed alone.

    They are kept for other systems of the series, folds and shares of the labels.

    Args:
        extractor: computes features of every directed edge.
    """

    def __init__(self, extractor: Extractor) -> None:
        self.extractor = extractor
        self.id, self.title = extractor.id, extractor.title

    def features(self, study: Study, progress: Progress) -> Features:
        """See :class:`~.study.Extractor`."""
        folder = study.shared / self.id
        if not (folder / RECORD).is_file():
            features = self.extractor.features(study, progress)
            folder.mkdir(parents=True, exist_ok=True)
            np.save(folder / VALUES, features.values)
            record = {**vars(features), "values": None}
            with atomic_file(folder / RECORD) as file:
                write_json(file, record)
        return Features(**{**read_json(folder / RECORD), "values": np.load(folder / VALUES)})


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
        mean, spread = standardisation(training)
        self.register_buffer("mean", mean)
        self.register_buffer("spread", spread)
        self.net = nn.Sequential(
            nn.Linear(training.shape[1], HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, outputs)
        )

    def forward(self, features: Tensor) -> Tensor:
        """Raw outputs ``(B, outputs)`` of features ``(B, d)``."""
        standardised = ((features - self.mean) / self.spread).clamp(-FARTHEST, FARTHEST)
        raw: Tensor = self.net(standardised)
        return raw


def standardisation(training: Tensor) -> tuple[Tensor, Tensor]:
    """Mean and spread ``(d,)`` of features ``(n, d)``; the spread of a constant is 1."""
    spread = training.std(0, correction=0)
    return training.mean(0), torch.where(spread > 0, spread, 1.0)


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
    fit_learner(_Heads(fits, heads, values, tuning.batch_size), tuning, device, progress)
    return heads


def fit_learner(
    learner: HeadLearner, tuning: FinetuneConfig, device: torch.device, progress: Progress
) -> None:
    """Train networks with the budget that all networks have for labels."""
    loop = LoopConfig(
        seed=tuning.seed,
        epochs=tuning.epochs,
        learning_rate=tuning.learning_rate,
        weight_decay=WEIGHT_DECAY,
        decoupled=True,
        precision=tuning.precision,
    )
    train(learner, loop, device=device, identity={}, checkpoint=None, progress=progress)


@torch.no_grad()
def answers(
    heads: dict[str, StandardisedMlp], features: Float32Array, device: torch.device
) -> dict[str, Tensor]:
    """By task ``(n, outputs)`` at features ``(n, d)``, on the CPU."""
    values = torch.from_numpy(features).to(device)
    return {name: head.eval()(values).float().cpu() for name, head in heads.items()}


class HeadLearner(Learner[IntArray]):
    """A network for each task; a batch is an array of rows.

    Args:
        fits: the tasks.
        networks: by task.
        batch_size: rows of a step.
    """

    stage = "Fitting heads"

    def __init__(
        self, fits: Sequence[TaskData], networks: Mapping[str, nn.Module], batch_size: int
    ) -> None:
        self.fits = fits
        self.batch_size = batch_size
        self.modules = dict(networks)
        self.choices = {f"{name}_loss": (name,) for name in networks}

    @abstractmethod
    def raw(self, name: str, rows: IntArray) -> Tensor:
        """The raw outputs ``(b, outputs)`` of a task at rows ``(b,)``."""

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
        total = fit.loss(self.raw(fit.task.id, rows), rows)
        # The loss of a batch without labels of the task is zero, not 0/0.
        return total / max(fit.weight_of(rows), 1e-9)


class _Heads(HeadLearner):
    """Heads on frozen features."""

    def __init__(
        self,
        fits: Sequence[TaskData],
        heads: dict[str, StandardisedMlp],
        features: Tensor,
        batch_size: int,
    ) -> None:
        super().__init__(fits, heads, batch_size)
        self.features = features

    def raw(self, name: str, rows: IntArray) -> Tensor:
        features = self.features[torch.from_numpy(rows).to(self.features.device)]
        answer: Tensor = self.modules[name](features)
        return answer


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
