"""What each driver did on each road, before and after: sums of which all measures are ratios."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ...contract.time_sets import MINUTES_PER_DAY, TimeSet
from ...utils.arrays import BoolArray, FloatArray, Int32Array, IntArray, TextArray
from ..bundle import Bundle
from ..labels.derived import slowdown_of_passes
from ..local_time import MINUTES_PER_HOUR, is_in, times_of_week
from ..passes import PassReport, measure_passes

__all__ = ["SUMS", "DriverSums", "SidePasses", "passes_of_side", "sum_by_driver"]

#: Sums over the passes of a driver on a segment: kilometres and hours; different trips; the
#: decrease of v²/2, m²/s², and the metres on which it was observed.
SUMS = ("km", "hours", "trips", "slowed", "slowdown_m")


@dataclass(frozen=True)
class SidePasses:
    """The passes of one side of a comparison: of some trips in a period, at times of the week.

    Attributes:
        edge: ``(p,)`` the directed segment.
        trip, driver: ``(p,)`` texts; a trip without a driver id has a driver of its own.
        km, hours: ``(p,)``.
        slowed, slowdown_m: ``(p,)`` the decrease of v²/2, m²/s², and the metres on which it was
            observed.
        day: ``(p,)`` local date, days since 1 January 1970.
        hour: ``(p,)`` local hour of the day, 0 to 23.
        report: passes of all times that were left out.
    """

    edge: IntArray
    trip: TextArray
    driver: TextArray
    km: FloatArray
    hours: FloatArray
    slowed: FloatArray
    slowdown_m: FloatArray
    day: Int32Array
    hour: IntArray
    report: PassReport

    def __len__(self) -> int:
        return len(self.edge)

    def take(self, chosen: BoolArray) -> SidePasses:
        """The chosen passes ``(p,)``."""
        names = ("edge", "trip", "driver", "km", "hours", "slowed", "slowdown_m", "day", "hour")
        return dataclasses.replace(self, **{name: getattr(self, name)[chosen] for name in names})


@dataclass(frozen=True)
class DriverSums:
    """Sums of the passes of each driver on each segment, on two sides.

    Attributes:
        edge: ``(r,)`` the segment, ascending.
        driver: ``(r,)`` number of the driver.
        sums: ``(r, 2, 5)`` before and after, the :data:`SUMS`.
        trips: ``(drivers, 2)`` number of trips of each driver on each side, on any road.
    """

    edge: IntArray
    driver: IntArray
    sums: FloatArray
    trips: FloatArray


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
    trips = bundle.trips if side == "all" else bundle.trips.take(bundle.pieces_of(side))
    measured, report = measure_passes(trips, bundle.network)
    minute, day = times_of_week(measured.enter_t, bundle.manifest.time_zone)
    chosen = is_in(time_set, minute) & _is_between(day, days)
    row = measured.row[chosen]
    piece = trips.trip_of_pass[row]
    slowed, slowdown_m = slowdown_of_passes(trips)
    trip = trips.trip_id.astype(object)
    # Trips of another bundle may have the same ids.
    alone = f"trip of {bundle.manifest.id}: " + trip
    driver = np.where(trips.driver_id == "", alone, "driver: " + trips.driver_id)
    return SidePasses(
        edge=trips.pass_edge[row].astype(np.int64),
        trip=trip[piece],
        driver=driver[piece],
        km=measured.metres[chosen] / 1000,
        hours=measured.seconds[chosen] / 3600,
        slowed=slowed[row],
        slowdown_m=slowdown_m[row],
        day=day[chosen],
        hour=(minute[chosen] % MINUTES_PER_DAY // MINUTES_PER_HOUR).astype(np.int64),
        report=report,
    )


def sum_by_driver(before: SidePasses, after: SidePasses) -> DriverSums:
    """The sums of all segments with a pass on a side; drivers of the same id are one driver."""
    sides = (before, after)
    is_after = np.repeat([0, 1], [len(each) for each in sides])
    edge = np.concatenate([each.edge for each in sides])
    driver, names = pd.factorize(np.concatenate([each.driver for each in sides]))
    trip = pd.factorize(np.concatenate([each.trip for each in sides]))[0]
    drivers = len(names)
    key, row = np.unique(edge * max(drivers, 1) + driver, return_inverse=True)
    sums = np.zeros((len(key), 2, len(SUMS)))
    for number, name in enumerate(SUMS):
        if name == "trips":
            continue
        values = np.concatenate([getattr(each, name) for each in sides])
        sums[:, :, number] = _sums(row, is_after, values, len(key))
    sums[:, :, SUMS.index("trips")] = _different(row, is_after, trip, len(key))
    return DriverSums(
        edge=key // max(drivers, 1),
        driver=key % max(drivers, 1),
        sums=sums,
        trips=_different(driver, is_after, trip, drivers),
    )


def _is_between(day: Int32Array, days: tuple[int, int] | None) -> BoolArray:
    if days is None:
        return np.ones(len(day), dtype=bool)
    return np.asarray((day >= days[0]) & (day <= days[1]))


def _sums(group: IntArray, is_after: IntArray, values: FloatArray, groups: int) -> FloatArray:
    """``(groups, 2)`` sums of values ``(p,)``, before and after."""
    found = np.bincount(2 * group + is_after, weights=values, minlength=2 * groups)
    return np.asarray(found.reshape(groups, 2), dtype=np.float64)


def _different(group: IntArray, is_after: IntArray, trip: IntArray, groups: int) -> FloatArray:
    """``(groups, 2)`` numbers of different trips, before and after."""
    pairs = np.unique(np.column_stack([2 * group + is_after, trip]), axis=0)[:, 0]
    counts = np.bincount(pairs, minlength=2 * groups).reshape(groups, 2)
    return np.asarray(counts, dtype=np.float64)
