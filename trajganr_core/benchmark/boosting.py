"""Gradient-boosted trees on hand statistics and road attributes: what one would do instead."""

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

#: The validation roads choose among these, and after how many trees to stop.
LEAVES = (8, 31)
WITH_PLACE = (False, True)


class Boosting:
    """Trees for every kind of target; tuned on the validation roads."""

    id = "boosting"
    title = "Boosting on hand statistics and road attributes"

    def answer(self, cell: Cell, progress: Progress) -> Outcome:
        """See :class:`~.system.System`."""
        begun = time.perf_counter()
        described = _described(cell)
        described_us = 1e6 * (time.perf_counter() - begun) / len(cell.edge)
        begun = time.perf_counter()
        chosen = {}
        for number, fit in enumerate(cell.fits):
            progress("Boosting", number / len(cell.fits))
            # Sums over some thousand roads are too small to be shared: two threads take longer.
            with threadpool_limits(1, user_api="openmp"):
                chosen[fit.task.id] = _tuned(fit, described, cell.study.seed, progress)
        seconds = time.perf_counter() - begun
        begun = time.perf_counter()
        raw = {fit.task.id: chosen[fit.task.id].answers(fit, described) for fit in cell.fits}
        asked_us = 1e6 * (time.perf_counter() - begun) / len(cell.edge)
        origin = "trees grown on this study area"
        return Outcome(raw, origin, None, seconds, described_us + asked_us)


@dataclass(frozen=True)
class _Trees:
    """Fitted ensembles of a task.

    Attributes:
        members: one, or several whose answers are combined.
        columns: features that they see.
        rounds: trees of each that answer.
    """

    members: Sequence[Any]
    columns: slice
    rounds: int

    def answers(self, fit: TaskData, described: Float32Array) -> Tensor:
        """Raw outputs ``(n, outputs)`` at all rows."""
        stages = _stages(fit, self.members, described[:, self.columns])
        return raw_of(fit.target, next(itertools.islice(stages, self.rounds - 1, None)))


def _described(cell: Cell) -> Float32Array:
    """``(n, d)``: road attributes, hand statistics and, last, the place in kilometres."""
    bundle = cell.study.bundle
    place = bundle.area.to_local(*edge_locations(bundle, cell.edge).lon_lat.T) / 1000
    result = np.hstack([road_attributes(bundle.network), hand_statistics(bundle)])[cell.edge]
    return np.hstack([result, place]).astype(np.float32)


def _tuned(fit: TaskData, described: Float32Array, seed: int, progress: Progress) -> _Trees:
    """The ensemble of the grid with the least loss on the validation rows."""
    rows = fit.rows["validation"]
    found: list[tuple[float, _Trees]] = []
    for leaves, with_place in itertools.product(LEAVES, WITH_PLACE):
        columns = slice(None) if with_place else slice(-2)
        members = _grown(fit, described[:, columns], leaves, seed)
        losses = [
            float(fit.loss(raw_of(fit.target, predicted), rows))
            for predicted in _stages(fit, members, described[rows, columns])
        ]
        rounds = int(np.argmin(losses)) + 1
        found.append((losses[rounds - 1], _Trees(members, columns, rounds)))
        progress("Boosting", len(found) / (len(LEAVES) * len(WITH_PLACE)))
    return min(found, key=lambda one: one[0])[1]


def _grown(fit: TaskData, described: Float32Array, leaves: int, seed: int) -> list[Any]:
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
    features = described[rows]
    if isinstance(fit.target, Ordinal):
        classes = truth.argmax(1)
        alike = np.array(fit.target.weights)[classes]
        model = HistGradientBoostingClassifier(**options)
        return [model.fit(features, classes, sample_weight=alike)]
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
    """Predictions ``(n, …)`` after each tree, as :meth:`Target.decode` answers."""
    kind = fit.target.kind
    if kind is Kind.ORDINAL:
        classes = members[0].classes_
        for known in members[0].staged_predict_proba(features):
            probabilities = np.zeros((len(features), fit.target.outputs))
            probabilities[:, classes] = known
            yield probabilities
        return
    for parts in zip(*(member.staged_predict(features) for member in members), strict=True):
        predicted = np.maximum(np.stack(parts, axis=1), 0)
        if kind is Kind.DISTRIBUTION:
            # All nothing: no tree says anything, and each category is as likely.
            total = predicted.sum(1, keepdims=True)
            yield np.divide(
                predicted, total, out=np.full_like(predicted, 1 / len(parts)), where=total > 0
            )
        else:
            yield predicted.mean(1, keepdims=True)
