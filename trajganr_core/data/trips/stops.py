"""Detection of stops.

As the stay points of Q. Li et al., "Mining user similarity based on location history", ACM
SIGSPATIAL 2008: a stay begins at a fix and ends before the first fix beyond a radius from it.
"""

from __future__ import annotations

import numpy as np

from ...utils.arrays import BoolArray, IntArray
from .outliers import great_circle_m
from .trajectories import Trajectories


def is_in_stop(trips: Trajectories, begins: BoolArray, stop_s: float, radius_m: float) -> BoolArray:
    """Which fixes belong to stays of ``stop_s`` seconds or more within ``radius_m``.

    Args:
        trips: times must be strictly increasing.
        begins: ``(fixes,)`` where a trip or a piece begins; stays end there.
        stop_s: 0 disables the detection.
        radius_m: around the first fix of the stay.
    """
    stays = np.zeros(trips.fixes, dtype=bool)
    if not stop_s or not trips.fixes:
        return stays
    first, last, end = _candidates(trips, begins, stop_s, radius_m)
    place = 0
    while place < len(first):
        anchor = int(first[place])
        left = _departure(trips, anchor, int(end[place]), radius_m)
        if left > last[place]:
            stays[anchor:left] = True
            place = int(np.searchsorted(first, left))
        else:
            place += 1
    return stays


def _candidates(
    trips: Trajectories, begins: BoolArray, stop_s: float, radius_m: float
) -> tuple[IntArray, IntArray, IntArray]:
    """Fixes near the first fix ``stop_s`` later, that fix, and the end of their piece."""
    start = np.flatnonzero(begins)
    end = np.r_[start[1:], trips.fixes]
    piece = np.cumsum(begins) - 1
    # One increasing time axis for all pieces, with gaps that keep each search within its piece.
    lasts = trips.t[end - 1] - trips.t[start]
    base = np.r_[0.0, np.cumsum(lasts + stop_s + 1.0)[:-1]] - trips.t[start]
    axis = trips.t + base[piece]
    last = np.searchsorted(axis, axis + stop_s)
    first = np.flatnonzero(last < end[piece])
    first = first[great_circle_m(trips, first, last[first]) <= radius_m]
    return first, last[first], end[piece[first]]


def _departure(trips: Trajectories, anchor: int, end: int, radius_m: float) -> int:
    """The first fix after the anchor beyond the radius from it, or the end."""
    begin, count = anchor + 1, 32
    while begin < end:
        some = np.arange(begin, min(begin + count, end))
        far = great_circle_m(trips, np.array([anchor]), some) > radius_m
        if far.any():
            return begin + int(np.argmax(far))
        begin, count = begin + count, 2 * count
    return end
