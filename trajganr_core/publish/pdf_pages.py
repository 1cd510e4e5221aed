"""Pages of a report as PDF: figures, maps and tables, A4 in landscape, in one language.

Texts may come from anybody: no text is read as a formula.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ..contract.texts.facts import Table
from ..contract.texts.text import Text, Translate, said
from .figures import FAINT, INK, no_formula

WIDTH, HEIGHT = 11.69, 8.27  # inches
POINTS = 72  # per inch
LEFT, TOP, BOTTOM = 0.05, 0.868, 0.07
#: Size of texts, points; the mean width of a letter and the height of a line, relative to it.
SIZE, LETTER, LINE = 9.0, 0.53, 1.45
#: Size of tables and notes.
SMALL = 7.5
#: Columns of tables on a page, and between them.
TABLES, GAP = 2, 0.04
#: Room for the title above a map, and for the legend below it.
ABOVE, BELOW = 0.035, 0.075
#: Room for notes below maps.
NOTES = 0.03
#: The first column of a table, of its width: of two columns, and of more.
FIRST_OF_TWO, FIRST = 0.2, 0.34
MUTED = "#5d6872"
#: Lines of maps are pixels of this resolution: a city has too many for a small file.
DPI = 240


def line_height(size: float = SIZE) -> float:
    """The height of a line, as a share of the page's."""
    return LINE * size / POINTS / HEIGHT


@dataclass(frozen=True)
class Box:
    """A part of a page, from 0 to 1, from the left and the bottom."""

    left: float
    bottom: float
    width: float
    height: float


def panels(count: int, aspect: float) -> list[Box]:
    """Places of maps on a page, with room for titles and legends, in which they are the largest.

    Args:
        count: of the maps.
        aspect: width ÷ height of what they show.
    """

    def boxes(columns: int) -> list[Box]:
        rows = -(-count // columns)
        width = (1 - 2 * LEFT - (columns - 1) * GAP) / columns
        height = (TOP - BOTTOM - NOTES) / rows
        return [
            Box(
                LEFT + number % columns * (width + GAP),
                TOP - (number // columns + 1) * height + BELOW,
                width,
                height - ABOVE - BELOW,
            )
            for number in range(count)
        ]

    def scale(columns: int) -> float:
        box = boxes(columns)[0]
        return min(box.width * WIDTH / aspect, box.height * HEIGHT)

    return boxes(max(range(1, count + 1), key=scale))


class Page:
    """A page, whose places are from 0 to 1, from the left and the bottom."""

    def __init__(self, tr: Translate) -> None:
        self.figure = Figure(figsize=(WIDTH, HEIGHT))
        self.tr = tr

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
            no_formula(said(text, self.tr)),
            fontsize=size,
            color=colour,
            fontweight="bold" if bold else "normal",
            ha=align,
            va="top",
        )

    def paragraph(
        self, x: float, y: float, width: float, text: str, *, size: float = SIZE, mark: str = ""
    ) -> float:
        """Write a text in lines of a width, perhaps behind a mark; answers the place below it."""
        for line in self.wrapped(text, width, size, mark):
            self.write(x, y, line, size=size)
            y -= line_height(size)
        return y

    def wrapped(self, text: str, width: float, size: float = SIZE, mark: str = "") -> list[str]:
        """The lines of a text."""
        letters = max(int(width * WIDTH * POINTS / (LETTER * size)), 8)
        return textwrap.wrap(
            _on_a_line(said(text, self.tr)),
            letters,
            initial_indent=mark,
            subsequent_indent="   " if mark else "",
        )

    def note(self, *texts: str) -> None:
        """Write small sentences at the bottom of the page."""
        lines = [line for text in texts for line in self.wrapped(text, 1 - 2 * LEFT, SMALL)]
        for number, line in enumerate(reversed(lines)):
            self.write(LEFT, BOTTOM - 0.01 + number * line_height(SMALL), line, size=SMALL)

    def table(self, left: float, top: float, width: float, table: Table) -> None:
        """Write a table, which must not be longer than the page."""
        self.rows(left, top, width, _rows(self, table, width))

    def rows(self, left: float, top: float, width: float, rows: Sequence[_Row]) -> None:
        """Write rows of tables below each other, with a line above those that have a name."""
        y = top
        for number, row in enumerate(rows):
            room = row.room if number else 0.0
            # A row without a name goes on with what the row above is about.
            if row.size == SMALL and number and row.cells[0][1] != [""]:
                ends = [left, left + width], [y - room / 2] * 2
                self.figure.add_artist(Line2D(*ends, color=FAINT, lw=0.8))
            for at, lines in row.cells:
                bold = row.is_bold or at == 0.0
                for below, line in enumerate(lines):
                    place = y - room - below * line_height(row.size)
                    self.write(left + at * width, place, line, size=row.size, bold=bold)
            y -= row.height - row.room + room


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
        footer = textwrap.shorten(said(self._footer, self.tr), 330, placeholder=" …")
        page.paragraph(LEFT, 0.045, 0.85, footer, size=7)
        page.write(1 - LEFT, 0.03, str(self.pages), size=8, colour=MUTED, align="right")
        yield page
        self._pdf.savefig(page.figure, dpi=DPI)

    def tables(self, heading: str, sections: Mapping[str, Table]) -> None:
        """Tables below their titles, in columns on as many pages as they need."""
        width = (1 - 2 * LEFT - (TABLES - 1) * GAP) / TABLES
        columns = self._columns(sections, width)
        for first in range(0, len(columns), TABLES):
            more = Text("{heading} (continued)", heading=heading)
            with self.page(more if first else heading) as page:
                for number, column in enumerate(columns[first : first + TABLES]):
                    page.rows(LEFT + number * (width + GAP), TOP, width, column)

    def _columns(self, sections: Mapping[str, Table], width: float) -> list[list[_Row]]:
        """The rows of tables with their lines of text, cut into columns of a page."""
        page = Page(self.tr)
        columns: list[list[_Row]] = [[]]
        y = TOP
        for title, table in sections.items():
            if not table.rows:
                continue
            rows = _rows(page, table, width)
            above = _Row([(0.0, page.wrapped(title, width))], SIZE, is_bold=True)
            for number, row in enumerate((above, *rows)):
                # Titles of a table and of its columns do not stand alone at the end of a column.
                needed = row.height + sum(each.height for each in rows[: 3 if number == 0 else 0])
                if y - needed < BOTTOM:
                    columns.append([])
                    y = TOP
                columns[-1].append(row)
                y -= row.height
        return columns


@dataclass(frozen=True)
class _Row:
    """Cells of a table, each a place from its left, of its width, and lines."""

    cells: list[tuple[float, list[str]]]
    size: float = SMALL
    is_bold: bool = False

    @property
    def room(self) -> float:
        """Above it, as a share of the page's height."""
        return (1.0 if self.size > SMALL else 0.35) * line_height(self.size)

    @property
    def height(self) -> float:
        """With the room above it."""
        return self.room + max(len(lines) for _, lines in self.cells) * line_height(self.size)


def _rows(page: Page, table: Table, width: float) -> list[_Row]:
    """The rows of a table with their lines of text, its titles first."""
    texts = [each for each in (table.titles, *table.rows) if each]
    cells = max(map(len, texts))
    first, others = FIRST if cells > 2 else FIRST_OF_TWO, max(cells - 1, 1)
    places = [0.0, *(first + (1 - first) * number / others for number in range(others))]
    rows = []
    for row in texts:
        is_bold = len(row) == 1 or row is table.titles
        ends = [*places[1 : len(row)], 1.0]  # the last cell may span several columns
        rooms = [
            (end - at) * width * (0.82 if is_bold or at == 0 else 0.97)
            for at, end in zip(places, ends, strict=False)
        ]
        lines = [
            page.wrapped(text, room, SMALL) or [""] for text, room in zip(row, rooms, strict=True)
        ]
        rows.append(_Row([*zip(places, lines, strict=False)], is_bold=is_bold))
    return rows


def _on_a_line(text: str) -> str:
    """A text without line breaks and double spaces, in which no line can begin with ``%``."""
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).replace(" %", "\u00a0%")
