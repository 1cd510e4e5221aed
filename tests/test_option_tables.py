"""The page of options is what the declarations of the options make."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[1]
TABLES = runpy.run_path(str(ROOT / ".ci" / "option_tables.py"))


def test_the_page_of_options_is_up_to_date() -> None:
    page = ROOT / "docs" / "options.md"
    assert page.read_text(encoding="utf-8") == TABLES["page"](), "make options"
