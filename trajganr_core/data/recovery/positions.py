"""Where fixes may be on the roads."""

from __future__ import annotations

import numpy as np

from ...utils.arrays import BoolArray, FloatArray, IntArray
from ..matching.candidates import SegmentGrid, nearest_edges
from ..matching.compiled import njit
from .search import NEGLIGIBLE, Positions

#: Candidates of a fix, at most; the first one is the matcher's.
CANDIDATES = 9


@njit
def positions_of(
    xy: FloatArray,
    is_free: BoolArray,
    edge: IntArray,
    offset_m: FloatArray,
    grid: SegmentGrid,
    error_m: float,
) -> Positions:
    """The candidates of fixes.

    Args:
        xy: ``(fixes, 2)`` local metres.
        is_free: ``(fixes,)`` the others stay where they are.
        edge, offset_m: ``(fixes,)`` where they are, the first candidate; -1 for none.
        grid: of the roads.
        error_m: standard deviation of fixes across their roads.
    """
    fixes = len(xy)
    result = Positions(
        np.ones(fixes, np.int64),
        np.zeros((fixes, CANDIDATES), np.int64),
        np.zeros((fixes, CANDIDATES)),
        np.zeros((fixes, CANDIDATES)),
    )
    near, segment_of = np.empty(16, np.int32), np.empty(16, np.int32)
    near_m, squared_m = np.empty(16), np.empty(16)
    for fix in range(fixes):
        result.edge[fix, 0], result.offset_m[fix, 0] = edge[fix], offset_m[fix]
        if not is_free[fix]:
            continue
        found = nearest_edges(*(grid, xy[fix, 0], xy[fix, 1], near, segment_of, near_m, squared_m))
        count = 1 if edge[fix] >= 0 else 0
        result.score[fix, 0] = -0.5 * (grid.radius_m / error_m) ** 2  # unless it is near
        for at in range(found):
            score = -0.5 * squared_m[at] / (error_m * error_m)
            slot = count
            if near[at] == edge[fix]:
                slot = 0
            elif count == CANDIDATES or score < -0.5 * squared_m[0] / error_m**2 - NEGLIGIBLE:
                continue
            else:
                count += 1
            result.edge[fix, slot], result.offset_m[fix, slot] = near[at], near_m[at]
            result.score[fix, slot] = score
        result.number[fix] = count
    return result
