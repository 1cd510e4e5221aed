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

from trajganr_core.data.readers.times import Times
from trajganr_core.errors import Code, TrajganrError

T = 1372636853.0  # 2013-07-01T00:00:53Z
LISBON = ZoneInfo("Europe/Lisbon")


def seconds(values: Any, **options: str) -> list[float]:
    return Times(**options).read(pa.array(values)).tolist()


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
    assert Times().read(column).tolist() == [T]


def test_the_unit_of_numbers_can_be_told() -> None:
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
    moment = clock.replace(tzinfo=ZoneInfo(zone))
    found = seconds([clock.isoformat()], zone=zone)
    if moment.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != clock:
        assert np.isnan(found).all()  # left out when summer time begins
    else:
        assert found == [pytest.approx(moment.timestamp(), abs=1e-6)]


def test_the_repeated_hour_is_the_first() -> None:
    twice = datetime(2013, 10, 27, 1, 30, tzinfo=LISBON)
    assert seconds(["2013-10-27 01:30:00"], zone="Europe/Lisbon") == [twice.timestamp()]
    assert twice.replace(fold=1) - twice == timedelta(0)
    assert twice.replace(fold=1).timestamp() - twice.timestamp() == 3600


@pytest.mark.parametrize(
    ("values", "zone", "said"),
    [
        (["2013-07-01T00:00:53Z"], "Europe/Lisbon", "ISO 8601"),
        (["2013-07-01T00:00:53"], "Europe/Lisbon", "ISO 8601 in Europe/Lisbon"),
        ([5], "UTC", "Unix seconds"),
        ([datetime(2013, 7, 1)], "UTC", "date and time in UTC"),
    ],
)
def test_unit_and_zone_are_said(values: list[Any], zone: str, said: str) -> None:
    times = Times(zone=zone)
    times.read(pa.array(values))
    assert times.description == said


@pytest.mark.malformed
def test_the_first_value_that_is_no_time_is_named() -> None:
    times = Times()
    times.read(pa.array(["2013-07-01", None, "noon", "midnight"]))
    error = times.none_readable("here")
    assert (error.code, error.parameters["value"]) == (Code.INPUT_TIME, "noon")


@pytest.mark.malformed
@pytest.mark.parametrize("number", [1372636853000000000, 20130701120000])
def test_numbers_too_large_for_milliseconds_are_refused(number: int) -> None:
    with pytest.raises(TrajganrError) as error:
        seconds([number])
    assert error.value.code is Code.INPUT_TIME
