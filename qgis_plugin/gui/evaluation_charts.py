"""Charts of an evaluated model: predictions against labels; errors and coverage by density."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from qgis.PyQt.QtWidgets import QWidget

from trajganr_core.contract.kinds.evaluate import EvaluateResult
from trajganr_core.contract.records.agreement import Agreement
from trajganr_core.contract.records.group_figures import TRIP_RANGES, GroupFigures
from trajganr_core.contract.tasks import TASKS, Kind
from trajganr_core.contract.texts.model_facts import MIN_TESTED
from trajganr_core.contract.texts.verdicts import error_text

from ..i18n import localised, tr
from .chart import Chart, ChartRow
from .figure import (
    INK,
    Axis,
    Figure,
    Mark,
    Part,
    Plot,
    Shape,
    Table,
    bar,
    nice_ticks,
    number_axis,
    short_number,
)
from .widgets import combo_box, stack

#: The share that intervals should cover.
GOAL = 0.9
MAX_TICKS = 4
#: Opacity of the cell with the fewest roads, out of 255.
FAINTEST = 45
#: Half the width of a bar.
HALF_BAR = 0.35
#: Opacity of the bar of the mean of own trips, out of 255.
MEAN_ALPHA = 110
#: The axis of shares, which ends at 100 %.
SHARES = Axis(0, 1, [(share, f"{100 * share:.0f} %") for share in (0.0, 0.5, 1.0)], has_grid=True)
#: Least height of a plot, lines of text; names of classes need one line each.
LINES = 5.5
#: Labels of the ranges of numbers of trips: the ranges do not fit into a narrow chart.
MIN_VALUE = {name: str(least) for least, name in TRIP_RANGES.items()}
#: Where the ranges stand on their axis.
MIDDLES = tuple(number + 0.5 for number in range(len(TRIP_RANGES)))


class EvaluationCharts(QWidget):
    """The charts of one of the evaluated tasks."""

    def __init__(self) -> None:
        super().__init__()
        self.tasks = combo_box(tr("Task"))
        self.agreement = Chart(tr("Predicted against true"), "predicted_against_true", grows=True)
        self.coverage = Chart(tr("Coverage by density"), "coverage_by_density", grows=True)
        self.errors = Chart(tr("Error by density"), "error_by_density", grows=True)
        self.row = ChartRow(self.errors, self.agreement, self.coverage)
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
            self.agreement.show_figure(agreement(self._result.agreement.get(name), unit))
            groups = self._result.groups.get(name, ())
            self.errors.show_figure(errors(name, groups))
            self.coverage.show_figure(coverage(groups))


def agreement(cells: Agreement | None, unit: str) -> Figure:
    """Cells of labels (across) and predictions (upwards): the more roads, the stronger.

    Args:
        cells: the counted roads; None if the worker has not counted.
        unit: of labels and predictions; '' for none.
    """
    if cells is None:
        return Figure(description=_not_counted(), table=[("label", "prediction", "roads")])
    count = len(cells.roads)
    ends: Sequence[float] = range(count + 1) if cells.classes else cells.bounds
    low, high = ends[0], ends[-1]
    if cells.classes:
        ticks = [(number + 0.5, tr(name)) for number, name in enumerate(cells.classes)]
    else:
        shown = [tick for tick in nice_ticks([low, high], MAX_TICKS) if low <= tick <= high]
        ticks = [(tick, short_number(tick)) for tick in shown or [low]]
    title = tr("True ({unit})").format(unit=unit) if unit else tr("True")
    in_order = tr("True, in the same order") if cells.classes else ""
    x = Axis(low, high, ticks, title, title_without_labels=in_order)
    corners = [(low, low), (high, low), (high, high), (low, high), (low, low)]
    marks = [
        *_cells(cells, ends),
        Mark(Shape.LINE, corners, INK, size=1),
        Mark(Shape.DASHES, [(low, low), (high, high)], INK, size=1.2),
    ]
    text = tr("{same} of {all} roads have label and prediction in the same class.")
    lines = max(LINES, len(cells.classes))
    return Figure(
        [Plot(x, Axis(low, high, ticks), marks, lines, tr("Predicted against true"))],
        text.format(
            same=sum(row[number] for number, row in enumerate(cells.roads)),
            all=sum(map(sum, cells.roads)),
        ),
        # The row on top has the largest predictions.
        [
            [_cell(cells, ends, row, column, unit) for row in range(count)]
            for column in reversed(range(count))
        ],
        _agreement_table(cells),
    )


def _cells(cells: Agreement, ends: Sequence[float]) -> list[Mark]:
    most = max(map(max, cells.roads)) or 1
    marks = []
    for (left, right), counts in zip(pairwise(ends), cells.roads, strict=True):
        for (low, high), count in zip(pairwise(ends), counts, strict=True):
            if count:
                share = math.log1p(count) / math.log1p(most)
                alpha = round(FAINTEST + share * (255 - FAINTEST))
                marks.append(bar(left, right, low, high, alpha=alpha))
    return marks


def _cell(cells: Agreement, ends: Sequence[float], row: int, column: int, unit: str) -> Part:
    """The part of the roads with a label (row) and a prediction (column)."""

    def named(number: int) -> str:
        if cells.classes:
            return tr(cells.classes[number])
        low, high = cells.bounds[number : number + 2]
        return f"{localised(f'{low:.3g} – {high:.3g}')} {unit}".strip()

    def say() -> str:
        return tr("Label {label}, prediction {prediction}: roads: {count}").format(
            label=named(row), prediction=named(column), count=cells.roads[row][column]
        )

    return Part(say, (ends[row], ends[row + 1]), (ends[column], ends[column + 1]))


def _agreement_table(cells: Agreement) -> Table:
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


def errors(task_id: str, groups: Sequence[GroupFigures]) -> Figure:
    """Two bars for each range of numbers of trips: the mean of the own trips, and the model.

    Args:
        task_id: of the groups, of which those by number of input trips count.
    """

    def said(error: float | None) -> str:
        return "–" if error is None else error_text(task_id, error, named=False).said(tr)

    known = [one for one in _by_trips(groups) if one.error is not None]
    template = tr("{group} input trips: mean of own trips {mean}, model {model} on {roads} roads")
    texts = [
        template.format(
            group=tr(one.group),
            mean=said(one.passes_error),
            model=said(one.error),
            roads=one.tested,
        )
        for one in known
    ]
    pairs = [(one.passes_error, one.error) for one in known]
    marks = []
    for at, (mean, error) in zip(MIDDLES, pairs, strict=False):
        if mean is not None:
            marks.append(bar(at - HALF_BAR, at, 0, mean, colour=INK, alpha=MEAN_ALPHA))
        marks.append(bar(at, at + HALF_BAR, 0, error or 0.0))
    is_share = TASKS[task_id].kind is Kind.ORDINAL
    unit = "" if TASKS[task_id].unit in ("", "share") else tr(TASKS[task_id].unit)
    values = [0.0, *(error or 0.0 for pair in pairs for error in pair)]
    y = SHARES if is_share else number_axis(values, MAX_TICKS)
    rows = [(one.group, one.tested, *pair) for one, pair in zip(known, pairs, strict=True)]
    table = [("input_trips", "roads", "error_of_mean_of_own_trips", "error_of_model"), *rows]
    title = ", ".join(filter(None, (tr("Error (grey: own trips)"), unit)))
    return _by_density(groups, known, title, y, marks, texts, table)


def coverage(groups: Sequence[GroupFigures]) -> Figure:
    """A bar for each range of numbers of trips: the share of roads in their 90 % interval.

    Args:
        groups: the groups of roads of a task, of which those by number of input trips count.
    """
    known = [one for one in _by_trips(groups) if one.coverage is not None]
    marks = [
        bar(at - HALF_BAR, at + HALF_BAR, 0, one.coverage or 0.0)
        for at, one in zip(MIDDLES, known, strict=False)
    ]
    goal = Mark(Shape.DASHES, [(0, GOAL), (len(known), GOAL)], INK, size=1.2)
    template = tr("{group} input trips: {share} of the labels of {roads} roads are in the interval")
    texts = [
        template.format(
            group=tr(one.group), share=f"{100 * (one.coverage or 0):.0f} %", roads=one.tested
        )
        for one in known
    ]
    rows = [(one.group, one.tested, one.coverage, one.size) for one in known]
    table = [("input_trips", "roads", "coverage", "interval_size"), *rows]
    return _by_density(
        groups, known, tr("Coverage by density"), SHARES, [*marks, goal], texts, table
    )


def _by_trips(groups: Sequence[GroupFigures]) -> list[GroupFigures]:
    """The groups by number of input trips that have enough roads, from the fewest trips on."""
    order = list(TRIP_RANGES.values())
    by_trips = [one for one in groups if one.by == "trips" and one.group in order]
    chosen = [one for one in by_trips if one.tested >= MIN_TESTED]
    return sorted(chosen, key=lambda one: order.index(one.group))


def _by_density(
    groups: Sequence[GroupFigures],
    known: Sequence[GroupFigures],
    title: str,
    y: Axis,
    marks: Sequence[Mark],
    texts: Sequence[str],
    table: Table,
) -> Figure:
    """A chart of the known ones of some groups, each with its marks around n + 0.5 and its text."""
    if not known:
        text = tr("No intervals, or fewer than {n} roads of each density.").format(n=MIN_TESTED)
        is_counted = any(one.by == "trips" for one in groups)
        return Figure(description=text if is_counted else _not_counted(), table=table)
    ticks = [(at, MIN_VALUE[one.group]) for at, one in zip(MIDDLES, known, strict=False)]
    x = Axis(0, len(known), ticks, tr("Input trips, at least"))
    parts = [[Part(partial(str, text), (n, n + 1)) for n, text in enumerate(texts)]]
    return Figure([Plot(x, y, marks, LINES, title)], "\n".join(texts), parts, table)


def _not_counted() -> str:
    """What stands for a chart without data."""
    return tr("Not counted in this evaluation. Evaluate the model again to see it.")
