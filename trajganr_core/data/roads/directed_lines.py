"""Layers with a line for each direction: lines that are other lines reversed."""

from __future__ import annotations

import numpy as np

from ...utils.arrays import BoolArray, IntArray
from .noding import Parts

__all__ = ["one_direction_each", "reversed_lines"]

#: With a larger share of lines that are others reversed, the lines of a layer are directions.
MAX_COUNT = 0.5


def reversed_lines(parts: Parts, lines: int) -> IntArray:
    """``(lines,)`` a line with the same vertices in the opposite order, -1 if there is none.

    Lines of several parts have none.
    """
    found = np.full(lines, -1, dtype=np.int64)
    first, stop = parts.offsets[:-1], parts.offsets[1:]
    ends = np.sort(np.column_stack([parts.vertex[first], parts.vertex[stop - 1]]), axis=1)
    shape = np.column_stack([ends, stop - first])
    alike = np.unique(shape, axis=0, return_inverse=True, return_counts=True)
    single = np.bincount(parts.line, minlength=lines)[parts.line] == 1
    candidates = np.flatnonzero((alike[2][alike[1].ravel()] > 1) & single)
    at = {parts.vertex[first[p] : stop[p]].tobytes(): p for p in candidates.tolist()}
    for part in candidates.tolist():
        other = at.get(parts.vertex[first[part] : stop[part]][::-1].tobytes(), part)
        if other != part:
            found[parts.line[part]] = parts.line[other]
    return found


def one_direction_each(
    directions: BoolArray, other: IntArray, *, is_stated: bool
) -> tuple[BoolArray, int, int]:
    """The directions of lines, some of which are other lines reversed.

    Such a line is the direction that it is drawn in; its other direction is the other line. If most
    lines are such, and the layer states no one-way roads, the rest are one-way too.

    Args:
        directions: ``(n, 2)`` whether lines are open in the direction they are drawn in, and
            against it.
        other: ``(n,)`` from :func:`reversed_lines`.
        is_stated: whether any line states whether it is one-way.

    Returns:
        ``(n, 2)`` the directions; how many lines are others reversed, and how many others are
        one-way because of that.
    """
    along = directions[:, 0]
    paired = (other >= 0) & along & along[other]
    rest = np.zeros(len(other), dtype=bool)
    if not is_stated and paired.sum() > MAX_COUNT * len(other):
        rest = ~paired & directions.all(axis=1)
    return (
        np.column_stack([along, directions[:, 1] & ~paired & ~rest]),
        int(paired.sum()),
        int(rest.sum()),
    )
