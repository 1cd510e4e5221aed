"""Figures of several scripts are collected in one file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.time_figures import collect


def write(folder: Path, name: str, **figures: Any) -> None:
    (folder / name).write_text(json.dumps(figures), "utf-8")


def read(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "time.json").read_text("utf-8"))


def test_figures_of_other_files_are_added_to_those_of_travel_times(tmp_path: Path) -> None:
    write(tmp_path, "time.json", porto_trip_mape=15.0)
    write(tmp_path, "city.json", large_city_predict_s=2.0, measured_at="today", own_gb=9.0)
    collect(tmp_path)
    assert read(tmp_path) == {
        "porto_trip_mape": 15.0,
        "large_city_predict_s": 2.0,
        "collected": {"city.json": {"measured_at": "today"}},
    }


def test_what_was_not_measured_again_stays(tmp_path: Path) -> None:
    write(tmp_path, "city.json", large_city_predict_s=700.0)
    collect(tmp_path)
    write(tmp_path, "city.json", measured_at="today")
    collect(tmp_path)
    assert read(tmp_path)["large_city_predict_s"] == 700.0


def test_the_table_names_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, "time.json", porto_trip_mape=15.0)
    collect(tmp_path)
    lines = capsys.readouterr().out.splitlines()
    assert "porto_trip_mape: 15.0" in lines
    assert "large_city_predict_s: not measured" in lines
