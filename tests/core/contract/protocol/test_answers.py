"""The form of answers about times: profiles of roads over the day, and what was observed."""

from __future__ import annotations

import math
from typing import Any

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.layers.road_times import (
    DAY_TYPES,
    EXPECTED_PASSES_FIELDS,
    HOURS,
    OBSERVED_BINS,
    PROFILE_FIELDS,
)
from trajganr_core.contract.protocol.answers import parsed
from trajganr_core.contract.protocol.place_answers import PlaceAnswer, RoadTimes

DAY: dict[str, Any] = {name: [30.0] * HOURS for name in PROFILE_FIELDS}
PROFILE: dict[str, Any] = dict.fromkeys(DAY_TYPES, DAY)


OBSERVED: dict[str, Any] = {
    "min_drivers": 5,
    "week": [None, *[[7, 10.0, 20.0, 30.0]] * 167],
    "days": {day: [None, *[[10.0, 20.0, 30.0]] * 23] for day in DAY_TYPES},
    "speeds": [None, *[3] * (OBSERVED_BINS - 1)],
}


def check(profile: Any, **observed: Any) -> None:
    """Check an answer about the times of a road."""
    parsed(RoadTimes, {"edge": 1, "profile": profile, **OBSERVED, **observed}, "the answer")


def changed(day: str, name: str, values: Any) -> dict[str, Any]:
    return {**PROFILE, day: {**DAY, name: values}}


@pytest.mark.parametrize(
    "profile",
    [
        None,
        PROFILE,
        changed("weekday", "speed_kmh_low", [None] * HOURS),
        changed("weekend", "passes", [0] * HOURS),
        changed("weekday", "passes", [None, *[0] * (HOURS - 1)]),
        {**PROFILE, "holiday": {}},
    ],
)
def test_a_profile_has_24_numbers_or_is_absent(profile: Any) -> None:
    check(profile)


@pytest.mark.parametrize("odd", [None, "30", True, -1.0, math.nan, math.inf, 10**30, [30.0], {}])
@pytest.mark.parametrize("name", ["speed_kmh", "speed_kmh_high", "passes"])
def test_a_profile_with_an_odd_number_is_refused(name: str, odd: Any) -> None:
    if odd is None and name in ("speed_kmh_high", "passes"):
        return  # an interval may be unknown, and passes may be of too few drivers
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


@pytest.mark.parametrize(
    "observed",
    [
        {"days": {}},
        {"days": dict.fromkeys(DAY_TYPES, [None] * (HOURS + 1))},
        {"days": dict.fromkeys(DAY_TYPES, [[7, 10.0, 20.0, 30.0]] * HOURS)},
        {"days": dict.fromkeys(DAY_TYPES, [[10.0, math.nan, 30.0]] * HOURS)},
        {"week": [[10.0, 20.0, 30.0]] * 168},
        {"speeds": [0.5] * OBSERVED_BINS},
    ],
)
def test_malformed_observed_times_are_refused(observed: dict[str, Any]) -> None:
    assert_refused(PROFILE, **observed)


def test_the_time_zone_of_a_place_is_text() -> None:
    place = {"location": [0.0, 1.0], "model": "m", "photo": None, "roads": []}
    parsed(PlaceAnswer, {**place, "time_zone": "Europe/Lisbon"}, "the answer")
    with pytest.raises(TrajganrError):
        parsed(PlaceAnswer, {**place, "time_zone": 5}, "the answer")


def assert_refused(profile: Any, **observed: Any) -> None:
    with pytest.raises(TrajganrError) as caught:
        check(profile, **observed)
    assert caught.value.code is Code.PROTOCOL_SCHEMA
