"""Pictures and pages from kept columns."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from benchmarks.redraw import redraw
from trajganr_comparison import figures
from trajganr_comparison.results import Results, cells_table

PLACE = {"split": "block", "fold": 0, "seed": 0, "labels": 1.0}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Results of one system, with a map of a bundle that is not here."""
    monkeypatch.setattr(figures, "DPI", 30)
    record = {
        "command": "trajganr benchmark city",
        "written_at": "2026-11-25",
        "bundle": {"id": "a" * 64, "name": "City", "counts": {}, "notes": {}},
        "settings": {},
        "systems": {"boosting": "Boosting"},
        "tables": [],
        "environments": [],
        "notes": {},
        "figures": {"figures/map-speed.png": "A map."},
    }
    row = {**PLACE, "system": "boosting", "roads": "all", "task": "speed", "metric": "mae"}
    cell = {**PLACE, "system": "boosting", "seconds": 1.0, "origin": "trees"}
    Results(record, pd.DataFrame([{**row, "value": 4.5}]), cells_table([cell])).write(tmp_path)
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "map-speed.png").write_bytes(b"a map")
    return tmp_path


def test_charts_are_drawn_and_the_map_is_kept(folder: Path) -> None:
    redraw(folder)
    shown = ["figures/map-speed.png", "figures/scores-speed.png"]
    assert list(Results.read(folder).record["figures"]) == shown
    assert (folder / "figures" / "map-speed.png").read_bytes() == b"a map"
    page = (folder / "results.md").read_text("utf-8")
    assert all(f"({file})" in page for file in shown)


def test_pages_alone_keep_all_pictures(folder: Path) -> None:
    redraw(folder, with_pictures=False)
    assert [file.name for file in (folder / "figures").iterdir()] == ["map-speed.png"]
    assert "![A map.](figures/map-speed.png)" in (folder / "results.md").read_text("utf-8")
