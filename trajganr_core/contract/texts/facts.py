"""What is known of a thing, once, for the command line, forms, reports and pages.

Facts have titles, and values that are names or texts, several sentences, or facts again. A table
has cells of the same. How they look is of the medium: lines, sentences and Markdown are below,
HTML is in :mod:`.html`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .text import Text, Translate, joined, said, said_of

#: Values by title, in the order in which they are said.
Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes:
        titles: of the columns; empty for none.
        rows: the first cell names the row, the last one of a shorter row spans the other columns.
            A row of one cell is a heading of those below it.
    """

    titles: Sequence[str]
    rows: Sequence[Sequence[str]]


def lines(facts: Facts, tr: Translate = str, indent: str = "") -> Iterator[str]:
    """Facts as plain text, with more indentation for each level."""
    for name, fact in facts.items():
        if isinstance(fact, Mapping):
            yield f"{indent}{said(name, tr)}:"
            yield from lines(fact, tr, f"{indent}  ")
        elif isinstance(fact, list):
            yield from (
                f"{indent}{said(name, tr)}:",
                *(f"{indent}  {said(each, tr)}" for each in fact),
            )
        else:
            yield f"{indent}{said_of(name, fact).said(tr)}"


def sentences(facts: Facts) -> list[Text]:
    """Each fact with its title; those within a fact are parts of one sentence."""
    return [
        said_of(name, joined(*sentences(fact)) if isinstance(fact, Mapping) else fact)
        for name, fact in facts.items()
        if fact
    ]


def filled(templates: Mapping[str, str], facts: Mapping[str, Any]) -> list[Text]:
    """The templates that are named after a fact which is known, filled with all facts.

    Args:
        facts: None or False where a sentence is not to be said.
    """
    known = {name for name, fact in facts.items() if fact is not None and fact is not False}
    return [Text(text, **facts) for name, text in templates.items() if name in known]


def bullets(texts: Sequence[str]) -> str:
    """A list in Markdown, in English."""
    return "\n".join(f"- {_escaped(text)}" for text in texts)


def markdown_table(table: Table) -> str:
    """A table in Markdown, in English; empty without rows."""
    if not table.rows:
        return ""
    width = len(table.titles)
    rows = [[*map(_escaped, row), *[""] * (width - len(row))] for row in table.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in (table.titles, ["---"] * width, *rows))


def _escaped(text: str) -> str:
    """Text of anybody as text in Markdown."""
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", " ".join(text.split()))
