"""Ragged arrays: rows of different lengths, stored as one flat array and its row offsets."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .arrays import BoolArray, FloatArray, IntArray


def offsets_of(counts: npt.NDArray[np.integer]) -> IntArray:
    """Offsets ``(n+1,)`` of rows with ``counts`` items each."""
    return np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])


def row_of_each(offsets: IntArray) -> IntArray:
    """The row that each item of the flat array belongs to."""
    return np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))


def concatenated_ranges(start: IntArray, stop: IntArray) -> tuple[IntArray, IntArray]:
    """``start[0] … stop[0]-1, start[1] …`` in one array, and the offsets of its rows."""
    offsets = offsets_of(stop - start)
    items = np.arange(offsets[-1]) + np.repeat(start - offsets[:-1], stop - start)
    return items, offsets


def rank_within(
    group: npt.NDArray[np.integer], by: npt.NDArray[np.number] | None = None
) -> IntArray:
    """``(n,)`` how many items of its group come before each, in their order or that of ``by``."""
    order = np.argsort(group, kind="stable") if by is None else np.lexsort([by, group])
    ordered = group[order]
    ranks = np.empty(len(group), dtype=np.int64)
    ranks[order] = np.arange(len(group)) - np.searchsorted(ordered, ordered)
    return ranks


def last_before(
    values: FloatArray, offsets: IntArray, wanted: FloatArray, row: IntArray
) -> IntArray:
    """Index of a row's last item that is at most ``wanted``, or else of the row's first item.

    Args:
        values: ``(items,)`` non-negative, non-decreasing within a row.
        offsets: ``(n+1,)`` of the rows, none of them empty.
        wanted, row: ``(q,)``.

    Returns:
        ``(q,)`` indices into ``values``.
    """
    found, last = offsets[row], offsets[row + 1] - 1
    # Bisection within the requested rows only, in steps that halve.
    step = 1 << int((last - found).max(initial=0)).bit_length() >> 1
    while step:
        farther = np.minimum(found + step, last)
        np.copyto(found, farther, where=values[farther] <= wanted)
        step >>= 1
    return found


def runs(keep: BoolArray, begins: BoolArray) -> tuple[IntArray, IntArray]:
    """Start and stop indices of the runs of ``keep`` in a flat array.

    Args:
        keep: ``(items,)``.
        begins: ``(items,)`` where a row begins; runs do not cross rows.
    """
    before = np.r_[False, keep[:-1]]
    after = np.r_[keep[1:] & ~begins[1:], False][: len(keep)]
    return np.flatnonzero(keep & (begins | ~before[: len(keep)])), np.flatnonzero(keep & ~after) + 1


def take_rows(offsets: IntArray, rows: IntArray) -> tuple[IntArray, IntArray]:
    """Items of the chosen rows, in that order, and the offsets of the chosen rows."""
    return concatenated_ranges(offsets[:-1][rows], offsets[1:][rows])
