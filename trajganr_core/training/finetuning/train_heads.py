"""Fits heads: networks by the training loop, or nearest neighbours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor

from ...features.location_features import LocationFeatureTable
from ...features.prediction_loop import Predictor, even_batches, predict
from ...model.heads import Ensemble, LocationFeatures
from ...model.nearest_neighbours import NEIGHBOURS, NearestNeighbours, embedding
from ...utils.arrays import IntArray
from ..engine.learner import Choice
from .head_learner import HeadBatch, HeadLearner, HeadTraining, module_of
from .task_data import TaskData

__all__ = ["answers", "fit_neighbours", "train_heads"]


def answers(
    head: Callable[[LocationFeatures], Tensor],
    table: LocationFeatureTable,
    rows: IntArray,
    trips: int,
) -> Tensor:
    """A head's answers ``(n, outputs)`` at rows of a table, on the CPU.

    Args:
        head: on the table's device, in evaluation mode.
        trips: maximum number of trips used for a location (K).
    """
    predictor = Predictor(module=head, trips=trips)
    (raw,) = predict([predictor], table.at, even_batches(rows))
    return raw


def fit_neighbours(
    fit: TaskData, table: LocationFeatureTable, trips: int
) -> tuple[NearestNeighbours, dict[str, Any]]:
    """Nearest-neighbour head of a task; the validation part chooses the number of neighbours.

    Args:
        trips: maximum number of trips used for a location (K).

    Returns:
        The head, and its entry for the card: ``k``.
    """
    rows, validation = fit.rows["train"], fit.rows["validation"]
    config = table.model.config
    keys = answers(lambda features: embedding(features, config), table, rows, trips)
    encoded = fit.encoded[torch.from_numpy(rows)]

    def head_of(k: int) -> NearestNeighbours:
        return NearestNeighbours(config, fit.target, keys, encoded, k).to(table.device)

    def loss_of(k: int) -> float:
        raw = answers(head_of(k), table, validation, trips)
        return float(fit.loss(raw, validation))

    best = min((k for k in NEIGHBOURS if k <= len(rows)), key=loss_of)
    return head_of(best), {"k": best}


def train_heads(
    heads: Mapping[str, Ensemble], batch: HeadBatch, how: HeadTraining
) -> tuple[dict[str, list[int]], list[dict[str, float]]]:
    """Train networks for each task, all at once, and the encoders where they are trained.

    Args:
        batch: location features and labels; its model's encoders are trained where their
            parameters require a gradient.

    Returns:
        By task, the epoch that each of its networks is kept from; and the losses of every epoch.
    """
    learner = _FineTuning(heads, batch, how)
    result = learner.trained()
    epoch = {
        module: int(result.best[choice.figure]["epoch"])
        for choice in learner.choices
        for module in choice.modules
    }
    best_epochs = {
        name: [epoch[module_of(name, number)] for number in range(len(ensemble.heads))]
        for name, ensemble in heads.items()
    }
    return best_epochs, result.history


class _FineTuning(HeadLearner):
    """The heads of all tasks, and the encoders where they are trained."""

    stage = "Fine-tuning"
    #: The loss as it is trained, of all networks, so that both can be compared.
    validation = "networks_loss"

    def __init__(self, heads: Mapping[str, Ensemble], batch: HeadBatch, how: HeadTraining) -> None:
        super().__init__(heads, [batch], how)
        self.batch = batch
        # Heads with many inputs are best early, others late.
        self.choices = tuple(Choice(f"{module}_loss", (module,)) for module in self.modules)
        encoders = batch.table.model
        if any(p.requires_grad for p in encoders.parameters()):
            # Heads and encoders were trained together, so they are kept from one epoch.
            self.modules["encoders"] = encoders
            self.choices = (Choice("validation_loss", tuple(self.modules)),)

    def evaluate(self) -> dict[str, float]:
        table, fits = self.batch.table, self.batch.fits
        rows = self.batch.rows("validation")
        sums: defaultdict[str, float] = defaultdict(float)
        for chunk in even_batches(rows):
            features = table.at(chunk, self.how.trips)
            for name, fit in fits.items():
                outputs = self.heads[name].member_outputs(features)
                named = {module_of(name, number): raw for number, raw in enumerate(outputs)}
                named[name] = self.heads[name].weighted_mean(outputs)
                for module, raw in named.items():
                    # The chunk's share of the mean loss over all rows.
                    sums[f"{module}_loss"] += float(fit.loss(raw, chunk)) / fit.weight_of(rows)
        whole = sum(sums[f"{name}_loss"] for name in fits)
        networks = sum(
            sums[f"{module_of(name, number)}_loss"]
            for name in fits
            for number in range(len(self.heads[name].heads))
        )
        return {"validation_loss": whole, "networks_loss": networks, **sums}
