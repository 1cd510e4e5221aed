"""Small figures: a number with its interval, ordered classes, shares, an embedding."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QLabel

from ...i18n import localised, tr
from ..figure import BACKGROUND, INK, STRONG, Axis, Figure, Mark, Plot, Shape, bar, nice_ticks

#: Height of a row, lines of text, and the share of it below and above a bar.
ROW_LINES, MARGIN = 1.2, 0.25
#: Opacity of the track behind a bar, and of an interval, out of 255.
TRACK_ALPHA, INTERVAL_ALPHA = 40, 110
#: Half the width of the mark of a value, and of its frame, as shares of the scale.
HALF_MARK, HALF_FRAME = 0.006, 0.014
#: Characters beside the name of a class.
CLASS_MARGIN = 1
#: Negative and positive numbers of an embedding: distinct also with red-green blindness.
BELOW, ABOVE = QColor("#2166ac"), QColor("#d6604d")


def value_figure(value: float | None, interval: tuple[float, float] | None, top: float) -> Figure:
    """A non-negative number as a bar, with its interval.

    Args:
        value: the number; None for none.
        interval: its ends; None if it is unknown.
        top: the end of the scale, at least all numbers.
    """
    if value is None or top <= 0:
        return _rows([("", [_track(0, 1)], "")], 1)
    marks = [_track(0, top)]
    if interval is None:
        marks.append(_bar(0, 0, value))
    else:
        marks.append(_bar(0, *interval, alpha=INTERVAL_ALPHA))
        for half, colour in ((HALF_FRAME, BACKGROUND), (HALF_MARK, STRONG)):
            ends = value - half * top, value + half * top
            marks.append(bar(*ends, -0.9, -0.1, colour=colour))
    return _rows([("", marks, f"{top:g}")], top)


def scale_for(value: float | None, high: float | None, top: float) -> float:
    """The end of a scale that never shrinks: ``top``, or a round number above what is shown."""
    largest = max(value or 0.0, high or 0.0)
    return top if largest <= top else nice_ticks([0.0, largest], 2)[-1]


def class_figure(classes: Sequence[str], chosen: str | None, possible: Sequence[str]) -> Figure:
    """Ordered classes side by side: the predicted one filled, those of its set tinted.

    Args:
        classes: all of them.
        chosen: the predicted one; None for none.
        possible: the set that holds the true one with 90 %.
    """
    metrics = QLabel().fontMetrics()
    left, marks = 0.0, []
    for name in classes:
        margin = CLASS_MARGIN * metrics.averageCharWidth()
        right = left + metrics.horizontalAdvance(tr(name)) + 2 * margin
        tint = TRACK_ALPHA if name not in possible else INTERVAL_ALPHA
        cell = bar(left, right - 2, 0, 1, colour=STRONG if name in possible else INK, alpha=tint)
        text = INK
        if name == chosen:
            cell, text = replace(cell, colour=STRONG, alpha=255), QPalette.ColorRole.HighlightedText
        marks += [cell, Mark(Shape.TEXT, cell.points, text, text=tr(name))]
        left = right
    return Figure([Plot(Axis(0, left), Axis(0, 1), marks, ROW_LINES)])


def share_figure(parts: Sequence[str], shares: Sequence[float | None]) -> Figure:
    """Shares of a whole, a row each; None for unknown ones."""
    rows = []
    for number, (part, share) in enumerate(zip(parts, shares, strict=True)):
        marks = [_track(number, 1)]
        if share is not None:
            marks.append(_bar(number, 0, max(0.0, min(1.0, share))))
        rows.append((tr(part), marks, "" if share is None else f"{100 * share:.0f} %"))
    return _rows(rows, 1)


def embedding_figure(parts: Sequence[str], pieces: Sequence[Sequence[float]]) -> Figure:
    """The numbers of an embedding as colours, a row for each of its parts.

    Zero has the colour of the background, the largest number of all parts a full one.
    """
    largest = max((abs(x) for piece in pieces for x in piece), default=0.0) or 1.0
    rows = []
    for number, (part, piece) in enumerate(zip(parts, pieces, strict=True)):
        marks = [
            _bar(
                number,
                place / len(piece),
                (place + 1) / len(piece),
                colour=ABOVE if value > 0 else BELOW,
                alpha=round(255 * abs(value) / largest),
            )
            for place, value in enumerate(piece)
        ]
        if not any(piece):
            marks = [_track(number, 1)]
        length = localised(f"{math.hypot(*piece):.2f}")
        rows.append((tr(part), marks, tr("length {value}").format(value=length)))
    return _rows(rows, 1)


def _rows(rows: Sequence[tuple[str, Sequence[Mark], str]], end: float) -> Figure:
    """Rows from the top: a name, marks up to ``end``, and a text."""
    middles = [-0.5 - number for number in range(len(rows))]
    names = [(y, name) for y, (name, _, _) in zip(middles, rows, strict=True)]
    texts = [(y, text) for y, (_, _, text) in zip(middles, rows, strict=True)]
    marks = [mark for _, of_row, _ in rows for mark in of_row]
    y = Axis(-len(rows), 0, names if any(name for _, name in names) else ())
    return Figure([Plot(Axis(0, end), y, marks, ROW_LINES * len(rows), beside=texts)])


def _bar(row: int, left: float, right: float, **style: Any) -> Mark:
    return bar(left, right, MARGIN - 1 - row, -MARGIN - row, **style)


def _track(row: int, end: float) -> Mark:
    """What is behind a bar."""
    return _bar(row, 0, end, colour=INK, alpha=TRACK_ALPHA)
