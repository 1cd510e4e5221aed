"""A readable summary of a bundle's manifest.

Standard library only.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from ...contract.bundle_manifest import BundleFigures, BundleManifest, SourceFile
from ...contract.data_config import (
    CleaningOptions,
    LabelOptions,
    MatchOptions,
    RoadOptions,
    TripOptions,
)
from ...contract.tasks import TASKS

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


def summarise(manifest: BundleManifest) -> dict[str, Any]:
    """Content, sources and losses of a bundle, by name; some values are nested."""
    counts, versions = manifest.counts, manifest.versions
    width, height = area_km(manifest.area.bbox)
    return {
        "name": manifest.name or "(none)",
        "id": manifest.id[:16],
        "prepared": f"{manifest.created_at}, TrajGANR {versions['trajganr']}",
        "area": f"{width:.1f} × {height:.1f} km, " + " ".join(map(str, manifest.area.bbox)),
        "trips": f"{counts.trips:,} trips of {counts.drivers:,} drivers in "
        f"{counts.pieces:,} pieces, {counts.fixes:,} fixes, "
        f"{manifest.figures.km:,.0f} km driven",
        "period": _period(manifest.figures.period),
        **_sampling(manifest.figures),
        "roads": _roads(manifest),
        "street views": _street_views(manifest),
        "label trips": f"{counts.label_pieces:,} pieces of {counts.label_drivers:,} drivers "
        "are used for labels and never as input; "
        f"{counts.pieces - counts.label_pieces:,} pieces of the others are input",
        "labels": _labels(manifest),
        "recognised, and left out": {
            stage: " ".join(f"{line.rstrip('.')}." for line in lines)
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


def _period(period: tuple[float | None, float | None]) -> str:
    if period[0] is None or period[1] is None:
        return "unknown"
    begin, end = (datetime.fromtimestamp(t, UTC) for t in (period[0], period[1]))
    return f"{begin:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M} UTC"


def _sampling(figures: BundleFigures) -> dict[str, str]:
    interval, distance = figures.interval_s, figures.distance_m
    spread = f"{_number(interval.p5, 'g')} to {_number(interval.p95, 'g')} s"
    if interval.p5 == interval.p95:
        spread = "the same"
    return {
        "sampling": f"a fix every {_number(interval.median, 'g')} s; "
        f"nine in ten intervals are {spread}",
        "distance to the road": f"{_number(distance.median, '.1f')} m in the median, "
        f"{_number(distance.p95, '.1f')} m or less for 95 % of the fixes",
    }


def _number(value: float | None, spec: str) -> str:
    return "unknown" if value is None else format(value, spec)


def _roads(manifest: BundleManifest) -> str:
    counts, figures = manifest.counts, manifest.figures
    edges = counts.edges
    share = 100 * figures.edges_with_trips / edges
    return (
        f"{edges:,} directed roads, {figures.road_km:,.0f} km; {figures.edges_with_trips:,} "
        f"({share:.0f} %) have a trip, {figures.edges_with_images:,} a street view"
    )


def _street_views(manifest: BundleManifest) -> str:
    images = manifest.counts.images
    if not images:
        return "none"
    passed, distance = manifest.figures.images_with_trips, manifest.options["image_distance_m"]
    return f"{images:,}; trips pass {passed:,} of them within {distance:g} m"


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
