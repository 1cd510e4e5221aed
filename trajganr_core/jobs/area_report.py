"""A report of a study area as PDF: a summary with verdicts, maps, extremes, and tables.

Observed roads are shown only where enough drivers made passes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from ..contract.errors import Code, TrajganrError
from ..contract.files.atomic_io import working_folder
from ..contract.kinds.area_report import AreaReportParams, AreaReportResult
from ..contract.layers.map_classes import LEVELS, POPULARITY_COLOURS, SLOWDOWN_COLOURS
from ..contract.layers.turning_diagram import draw_turns
from ..contract.options.time_sets import NAMED_SETS, WHOLE_WEEK, parse_time_set
from ..contract.records.model_card import Figures, ModelCard
from ..contract.texts.bundle_facts import area_facts, local_days, published_manifest
from ..contract.texts.card_sections import card_sections
from ..contract.texts.facts import Table
from ..contract.texts.model_facts import figure_table
from ..contract.texts.text import Text, Translate, word
from ..contract.texts.verdicts import speeds_text, verdict_text
from ..contract.version import __version__
from ..data.bundle import Bundle
from ..data.pass_shares import remarks_on_passes
from ..data.passes import passes_of_trips
from ..inference.predict import predict_roads
from ..publish.figures import draw_roads, lines_km, number_roads
from ..publish.fitness import Evidence, fitness
from ..publish.measures import Measure
from ..publish.pdf_pages import LEFT, MUTED, SMALL, Box, Page, PdfReport, panels
from ..publish.shared_roads import ALL_TIMES, SharedRoads, View, read_shared_roads
from ..publish.turning_diagram import draw_diagram
from ..traffic.ledger import Output, record_output
from ..traffic.observed_traffic import MEASURES, Traffic, observe_traffic
from ..traffic.published_layers import Asked, remarks_on_drivers
from ..utils.arrays import FloatArray, IntArray
from ..utils.progress import Progress
from ..utils.shipped_files import translator
from .junctions import find_junctions, junction_rows, movement_rows
from .optional_inputs import open_model

#: Times of observed speeds: the whole week, and the peaks.
PEAKS = ("weekday morning peak", "weekday evening peak")
TIMES = (WHOLE_WEEK, *(parse_time_set(NAMED_SETS[name]) for name in PEAKS))
#: Shorter segments are not among the slowest and the least reliable ones: their speed is that of
#: the junctions at their ends.
MIN_M = 50.0
#: Rows of a table of extremes, of which each may take two lines.
ROWS = 8
#: Multiples of the least number of drivers at which the classes of the map of coverage begin.
DRIVERS = (1, 4, 20, 100)
#: Maps of a page.
MAPS = 6
#: The most frequent road classes in a table.
CLASSES = 8
#: Half of the width of intervals of speed.
UNCERTAINTY = Measure(
    "half_width_kmh",
    Text("Uncertainty of speed"),
    Text("± km/h"),
    SLOWDOWN_COLOURS,
    (4, 6, 8, 12, 16),
)


@dataclass(frozen=True)
class _Map:
    """A map of roads in classes: its title, lines in km, the class of each road, and the legend."""

    title: Text
    lines: list[FloatArray]
    of_road: IntArray
    legend: Mapping[str, str]
    unknown: Text


@dataclass(frozen=True)
class _Content:
    """What the pages are made of; a text says why there are no junctions."""

    card: ModelCard
    bundle: Bundle
    traffic: Traffic
    shared: SharedRoads
    junctions: pd.DataFrame | Text
    movements: pd.DataFrame
    min_drivers: int
    remarks: list[Text]

    @cached_property
    def lines(self) -> list[FloatArray]:
        """Vertices of the directed segments, kilometres from the centre."""
        return lines_km(self.bundle.network, self.bundle.area)

    @cached_property
    def predicted_lines(self) -> list[FloatArray]:
        """The same of the predicted roads."""
        geometry = self.shared.roads.geometry
        km = self.bundle.area.to_local(*shapely.get_coordinates(geometry).T) / 1000
        return np.split(km, np.cumsum(shapely.get_num_coordinates(geometry))[:-1])

    @cached_property
    def week(self) -> Traffic:
        """What was observed in the whole week."""
        return at_time(self.traffic, 0)

    @cached_property
    def peak(self) -> tuple[int, int, float, float] | None:
        """As :func:`speeds_in_peak`."""
        return speeds_in_peak(self.traffic, self.bundle.network.length_m)

    @property
    def speed(self) -> View | None:
        """The predicted speeds, at no time of the week or over the whole one."""
        views = self.shared.views
        return next((view for view in views if view.measure.column == "speed_kmh"), None)

    @property
    def half_width(self) -> pd.Series | None:
        """Half of the intervals of the speeds."""
        view = self.speed
        if view is None or view.low is None or view.high is None:
            return None
        return (view.high - view.low) / 2

    @property
    def driven_percent(self) -> float:
        """Directed segments with a trip."""
        figures, counts = self.bundle.manifest.figures, self.bundle.manifest.counts
        return 100 * figures.edges_with_trips / counts.edges

    @property
    def comparison(self) -> Figures:
        """Figures of speeds that were held out: of the task, or of the times of the week."""
        head, roads = self.card.heads.get("speed"), self.card.road_function
        return head.metrics if head else (roads and roads.figures) or {}

    @property
    def verdict(self) -> Text | None:
        """Whether the model is better than the mean of a road's own trips."""
        is_task = "speed" in self.card.heads
        return verdict_text("speed", self.comparison) if is_task else speeds_text(self.comparison)

    @property
    def errors(self) -> dict[str, float]:
        """Mean errors of speeds that were held out, km/h, by whose they are."""
        found = {"own_trips": "trips_mean", "model": "trips_model", "trivial": "baseline_mae"}
        figures = {"trips_model": self.comparison.get("mae"), **self.comparison}
        errors = {name: figures.get(figure) for name, figure in found.items()}
        return {name: error for name, error in errors.items() if error is not None}


def run(params: AreaReportParams, out: Path, progress: Progress) -> AreaReportResult:
    """Write ``report.pdf`` into the folder ``out``; its counts are ``pages`` and ``roads``."""
    opened = open_model(params, params.device, progress)
    card, bundle, min_drivers = opened.card, opened.bundle, params.min_drivers
    with working_folder(out.parent) as folder:
        roads = folder / "roads.gpkg"
        predicted = predict_roads(opened, roads, progress=progress)
        shared = read_shared_roads(roads)
    driven, _ = passes_of_trips(bundle.matched, bundle.network, bundle.manifest.time_zone)
    traffic = observe_traffic(driven, TIMES, min_drivers=min_drivers, seed=0, progress=progress)
    output = Output.of("area_report", TIMES, "all", min_drivers)
    remarks = [
        *remarks_on_drivers(bundle.matched.driver_id),
        *predicted.remarks,
        *record_output(bundle.path, output),
    ]
    junctions = _observed_junctions(bundle, min_drivers, progress)
    content = _Content(card, bundle, traffic, shared, *junctions, min_drivers, remarks)
    progress("Writing pages", 0.0)
    owners = "; ".join(filter(None, (shared.attribution, shared.licence)))
    tr, name = translator(params.language), card.name or opened.path.name
    made = Text("TrajGANR {version}, model {name}.", version=__version__, name=name)
    title = params.title or Text("{area}: report", area=bundle.title)
    footer = Text("{made} {owners}", made=made, owners=owners)
    with PdfReport(out / AreaReportResult.FILE, title, footer, tr) as report:
        _summary(report, content)
        _maps(report, content)
        _extremes(report, content)
        _junctions(report, content)
        _tables(report, content)
    progress("Writing pages", 1.0)
    return AreaReportResult(
        files=(AreaReportResult.FILE,),
        counts={"pages": report.pages, "roads": len(bundle.network)},
        remarks=tuple(remarks),
    )


def _observed_junctions(
    bundle: Bundle, min_drivers: int, progress: Progress
) -> tuple[pd.DataFrame | Text, pd.DataFrame]:
    """Junctions and movements over the whole week; the most hours lost in all trips come first."""
    pieces = bundle.pieces_of("all")
    asked = Asked("area_report", bundle, pieces, (WHOLE_WEEK,), "all", min_drivers)
    try:
        found, _ = find_junctions(asked, None, 0, progress)
    except TrajganrError as error:
        if error.code is not Code.INPUT_EMPTY:
            raise
        return error.text, pd.DataFrame()
    movements = movement_rows(found)
    junctions = junction_rows(found, movements)
    junctions["hours"] = junctions["delay_s"] * junctions["passes"] / 3600
    return junctions.sort_values("hours", ascending=False), movements


def at_time(traffic: Traffic, number: int) -> Traffic:
    """The rows of a time set."""
    chosen = traffic.time_set == number
    values = {each.name: getattr(traffic, each.name) for each in fields(traffic)}
    rows = {name: of[chosen] for name, of in values.items() if isinstance(of, np.ndarray)}
    return replace(traffic, **rows)


def speeds_in_peak(traffic: Traffic, length_m: FloatArray) -> tuple[int, int, float, float] | None:
    """The slower of the peaks: its number in :data:`TIMES`, segments, mean and free-flow speed.

    Both speeds are metres ÷ seconds of driving each segment once, those with both values; None
    without any.

    Args:
        length_m: of all directed segments.
    """
    found: list[tuple[int, int, float, float]] = []
    for number in range(1, len(TIMES)):
        rows = at_time(traffic, number)
        speed, free = rows.values[:, 0], rows.free_flow_kmh
        known = np.isfinite(speed) & np.isfinite(free)
        metres = length_m[rows.edge[known]]
        if len(metres):
            mean, most = (float(metres.sum() / (metres / of[known]).sum()) for of in (speed, free))
            found.append((number, len(metres), mean, most))
    return min(found, key=lambda each: each[2] / each[3], default=None)


def extremes(bundle: Bundle, traffic: Traffic, measure: str, *, lowest: bool) -> IntArray:
    """Rows of the traffic with the lowest or highest values of a measure, the most extreme first.

    Only segments of at least 50 m whose value has an interval; of each street, by its name, one.
    """
    column = MEASURES.index(measure)
    values, edge = traffic.values[:, column], traffic.edge
    long_enough = bundle.network.length_m[edge] >= MIN_M
    known = np.flatnonzero(long_enough & np.isfinite(traffic.low[:, column]) & np.isfinite(values))
    order = known[np.argsort(values[known] if lowest else -values[known], kind="stable")]
    name = bundle.network.name[edge[order]]
    street = [text or f"\n{number}" for number, text in enumerate(name)]
    is_first = ~pd.Series(street, dtype=object).duplicated().to_numpy(dtype=bool)
    return order[is_first][:ROWS]


def _evidence(content: _Content) -> Evidence:
    """The figures that the verdicts follow from."""
    values = None if content.speed is None else content.speed.values
    period = content.bundle.manifest.figures.period
    days = local_days(period, content.bundle.manifest.time_zone)
    first, last = map(date.fromisoformat, days[:2]) if days else (date.min, date.min)
    return Evidence(
        error=content.errors.get("model"),
        speed=None if values is None else float(values.median()),
        spread=None if values is None else float((values - values.median()).abs().mean()),
        peak_segments=content.peak[1] if content.peak else 0,
        days=(last - first).days + 1 if days else 0,
        driven_percent=content.driven_percent,
    )


def _summary(report: PdfReport, content: _Content) -> None:
    """The map, five figures, and what they are good enough for."""
    good, bad = fitness(_evidence(content))
    with report.page(Text("Summary")) as page:
        for number, (title, figure, note) in enumerate(_figures(content)):
            left = LEFT + 0.182 * number
            page.write(left, 0.86, title, size=SMALL, colour=MUTED)
            page.write(left, 0.838, figure, size=13, bold=True)
            page.paragraph(left, 0.8, 0.168, note, size=SMALL)
        shown = content.speed or content.shared.views[0]
        _draw_map(page, Box(LEFT, 0.12, 0.57, 0.52), _predicted(content, shown), report.tr)
        x, y, width = 0.655, 0.668, 0.295
        for heading, texts, mark in (
            (Text("Good enough for"), good, "✓ "),
            (Text("Not good enough for"), bad, "✗ "),
        ):
            page.write(x, y, heading, size=11, bold=True)
            y -= 0.032
            for text in texts:
                y = page.paragraph(x, y, width, text, size=8.5, mark=mark) - 0.008
            y -= 0.018
        if content.verdict is not None:
            page.write(x, y, Text("Is the mean enough?"), size=11, bold=True)
            page.paragraph(x, y - 0.032, width, content.verdict, size=8.5)


def _figures(content: _Content) -> Iterator[tuple[Text, Text, Text]]:
    """Five figures with their titles, and a sentence about each."""
    manifest = published_manifest(content.bundle.manifest)
    counts, figures = manifest.counts, manifest.figures
    yield (
        Text("Roads"),
        Text("{n:,} segments", n=counts.edges),
        Text("{km:,.0f} km; each direction of a road is a segment.", km=figures.road_km),
    )
    days = local_days(figures.period, manifest.time_zone)
    drivers = Text("about {n:,} drivers", n=counts.drivers)
    first, last, _ = days or ("", "", "")
    yield (
        Text("Trips"),
        Text("about {n:,} trips", n=counts.trips),
        Text("{drivers}, {first} to {last}.", drivers=drivers, first=first, last=last)
        if days
        else Text("{drivers}.", drivers=drivers),
    )
    yield (Text("Typical speed"), *_typical_speed(content))
    yield (Text("How sure"), *_certainty(content))
    published = 100 * len(content.week.edge) / counts.edges
    yield (
        Text("Coverage"),
        Text("{percent:.0f} %", percent=content.driven_percent),
        Text(
            "of the segments have trips; {percent:.0f} % have {n:,} drivers or more.",
            percent=published,
            n=content.min_drivers,
        ),
    )


def _typical_speed(content: _Content) -> tuple[Text, Text]:
    if content.peak is None:
        return Text("–"), Text("No road has {n:,} drivers in a peak.", n=content.min_drivers)
    number, segments, speed, free = content.peak
    note = Text(
        "{time}; {free:.0f} km/h in free flow. Observed on {n:,} segments.",
        time=word(TIMES[number].name),
        free=free,
        n=segments,
    )
    return Text("{speed:.0f} km/h", speed=speed), note


#: Errors by whose they are: what needs less comes first.
ERRORS = {
    "own_trips": "mean of the road's own trips {error:.1f}",
    "model": "model {error:.1f}",
    "trivial": "one speed for all {error:.1f}",
}


def _certainty(content: _Content) -> tuple[Text, Text]:
    widths, errors = content.half_width, content.errors
    median = None if widths is None else widths.median()
    figure = Text("±\u00a0{n:.0f} km/h", n=median) if median and np.isfinite(median) else Text("–")
    parts = [Text(text, error=errors[name]) for name, text in ERRORS.items() if name in errors]
    half = Text("Half of the 90 % interval of a usual road.")
    if not parts:
        return figure, half
    return figure, Text("{half} Mean errors, held out: {parts} km/h.", half=half, parts=parts)


def _predicted(content: _Content, view: View) -> _Map:
    """The map of predicted values."""
    shown = _classes(view.measure, content.predicted_lines, view.values)
    return replace(shown, title=Text("{title} (predicted)", title=shown.title))


def _classes(measure: Measure, lines: list[FloatArray], values: pd.Series) -> _Map:
    title, unit = Text(measure.title), Text(measure.unit)
    named = Text("{title}, {unit}", title=title, unit=unit) if measure.unit else title
    return _Map(named, lines, measure.class_of(values), measure.legend, Text("not predicted"))


def _draw_map(page: Page, box: Box, shown: _Map, tr: Translate) -> None:
    """A map that fills its box, with its title above and its legend below."""
    page.write(box.left, box.bottom + box.height + 0.028, shown.title, bold=True)
    axes = page.axes(box.left, box.bottom, box.width, box.height)
    draw_roads(
        *(axes, shown.lines, shown.of_road, shown.legend), unknown=shown.unknown, tr=tr, framed=True
    )


def _maps(report: PdfReport, content: _Content) -> None:
    """Maps of what the summary does not show: how sure, how many drivers, and the other tasks."""
    main = content.speed or content.shared.views[0]
    shown = [_drivers(content)]
    if content.half_width is not None:
        shown.insert(0, _classes(UNCERTAINTY, content.predicted_lines, content.half_width))
    times = {main.time, ALL_TIMES}
    views = [view for view in content.shared.views if view is not main and view.time in times]
    shown += [_predicted(content, view) for view in views]
    width, height = np.ptp(np.concatenate(content.lines), axis=0)
    heading = Text("Maps")
    for first in range(0, len(shown), MAPS):
        some = shown[first : first + MAPS]
        with report.page(heading) as page:
            for each, box in zip(some, panels(len(some), width / height), strict=True):
                _draw_map(page, box, each, report.tr)
            page.note(
                Text("Uncertainty: half of the 90 % interval of the predicted speed."),
                Text("Where the two directions of a road differ, the one listed lower is on top."),
            )


def _drivers(content: _Content) -> _Map:
    """The map of coverage: how many drivers made passes."""
    bounds = [content.min_drivers * factor for factor in DRIVERS]
    of_road = np.full(len(content.bundle.network), -1)
    of_road[content.week.edge] = np.digitize(content.week.vehicles, bounds) - 1
    labels = [
        *(
            Text("{low:,} to {high:,} drivers", low=low, high=high - 1)
            for low, high in pairwise(bounds)
        ),
        Text("{low:,} drivers or more", low=bounds[-1]),
    ]
    classes: dict[str, str] = dict(zip(labels, POPULARITY_COLOURS[1:], strict=True))
    return _Map(Text("Coverage"), content.lines, of_road, classes, Text("fewer, or none"))


def _tables(report: PdfReport, content: _Content) -> None:
    """The data, where there are enough, the figures of held-out roads, and the limits."""
    manifest, card = content.bundle.manifest, content.card
    sections = card_sections(card)
    sources = [
        (word(one.role), _terms(one.name, one.licence, one.attribution)) for one in manifest.sources
    ]
    if card.shipped:
        learned = dict.fromkeys(
            _terms(one.licence, one.attribution) for one in card.shipped.sources
        )
        sources.append((Text("shipped model"), Text("{sources}", sources=[*learned])))
    # The quality report has those of classes, and the summary the verdict.
    said = [*remarks_on_passes(manifest), *filter(None, [content.verdict])]
    limits = {
        Text("Not for"): sections["misuse"],
        Text("Limits"): [
            *sections["limits"],
            *(each for each in content.remarks if not any(text in each for text in said)),
        ],
    }
    if card.heads:
        limits[Text("Fairness across districts")] = sections["fairness"]
    tables: dict[str, Table] = {
        Text("The study area"): Table((), [*area_facts(published_manifest(manifest)).items()]),
        Text("Sources"): Table((), sources),
        Text("Coverage"): _coverage(content),
        Text("How good: figures of held-out roads"): figure_table(
            {task: head.metrics for task, head in card.heads.items()}
        ),
        Text("What not to conclude"): Table(
            (),
            [
                ("" if number else title, text)
                for title, texts in limits.items()
                for number, text in enumerate(texts)
            ],
        ),
    }
    report.tables(Text("Data, figures and limits"), tables)


def _terms(*parts: str) -> Text:
    """Name, licence and owners of a source, as far as they are known."""
    return Text("{parts}", parts=[*filter(None, parts)])


def _coverage(content: _Content) -> Table:
    """The share of segments with published values, of all and of the most frequent road classes."""
    network = content.bundle.network
    is_published = pd.Series(np.isin(np.arange(len(network)), content.week.edge))
    by_class = is_published.groupby(np.asarray(network.highway, dtype=object))
    frequent = by_class.size().sort_values(ascending=False).head(CLASSES).index
    parts = {Text("all"): is_published} | {
        name or Text("(none)"): by_class.get_group(name) for name in frequent
    }
    enough = Text("{n:,} drivers or more", n=content.min_drivers)
    rows = [
        (name, Text("{n:,}", n=len(part)), Text("{percent:.0f} %", percent=100 * part.mean()))
        for name, part in parts.items()
    ]
    return Table((Text("Class"), Text("Segments"), enough), rows)


def _extremes(report: PdfReport, content: _Content) -> None:
    """Maps and tables of the slowest and the least reliable roads."""
    rule = Text(
        "Directed segments of at least {metres:g} m with passes of at least {n:,} drivers; of each "
        "street the most extreme. The extremes of many roads are partly chance: look at the "
        "intervals.",
        metres=MIN_M,
        n=content.min_drivers,
    )
    more = Text(
        "Buffer index: the extra time, relative to the mean travel time, with which 19 of 20 "
        "passes are in time. Intervals are of a bootstrap over drivers."
    )
    with report.page(
        Text("Slowest and least reliable roads: observed, over the whole week")
    ) as page:
        _of_measure(page, 0.05, Text("Slowest: mean speed, km/h"), content, "speed")
        _of_measure(page, 0.51, Text("Least reliable: buffer index"), content, "buffer_index")
        page.note(rule, more)


def _of_measure(page: Page, left: float, heading: Text, content: _Content, measure: str) -> None:
    """A map and a table of the slowest roads, or those with the largest values of a measure."""
    lowest = measure == "speed"
    rows = extremes(content.bundle, content.week, measure, lowest=lowest)
    page.write(left, 0.87, heading, bold=True)
    axes = page.axes(left, 0.5, 0.44, 0.34)
    number_roads(axes, content.lines, content.week.edge[rows].tolist())
    if not len(rows):
        few = Text(
            "No road has {n:,} drivers at this value or beyond."
            if len(content.week.edge)
            else "No road has passes of {n:,} drivers or more.",
            n=content.min_drivers,
        )
        page.write(left, 0.475, few)
        return
    titles = [Text("Road"), Text("Class"), Text("Value (90 % interval)"), Text("Drivers")]
    page.table(left, 0.475, 0.44, Table(titles, [*_rows(content, rows, measure)]))


def _rows(content: _Content, rows: IntArray, measure: str) -> Iterator[list[str]]:
    network, traffic = content.bundle.network, content.week
    column, is_speed = MEASURES.index(measure), measure == "speed"
    for number, row in enumerate(rows, start=1):
        edge = traffic.edge[row]
        value, low, high = (
            Text("{n:z.1f}" if is_speed else "{n:z.2f}", n=each[row, column])
            for each in (traffic.values, traffic.low, traffic.high)
        )
        yield [
            Text("{number}. {name}", number=number, name=network.name[edge] or Text("(no name)")),
            network.highway[edge] or "–",
            Text("{value} ({low} to {high})", value=value, low=low, high=high),
            Text("{drivers:,}", drivers=traffic.vehicles[row]),
        ]


def _junctions(report: PdfReport, content: _Content) -> None:
    """The junctions at which trips lose the most hours, with turning diagrams of the first."""
    heading = Text("Junctions: where trips lose time, observed, over the whole week")
    junctions = content.junctions
    with report.page(heading) as page:
        if isinstance(junctions, Text):
            page.write(LEFT, 0.87, junctions)
            return
        page.write(LEFT, 0.87, Text("The most hours lost in all trips together"), bold=True)
        first = junctions.head(ROWS)
        titles = [Text("Junction"), Text("Level"), Text("Delay, s (90 % interval)")]
        titles += [Text("Passes"), Text("Hours lost")]
        page.table(LEFT, 0.84, 0.44, Table(titles, [*_junction_rows(first)]))
        page.write(LEFT, 0.3, Text("Levels of service of junctions"), bold=True)
        counts = junctions["level_of_service"].value_counts()
        levels = [*reversed(LEVELS)]
        numbers = [Text("{n:,}", n=int(counts.get(level, 0))) for level in levels]
        page.table(LEFT, 0.27, 0.44, Table(["", *levels], [(Text("Junctions"), *numbers)]))
        page.note(
            Text("Movements of at least {n:,} drivers. {more}", n=content.min_drivers, more=DELAYS)
        )
        _draw_junction(page, 0.51, content, first, 0)
    if len(first) > 1:
        with report.page(Text("{heading} (continued)", heading=heading)) as page:
            for number, left in enumerate((LEFT, 0.51), start=1):
                _draw_junction(page, left, content, first, number)


#: Under the table of junctions.
DELAYS = Text(
    "Control delay: time lost against free flow, from 100 m before a junction to 50 m after it. "
    "Levels A to F are those of the Highway Capacity Manual, with and without signals."
)


def _junction_rows(junctions: pd.DataFrame) -> Iterator[list[str]]:
    for number, each in enumerate(junctions.itertuples(), start=1):
        yield [
            Text("{number}. {name}", number=number, name=each.name or Text("(no name)")),
            each.level_of_service,
            Text(
                "{value:.0f} ({low:.0f} to {high:.0f})",
                value=each.delay_s,
                low=each.delay_s_low,
                high=each.delay_s_high,
            ),
            Text("{n:,}", n=int(each.passes)),
            Text("{n:,.1f}", n=each.hours),
        ]


def _draw_junction(
    page: Page, left: float, content: _Content, junctions: pd.DataFrame, number: int
) -> None:
    """The turning diagram of one of the junctions, with the number of the table."""
    if number >= len(junctions):
        return
    chosen = junctions.iloc[number]
    title = Text("{number}. {name}", number=number + 1, name=chosen["name"] or Text("(no name)"))
    own = content.movements[content.movements["junction"] == chosen["junction"]]
    rows = own.drop(columns="geometry").to_dict("records")
    axes = page.axes(left, 0.1, 0.44, 0.78)
    shapes = draw_turns(rows, content.bundle.driving_side, title=title, tr=page.tr)
    draw_diagram(axes, shapes)
