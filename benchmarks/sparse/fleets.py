"""What a fleet that reports seldom says, against the same trips with all their fixes.

Ways between its fixes, and speeds of roads: everything goes through the product's own matching,
recovery, times and passes; nothing of the trips' truth is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
import pandas as pd

from trajganr_core.data.matching.edge_passes import ROUNDING_M
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.matcher import Matcher
from trajganr_core.data.matching.pass_times import learn_paces, with_times
from trajganr_core.data.passes import passes_of_trips
from trajganr_core.data.recovery.learning import learn_priors
from trajganr_core.data.recovery.priors import WayPriors
from trajganr_core.data.recovery.recover import recovered
from trajganr_core.data.roads.network import Network
from trajganr_core.data.trips.trajectories import Trajectories
from trajganr_core.utils.arrays import BoolArray, FloatArray, IntArray, TextArray
from trajganr_core.utils.ragged import offsets_of, row_of_each
from trajganr_core.utils.study_area import StudyArea

from .gaps import DENSE_S, TOLERANCE_S

#: Drivers of a road that is compared, with all fixes.
MIN_DRIVERS = 5
#: Draws of a bootstrap over drivers, and groups of a jackknife.
DRAWS, GROUPS = 1000, 20


@dataclass(frozen=True)
class City:
    """A network, and how trips on it become passes."""

    network: Network
    area: StudyArea
    zone: str

    def matched(self, trips: Trajectories) -> MatchedTrips:
        """By the product's matcher."""
        return Matcher(self.network, self.area).match(trips)[0]

    def recovered(
        self, trips: MatchedTrips, known: Sequence[MatchedTrips], min_gap_s: float
    ) -> MatchedTrips:
        """With the likeliest ways in gaps of at least so many seconds.

        Args:
            trips: matched.
            known: trips of the same side, from which priors are learned.
            min_gap_s: infinite to recover none.
        """
        if np.isinf(min_gap_s):
            return trips
        return recovered(trips, self.network, self.area, self.priors(known), min_gap_s)[0]

    def priors(self, known: Sequence[MatchedTrips]) -> WayPriors:
        """What trips of one side tell."""
        return learn_priors(lambda: _one_side(known), self.network, self.area, 1)[0]

    def passes(
        self, trips: MatchedTrips, drivers: TextArray, known: Sequence[MatchedTrips] = ()
    ) -> RoadPasses:
        """The product's passes of a fleet.

        Args:
            trips: with ways; times are divided by the usual paces of these and the known ones.
            drivers: of the fleet, sorted.
            known: further trips of the same side.
        """
        paces = learn_paces(lambda: _one_side([trips, *known]), self.network, 1)[0]
        timed = with_times(trips, self.network, paces)
        table = passes_of_trips(timed, self.network, self.zone)[0]
        driver = np.searchsorted(drivers, trips.driver_id[table.piece].astype(str))
        pair, row = np.unique(
            table.edge.astype(np.int64) * len(drivers) + driver, return_inverse=True
        )
        sums = [
            np.bincount(row, each)
            for each in (np.ones(len(row)), table.expected_m, table.expected_s)
        ]
        return RoadPasses(pair // len(drivers), pair % len(drivers), *sums, edges=len(self.network))


@dataclass(frozen=True)
class RoadPasses:
    """Sums of the passes of each driver over each segment that they drive.

    Attributes:
        edge, driver: ``(n,)``.
        passes, metres, seconds: ``(n,)`` number, and sums that are weighted by probabilities.
        edges: number of segments.
    """

    edge: IntArray
    driver: IntArray
    passes: FloatArray
    metres: FloatArray
    seconds: FloatArray
    edges: int

    @property
    def drivers(self) -> IntArray:
        """``(E,)`` number of drivers of each segment."""
        return np.bincount(self.edge, minlength=self.edges)

    def numbers(self, weight: FloatArray | None = None) -> FloatArray:
        """``(E,)`` number of passes, each driver's times a weight ``(drivers,)``."""
        return self._sums(self.passes, weight)

    def kmh(self, weight: FloatArray | None = None) -> FloatArray:
        """``(E,)`` metres over seconds; NaN where nobody drove."""
        metres, seconds = self._sums(self.metres, weight), self._sums(self.seconds, weight)
        speed = np.full(self.edges, np.nan)
        return np.divide(3.6 * metres, seconds, out=speed, where=seconds > 0)

    def _sums(self, values: FloatArray, weight: FloatArray | None) -> FloatArray:
        own = values if weight is None else values * weight[self.driver]
        return np.bincount(self.edge, own, self.edges)


@dataclass(frozen=True)
class SpeedErrors:
    """Speeds of roads from few fixes against those from all fixes, on roads with enough drivers.

    Attributes:
        edge: ``(r,)`` the roads.
        kmh, error: ``(r,)`` with all fixes, and less that with few ones; NaN where not covered.
        ratio: ``(r,)`` number of passes over that with all fixes.
    """

    edge: IntArray
    kmh: FloatArray
    error: FloatArray
    ratio: FloatArray

    @classmethod
    def of(cls, full: RoadPasses, thin: RoadPasses) -> SpeedErrors:
        """Compare."""
        edge = np.flatnonzero(full.drivers >= MIN_DRIVERS)
        kmh = full.kmh()[edge]
        ratio = thin.numbers()[edge] / full.numbers()[edge]
        return cls(edge, kmh, thin.kmh()[edge] - kmh, ratio)

    @property
    def mean(self) -> float:
        """Mean absolute difference on covered roads, km/h."""
        return float(np.nanmean(np.abs(self.error)))

    @property
    def covered(self) -> float:
        """Share of the roads with a speed."""
        return float(np.isfinite(self.error).mean())


def error_ratio(
    full: RoadPasses, thin: RoadPasses, before: RoadPasses, seed: int = 0
) -> tuple[float, float, float]:
    """Mean absolute difference of speeds over that of another, on roads that both cover.

    Returns:
        The ratio and its 95 % interval by a jackknife that leaves out groups of drivers (Kott 2001,
        "The delete-a-group jackknife"). Drivers drawn twice would make all speeds less certain.
    """
    roads = full.drivers >= MIN_DRIVERS
    roads &= np.isfinite(thin.kmh()) & np.isfinite(before.kmh())

    def ratio(weight: FloatArray | None = None) -> float:
        true, one, other = (each.kmh(weight)[roads] for each in (full, thin, before))
        known = np.isfinite(true + one + other)
        errors = [np.abs(each - true)[known].mean() for each in (one, other)]
        return float(errors[0] / errors[1])

    drivers = 1 + int(full.driver.max())
    group = np.random.default_rng(seed).permutation(drivers) % GROUPS
    each = np.array([ratio((group != left_out).astype(float)) for left_out in range(GROUPS)])
    spread = float(np.sqrt((GROUPS - 1) * each.var()))
    return ratio(), ratio() - 1.96 * spread, ratio() + 1.96 * spread


def _one_side(parts: Sequence[MatchedTrips]) -> Iterator[tuple[MatchedTrips, IntArray]]:
    return ((part, np.zeros(len(part), dtype=np.int64)) for part in parts)


def thinned(trips: Trajectories, every_s: float) -> Trajectories:
    """Fixes at least so far apart in time, from the first one of each trip, and the last one.

    The last one is kept because trackers report when a drive ends.
    """
    since = trips.t - np.repeat(trips.t[trips.offsets[:-1]], np.diff(trips.offsets))
    step = np.floor(since / every_s)
    keep = np.r_[True, step[1:] > step[:-1]]
    keep[trips.offsets[:-1]] = keep[trips.offsets[1:] - 1] = True
    return trips.take_fixes(keep)


def noisy(trips: Trajectories, area: StudyArea, noise_m: float, seed: int) -> Trajectories:
    """The same trips with noise in x and y."""
    if not noise_m:
        return trips
    xy = area.to_local(trips.lon, trips.lat)
    xy += np.random.default_rng(seed).normal(0, noise_m, xy.shape)
    lon, lat = area.to_geographic(xy).T
    return replace(trips, lon=lon, lat=lat)


@dataclass(frozen=True)
class WayOverlap:
    """Ways between hidden fixes: metres of the found and the true way of each gap.

    Attributes:
        driver: ``(n,)``.
        common_m, found_m, true_m: ``(n,)``.
        said, was, metres: ``(p,)`` of each pass of the found ways its probability, whether it was
            driven, and its length.
    """

    driver: TextArray
    common_m: FloatArray
    found_m: FloatArray
    true_m: FloatArray
    said: FloatArray
    was: FloatArray
    metres: FloatArray

    def __len__(self) -> int:
        return len(self.driver)

    @classmethod
    def concatenate(cls, parts: Sequence[WayOverlap]) -> WayOverlap:
        """The gaps of all parts."""
        columns = (field.name for field in fields(cls))
        return cls(*(np.concatenate([getattr(part, each) for part in parts]) for each in columns))

    @property
    def f1(self) -> float:
        """Twice the metres in common over those of both."""
        return float(2 * self.common_m.sum() / (self.found_m + self.true_m).sum())

    def by_driver(self) -> FloatArray:
        """``(drivers, 2)`` sums of metres in common, twice, and of both."""
        row = np.unique(self.driver.astype(str), return_inverse=True)[1]
        both = self.found_m + self.true_m
        return np.column_stack([np.bincount(row, 2 * self.common_m), np.bincount(row, both)])


def f1_difference(one: WayOverlap, other: WayOverlap, seed: int = 0) -> tuple[float, float, float]:
    """F1 of one less that of the other on the same gaps, and its 95 % interval over drivers."""
    sums = np.stack([one.by_driver(), other.by_driver()])
    drivers = sums.shape[1]
    drawn = np.random.default_rng(seed).multinomial(drivers, np.full(drivers, 1 / drivers), DRAWS)
    each = drawn @ sums
    low, high = np.quantile(np.subtract(*(each[..., 0] / each[..., 1])), (0.025, 0.975))
    return one.f1 - other.f1, float(low), float(high)


@dataclass(frozen=True)
class _Line:
    """Matched trips on one axis of time and one of metres, trip after trip.

    Where no piece is, a trip stands.
    """

    trips: MatchedTrips
    key: FloatArray
    metres: FloatArray
    pass_end: FloatArray

    @classmethod
    def of(cls, trips: MatchedTrips, number: dict[str, int], span: float) -> _Line:
        """Trips with numbers, less than ``span`` seconds in all."""
        first = trips.t[trips.offsets[:-1]]
        of = np.array([number[each] for each in trips.trip_id])
        trips = trips.take(np.lexsort((first, of)))
        of = np.array([number[each] for each in trips.trip_id])
        whole = trips.s[trips.offsets[1:] - 1]
        base = np.r_[0.0, np.cumsum(whole)[:-1]]
        metres = trips.s + base[row_of_each(trips.offsets)]
        key = trips.t + span * of[row_of_each(trips.offsets)]
        end = trips.pass_s + trips.pass_exit_m - trips.pass_enter_m
        end = np.minimum(end, whole[trips.trip_of_pass]) + base[trips.trip_of_pass]
        return cls(trips, key, metres, np.maximum.accumulate(end))

    def stretches(
        self, start: FloatArray, end: FloatArray
    ) -> tuple[IntArray, IntArray, FloatArray]:
        """Of the passes between two keys of each gap: the gap, the pass, and its metres there."""
        begin_m, end_m = (np.interp(each, self.key, self.metres) for each in (start, end))
        first = np.searchsorted(self.pass_end, begin_m + ROUNDING_M)
        last = np.searchsorted(self.pass_end, end_m - ROUNDING_M)
        counts = np.where(end_m - begin_m > ROUNDING_M, last - first + 1, 0)
        gap = row_of_each(offsets_of(counts))
        at = first[gap] + np.arange(len(gap)) - offsets_of(counts)[gap]
        began = np.r_[0.0, self.pass_end[:-1]][at]
        metres = np.minimum(self.pass_end[at], end_m[gap]) - np.maximum(began, begin_m[gap])
        return gap, at, metres

    def known(self, start: FloatArray, end: FloatArray) -> BoolArray:
        """Whether both are fixes of a piece, with close fixes in between."""
        is_far = np.diff(self.trips.t, append=np.inf) > DENSE_S
        is_far[self.trips.offsets[1:] - 1] = True
        far = np.r_[0, np.cumsum(is_far)]
        first, last = (np.searchsorted(self.key, each) for each in (start, end))
        last = np.minimum(last, len(self.key) - 1)
        has = (self.key[np.minimum(first, last)] == start) & (self.key[last] == end)
        return has & (far[last] == far[np.minimum(first, last)])


def way_overlap(
    full: MatchedTrips, thin: MatchedTrips, trips: Trajectories, seconds: float
) -> WayOverlap:
    """The ways of gaps of about so many seconds, by where each trip is at the gap's ends.

    Args:
        full: the trips matched with all fixes; gaps whose way it does not know are left out.
        thin: matched with few fixes. Where a trip was cut nothing is found.
        trips: the thinned trips.
        seconds: between their fixes.
    """
    number = {each: row for row, each in enumerate(trips.trip_id)}
    origin = trips.t.min()
    span = 2.0 * (trips.t.max() - origin) + 1.0
    ends = np.delete(np.arange(1, trips.fixes), trips.offsets[1:-1] - 1)
    key = trips.t + span * row_of_each(trips.offsets)
    took = trips.t[ends] - trips.t[ends - 1]
    ends = ends[np.abs(took - seconds) <= TOLERANCE_S]
    true = _Line.of(full, number, span)
    ends = ends[true.known(key[ends - 1], key[ends])]
    where = key[ends - 1], key[ends]
    edges = 1 + max(int(each.pass_edge.max(initial=0)) for each in (full, thin))
    sums, key_of = [], []
    for line in (true, _Line.of(thin, number, span)):
        gap, at, metres = line.stretches(*where)
        key_of.append(gap * edges + line.trips.pass_edge[at])
        place, row = np.unique(key_of[-1], return_inverse=True)
        sums.append(pd.Series(np.bincount(row, metres), index=place))
    common = np.minimum(*sums[0].align(sums[1], join="inner"))
    total = [
        np.bincount(each.index // edges, each.to_numpy(), len(ends))
        for each in (common, sums[1], sums[0])
    ]
    driver = trips.driver_id[row_of_each(trips.offsets)[ends]]
    said = line.trips.pass_probability[at].astype(np.float64)
    return WayOverlap(driver, *total, said, np.isin(key_of[1], key_of[0]).astype(float), metres)
