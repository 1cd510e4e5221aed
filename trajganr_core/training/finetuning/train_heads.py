"""Trains heads on embeddings, and answers of heads."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from torch import Tensor

from ...features.location_features import LocationFeatureTable
from ...features.prediction_loop import Predictor, even_batches, predict
from ...model.heads import Head, LocationFeatures
from ...utils.arrays import IntArray
from .head_learner import HeadLearner, HeadTraining
from .task_data import TaskData

__all__ = ["answers", "train_heads"]


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


def train_heads(
    heads: Mapping[str, Head],
    table: LocationFeatureTable,
    fits: Mapping[str, TaskData],
    how: HeadTraining,
) -> tuple[dict[str, int], list[dict[str, float]]]:
    """Train the head of each task, all at once, and the encoders where they are trained.

    Args:
        heads: by task; trained in place.
        table: location features; its model's encoders are trained where their parameters require
            a gradient.
        fits: by task, its labels.

    Returns:
        By task, the epoch that its head is kept from; and the losses of every epoch.
    """
    learner = HeadLearner(heads, table, fits, how)
    result = learner.trained()
    epochs = {
        module: int(result.best[choice.figure]["epoch"])
        for choice in learner.choices
        for module in choice.modules
        if module in heads
    }
    return epochs, result.history
