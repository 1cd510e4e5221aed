"""Trips as columns, and what has to be taken out of them before anything is computed."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
import numpy.typing as npt

from ..errors import Code, TrajganrError
from ..geo import StudyArea, check_lon_lat
from .ragged import concatenated_ranges, offsets_of, row_of_each, take_rows

__all__ = ["CleaningReport", "Trajectories", "clean", "clip", "concatenate"]

log = logging.getLogger(__name__)

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
TextArray = npt.NDArray[np.object_]


@dataclass(frozen=True)
class Trajectories:
    """Raw trips.

    Attributes:
        offsets: ``(n+1,)``, fixes of trip i are ``offsets[i]:offsets[i+1]``.
        lon, lat: ``(fixes,)`` EPSG:4326 degrees.
        t: ``(fixes,)`` Unix seconds, UTC.
        speed: ``(fixes,)`` measured speed, m/s; NaN where not measured.
        trip_id, driver_id: ``(n,)`` strings; ``driver_id`` is empty where unknown.
    """

    offsets: IntArray
    lon: FloatArray
    lat: FloatArray
    t: FloatArray
    speed: npt.NDArray[np.float32]
    trip_id: TextArray
    driver_id: TextArray

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @property
    def fixes(self) -> int:
        """Number of fixes of all trips."""
        return len(self.t)

    def take_fixes(self, keep: npt.NDArray[np.bool_]) -> Trajectories:
        """The same trips with only the fixes where ``keep`` (``(fixes,)``) holds."""
        kept = np.concatenate([[0], np.cumsum(keep)])
        return Trajectories(
            offsets=kept[self.offsets].astype(np.int64),
            lon=self.lon[keep],
            lat=self.lat[keep],
            t=self.t[keep],
            speed=self.speed[keep],
            trip_id=self.trip_id,
            driver_id=self.driver_id,
        )

    def take_trips(self, trips: IntArray) -> Trajectories:
        """The chosen trips, in the order given."""
        fixes, offsets = take_rows(self.offsets, trips)
        return Trajectories(
            offsets=offsets,
            lon=self.lon[fixes],
            lat=self.lat[fixes],
            t=self.t[fixes],
            speed=self.speed[fixes],
            trip_id=self.trip_id[trips],
            driver_id=self.driver_id[trips],
        )


@dataclass(frozen=True)
class CleaningReport:
    """What was read and how much of it was dropped, and why.

    Attributes:
        trips_read, fixes_read: as in the files.
        fixes_without_place: longitude, latitude or time is missing or not a number.
        fixes_back_in_time: not later than a fix before them in the same trip.
        trips_too_short: fewer than two fixes left.
        fixes_outside_area: outside the study area.
        pieces_too_short: single fixes between two departures from the study area.
        trips_kept, fixes_kept: what is left; a trip that leaves the area and comes back counts
            once for each piece.
    """

    trips_read: int = 0
    fixes_read: int = 0
    fixes_without_place: int = 0
    fixes_back_in_time: int = 0
    trips_too_short: int = 0
    fixes_outside_area: int = 0
    pieces_too_short: int = 0
    trips_kept: int = 0
    fixes_kept: int = 0

    def to_dict(self) -> dict[str, int]:
        """JSON-able form."""
        return asdict(self)


def concatenate(parts: Sequence[Trajectories]) -> Trajectories:
    """Trips of several files as one."""
    counts = np.concatenate([np.diff(part.offsets) for part in parts])
    return Trajectories(
        offsets=offsets_of(counts),
        lon=np.concatenate([part.lon for part in parts]),
        lat=np.concatenate([part.lat for part in parts]),
        t=np.concatenate([part.t for part in parts]),
        speed=np.concatenate([part.speed for part in parts]),
        trip_id=np.concatenate([part.trip_id for part in parts]),
        driver_id=np.concatenate([part.driver_id for part in parts]),
    )


def clean(trips: Trajectories, area: StudyArea) -> tuple[Trajectories, CleaningReport]:
    """Drop what cannot be used, cut trips to the study area, and count and log every loss.

    Raises:
        TrajganrError: ``INPUT.CRS`` for coordinates that cannot be degrees; when nothing is
            left, the code of what took the last of it: ``INPUT.TIME``,
            ``INPUT.TOO_FEW_POINTS`` or ``INPUT.EMPTY`` (nothing in the study area).
    """
    check_lon_lat(trips.lon, trips.lat, "Trajectories")
    placed = np.isfinite(trips.lon) & np.isfinite(trips.lat) & np.isfinite(trips.t)
    with_place = trips.take_fixes(placed)
    forward = with_place.take_fixes(_later_than_all_before(with_place))
    long_enough = np.flatnonzero(np.diff(forward.offsets) >= 2)
    _refuse_nothing_left(trips, with_place, forward, long_enough)

    usable = forward.take_trips(long_enough)
    inside = area.contains(usable.lon, usable.lat)
    pieces = clip(usable, inside)
    kept = pieces.take_trips(np.flatnonzero(np.diff(pieces.offsets) >= 2))
    if not len(kept):
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "None of {trips} trips has two fixes in a row in the study area {bbox}.",
            "Check the study area and the order of longitude and latitude.",
            trips=len(usable),
            bbox=list(area.bbox),
        )
    report = CleaningReport(
        trips_read=len(trips),
        fixes_read=trips.fixes,
        fixes_without_place=trips.fixes - with_place.fixes,
        fixes_back_in_time=with_place.fixes - forward.fixes,
        trips_too_short=len(forward) - len(usable),
        fixes_outside_area=int((~inside).sum()),
        pieces_too_short=len(pieces) - len(kept),
        trips_kept=len(kept),
        fixes_kept=kept.fixes,
    )
    _log(report)
    return kept, report


def clip(trips: Trajectories, inside: npt.NDArray[np.bool_]) -> Trajectories:
    """Cut trips into the runs of fixes where ``inside`` (``(fixes,)``) holds.

    Every run becomes a trip of its own with the same ids; times are kept.
    """
    trip = row_of_each(trips.offsets)
    at_start = np.zeros(trips.fixes, dtype=bool)
    at_start[trips.offsets[:-1][np.diff(trips.offsets) > 0]] = True
    was_inside = np.r_[False, inside[:-1]]
    begins = np.flatnonzero(inside & (at_start | ~was_inside))
    is_end = inside & np.r_[at_start[1:] | ~inside[1:], True]
    fixes, offsets = concatenated_ranges(begins, np.flatnonzero(is_end) + 1)
    return Trajectories(
        offsets=offsets,
        lon=trips.lon[fixes],
        lat=trips.lat[fixes],
        t=trips.t[fixes],
        speed=trips.speed[fixes],
        trip_id=trips.trip_id[trip[begins]],
        driver_id=trips.driver_id[trip[begins]],
    )


def _later_than_all_before(trips: Trajectories) -> npt.NDArray[np.bool_]:
    """Which fixes are later than every fix before them in their trip; times are finite."""
    if not trips.fixes:
        return np.empty(0, dtype=bool)
    # Ranks are exact integers, so that adding the trip's number cannot lose a difference.
    rank = np.unique(trips.t, return_inverse=True)[1].reshape(-1) + 1
    key = rank + row_of_each(trips.offsets) * (int(rank.max()) + 1)
    return np.r_[True, key[1:] > np.maximum.accumulate(key)[:-1]]


def _refuse_nothing_left(
    trips: Trajectories, with_place: Trajectories, forward: Trajectories, long_enough: IntArray
) -> None:
    if len(long_enough):
        return
    if not (np.diff(with_place.offsets) >= 2).any():
        raise TrajganrError(
            Code.INPUT_TOO_FEW_POINTS,
            "None of {trips} trips has two fixes with longitude, latitude and time.",
            "Give trips of at least two fixes; check the columns of time and coordinates.",
            trips=len(trips),
        )
    raise TrajganrError(
        Code.INPUT_TIME,
        "In none of {trips} trips does time increase: {fixes} fixes are not later than the one "
        "before.",
        "Sort the fixes of each trip by time, oldest first.",
        trips=len(trips),
        fixes=with_place.fixes - forward.fixes,
    )


def _log(report: CleaningReport) -> None:
    for count, what in (
        (report.fixes_without_place, "fixes without coordinates or time"),
        (report.fixes_back_in_time, "fixes not later than the one before"),
        (report.trips_too_short, "trips of fewer than two fixes"),
        (report.fixes_outside_area, "fixes outside the study area"),
        (report.pieces_too_short, "single fixes inside the study area"),
    ):
        if count:
            log.warning("Dropped %d %s", count, what)
    log.info(
        "Trips: %d of %d fixes kept, in %d pieces of %d trips",
        report.fixes_kept,
        report.fixes_read,
        report.trips_kept,
        report.trips_read,
    )
