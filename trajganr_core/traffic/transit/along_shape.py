"""Where positions are along a line that may meet itself."""

from __future__ import annotations

import numpy as np

from ...data.matching.compiled import njit
from ...utils.arrays import FloatArray

#: Positions farther from the shape are not on it, metres.
OFF_SHAPE_M = 100.0
#: Standard deviation of positions across the line, metres.
ACROSS_M = 15.0
#: What a metre of progress costs (of two ways that fit, the shorter one is likelier), and one back,
#: which only an error of the position is.
PER_METRE, BACK_PER_METRE = 0.005, 0.05


@njit
def follow(x: FloatArray, y: FloatArray, line_x: FloatArray, line_y: FloatArray) -> FloatArray:
    """Metres along the line of each position, which never decrease; NaN where it is off the line.

    A hidden Markov model whose states are the segments of the line, as of map matching.

    Args:
        x, y: ``(n,)`` positions in order of time, metres.
        line_x, line_y: ``(k,)`` vertices, metres; each differs from the one before.
    """
    n, segments = len(x), len(line_x) - 1
    place = np.empty((n, segments))
    back = np.empty((n, segments), dtype=np.int32)
    cost, found = np.zeros(segments), np.full(n, np.nan)
    last = -1
    for i in range(n):
        off = np.empty(segments)
        begin = 0.0
        for j in range(segments):
            dx, dy = line_x[j + 1] - line_x[j], line_y[j + 1] - line_y[j]
            length = np.sqrt(dx * dx + dy * dy)
            to_x, to_y = x[i] - line_x[j], y[i] - line_y[j]
            along = min(max((to_x * dx + to_y * dy) / length, 0.0), length)
            across_x, across_y = to_x - along * dx / length, to_y - along * dy / length
            off[j] = np.sqrt(across_x * across_x + across_y * across_y)
            place[i, j] = begin + along
            begin += length
        if not off.min() <= OFF_SHAPE_M:
            continue
        best, of_best = np.inf, -1
        new = np.empty(segments)
        for j in range(segments):
            here = (off[j] / ACROSS_M) ** 2 / 2
            if last < 0:
                new[j] = here - PER_METRE * place[i, j]
                continue
            same = cost[j] + BACK_PER_METRE * max(place[last, j] - place[i, j], 0.0)
            new[j], back[i, j] = min(same, best) + here, j if same < best else of_best
            if cost[j] < best:
                best, of_best = cost[j], j
        cost, last = new, i
        found[i] = 0.0
    if last < 0:
        return found
    at = int(np.argmin(cost + PER_METRE * place[last]))
    most = np.inf
    for i in range(last, -1, -1):
        if np.isnan(found[i]):
            continue
        most = min(most, place[i, at])  # a little back is an error of the position
        found[i] = most
        at = back[i, at]
    return found
