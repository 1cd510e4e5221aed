"""Detection of stops."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import town
from hypothesis import given
from hypothesis import strategies as st

from trajganr_core.data.trips.stops import is_in_stop
from trajganr_core.data.trips.trajectories import Trajectories, is_first

STOP_S, RADIUS_M = 30.0, 20.0


def on_a_line(*trips: list[float]) -> Trajectories:
    """Trips along a street with a fix every 10 s."""
    return town.trips([[(x, 0) for x in xs] for xs in trips])


def stays(trips: Trajectories) -> list[int]:
    return np.flatnonzero(is_in_stop(trips, is_first(trips), STOP_S, RADIUS_M)).tolist()


def test_a_stay_is_from_its_first_fix_until_the_vehicle_leaves() -> None:
    assert stays(on_a_line([0, 50, 100, 101, 95, 110, 102, 160, 220])) == [2, 3, 4, 5, 6]


def test_a_stay_may_last_to_the_end() -> None:
    assert stays(on_a_line([0, 50, *[100.0] * 100])) == list(range(2, 102))


def test_a_shorter_stay_is_not_a_stop() -> None:
    assert not stays(on_a_line([0, 50, 100, 101, 95, 160, 220]))


def test_coming_back_is_no_stay() -> None:
    assert not stays(on_a_line([0, 50, 50, 0, 50, 50, 0]))


def test_driving_slowly_is_not_a_stop() -> None:
    assert not stays(on_a_line([9.0 * i for i in range(20)]))


def test_a_stay_is_within_one_trip() -> None:
    assert not stays(on_a_line([0, 1, 2], [1, 2, 3]))


def test_without_a_duration_there_are_none() -> None:
    trips = on_a_line([0.0] * 9)
    assert not is_in_stop(trips, is_first(trips), 0.0, RADIUS_M).any()


@given(
    st.lists(
        st.lists(st.tuples(st.integers(-3, 3), st.integers(1, 20)), min_size=1, max_size=15),
        min_size=1,
        max_size=3,
    )
)
def test_stays_equal_those_of_a_stepwise_search(steps: list[list[tuple[int, int]]]) -> None:
    xs = [np.cumsum([8.0 * step for step, _ in trip]) for trip in steps]
    trips = on_a_line(*xs)
    trips.t[:] = np.concatenate([np.cumsum([dt for _, dt in trip]) for trip in steps])
    expected = []
    x = np.concatenate(xs)
    for first, end in pairwise(trips.offsets.tolist()):
        anchor = first
        while anchor < end:
            left = next((i for i in range(anchor, end) if abs(x[i] - x[anchor]) > RADIUS_M), end)
            if trips.t[left - 1] - trips.t[anchor] >= STOP_S:
                expected += range(anchor, left)
                anchor = left
            else:
                anchor += 1
    assert stays(trips) == expected
