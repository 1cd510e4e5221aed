"""The fixes of a trip that are matched, the edges near each of them, and the trip's GPS error."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from ...utils.arrays import BoolArray, Float32Array, FloatArray, Int32Array, IntArray
from .candidates import CANDIDATES, SegmentGrid, cell_of, nearest_edges
from .compiled import njit

#: An estimated GPS error is between these, metres.
MIN_ERROR_M, MAX_ERROR_M = 1.0, 40.0
#: An estimate is averaged with this error, metres, which counts as much as so many fixes.
USUAL_ERROR_M, USUAL_ERROR_FIXES = 10.0, 40
#: Fixes closer to the one before than so many GPS errors, which grow with the error, within limits
#: in metres, are not matched but placed on the path afterwards. The noise of dense fixes would be
#: matched as detours and U-turns.
STEP_ERRORS, STEP_GROWTH = 5.0, 0.35
MIN_STEP_M, MAX_STEP_M = 20.0, 150.0
#: Candidates and paths whose scores are lower than the best one's by more than this are not
#: pursued.
NEGLIGIBLE = 9.0


class Fixes(NamedTuple):
    """``x, y``: local metres; ``t``: seconds; all ``(fixes,)``."""

    x: FloatArray
    y: FloatArray
    t: FloatArray


class Lattice(NamedTuple):
    """The candidates of the fixes of a trip that are matched, and the paths between them.

    Attributes:
        fix: ``(n,)`` number of the fix.
        near_until: ``(n,)`` time of the last fix that was left out because it is near, seconds.
        highest_mps: ``(n,)`` the highest speed on any of the candidates, m/s.
        candidates: ``(n,)`` number of candidates.
        edge, segment_of, offset_m, squared_m: ``(n, CANDIDATES)`` as of
            :func:`~.candidates.nearest_edges`.
        emission: ``(n, CANDIDATES)`` as of :func:`~.emission.write_emissions`.
        score: ``(n, CANDIDATES)`` of the best path to each candidate, -infinity if there is none.
        total: ``(n, CANDIDATES)`` of all paths to it: logarithm of the sum of their likelihoods.
        best: ``(n, CANDIDATES)`` the best candidate of the fix before.
        path_m: ``(n, CANDIDATES)`` length of the path from it without its first and last edge,
            metres; -1 if it stays on one edge.
        share: ``(n, CANDIDATES, CANDIDATES)`` probability of each candidate of the fix before
            (last axis), given this one and the fixes so far.
        before: ``(n,)`` the fix before as a row of this table, -1 for none.
    """

    fix: IntArray
    near_until: FloatArray
    highest_mps: FloatArray
    candidates: IntArray
    edge: Int32Array
    segment_of: Int32Array
    offset_m: FloatArray
    squared_m: FloatArray
    emission: FloatArray
    score: FloatArray
    total: FloatArray
    best: IntArray
    path_m: Float32Array
    share: Float32Array
    before: IntArray


@njit
def new_lattice(rows: int) -> Lattice:
    """Memory for a trip of so many fixes."""
    shape = (max(rows, 1), CANDIDATES)
    return Lattice(
        np.empty(rows, np.int64),
        np.empty(rows, np.float64),
        np.empty(rows, np.float64),
        np.empty(rows, np.int64),
        np.empty(shape, np.int32),
        np.empty(shape, np.int32),
        np.empty(shape, np.float64),
        np.empty(shape, np.float64),
        np.empty(shape, np.float64),
        np.empty(shape, np.float64),
        np.empty(shape, np.float64),
        np.empty(shape, np.int64),
        np.empty(shape, np.float32),
        np.empty((max(rows, 1), CANDIDATES, CANDIDATES), np.float32),
        np.empty(rows, np.int64),
    )


@njit
def choose_fixes(
    begin: int, fixes: Fixes, grid: SegmentGrid, lattice: Lattice, is_chosen: BoolArray
) -> int:
    """Choose fixes that are the shortest step apart; returns the number of rows of the lattice.

    These are the first, every one that is a step from the chosen one before, and the last. Chosen
    fixes without an edge nearby have no row.

    Args:
        begin: the trip's first fix.
        is_chosen: ``(fixes of the trip,)`` receives which fixes are chosen.
    """
    rows, chosen = 0, -1
    is_near_row = False
    end = begin + len(is_chosen)
    for fix in range(begin, end):
        is_near = chosen >= 0 and apart_m(fix, chosen, fixes) < MIN_STEP_M
        is_chosen[fix - begin] = not is_near or fix == end - 1
        if not is_chosen[fix - begin]:
            if is_near_row:
                lattice.near_until[rows - 1] = fixes.t[fix]
            continue
        chosen = fix
        count = nearest_edges(
            *(grid, fixes.x[fix], fixes.y[fix]),
            *(lattice.edge[rows], lattice.segment_of[rows]),
            *(lattice.offset_m[rows], lattice.squared_m[rows]),
        )
        is_near_row = count > 0
        if is_near_row:
            lattice.fix[rows], lattice.candidates[rows] = fix, count
            lattice.near_until[rows] = fixes.t[fix]
            rows += 1
    return rows


@njit
def thin_fixes(
    begin: int, fixes: Fixes, rows: int, error_m: float, lattice: Lattice, is_chosen: BoolArray
) -> int:
    """Keep the rows that are a longer step apart, and the last one; returns their number.

    Of their candidates, those are kept whose distance is likely, given the nearest one's.
    """
    kept = 0
    step_m = step_of(error_m)
    farther_m2 = 2.0 * NEGLIGIBLE * error_m * error_m
    for row in range(rows):
        if 0 < row < rows - 1 and apart_m(lattice.fix[row], lattice.fix[kept - 1], fixes) < step_m:
            is_chosen[lattice.fix[row] - begin] = False
            lattice.near_until[kept - 1] = lattice.near_until[row]
            continue
        most_m2 = lattice.squared_m[row, 0] + farther_m2
        while lattice.squared_m[row, lattice.candidates[row] - 1] > most_m2:
            lattice.candidates[row] -= 1
        if kept < row:
            lattice.fix[kept] = lattice.fix[row]
            lattice.near_until[kept] = lattice.near_until[row]
            count = lattice.candidates[row]
            lattice.candidates[kept] = count
            for candidate in range(count):
                lattice.edge[kept, candidate] = lattice.edge[row, candidate]
                lattice.segment_of[kept, candidate] = lattice.segment_of[row, candidate]
                lattice.offset_m[kept, candidate] = lattice.offset_m[row, candidate]
                lattice.squared_m[kept, candidate] = lattice.squared_m[row, candidate]
        kept += 1
    return kept


@njit
def step_of(error_m: float) -> float:
    """Distance between the fixes that are matched, for a GPS error; metres."""
    step_m = max(STEP_ERRORS, STEP_GROWTH * error_m) * error_m
    return min(max(step_m, MIN_STEP_M), MAX_STEP_M)


@njit
def estimated_error(rows: int, fixes: Fixes, grid: SegmentGrid, lattice: Lattice) -> float:
    """GPS error of a trip, metres, from the distances of its fixes to their nearest edges.

    The distance across the driven road is the absolute value of a normal variable, as in Newson
    and Krumm's equation 6. By chance another road is nearer: the nearest of roads that lie at
    random is at an exponentially distributed distance from any place, with the mean 1 / (2 d) for d
    metres of road on a square metre. So half of the fixes are farther than the median m from their
    nearest edge, ``erfc(m / (sqrt(2) error)) exp(-2 d m) = 1/2``.
    """
    if not rows:
        return USUAL_ERROR_M
    distances_m = np.empty(rows)
    roads_per_m = 0.0
    for row in range(rows):
        distances_m[row] = math.sqrt(lattice.squared_m[row, 0])
        fix = lattice.fix[row]
        roads_per_m += grid.roads_per_m[cell_of(grid, fixes.x[fix], fixes.y[fix])] / rows
    median_m = np.median(distances_m)
    expected = 0.5 * math.exp(2.0 * roads_per_m * median_m)
    low_m, high_m = MIN_ERROR_M, MAX_ERROR_M
    while high_m - low_m > 0.01:
        middle_m = 0.5 * (low_m + high_m)
        if math.erfc(median_m / (math.sqrt(2.0) * middle_m)) < expected:
            low_m = middle_m
        else:
            high_m = middle_m
    return math.sqrt(
        (rows * low_m**2 + USUAL_ERROR_FIXES * USUAL_ERROR_M**2) / (rows + USUAL_ERROR_FIXES)
    )


@njit
def apart_m(fix: int, other: int, fixes: Fixes) -> float:
    """Straight line between two fixes, metres."""
    return math.hypot(fixes.x[fix] - fixes.x[other], fixes.y[fix] - fixes.y[other])
