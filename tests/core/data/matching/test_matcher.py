"""Map matching on the town's streets, with known paths."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import town
from hypothesis import given, settings
from hypothesis import strategies as st
from matched_trips import match_trips
from town import edge_between

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.contract.options.data_config import MatchOptions
from trajganr_core.data.matching import viterbi
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.matcher import Matcher
from trajganr_core.data.roads.network import Network, RoadAttributes


def check_invariants(trips: MatchedTrips, network: Network) -> None:
    """What holds for every matched trip."""
    assert (trips.confidence > 0).all()
    assert (trips.confidence <= 1).all()
    for piece in range(len(trips)):
        fixes = slice(trips.offsets[piece], trips.offsets[piece + 1])
        passes = slice(trips.pass_offsets[piece], trips.pass_offsets[piece + 1])
        s, edges = trips.s[fixes], trips.pass_edge[passes]
        driven = trips.pass_exit_m[passes] - trips.pass_enter_m[passes]
        assert s[0] == 0
        assert (np.diff(s) >= 0).all()
        assert (np.diff(trips.t[fixes]) > 0).all()
        assert (driven >= 0).all()
        # Passes follow each other without gap, on edges that follow each other.
        np.testing.assert_allclose(trips.pass_s[passes], np.r_[0, np.cumsum(driven)[:-1]])
        assert s[-1] == pytest.approx(driven.sum())
        for before, after in pairwise(edges):
            assert network.target[before] == network.source[after]
        # Every fix lies in a pass of its edge, at the metres that s says.
        for fix in range(trips.offsets[piece], trips.offsets[piece + 1]):
            of_edge = edges == trips.edge[fix]
            at = trips.pass_s[passes] + trips.edge_offset[fix] - trips.pass_enter_m[passes]
            assert np.isclose(at[of_edge], trips.s[fix], atol=1e-6).any()


def test_a_trip_along_a_street_is_matched_in_its_direction(network: Network) -> None:
    east = [(x, 202) for x in (50, 150, 250, 350)]
    matched = match_trips(town.trips([east, east[::-1]]), network, town.AREA)
    check_invariants(matched, network)
    assert matched.pass_edge.tolist() == [
        edge_between(network, (0, 1), (1, 1)),
        edge_between(network, (1, 1), (2, 1)),
        edge_between(network, (2, 1), (1, 1)),
        edge_between(network, (1, 1), (0, 1)),
    ]
    np.testing.assert_allclose(matched.s, [0, 100, 200, 300] * 2, atol=0.05)
    np.testing.assert_allclose(matched.pass_enter_m, [50, 0, 50, 0], atol=0.05)
    np.testing.assert_allclose(matched.pass_exit_m, [200, 150, 200, 150], atol=0.05)
    np.testing.assert_allclose(matched.edge_offset[:4], [50, 150, 50, 150], atol=0.05)


def test_a_turn_between_fixes_is_driven_along_the_streets(network: Network) -> None:
    matched = match_trips(town.trips([[(100, 200), (200, 300)]]), network, town.AREA)
    check_invariants(matched, network)
    assert matched.pass_edge.tolist() == [
        edge_between(network, (0, 1), (1, 1)),
        edge_between(network, (1, 1), (1, 2)),
    ]
    np.testing.assert_allclose(matched.s, [0, 200], atol=0.05)


def test_one_way_streets_are_not_driven_backwards(network: Network) -> None:
    west = [(350, 0), (250, 0), (150, 0), (50, 0)]
    forbidden = {
        edge_between(network, (0, 0), (1, 0)),
        edge_between(network, (1, 0), (2, 0)),
    }
    trips = town.trips([west, west[::-1]])
    matched = match_trips(trips, network, town.AREA)
    check_invariants(matched, network)
    backwards = matched.trip_id[matched.trip_of_pass] == "trip 0"
    moved = matched.pass_exit_m - matched.pass_enter_m > 60
    assert not forbidden & set(matched.pass_edge[backwards & moved])
    assert set(matched.pass_edge[~backwards]) == forbidden


def test_a_standing_vehicle_whose_fixes_jump_stays_where_it_is(network: Network) -> None:
    jumping = [(50, 200), (100, 200), (90, 203), (98, 198), (95, 200), (150, 200)]
    matched = match_trips(town.trips([jumping]), network, town.AREA)
    check_invariants(matched, network)
    assert len(matched.pass_edge) == 1
    np.testing.assert_allclose(matched.s, [0, 50, 50, 50, 50, 100], atol=0.05)
    np.testing.assert_allclose(matched.lon, town.lon_lat(jumping)[:, 0])  # fixes stay as measured


def test_a_fix_far_from_every_road_is_left_out(network: Network) -> None:
    path = [(20, 200), (60, 200), (100, 300), (140, 200), (180, 200)]
    matched, report = Matcher(network, town.AREA).match(town.trips([path], drivers=["taxi"]))
    check_invariants(matched, network)
    assert matched.offsets.tolist() == [0, 4]
    assert matched.trip_id.tolist() == ["trip 0"]
    assert matched.driver_id.tolist() == ["taxi"]
    assert ((matched.t - town.START) / 10).tolist() == [0, 1, 3, 4]
    assert "Matched 4 of 5 fixes" in " ".join(report.lines())


def test_fixes_close_to_one_without_a_road_are_left_out_too(network: Network) -> None:
    car_park = [(100, 300), (102, 303), (98, 299)]
    path = [(20, 200), (60, 200), *car_park, (140, 200), (180, 200)]
    matched, report = Matcher(network, town.AREA).match(town.trips([path], seconds=30))
    check_invariants(matched, network)
    assert matched.fixes == 4
    assert report.fixes_far_from_roads == 3


def test_a_fix_beside_the_path_is_left_out(network: Network) -> None:
    path = [(20, 200), (100, 200), (180, 200), (185, 390), (260, 200), (340, 200)]
    matched = match_trips(town.trips([path], seconds=2), network, town.AREA)
    check_invariants(matched, network)
    assert matched.lon.tolist() == town.lon_lat(path)[[0, 1, 2, 4, 5], 0].tolist()


def test_a_trip_is_cut_where_it_would_be_faster_than_any_car(network: Network) -> None:
    path = [(0, 200), (60, 200), (330, 200), (390, 200)]
    matched, report = Matcher(network, town.AREA).match(town.trips([path], seconds=1))
    assert matched.offsets.tolist() == [0, 2, 4]
    assert (report.cuts_too_fast, report.cuts_detour) == (1, 0)


def test_a_trip_is_cut_where_only_a_detour_leads_on(network: Network) -> None:
    southern = [(340, 0), (260, 0)]  # against a one-way street
    matched, report = Matcher(network, town.AREA, MatchOptions(gps_error_m=3.0)).match(
        town.trips([southern], seconds=40)
    )
    assert len(matched) == 0
    assert (report.cuts_too_fast, report.cuts_detour) == (0, 1)


def test_a_vehicle_that_comes_back_between_distant_fixes_keeps_its_trip(network: Network) -> None:
    southern = [(340, 0), (260, 0)]
    matched, report = Matcher(network, town.AREA, MatchOptions(gps_error_m=3.0)).match(
        town.trips([southern], seconds=60)
    )
    assert (len(matched), report.cuts_detour) == (1, 0)
    assert matched.s[-1] > 400


def test_standing_does_not_excuse_a_leap_after_it(network: Network) -> None:
    path = [(0, 200), (60, 200), *[(65, 200)] * 10, (345, 200), (400, 200)]
    matched = match_trips(town.trips([path], seconds=2), network, town.AREA)
    speed = np.diff(matched.s) / np.diff(matched.t)
    assert len(matched) == 2
    assert speed.max() < 40


def test_measured_speeds_follow_their_fixes(network: Network) -> None:
    trips = town.trips(
        [[(20, 200), (60, 200), (100, 300), (140, 200), (180, 200)]], speeds=[[1, 2, 3, 4, 5]]
    )
    assert match_trips(trips, network, town.AREA).speed.tolist() == [1, 2, 4, 5]


CROSSINGS = st.lists(st.sampled_from([(1, 0), (-1, 0), (0, 1), (0, -1)]), min_size=2, max_size=8)


@settings(max_examples=25)
@given(CROSSINGS, st.integers(0, 2**32 - 1))
def test_walks_with_noise_keep_the_invariants(
    network: Network, steps: list[tuple[int, int]], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    corners = [np.array([1, 1])]
    for step in steps:
        corners.append(np.clip(corners[-1] + step, 0, 2))
    corners = [c for i, c in enumerate(corners) if i == 0 or (c != corners[i - 1]).any()]
    if len(corners) < 2:
        return
    walk = np.concatenate(
        [a + np.linspace(0, 1, 5)[:-1, None] * (b - a) for a, b in pairwise(np.array(corners))]
    )
    noisy = town.SPACING_M * walk + rng.normal(0, 5, walk.shape)
    check_invariants(match_trips(town.trips([noisy]), network, town.AREA), network)


def messy_network(rng: np.random.Generator) -> Network:
    """Random edges between few places: loops, duplicates, dead ends, some without length."""
    nodes, edges = 12, 30
    place = town.lon_lat(rng.uniform(0, 400, (nodes, 2)))
    place[1] = place[0]
    source, target = rng.integers(nodes, size=(2, edges))
    ends = np.stack([place[source], place[target]], axis=1)
    local = town.AREA.to_local(*ends.reshape(-1, 2).T).reshape(ends.shape)
    text = np.full(edges, "", dtype=object)
    return Network(
        offsets=2 * np.arange(edges + 1),
        lon=ends[:, :, 0].ravel(),
        lat=ends[:, :, 1].ravel(),
        source=source,
        target=target,
        reverse=np.full(edges, -1),
        length_m=np.hypot(*(local[:, 1] - local[:, 0]).T),
        source_fid=np.arange(edges),
        osm_id=np.zeros(edges, dtype=np.int64),
        forward=np.ones(edges, dtype=bool),
        highway=text,
        name=text,
        attributes=RoadAttributes.unknown(edges),
    )


@pytest.mark.malformed
@settings(max_examples=25)
@given(st.integers(0, 2**32 - 1))
def test_a_messy_network_keeps_the_invariants(seed: int) -> None:
    rng = np.random.default_rng(seed)
    messy = messy_network(rng)
    walks = [
        np.clip(np.cumsum(rng.normal(0, 60, (20, 2)), axis=0) + 200, -50, 450) for _ in range(5)
    ]
    with np.errstate(invalid="ignore"):  # of edges without length
        matched = match_trips(town.trips(walks, seconds=20), messy, town.AREA)
    for piece in range(len(matched)):
        fixes = slice(matched.offsets[piece], matched.offsets[piece + 1])
        edges = matched.pass_edge[matched.pass_offsets[piece] : matched.pass_offsets[piece + 1]]
        assert (np.diff(matched.s[fixes]) >= 0).all()
        assert np.isfinite(matched.edge_offset[fixes]).all()
        for before, after in pairwise(edges):
            assert messy.target[before] == messy.source[after]


def test_taking_pieces_keeps_their_fixes_and_passes(network: Network) -> None:
    east = [(x, 200) for x in (50, 150, 250)]
    matched = match_trips(town.trips([east, east[::-1], east[1:]]), network, town.AREA)
    taken = matched.take(np.array([2, 0]))
    check_invariants(taken, network)
    assert taken.trip_id.tolist() == ["trip 2", "trip 0"]
    assert np.diff(taken.pass_offsets).tolist() == [
        np.diff(matched.pass_offsets)[2],
        np.diff(matched.pass_offsets)[0],
    ]


def test_matching_stops_when_it_is_cancelled(network: Network) -> None:
    def cancel(stage: str, fraction: float, /, **figures: float) -> None:
        raise cancelled()

    with pytest.raises(TrajganrError) as error:
        match_trips(town.trips([[(0, 200), (10, 200)]]), network, town.AREA, cancel)
    assert error.value.code is Code.JOB_CANCELLED


def test_matching_writes_nothing_to_stdout(
    network: Network, capfd: pytest.CaptureFixture[str]
) -> None:
    match_trips(town.trips([[(0, 200), (50, 200)]]), network, town.AREA)
    assert capfd.readouterr().out == ""


def test_whole_numbers_in_options_compile_nothing_anew(network: Network) -> None:
    trips = town.trips([[(20, 200), (150, 200), (330, 200)]])
    for radius_m, error_m in ((50.0, 5.0), (50, 5)):
        options = MatchOptions(search_radius_m=radius_m, gps_error_m=error_m)
        Matcher(network, town.AREA, options).match(trips)
    assert len(viterbi.match_trips.signatures) == 1  # type: ignore[attr-defined]
