"""Files and tables of figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import figures
from benchmarks.figures import Row, rows_table, write_figures


def test_figures_of_another_script_stay_if_they_are_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "BUILD", tmp_path)
    write_figures("one", {"webpage_mb": 5, "seconds": 9})
    write_figures("one", {"seconds": 7}, keep=True)
    found = json.loads((tmp_path / "one.json").read_text("utf-8"))
    assert (found["webpage_mb"], found["seconds"]) == (5, 7)
    assert found["machine"] and found["measured_at"]
    write_figures("one", {"seconds": 8})
    assert "webpage_mb" not in json.loads((tmp_path / "one.json").read_text("utf-8"))


def test_a_figure_that_could_not_be_measured_is_a_dash() -> None:
    table = rows_table("Here", [Row("a", 1.25, "s", "< 2", "how"), Row("b", None, note="why")])
    assert table.splitlines()[-2:] == ["| a | 1.25 s | < 2 | how |", "| b | – |  | why |"]
