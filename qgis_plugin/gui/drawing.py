"""Draws figures in the colours of the theme."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from qgis.PyQt.QtWidgets import QLabel, QSizePolicy

from .figure import INK, Axis, Figure, Mark, Plot, Shape

#: Gap between plots, axes and labels, as a share of the height of a line of text.
GAP = 0.4
#: Opacity of the grid, out of 255.
GRID_ALPHA = 50
#: Least distance of labels below each other, in lines of text.
MIN_ROW = 0.9
#: Share of the width that labels of the vertical axis fill at most.
MAX_LABELS = 0.45
#: The least width, and that of choice, in characters.
MIN_CHARACTERS, CHARACTERS = 16, 26


class Drawing(QLabel):
    """A figure, with a name and a description for screen readers.

    A label, because QGIS' dark themes give labels their colours, and plain widgets none.

    Args:
        name: for people and screen readers.
        grows: whether it is higher where there is room.
    """

    def __init__(self, name: str, *, grows: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Expanding if grows else policy.Fixed)
        self.figure = Figure()
        self._lines = 0.0

    def show_figure(self, figure: Figure) -> None:
        """Show another figure; one without plots takes as much room as the one before."""
        self.figure = figure
        if figure.plots:
            self._lines = sum(map(sum, _heights(figure.plots)))
        self.setAccessibleDescription(figure.description)
        self.updateGeometry()
        self.update()

    # Geometry

    def sizeHint(self) -> QSize:
        width = CHARACTERS * self.fontMetrics().averageCharWidth()
        return QSize(width, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        width = MIN_CHARACTERS * self.fontMetrics().averageCharWidth()
        return QSize(width, round(self._lines * self._line()))

    def areas(self) -> list[QRectF]:
        """Where the plots are, between their labels."""
        plots, line = self.figure.plots, self._line()
        left = max((self._widest(plot.y.ticks) for plot in plots), default=0.0)
        left = min(left, MAX_LABELS * self.width()) + (2 * GAP * line if left else 0.0)
        right = max((self._widest(plot.beside) for plot in plots), default=0.0)
        right += GAP * line if right else 0.0
        ends = [self._widest(plot.x.ticks[-1:]) / 2 for plot in plots]
        right = max(right, 1.0, *ends)
        heights = _heights(plots)
        spare = (self.height() - line * sum(map(sum, heights))) / max(1, len(plots))
        areas, top = [], 0.0
        for above, middle, below in heights:
            height = max(1.0, middle * line + spare)
            top += above * line
            areas.append(QRectF(left, top, max(1.0, self.width() - left - right), height))
            top += height + below * line
        return areas

    def _line(self) -> int:
        """Height of a line of text, pixels."""
        return self.fontMetrics().height()

    def _widest(self, ticks: Sequence[tuple[float, str]]) -> float:
        """The width of the widest label, pixels."""
        return max((self.fontMetrics().horizontalAdvance(text) for _, text in ticks), default=0)

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw(painter)

    def draw(self, painter: QPainter) -> None:
        """Draw the figure."""
        figure = self.figure
        if not figure.plots and figure.description:
            self._write_in_lines(painter, figure.description)
            self._write(painter, self._row(0), self.accessibleName())
        for plot, area in zip(figure.plots, self.areas(), strict=True):
            title = self._row(area.top() - (1 + GAP / 2 + _over_top(plot)) * self._line())
            is_only = len(figure.plots) == 1
            middle, left = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignLeft
            self._write(painter, title, plot.title, middle if is_only else left)
            self._draw_vertical(painter, plot, area)
            self._draw_horizontal(painter, plot.x, area)
            self._draw_marks(painter, plot, area)

    def colour(self, role: QPalette.ColorRole | QColor, alpha: int = 255) -> QColor:
        """A colour of the palette, or a fixed one."""
        colour = role if isinstance(role, QColor) else self.palette().color(role)
        colour = QColor(colour)
        colour.setAlpha(alpha)
        return colour

    def shown_labels(self, axis: Axis, length: float) -> list[tuple[float, str]]:
        """The ticks of a horizontal axis whose labels have room.

        Args:
            axis: the axis.
            length: its length, pixels.
        """
        gap, shown = self.fontMetrics().averageCharWidth(), list(axis.ticks[:1])
        for tick in axis.ticks[1:]:
            distance = (axis.share(tick[0]) - axis.share(shown[-1][0])) * length
            if distance >= (self._widest([tick]) + self._widest(shown[-1:])) / 2 + gap:
                shown.append(tick)
        return [] if axis.title_without_labels and len(shown) < len(axis.ticks) else shown

    def _draw_vertical(self, painter: QPainter, plot: Plot, area: QRectF) -> None:
        """The labels on both sides of a plot, and the grid across it."""
        line, last = self._line(), float("inf")
        grid = self.colour(INK, GRID_ALPHA)
        for value, text in plot.y.ticks:
            y = area.bottom() - plot.y.share(value) * area.height()
            if abs(last - y) < MIN_ROW * line:
                continue
            last = y
            if plot.y.has_grid:
                painter.setPen(grid)
                painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            label = QRectF(0, y - line / 2, area.left() - GAP * line, line)
            self._write(painter, label, text, Qt.AlignmentFlag.AlignRight)
        for value, text in plot.beside:
            y = area.bottom() - plot.y.share(value) * area.height()
            label = QRectF(area.right(), y - line / 2, self.width() - area.right(), line)
            self._write(painter, label, text, Qt.AlignmentFlag.AlignRight)

    def _draw_horizontal(self, painter: QPainter, axis: Axis, area: QRectF) -> None:
        """The labels below a plot, and the grid above them."""
        line, top = self._line(), area.bottom() + GAP / 2 * self._line()
        shown = self.shown_labels(axis, area.width())
        for value, text in shown:
            x = area.left() + axis.share(value) * area.width()
            begin = area.top() if axis.has_grid else area.bottom()
            painter.setPen(self.colour(INK, GRID_ALPHA))
            painter.drawLine(QPointF(x, begin), QPointF(x, top if text else area.bottom()))
            width = self._widest([(value, text)])
            self._write(painter, QRectF(x - width / 2, top, width + 1, line), text)
        title = axis.title if shown or not axis.ticks else axis.title_without_labels
        self._write(painter, self._row(top + line * bool(_has_labels(axis))), title)

    def _draw_marks(self, painter: QPainter, plot: Plot, area: QRectF) -> None:
        painter.save()
        painter.setClipRect(area.adjusted(-2, -2, 2, 2))
        for mark in plot.marks:
            points = [
                QPointF(
                    area.left() + plot.x.share(x) * area.width(),
                    area.bottom() - plot.y.share(y) * area.height(),
                )
                for x, y in mark.points
            ]
            self._draw_mark(painter, mark, points)
        painter.restore()

    def _draw_mark(self, painter: QPainter, mark: Mark, points: list[QPointF]) -> None:
        colour, shape = self.colour(mark.colour, mark.alpha), mark.shape
        is_box = shape in (Shape.RECT, Shape.HATCH, Shape.TEXT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not is_box)
        if is_box:
            box = QRectF(*points).normalized()
            if shape is Shape.TEXT:
                self._write(painter, box, mark.text, colour=colour)
            else:
                solid, hatched = Qt.BrushStyle.SolidPattern, Qt.BrushStyle.BDiagPattern
                painter.fillRect(box, QBrush(colour, solid if shape is Shape.RECT else hatched))
        elif shape in (Shape.LINE, Shape.DASHES):
            style = Qt.PenStyle.SolidLine if shape is Shape.LINE else Qt.PenStyle.DashLine
            painter.setPen(QPen(colour, mark.size, style))
            painter.drawPolyline(QPolygonF(points))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            if shape is Shape.AREA:
                painter.drawPolygon(QPolygonF(points))
            else:
                for point in points:
                    painter.drawEllipse(point, mark.size, mark.size)

    def _row(self, top: float) -> QRectF:
        """A line of text over the whole width."""
        return QRectF(0, top, self.width(), self._line())

    def _write(
        self,
        painter: QPainter,
        area: QRectF,
        text: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
        colour: QColor | None = None,
    ) -> None:
        """Write a line of text, shortened to its area."""
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
        painter.setPen(colour or self.colour(INK))
        painter.drawText(area, int(align | Qt.AlignmentFlag.AlignVCenter), shown)

    def _write_in_lines(self, painter: QPainter, text: str) -> None:
        painter.setPen(self.colour(INK))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.rect(), int(flags), text)


def _heights(plots: Sequence[Plot]) -> list[tuple[float, float, float]]:
    """The heights above each plot, of it, and below it, in lines of text."""
    heights = []
    for number, plot in enumerate(plots):
        above = (1 + GAP / 2 + (GAP if number else 0)) if plot.title else 0.0
        lowest = min((plot.y.share(value) for value, _ in plot.y.ticks), default=1.0)
        below = 1 + GAP / 2 if _has_labels(plot.x) else max(0.0, 0.5 - lowest * plot.lines)
        heights.append((above + _over_top(plot), plot.lines, below + bool(plot.x.title)))
    return heights


def _over_top(plot: Plot) -> float:
    """How far the topmost label is above the plot, in lines of text."""
    highest = max((plot.y.share(value) for value, _ in plot.y.ticks), default=0.0)
    return max(0.0, 0.5 - (1 - highest) * plot.lines)


def _has_labels(axis: Axis) -> bool:
    return any(text for _, text in axis.ticks)
