"""The pictures of the short answers in docs/benchmarks/comparison.md."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from PIL import Image

from benchmarks import answers


def test_every_picture_of_the_page_is_drawn_from_the_published_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (answers.DOCS / "comparison.md").read_text("utf-8")
    shown = set(re.findall(r"\(comparison/answers/([\w-]+\.png)\)", page))
    monkeypatch.setattr(answers, "OUT", tmp_path / "answers")
    monkeypatch.setattr(sys, "argv", ["answers"])
    answers.main()
    drawn = {path.name for path in answers.OUT.iterdir()}
    assert drawn == shown
    for path in answers.OUT.iterdir():
        with Image.open(path) as picture:
            extremes = picture.convert("L").getextrema()
        assert extremes[0] < extremes[1]  # not blank
