"""The heading of a fix in map matching."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import town
from drives import driven_metres, drives, fixes_of, matched_metres, overlap, with_motion
from matched_trips import assert_equal, match_trips
from winding import AREA

from trajganr_core.contract.options.data_config import MatchOptions
from trajganr_core.data.matching.emission import MOVING_MPS
from trajganr_core.data.matching.matcher import Matcher
from trajganr_core.data.roads.network import Network
from trajganr_core.data.trips.trajectories import Trajectories

EAST, WEST = 90.0, 270.0
#: Two fixes between the two carriageways.
BETWEEN = [(200, 206), (205, 206)]


@pytest.fixture(scope="module")
def carriageways() -> Network:
    """Two one-way roads 12 m apart: edge 0 leads to the east, edge 1 north of it to the west."""
    return town.noded([town.line([(0, 200), (400, 200)]), town.line([(400, 212), (0, 212)])], 1)


def matched_edge(trips: Trajectories, network: Network) -> int:
    matched, _ = Matcher(network, town.AREA, MatchOptions(gps_error_m=10.0)).match(trips)
    return int(matched.pass_edge.item())


@pytest.mark.parametrize(("heading", "edge"), [(EAST, 0), (WEST, 1)])
@pytest.mark.parametrize(("speed", "seconds"), [(2 * MOVING_MPS, 60.0), (np.nan, 1.0)])
def test_the_heading_of_a_moving_vehicle_distinguishes_parallel_roads(
    carriageways: Network, heading: float, edge: int, speed: float, seconds: float
) -> None:
    measured = {"speeds": [[speed] * 2], "headings": [[heading] * 2]}
    trips = town.trips([BETWEEN], seconds=seconds, **measured)
    assert matched_edge(trips, carriageways) == edge


@pytest.mark.parametrize("speed", [0.0, 0.9 * MOVING_MPS, np.nan])
def test_the_heading_of_a_standing_vehicle_does_not_matter(
    carriageways: Network, speed: float
) -> None:
    trips = town.trips([BETWEEN], seconds=60, speeds=[[speed] * 2])
    turned = dataclasses.replace(trips, heading=np.full(2, WEST, dtype=np.float32))
    assert_equal(
        *(match_trips(each, carriageways, town.AREA) for each in (trips, turned)),
    )


@pytest.mark.parametrize("heading", [WEST, 0.0])
def test_a_wrong_heading_excludes_no_road(heading: float) -> None:
    road = town.noded([town.line([(0, 200), (400, 200)])], 1)
    path = [(x, 200) for x in range(20, 400, 60)]
    trips = town.trips([path], headings=[[heading] * len(path)])
    assert match_trips(trips, road, town.AREA).fixes == len(path)


def test_both_directions_of_a_road_have_opposite_headings(network: Network) -> None:
    # On the street from south to north; the trip moves less than its error.
    for heading, start, end in ((0.0, (1, 1), (1, 2)), (180.0, (1, 2), (1, 1))):
        trips = town.trips(
            [[(200, 300), (200, 300.1)]], seconds=1, speeds=[[9, 9]], headings=[[heading] * 2]
        )
        assert matched_edge(trips, network) == town.edge_between(network, start, end)


@pytest.mark.malformed
@pytest.mark.parametrize("heading", [np.inf, -np.inf])
def test_headings_that_are_not_finite_are_unknown(winding: Network, heading: float) -> None:
    fixes = simulated(winding, seconds=5, noise_m=15)[0]
    hostile = dataclasses.replace(fixes, heading=np.full(fixes.fixes, heading, dtype=np.float32))
    unknown = dataclasses.replace(fixes, heading=np.full(fixes.fixes, np.nan, dtype=np.float32))
    assert_equal(*(match_trips(each, winding, AREA) for each in (hostile, unknown)))


@pytest.mark.parametrize("seconds", [5, 30])
def test_headings_improve_matching(winding: Network, seconds: int) -> None:
    fixes, truth = simulated(winding, seconds, noise_m=20)
    unknown = dataclasses.replace(fixes, heading=np.full(fixes.fixes, np.nan, dtype=np.float32))
    without, with_headings = (
        overlap(matched_metres(match_trips(each, winding, AREA), len(fixes)), truth)
        for each in (unknown, fixes)
    )
    assert with_headings > without


def test_results_with_headings_depend_neither_on_threads_nor_on_batches(
    winding: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixes, _ = simulated(winding, seconds=5, noise_m=15)
    expected = Matcher(winding, AREA, threads=1).match(fixes)[0]
    monkeypatch.setattr("trajganr_core.data.matching.road_graph.FIXES_OF_A_TASK", 50)
    assert_equal(Matcher(winding, AREA, threads=3).match(fixes)[0], expected)


def simulated(
    network: Network, seconds: int, noise_m: int
) -> tuple[Trajectories, list[dict[int, float]]]:
    """Thirty drives whose headings have an error of 10°, and what they drive."""
    driven = drives(network, np.random.default_rng(1), 30, 500, 2000)
    rng = np.random.default_rng(2)
    fixes = fixes_of(driven, network, AREA, rng, seconds=seconds, noise_m=noise_m)
    fixes = with_motion(
        *(fixes, driven, network, AREA, rng), seconds=seconds, heading_noise_deg=10.0
    )
    return fixes, driven_metres(driven, network, seconds)
