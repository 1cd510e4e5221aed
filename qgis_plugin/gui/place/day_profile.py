"""The predicted speeds of a road over the day: a figure for weekdays and one for weekend days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from qgis.PyQt.QtWidgets import QToolTip, QWidget

from trajganr_core.contract.road_times import DAY_TYPES, HOURS

from ...i18n import tr
from ...untrusted_text import as_tip
from ..loss_curve import nice_ticks
from ..widgets import stack, text_label
from . import words
from .bars import ROW_GAP, Figure

#: Heights of the curve, of the bars below it, and of a gap, as multiples of a line of text.
CURVE_LINES, PASSES_LINES, GAP_LINES = 5.5, 1.6, 0.6
MOST_TICKS = 5
#: Hours with a label on the axis.
LABELLED_HOURS = range(0, HOURS + 1, 6)
LINE_PX, PRIOR_LINE_PX = 2.0, 1.4
#: Opacity of grid, bands, and the line, out of 255; a prior is paler.
GRID_ALPHA, HOVER_ALPHA = 40, 30
BAND_ALPHA, PRIOR_BAND_ALPHA = 95, 40
PRIOR_LINE_ALPHA, BAR_ALPHA = 170, 110
#: The scale is not made for bands beyond so many times the highest speed.
HIGHEST_BAND = 2.0

#: The columns of a type of day: 24 numbers each.
Hours = Mapping[str, Sequence[Any]]
Profile = Mapping[str, Hours]


class Hour(NamedTuple):
    """An hour of a type of day."""

    day: str
    hour: int


class DayProfile(QWidget):
    """The figures and their legend."""

    def __init__(self) -> None:
        super().__init__()
        self.figure = ProfileFigure()
        self._legend = text_label(tr("Legend"))
        stack(self, self.figure, self._legend)

    def show_profile(self, profile: Profile, zone: str) -> None:
        """Show another road.

        Args:
            profile: of the answer about a place, with the keys of ``DAY_TYPES``.
            zone: name of the time zone of the hours; '' if it is not known.
        """
        self.figure.setAccessibleDescription(words.profile_summary(profile))
        self._legend.setText(words.profile_legend(self.figure.show_profile(profile), zone))


class ProfileFigure(Figure):
    """A curve of 24 hours with its band and bars of passes, for each type of day.

    Hours without passes of the road are paler, and dashed. The scale never shrinks, so that places
    can be compared by eye.
    """

    def __init__(self) -> None:
        super().__init__(tr("Speeds over the day"))
        self._profile: Profile = {}
        self._band = words.INTERVAL
        self._pointed: Hour | None = None
        self.top = 0.0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_profile(self, profile: Profile) -> tuple[str, str]:
        """Show another road; returns the columns of its band."""
        self._profile = profile
        self._pointed = None
        ends = [hours[end] for hours in profile.values() for end in words.INTERVAL]
        is_known = any(each is not None for hours in ends for each in hours)
        self._band = words.INTERVAL if is_known else words.PERCENTILES
        fastest = max(max(hours["speed_kmh"]) for hours in profile.values())
        upper = (each for hours in profile.values() for each in hours[self._band[1]])
        highest = max(filter(None, upper), default=0.0)
        needed = max(fastest, min(highest, HIGHEST_BAND * fastest)) or 1.0
        self.top = max(self.top, nice_ticks([0.0, needed], MOST_TICKS)[-1])
        self.update()
        return self._band

    # Geometry

    def sizeHint(self) -> QSize:
        return QSize(240, round(len(DAY_TYPES) * self._panel_height()))

    def _line(self) -> int:
        return self.fontMetrics().height()

    def _panel_height(self) -> float:
        # Title, curve, passes and hours; two gaps between them, and one below.
        return (2 + CURVE_LINES + PASSES_LINES + 3 * GAP_LINES) * self._line()

    def _curve(self, number: int) -> QRectF:
        """Where the curve of a type of day is."""
        metrics = self.fontMetrics()
        texts = (*map(_number, self._ticks()), _number(self._most_passes()))
        left = max(map(metrics.horizontalAdvance, texts)) + 2 * ROW_GAP
        right = metrics.horizontalAdvance(str(HOURS)) / 2 + 1
        top = number * self._panel_height() + (1 + GAP_LINES) * self._line()
        return QRectF(left, top, self.width() - left - right, CURVE_LINES * self._line())

    def _bars(self, curve: QRectF) -> QRectF:
        """Where the passes below a curve are."""
        line = self._line()
        top = curve.bottom() + GAP_LINES * line
        return QRectF(curve.left(), top, curve.width(), PASSES_LINES * line)

    def _cell(self, at: Hour) -> QRectF:
        """Where an hour is, with its passes."""
        curve = self._curve(list(DAY_TYPES).index(at.day))
        width = curve.width() / HOURS
        bottom = self._bars(curve).bottom()
        return QRectF(curve.left() + at.hour * width, curve.top(), width, bottom - curve.top())

    def hour_at(self, point: QPointF) -> Hour | None:
        """The hour at a point; None beside the curves."""
        hours = (Hour(day, hour) for day in self._profile for hour in range(HOURS))
        return next((each for each in hours if self._cell(each).contains(point)), None)

    def _ticks(self) -> list[float]:
        return nice_ticks([0.0, self.top or 1.0], MOST_TICKS)

    def _most_passes(self) -> float:
        return max(max(hours["passes"]) for hours in self._profile.values())

    # Pointing

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self.hour_at(QPointF(event.pos())), self.mapToGlobal(event.pos()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None, QPoint())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._point_at(None, QPoint())
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go through the hours and days."""
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        if not self._profile or event.key() not in steps:
            super().keyPressEvent(event)
            return
        days = list(DAY_TYPES)
        days_on, hours_on = steps[event.key()]
        if self._pointed is None:
            at = Hour(days[0], 0)
        else:
            day = days[(days.index(self._pointed.day) + days_on) % len(days)]
            at = Hour(day, (self._pointed.hour + hours_on) % HOURS)
        self._point_at(at, self.mapToGlobal(self._cell(at).bottomRight().toPoint()))

    def _point_at(self, at: Hour | None, position: QPoint) -> None:
        if at == self._pointed:
            return
        self._pointed = at
        if at is None:
            QToolTip.hideText()
        else:
            text = words.profile_hour(self._profile[at.day], at.day, at.hour)
            QToolTip.showText(position, as_tip(text), self, self._cell(at).toAlignedRect())
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._profile:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(self.colour(QPalette.ColorRole.Highlight))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        if self._pointed is not None:
            shade = self.colour(QPalette.ColorRole.WindowText, HOVER_ALPHA)
            painter.fillRect(self._cell(self._pointed), shade)
        for number, day in enumerate(DAY_TYPES):
            curve = self._curve(number)
            self._paint_axes(painter, curve, words.day_type(day))
            self._paint_passes(painter, self._bars(curve), self._profile[day]["passes"])
            painter.save()
            painter.setClipRect(curve.adjusted(0, -LINE_PX, 0, LINE_PX))
            self._paint_speeds(painter, curve, self._profile[day])
            painter.restore()

    def _paint_axes(self, painter: QPainter, curve: QRectF, title: str) -> None:
        flags = Qt.AlignmentFlag
        ink = self.colour(QPalette.ColorRole.WindowText)
        faint = self.colour(QPalette.ColorRole.WindowText, GRID_ALPHA)
        line = self._line()
        bottom = self._bars(curve).bottom()
        painter.setPen(ink)
        above = QRectF(0, curve.top() - (1 + GAP_LINES) * line, self.width(), line)
        painter.drawText(above, int(flags.AlignLeft | flags.AlignVCenter), title)
        for tick in self._ticks():
            y = curve.bottom() - tick / self.top * curve.height()
            painter.setPen(faint)
            painter.drawLine(QPointF(curve.left(), y), QPointF(curve.right(), y))
            painter.setPen(ink)
            label = QRectF(0, y - line / 2, curve.left() - ROW_GAP, line)
            painter.drawText(label, int(flags.AlignRight | flags.AlignVCenter), _number(tick))
        for hour in LABELLED_HOURS:
            x = curve.left() + hour / HOURS * curve.width()
            painter.setPen(faint)
            painter.drawLine(QPointF(x, curve.top()), QPointF(x, bottom))
            painter.setPen(ink)
            label = QRectF(x - 2 * line, bottom, 4 * line, line)
            painter.drawText(label, int(flags.AlignHCenter | flags.AlignVCenter), str(hour))

    def _paint_passes(self, painter: QPainter, area: QRectF, passes: Sequence[float]) -> None:
        most = self._most_passes()
        painter.fillRect(
            QRectF(area.left(), area.bottom() - 1, area.width(), 1),
            self.colour(QPalette.ColorRole.WindowText, 2 * GRID_ALPHA),
        )
        if not most:
            return
        width = area.width() / HOURS
        colour = self.colour(QPalette.ColorRole.WindowText, BAR_ALPHA)
        for hour, count in enumerate(passes):
            height = count / most * area.height()
            left = area.left() + hour * width
            bar = QRectF(left + 0.15 * width, area.bottom() - height, 0.7 * width, height)
            painter.fillRect(bar, colour)
        line = self._line()
        label = QRectF(0, area.top(), area.left() - ROW_GAP, line)
        painter.setPen(self.colour(QPalette.ColorRole.WindowText))
        flags = Qt.AlignmentFlag
        painter.drawText(label, int(flags.AlignRight | flags.AlignVCenter), _number(most))

    def _paint_speeds(self, painter: QPainter, curve: QRectF, hours: Hours) -> None:
        """The band and the line, in runs of hours with and without passes."""
        middle = hours["speed_kmh"]
        ends = [hours[name] for name in self._band]
        is_known = [None not in pair for pair in zip(*ends, strict=True)]
        low, high = (
            self._points(
                curve, [v if k else m for v, k, m in zip(end, is_known, middle, strict=True)]
            )
            for end in ends
        )
        speed = self._points(curve, middle)
        kinds = list(zip((count > 0 for count in hours["passes"]), is_known, strict=True))
        for (has_passes, has_band), run in groupby(range(HOURS), kinds.__getitem__):
            run_hours = list(run)
            # Two steps an hour: from its begin to its middle, and to its end.
            part = slice(2 * run_hours[0], 2 * run_hours[-1] + 3)
            if has_band:
                alpha = BAND_ALPHA if has_passes else PRIOR_BAND_ALPHA
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self.colour(QPalette.ColorRole.Highlight, alpha))
                painter.drawPolygon(QPolygonF([*high[part], *reversed(low[part])]))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._pen(has_passes))
            painter.drawPolyline(QPolygonF(speed[part]))

    def _pen(self, has_passes: bool) -> QPen:
        if has_passes:
            return QPen(self.colour(QPalette.ColorRole.Highlight), LINE_PX)
        colour = self.colour(QPalette.ColorRole.Highlight, PRIOR_LINE_ALPHA)
        return QPen(colour, PRIOR_LINE_PX, Qt.PenStyle.DashLine)

    def _points(self, curve: QRectF, values: Sequence[float]) -> list[QPointF]:
        """Two points an hour, at its begin and in its middle, and one at the end of the day."""
        ends = [(a + b) / 2 for a, b in zip([values[-1], *values[:-1]], values, strict=True)]
        steps = [each for pair in zip(ends, values, strict=True) for each in pair] + ends[:1]
        return [
            QPointF(
                curve.left() + number / 2 / HOURS * curve.width(),
                curve.bottom() - value / self.top * curve.height(),
            )
            for number, value in enumerate(steps)
        ]


def _number(value: float) -> str:
    return f"{value:.4g}"
