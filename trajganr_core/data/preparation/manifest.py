"""The manifest of a bundle: its content, its sources, and the losses of each stage."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from ...contract.options.data_config import DERIVED_SPEED, PrepareConfig
from ...contract.records.bundle_manifest import (
    BundleCounts,
    BundleFigures,
    BundleManifest,
    Quantiles,
    SourceFile,
)
from ...contract.tasks import TASKS, Task
from ...contract.texts.text import Text
from ..bundle import content_hash
from ..labels.derived import MAX_BRAKING_GAP_S, MAX_SLOWDOWN_GAP_S, POI_DISTANCE_M
from ..local_time import AreaZone, time_zone_of
from ..matching.report import MatchReport
from ..pass_shares import PASSES_BY_CLASS, PassShares
from ..roads.driving_side import driving_side
from ..roads.network import Network
from ..trips.cleaning import CleaningReport
from ..trips.hashed_ids import HASHED
from .drivers import DriverSplit
from .provenance import versions
from .stage_graph import Inputs
from .support import support_of
from .trip_figures import Histogram, TripFigures

log = logging.getLogger(__name__)

Report = Mapping[str, Any]

#: Key of the remarks on tasks without labels.
WITHOUT_LABELS = "tasks without labels"
#: The name of the stage that reads places.
PLACES = "places"

DERIVED = {
    "popularity": Text("Derived: number of label trips."),
    "aoi": Text(
        "Derived: shares of the categories of places within {metres:g} m.", metres=POI_DISTANCE_M
    ),
    "braking": Text("Derived: decelerations of label trips beyond 3 m/s², from measured speed."),
    "slowdown": Text(
        "Derived: half the squared speed that label trips lose per metre driven, "
        "between fixes more than {least:g} s and at most "
        "{most:g} s apart; comparable between roads with similar "
        "sampling; it is not hard braking.",
        least=MAX_BRAKING_GAP_S,
        most=MAX_SLOWDOWN_GAP_S,
    ),
}
#: Tasks whose labels come from label trips, unless the user provides them.
FROM_TRIPS = ("speed", "popularity", "braking", "slowdown")


@dataclass(frozen=True, kw_only=True)
class Findings:
    """Tables of a bundle and reports of its stages.

    ``passes`` has those that count passes; ``others`` are optional stages, by name.
    """

    network: Network
    roads: Report
    trips: Sequence[Report]
    passes: Sequence[Report]
    others: Mapping[str, Report]
    cleaning: CleaningReport
    matching: MatchReport
    split: DriverSplit
    labels: pd.DataFrame
    coverage: pd.DataFrame
    images: pd.DataFrame
    sources: Sequence[SourceFile]
    clocks: Sequence[Text]


def manifest_of(findings: Findings, inputs: Inputs, folder: Path) -> BundleManifest:
    """The manifest of the bundle whose other files are in ``folder``."""
    figures = sum((TripFigures.from_dict(one["figures"]) for one in findings.trips), TripFigures())
    side, reason = driving_side(inputs.area, inputs.config.driving_side)
    zone = _zone_of(inputs.config, findings.network, figures)
    time_remarks = [*_time_remarks(inputs.config, zone), *findings.clocks]
    for line in (reason, *time_remarks):
        log.info(line)
    own = [task for task, _ in inputs.config.label_fields]
    tasks = labelled_edges(findings.labels, own)
    notes = _notes(findings, tasks)
    counts = counts_of(
        figures, findings.split, edges=len(findings.labels), images=len(findings.images)
    )
    sampling = figures_of(
        figures,
        findings.coverage,
        findings.images,
        road_km=findings.roads["length_km"],
        recovered_share=_pass_shares(findings).recovered_share,
    )
    places = findings.others.get(PLACES, {}).get("by_category", {})
    support = support_of(findings.labels, tasks, notes, tuple(own), counts, sampling, places)
    return BundleManifest(
        id=content_hash(folder, inputs.area),
        name=inputs.config.name,
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        area=inputs.area.to_area(),
        driving_side=side,
        time_zone=zone.name,
        counts=counts,
        tasks=tasks,
        notes=notes,
        support=support,
        own_labels=tuple(own),
        label_sources={task: _label_source(inputs, task) for task in tasks},
        figures=sampling,
        dropped=_dropped(findings),
        remarks={
            stage: tuple(lines)
            for stage, lines in _remarks(findings, notes, reason, time_remarks).items()
        }
        | ({"ids": (HASHED,)} if inputs.config.id_salt else {}),
        sources=tuple(findings.sources),
        options=inputs.options(),
        versions=versions(),
    )


def _zone_of(config: PrepareConfig, network: Network, trips: TripFigures) -> AreaZone:
    """The zone that the user chose, or the one where the roads are."""
    if config.local_time_zone:
        return AreaZone(config.local_time_zone)
    return time_zone_of(network, (trips.begin or 0.0, trips.end or 0.0))


def _time_remarks(config: PrepareConfig, zone: AreaZone) -> list[Text]:
    lines = [zone.remark]
    if config.time_zone and config.time_zone != zone.name:
        lines.append(
            Text(
                "Times without a time zone were read as times of {zone}, which is not the "
                "zone of the study area.",
                zone=config.time_zone,
            )
        )
    return lines


def counts_of(trips: TripFigures, split: DriverSplit, *, edges: int, images: int) -> BundleCounts:
    """How much a bundle contains."""
    return BundleCounts(
        edges=edges,
        trips=trips.trips,
        pieces=trips.pieces,
        label_pieces=split.label_pieces,
        drivers=split.drivers,
        label_drivers=split.label_drivers,
        fixes=trips.fixes,
        images=images,
    )


def labelled_edges(labels: pd.DataFrame, own: Sequence[str]) -> dict[str, int]:
    """For each task with labels, the number of directed edges usable for training."""
    return {
        task.id: int(_is_labelled(labels, task, own).sum())
        for task in TASKS.values()
        if task.support in labels
    }


def _is_labelled(labels: pd.DataFrame, task: Task, own: Sequence[str]) -> pd.Series:
    known = labels[list(task.labels)].notna().all(axis=1)
    return known if task.id in own else known & (labels[task.support] >= task.minimum_support)


def _notes(findings: Findings, tasks: Mapping[str, int]) -> dict[str, Text]:
    """The reasons why tasks have no labels."""
    notes = {}
    if "aoi" not in tasks:
        notes["aoi"] = Text("No places (POIs) were given.")
    for task in FROM_TRIPS:
        if not tasks.get(task):
            notes[task] = (
                _no_observations(task, tasks)
                if findings.split.label_pieces
                else Text(
                    "There are no label trips: the share of label drivers is 0, or there is only "
                    "one driver."
                )
            )
    return notes


def _no_observations(task: str, tasks: Mapping[str, int]) -> Text:
    """Why label trips give no labels for a task, and which similar task has labels."""
    if task in tasks:
        return Text("No road has enough label trips.")
    if task == "braking":
        return Text(
            "Hard braking needs measured speed in fixes at most {seconds:g} s apart; these trips "
            "have none. Slow-down intensity has labels instead; it is not hard braking."
            if tasks.get("slowdown")
            else "Hard braking needs measured speed in fixes at most {seconds:g} s apart; these "
            "trips have none.",
            seconds=MAX_BRAKING_GAP_S,
        )
    return Text(
        "Slow-down intensity needs fixes more than {least:g} s and at most {most:g} s apart; these "
        "trips have none. Hard braking has labels instead."
        if tasks.get("braking")
        else "Slow-down intensity needs fixes more than {least:g} s and at most {most:g} s apart; "
        "these trips have none.",
        least=MAX_BRAKING_GAP_S,
        most=MAX_SLOWDOWN_GAP_S,
    )


def _label_source(inputs: Inputs, task: str) -> Text:
    field = dict(inputs.config.label_fields).get(task)
    if field is None or inputs.labels is None:
        if task == "speed":
            return DERIVED_SPEED[inputs.config.speed_mean]
        return DERIVED[task]
    return Text(
        "The field {field} in {unit} of {layer}."
        if task == "speed"
        else "The field {field} of {layer}.",
        field=field,
        unit=inputs.config.label_speed_unit,
        layer=inputs.labels.name,
    )


def figures_of(
    trips: TripFigures,
    coverage: pd.DataFrame,
    images: pd.DataFrame,
    *,
    road_km: float,
    recovered_share: float | None,
) -> BundleFigures:
    """The manifest's figures of the amount and the sampling of the data."""
    return BundleFigures(
        period=(trips.begin, trips.end),
        km=trips.metres / 1000,
        edges_with_trips=int((coverage["trips"] > 0).sum()),
        edges_with_images=int((coverage["images"] > 0).sum()),
        images_with_trips=int((images["trips"] > 0).sum()),
        road_km=road_km,
        interval_s=_quantiles(trips.interval_s),
        distance_m=_quantiles(trips.distance_m),
        histograms={
            "interval_s": trips.interval_s.to_manifest(),
            "distance_m": trips.distance_m.to_manifest(),
        },
        recovered_share=recovered_share,
    )


def _quantiles(histogram: Histogram) -> Quantiles:
    p5, median, p95 = map(histogram.quantile, (0.05, 0.5, 0.95))
    return Quantiles(p5=p5, median=median, p95=p95)


def _dropped(findings: Findings) -> dict[str, Any]:
    """Counts by stage and reason."""
    parts: dict[str, Any] = {
        "roads": findings.roads["dropped"],
        "reading": dict(sum((Counter(one["dropped"]) for one in findings.trips), Counter())),
        "cleaning": asdict(findings.cleaning),
        "matching": findings.matching.to_dict(),
    }
    return parts | {name: report["dropped"] for name, report in findings.others.items()}


def _pass_shares(findings: Findings) -> PassShares:
    """Of all trips; JSON has lists in place of tuples."""
    parts = ({name: tuple(of) for name, of in one["passes"].items()} for one in findings.passes)
    return sum(map(PassShares, parts), PassShares())


def _remarks(
    findings: Findings, notes: Mapping[str, Text], driving_side: Text, times: Sequence[Text]
) -> dict[str, list[Text]]:
    """Recognised formats and losses with reasons, as sentences by stage."""
    remarks = {
        "roads": [*findings.roads["remarks"], driving_side],
        "reading": [line for report in findings.trips for line in report["remarks"]],
        "cleaning": findings.cleaning.lines(),
        "matching": findings.matching.lines(),
        "local time": list(times),
    }
    remarks |= {
        name: list(report["remarks"])
        for name, report in findings.others.items()
        if report["remarks"]
    }
    if shares := _pass_shares(findings).lines():
        remarks[PASSES_BY_CLASS] = shares
    if notes:
        remarks[WITHOUT_LABELS] = [
            note
            if note.startswith(TASKS[task].title)
            else Text("{name}: {fact}", name=Text(TASKS[task].title), fact=note)
            for task, note in notes.items()
        ]
    return remarks
