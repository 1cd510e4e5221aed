"""Metres that two ways have in common."""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np

from trajganr_core.utils.arrays import FloatArray, IntArray


class Driven(NamedTuple):
    """Parts of edges that ways drive.

    Attributes:
        offsets: ``(w+1,)``.
        edges: of the ways.
        enter_m, leave_m: metres on each edge.
    """

    offsets: IntArray
    edges: IntArray
    enter_m: FloatArray
    leave_m: FloatArray

    @classmethod
    def of(
        cls,
        edges: IntArray,
        offsets: IntArray,
        start_m: FloatArray,
        end_m: FloatArray,
        metres: FloatArray,
    ) -> Driven:
        """Ways from metres on their first edges to metres on their last ones, ``(w,)`` each."""
        enter_m, leave_m = np.zeros(len(edges)), metres[edges]
        enter_m[offsets[:-1]], leave_m[offsets[1:] - 1] = start_m, end_m
        return cls(offsets, edges, enter_m, np.maximum(leave_m, enter_m))


@numba.njit(nogil=True)
def metres_in_common(
    ways: Driven, true: Driven, gap: IntArray, edges: int
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Metres in common, of each way, and of the truth of its gap; an edge counts once.

    Args:
        ways: the ways.
        true: the true ways of gaps.
        gap: ``(w,)`` the gap of each way.
        edges: number of edges of the network.
    """
    stamp, at_true = np.full(edges, -1), np.zeros(edges, np.int64)
    count = len(ways.offsets) - 1
    common, found, driven = np.zeros(count), np.zeros(count), np.zeros(count)
    for way in range(count):
        for at in range(true.offsets[gap[way]], true.offsets[gap[way] + 1]):
            edge = true.edges[at]
            if stamp[edge] != 2 * way:
                driven[way] += true.leave_m[at] - true.enter_m[at]
                stamp[edge], at_true[edge] = 2 * way, at
        for at in range(ways.offsets[way], ways.offsets[way + 1]):
            edge = ways.edges[at]
            if stamp[edge] == 2 * way + 1:
                continue
            found[way] += ways.leave_m[at] - ways.enter_m[at]
            if stamp[edge] == 2 * way:
                leave_m = min(ways.leave_m[at], true.leave_m[at_true[edge]])
                enter_m = max(ways.enter_m[at], true.enter_m[at_true[edge]])
                common[way] += max(leave_m - enter_m, 0.0)
            stamp[edge] = 2 * way + 1
    return common, found, driven
