"""Observed traffic of a segment by hour, as far as it is published."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from road_passes import halves

from trajganr_core.contract.layers.road_times import (
    DAY_TYPES,
    HOURS,
    OBSERVED_BIN_KMH,
    OBSERVED_BINS,
)
from trajganr_core.data.passes import PassTable
from trajganr_core.traffic.observed_week import observed_week

DAY = 24 * 60
MONDAY_8, SATURDAY_8 = 8 * 60 + 5.0, 5 * DAY + 8 * 60 + 5.0


def table(minute: list[float], driver: list[int], kmh: list[float]) -> PassTable:
    count = len(minute)
    return PassTable.certain(
        edge=np.zeros(count, dtype=np.int32),
        piece=np.arange(count, dtype=np.int32),
        driver=np.array(driver, dtype=np.int32),
        enter_t=np.zeros(count),
        seconds=(360.0 / np.array(kmh)).astype(np.float32),
        metres=np.full(count, 100.0, dtype=np.float32),
        minute_of_week=np.array(minute, dtype=np.float32),
        local_day=np.zeros(count, dtype=np.int32),
    )


def test_percentiles_are_speeds_of_passes_where_enough_drivers_are_beyond() -> None:
    kmh = [11.0 + each for each in range(40)]
    found = observed_week(table([MONDAY_8] * 40, list(range(40)), kmh)).answer
    assert found["week"][8] == [40, 17.0, 31.0, 45.0]
    assert [each for each in found["week"] if each] == [found["week"][8]]
    assert found["days"]["weekday"][8] == [17.0, 31.0, 45.0]
    assert not any(found["days"]["weekend"])
    # The slowest 15 % are now those of four drivers, the fastest of one.
    driver = [0, 0, 1, 2, 3, 3, 3, *range(7, 33), *[33] * 7]
    found = observed_week(table([MONDAY_8] * 40, driver, kmh)).answer
    assert found["week"][8] == [40, None, 31.0, None]


def test_percentiles_of_few_drives_are_not_those_of_one() -> None:
    kmh = [11.0, 21.0, 31.0, 41.0, 51.0, 61.0, 71.0]
    found = observed_week(table([MONDAY_8] * 7, list(range(7)), kmh)).answer
    assert found["week"][8] == [7, None, None, None]
    kmh += [35.0, 42.0, 43.0]
    found = observed_week(table([MONDAY_8] * 10, list(range(10)), kmh)).answer
    assert found["week"][8] == [10, None, 42.0, None]  # the fifth-fastest


def test_an_hour_of_a_type_of_day_has_the_passes_of_all_its_days() -> None:
    """Monday's and Tuesday's drivers together are enough, those of Saturday are too few."""
    minutes = [MONDAY_8] * 5 + [MONDAY_8 + DAY] * 4 + [SATURDAY_8] * 4 + [SATURDAY_8 + 60]
    kmh = [11.0, 21.0, 31.0, 41.0, 51.0, 12.0, 22.0, 42.0, 52.0]
    observed = observed_week(table(minutes, list(range(14)), [*kmh, *[9.0] * 5]))
    found = observed.answer
    # Monday alone would do, but the hour less Monday is Tuesday.
    assert found["week"] == [None] * 168
    assert [each for each in found["days"]["weekday"] if each] == [[None, 31.0, None]]
    assert observed.passes["weekday"] == [0] * 8 + [9] + [0] * 15
    assert found["days"]["weekend"] == [None] * 24
    assert observed.passes["weekend"] == [0] * 8 + [None, None] + [0] * 14


def test_hours_and_ranges_of_few_drivers_do_not_follow_from_the_others() -> None:
    """Seven drivers at 8:00 and one at night, who is also the only fast one."""
    minutes = [MONDAY_8] * 7 + [60.0]
    observed = observed_week(table(minutes, list(range(8)), [31.0] * 7 + [82.0]))
    # All passes less those of the hour would be that of the night.
    assert [each for each in observed.passes["weekday"] if each != 0] == [None, None]
    expected: list[int | None] = [0] * OBSERVED_BINS
    expected[31 // OBSERVED_BIN_KMH] = expected[82 // OBSERVED_BIN_KMH] = None
    assert observed.answer["speeds"] == expected


@pytest.mark.parametrize("seed", range(20))
def test_what_is_withheld_is_of_enough_drivers_together(seed: int) -> None:
    """Hours and ranges of speed each sum to all passes: what is missing is published by the sum."""
    rng = np.random.default_rng(seed)
    count = 60
    minute = (rng.integers(0, 7, count) * DAY + rng.choice([485, 545, 605, 65], count)).tolist()
    passes = table(minute, rng.integers(0, 14, count).tolist(), rng.choice([33, 43, 61], count))
    observed = observed_week(passes)
    hour = (passes.minute_of_week // 60).astype(int)
    kind = np.where(hour < 5 * HOURS, "weekday", "weekend")
    unpublished_hour = [
        observed.passes[k][h] is None for k, h in zip(kind, hour % HOURS, strict=True)
    ]
    speeds = observed.answer["speeds"]
    unpublished_range = [speeds[int(v // OBSERVED_BIN_KMH)] is None for v in passes.speed_kmh]
    for unpublished in (unpublished_hour, unpublished_range):
        assert len(set(passes.driver[unpublished].tolist())) not in range(1, 5)
    for day in DAY_TYPES:
        for number in range(HOURS):
            of_hour = (kind == day) & (hour % HOURS == number)
            rest = of_hour & [observed.answer["week"][each] is None for each in hour]
            if observed.passes[day][number]:
                assert len(set(passes.driver[rest].tolist())) not in range(1, 5)


def test_many_passes_of_one_driver_are_withheld_and_none_are_none() -> None:
    found = observed_week(table([MONDAY_8] * 50, [7] * 50, [500.0] * 50)).answer
    assert found["week"] == [None] * 168
    assert found["speeds"][-1] is None
    empty = observed_week(table([], [], [])).answer
    assert empty["week"] == [None] * 168
    assert empty["speeds"] == [0] * OBSERVED_BINS


def test_percentiles_are_weighted_by_the_probability_of_passes() -> None:
    passes = table([MONDAY_8] * 40, list(range(40)), [11.0 + each for each in range(40)])
    cells = [observed_week(each).answer["week"][8] for each in (passes, halves(passes))]
    assert cells == [[40, 17.0, 31.0, 45.0], [80, 17.0, 31.0, 45.0]]


@pytest.mark.parametrize(
    ("recovered", "share"), [(0, None), (1, None), (6, 0.3), (14, 0.7), (17, None), (20, 1.0)]
)
def test_the_share_of_recovered_passes_is_rounded_and_tells_of_no_few_drivers(
    recovered: int, share: float | None
) -> None:
    passes = table([MONDAY_8] * 20, list(range(20)), [31.0] * 20)
    passes = replace(passes, is_recovered=np.arange(20) < recovered)
    assert observed_week(passes).answer["recovered_share"] == share
