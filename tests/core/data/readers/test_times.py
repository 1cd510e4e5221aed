"""Times as Unix seconds."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data.readers.times import Times, resolve_repeated

T = 1372636853.0  # 2013-07-01T00:00:53Z
LISBON = ZoneInfo("Europe/Lisbon")


def seconds(values: Any, zone: str = "UTC", **options: str) -> list[float]:
    return Times(zone=zone, **options).read(pa.array(values)).tolist()


@pytest.mark.parametrize(
    "text",
    [
        "2013-07-01T00:00:53Z",
        "2013-07-01 00:00:53",
        "2013-07-01T01:00:53+01:00",
        "2013-07-01 05:30:53+0530",
        "2013-06-30T16:00:53-08",
        "2013/07/01 00:00:53",
        "2013/07/01 01:00:53+01",
        "2013-07-01 00:00:53 UTC",
        "20130701T000053Z",
        " 2013-07-01T00:00:53.000Z ",
        "2013-07-01T00:00:53.0000000Z",
        "1372636853",
        "1372636853000",
        "1.372636853e9",
    ],
)
def test_texts_are_read(text: str) -> None:
    assert seconds([text]) == [T]


def test_fractions_of_seconds_are_kept() -> None:
    assert seconds(["2013-07-01T00:00:53.125Z", "1970-01-01T00:00:00.5Z"]) == [T + 0.125, 0.5]
    assert seconds(["1372636853.125"]) == [T + 0.125]
    assert seconds([1372636853125]) == [T + 0.125]


def test_forms_may_be_mixed_in_a_column() -> None:
    texts = ["2013-07-01T00:00:53Z", "2013-07-01 01:00:53", "2013/07/01", "never", None]
    found = Times(zone="Europe/Lisbon").read(pa.array(texts))
    np.testing.assert_array_equal(found, [T, T, T - 53 - 3600, np.nan, np.nan])


@pytest.mark.parametrize("value", [datetime(2013, 7, 1, 1, 0, 53, tzinfo=LISBON), T, int(T)])
def test_values_of_other_types_are_read(value: Any) -> None:
    assert seconds([value]) == [T]


def test_dates_are_midnights_of_the_zone() -> None:
    assert seconds([date(2013, 7, 1)], zone="Europe/Lisbon") == [T - 53 - 3600]


@pytest.mark.parametrize("kind", ["s", "ms", "us", "ns"])
def test_timestamps_of_any_resolution_are_read(kind: str) -> None:
    column = pa.array([datetime(2013, 7, 1, 0, 0, 53)], pa.timestamp(kind))
    assert Times(zone="UTC").read(column).tolist() == [T]


def test_the_unit_of_numbers_can_be_given() -> None:
    assert seconds([1500, 2000], unit="ms") == [1.5, 2]
    assert seconds([1372636853000], unit="s") == [1372636853000]


def test_the_unit_is_that_of_the_first_batch() -> None:
    times = Times()
    times.read(pa.array([1372636853000]))
    assert times.read(pa.array([5000])).tolist() == [5]
    assert times.description == "Unix milliseconds"


@settings(max_examples=60)
@given(
    st.datetimes(datetime(1971, 1, 1), datetime(2037, 1, 1)),
    st.sampled_from(["Europe/Lisbon", "America/Los_Angeles", "Asia/Kolkata", "Australia/Sydney"]),
)
def test_times_of_a_clock_are_those_of_its_zone(clock: datetime, zone: str) -> None:
    moment = clock.replace(tzinfo=ZoneInfo(zone), fold=0)
    found = seconds([clock.isoformat()], zone=zone)
    if moment.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != clock.replace(
        fold=0
    ):
        assert np.isnan(found).all()  # left out when summer time begins
    else:
        assert found == [pytest.approx(moment.timestamp(), abs=1e-6)]


def test_times_of_an_hour_that_the_clock_repeats_or_leaves_out_are_marked() -> None:
    times = Times(zone="Europe/Lisbon")
    texts = ["2013-10-27 00:59", "2013-10-27 01:00", None, "2013-10-27 01:59", "2013-10-27 02:00"]
    times.read(pa.array(texts))
    assert times.repeated.tolist() == [False, True, False, True, False]
    assert not times.skipped.any()
    found = times.read(pa.array(["2013-03-31 00:59", "2013-03-31 01:30", "noon"]))
    assert times.skipped.tolist() == [False, True, False]
    assert not times.repeated.any()
    assert np.isfinite(found).tolist() == [True, False, False]


AUTUMN = datetime(2013, 10, 26, 23, 0, tzinfo=UTC)  # midnight in Lisbon; at 2:00 it is 1:00


@settings(max_examples=200)
@given(st.integers(0, 120), st.lists(st.integers(1, 20), min_size=20, max_size=20))
def test_a_trip_that_passes_the_repeated_hour_is_read_as_it_was(
    start: int, steps: list[int]
) -> None:
    minutes = start + np.r_[0, np.cumsum(steps)]
    moments = [AUTUMN + timedelta(minutes=int(minute)) for minute in minutes]
    times = Times(zone="Europe/Lisbon")
    clock = [moment.astimezone(LISBON).replace(tzinfo=None) for moment in moments]
    t = times.read(pa.array(clock))
    found, unknown = resolve_repeated(t, times.repeated, np.array([0, len(t)]))
    shown = times.repeated & ~unknown
    assert found[~times.repeated].tolist() == t[~times.repeated].tolist()
    # A trip that begins in the hour has nothing before to tell where it was, unless it goes back.
    if start < 60:
        true = np.array([moment.timestamp() for moment in moments])
        np.testing.assert_array_equal(found[shown], true[shown])


def resolved(*clock: str) -> list[str | None]:
    """What times of a trip in Lisbon are in UTC; None where that cannot be decided."""
    times = Times(zone="Europe/Lisbon")
    t = times.read(pa.array([f"2013-10-27 {time}" for time in clock]))
    found, unknown = resolve_repeated(t, times.repeated, np.array([0, len(t)]))
    return [
        None if is_unknown else f"{datetime.fromtimestamp(seconds, UTC):%H:%M}"
        for seconds, is_unknown in zip(found, unknown, strict=True)
    ]


def test_the_repeated_hour_is_decided_by_the_order_of_a_trip() -> None:
    assert resolved("00:50", "01:10", "01:20") == ["23:50", "00:10", "00:20"]
    assert resolved("01:40", "01:50", "02:10") == ["01:40", "01:50", "02:10"]
    assert resolved("01:50", "01:10") == ["00:50", "01:10"]
    assert resolved("00:58", "01:00", "01:59", "02:40") == ["23:58", "00:00", "00:59", "02:40"]


@pytest.mark.malformed
def test_a_trip_within_the_repeated_hour_cannot_be_decided() -> None:
    assert resolved("01:10", "01:20") == [None, None]
    assert resolved("01:50", "01:10", "01:40", "01:20") == [None] * 4


@pytest.mark.parametrize(
    ("values", "zone", "expected"),
    [
        (["2013-07-01T00:00:53Z"], "Europe/Lisbon", "ISO 8601"),
        (["2013-07-01T00:00:53"], "Europe/Lisbon", "ISO 8601 in Europe/Lisbon"),
        ([5], "UTC", "Unix seconds"),
        ([datetime(2013, 7, 1)], "UTC", "date and time in UTC"),
    ],
)
def test_unit_and_zone_are_reported(values: list[Any], zone: str, expected: str) -> None:
    times = Times(zone=zone)
    times.read(pa.array(values))
    assert times.description == expected


@pytest.mark.malformed
def test_the_first_value_that_is_no_time_is_named() -> None:
    times = Times(zone="UTC")
    times.read(pa.array(["2013-07-01", None, "noon", "midnight"]))
    error = times.none_readable("here")
    assert (error.code, error.parameters["value"]) == (Code.INPUT_TIME, "noon")


@pytest.mark.malformed
@pytest.mark.parametrize(
    "value", ["2013-07-01T00:00:53", "2013-07-01", datetime(2013, 7, 1), date(2013, 7, 1)]
)
def test_times_without_a_zone_are_refused_unless_one_is_chosen(value: Any) -> None:
    with pytest.raises(TrajganrError, match="here: times such as '2013-07-01") as error:
        Times(where="here").read(pa.array([None, value]))
    assert error.value.code is Code.INPUT_TIME
    assert "--time-zone" in error.value.next_action


@pytest.mark.parametrize("value", ["2013-07-01T00:00:53Z", T, str(T)])
def test_times_with_a_zone_and_unix_times_need_no_choice(value: Any) -> None:
    assert Times().read(pa.array([value])).tolist() == [T]


@pytest.mark.malformed
@pytest.mark.parametrize("values", [[41456.25, 41456.26], ["41456.25", "41457"], ["41456,25"]])
def test_days_of_a_spreadsheet_are_refused(values: Any) -> None:
    with pytest.raises(TrajganrError, match=r"such as 41456\.25 are probably the days") as error:
        seconds(values)
    assert error.value.code is Code.INPUT_TIME
    assert seconds([41456.25], unit="s") == [41456.25]


@pytest.mark.malformed
@pytest.mark.parametrize("wrong", [1e30, -1e30, 1e14])
def test_a_single_time_that_is_too_large_is_left_out(wrong: float) -> None:
    np.testing.assert_array_equal(seconds([wrong, T, T + 1]), [np.nan, T, T + 1])
    np.testing.assert_array_equal(seconds([wrong, T * 1000, T * 1000]), [np.nan, T, T])


def test_a_year_far_away_is_no_failure() -> None:
    assert np.isfinite(seconds(["9999-12-31 00:00:00", "0001-01-01"], "Europe/Lisbon")).all()


@pytest.mark.malformed
@pytest.mark.parametrize("number", [1372636853000000000, 20130701120000])
def test_numbers_too_large_for_milliseconds_are_refused(number: int) -> None:
    with pytest.raises(TrajganrError) as error:
        seconds([number])
    assert error.value.code is Code.INPUT_TIME
