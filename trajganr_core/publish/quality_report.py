"""The quality report of a bundle: one self-contained HTML file.

It is made from the manifest and the tables of roads and pictures, and not from the trips: its size
and memory do not grow with their number.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ..contract.files.atomic_io import atomic_file
from ..contract.files.output_paths import refuse_input
from ..contract.records.bundle_manifest import BundleManifest
from ..contract.tasks import TASKS, Kind, Task
from ..data.bundle import read_coverage, read_images, read_labels, read_network
from ..data.reporting.bundle_summary import summarise
from ..utils.progress import Progress, silent
from ..utils.study_area import StudyArea
from .figures import Map, count_histogram, histogram, value_histogram

__all__ = ["write_report"]

STYLE = """
:root { color: #222; background: #fff; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { margin-bottom: 0; } h2 { margin-top: 2.5rem; border-bottom: 1px solid #ccc; }
.sub { color: #555; margin-top: .2rem; }
table { border-collapse: collapse; width: 100%; } td, th { text-align: left; vertical-align: top;
padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #eee; } th { font-weight: 600;
white-space: nowrap; width: 1%; } td { overflow-wrap: anywhere; } td.number { text-align: right; }
figure { margin: 1.2rem 0; } img { max-width: 100%; height: auto; }
figcaption { color: #444; max-width: 48rem; }
ul { margin: .2rem 0; padding-left: 1.1rem; }
"""
#: Entries of the summary that are not in the table at the top: they have their own sections.
ELSEWHERE = frozenset(
    {
        *("name", "id", "prepared", "labels", "recognised, and left out", "sources"),
        "made with",
    }
)


@dataclass(frozen=True)
class _Picture:
    """A figure of the report, drawn as PNG."""

    title: str
    caption: str
    draw: Callable[[], bytes]


def write_report(bundle: Path, out: Path, progress: Progress = silent) -> None:
    """Write the report of a bundle as one HTML file, atomically.

    Raises:
        TrajganrError: as :meth:`~.bundle.Bundle.load`.
    """
    refuse_input(out, (bundle,))
    manifest = BundleManifest.load(bundle)
    summary = summarise(manifest)
    sections = {
        "Trips": list(_of_trips(bundle, manifest)),
        "Street views": list(_of_images(bundle, manifest)),
        "Labels": list(_of_labels(bundle, manifest)),
    }
    pictures = sum(map(len, sections.values()))
    drawn = 0
    parts = [_head(manifest.name or "A study area", summary)]
    for title, section in sections.items():
        parts.append(f"<h2>{escape(title)}</h2>")
        if not section:
            parts.append("<p>There are none.</p>")
        for picture in section:
            progress("Drawing", drawn / pictures)
            parts.append(_figure(picture))
            drawn += 1
    labels = "<h3>All tasks</h3>" + _table(summary["labels"])
    sources = "<h2>Sources</h2>" + _table(summary["sources"])
    versions = f'<p class="sub">Made with {escape(summary["made with"])}.</p>'
    parts += [labels, _left_out(manifest), sources, versions, "</body></html>\n"]
    with atomic_file(out) as temporary:
        temporary.write_text("\n".join(parts), encoding="utf-8")
    progress("Drawing", 1.0)


def _of_trips(bundle: Path, manifest: BundleManifest) -> Iterator[_Picture]:
    coverage = read_coverage(bundle)
    trips = coverage["trips"].to_numpy()
    share = 100 * np.count_nonzero(trips) / len(trips)
    roads = Map(read_network(bundle), StudyArea.of(manifest.area))
    yield _Picture(
        "Where trips are",
        f"Trips on each road, both directions together. {share:.0f} % of the directed roads have "
        "trips. Predictions for grey roads are based on their surroundings only.",
        lambda: roads.counts(trips, "trips"),
    )
    yield _Picture(
        "Trips per road segment",
        "Directed road segments by the number of different trips on them.",
        lambda: count_histogram(trips, "trips", "directed segments"),
    )
    bins = manifest.figures.histograms
    yield _Picture(
        "Sampling",
        "Time from one matched fix of a trip to the next. Between distant fixes the movement of a "
        "vehicle is unknown.",
        lambda: histogram(bins["interval_s"], "time between fixes, s", "intervals"),
    )
    yield _Picture(
        "Distance to the road",
        "Distance of fixes from their matched position on the road. Many distant fixes indicate "
        "poor GPS, missing roads or a shifted map.",
        lambda: histogram(bins["distance_m"], "distance to the road, m", "fixes"),
    )


def _of_images(bundle: Path, manifest: BundleManifest) -> Iterator[_Picture]:
    images = read_images(bundle)
    if images.empty:
        return
    distance = manifest.options["image_distance_m"]
    roads = Map(read_network(bundle), StudyArea.of(manifest.area))
    passes = images["trips"].to_numpy()
    yield _Picture(
        "Where street views are",
        f"Pictures by the number of passes of trips within {distance:g} m; hollow without any. The "
        "model cannot relate a picture without a trip to trips.",
        lambda: roads.points(
            images["lon"].to_numpy(), images["lat"].to_numpy(), passes, "passing trips"
        ),
    )
    on_edges = read_coverage(bundle)["images"].to_numpy()
    yield _Picture(
        "Street views per road segment",
        "Directed road segments by the number of pictures on them.",
        lambda: count_histogram(on_edges, "street views", "directed segments"),
    )
    yield _Picture(
        "Trips per street view",
        f"Pictures by the number of passes of trips within {distance:g} m.",
        lambda: count_histogram(passes, "passing trips", "pictures"),
    )


def _of_labels(bundle: Path, manifest: BundleManifest) -> Iterator[_Picture]:
    labels = read_labels(bundle)
    roads = Map(read_network(bundle), StudyArea.of(manifest.area))
    for task in TASKS.values():
        if not manifest.tasks.get(task.id):
            continue
        yield from _of_task(task, labels, roads, manifest)


def _of_task(
    task: Task, labels: pd.DataFrame, roads: Map, manifest: BundleManifest
) -> Iterator[_Picture]:
    source = manifest.label_sources[task.id]
    caption = f"{source} The model learns from {manifest.tasks[task.id]:,} directed roads."
    values = labels[list(task.labels)]
    if task.kind is Kind.DISTRIBUTION:
        yield _Picture(
            task.title,
            f"{caption} The map shows the leading category.",
            lambda: roads.categories(values),
        )
        return
    of_edge = values.iloc[:, 0].to_numpy(dtype=np.float64)
    if task.kind is Kind.ORDINAL:
        counts = np.nan_to_num(of_edge).astype(np.int64)
        yield _Picture(task.title, caption, lambda: roads.counts(counts, "trips"))
        yield _Picture(
            f"{task.title}, distribution",
            "Directed road segments by their label; the classes are quantiles of it.",
            lambda: count_histogram(counts, "label", "directed segments"),
        )
        return
    least = 0 if task.id in manifest.own_labels else task.minimum_support
    enough = np.where(labels[task.support] >= least, of_edge, np.nan)
    unit = f"{task.title.lower()}, {task.unit}"
    yield _Picture(task.title, caption, lambda: roads.values(enough, unit))
    yield _Picture(
        f"{task.title}, distribution",
        "Directed road segments by their label.",
        lambda: value_histogram(enough, unit, "directed segments"),
    )


def _head(name: str, summary: Mapping[str, Any]) -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(name)}: data quality</title><style>{STYLE}</style></head><body>"
        f"<h1>{escape(name)}</h1>"
        f'<p class="sub">Quality of the data of bundle {escape(summary["id"])}, prepared '
        f"{escape(summary['prepared'])}</p>"
        + _table({name: text for name, text in summary.items() if name not in ELSEWHERE})
    )


def _figure(picture: _Picture) -> str:
    data = base64.b64encode(picture.draw()).decode("ascii")
    return (
        f"<figure><h3>{escape(picture.title)}</h3>"
        f'<img alt="{escape(picture.title)}" src="data:image/png;base64,{data}">'
        f"<figcaption>{escape(picture.caption)}</figcaption></figure>"
    )


def _left_out(manifest: BundleManifest) -> str:
    """Recognised formats and losses, in sentences and numbers."""
    sentences = "".join(
        f"<tr><th>{escape(stage)}</th><td><ul>"
        + "".join(f"<li>{escape(line)}</li>" for line in lines)
        + "</ul></td></tr>"
        for stage, lines in manifest.remarks.items()
    )
    counted = "".join(
        f"<tr><th>{escape(stage)}</th><td>{escape(reason)}</td>"
        f'<td class="number">{count:,}</td></tr>'
        for stage, reason, count in _counts(manifest.dropped)
        if count
    )
    return (
        "<h2>Recognised formats and dropped data</h2>"
        f"<table>{sentences}</table><h3>In numbers</h3><table>{counted}</table>"
    )


def _counts(dropped: Mapping[str, Any], stage: str = "") -> Iterator[tuple[str, str, int]]:
    for name, value in dropped.items():
        if isinstance(value, Mapping):
            yield from _counts(value, f"{stage}, {name}" if stage else name)
        else:
            yield stage, name.replace("_", " "), value


def _table(rows: Mapping[str, str]) -> str:
    lines = (
        f"<tr><th>{escape(name)}</th><td>{escape(str(text))}</td></tr>"
        for name, text in rows.items()
    )
    return f"<table>{''.join(lines)}</table>"
