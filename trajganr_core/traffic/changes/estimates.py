"""Changes of roads from one side to the other, with intervals, and which are more than chance.

Each measure of a segment is a ratio of sums over drivers: hours ÷ km is the pace, whose inverse is
the space-mean speed; trips over the segment ÷ all trips are its popularity; the decrease of v²/2 ÷
metres is the slow-down intensity. The change is the value after less the value before.

*Is it more than chance?* The change of the ratio (of speeds, that of the pace) is the sum over
drivers of

    (nₐ − r·dₐ) ÷ Dₐ − (n_b − r·d_b) ÷ D_b,

where n and d are the driver's part of numerator and denominator after and before, D the sums of d,
and r the ratio of both sides together. Where nothing changed, each term is as likely to be positive
as negative, so the change is compared with sums whose signs are random (a wild bootstrap of scores:
Kline and Santos, "A Score Based Approach to Wild Bootstrap Inference", Journal of Econometric
Methods 1 (2012), 23-41). Drivers of one side or of both are treated alike, and the fewer the
drivers, the larger is the smallest probability that they can give.

*Days.* The passes of a day are alike too, such as one with rain. With :data:`MIN_DAYS` on each
side, the change must also be more than chance by Student's test with the variance

    max(V_drivers, V_days, V_drivers + V_days − V_both),

where V are the sums of squared terms by driver, by day, and by driver and day, with the ratio of
each side for r: the variance for two ways of clustering (Cameron, Gelbach and Miller, "Robust
Inference With Multiway Clustering", Journal of Business & Economic Statistics 29 (2011), 238-249),
but never less than for one of them. Its degrees of freedom are Welch's and Satterthwaite's of
drivers and days. The probability is the larger of the two tests. With fewer days, chance is which
drivers there were only.

*Intervals* are expanded percentile intervals of a bootstrap over drivers
(:mod:`~..driver_bootstrap`), with Welch's degrees of freedom of the two sides. A driver who is on
both sides is drawn with both. With days, the replicates are moved away from the change by the root
of the same variance ÷ V_drivers.

``benchmarks/log/2026-11-30-false-alarms.md`` says how these, and others, did where nothing changed.

*Of many roads*, the flagged ones are those of Benjamini and Hochberg, "Controlling the False
Discovery Rate", Journal of the Royal Statistical Society B 57 (1995), 289-300: of the flagged roads
of a measure, at most the chosen share is expected to be false. It holds when the tests of roads are
independent or positively dependent, as they are where the same drivers drive over several roads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import scipy.sparse
from scipy.special import stdtr

from ...utils.arrays import BoolArray, FloatArray, IntArray
from ...utils.columns import Columns
from ..driver_bootstrap import MIN_SAMPLED_DRIVERS, driver_weights, middle_of, tail_of
from ..privacy import are_enough
from .sign_flips import fill_probabilities
from .sums import SUMS, DrivenTrips, Sums

#: The measures: numerator and denominator; the denominator of popularity is all trips. Speed is
#: tested as pace: one vehicle that stands still for long is most of the hours, so that sums ÷ hours
#: are far from normal.
MEASURES = {
    "speed": ("hours", "km"),
    "popularity": ("trips", ""),
    "slowdown": ("slowed", "slowdown_m"),
}
#: With fewer days on a side, nothing is known about how days differ.
MIN_DAYS = 5
#: Draws of signs: the smallest probability is 1 ÷ (draws + 1).
MAX_DRAWS = 49_999
#: Draws end after so many that are as far from zero.
ENOUGH_DRAWS = 20
#: A change by a smaller share of the value of both sides is one of rounding.
ROUNDING = 1e-9
#: Segments that are computed at once.
SEGMENTS_TOGETHER = 5_000
TRIPS = SUMS.index("trips")


@dataclass(frozen=True)
class Change(Columns):
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
        by_days: whether chance is which days there were, too, and not only which drivers.
    """

    edge: IntArray
    trips: IntArray
    drivers: IntArray
    measures: dict[str, Change]
    withheld: IntArray
    by_days: bool


def compare_sides(
    parts: Iterable[Sums], trips: DrivenTrips, *, min_drivers: int, seed: int
) -> Changes:
    """The changes of all segments that enough drivers drove on at least one side.

    Args:
        parts: the sums of all segments with a pass, ascending.
        trips: of both sides, on any road.
        min_drivers: values of fewer drivers are withheld.
        seed: of bootstrap and signs.
    """
    by_days = min(trips.days) >= MIN_DAYS
    weights = driver_weights(trips.drivers, seed)
    of_all = weights @ trips.of("driver")
    found = []
    for number, some in enumerate(_few_segments(parts)):
        units = {name: _Units.of(some, name, trips) for name in _ways(by_days=by_days)}
        signs = int(np.random.SeedSequence([seed, number]).generate_state(1)[0])
        found.append(_compare(units, weights, of_all, min_drivers, signs))
    if not found:
        found.append(_compare(_no_units(trips), weights, of_all, min_drivers, seed))
    return _joined(found)


def _ways(*, by_days: bool) -> tuple[str, ...]:
    """The ways of clustering: by driver, and perhaps by day, and both together."""
    return ("driver", "day", "both") if by_days else ("driver",)


def adjusted(probability: FloatArray) -> FloatArray:
    """Benjamini and Hochberg's adjusted probabilities ``(g,)``; NaN is no test and stays NaN."""
    from scipy.stats import false_discovery_control  # takes half a second

    tested = np.isfinite(probability)
    found = np.full(len(probability), np.nan)
    found[tested] = false_discovery_control(probability[tested])
    return found


def _few_segments(parts: Iterable[Sums]) -> Iterator[Sums]:
    """The same sums, for at most :data:`SEGMENTS_TOGETHER` segments at once."""
    for part in parts:
        begins = np.flatnonzero(np.r_[True, part.edge[1:] != part.edge[:-1]][: len(part.edge)])
        for first, last in pairwise([*begins[::SEGMENTS_TOGETHER].tolist(), len(part.edge)]):
            yield part.take(slice(first, last))


@dataclass(frozen=True)
class _Units:
    """What drivers, or days, or drivers on days, did on segments that are numbered from 0.

    Attributes:
        edge: ``(g,)`` the segments.
        group, unit: ``(r,)`` number of the segment, ascending, and of the driver or the day.
        sums: ``(r, 2, 5)`` as in :class:`~.sums.Sums`.
        trips: ``(units, 2)`` number of trips of each driver or day on any road.
    """

    edge: IntArray
    group: IntArray
    unit: IntArray
    sums: FloatArray
    trips: FloatArray

    @classmethod
    def of(cls, part: Sums, way: str, trips: DrivenTrips) -> _Units:
        """The sums of some segments, clustered in a way."""
        edge, group = np.unique(part.edge, return_inverse=True)
        of_trips = trips.of(way)
        key = group * np.int64(len(of_trips)) + trips.numbers(way, part.driver, part.day)
        unique, row = np.unique(key, return_inverse=True)
        columns = part.sums.reshape(len(key), -1).T
        sums = np.array([np.bincount(row, column, len(unique)) for column in columns]).T
        return cls(
            edge,
            unique // len(of_trips),
            unique % len(of_trips),
            sums.reshape(-1, 2, len(SUMS)),
            of_trips,
        )

    @property
    def groups(self) -> int:
        return len(self.edge)

    def take(self, kept: BoolArray) -> _Units:
        """Those of the chosen segments ``(g,)``, which are numbered anew."""
        rows, number = kept[self.group], np.cumsum(kept) - 1
        return _Units(
            self.edge[kept], number[self.group[rows]], self.unit[rows], self.sums[rows], self.trips
        )

    def per_group(self, values: FloatArray | BoolArray) -> FloatArray:
        """``(g, 2)`` sums of values ``(r, 2)``."""
        weights = values.astype(np.float64)
        return np.column_stack(
            [np.bincount(self.group, weights[:, side], self.groups) for side in (0, 1)]
        )

    def parts_of(self, measure: str) -> tuple[FloatArray, FloatArray]:
        """Numerator and denominator ``(r, 2)`` of a measure."""
        above, below = MEASURES[measure]
        numerator = self.sums[:, :, SUMS.index(above)]
        return numerator, self.sums[:, :, SUMS.index(below)] if below else self.trips[self.unit]

    def totals_of(self, measure: str) -> tuple[FloatArray, FloatArray]:
        """Numerator and denominator ``(g, 2)`` of a measure, of all drivers together."""
        numerator, denominator = self.parts_of(measure)
        total = self.per_group(numerator)
        if MEASURES[measure][1]:
            return total, self.per_group(denominator)
        return total, np.broadcast_to(self.trips.sum(axis=0), total.shape)

    def counted(self, measure: str) -> IntArray:
        """``(g, 2)`` how many drivers or days are behind the values of a measure."""
        numerator, denominator = self.parts_of(measure)
        known = denominator if MEASURES[measure][1] else numerator
        return self.per_group(known > 0).astype(np.int64)

    def counts_of(self, measure: str) -> IntArray:
        """``(g, 2)`` how many drivers or days the denominator of a measure is of."""
        if MEASURES[measure][1]:
            return self.counted(measure)
        return np.broadcast_to((self.trips > 0).sum(axis=0), (self.groups, 2))

    def terms(self, measure: str, ratio: FloatArray) -> tuple[FloatArray, FloatArray]:
        """What each driver or day adds to a change.

        Args:
            ratio: ``(g, 2)`` from which the terms are counted.

        Returns:
            ``(r,)`` the terms, and ``(g,)`` the sum of squares of those of drivers or days that
            are on no row of the segment: they are part of its popularity too.
        """
        numerator, denominator = self.parts_of(measure)
        below = self.totals_of(measure)[1]
        with np.errstate(invalid="ignore", divide="ignore"):
            terms = (numerator - ratio[self.group] * denominator) / below[self.group]
        rest = np.zeros(self.groups)
        if not MEASURES[measure][1]:
            share = self.trips / self.trips.sum(axis=0)
            absent = share.T @ share - self._products(share[self.unit])
            signed = ratio * (-1, 1)
            rest = np.einsum("gi,gij,gj->g", signed, absent, signed)
        return terms[:, 1] - terms[:, 0], np.maximum(rest, 0)

    def _products(self, share: FloatArray) -> FloatArray:
        """``(g, 2, 2)`` sums of products of shares ``(r, 2)``."""
        pairs = [[share[:, i] * share[:, j] for j in (0, 1)] for i in (0, 1)]
        return np.array(
            [[np.bincount(self.group, each, self.groups) for each in row] for row in pairs]
        ).transpose(2, 0, 1)

    def variance(self, measure: str, ratio: FloatArray) -> FloatArray:
        """``(g,)`` sum of squares of all terms."""
        terms, rest = self.terms(measure, ratio)
        return np.asarray(np.bincount(self.group, terms**2, self.groups) + rest)


def _no_units(trips: DrivenTrips) -> dict[str, _Units]:
    none = np.zeros(0, dtype=np.int64)
    return {"driver": _Units.of(Sums(none, none, none, np.zeros((0, 2, 5))), "driver", trips)}


def _compare(
    units: dict[str, _Units],
    weights: npt.NDArray[np.uint8],
    of_all: FloatArray,
    min_drivers: int,
    seed: int,
) -> Changes:
    """The changes of some segments; ``adjusted`` is of these alone."""
    drove = units["driver"].per_group(units["driver"].sums[:, :, TRIPS] > 0).astype(np.int64)
    enough = are_enough(drove, min_drivers)
    kept = np.asarray(enough.any(axis=1))
    units = {name: each.take(kept) for name, each in units.items()}
    trips = units["driver"].per_group(units["driver"].sums[:, :, TRIPS]).astype(np.int64)
    return Changes(
        edge=units["driver"].edge,
        trips=np.where(enough[kept], trips, 0),
        drivers=np.where(enough[kept], drove[kept], 0),
        measures={
            name: _change(name, units, weights, of_all, min_drivers, seed) for name in MEASURES
        },
        withheld=((drove > 0) & ~enough).sum(axis=0),
        by_days="day" in units,
    )


def _joined(parts: Sequence[Changes]) -> Changes:
    """All segments, with rates of false discovery of all of them."""
    measures = {}
    for name in MEASURES:
        joined = Change.concatenate([part.measures[name] for part in parts])
        measures[name] = replace(joined, adjusted=adjusted(joined.probability))
    return replace(
        parts[0],
        edge=np.concatenate([part.edge for part in parts]),
        trips=np.concatenate([part.trips for part in parts]),
        drivers=np.concatenate([part.drivers for part in parts]),
        measures=measures,
        withheld=np.sum([part.withheld for part in parts], axis=0),
    )


def _change(
    name: str,
    units: dict[str, _Units],
    weights: npt.NDArray[np.uint8],
    of_all: FloatArray,
    min_drivers: int,
    seed: int,
) -> Change:
    drivers = units["driver"].counted(name)
    enough = are_enough(drivers, min_drivers)
    both = np.asarray(enough.all(axis=1))
    days = _Days.of(name, units) if "day" in units else None
    values, change, low, high = _estimates(name, units["driver"], days, weights, of_all)
    few = ~both | (drivers.min(axis=1) < MIN_SAMPLED_DRIVERS)
    low[few] = high[few] = np.nan
    probability = np.full(len(both), np.nan)
    probability[both] = _probabilities(name, units["driver"].take(both), seed)
    if days is not None:
        probability = np.maximum(probability, days.probability)
    return Change(
        drivers=drivers,
        values=np.where(enough, values, np.nan),
        change=np.where(both, change, np.nan),
        low=low,
        high=high,
        probability=probability,
        adjusted=probability,
    )


def _estimates(
    name: str, rows: _Units, days: _Days | None, weights: npt.NDArray[np.uint8], of_all: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Values ``(g, 2)`` of both sides, and changes with their intervals ``(g,)``."""
    replicates = [_replicates(name, rows, side, weights, of_all) for side in (0, 1)]
    if name == "speed":  # passes take time, so that no pace is zero
        replicates = [1 / each for each in replicates]
    change = replicates[1] - replicates[0]
    spread = np.column_stack([_variance(each[:, 1:]) for each in replicates])
    freedom, moved = _freedom(spread, rows.counts_of(name)), change[:, 1:]
    if days is not None:
        freedom = days.freedom
        moved = change[:, :1] + (moved - change[:, :1]) * days.wider[:, None]
    low, high = middle_of(moved[:, :, None], tail_of(freedom)[:, None])
    return np.column_stack([each[:, 0] for each in replicates]), change[:, 0], low[:, 0], high[:, 0]


@dataclass(frozen=True)
class _Days:
    """A measure's change as one of drivers and days.

    Attributes:
        freedom: ``(g,)`` degrees of freedom, at least 1.
        wider: ``(g,)`` by which intervals are wider than over drivers; NaN where a side has one
            day only.
        probability: ``(g,)`` of such a change by chance, by Student's test; NaN likewise.
    """

    freedom: FloatArray
    wider: FloatArray
    probability: FloatArray

    @classmethod
    def of(cls, name: str, units: dict[str, _Units]) -> _Days:
        drivers, days = units["driver"], units["day"]
        total, below = drivers.totals_of(name)
        with np.errstate(invalid="ignore", divide="ignore"):
            ratio = total / below
            of = {way: each.variance(name, ratio) for way, each in units.items()}
            by_driver, driver_freedom = _corrected(of["driver"], drivers.counts_of(name))
            by_day, day_freedom = _corrected(of["day"], days.counts_of(name))
            variance = np.maximum(by_driver, by_day)
            variance = np.maximum(variance, by_driver + by_day - of["both"])
            freedom = variance**2 / (by_driver**2 / driver_freedom + by_day**2 / day_freedom)
            change = ratio[:, 1] - ratio[:, 0]
            change[np.abs(change) < ROUNDING * np.abs(ratio).max(axis=1)] = 0
            distance = np.where(change == 0, 0, np.abs(change) / np.sqrt(variance))
            wider = np.where(variance == 0, 1, np.sqrt(variance / of["driver"]))
        freedom = np.where(freedom >= 1, freedom, 1.0)
        return cls(freedom, wider, 2 * stdtr(freedom, -distance))


def _corrected(variance: FloatArray, count: IntArray) -> tuple[FloatArray, FloatArray]:
    """Variance and degrees of freedom ``(g,)`` of a difference of two sides.

    Args:
        variance: of terms that add up to zero on each side; NaN comes back where one is alone.
        count: ``(g, 2)`` number of terms of each side.
    """
    fewest = count.min(axis=1)
    enough = fewest > 1
    factor = np.where(enough, fewest / np.where(enough, fewest - 1, 1), np.nan)
    return variance * factor, np.maximum(count.sum(axis=1) - 2.0, 1)


def _replicates(
    name: str, rows: _Units, side: int, weights: npt.NDArray[np.uint8], of_all: FloatArray
) -> FloatArray:
    """``(g, 1 + replicates)`` the ratio of a side in each row of weights; NaN without a driver."""
    numerator, denominator = (each[:, side] for each in rows.parts_of(name))
    above = _weighted(rows, numerator, weights)
    below = _weighted(rows, denominator, weights) if MEASURES[name][1] else of_all[:, side]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(below > 0, above / below, np.nan)


def _variance(replicates: FloatArray) -> FloatArray:
    """``(g,)`` of the replicates ``(g, r)`` that are known."""
    known = np.isfinite(replicates)
    count = np.maximum(known.sum(axis=1, keepdims=True), 1)
    mean = np.where(known, replicates, 0).sum(axis=1, keepdims=True) / count
    return np.asarray((np.where(known, replicates - mean, 0) ** 2).sum(axis=1) / count[:, 0])


def _freedom(variance: FloatArray, drivers: IntArray) -> FloatArray:
    """``(g,)`` Welch's degrees of freedom of a difference of two sides.

    Args:
        variance, drivers: ``(g, 2)`` of both sides.
    """
    of_sides = np.maximum(drivers - 1, 1)
    below = (variance**2 / of_sides).sum(axis=1)
    equal = of_sides.sum(axis=1)  # where all drivers agree, intervals are points
    return np.where(below > 0, variance.sum(axis=1) ** 2 / np.where(below > 0, below, 1), equal)


def _weighted(rows: _Units, values: FloatArray, weights: npt.NDArray[np.uint8]) -> FloatArray:
    """``(g, w)`` sums over the drivers of each segment, each times its weight."""
    present, column = np.unique(rows.unit, return_inverse=True)
    matrix = scipy.sparse.csr_array(
        (values, (rows.group, column)), shape=(rows.groups, len(present))
    )
    return np.asarray(matrix @ weights[:, present].T.astype(np.float64))


def _probabilities(name: str, rows: _Units, seed: int) -> FloatArray:
    """``(g,)`` of such changes if the drivers' terms had random signs."""
    total, below = rows.totals_of(name)
    with np.errstate(invalid="ignore", divide="ignore"):
        pooled = total.sum(axis=1) / below.sum(axis=1)
        observed = total[:, 1] / below[:, 1] - total[:, 0] / below[:, 0]
    observed[np.abs(observed) < ROUNDING * pooled] = 0
    terms, rest = rows.terms(name, np.column_stack([pooled, pooled]))
    offsets = np.r_[0, np.cumsum(np.bincount(rows.group, minlength=rows.groups))]
    found = np.zeros(rows.groups)
    fill_probabilities(
        offsets, terms, observed, np.sqrt(rest), MAX_DRAWS, ENOUGH_DRAWS, seed, found
    )
    return found
