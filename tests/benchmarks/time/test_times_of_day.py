"""Figures of the benchmark of travel times, on cases that can be computed by hand."""

from __future__ import annotations

import numpy as np
from road_passes import passes

from benchmarks.time.times_of_day import bootstrap, crps_of, trip_errors


def test_errors_of_trips_of_at_least_a_kilometre() -> None:
    # Two trips of ten segments of 100 m, at 10 and at 20 s each, and one of nine segments.
    driver = np.repeat([0, 1, 2], [10, 10, 9])
    seconds = np.array([10.0, 20.0, 50.0])[driver]
    table = passes(np.arange(29) % 10, driver, np.full(29, 5.0), seconds)
    errors = trip_errors(table, np.full(29, 0.15))
    assert errors["pieces"] == 2
    np.testing.assert_allclose(errors["mape"], (50 + 25) / 2)
    np.testing.assert_allclose(errors["mae"], 50)
    np.testing.assert_allclose(errors["bias"], 0, atol=1e-6)


def test_the_crps_of_a_known_pace_is_its_distance() -> None:
    assert crps_of(np.full((1, 5), 2.0), np.array([2.0])) == 0
    np.testing.assert_allclose(crps_of(np.full((1, 5), 2.0), np.array([5.0])), 3.0)


def test_differences_that_agree_have_a_narrow_interval() -> None:
    block = np.repeat(np.arange(50), 4)
    np.testing.assert_allclose(bootstrap(np.full(200, -0.3), block, 0), -0.3)
    low, high = bootstrap(np.random.default_rng(0).normal(size=200), block, 0)
    assert low < 0 < high
