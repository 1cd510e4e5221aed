"""Detection of outliers among fixes.

Distances are great circles on a sphere of the Earth's mean radius, by the haversine formula
(R. W. Sinnott, "Virtues of the haversine", Sky and Telescope 68(2), 1984).
"""

from __future__ import annotations

import numpy as np

from ...utils.arrays import BoolArray, FloatArray, IntArray
from ...utils.ragged import concatenated_ranges, row_of_each, take_rows
from .trajectories import Trajectories, is_first

#: Mean radius of WGS 84, metres.
EARTH_M = 6_371_008.8

#: Largest number of preceding runs that are searched for a predecessor. Trips with outliers have
#: few runs; in data that are not trips of one vehicle every row may be a run.
RUNS_BACK = 256


def great_circle_m(trips: Trajectories, a: IntArray, b: IntArray) -> FloatArray:
    """Great-circle distance between fixes ``a`` and ``b``, metres."""
    lon_a, lat_a = np.radians(trips.lon[a]), np.radians(trips.lat[a])
    lon_b, lat_b = np.radians(trips.lon[b]), np.radians(trips.lat[b])
    return _haversine_m(lon_a, lat_a, lon_b, lat_b)


def is_unreachable(trips: Trajectories, max_speed: float) -> BoolArray:
    """Fixes to remove so that no speed in a trip exceeds ``max_speed``, m/s.

    The largest set of a trip's fixes that one vehicle can have visited is kept, so that a wrong
    first fix, or several wrong fixes in a row, are removed correctly. Times must be strictly
    increasing.
    """
    unreachable = np.zeros(trips.fixes, dtype=bool)
    if not max_speed or not trips.fixes:
        return unreachable
    after = np.flatnonzero(~is_first(trips))
    hop_m = great_circle_m(trips, after - 1, after)
    too_far = after[hop_m > max_speed * (trips.t[after] - trips.t[after - 1])]
    broken = np.unique(row_of_each(trips.offsets)[too_far])
    if len(broken):
        fixes, _ = take_rows(trips.offsets, broken)
        unreachable[fixes] = ~_LongestChains(trips.take_trips(broken), max_speed).has()
    return unreachable


def is_jump(trips: Trajectories, max_jump_m: float) -> BoolArray:
    """Fixes farther than ``max_jump_m`` from both neighbours, which are nearer to each other.

    Of several such fixes in a row every second one is chosen, because the ones in between are far
    from their neighbours only because of these.
    """
    jump = np.zeros(trips.fixes, dtype=bool)
    if not max_jump_m or trips.fixes < 3:
        return jump
    first = is_first(trips)
    middle = np.flatnonzero(~first[1:-1] & ~first[2:]) + 1
    before_m = great_circle_m(trips, middle - 1, middle)
    after_m = great_circle_m(trips, middle, middle + 1)
    across_m = great_circle_m(trips, middle - 1, middle + 1)
    nearer = np.minimum(before_m, after_m)
    jump[middle] = (nearer > max_jump_m) & (across_m < nearer)
    number = np.arange(trips.fixes)
    last_other = np.maximum.accumulate(np.where(jump, -1, number))
    return np.asarray(jump & ((number - last_other) % 2 == 1))


class _LongestChains:
    """The longest chain of each trip in the partial order "reachable from" of its fixes.

    Fix j is reachable from fix i if their distance is at most the largest speed times the time
    between them. By the triangle inequality this is a partial order, so in a sequence of fixes that
    are each reachable from the previous one, each is reachable from all previous ones.

    Consecutive fixes, each reachable from the previous one, are a *run*; a trip with outliers has
    few of them. A fix that is reachable from the end of a run is reachable from all of it; so the
    fixes of a run from which j is reachable are its first ones, and the longest chain through that
    run to j uses the last of them, which bisection finds. All trips are processed together, one run
    of each at a time. A chain that skips more than 256 runs in a row is not found, so that the time
    is linear in the number of runs.

    Args:
        trips: none of them empty; times are strictly increasing.
        max_speed: m/s.
    """

    def __init__(self, trips: Trajectories, max_speed: float) -> None:
        self._offsets = trips.offsets
        self._lon, self._lat = np.radians(trips.lon), np.radians(trips.lat)
        self._t, self._max_speed = trips.t, max_speed
        first = is_first(trips)
        begins = first.copy()
        begins[1:] |= ~self._reaches(np.arange(trips.fixes - 1), np.arange(1, trips.fixes))
        self._start = np.flatnonzero(begins)
        self._end = np.r_[self._start[1:], trips.fixes]  # one after the last
        first_runs = np.flatnonzero(first[self._start])
        self._first_run = np.repeat(first_runs, np.diff(np.r_[first_runs, len(self._start)]))
        #: Length of the longest chain that ends at each fix, and the predecessor in it.
        self._length = np.zeros(trips.fixes, dtype=np.int64)
        self._before = np.full(trips.fixes, -1)
        number = np.arange(len(self._start)) - self._first_run
        order = np.argsort(number, kind="stable")
        for runs in np.split(order, np.flatnonzero(np.diff(number[order])) + 1):
            self._extend(runs)

    def has(self) -> BoolArray:
        """Which fixes are in the longest chain of their trip."""
        found = np.zeros(len(self._t), dtype=bool)
        longest = np.maximum.reduceat(self._length, self._offsets[:-1])
        ends = np.flatnonzero(self._length == longest[row_of_each(self._offsets)])
        trip = row_of_each(self._offsets)[ends]
        fixes = ends[np.r_[True, trip[1:] > trip[:-1]]]
        while len(fixes):
            found[fixes] = True
            fixes = self._before[fixes]
            fixes = fixes[fixes >= 0]
        return found

    def _extend(self, runs: IntArray) -> None:
        """Compute the chains that end in these runs from those of the preceding runs."""
        fixes, offsets = concatenated_ranges(self._start[runs], self._end[runs])
        length, before = self._best_of_others(runs, fixes, offsets)
        # A chain continues within the run, or comes from another run if that is longer.
        place = fixes - np.repeat(self._start[runs], np.diff(offsets))
        joined = _running_maximum(length - place, offsets)
        self._length[fixes] = joined + place + 1
        outside = (place == 0) | np.r_[True, joined[1:] > joined[:-1]]
        self._before[fixes] = np.where(outside, before, fixes - 1)

    def _best_of_others(
        self, runs: IntArray, fixes: IntArray, offsets: IntArray
    ) -> tuple[IntArray, IntArray]:
        """Length and end of the longest chain of earlier runs that reaches each fix of the runs."""
        length = np.zeros(len(fixes), dtype=np.int64)
        before = np.full(len(fixes), -1)
        first = np.maximum(self._first_run[runs], runs - RUNS_BACK)
        others, pairs = concatenated_ranges(first, runs)
        if not len(others):
            return length, before
        # If this run's beginning is reachable from another run's end, so is all of it.
        which = row_of_each(pairs)
        end = self._end[others] - 1
        to_all = np.where(self._reaches(end, self._start[runs][which]), self._length[end], 0)
        best = np.maximum.reduceat(to_all, pairs[:-1])
        is_best = (to_all == best[which]) & (to_all > 0)
        best_end = np.maximum.reduceat(np.where(is_best, end, -1), pairs[:-1])
        length[:] = np.repeat(best, np.diff(offsets))
        before[:] = np.repeat(best_end, np.diff(offsets))
        # From others it is reachable only from their first fixes, whose chains may still be longer.
        promising = np.flatnonzero(self._length[end] > best[which])
        item, count = concatenated_ranges(offsets[which[promising]], offsets[which[promising] + 1])
        last = self._last_that_reaches(np.repeat(others[promising], np.diff(count)), fixes[item])
        offered = np.where(last >= 0, self._length[last], 0)
        np.maximum.at(length, item, offered)
        better = (offered == length[item]) & (offered > np.repeat(best, np.diff(offsets))[item])
        before[item[better]] = last[better]
        return length, before

    def _last_that_reaches(self, runs: IntArray, fixes: IntArray) -> IntArray:
        """The last fix of each run from which the given fix is reachable, or -1."""
        low, high = self._start[runs], self._end[runs]
        while (searched := np.flatnonzero(low < high)).size:
            middle = (low[searched] + high[searched]) // 2
            reached = self._reaches(middle, fixes[searched])
            low[searched[reached]] = middle[reached] + 1
            high[searched[~reached]] = middle[~reached]
        return np.where(low > self._start[runs], low - 1, -1)

    def _reaches(self, a: IntArray, b: IntArray) -> BoolArray:
        metres = _haversine_m(self._lon[a], self._lat[a], self._lon[b], self._lat[b])
        return np.asarray(metres <= self._max_speed * (self._t[b] - self._t[a]))


def _running_maximum(values: IntArray, offsets: IntArray) -> IntArray:
    """Running maximum within each row."""
    # Rows are offset to disjoint ascending ranges, so that rows do not affect each other.
    lift = row_of_each(offsets) * (np.ptp(values) + 1)
    return np.asarray(np.maximum.accumulate(values + lift) - lift)


def _haversine_m(
    lon_a: FloatArray, lat_a: FloatArray, lon_b: FloatArray, lat_b: FloatArray
) -> FloatArray:
    """Metres between positions in radians."""
    square = (
        np.sin((lat_b - lat_a) / 2) ** 2
        + np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
    )
    return np.asarray(2 * EARTH_M * np.arcsin(np.sqrt(np.minimum(square, 1.0))))
