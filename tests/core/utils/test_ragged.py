"""Ragged arrays."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from trajganr_core.utils.ragged import (
    concatenated_ranges,
    offsets_of,
    rank_within,
    row_of_each,
    runs,
    take_rows,
)

ROWS = st.lists(st.lists(st.integers(0, 99), max_size=5), max_size=8)


@given(ROWS, st.data())
def test_taking_rows_equals_taking_lists(rows: list[list[int]], data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=8) if rows else st.just([]))
    flat = np.array([item for row in rows for item in row], dtype=np.int64)
    items, offsets = take_rows(
        offsets_of(np.array([len(row) for row in rows], dtype=np.int64)),
        np.array(chosen, dtype=np.int64),
    )
    taken = [flat[items[a:b]].tolist() for a, b in pairwise(offsets)]
    assert taken == [rows[i] for i in chosen]


@given(ROWS)
def test_every_item_has_its_row(rows: list[list[int]]) -> None:
    offsets = offsets_of(np.array([len(row) for row in rows], dtype=np.int64))
    assert row_of_each(offsets).tolist() == [i for i, row in enumerate(rows) for _ in row]


def test_ranges_are_joined_in_the_order_given() -> None:
    items, offsets = concatenated_ranges(np.array([7, 2, 5]), np.array([9, 2, 8]))
    assert items.tolist() == [7, 8, 5, 6, 7]
    assert offsets.tolist() == [0, 2, 2, 5]


@given(st.lists(st.lists(st.booleans(), min_size=1, max_size=5), min_size=1, max_size=5))
def test_runs_are_within_rows(rows: list[list[bool]]) -> None:
    keep = np.array([item for row in rows for item in row])
    offsets = offsets_of(np.array([len(row) for row in rows]))
    begins = np.zeros(len(keep), dtype=bool)
    begins[offsets[:-1]] = True
    found = list(zip(*runs(keep, begins), strict=True))
    assert [item for first, end in found for item in range(first, end)] == np.flatnonzero(
        keep
    ).tolist()
    row_of = row_of_each(offsets)
    for first, end in found:
        assert len(set(row_of[first:end])) == 1
    for (_, end), (first, _) in pairwise(found):
        assert first > end or row_of[first] != row_of[end - 1]


def test_items_are_ranked_within_their_group() -> None:
    group = np.array([3, 1, 3, 3, 1])
    assert rank_within(group).tolist() == [0, 0, 1, 2, 1]
    assert rank_within(group, np.array([0.5, 2.0, 0.1, 0.3, 1.0])).tolist() == [2, 1, 0, 1, 0]
    assert rank_within(group[:0]).tolist() == []
