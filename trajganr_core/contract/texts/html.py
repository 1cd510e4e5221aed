"""Markup of texts: what is not markup already is escaped, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from .facts import Facts, Table
from .text import Translate, said

#: Attributes of tables without colours or frames, which suit all themes of Qt.
PLAIN = {"cellspacing": "0", "cellpadding": "3", "width": "100%"}
#: Notebooks align cells otherwise.
LEFT = {"style": "text-align: left;"}
#: Elements without content.
VOID = ("br", "img")


class Html(str):
    """Markup; other strings are text."""

    __slots__ = ()


def element(name: str, *content: str, **attributes: str | float) -> Html:
    """An element; an attribute such as ``class_`` has the name without the last ``_``."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
    )
    inside = "".join(each if isinstance(each, Html) else escape(each) for each in content)
    return Html(f"<{name}{given}>" if name in VOID else f"<{name}{given}>{inside}</{name}>")


def bullets(texts: Iterable[str], **attributes: str) -> Html:
    """A list; empty without texts."""
    items = [element("li", text) for text in texts]
    return element("ul", *items, **attributes) if items else Html()


def table(table: Table, tr: Translate = str, **attributes: str) -> Html:
    """A table in the language of ``tr``."""
    width = max(map(len, (*table.rows, table.titles)), default=0)
    head = [element("th", said(each, tr), align="left") for each in table.titles]
    rows = [element("tr", *head)] if head else []
    for row in table.rows:
        *cells, last = (said(each, tr) for each in row)
        if not cells:
            last = element("b", last)
        span = {"colspan": width - len(cells)} if len(row) < width else {}
        rows.append(element("tr", *(element("td", c) for c in cells), element("td", last, **span)))
    return element("table", *rows, **attributes)


def facts_table(facts: Facts, tr: Translate = str, **attributes: str) -> Html:
    """A row for each fact; facts in a fact are a table in its cell, sentences a list."""

    def cell(fact: object) -> str:
        if isinstance(fact, Mapping):
            return facts_table(fact, tr)
        if isinstance(fact, list):
            return bullets(said(each, tr) for each in fact)
        return str(said(fact, tr))

    rows = (
        element("tr", element("th", said(name, tr), **LEFT), element("td", cell(fact), **LEFT))
        for name, fact in facts.items()
    )
    return element("table", *rows, **attributes)


def document(title: str, style: str, *content: str, language: str = "en") -> str:
    """A file that needs nothing else.

    Args:
        style: CSS of this software.
    """
    head = (
        Html('<meta charset="utf-8"><meta name="viewport" content="width=device-width">'),
        element("title", title),
        Html(f"<style>{style}</style>"),
    )
    page = element("html", element("head", *head), element("body", *content), lang=language)
    return f"<!doctype html>\n{page}\n"
