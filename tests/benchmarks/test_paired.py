"""Systems of a kept benchmark, compared in pairs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from sklearn.metrics import f1_score

from benchmarks.paired import (
    compared,
    compared_predictions,
    f1_macro,
    lines_of,
    lines_of_predictions,
    main,
    sums_of,
)
from trajganr_core.benchmark.paired_tests import corrected_test, holm
from trajganr_core.benchmark.results import Results, cells_table
from trajganr_core.contract.atomic_io import write_json

OURS, THEIRS = [4.0, 3.0, 5.0, 4.5], [5.0, 3.5, 7.0, 5.0]
#: Half as many test roads as training roads, in either share of the labels.
CELLS = [
    {
        "system": system,
        "split": "block",
        "labels": labels,
        "seed": 0,
        "fold": 0,
        "roads": {"speed": {"train": 100, "test": 50}, "popularity": {"train": 10, "test": 5}},
    }
    for system in ("ours", "theirs")
    for labels in (0.1, 1.0)
]


def rows(system: str, values: list[float | None], **more: Any) -> list[dict[str, Any]]:
    """A row for each seed."""
    of = {"split": "block", "labels": 1.0, "task": "speed", "metric": "mae", "fold": 0}
    common = {"system": system, "roads": "all", **of, **more}
    return [{**common, "seed": seed, "value": value} for seed, value in enumerate(values)]


def predictions(
    system: str, predicted: list[float], truth: list[float], **more: Any
) -> pd.DataFrame:
    """Four roads of two blocks in each of two seeds."""
    roads = {"edge": [0, 1, 2, 3] * 2, "block": [0, 0, 1, 1] * 2, "seed": [0] * 4 + [1] * 4}
    columns = {"truth": truth, "predicted": predicted, **roads}
    return pd.DataFrame({"system": system, "fold": 0, "task": "speed", **more, **columns})


def test_systems_are_compared_over_the_same_seeds() -> None:
    table = pd.DataFrame(rows("ours", OURS) + rows("theirs", THEIRS)[::-1])
    (found,) = compared(table, CELLS, "ours", "theirs")
    assert found.of == {"split": "block", "labels": 1.0, "task": "speed", "metric": "mae"}
    assert (found.one, found.other) == (4.125, 5.125)
    assert found.tested.p == pytest.approx(stats.ttest_rel(OURS, THEIRS).pvalue)
    differences = np.subtract(OURS, THEIRS).tolist()
    assert found.corrected == corrected_test(differences, 0.5)
    assert found.corrected.p > found.tested.p


def test_metrics_and_label_shares_are_compared_separately() -> None:
    few = {"labels": 0.1, "metric": "r2"}
    table = pd.DataFrame(
        rows("ours", OURS)
        + rows("theirs", THEIRS)
        + rows("ours", THEIRS, **few)
        + rows("theirs", OURS, **few)
    )
    found = list(compared(table, CELLS, "ours", "theirs"))
    means = {one.of["metric"]: (one.one, one.other) for one in found}
    assert means == {"mae": (4.125, 5.125), "r2": (5.125, 4.125)}


def test_all_rows_of_a_table_are_one_family() -> None:
    table = pd.DataFrame(
        rows("ours", OURS) + rows("theirs", THEIRS) + rows("others", [4.1, 3.2, 5.0, 4.7])
    )
    found = [
        pair for other in ("theirs", "others") for pair in compared(table, CELLS, "ours", other)
    ]
    adjusted = holm([one.corrected.p for one in found])
    cells = [line.split(" | ") for line in lines_of(found, "ours")[2:]]
    assert [cell[-1].rstrip(" |") for cell in cells] == [f"{p:.2g}" for p in adjusted]
    assert [cell[-2] for cell in cells] == [f"{one.corrected.p:.2g}" for one in found]
    assert [cell[4] for cell in cells] == ["theirs", "others"]


def test_seeds_without_values_of_both_systems_are_left_out() -> None:
    table = pd.DataFrame(
        rows("ours", [*OURS, None])
        + rows("theirs", [*THEIRS, 1.0, 2.0])
        + rows("ours", OURS, roads="without trips")
    )
    (found,) = compared(table, CELLS, "ours", "theirs")
    assert found.tested.pairs == found.corrected.pairs == len(OURS)


def test_predictions_are_compared_by_their_errors_in_each_seed() -> None:
    """Errors of ours: 1 in all roads; of theirs: 1 in the first block, 3 or 5 in the second."""
    truth = [10.0] * 8
    table = pd.concat(
        [
            predictions("ours", [11.0] * 8, truth),
            predictions("theirs", [9, 11, 13, 7, 9, 11, 15, 5], truth),
        ]
    )
    (found,) = compared_predictions(table, CELLS, "ours", ["theirs"])
    assert (found.task, found.metric) == ("speed", "mae")
    assert (found.one, found.other) == (1.0, 2.5)
    # Means over two blocks: both the first, one of each, both the second.
    assert (found.low, found.high) == (-3.0, 0.0)
    assert found.corrected == corrected_test([-1.0, -2.0], 0.5)
    (line,) = lines_of_predictions([found], "ours")[2:]
    assert "| -1.500 | -3.000 to +0.000 | -60.0 | 2 |" in line


def test_rows_of_other_roads_are_left_out() -> None:
    ours = predictions("ours", [11.0] * 8, [10.0] * 8)
    theirs = predictions("theirs", [12.0] * 8, [10.0] * 8).iloc[[0, 1, 4, 5]]
    (found,) = compared_predictions(pd.concat([ours, theirs]), CELLS, "ours", ["theirs"])
    assert (found.one, found.other) == (1.0, 2.0)


def test_classes_are_compared_by_f1() -> None:
    rng = np.random.default_rng(0)
    truth, ours, theirs = (rng.integers(0, 3, 8).astype(float).tolist() for _ in range(3))
    table = pd.concat(
        [
            predictions("ours", ours, truth, task="popularity"),
            predictions("theirs", theirs, truth, task="popularity"),
        ]
    )
    (found,) = compared_predictions(table, CELLS, "ours", ["theirs"])

    def expected(predicted: list[float]) -> float:
        parts = [
            f1_score(
                truth[part],
                predicted[part],
                average="macro",
                labels=np.unique(truth[part]),
                zero_division=0,
            )
            for part in (slice(4), slice(4, 8))
        ]
        return float(np.mean(parts))

    assert found.one == pytest.approx(expected(ours))
    assert found.other == pytest.approx(expected(theirs))


def test_f1_of_a_confusion_is_known() -> None:
    """Two classes, 3 of 4 and 1 of 2 correct: F1 2·3/(4+4) and 2·1/(2+2); a third never occurs."""
    confusion = np.array([[3.0, 1, 0], [1, 1, 0], [0, 0, 0]])
    assert f1_macro(confusion) == pytest.approx((0.75 + 0.5) / 2)


def test_sums_hold_every_road_once() -> None:
    table = pd.concat(
        [
            predictions("ours", [11.0] * 8, [10.0] * 8),
            predictions("theirs", [8.0] * 8, [10.0] * 8),
        ]
    )
    sums, _ = sums_of(table, "ours", "theirs")
    assert sums.tolist() == [[[2, 4, 2], [2, 4, 2]]] * 2  # two errors and the roads of a seed


@pytest.mark.malformed
def test_an_unknown_system_is_reported_with_the_known_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    both = rows("ours", OURS) + rows("theirs", THEIRS)
    Results({}, pd.DataFrame(both), cells_table(CELLS)).write(tmp_path)
    words = ["paired.py", str(tmp_path), "ours"]
    monkeypatch.setattr("sys.argv", [*words, "theirs"])
    main()
    assert "| theirs | 4.125 | 5.125 | 4 | paired t |" in capsys.readouterr().out
    monkeypatch.setattr("sys.argv", [*words, "nobody"])
    with pytest.raises(SystemExit):
        main()
    assert "no system 'nobody'; name one of ours, theirs" in capsys.readouterr().err


def test_a_file_of_predictions_is_read_with_its_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    table = pd.concat(
        [
            predictions("ours", [11.0] * 8, [10.0] * 8),
            predictions("theirs", [12.0] * 4 + [12.5] * 4, [10.0] * 8),
        ]
    )
    table.to_parquet(tmp_path / "city.parquet")
    write_json(tmp_path / "city.json", {"cells": CELLS})
    words = ["paired.py", str(tmp_path / "city.parquet"), "ours", "theirs"]
    monkeypatch.setattr("sys.argv", words)
    main()
    assert "| speed | mae | theirs | 1.000 | 2.250 | -1.250 |" in capsys.readouterr().out


@pytest.mark.malformed
def test_a_missing_file_of_results_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["paired.py", str(tmp_path / "none"), "ours", "theirs"])
    with pytest.raises(SystemExit):
        main()
    assert "none is not there; name a benchmark's folder" in capsys.readouterr().err
