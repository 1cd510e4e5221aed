"""The page of results."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest
from result_files import ROAD, results, table
from scipy import stats

from trajganr_core.benchmark.markdown import markdown, paired_test


def line(page: str, begin: str) -> str:
    return next(one for one in page.splitlines() if one.startswith(begin))


def test_the_best_value_of_each_metric_is_bold() -> None:
    page = markdown(results({"one": [1.0, 2.0], "two": [3.0, 5.0]}))
    assert line(page, "| One") == "| One | **1.500 ± 0.707** | 1.500 ± 0.707 |"
    assert line(page, "| Two") == "| Two | 4.000 ± 1.414 | **4.000 ± 1.414** |"


def test_the_best_system_is_compared_with_the_second_best() -> None:
    seeds = {"one": [1.0, 2.0, 2.5], "two": [3.0, 5.0, 4.0], "three": [9.0, 9.0, 9.0]}
    p = stats.ttest_rel(seeds["one"], seeds["two"]).pvalue
    page = markdown(results(seeds))
    assert line(page, "| Traffic speed | MAE") == (
        f"| Traffic speed | MAE | One | Two | 2.167 | 3 | paired t | {p:.3g} |"
    )


def test_label_shares_and_splits_are_columns_of_one_table() -> None:
    found = results({"one": [1.0], "two": [2.0]})
    few = found.rows.assign(labels=0.01, value=found.rows["value"] + 2)
    random = found.rows.assign(split="random", value=found.rows["value"] - 0.5)
    found = dataclasses.replace(found, rows=pd.concat([found.rows, few, random]))
    found.record["tables"] = [
        table("few", ["one", "two"], labels=[0.01, 1.0]),
        table("splits", ["one"], splits=["random", "block"]),
    ]
    page = markdown(found)
    assert "| system | 1% of the labels | 100% of the labels |" in page
    assert "| Two | 4.000 | 2.000 |" in page
    assert "| system | spatial blocks with a buffer | single directions of roads |" in page
    assert "| One | **1.000** | **0.500** |" in page


def test_a_split_in_which_labels_leak_has_a_caution() -> None:
    found = results({"one": [1.0], "two": [2.0]})
    assert "Caution" not in markdown(found)
    leaky = pd.concat([found.rows, found.rows.assign(split="location")])
    found = dataclasses.replace(found, rows=leaky)
    found.record["tables"] = [table("splits", ["one", "two"], splits=["block", "location"])]
    page = markdown(found)
    assert "| system | spatial blocks with a buffer | single locations, several a road |" in page
    assert "- **Caution:**" in page


def test_groups_of_roads_have_their_own_table() -> None:
    found = results({"one": [1.0], "two": [2.0]})
    without = found.rows.assign(roads="without image", value=7.0)
    page = markdown(dataclasses.replace(found, rows=pd.concat([found.rows, without])))
    assert "| system | all | without image |" in page
    assert "| One | **1.000** | **7.000** |" in page
    assert line(page, "| Two") == "| Two | 2.000 | **2.000** |"  # all roads alone


def test_an_unknown_value_is_a_dash() -> None:
    page = markdown(results({"one": [1.0], "two": [None]}))
    assert line(page, "| Two") == "| Two | – | – |"


def test_the_page_shows_costs_settings_and_failures() -> None:
    failure = {**ROAD, "system": "two", "seed": 0, "code": "MODEL.MISSING", "message": "No file."}
    page = markdown(results({"one": [1.0], "two": []}, failures=[failure]))
    assert "| One | – | 2.0 | 1,234 | 500 | from one |" in page
    assert "Commit: 1a2b3c." in page
    assert "- Two is missing (block, fold 0, seed 0): [MODEL.MISSING] No file." in page
    assert "- Pretraining: epochs 8." in page
    assert "- Tuning: all defaults." in page
    assert "- Training of Two: epochs 3." in page
    assert "Device: an abacus." in page
    assert "![Speed of roads.](figures/speed.png)" in page


def test_the_reason_of_a_missing_system_is_shown_once() -> None:
    reason = {**ROAD, "system": "two", "code": "MODEL.MISSING", "message": "No file."}
    failures = [{**reason, "seed": seed} for seed in (2, 0)]
    failures += [{**reason, "seed": 1, "split": "random"}]
    page = markdown(results({"one": [1.0], "two": []}, failures=failures))
    assert [line for line in page.splitlines() if "is missing" in line] == [
        "- Two is missing (block, fold 0, seeds 0, 2): [MODEL.MISSING] No file.",
        "- Two is missing (random, fold 0, seed 1): [MODEL.MISSING] No file.",
    ]


def test_origins_that_differ_only_in_numbers_are_merged_with_their_range() -> None:
    found = results({"one": [1.0]})
    trained = "trained with unitraj 1.3.0 (loss {}; guessing is 1), guessing is 6.11"
    origins = [trained.format("0.031"), trained.format("0.0042"), trained.format("0.5"), "a file"]
    cells = pd.concat([found.cells.assign(origin=origin) for origin in origins])
    page = markdown(dataclasses.replace(found, cells=cells))
    assert f"| {trained.format('0.0042 to 0.5')}; a file |\n" in page


def test_a_benchmark_without_results_has_a_page() -> None:
    assert "## Notes" in markdown(results({}))


class TestPairedTest:
    """Wilcoxon's test from six pairs on, and the paired t test below."""

    def test_six_pairs_are_compared_by_wilcoxons_test(self) -> None:
        tested = paired_test(np.arange(6.0).tolist(), [10.0, 10.5, 11.7, 13.1, 14.2, 16.9])
        assert (tested.test, tested.pairs) == ("Wilcoxon", 6)
        assert tested.p == pytest.approx(2 / 2**6)

    def test_there_is_no_test_without_differences_or_pairs(self) -> None:
        for one, other in (([1.0], [2.0]), ([1.0, 2.0, 3.0], [1.0, 2.0, 3.0])):
            tested = paired_test(one, other)
            assert tested.test == ""
            assert np.isnan(tested.p)
