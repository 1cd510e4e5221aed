"""What a chart shows, as data: plots with axes and marks, and what is read out of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from qgis.PyQt.QtGui import QColor, QPalette

from ..i18n import localised

#: The colours of the theme for texts, for what is shown, and behind everything.
INK = QPalette.ColorRole.WindowText
STRONG = QPalette.ColorRole.Highlight
BACKGROUND = QPalette.ColorRole.Window

#: (x, y) in the units of the axes.
Point = tuple[float, float]
#: Rows of a table; the first one has the names of the columns.
Table = Sequence[Sequence[object]]


class Shape(Enum):
    """How the points of a mark are drawn."""

    #: Two opposite corners of a rectangle, which is filled, hatched, or has a text in it.
    RECT = auto()
    HATCH = auto()
    TEXT = auto()
    #: The corners of a filled polygon.
    AREA = auto()
    LINE = auto()
    DASHES = auto()
    #: A disc at each point.
    DOTS = auto()


@dataclass(frozen=True)
class Mark:
    """Something drawn in a plot.

    Args:
        shape: how the points are drawn.
        points: in the units of the axes.
        colour: one of the theme, or a fixed one.
        alpha: its opacity, out of 255.
        size: the width of a line or the radius of dots, pixels.
        text: what is written, for a text.
    """

    shape: Shape
    points: Sequence[Point]
    colour: QPalette.ColorRole | QColor = STRONG
    alpha: int = 255
    size: float = 2.0
    text: str = ""


@dataclass(frozen=True)
class Axis:
    """An axis from ``low`` to ``high``, which is more.

    Args:
        low: its begin.
        high: its end.
        ticks: values and their labels, rising; those without room are left out.
        title: stands below the labels of a horizontal axis.
        has_grid: whether faint lines go from the ticks across the plot.
        title_without_labels: replaces the title where not all labels have room; none is shown
            then.
    """

    low: float
    high: float
    ticks: Sequence[tuple[float, str]] = ()
    title: str = ""
    has_grid: bool = False
    title_without_labels: str = ""

    def share(self, value: float) -> float:
        """Where a value is, from the begin (0) to the end (1)."""
        return (value - self.low) / (self.high - self.low)


@dataclass(frozen=True)
class Plot:
    """Marks between two axes.

    Args:
        x: the horizontal axis.
        y: the vertical axis.
        marks: from the lowest to the topmost.
        lines: the height, in lines of text.
        title: stands above.
        beside: texts right of the plot, with their values of the vertical axis.
    """

    x: Axis
    y: Axis
    marks: Sequence[Mark]
    lines: float
    title: str = ""
    beside: Sequence[tuple[float, str]] = ()


@dataclass(frozen=True)
class Part:
    """A part that is pointed at, or reached with arrow keys.

    Args:
        say: what it shows, in words.
        x: its ends on the horizontal axis.
        y: its ends on the vertical axis; the whole height by default.
        plots: the first and the last plot that it is a part of.
    """

    say: Callable[[], str]
    x: tuple[float, float]
    y: tuple[float, float] | None = None
    plots: tuple[int, int] = (0, 0)

    @property
    def text(self) -> str:
        """What it shows, in words."""
        return self.say()


@dataclass(frozen=True)
class Figure:
    """What a chart shows.

    Args:
        plots: from the top; without any, the description is shown instead.
        description: the chart in words, for screen readers.
        parts: rows of parts, through which arrow keys go.
        table: the data; without data, only the names of the columns.
    """

    plots: Sequence[Plot] = ()
    description: str = ""
    parts: Sequence[Sequence[Part]] = ()
    table: Table = ()


def number_axis(values: Sequence[float], most: int) -> Axis:
    """A vertical axis of round numbers around all values, with a grid.

    Args:
        values: at least one.
        most: the maximum number of ticks, as in :func:`nice_ticks`.
    """
    ticks = nice_ticks(values, most)
    labels = [(tick, short_number(tick)) for tick in ticks]
    return Axis(ticks[0], ticks[-1], labels, has_grid=True)


def bar(left: float, right: float, low: float, high: float, **style: Any) -> Mark:
    """A filled rectangle; ``style`` has the other fields of a mark."""
    return Mark(Shape.RECT, ((left, low), (right, high)), **style)


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
