"""Visits of trips to locations, against a walk along every path in small steps."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
import town
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from matched_trips import match_trips
from winding import AREA, walks

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data.matching import pairs
from trajganr_core.data.matching.footprints import position_at
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.pairs import Pairs, PairSearch
from trajganr_core.data.roads.network import Network
from trajganr_core.utils.arrays import FloatArray

STEP_M = 0.25


#: A place of a path: turns taken until there, metres along it, metres from the location.
Step = tuple[int, float, float]


def steps(trips: MatchedTrips, trip: int, network: Network, xy: FloatArray) -> list[Step]:
    """A path in small steps."""
    taken: list[Step] = []
    turns, before = 0, -1
    for p in range(trips.pass_offsets[trip], trips.pass_offsets[trip + 1]):
        edge, enter, leave = trips.pass_edge[p], trips.pass_enter_m[p], trips.pass_exit_m[p]
        turns += network.reverse[edge] == before
        before = edge
        offset = np.linspace(enter, leave, int((leave - enter) / STEP_M) + 2)
        place = network.locate(np.full(len(offset), edge), offset, local(network))
        distance = np.hypot(*(place - xy).T)
        s = trips.pass_s[p] + offset - enter
        taken += [(turns, *step) for step in zip(s.tolist(), distance.tolist(), strict=True)]
    return taken


def slow_visits(path: list[Step], distance_m: float) -> list[tuple[float, float]]:
    """``(distance, s)`` of the visits of a path, step by step."""
    visits: list[tuple[float, float]] = []
    here = None
    for turns, s, distance in path:
        if distance > distance_m:
            here = None
        elif here == turns:
            visits[-1] = min(visits[-1], (distance, s))
        else:
            here = turns
            visits.append((distance, s))
    return visits


def local(network: Network) -> FloatArray:
    """The network's vertices in local metres."""
    return AREA.to_local(network.lon, network.lat)


@settings(max_examples=12)
@given(st.integers(0, 2**32 - 1), st.floats(5, 80))
def test_visits_are_the_stretches_of_the_paths_within_the_distance(
    winding: Network, seed: int, distance_m: float
) -> None:
    rng = np.random.default_rng(seed)
    trips = walks(winding, rng, 4)
    x, y = AREA.to_local(*np.array([[AREA.west, AREA.east], [AREA.south, AREA.north]])).T
    xy = np.column_stack([rng.uniform(*x, 3), rng.uniform(*y, 3)])
    lon, lat = AREA.to_geographic(xy).T
    found = PairSearch(winding, AREA, lon, lat, distance_m).find(trips)
    for place in range(3):
        for trip in range(len(trips)):
            path = steps(trips, trip, winding, xy[place])
            expected = slow_visits(path, distance_m)
            # Steps cannot tell what is decided by less than a step.
            for margin in (-STEP_M, STEP_M):
                assume(len(slow_visits(path, distance_m + margin)) == len(expected))
            # Who turns around nearest the place has been there once.
            expected = [
                visit
                for i, visit in enumerate(expected)
                if i == 0 or visit[1] > expected[i - 1][1] + 1e-6
            ]
            here = (found.location == place) & (found.trip == trip)
            np.testing.assert_allclose(
                found.distance_m[here], [distance for distance, _ in expected], atol=STEP_M
            )
    check_invariants(found, trips, winding, xy)


def check_invariants(found: Pairs, trips: MatchedTrips, network: Network, xy: FloatArray) -> None:
    """The place is where ``s`` says, ``distance_m`` away; the time is between its fixes'."""
    edge, offset = position_at(trips, found.trip, found.s)
    place = network.locate(edge, offset, local(network))
    np.testing.assert_allclose(
        np.hypot(*(place - xy[found.location]).T), found.distance_m, atol=1e-3
    )
    for trip, s, t in zip(found.trip, found.s, found.t, strict=True):
        fixes = slice(trips.offsets[trip], trips.offsets[trip + 1])
        assert trips.t[fixes][trips.s[fixes] <= s + 1e-9].max() <= t + 1e-6
        after = trips.t[fixes][trips.s[fixes] >= s - 1e-9]
        assert not len(after) or t <= after.max() + 1e-6
    order = np.lexsort((found.s, found.trip, found.location))
    assert (order == np.arange(len(found))).all()
    same = (np.diff(found.trip) == 0) & (np.diff(found.location) == 0)
    assert (np.diff(found.t)[same] >= 0).all()


@settings(max_examples=20)
@given(st.integers(0, 2**32 - 1))
def test_a_place_on_a_path_is_its_own_projection(winding: Network, seed: int) -> None:
    rng = np.random.default_rng(seed)
    trips = walks(winding, rng, 3)
    trip = rng.integers(0, len(trips), 5)
    s = rng.uniform(0, trips.s[trips.offsets[trip + 1] - 1])
    lon, lat = winding.locate(*position_at(trips, trip, s)).T
    found = PairSearch(winding, AREA, lon, lat, 10.0).find(trips)
    for place in range(5):
        here = (found.location == place) & (found.trip == trip[place])
        nearest = np.abs(found.s[here] - s[place]).argmin()
        assert found.s[here][nearest] == pytest.approx(s[place], abs=1e-3)
        assert found.distance_m[here][nearest] == pytest.approx(0, abs=1e-3)


def town_pairs(network: Network, path: npt.ArrayLike, place: tuple[float, float]) -> Pairs:
    """Visits of one trip along a path of the town, in its metres, within 25 m of a place."""
    matched = match_trips(town.trips([path]), network, town.AREA)
    lon, lat = town.lon_lat([place]).T
    return PairSearch(network, town.AREA, lon, lat, 25.0).find(matched)


def test_a_crossing_is_visited_once_however_many_of_its_edges_are_driven(network: Network) -> None:
    found = town_pairs(network, [(100, 200), (200, 300)], (204, 196))
    assert len(found) == 1
    assert found.s[0] == pytest.approx(100, abs=0.1)
    assert found.distance_m[0] == pytest.approx(np.hypot(4, 4), abs=0.1)
    assert found.t[0] == pytest.approx(town.START + 5, abs=0.01)


def test_a_return_is_another_visit(network: Network) -> None:
    block = [(60, 200), (160, 200), (200, 260), (200, 360), (140, 400), (40, 400), (0, 340)]
    around = [*block, (0, 240), (60, 200), (160, 200)]
    found = town_pairs(network, around, (100, 210))
    assert len(found) == 2
    np.testing.assert_allclose(found.distance_m, 10, atol=0.1)
    assert found.t[1] - found.t[0] > 60


def test_a_u_turn_beyond_a_location_is_two_visits(network: Network) -> None:
    there = [(300, 200), (380, 200)]
    found = town_pairs(network, [*there, *there[::-1]], (390, 200))
    np.testing.assert_allclose(found.s, [90, 110], atol=0.1)
    np.testing.assert_allclose(found.distance_m, 0, atol=0.1)


def test_a_u_turn_at_a_location_is_one_visit(network: Network) -> None:
    there = [(300, 200), (380, 200)]
    found = town_pairs(network, [*there, *there[::-1]], (410, 200))
    np.testing.assert_allclose(found.s, [100], atol=0.1)
    np.testing.assert_allclose(found.distance_m, [10], atol=0.1)


def test_only_what_is_driven_of_an_edge_counts(network: Network) -> None:
    assert len(town_pairs(network, [(20, 200), (120, 200)], (146, 200))) == 0
    found = town_pairs(network, [(20, 200), (120, 200)], (140, 215))
    np.testing.assert_allclose(found.s, [100], atol=0.1)
    np.testing.assert_allclose(found.distance_m, [25], atol=0.1)


def test_places_looked_up_one_by_one_give_the_same_pairs(
    winding: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(0)
    trips = walks(winding, rng, 20)
    lon, lat = winding.locate(np.arange(len(winding)), winding.length_m / 2).T
    search = PairSearch(winding, AREA, lon, lat, 30.0)
    together = search.find(trips)
    monkeypatch.setattr(pairs, "PASSES_AT_ONCE", 1)
    apart = search.find(trips)
    assert len(together) > 100
    for name in ("location", "trip", "s", "t", "distance_m"):
        np.testing.assert_array_equal(getattr(together, name), getattr(apart, name))


def test_where_no_trip_passes_there_is_no_pair(winding: Network) -> None:
    corner = np.array([AREA.west]), np.array([AREA.south])
    trips = walks(winding, np.random.default_rng(0), 2)
    assert len(PairSearch(winding, AREA, *corner, 0.1).find(trips)) == 0
    somewhere = winding.lon[:3], winding.lat[:3]
    assert len(PairSearch(winding, AREA, *somewhere, 25.0).find(MatchedTrips.empty())) == 0
    nowhere = np.empty(0), np.empty(0)
    assert len(PairSearch(winding, AREA, *nowhere, 25.0).find(trips)) == 0


@pytest.mark.malformed
def test_a_place_that_is_no_number_is_refused(winding: Network) -> None:
    with pytest.raises(TrajganrError) as error:
        PairSearch(winding, AREA, np.array([-8.62, np.nan]), np.array([41.14, 41.14]), 25.0)
    assert error.value.code is Code.INPUT_GEOMETRY
    assert error.value.parameters["count"] == 1


@pytest.mark.malformed
@pytest.mark.parametrize("distance_m", [0.0, -25.0, float("nan")])
def test_a_distance_that_is_not_above_zero_is_refused(winding: Network, distance_m: float) -> None:
    with pytest.raises(TrajganrError) as error:
        PairSearch(winding, AREA, winding.lon[:1], winding.lat[:1], distance_m)
    assert error.value.code is Code.INPUT_FIELD
