"""How fast a route is driven along the way, and where its time is lost.

Segments are divided into short *bins*. The time of a trip in a bin is that between the positions of
its bounds on the trip's path. The sum over bins of a segment is the trip's time of the segment.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...data.matching.footprints import interpolate_time
from ...data.matching.matched import MatchedTrips
from ...utils.arrays import FloatArray, IntArray
from ...utils.columns import Columns
from ...utils.ragged import concatenated_ranges, offsets_of, row_of_each
from ..privacy import count_drivers
from .slices import Sliced
from .traversals import Traversals

#: Length of a bin.
BIN_M = 25.0


@dataclass(frozen=True)
class Bins(Columns):
    """Stretches of a route, each within a segment.

    Attributes:
        segment: ``(m,)`` position of its segment on the route, ascending.
        from_m, to_m: ``(m,)`` metres from the beginning of the route.
        free_s: ``(m,)`` seconds at free flow.
    """

    segment: IntArray
    from_m: FloatArray
    to_m: FloatArray
    free_s: FloatArray

    @classmethod
    def of(cls, bounds_m: FloatArray, free_pace: FloatArray) -> Bins:
        """Bins of segments, of about :data:`BIN_M`.

        Args:
            bounds_m: ``(k+1,)`` metres to the bounds of segments.
            free_pace: ``(k,)`` seconds a metre.
        """
        metres = np.diff(bounds_m)
        count = np.maximum(1, np.rint(metres / BIN_M)).astype(np.int64)
        segment = np.repeat(np.arange(len(metres)), count)
        number = np.arange(len(segment)) - np.repeat(np.cumsum(count) - count, count)
        step = (metres / count)[segment]
        begin = bounds_m[segment] + number * step
        return cls(segment, begin, begin + step, step * free_pace[segment])

    @property
    def offsets(self) -> IntArray:
        """``(k+1,)`` the bins of each segment."""
        return offsets_of(np.bincount(self.segment))


@dataclass(frozen=True)
class Profile(Columns):
    """What trips took in bins, in slices that are published.

    Attributes:
        slice, bin: ``(r,)``, ascending.
        seconds: ``(r,)`` mean of a trip.
        traversals, vehicles: ``(r,)`` trips that drive through the segment of the bin and stay on
            the route, and their drivers.
    """

    slice: IntArray
    bin: IntArray
    seconds: FloatArray
    traversals: IntArray
    vehicles: IntArray

    def speed_kmh(self, bins: Bins) -> FloatArray:
        """``(r,)`` space-mean speed."""
        metres = (bins.to_m - bins.from_m)[self.bin]
        return np.asarray(3.6 * metres / np.maximum(self.seconds, 1e-3))


def profile_of(found: Traversals, sliced: Sliced, trips: MatchedTrips, bins: Bins) -> Profile:
    """The profile of a route.

    Args:
        found: its traversals by ``trips``.
        sliced: their drivers and slices.
        trips: matched pieces, whose fixes say when a vehicle is where.
        bins: of the route.
    """
    row, segment = found.passes()
    inside = sliced.inside(row, found.begins(row, segment))
    may = sliced.published(segment, row, inside, places=found.segments)
    seconds, owner, number = _seconds(found, row, segment, trips, bins)
    parts = []
    for each in range(len(sliced.slices)):
        chosen = inside[:, each] & may[segment, each]
        count = np.bincount(segment[chosen], minlength=found.segments)
        drivers = count_drivers(segment[chosen], sliced.driver[row[chosen]], found.segments)
        of_bin = np.bincount(number, np.where(chosen[owner], seconds, 0.0), len(bins))
        shown = np.flatnonzero(count[bins.segment] > 0)
        own = bins.segment[shown]
        parts.append(
            Profile(
                np.full(len(shown), each),
                shown,
                of_bin[shown] / count[own],
                count[own],
                drivers[own],
            )
        )
    return Profile.concatenate(parts)


def _seconds(
    found: Traversals, row: IntArray, segment: IntArray, trips: MatchedTrips, bins: Bins
) -> tuple[FloatArray, IntArray, IntArray]:
    """Seconds in bins of passes ``(p,)``: their values, passes and bins, all ``(q,)``."""
    first = bins.offsets
    number, offsets = concatenated_ranges(first[segment], first[segment + 1])
    owner = row_of_each(offsets)
    at = (found.first_pass[row] + segment - found.first[row])[owner]
    before_s = trips.pass_s[at] - bins.from_m[first[segment]][owner]
    begin, end = (
        interpolate_time(trips, trips.trip_of_pass[at], before_s + metres[number])
        for metres in (bins.from_m, bins.to_m)
    )
    return end - begin, owner, number


@dataclass(frozen=True)
class Bottlenecks(Columns):
    """Stretches of slow bins, by slice and then by the time lost there, most first.

    Attributes:
        slice: ``(r,)`` number of the slice.
        from_m, to_m: ``(r,)`` metres from the beginning of the route.
        seconds, delay_s: ``(r,)`` mean time of a trip, and what is lost of it to free flow.
        lost_s: ``(r,)`` what all vehicles lose, by which they are in order.
    """

    slice: IntArray
    from_m: FloatArray
    to_m: FloatArray
    seconds: FloatArray
    delay_s: FloatArray
    lost_s: FloatArray


def bottlenecks_of(
    profile: Profile, bins: Bins, share: float, vehicles: FloatArray | None = None
) -> Bottlenecks:
    """Consecutive bins in which trips are slower than a share of free flow.

    Args:
        share: of the free-flow speed, below 1.
        vehicles: ``(s, k)`` on segments, by slice; one on each if absent.
    """
    free = bins.free_s[profile.bin]
    slow = np.flatnonzero(profile.seconds * share > free)
    number, bin_ = profile.slice[slow], profile.bin[slow]
    begins = np.ones(len(slow), dtype=bool)
    begins[1:] = (np.diff(bin_) != 1) | (np.diff(number) != 0)
    group = np.cumsum(begins) - 1
    first = np.flatnonzero(begins)
    last = np.append(first, len(slow))[1:] - 1
    delay = profile.seconds - free
    of_all = (
        delay if vehicles is None else delay * vehicles[profile.slice, bins.segment[profile.bin]]
    )
    seconds, delay_s, lost_s = (
        np.bincount(group, each[slow], len(first)).astype(np.float64)
        for each in (profile.seconds, delay, of_all)
    )
    ends = bins.from_m[bin_[first]], bins.to_m[bin_[last]]
    found = Bottlenecks(number[first], *ends, seconds, delay_s, lost_s)
    return found.take(np.lexsort((-lost_s, number[first])))
