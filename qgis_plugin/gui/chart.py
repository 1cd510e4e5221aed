"""The base of all charts: colours of the theme, axes, reading by pointer and keyboard, saving."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from pathlib import Path

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
    QResizeEvent,
)
from qgis.PyQt.QtWidgets import (
    QAction,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QToolTip,
    QWidget,
)

from trajganr_core.contract.errors import TrajganrError

from ..i18n import localised, tr
from ..untrusted_text import as_tip
from .chart_files import Table, save_csv, save_png
from .questions import ask_save

#: Gap between axes and labels, as a share of the height of a line of text.
GAP = 0.4
#: Opacity of lines behind a chart, and of the part that is pointed at, out of 255.
GRID_ALPHA, POINTED_ALPHA = 50, 30
#: Characters that fit into the narrowest of charts that are side by side.
MIN_CHARACTERS = 22


class Painted(QLabel):
    """Something drawn in the colours of the theme, with a name for screen readers.

    A label, because QGIS' dark themes give labels their colours, and plain widgets none.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)

    def colour(self, role: QPalette.ColorRole, alpha: int = 255) -> QColor:
        """A colour of the palette."""
        colour = QColor(self.palette().color(role))
        colour.setAlpha(alpha)
        return colour


class Chart(Painted):
    """A chart that can be read part by part, and saved as a picture and as a table.

    Args:
        name: for people and screen readers.
        file_name: proposed for files, without a suffix.
    """

    #: It could not be saved: the error.
    failed = pyqtSignal(object)

    def __init__(self, name: str, file_name: str) -> None:
        super().__init__(name)
        self._file_name = file_name
        self._pointed: Hashable | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for suffix in ("png", "csv"):
            text = tr("Save '{chart}' as {format}\u2026").format(chart=name, format=suffix.upper())
            action = QAction(text, self)
            action.triggered.connect(lambda checked, suffix=suffix: self._ask(suffix))
            self.addAction(action)

    # What a chart tells about itself

    def table(self) -> Table:
        """The data as rows, the first one with names of columns; no more rows without data."""
        raise NotImplementedError

    def parts(self) -> Sequence[Sequence[Hashable]]:
        """Keys of the parts that can be pointed at: rows, through which arrow keys go."""
        return ()

    def part_area(self, part: Hashable) -> QRectF:
        """Where a part is."""
        raise NotImplementedError

    def part_text(self, part: Hashable) -> str:
        """What a part shows."""
        raise NotImplementedError

    # Saving

    def save(self, path: Path) -> None:
        """Write the chart as PNG or CSV, by the suffix.

        Raises:
            TrajganrError: as :func:`.chart_files.save_png`.
        """
        if path.suffix.lower() == ".csv":
            save_csv(path, self.table())
        else:
            self._point_at(None, QPoint())
            save_png(path, self)

    def _ask(self, suffix: str) -> None:
        proposal = Path(QgsProject.instance().homePath() or Path.home())
        ask_save(
            self,
            tr("Save chart"),
            proposal / f"{self._file_name}.{suffix}",
            self._try_to_save,
            title_of_files=tr("Picture") if suffix == "png" else tr("Table"),
        )

    def _try_to_save(self, path: Path) -> None:
        try:
            self.save(path)
        except TrajganrError as error:
            self.failed.emit(error)

    # Pointing

    def part_at(self, point: QPointF) -> Hashable | None:
        """The part at a point, if there is one."""
        every = (part for row in self.parts() for part in row)
        return next((part for part in every if self.part_area(part).contains(point)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self.part_at(QPointF(event.pos())), self.mapToGlobal(event.pos()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None, QPoint())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._point_at(None, QPoint())
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go through the parts."""
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        parts = self.parts()
        if not parts or event.key() not in steps:
            super().keyPressEvent(event)
            return
        part = parts[0][0]
        places = {each: (y, x) for y, row in enumerate(parts) for x, each in enumerate(row)}
        if self._pointed in places:
            (y, x), (down, right) = places[self._pointed], steps[Qt.Key(event.key())]
            row = parts[(y + down) % len(parts)]
            part = row[(x + right) % len(row)]
        self._point_at(part, self.mapToGlobal(self.part_area(part).bottomRight().toPoint()))

    def _point_at(self, part: Hashable | None, position: QPoint) -> None:
        if part == self._pointed:
            return
        self._pointed = part
        if part is None:
            QToolTip.hideText()
        else:
            area = self.part_area(part).toAlignedRect()
            QToolTip.showText(position, as_tip(self.part_text(part)), self, area)
        self.update()

    # Drawing

    def painter(self) -> QPainter:
        """A painter, after the frame of the focus and the shade of the part pointed at."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(self.colour(QPalette.ColorRole.Highlight))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        if self._pointed is not None:
            shade = self.colour(QPalette.ColorRole.WindowText, POINTED_ALPHA)
            painter.fillRect(self.part_area(self._pointed), shade)
        painter.setPen(self.colour(QPalette.ColorRole.WindowText))
        return painter

    def line(self) -> int:
        """Height of a line of text, pixels."""
        return self.fontMetrics().height()

    def draw_text(
        self, painter: QPainter, area: QRectF, text: str, align: Qt.AlignmentFlag
    ) -> None:
        """A line of text in an area, shortened to it, in the middle of its height."""
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
        painter.setPen(self.colour(QPalette.ColorRole.WindowText))
        painter.drawText(area, int(align | Qt.AlignmentFlag.AlignVCenter), shown)

    def draw_grid_line(self, painter: QPainter, begin: QPointF, end: QPointF) -> None:
        """A faint line."""
        painter.setPen(self.colour(QPalette.ColorRole.WindowText, GRID_ALPHA))
        painter.drawLine(begin, end)

    def draw_number(self, painter: QPainter, right: float, y: float, text: str) -> None:
        """A number of the vertical axis, left of a point."""
        line = self.line()
        label = QRectF(0, y - line / 2, right - GAP * line, line)
        painter.setPen(self.colour(QPalette.ColorRole.WindowText))
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(label, int(align), text)

    def draw_tick(self, painter: QPainter, area: QRectF, y: float, text: str) -> None:
        """A faint line across an area, and its number."""
        self.draw_grid_line(painter, QPointF(area.left(), y), QPointF(area.right(), y))
        self.draw_number(painter, area.left(), y, text)

    def draw_below(self, painter: QPainter, x: float, y: float, text: str) -> None:
        """A label of the horizontal axis, below a point."""
        line = self.line()
        painter.setPen(self.colour(QPalette.ColorRole.WindowText))
        label = QRectF(x - 3 * line, y, 6 * line, line)
        painter.drawText(label, int(Qt.AlignmentFlag.AlignCenter), text)


class ChartRow(QWidget):
    """Charts side by side, or below each other in a narrow dock, with a button to save them."""

    #: A chart could not be saved: the error.
    failed = pyqtSignal(object)

    def __init__(self, *charts: Chart) -> None:
        super().__init__()
        self.charts = charts
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        menu = QMenu(self)
        for chart in charts:
            menu.addActions(chart.actions())
            chart.failed.connect(self.failed)
        self.save_button = QToolButton()
        self.save_button.setIcon(QgsApplication.getThemeIcon("/mActionFileSave.svg"))
        self.save_button.setToolTip(tr("Save charts"))
        self.save_button.setAccessibleName(tr("Save charts"))
        self.save_button.setMenu(menu)
        self.save_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.save_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._grid, 1)
        layout.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignTop)
        self._is_wide: bool | None = None
        self._arrange(True)

    def minimumSizeHint(self) -> QSize:
        """As narrow as one chart."""
        width = self.charts[0].minimumSizeHint().width() + self.save_button.sizeHint().width()
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        least = MIN_CHARACTERS * self.fontMetrics().averageCharWidth()
        self._arrange(self.width() >= len(self.charts) * least)

    def _arrange(self, is_wide: bool) -> None:
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        for number, chart in enumerate(self.charts):
            self._grid.addWidget(chart, *((0, number) if is_wide else (number, 0)))
        for number in range(len(self.charts)):
            self._grid.setColumnStretch(number, int(is_wide or not number))
        self.updateGeometry()


def nice_ticks(values: Sequence[float], most: int) -> list[float]:
    """Two or more round numbers, evenly spaced, around all values.

    Args:
        values: at least one.
        most: their maximum number; one more if the values cross a step.
    """
    low, high = min(values), max(values)
    span = (high - low) or abs(high) or 1.0
    steps = most - 1
    power = 10.0 ** math.floor(math.log10(span / steps))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power * steps >= span)
    first = math.floor(low / step)
    last = max(first + 1, math.ceil(high / step))
    return [round(number * step, 12) for number in range(first, last + 1)]


def short_number(value: float) -> str:
    """At most four digits."""
    return localised(f"{value:.4g}")
