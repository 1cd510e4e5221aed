"""Search for places that are about in order."""

from __future__ import annotations

import numpy as np

from ...utils.arrays import FloatArray, IntArray
from .compiled import njit


@njit
def last_in_order(
    values: FloatArray, offsets: IntArray, wanted: FloatArray, wanted_offsets: IntArray
) -> IntArray:
    """:func:`~...utils.ragged.last_before` for places that are about in the order of their rows.

    Each search begins where the one before ended.

    Args:
        values: ``(items,)`` non-decreasing within a row.
        offsets: ``(n+1,)`` of the rows, none of them empty.
        wanted: ``(q,)``, in rows of their own.
        wanted_offsets: ``(n+1,)`` of these.

    Returns:
        ``(q,)`` indices into ``values``.
    """
    found = np.empty(len(wanted), np.int64)
    for row in range(len(offsets) - 1):
        first, last = offsets[row], offsets[row + 1] - 1
        at = first
        for place in range(wanted_offsets[row], wanted_offsets[row + 1]):
            while at < last and values[at + 1] <= wanted[place]:
                at += 1
            while at > first and values[at] > wanted[place]:
                at -= 1
            found[place] = at
    return found
