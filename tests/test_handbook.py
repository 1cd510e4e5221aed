"""The handbook is short: few words, short sentences; and it cites no commits."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
HANDBOOK = runpy.run_path(str(ROOT / ".ci" / "handbook.py"))
PAGES: dict[str, Any] = {
    page.path: page
    for page in [
        *HANDBOOK["pages"](),
        *map(HANDBOOK["count"], (ROOT / "README.md", ROOT / "CONTRIBUTING.md")),
    ]
}


def test_the_handbook_can_be_read() -> None:
    counted = {path: page.words for path, page in PAGES.items() if path.startswith("docs/")}
    assert sum(counted.values()) <= HANDBOOK["MAX_WORDS"], counted
    assert counted["docs/how_good.md"] <= 600
    assert counted["docs/method.md"] <= 3_000
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= HANDBOOK["MAX_README_LINES"]


@pytest.mark.parametrize("page", PAGES.values(), ids=list(PAGES))
def test_sentences_are_short_and_cite_no_commit(page: Any) -> None:
    assert page.long_sentences() == []
    assert page.commits == []


def test_code_formulas_and_generated_parts_are_not_counted() -> None:
    text = "# A title\n\nOne [two](three.md) `four`.\n```\ncode here\n```\n"
    code = "\n    make code\n\n    more\n\n$$\nx\n$$\n"
    generated = "<!-- generated: make options -->\nnot this\n<!-- end of generated -->\nbut this\n"
    blocks = list(HANDBOOK["blocks"](text + code + generated + "<!-- generated: x -->\nnor this"))
    assert blocks == ["# A title", "One two `four`.", "but this"]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two?\nThree", ["One.", "Two?", "Three"]),
        ("- First.\n- Second\n  goes on", ["First.", "Second goes on"]),
        ("It is 3.5 km, e.g. here. `Code` follows", ["It is 3.5 km, e.g here.", "`Code` follows"]),
        ("# Title. More\n\n| a. B | c |\n|---|---|", []),
    ],
)
def test_a_sentence_ends_with_its_mark_or_its_paragraph(text: str, sentences: list[str]) -> None:
    found = [each for block in HANDBOOK["blocks"](text) for each in HANDBOOK["sentences"](block)]
    assert found == sentences
