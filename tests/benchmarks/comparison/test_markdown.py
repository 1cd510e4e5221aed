"""The page of results."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest
from result_files import ROAD, predictions, results, table

from trajganr_comparison import groups
from trajganr_comparison.markdown import markdown
from trajganr_comparison.paired_tests import corrected_test, holm
from trajganr_comparison.results import Results


def line(page: str, begin: str) -> str:
    return next(one for one in page.splitlines() if one.startswith(begin))


def test_the_best_value_of_each_metric_is_bold() -> None:
    page = markdown(results({"one": [1.0, 2.0], "two": [3.0, 5.0]}))
    assert line(page, "| One") == "| One | **1.500 ± 0.707** | 1.500 ± 0.707 |"
    assert line(page, "| Two") == "| Two | 4.000 ± 1.414 | **4.000 ± 1.414** |"


def test_the_best_system_is_compared_with_the_second_best() -> None:
    seeds = {"one": [1.0, 2.0, 2.5], "two": [3.0, 5.0, 4.0], "three": [9.0, 9.0, 9.0]}
    tested = corrected_test([-2.0, -3.0, -1.5], 0.5)
    page = markdown(results(seeds))
    # By R², three is better than two; their p is the other one of the family.
    other = corrected_test([6.0, 4.0, 5.0], 0.5)
    adjusted = holm([tested.p, other.p])[0]
    assert line(page, "| Traffic speed | MAE") == (
        f"| Traffic speed | MAE | One | Two | -2.167 | – | 3 | {tested.p:.2g} | {adjusted:.2g} |"
    )


class TestGroups:
    """Roads by number of input trips, class and basis."""

    @pytest.fixture
    def found(self) -> Results:
        """Best is wrong by 1, the mean by 2, but by 0.5 on the fourth road, which has 20 trips."""
        both = [
            predictions("trajganr_best", [11.0] * 8, [10.0] * 8),
            predictions("pass_mean", [12.0, 12.0, 12.0, 10.5] * 2, [10.0] * 8),
        ]
        table = pd.concat(both, ignore_index=True)
        table["trips"] = [0, 3, 3, 20] * 4
        table["highway"] = ["primary", "primary", "service", "service"] * 4
        of = results({"trajganr_best": [1.0, 1.0], "pass_mean": [1.6, 1.6]})
        return dataclasses.replace(of, predictions=table)

    def test_the_first_sentence_names_the_bins_in_which_the_mean_is_better(
        self, found: Results
    ) -> None:
        sentence = markdown(found).splitlines()[2]
        assert sentence.startswith("**Trajganr_Best is worse than the pass_Mean for:**")
        assert "traffic speed, 20–99 input trips (1.000 against 0.500; 95 % inter" in sentence
        assert "1–4" not in sentence

    def test_without_such_bins_it_says_so(self, found: Results) -> None:
        better = found.predictions.assign(predicted=found.predictions["predicted"])
        better.loc[better["system"] == "trajganr_best", "predicted"] = 10.25
        page = markdown(dataclasses.replace(found, predictions=better))
        assert "(traffic speed)" in page.splitlines()[2]
        assert "is worse than" not in page

    def test_without_predictions_there_is_no_such_sentence(self) -> None:
        page = markdown(results({"trajganr_best": [1.0], "pass_mean": [2.0]}))
        assert page.splitlines()[2] == "```"
        assert "by number of input trips" not in page

    def test_all_systems_have_a_row_with_errors_and_coverage(
        self, found: Results, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(groups, "MIN_OF_GROUP", 1)
        page = markdown(found)
        assert "| input trips | 0 | 1–4 | 20–99 |" in page
        assert "| Trajganr_Best | **1.000** (100%) | **1.000** (100%) | 1.000 (100%) |" in page
        assert "| Pass_Mean | 2.000 (100%) | 2.000 (100%) | **0.500** (100%) |" in page
        assert "| road class | primary | service |" in page
        assert "| basis | trips |" not in page  # all roads in one group


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
    assert "Training of absent" not in page
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


def test_systems_with_fewer_seeds_are_named() -> None:
    page = markdown(results({"one": [1.0, 2.0], "two": [3.0], "three": [4.0, 5.0]}))
    assert "- Compared with fewer seeds than others: Two (1 of 2)." in page
    assert "fewer seeds" not in markdown(results({"one": [1.0, 2.0], "two": [3.0, 4.0]}))


def test_a_benchmark_without_results_has_a_page() -> None:
    assert "## Notes" in markdown(results({}))
