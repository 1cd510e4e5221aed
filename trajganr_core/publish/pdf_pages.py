"""Pages of a report as PDF: prose and tables, A4 in landscape.

Texts may come from anybody: no text is read as a formula.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from .figures import INK, no_formula

__all__ = ["Column", "PdfReport", "notes", "table", "write"]

WIDTH, HEIGHT = 11.69, 8.27  # inches
LEFT, TOP, BOTTOM = 0.05, 0.868, 0.07
#: Size of texts, points, letters of a line over the whole page, and height of a line.
SIZE, LETTERS, LINE = 9, 145, 0.0235
#: The same of notes.
NOTE_SIZE, NOTE_LETTERS, NOTE_LINE = 7.5, 185, 0.02
MUTED = "#5d6872"
#: Lines of maps are pixels of this resolution: a city has too many for a small file.
DPI = 250
#: A column of a table: its title, its place from 0 to 1, and how many letters fit.
Column = tuple[str, float, int]


class PdfReport:
    """Writes pages into a file; use it as a context manager.

    Args:
        path: of the file.
        title: on top of each page.
        footer: below each page.
        continued: the heading of pages that continue others, with ``{heading}``.
    """

    def __init__(
        self, path: Path, title: str, footer: str, continued: str = "{heading} (continued)"
    ) -> None:
        self._continued = continued
        self._pdf = PdfPages(path, metadata={"Title": title})
        self._title, self._footer, self._number = title, footer, 0

    def __enter__(self) -> PdfReport:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pdf.close()

    @property
    def pages(self) -> int:
        """Number of pages so far."""
        return self._number

    def page(self, heading: str) -> Figure:
        """An empty page with a heading; :meth:`add` writes it."""
        self._number += 1
        figure = Figure(figsize=(WIDTH, HEIGHT))
        write(figure, LEFT, 0.955, self._title, size=10, colour=MUTED)
        write(figure, LEFT, 0.915, heading, size=15, bold=True)
        footer = textwrap.shorten(self._footer, 165, placeholder=" …")
        write(figure, LEFT, 0.03, footer, size=7, colour=MUTED)
        write(figure, 1 - LEFT, 0.03, str(self._number), size=8, colour=MUTED, align="right")
        return figure

    def add(self, figure: Figure) -> None:
        """Write a page."""
        self._pdf.savefig(figure, dpi=DPI)

    def prose(self, heading: str, sections: Mapping[str, Sequence[str]]) -> None:
        """Pages of sections, each with a title and sentences; as many as they need."""
        figure, y = self.page(heading), TOP
        for title, sentences in sections.items():
            lines = [(title, True)] if title else []
            lines += [(line, False) for text in sentences for line in wrapped(text, LETTERS)]
            for number, (line, is_bold) in enumerate(lines):
                # A title does not stand alone at the end of a page.
                if y < BOTTOM + (2 * LINE if is_bold and number + 1 < len(lines) else 0):
                    self.add(figure)
                    figure, y = self.page(self._continued.format(heading=heading)), TOP
                write(figure, LEFT, y, line, bold=is_bold)
                y -= LINE
            y -= 0.6 * LINE
        self.add(figure)


def wrapped(text: str, letters: int) -> list[str]:
    """The lines of a sentence in a list."""
    return textwrap.wrap(_on_a_line(text), letters, initial_indent="• ", subsequent_indent="   ")


def _on_a_line(text: str) -> str:
    """A text without line breaks and double spaces, in which no line can begin with ``%``."""
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).replace(" %", "\u00a0%")


def notes(figure: Figure, top: float, *texts: str) -> None:
    """Write small sentences below each other over the width of a page."""
    lines = [line for text in texts for line in textwrap.wrap(_on_a_line(text), NOTE_LETTERS)]
    for number, line in enumerate(lines):
        write(figure, LEFT, top - number * NOTE_LINE, line, size=NOTE_SIZE)


def write(
    figure: Figure,
    x: float,
    y: float,
    text: str,
    *,
    size: float = SIZE,
    colour: str = INK,
    bold: bool = False,
    align: str = "left",
) -> None:
    """Write a line at a place of a page, from 0 to 1."""
    figure.text(
        x,
        y,
        no_formula(text),
        fontsize=size,
        color=colour,
        fontweight="bold" if bold else "normal",
        ha=align,
        va="top",
    )


def table(
    figure: Figure,
    left: float,
    top: float,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
) -> None:
    """Write rows of texts below titles; long texts are cut."""
    for title, x, _ in columns:
        write(figure, left + x, top, title, size=8, bold=True)
    for number, row in enumerate(rows, start=1):
        for (_, x, letters), text in zip(columns, row, strict=True):
            short = text if len(text) <= letters else f"{text[: letters - 1]}…"
            write(figure, left + x, top - number * 0.9 * LINE, short, size=8)
