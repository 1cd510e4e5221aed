"""Unusual networks and trips: nothing crashes, and every loss is counted."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import town
from town import edge_between, line, noded

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.data_config import MatchOptions
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.matcher import Matcher
from trajganr_core.data.matching.report import MatchReport
from trajganr_core.data.roads.network import Network
from trajganr_core.data.trips.trajectories import Trajectories

pytestmark = pytest.mark.malformed


def match(network: Network, trips: Trajectories) -> tuple[MatchedTrips, MatchReport]:
    return Matcher(network, town.AREA).match(trips)


def metres_of(matched: MatchedTrips) -> list[float]:
    """The length of each piece."""
    return [float(matched.s[end - 1]) for end in matched.offsets[1:]]


# --- Networks ---------------------------------------------------------------------------------


def test_a_ring_road_is_driven_round_and_round() -> None:
    angles = np.linspace(0, 2 * np.pi, 25)
    ring = np.column_stack([200 + 100 * np.sin(angles), 300 - 100 * np.cos(angles)])
    ring[-1] = ring[0]
    network = noded([line([(200, 0), (200, 200)]), line(ring)])
    is_loop = network.source == network.target
    assert is_loop.sum() == 2
    matched, report = match(network, town.trips([[(200, 100), *ring[1:-1], *ring[1:-1]]]))
    assert report.fixes_matched == report.fixes
    assert is_loop[matched.pass_edge].tolist() == [False, True, True]
    assert metres_of(matched) == [pytest.approx(100 + 2 * 2 * np.pi * 100, rel=0.05)]


def test_equal_roads_are_one_choice() -> None:
    street = line([(0, 200), (200, 200), (400, 200)])
    matched, _ = match(noded([street] * 3), town.trips([[(20, 200), (120, 202), (220, 200)]]))
    assert metres_of(matched) == [pytest.approx(200, abs=1)]
    assert len(matched.pass_edge) == 2


def test_between_parts_of_a_network_that_hang_apart_a_trip_is_cut() -> None:
    network = noded([line([(0, 0), (200, 0)]), line([(300, 0), (400, 0)])])
    matched, report = match(network, town.trips([[(20, 0), (180, 0), (320, 0), (380, 0)]]))
    assert metres_of(matched) == [pytest.approx(160, abs=1), pytest.approx(60, abs=1)]
    assert (report.cuts_detour, report.fixes_matched) == (1, 4)


@pytest.fixture
def one_way_dead_end() -> Network:
    """A street from the west, its one-way continuation to the east, and a street to the north."""
    streets = [[(0, 200), (200, 200)], [(200, 200), (400, 200)], [(200, 200), (200, 400)]]
    return noded([line(street) for street in streets], oneway=[0, 1, 0])


def test_a_trip_that_comes_back_from_a_one_way_dead_end_is_cut_there(
    one_way_dead_end: Network,
) -> None:
    there = [(20, 200), (120, 200), (220, 200), (300, 200), (380, 200)]
    trips = town.trips([[*there, *there[-2::-1]]], seconds=20)
    matched, report = match(one_way_dead_end, trips)
    assert len(matched) == 2
    assert report.cuts_detour == 1
    assert edge_between(one_way_dead_end, (1, 1), (2, 1)) in matched.pass_edge


def test_a_single_fix_at_a_one_way_dead_end_is_left_out(one_way_dead_end: Network) -> None:
    there = [(20, 200), (120, 200), (190, 200)]
    after = [(200, 200 + 10 * step) for step in range(1, 20)]
    matched, report = match(
        one_way_dead_end, town.trips([[*there, (300, 200), *after]], seconds=20)
    )
    assert metres_of(matched) == [pytest.approx(180 + 190, abs=1)]
    assert (report.fixes_matched, report.cuts_detour) == (report.fixes - 1, 0)
    assert report.fixes_skipped == 1
    assert "Skipped 1 of the unmatched fixes as outliers: a path passes them by." in report.lines()


def test_a_road_that_the_map_forbids_is_not_replaced_by_a_parallel_one() -> None:
    streets = [[(0, 0), (200, 0)], [(600, 0), (200, 0)], [(600, 0), (800, 0)]]
    parallel = [(200, 0), (200, 100), (600, 100), (600, 0)]
    network = noded([line(each) for each in [*streets, parallel]], oneway=[0, 1, 0, 0])
    driven = town.trips([[(x, 0) for x in (20, 110, 180, 300, 400, 500, 620, 700, 780)]], seconds=9)
    matched, report = match(network, driven)
    assert metres_of(matched) == [pytest.approx(160, abs=1)] * 2
    assert (report.fixes_matched, report.fixes_skipped) == (6, 0)


def test_before_a_fix_is_skipped_unlikely_roads_are_searched_together() -> None:
    lane = line([(0, 40), (20, 0), (150, 0)])  # one-way, and a dead end
    network = noded([line([(-100, 40), (0, 40), (400, 40)]), lane], oneway=[0, 1])
    trips = town.trips([[(-60, 40), (50, 5), (110, 5), (200, 40), (280, 40)]], seconds=9)
    matched, report = Matcher(network, town.AREA, MatchOptions(gps_error_m=10.0)).match(trips)
    assert metres_of(matched) == [pytest.approx(340, abs=1)]
    assert report.fixes_matched == 5


def test_a_road_behind_many_others_is_a_candidate() -> None:
    lanes = [line([(150, y), (250, y)]) for y in (21, 24, 27, 30, 33)]
    network = noded([line([(0, 0), (400, 0)]), *lanes])
    matched, report = match(network, town.trips([[(20, 0), (120, 0), (200, 27), (280, 0)]]))
    assert metres_of(matched) == [pytest.approx(260, abs=1)]
    assert report.fixes_matched == 4


def test_vertices_that_are_no_numbers_are_refused(network: Network) -> None:
    lon = network.lon.copy()
    lon[3] = np.nan
    with pytest.raises(TrajganrError) as error:
        dataclasses.replace(network, lon=lon)
    assert error.value.code is Code.INPUT_GEOMETRY
    assert error.value.parameters["count"] == 1


# --- Trips ------------------------------------------------------------------------------------


def test_fixes_of_a_ferry_are_left_out_and_the_trip_is_cut() -> None:
    network = noded([line([(0, 0), (400, 0)]), line([(0, 900), (400, 900)])])
    crossing = [(400, y) for y in range(100, 900, 100)]
    trips = town.trips([[(20, 0), (380, 0), *crossing, (380, 900), (20, 900)]], seconds=60)
    matched, report = match(network, trips)
    assert metres_of(matched) == [pytest.approx(360, abs=1), pytest.approx(360, abs=1)]
    assert report.fixes_far_from_roads == report.fixes - report.fixes_matched == len(crossing)
    assert report.cuts_detour == 1


def test_kilometres_off_the_network_are_left_out(network: Network) -> None:
    away = [(200, 200 + 300 * step) for step in (*range(1, 20), *range(20, 0, -1))]
    there, back = [(20, 200), (120, 200)], [(280, 200), (380, 200)]
    matched, report = match(network, town.trips([[*there, *away, *back]], seconds=30))
    assert report.fixes_matched + report.fixes_far_from_roads == report.fixes
    assert sum(metres_of(matched)) == pytest.approx(360, abs=1)


def test_a_tunnel_without_fixes_is_driven_through(network: Network) -> None:
    trips = town.trips([[(20, 200), (380, 200)]], seconds=40)
    matched, report = match(network, trips)
    assert metres_of(matched) == [pytest.approx(360, abs=1)]
    assert report.fixes_matched == 2


def test_a_car_park_adds_no_kilometres(network: Network) -> None:
    rng = np.random.default_rng(5)
    parked = np.array([120, 220]) + rng.uniform(-15, 15, (120, 2))
    trips = town.trips([[(20, 200), *parked, (220, 200), (380, 200)]])
    matched, report = match(network, trips)
    assert sum(metres_of(matched)) < 2 * 360
    assert report.fixes_matched >= 4


def test_fixes_at_one_place_are_a_path_without_length(network: Network) -> None:
    matched, report = match(network, town.trips([[(120, 205)] * 50, [(200, 200)] * 3]))
    assert metres_of(matched) == [0, 0]
    assert report.fixes_matched == 53
    away, report = match(network, town.trips([[(100, 100)] * 5]))
    assert (len(away), report.fixes_far_from_roads) == (0, 5)


@pytest.mark.parametrize(
    "seconds",
    [
        [0, 10, -500, 20, 30, 40],
        [0, 10, 20, 1e9, 1e9 + 10, 1e9 + 20],
        [0, 10, 20, 1e300, 1e301, 1e302],
        [0, 0, 0, 0, 0, 0],
        [0, -10, -20, -30, -40, -50],
    ],
)
def test_a_clock_that_jumps_leaves_monotone_times(network: Network, seconds: list[float]) -> None:
    trips = town.trips([[(x, 200) for x in (20, 60, 100, 140, 180, 220)]])
    matched, report = match(network, dataclasses.replace(trips, t=np.array(seconds, dtype=float)))
    for begin, end in zip(matched.offsets[:-1], matched.offsets[1:], strict=True):
        assert (np.diff(matched.t[begin:end]) >= 0).all()
        assert (np.diff(matched.s[begin:end]) >= 0).all()
    assert report.fixes_matched == matched.fixes
