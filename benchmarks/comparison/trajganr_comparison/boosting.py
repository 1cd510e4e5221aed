"""Gradient-boosted trees on hand statistics: strong baselines."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from threadpoolctl import threadpool_limits
from torch import Tensor

from trajganr_core.contract.tasks import Kind
from trajganr_core.data.bundle import Bundle
from trajganr_core.features.query_locations import Locations
from trajganr_core.features.road_attributes import road_attributes
from trajganr_core.model.targets import Ordinal
from trajganr_core.training.finetuning.boosted_trees import LEARNING_RATE, MIN_RATE, ROUNDS
from trajganr_core.training.finetuning.task_data import TaskData
from trajganr_core.utils.arrays import Float32Array, FloatArray
from trajganr_core.utils.progress import Progress

from .hand_statistics import hand_statistics
from .lightgbm_trees import LightgbmClassifier, LightgbmRegressor, require_lightgbm
from .system import Cell, Outcome, raw_of

#: The validation roads choose among these, and the number of trees.
LEAVES = (8, 31)
WITH_PLACE = (False, True)
ORIGIN = "trees grown on this study area"


def _is_installed() -> None:
    """Of a library that this package depends on."""


@dataclass(frozen=True)
class Library:
    """A library that grows trees.

    Attributes:
        classifier, regressor: have scikit-learn's options and methods.
        require: called before the first use; refuses a library that is not installed.
    """

    classifier: Callable[..., Any]
    regressor: Callable[..., Any]
    require: Callable[[], object] = _is_installed


SCIKIT_LEARN = Library(HistGradientBoostingClassifier, HistGradientBoostingRegressor)
LIGHTGBM = Library(LightgbmClassifier, LightgbmRegressor, require_lightgbm)


@dataclass(frozen=True)
class Boosting:
    """Trees for every kind of target, tuned on the validation roads.

    Attributes:
        id, title: as for every system.
        library: grows the trees.
    """

    id: str = "boosting"
    title: str = "Boosting on hand statistics and road attributes"
    library: Library = SCIKIT_LEARN

    @property
    def series(self) -> str:
        """See :class:`~.system.System`."""
        return self.id

    def answer(self, cell: Cell, progress: Progress) -> Outcome:
        """See :class:`~.system.System`.

        Raises:
            TrajganrError: ``ENV.MISSING_DEP`` if the library is not installed.
        """
        self.library.require()
        begun = time.perf_counter()
        features = _features(cell)
        features_us = 1e6 * (time.perf_counter() - begun) / len(cell.edge)
        raw, seconds, query_us = _answers(cell, features, progress, self.library)
        return Outcome(raw, ORIGIN, None, seconds, features_us + query_us)


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


def road_features(bundle: Bundle) -> Float32Array:
    """``(E, d)``: road attributes and hand statistics of every directed edge."""
    return np.hstack([road_attributes(bundle.network), hand_statistics(bundle)])


def with_place(bundle: Bundle, roads: Float32Array, locations: Locations) -> Float32Array:
    """``(n, d + 2)``: features of the roads of locations and, last, these in kilometres."""
    xy = bundle.area.to_local(*locations.lon_lat.T) / 1000
    return np.hstack([roads[locations.edge], xy]).astype(np.float32)


def _features(cell: Cell) -> Float32Array:
    """``(n, d)``: road attributes, hand statistics and the location."""
    bundle = cell.study.bundle
    return with_place(bundle, road_features(bundle), cell.locations)


def _answers(
    cell: Cell,
    features: Float32Array,
    progress: Progress,
    library: Library,
) -> tuple[dict[str, Tensor], float, float]:
    """Raw outputs by task, the seconds to grow the trees, and microseconds per road.

    Args:
        features: ``(n, d)`` of the cell's rows.
        library: grows the trees.
    """
    begun = time.perf_counter()
    chosen = {}
    for number, fit in enumerate(cell.fits):
        progress("Boosting", number / len(cell.fits))
        # On some thousand roads, two threads take longer than one.
        with threadpool_limits(1, user_api="openmp"):
            chosen[fit.task.id] = _tuned(fit, features, cell.study.seed, library)
    seconds = time.perf_counter() - begun
    begun = time.perf_counter()
    raw = {fit.task.id: chosen[fit.task.id].predict(fit, features) for fit in cell.fits}
    return raw, seconds, 1e6 * (time.perf_counter() - begun) / len(cell.edge)


def _tuned(
    fit: TaskData, features: Float32Array, seed: int, library: Library = SCIKIT_LEARN
) -> _Trees:
    """The ensemble with the smallest loss on the validation rows."""
    rows = fit.rows["validation"]

    def candidate(leaves: int, with_place: bool) -> tuple[float, _Trees]:
        columns = slice(None) if with_place else slice(-2)
        members = _grown(fit, features[:, columns], leaves, seed, library)
        losses = [
            float(fit.loss(raw_of(fit.target, predicted), rows))
            for predicted in _stages(fit, members, features[rows, columns])
        ]
        rounds = int(np.argmin(losses)) + 1
        return losses[rounds - 1], _Trees(members, columns, rounds)

    candidates = [candidate(*one) for one in itertools.product(LEAVES, WITH_PLACE)]
    return min(candidates, key=lambda one: one[0])[1]


def _grown(
    fit: TaskData,
    features: Float32Array,
    leaves: int,
    seed: int,
    library: Library = SCIKIT_LEARN,
) -> list[Any]:
    """Ensembles grown on the training rows of a task."""
    rows = fit.rows["train"]
    features, truth = features[rows], fit.target.truth(fit.values[rows])
    weight = _weights(fit, truth)
    target = fit.target
    options = {
        "learning_rate": LEARNING_RATE,
        "max_iter": ROUNDS,
        "max_leaf_nodes": leaves,
        "early_stopping": False,
        "random_state": seed,
    }
    if isinstance(target, Ordinal):
        model = library.classifier(**options)
        return [model.fit(features, truth.argmax(1), sample_weight=weight)]
    if target.kind is Kind.RATE:
        model = library.regressor(loss="poisson", **options)
        rate = np.maximum(truth[:, 0], MIN_RATE)
        return [model.fit(features, rate, sample_weight=weight)]
    if target.kind is Kind.REGRESSION:
        # One for the mean and one for the median: their mean is better than either.
        losses, columns = ("squared_error", "absolute_error"), (truth[:, 0], truth[:, 0])
    else:
        losses, columns = ("squared_error",) * truth.shape[1], tuple(truth.T)
    return [
        library.regressor(loss=loss, **options).fit(features, column, sample_weight=weight)
        for loss, column in zip(losses, columns, strict=True)
    ]


def _weights(fit: TaskData, truth: FloatArray) -> FloatArray:
    """``(m,)`` of the training labels: by class, by exposure, or by support."""
    if isinstance(fit.target, Ordinal):
        return np.array(fit.target.weights)[truth.argmax(1)]
    rows = fit.rows["train"]
    if fit.target.kind is Kind.RATE:
        return fit.values[rows, 1]
    return fit.weight[rows].astype(np.float64)


def _stages(fit: TaskData, members: Sequence[Any], features: Float32Array) -> Iterator[FloatArray]:
    """Predictions ``(n, …)`` after each tree, in the form of :meth:`.Target.decode`."""
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
