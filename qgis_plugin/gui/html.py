"""Headings, paragraphs, lists and tables in HTML without colours, so that they suit all themes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape


def heading(text: str) -> str:
    """A heading."""
    return f"<h3>{escape(text)}</h3>"


def paragraph(text: str) -> str:
    """Plain text."""
    return f"<p>{escape(text)}</p>"


def bullets(lines: Sequence[str]) -> str:
    """A list of plain texts."""
    style = "margin-left:12px; -qt-list-indent:0"  # narrow docks need the width
    return (
        f"<ul style='{style}'>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
        if lines
        else ""
    )


def table(rows: Sequence[Sequence[str]], titles: Sequence[str] = ()) -> str:
    """A table whose first column names its rows; cells are HTML already.

    The last cell of a shorter row spans the remaining columns.
    """
    width = max(map(len, (*rows, titles)))
    head = "".join(f'<th align="left">{title}</th>' for title in titles)
    lines = [f"<tr>{head}</tr>"] if titles else []
    for row in rows:
        *cells, last = row
        span = width - len(cells)
        body = "".join(f"<td>{cell}</td>" for cell in cells)
        lines.append(f'<tr>{body}<td colspan="{span}">{last}</td></tr>')
    return f'<table cellspacing="0" cellpadding="3" width="100%">{"".join(lines)}</table>'
