"""Passes of trips over directed segments, as labels."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import town
from matched_trips import match_trips
from town import edge_between

from trajganr_core.data import passes
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.pass_times import with_even_times
from trajganr_core.data.passes import PassReport, PassTable, passes_of_trips
from trajganr_core.data.roads.network import Network

#: Along the middle street, over the whole segment between the two crossings.
ALONG = [(x, 200) for x in range(0, 401, 50)]
ZONE = "Europe/Lisbon"


def table_of(trips: MatchedTrips, network: Network) -> tuple[PassTable, PassReport]:
    return passes_of_trips(trips, network, ZONE)


def timed(trips: MatchedTrips, seconds: float) -> MatchedTrips:
    """The trips with fixes that many seconds apart."""
    start = np.repeat(trips.offsets[:-1], np.diff(trips.offsets))
    t = town.START + seconds * (np.arange(trips.fixes) - start)
    return with_even_times(dataclasses.replace(trips, t=t))


def test_a_pass_has_its_length_and_duration_and_its_local_time(network: Network) -> None:
    matched = match_trips(town.trips([ALONG], seconds=5), network, town.AREA)
    table, report = table_of(matched, network)
    middle = edge_between(network, (0, 1), (1, 1))
    row = int(np.flatnonzero(table.edge == middle).item())
    assert table.metres[row] == pytest.approx(network.length_m[middle], rel=1e-4)
    assert table.seconds[row] == pytest.approx(20, abs=0.05)
    assert table.pace[row] == pytest.approx(0.1, rel=1e-2)
    assert table.speed_kmh[row] == pytest.approx(36, rel=1e-2)
    # 1 July 2013 was a Monday, and 0:00 UTC is 1:00 in Lisbon.
    assert table.minute_of_week[row] == pytest.approx(60 + (table.enter_t[row] - town.START) / 60)
    assert table.local_day[row] == town.START // 86_400
    assert report.used == len(table)


def test_large_parts_of_segments_are_kept_and_shorter_parts_are_left_out(network: Network) -> None:
    middle, after = edge_between(network, (0, 1), (1, 1)), edge_between(network, (1, 1), (2, 1))
    # Over 80 % of the first segment, and over a quarter of the second.
    matched = match_trips(town.trips([[(40, 200), (150, 200), (250, 200)]]), network, town.AREA)
    assert {middle, after} <= set(matched.pass_edge)
    table, report = table_of(matched, network)
    assert table.edge.tolist() == [middle]
    assert table.metres[0] == pytest.approx(160, abs=1)
    assert report.short >= 1
    assert "over less than half" in report.lines()[0]


def test_trips_without_a_driver_have_one_of_their_own(network: Network) -> None:
    drivers = ["anna", "anna", "", ""]
    trips = town.trips([ALONG] * 4, drivers=drivers)
    trips.trip_id[1] = trips.trip_id[0]
    table, _ = table_of(match_trips(trips, network, town.AREA), network)
    of_piece = dict(zip(table.piece.tolist(), table.driver.tolist(), strict=True))
    assert of_piece[0] == of_piece[1]
    assert len(set(of_piece.values())) == 3


def test_passes_where_other_ways_are_as_likely_are_left_out_and_counted(network: Network) -> None:
    # From corner to corner of the town: two ways around the block are equally fast.
    corners = [(10, 0), (390, 390)]
    matched = match_trips(town.trips([corners], seconds=60), network, town.AREA)
    table, report = table_of(matched, network)
    assert report.uncertain > 0
    assert not set(table.edge) & set(matched.pass_edge[matched.pass_probability < 0.5])
    assert "between distant fixes where other ways are as likely" in " ".join(report.lines())


def test_passes_faster_than_any_vehicle_on_a_residential_road_are_left_out_and_counted(
    network: Network,
) -> None:
    matched = match_trips(town.trips([ALONG]), network, town.AREA)
    table, report = table_of(timed(matched, 50 / (300 / 3.6)), network)
    assert len(table) == 0
    assert report.fast > 0
    assert any("faster than any vehicle" in line for line in report.lines())


@pytest.mark.parametrize(("highway", "kmh"), [("residential", 110), ("motorway", 226)])
def test_no_pass_of_a_car_is_left_out_because_it_is_fast(
    network: Network, highway: str, kmh: float
) -> None:
    roads = dataclasses.replace(network, highway=np.full(len(network), highway, dtype=object))
    matched = match_trips(town.trips([ALONG]), roads, town.AREA)
    table, report = table_of(timed(matched, 50 / (kmh / 3.6)), roads)
    assert report.fast == 0
    assert len(table) > 0


def test_a_trip_at_walking_speed_is_left_out_and_a_slow_drive_is_not(network: Network) -> None:
    matched = match_trips(town.trips([ALONG]), network, town.AREA)
    walk, report = table_of(timed(matched, 45.0), network)  # 4 km/h, six minutes
    assert len(walk) == 0
    assert report.on_foot > 0
    jam, report = table_of(timed(matched, 15.0), network)  # 12 km/h
    assert len(jam) > 0
    assert report.on_foot == 0


def test_a_parked_vehicle_is_no_pass_and_a_red_light_is_one(network: Network) -> None:
    matched = match_trips(town.trips([ALONG], seconds=5), network, town.AREA)
    middle = edge_between(network, (0, 1), (1, 1))
    for waited, is_used in ((90.0, True), (900.0, False)):
        later = np.where(np.arange(matched.fixes) > 2, waited, 0.0)
        late = with_even_times(dataclasses.replace(matched, t=matched.t + later))
        table, report = table_of(late, network)
        assert (middle in table.edge) is is_used
        assert report.standing == (not is_used)


def test_a_vehicle_that_reports_every_five_minutes_and_stays_for_ten_is_no_slow_drive(
    network: Network,
) -> None:
    path = [(20, 200), (180, 200), (250, 200), (253, 200), (249, 200), (340, 200), (390, 200)]
    matched = match_trips(town.trips([path], seconds=20), network, town.AREA)
    t = town.START + np.array([0, 20, 40, 340, 640, 660, 680], dtype=float)
    table, report = table_of(with_even_times(dataclasses.replace(matched, t=t)), network)
    assert table.edge.tolist() == [edge_between(network, (0, 1), (1, 1))]
    assert report.standing == 1


def test_a_segment_that_takes_no_time_has_no_pace(network: Network) -> None:
    matched = match_trips(town.trips([ALONG]), network, town.AREA)
    table, report = table_of(timed(matched, 0.0), network)
    assert len(table) == 0
    assert report.without_duration > 0


def test_the_table_does_not_depend_on_how_many_passes_are_computed_at_once(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    matched = match_trips(town.trips([ALONG, ALONG[::-1], ALONG[:5]] * 3), network, town.AREA)
    whole, report = table_of(matched, network)
    monkeypatch.setattr(passes, "PASSES_TOGETHER", 3)
    parts, same = table_of(matched, network)
    assert report == same
    for each in dataclasses.fields(PassTable):
        np.testing.assert_array_equal(getattr(parts, each.name), getattr(whole, each.name))


def test_no_trips_make_an_empty_table(network: Network) -> None:
    table, report = table_of(MatchedTrips.empty(), network)
    assert len(table) == 0
    assert report == PassReport()
    assert report.lines() == []


def test_a_pass_has_the_probability_of_its_way_if_it_is_likely(network: Network) -> None:
    # A minute between two fixes: the way is recovered.
    matched = match_trips(town.trips([[(20, 200), (380, 200)]], seconds=60), network, town.AREA)
    for probability, used in ((0.5, 0), (0.75, len(matched.pass_edge))):
        matched.pass_probability[:] = probability
        table, report = table_of(matched, network)
        assert (report.used, report.uncertain) == (used, len(matched.pass_edge) - used)
        assert table.weight.tolist() == [probability] * used
        assert table.is_recovered.tolist() == [True] * used
