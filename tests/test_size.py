"""The product is no larger than docs/architecture.md says, in lines and in tokens."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SIZE = runpy.run_path(str(ROOT / ".ci" / "size.py"))
ROW = re.compile(r"^\| `python \.ci/size\.py ([\w ]+)` \| ([\d,]+) \| ([\d,]+) \|$", re.MULTILINE)


def bounds() -> list[tuple[str, int, int]]:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    return [
        (folders, int(lines.replace(",", "")), int(tokens.replace(",", "")))
        for folders, lines, tokens in ROW.findall(page)
    ]


@pytest.mark.parametrize(("folders", "most_lines", "most_tokens"), bounds())
def test_the_product_is_as_small_as_promised(
    folders: str, most_lines: int, most_tokens: int
) -> None:
    lines, tokens = SIZE["size_of"](*folders.split())
    assert lines <= most_lines
    assert tokens <= most_tokens


def test_product_and_core_have_bounds() -> None:
    assert [folders for folders, *_ in bounds()] == [
        "trajganr_core worker qgis_plugin",
        "trajganr_core",
    ]


def test_joined_lines_and_docstrings_do_not_change_the_tokens(tmp_path: Path) -> None:
    plain = tmp_path / "plain.py"
    plain.write_text("def f(a):\n    b = a + 1\n    return b\n")
    joined = tmp_path / "joined.py"
    joined.write_text('def f(a):\n    """What it does."""\n    b = a + 1  # why\n    return b\n')
    assert SIZE["tokens_of"](plain) == SIZE["tokens_of"](joined)
    joined.write_text("def f(a): b = a + 1; return b\n")
    assert SIZE["tokens_of"](plain) < SIZE["tokens_of"](joined)
