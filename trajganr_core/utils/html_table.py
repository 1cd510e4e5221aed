"""A mapping as an HTML table, for notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

__all__ = ["html_table"]


def html_table(title: str, rows: Mapping[str, Any]) -> str:
    """A table with a row for each entry of ``rows``; mappings become nested tables.

    All texts are escaped.
    """
    return f"<strong>{escape(title)}</strong>{_table(rows)}"


def _table(rows: Mapping[str, Any]) -> str:
    cells = "".join(
        f"<tr><th style='text-align: left'>{escape(name)}</th>"
        f"<td style='text-align: left'>{_cell(value)}</td></tr>"
        for name, value in rows.items()
    )
    return f"<table>{cells}</table>"


def _cell(value: Any) -> str:
    return _table(value) if isinstance(value, Mapping) else escape(str(value))
