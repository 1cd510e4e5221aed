"""The figures that claims rest on, from kept results."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from benchmarks.comparison.compare import write_evidence
from trajganr_comparison.results import Results, cells_table

PLACE = {"split": "block", "labels": 1.0, "fold": 0, "seed": 0}
RECORD = {
    "written_at": "2026-11-25",
    "systems": {"trajganr_best": "Best", "boosting": "Boosting"},
    "settings": {"pretraining": {"dimension": 64, "layers": 2}},
    "environments": [],
}


def keep(folder: Path) -> None:
    rows = [
        {**PLACE, "system": name, "roads": "all", "task": "speed", "metric": "mae", "value": value}
        for name, value in (("trajganr_best", 4.0), ("boosting", 5.0))
    ]
    roads = {"speed": {"train": 100, "test": 50}}
    cells = [{**PLACE, "system": name, "roads": roads} for name in ("trajganr_best", "boosting")]
    Results(RECORD, pd.DataFrame(rows), cells_table(cells)).write(folder)


def test_evidence_is_of_all_finished_results(tmp_path: Path) -> None:
    keep(tmp_path / "porto" / "results")
    keep(tmp_path / "demo" / "results")
    (tmp_path / "other" / "results").mkdir(parents=True)  # interrupted before its end
    (tmp_path / "old" / "results").mkdir(parents=True)  # of an earlier release
    (tmp_path / "old" / "results" / "results.json").write_text("{}")
    write_evidence(tmp_path)
    found = json.loads((tmp_path / "evidence.json").read_text("utf-8"))
    assert (found["city"], list(found["results"])) == ("porto", ["demo", "porto"])
    assert (found["systems"], found["lead_speed_percent"]) == (2, 20.0)
    assert found["lead_speed_p_corrected"] is None


def test_without_results_there_is_a_file_without_figures(tmp_path: Path) -> None:
    write_evidence(tmp_path)
    found = json.loads((tmp_path / "evidence.json").read_text("utf-8"))
    assert found["systems"] is None
    assert found["full_size_rows"] > 0  # those published with the paper's protocol
