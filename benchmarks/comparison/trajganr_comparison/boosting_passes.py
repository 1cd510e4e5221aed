"""Boosting on single passes with the hour: a baseline that learns no label."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor
from threadpoolctl import threadpool_limits

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data.input_passes import input_passes
from trajganr_core.data.passes import PassTable
from trajganr_core.data.preparation.drivers import choose
from trajganr_core.features.pass_context import PassContext, Surroundings
from trajganr_core.utils.arrays import Float32Array, FloatArray, IntArray
from trajganr_core.utils.progress import Progress

from .boosting import ORIGIN
from .system import Cell, Outcome, raw_of

#: Slower passes count as if they had this pace, s/m.
MAX_PACE = 5.0
#: Options of scikit-learn.
TREES: dict[str, Any] = {"learning_rate": 0.08, "max_iter": 200, "min_samples_leaf": 100}
#: Most passes that the trees learn from; of more, random ones are.
MAX_PASSES = 500_000
#: Times at which roads are predicted: equally many passes of the city are between two of them.
TIMES = 24


class PassBoosting:
    """Boosting that learns the pace of each input pass, at most :data:`MAX_PASSES` of them.

    The features of a pass are of the passes of the other half of the input drivers. A road's speed
    is that of its mean predicted pace, in seconds per metre, over the city's times of passes. Other
    tasks have the training mean.
    """

    id = series = "boosting_passes"
    title = "Boosting on single passes with the hour"

    def answer(self, cell: Cell, progress: Progress) -> Outcome:
        """See :class:`~.system.System`.

        Raises:
            TrajganrError: ``INPUT.EMPTY`` with passes of fewer than two drivers.
        """
        bundle, begun = cell.study.bundle, time.perf_counter()
        predictor = _Paces.learned(
            input_passes(bundle), Surroundings.of(bundle.network, bundle.area), cell.study.seed
        )
        trained = time.perf_counter()
        progress(self.title, 0.5)
        raw = {}
        for fit in cell.fits:
            if fit.task.id == "speed":
                predicted = 3.6 / predictor.mean(cell.edge)[:, None]
            else:
                predicted = fit.target.trivial(fit.values[fit.rows["train"]], len(fit.edge))
            raw[fit.task.id] = raw_of(fit.target, predicted)
        query_us = 1e6 * (time.perf_counter() - trained) / len(cell.edge)
        return Outcome(raw, ORIGIN, None, trained - begun, query_us)


@dataclass(frozen=True)
class _Paces:
    """Predicts paces.

    Attributes:
        context: all input passes.
        trees: with the features of :func:`at_times`.
    """

    context: PassContext
    trees: HistGradientBoostingRegressor

    @classmethod
    def learned(cls, passes: PassTable, surroundings: Surroundings, seed: int) -> _Paces:
        """From input passes."""
        drivers = len(passes.drivers)
        if drivers < 2:
            raise TrajganrError(
                Code.INPUT_EMPTY,
                "Boosting on passes needs input passes of two drivers; there are {count}.",
                "Prepare the study area with trips of more drivers, or leave the system out.",
                count=drivers,
            )
        parts = crossed(passes, surroundings, seed)
        features = np.concatenate(
            [
                at_times(context, own.edge.astype(np.int64), own.minute_of_week.astype(np.float64))
                for context, own in parts
            ]
        )
        own = PassTable.concatenate([own for _, own in parts])
        with threadpool_limits(1, user_api="openmp"):
            trees = HistGradientBoostingRegressor(random_state=seed, **TREES).fit(
                features, np.minimum(own.pace, MAX_PACE), sample_weight=own.metres
            )
        return cls(PassContext(surroundings, passes), trees)

    def mean(self, edge: IntArray) -> FloatArray:
        """``(n,)`` pace of directed edges, s/m, the mean over times."""
        asked, of_row = np.unique(edge, return_inverse=True)
        middles = (np.arange(TIMES) + 0.5) / TIMES
        total = np.zeros(len(asked))
        minutes = self.context.table.minute_of_week
        some = minutes[:: -(-len(minutes) // MAX_PASSES)]
        for minute in np.quantile(some, middles):
            at = np.full(len(asked), minute)
            total += np.maximum(self.trees.predict(at_times(self.context, asked, at)), 0.01)
        return (total / TIMES)[of_row]


def crossed(
    passes: PassTable, surroundings: Surroundings, seed: int
) -> list[tuple[PassContext, PassTable]]:
    """For each half of the drivers, the passes of the other half and its own to learn from."""
    half = choose(int(passes.driver.max()) + 1, 0.5, seed)[passes.driver]
    drawn = np.random.default_rng(seed).random(len(passes), dtype=np.float32)
    learned = drawn < MAX_PASSES / len(passes)
    return [
        (PassContext(surroundings, passes, side), passes.take(~side & learned))
        for side in (half, ~half)
    ]


def at_any_time(context: PassContext, edge: IntArray) -> Float32Array:
    """``(n, d)`` features of directed edges in a context that do not depend on the time."""
    return at_all(context, edge, np.full(len(edge), np.nan))


def at_times(context: PassContext, edge: IntArray, minute: FloatArray) -> Float32Array:
    """``(n, d)``: :func:`at_any_time`; the hour, the city's factor and the passes near it.

    Args:
        minute: ``(n,)`` since the beginning of Monday.
    """
    asked = context.queries(edge, minute)
    angle = 2 * np.pi * (minute / 60 % 24) / 24
    near = asked.near_seconds / asked.near_passes.clamp(min=1e-3)
    return np.column_stack(
        [
            at_any_time(context, edge),
            np.sin(angle),
            np.cos(angle),
            asked.city.numpy(),
            near.numpy(),
            asked.near_passes.numpy(),
        ]
    )


def at_all(context: PassContext, edge: IntArray, minute: FloatArray) -> Float32Array:
    """``(n, d)`` the features of the road function, and the means on which it builds."""
    asked = context.queries(edge, minute)
    logs = [asked.expected.log(), asked.mean.log(), asked.passes.log1p()]
    return np.column_stack([asked.features.numpy(), *(values.numpy() for values in logs)])
