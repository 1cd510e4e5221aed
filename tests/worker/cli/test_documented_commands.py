"""Commands in the documentation are ones that the command line accepts."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from trajganr_worker.cli.program import _parser

ROOT = Path(__file__).parents[3]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
#: Lines of shell blocks: fenced, or indented by four columns after an empty line.
FENCED = re.compile(r"^```(?:sh|bash|)\n(.*?)^```", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"(?<=\n\n)(?: {4}.*\n)+")
#: Of lines that show alternatives or leave something out.
NOTATION = re.compile(r"[|\[…]")
#: Stand for values of the reader's own.
PLACEHOLDERS = {"W S E N": "-8.7 41.1 -8.5 41.2"}


def commands(page: Path) -> Iterator[list[str]]:
    """The arguments of the calls of ``trajganr`` in the shell blocks of a page."""
    text = page.read_text(encoding="utf-8")
    for block in (*FENCED.findall(text), *INDENTED.findall(text)):
        for line in block.replace("\\\n", " ").splitlines():
            for placeholder, value in PLACEHOLDERS.items():
                line = line.replace(placeholder, value)
            found = re.match(r"\s*(?:[\w./]+/)?trajganr (.*)", line)
            if found and not NOTATION.search(line):
                yield shlex.split(found[1], comments=True)


@pytest.mark.parametrize("page", [page for page in PAGES if any(commands(page))], ids=str)
def test_the_command_line_accepts_the_commands_of_a_page(page: Path) -> None:
    parser = _parser()
    for words in commands(page):
        parser.parse_args(words)
