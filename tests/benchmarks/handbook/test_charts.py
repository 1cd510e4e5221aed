"""The charts of the handbook show the figures of the laboratory's log."""

from __future__ import annotations

import json

import pytest

from benchmarks.figures import ROOT
from benchmarks.handbook.__main__ import FIGURES, charts

LOG = ROOT / "benchmarks" / "log"


def test_charts_are_those_of_the_figures() -> None:
    for path, drawn in charts().items():
        assert path.read_text("utf-8") == drawn, "run python -m benchmarks.handbook"


@pytest.mark.parametrize("name", json.loads(FIGURES.read_text("utf-8")))
def test_each_figure_is_in_the_entries_that_it_names(name: str) -> None:
    about = json.loads(FIGURES.read_text("utf-8"))[name]
    names = [word.strip(",;") for word in about["source"].split() if ".md" in word]
    entries = "".join((LOG / name).read_text("utf-8") for name in names)
    values = {value for _, row in about["rows"] for value in row if value is not None}
    assert names
    assert not [value for value in values if f"{value:g}" not in entries]
