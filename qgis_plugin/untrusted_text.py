"""Texts of data, jobs, workers and errors in widgets that render HTML.

Qt renders any text that looks like HTML, and loads its pictures, on Windows also from other
machines. Every such text goes through one of these functions, or into a widget of plain text.
"""

from __future__ import annotations

from html import escape

from qgis.PyQt.QtCore import Qt


def as_html(text: str) -> str:
    """HTML that shows exactly this text, including line breaks."""
    return escape(text, quote=False).replace("\n", "<br>")


def as_tip(text: str) -> str:
    """A tool tip with exactly this text; Qt would render a text that looks like HTML."""
    return f"<qt>{as_html(text)}</qt>" if Qt.mightBeRichText(text) else text


def unmarked(text: str) -> str:
    """Text for both widgets that render HTML and widgets that do not."""
    return text.replace("<", "‹")
