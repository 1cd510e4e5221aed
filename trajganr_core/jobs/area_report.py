"""A report of a study area as PDF: its data, how good a model is, maps, extremes, and limits.

Observed roads are shown only where enough drivers made passes.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

from ..contract.files.atomic_io import atomic_file, working_folder
from ..contract.kinds.area_report import AreaReportParams, AreaReportResult
from ..contract.layers.map_classes import POPULARITY_COLOURS
from ..contract.options.time_sets import WHOLE_WEEK
from ..contract.records.model_card import ModelCard
from ..contract.texts.card_sections import card_sections
from ..contract.texts.local_numbers import fill, local_number
from ..contract.texts.model_summary import Translate
from ..contract.texts.model_summary import summarise as summarise_model
from ..contract.texts.text import Text, joined, said_of
from ..contract.version import __version__
from ..data.bundle import Bundle
from ..data.passes import passes_of_trips
from ..data.reporting.bundle_summary import summarise
from ..data.reporting.pdf_pages import (
    Column,
    PdfReport,
    draw_roads,
    notes,
    number_roads,
    table,
    write,
)
from ..inference.predict import predict_roads
from ..publish.shared_roads import ALL_TIMES, SharedRoads, View, read_shared_roads
from ..traffic.ledger import Output, record_output
from ..traffic.observed_traffic import MEASURES, Traffic, observe_traffic
from ..traffic.published_layers import layer_metadata, remarks_on_drivers
from ..utils.arrays import FloatArray, IntArray
from ..utils.progress import Progress
from ..utils.shipped_files import translator
from .optional_inputs import open_model

__all__ = ["extremes", "run"]

log = logging.getLogger(__name__)

#: Shorter segments are not among the slowest and the least reliable ones: their speed is that of
#: the junctions at their ends.
MIN_M = 50.0
#: Rows of a table of extremes.
ROWS = 12
#: Multiples of the least number of drivers at which the classes of the map of coverage begin.
DRIVERS = (1, 4, 20, 100)
#: Maps of a page.
MAPS = 4
#: Entries of a bundle's summary that a report begins with.
DATA = ("area", "trips", "period", "sampling", "distance to the road", "roads", "street views")
RECORDED = "recognised, and left out"


@dataclass(frozen=True)
class _Content:
    """What the pages are made of."""

    card: ModelCard
    bundle: Bundle
    traffic: Traffic
    shared: SharedRoads
    min_drivers: int
    remarks: list[Text]
    tr: Translate


def run(params: AreaReportParams, out: Path, progress: Progress) -> AreaReportResult:
    """Write ``report.pdf`` into the folder ``out``.

    Raises:
        TrajganrError: as :func:`~..inference.predict.predict_roads`.
    """
    opened = open_model(params, params.device, progress)
    card, bundle, min_drivers = opened.card, opened.bundle, params.min_drivers
    with working_folder(out.parent) as folder:
        roads = folder / "roads.gpkg"
        predicted = predict_roads(opened, roads, progress=progress)
        shared = read_shared_roads(roads)
    driven, _ = passes_of_trips(bundle.trips, bundle.network, bundle.manifest.time_zone)
    traffic = observe_traffic(
        driven, (WHOLE_WEEK,), min_drivers=min_drivers, seed=0, progress=progress
    )
    output = Output.of("area_report", (WHOLE_WEEK,), "all", min_drivers)
    remarks = [
        *remarks_on_drivers(bundle.trips.driver_id),
        *predicted.remarks,
        *record_output(bundle.path, output),
    ]
    tr = translator(params.language)
    content = _Content(card, bundle, traffic, shared, min_drivers, remarks, tr)
    progress("Writing pages", 0.0)
    about = layer_metadata(bundle, min_drivers)
    owners = "; ".join(filter(None, (about["ATTRIBUTION"], about["LICENCE"])))
    made = tr("TrajGANR {version}, model {name}.")
    footer = f"{made.format(version=__version__, name=card.name or opened.path.name)} {owners}"
    title = params.title or tr("{area}: report").format(area=bundle.title)
    file = out / AreaReportResult.FILE
    with atomic_file(file) as temporary:
        with PdfReport(temporary, title, footer, tr("{heading} (continued)")) as report:
            _data(report, content)
            if card.heads:  # the shipped model has no figures of this area
                _quality(report, content)
            _maps(report, content)
            _extremes(report, content)
            _limits(report, content)
        pages = report.pages
    progress("Writing pages", 1.0)
    return AreaReportResult(
        files=(file.name,),
        counts={"pages": pages, "roads": len(bundle.network)},
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
    tr = content.tr
    summary = summarise(content.bundle.manifest, tr)
    facts = [*_sentences({name: summary[name] for name in DATA}, tr)]
    sections = {
        tr("The study area"): [text[0].upper() + text[1:] for text in facts],
        tr("What the model learned from"): card_sections(content.card, tr)["data"],
        tr("Recognised, and left out"): [*_sentences(summary[RECORDED], tr)],
    }
    report.prose(tr("What data"), {name: lines for name, lines in sections.items() if lines})
    figure = report.page(tr("Coverage"))
    least, vehicles = content.min_drivers, content.traffic.vehicles
    bounds = [least * factor for factor in DRIVERS]
    of_road = np.full(len(content.bundle.network), -1)
    of_road[content.traffic.edge] = np.digitize(vehicles, bounds) - 1
    labels = [
        fill(tr("{low:,} to {high:,} drivers"), tr, low=low, high=high - 1)
        for low, high in pairwise(bounds)
    ]
    labels.append(fill(tr("{low:,} drivers or more"), tr, low=bounds[-1]))
    classes = dict(zip(labels, POPULARITY_COLOURS[1:], strict=True))
    axes = figure.add_axes((0.38, 0.1, 0.44, 0.76))
    draw_roads(axes, _lines(content.bundle), of_road, classes, unknown=tr("fewer, or none"))
    heading = fill(tr("Directed segments with {n:,} drivers or more"), tr, n=least)
    write(figure, 0.05, 0.86, heading, bold=True)
    for number, line in enumerate(_coverage(content, tr)):
        write(figure, 0.05, 0.83 - 0.024 * number, line)
    report.add(figure)


def _coverage(content: _Content, tr: Translate) -> Iterator[str]:
    """The share of segments with published values, of all and of the most frequent road classes."""
    network = content.bundle.network
    is_published = pd.Series(np.isin(np.arange(len(network)), content.traffic.edge))
    text = tr("{name}: {share:.0f} % of {count:,}")
    yield fill(text, tr, name=tr("all"), share=100 * is_published.mean(), count=len(is_published))
    by_class = is_published.groupby(np.asarray(network.highway, dtype=object))
    for name, count in by_class.size().sort_values(ascending=False).head(20).items():
        share = 100 * by_class.mean()[name]
        yield fill(text, tr, name=name or tr("(none)"), share=share, count=count)


def _quality(report: PdfReport, content: _Content) -> None:
    """Figures of held-out roads, and differences between districts."""
    tr = content.tr
    heads = summarise_model(content.card, tr)["heads"]
    sections = {tr(title): [*_sentences(head, tr)] for title, head in heads.items()}
    sections[tr("Fairness across districts")] = card_sections(content.card, tr)["fairness"]
    report.prose(tr("How good: figures of held-out roads"), sections)


def _sentences(facts: Mapping[str, Any], tr: Translate) -> Iterator[str]:
    """Each fact with its name; those of a group of roads in one sentence."""
    for name, fact in facts.items():
        is_nested = isinstance(fact, Mapping)
        shown = joined(_sentences(fact, tr), tr) if is_nested else fact
        yield said_of(tr(name), shown, tr)


def _maps(report: PdfReport, content: _Content) -> None:
    """A map for each task; without heads, also for each measure of the week."""
    shared, tr = content.shared, content.tr
    shown = {ALL_TIMES} if content.card.heads else {ALL_TIMES, shared.views[0].time}
    views = [view for view in shared.views if view.time in shown]
    km = content.bundle.area.to_local(*shapely.get_coordinates(shared.roads.geometry).T) / 1000
    ends = np.cumsum(shapely.get_num_coordinates(shared.roads.geometry))[:-1]
    lines = np.split(km, ends)
    for first in range(0, len(views), MAPS):
        figure = report.page(tr("Maps of all tasks: predictions of the model, not observations"))
        some = views[first : first + MAPS]
        places = [(0.05, 0.5), (0.53, 0.5), (0.05, 0.1), (0.53, 0.1)]
        width, height = 0.33, 0.33
        if len(some) <= 2:
            places, height = [(0.05, 0.12), (0.53, 0.12)], 0.7
        for view, (left, bottom) in zip(some, places, strict=False):
            axes = figure.add_axes((left, bottom, width, height))
            unit = f", {tr(view.measure.unit)}" if view.measure.unit else ""
            title = f"{tr(view.measure.title)}{unit}"
            write(figure, left, bottom + height + 0.035, title, bold=True)
            labels = (local_number(tr(text), tr) for text in view.measure.classes)
            classes = dict(zip(labels, view.measure.colours, strict=True))
            draw_roads(axes, lines, _classes(view), classes, unknown=tr("not predicted"))
        note = tr("Where the two directions of a road differ, the one listed lower is on top.")
        notes(figure, 0.075, f"{note} {_basis(shared, tr)}")
        report.add(figure)


def _basis(shared: SharedRoads, tr: Translate) -> str:
    """What the predictions rest on, in one sentence."""
    if "basis" not in shared.roads.columns:
        return ""
    shares = shared.roads["basis"].value_counts(normalize=True)
    parts = [f"{tr(name)} {100 * share:.0f} %" for name, share in shares.items()]
    return tr("Based on: {parts}.").format(parts=", ".join(parts))


def _classes(view: View) -> IntArray:
    """``(n,)`` numbers of the classes of a view, -1 where unknown."""
    measure, values = view.measure, view.values
    if measure.names:
        number = {name: n for n, name in enumerate(measure.names)}
        return values.map(number).fillna(-1).to_numpy(dtype=np.int64)
    numbers = values.to_numpy(dtype=np.float64)
    found = np.digitize(np.nan_to_num(numbers), measure.bounds)
    return np.where(np.isfinite(numbers), found, -1)


def _extremes(report: PdfReport, content: _Content) -> None:
    """Maps and tables of the slowest and the least reliable roads."""
    tr = content.tr
    figure = report.page(tr("Slowest and least reliable roads: observed, over the whole week"))
    pages = {
        0.05: (tr("Slowest: mean speed, km/h"), "speed", True),
        0.51: (tr("Least reliable: buffer index"), "buffer_index", False),
    }
    for left, (heading, measure, lowest) in pages.items():
        rows = extremes(content.bundle, content.traffic, measure, lowest=lowest)
        write(figure, left, 0.87, heading, bold=True)
        axes = figure.add_axes((left, 0.46, 0.40, 0.38))
        number_roads(axes, _lines(content.bundle), content.traffic.edge[rows].tolist())
        if not len(rows):
            few = tr("No road has passes of {n:,} drivers or more.")
            if len(content.traffic.edge):
                few = tr("No road has {n:,} drivers at this value or beyond.")
            write(figure, left, 0.42, fill(few, tr, n=content.min_drivers))
            continue
        columns: list[Column] = [("", 0.0, 3), (tr("Road"), 0.018, 26), (tr("Class"), 0.157, 12)]
        columns += [
            (tr("Metres"), 0.221, 7),
            (tr("Value (90 % interval)"), 0.262, 22),
            (tr("Drivers"), 0.38, 8),
        ]
        table(figure, left, 0.435, columns, [*_rows(content, rows, measure)])
    rule = tr(
        "Directed segments of at least {metres:g} m with passes of at least {n:,} drivers; of each "
        "street the most extreme. The extremes of many roads are partly chance: look at the "
        "intervals."
    )
    note = fill(rule, tr, metres=MIN_M, n=content.min_drivers)
    more = tr(
        "Buffer index: the extra time, relative to the mean travel time, with which 19 of 20 "
        "passes are in time. Intervals are of a bootstrap over drivers."
    )
    notes(figure, 0.135, note, more)
    report.add(figure)


def _rows(content: _Content, rows: IntArray, measure: str) -> Iterator[tuple[str, ...]]:
    network, traffic, tr = content.bundle.network, content.traffic, content.tr
    column, digits = MEASURES.index(measure), 1 if measure == "speed" else 2
    interval = tr("{value} ({low} to {high})")
    for number, row in enumerate(rows, start=1):
        edge = traffic.edge[row]
        numbers = (each[row, column] for each in (traffic.values, traffic.low, traffic.high))
        value, low, high = (local_number(f"{number:z.{digits}f}", tr) for number in numbers)
        yield (
            str(number),
            str(network.name[edge] or tr("(no name)")),
            str(network.highway[edge] or ""),
            local_number(f"{network.length_m[edge]:,.0f}", tr),
            interval.format(value=value, low=low, high=high),
            local_number(f"{traffic.vehicles[row]:,}", tr),
        )


def _limits(report: PdfReport, content: _Content) -> None:
    """What one must not conclude."""
    tr = content.tr
    sections: Mapping[str, list[str]] = card_sections(content.card, tr)
    pages = {
        tr("What it is for"): sections["use"],
        tr("Not for"): sections["misuse"],
        tr("Limits"): [
            *sections["limits"],
            *(line.said(tr) for line in content.remarks),
        ],
    }
    report.prose(tr("What not to conclude"), pages)


def _lines(bundle: Bundle) -> list[FloatArray]:
    """Vertices of the directed segments, kilometres from the centre."""
    network = bundle.network
    km = bundle.area.to_local(network.lon, network.lat) / 1000
    return np.split(km, network.offsets[1:-1])
