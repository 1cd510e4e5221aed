"""Quality of map matching on drives with a known path."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import shapely
import town
from drives import Drive, driven_metres, drives, fixes_of, matched_metres, overlap
from winding import AREA

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.data_config import MatchOptions
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.matcher import Matcher
from trajganr_core.data.matching.report import MatchReport
from trajganr_core.data.matching.road_graph import MAX_PATHS_M
from trajganr_core.data.roads.network import Network
from trajganr_core.data.roads.noding import node_parts, parts_of_lines
from trajganr_core.data.trips.trajectories import Trajectories
from trajganr_core.utils.study_area import StudyArea

LONG = StudyArea(-8.65, 41.14, -8.59, 41.155)


@pytest.fixture(scope="module")
def driven(winding: Network) -> list[Drive]:
    """Thirty drives of half a kilometre to two."""
    return drives(winding, np.random.default_rng(1), 30, 500, 2000)


@pytest.mark.parametrize(("noise_m", "least"), [(3, 0.985), (10, 0.97), (20, 0.9)])
def test_fixes_of_every_quarter_of_a_minute_tell_the_path(
    winding: Network, driven: list[Drive], noise_m: float, least: float
) -> None:
    fixes = fixes_of(driven, winding, AREA, np.random.default_rng(2), seconds=15, noise_m=noise_m)
    matched, report = Matcher(winding, AREA).match(fixes)
    truth = driven_metres(driven, winding, 15)
    assert overlap(matched_metres(matched, len(driven)), truth) > least
    assert report.trips_matched == len(driven)
    # Only what is off across the road can be seen: one of two directions.
    assert np.median(matched.rms_m) == pytest.approx(noise_m, rel=0.15)


def chain(edges: int, edge_m: float, oneway: bool = False) -> Network:
    """A straight road to the east of edges of the same length, in :data:`LONG`."""
    x = edge_m * (np.arange(edges + 1) - edges / 2)
    places = LONG.to_geographic(np.column_stack([x, np.zeros(len(x))]))
    lines = [shapely.LineString(places[i : i + 2]) for i in range(edges)]
    text = np.full(edges, "", dtype=object)
    return node_parts(
        parts_of_lines(np.array(lines)),
        LONG,
        fid=np.arange(edges),
        oneway=np.full(edges, oneway, dtype=np.int8),
        highway=text,
        name=text,
    )


def along(chain_m: float, places: list[float], seconds: float) -> Trajectories:
    """A trip along a chain of that length, metres from its western end."""
    xy = np.column_stack([np.array(places) - chain_m / 2, np.full(len(places), 2.0)])
    lon, lat = LONG.to_geographic(xy).T
    return dataclasses.replace(
        town.trips([np.zeros((len(places), 2))], seconds=seconds), lon=lon, lat=lat
    )


def test_fixes_a_minute_apart_are_matched_along_longer_paths() -> None:
    assert MAX_PATHS_M[-2] < 1900 < MAX_PATHS_M[-1]
    places = [100, 2000, 3900]
    matcher = Matcher(chain(20, 200), LONG)
    matched, report = matcher.match(along(4000, places, seconds=60))
    np.testing.assert_allclose(matched.s, [0, 1900, 3800], atol=1)
    assert report.cuts_too_fast == report.cuts_detour == 0
    # The same places in less time need a speed that no vehicle has.
    matched, report = Matcher(chain(20, 200), LONG).match(
        along(4000, [100, 2000, 3900], seconds=20)
    )
    assert len(matched) == 0
    assert report.cuts_too_fast == 2


def test_one_road_longer_than_any_path_is_a_network() -> None:
    matched, report = Matcher(chain(1, 4000, oneway=True), LONG).match(
        along(4000, [500, 900, 1300], 15)
    )
    np.testing.assert_allclose(matched.s, [0, 400, 800], atol=1)
    assert report.fixes_matched == 3


def test_batches_give_what_the_whole_gives(winding: Network, driven: list[Drive]) -> None:
    fixes = fixes_of(driven, winding, AREA, np.random.default_rng(2), seconds=15, noise_m=15)
    matcher = Matcher(winding, AREA)
    whole, report = matcher.match(fixes)
    thirds = [matcher.match(fixes.between(i, i + 10)) for i in (0, 10, 20)]
    together = MatchedTrips.concatenate([matched for matched, _ in thirds])
    for field in dataclasses.fields(whole):
        np.testing.assert_array_equal(getattr(together, field.name), getattr(whole, field.name))
    assert sum((counts for _, counts in thirds), MatchReport()) == report


def test_what_did_not_match_is_counted_and_reported(network: Network) -> None:
    far = [(20, 200), (60, 200), (100, 300), (140, 200), (180, 200)]
    leap = [(0, 200), (60, 200), (330, 200), (390, 200)]
    nowhere = [(100, 100), (110, 100)]
    matched, report = Matcher(network, town.AREA, MatchOptions(gps_error_m=5.0)).match(
        town.trips([far, leap, nowhere], seconds=2)
    )
    assert report == MatchReport(
        trips=3,
        trips_matched=2,
        pieces=3,
        fixes=11,
        fixes_matched=8,
        fixes_far_from_roads=3,
        cuts_too_fast=1,
        gps_errors_cm=1000,
    )
    assert report.fixes_unmatched == report.to_dict()["fixes_unmatched"] == 3
    np.testing.assert_allclose(matched.matched_share, [0.8, 1, 1])
    assert report.lines() == [
        "Matched 8 of 11 fixes to roads, in 3 pieces of 2 of 3 trips; the others are dropped.",
        "Of 3 unmatched fixes 3 are far from every road; the others have no path to a fix before "
        "or after.",
        "The GPS error is 5 m, on average of the trips.",
        "Cut trips at 1 places where every path would be faster than any vehicle, and at 0 where "
        "it would be a detour.",
    ]


def test_the_gps_error_is_estimated_between_the_trips_and_the_usual_one(winding: Network) -> None:
    rng = np.random.default_rng(3)
    driven = drives(winding, rng, 20, 2500, 4000)
    for noise_m, least, most in ((4, 4, 8), (16, 12, 18)):
        fixes = fixes_of(driven, winding, AREA, rng, seconds=4, noise_m=noise_m)
        _, report = Matcher(winding, AREA).match(fixes)
        assert least < report.gps_error_m < most


@pytest.mark.parametrize("threads", [2, 5])
def test_results_do_not_depend_on_threads(
    winding: Network, driven: list[Drive], threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixes = fixes_of(driven, winding, AREA, np.random.default_rng(2), seconds=5, noise_m=15)
    expected, report = Matcher(winding, AREA, threads=1).match(fixes)
    monkeypatch.setattr("trajganr_core.data.matching.road_graph.FIXES_OF_A_TASK", 50)
    matched, counts = Matcher(winding, AREA, threads=threads).match(fixes)
    assert counts == report
    for field in dataclasses.fields(matched):
        np.testing.assert_array_equal(getattr(matched, field.name), getattr(expected, field.name))


@pytest.mark.parametrize("value", ["", "0", "2,1", "many", "-3"])
def test_any_number_of_threads_in_the_environment_is_understood(
    winding: Network, driven: list[Drive], value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", value)
    fixes = fixes_of(driven[:1], winding, AREA, np.random.default_rng(2), seconds=15, noise_m=3)
    matched, _ = Matcher(winding, AREA).match(fixes)
    assert len(matched) == 1


def test_points_along_a_path_give_back_the_path(winding: Network, driven: list[Drive]) -> None:
    exact = fixes_of(driven, winding, AREA, np.random.default_rng(2), seconds=2, noise_m=0)
    matched, _ = Matcher(winding, AREA).match(exact)
    assert len(matched) == len(driven)
    truth = driven_metres(driven, winding, 2)
    assert overlap(matched_metres(matched, len(driven)), truth) > 0.999


def test_roads_beyond_the_search_radius_are_not_matched(network: Network) -> None:
    trips = town.trips([[(50, 240), (100, 240), (150, 240)]])
    near, _ = Matcher(network, town.AREA).match(trips)
    assert near.fixes == 3
    _, report = Matcher(network, town.AREA, MatchOptions(search_radius_m=30.0)).match(trips)
    assert report.fixes_matched == 0
    assert report.fixes_far_from_roads == 3


def test_a_smaller_gps_error_believes_fixes_more(network: Network) -> None:
    path = [(20, 200), (100, 200), (200, 240), (300, 200), (380, 200)]
    trips = town.trips([path], seconds=60)
    rough, _ = Matcher(network, town.AREA, MatchOptions(gps_error_m=30.0)).match(trips)
    exact, _ = Matcher(network, town.AREA, MatchOptions(gps_error_m=3.0)).match(trips)
    assert rough.rms_m[0] == pytest.approx(40 / np.sqrt(5), abs=0.5)
    assert exact.rms_m.max() == pytest.approx(0, abs=0.1)


def test_trips_without_enough_fixes_match_nothing(network: Network) -> None:
    one = town.trips([[(20, 200)], [(20, 200), (120, 200)], [(30, 200)]])
    matched, report = Matcher(network, town.AREA).match(one)
    assert matched.trip_id.tolist() == ["trip 1"]
    assert report.fixes_matched == 2
    nothing = one.take_trips(np.empty(0, dtype=np.int64))
    matched, report = Matcher(network, town.AREA).match(nothing)
    assert (len(matched), report) == (0, MatchReport())


@pytest.mark.malformed
def test_a_network_without_roads_is_refused(network: Network) -> None:
    nothing = node_parts(
        parts_of_lines(np.empty(0, dtype=object)),
        town.AREA,
        fid=np.empty(0, dtype=np.int64),
        oneway=np.empty(0, dtype=np.int8),
        highway=np.empty(0, dtype=object),
        name=np.empty(0, dtype=object),
    )
    with pytest.raises(TrajganrError) as error:
        Matcher(nothing, town.AREA)
    assert error.value.code is Code.INPUT_EMPTY


@pytest.mark.malformed
@pytest.mark.parametrize("column", ["lon", "lat", "t"])
@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_fixes_that_are_no_numbers_are_refused(network: Network, column: str, value: float) -> None:
    trips = town.trips([[(20, 200), (120, 200), (180, 200)]])
    getattr(trips, column)[1] = value
    with pytest.raises(TrajganrError) as error:
        Matcher(network, town.AREA).match(trips)
    assert error.value.code is Code.INPUT_GEOMETRY
    assert error.value.parameters["count"] == 1


@pytest.mark.malformed
def test_trips_of_another_city_match_nothing(network: Network) -> None:
    trips = town.trips([[(20, 200), (120, 200)]])
    elsewhere = dataclasses.replace(trips, lon=trips.lon + 120.0, lat=-trips.lat)
    matched, report = Matcher(network, town.AREA).match(elsewhere)
    assert len(matched) == 0
    assert report.fixes_far_from_roads == 2
    with pytest.raises(TrajganrError) as error:
        report.refuse_nothing_matched()
    assert error.value.code is Code.INPUT_EMPTY
    assert error.value.next_action
