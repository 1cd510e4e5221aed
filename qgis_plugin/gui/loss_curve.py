"""The losses of a training as curves, drawn during the training."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from qgis.PyQt.QtWidgets import QSizePolicy

from trajganr_core.contract.protocol.answers import Event

from ..i18n import tr
from .chart import GAP, Chart, ChartRow, nice_ticks, short_number
from .chart_files import Table

MAX_TICKS = 5
#: Least distance of labels, as a share of the height of a line.
ROOM = 1.4
WIDTH_PX = 2.0


class LossCurves(ChartRow):
    """The losses of training and of validation side by side, the same sum on the same scale."""

    def __init__(self) -> None:
        self.loss = LossCurve()
        self.validation = ValidationCurve()
        super().__init__(self.loss, self.validation)

    def clear(self) -> None:
        """Remove all points."""
        self.loss.clear()
        self.validation.clear()

    def add(self, events: Sequence[Event]) -> None:
        """Add a job's events; those that were added before are skipped."""
        curves = (self.loss, self.validation)
        for curve in curves:
            curve.add(events)
        losses = [loss for curve in curves for _, loss in curve.points]
        for curve in curves:
            curve.scale = losses

    def end(self, advice: str) -> None:
        """No more events will come.

        Args:
            advice: how to measure a model without a validation loss; '' if there is no model.
        """
        self.loss.end("")
        self.validation.end(advice)


class LossCurve(Chart):
    """Loss by progress of the last stage that reports one."""

    #: Its name in the figures of an event.
    FIGURE = "loss"

    def __init__(self) -> None:
        super().__init__(self.title(), self.FIGURE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.clear()

    def title(self) -> str:
        """Of the chart."""
        return tr("Loss")

    def no_data(self) -> str:
        """What is shown before the first point."""
        return tr("No loss yet")

    def no_data_at_end(self) -> str:
        """What is shown if there is no point at the end."""
        return tr("No loss was reported.")

    def sizeHint(self) -> QSize:
        return QSize(150, 130)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 130)

    def clear(self) -> None:
        """Remove all points."""
        self._without_points = self.no_data()
        self._stage = ""
        self._last_seq = 0
        #: Fraction of the stage (0 to 1) and loss, in the order of time.
        self.points: list[tuple[float, float]] = []
        #: Losses that the vertical axis has room for.
        self.scale: list[float] = []
        self._epochs: dict[int, float] = {}
        self._describe()

    def add(self, events: Sequence[Event]) -> None:
        """Add a job's events; those that were added before are skipped."""
        for event in events:
            if event.seq > self._last_seq:
                self._last_seq = event.seq
                self._take(event)
        self._describe()

    def end(self, advice: str) -> None:
        """No more events will come; ``advice`` is shown if there is no point."""
        self._without_points = f"{self.no_data_at_end()} {advice}".strip()
        self._describe()

    def table(self) -> Table:
        return [("stage", "done", self.FIGURE), *((self._stage, *point) for point in self.points)]

    def parts(self) -> Sequence[Sequence[int]]:
        """The points that are drawn, by number."""
        return [range(0, len(self.points), self._step())] if self.points else []

    def part_area(self, part: Any) -> QRectF:
        ticks = self._loss_ticks()
        area = self._area(ticks)
        x, _ = self._at(area, ticks, *self.points[part])
        step = self._step()
        before, after = (
            self._at(area, ticks, *self.points[min(max(0, part + by), len(self.points) - 1)])[0]
            for by in (-step, step)
        )
        left, right = (before + x) / 2, (x + after) / 2
        return QRectF(left, area.top(), max(1.0, right - left), area.height())

    def part_text(self, part: Any) -> str:
        x, loss = self.points[part]
        epochs = [epoch for epoch, at in self._epochs.items() if at <= x]
        when = tr("Epoch {epoch}").format(epoch=epochs[-1]) if epochs else f"{100 * x:.0f} %"
        return f"{when}: {short_number(loss)}"

    def _step(self) -> int:
        """More points than pixels cannot be seen."""
        return max(1, round(len(self.points) / max(1, self.width())))

    def _take(self, event: Event) -> None:
        figures = event.figures
        loss, x = figures.get("loss"), event.fraction
        if loss is None or not math.isfinite(loss):
            return
        # Another stage, or one that has begun again from an earlier checkpoint.
        if event.stage != self._stage:
            self._stage, self.points, self._epochs = event.stage, [], {}
        while self.points and self.points[-1][0] >= x:
            self.points.pop()
        self._epochs = {epoch: at for epoch, at in self._epochs.items() if at < x}
        self._add_point(x, loss, figures)
        epoch = figures.get("epoch")
        if epoch is not None:
            self._epochs.setdefault(round(epoch), x)

    def _add_point(self, x: float, loss: float, figures: Mapping[str, float | None]) -> None:
        self.points.append((x, loss))

    def _describe(self) -> None:
        """Describe the curve for screen readers."""
        text = self._without_points
        if self.points:
            first, last = self.points[0][1], self.points[-1][1]
            text = tr("{stage}: loss from {first} to {last}.").format(
                stage=tr(self._stage), first=short_number(first), last=short_number(last)
            )
        self._pointed = None
        self.setAccessibleDescription(text)
        self.update()

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        title = QRectF(0, 0, self.width(), self.line())
        self.draw_text(painter, title, self.title(), Qt.AlignmentFlag.AlignHCenter)
        if not self.points:
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), int(flags), self._without_points)
            return
        ticks = self._loss_ticks()
        area = self._area(ticks)
        for tick in ticks:
            _, y = self._at(area, ticks, 0, tick)
            self.draw_tick(painter, area, y, short_number(tick))
        self._draw_progress(painter, area)
        self._draw_curve(painter, area, ticks)

    def _draw_curve(self, painter: QPainter, area: QRectF, ticks: list[float]) -> None:
        colour = self.colour(QPalette.ColorRole.Highlight)
        painter.setPen(QPen(colour, WIDTH_PX))
        drawn = [*self.points[: -1 : self._step()], self.points[-1]]
        line = [QPointF(*self._at(area, ticks, x, y)) for x, y in drawn]
        painter.setClipRect(area.adjusted(-WIDTH_PX, -WIDTH_PX, WIDTH_PX, WIDTH_PX))
        painter.drawPolyline(QPolygonF(line))
        painter.setBrush(colour)
        # Few points are measured ones, far from each other: each is marked.
        for point in line if len(line) * 4 * WIDTH_PX < area.width() else line[-1:]:
            painter.drawEllipse(point, WIDTH_PX, WIDTH_PX)

    def _loss_ticks(self) -> list[float]:
        """As many as there is room for."""
        losses = [*self.scale, *(loss for _, loss in self.points)]
        height = self._area(nice_ticks(losses, MAX_TICKS)).height()
        room = round(height / (ROOM * self.line()))
        return nice_ticks(losses, max(2, min(MAX_TICKS, room)))

    def _area(self, ticks: list[float]) -> QRectF:
        """Where the curve is, between the labels."""
        metrics = self.fontMetrics()
        line = self.line()
        left = max(metrics.horizontalAdvance(short_number(tick)) for tick in ticks)
        left += round(2 * GAP * line)
        right = metrics.horizontalAdvance("100 %") / 2
        return QRectF(self.rect()).adjusted(left, 1.7 * line, -right, -(2 + GAP) * line)

    def _at(self, area: QRectF, ticks: list[float], x: float, loss: float) -> tuple[float, float]:
        height = (loss - ticks[0]) / (ticks[-1] - ticks[0])
        return area.left() + x * area.width(), area.bottom() - height * area.height()

    def _draw_progress(self, painter: QPainter, area: QRectF) -> None:
        """The horizontal axis, in epochs if they are known."""
        line = self.line()
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        below = area.bottom() + GAP * line / 2
        for x, text in self._progress_ticks(area.width()):
            middle = area.left() + x * area.width()
            painter.drawLine(QPointF(middle, area.bottom()), QPointF(middle, below))
            self.draw_below(painter, middle, below, text)
        title = QRectF(0, self.height() - line, self.width(), line)
        name = tr("Epoch") if self._epochs else tr("Done")
        self.draw_text(painter, title, name, Qt.AlignmentFlag.AlignHCenter)

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


class ValidationCurve(LossCurve):
    """The loss on validation data: a point for each evaluation."""

    FIGURE = "validation_loss"

    def title(self) -> str:
        return tr("Validation loss")

    def no_data(self) -> str:
        return tr("Not evaluated yet")

    def no_data_at_end(self) -> str:
        return tr("No validation loss was reported.")

    def _add_point(self, x: float, loss: float, figures: Mapping[str, float | None]) -> None:
        """It is reported again until the next evaluation."""
        value = figures.get(self.FIGURE)
        if value is not None and math.isfinite(value) and value != self._latest():
            self.points.append((x, value))

    def _latest(self) -> float | None:
        return self.points[-1][1] if self.points else None
