"""Small painted figures: a number with its interval, ordered classes, shares, an embedding.

They take their colours from the palette, so that they fit a light and a dark window. Screen readers
get a description in words.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from qgis.PyQt.QtCore import QRect, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QFontMetrics, QImage, QPainter, QPaintEvent, QPalette
from qgis.PyQt.QtWidgets import QSizePolicy

from ...i18n import localised, tr
from ..chart import Painted

BAR_HEIGHT = 10
ROW_GAP = 3
#: Opacity of the track behind a bar, and of an interval, out of 255.
TRACK_ALPHA, INTERVAL_ALPHA = 40, 110
#: Negative and positive numbers of an embedding: distinct also with red-green blindness.
BELOW, ABOVE = QColor("#2166ac"), QColor("#d6604d")


class Figure(Painted):
    """Fills the width, with a fixed height."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, self.rows() * self.row_height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def rows(self) -> int:
        """How many rows it paints."""
        return 1

    def row_height(self) -> int:
        """Of each, pixels."""
        return max(BAR_HEIGHT, self.fontMetrics().height()) + ROW_GAP

    def row(self, number: int) -> QRect:
        """Where a row is painted."""
        return QRect(0, number * self.row_height(), self.width(), self.row_height() - ROW_GAP)

    def track(self) -> QColor:
        """Behind everything."""
        return self.colour(QPalette.ColorRole.WindowText, TRACK_ALPHA)

    def bar(self, row: QRect, left: float, right: float) -> QRectF:
        """A part of a row, from a fraction of its width to another."""
        top = row.center().y() - BAR_HEIGHT / 2
        return QRectF(
            row.left() + left * row.width(), top, (right - left) * row.width(), BAR_HEIGHT
        )


class ValueBar(Figure):
    """A non-negative number as a bar, with its interval.

    The scale grows with the largest number shown and never shrinks, so that places can be compared
    by eye.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._value: float | None = None
        self._interval: tuple[float, float] | None = None
        self.top = 0.0

    def show_value(self, value: float | None, low: float | None, high: float | None) -> None:
        """Show another number; None for none."""
        self._value = value
        self._interval = None if low is None or high is None else (low, high)
        largest = max(value or 0.0, high or 0.0)
        if largest > self.top:
            self.top = _round_up(largest)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        end = f" {self.top:g}"
        row = self.row(0)
        text = row.adjusted(row.width() - self.fontMetrics().horizontalAdvance(end), 0, 0, 0)
        row.setRight(text.left())
        painter.fillRect(self.bar(row, 0, 1), self.track())
        if self._value is not None and self.top > 0:
            self._paint_value(painter, row, self._value / self.top)
            painter.setPen(self.colour(QPalette.ColorRole.WindowText))
            painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter), end)

    def _paint_value(self, painter: QPainter, row: QRect, at: float) -> None:
        strong = self.colour(QPalette.ColorRole.Highlight)
        if self._interval is None:
            painter.fillRect(self.bar(row, 0, at), strong)
            return
        low, high = (min(1.0, max(0.0, end / self.top)) for end in self._interval)
        pale = self.colour(QPalette.ColorRole.Highlight, INTERVAL_ALPHA)
        painter.fillRect(self.bar(row, low, high), pale)
        mark = self.bar(row, at, at).adjusted(-2, -2, 2, 2)
        painter.setPen(self.colour(QPalette.ColorRole.Window))
        painter.setBrush(strong)
        painter.drawRect(mark)


class ClassCells(Figure):
    """Ordered classes side by side: the predicted one filled, those of its set tinted."""

    def __init__(self, name: str, classes: Sequence[str]) -> None:
        super().__init__(name)
        self._classes = classes
        self._chosen: str | None = None
        self._set: frozenset[str] = frozenset()

    def show_class(self, chosen: str | None, possible: Sequence[str]) -> None:
        """Show another class, and the set that holds the true one with 90 %."""
        self._chosen = chosen
        self._set = frozenset(possible)
        self.update()

    def row_height(self) -> int:
        return self.fontMetrics().height() + 2 * ROW_GAP

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        names = [tr(name) for name in self._classes]
        widths = [metrics.horizontalAdvance(name) for name in names]
        spare = (self.width() - sum(widths)) / len(names)
        left = 0.0
        for name, label, text_width in zip(self._classes, names, widths, strict=True):
            width = text_width + spare  # the rest is distributed evenly, so that each name fits
            cell = QRectF(left, 0, width - 2, self.row_height())
            left += width
            is_chosen = name == self._chosen
            role = QPalette.ColorRole.Highlight
            tint = self.colour(role, INTERVAL_ALPHA) if name in self._set else self.track()
            painter.fillRect(cell, self.colour(role) if is_chosen else tint)
            text = (
                QPalette.ColorRole.HighlightedText if is_chosen else QPalette.ColorRole.WindowText
            )
            painter.setPen(self.colour(text))
            shown = metrics.elidedText(label, Qt.TextElideMode.ElideRight, int(width) - 4)
            painter.drawText(cell, int(Qt.AlignmentFlag.AlignCenter), shown)


class _NamedRows(Figure):
    """A row for each part: its name, a bar, and a text."""

    def __init__(self, name: str, parts: Sequence[str]) -> None:
        super().__init__(name)
        self._parts = parts

    def rows(self) -> int:
        return len(self._parts)

    def _paint_rows(
        self, longest: str, values: Iterable[Any], paint: Callable[[QPainter, QRect, Any], str]
    ) -> None:
        """Paint a row for each value.

        Args:
            longest: the longest text behind a bar.
            values: in the order of the parts.
            paint: paints the bar of a value, and returns its text.
        """
        painter = QPainter(self)
        metrics = self.fontMetrics()
        names = [tr(part) for part in self._parts]
        before = max(map(metrics.horizontalAdvance, names)) + 8
        after = metrics.horizontalAdvance(longest) + 6
        for number, (name, value) in enumerate(zip(names, values, strict=False)):
            row = self.row(number)
            painter.setPen(self.colour(QPalette.ColorRole.WindowText))
            painter.drawText(row, int(Qt.AlignmentFlag.AlignVCenter), name)
            text = paint(painter, row.adjusted(before, 0, -after, 0), value)
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(row, int(right), text)


class ShareBars(_NamedRows):
    """Shares of a whole, a row each."""

    def __init__(self, name: str, parts: Sequence[str]) -> None:
        super().__init__(name, parts)
        self._shares: list[float | None] = [None] * len(parts)

    def show_shares(self, shares: Sequence[float | None]) -> None:
        """Show other shares, in the order of the parts; None if unknown."""
        self._shares = list(shares)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._paint_rows("100 %", self._shares, self._paint_share)

    def _paint_share(self, painter: QPainter, bar: QRect, share: float | None) -> str:
        painter.fillRect(self.bar(bar, 0, 1), self.track())
        if share is None:
            return ""
        strong = self.colour(QPalette.ColorRole.Highlight)
        painter.fillRect(self.bar(bar, 0, max(0.0, min(1.0, share))), strong)
        return f"{100 * share:.0f} %"


class EmbeddingStrip(_NamedRows):
    """The numbers of an embedding as colours, a row for each of its parts."""

    def __init__(self, name: str, parts: Sequence[str]) -> None:
        super().__init__(name, parts)
        self._pieces: list[Sequence[float]] = []

    def show_embedding(self, pieces: Sequence[Sequence[float]]) -> None:
        """Show another embedding, cut into its parts."""
        self._pieces = list(pieces)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._paint_rows(_length(1.0), self._pieces, self._paint_piece)

    def _paint_piece(self, painter: QPainter, bar: QRect, piece: Sequence[float]) -> str:
        if any(piece):
            painter.drawImage(bar, self._colours(piece))
        else:
            painter.fillRect(self.bar(bar, 0, 1), self.track())
        return _length(math.hypot(*piece))

    def _colours(self, piece: Sequence[float]) -> QImage:
        """A row of pixels: zero as the background, the largest number of all parts in full."""
        largest = max(abs(x) for piece in self._pieces for x in piece)
        image = QImage(len(piece), 1, QImage.Format.Format_RGB32)
        zero = self.palette().color(QPalette.ColorRole.Base)
        for x, value in enumerate(piece):
            share = abs(value) / largest
            image.setPixelColor(x, 0, _between(zero, ABOVE if value > 0 else BELOW, share))
        return image


def _length(value: float) -> str:
    return tr("length {value}").format(value=localised(f"{value:.2f}"))


def _between(first: QColor, second: QColor, share: float) -> QColor:
    parts = zip(first.getRgb()[:3], second.getRgb()[:3], strict=True)
    return QColor(*(round(a + share * (b - a)) for a, b in parts))


def _round_up(value: float) -> float:
    """The next of 1, 2, 5, 10, 20, 50 and so on."""
    power = 10.0 ** math.floor(math.log10(value))
    return power * next(step for step in (1, 2, 5, 10) if value <= step * power)
