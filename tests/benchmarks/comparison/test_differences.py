"""Differences between systems, with intervals over blocks and corrected tests."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pandas as pd
import pytest
from result_files import predictions, results
from sklearn.metrics import f1_score, mean_squared_error, r2_score

from trajganr_comparison.differences import (
    Difference,
    differences,
    f1_macro,
    figures_of_sums,
    group_differences,
    sums_of,
)
from trajganr_comparison.paired_tests import corrected_test
from trajganr_comparison.results import Results

OURS, THEIRS = [4.0, 3.0, 5.0, 4.5], [5.0, 3.5, 7.0, 5.0]


def mae_of(found: list[Difference]) -> Difference:
    (one,) = (each for each in found if each.of["metric"] == "mae")
    return one


def with_predictions(found: Results, *parts: pd.DataFrame) -> Results:
    return dataclasses.replace(found, predictions=pd.concat(parts, ignore_index=True))


def test_systems_are_compared_over_the_same_seeds() -> None:
    found = mae_of(differences(results({"ours": OURS, "theirs": THEIRS}), "ours", ["theirs"]))
    assert found.of == {"split": "block", "labels": 1.0, "task": "speed", "metric": "mae"}
    assert (found.one, found.other) == (4.125, 5.125)
    assert found.percent == pytest.approx(100 * (4.125 / 5.125 - 1))
    # Half as many test roads as training roads.
    assert found.corrected == corrected_test(np.subtract(OURS, THEIRS).tolist(), 0.5)
    assert np.isnan([found.low, found.high]).all()  # no predictions


def test_seeds_without_values_of_both_systems_are_left_out() -> None:
    both = results({"ours": [*OURS, None], "theirs": [*THEIRS, 1.0, 2.0]})
    without = both.rows.assign(roads="without trips")
    both = dataclasses.replace(both, rows=pd.concat([both.rows, without]))
    assert mae_of(differences(both, "ours", ["theirs"])).corrected.pairs == len(OURS)


def test_label_shares_are_compared_separately() -> None:
    both = results({"ours": OURS, "theirs": THEIRS})
    few = both.rows.assign(labels=0.1, value=1.0)
    cells = pd.concat([both.cells, both.cells.assign(labels=0.1)])
    both = dataclasses.replace(both, rows=pd.concat([both.rows, few]), cells=cells)
    found = differences(both, "ours", ["theirs"])
    means = {(each.of["labels"], each.of["metric"]): each.one for each in found}
    assert means == {
        (1.0, "mae"): 4.125, (1.0, "r2"): 4.125, (0.1, "mae"): 1.0, (0.1, "r2"): 1.0,
    }  # fmt: skip


def test_a_system_without_rows_is_not_compared() -> None:
    assert differences(results({"ours": OURS}), "ours", ["theirs"]) == []


def test_intervals_are_over_blocks_of_the_predictions() -> None:
    """Errors of ours: 1 on all roads; of theirs: 1 in the first block, 3 or 5 in the second."""
    truth = [10.0] * 8
    found = differences(
        with_predictions(
            results({"ours": [1.0, 1.0], "theirs": [2.0, 3.0]}),
            predictions("ours", [11.0] * 8, truth),
            predictions("theirs", [9, 11, 13, 7, 9, 11, 15, 5], truth),
        ),
        "ours",
        ["theirs"],
    )
    mae = mae_of(found)
    # Means over two blocks: both the first, one of each, both the second.
    assert (mae.low, mae.high) == (-3.0, 0.0)
    assert mae.corrected == corrected_test([-1.0, -2.0], 0.5)


def test_predictions_of_other_splits_and_shares_are_not_used() -> None:
    truth, both = [10.0] * 8, results({"ours": [1.0, 1.0], "theirs": [2.0, 3.0]})
    parts = [predictions("ours", [11.0] * 8, truth), predictions("theirs", [12.0] * 8, truth)]
    strange = [part.assign(predicted=99.0, **{name: value}) for part in parts
               for name, value in (("split", "segment"), ("labels", 0.1))]  # fmt: skip
    found = mae_of(differences(with_predictions(both, *parts, *strange), "ours", ["theirs"]))
    assert (found.low, found.high) == (-1.0, -1.0)


def test_roads_that_one_system_did_not_answer_are_left_out() -> None:
    ours = predictions("ours", [11.0] * 8, [10.0] * 8)
    theirs = predictions("theirs", [12.0] * 8, [10.0] * 8).iloc[[0, 1, 4, 5]]
    sums = sums_of(pd.concat([ours, theirs]), "ours", "theirs")
    mae = figures_of_sums("speed")["mae"]
    assert mae(sums.sum(0)).tolist() == [[1.0, 2.0], [1.0, 2.0]]


def test_several_locations_on_an_edge_are_paired_in_their_order() -> None:
    same: dict[str, Any] = {"edge": [7] * 8}
    ours = predictions("ours", [11.0, 12.0, 13.0, 14.0] * 2, [10.0] * 8, **same)
    theirs = predictions("theirs", [11.0, 12.0, 13.0, 14.0] * 2, [10.0] * 8, **same)
    sums = sums_of(pd.concat([ours, theirs]), "ours", "theirs")
    assert sums[..., 4].sum() == 8  # not each with each


def test_metrics_of_sums_are_those_of_all_roads() -> None:
    rng = np.random.default_rng(0)
    truth, ours, theirs = rng.normal(40, 10, (3, 8))
    table = pd.concat(
        [
            predictions("ours", ours.tolist(), truth.tolist()),
            predictions("theirs", theirs.tolist(), truth.tolist()),
        ]
    )
    sums = sums_of(table, "ours", "theirs").sum((0, 1))
    figures = {name: figure(sums) for name, figure in figures_of_sums("speed").items()}
    for system, predicted in enumerate((ours, theirs)):
        assert figures["mae"][system] == pytest.approx(np.abs(predicted - truth).mean())
        assert figures["rmse"][system] ** 2 == pytest.approx(mean_squared_error(truth, predicted))
        assert figures["r2"][system] == pytest.approx(r2_score(truth, predicted))


def test_classes_are_compared_by_f1() -> None:
    rng = np.random.default_rng(0)
    truth, ours, theirs = (rng.integers(0, 3, 8).astype(float).tolist() for _ in range(3))
    table = pd.concat(
        [
            predictions("ours", ours, truth, task="popularity"),
            predictions("theirs", theirs, truth, task="popularity"),
        ]
    )
    sums = sums_of(table, "ours", "theirs").sum((0, 1))
    for average in ("macro", "weighted"):
        found = figures_of_sums("popularity")[f"f1_{average}"](sums)
        options = {"average": average, "labels": np.unique(truth), "zero_division": 0}
        assert found.tolist() == pytest.approx(
            [f1_score(truth, predicted, **options) for predicted in (ours, theirs)]
        )


def test_f1_of_a_confusion_is_known() -> None:
    """Two classes, 3 of 4 and 1 of 2 correct: F1 2·3/(4+4) and 2·1/(2+2); a third never occurs."""
    confusion = np.array([[3.0, 1, 0], [1, 1, 0], [0, 0, 0]])
    assert f1_macro(confusion) == pytest.approx((0.75 + 0.5) / 2)


def test_shares_are_compared_by_their_distance() -> None:
    table = pd.concat(
        [
            predictions("ours", [1.0] * 8, [2.0] * 8, task="aoi", distance=0.5),
            predictions("theirs", [1.0] * 8, [2.0] * 8, task="aoi", distance=0.75),
        ]
    )
    sums = sums_of(table, "ours", "theirs")
    assert figures_of_sums("aoi")["l1"](sums.sum((0, 1))).tolist() == [0.5, 0.75]


def test_groups_are_compared_over_all_seeds() -> None:
    """Ours is wrong by 1 everywhere, theirs by 2 in the first seed and 4 in the second."""
    table = pd.concat(
        [
            predictions("ours", [11.0] * 8, [10.0] * 8),
            predictions("theirs", [12.0] * 4 + [14.0] * 4, [10.0] * 8),
        ]
    ).reset_index(drop=True)
    group = pd.Series(pd.Categorical(np.where(table["edge"] < 2, "few", None), ["few", "none"]))
    (found,) = group_differences(table, group, "ours", "theirs")
    assert (found.group, found.roads, found.one, found.other) == ("few", 2, 1.0, 3.0)
