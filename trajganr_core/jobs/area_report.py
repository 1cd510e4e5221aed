"""A report of a study area as PDF: its data, how good a model is, maps, extremes, and limits.

Observed roads are shown only where enough drivers made passes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from ..contract.files.atomic_io import working_folder
from ..contract.kinds.area_report import AreaReportParams, AreaReportResult
from ..contract.layers.map_classes import POPULARITY_COLOURS
from ..contract.options.time_sets import WHOLE_WEEK
from ..contract.records.model_card import ModelCard
from ..contract.texts.bundle_facts import area_facts
from ..contract.texts.card_sections import card_sections
from ..contract.texts.facts import sentences
from ..contract.texts.model_facts import model_facts
from ..contract.texts.text import Text, word
from ..contract.version import __version__
from ..data.bundle import Bundle
from ..data.passes import passes_of_trips
from ..inference.predict import predict_roads
from ..publish.figures import draw_roads, lines_km, number_roads
from ..publish.pdf_pages import Column, Page, PdfReport
from ..publish.shared_roads import ALL_TIMES, SharedRoads, read_shared_roads
from ..traffic.ledger import Output, record_output
from ..traffic.observed_traffic import MEASURES, Traffic, observe_traffic
from ..traffic.published_layers import layer_metadata, remarks_on_drivers
from ..utils.arrays import FloatArray, IntArray
from ..utils.progress import Progress
from ..utils.shipped_files import translator
from .optional_inputs import open_model

#: Shorter segments are not among the slowest and the least reliable ones: their speed is that of
#: the junctions at their ends.
MIN_M = 50.0
#: Rows of a table of extremes.
ROWS = 12
#: Multiples of the least number of drivers at which the classes of the map of coverage begin.
DRIVERS = (1, 4, 20, 100)
#: Maps of a page.
MAPS = 4


@dataclass(frozen=True)
class _Content:
    """What the pages are made of."""

    card: ModelCard
    bundle: Bundle
    traffic: Traffic
    shared: SharedRoads
    min_drivers: int
    remarks: list[Text]

    @cached_property
    def lines(self) -> list[FloatArray]:
        """Vertices of the directed segments, kilometres from the centre."""
        return lines_km(self.bundle.network, self.bundle.area)


def run(params: AreaReportParams, out: Path, progress: Progress) -> AreaReportResult:
    """Write ``report.pdf`` into the folder ``out``; its counts are ``pages`` and ``roads``."""
    opened = open_model(params, params.device, progress)
    card, bundle, min_drivers = opened.card, opened.bundle, params.min_drivers
    with working_folder(out.parent) as folder:
        roads = folder / "roads.gpkg"
        predicted = predict_roads(opened, roads, progress=progress)
        shared = read_shared_roads(roads)
    driven, _ = passes_of_trips(bundle.matched, bundle.network, bundle.manifest.time_zone)
    traffic = observe_traffic(
        driven, (WHOLE_WEEK,), min_drivers=min_drivers, seed=0, progress=progress
    )
    output = Output.of("area_report", (WHOLE_WEEK,), "all", min_drivers)
    remarks = [
        *remarks_on_drivers(bundle.matched.driver_id),
        *predicted.remarks,
        *record_output(bundle.path, output),
    ]
    content = _Content(card, bundle, traffic, shared, min_drivers, remarks)
    progress("Writing pages", 0.0)
    about = layer_metadata(bundle, min_drivers)
    owners = "; ".join(filter(None, (about["ATTRIBUTION"], about["LICENCE"])))
    tr, name = translator(params.language), card.name or opened.path.name
    made = Text("TrajGANR {version}, model {name}.", version=__version__, name=name)
    title = params.title or Text("{area}: report", area=bundle.title)
    footer = Text("{made} {owners}", made=made, owners=owners)
    with PdfReport(out / AreaReportResult.FILE, title, footer, tr) as report:
        _data(report, content)
        if card.heads:  # the shipped model has no figures of this area
            _quality(report, content)
        _maps(report, content)
        _extremes(report, content)
        _limits(report, content)
    progress("Writing pages", 1.0)
    return AreaReportResult(
        files=(AreaReportResult.FILE,),
        counts={"pages": report.pages, "roads": len(bundle.network)},
        remarks=tuple(remarks),
    )


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


def _data(report: PdfReport, content: _Content) -> None:
    """What data there are, and where enough drivers drove."""
    manifest, least = content.bundle.manifest, content.min_drivers
    sections: dict[str, list[Text]] = {
        Text("The study area"): sentences(area_facts(manifest)),
        Text("What the model learned from"): card_sections(content.card)["data"],
        Text("Recognised, and left out"): manifest.all_remarks,
    }
    report.prose(Text("What data"), sections)
    bounds = [least * factor for factor in DRIVERS]
    of_road = np.full(len(content.bundle.network), -1)
    of_road[content.traffic.edge] = np.digitize(content.traffic.vehicles, bounds) - 1
    labels = [
        *(
            Text("{low:,} to {high:,} drivers", low=low, high=high - 1)
            for low, high in pairwise(bounds)
        ),
        Text("{low:,} drivers or more", low=bounds[-1]),
    ]
    classes: dict[str, str] = dict(zip(labels, POPULARITY_COLOURS[1:], strict=True))
    with report.page(Text("Coverage")) as page:
        axes = page.axes(0.38, 0.1, 0.44, 0.76)
        unknown = Text("fewer, or none")
        draw_roads(axes, content.lines, of_road, classes, unknown=unknown, tr=report.tr)
        heading = Text("Directed segments with {n:,} drivers or more", n=least)
        page.write(0.05, 0.86, heading, bold=True)
        for number, line in enumerate(_coverage(content)):
            page.write(0.05, 0.83 - 0.024 * number, line)


def _coverage(content: _Content) -> Iterator[Text]:
    """The share of segments with published values, of all and of the most frequent road classes."""
    network = content.bundle.network
    is_published = pd.Series(np.isin(np.arange(len(network)), content.traffic.edge))
    by_class = is_published.groupby(np.asarray(network.highway, dtype=object))
    frequent = by_class.size().sort_values(ascending=False).head(20).index
    parts = {Text("all"): is_published} | {
        name or Text("(none)"): by_class.get_group(name) for name in frequent
    }
    for name, part in parts.items():
        yield Text(
            "{name}: {share:.0f} % of {count:,}",
            name=name,
            share=100 * part.mean(),
            count=len(part),
        )


def _quality(report: PdfReport, content: _Content) -> None:
    """Figures of held-out roads, and differences between districts."""
    heads = model_facts(content.card)["heads"]
    sections: dict[str, list[Text]] = {title: sentences(facts) for title, facts in heads.items()}
    sections[Text("Fairness across districts")] = card_sections(content.card)["fairness"]
    report.prose(Text("How good: figures of held-out roads"), sections)


def _maps(report: PdfReport, content: _Content) -> None:
    """A map for each task; without heads, also for each measure of the week."""
    shared = content.shared
    shown = {ALL_TIMES} if content.card.heads else {ALL_TIMES, shared.views[0].time}
    views = [view for view in shared.views if view.time in shown]
    geometry = shared.roads.geometry
    km = content.bundle.area.to_local(*shapely.get_coordinates(geometry).T) / 1000
    lines = np.split(km, np.cumsum(shapely.get_num_coordinates(geometry))[:-1])
    heading = Text("Maps of all tasks: predictions of the model, not observations")
    note = Text("Where the two directions of a road differ, the one listed lower is on top.")
    for first in range(0, len(views), MAPS):
        some = views[first : first + MAPS]
        places = [(0.05, 0.5), (0.53, 0.5), (0.05, 0.1), (0.53, 0.1)]
        width, height = 0.33, 0.33
        if len(some) <= 2:
            places, height = [(0.05, 0.12), (0.53, 0.12)], 0.7
        with report.page(heading) as page:
            for view, (left, bottom) in zip(some, places, strict=False):
                axes, measure = page.axes(left, bottom, width, height), view.measure
                title, unit = Text(measure.title), Text(measure.unit)
                named = Text("{title}, {unit}", title=title, unit=unit) if measure.unit else title
                page.write(left, bottom + height + 0.035, named, bold=True)
                of_road, unknown = measure.class_of(view.values), Text("not predicted")
                draw_roads(axes, lines, of_road, measure.legend, unknown=unknown, tr=report.tr)
            page.notes(0.075, Text("{note} {basis}", note=note, basis=_basis(shared)))


def _basis(shared: SharedRoads) -> Text:
    """What the predictions rest on, in one sentence."""
    if "basis" not in shared.roads.columns:
        return Text("")
    shares = shared.roads["basis"].value_counts(normalize=True)
    parts = [
        Text("{name} {share:.0f} %", name=word(name), share=100 * share)
        for name, share in shares.items()
    ]
    return Text("Based on: {parts}.", parts=parts)


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
        page.notes(0.135, rule, more)


def _of_measure(page: Page, left: float, heading: Text, content: _Content, measure: str) -> None:
    """A map and a table of the slowest roads, or those with the largest values of a measure."""
    lowest = measure == "speed"
    rows = extremes(content.bundle, content.traffic, measure, lowest=lowest)
    page.write(left, 0.87, heading, bold=True)
    axes = page.axes(left, 0.46, 0.40, 0.38)
    number_roads(axes, content.lines, content.traffic.edge[rows].tolist())
    if not len(rows):
        few = Text(
            "No road has {n:,} drivers at this value or beyond."
            if len(content.traffic.edge)
            else "No road has passes of {n:,} drivers or more.",
            n=content.min_drivers,
        )
        page.write(left, 0.42, few)
        return
    columns: list[Column] = [
        ("", 0.0, 3),
        (Text("Road"), 0.018, 26),
        (Text("Class"), 0.157, 12),
        (Text("Metres"), 0.221, 7),
        (Text("Value (90 % interval)"), 0.262, 22),
        (Text("Drivers"), 0.38, 8),
    ]
    page.table(left, 0.435, columns, _rows(content, rows, measure))


def _rows(content: _Content, rows: IntArray, measure: str) -> Iterator[list[str]]:
    network, traffic = content.bundle.network, content.traffic
    column, is_speed = MEASURES.index(measure), measure == "speed"
    for number, row in enumerate(rows, start=1):
        edge = traffic.edge[row]
        value, low, high = (
            Text("{n:z.1f}" if is_speed else "{n:z.2f}", n=each[row, column])
            for each in (traffic.values, traffic.low, traffic.high)
        )
        yield [
            str(number),
            network.name[edge] or Text("(no name)"),
            network.highway[edge] or "",
            Text("{metres:,.0f}", metres=network.length_m[edge]),
            Text("{value} ({low} to {high})", value=value, low=low, high=high),
            Text("{drivers:,}", drivers=traffic.vehicles[row]),
        ]


def _limits(report: PdfReport, content: _Content) -> None:
    """What one must not conclude."""
    sections = card_sections(content.card)
    pages: dict[str, list[Text]] = {
        Text("What it is for"): sections["use"],
        Text("Not for"): sections["misuse"],
        Text("Limits"): [*sections["limits"], *content.remarks],
    }
    report.prose(Text("What not to conclude"), pages)
