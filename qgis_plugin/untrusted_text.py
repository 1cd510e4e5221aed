"""Texts of data, jobs, workers and errors in widgets that render HTML, and in texts of QGIS.

Qt renders any text that looks like HTML, and loads its pictures, on Windows also from other
machines. QGIS evaluates what is between ``[%`` and ``%]`` in labels, legends, names of layers and
map tips: an expression can read files and variables of the environment. Every such text goes
through one of these functions, or into a widget of plain text.
"""

from __future__ import annotations

from html import escape

from qgis.PyQt.QtCore import Qt

WORD_JOINER = "\u2060"


def as_html(text: str) -> str:
    """HTML that shows exactly this text, including line breaks."""
    return escape(text, quote=False).replace("\n", "<br>")


def as_tip(text: str) -> str:
    """A tool tip with exactly this text; Qt would render a text that looks like HTML."""
    return f"<qt>{as_html(text)}</qt>" if Qt.mightBeRichText(text) else text  # type: ignore[arg-type, call-arg] # static


def unmarked(text: str) -> str:
    """Text for both widgets that render HTML and widgets that do not."""
    return text.replace("<", "‹")


def literal(text: str) -> str:
    """Text that QGIS does not evaluate; it looks the same.

    The mark of an expression is parted by a character without width, so that the text is safe also
    where it is evaluated twice, or not at all.
    """
    return text.replace("[%", f"[{WORD_JOINER}%")
