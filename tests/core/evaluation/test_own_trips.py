"""A model and the mean of the roads' own trips are compared on the same roads."""

from __future__ import annotations

import numpy as np

from trajganr_core.contract.tasks import Kind
from trajganr_core.evaluation.own_trips import OwnTrips, trip_figures


def test_errors_are_compared_on_roads_with_trips_and_apart_on_the_others() -> None:
    truth = np.full((20, 1), 50.0)
    predicted = truth + np.r_[np.full(18, 1.0), 4, 6][:, None]
    mean = truth + np.r_[np.full(9, 3.0), np.full(9, 5.0), 9, 9][:, None]
    own = OwnTrips(mean, np.arange(20) < 18)
    figures = trip_figures(Kind.REGRESSION, predicted, truth, own, np.arange(20))
    low, high = figures.pop("trips_low"), figures.pop("trips_high")
    assert figures == {
        "trips_roads": 18,
        "trips_model": 1,
        "trips_mean": 4,
        "no_trips_roads": 2,
        "no_trips_model": 5,
        "no_trips_mean": 9,
    }
    # Half of the blocks differ by 2, half by 4.
    assert 2.3 < low < 2.8 < 3.2 < high < 3.7


def test_few_blocks_have_no_interval() -> None:
    some = np.ones((9, 1))
    own = OwnTrips(some, np.ones(9, np.bool_))
    figures = trip_figures(Kind.REGRESSION, some, some, own, np.arange(9) // 2)
    assert "trips_model" in figures
    assert "trips_low" not in figures


def test_without_trips_there_is_nothing_to_claim() -> None:
    one = np.ones((1, 1))
    nobody = OwnTrips(one, np.zeros(1, np.bool_))
    figures = trip_figures(Kind.REGRESSION, one, one, nobody, np.zeros(1, np.int64))
    assert figures == {
        "trips_roads": 0,
        "no_trips_roads": 1,
        "no_trips_model": 0,
        "no_trips_mean": 0,
    }
