"""The figures that claims rest on."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest
from result_files import predictions, results

from trajganr_comparison.evidence import evidence
from trajganr_comparison.paired_tests import corrected_test
from trajganr_comparison.results import Results

BEST, MEAN = "trajganr_best", "pass_mean"
#: Boosting is the strongest system that is not TrajGANR.
ERRORS = {
    BEST: [4.0, 3.0],
    "trajganr_best_without_road_function": [4.2, 3.3],
    "trajganr_paper": [3.0, 3.0],
    "boosting": [5.0, 3.2],
    MEAN: [6.0, 6.0],
}


def test_the_lead_is_over_the_strongest_other_system() -> None:
    found = evidence({"porto": results(ERRORS)}, "porto")
    assert found["lead_speed_over"] == "boosting"
    assert found["lead_speed_percent"] == pytest.approx(100 * (1 - 3.5 / 4.1), abs=0.005)
    expected = corrected_test([-1.0, -0.2], 0.5).p
    assert found["lead_speed_p_corrected"] == pytest.approx(expected)
    assert found["lead_speed_interval"] is None  # no predictions


def test_protocols_systems_and_rows_of_full_size_are_counted_over_all_cities() -> None:
    small, large = results(ERRORS), results({BEST: [1.0], "geoclip": [2.0]})
    small.record["settings"]["pretraining"] = {"dimension": 64, "layers": 2}
    large.record["settings"]["pretraining"] = {"epochs": 100}
    rows = pd.concat([small.rows, small.rows.assign(split="segment")])
    small = dataclasses.replace(small, rows=rows)
    found = evidence({"porto": small, "demo": large}, "porto")
    assert (found["protocols"], found["systems"]) == (2, 6)
    assert found["full_size_rows"] == 2  # two metrics of best; GeoCLIP has a size of its own
    assert found["results"]["demo"] == {"written_at": "2026-11-25", "commits": ["1a2b3c"]}


def test_the_bins_in_which_the_mean_is_better_are_named() -> None:
    parts = [predictions(BEST, [12.0] * 8, [10.0] * 8), predictions(MEAN, [11.0] * 8, [10.0] * 8)]
    both = dataclasses.replace(results(ERRORS), predictions=pd.concat(parts, ignore_index=True))
    found = evidence({"porto": both}, "porto")
    assert found["bins_lost_to_mean"] == 1
    assert found["lost_bins"] == {"speed": ["1–4"]}


def test_what_was_not_computed_is_null() -> None:
    """Results without the mean, other systems and the variant, and no results of the city."""
    found = evidence({"porto": results({BEST: [1.0, 2.0]})}, "porto")
    missing = {
        *("bins_lost_to_mean", "lost_bins", "lead_speed_percent", "lead_speed_p_corrected"),
        *("lead_speed_over", "lead_speed_interval"),
    }
    assert {name for name, value in found.items() if value is None} == missing
    demo = evidence({"demo": results(ERRORS)}, "porto")
    assert {name for name, value in demo.items() if value is None} == {*missing, "city"}
    assert demo["systems"] == len(ERRORS)
    nothing = evidence({}, "porto")
    assert nothing.pop("results") == {}
    assert set(nothing.values()) == {None}


def test_one_seed_has_no_p(results_of_one: Results) -> None:
    found = evidence({"porto": results_of_one}, "porto")
    assert found["lead_speed_percent"] is not None
    assert found["lead_speed_p_corrected"] is None


@pytest.fixture
def results_of_one() -> Results:
    return results({name: values[:1] for name, values in ERRORS.items()})
