"""Systems of a kept benchmark, compared in pairs."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from benchmarks.protocols.paired import lines_of, main
from trajganr_comparison.differences import Difference
from trajganr_comparison.paired_tests import CorrectedTest, holm
from trajganr_comparison.results import Results, cells_table

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


@pytest.mark.malformed
def test_a_folder_without_results_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["paired.py", str(tmp_path / "none"), "ours", "theirs"])
    with pytest.raises(SystemExit):
        main()
    assert "none has no results.json" in capsys.readouterr().err
