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
    is_gap = gap_seconds(trips) > 0
    begins, ends = _hops_of_passes(trips)
    return np.asarray(is_gap[begins] | is_gap[ends])


def standing_passes(trips: MatchedTrips, least_s: float, kmh: float) -> BoolArray:
    """``(passes,)`` whether the vehicle stood in a gap of the pass, so that its time is unknown.

    It stood in a gap of at least ``least_s`` seconds that on the whole is slower than ``kmh``.
    """
    gap_s, metres = gap_seconds(trips), np.diff(trips.s, append=0.0)
    stands = (gap_s >= least_s) & (3.6 * metres < kmh * gap_s)
    stood = np.r_[0, np.cumsum(stands)]
    begins, ends = _hops_of_passes(trips)
    return np.asarray(stood[ends + 1] > stood[begins])


def _hops_of_passes(trips: MatchedTrips) -> tuple[IntArray, IntArray]:
    """The fixes after which each pass begins and ends; ``(passes,)``."""
    piece = trips.trip_of_pass
    exit_s = trips.pass_s + trips.pass_exit_m - trips.pass_enter_m
    begins = hop_at(trips, piece, trips.pass_s + ROUNDING_M)
    return begins, np.maximum(hop_at(trips, piece, exit_s - ROUNDING_M), begins)
