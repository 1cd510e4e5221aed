"""Trips as columns: selection, concatenation and batches."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import town
from hypothesis import given
from hypothesis import strategies as st

from trajganr_core.data.trips.trajectories import Trajectories, batched, concatenate
from trajganr_core.utils.ragged import row_of_each

LINE = [(0, 0), (50, 0), (100, 0), (150, 0)]


def of_lengths(lengths: list[int]) -> Trajectories:
    """Trips of so many fixes, whose times are all different."""
    count = sum(lengths)
    return Trajectories(
        offsets=np.cumsum([0, *lengths]),
        lon=np.zeros(count),
        lat=np.zeros(count),
        t=np.arange(count, dtype=float),
        speed=np.zeros(count, dtype=np.float32),
        heading=np.zeros(count, dtype=np.float32),
        trip_id=np.array([str(i) for i in range(len(lengths))], dtype=object),
        driver_id=np.array([""] * len(lengths), dtype=object),
    )


def test_files_are_joined_in_order() -> None:
    both = concatenate([town.trips([LINE], drivers=["a"]), town.trips([LINE[:2]], drivers=["b"])])
    assert both.offsets.tolist() == [0, 4, 6]
    assert both.driver_id.tolist() == ["a", "b"]


def test_nothing_joined_is_no_trips() -> None:
    nothing = concatenate([])
    assert (len(nothing), nothing.fixes, nothing.speed.dtype) == (0, 0, np.float32)


@given(st.lists(st.lists(st.integers(0, 9), max_size=6), max_size=5), st.integers(1, 20))
def test_batches_have_the_same_trips_whole_and_in_order(parts: list[list[int]], most: int) -> None:
    trips = [of_lengths(lengths) for lengths in parts]
    batches = list(batched(trips, most))
    found, given_ = concatenate(batches), concatenate(trips)
    assert found.offsets.tolist() == given_.offsets.tolist()
    assert found.t.tolist() == given_.t.tolist()
    assert found.trip_id.tolist() == given_.trip_id.tolist()
    for batch in batches:
        assert len(batch) == 1 or batch.fixes <= most
    for one, next_ in pairwise(batches):
        assert one.fixes + next_.fixes > most


def test_a_range_of_trips_shares_its_fixes() -> None:
    trips = of_lengths([2, 3, 0, 4])
    some = trips.between(1, 3)
    assert some.offsets.tolist() == [0, 3, 3]
    assert some.t.tolist() == [2, 3, 4]
    assert some.trip_id.tolist() == ["1", "2"]
    assert np.shares_memory(some.t, trips.t)


@given(st.lists(st.integers(0, 6), min_size=1, max_size=5), st.data())
def test_fixes_are_dropped_from_their_trip_only(lengths: list[int], data: st.DataObject) -> None:
    trips = of_lengths(lengths)
    keep = np.array(
        data.draw(st.lists(st.booleans(), min_size=trips.fixes, max_size=trips.fixes)), dtype=bool
    )
    left = trips.take_fixes(keep)
    assert left.t.tolist() == trips.t[keep].tolist()
    assert row_of_each(left.offsets).tolist() == row_of_each(trips.offsets)[keep].tolist()
