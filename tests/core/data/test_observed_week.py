"""Observed traffic of a segment by hour, where enough drivers passed."""

from __future__ import annotations

import numpy as np

from trajganr_core.contract.road_times import OBSERVED_BIN_KMH, OBSERVED_BINS
from trajganr_core.data.observed_week import observed_week
from trajganr_core.data.passes import PassTable

MONDAY_8, SATURDAY_8 = 8 * 60 + 5.0, (5 * 24 + 8) * 60 + 5.0


def table(minute: list[float], driver: list[int], kmh: list[float]) -> PassTable:
    count = len(minute)
    return PassTable(
        edge=np.zeros(count, dtype=np.int32),
        piece=np.arange(count, dtype=np.int32),
        driver=np.array(driver, dtype=np.int32),
        enter_t=np.zeros(count),
        seconds=(360.0 / np.array(kmh)).astype(np.float32),
        metres=np.full(count, 100.0, dtype=np.float32),
        minute_of_week=np.array(minute, dtype=np.float32),
        local_day=np.zeros(count, dtype=np.int32),
    )


def test_percentiles_are_speeds_of_passes() -> None:
    kmh = [11.0, 21.0, 31.0, 41.0, 51.0, 61.0, 71.0]
    found = observed_week(table([MONDAY_8] * 7, [0, 1, 2, 3, 4, 5, 5], kmh))
    assert found["week"][8] == [7, 21.0, 41.0, 61.0]
    assert [each for each in found["week"] if each] == [found["week"][8]]
    assert found["days"]["weekday"][8] == [21.0, 41.0, 61.0]
    assert not any(found["days"]["weekend"])


def test_an_hour_of_a_type_of_day_has_the_passes_of_all_its_days() -> None:
    """Monday's and Tuesday's drivers together are enough, those of Saturday are too few."""
    minutes = [MONDAY_8] * 3 + [MONDAY_8 + 24 * 60] * 2 + [SATURDAY_8] * 4
    found = observed_week(
        table(minutes, list(range(9)), [11.0, 21.0, 31.0, 41.0, 51.0] + [9.0] * 4)
    )
    assert found["week"] == [None] * 168
    assert [each for each in found["days"]["weekday"] if each] == [[11.0, 31.0, 51.0]]
    assert found["days"]["weekend"] == [None] * 24


def test_cells_of_few_drivers_are_withheld() -> None:
    minutes = [MONDAY_8] * 4 + [MONDAY_8 + 24 * 60, SATURDAY_8]
    found = observed_week(table(minutes, [0, 1, 2, 3, 4, 5], [31.0] * 5 + [82.0]))
    assert found["week"] == [None] * 168
    expected: list[int | None] = [0] * OBSERVED_BINS
    expected[31 // OBSERVED_BIN_KMH], expected[82 // OBSERVED_BIN_KMH] = 5, None
    assert found["speeds"] == expected


def test_many_passes_of_one_driver_are_withheld_and_none_are_none() -> None:
    found = observed_week(table([MONDAY_8] * 50, [7] * 50, [500.0] * 50))
    assert found["week"] == [None] * 168
    assert found["speeds"][-1] is None
    empty = observed_week(table([], [], []))
    assert empty["week"] == [None] * 168
    assert empty["speeds"] == [0] * OBSERVED_BINS
