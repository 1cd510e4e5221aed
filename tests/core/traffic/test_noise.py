"""Noise that hides whether a driver is in a table."""

from __future__ import annotations

import math

import numpy as np
import pytest

from trajganr_core.contract.options.time_sets import parse_time_sets
from trajganr_core.data.local_time import is_in
from trajganr_core.traffic.noise import MAX_TRIPS, Noise


def noise(*times: str, epsilon: float = 1.0) -> Noise:
    return Noise(epsilon, parse_time_sets(times or ["whole week"]), np.random.default_rng(0))


def test_a_driver_counts_with_a_bounded_number_of_trips_drawn_at_random() -> None:
    driver = np.repeat(np.arange(3, dtype=np.int32), [2, MAX_TRIPS, 5 * MAX_TRIPS])
    driver = np.random.default_rng(1).permutation(driver)
    found = noise()
    draws = [found.counted(driver) for _ in range(2)]
    for counted in draws:
        assert np.bincount(driver[counted]).tolist() == [2, MAX_TRIPS, MAX_TRIPS]
    assert (draws[0] != draws[1]).any()


@pytest.mark.parametrize(
    ("times", "most_sets"),
    [
        (["whole week"], 1),
        (["weekdays", "weekend"], 1),
        (["whole week", "weekdays", "Mon", "Tue 07:00-09:00"], 3),
        (["22:00-05:00", "Sun", "Mon 04:00-06:00"], 2),
    ],
)
def test_one_driver_changes_a_table_by_no_more_than_the_noise_is_made_for(
    times: list[str], most_sets: int
) -> None:
    found = noise(*times, epsilon=0.5)
    assert found.scale == pytest.approx(MAX_TRIPS * most_sets / 0.5)
    minute = np.arange(0, 10_080, 7, dtype=np.float32)
    counted = found.counted(np.zeros(len(minute), dtype=np.int32))
    change = sum(int(is_in(each, minute[counted]).sum()) for each in found.time_sets)
    assert change <= found.scale * found.epsilon


def test_the_noise_is_that_of_a_discrete_laplace_distribution() -> None:
    found = noise(epsilon=5.0)  # a scale of 2
    drawn = found.added_to(np.zeros(400_000, dtype=np.int64))
    share = np.array([(drawn == number).mean() for number in range(-3, 4)])
    ratio = math.exp(-1 / 2)
    expected = (1 - ratio) / (1 + ratio) * ratio ** np.abs(np.arange(-3, 4))
    np.testing.assert_allclose(share, expected, atol=0.003)


def test_noise_alone_brings_about_one_zero_into_a_table() -> None:
    found = noise()
    zeros = np.zeros(1_000_000, dtype=np.int64)
    assert (found.added_to(zeros) >= found.least_written(len(zeros))).sum() < 10
    assert noise(epsilon=100.0).least_written(4) == 1


def test_each_table_has_other_noise() -> None:
    zeros = np.zeros(100, dtype=np.int64)
    sets = parse_time_sets(["whole week"])
    first, second = (Noise(1.0, sets).added_to(zeros) for _ in range(2))
    assert (first != second).any()
