"""The losses of a training as curves, drawn during the training."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from trajganr_core.contract.protocol.answers import Event

from ..i18n import tr
from .chart import Chart, ChartRow
from .figure import INK, Axis, Figure, Mark, Part, Plot, Point, Shape, number_axis, short_number

#: The names of the losses of training and validation in the figures of an event.
LOSS, VALIDATION = "loss", "validation_loss"
MAX_TICKS = 5
#: Least height of a curve, lines of text.
LINES = 4.5
#: More points than pixels cannot be seen; few are far from each other, and are marked.
MAX_POINTS, FEW_POINTS = 300, 16
#: More labels of epochs never have room.
MAX_EPOCHS = 60


class Losses:
    """The losses of the last stage of a training that reports any."""

    def __init__(self) -> None:
        self.stage = ""
        #: Of each loss: fraction of the stage (0 to 1) and loss, in the order of time.
        self.points: dict[str, list[Point]] = {LOSS: [], VALIDATION: []}
        #: Where epochs begin, as fractions of the stage.
        self.epochs: dict[int, float] = {}
        self._last_seq = 0

    def add(self, events: Sequence[Event]) -> None:
        """Add a job's events; those that were added before are skipped."""
        for event in events:
            loss = event.figures.get(LOSS)
            if event.seq > self._last_seq and loss is not None and math.isfinite(loss):
                self._take(event, loss)
            self._last_seq = max(self._last_seq, event.seq)

    def _take(self, event: Event, loss: float) -> None:
        x = event.fraction
        # Another stage, or one that has begun again from an earlier checkpoint.
        if event.stage != self.stage:
            self.stage, self.points, self.epochs = event.stage, {LOSS: [], VALIDATION: []}, {}
        for points in self.points.values():
            while points and points[-1][0] >= x:
                points.pop()
        self.epochs = {epoch: at for epoch, at in self.epochs.items() if at < x}
        self.points[LOSS].append((x, loss))
        # The loss of the last evaluation is reported again until the next one.
        value, evaluations = event.figures.get(VALIDATION), self.points[VALIDATION]
        latest = evaluations[-1][1] if evaluations else None
        if value is not None and math.isfinite(value) and value != latest:
            evaluations.append((x, value))
        epoch = event.figures.get("epoch")
        if epoch is not None:
            self.epochs.setdefault(round(epoch), x)


class LossCurves(ChartRow):
    """The losses of training and of validation side by side, the same sum on the same scale."""

    def __init__(self) -> None:
        self.loss = Chart(tr("Loss"), LOSS, grows=True)
        self.validation = Chart(tr("Validation loss"), VALIDATION, grows=True)
        super().__init__(self.loss, self.validation)
        self.clear()

    def clear(self) -> None:
        """Remove all points."""
        self.losses = Losses()
        self._show(tr("No loss yet"), tr("Not evaluated yet"))

    def add(self, events: Sequence[Event]) -> None:
        """Add a job's events; those that were added before are skipped."""
        self.losses.add(events)
        self._show(*self._without_points)

    def end(self, advice: str) -> None:
        """No more events will come.

        Args:
            advice: how to measure a model without a validation loss; '' if there is no model.
        """
        no_validation = f"{tr('No validation loss was reported.')} {advice}".strip()
        self._show(tr("No loss was reported."), no_validation)

    def _show(self, *without_points: str) -> None:
        """Show the curves, or texts in place of those without points."""
        self._without_points = without_points
        for chart, name, text in zip(self.charts, self.losses.points, without_points, strict=True):
            chart.show_figure(curve(self.losses, name, chart.accessibleName(), text))


def curve(losses: Losses, name: str, title: str, without_points: str) -> Figure:
    """One of the losses by progress, in epochs if they are known."""
    points, stage = losses.points[name], losses.stage
    table = [("stage", "done", name), *((stage, *point) for point in points)]
    if not points:
        return Figure(description=without_points, table=table)
    step = math.ceil(len(points) / MAX_POINTS)
    drawn = [*points[:-1:step], points[-1]]
    y = number_axis([loss for each in losses.points.values() for _, loss in each], MAX_TICKS)
    marks = [
        Mark(Shape.LINE, [(0, y.low), (1, y.low)], INK, size=1),
        Mark(Shape.LINE, drawn),
        Mark(Shape.DOTS, drawn if len(drawn) <= FEW_POINTS else drawn[-1:]),
    ]
    return Figure(
        [Plot(_axis_of(losses.epochs), y, marks, LINES, title)],
        tr("{stage}: loss from {first} to {last}.").format(
            stage=tr(stage), first=short_number(points[0][1]), last=short_number(points[-1][1])
        ),
        [_parts(drawn, losses.epochs)],
        table,
    )


def _axis_of(epochs: dict[int, float]) -> Axis:
    ticks = [(x, f"{100 * x:.0f} %") for x in (0.0, 0.25, 0.5, 0.75, 1.0)]
    if epochs:
        some = list(epochs.items())[:: math.ceil(len(epochs) / MAX_EPOCHS)]
        ticks = [(x, str(epoch)) for epoch, x in some]
    return Axis(0, 1, ticks, tr("Epoch") if epochs else tr("Done"))


def _parts(points: Sequence[Point], epochs: dict[int, float]) -> list[Part]:
    """A part for each point, from the middle to the one before to the middle to the next one."""
    xs = [x for x, _ in points]
    middles = [xs[0], *((a + b) / 2 for a, b in pairwise(xs)), xs[-1]]

    def say(x: float, loss: float) -> str:
        epoch = next((each for each, at in reversed(epochs.items()) if at <= x), None)
        when = f"{100 * x:.0f} %" if epoch is None else tr("Epoch {epoch}").format(epoch=epoch)
        return f"{when}: {short_number(loss)}"

    return [
        Part(partial(say, *point), ends)
        for point, ends in zip(points, pairwise(middles), strict=True)
    ]
