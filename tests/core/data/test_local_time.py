"""Time zones of study areas, and local times of the week."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.time_sets import MINUTES_PER_WEEK, NAMED_SETS, parse_time_set
from trajganr_core.data.local_time import (
    days_by_hour,
    hours_of,
    is_in,
    time_zone_of,
    times_of_week,
)
from trajganr_core.data.roads.network import Network

ZONES = ["Europe/Lisbon", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Etc/GMT+12"]
SUMMER_2013 = (1_372_636_800.0, 1_372_809_600.0)


def moved(network: Network, lon: float, lat: float, edges: slice = slice(None)) -> Network:
    """The network with some edges elsewhere."""
    vertices = np.repeat(np.arange(len(network)), np.diff(network.offsets))
    chosen = np.isin(vertices, np.arange(len(network))[edges])
    return dataclasses.replace(
        network,
        lon=np.where(chosen, lon, network.lon),
        lat=np.where(chosen, lat, network.lat),
    )


@given(st.sampled_from(ZONES), st.floats(0, 4e9))
def test_local_times_are_those_of_the_zone_s_clocks(zone: str, t: float) -> None:
    minute, day = times_of_week(np.array([t]), zone)
    local = datetime.fromtimestamp(t, UTC).astimezone(ZoneInfo(zone))
    expected = 1440 * local.weekday() + 60 * local.hour + local.minute + local.second / 60
    assert minute[0] == pytest.approx(expected, abs=0.02)
    assert 0 <= minute[0] < MINUTES_PER_WEEK
    assert day[0] == (local.date() - date(1970, 1, 1)).days


def test_the_hour_follows_daylight_saving_time() -> None:
    # Half past noon UTC, the day before and on the day when Lisbon's clocks go forward.
    before = datetime(2013, 3, 30, 12, 30, tzinfo=UTC).timestamp()
    minute, _ = times_of_week(np.array([before, before + 86_400]), "Europe/Lisbon")
    assert minute.tolist() == [5 * 1440 + 750, 6 * 1440 + 810]


def test_the_end_of_the_week_stays_in_the_week() -> None:
    sunday_midnight = datetime(2013, 7, 8, tzinfo=UTC).timestamp()
    minute, _ = times_of_week(np.array([sunday_midnight - 1e-6, sunday_midnight]), "UTC")
    assert minute[0] < MINUTES_PER_WEEK
    assert minute[1] == 0


@pytest.mark.parametrize("text", [*NAMED_SETS, "22:00-05:00", "Sun 22:00-05:00; Tue 12:15-12:45"])
def test_membership_is_that_of_the_set(text: str) -> None:
    each = parse_time_set(text)
    minutes = np.arange(0, MINUTES_PER_WEEK, 15)
    expected = [any(begin <= minute < end for begin, end in each.intervals) for minute in minutes]
    assert is_in(each, minutes.astype(np.float32)).tolist() == expected


def test_the_zone_is_that_of_the_roads(network: Network) -> None:
    zone = time_zone_of(network, SUMMER_2013)
    assert (zone.name, zone.others) == ("Europe/Lisbon", ())
    assert zone.remark == "Local times are those of Europe/Lisbon."


def test_an_area_across_two_zones_is_said_to_be_with_the_share_of_the_smaller_one(
    network: Network,
) -> None:
    quarter = moved(network, -8.0, 42.4, slice(len(network) // 4))  # in Galicia
    zone = time_zone_of(quarter, SUMMER_2013)
    assert zone.name == "Europe/Lisbon"
    ((other, share),) = zone.others
    assert other == "Europe/Madrid"
    assert share == pytest.approx(0.25, abs=0.05)
    assert "Europe/Madrid (" in zone.remark
    assert "set the time zone" in zone.remark


def test_zones_with_the_same_clock_are_one(network: Network) -> None:
    in_spain = moved(network, -2.0, 43.2)
    in_france = moved(in_spain, 0.5, 45.0, slice(len(network) // 3))
    assert time_zone_of(in_france, SUMMER_2013).others == ()


@pytest.mark.parametrize("name", ["Europe/Lisboa", "../../etc/passwd", "", "Europe", "x" * 500])
def test_an_unknown_zone_is_refused(name: str) -> None:
    with pytest.raises(TrajganrError, match="There is no time zone") as caught:
        times_of_week(np.zeros(1), name)
    assert caught.value.code is Code.INPUT_FIELD
    assert len(caught.value.message) < 200


def test_roads_at_sea_have_the_nautical_zone(network: Network) -> None:
    assert time_zone_of(moved(network, -30.0, 40.0), SUMMER_2013).name == "Etc/GMT+2"


def test_hours_of_a_set_are_those_of_the_week_that_it_covers() -> None:
    hours = hours_of(parse_time_set("Mon 07:30-09:00; Sun 23:30-00:15"))
    assert {hour: hours[hour] for hour in np.flatnonzero(hours).tolist()} == {
        0: 0.25,
        7: 0.5,
        8: 1.0,
        167: 0.5,
    }
    assert hours_of(parse_time_set("whole week")).tolist() == [1.0] * 168


def test_days_of_an_hour_count_once() -> None:
    minute = np.array([30, 45, 30, 10_079], dtype=np.float32)
    days = days_by_hour([(minute, np.array([0, 0, 7, 6], dtype=np.int32))])
    assert (days[0], days[167], days.sum()) == (2, 1, 3)
