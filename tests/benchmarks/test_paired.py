"""Two systems of a kept benchmark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from scipy import stats

from benchmarks.paired import compared, main
from trajganr_core.contract.atomic_io import write_json

OURS, THEIRS = [4.0, 3.0, 5.0, 4.5], [5.0, 3.5, 7.0, 5.0]


def rows(system: str, values: list[float | None], **more: Any) -> list[dict[str, Any]]:
    """A row for each seed."""
    of = {"split": "block", "labels": 1.0, "task": "speed", "metric": "mae", "fold": 0}
    common = {"system": system, "roads": "all", **of, **more}
    return [{**common, "seed": seed, "value": value} for seed, value in enumerate(values)]


def test_systems_are_compared_over_the_same_seeds() -> None:
    table = pd.DataFrame(rows("ours", OURS) + rows("theirs", THEIRS)[::-1])
    (found,) = compared(table, "ours", "theirs")
    assert found.of == {"split": "block", "labels": 1.0, "task": "speed", "metric": "mae"}
    assert (found.one, found.other) == (4.125, 5.125)
    assert found.tested.p == pytest.approx(stats.ttest_rel(OURS, THEIRS).pvalue)


def test_metrics_and_label_shares_are_compared_separately() -> None:
    few = {"labels": 0.1, "metric": "r2"}
    table = pd.DataFrame(
        rows("ours", OURS)
        + rows("theirs", THEIRS)
        + rows("ours", THEIRS, **few)
        + rows("theirs", OURS, **few)
    )
    means = {
        found.of["metric"]: (found.one, found.other) for found in compared(table, "ours", "theirs")
    }
    assert means == {"mae": (4.125, 5.125), "r2": (5.125, 4.125)}


def test_seeds_without_values_of_both_systems_are_left_out() -> None:
    table = pd.DataFrame(
        rows("ours", [*OURS, None])
        + rows("theirs", [*THEIRS, 1.0, 2.0])
        + rows("ours", OURS, roads="without trips")
    )
    (found,) = compared(table, "ours", "theirs")
    assert found.tested.pairs == len(OURS)


@pytest.mark.malformed
def test_an_unknown_system_is_reported_with_the_known_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_json(tmp_path / "results.json", {"rows": rows("ours", OURS) + rows("theirs", THEIRS)})
    words = ["paired.py", str(tmp_path / "results.json"), "ours"]
    monkeypatch.setattr("sys.argv", [*words, "theirs"])
    main()
    assert "| 4.125 | 5.125 | 4 | paired t |" in capsys.readouterr().out
    monkeypatch.setattr("sys.argv", [*words, "nobody"])
    with pytest.raises(SystemExit):
        main()
    assert "no system 'nobody'; name one of ours, theirs" in capsys.readouterr().err


@pytest.mark.malformed
def test_a_missing_file_of_results_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["paired.py", str(tmp_path / "none.json"), "ours", "theirs"])
    with pytest.raises(SystemExit):
        main()
    assert "none.json is not there; name a benchmark's results.json" in capsys.readouterr().err
