"""Predicted speeds and passes of a road over the day: a figure each for weekdays and weekends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import (
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from trajganr_core.contract.layers.road_times import DAY_TYPES, EXPECTED_PASSES_FIELDS, HOURS
from trajganr_core.contract.protocol.place_answers import RoadTimes

from ...i18n import tr
from ..chart import Chart, ChartRow, nice_ticks, short_number
from ..chart_files import Table
from ..widgets import stack, text_label
from . import words
from .bars import ROW_GAP

#: Heights of the curve of speeds, the bars below it, the curve of expected passes, and a gap, as
#: multiples of a line of text.
CURVE_LINES, PASSES_LINES, EXPECTED_LINES, GAP_LINES = 5.5, 1.6, 2.5, 0.6
MAX_TICKS = 5
#: Hours with a label on the axis.
LABELLED_HOURS = range(0, HOURS + 1, 6)
LINE_PX, PRIOR_LINE_PX = 2.0, 1.4
#: Opacity of grid, bands, and the line, out of 255; a prior is paler.
GRID_ALPHA = 40
BAND_ALPHA, PRIOR_BAND_ALPHA = 95, 40
PRIOR_LINE_ALPHA, BAR_ALPHA, OBSERVED_ALPHA = 170, 110, 200
#: Radius of an observed median.
DOT_PX = 2.0
#: The scale is not made for bands beyond so many times the highest speed.
MAX_BAND = 2.0
#: The least ends of the scales: speed in km/h, and expected passes per hour.
MIN_SPEED, MIN_EXPECTED = 1.0, 0.001
#: Columns that a profile may lack.
UNKNOWN = dict.fromkeys((*EXPECTED_PASSES_FIELDS, *words.OBSERVED), (None,) * HOURS)

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
        self.row = ChartRow(self.figure)
        stack(self, self.row, self._legend)

    def clear(self) -> None:
        """Show no road, in the same place."""
        self.figure.clear()

    def show_times(self, times: RoadTimes, zone: str) -> None:
        """Show another road.

        Args:
            times: a worker's answer about the road's times, with a profile.
            zone: name of the time zone of the hours; '' if it is not known.
        """
        known = times.profile or {}
        profile = {
            day: {**known[day], **_observed_columns(times.days[day])}
            for day in DAY_TYPES
            if day in known
        }
        self.figure.setAccessibleDescription(words.profile_summary(profile))
        band = self.figure.show_profile(profile)
        self._legend.setText(
            words.profile_legend(
                band,
                zone,
                shows_expected=self.figure.shows_expected,
                observed_drivers=times.min_drivers if self.figure.shows_observed else 0,
            )
        )


class ProfileFigure(Chart):
    """A curve of 24 hours with its band and bars of passes, for each type of day.

    Below is a curve of the expected passes, if they are known. Hours without passes of the road
    that are shown are paler, and dashed. The scale of speeds never shrinks, so that places can be
    compared by eye.
    """

    def __init__(self) -> None:
        super().__init__(tr("Speeds over the day"), "speeds_over_the_day")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._profile: Profile = {}
        self._band = words.INTERVAL
        self.top = self.expected_top = 0.0
        self.shows_expected = self.shows_observed = False

    def clear(self) -> None:
        """Show no road; the figure keeps its size."""
        self._profile, self._pointed = {}, None
        self.update()

    def show_profile(self, profile: Profile) -> tuple[str, str]:
        """Show another road; returns the columns of its band."""
        self._profile = {day: {**UNKNOWN, **hours} for day, hours in profile.items()}
        self._pointed = None
        ends = [hours[end] for hours in profile.values() for end in words.INTERVAL]
        is_known = any(each is not None for hours in ends for each in hours)
        self._band = words.INTERVAL if is_known else words.PERCENTILES
        speeds = ("speed_kmh", *self._band), ("speed_kmh", *words.OBSERVED[::2])
        self.top = max(self.top, *(self._end_of_scale(each, MIN_SPEED) for each in speeds))
        self.shows_expected = self._is_known(EXPECTED_PASSES_FIELDS[0])
        self.shows_observed = self._is_known(words.OBSERVED[1])
        self.expected_top = self._end_of_scale(EXPECTED_PASSES_FIELDS, MIN_EXPECTED)
        self.updateGeometry()
        self.update()
        return self._band

    def _is_known(self, column: str) -> bool:
        """Whether any hour has a number."""
        return any(each is not None for hours in self._profile.values() for each in hours[column])

    def _end_of_scale(self, columns: Sequence[str], least: float) -> float:
        """The end of a scale for a line and its band, if that is not too wide."""
        middle, _, upper = (
            max(
                filter(None, (each for hours in self._profile.values() for each in hours[name])),
                default=0.0,
            )
            for name in columns
        )
        needed = max(middle, min(upper, MAX_BAND * middle), least)
        return nice_ticks([0.0, needed], MAX_TICKS)[-1]

    # Geometry

    def sizeHint(self) -> QSize:
        return QSize(240, round(len(DAY_TYPES) * self._panel_height()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _panel_height(self) -> float:
        # Title, curve, passes and hours; two gaps between them, and one below.
        lines = 2 + CURVE_LINES + PASSES_LINES + 3 * GAP_LINES
        if self.shows_expected:
            # Title and curve, and two gaps.
            lines += 1 + EXPECTED_LINES + 2 * GAP_LINES
        return lines * self.line()

    def _curve(self, number: int) -> QRectF:
        """Where the curve of a type of day is."""
        metrics = self.fontMetrics()
        numbers = [*self._ticks(), self._most_passes()]
        if self.shows_expected:
            numbers.append(self.expected_top)
        left = max(metrics.horizontalAdvance(short_number(each)) for each in numbers) + 2 * ROW_GAP
        right = metrics.horizontalAdvance(str(HOURS)) / 2 + 1
        top = number * self._panel_height() + (1 + GAP_LINES) * self.line()
        return QRectF(left, top, self.width() - left - right, CURVE_LINES * self.line())

    def _bars(self, curve: QRectF) -> QRectF:
        """Where the passes below a curve are."""
        line = self.line()
        top = curve.bottom() + GAP_LINES * line
        return QRectF(curve.left(), top, curve.width(), PASSES_LINES * line)

    def _expected(self, curve: QRectF) -> QRectF:
        """Where the expected passes below a curve are; no height if they are not shown."""
        bars, line = self._bars(curve), self.line()
        if not self.shows_expected:
            return QRectF(bars.left(), bars.bottom(), bars.width(), 0)
        top = bars.bottom() + (1 + 2 * GAP_LINES) * line
        return QRectF(bars.left(), top, bars.width(), EXPECTED_LINES * line)

    def parts(self) -> Sequence[Sequence[Hour]]:
        return [[Hour(day, hour) for hour in range(HOURS)] for day in self._profile]

    def part_area(self, part: Any) -> QRectF:
        curve = self._curve(list(DAY_TYPES).index(part.day))
        width = curve.width() / HOURS
        bottom = self._expected(curve).bottom()
        return QRectF(curve.left() + part.hour * width, curve.top(), width, bottom - curve.top())

    def part_text(self, part: Any) -> str:
        return words.profile_hour(self._profile[part.day], part.day, part.hour)

    def table(self) -> Table:
        columns = list(dict.fromkeys(name for hours in self._profile.values() for name in hours))
        rows = [
            (day, hour, *(hours[name][hour] for name in columns))
            for day, hours in self._profile.items()
            for hour in range(HOURS)
        ]
        return [("day", "hour", *columns), *rows]

    def _ticks(self) -> list[float]:
        return nice_ticks([0.0, self.top or 1.0], MAX_TICKS)

    def _most_passes(self) -> float:
        return max(count or 0 for hours in self._profile.values() for count in hours["passes"])

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._profile:
            return
        painter = self.painter()
        for number, day in enumerate(DAY_TYPES):
            self._paint_day(painter, self._curve(number), day)

    def _paint_day(self, painter: QPainter, curve: QRectF, day: str) -> None:
        hours, bars, expected = self._profile[day], self._bars(curve), self._expected(curve)
        self._paint_title(painter, curve, words.day_type(day))
        self._paint_ticks(painter, curve)
        self._paint_grid(painter, curve.top(), bars)
        self._paint_passes(painter, bars, hours["passes"])
        self._paint_band(painter, curve, self.top, hours, ("speed_kmh", *self._band))
        self._paint_observed(painter, curve, hours)
        if self.shows_expected:
            self._paint_expected(painter, expected, hours)
        self._paint_hours(painter, expected)

    def _paint_observed(self, painter: QPainter, curve: QRectF, hours: Hours) -> None:
        """Percentiles of observed speeds: a thin line, and a dot at the median."""
        painter.save()
        painter.setClipRect(curve.adjusted(0, -LINE_PX, 0, LINE_PX))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self.colour(QPalette.ColorRole.WindowText, OBSERVED_ALPHA)
        for hour, speeds in enumerate(zip(*(hours[name] for name in words.OBSERVED), strict=True)):
            x = curve.left() + (hour + 0.5) * curve.width() / HOURS
            low, middle, high = (
                speed and QPointF(x, curve.bottom() - speed / self.top * curve.height())
                for speed in speeds
            )
            if low and high:
                painter.setPen(QPen(colour, 1))
                painter.drawLine(low, high)
            if middle:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour)
                painter.drawEllipse(middle, DOT_PX, DOT_PX)
        painter.restore()

    def _paint_expected(self, painter: QPainter, area: QRectF, hours: Hours) -> None:
        self._paint_title(painter, area, words.expected_title())
        self._paint_grid(painter, area.top(), area)
        self._paint_base(painter, area)
        self.draw_tick(painter, area, area.top(), short_number(self.expected_top))
        if any(each is not None for each in hours[EXPECTED_PASSES_FIELDS[0]]):
            self._paint_band(painter, area, self.expected_top, hours, EXPECTED_PASSES_FIELDS)
        else:
            painter.setPen(self.colour(QPalette.ColorRole.WindowText))
            painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), words.no_expected())

    def _paint_title(self, painter: QPainter, area: QRectF, title: str) -> None:
        line = self.line()
        above = QRectF(0, area.top() - (1 + GAP_LINES) * line, self.width(), line)
        painter.setPen(self.colour(QPalette.ColorRole.WindowText))
        painter.drawText(
            above, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), title
        )

    def _paint_ticks(self, painter: QPainter, curve: QRectF) -> None:
        for tick in self._ticks():
            y = curve.bottom() - tick / self.top * curve.height()
            self.draw_tick(painter, curve, y, short_number(tick))

    def _paint_grid(self, painter: QPainter, top: float, area: QRectF) -> None:
        """Lines at the labelled hours, down to the bottom of an area."""
        painter.setPen(self.colour(QPalette.ColorRole.WindowText, GRID_ALPHA))
        for hour in LABELLED_HOURS:
            x = area.left() + hour / HOURS * area.width()
            painter.drawLine(QPointF(x, top), QPointF(x, area.bottom()))

    def _paint_hours(self, painter: QPainter, area: QRectF) -> None:
        """The labelled hours, below an area."""
        for hour in LABELLED_HOURS:
            x = area.left() + hour / HOURS * area.width()
            self.draw_below(painter, x, area.bottom(), str(hour))

    def _paint_base(self, painter: QPainter, area: QRectF) -> None:
        """The line at zero."""
        base = QRectF(area.left(), area.bottom() - 1, area.width(), 1)
        painter.fillRect(base, self.colour(QPalette.ColorRole.WindowText, 2 * GRID_ALPHA))

    def _paint_passes(
        self, painter: QPainter, area: QRectF, passes: Sequence[float | None]
    ) -> None:
        most = self._most_passes()
        self._paint_base(painter, area)
        if not most:
            return
        self.draw_number(painter, area.left(), area.top() + self.line() / 2, short_number(most))
        width = area.width() / HOURS
        colour = self.colour(QPalette.ColorRole.WindowText, BAR_ALPHA)
        for hour, count in enumerate(passes):
            height = (count or 0) / most * area.height()
            left = area.left() + hour * width
            bar = QRectF(left + 0.15 * width, area.bottom() - height, 0.7 * width, height)
            painter.fillRect(bar, colour)

    def _paint_band(
        self,
        painter: QPainter,
        area: QRectF,
        top: float,
        hours: Hours,
        columns: Sequence[str],
    ) -> None:
        """A line and its band, in runs of hours with and without passes that are shown.

        Args:
            area: where they are.
            top: the end of the scale.
            hours: of a type of day.
            columns: of the line, and of the ends of the band. Unknown hours are not drawn.
        """
        middle, *ends = (hours[name] for name in columns)
        is_known = [value is not None for value in middle]
        has_band = [None not in values for values in zip(middle, *ends, strict=True)]
        low, high = (
            _points(
                area, top, [v if k else m for v, k, m in zip(end, has_band, middle, strict=True)]
            )
            for end in ends
        )
        line = _points(area, top, middle)
        painter.save()
        painter.setClipRect(area.adjusted(0, -LINE_PX, 0, LINE_PX))
        kinds = list(zip(((n or 0) > 0 for n in hours["passes"]), is_known, has_band, strict=True))
        for (has_passes, known, banded), run in groupby(range(HOURS), kinds.__getitem__):
            run_hours = list(run)
            # Two steps an hour: from its begin to its middle, and to its end.
            part = slice(2 * run_hours[0], 2 * run_hours[-1] + 3)
            if banded:
                alpha = BAND_ALPHA if has_passes else PRIOR_BAND_ALPHA
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self.colour(QPalette.ColorRole.Highlight, alpha))
                painter.drawPolygon(QPolygonF([*high[part], *reversed(low[part])]))
            if known:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(self._pen(has_passes))
                painter.drawPolyline(QPolygonF(line[part]))
        painter.restore()

    def _pen(self, has_passes: bool) -> QPen:
        if has_passes:
            return QPen(self.colour(QPalette.ColorRole.Highlight), LINE_PX)
        colour = self.colour(QPalette.ColorRole.Highlight, PRIOR_LINE_ALPHA)
        return QPen(colour, PRIOR_LINE_PX, Qt.PenStyle.DashLine)


def _observed_columns(cells: Sequence[Sequence[float | None] | None]) -> Hours:
    """Percentiles of observed speeds as columns; None where too few drivers passed."""
    rows = [cell or (None,) * len(words.OBSERVED) for cell in cells]
    return dict(zip(words.OBSERVED, zip(*rows, strict=True), strict=True))


def _points(area: QRectF, top: float, values: Sequence[float | None]) -> list[QPointF]:
    """Two points an hour, at its begin and in its middle, and one at the end of the day.

    Those of unknown hours are anywhere, but not where a known hour begins or ends.
    """
    ends = [_mean(pair) for pair in zip([values[-1], *values[:-1]], values, strict=True)]
    steps = [each for pair in zip(ends, values, strict=True) for each in pair] + ends[:1]
    return [
        QPointF(
            area.left() + number / 2 / HOURS * area.width(),
            area.bottom() - (value or 0.0) / top * area.height(),
        )
        for number, value in enumerate(steps)
    ]


def _mean(values: Sequence[float | None]) -> float | None:
    """The mean of the known ones."""
    known = [each for each in values if each is not None]
    return sum(known) / len(known) if known else None
