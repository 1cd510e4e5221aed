"""The loss of a training as a curve, drawn during the training."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from qgis.PyQt.QtWidgets import QLabel, QSizePolicy

from ..i18n import tr

#: Gap between axes and labels, as a share of the height of a line of text.
GAP = 0.4
MOST_TICKS = 5
#: Least distance of labels, as a share of the height of a line.
ROOM = 1.4
WIDTH_PX = 2.0
FAINT = 0.2


class LossCurve(QLabel):
    """Loss by progress of the last stage that reports one, in the colours of the theme.

    A label, because QGIS' dark themes give labels their colours, and plain widgets none.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Loss curve"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.clear()

    def sizeHint(self) -> QSize:
        return QSize(300, 130)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 130)

    def clear(self) -> None:
        """Remove all points."""
        self._stage = ""
        self._last_seq = 0
        #: Fraction of the stage (0 to 1) and loss, in the order of time.
        self.points: list[tuple[float, float]] = []
        self._epochs: dict[int, float] = {}
        self._describe()

    def add(self, events: Sequence[dict[str, Any]]) -> None:
        """Add a job's events; those that were added before are skipped."""
        for event in events:
            if event["seq"] > self._last_seq:
                self._last_seq = event["seq"]
                self._take(event)
        self._describe()

    def _take(self, event: dict[str, Any]) -> None:
        figures = event["figures"] or {}
        loss, x = figures.get("loss"), event["fraction"]
        if loss is None or not math.isfinite(loss):
            return
        # Another stage, or one that has begun again from an earlier checkpoint.
        if event["stage"] != self._stage:
            self._stage, self.points, self._epochs = event["stage"], [], {}
        while self.points and self.points[-1][0] >= x:
            self.points.pop()
        self._epochs = {epoch: at for epoch, at in self._epochs.items() if at < x}
        self.points.append((x, loss))
        if figures.get("epoch") is not None:
            self._epochs.setdefault(round(figures["epoch"]), x)

    def _describe(self) -> None:
        """Describe the curve for screen readers."""
        text = tr("No loss yet")
        if self.points:
            first, last = self.points[0][1], self.points[-1][1]
            text = tr("{stage}: loss from {first} to {last}.").format(
                stage=tr(self._stage), first=_number(first), last=_number(last)
            )
        self.setAccessibleDescription(text)
        self.update()

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self.palette().color(QPalette.ColorRole.WindowText)
        painter.setPen(ink)
        if not self.points:
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("No loss yet"))
            return
        ticks = self._loss_ticks()
        area = self._area(ticks)
        self._draw_losses(painter, area, ticks)
        self._draw_progress(painter, area)
        self._draw_curve(painter, area, ticks)

    def _draw_curve(self, painter: QPainter, area: QRectF, ticks: list[float]) -> None:
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), WIDTH_PX))
        # More points than pixels cannot be seen.
        step = max(1, round(len(self.points) / max(1.0, area.width())))
        drawn = [*self.points[:-1:step], self.points[-1]]
        line = [QPointF(*self._at(area, ticks, x, y)) for x, y in drawn]
        painter.setClipRect(area.adjusted(-WIDTH_PX, -WIDTH_PX, WIDTH_PX, WIDTH_PX))
        painter.drawPolyline(QPolygonF(line))
        painter.drawEllipse(line[-1], WIDTH_PX, WIDTH_PX)

    def _loss_ticks(self) -> list[float]:
        """As many as there is room for."""
        losses = [loss for _, loss in self.points]
        height = self._area(nice_ticks(losses, MOST_TICKS)).height()
        room = round(height / (ROOM * self.fontMetrics().height()))
        return nice_ticks(losses, max(2, min(MOST_TICKS, room)))

    def _area(self, ticks: list[float]) -> QRectF:
        """Where the curve is, between the labels."""
        metrics = self.fontMetrics()
        left = max(metrics.horizontalAdvance(_number(tick)) for tick in ticks)
        line = metrics.height()
        left += round(GAP * line)
        right = metrics.horizontalAdvance("100 %") / 2
        return QRectF(self.rect()).adjusted(left, 1.5 * line, -right, -(2 + GAP) * line)

    def _at(self, area: QRectF, ticks: list[float], x: float, loss: float) -> tuple[float, float]:
        height = (loss - ticks[0]) / (ticks[-1] - ticks[0])
        return area.left() + x * area.width(), area.bottom() - height * area.height()

    def _draw_losses(self, painter: QPainter, area: QRectF, ticks: list[float]) -> None:
        """The vertical axis: a faint line and a label a tick, and its title on top."""
        flags = Qt.AlignmentFlag
        ink = painter.pen()
        faint = self.palette().color(QPalette.ColorRole.WindowText)
        faint.setAlphaF(FAINT)
        line = self.fontMetrics().height()
        for tick in ticks:
            _, y = self._at(area, ticks, 0, tick)
            painter.setPen(faint)
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(ink)
            label = QRectF(0, y - line / 2, area.left() - GAP * line, line)
            painter.drawText(label, flags.AlignRight | flags.AlignVCenter, _number(tick))
        title = QRectF(area.left(), 0, area.width(), line)
        painter.drawText(title, flags.AlignLeft, tr("Loss"))

    def _draw_progress(self, painter: QPainter, area: QRectF) -> None:
        """The horizontal axis, in epochs if they are known."""
        flags = Qt.AlignmentFlag
        line = self.fontMetrics().height()
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        for x, text in self._progress_ticks(area.width()):
            middle = area.left() + x * area.width()
            painter.drawLine(
                QPointF(middle, area.bottom()), QPointF(middle, area.bottom() + GAP * line / 2)
            )
            label = QRectF(middle - 3 * line, area.bottom() + GAP * line / 2, 6 * line, line)
            painter.drawText(label, flags.AlignHCenter | flags.AlignTop, text)
        title = QRectF(area.left(), self.height() - line, area.width(), line)
        name = tr("Epoch") if self._epochs else tr("Done")
        painter.drawText(title, flags.AlignHCenter, name)

    def _progress_ticks(self, width: float) -> list[tuple[float, str]]:
        """Fractions of the axis and their labels, as many as there is room for."""
        ticks = [(x, f"{round(100 * x)} %") for x in (0.0, 0.25, 0.5, 0.75, 1.0)]
        if self._epochs:
            ticks = [(x, str(epoch)) for epoch, x in self._epochs.items()]
        metrics = self.fontMetrics()
        room = metrics.horizontalAdvance(max((text for _, text in ticks), key=len) + "00") / width
        shown = ticks[:1]
        for tick in ticks[1:]:
            if tick[0] - shown[-1][0] >= room:
                shown.append(tick)
        return shown


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


def _number(value: float) -> str:
    return f"{value:.4g}"
