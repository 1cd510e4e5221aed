"""Gaps between fixes, where paths and times are recovered.

A path follows fixes that are at most :data:`GAP_S` apart. Between others it is *recovered*: the
shortest one that fits, with the probability that it was driven (:mod:`~.second_ways`). The time in
a gap is divided by :mod:`~.pass_times`.
"""

from __future__ import annotations

import numpy as np

from ...utils.arrays import BoolArray, FloatArray, IntArray
from .edge_passes import ROUNDING_M
from .footprints import hop_at
from .matched import MatchedTrips

#: Fixes farther apart in time have a gap between them, seconds.
GAP_S = 15.0


def gaps_of(t: FloatArray, start: IntArray, end: IntArray) -> BoolArray:
    """Which of the pairs of fixes have a gap between them."""
    return np.asarray(t[end] - t[start] > GAP_S)


def gap_seconds(trips: MatchedTrips) -> FloatArray:
    """``(fixes,)`` seconds to the next fix of the piece; 0 where that is no gap."""
    seconds = np.diff(trips.t, append=trips.t[-1:])
    seconds[trips.offsets[1:] - 1] = 0.0
    return np.where(seconds > GAP_S, seconds, 0.0)


def recovered_passes(trips: MatchedTrips) -> BoolArray:
    """``(passes,)`` whether a pass begins or ends in a gap: its way and its time are recovered."""
    gap_s, piece = gap_seconds(trips), trips.trip_of_pass
    exit_s = trips.pass_s + trips.pass_exit_m - trips.pass_enter_m
    begins = hop_at(trips, piece, trips.pass_s + ROUNDING_M)
    ends = hop_at(trips, piece, exit_s - ROUNDING_M)
    return np.asarray((gap_s[begins] > 0) | (gap_s[ends] > 0))
