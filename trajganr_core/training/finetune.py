"""Fine-tuning: task heads on frozen or learning encoders (paper, section 3.4)."""

from __future__ import annotations

import copy
import dataclasses
import logging
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ..data.bundle import Bundle
from ..errors import Code, TrajganrError
from ..evaluation.splits import FOLDS, SPLITS, split_edges
from ..evidence import EvidenceTable, bundle_features, input_trips
from ..geo import StudyArea
from ..locations import edge_locations
from ..model.heads import Evidence, Head
from ..model.trajganr import TrajGANR
from ..progress import Progress, silent
from ..storage import atomic_folder
from ..tasks import Task, task
from .checkpoint import CARD, bundle_reference, copy_model, load_encoders, new_card, save_model
from .device import resolve_device
from .options import check_choice, check_positive
from .targets import Target, fit_target

__all__ = ["TRIPS_PER_LOCATION", "FinetuneConfig", "finetune", "new_head"]

log = logging.getLogger(__name__)

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

#: Trips of a location that a head sees at once (K).
TRIPS_PER_LOCATION = 16
#: Passes of a location that are embedded, to draw those from.
PASSES_KEPT = 64
MODALITY_DROPOUT = 0.1
HEAD_HIDDEN = 256
WEIGHT_DECAY = 1e-2


@dataclass(frozen=True)
class FinetuneConfig:
    """How to fine-tune; the fields are those of :class:`~..protocol.jobs.FinetuneParams`."""

    tasks: tuple[str, ...]
    name: str = ""
    seed: int = 0
    epochs: int = 50
    batch_size: int = 128
    learning_rate: float = 5e-4
    split: str = "segment"
    fold: int = 0
    freeze: bool = True
    device: str = "auto"

    def __post_init__(self) -> None:
        check_positive(
            epochs=self.epochs, batch_size=self.batch_size, learning_rate=self.learning_rate
        )
        check_choice("split", self.split, SPLITS)
        check_choice("fold", self.fold, range(FOLDS))


@dataclass(frozen=True)
class _Rows:
    """Rows of the evidence table in each part of the split."""

    train: IntArray
    validation: IntArray
    calibration: IntArray
    test: IntArray


class _Fit:
    """One task while it is learned: its labels, its head and the head's best epoch.

    Args:
        of: the task.
        labels: ``(n, columns)`` of all locations.
        known: ``(n,)`` which locations have a label that may be learned from.
        split: of all locations.
        dim: size of the embeddings.
    """

    def __init__(self, of: Task, labels: FloatArray, known: BoolArray, split: _Rows, dim: int):
        self.task = of
        self.labels = labels
        self.known = known
        self.fold = _Rows(*(rows[known[rows]] for rows in dataclasses.astuple(split)))
        for name, rows in dataclasses.asdict(self.fold).items():
            if not len(rows):
                raise _too_few_labels(of, name, int(known.sum()))
        self.target: Target = fit_target(of, labels[self.fold.train])
        encoded = self.target.encode(np.nan_to_num(labels))
        self.encoded = encoded
        self.head = new_head(dim, self.target.outputs)
        self.best = (math.inf, 0, copy.deepcopy(self.head.state_dict()))

    def loss(self, evidence: Evidence, rows: IntArray) -> Tensor:
        """Mean loss over those of ``rows`` that have a label; zero where none has."""
        known = torch.from_numpy(self.known[rows]).to(evidence.g.device)
        raw = self.head(evidence)[known]
        encoded = self.encoded[torch.from_numpy(rows[self.known[rows]])].to(raw.device)
        return self.target.loss(raw, encoded) if len(raw) else raw.sum()

    def keep_if_better(self, loss: float, epoch: int) -> None:
        """Remember the head of the epoch with the least validation loss."""
        if loss < self.best[0]:
            self.best = (loss, epoch, copy.deepcopy(self.head.state_dict()))

    def description(self, table: EvidenceTable, config: FinetuneConfig) -> dict[str, Any]:
        """The head's entry in the card: its best epoch's figures on the test fold."""
        self.head.load_state_dict(self.best[2])
        test, train = self.fold.test, self.fold.train
        predicted = self.target.decode(_answers(self.head, table, test, config.batch_size))
        trivial = self.target.trivial(self.labels[train], len(test))
        metrics = self.target.metrics(self.labels[test], predicted)
        baseline = self.target.metrics(self.labels[test], trivial)
        return {
            "target": self.target.to_dict(),
            "epoch": self.best[1],
            "split": config.split,
            "locations": {name: len(rows) for name, rows in dataclasses.asdict(self.fold).items()},
            "metrics": {**metrics, **{f"baseline_{key}": v for key, v in baseline.items()}},
        }


def finetune(
    model: Path,
    bundle: Bundle,
    config: FinetuneConfig,
    out: Path,
    progress: Progress = silent,
) -> dict[str, Any]:
    """Fit a head for each task and write the model with them.

    Heads are fitted on the training fold, their epoch chosen on the validation fold, and their
    figures computed once on the test fold. All tasks share the split of roads.

    Args:
        model: folder of a pretrained model; heads it already has are kept while the encoders
            stay frozen, and dropped when they learn, because they would no longer fit.
        bundle: where labels, trips and images come from.
        config: how.
        out: the new model's folder, written only when all heads are complete.
        progress: told the losses; may cancel.

    Returns:
        The model's card; ``card["heads"][task]["metrics"]`` holds held-out figures, those of the
        trivial prediction (mean, class shares or mean shares of the training labels) under
        ``baseline_…``.

    Raises:
        TrajganrError: ``INPUT.FIELD`` when the bundle has no labels for a task, ``INPUT.EMPTY``
            when too few.
    """
    torch.manual_seed(config.seed)
    rng = np.random.default_rng(config.seed)
    device = resolve_device(config.device)
    encoders, source = load_encoders(model, device)
    area = StudyArea.from_dict(source["area"])
    labels = {name: _labels_of(bundle, task(name)) for name in dict.fromkeys(config.tasks)}
    edge = np.flatnonzero(np.any([known for _, known in labels.values()], axis=0))
    table = EvidenceTable(
        encoders,
        area,
        input_trips(bundle, area),
        edge_locations(bundle, edge),
        bundle_features(model, source, bundle, device, progress),
        per_location=PASSES_KEPT,
        seed=config.seed,
    )
    roads = split_edges(bundle.network, bundle.area, config.split, config.fold, config.seed)
    parts = [field.name for field in dataclasses.fields(_Rows)]
    split = _Rows(*(np.flatnonzero(np.isin(edge, roads.edges(part))) for part in parts))
    fits = [
        _Fit(task(name), values[edge], known[edge], split, encoders.config.dimension)
        for name, (values, known) in labels.items()
    ]
    for fit in fits:
        fit.head.to(device)
    if config.freeze:
        encoders.requires_grad_(False)
        table.precompute(progress)
    _train(fits, table, split, encoders, config, rng, progress)

    card = new_card(
        name=config.name or source["name"],
        area=area,
        bundle=bundle_reference(bundle),
        seed=config.seed,
        device=device,
    )
    card["pretraining"] = source["pretraining"]
    card["model"] = source["model"]
    heads = {fit.task.id: (fit.head, fit.description(table, config)) for fit in fits}
    with atomic_folder(out, CARD) as folder:
        copy_model(model, folder, card, with_heads=config.freeze)
        save_model(folder, card, encoders=None if config.freeze else encoders, heads=heads)
    return card


def new_head(dim: int, outputs: int) -> Head:
    """A head as the defaults of SCIENCE.md shape it."""
    return Head(dim, outputs, hidden=HEAD_HIDDEN, heads=8)


def _train(
    fits: list[_Fit],
    table: EvidenceTable,
    split: _Rows,
    encoders: TrajGANR,
    config: FinetuneConfig,
    rng: np.random.Generator,
    progress: Progress,
) -> None:
    parameters = [p for fit in fits for p in fit.head.parameters()]
    parameters += [p for p in encoders.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(parameters, lr=config.learning_rate, weight_decay=WEIGHT_DECAY)
    best = math.inf
    best_encoders = None
    for epoch in range(config.epochs):
        batches = _batches(rng.permutation(split.train), config.batch_size)
        for number, rows in enumerate(batches):
            evidence = table.evidence(rows, TRIPS_PER_LOCATION, rng)
            evidence = evidence.drop_modalities(MODALITY_DROPOUT)
            loss = torch.stack([fit.loss(evidence, rows) for fit in fits]).sum()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            done = (epoch + (number + 1) / len(batches)) / config.epochs
            progress("Fine-tuning", done, epoch=epoch + 1, loss=float(loss.detach()))
        losses = _validate(fits, table, split, config.batch_size)
        for fit, value in zip(fits, losses, strict=True):
            if config.freeze:
                fit.keep_if_better(value, epoch + 1)
        if not config.freeze and sum(losses) < best:
            # Heads and encoders have learned together, so they are kept from one epoch.
            best, best_encoders = sum(losses), copy.deepcopy(encoders.state_dict())
            for fit in fits:
                fit.best = (best, epoch + 1, copy.deepcopy(fit.head.state_dict()))
    if best_encoders is not None:
        encoders.load_state_dict(best_encoders)


@torch.no_grad()
def _validate(fits: list[_Fit], table: EvidenceTable, split: _Rows, batch_size: int) -> list[float]:
    """Mean validation loss of each task."""
    totals = np.zeros(len(fits))
    for rows in _batches(split.validation, batch_size):
        evidence = table.evidence(rows, TRIPS_PER_LOCATION)
        for number, fit in enumerate(fits):
            totals[number] += float(fit.loss(evidence, rows)) * fit.known[rows].sum()
    return [total / len(fit.fold.validation) for total, fit in zip(totals, fits, strict=True)]


@torch.no_grad()
def _answers(head: Head, table: EvidenceTable, rows: IntArray, batch_size: int) -> Tensor:
    return torch.cat(
        [
            head(table.evidence(batch, TRIPS_PER_LOCATION)).cpu()
            for batch in _batches(rows, batch_size)
        ]
    )


def _batches(rows: IntArray, size: int) -> list[IntArray]:
    return np.array_split(rows, math.ceil(len(rows) / size))


def _labels_of(bundle: Bundle, of: Task) -> tuple[FloatArray, BoolArray]:
    """Labels ``(E, columns)`` and which edges have one with enough observations behind it."""
    missing = [name for name in (*of.labels, of.support) if name not in bundle.labels]
    if missing:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The bundle has no labels for {task}: {reason}",
            "Prepare it from data that has them, or leave the task out.",
            task=of.title,
            reason=bundle.manifest["notes"].get(of.id, f"it has no {', '.join(missing)}."),
        )
    values = bundle.labels[list(of.labels)].to_numpy(dtype=np.float64)
    enough = bundle.labels[of.support].to_numpy() >= of.minimum_support
    return values, enough & np.isfinite(values).all(axis=1)


def _too_few_labels(of: Task, fold: str, known: int) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_EMPTY,
        "{task} has {known} labelled roads, none of them in the {fold} fold.",
        "Prepare a larger area or more trips, or leave the task out.",
        task=of.title,
        known=known,
        fold=fold,
    )
