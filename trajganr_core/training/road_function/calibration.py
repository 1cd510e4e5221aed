"""Calibration of a road function's intervals on the drivers that its training held out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from ...data.passes import PassTable
from ...evaluation.road_intervals import ANY_TIME, DAY_PARTS, RoadIntervals, day_part_of, density_of
from ...features.pass_context import PassContext
from ...model.road_function import PaceDistribution, RoadFunction
from ...utils.arrays import BoolArray, Float32Array, FloatArray, Int32Array, IntArray
from ...utils.ragged import rank_within

#: Fewest passes of a mean that is compared with a predicted mean.
MIN_PASSES = 5
#: Fewest passes of a part of a day that is compared with other days.
PASSES_OF_PART = 200
#: Share of the segments whose context is thinned to at most so many passes, most often to none:
#: there are too few others with as few passes whose mean is known.
THINNED_SHARE, MAX_OF_THINNED = 0.4, 12


def calibrated(
    function: RoadFunction, folds: Sequence[tuple[PassContext, PassTable]], seed: int
) -> RoadIntervals:
    """Intervals of roads.

    Args:
        function: trained on the drivers of the contexts.
        folds: contexts, and passes of the held-out drivers, most of them on other days.
        seed: of the segments whose context is thinned.
    """
    rng, means = np.random.default_rng(seed), []
    for known, own in folds:
        fewer, is_thinned = thinned(known, rng)
        means += [
            CalibrationMeans.of(function, known, own),
            CalibrationMeans.of_parts(function, known, own),
            CalibrationMeans.of(function, fewer, own.take(is_thinned[own.edge])),
        ]
    return RoadIntervals.fit(
        *(
            np.concatenate([getattr(each, name) for each in means])
            for name in ("score", "part", "density")
        )
    )


def variation_between_days(
    function: RoadFunction, folds: Sequence[tuple[PassContext, PassTable]]
) -> float | None:
    """How much a city's pace in a part of the day differs between days; None if that is unknown.

    It is the standard deviation of the logarithm of the driven over the predicted time in parts of
    days that are not among those of the context, in units of what the number of days explains
    (:attr:`~...model.road_function.RoadQueries.day_variance`).
    """
    squares = []
    for known, own in folds:
        rows = slice(None) if known.timed is None else known.timed
        own = own.take(~np.isin(own.local_day, np.unique(known.table.local_day[rows])))
        minute = own.minute_of_week.astype(np.float64)
        queries = known.queries(own.edge.astype(np.int64), minute)
        with torch.no_grad():
            expected = _array(function(queries).mean) * own.metres
        part = own.local_day * len(DAY_PARTS) + day_part_of(minute / 60 % 24)
        group, count = np.unique(part, return_inverse=True, return_counts=True)[1:]
        weighted = own.expected_s, own.weight * expected
        sums = [np.bincount(group, values) for values in weighted]
        variance = np.bincount(group, _array(queries.day_variance)) / count
        square = np.log(sums[0] / sums[1]) ** 2 / variance
        squares.append(square[count >= PASSES_OF_PART])
    every = np.concatenate(squares)
    return float(np.sqrt(every.mean())) if len(every) else None


def thinned(known: PassContext, rng: np.random.Generator) -> tuple[PassContext, BoolArray]:
    """A context with 0 to 12 passes on some segments, and which segments ``(E,)`` these are."""
    edges, passes = len(known.counts), known.table
    is_thinned = rng.random(edges) < THINNED_SHARE
    few = np.floor((MAX_OF_THINNED + 1) * rng.random(edges) ** 2).astype(np.int64)
    rows = np.ones(len(passes), dtype=bool) if known.rows is None else known.rows.copy()
    kept, drawn = np.empty(0, dtype=np.int64), np.empty(0)
    for part in passes.slices():
        row = part.start + np.flatnonzero(rows[part])
        own = rng.random(len(row))
        is_cut = is_thinned[passes.edge[row]]
        rows[row[is_cut]] = False
        kept, drawn = np.r_[kept, row[is_cut]], np.r_[drawn, own[is_cut]]
        edge = passes.edge[kept]
        smallest = rank_within(edge, drawn) < few[edge]
        kept, drawn = kept[smallest], drawn[smallest]
    rows[kept] = True
    return PassContext(known.surroundings, passes, rows), is_thinned


@dataclass(frozen=True)
class CalibrationMeans:
    """Means of at least five passes of a segment ``(n,)``.

    Attributes:
        ratio: of the observed over the predicted mean pace.
        variation: predicted, of the road's mean.
        noise: predicted variation of the mean of the observed passes.
    """

    ratio: FloatArray
    variation: FloatArray
    noise: FloatArray
    part: IntArray
    density: IntArray

    @property
    def both(self) -> FloatArray:
        """``(n,)`` predicted variation of the ratio."""
        return np.hypot(self.variation, self.noise)

    @property
    def score(self) -> FloatArray:
        """``(n,)`` as :meth:`RoadIntervals.fit` takes them."""
        return np.asarray(np.abs(np.log(self.ratio)) / self.both)

    @classmethod
    def of(cls, function: RoadFunction, known: PassContext, own: PassTable) -> CalibrationMeans:
        """Means over all times; in the order of the segments."""
        count = _effective_number(own.edge, own.weight, len(known.counts))
        edge = np.flatnonzero(count >= MIN_PASSES)
        answer = _answer(function, known, edge, np.full(len(edge), np.nan))
        seconds, metres = (
            np.bincount(own.edge, values, len(count))[edge]
            for values in (own.expected_s, own.expected_m)
        )
        return cls(
            seconds / metres / _array(answer.mean),
            _array(answer.mean_variation),
            _array(answer.variation) / np.sqrt(count[edge]),
            np.full(len(edge), ANY_TIME),
            density_of(known.counts[edge]),
        )

    @classmethod
    def of_parts(
        cls, function: RoadFunction, known: PassContext, own: PassTable
    ) -> CalibrationMeans:
        """Means over the parts of the day."""
        minute, edge = own.minute_of_week.astype(np.float64), own.edge.astype(np.int64)
        answer = _answer(function, known, edge, minute)
        part = day_part_of(minute / 60 % 24)
        _, first, row = np.unique(
            edge * len(DAY_PARTS) + part, return_index=True, return_inverse=True
        )
        number, count = np.bincount(row), _effective_number(row, own.weight, len(first))
        expected_s = np.bincount(row, _array(answer.mean) * own.expected_m)
        columns: tuple[Any, ...] = (
            np.bincount(row, own.expected_s) / expected_s,
            np.bincount(row, _array(answer.mean_variation)) / number,
            np.bincount(row, _array(answer.variation)) / number**1.5 * np.sqrt(number / count),
            part[first],
            density_of(known.counts[edge[first]]),
        )
        return cls(*(values[count >= MIN_PASSES] for values in columns))


def _effective_number(
    group: Int32Array | IntArray, weight: Float32Array, groups: int
) -> FloatArray:
    """``(groups,)`` how many passes of weight 1 have a mean as exact as those of each group.

    It is the square of the sum of the weights over the sum of their squares (Kish, "Survey
    Sampling", 1965, section 11.7).
    """
    total = np.bincount(group, weight, groups)
    squares = np.bincount(group, weight.astype(np.float64) ** 2, groups)
    return np.divide(total**2, squares, out=np.zeros(groups), where=squares > 0)


def _answer(
    function: RoadFunction, known: PassContext, edge: IntArray, minute: FloatArray
) -> PaceDistribution:
    with torch.no_grad():
        answer: PaceDistribution = function(known.queries(edge, minute))
    return answer


def _array(values: torch.Tensor) -> FloatArray:
    return values.numpy().astype(np.float64)
