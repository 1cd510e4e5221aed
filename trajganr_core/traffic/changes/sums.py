"""What drivers did on roads on each day, before and after: sums of which measures are ratios."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...contract.options.time_sets import MINUTES_PER_DAY, TimeSet
from ...data.bundle import Bundle
from ...data.labels.derived import slowdown_of_passes
from ...data.local_time import MINUTES_PER_HOUR, is_in, times_of_week
from ...data.matching.matched import MatchedTrips
from ...data.passes import PassReport, measure_passes
from ...utils.arrays import BoolArray, Float32Array, FloatArray, Int32Array, IntArray, TextArray
from ...utils.columns import Columns
from ...utils.progress import Progress, silent

#: Sums over the passes of a driver on a segment: kilometres and hours; different trips; the
#: decrease of v²/2, m²/s², and the metres on which it was observed. All but the number of trips
#: are weighted by the probability that the vehicle drove there.
SUMS = ("km", "hours", "trips", "slowed", "slowdown_m")
#: Passes that are measured, or summed, at once.
PASSES_TOGETHER = 500_000


@dataclass(frozen=True)
class SidePasses:
    """The passes of one side of a comparison: of some trips in a period, at times of the week.

    Attributes:
        edge: ``(p,)`` the directed segment.
        trip: ``(p,)`` number of the trip.
        km, hours: ``(p,)`` × the probability that the vehicle drove there.
        slowed, slowdown_m: ``(p,)`` likewise, the decrease of v²/2, m²/s², and the metres on which
            it was observed.
        hour: ``(p,)`` local hour of the day, 0 to 23.
        second: ``(p,)`` Unix second in which it begins.
        name, driver: ``(t,)`` of each trip; one without a driver id has a driver of its own.
        day: ``(t,)`` local date of the trip's first pass, days since 1 January 1970.
        report: passes of all times that were left out.
    """

    edge: Int32Array
    trip: Int32Array
    km: Float32Array
    hours: Float32Array
    slowed: Float32Array
    slowdown_m: Float32Array
    hour: Int32Array
    second: IntArray
    name: TextArray
    driver: TextArray
    day: Int32Array
    report: PassReport

    def __len__(self) -> int:
        return len(self.edge)

    def take(self, chosen: BoolArray | IntArray) -> SidePasses:
        """The chosen passes, by mask or index; the numbers of trips stay the same."""
        names = ("edge", "trip", "km", "hours", "slowed", "slowdown_m", "hour", "second")
        return dataclasses.replace(self, **{name: getattr(self, name)[chosen] for name in names})

    @cached_property
    def driven(self) -> IntArray:
        """Numbers of the trips with a pass, ascending."""
        return np.unique(self.trip).astype(np.int64)

    @property
    def days(self) -> int:
        """On how many local dates trips with a pass began."""
        return len(np.unique(self.day[self.driven]))

    @property
    def drivers(self) -> int:
        """How many drivers have a pass."""
        return len(pd.unique(self.driver[self.driven]))


@dataclass(frozen=True)
class Sums(Columns):
    """Sums of the passes of each driver on each segment on each day, on two sides.

    Attributes:
        edge: ``(r,)`` the segment, ascending; all rows of a segment are here.
        driver, day: ``(r,)`` numbers of the driver and of the day.
        sums: ``(r, 2, 5)`` before and after, the :data:`SUMS`.
    """

    edge: IntArray
    driver: IntArray
    day: IntArray
    sums: FloatArray


@dataclass(frozen=True)
class DrivenTrips:
    """The trips of both sides, on any road.

    Attributes:
        driver, day: ``(n,)`` numbers of the driver and of the day; each pair once, ascending.
        count: ``(n, 2)`` number of trips before and after.
        days: number of days of each side.
    """

    driver: IntArray
    day: IntArray
    count: FloatArray
    days: tuple[int, int]

    @property
    def drivers(self) -> int:
        """Number of drivers on both sides together."""
        return int(self.driver.max(initial=-1)) + 1

    def numbers(self, way: str, driver: IntArray, day: IntArray) -> IntArray:
        """The numbers of drivers, of days, or of the pairs of ``both``."""
        if way == "both":
            most = int(self.day.max(initial=0)) + 1
            return np.searchsorted(self.driver * most + self.day, driver * most + day)
        return driver if way == "driver" else day

    def of(self, way: str) -> FloatArray:
        """``(units, 2)`` number of trips of each driver, of each day, or of each on each."""
        number = self.numbers(way, self.driver, self.day)
        return _sums(number, self.count, int(number.max(initial=-1)) + 1)


class TwoSides:
    """The passes of two sides, from which sums are made for some segments at a time.

    Drivers of the same id are one driver, and the same date is one day.
    """

    def __init__(self, before: SidePasses, after: SidePasses) -> None:
        self._sides = before, after
        self._order = [np.argsort(each.edge, kind="stable") for each in self._sides]
        self._driver, self._day = (
            _codes([(getattr(each, name), each.driven) for each in self._sides])
            for name in ("driver", "day")
        )

    @cached_property
    def trips(self) -> DrivenTrips:
        """The trips that have a pass."""
        days = self._count(self._day)
        keys, counts = [], []
        for side, passes in enumerate(self._sides):
            trip = passes.driven
            key = self._driver[side][trip] * days + self._day[side][trip]
            keys.append(key)
            counts.append(np.eye(2)[np.full(len(trip), side)])
        pair, row = np.unique(np.concatenate(keys), return_inverse=True)
        count = _sums(row, np.concatenate(counts), len(pair))
        before, after = (each.days for each in self._sides)
        return DrivenTrips(pair // days, pair % days, count, (before, after))

    def parts(self, progress: Progress = silent) -> Iterator[Sums]:
        """The sums of all segments with a pass on a side, ascending, part by part.

        Args:
            progress: called for every part; may raise to stop.
        """
        edges = np.concatenate([np.unique(each.edge) for each in self._sides])
        edges, per_edge = np.unique(edges), np.zeros(int(edges.max(initial=-1)) + 1, dtype=np.int64)
        for passes in self._sides:
            per_edge += np.bincount(passes.edge, minlength=len(per_edge))
        part = np.cumsum(per_edge[edges]) // PASSES_TOGETHER
        ends = edges[np.flatnonzero(np.diff(part))] + 1
        for begin, end in zip([0, *ends], [*ends, len(per_edge)], strict=True):
            progress("Comparing roads", begin / len(per_edge))
            yield self._between(begin, end)

    def _between(self, begin: int, end: int) -> Sums:
        """The sums of the segments from ``begin`` until before ``end``."""
        days, drivers = self._count(self._day), self._count(self._driver)
        keys, values = [], []
        for side, (passes, order) in enumerate(zip(self._sides, self._order, strict=True)):
            first, last = np.searchsorted(passes.edge, (begin, end), sorter=order)
            own = passes.take(order[first:last])
            key = (own.edge * np.int64(drivers) + self._driver[side][own.trip]) * days
            keys.append(key + self._day[side][own.trip])
            values.append(_values(own, side))
        key, row = np.unique(np.concatenate(keys), return_inverse=True)
        together = np.concatenate(values).reshape(-1, 2 * len(SUMS))
        return Sums(
            edge=key // (drivers * days),
            driver=key // days % drivers,
            day=key % days,
            sums=_sums(row, together, len(key)).reshape(-1, 2, len(SUMS)),
        )

    @staticmethod
    def _count(codes: Sequence[IntArray]) -> int:
        return max(int(each.max(initial=0)) for each in codes) + 1


def passes_of_side(
    bundle: Bundle, side: str, time_set: TimeSet, days: tuple[int, int] | None = None
) -> SidePasses:
    """The plausible passes of a bundle's trips at these times.

    Args:
        bundle: the prepared study area.
        side: ``all`` trips, or only the ``input`` or ``label`` trips.
        time_set: times of the week at which passes begin.
        days: first and last local date, days since 1 January 1970; all days if None.
    """
    trips = bundle.matched
    pieces = np.arange(len(trips)) if side == "all" else bundle.pieces_of(side)
    number, names = pd.factorize(trips.trip_id[pieces])
    first_piece = pieces[np.unique(number, return_index=True)[1]]
    driver = trips.driver_id[first_piece].astype(object)
    # Trips of another bundle may have the same ids.
    alone = f"trip of {bundle.manifest.id}: " + names.astype(object)
    part = np.cumsum(np.diff(trips.pass_offsets)[pieces]) // PASSES_TOGETHER
    columns, report = [], PassReport()
    for rows in np.split(np.arange(len(pieces)), np.flatnonzero(np.diff(part)) + 1):
        found, more = _measured(trips.take(pieces[rows]), bundle, time_set, days)
        found["trip"] = number[rows][found["trip"]].astype(np.int32)
        columns.append(found)
        report = report + more
    joined = {name: np.concatenate([each[name] for each in columns]) for name in columns[0]}
    day_of_trip = np.full(len(names), np.iinfo(np.int32).max, dtype=np.int32)
    np.minimum.at(day_of_trip, joined["trip"], joined.pop("day"))
    return SidePasses(
        **joined,
        name=names,
        driver=np.where(driver == "", alone, "driver: " + driver),
        day=day_of_trip,
        report=report,
    )


def _measured(
    trips: MatchedTrips, bundle: Bundle, time_set: TimeSet, days: tuple[int, int] | None
) -> tuple[dict[str, NDArray[Any]], PassReport]:
    """Columns of the passes of some pieces, with the number of the piece as trip."""
    measured, report = measure_passes(trips, bundle.network)
    minute, day = times_of_week(measured.enter_t, bundle.manifest.time_zone)
    chosen = is_in(time_set, minute) & _is_between(day, days)
    row = measured.row[chosen]
    weight = measured.weight[chosen]
    slowed, slowdown_m = slowdown_of_passes(trips)
    columns: dict[str, NDArray[Any]] = {
        "edge": trips.pass_edge[row].astype(np.int32),
        "trip": trips.trip_of_pass[row],
        "km": (weight * measured.metres[chosen] / 1000).astype(np.float32),
        "hours": (weight * measured.seconds[chosen] / 3600).astype(np.float32),
        "slowed": (weight * slowed[row]).astype(np.float32),
        "slowdown_m": (weight * slowdown_m[row]).astype(np.float32),
        "hour": (minute[chosen] % MINUTES_PER_DAY // MINUTES_PER_HOUR).astype(np.int32),
        "second": np.floor(measured.enter_t[chosen]).astype(np.int64),
        "day": day[chosen],
    }
    return columns, report


def _is_between(day: Int32Array, days: tuple[int, int] | None) -> BoolArray:
    if days is None:
        return np.ones(len(day), dtype=bool)
    return np.asarray((day >= days[0]) & (day <= days[1]))


def _codes(sides: Sequence[tuple[NDArray[Any], IntArray]]) -> list[IntArray]:
    """Numbers of the values of trips, the same for the same value; 0 for trips without a pass."""
    found = pd.factorize(np.concatenate([values[driven] for values, driven in sides]))[0]
    codes, begin = [], 0
    for values, driven in sides:
        code = np.zeros(len(values), dtype=np.int64)
        code[driven] = found[begin : begin + len(driven)]
        codes.append(code)
        begin += len(driven)
    return codes


def _values(passes: SidePasses, side: int) -> FloatArray:
    """``(p, 2, 5)`` what each pass adds to the sums; a trip counts once on a segment."""
    values = np.zeros((len(passes), 2, len(SUMS)))
    for number, name in enumerate(SUMS):
        if name != "trips":
            values[:, side, number] = getattr(passes, name)
    pair = passes.edge * np.int64(len(passes.name)) + passes.trip
    values[np.unique(pair, return_index=True)[1], side, SUMS.index("trips")] = 1
    return values


def _sums(group: IntArray, values: FloatArray, groups: int) -> FloatArray:
    """``(groups, k)`` sums of values ``(n, k)``."""
    columns = [np.bincount(group, column, groups) for column in values.T]
    return np.column_stack(columns) if groups else np.zeros((0, values.shape[1]))
