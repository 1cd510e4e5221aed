"""Predicts every road of a layer from a bundle, also at times of the week."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import geopandas as gpd
import numpy as np

from ..contract.kinds.predict import PredictResult
from ..contract.layers.geopackage_styles import DRIVING_SIDE
from ..contract.layers.predicted_columns import TimeColumns
from ..contract.layers.road_times import NO_TIMES, PredictedTimes, joined_names
from ..contract.options.data_config import DERIVED_SPEED
from ..contract.options.time_sets import WHOLE_WEEK
from ..contract.records.model_card import ModelCard
from ..contract.tasks import TASKS, task
from ..contract.texts.bundle_facts import facts_of_layers, few_text
from ..contract.texts.text import Text, said_of
from ..contract.texts.verdicts import speeds_text, verdict_text
from ..contract.version import __version__
from ..data.pass_shares import remarks_on_passes
from ..data.preparation.provenance import licence_of
from ..data.roads.columns import road_columns
from ..evaluation.conformal import Conformal
from ..executors.base import SERIAL, Executor
from ..features.candidate_trips import candidate_passes
from ..features.road_groups import basis_columns
from ..traffic.volumes.estimate import Volumes
from ..utils.progress import Progress, silent
from .loaded_model import LoadedModel
from .predictors import answers_of, cautions, chosen_heads, input_counts, load_heads
from .road_layer import fields_of, volume_columns, write_road_layer
from .road_times import needed_times, travel_times
from .slowdown import SLOWDOWN

log = logging.getLogger(__name__)

SPEED = TASKS["speed"]


def predict_roads(
    opened: LoadedModel,
    out: Path,
    *,
    roads: Path | None = None,
    tasks: Sequence[str] = (),
    times: PredictedTimes = NO_TIMES,
    volumes: Volumes | None = None,
    executor: Executor = SERIAL,
    progress: Progress = silent,
) -> PredictResult:
    """Predict every drivable directed segment and write the roads as a layer.

    Args:
        out: a GeoPackage, written only when complete: layer ``roads``, EPSG:4326.
        roads: a line layer, read as the bundle's roads were, whose fields the predicted
            segments keep; the bundle's roads if absent.
        tasks: ids; all tasks with a head if empty.
        times: of the week; all of it if there is nothing else to predict.
        volumes: of all vehicles on the bundle's segments, where counts were given.

    Returns:
        Its counts are ``roads``, ``with_trips``, ``with_images`` and ``drivers`` of the bundle.

    Raises:
        TrajganrError: ``MODEL.MISSING`` when the model has no head for a task, or no road function
            for times.
    """
    times = times_or_week(opened.card, tasks, times)
    layer, predicted = predicted_layer(
        opened,
        roads=roads,
        tasks=tasks,
        times=times,
        volumes=volumes,
        executor=executor,
        progress=progress,
    )
    about = layer_facts(opened, predicted, roads, times)
    write_road_layer(layer, out, about)
    drivers = opened.bundle.manifest.counts.drivers
    counts = {"roads": len(layer), **input_counts(layer), "drivers": drivers}
    log.info(
        "Predicted %(roads)d directed segments, %(with_trips)d of them with trips and "
        "%(with_images)d with pictures",
        counts,
    )
    remarks = [
        *opened.remarks,
        *verdicts(opened.card, predicted),
        *(line for each in times.sets for line in needed_times(opened).remarks(each)),
        *([opened.slowdown.remark] if opened.slowdown else []),
        *remarks_on_passes(opened.bundle.manifest),
    ]
    return PredictResult(
        files=(out.name,),
        counts=counts,
        time_sets=tuple(each.name for each in times.sets),
        time_zone=opened.bundle.manifest.time_zone,
        half_widths_kmh=half_widths(layer, times),
        few=tuple(few_tasks(opened.card, predicted)),
        remarks=tuple(remarks),
    )


def predicted_layer(
    opened: LoadedModel,
    *,
    roads: Path | None = None,
    tasks: Sequence[str] = (),
    times: PredictedTimes = NO_TIMES,
    volumes: Volumes | None = None,
    executor: Executor = SERIAL,
    progress: Progress = silent,
) -> tuple[gpd.GeoDataFrame, list[str]]:
    """The layer of :func:`predict_roads`, EPSG:4326, and the ids of the tasks in it.

    A model without heads predicts slow-down where the trips show it.

    Args:
        times: to predict; see :func:`times_or_week`.
        volumes: as :func:`predict_roads`.
    """
    of_times = needed_times(opened) if times else None
    card = opened.card
    # A model without heads can still predict times.
    chosen = chosen_heads(opened.path, card, tasks) if tasks or card.heads or not times else []
    heads = load_heads(opened.path, opened.card, chosen, opened.encoders)
    network, locations = opened.roads(roads)
    if heads:
        found = opened.query_places(
            [locations],
            partial(answers_of, heads),
            "Predicting roads",
            trips=max(head.trips for head in heads),
            with_context=any(head.segment_context for head in heads),
            are_roads=roads is None,
            executor=executor,
            progress=progress,
        )
        answers, trips = found.answers, found.trips
    else:  # no trip is encoded, only counted
        every = np.arange(len(opened.trips))
        answers, (_, _, trips) = [], candidate_passes(opened.trips, locations, 1, every)
    columns = road_columns(network) | basis_columns(opened.encoders, locations, trips)
    xy = opened.area.to_local(*locations.lon_lat.T)
    columns["caution"] = cautions(xy, columns["basis"], heads)
    for head, raw in zip(heads, answers, strict=True):
        predicted = head.target.decode(raw)
        columns |= fields_of(head.task, predicted, head.conformal.radius(predicted, trips))
        if head.task.id == "speed" and _speed_mean(opened) == "space":
            columns["travel_s"] = travel_times(network.length_m, predicted[:, 0])
    if opened.slowdown is not None:
        chosen = [SLOWDOWN.id]
        columns |= fields_of(SLOWDOWN, *opened.slowdown.at(locations.edge))
    if of_times is not None:
        for number, time_set in enumerate(times.sets):
            progress("Predicting times", number / len(times.sets))
            at_times = of_times.at(locations.edge, network.length_m, time_set, beside=times.sets)
            columns |= {time_set.column(name): values for name, values in at_times.items()}
        if times.each_hour:
            columns |= of_times.hours(locations.edge, progress)
    if volumes is not None:
        columns |= volume_columns(volumes, locations.edge, times.sets)
    return opened.road_layer(columns, network, roads), chosen


def half_widths(layer: gpd.GeoDataFrame, times: PredictedTimes) -> dict[str, float]:
    """:attr:`.PredictResult.half_widths_kmh`, at the first of the times."""
    _, *ends = TimeColumns.of(times.sets[0].slug, "").columns[:3] if times.sets else SPEED.fields
    low, high = (end.name for end in ends)
    if low not in layer:
        return {}
    half, is_driven = (layer[high] - layer[low]) / 2, layer["trips"] > 0
    parts = {"with_trips": half[is_driven], "without_trips": half[~is_driven]}
    return {
        name: round(float(part.median()), 1) for name, part in parts.items() if part.notna().any()
    }


def few_tasks(card: ModelCard, tasks: Sequence[str]) -> list[str]:
    """Those of some tasks that the model was fine-tuned for with few labels."""
    return [name for name in tasks if name in card.heads and card.heads[name].few]


def verdicts(card: ModelCard, tasks: Sequence[str]) -> Iterator[Text]:
    """Which tasks had few labels, and how they compare with the mean of the roads' own trips.

    Without heads: how the speeds of the road function do.
    """
    for name in tasks:
        if (head := card.heads.get(name)) is None:
            continue
        if head.few:
            yield few_text(name, head.few)
        if verdict := verdict_text(name, head.metrics):
            yield said_of(Text(task(name).title), verdict)
    speeds = speeds_text(card.road_function.figures) if card.road_function else None
    if speeds and not card.heads:
        yield said_of(Text(task("speed").title), speeds)


def times_or_week(card: ModelCard, tasks: Sequence[str], times: PredictedTimes) -> PredictedTimes:
    """The times to predict: the whole week for a model that has nothing else to predict."""
    if times or tasks or card.heads or card.road_function is None:
        return times
    return PredictedTimes((WHOLE_WEEK,))


def layer_facts(
    opened: LoadedModel,
    tasks: Sequence[str] = (),
    roads: Path | None = None,
    times: PredictedTimes = NO_TIMES,
) -> dict[str, str]:
    """Origin of a predicted layer, with licences where the sources have them.

    Args:
        tasks: ids of those in the layer.
        roads: the line layer that was predicted; the bundle's roads if absent.
        times: those that were predicted.

    Returns:
        What :func:`.facts_of_layers` gives; ``MODEL`` (``shipped`` for a city model), ``BUNDLE``,
        ``DEVICE``, ``VERSION``, ``CREATED`` (ISO 8601, UTC), ``DRIVING_SIDE``, ``LABELS`` (the
        source of those of each task), ``SPEED_MEAN`` (of derived speeds: ``space`` or ``time``),
        ``FEW_DATA`` (ids of tasks with few labels), ``INTERVALS`` (on which roads those of each
        task were calibrated),
        ``TIME_SETS`` and ``TIME_ZONE``, ``LICENCE`` and ``ATTRIBUTION``, also of what a shipped
        model learned from.
    """
    heads, shipped = opened.card.heads, opened.card.shipped
    labels = {name: head.label_source for name, head in heads.items() if head.label_source}
    intervals = {name: Conformal.of_card(head.intervals) for name, head in heads.items()}
    if SLOWDOWN.id in tasks and opened.slowdown is not None:
        labels[SLOWDOWN.id] = opened.slowdown.source
        intervals[SLOWDOWN.id] = opened.slowdown.conformal
    files = [*opened.bundle.manifest.sources, *(shipped.sources if shipped else ())]
    sources = [(one.licence, one.attribution) for one in files]
    if roads:
        sources.append(licence_of(roads))
    return {
        "MODEL": opened.origin,
        "BUNDLE": opened.bundle.path.name,
        **facts_of_layers(opened.bundle.manifest, opened.bundle.title),
        "DEVICE": opened.device.type,
        "VERSION": __version__,
        "CREATED": datetime.now(UTC).isoformat(timespec="seconds"),
        DRIVING_SIDE: opened.bundle.driving_side,
        "LABELS": " ".join(f"{task(name).title}: {source}" for name, source in labels.items()),
        "SPEED_MEAN": _speed_mean(opened),
        "FEW_DATA": " ".join(few_tasks(opened.card, tasks)),
        "INTERVALS": "; ".join(
            f"{task(name).title}: {each.groups}" for name, each in intervals.items()
        ),
        "TIME_SETS": joined_names(times.sets),
        "TIME_ZONE": opened.bundle.manifest.time_zone,
        "LICENCE": _each_once(licence for licence, _ in sources),
        "ATTRIBUTION": _each_once(attribution for _, attribution in sources),
    }


def _speed_mean(opened: LoadedModel) -> str:
    """The mean of the speeds that are predicted; '' if it is not known."""
    head = opened.card.heads.get("speed")
    source = head.label_source if head else None
    return next((mean for mean, text in DERIVED_SPEED.items() if text == source), "")


def _each_once(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, texts)))
