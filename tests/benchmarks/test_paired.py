"""Systems of a kept benchmark, compared in pairs."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from benchmarks.paired import lines_of, main, results_of
from trajganr_comparison.differences import Difference, differences
from trajganr_comparison.paired_tests import CorrectedTest, holm
from trajganr_comparison.results import Results, cells_table
from trajganr_core.contract.atomic_io import write_json

OURS, THEIRS = [4.0, 3.0, 5.0, 4.5], [5.0, 3.5, 7.0, 5.0]
PLACE = {"split": "block", "labels": 1.0, "fold": 0}
UNKNOWN = float("nan")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Results of two systems, four seeds each."""
    both = [
        {**PLACE, "system": system, "roads": "all", "task": "speed", "metric": "mae"}
        | {"seed": seed, "value": value}
        for system, values in (("ours", OURS), ("theirs", THEIRS))
        for seed, value in enumerate(values)
    ]
    roads = {"speed": {"train": 100, "test": 50}}
    cells = [{**PLACE, "system": name, "seed": 0, "roads": roads} for name in ("ours", "theirs")]
    Results({}, pd.DataFrame(both), cells_table(cells)).write(tmp_path)
    return tmp_path


def difference(other: str, p: float, **of: object) -> Difference:
    place = {"split": "block", "labels": 1.0, "task": "speed", "metric": "mae", **of}
    return Difference(place, "ours", other, 4.0, 5.0, -1.5, -0.5, CorrectedTest(4, 2.0, p))


def test_effect_sizes_come_first_then_p_and_holm() -> None:
    found = [difference("theirs", 0.01), difference("others", 0.04)]
    header, _, *lines = lines_of(found, "ours", {"others": "Others"})
    assert header == (
        "| task | metric | compared with | ours | other | difference | 95 % interval "
        "| difference, % | pairs | corrected p | Holm |"
    )
    adjusted = [f"{p:.2g}" for p in holm([0.01, 0.04])]
    assert lines == [
        "| speed | mae | theirs | 4.000 | 5.000 | -1.000 | -1.500 to -0.500 | -20.0 | 4 | 0.01 "
        f"| {adjusted[0]} |",
        "| speed | mae | Others | 4.000 | 5.000 | -1.000 | -1.500 to -0.500 | -20.0 | 4 | 0.04 "
        f"| {adjusted[1]} |",
    ]


def test_an_unknown_interval_or_p_is_a_dash() -> None:
    found = difference("theirs", UNKNOWN)._replace(low=UNKNOWN, high=UNKNOWN)
    assert "| -1.000 | – | -20.0 | 4 | – | – |" in lines_of([found], "ours")[2]


def test_r2_has_no_percentage_because_it_may_be_negative() -> None:
    found = difference("theirs", 0.01, metric="r2")
    assert "| -1.500 to -0.500 | – | 4 |" in lines_of([found], "ours")[2]


def test_splits_and_shares_are_named_where_there_are_several() -> None:
    found = [difference("theirs", 0.1), difference("theirs", 0.1, labels=0.05)]
    header, _, *lines = lines_of(found, "ours")
    assert header.startswith("| labels | task | metric |")
    assert [line[:8] for line in lines] == ["| 1.0 | ", "| 0.05 |"]


@pytest.mark.malformed
def test_an_unknown_system_is_reported_with_the_known_ones(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["paired.py", str(folder), "ours"]
    monkeypatch.setattr("sys.argv", [*words, "theirs"])
    main()
    assert "| speed | mae | theirs | 4.125 | 5.125 | -1.000 | – |" in capsys.readouterr().out
    monkeypatch.setattr("sys.argv", [*words, "nobody"])
    with pytest.raises(SystemExit):
        main()
    assert "no system 'nobody'; name one of ours, theirs" in capsys.readouterr().err


def test_a_file_of_predictions_is_read_with_its_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Four roads of two blocks in each of two seeds."""
    roads = {"edge": [0, 1, 2, 3] * 2, "block": [0, 0, 1, 1] * 2, "seed": [0] * 4 + [1] * 4}
    columns = {"fold": 0, "task": "speed", "truth": 10.0, **roads}
    table = pd.concat(
        [
            pd.DataFrame({"system": "ours", "predicted": [11.0] * 8, **columns}),
            pd.DataFrame({"system": "theirs", "predicted": [12.0] * 4 + [12.5] * 4, **columns}),
        ]
    )
    table.to_parquet(tmp_path / "city.parquet")
    cells = [
        {"system": name, "seed": 0, "fold": 0, "roads": {"speed": {"train": 100, "test": 50}}}
        for name in ("ours", "theirs")
    ]
    write_json(tmp_path / "city.json", {"titles": {}, "cells": cells})
    words = ["paired.py", str(tmp_path / "city.parquet"), "ours", "theirs"]
    monkeypatch.setattr("sys.argv", words)
    main()
    assert (
        "| speed | mae | theirs | 1.000 | 2.250 | -1.250 | -1.250 to -1.250 | -55.6 | 2 |"
    ) in capsys.readouterr().out


def test_areas_of_interest_are_compared_by_their_l1_distance() -> None:
    roads = {"edge": [0, 1, 2, 3], "block": [0, 0, 1, 1], "seed": 0, "fold": 0, "task": "aoi"}
    classes = {"truth": 1.0, "predicted": 2.0}  # positions of the leading category
    rows = pd.concat(
        [
            pd.DataFrame({"system": system, "distance": distance, **classes, **roads})
            for system, distance in (("ours", [0.2, 0.4, 0.2, 0.4]), ("theirs", 0.5))
        ]
    )
    cell = {"seed": 0, "fold": 0, "roads": {"aoi": {"train": 100, "test": 50}}}
    cells = [{"system": name, **cell} for name in ("ours", "theirs")]
    results = results_of(rows, {"titles": {}, "cells": cells})
    lines = lines_of(differences(results, "ours", ["theirs"]), "ours")
    assert (
        "| aoi | l1 | theirs | 0.300 | 0.500 | -0.200 | -0.200 to -0.200 | -40.0 | 1 |" in lines[2]
    )


@pytest.mark.malformed
def test_a_folder_without_results_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["paired.py", str(tmp_path / "none"), "ours", "theirs"])
    with pytest.raises(SystemExit):
        main()
    assert "none has no results.json" in capsys.readouterr().err
