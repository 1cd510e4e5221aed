"""Text that comes from data, jobs, workers and errors, on its way into widgets that know HTML.

Qt takes what looks like HTML for HTML, and fetches the pictures in it, on Windows also from other
machines. Every such text goes through one of these functions, or into a widget of plain text.
"""

from __future__ import annotations

from html import escape

from qgis.PyQt.QtCore import Qt


def as_html(text: str) -> str:
    """HTML that shows exactly this text, including line breaks."""
    return escape(text, quote=False).replace("\n", "<br>")


def as_tip(text: str) -> str:
    """Text as a tool tip, which Qt shows as it is unless it looks like HTML."""
    return f"<qt>{as_html(text)}</qt>" if Qt.mightBeRichText(text) else text


def unmarked(text: str) -> str:
    """Text for what QGIS shows in several widgets, some of which know HTML and some do not."""
    return text.replace("<", "‹")
