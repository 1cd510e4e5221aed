"""Coverage of intervals of travel times, on cases that can be computed by hand."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from road_passes import chain, city_turns, passes

from benchmarks.time import path_intervals
from benchmarks.time.path_intervals import coverage, drive_figures, mean_figures, whole_drives
from trajganr_core.contract.options.time_sets import WHOLE_WEEK
from trajganr_core.evaluation.path_step import PathStep
from trajganr_core.features.turn_times import TurnTimes
from trajganr_core.routing.arcs import Travel
from trajganr_core.training.road_function.learn_path_step import SummedTrips, without_ends

#: Segments of 100 m, each predicted to take 10 s, with certain means of 8 to 15 s. Trips without
#: their ends have ten.
ROADS = 12
PREDICTED = Travel(*(np.full(ROADS, each) for each in (10.0, 8.0, 15.0, 0.0)), np.zeros(ROADS - 1))


@pytest.fixture
def split(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Forty drivers on all segments at 10 s each, and one each at 7 s, at 9 s and at 30 s."""
    seconds = np.repeat([*np.full(40, 10.0), 7.0, 9.0, 30.0], ROADS)
    driver = np.repeat(np.arange(43), ROADS)
    edge = np.arange(len(driver)) % ROADS
    table = passes(edge, driver, np.full(len(driver), 8.5 * 60), seconds)
    monkeypatch.setattr(path_intervals, "travel_at", lambda *_: PREDICTED)
    return SimpleNamespace(bundle=SimpleNamespace(network=chain(ROADS)), labels=table)


def test_drives_are_compared_with_the_sums_along_their_paths(
    split: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sums know that turns take a fifth of the time less, and how drives differ."""
    inner = without_ends(split.labels)
    actual = np.bincount(inner.piece, inner.seconds)
    trips = SummedTrips(np.arange(43), actual, np.full(43, 80.0), np.full(43, 64.0))
    monkeypatch.setattr(path_intervals.SummedTrips, "of", lambda *_: trips)
    monkeypatch.setattr(path_intervals, "predicted_paces", lambda *_: np.full(430, 0.1))
    step = PathStep(mean=1.375, median=1.125, shorter=2.0, longer=3.0)
    known = SimpleNamespace(function=None, context=None)
    times = TurnTimes(city_turns(chain(ROADS)), None, np.zeros(ROADS - 1))
    found = drive_figures(split, known, times, step)  # type: ignore[arg-type]
    assert found["drives"] == 43
    # From 90 s ÷ exp(0.2 √2), about 68 s, to 90 s × exp(0.3 √2), about 138 s.
    covered = found["covered"]
    assert (covered["below"], covered["above"]) == pytest.approx((0, 1 / 43), abs=1e-4)
    assert (covered["from 1000 m"], covered["from 6 h"]) == (covered["covered"],) * 2
    assert np.isnan(covered["from 2000 m"])
    assert found["below the median"] == pytest.approx(1 / 43, abs=1e-4)
    # Forty drives of 100 s are told 90 s; 70, 90 and 300 s are the others.
    median = found["errors"]["median"]
    assert median["mape"] == pytest.approx((40 * 10 + 20 / 0.7 + 0 + 70) / 43, abs=1e-3)
    assert median["bias"] == pytest.approx(100 * (43 * 90 / 4460 - 1), abs=0.01)
    assert median["by_part"][1] == pytest.approx(median["bias"])
    assert found["errors"]["mean"]["bias"] == pytest.approx(100 * (43 * 110 / 4460 - 1), abs=0.01)
    assert found["errors"]["sums"]["bias"] == pytest.approx(100 * (4300 / 4460 - 1), abs=0.01)
    assert found["errors"]["unbiased"]["bias"] == 0


def test_whole_drives_are_compared_with_and_without_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of 40 drivers makes 9 turns at 10 s, of which one takes 30 s; so 110 s in all."""
    city = city_turns(chain(ROADS), [*range(9)] * 40)
    driver = np.repeat(np.arange(40), 9)
    slow = city.passes.turn == 3
    seconds = np.where(slow, 30.0, 10.0)
    seconds[driver < 10] *= 2
    made = replace(city.passes, piece=driver, driver=driver, seconds=seconds)
    made = made.take((driver > 0) | ~slow)  # the first one does not make it
    times = SimpleNamespace(city=city, extra_s=lambda turn, _: np.where(turn == 3, 20.0, 0.0))
    monkeypatch.setattr(
        path_intervals, "mean_halves_s", lambda *given: np.full(len(given[3]), 10.0)
    )
    monkeypatch.setattr(path_intervals, "MIN_PIECE_M", 500.0)
    known = SimpleNamespace(function=None, context=None)
    step = PathStep(mean=1.1, median=1.0, shorter=1.0, longer=1.0)
    found = whole_drives(known, times, made, step)  # type: ignore[arg-type]
    # Most drives take 110 s. For nine drives of 220 s and one of 160 s, half of it is predicted.
    assert found["drives"] == 40
    assert found["trip_mape_with_turns"] == pytest.approx(100 * (10 * 0.5) / 40, abs=1e-3)
    plain = (9 * 0.5 + abs(8 * 110 / 9 / 160 - 1)) / 40
    assert found["trip_mape_without"] == pytest.approx(100 * plain, abs=1e-3)
    assert found["bias"] == pytest.approx(
        100 * (1.1 * (39 * 110 + 80) / (30 * 110 + 9 * 220 + 160) - 1), abs=0.01
    )


def test_means_of_held_out_drivers_are_compared_on_each_path(split: Any) -> None:
    found = mean_figures(split, None, None, WHOLE_WEEK)  # type: ignore[arg-type]
    assert found["paths"] == 43  # each of 1 km, on segments whose mean is 10.4 s
    assert found["covered"] == 1
    seldom = SimpleNamespace(bundle=split.bundle, labels=split.labels.take(np.arange(190)))
    assert mean_figures(seldom, None, None, WHOLE_WEEK)["paths"] == 0  # type: ignore[arg-type]


def test_shares_are_inside_below_and_above() -> None:
    actual = np.array([1.0, 2.0, 3.0, 9.0])
    low, high, mean = (np.full(4, each) for each in (2.0, 4.0, 3.0))
    found = coverage(actual, low, high, mean, {"late": np.array([False, False, True, True])})
    assert (found["covered"], found["below"], found["above"]) == (0.5, 0.25, 0.25)
    assert (found["late"], found["median_width"]) == (0.5, pytest.approx(2 / 3, abs=1e-4))
