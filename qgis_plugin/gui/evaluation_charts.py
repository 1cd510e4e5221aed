"""Charts of an evaluated model: predictions against labels, and coverage by density of trips."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QPainter, QPaintEvent, QPalette, QPen
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from trajganr_core.contract.kinds.evaluate import EvaluateResult
from trajganr_core.contract.records.agreement import Agreement
from trajganr_core.contract.records.group_figures import TRIP_RANGES, GroupFigures
from trajganr_core.contract.tasks import TASKS
from trajganr_core.contract.texts.model_facts import MIN_TESTED

from ..i18n import localised, tr
from .chart import GAP, Chart, ChartRow, nice_ticks, short_number
from .chart_files import Table
from .widgets import combo_box, stack

#: The share that intervals should cover.
GOAL = 0.9
MAX_TICKS = 4
#: Opacity of the cell with the fewest roads, out of 255.
FAINTEST = 45
#: Share of its width that a bar fills.
BAR_SHARE = 0.7
#: Labels of the ranges of numbers of trips: the ranges do not fit into a narrow chart.
MIN_VALUE = {name: str(least) for least, name in TRIP_RANGES.items()}


class EvaluationCharts(QWidget):
    """The charts of one of the evaluated tasks."""

    def __init__(self) -> None:
        super().__init__()
        self.tasks = combo_box(tr("Task"))
        self.agreement = AgreementChart()
        self.coverage = CoverageChart()
        self.row = ChartRow(self.agreement, self.coverage)
        stack(self, self.tasks, self.row).setStretch(1, 1)
        self._result: EvaluateResult | None = None
        self.tasks.currentIndexChanged.connect(self._show_task)

    def show_result(self, result: EvaluateResult) -> None:
        """Show another evaluation; the chosen task stays if it has it."""
        if result == self._result:
            return
        chosen = self.tasks.currentData()
        self._result = result
        names = [name for name in result.metrics if name in TASKS]
        self.tasks.blockSignals(True)
        self.tasks.clear()
        for name in names:
            self.tasks.addItem(tr(TASKS[name].title), name)
        self.tasks.setCurrentIndex(max(0, self.tasks.findData(chosen)))
        self.tasks.blockSignals(False)
        self._show_task()

    def _show_task(self) -> None:
        name = self.tasks.currentData()
        if self._result is not None and name is not None:
            unit = tr(TASKS[name].unit) if TASKS[name].unit else ""
            self.agreement.show_cells(self._result.agreement.get(name), unit)
            self.coverage.show_groups(self._result.groups.get(name, ()))


class _EvaluationChart(Chart):
    """A chart with a title on top."""

    def __init__(self, name: str, file_name: str) -> None:
        super().__init__(name, file_name)
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(150, 150)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, max(130, 9 * self.line()))

    def no_data(self) -> str:
        """What stands for a chart without data."""
        return tr("Not counted in this evaluation. Evaluate the model again to see it.")

    def draw_frame(self, painter: QPainter, *, is_empty: bool) -> None:
        """The title, and what stands for a chart without data."""
        title = QRectF(0, 0, self.width(), self.line())
        self.draw_text(painter, title, self._name, Qt.AlignmentFlag.AlignHCenter)
        if is_empty:
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), int(flags), self.no_data())


class AgreementChart(_EvaluationChart):
    """Cells of labels (across) and predictions (upwards): the more roads, the stronger."""

    def __init__(self) -> None:
        super().__init__(tr("Predicted against true"), "predicted_against_true")
        self._cells: Agreement | None = None
        self._unit = ""
        self.show_cells(None, "")

    def show_cells(self, cells: Agreement | None, unit: str) -> None:
        """Show another task; None if the worker has not counted."""
        self._cells, self._unit, self._pointed = cells, unit, None
        self.updateGeometry()
        text = self.no_data()
        if cells is not None:
            same = sum(row[number] for number, row in enumerate(cells.roads))
            text = tr("{same} of {all} roads have label and prediction in the same class.").format(
                same=same, all=sum(map(sum, cells.roads))
            )
        self.setAccessibleDescription(text)
        self.update()

    def minimumSizeHint(self) -> QSize:
        """High enough for a line for each class."""
        hint, line = super().minimumSizeHint(), self.line()
        classes = len(self._cells.classes) if self._cells is not None else 0
        height = math.ceil(classes * line + self._above() + self._below())
        return hint.expandedTo(QSize(0, height))

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(self.minimumSizeHint())

    def table(self) -> Table:
        cells = self._cells
        if cells is None:
            return [("label", "prediction", "roads")]
        counted = [
            (row, column, count)
            for row, counts in enumerate(cells.roads)
            for column, count in enumerate(counts)
            if count
        ]
        if cells.classes:
            names = cells.classes
            rows = [(names[row], names[column], count) for row, column, count in counted]
            return [("label", "prediction", "roads"), *rows]
        ends = list(pairwise(cells.bounds))
        header = ("label_from", "label_to", "prediction_from", "prediction_to", "roads")
        return [header, *((*ends[row], *ends[column], n) for row, column, n in counted)]

    def parts(self) -> Sequence[Sequence[tuple[int, int]]]:
        """Cells (label, prediction); the row on top has the largest predictions."""
        if self._cells is None:
            return ()
        count = len(self._cells.roads)
        return [[(row, column) for row in range(count)] for column in reversed(range(count))]

    @property
    def _known(self) -> Agreement:
        """The cells; only for a figure that has some."""
        assert self._cells is not None  # nosec B101 # holds by construction
        return self._cells

    def part_area(self, part: Any) -> QRectF:
        row, column = part
        area, count = self._area(), len(self._known.roads)
        width, height = area.width() / count, area.height() / count
        bottom = area.bottom() - column * height
        return QRectF(area.left() + row * width, bottom - height, width, height)

    def part_text(self, part: Any) -> str:
        row, column = part
        text = tr("Label {label}, prediction {prediction}: roads: {count}")
        return text.format(
            label=self._cell_name(row),
            prediction=self._cell_name(column),
            count=self._known.roads[row][column],
        )

    def _cell_name(self, number: int) -> str:
        if self._known.classes:
            return tr(self._known.classes[number])
        low, high = self._known.bounds[number : number + 2]
        return f"{localised(f'{low:.3g} – {high:.3g}')} {self._unit}".strip()

    def _area(self) -> QRectF:
        metrics, line = self.fontMetrics(), self.line()
        if self._known.classes:
            widest = max(metrics.horizontalAdvance(tr(name)) for name in self._known.classes)
            left = min(widest + 2, 0.45 * self.width()) + GAP * line
            right = 1.0
        else:
            texts = [short_number(tick) for tick in self._ticks()]
            left = max(map(metrics.horizontalAdvance, texts)) + 2 * GAP * line
            right = metrics.horizontalAdvance(texts[-1]) / 2
        return QRectF(self.rect()).adjusted(left, self._above(), -right, -self._below())

    def _above(self) -> float:
        """The height of the title, with a gap."""
        return 1.4 * self.line()

    def _below(self) -> float:
        """The height of labels and title of the axis."""
        return (2 + GAP) * self.line()

    def _ticks(self) -> list[float]:
        low, high = self._known.bounds[0], self._known.bounds[-1]
        return [tick for tick in nice_ticks([low, high], MAX_TICKS) if low <= tick <= high] or [low]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        self.draw_frame(painter, is_empty=self._cells is None)
        if self._cells is None:
            return
        area = self._area()
        self._draw_cells(painter)
        painter.setPen(self.colour(QPalette.ColorRole.WindowText))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)
        ink = self.colour(QPalette.ColorRole.WindowText)
        painter.setPen(QPen(ink, 1.2, Qt.PenStyle.DashLine))
        painter.drawLine(area.bottomLeft(), area.topRight())
        if self._known.classes:
            self._draw_classes(painter, area)
        else:
            self._draw_numbers(painter, area)
        title = QRectF(0, self.height() - self.line(), self.width(), self.line())
        text = tr("True ({unit})").format(unit=self._unit) if self._unit else tr("True")
        if self._known.classes and not self._has_names_below():
            text = tr("True, in the same order")
        self.draw_text(painter, title, text, Qt.AlignmentFlag.AlignHCenter)

    def _draw_cells(self, painter: QPainter) -> None:
        most = max(map(max, self._known.roads)) or 1
        for row, counts in enumerate(self._known.roads):
            for column, count in enumerate(counts):
                if count:
                    share = math.log1p(count) / math.log1p(most)
                    alpha = round(FAINTEST + share * (255 - FAINTEST))
                    colour = self.colour(QPalette.ColorRole.Highlight, alpha)
                    painter.fillRect(self.part_area((row, column)), colour)

    def _draw_classes(self, painter: QPainter, area: QRectF) -> None:
        line = self.line()
        for number, name in enumerate(self._known.classes):
            cell = self.part_area((number, number))
            beside = QRectF(0, cell.center().y() - line / 2, area.left() - GAP * line, line)
            self.draw_text(painter, beside, tr(name), Qt.AlignmentFlag.AlignRight)
            if self._has_names_below():
                below = area.bottom() + GAP * line / 2
                self.draw_below(painter, cell.center().x(), below, tr(name))

    def _has_names_below(self) -> bool:
        """Whether the names of classes fit; else they are in the order of those at the side."""
        advance, width = self.fontMetrics().horizontalAdvance, self.part_area((0, 0)).width()
        return all(advance(f"{tr(name)} ") <= width for name in self._known.classes)

    def _draw_numbers(self, painter: QPainter, area: QRectF) -> None:
        low, high = self._known.bounds[0], self._known.bounds[-1]
        for tick in self._ticks():
            share = (tick - low) / (high - low)
            x, y = area.left() + share * area.width(), area.bottom() - share * area.height()
            self.draw_number(painter, area.left(), y, short_number(tick))
            self.draw_below(painter, x, area.bottom() + GAP * self.line() / 2, short_number(tick))


class CoverageChart(_EvaluationChart):
    """A bar for each range of numbers of trips: the share of roads in their 90 % interval."""

    def __init__(self) -> None:
        super().__init__(tr("Coverage by density"), "coverage_by_density")
        self._groups: list[GroupFigures] = []
        self.show_groups(())

    def show_groups(self, groups: Sequence[GroupFigures]) -> None:
        """Show another task, of which the groups by number of input trips count."""
        order = list(TRIP_RANGES.values())
        by_trips = [one for one in groups if one.by == "trips"]
        self._is_counted = bool(by_trips)
        chosen = (one for one in by_trips if one.tested >= MIN_TESTED)
        known = [one for one in chosen if one.coverage is not None]
        self._groups = sorted(
            (one for one in known if one.group in order), key=lambda one: order.index(one.group)
        )
        self._pointed = None
        texts = [self._text(one) for one in self._groups]
        self.setAccessibleDescription("\n".join(texts) or self.no_data())
        self.update()

    def no_data(self) -> str:
        text = tr("No intervals, or fewer than {n} roads of each density.")
        return text.format(n=MIN_TESTED) if self._is_counted else super().no_data()

    def table(self) -> Table:
        header = ("input_trips", "roads", "coverage", "interval_size")
        rows = [(one.group, one.tested, one.coverage, one.size) for one in self._groups]
        return [header, *rows]

    def parts(self) -> Sequence[Sequence[int]]:
        return [range(len(self._groups))] if self._groups else ()

    def part_area(self, part: Any) -> QRectF:
        area = self._area()
        width = area.width() / len(self._groups)
        return QRectF(area.left() + part * width, area.top(), width, area.height())

    def part_text(self, part: Any) -> str:
        return self._text(self._groups[part])

    def _text(self, one: GroupFigures) -> str:
        text = tr("{group} input trips: {share} of the labels of {roads} roads are in the interval")
        share = f"{100 * (one.coverage or 0):.0f} %"
        return text.format(group=tr(one.group), share=share, roads=one.tested)

    def _area(self) -> QRectF:
        line = self.line()
        left = self.fontMetrics().horizontalAdvance("100 %") + GAP * line
        return QRectF(self.rect()).adjusted(left, 1.7 * line, -2, -(2 + GAP) * line)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        self.draw_frame(painter, is_empty=not self._groups)
        if not self._groups:
            return
        area, line = self._area(), self.line()
        for share in (0.0, 0.5, 1.0):
            y = area.bottom() - share * area.height()
            self.draw_tick(painter, area, y, f"{100 * share:.0f} %")
        for number, one in enumerate(self._groups):
            cell = self.part_area(number)
            height = (one.coverage or 0) * area.height()
            width = BAR_SHARE * cell.width()
            left = cell.center().x() - width / 2
            bar = QRectF(left, area.bottom() - height, width, height)
            painter.fillRect(bar, self.colour(QPalette.ColorRole.Highlight))
            below = area.bottom() + GAP * line / 2
            self.draw_below(painter, cell.center().x(), below, MIN_VALUE[one.group])
        self._draw_goal(painter, area)
        title = QRectF(0, self.height() - line, self.width(), line)
        self.draw_text(painter, title, tr("Input trips, at least"), Qt.AlignmentFlag.AlignHCenter)

    def _draw_goal(self, painter: QPainter, area: QRectF) -> None:
        """The coverage that intervals should have."""
        y = area.bottom() - GOAL * area.height()
        ink = self.colour(QPalette.ColorRole.WindowText)
        painter.setPen(QPen(ink, 1.2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
