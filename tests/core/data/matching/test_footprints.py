"""Passes through locations and the interpolated time, against plain loops."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import shapely
import shapely.ops
import town
from hypothesis import given
from hypothesis import strategies as st
from matched_trips import match_trips
from town import edge_between

from trajganr_core.data.matching.edge_trips import trips_on_edges
from trajganr_core.data.matching.footprints import (
    at_distance,
    interpolate_time,
    passes_through,
    position_at,
)
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.roads.network import Network

EAST = [(x, 200) for x in range(0, 401, 50)]


@pytest.fixture(scope="module")
def matched(network: Network) -> MatchedTrips:
    """Trips over the middle street and around a block, some of them standing still."""
    east = [(20, 200), (120, 200), (240, 200), (330, 200)]
    block = [(100, 200), (200, 280), (120, 400), (0, 320), (100, 200), (200, 280)]
    standing = [(40, 200), (160, 200), (160, 200), (160, 200), (300, 200)]
    return match_trips(town.trips([east, east[::-1], block, standing]), network, town.AREA)


def test_passes_through_is_every_pass_whose_span_holds_the_location(
    matched: MatchedTrips, network: Network
) -> None:
    rng = np.random.default_rng(0)
    edge = rng.integers(0, len(network), 200)
    offset = rng.uniform(0, network.length_m[edge])
    passes = passes_through(matched, edge, offset)
    expected = []
    for query in range(200):
        for trip in range(len(matched)):
            for p in range(matched.pass_offsets[trip], matched.pass_offsets[trip + 1]):
                enter, leave = matched.pass_enter_m[p], matched.pass_exit_m[p]
                if matched.pass_edge[p] == edge[query] and enter <= offset[query] <= leave:
                    expected.append((query, trip, matched.pass_s[p] + offset[query] - enter))
    assert list(zip(passes.query, passes.trip, strict=True)) == [row[:2] for row in expected]
    np.testing.assert_allclose(passes.s, [row[2] for row in expected])
    assert len(expected) > 50


def test_a_trip_around_the_block_passes_twice(matched: MatchedTrips, network: Network) -> None:
    around = np.flatnonzero(matched.trip_id == "trip 2")
    on_middle = np.isin(matched.trip_of_pass, around) & (matched.pass_exit_m > 150)
    edges, times = np.unique(matched.pass_edge[on_middle], return_counts=True)
    twice = edges[times == 2]
    passes = passes_through(matched.take(around), twice[:1], np.array([150.0]))
    assert len(passes.query) == 2
    assert passes.t[0] < passes.t[1]


def test_edges_without_trips_have_no_pass(matched: MatchedTrips, network: Network) -> None:
    driven = np.bincount(matched.pass_edge, minlength=len(network)) > 0
    idle = np.flatnonzero(~driven)
    assert len(idle)
    assert len(passes_through(matched, idle, np.zeros(len(idle))).query) == 0


@given(st.integers(0, 3), st.floats(0, 1))
def test_time_is_linear_between_the_neighbouring_fixes(
    matched: MatchedTrips, trip: int, share: float
) -> None:
    fixes = slice(matched.offsets[trip], matched.offsets[trip + 1])
    s, t = matched.s[fixes], matched.t[fixes]
    at = share * s[-1]
    time = interpolate_time(matched, np.array([trip]), np.array([at]))[0]
    moving = np.flatnonzero((s[:-1] <= at) & (at <= s[1:]) & (s[1:] > s[:-1]))
    linear = [t[i] + (at - s[i]) / (s[i + 1] - s[i]) * (t[i + 1] - t[i]) for i in moving]
    assert np.isclose(time, linear, atol=1e-5).any()


@given(st.integers(0, 3), st.lists(st.floats(0, 1), min_size=2, max_size=10))
def test_time_never_runs_backwards_along_a_trip(
    matched: MatchedTrips, trip: int, shares: list[float]
) -> None:
    length = matched.s[matched.offsets[trip + 1] - 1]
    s = np.sort(shares) * length
    t = interpolate_time(matched, np.full(len(s), trip), s)
    assert (np.diff(t) >= 0).all()


def test_the_synthetic_time_is_that_of_the_projection_between_two_fixes(
    matched: MatchedTrips, network: Network
) -> None:
    """``t̂ = t_i + α (t_{i+1} − t_i)``, α along the footprint (paper, A.2.1), drawn as a line."""
    drives_east = int(np.flatnonzero(matched.trip_id == "trip 0")[0])
    lines = network.local_lines(town.AREA)
    passed = range(matched.pass_offsets[drives_east], matched.pass_offsets[drives_east + 1])
    path = [
        point
        for p in passed
        for point in shapely.get_coordinates(
            shapely.ops.substring(
                lines[matched.pass_edge[p]], matched.pass_enter_m[p], matched.pass_exit_m[p]
            )
        )
    ]
    footprint = shapely.LineString(path)
    fixes = slice(matched.offsets[drives_east], matched.offsets[drives_east + 1])
    places = town.AREA.to_local(matched.lon[fixes], matched.lat[fixes])
    along = [footprint.project(shapely.Point(place)) for place in places]
    t = matched.t[fixes]
    edge = matched.pass_edge[list(passed)]
    middle = (matched.pass_enter_m[list(passed)] + matched.pass_exit_m[list(passed)]) / 2
    passes = passes_through(matched.take(np.array([drives_east])), edge, middle)
    assert len(passes.t) == len(edge) >= 2
    for query, time in zip(passes.query, passes.t, strict=True):
        location = lines[edge[query]].interpolate(middle[query])
        s = footprint.project(location)
        i = max(number for number in range(len(along) - 1) if along[number] <= s)
        alpha = (s - along[i]) / (along[i + 1] - along[i])
        assert time == pytest.approx(t[i] + alpha * (t[i + 1] - t[i]), abs=1e-3)


def test_a_moving_fix_gets_its_own_time_back(matched: MatchedTrips) -> None:
    east = np.arange(matched.offsets[0], matched.offsets[1])
    t = interpolate_time(matched, np.zeros(len(east), dtype=np.int64), matched.s[east])
    np.testing.assert_allclose(t, matched.t[east], atol=1e-5)


def test_where_a_vehicle_stood_the_time_is_that_of_leaving(matched: MatchedTrips) -> None:
    standing = int(np.flatnonzero(matched.trip_id == "trip 3")[0])
    stop = matched.offsets[standing] + 1
    t = interpolate_time(matched, np.array([standing]), matched.s[[stop]])
    assert t[0] == pytest.approx(matched.t[stop + 2])


def test_beyond_the_ends_a_quantity_keeps_its_end_value(matched: MatchedTrips) -> None:
    ends = at_distance(matched, matched.t, np.array([0, 0]), np.array([-5.0, 1e6]))
    assert ends.tolist() == [matched.t[0], matched.t[matched.offsets[1] - 1]]


def test_the_position_on_the_path_is_that_of_the_fix_there(matched: MatchedTrips) -> None:
    trip = np.repeat(np.arange(len(matched)), np.diff(matched.offsets))
    edge, offset = position_at(matched, trip, matched.s)
    # Where one edge ends and the next begins, either names the place.
    same = edge == matched.edge
    assert same.mean() > 0.8
    np.testing.assert_allclose(offset[same], matched.edge_offset[same], atol=1e-6)


def test_a_trip_counts_once_on_an_edge_however_often_it_passes(network: Network) -> None:
    back_and_forth = [*EAST, *EAST[-2::-1], *EAST[1:]]
    trips = match_trips(town.trips([back_and_forth, EAST]), network, town.AREA)
    on_edges = trips_on_edges(trips, network)
    assert on_edges[edge_between(network, (0, 1), (1, 1))] == 2
    assert on_edges[edge_between(network, (1, 1), (0, 1))] == 1


def test_a_trip_that_begins_at_a_crossing_is_not_on_the_other_roads_there(
    network: Network,
) -> None:
    trips = match_trips(town.trips([EAST]), network, town.AREA)
    assert sorted(np.flatnonzero(trips_on_edges(trips, network))) == sorted(
        [edge_between(network, (0, 1), (1, 1)), edge_between(network, (1, 1), (2, 1))]
    )


def test_no_trips_are_on_no_edge(network: Network) -> None:
    assert trips_on_edges(MatchedTrips.empty(), network).tolist() == [0] * len(network)


def test_a_trip_drives_on_an_edge_that_is_shorter_than_a_metre(network: Network) -> None:
    edge = edge_between(network, (0, 1), (1, 1))
    trips = match_trips(town.trips([EAST]), network, town.AREA)
    shrunk = 0.5 / network.length_m[edge]
    scaled = dataclasses.replace(network, length_m=network.length_m * shrunk)
    spans = {
        name: getattr(trips, name) * shrunk for name in ("pass_s", "pass_enter_m", "pass_exit_m")
    }
    assert trips_on_edges(dataclasses.replace(trips, **spans), scaled)[edge] == 1
