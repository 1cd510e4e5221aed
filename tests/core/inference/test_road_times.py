"""Predictions of segments at sets of times."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pandas as pd
import pytest
import torch
from road_passes import AREA, chain, passes

from trajganr_core.contract.layers.predicted_columns import hour_columns, time_fields
from trajganr_core.contract.layers.road_times import (
    DAY_TYPES,
    EXPECTED_PASSES_FIELDS,
    HOURS,
    MIN_DRIVERS,
    PROFILE_FIELDS,
)
from trajganr_core.contract.options.time_sets import WHOLE_WEEK, parse_time_set
from trajganr_core.data import passes as passes_module
from trajganr_core.evaluation.path_step import PathStep
from trajganr_core.evaluation.road_intervals import RoadIntervals
from trajganr_core.features.known_roads import KnownRoads
from trajganr_core.features.pass_context import PassContext, Surroundings
from trajganr_core.inference import road_times
from trajganr_core.inference.road_times import RoadTimes, times_of, travel_times
from trajganr_core.model.road_function import RoadFunction

MORNINGS = parse_time_set("Mon-Fri 07:00-09:00")
WEEKEND = parse_time_set("weekend")
EDGES, DRIVERS = 4, 300
EVERY = np.arange(EDGES)
LENGTH_M = np.array([100.0, 200.0, 50.0, 100.0])


@pytest.fixture(scope="module")
def times() -> RoadTimes:
    """Monday mornings at 18 km/h and Monday nights at 36 km/h, as often; none at weekends.

    The function is untrained: it returns weighted means of the passes.
    """
    edge, driver = np.tile(EVERY, DRIVERS), np.repeat(np.arange(DRIVERS), EDGES)
    is_morning = driver % 2 == 0
    minute, seconds = np.where(is_morning, 480.0, 120.0), np.where(is_morning, 20.0, 10.0)
    context = PassContext(
        Surroundings.of(chain(EDGES), AREA), passes(edge, driver, minute, seconds)
    )
    torch.manual_seed(0)
    features = context.queries(np.array([0]), np.array([0.0])).features.shape[1]
    function = RoadFunction(features).eval()
    step = PathStep(mean=1.0, median=1.0, shorter=2.0, longer=2.0)
    known = KnownRoads(function, RoadIntervals(np.full((6, 5), 2.0)), context, "", step)
    return RoadTimes(known, "Europe/Lisbon")


#: What is published of the passes of a segment at each hour: nothing.
UNTOLD: dict[str, list[int | None]] = {day: [None] * HOURS for day in DAY_TYPES}


def changed(times: RoadTimes, **members: Any) -> RoadTimes:
    """The same with other members of what is known."""
    return RoadTimes(dataclasses.replace(times.known, **members), times.time_zone)


def speeds(times: RoadTimes, text: str, edge: np.ndarray = EVERY) -> dict[str, np.ndarray]:
    """What is known at a time set."""
    return times.at(edge, LENGTH_M[: len(edge)], parse_time_set(text))


def test_a_set_is_asked_at_the_middle_of_each_of_its_hours() -> None:
    times = times_of(parse_time_set("Mon 07:00-09:00; Wed 07:30-08:15"))
    wednesday = 2 * 1440
    np.testing.assert_allclose(times.minute, [450, 510, wednesday + 465, wednesday + 487.5])
    np.testing.assert_allclose(times.share, np.array([60, 60, 30, 15]) / 165)


def test_the_whole_week_is_asked_without_a_time() -> None:
    assert np.isnan(times_of(WHOLE_WEEK).minute).all()


def test_the_morning_is_slower_than_the_whole_week(times: RoadTimes) -> None:
    morning, week = speeds(times, "Mon-Fri 07:00-09:00"), speeds(times, "whole week")
    assert (morning["speed_kmh"] < 21).all()
    # The space mean of both is 24 km/h.
    np.testing.assert_allclose(week["speed_kmh"], 24, atol=1.5)
    assert morning["passes"].tolist() == [DRIVERS / 2] * EDGES
    assert week["passes"].tolist() == [DRIVERS] * EDGES
    assert (morning["speed_kmh_low"] < morning["speed_kmh"]).all()
    assert (morning["speed_kmh"] < morning["speed_kmh_high"]).all()
    assert (morning["speed_p15_kmh"] < morning["speed_p50_kmh"]).all()
    assert (morning["speed_p50_kmh"] < morning["speed_p85_kmh"]).all()


def test_the_pace_of_a_set_is_the_mean_of_those_of_its_hours(times: RoadTimes) -> None:
    both = 1 / speeds(times, "Mon 02:00-04:00")["speed_kmh"]
    hours = [1 / speeds(times, f"Mon 0{h}:00-0{h + 1}:00")["speed_kmh"] for h in (2, 3)]
    np.testing.assert_allclose(both, np.mean(hours, axis=0), rtol=1e-3)


def test_a_prediction_says_what_it_rests_on(times: RoadTimes) -> None:
    context = times.known.context
    one = context.table.take(context.table.edge == 0)
    alone = changed(times, context=PassContext(context.surroundings, one))
    assert speeds(alone, "Mon 08:00-09:00")["basis"].tolist() == ["passes"] + ["few passes"] * 3
    assert set(speeds(alone, "weekend")["basis"]) == {"prior"}
    assert np.isfinite(speeds(alone, "weekend")["speed_kmh"]).all()
    assert np.isnan(speeds(alone, "weekend")["expected_passes"]).all()
    expected = speeds(alone, "Mon 08:00-09:00")["expected_passes"]
    assert expected[0] > DRIVERS / 3 > 10 * expected[1] > 0


def test_passes_of_few_drivers_are_not_told_from_none(times: RoadTimes) -> None:
    passes = times.known.context.table
    few = (passes.edge != 1) | (passes.driver < 2 * (MIN_DRIVERS - 1))
    enough = (passes.edge != 1) | (passes.driver < 2 * MIN_DRIVERS)
    none = passes.edge != 1
    surroundings = times.known.context.surroundings
    for kept, basis in ((few, "few passes"), (none, "few passes"), (enough, "passes")):
        context = PassContext(surroundings, passes.take(kept))
        found = speeds(changed(times, context=context), "Mon 08:00-09:00")
        assert found["basis"][1] == basis
        assert pd.isna(found["passes"][1]) == (basis != "passes")
        assert found["passes"][0] == DRIVERS / 2


def test_numbers_of_passes_cannot_be_subtracted_to_those_of_few_drivers(times: RoadTimes) -> None:
    """Four drivers drive over the road at 8:00, all of the others at 2:00."""
    passes = times.known.context.table
    kept = (passes.edge != 1) | (passes.driver < 8) | (passes.minute_of_week == 120)
    found = changed(times, context=PassContext(times.known.context.surroundings, passes.take(kept)))
    week, nights = WHOLE_WEEK, parse_time_set("Mon-Fri 00:00-05:00")
    alone = found.at(EVERY, LENGTH_M, nights)["passes"]
    assert alone[1] == DRIVERS / 2
    beside = found.at(EVERY, LENGTH_M, nights, beside=(nights, week))
    assert pd.isna(beside["passes"]).tolist() == [False, True, False, False]
    whole = found.at(EVERY, LENGTH_M, week, beside=(nights, week))["passes"]
    assert whole[1] == DRIVERS / 2 + 4


def test_passes_that_are_read_in_parts_are_counted_alike(
    times: RoadTimes, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, profile = speeds(times, "Mon 08:00-09:00"), times.profile(1, UNTOLD)
    monkeypatch.setattr(passes_module, "PASSES_TOGETHER", 101)
    again = dataclasses.replace(times)
    parts = speeds(again, "Mon 08:00-09:00")
    for name in ("passes", "basis", "expected_passes"):
        assert parts[name].tolist() == whole[name].tolist()
    assert again.profile(1, UNTOLD) == profile


def test_a_road_that_the_bundle_has_not_has_no_prediction(times: RoadTimes) -> None:
    found = speeds(times, "whole week", np.array([2, -1, 2]))
    assert np.isnan(found["speed_kmh"]).tolist() == [False, True, False]
    assert pd.isna(found["passes"]).tolist() == [False, True, False]
    assert np.isnan(found["expected_passes"]).tolist() == [False, True, False]
    assert found["basis"].tolist() == ["passes", None, "passes"]
    hours = times.hours(np.array([2, -1, 2]))
    assert np.isnan(hours["speed_kmh_weekday_08"]).tolist() == [False, True, False]


def test_a_travel_time_is_the_length_of_the_row_by_its_mean_speed(times: RoadTimes) -> None:
    found = speeds(times, "whole week")
    np.testing.assert_allclose(found["travel_s"], 3.6 * LENGTH_M / found["speed_kmh"], rtol=1e-3)
    assert found["travel_s"][1] == pytest.approx(2 * found["travel_s"][0], rel=0.05)
    unknown = speeds(times, "whole week", np.array([2, -1, 2]))["travel_s"]
    assert np.isnan(unknown).tolist() == [False, True, False]


def test_a_speed_of_zero_has_no_travel_time() -> None:
    found = travel_times(np.array([100.0, 100.0]), np.array([36.0, 0.0]))
    np.testing.assert_array_equal(found, [10.0, np.nan])


def test_hours_and_profiles_are_those_of_time_sets(times: RoadTimes) -> None:
    night = speeds(times, "Mon-Fri 02:00-03:00")
    hours = times.hours(EVERY)
    passes: dict[str, list[int | None]] = {"weekday": [0, 0, 150] + [0] * 21, "weekend": [0] * 24}
    profile = times.profile(3, passes)
    assert list(hours) == list(hour_columns())
    np.testing.assert_allclose(hours["speed_kmh_weekday_02"], night["speed_kmh"])
    assert set(profile["weekend"]) == {*PROFILE_FIELDS, *EXPECTED_PASSES_FIELDS}
    for name in PROFILE_FIELDS:
        assert profile["weekday"][name][2] == pytest.approx(night[name][3], abs=0.011)
    assert {day: fields["passes"] for day, fields in profile.items()} == passes


def test_the_expected_passes_of_a_profile_are_those_of_time_sets(times: RoadTimes) -> None:
    for road in EVERY.tolist():
        profile = times.profile(road, UNTOLD)
        for day, hour in ((day, hour) for day in DAY_TYPES for hour in range(HOURS)):
            predicted = speeds(times, f"{DAY_TYPES[day]} {hour:02}:00-{hour + 1:02}:00")
            for name in EXPECTED_PASSES_FIELDS:
                found = profile[day][name][hour]
                assert (np.nan if found is None else found) == pytest.approx(
                    predicted[name][road], nan_ok=True
                )
            has_trips = day == "weekday" and hour in (2, 8)
            assert (profile[day]["expected_passes"][hour] is not None) == has_trips


def test_a_profile_does_not_show_hours_of_few_drivers(times: RoadTimes) -> None:
    """Drivers of the morning: four leave the city's hours, as none do; five show."""
    passes = times.known.context.table
    ratios = []
    for drivers in (0, MIN_DRIVERS - 1, MIN_DRIVERS):
        kept = (passes.edge != 1) | (passes.driver < 2 * drivers) & (passes.minute_of_week == 480)
        context = PassContext(times.known.context.surroundings, passes.take(kept))
        profile = changed(times, context=context).profile(1, UNTOLD)
        expected = profile["weekday"]["expected_passes"]
        assert expected[2] is not None
        assert expected[8] is not None
        ratios.append(expected[8] / expected[2])
    none, few, enough = ratios
    assert few == pytest.approx(none, rel=0.05)
    assert enough > 1.2 * few


def test_small_expected_passes_are_not_rounded_to_zero(times: RoadTimes) -> None:
    passes = times.known.context.table
    context = PassContext(times.known.context.surroundings, passes.take(passes.edge == 0))
    found = speeds(changed(times, context=context), "Mon 08:00-09:00")["expected_passes"]
    assert 0 < found[3] < 0.5
    assert found[3] != round(found[3], 2)
    values = np.array([0.0123456, 1e-9, 1e-300, 0.0, 12.3456, 123456.7, np.nan])
    np.testing.assert_array_equal(
        road_times._significant(values), [0.01235, 0, 0, 0, 12.35, 123457, np.nan]
    )


def test_an_interval_that_could_not_be_calibrated_is_empty(times: RoadTimes) -> None:
    without = changed(times, intervals=RoadIntervals(np.full((6, 5), np.inf)))
    found = speeds(without, "whole week")
    assert np.isnan(found["speed_kmh_low"]).all()
    assert np.isnan(found["speed_kmh_high"]).all()
    assert without.profile(0, UNTOLD)["weekday"]["speed_kmh_low"] == [None] * 24


def test_the_columns_are_those_of_the_contract(times: RoadTimes) -> None:
    weekend = times.at(EVERY, LENGTH_M, WEEKEND)
    named = [WEEKEND.column(name) for name in weekend]
    assert named == [field.name for field in time_fields(WEEKEND)]
    assert not {*named} & {MORNINGS.column(name) for name in weekend}
