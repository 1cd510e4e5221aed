"""The form of answers: profiles of roads over the day, and their expected passes."""

from __future__ import annotations

import math
from typing import Any

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.answers import PLACE, checked
from trajganr_core.contract.road_times import (
    DAY_TYPES,
    EXPECTED_PASSES_FIELDS,
    HOURS,
    PROFILE_FIELDS,
)

DAY: dict[str, Any] = {name: [30.0] * HOURS for name in PROFILE_FIELDS}
PROFILE: dict[str, Any] = dict.fromkeys(DAY_TYPES, DAY)


def check(profile: Any, **place: Any) -> None:
    """Check an answer about a place with a road of this profile."""
    road = {
        "location": [0.0, 1.0],
        "embedding": [],
        "predictions": {},
        "nearest": [],
        "passes": [],
        "profile": profile,
    }
    checked({"location": [0.0, 1.0], "model": "m", "roads": [road], **place}, PLACE, "the answer")


def changed(day: str, name: str, values: Any) -> dict[str, Any]:
    return {**PROFILE, day: {**DAY, name: values}}


@pytest.mark.parametrize(
    "profile",
    [
        None,
        PROFILE,
        changed("weekday", "speed_kmh_low", [None] * HOURS),
        changed("weekend", "passes", [0] * HOURS),
        {**PROFILE, "holiday": {}},
    ],
)
def test_a_profile_has_24_numbers_or_is_absent(profile: Any) -> None:
    check(profile)
    check(profile, time_zone="Europe/Lisbon")


@pytest.mark.parametrize("odd", [None, "30", True, -1.0, math.nan, math.inf, 10**30, [30.0], {}])
@pytest.mark.parametrize("name", ["speed_kmh", "speed_kmh_high", "passes"])
def test_a_profile_with_an_odd_number_is_refused(name: str, odd: Any) -> None:
    if odd is None and name == "speed_kmh_high":
        return  # an interval may be unknown
    for day in DAY_TYPES:
        assert_refused(changed(day, name, [*DAY[name][:-1], odd]))


@pytest.mark.parametrize(
    "profile",
    [
        [],
        {},
        "profile",
        {"weekday": DAY},
        {"weekday": DAY, "weekend": None},
        {"weekday": DAY, "weekend": {}},
        changed("weekday", "speed_kmh", [30.0] * (HOURS - 1)),
        changed("weekday", "speed_kmh", [30.0] * (HOURS + 1)),
        changed("weekend", "passes", "0" * HOURS),
        changed("weekend", "passes", dict.fromkeys(range(HOURS), 0)),
        changed("weekend", "speed_p85_kmh", None),
    ],
)
def test_a_malformed_profile_is_refused(profile: Any) -> None:
    assert_refused(profile)


@pytest.mark.parametrize("name", EXPECTED_PASSES_FIELDS)
def test_expected_passes_may_be_absent_or_unknown(name: str) -> None:
    check(changed("weekday", name, [0.25] * HOURS))
    check(changed("weekend", name, [None, *[0] * (HOURS - 1)]))


@pytest.mark.parametrize("name", EXPECTED_PASSES_FIELDS)
@pytest.mark.parametrize(
    "values",
    [
        None,
        {},
        [],
        0.25,
        "0" * HOURS,
        [0.25] * (HOURS - 1),
        [0.25] * (HOURS + 1),
        *([odd] * HOURS for odd in ("0", True, -0.1, math.nan, math.inf, 10**30, [0.25])),
    ],
)
def test_malformed_expected_passes_are_refused(name: str, values: Any) -> None:
    for day in DAY_TYPES:
        assert_refused(changed(day, name, values))


def test_the_time_zone_is_text() -> None:
    assert_refused(PROFILE, time_zone=5)


def assert_refused(profile: Any, **place: Any) -> None:
    with pytest.raises(TrajganrError) as caught:
        check(profile, **place)
    assert caught.value.code is Code.PROTOCOL_SCHEMA
