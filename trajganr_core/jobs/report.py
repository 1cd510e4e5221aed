"""The quality report of a bundle: one self-contained HTML file.

It is made from the manifest and the tables of roads and pictures, and not from the trips: its size
and memory do not grow with their number.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..contract.kinds.report import ReportParams, ReportResult
from ..contract.records.bundle_manifest import BundleManifest
from ..contract.tasks import TASKS, Kind, Task
from ..contract.texts.bundle_facts import area_facts, bundle_facts
from ..contract.texts.facts import Table
from ..contract.texts.html import Html, document, element, facts_table, table
from ..data.bundle import read_coverage, read_images, read_labels, read_network
from ..data.roads.network import road_of_edge
from ..publish.figures import (
    count_histogram,
    draw_points,
    draw_roads,
    histogram,
    lines_km,
    png,
    value_histogram,
)
from ..publish.measures import COUNTS, MEASURES, Measure
from ..utils.arrays import FloatArray, IntArray
from ..utils.progress import Progress
from ..utils.study_area import StudyArea

STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { margin-bottom: 0; } h2 { margin-top: 2.5rem; border-bottom: 1px solid #8888; }
.sub { opacity: .75; margin-top: .2rem; }
table { border-collapse: collapse; width: 100%; } td, th { text-align: left; vertical-align: top;
padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #8883; } th { font-weight: 600;
white-space: nowrap; width: 1%; } td { overflow-wrap: anywhere; }
.numbers td:last-child { text-align: right; }
figure { margin: 1.2rem 0; } img { max-width: 100%; height: auto; }
figcaption { opacity: .85; max-width: 48rem; }
@media (prefers-color-scheme: dark) { body { background: #000; }
.chart { filter: invert(1) hue-rotate(180deg); } .map { filter: brightness(.9); } }
ul { margin: .2rem 0; padding-left: 1.1rem; }
"""


@dataclass(frozen=True)
class _Picture:
    """A figure of the report, drawn as PNG: a chart is inverted in dark mode, a map is not."""

    title: str
    caption: str
    draw: Callable[[], bytes]
    is_chart: bool = False


@dataclass(frozen=True)
class _Data:
    """What pictures are drawn of: the roads with their lines in kilometres, and how they look."""

    folder: Path
    manifest: BundleManifest
    lines: list[FloatArray]
    road: IntArray

    @classmethod
    def load(cls, folder: Path) -> _Data:
        manifest, network = BundleManifest.load(folder), read_network(folder)
        lines = lines_km(network, StudyArea.of(manifest.area))
        return cls(folder, manifest, lines, road_of_edge(network))

    def of_roads(self, measure: Measure, values: pd.Series) -> bytes:
        """A map of values of the directed roads."""
        draw = partial(draw_roads, of_road=measure.class_of(values))
        return _map(draw, lines=self.lines, classes=measure.legend, unknown="none")

    def of_counts(self, counts: IntArray) -> bytes:
        """A map of counts, both directions of a road together."""
        total = pd.Series(np.bincount(self.road, counts, minlength=len(counts))[self.road])
        return self.of_roads(COUNTS, total.where(total > 0))


def run(params: ReportParams, out: Path, progress: Progress) -> ReportResult:
    """Write ``report.html`` into the folder ``out``."""
    data = _Data.load(Path(params.bundle))
    manifest, facts = data.manifest, bundle_facts(data.manifest)
    sections = {
        "Trips": list(_of_trips(data)),
        "Street views": list(_of_images(data)),
        "Labels": list(_of_labels(data)),
    }
    pictures = sum(map(len, sections.values()))
    name = manifest.name or "A study area"
    about = f"Quality of the data of bundle {facts['id']}, prepared {facts['prepared']}"
    at_top = {title: facts[title] for title in (*area_facts(manifest), "label trips", "options")}
    parts = [element("h1", name), element("p", about, class_="sub"), facts_table(at_top)]
    drawn = 0
    for title, section in sections.items():
        parts.append(element("h2", title))
        if not section:
            parts.append(element("p", "There are none."))
        for picture in section:
            progress("Drawing", drawn / pictures)
            parts.append(_figure(picture))
            drawn += 1
    losses = [row for row in _counts(manifest.dropped) if row[-1] != "0"]
    parts += [
        *(element("h3", "All tasks"), facts_table(facts["labels"])),
        element("h2", "Recognised formats and dropped data"),
        facts_table(facts["recognised, and left out"]),
        *(element("h3", "In numbers"), table(Table((), losses), class_="numbers")),
        *(element("h2", "Sources"), facts_table(facts["sources"])),
        element("p", f"Made with {facts['made with']}.", class_="sub"),
    ]
    page = document(f"{name}: data quality", STYLE, *parts)
    (out / ReportResult.FILE).write_text(page, encoding="utf-8")
    progress("Drawing", 1.0)
    return ReportResult(
        files=(ReportResult.FILE,),
        counts=asdict(manifest.counts),
        remarks=tuple(manifest.all_remarks),
    )


def _of_trips(data: _Data) -> Iterator[_Picture]:
    trips = read_coverage(data.folder)["trips"].to_numpy()
    share = 100 * np.count_nonzero(trips) / len(trips)
    yield _Picture(
        "Where trips are",
        f"Trips on each road, both directions together. {share:.0f} % of the directed roads have "
        "trips. Predictions for grey roads are based on their surroundings only.",
        lambda: data.of_counts(trips),
    )
    yield _Picture(
        "Trips per road segment",
        "Directed road segments by the number of different trips on them.",
        lambda: count_histogram(trips, "trips", "directed segments"),
        is_chart=True,
    )
    bins = data.manifest.figures.histograms
    yield _Picture(
        "Sampling",
        "Time from one matched fix of a trip to the next. Between distant fixes the movement of a "
        "vehicle is unknown.",
        lambda: histogram(bins["interval_s"], "time between fixes, s", "intervals"),
        is_chart=True,
    )
    yield _Picture(
        "Distance to the road",
        "Distance of fixes from their matched position on the road. Many distant fixes indicate "
        "poor GPS, missing roads or a shifted map.",
        lambda: histogram(bins["distance_m"], "distance to the road, m", "fixes"),
        is_chart=True,
    )


def _of_images(data: _Data) -> Iterator[_Picture]:
    images = read_images(data.folder)
    if images.empty:
        return
    distance = data.manifest.options["image_distance_m"]
    passes = images["trips"]
    km = StudyArea.of(data.manifest.area).to_local(*images[["lon", "lat"]].to_numpy().T) / 1000
    of_point = COUNTS.class_of(passes.where(passes > 0))
    draw = partial(draw_points, km=km, of_point=of_point)
    yield _Picture(
        "Where street views are",
        f"Pictures by the number of passes of trips within {distance:g} m; hollow without any. The "
        "model cannot relate a picture without a trip to trips.",
        lambda: _map(draw, lines=data.lines, classes=COUNTS.legend, unknown="none"),
    )
    on_edges = read_coverage(data.folder)["images"].to_numpy()
    yield _Picture(
        "Street views per road segment",
        "Directed road segments by the number of pictures on them.",
        lambda: count_histogram(on_edges, "street views", "directed segments"),
        is_chart=True,
    )
    yield _Picture(
        "Trips per street view",
        f"Pictures by the number of passes of trips within {distance:g} m.",
        lambda: count_histogram(passes.to_numpy(), "passing trips", "pictures"),
        is_chart=True,
    )


def _of_labels(data: _Data) -> Iterator[_Picture]:
    labels = read_labels(data.folder)
    for task in TASKS.values():
        if data.manifest.tasks.get(task.id):
            yield from _of_task(task, labels, data)


def _of_task(task: Task, labels: pd.DataFrame, data: _Data) -> Iterator[_Picture]:
    manifest = data.manifest
    source, count = manifest.label_sources[task.id], manifest.tasks[task.id]
    learned = f"The model learns from {count:,} directed roads."
    caption = " ".join((source, learned, *manifest.few(task.id)))
    of_edge = labels[task.labels[0]]
    if task.kind is Kind.ORDINAL:
        counts = of_edge.fillna(0).to_numpy(dtype=np.int64)
        yield _Picture(task.title, caption, lambda: data.of_counts(counts))
        yield _Picture(
            f"{task.title}, distribution",
            "Directed road segments by their label; the classes are quantiles of it.",
            lambda: count_histogram(counts, "label", "directed segments"),
            is_chart=True,
        )
        return
    (measure,) = (each for each in MEASURES if each.column == task.fields[0].name)
    if task.kind is Kind.DISTRIBUTION:
        shares = labels[list(task.labels)].set_axis(measure.names, axis=1).dropna()
        leading = shares.idxmax(axis=1).reindex(labels.index)
        caption += " The map shows the leading category."
        yield _Picture(task.title, caption, lambda: data.of_roads(measure, leading))
        return
    least = 0 if task.id in manifest.own_labels else task.minimum_support
    enough = of_edge.where(labels[task.support] >= least)
    caption += f" In {task.unit}; where both directions of a road differ, the higher is on top."
    yield _Picture(task.title, caption, lambda: data.of_roads(measure, enough))
    yield _Picture(
        f"{task.title}, distribution",
        "Directed road segments by their label.",
        lambda: value_histogram(
            enough.to_numpy(), f"{task.title.lower()}, {task.unit}", "directed segments"
        ),
        is_chart=True,
    )


def _map(draw: Callable[..., None], **arguments: Any) -> bytes:
    """A map with a legend as PNG."""
    figure = Figure(figsize=(8.0, 6.0), layout="constrained")
    axes: Axes = figure.subplots()
    draw(axes, **arguments)
    return png(figure)


def _figure(picture: _Picture) -> Html:
    data = base64.b64encode(picture.draw()).decode("ascii")
    kind = "chart" if picture.is_chart else "map"
    return element(
        "figure",
        element("h3", picture.title),
        element("img", alt=picture.title, src=f"data:image/png;base64,{data}", class_=kind),
        element("figcaption", picture.caption),
    )


def _counts(dropped: Mapping[str, Any], stage: str = "") -> Iterator[tuple[str, str, str]]:
    """Stage, reason and number of what was left out."""
    for name, value in dropped.items():
        if isinstance(value, Mapping):
            yield from _counts(value, f"{stage}, {name}" if stage else name)
        else:
            yield stage, name.replace("_", " "), f"{value:,}"
