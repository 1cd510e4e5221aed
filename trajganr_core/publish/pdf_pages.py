"""Pages of a report as PDF: prose, figures and tables, A4 in landscape, in one language.

Texts may come from anybody: no text is read as a formula.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from ..contract.texts.text import Text, Translate, said
from .figures import INK, no_formula

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


class Page:
    """A page, whose places are from 0 to 1, from the left and the bottom."""

    def __init__(self, tr: Translate) -> None:
        self.figure = Figure(figsize=(WIDTH, HEIGHT))
        self._tr = tr

    def axes(self, left: float, bottom: float, width: float, height: float) -> Axes:
        """An empty part of the page."""
        return self.figure.add_axes((left, bottom, width, height))

    def write(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = SIZE,
        colour: str = INK,
        bold: bool = False,
        align: str = "left",
    ) -> None:
        """Write a line."""
        self.figure.text(
            x,
            y,
            no_formula(said(text, self._tr)),
            fontsize=size,
            color=colour,
            fontweight="bold" if bold else "normal",
            ha=align,
            va="top",
        )

    def notes(self, top: float, *texts: str) -> None:
        """Write small sentences below each other over the width of the page."""
        lines = [
            line
            for text in texts
            for line in textwrap.wrap(_on_a_line(said(text, self._tr)), NOTE_LETTERS)
        ]
        for number, line in enumerate(lines):
            self.write(LEFT, top - number * NOTE_LINE, line, size=NOTE_SIZE)

    def table(
        self, left: float, top: float, columns: Sequence[Column], rows: Iterable[Sequence[str]]
    ) -> None:
        """Write rows of texts below titles; long texts are cut."""
        for title, x, _ in columns:
            self.write(left + x, top, title, size=8, bold=True)
        for number, row in enumerate(rows, start=1):
            for (_, x, letters), cell in zip(columns, row, strict=True):
                text = said(cell, self._tr)
                short = text if len(text) <= letters else f"{text[: letters - 1]}…"
                self.write(left + x, top - number * 0.9 * LINE, short, size=8)


class PdfReport:
    """Writes pages into a file; use it as a context manager.

    Args:
        path: of the file.
        title: on top of each page.
        footer: below each page.
        tr: says texts in the language of the report.

    Attributes:
        tr: the same.
        pages: number of pages so far.
    """

    def __init__(self, path: Path, title: str, footer: str, tr: Translate = str) -> None:
        self.pages = 0
        self._title, self._footer, self.tr = title, footer, tr
        self._pdf = PdfPages(path, metadata={"Title": said(title, tr)})

    def __enter__(self) -> PdfReport:
        return self

    def __exit__(self, *error: object) -> None:
        self._pdf.close()

    @contextmanager
    def page(self, heading: str) -> Iterator[Page]:
        """A page with a heading; the block fills it."""
        self.pages += 1
        page = Page(self.tr)
        page.write(LEFT, 0.955, self._title, size=10, colour=MUTED)
        page.write(LEFT, 0.915, heading, size=15, bold=True)
        footer = textwrap.shorten(said(self._footer, self.tr), 165, placeholder=" …")
        page.write(LEFT, 0.03, footer, size=7, colour=MUTED)
        page.write(1 - LEFT, 0.03, str(self.pages), size=8, colour=MUTED, align="right")
        yield page
        self._pdf.savefig(page.figure, dpi=DPI)

    def prose(self, heading: str, sections: Mapping[str, Sequence[str]]) -> None:
        """Pages of sections that have sentences, below their titles; as many as they need."""
        pages: list[list[tuple[float, str, bool]]] = [[]]
        y = TOP
        for title, texts in sections.items():
            lines = [(line, False) for text in texts for line in self._wrapped(text)]
            for number, (line, is_title) in enumerate([(title, True), *lines] if lines else []):
                # A title does not stand alone at the end of a page.
                if y < BOTTOM + (2 * LINE if number == 0 else 0):
                    pages.append([])
                    y = TOP
                pages[-1].append((y, line, is_title))
                y -= LINE
            y -= 0.6 * LINE if lines else 0
        for number, written in enumerate(pages):
            more = Text("{heading} (continued)", heading=heading)
            with self.page(more if number else heading) as page:
                for y, line, is_title in written:
                    page.write(LEFT, y, line, bold=is_title)

    def _wrapped(self, text: str) -> list[str]:
        """The lines of a sentence in a list."""
        line = _on_a_line(said(text, self.tr))
        return textwrap.wrap(line, LETTERS, initial_indent="• ", subsequent_indent="   ")


def _on_a_line(text: str) -> str:
    """A text without line breaks and double spaces, in which no line can begin with ``%``."""
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).replace(" %", "\u00a0%")
