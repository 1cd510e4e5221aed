"""Raw trips as columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ...utils.arrays import BoolArray, Float32Array, FloatArray, IntArray, TextArray
from ...utils.ragged import concatenated_ranges, offsets_of, row_of_each, take_rows

#: Fixes per batch of the preparation, about 100 MB of working memory.
FIXES_OF_A_BATCH = 1_000_000
#: Columns of :class:`Trajectories` with a value per fix and per trip, and their types.
FIX_COLUMNS = {**dict.fromkeys(("lon", "lat", "t"), "f8"), "speed": "f4", "heading": "f4"}
TRIP_COLUMNS = {"trip_id": "O", "driver_id": "O"}


@dataclass(frozen=True)
class Trajectories:
    """Raw trips.

    Attributes:
        offsets: ``(n+1,)``, fixes of trip i are ``offsets[i]:offsets[i+1]``.
        lon, lat: ``(fixes,)`` EPSG:4326 degrees.
        t: ``(fixes,)`` Unix seconds, UTC.
        speed: ``(fixes,)`` measured speed, m/s; NaN where not measured.
        heading: ``(fixes,)`` measured direction of travel, degrees clockwise from north, in
            [0, 360); NaN where not measured.
        trip_id, driver_id: ``(n,)`` strings; ``driver_id`` is empty where unknown.
    """

    offsets: IntArray
    lon: FloatArray
    lat: FloatArray
    t: FloatArray
    speed: Float32Array
    heading: Float32Array
    trip_id: TextArray
    driver_id: TextArray

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @property
    def fixes(self) -> int:
        """Number of fixes of all trips."""
        return len(self.t)

    def take_fixes(self, keep: BoolArray) -> Trajectories:
        """The same trips with only the fixes where ``keep`` ``(fixes,)`` is true."""
        if keep.all():
            return self
        kept = np.concatenate([[0], np.cumsum(keep)])
        return self._of(np.flatnonzero(keep), kept[self.offsets].astype(np.int64), slice(None))

    def take_trips(self, trips: IntArray) -> Trajectories:
        """The chosen trips, in the order given."""
        fixes, offsets = take_rows(self.offsets, trips)
        return self._of(fixes, offsets, trips)

    def between(self, first: int, last: int) -> Trajectories:
        """The trips ``first … last-1``, without copying their fixes."""
        fixes = slice(int(self.offsets[first]), int(self.offsets[last]))
        offsets = self.offsets[first : last + 1] - self.offsets[first]
        return self._of(fixes, offsets, slice(first, last))

    def pieces(self, begin: IntArray, end: IntArray) -> Trajectories:
        """The runs of fixes ``begin[i] … end[i]-1``, each within a trip and with its ids."""
        fixes, offsets = concatenated_ranges(begin, end)
        return self._of(fixes, offsets, row_of_each(self.offsets)[begin])

    def in_order(self, fixes: IntArray) -> Trajectories:
        """The same trips with fixes permuted by ``(fixes,)``, within each trip."""
        return self._of(fixes, self.offsets, slice(None))

    def _of(
        self, fixes: IntArray | slice, offsets: IntArray, trips: IntArray | slice
    ) -> Trajectories:
        return Trajectories(
            offsets=offsets,
            **{name: getattr(self, name)[fixes] for name in FIX_COLUMNS},
            **{name: getattr(self, name)[trips] for name in TRIP_COLUMNS},
        )


def is_first(trips: Trajectories) -> BoolArray:
    """Which fixes are the first of their trip."""
    first = np.zeros(trips.fixes, dtype=bool)
    first[trips.offsets[:-1][np.diff(trips.offsets) > 0]] = True
    return first


def concatenate(parts: Sequence[Trajectories]) -> Trajectories:
    """Concatenate the trips of several parts; without parts the result is empty."""
    if len(parts) == 1:
        return parts[0]

    counts = [np.empty(0, np.int64), *(np.diff(part.offsets) for part in parts)]
    columns = {
        name: np.concatenate([np.empty(0, kind), *(getattr(part, name) for part in parts)])
        for name, kind in (FIX_COLUMNS | TRIP_COLUMNS).items()
    }
    return Trajectories(offsets=offsets_of(np.concatenate(counts)), **columns)


def batched(parts: Iterable[Trajectories], fixes: int = FIXES_OF_A_BATCH) -> Iterator[Trajectories]:
    """The same trips in batches of about ``fixes``, in the same order.

    Trips are never cut; a longer trip is a separate batch. Trips without fixes are kept.
    """
    waiting: list[Trajectories] = []
    fixes_waiting = 0
    for part in parts:
        for few in _at_most(part, fixes):
            if waiting and fixes_waiting + few.fixes > fixes:
                yield concatenate(waiting)
                waiting, fixes_waiting = [], 0
            waiting.append(few)
            fixes_waiting += few.fixes
    if waiting:
        yield concatenate(waiting)


def _at_most(trips: Trajectories, fixes: int) -> Iterator[Trajectories]:
    first = 0
    while first < len(trips):
        room = trips.offsets[first] + fixes
        last = int(np.searchsorted(trips.offsets, room, side="right")) - 1
        last = max(last, first + 1)
        yield trips.between(first, last)
        first = last
