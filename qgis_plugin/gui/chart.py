"""Charts that are read by pointer and keyboard, and saved as pictures and tables."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, pyqtSignal
from qgis.PyQt.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from qgis.PyQt.QtWidgets import QAction, QHBoxLayout, QMenu, QToolButton, QToolTip, QWidget

from trajganr_core.contract.errors import TrajganrError

from ..i18n import tr
from ..untrusted_text import as_tip
from .chart_files import save_csv, save_png
from .drawing import Drawing
from .figure import INK, STRONG, Figure, Part
from .questions import ask_save
from .widgets import Columns

#: Opacity of the shade of the part that is pointed at, and of its frame, out of 255.
POINTED_ALPHA, FRAME_ALPHA = 30, 120
#: Characters that fit into the narrowest of charts that are side by side.
MIN_CHARACTERS = 22


class Chart(Drawing):
    """A figure that can be read part by part, and saved as a picture and as a table.

    Args:
        name: for people and screen readers.
        file_name: proposed for files, without a suffix.
        grows: whether it is higher where there is room.
    """

    #: It could not be saved: the error.
    failed = pyqtSignal(object)

    def __init__(self, name: str, file_name: str, *, grows: bool = False) -> None:
        super().__init__(name, grows=grows)
        self._file_name = file_name
        self._pointed: Part | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for suffix in ("png", "csv"):
            text = tr("Save '{chart}' as {format}\u2026").format(chart=name, format=suffix.upper())
            action = QAction(text, self)
            action.triggered.connect(lambda checked, suffix=suffix: self._ask(suffix))
            self.addAction(action)

    def show_figure(self, figure: Figure) -> None:
        self._pointed = None
        super().show_figure(figure)

    def part_area(self, part: Part) -> QRectF:
        """Where a part is."""
        return self._area_among(self.areas(), part)

    def _area_among(self, areas: list[QRectF], part: Part) -> QRectF:
        """Where a part is, if that is where the plots are."""
        first, last = part.plots
        plot, area = self.figure.plots[first], areas[first].united(areas[last])
        left, right = (area.left() + plot.x.share(x) * area.width() for x in part.x)
        top, bottom = area.top(), area.bottom()
        if part.y is not None:
            bottom, top = (area.bottom() - plot.y.share(y) * area.height() for y in part.y)
        return QRectF(left, top, max(1.0, right - left), bottom - top)

    # Saving

    def save(self, path: Path) -> None:
        """Write the chart as PNG or CSV, by the suffix.

        Raises:
            TrajganrError: as :func:`.chart_files.save_png`.
        """
        if path.suffix.lower() == ".csv":
            save_csv(path, self.figure.table)
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

    def part_at(self, point: QPointF) -> Part | None:
        """The part at a point, if there is one."""
        areas, every = self.areas(), (part for row in self.figure.parts for part in row)
        under = (part for part in every if self._area_among(areas, part).contains(point))
        return next(under, None)

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
        parts = self.figure.parts
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

    def _point_at(self, part: Part | None, position: QPoint) -> None:
        if part == self._pointed:
            return
        self._pointed = part
        if part is None:
            QToolTip.hideText()
        else:
            area = self.part_area(part).toAlignedRect()
            QToolTip.showText(position, as_tip(part.text), self, area)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.hasFocus():
            painter.setPen(self.colour(STRONG))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        self.draw(painter)
        if self._pointed is not None:
            area = self.part_area(self._pointed)
            painter.fillRect(area, self.colour(INK, POINTED_ALPHA))
            painter.setPen(self.colour(INK, FRAME_ALPHA))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area)


class ChartRow(QWidget):
    """Charts side by side, or below each other in a narrow dock, with a button to save them."""

    #: A chart could not be saved: the error.
    failed = pyqtSignal(object)

    def __init__(self, *charts: Chart) -> None:
        super().__init__()
        self.charts = charts
        columns = Columns(
            len(charts), lambda: MIN_CHARACTERS * self.fontMetrics().averageCharWidth()
        )
        menu = QMenu(self)
        for chart in charts:
            columns.append(chart)
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
        layout.addWidget(columns, 1)
        layout.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignTop)
