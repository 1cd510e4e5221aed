"""Text in CSV files that spreadsheets would evaluate as a formula."""

from __future__ import annotations

from typing import TypeVar

Cell = TypeVar("Cell")
#: How a cell begins that some spreadsheet evaluates, also in quotes (OWASP, "CSV Injection").
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")


def not_a_formula(cell: Cell) -> Cell | str:
    """A cell for a CSV file: text that could be a formula has an apostrophe before it.

    Numbers, also those that are written as text, stay what they are.
    """
    if not isinstance(cell, str) or not cell.startswith(FORMULAS) or _is_number(cell):
        return cell
    return f"'{cell}"


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text.isprintable()
