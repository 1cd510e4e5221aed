"""Cleaning: what is dropped is counted, and nothing left is an error with a code."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import numpy as np
import pytest
import town
from hypothesis import given
from hypothesis import strategies as st

from trajganr_core.data.trajectories import Trajectories, clean, clip, concatenate
from trajganr_core.errors import Code, TrajganrError

LINE = [(0, 0), (50, 0), (100, 0), (150, 0)]


def with_times(trips: Trajectories, seconds: list[float]) -> Trajectories:
    return dataclasses.replace(trips, t=town.START + np.array(seconds, dtype=float))


def test_clean_trips_are_kept_as_they_are() -> None:
    trips = town.trips([LINE, LINE[:2]], drivers=["a", "b"])
    kept, report = clean(trips, town.AREA)
    assert kept.offsets.tolist() == [0, 4, 6]
    assert kept.driver_id.tolist() == ["a", "b"]
    np.testing.assert_array_equal(kept.t, trips.t)
    assert (report.trips_read, report.trips_kept, report.fixes_kept) == (2, 2, 6)


def test_trips_of_one_fix_are_dropped_and_counted() -> None:
    kept, report = clean(town.trips([LINE, LINE[:1], LINE]), town.AREA)
    assert kept.trip_id.tolist() == ["trip 0", "trip 2"]
    assert report.trips_too_short == 1


def test_fixes_without_coordinates_are_dropped_and_counted() -> None:
    trips = town.trips([LINE, LINE])
    trips.lon[1] = np.nan
    kept, report = clean(trips, town.AREA)
    assert np.diff(kept.offsets).tolist() == [3, 4]
    assert report.fixes_without_place == 1


def test_fixes_back_in_time_are_dropped_and_counted() -> None:
    trips = with_times(town.trips([LINE, LINE]), [0, 10, 10, 20, 0, 30, 15, 40])
    kept, report = clean(trips, town.AREA)
    assert (kept.t - town.START).tolist() == [0, 10, 20, 0, 30, 40]
    assert report.fixes_back_in_time == 2


@given(st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=8), min_size=1, max_size=5))
def test_kept_times_increase_and_are_the_running_maxima(times: list[list[int]]) -> None:
    trips = with_times(
        town.trips([[(i, 0) for i in range(len(trip))] for trip in times]),
        [t for trip in times for t in trip],
    )
    expected = []
    for trip in times:
        maxima = [t for i, t in enumerate(trip) if t > max(trip[:i], default=-1)]
        if len(maxima) >= 2:
            expected.append(maxima)
    if not expected:
        with pytest.raises(TrajganrError) as error:
            clean(trips, town.AREA)
        assert error.value.code is Code.INPUT_TIME
        return
    kept, _ = clean(trips, town.AREA)
    found = [(kept.t[a:b] - town.START).astype(int).tolist() for a, b in pairwise(kept.offsets)]
    assert found == expected


def test_a_trip_that_leaves_the_area_becomes_pieces_with_their_times() -> None:
    out = (0, 100_000)
    trips = town.trips([[(0, 0), (9, 0), out, out, (20, 0), (30, 0), out, (40, 0)]])
    kept, report = clean(trips, town.AREA)
    assert (kept.t - town.START).tolist() == [0, 10, 40, 50]
    assert kept.offsets.tolist() == [0, 2, 4]
    assert kept.trip_id.tolist() == ["trip 0", "trip 0"]
    assert (report.fixes_outside_area, report.pieces_too_short) == (3, 1)


@given(st.lists(st.lists(st.booleans(), min_size=1, max_size=6), min_size=1, max_size=5))
def test_clipping_keeps_exactly_the_runs_inside(inside: list[list[bool]]) -> None:
    trips = town.trips([[(i, 0) for i in range(len(trip))] for trip in inside])
    pieces = clip(trips, np.array([x for trip in inside for x in trip]))
    expected = []
    for number, trip in enumerate(inside):
        for i, is_inside in enumerate(trip):
            if is_inside and i > 0 and trip[i - 1]:
                expected[-1][1].append(10.0 * i)
            elif is_inside:
                expected.append((f"trip {number}", [10.0 * i]))
    found = [
        (name, (pieces.t[a:b] - town.START).tolist())
        for name, a, b in zip(pieces.trip_id, pieces.offsets, pieces.offsets[1:], strict=False)
    ]
    assert found == expected


def test_swapped_or_projected_coordinates_are_refused() -> None:
    trips = dataclasses.replace(
        town.trips([LINE]), lon=np.full(4, 530_000.0), lat=np.full(4, 4_560_000.0)
    )
    with pytest.raises(TrajganrError) as error:
        clean(trips, town.AREA)
    assert error.value.code is Code.INPUT_CRS


def test_only_single_fixes_are_too_few_points() -> None:
    with pytest.raises(TrajganrError) as error:
        clean(town.trips([LINE[:1], LINE[:1]]), town.AREA)
    assert error.value.code is Code.INPUT_TOO_FEW_POINTS


def test_times_that_never_increase_are_refused() -> None:
    with pytest.raises(TrajganrError) as error:
        clean(with_times(town.trips([LINE]), [30, 20, 10, 0]), town.AREA)
    assert error.value.code is Code.INPUT_TIME


def test_trips_elsewhere_leave_the_area_empty() -> None:
    elsewhere = town.trips([[(0, 90_000), (10, 90_000)]])
    with pytest.raises(TrajganrError) as error:
        clean(elsewhere, town.AREA)
    assert error.value.code is Code.INPUT_EMPTY


def test_files_are_joined_in_order() -> None:
    both = concatenate([town.trips([LINE], drivers=["a"]), town.trips([LINE[:2]], drivers=["b"])])
    assert both.offsets.tolist() == [0, 4, 6]
    assert both.driver_id.tolist() == ["a", "b"]
