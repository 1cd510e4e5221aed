"""What was observed on a road: speeds by weekday and hour, and how fast its passes were."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QWidget

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.layers.road_times import HOURS, OBSERVED_BIN_KMH, OBSERVED_BINS
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
    Shape,
    bar,
    nice_ticks,
    number_axis,
    short_number,
)
from ..formatting import error_text
from ..widgets import stack, text_label

DAYS = 7
LABELLED_HOURS = range(0, HOURS + 1, 6)
MAX_TICKS = 4
#: Height of the plots, lines of text.
LINES = 7.5
#: Gap beside a bar, km/h.
GAP_KMH = 0.2
#: Slow to fast: viridis (van der Walt and Smith), which is read with any colour vision.
SCALE = tuple(map(QColor, ("#440154", "#3b528b", "#21918c", "#5ec962", "#fde725")))
#: Opacity of the pattern of what is withheld, out of 255.
WITHHELD_ALPHA = 90

#: Passes, P15, P50 and P85, which are None where they are not shown, as a whole cell is.
Cell = Sequence[float | None] | None


class Observed(QWidget):
    """The charts of a road, and what they say."""

    def __init__(self) -> None:
        super().__init__()
        self.week = Chart(tr("Speeds over the week"), "speeds_over_the_week")
        self.speeds = Chart(tr("Passes by speed"), "passes_by_speed")
        self.row = ChartRow(self.week, self.speeds)
        self._about = text_label(tr("Legend"))
        stack(self, self.row, self._about)
        self.clear("")

    def clear(self, reason: str) -> None:
        """Show a reason instead of charts."""
        self.row.hide()
        self._about.setText(reason)

    def show_error(self, error: TrajganrError) -> None:
        """Show why there are no charts."""
        self.clear(error_text(error))

    def show_observed(self, observed: RoadTimes) -> None:
        """Show another road, as a worker answers about it."""
        least = observed.min_drivers
        if not any(observed.week) and not any(observed.speeds):
            text = tr("Fewer than {count} drivers passed in every hour: nothing is shown.")
            self.clear(text.format(count=least))
            return
        self.week.show_figure(week_figure(observed.week))
        self.speeds.show_figure(speeds_figure(observed.speeds))
        text = tr(
            "Median speed of the input trips by weekday and hour, and their passes by speed. "
            "Hatched: no passes, or not shown: it would tell of fewer than {count} drivers."
        )
        sentences = [text.format(count=least)]
        if observed.recovered_share:
            recovered = tr(
                "About {percent} % of the passes are recovered: ways and times between fixes more "
                "than 15 s apart are estimates."
            )
            sentences.append(recovered.format(percent=round(100 * observed.recovered_share)))
        self._about.setText(" ".join(sentences))
        self.row.show()


def week_figure(cells: Sequence[Cell]) -> Figure:
    """The median speed at each hour of the week, as a colour."""
    medians = {n: cell[2] for n, cell in enumerate(cells) if cell and cell[2] is not None}
    low, high = min(medians.values(), default=0.0), max(medians.values(), default=0.0)
    parts, marks = [], []
    for number, cell in enumerate(cells):
        day, hour = divmod(number, HOURS)
        x, y = (hour, hour + 1), (DAYS - 1 - day, DAYS - day)
        parts.append(Part(partial(_cell_text, cell, day, hour), x, y))
        if number in medians:
            colour = _colour((medians[number] - low) / ((high - low) or 1.0))
            marks.append(bar(*x, *y, colour=colour))
        else:
            marks.append(_withheld(*x, *y))
    scale = tr("Dark {low}, bright {high} km/h").format(low=round(low), high=round(high))
    ticks = [(hour, str(hour)) for hour in LABELLED_HOURS]
    hours = Axis(0, HOURS, ticks, scale if medians else "")
    days = [(DAYS - 0.5 - day, name) for day, name in enumerate(_day_names())]
    text = tr("Not known")
    if medians:
        slowest, fastest = (
            end((median, number) for number, median in medians.items())[1] for end in (min, max)
        )
        text = tr("Slowest: {slowest}\nFastest: {fastest}").format(
            slowest=parts[slowest].text, fastest=parts[fastest].text
        )
    rows = [
        (1 + number // HOURS, number % HOURS, *("" if each is None else each for each in cell))
        for number, cell in enumerate(cells)
        if cell
    ]
    return Figure(
        [Plot(hours, Axis(0, DAYS, days), marks, LINES, tr("Speeds over the week"))],
        text,
        [parts[begin : begin + HOURS] for begin in range(0, DAYS * HOURS, HOURS)],
        [("weekday", "hour", "passes", "p15_kmh", "p50_kmh", "p85_kmh"), *rows],
    )


def _cell_text(cell: Cell, day: int, hour: int) -> str:
    when = f"{_day_names()[day]} {hour:02d}:00 – {hour + 1:02d}:00"
    if not cell:
        return tr("{when}: not shown, or no passes").format(when=when)
    text = tr("{when}: median {p50}, P15 {p15}, P85 {p85} km/h, passes {count}")
    count, p15, p50, p85 = ("–" if each is None else short_number(each) for each in cell)
    return text.format(when=when, count=count, p15=p15, p50=p50, p85=p85)


def speeds_figure(counts: Sequence[int | None]) -> Figure:
    """How many passes were how fast."""
    used = [number for number, count in enumerate(counts) if count != 0]
    counts = counts[: max(used, default=0) + 1]
    begins = [float(OBSERVED_BIN_KMH * number) for number in range(len(counts) + 1)]
    y = number_axis([0.0, max(1, *(count or 0 for count in (*counts, 0)))], MAX_TICKS)
    marks, parts = [], []
    for number, (begin, end, count) in enumerate(zip(begins, begins[1:], counts, strict=False)):
        marks.append(
            _withheld(begin, end, 0, y.high)
            if count is None
            else bar(begin + GAP_KMH, end - GAP_KMH, 0, count)
        )
        parts.append(Part(partial(_count_text, number, count), (begin, end)))
    speeds = [(tick, short_number(tick)) for tick in nice_ticks([0.0, begins[-1]], MAX_TICKS)]
    x = Axis(0, begins[-1], [tick for tick in speeds if tick[0] <= begins[-1]], tr("km/h"))
    known = [(count, number) for number, count in enumerate(counts) if count]
    text = tr("Most passes: {most}").format(most=parts[max(known)[1]].text) if known else ""
    rows = [
        (OBSERVED_BIN_KMH * number, "" if count is None else count)
        for number, count in enumerate(counts)
    ]
    return Figure(
        [Plot(x, y, marks, LINES, tr("Passes by speed"))],
        text or tr("Not known"),
        [parts],
        [("speed_from_kmh", "passes"), *rows],
    )


def _count_text(number: int, count: int | None) -> str:
    low = OBSERVED_BIN_KMH * number
    is_last = number == OBSERVED_BINS - 1
    speeds = f"≥ {low} km/h" if is_last else f"{low} – {low + OBSERVED_BIN_KMH} km/h"
    if count is None:
        return tr("{speeds}: not shown").format(speeds=speeds)
    return tr("{speeds}: passes {count}").format(speeds=speeds, count=count)


def _withheld(left: float, right: float, low: float, high: float) -> Mark:
    return Mark(Shape.HATCH, [(left, low), (right, high)], INK, WITHHELD_ALPHA)


def _day_names() -> list[str]:
    return [tr("Mon"), tr("Tue"), tr("Wed"), tr("Thu"), tr("Fri"), tr("Sat"), tr("Sun")]


def _colour(share: float) -> QColor:
    """Of the scale, from its begin (0) to its end (1)."""
    at = min(1.0, max(0.0, share)) * (len(SCALE) - 1)
    number = min(int(at), len(SCALE) - 2)
    first, second = list(pairwise(SCALE))[number]
    mixed = zip(first.getRgb()[:3], second.getRgb()[:3], strict=True)
    return QColor(*(round(a + (at - number) * (b - a)) for a, b in mixed))
