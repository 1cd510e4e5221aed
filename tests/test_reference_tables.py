"""The pages of options and of columns are what their declarations make."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", ["option", "column"])
def test_the_page_is_up_to_date(name: str) -> None:
    tables = runpy.run_path(str(ROOT / ".ci" / f"{name}_tables.py"))
    assert tables["PAGE"].read_text(encoding="utf-8") == tables["page"](), "make options"
