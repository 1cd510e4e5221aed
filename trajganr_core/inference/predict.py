"""Predicts every road of a layer from the trips and images of a bundle."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import geopandas as gpd

from ..contract.data_config import DERIVED_SPEED
from ..contract.geopackage_styles import DRIVING_SIDE
from ..contract.output_paths import refuse_input
from ..contract.tasks import task
from ..contract.version import __version__
from ..data.bundle import Bundle
from ..data.preparation.provenance import licence_of
from ..data.roads.columns import road_columns
from ..evaluation.conformal import Conformal
from ..executors.base import SERIAL, Executor
from ..utils.progress import Progress, silent
from .loaded_model import LoadedModel
from .predictors import answers_of, chosen_heads, load_heads
from .road_columns import basis_columns, cautions, input_counts
from .road_layer import fields_of, write_road_layer

__all__ = ["layer_facts", "predict_roads", "predicted_layer"]

log = logging.getLogger(__name__)


def predict_roads(
    model: Path,
    out: Path,
    *,
    bundle: Bundle | None = None,
    roads: Path | None = None,
    tasks: Sequence[str] = (),
    device: str = "auto",
    executor: Executor = SERIAL,
    progress: Progress = silent,
) -> dict[str, Any]:
    """Predict every drivable directed segment and write the roads as a styled layer.

    Args:
        model: folder of a fine-tuned model.
        out: a GeoPackage, written only when complete: layer ``roads``, EPSG:4326, styles inside.
        bundle: trips and images to predict from; the one the model was trained on if absent.
        roads: a line layer, read as the bundle's roads were, whose fields the predicted
            segments keep; the bundle's roads if absent.
        tasks: ids; all tasks with a head if empty.

    Returns:
        Counts: ``roads``, ``with_trips``, ``with_images``.

    Raises:
        TrajganrError: ``MODEL.MISSING`` when the model has no head for a task or its bundle is
            gone, ``MODEL.INCOMPATIBLE`` when the bundle is of another area; ``INPUT.FIELD`` where
            ``out`` is one of the inputs.
    """
    refuse_input(out, (model, roads))
    opened = LoadedModel.load(model, bundle, device)
    refuse_input(out, (opened.bundle.path,))
    layer, predicted = predicted_layer(
        opened, roads=roads, tasks=tasks, executor=executor, progress=progress
    )
    write_road_layer(layer, out, predicted, layer_facts(opened, roads))
    counts = {"roads": len(layer), **input_counts(layer)}
    log.info(
        "Predicted %(roads)d directed segments, %(with_trips)d of them with trips and "
        "%(with_images)d with images",
        counts,
    )
    return counts


def predicted_layer(
    opened: LoadedModel,
    *,
    roads: Path | None = None,
    tasks: Sequence[str] = (),
    executor: Executor = SERIAL,
    progress: Progress = silent,
) -> tuple[gpd.GeoDataFrame, list[str]]:
    """The layer of :func:`predict_roads`, EPSG:4326, and the ids of the tasks in it."""
    chosen = chosen_heads(opened.path, opened.card, tasks)
    heads = load_heads(opened.path, opened.card, chosen, opened.encoders)
    network, locations = opened.roads(roads)
    answers = opened.query_places(
        [locations],
        partial(answers_of, heads),
        "Predicting roads",
        trips=max(head.trips for head in heads),
        with_context=any(head.segment_context for head in heads),
        executor=executor,
        progress=progress,
    )
    columns = road_columns(network) | basis_columns(opened.encoders, locations, answers.trips)
    xy = opened.area.to_local(*locations.lon_lat.T)
    columns["caution"] = cautions(xy, columns["basis"], heads)
    for head, raw in zip(heads, answers.answers, strict=True):
        radius = head.conformal.radius(answers.trips)
        columns |= fields_of(head.task, head.target.decode(raw), radius)
    return opened.road_layer(columns, network, roads), chosen


def layer_facts(opened: LoadedModel, roads: Path | None = None) -> dict[str, str]:
    """Origin of a predicted layer, with licences where the sources have them.

    Args:
        roads: the line layer that was predicted; the bundle's roads if absent.

    Returns:
        ``MODEL``, ``BUNDLE``, ``DEVICE``, ``VERSION``, ``CREATED`` (ISO 8601, UTC),
        ``DRIVING_SIDE``, ``LABELS`` (the source of those of each task), ``SPEED_MEAN`` (of derived
        speeds: ``space`` or ``time``), ``INTERVALS`` (on which roads those of each task were
        calibrated), ``LICENCE`` and ``ATTRIBUTION``.
    """
    sources = [(one.licence, one.attribution) for one in opened.bundle.manifest.sources]
    if roads:
        sources.append(licence_of(roads))
    return {
        "MODEL": opened.path.name,
        "BUNDLE": opened.bundle.path.name,
        "DEVICE": opened.device.type,
        "VERSION": __version__,
        "CREATED": datetime.now(UTC).isoformat(timespec="seconds"),
        DRIVING_SIDE: opened.bundle.driving_side,
        "LABELS": " ".join(
            f"{task(name).title}: {head.label_source}"
            for name, head in opened.card.heads.items()
            if head.label_source
        ),
        "SPEED_MEAN": _speed_mean(opened),
        "INTERVALS": "; ".join(
            f"{task(name).title}: {Conformal.of_card(head.intervals).groups}"
            for name, head in opened.card.heads.items()
        ),
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
