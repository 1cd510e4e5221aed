"""Cells of CSV files that spreadsheets must not evaluate."""

from __future__ import annotations

from pathlib import Path

import pytest

from trajganr_core.contract.layers.spreadsheets import not_a_formula

ROOT = Path(__file__).parents[4]
#: Tables that the worker reads as they were sent.
FOR_THE_WORKER = {"qgis_plugin/layers/export.py", "qgis_plugin/layers/street_view.py"}


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1"])
def test_a_formula_becomes_text(text: str) -> None:
    assert not_a_formula(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["", "Rua -a", "-8.61", "+3e5", -8.61, 7, None, True])
def test_other_texts_and_numbers_stay_as_they_are(cell: object) -> None:
    assert not_a_formula(cell) is cell


def test_every_table_for_people_is_written_so() -> None:
    for package in ("trajganr_core", "worker", "qgis_plugin"):
        for path in (ROOT / package).rglob("*.py"):
            if path.relative_to(ROOT).as_posix() in FOR_THE_WORKER:
                continue
            for line in path.read_text("utf-8").splitlines():
                if "csv.writer(" in line or ".to_csv(" in line:
                    assert "formula" in line, f"{path}: {line.strip()}"
