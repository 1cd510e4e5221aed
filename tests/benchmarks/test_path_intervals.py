"""Coverage of intervals of travel times, on cases that can be computed by hand."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from road_passes import passes

from benchmarks import path_intervals
from benchmarks.path_intervals import coverage, drive_figures, mean_figures
from trajganr_core.contract.time_sets import WHOLE_WEEK
from trajganr_core.routing.arcs import Travel

#: Ten segments of 100 m, each predicted to take 10 s, with certain means of 8 to 15 s.
ROADS = 10
PREDICTED = Travel(*(np.full(ROADS, each) for each in (10.0, 8.0, 15.0, 0.0)))


@pytest.fixture
def split(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Forty drivers on all segments at 10 s each, and one each at 7 s, at 9 s and at 30 s."""
    seconds = np.repeat([*np.full(40, 10.0), 7.0, 9.0, 30.0], ROADS)
    driver = np.repeat(np.arange(43), ROADS)
    edge = np.arange(len(driver)) % ROADS
    table = passes(edge, driver, np.full(len(driver), 8.5 * 60), seconds)
    monkeypatch.setattr(path_intervals, "travel_at", lambda *_: (PREDICTED, False))
    network = type("Roads", (), {"length_m": np.full(ROADS, 100.0), "__len__": lambda _: ROADS})()
    return SimpleNamespace(bundle=SimpleNamespace(network=network), labels=table)


def test_drives_are_compared_with_the_sums_along_their_paths(split: Any) -> None:
    found = drive_figures(split, None, split.labels)  # type: ignore[arg-type]
    assert found["drives"] == 43
    of_mean, of_drives = found["of the mean"], found["of drives"]
    assert of_mean["covered"] == pytest.approx(41 / 43, abs=1e-4)
    assert (of_mean["below"], of_mean["above"]) == pytest.approx((1 / 43, 1 / 43), abs=1e-4)
    assert of_mean["median_width"] == pytest.approx(0.7)
    # The interval of drives begins at 100 s ÷ exp(√(ln² 0.8 + 0.2²)), about 74 s.
    assert of_drives["covered"] == pytest.approx(41 / 43, abs=1e-4)
    assert of_drives["median_width"] > of_mean["median_width"]
    assert (of_mean["from 1000 m"], of_mean["from 6 h"]) == (of_mean["covered"],) * 2
    assert np.isnan(of_mean["from 2000 m"])


def test_means_of_held_out_drivers_are_compared_on_each_path(split: Any) -> None:
    found = mean_figures(split, None, WHOLE_WEEK)  # type: ignore[arg-type]
    assert found["paths"] == 43  # each of 1 km, on segments whose mean is 10.4 s
    assert found["covered"] == 1
    seldom = SimpleNamespace(bundle=split.bundle, labels=split.labels.take(np.arange(190)))
    assert mean_figures(seldom, None, WHOLE_WEEK)["paths"] == 0  # type: ignore[arg-type]


def test_shares_are_inside_below_and_above() -> None:
    actual = np.array([1.0, 2.0, 3.0, 9.0])
    low, high, mean = (np.full(4, each) for each in (2.0, 4.0, 3.0))
    found = coverage(actual, low, high, mean, {"late": np.array([False, False, True, True])})
    assert (found["covered"], found["below"], found["above"]) == (0.5, 0.25, 0.25)
    assert (found["late"], found["median_width"]) == (0.5, pytest.approx(2 / 3, abs=1e-4))
