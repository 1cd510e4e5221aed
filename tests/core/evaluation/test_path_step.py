"""Levels and intervals of the durations of drives."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from trajganr_core.evaluation.path_step import PathStep

TRIPS = 4000


@pytest.fixture(scope="module")
def trips() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Durations that are log-normal around 0.9 of the sums, and the variances of the sums."""
    rng = np.random.default_rng(0)
    summed = rng.uniform(60, 1200, TRIPS)
    variance = (summed * rng.uniform(0.05, 0.6, TRIPS)) ** 2
    noise = 1.2 * np.hypot(0.1, np.sqrt(variance) / summed) * rng.normal(size=TRIPS)
    return 0.9 * summed * np.exp(noise), summed, variance


def test_the_mean_adds_up_and_half_of_the_drives_are_below_the_median(
    trips: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    actual, summed, variance = trips
    step = PathStep.fit(actual, summed, variance, np.ones(TRIPS, dtype=bool))
    assert (step.mean * summed).sum() == pytest.approx(actual.sum())
    assert np.mean(actual < step.median * summed) == pytest.approx(0.5, abs=0.001)
    assert step.median < step.mean


def test_intervals_hold_for_drivers_that_were_not_trained_on(
    trips: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    """The road function fits the drivers that it learned from too well."""
    actual, summed, variance = trips
    is_held_out = np.arange(TRIPS) % 2 == 0
    known = np.where(is_held_out, actual, 0.9 * summed)
    step = PathStep.fit(known, summed, variance, is_held_out)
    low, high = step.bounds(summed, variance)
    inside = (low <= actual) & (actual <= high)
    assert inside[is_held_out].mean() == pytest.approx(0.9, abs=0.005)
    assert inside[~is_held_out].mean() == pytest.approx(0.9, abs=0.02)
    # The spread is relative: few and many segments alike.
    for even in (variance < 0.04 * summed**2, variance > 0.2 * summed**2):
        assert inside[even].mean() == pytest.approx(0.9, abs=0.03)


def test_after_few_trips_no_interval_is_known() -> None:
    actual, summed = np.array([50.0, 60.0, 80.0]), np.full(3, 60.0)
    step = PathStep.fit(actual, summed, np.full(3, 100.0), np.array([True, False, True]))
    assert (step.mean, step.median) == pytest.approx((190 / 180, 1.0))
    assert np.isnan(step.bounds(summed, np.full(3, 100.0))).all()
    values = json.loads(json.dumps(step.to_dict()))
    assert values["longer"] is None
    assert PathStep.from_dict(values) == step


@pytest.mark.parametrize("wrong", [{"mean": 0.0}, {"mean": None}, {"median": -1.0}, {"other": 1.0}])
def test_a_malformed_step_is_refused(wrong: dict[str, float | None]) -> None:
    values = {"mean": 1.0, "median": 1.0, "shorter": math.e, "longer": None}
    with pytest.raises((TypeError, ValueError)):
        PathStep.from_dict(values | wrong)
