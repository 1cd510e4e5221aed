"""A readable summary of a bundle's manifest.

Standard library only.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from ...contract.options.data_config import (
    CleaningOptions,
    LabelOptions,
    MatchOptions,
    RoadOptions,
    TripOptions,
)
from ...contract.records.bundle_manifest import BundleFigures, BundleManifest, SourceFile
from ...contract.tasks import TASKS
from ...contract.texts.local_numbers import fill, local_number
from ...contract.texts.model_summary import Translate
from ...contract.texts.text import said_of

__all__ = ["STAGE_DEFAULTS", "area_km", "summarise"]

KM_A_DEGREE = 111.32
#: Default options of each stage, by its name in manifests.
STAGE_DEFAULTS = {
    "trips": TripOptions(),
    "cleaning": CleaningOptions(),
    "roads": RoadOptions(),
    "matching": MatchOptions(),
    "labels": LabelOptions(),
}


def summarise(manifest: BundleManifest, tr: Translate = str) -> dict[str, Any]:
    """Content, sources and losses of a bundle, by name; some values are nested.

    Names are English; area, trips, sampling, roads, street views and what was left out are in the
    language of ``tr``.
    """
    counts, versions = manifest.counts, manifest.versions
    width, height = (local_number(f"{km:.1f}", tr) for km in area_km(manifest.area.bbox))
    return {
        "name": manifest.name or "(none)",
        "id": manifest.id[:16],
        "prepared": f"{manifest.created_at}, TrajGANR {versions['trajganr']}",
        "area": f"{width} × {height} km, " + " ".join(map(str, manifest.area.bbox)),
        "trips": tr(
            "{trips} trips of {drivers} drivers in {pieces} pieces, {fixes} fixes, {km} km driven"
        ).format(
            trips=local_number(f"{counts.trips:,}", tr),
            drivers=local_number(f"{counts.drivers:,}", tr),
            pieces=local_number(f"{counts.pieces:,}", tr),
            fixes=local_number(f"{counts.fixes:,}", tr),
            km=local_number(f"{manifest.figures.km:,.0f}", tr),
        ),
        "period": _period(manifest.figures.period, tr),
        **_sampling(manifest.figures, tr),
        "roads": _roads(manifest, tr),
        "street views": _street_views(manifest, tr),
        "label trips": f"{counts.label_pieces:,} pieces of {counts.label_drivers:,} drivers "
        "are used for labels and never as input; "
        f"{counts.pieces - counts.label_pieces:,} pieces of the others are input",
        "labels": _labels(manifest),
        "recognised, and left out": {
            stage: " ".join(_without_name(line.said(tr), stage, tr) for line in lines)
            for stage, lines in manifest.remarks.items()
        },
        "sources": _sources(manifest.sources),
        "options": _options(manifest.options) or "all defaults",
        "made with": ", ".join(f"{name} {number}" for name, number in versions.items()),
    }


def area_km(bbox: tuple[float, float, float, float]) -> tuple[float, float]:
    """Width and height of a box in degrees, kilometres."""
    west, south, east, north = bbox
    width = (east - west) * math.cos(math.radians((south + north) / 2))
    return width * KM_A_DEGREE, (north - south) * KM_A_DEGREE


def _period(period: tuple[float | None, float | None], tr: Translate) -> str:
    if period[0] is None or period[1] is None:
        return tr("unknown")
    begin, end = (
        f"{datetime.fromtimestamp(t, UTC):%Y-%m-%d %H:%M}" for t in (period[0], period[1])
    )
    return tr("{begin} to {end} UTC").format(begin=begin, end=end)


def _sampling(figures: BundleFigures, tr: Translate) -> dict[str, str]:
    interval, distance = figures.interval_s, figures.distance_m
    each = (interval.p5, interval.median, interval.p95)
    p5, median, p95 = (_number(one, "g", tr) for one in each)
    text = tr("a fix every {median} s; nine in ten intervals are {p5} to {p95} s")
    if interval.p5 == interval.p95:
        text = tr("a fix every {median} s; nine in ten intervals are the same")
    distances = tr("{median} m in the median, {p95} m or less for 95 % of the fixes")
    return {
        "sampling": text.format(median=median, p5=p5, p95=p95),
        "distance to the road": distances.format(
            median=_number(distance.median, ".1f", tr), p95=_number(distance.p95, ".1f", tr)
        ),
    }


def _number(value: float | None, spec: str, tr: Translate) -> str:
    return tr("unknown") if value is None else local_number(format(value, spec), tr)


def _roads(manifest: BundleManifest, tr: Translate) -> str:
    counts, figures = manifest.counts, manifest.figures
    return tr(
        "{edges} directed roads, {km} km; {trips} ({share:.0f} %) have a trip, {images} a street "
        "view"
    ).format(
        edges=local_number(f"{counts.edges:,}", tr),
        km=local_number(f"{figures.road_km:,.0f}", tr),
        trips=local_number(f"{figures.edges_with_trips:,}", tr),
        share=100 * figures.edges_with_trips / counts.edges,
        images=local_number(f"{figures.edges_with_images:,}", tr),
    )


def _street_views(manifest: BundleManifest, tr: Translate) -> str:
    images = manifest.counts.images
    if not images:
        return tr("none")
    return fill(
        tr("{images}; trips pass {passed} of them within {metres:g} m"),
        tr,
        images=local_number(f"{images:,}", tr),
        passed=local_number(f"{manifest.figures.images_with_trips:,}", tr),
        metres=manifest.options["image_distance_m"],
    )


def _labels(manifest: BundleManifest) -> dict[str, str]:
    """One line per task: number of roads usable for training, or why there are none."""
    lines = {}
    for task in TASKS.values():
        count = manifest.tasks.get(task.id)
        if count:
            lines[task.title] = f"{count:,} directed roads. {manifest.label_sources[task.id]}"
        else:
            lines[task.title] = f"none: {manifest.notes.get(task.id, 'no road has enough')}"
    return lines


def _without_name(remark: str, stage: str, tr: Translate) -> str:
    """A sentence on a stage, without its name at the beginning."""
    name = said_of(tr(stage).capitalize(), "", tr)
    text = remark.removeprefix(name).rstrip(".")
    return f"{text[:1].upper()}{text[1:]}."


def _sources(sources: Sequence[SourceFile]) -> dict[str, str]:
    """Sources by role and name; equal names are numbered."""
    summaries: dict[str, str] = {}
    for source in sources:
        name = f"{source.role}, {source.name}"
        same = sum(other == name or other.startswith(f"{name} (") for other in summaries)
        summaries[f"{name} ({same + 1})" if same else name] = _source(source)
    return summaries


def _source(source: SourceFile) -> str:
    parts = [source.description, source.licence, source.attribution]
    if source.bytes is not None and source.sha256 is not None:
        parts.append(f"{_size(source.bytes)}, SHA-256 {source.sha256[:16]}…")
    return "; ".join(part.rstrip(".") for part in parts if part)


def _size(count: int) -> str:
    for unit, size in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if count >= size:
            return f"{count / size:.1f} {unit}"
    return f"{count} bytes"


def _options(options: Mapping[str, Any]) -> str:
    """The options that differ from the defaults."""
    parts = []
    for stage, default in STAGE_DEFAULTS.items():
        for name, value in options[stage].items():
            # Tuples of options are lists in a manifest.
            if _plain(value) != _plain(getattr(default, name, None)):
                parts.append(f"{name} {_shown(value)}")
    parts += [f"{name} {options[name]:g}" for name in ("image_distance_m", "seed")]
    return ", ".join(parts)


def _plain(value: Any) -> Any:
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _shown(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(": ".join(item) if isinstance(item, list) else str(item) for item in value)
    return str(value)
