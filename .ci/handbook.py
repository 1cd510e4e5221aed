"""Count the written words of the handbook, and list what is too long in it.

python .ci/handbook.py [PAGE...]

Words: all but code blocks, formulas in blocks and generated parts; a link counts as its text,
inline code as its words. A generated part begins with ``<!-- generated: how -->`` and ends with
``<!-- end of generated -->`` or with the page. A sentence ends with a full stop, a question or
exclamation mark before a space, or with its paragraph or list item; tables and headings have none.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

#: The most of each.
MAX_WORDS = 30_000
MAX_SENTENCE_WORDS = 30
MAX_README_LINES = 100

_UNCOUNTED = re.compile(
    r"^ *(?P<fence>```|~~~).*?^ *(?P=fence) *$"
    r"|<!-- generated:.*?(?:<!-- end of generated -->|\Z)|<!--.*?-->"
    r"|(?<=\n\n) {4,}(?![-*+ ]|\d+[.)] )[^\n]*(?:\n+ {4}[^\n]*)*"
    r"|^ *\$\$.*?\$\$ *$|\A---\n.*?^---$",
    re.MULTILINE | re.DOTALL,
)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_TAG = re.compile(r"<[^>]+>")
#: Where a paragraph, list item, heading or row of a table begins; a quotation is a paragraph.
_BLOCK = re.compile(r"\n(?:[>\s]*\n)+|\n(?=[>\s]*(?:[-*+]|\d+[.)]) )|\n(?=#{1,6} |\|)|(?<=\|)\n")
_MARK = re.compile(r"^[>\s]*(?:(?:[-*+]|\d+[.)])\s+)?")
_END = re.compile(r"(?<=[.!?])[*_)\"'”’]*\s+(?=[^a-z])")
_ABBREVIATION = re.compile(r"\b(e\.g|i\.e|cf|vs|Eq|Fig|Tab|Sec|No|approx)\.")
_WORD = re.compile(r"[^\W_]")
_COMMIT = re.compile(r"\b(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}\b")


@dataclass(frozen=True)
class Page:
    """What was counted on a page."""

    path: str
    words: int
    sentences: list[str]
    commits: list[str]

    def long_sentences(self) -> list[str]:
        """The sentences with too many words, longest first."""
        found = [each for each in self.sentences if words(each) > MAX_SENTENCE_WORDS]
        return sorted(found, key=words, reverse=True)


def words(text: str) -> int:
    """Number of words: what stands between spaces and has a letter or a digit."""
    return sum(bool(_WORD.search(word)) for word in text.split())


def pages() -> list[Page]:
    """All pages below ``docs``."""
    return [count(path) for path in sorted((ROOT / "docs").rglob("*.md"))]


def count(path: Path) -> Page:
    """Read and count one page."""
    text = path.read_text(encoding="utf-8")
    written = list(blocks(text))
    return Page(
        path.resolve().relative_to(ROOT).as_posix(),
        sum(words(block) for block in written),
        [sentence for block in written for sentence in sentences(block)],
        _COMMIT.findall(text),
    )


def blocks(text: str) -> Iterator[str]:
    """Paragraphs, list items, headings and rows of tables, without addresses of links."""
    written = _TAG.sub("", _LINK.sub(r"\1", _UNCOUNTED.sub("\n\n", text)))
    for block in _BLOCK.split(f"\n{written}"):
        if block.strip():
            yield " ".join(block.split())


def sentences(block: str) -> Iterator[str]:
    """The sentences of a paragraph or list item."""
    if not block.startswith(("#", "|")):
        prose = _ABBREVIATION.sub(r"\1", _MARK.sub("", block))
        yield from (sentence for sentence in _END.split(prose) if sentence)


def main(paths: list[str]) -> None:
    """Print words and long sentences of each page."""
    counted = [count(Path(path)) for path in paths] or pages()
    for page in counted:
        print(f"{page.words:6} words, {len(page.long_sentences()):3} long sentences  {page.path}")
        for sentence in page.long_sentences() if paths else page.long_sentences()[:3]:
            print(f"       {words(sentence)}: {sentence}")
        if page.commits:
            print(f"       commits: {', '.join(page.commits)}")
    print(f"{sum(page.words for page in counted):6} words; the handbook may have {MAX_WORDS}")


if __name__ == "__main__":
    main(sys.argv[1:])
