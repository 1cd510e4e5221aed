"""Facts on bundles: what they contain, where it is from, and what was left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..options.data_config import STAGE_DEFAULTS
from ..records.bundle_manifest import BundleManifest, Quantiles, SourceFile
from ..tasks import TASKS
from .facts import Facts
from .quantities import bytes_text, rounded
from .text import Text, joined, said_of

#: Facts of a layer on its study area: its name, the days and numbers of trips and drivers.
AREA_FACTS = ("AREA", "PERIOD")


def bundle_facts(manifest: BundleManifest) -> Facts:
    """Content, sources and losses of a bundle."""
    counts, versions = manifest.counts, manifest.versions
    return {
        "name": manifest.name or "(none)",
        "id": manifest.id[:16],
        "prepared": f"{manifest.created_at}, TrajGANR {versions['trajganr']}",
        **area_facts(manifest),
        "label trips": f"{counts.label_pieces:,} pieces of {counts.label_drivers:,} drivers "
        "are used for labels and never as input; "
        f"{counts.pieces - counts.label_pieces:,} pieces of the others are input",
        "labels": label_facts(manifest),
        "recognised, and left out": {name: list(of) for name, of in manifest.remarks.items()},
        "sources": source_facts(manifest.sources),
        "options": _options(manifest.options),
        "made with": ", ".join(f"{name} {number}" for name, number in versions.items()),
    }


def area_facts(manifest: BundleManifest) -> dict[str, Text]:
    """Area, trips and their sampling, roads and street views."""
    counts, figures = manifest.counts, manifest.figures
    interval, distance = figures.interval_s, figures.distance_m
    is_regular = interval.p5 == interval.p95
    corners = " ".join(map(str, manifest.area.bbox))
    return {
        Text("area"): Text("{size}, {corners}", size=size_text(manifest), corners=corners),
        Text("trips"): Text(
            "{trips:,} trips of {drivers:,} drivers in {pieces:,} pieces, {fixes:,} fixes, "
            "{km:,.0f} km driven",
            counts,
            km=figures.km,
        ),
        Text("period"): _period(figures.period),
        Text("sampling"): Text(
            "a fix every {median} s; nine in ten intervals are the same"
            if is_regular
            else "a fix every {median} s; nine in ten intervals are {p5} to {p95} s",
            **_known(interval, "{value:g}"),
        ),
        Text("distance to the road"): Text(
            "{median} m in the median, {p95} m or less for 95 % of the fixes",
            **_known(distance, "{value:.1f}"),
        ),
        Text("roads"): Text(
            "{edges:,} directed roads, {km:,.0f} km; {trips:,} ({share:.0f} %) have a trip, "
            "{images:,} a street view",
            edges=counts.edges,
            km=figures.road_km,
            trips=figures.edges_with_trips,
            share=100 * figures.edges_with_trips / counts.edges,
            images=figures.edges_with_images,
        ),
        Text("street views"): Text(
            "{images:,}; trips pass {passed:,} of them within {metres:g} m",
            images=counts.images,
            passed=figures.images_with_trips,
            metres=manifest.options["image_distance_m"],
        )
        if counts.images
        else Text("none"),
    }


def published_manifest(manifest: BundleManifest) -> BundleManifest:
    """The manifest with rounded numbers of what trips add up to, for what is published."""
    counts, figures = manifest.counts, manifest.figures
    of_trips = ("trips", "pieces", "label_pieces", "drivers", "label_drivers", "fixes")
    of_roads = ("km", "edges_with_trips", "images_with_trips")
    return replace(
        manifest,
        counts=replace(counts, **{name: rounded(getattr(counts, name)) for name in of_trips}),
        figures=replace(figures, **{name: rounded(getattr(figures, name)) for name in of_roads}),
    )


def local_days(
    period: tuple[float | None, float | None], time_zone: str
) -> tuple[str, str, str] | None:
    """First and last day of a period, and the zone: UTC where the zone's rules are missing.

    Args:
        period: Unix seconds.
        time_zone: IANA name.

    Returns:
        ISO 8601 dates and the zone's name; None for a period that is unknown.
    """
    zone: tzinfo
    try:
        zone, name = ZoneInfo(time_zone), time_zone
    except (ZoneInfoNotFoundError, ValueError, OSError):  # QGIS may have no time zones
        zone, name = timezone.utc, "UTC"  # noqa: UP017 # Python 3.10
    try:
        days = [f"{datetime.fromtimestamp(t, zone):%Y-%m-%d}" for t in period if t is not None]
        first, last = days
    except (ValueError, OverflowError, OSError):
        return None
    return first, last, name


def facts_of_layers(manifest: BundleManifest, name: str) -> dict[str, str]:
    """What a layer says of the study area that it was made of, for those who get the layer alone.

    Numbers of trips and drivers are not among them: of two published layers, the difference would
    tell how many trips one more person made.

    Args:
        name: of the study area.

    Returns:
        The values of :data:`AREA_FACTS`: of the period first and last local day, as
        ``2013-07-01/2013-07-02``; '' if it is unknown.
    """
    days = local_days(manifest.figures.period, manifest.time_zone)
    period = "/".join(days[:2]) if days else ""
    return dict(zip(AREA_FACTS, (name, period), strict=True))


def size_text(manifest: BundleManifest) -> Text:
    """Width and height of a study area."""
    width, height = manifest.area.size_km
    return Text("{width:.1f} × {height:.1f} km", width=width, height=height)


def support_facts(manifest: BundleManifest) -> dict[str, Text]:
    """What the data support: of each task enough, few or no labels, and why."""
    none = Text("no road has enough")
    return {
        Text(task.title): _support(count, manifest.few(task.id))
        if (count := manifest.tasks.get(task.id))
        else Text("none: {why}", why=manifest.notes.get(task.id, none))
        for task in TASKS.values()
    }


def label_facts(manifest: BundleManifest) -> dict[str, Text]:
    """The same, with the source of the labels."""
    sources = {TASKS[task].title: of for task, of in manifest.label_sources.items()}
    return {
        title: joined(fact, sources[title], by="{first} {second}") if title in sources else fact
        for title, fact in support_facts(manifest).items()
    }


def _support(count: int, few: Sequence[Text]) -> Text:
    text = Text(
        "few: {count:,} directed roads." if few else "enough: {count:,} directed roads.",
        count=count,
    )
    return joined(text, *few, by="{first} {second}")


def few_text(task_id: str, reasons: Sequence[Text]) -> Text:
    """A warning of a task with few labels, and why they are few."""
    warning = Text("few data, do not rely on it.")
    return said_of(Text(TASKS[task_id].title), joined(warning, *reasons, by="{first} {second}"))


def few_texts(manifest: BundleManifest) -> list[Text]:
    """The warnings of all tasks with few labels."""
    return [few_text(task, reasons) for task in TASKS if (reasons := manifest.few(task))]


def source_facts(sources: Sequence[SourceFile]) -> dict[str, str]:
    """Sources by role and name; equal names are numbered."""
    facts: dict[str, str] = {}
    for source in sources:
        name = f"{source.role}, {source.name}"
        same = sum(other == name or other.startswith(f"{name} (") for other in facts)
        facts[f"{name} ({same + 1})" if same else name] = _source(source)
    return facts


def _period(period: tuple[float | None, float | None]) -> Text:
    begin, end = (
        at and f"{datetime.fromtimestamp(at, timezone.utc):%Y-%m-%d %H:%M}"  # noqa: UP017 # 3.10
        for at in period
    )
    if not begin or not end:
        return Text("unknown")
    return Text("{begin} to {end} UTC", begin=begin, end=end)


def _known(of: Quantiles, spec: str) -> dict[str, Text]:
    """Quantiles in a format, by name."""
    values = {"p5": of.p5, "median": of.median, "p95": of.p95}
    unknown = Text("unknown")
    return {
        name: unknown if value is None else Text(spec, value=value)
        for name, value in values.items()
    }


def _source(source: SourceFile) -> str:
    parts = [source.description, source.licence, source.attribution]
    if source.bytes is not None and source.sha256 is not None:
        parts.append(f"{bytes_text(source.bytes)}, SHA-256 {source.sha256[:16]}…")
    return "; ".join(part.rstrip(".") for part in parts if part)


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
