"""Changes of roads from one side to the other, with intervals, and which are more than chance.

Each measure of a segment is a ratio of sums over drivers: hours ÷ km is the pace, whose inverse is
the space-mean speed; trips over the segment ÷ all trips are its popularity; the decrease of v²/2 ÷
metres is the slow-down intensity. The change is the value after less the value before.

*Intervals* are expanded percentile intervals of a bootstrap over drivers
(:mod:`~..driver_bootstrap`), with Welch's degrees of freedom of the two sides. A driver who is on
both sides is drawn with both.

*Is it more than chance?* The change of the ratio (of speeds, that of the pace) is the sum over
drivers of

    (nₐ − r·dₐ) ÷ Dₐ − (n_b − r·d_b) ÷ D_b,

where n and d are the driver's part of numerator and denominator after and before, D the sums of d,
and r the ratio of both sides together. Where nothing changed, each term is as likely to be positive
as negative, so the change is compared with sums whose signs are random (a wild bootstrap of scores:
Kline and Santos, "A Score Based Approach to Wild Bootstrap Inference", Journal of Econometric
Methods 1 (2012), 23-41). Drivers of one side or of both are treated alike, and the fewer the
drivers, the larger is the smallest probability that they can give. ``docs/results.md`` says how
other probabilities did on data in which nothing changed.

*Of many roads*, the flagged ones are those of Benjamini and Hochberg, "Controlling the False
Discovery Rate", Journal of the Royal Statistical Society B 57 (1995), 289-300: of the flagged roads
of a measure, at most the chosen share is expected to be false. It holds when the tests of roads are
independent or positively dependent, as they are where the same drivers drive over several roads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse

from ...utils.arrays import BoolArray, FloatArray, IntArray
from ...utils.progress import Progress, silent
from ..driver_bootstrap import LEAST_DRIVERS, driver_weights, middle_of, tail_of
from .sign_flips import fill_probabilities
from .sums import SUMS, DriverSums

__all__ = ["MEASURES", "Change", "Changes", "adjusted", "compare_sides"]

#: The measures: numerator and denominator; the denominator of popularity is all trips. Speed is
#: tested as pace: one vehicle that stands still for long is most of the hours, so that sums ÷ hours
#: are far from normal.
MEASURES = {
    "speed": ("hours", "km"),
    "popularity": ("trips", ""),
    "slowdown": ("slowed", "slowdown_m"),
}
#: Draws of signs: the smallest probability is 1 ÷ (draws + 1).
MOST_DRAWS = 49_999
#: Draws end after so many that are as far from zero.
ENOUGH_DRAWS = 20
#: A change by a smaller share of the value of both sides is one of rounding.
ROUNDING = 1e-9
#: Segments that are computed at once.
SEGMENTS_TOGETHER = 20_000


@dataclass(frozen=True)
class Change:
    """A measure of segments before and after.

    Attributes:
        drivers: ``(g, 2)`` number of drivers behind each value.
        values: ``(g, 2)`` before and after; NaN where fewer drivers than the minimum are.
        change, low, high: ``(g,)`` the change and its interval; NaN unless both sides are known.
        probability: ``(g,)`` of such a change by chance; NaN likewise.
        adjusted: ``(g,)`` the smallest false-discovery rate at which the segment is flagged.
    """

    drivers: IntArray
    values: FloatArray
    change: FloatArray
    low: FloatArray
    high: FloatArray
    probability: FloatArray
    adjusted: FloatArray

    @property
    def is_tested(self) -> BoolArray:
        return np.isfinite(self.probability)


@dataclass(frozen=True)
class Changes:
    """Segments with enough drivers on a side.

    Attributes:
        edge: ``(g,)`` ascending.
        trips: ``(g, 2)`` number of trips over the segment on each side; 0 if of too few drivers.
        drivers: ``(g, 2)`` likewise.
        measures: by the names of :data:`MEASURES`.
        withheld: ``(2,)`` segments with trips of fewer drivers, before and after.
    """

    edge: IntArray
    trips: IntArray
    drivers: IntArray
    measures: dict[str, Change]
    withheld: IntArray


def compare_sides(
    sums: DriverSums, *, least_drivers: int, seed: int, progress: Progress = silent
) -> Changes:
    """The changes of all segments that enough drivers drove on at least one side.

    Args:
        sums: of both sides.
        least_drivers: values of fewer drivers are withheld.
        seed: of bootstrap and signs.
        progress: called for every measure; may raise to stop.
    """
    edge, group = np.unique(sums.edge, return_inverse=True)
    drove = sums.sums[:, :, SUMS.index("trips")]
    drivers = _per_group(group, (drove > 0).astype(np.float64), len(edge)).astype(np.int64)
    enough = drivers >= least_drivers
    kept = np.asarray(enough.any(axis=1))
    weights = driver_weights(len(sums.trips), seed)
    rows = kept[group]
    number = np.cumsum(kept) - 1
    chosen = _Rows(number[group[rows]], sums.driver[rows], sums.sums[rows], int(kept.sum()))
    measures = {}
    for part, name in enumerate(MEASURES):
        progress("Comparing roads", part / len(MEASURES))
        measures[name] = _change(name, chosen, sums.trips, weights, least_drivers, seed)
    trips = _per_group(chosen.group, drove[rows], chosen.groups).astype(np.int64)
    return Changes(
        edge=edge[kept],
        trips=np.where(enough[kept], trips, 0),
        drivers=np.where(enough[kept], drivers[kept], 0),
        measures=measures,
        withheld=((drivers > 0) & ~enough).sum(axis=0),
    )


def adjusted(probability: FloatArray) -> FloatArray:
    """Benjamini and Hochberg's adjusted probabilities ``(g,)``; NaN is no test and stays NaN."""
    from scipy.stats import false_discovery_control  # takes half a second

    tested = np.isfinite(probability)
    found = np.full(len(probability), np.nan)
    found[tested] = false_discovery_control(probability[tested])
    return found


@dataclass(frozen=True)
class _Rows:
    """Sums of drivers ``(r,)`` on segments that are numbered from 0, ascending."""

    group: IntArray
    driver: IntArray
    sums: FloatArray
    groups: int

    def parts(self) -> Iterator[tuple[_Rows, slice]]:
        """The rows of some segments at once, and where they are."""
        for first in range(0, max(self.groups, 1), SEGMENTS_TOGETHER):
            last = min(first + SEGMENTS_TOGETHER, self.groups)
            inside = slice(*np.searchsorted(self.group, (first, last)).tolist())
            group = self.group[inside] - first
            yield _Rows(group, self.driver[inside], self.sums[inside], last - first), inside


def _change(
    name: str,
    rows: _Rows,
    trips: FloatArray,
    weights: npt.NDArray[np.uint8],
    least_drivers: int,
    seed: int,
) -> Change:
    above, below = MEASURES[name]
    numerator = rows.sums[:, :, SUMS.index(above)]
    own = rows.sums[:, :, SUMS.index(below)] if below else trips[rows.driver]
    counted = own if below else numerator
    drivers = _per_group(rows.group, (counted > 0).astype(np.float64), rows.groups)
    enough = drivers >= least_drivers
    both = np.asarray(enough.all(axis=1))
    parts = [
        _estimates(name, part, numerator[inside], own[inside], trips, weights)
        for part, inside in rows.parts()
    ]
    values, change, low, high = (np.concatenate(each) for each in zip(*parts, strict=True))
    few = ~both | (drivers.min(axis=1) < LEAST_DRIVERS)
    low[few] = high[few] = np.nan
    probability = np.full(rows.groups, np.nan)
    of_all = None if below else trips
    probability[both] = _probabilities(rows, numerator, own, of_all, both, seed)
    return Change(
        drivers=drivers.astype(np.int64),
        values=np.where(enough, values, np.nan),
        change=np.where(both, change, np.nan),
        low=low,
        high=high,
        probability=probability,
        adjusted=adjusted(probability),
    )


def _estimates(
    name: str,
    rows: _Rows,
    numerator: FloatArray,
    denominator: FloatArray,
    trips: FloatArray,
    weights: npt.NDArray[np.uint8],
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Values ``(g, 2)`` of both sides, and changes with their intervals ``(g,)``."""
    is_of_all = not MEASURES[name][1]
    replicates = [
        _replicates(
            rows, numerator[:, side], denominator[:, side], trips[:, side], weights, is_of_all
        )
        for side in (0, 1)
    ]
    if name == "speed":  # passes take time, so that no pace is zero
        replicates = [1 / each for each in replicates]
    change = replicates[1] - replicates[0]
    drivers = np.broadcast_to((trips > 0).sum(axis=0), (rows.groups, 2))
    if not is_of_all:
        drivers = _per_group(rows.group, (denominator > 0).astype(np.float64), rows.groups)
    tail = tail_of(
        _freedom(np.column_stack([_variance(each[:, 1:]) for each in replicates]), drivers)
    )
    low, high = middle_of(change[:, 1:, None], tail[:, None])
    return np.column_stack([each[:, 0] for each in replicates]), change[:, 0], low[:, 0], high[:, 0]


def _replicates(
    rows: _Rows,
    numerator: FloatArray,
    denominator: FloatArray,
    trips: FloatArray,
    weights: npt.NDArray[np.uint8],
    is_of_all: bool,
) -> FloatArray:
    """``(g, 1 + replicates)`` the ratio of a side in each row of weights; NaN without a driver."""
    above = _weighted(rows, numerator, weights)
    below = weights @ trips if is_of_all else _weighted(rows, denominator, weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(below > 0, above / below, np.nan)


def _variance(replicates: FloatArray) -> FloatArray:
    """``(g,)`` of the replicates ``(g, r)`` that are known."""
    known = np.isfinite(replicates)
    count = np.maximum(known.sum(axis=1, keepdims=True), 1)
    mean = np.where(known, replicates, 0).sum(axis=1, keepdims=True) / count
    return np.asarray((np.where(known, replicates - mean, 0) ** 2).sum(axis=1) / count[:, 0])


def _freedom(variance: FloatArray, drivers: FloatArray) -> FloatArray:
    """``(g,)`` Welch's degrees of freedom of a difference of two sides.

    Args:
        variance, drivers: ``(g, 2)`` of both sides.
    """
    of_sides = np.maximum(drivers - 1, 1)
    below = (variance**2 / of_sides).sum(axis=1)
    equal = of_sides.sum(axis=1)  # where all drivers agree, intervals are points
    return np.where(below > 0, variance.sum(axis=1) ** 2 / np.where(below > 0, below, 1), equal)


def _weighted(rows: _Rows, values: FloatArray, weights: npt.NDArray[np.uint8]) -> FloatArray:
    """``(g, w)`` sums over the drivers of each segment, each times its weight."""
    shape = (rows.groups, weights.shape[1])
    matrix = scipy.sparse.csr_array((values, (rows.group, rows.driver)), shape=shape)
    return np.asarray(matrix @ weights.T.astype(np.float64))


def _probabilities(
    rows: _Rows,
    numerator: FloatArray,
    denominator: FloatArray,
    trips: FloatArray | None,
    both: BoolArray,
    seed: int,
) -> FloatArray:
    """``(tested,)`` for segments of which both sides are known.

    Args:
        trips: of all drivers on both sides, if these are the denominators of all segments.
    """
    total = _per_group(rows.group, numerator, rows.groups)
    below = _per_group(rows.group, denominator, rows.groups)
    if trips is not None:
        below = np.broadcast_to(trips.sum(axis=0), below.shape)
    with np.errstate(invalid="ignore", divide="ignore"):
        pooled = total.sum(axis=1) / below.sum(axis=1)
        terms = (numerator - pooled[rows.group, None] * denominator) / below[rows.group]
        observed = total[:, 1] / below[:, 1] - total[:, 0] / below[:, 0]
    observed[np.abs(observed) < ROUNDING * pooled] = 0
    terms = terms[:, 1] - terms[:, 0]
    rest = np.zeros(rows.groups)
    if trips is not None:
        # Drivers who never drive over a segment are part of its popularity too.
        shares = np.diff(trips / trips.sum(axis=0), axis=1)[:, 0] ** 2
        there = np.bincount(rows.group, weights=shares[rows.driver], minlength=rows.groups)
        rest = pooled * np.sqrt(np.maximum(shares.sum() - there, 0))
    inside = both[rows.group]
    offsets = np.r_[0, np.cumsum(np.bincount(rows.group[inside], minlength=rows.groups)[both])]
    found = np.zeros(int(both.sum()))
    fill_probabilities(
        offsets, terms[inside], observed[both], rest[both], MOST_DRAWS, ENOUGH_DRAWS, seed, found
    )
    return found


def _per_group(group: IntArray, values: FloatArray, groups: int) -> FloatArray:
    """``(g, 2)`` sums of values ``(r, 2)``."""
    return np.column_stack(
        [np.bincount(group, weights=values[:, side], minlength=groups) for side in (0, 1)]
    )
