"""Errors on groups of roads."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest
from result_files import predictions, results

from trajganr_comparison import groups
from trajganr_comparison.groups import (
    BEST,
    MEAN,
    density_groups,
    group_figures,
    groups_of,
    lost_to_the_mean,
)
from trajganr_comparison.results import Results


def compared(best: list[float], mean: list[float], task: str = "speed") -> Results:
    """Errors on four roads of 0, 1, 5 and 200 trips."""
    parts = [
        predictions(name, [1.0 + value for value in values] * 2, [1.0] * 8, task=task)
        for name, values in ((BEST, best), (MEAN, mean))
    ]
    found = pd.concat(parts, ignore_index=True)
    found["trips"] = [0, 1, 5, 200] * 4
    return dataclasses.replace(results({BEST: [1.0], MEAN: [2.0]}), predictions=found)


def test_bins_are_lost_where_the_mean_has_the_smaller_error() -> None:
    lost = lost_to_the_mean(compared([1.0, 2.0, 3.0, 4.0], [2.0, 2.0, 2.0, 5.0]))
    assert lost is not None
    (found,) = lost["speed"]
    assert (found.group, found.one, found.other) == ("5–19", 3.0, 2.0)


def test_popularity_has_no_bins_because_it_is_a_class_of_the_number_of_trips() -> None:
    assert lost_to_the_mean(compared([2.0] * 4, [1.0] * 4, "popularity")) is None


def test_without_predictions_of_both_nothing_is_known() -> None:
    assert lost_to_the_mean(results({BEST: [1.0], MEAN: [2.0]})) is None
    both = compared([1.0] * 4, [2.0] * 4)
    own = both.predictions[both.predictions["system"] == BEST]
    assert lost_to_the_mean(dataclasses.replace(both, predictions=own)) is None


def test_predictions_of_other_splits_do_not_count() -> None:
    both = compared([1.0] * 4, [2.0] * 4)
    other = compared([2.0] * 4, [1.0] * 4).predictions.assign(split="location")
    both = dataclasses.replace(both, predictions=pd.concat([both.predictions, other]))
    assert lost_to_the_mean(both) == {"speed": []}


def test_ranges_of_trips_are_those_of_the_evaluation() -> None:
    found = density_groups(pd.Series([0, 1, 4, 5, 19, 20, 99, 100, 5000]))
    assert found.tolist() == [
        *("0", "1–4", "1–4", "5–19", "5–19", "20–99", "20–99"),
        *("100 and more", "100 and more"),
    ]


def test_each_group_has_its_error_and_coverage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "MIN_OF_GROUP", 2)
    table = compared([1.0, 2.0, 3.0, 4.0], [2.0] * 4).predictions
    table["highway"] = ["primary", "primary", "service", "path"] * 4
    table["basis"] = ["place only", "trips", "trips", "trips"] * 4
    table["covered"] = pd.array([True, False, None, True] * 4, dtype="boolean")
    by = groups_of(table)
    of_class = group_figures(table, by["highway"])
    assert set(of_class["group"]) == {"primary"}  # the others have one road each
    best = of_class.set_index("system").loc[BEST]
    assert (best["value"], best["covered"]) == (1.5, 0.5)
    assert set(group_figures(table, by["basis"])["group"]) == {"trips"}
    assert np.isnan(group_figures(table, by["basis"])["value"]).sum() == 0
