"""When vehicles come to stops and leave them, from positions 10 to 60 s apart.

A line is divided into stops, with the metres around them, and ways between them. Reports come at
times that do not depend on places, so each place has as many as vehicles are there long: these
means have no bias. (A regression of the seconds between reports on metres and stops has one: the
seconds are fixed, the metres are the outcome.) The time between two reports is divided among their
places by the means, and what is left over by the variances, which also say the error (best linear
unbiased prediction; Robinson 1991).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ...utils.arrays import FloatArray, IntArray
from ...utils.ragged import concatenated_ranges, row_of_each

#: So near to a stop is at it, metres; times between reports farther apart are not divided, seconds.
AT_STOP_M, MAX_GAP_S = 30.0, 120.0
#: Buses are assumed to brake and to start with this, m/s².
ACCELERATION = 1.2
#: Parts of a way of which the mean is known; so many runs the mean of a wider place counts as.
#: Pace and time at a stop before any report, s/m and s, count as one.
PARTS, OF_LINE, OF_WAY, PACE, STOP_S = 5, 2, 10, 1 / 8, 25.0
#: Standard deviations: of the time over 200 m as a share, and at a stop, seconds.
SHARE, CORRELATED_M, OF_STOP_S = 0.4, 200.0, 12.0
#: Of the mean time at a stop that is over when a report comes from there, for a variation of 0.8.
LENGTH_BIASED = 0.8


class Positions(NamedTuple):
    """``(p,)`` run (from 0, each has some), Unix seconds and metres along the shape, ascending."""

    run: IntArray
    t: FloatArray
    at_m: FloatArray


class Times(NamedTuple):
    """Times of runs; NaN where reports do not enclose them.

    ``(runs, m-1)`` seconds from stop to stop without dwell and their standard deviation;
    ``(runs, m)`` dwell in seconds (NaN at the first and last stop), arrival and departure.
    """

    running_s: FloatArray
    error_s: FloatArray
    dwell_s: FloatArray
    arrival: FloatArray
    departure: FloatArray


def times_of(found: Positions, stop_m: FloatArray) -> Times:
    """The times of runs with the same stops, ``(m,)`` metres along the same shape.

    A stop costs dwell, and braking and starting, which are running time.
    """
    length = np.r_[np.inf, np.diff(stop_m), np.inf]
    near = np.minimum(AT_STOP_M, np.minimum(length[:-1], length[1:]) / 4)
    bounds = np.column_stack([stop_m - near, stop_m + near]).ravel()
    passed, pace = _means(found, bounds)
    crossed, variance = _crossings(found, bounds, passed)
    pace = np.maximum(np.r_[pace, pace[-1]], np.r_[pace[0], pace])  # of the ways beside a stop
    there = crossed[:, 1::2] - crossed[:, ::2]
    moving = 2 * near * pace + 1 / (ACCELERATION * pace)
    moving = np.where(there < moving, there, moving)  # it did not stop
    dwell = there - moving
    dwell[:, [0, -1]] = np.nan
    running = np.diff(crossed)[:, 1::2] + (moving[:, 1:] + moving[:, :-1]) / 2
    half = moving / 2
    return Times(
        *(running, np.sqrt(variance[:, 1::2]), dwell),
        *(crossed[:, ::2] + half, crossed[:, 1::2] - half),
    )


def _means(found: Positions, bounds: FloatArray) -> tuple[FloatArray, FloatArray]:
    """``(n, 2)`` metres, and the seconds of the mean vehicle from the first; pace of faster parts.

    ``bounds`` are those of stops and of ways in turn; parts without signals have the pace.
    """
    begin, length = bounds[1:-1:2], bounds[2::2] - bounds[1:-1:2]
    inner = begin[:, None] + length[:, None] * np.arange(PARTS) / PARTS
    fine = np.r_[np.column_stack([bounds[:-2:2], inner]).ravel(), bounds[-2:]]
    first = np.r_[True, np.diff(found.run) != 0]
    gap = np.minimum(np.diff(found.t, prepend=found.t[:1]), MAX_GAP_S)
    gap[first] = 0.0
    stands_for = (gap + np.r_[gap[1:], 0.0]) / 2
    end = np.maximum.reduceat(found.at_m, np.flatnonzero(first))
    passes = (found.at_m[first][:, None] <= fine[:-1]) & (end[:, None] >= fine[1:])
    place = np.searchsorted(fine, found.at_m, side="right") - 1
    inside = (place >= 0) & (place < len(fine) - 1)
    inside[inside] = passes[found.run[inside], place[inside]]
    seconds = np.bincount(place[inside], stands_for[inside], len(fine) - 1)
    runs = passes.sum(axis=0)
    stop_s, stop_runs = seconds[:: PARTS + 1], runs[:: PARTS + 1]
    of_line = (stop_s[1:-1].sum() + STOP_S) / (stop_runs[1:-1].sum() + 1)
    stop_s = (stop_s + OF_LINE * of_line) / (stop_runs + OF_LINE)
    part_s, part_runs, metres = (
        each[:-1].reshape(-1, PARTS + 1)[:, 1:] for each in (seconds, runs, np.diff(fine))
    )
    line = (part_s.sum() + PACE * metres.sum()) / ((part_runs + 1) * metres).sum()
    way = part_s.sum(axis=1) + OF_LINE * line * length
    way /= (part_runs.mean(axis=1) + OF_LINE) * length
    part_s = (part_s + OF_WAY * way[:, None] * metres) / (part_runs + OF_WAY)
    every = np.r_[np.column_stack([stop_s[:-1], part_s]).ravel(), stop_s[-1]]
    pace = np.median(part_s / metres, axis=1)
    return np.column_stack([fine, np.r_[0.0, np.cumsum(every)]]), np.maximum(pace, 1e-2)


def _crossings(
    found: Positions, bounds: FloatArray, passed: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """When runs cross bounds ``(runs, b)``; the variance of the time between ``(runs, b-1)``."""
    (run, t, at_m), places = found, len(bounds) - 1
    place = np.searchsorted(bounds, at_m, side="right") - 1
    inside = (place >= 0) & (place < places)
    follows = (np.diff(run) == 0) & (np.diff(t) <= MAX_GAP_S) & inside[1:] & inside[:-1]
    first = np.flatnonzero(follows)
    last, seconds = first + 1, t[first + 1] - t[first]
    part, offsets = concatenated_ranges(place[first], place[last] + 1)
    interval = row_of_each(offsets)
    low = np.maximum(bounds[part], at_m[first][interval])
    high = np.minimum(bounds[part + 1], at_m[last][interval])
    expected = np.interp(high, *passed.T) - np.interp(low, *passed.T)
    is_stop = part % 2 == 0
    is_cut = np.isin(np.arange(len(part)), np.r_[offsets[:-1], offsets[1:] - 1])
    whole = np.diff(np.interp(bounds, *passed.T))[part]
    cut = np.minimum(seconds[interval] / 2, LENGTH_BIASED * whole)
    expected = np.where(is_stop & is_cut, cut, expected)
    of_way = SHARE**2 * CORRELATED_M * expected**2 / np.maximum(high - low, 1.0) + 1.0
    variance = np.where(is_stop, OF_STOP_S**2, of_way)
    taken, free = expected, variance
    for _ in range(4):  # no part takes less than a third of what is expected, if others can
        left = seconds - np.bincount(interval, taken, len(seconds))
        of_all = np.maximum(np.bincount(interval, free, len(seconds)), 1e-9)[interval]
        taken = taken + left[interval] * free / of_all
        free = np.where(taken < expected / 3, 0.0, free)
        taken = np.maximum(taken, expected / 3)
    taken *= (seconds / np.bincount(interval, taken, len(seconds)))[interval]
    variance *= 1 - variance / np.bincount(interval, variance, len(seconds))[interval]
    variance = np.minimum(variance, seconds[interval] ** 2 / 12)
    before = np.cumsum(taken) - taken
    before = t[first][interval] + before - before[offsets[:-1]][interval]
    of_run, runs = run[first][interval], int(run[-1]) + 1
    crossed = np.full((runs, places + 1), np.nan)
    is_entered = np.arange(len(part)) != offsets[:-1][interval]
    crossed[of_run[is_entered], part[is_entered]] = before[is_entered]
    of_place = np.zeros((runs, places))
    np.add.at(of_place, (of_run, part), variance)
    return crossed, of_place
