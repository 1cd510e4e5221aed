"""When vehicles come to stops and leave them, from positions 10 to 60 s apart.

A line is divided into places: each stop with the metres around it, and the ways between them. What
is measured are times between reports, in which vehicles cross several places. How long they are in
each on average is known without a bias: reports come at times that do not depend on places, so
each place has as many as vehicles are there long. (A regression of the seconds between reports on
metres and stops would be biased: these seconds are fixed, and the metres are the outcome.)

The time of an interval is divided among its places by these means; what is left over goes to them
by their variances (best linear unbiased prediction; Robinson 1991), which also say the error.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ...utils.arrays import FloatArray, IntArray
from ...utils.ragged import concatenated_ranges, row_of_each

#: So near to a stop is at it, metres.
AT_STOP_M = 30.0
#: Times between reports farther apart are not divided, seconds.
MAX_GAP_S = 120.0
#: Buses are assumed to brake and to start with this, m/s².
ACCELERATION = 1.2
#: Parts of a way of which the mean is known; so many runs the mean of a wider place counts as.
PARTS, OF_LINE, OF_WAY = 5, 2, 10
#: Prior pace and time at a stop, s/m and s; they count as one run.
PACE, STOP_S = 1 / 8, 25.0
#: Standard deviations: of the time over 200 m as a share, and at a stop, seconds.
SHARE, CORRELATED_M, OF_STOP_S = 0.4, 200.0, 12.0
#: Of the mean time at a stop that is over when a report comes from there, for a variation of 0.8.
LENGTH_BIASED = 0.8


class Times(NamedTuple):
    """Times of runs, seconds; NaN where reports do not enclose them.

    Attributes:
        running_s, error_s: ``(runs, m-1)`` from stop to stop without dwell; standard deviation.
        dwell_s: ``(runs, m)``; NaN at the first and the last stop.
        arrival, departure: ``(runs, m)`` Unix seconds.
    """

    running_s: FloatArray
    error_s: FloatArray
    dwell_s: FloatArray
    arrival: FloatArray
    departure: FloatArray


class Positions(NamedTuple):
    """Positions along a shape, run after run.

    Attributes:
        run: ``(p,)`` from 0, ascending; each has some.
        t, at_m: ``(p,)`` Unix seconds and metres along the shape, which do not decrease in a run.
    """

    run: IntArray
    t: FloatArray
    at_m: FloatArray


def times_of(found: Positions, stop_m: FloatArray) -> Times:
    """The times of runs with the same stops and shape.

    A stop costs dwell, and braking and starting, which are running time.

    Args:
        found: the positions of all runs.
        stop_m: ``(m,)`` metres to the stops along the shape, ascending.
    """
    length = np.r_[np.inf, np.diff(stop_m), np.inf]
    near = np.minimum(AT_STOP_M, np.minimum(length[:-1], length[1:]) / 4)
    bounds = np.column_stack([stop_m - near, stop_m + near]).ravel()
    passed, pace = _means(found, bounds)
    crossed, variance = _crossings(found, bounds, passed)
    with np.errstate(invalid="ignore"):
        ways, error_s = np.diff(crossed)[:, 1::2], np.sqrt(variance[:, 1::2])
    pace = np.maximum(np.r_[pace, pace[-1]], np.r_[pace[0], pace])  # of the ways beside a stop
    moving = 2 * near * pace + 1 / (ACCELERATION * pace)
    arrival, departure = crossed[:, ::2] + moving / 2, crossed[:, 1::2] - moving / 2
    dwell = departure - arrival
    short = dwell < 0  # it did not stop
    moving = np.where(short, moving + dwell, moving)
    arrival = np.where(short, crossed[:, ::2] + moving / 2, arrival)
    departure = np.where(short, arrival, departure)
    running = ways + (moving[:, 1:] + moving[:, :-1]) / 2
    dwell = np.maximum(dwell, 0.0)
    dwell[:, [0, -1]] = np.nan
    return Times(running, error_s, dwell, arrival, departure)


def _occupied(found: Positions, bounds: FloatArray) -> tuple[FloatArray, IntArray]:
    """Seconds that runs are between bounds ``(b-1,)``, and how many runs pass there."""
    first = np.r_[True, np.diff(found.run) != 0]
    gap = np.minimum(np.diff(found.t, prepend=found.t[:1]), MAX_GAP_S)
    gap[first] = 0.0
    stands_for = (gap + np.r_[gap[1:], 0.0]) / 2
    begin = found.at_m[first]
    end = np.maximum.reduceat(found.at_m, np.flatnonzero(first))
    passes = (begin[:, None] <= bounds[:-1]) & (end[:, None] >= bounds[1:])
    place = np.searchsorted(bounds, found.at_m, side="right") - 1
    inside = (place >= 0) & (place < len(bounds) - 1)
    inside[inside] = passes[found.run[inside], place[inside]]
    seconds = np.bincount(place[inside], stands_for[inside], len(bounds) - 1)
    return seconds, passes.sum(axis=0)


def _means(found: Positions, bounds: FloatArray) -> tuple[FloatArray, FloatArray]:
    """What the mean vehicle takes.

    Args:
        bounds: ``(2 m,)`` of stops and of the ways between them in turn.

    Returns:
        ``(n, 2)`` places in metres, and seconds from the first of them; ``(m-1,)`` pace on the
        faster parts of ways, where vehicles neither brake nor wait, s/m.
    """
    begin, length = bounds[1:-1:2], bounds[2::2] - bounds[1:-1:2]
    inner = begin[:, None] + length[:, None] * np.arange(PARTS) / PARTS
    fine = np.r_[np.column_stack([bounds[:-2:2], inner]).ravel(), bounds[-2:]]
    seconds, runs = _occupied(found, fine)
    stop_s, stop_runs = seconds[:: PARTS + 1], runs[:: PARTS + 1]
    inside = slice(1, -1)
    of_line = (stop_s[inside].sum() + STOP_S) / (stop_runs[inside].sum() + 1)
    stop_s = (stop_s + OF_LINE * of_line) / (stop_runs + OF_LINE)
    part_s, part_runs, metres = (
        each[:-1].reshape(-1, PARTS + 1)[:, 1:] for each in (seconds, runs, np.diff(fine))
    )
    line = (part_s.sum() + PACE * metres.sum()) / ((part_runs + 1) * metres).sum()
    way = (part_s.sum(axis=1) + OF_LINE * line * length) / (
        (part_runs.mean(axis=1) + OF_LINE) * length
    )
    part_s = (part_s + OF_WAY * way[:, None] * metres) / (part_runs + OF_WAY)
    every = np.r_[np.column_stack([stop_s[:-1], part_s]).ravel(), stop_s[-1]]
    pace = np.median(part_s / metres, axis=1)
    return np.column_stack([fine, np.r_[0.0, np.cumsum(every)]]), np.maximum(pace, 1e-2)


def _crossings(
    found: Positions, bounds: FloatArray, passed: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """When runs cross bounds ``(runs, b)``, and the variance of the time between ``(runs, b-1)``.

    Args:
        passed: of :func:`_means`.
    """
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
    ends = np.isin(np.arange(len(part)), np.r_[offsets[:-1], offsets[1:] - 1])
    whole = np.diff(np.interp(bounds, *passed.T))[part]
    cut = np.minimum(seconds[interval] / 2, LENGTH_BIASED * whole)
    expected = np.where(is_stop & ends, cut, expected)
    variance = np.where(
        is_stop,
        OF_STOP_S**2,
        SHARE**2 * CORRELATED_M * expected**2 / np.maximum(high - low, 1.0) + 1.0,
    )
    taken, left = _divided(interval, seconds, expected, variance)
    before = np.cumsum(taken) - taken
    before = t[first][interval] + before - before[offsets[:-1]][interval]
    of_run, runs = run[first][interval], int(run[-1]) + 1
    crossed = np.full((runs, places + 1), np.nan)
    is_entered = np.arange(len(part)) != offsets[:-1][interval]
    crossed[of_run[is_entered], part[is_entered]] = before[is_entered]
    cell = of_run * places + part
    return crossed, np.bincount(cell, left, runs * places).reshape(runs, places)


def _divided(
    interval: IntArray, seconds: FloatArray, expected: FloatArray, variance: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Seconds of parts, which add up to those of their interval, and the variances that remain.

    No part takes less than a third of what is expected, if others can.
    """
    taken, free, least = expected, variance, expected / 3
    for _ in range(4):
        left = seconds - np.bincount(interval, taken, len(seconds))
        of_all = np.maximum(np.bincount(interval, free, len(seconds)), 1e-9)[interval]
        taken = taken + left[interval] * free / of_all
        free = np.where(taken < least, 0.0, free)
        taken = np.maximum(taken, least)
    taken *= (seconds / np.bincount(interval, taken, len(seconds)))[interval]
    of_all = np.bincount(interval, variance, len(seconds))[interval]
    return taken, np.minimum(variance * (1 - variance / of_all), seconds[interval] ** 2 / 12)
