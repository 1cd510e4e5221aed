"""Predicted speeds and passes of a road over the day: a figure each for weekdays and weekends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from qgis.PyQt.QtWidgets import QWidget

from trajganr_core.contract.layers.road_times import DAY_TYPES, EXPECTED_PASSES_FIELDS, HOURS
from trajganr_core.contract.protocol.place_answers import RoadTimes

from ...i18n import tr
from ..chart import Chart, ChartRow
from ..figure import (
    INK,
    Axis,
    Figure,
    Mark,
    Part,
    Plot,
    Point,
    Shape,
    bar,
    nice_ticks,
    number_axis,
    short_number,
)
from ..widgets import stack, text_label
from . import words

#: Heights of the curve of speeds, the bars below it, and the curve of expected passes, as
#: multiples of a line of text.
CURVE_LINES, PASSES_LINES, EXPECTED_LINES = 5.5, 1.6, 2.5
MAX_TICKS = 5
#: Hours with a label on the axis.
LABELLED_HOURS = range(0, HOURS + 1, 6)
PRIOR_LINE_PX = 1.4
#: Opacity of the line at zero, bands, and the line, out of 255; a prior is paler.
BASE_ALPHA = 80
BAND_ALPHA, PRIOR_BAND_ALPHA = 95, 40
PRIOR_LINE_ALPHA, BAR_ALPHA, OBSERVED_ALPHA = 170, 110, 200
#: Half the width of a bar, hours.
HALF_BAR = 0.35
#: The scale is not made for bands beyond so many times the highest speed.
MAX_BAND = 2.0
#: The least ends of the scales: speed in km/h, and expected passes per hour.
MIN_SPEED, MIN_EXPECTED = 1.0, 0.001
#: Columns that a profile may lack.
UNKNOWN = dict.fromkeys((*EXPECTED_PASSES_FIELDS, *words.OBSERVED), (None,) * HOURS)

#: The columns of a type of day: 24 numbers each.
Hours = Mapping[str, Sequence[Any]]
Profile = Mapping[str, Hours]


class DayProfile(QWidget):
    """The figures and their legend.

    The scale of speeds never shrinks, so that places can be compared by eye.
    """

    def __init__(self) -> None:
        super().__init__()
        self.chart = Chart(tr("Speeds over the day"), "speeds_over_the_day")
        self.legend = text_label(tr("Legend"))
        self.row = ChartRow(self.chart)
        #: The end of the scale of speeds, km/h.
        self.top = 0.0
        stack(self, self.row, self.legend)

    def clear(self) -> None:
        """Show no road, in the same place."""
        self.chart.show_figure(Figure())

    def show_times(self, times: RoadTimes, zone: str) -> None:
        """Show another road.

        Args:
            times: a worker's answer about the road's times, with a profile.
            zone: name of the time zone of the hours; '' if it is not known.
        """
        known = times.profile or {}
        profile: Profile = {
            day: {**UNKNOWN, **known[day], **_observed_columns(times.days[day])}
            for day in DAY_TYPES
            if day in known
        }
        band = band_of(profile)
        speeds = ("speed_kmh", *band), ("speed_kmh", *words.OBSERVED[::2])
        self.top = max(self.top, *(_end_of_scale(profile, each, MIN_SPEED) for each in speeds))
        self.chart.show_figure(profile_figure(profile, self.top))
        self.legend.setText(
            words.profile_legend(
                band,
                zone,
                shows_expected=_is_known(profile, EXPECTED_PASSES_FIELDS[0]),
                observed_drivers=times.min_drivers if _is_known(profile, words.OBSERVED[1]) else 0,
            )
        )


def band_of(profile: Profile) -> tuple[str, str]:
    """The columns of the band of speeds: the interval, or the percentiles if it is unknown."""
    is_known = any(_is_known(profile, end) for end in words.INTERVAL)
    return words.INTERVAL if is_known else words.PERCENTILES


def profile_figure(profile: Profile, top: float) -> Figure:
    """A curve of 24 hours with its band and bars of passes, for each type of day.

    Below is a curve of the expected passes, if they are known. Hours without passes of the road
    that are shown are paler, and dashed.

    Args:
        profile: the columns of each type of day; those of :data:`UNKNOWN` are among them.
        top: the end of the scale of speeds, km/h.
    """
    plots: list[Plot] = []
    parts = []
    for day, hours in profile.items():
        of_day = _day_plots(profile, day, top)
        among = (len(plots), len(plots) + len(of_day) - 1)
        plots += of_day
        parts.append(
            [
                Part(partial(words.profile_hour, hours, day, hour), (hour, hour + 1), plots=among)
                for hour in range(HOURS)
            ]
        )
    columns = list(dict.fromkeys(name for hours in profile.values() for name in hours))
    rows = [
        (day, hour, *(hours[name][hour] for name in columns))
        for day, hours in profile.items()
        for hour in range(HOURS)
    ]
    return Figure(plots, words.profile_summary(profile), parts, [("day", "hour", *columns), *rows])


def _day_plots(profile: Profile, day: str, top: float) -> list[Plot]:
    """The plots of a type of day, of which the lowest has the labels of the hours."""
    hours = profile[day]
    without_labels, labelled = (
        Axis(0, HOURS, [(hour, label.format(hour)) for hour in LABELLED_HOURS], has_grid=True)
        for label in ("", "{}")
    )
    shows_expected = _is_known(profile, EXPECTED_PASSES_FIELDS[0])
    speeds = [*_band(hours, ("speed_kmh", *band_of(profile))), *_observed(hours)]
    axis = number_axis([0.0, top], MAX_TICKS)
    below = without_labels if shows_expected else labelled
    plots = [
        Plot(without_labels, axis, speeds, CURVE_LINES, words.day_type(day)),
        _passes_plot(profile, hours, below),
    ]
    if shows_expected:
        end = _end_of_scale(profile, EXPECTED_PASSES_FIELDS, MIN_EXPECTED)
        marks = [*_band(hours, EXPECTED_PASSES_FIELDS), _base()]
        if all(each is None for each in hours[EXPECTED_PASSES_FIELDS[0]]):
            marks = [Mark(Shape.TEXT, [(0, 0), (HOURS, end)], INK, text=tr("Unknown: no trips"))]
        expected = Axis(0, end, [(end, short_number(end))], has_grid=True)
        plots.append(
            Plot(labelled, expected, marks, EXPECTED_LINES, tr("Expected passes per hour"))
        )
    return plots


def _passes_plot(profile: Profile, hours: Hours, x: Axis) -> Plot:
    """Bars of the passes in each hour, on the same scale for all types of day."""
    most = max(count or 0 for each in profile.values() for count in each["passes"])
    bars = [
        bar(hour + 0.5 - HALF_BAR, hour + 0.5 + HALF_BAR, 0, count, colour=INK, alpha=BAR_ALPHA)
        for hour, count in enumerate(hours["passes"])
        if count
    ]
    y = Axis(0, most or 1, [(most, short_number(most))] if most else [])
    return Plot(x, y, [*bars, _base()], PASSES_LINES)


def _base() -> Mark:
    """The line at zero."""
    return Mark(Shape.LINE, [(0, 0), (HOURS, 0)], INK, BASE_ALPHA, size=1)


def _observed(hours: Hours) -> Iterator[Mark]:
    """Percentiles of observed speeds: a thin line, and a dot at the median."""
    medians = []
    for hour, speeds in enumerate(zip(*(hours[name] for name in words.OBSERVED), strict=True)):
        x, (low, middle, high) = hour + 0.5, speeds
        if low and high:
            yield Mark(Shape.LINE, [(x, low), (x, high)], INK, OBSERVED_ALPHA, size=1)
        if middle:
            medians.append((x, middle))
    yield Mark(Shape.DOTS, medians, INK, OBSERVED_ALPHA)


def _band(hours: Hours, columns: Sequence[str]) -> Iterator[Mark]:
    """A line and its band, in runs of hours with and without passes that are shown.

    Args:
        hours: of a type of day.
        columns: of the line, and of the ends of the band. Unknown hours are not drawn.
    """
    middle, *ends = (hours[name] for name in columns)
    has_band = [None not in values for values in zip(middle, *ends, strict=True)]
    low, high = (
        _steps([v if k else m for v, k, m in zip(end, has_band, middle, strict=True)])
        for end in ends
    )
    line = _steps(middle)
    is_known = [value is not None for value in middle]
    kinds = list(zip(((n or 0) > 0 for n in hours["passes"]), is_known, has_band, strict=True))
    for (has_passes, known, banded), run in groupby(range(HOURS), kinds.__getitem__):
        run_hours = list(run)
        # Two steps an hour: from its begin to its middle, and to its end.
        part = slice(2 * run_hours[0], 2 * run_hours[-1] + 3)
        if banded:
            alpha = BAND_ALPHA if has_passes else PRIOR_BAND_ALPHA
            yield Mark(Shape.AREA, [*high[part], *reversed(low[part])], alpha=alpha)
        if known and has_passes:
            yield Mark(Shape.LINE, line[part])
        elif known:
            yield Mark(Shape.DASHES, line[part], alpha=PRIOR_LINE_ALPHA, size=PRIOR_LINE_PX)


def _steps(values: Sequence[float | None]) -> list[Point]:
    """Two points an hour, at its begin and in its middle, and one at the end of the day.

    Those of unknown hours are anywhere, but not where a known hour begins or ends.
    """
    ends = [_mean(pair) for pair in zip([values[-1], *values[:-1]], values, strict=True)]
    steps = [each for pair in zip(ends, values, strict=True) for each in pair] + ends[:1]
    return [(number / 2, value or 0.0) for number, value in enumerate(steps)]


def _mean(values: Sequence[float | None]) -> float | None:
    """The mean of the known ones."""
    known = [each for each in values if each is not None]
    return sum(known) / len(known) if known else None


def _is_known(profile: Profile, column: str) -> bool:
    """Whether any hour has a number."""
    return any(each is not None for hours in profile.values() for each in hours[column])


def _end_of_scale(profile: Profile, columns: Sequence[str], least: float) -> float:
    """The end of a scale for a line and its band, if that is not too wide."""
    middle, _, upper = (
        max(filter(None, (each for hours in profile.values() for each in hours[name])), default=0.0)
        for name in columns
    )
    needed = max(middle, min(upper, MAX_BAND * middle), least)
    return nice_ticks([0.0, needed], MAX_TICKS)[-1]


def _observed_columns(cells: Sequence[Sequence[float | None] | None]) -> Hours:
    """Percentiles of observed speeds as columns; None where too few drivers passed."""
    rows = [cell or (None,) * len(words.OBSERVED) for cell in cells]
    return dict(zip(words.OBSERVED, zip(*rows, strict=True), strict=True))
