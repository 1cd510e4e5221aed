"""What was observed on a road: speeds by weekday and hour, and how fast its passes were."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from qgis.PyQt.QtCore import QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPaintEvent, QPalette
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.layers.road_times import HOURS, OBSERVED_BIN_KMH, OBSERVED_BINS
from trajganr_core.contract.protocol.place_answers import RoadTimes

from ...i18n import tr
from ..chart import GAP, Chart, ChartRow, nice_ticks, short_number
from ..chart_files import Table
from ..formatting import error_text
from ..widgets import stack, text_label

DAYS = 7
LABELLED_HOURS = range(0, HOURS + 1, 6)
MAX_TICKS = 4
#: Slow to fast: viridis (van der Walt and Smith), which is read with any colour vision.
SCALE = tuple(map(QColor, ("#440154", "#3b528b", "#21918c", "#5ec962", "#fde725")))
#: Opacity of the pattern of what is withheld, out of 255.
WITHHELD_ALPHA = 90

#: Passes, P15, P50 and P85, which are None where they are not shown, as a whole cell is.
Cell = Sequence[float | None] | None


class Observed(QWidget):
    """The charts of a road, and what they say."""

    def __init__(self) -> None:
        super().__init__()
        self.week = WeekChart()
        self.speeds = SpeedsChart()
        self.row = ChartRow(self.week, self.speeds)
        self._about = text_label(tr("Legend"))
        stack(self, self.row, self._about)
        self.clear("")

    def clear(self, reason: str) -> None:
        """Show a reason instead of charts."""
        self.row.hide()
        self._about.setText(reason)

    def show_error(self, error: TrajganrError) -> None:
        """Show why there are no charts."""
        self.clear(error_text(error))

    def show_observed(self, observed: RoadTimes) -> None:
        """Show another road, as a worker answers about it."""
        least = observed.min_drivers
        if not any(observed.week) and not any(observed.speeds):
            text = tr("Fewer than {count} drivers passed in every hour: nothing is shown.")
            self.clear(text.format(count=least))
            return
        self.week.show_cells(observed.week)
        self.speeds.show_counts(observed.speeds)
        text = tr(
            "Median speed of the input trips by weekday and hour, and their passes by speed. "
            "Hatched: no passes, or not shown: it would tell of fewer than {count} drivers."
        )
        self._about.setText(text.format(count=least))
        self.row.show()


class _PlaceChart(Chart):
    def __init__(self, name: str, file_name: str) -> None:
        super().__init__(name, file_name)
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(150, 11 * self.line())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 11 * self.line())

    def draw_hatch(self, painter: QPainter, area: QRectF) -> None:
        """What is not known."""
        colour = self.colour(QPalette.ColorRole.WindowText, WITHHELD_ALPHA)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        brush = painter.brush()
        brush.setStyle(Qt.BrushStyle.BDiagPattern)
        brush.setColor(colour)
        painter.fillRect(area, brush)

    def draw_title(self, painter: QPainter, below: str) -> None:
        """The title, and that of the horizontal axis."""
        line, middle = self.line(), Qt.AlignmentFlag.AlignHCenter
        self.draw_text(painter, QRectF(0, 0, self.width(), line), self._name, middle)
        self.draw_text(painter, QRectF(0, self.height() - line, self.width(), line), below, middle)


class WeekChart(_PlaceChart):
    """The median speed at each hour of the week, as a colour."""

    def __init__(self) -> None:
        super().__init__(tr("Speeds over the week"), "speeds_over_the_week")
        self._cells: Sequence[Cell] = [None] * (DAYS * HOURS)

    def show_cells(self, cells: Sequence[Cell]) -> None:
        """Show another road."""
        self._cells, self._pointed = cells, None
        known = [
            (median, n) for n, cell in enumerate(cells) if (median := median_of(cell)) is not None
        ]
        text = tr("Not known")
        if known:
            text = tr("Slowest: {slowest}\nFastest: {fastest}").format(
                slowest=self.part_text(min(known)[1]), fastest=self.part_text(max(known)[1])
            )
        self.setAccessibleDescription(text)
        self.update()

    def table(self) -> Table:
        header = ("weekday", "hour", "passes", "p15_kmh", "p50_kmh", "p85_kmh")
        rows = [
            (1 + number // HOURS, number % HOURS, *("" if each is None else each for each in cell))
            for number, cell in enumerate(self._cells)
            if cell
        ]
        return [header, *rows]

    def parts(self) -> Sequence[Sequence[int]]:
        return [range(day * HOURS, (day + 1) * HOURS) for day in range(DAYS)]

    def part_area(self, part: Any) -> QRectF:
        area = self._area()
        day, hour = divmod(part, HOURS)
        width, height = area.width() / HOURS, area.height() / DAYS
        return QRectF(area.left() + hour * width, area.top() + day * height, width, height)

    def part_text(self, part: Any) -> str:
        day, hour = divmod(part, HOURS)
        when = f"{_day_names()[day]} {hour:02d}:00 – {hour + 1:02d}:00"
        cell = self._cells[part]
        if not cell:
            return tr("{when}: not shown, or no passes").format(when=when)
        text = tr("{when}: median {p50}, P15 {p15}, P85 {p85} km/h, passes {count}")
        count, p15, p50, p85 = ("–" if each is None else short_number(each) for each in cell)
        return text.format(when=when, count=count, p15=p15, p50=p50, p85=p85)

    def _area(self) -> QRectF:
        line = self.line()
        left = max(map(self.fontMetrics().horizontalAdvance, _day_names())) + 2 * GAP * line
        right = self.fontMetrics().horizontalAdvance(str(HOURS)) / 2 + 1
        return QRectF(self.rect()).adjusted(left, 1.3 * line, -right, -2.2 * line)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        medians = list(map(median_of, self._cells))
        known = [median for median in medians if median is not None]
        low, high = (min(known), max(known)) if known else (0.0, 0.0)
        for number, median in enumerate(medians):
            area = self.part_area(number)
            if median is not None:
                painter.fillRect(area, _colour((median - low) / ((high - low) or 1.0)))
            else:
                self.draw_hatch(painter, area)
        if self._pointed is not None:
            painter.setPen(self.colour(QPalette.ColorRole.WindowText))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.part_area(self._pointed))
        area = self._area()
        for day, name in enumerate(_day_names()):
            self.draw_number(
                painter, area.left(), area.top() + (day + 0.5) * area.height() / 7, name
            )
        for hour in LABELLED_HOURS:
            x = area.left() + hour / HOURS * area.width()
            self.draw_below(painter, x, area.bottom(), str(hour))
        scale = tr("Dark {low}, bright {high} km/h").format(low=round(low), high=round(high))
        self.draw_title(painter, scale if known else "")


class SpeedsChart(_PlaceChart):
    """How many passes were how fast."""

    def __init__(self) -> None:
        super().__init__(tr("Passes by speed"), "passes_by_speed")
        self._counts: Sequence[int | None] = []

    def show_counts(self, counts: Sequence[int | None]) -> None:
        """Show another road."""
        used = [number for number, count in enumerate(counts) if count != 0]
        self._counts = counts[: max(used, default=0) + 1]
        self._pointed = None
        known = [(count, number) for number, count in enumerate(self._counts) if count]
        text = tr("Most passes: {most}").format(most=self.part_text(max(known)[1])) if known else ""
        self.setAccessibleDescription(text or tr("Not known"))
        self.update()

    def table(self) -> Table:
        rows = [
            (OBSERVED_BIN_KMH * number, "" if count is None else count)
            for number, count in enumerate(self._counts)
        ]
        return [("speed_from_kmh", "passes"), *rows]

    def parts(self) -> Sequence[Sequence[int]]:
        return [range(len(self._counts))] if self._counts else ()

    def part_area(self, part: Any) -> QRectF:
        area = self._area()
        width = area.width() / len(self._counts)
        return QRectF(area.left() + part * width, area.top(), width, area.height())

    def part_text(self, part: Any) -> str:
        low = OBSERVED_BIN_KMH * part
        is_last = part == OBSERVED_BINS - 1
        speeds = f"≥ {low} km/h" if is_last else f"{low} – {low + OBSERVED_BIN_KMH} km/h"
        count = self._counts[part]
        if count is None:
            return tr("{speeds}: not shown").format(speeds=speeds)
        return tr("{speeds}: passes {count}").format(speeds=speeds, count=count)

    def _ticks(self) -> list[float]:
        return nice_ticks([0.0, max(1, *(count or 0 for count in (*self._counts, 0)))], MAX_TICKS)

    def _area(self) -> QRectF:
        line = self.line()
        widths = [
            self.fontMetrics().horizontalAdvance(short_number(each)) for each in self._ticks()
        ]
        right = self.fontMetrics().horizontalAdvance("100") / 2
        return QRectF(self.rect()).adjusted(
            max(widths) + 2 * GAP * line, 1.7 * line, -right, -2.2 * line
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        self.draw_title(painter, tr("km/h"))
        if not self._counts:
            return
        area, ticks = self._area(), self._ticks()
        for tick in ticks:
            y = area.bottom() - tick / ticks[-1] * area.height()
            self.draw_tick(painter, area, y, short_number(tick))
        for number, count in enumerate(self._counts):
            cell = self.part_area(number)
            if count is None:
                self.draw_hatch(painter, cell)
                continue
            height = count / ticks[-1] * area.height()
            bar = QRectF(cell.left() + 0.5, area.bottom() - height, cell.width() - 1, height)
            painter.fillRect(bar, self.colour(QPalette.ColorRole.Highlight))
        for speed in nice_ticks([0.0, float(OBSERVED_BIN_KMH * len(self._counts))], MAX_TICKS):
            x = area.left() + speed / (OBSERVED_BIN_KMH * len(self._counts)) * area.width()
            if x <= area.right() + 1:
                self.draw_below(painter, x, area.bottom(), short_number(speed))


def median_of(cell: Cell) -> float | None:
    """The median speed of a cell; None if it is not shown."""
    return None if cell is None else cell[2]


def _day_names() -> list[str]:
    return [tr("Mon"), tr("Tue"), tr("Wed"), tr("Thu"), tr("Fri"), tr("Sat"), tr("Sun")]


def _colour(share: float) -> QColor:
    """Of the scale, from its begin (0) to its end (1)."""
    at = min(1.0, max(0.0, share)) * (len(SCALE) - 1)
    number = min(int(at), len(SCALE) - 2)
    first, second = list(pairwise(SCALE))[number]
    mixed = zip(first.getRgb()[:3], second.getRgb()[:3], strict=True)
    return QColor(*(round(a + (at - number) * (b - a)) for a, b in mixed))
