"""Limits of reached roads and the time of the week are checked before a job runs."""

from __future__ import annotations

from typing import Any

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.travel_times import MAX_LIMITS, TravelTimesParams


def test_limits_are_numbers_in_ascending_order() -> None:
    params = TravelTimesParams(model="m", origins="p", reach=("15", "5", "7.5"))
    assert params.limits_min == (5.0, 7.5, 15.0)
    assert TravelTimesParams(model="m", origins="p").limits_min == ()


@pytest.mark.parametrize(
    "reach",
    [
        ("five",),
        ("0",),
        ("-5",),
        ("inf",),
        ("nan",),
        ("5", "5.0"),
        tuple(map(str, range(1, MAX_LIMITS + 2))),
    ],
    ids=str,
)
def test_other_limits_are_refused(reach: tuple[str, ...]) -> None:
    with pytest.raises(TrajganrError) as caught:
        TravelTimesParams(model="m", origins="p", reach=reach)
    assert caught.value.code is Code.INPUT_FIELD


@pytest.mark.parametrize("wrong", [{"with_isochrones": True}, {"isochrone_distance_m": 0.0}])
def test_isochrones_need_limits_and_a_positive_distance(wrong: dict[str, Any]) -> None:
    with pytest.raises(TrajganrError) as caught:
        TravelTimesParams(model="m", origins="p", **wrong)
    assert caught.value.code is Code.INPUT_FIELD


def test_a_wrong_time_of_the_week_is_refused() -> None:
    with pytest.raises(TrajganrError) as caught:
        TravelTimesParams(model="m", origins="p", time_set="Mon-Fry")
    assert caught.value.code is Code.INPUT_FIELD
