"""Gradient-boosted trees on hand statistics and road attributes: a strong simple baseline."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from threadpoolctl import threadpool_limits
from torch import Tensor

from ..contract.tasks import Kind
from ..features.query_locations import edge_locations
from ..features.segment_features import road_attributes
from ..model.targets import Ordinal
from ..training.finetuning.boosted_trees import LEARNING_RATE, ROUNDS, SMALLEST_RATE
from ..training.finetuning.task_data import TaskData
from ..utils.arrays import Float32Array, FloatArray
from ..utils.progress import Progress
from .hand_statistics import hand_statistics
from .system import Cell, Outcome, raw_of

__all__ = ["Boosting"]

#: The validation roads choose among these, and the number of trees.
LEAVES = (8, 31)
WITH_PLACE = (False, True)


class Boosting:
    """Trees for every kind of target, tuned on the validation roads."""

    id = "boosting"
    title = "Boosting on hand statistics and road attributes"

    def answer(self, cell: Cell, progress: Progress) -> Outcome:
        """See :class:`~.system.System`."""
        begun = time.perf_counter()
        features = _features(cell)
        features_us = 1e6 * (time.perf_counter() - begun) / len(cell.edge)
        begun = time.perf_counter()
        chosen = {}
        for number, fit in enumerate(cell.fits):
            progress("Boosting", number / len(cell.fits))
            # On some thousand roads, two threads take longer than one.
            with threadpool_limits(1, user_api="openmp"):
                chosen[fit.task.id] = _tuned(fit, features, cell.study.seed, progress)
        seconds = time.perf_counter() - begun
        begun = time.perf_counter()
        raw = {fit.task.id: chosen[fit.task.id].predict(fit, features) for fit in cell.fits}
        query_us = 1e6 * (time.perf_counter() - begun) / len(cell.edge)
        origin = "trees grown on this study area"
        return Outcome(raw, origin, None, seconds, features_us + query_us)


@dataclass(frozen=True)
class _Trees:
    """Fitted ensembles of a task.

    Attributes:
        members: one, or several whose predictions are combined.
        columns: features that they use.
        rounds: number of trees of each.
    """

    members: Sequence[Any]
    columns: slice
    rounds: int

    def predict(self, fit: TaskData, features: Float32Array) -> Tensor:
        """Raw outputs ``(n, outputs)`` at all rows."""
        stages = _stages(fit, self.members, features[:, self.columns])
        return raw_of(fit.target, next(itertools.islice(stages, self.rounds - 1, None)))


def _features(cell: Cell) -> Float32Array:
    """``(n, d)``: road attributes, hand statistics and, last, the location in kilometres."""
    bundle = cell.study.bundle
    xy = bundle.area.to_local(*edge_locations(bundle, cell.edge).lon_lat.T) / 1000
    roads = np.hstack([road_attributes(bundle.network), hand_statistics(bundle)])[cell.edge]
    return np.hstack([roads, xy]).astype(np.float32)


def _tuned(fit: TaskData, features: Float32Array, seed: int, progress: Progress) -> _Trees:
    """The ensemble of the grid with the smallest loss on the validation rows."""
    rows = fit.rows["validation"]
    candidates: list[tuple[float, _Trees]] = []
    for leaves, with_place in itertools.product(LEAVES, WITH_PLACE):
        columns = slice(None) if with_place else slice(-2)
        members = _grown(fit, features[:, columns], leaves, seed)
        losses = [
            float(fit.loss(raw_of(fit.target, predicted), rows))
            for predicted in _stages(fit, members, features[rows, columns])
        ]
        rounds = int(np.argmin(losses)) + 1
        candidates.append((losses[rounds - 1], _Trees(members, columns, rounds)))
        progress("Boosting", len(candidates) / (len(LEAVES) * len(WITH_PLACE)))
    return min(candidates, key=lambda one: one[0])[1]


def _grown(fit: TaskData, features: Float32Array, leaves: int, seed: int) -> list[Any]:
    """Ensembles grown on the training rows."""
    rows = fit.rows["train"]
    truth, weight = fit.target.truth(fit.values[rows]), fit.weight[rows].astype(np.float64)
    options = {
        "learning_rate": LEARNING_RATE,
        "max_iter": ROUNDS,
        "max_leaf_nodes": leaves,
        "early_stopping": False,
        "random_state": seed,
    }
    features = features[rows]
    if isinstance(fit.target, Ordinal):
        classes = truth.argmax(1)
        balanced = np.array(fit.target.weights)[classes]
        model = HistGradientBoostingClassifier(**options)
        return [model.fit(features, classes, sample_weight=balanced)]
    if fit.target.kind is Kind.RATE:
        exposure = fit.values[rows, 1]
        model = HistGradientBoostingRegressor(loss="poisson", **options)
        rate = np.maximum(truth[:, 0], SMALLEST_RATE)
        return [model.fit(features, rate, sample_weight=exposure)]
    if fit.target.kind is Kind.REGRESSION:
        # One for the mean and one for the median: their mean is better than either.
        losses, columns = ("squared_error", "absolute_error"), (truth[:, 0], truth[:, 0])
    else:
        losses, columns = ("squared_error",) * truth.shape[1], tuple(truth.T)
    return [
        HistGradientBoostingRegressor(loss=loss, **options).fit(
            features, column, sample_weight=weight
        )
        for loss, column in zip(losses, columns, strict=True)
    ]


def _stages(fit: TaskData, members: Sequence[Any], features: Float32Array) -> Iterator[FloatArray]:
    """Predictions ``(n, …)`` after each tree, in the form of :meth:`Target.decode`."""
    kind = fit.target.kind
    if kind is Kind.ORDINAL:
        classes = members[0].classes_
        for of_classes in members[0].staged_predict_proba(features):
            probabilities = np.zeros((len(features), fit.target.outputs))
            probabilities[:, classes] = of_classes
            yield probabilities
        return
    for parts in zip(*(member.staged_predict(features) for member in members), strict=True):
        predicted = np.maximum(np.stack(parts, axis=1), 0)
        if kind is Kind.DISTRIBUTION:
            # All zero: each category is equally likely.
            total = predicted.sum(1, keepdims=True)
            yield np.divide(
                predicted, total, out=np.full_like(predicted, 1 / len(parts)), where=total > 0
            )
        else:
            yield predicted.mean(1, keepdims=True)
