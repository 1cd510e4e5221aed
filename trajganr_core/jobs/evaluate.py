"""Evaluates a fine-tuned model on held-out roads, or on another bundle."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from ..contract.errors import Code, TrajganrError
from ..contract.files.atomic_io import write_json
from ..contract.kinds.evaluate import EvaluateParams, EvaluateResult
from ..contract.options.districts import JOINED
from ..contract.records.group_figures import GroupFigures
from ..contract.records.json_records import encode
from ..contract.records.model_card import HeadCard
from ..contract.tasks import AOI_CATEGORIES, POPULARITY_CLASSES, Kind, task
from ..contract.texts.text import Text
from ..contract.version import __version__
from ..data.bundle import Bundle
from ..data.roads.columns import road_columns
from ..data.roads.network import road_of_edge
from ..evaluation.group_figures import group_figures
from ..evaluation.metrics import agreement
from ..evaluation.splits import split_edges
from ..features.location_features import LocationFeatureTable
from ..features.prediction_loop import answers
from ..features.query_locations import SAME_ROAD_M, edge_locations
from ..features.road_groups import basis_columns, road_groups
from ..inference.loaded_model import LoadedModel
from ..inference.predictors import LoadedHead, chosen_heads, load_heads
from ..inference.vector_files import write_layer
from ..training.finetuning.finetune import passes_kept
from ..training.finetuning.task_data import figures_beside, fit_task
from ..training.finetuning.task_labels import TaskLabels, labels_of
from ..training.finetuning.without_labels import labels_of_passes, of_passes
from ..utils.arrays import FloatArray, IntArray
from ..utils.progress import Progress
from ..utils.study_area import GEOGRAPHIC
from .optional_inputs import open_model

#: Relative difference below which figures equal those of the card, except for rounding.
SAME_FIGURE = 1e-3


def run(params: EvaluateParams, out: Path, progress: Progress) -> EvaluateResult:
    """Write ``evaluation.json`` and ``evaluation.gpkg`` into the folder ``out``.

    On the bundle that the model was fine-tuned on, each head is measured on the test part of its
    own split: the figures are those of its card. On another bundle of the same area it is measured
    on all labelled roads, some of which it may have been trained on. The figures of the mean of the
    road's own trips stand beside its own.

    The JSON has the result and its inputs. The layer ``roads``, EPSG:4326, has the evaluated
    directed segments with the columns of :mod:`~..data.roads.columns`, ``trips, images, basis``
    and, of each task, the label, the prediction, and the residual, label minus prediction (classes
    count from 0 to 4).

    Raises:
        TrajganrError: as :meth:`LoadedModel.load`; ``MODEL.MISSING`` without a head,
            ``MODEL.INCOMPATIBLE`` for a head that was not fitted on the labels of the model's
            bundle, ``INPUT.FIELD`` when the bundle has no labels for a task, ``INPUT.EMPTY`` when
            no road has enough.
    """
    opened = open_model(params, params.device, progress)
    chosen = chosen_heads(opened.path, opened.card, params.tasks)
    heads = load_heads(opened.path, opened.card, chosen, opened.encoders)
    labelled, remarks = _labelled(opened.bundle, heads, all_needed=bool(params.tasks))
    edge = np.flatnonzero(np.any([labels.known for _, labels in labelled], axis=0))
    table = opened.features(
        edge_locations(opened.bundle, edge),
        # As many as fine-tuning embeds, so that the figures are exactly its own.
        trips=passes_kept(max(head.trips for head, _ in labelled)),
        with_context=any(head.segment_context for head, _ in labelled),
        are_roads=True,
        progress=progress,
    )
    is_own = opened.bundle.manifest.id == opened.card.bundle.id
    measure = _held_out if is_own else _elsewhere
    passes = labels_of_passes(opened.bundle).loc[table.locations.edge].reset_index(drop=True)
    measured = {
        head.task.id: measure(opened, head, labels, table, passes) for head, labels in labelled
    }
    rows = np.unique(np.concatenate([one.rows for one in measured.values()]))
    result = EvaluateResult(
        files=(EvaluateResult.REPORT, EvaluateResult.FILE),
        on=EvaluateResult.HELD_OUT if is_own else EvaluateResult.OTHER_BUNDLE,
        metrics={name: one.metrics for name, one in measured.items()},
        groups={name: one.groups for name, one in measured.items()},
        agreement={
            name: agreement(one.head.task.kind, one.truth, one.predicted)
            for name, one in measured.items()
        },
        counts={"roads": len(rows), **{name: len(one.rows) for name, one in measured.items()}},
        driving_side=opened.bundle.driving_side,
        remarks=(*remarks, *(text for one in measured.values() for text in one.remarks)),
    )
    content = _origin(opened) | encode(result) | {"remarks": list(result.remarks)}
    del content["files"]
    layer = _layer(opened, table, [*measured.values()], rows)
    write_layer(layer, out / EvaluateResult.FILE, EvaluateResult.LAYER, "gpkg")
    write_json(out / EvaluateResult.REPORT, content)
    return result


@dataclass(frozen=True)
class _Measured:
    """A task's figures and their inputs.

    Attributes:
        head: of the task.
        rows: ``(n,)`` evaluated rows of the table.
        truth: ``(n, …)`` as :meth:`.Target.truth`.
        predicted: ``(n, …)``.
        metrics: by name.
        groups: errors and intervals by group of roads.
        remarks: caveats.
    """

    head: LoadedHead
    rows: IntArray
    truth: FloatArray
    predicted: FloatArray
    metrics: dict[str, float | None]
    groups: tuple[GroupFigures, ...]
    remarks: list[Text]


def _layer(
    opened: LoadedModel, table: LocationFeatureTable, measured: list[_Measured], rows: IntArray
) -> gpd.GeoDataFrame:
    """The evaluated rows ``(n,)``; columns of a task are empty where it was not evaluated."""
    network, edge = opened.bundle.network, table.locations.edge
    basis = basis_columns(table.model, table.locations, table.trips_through)
    roads = pd.DataFrame(road_columns(network, edge) | basis)
    compared = [pd.DataFrame(_compared(one), index=one.rows) for one in measured]
    frame = roads.join(compared).loc[rows]
    return gpd.GeoDataFrame(frame, geometry=network.lines[edge[rows]], crs=GEOGRAPHIC)


def _labelled(
    bundle: Bundle, heads: Sequence[LoadedHead], *, all_needed: bool
) -> tuple[list[tuple[LoadedHead, TaskLabels]], list[Text]]:
    """Heads with labels to evaluate them on, and why the others have none.

    With ``all_needed`` a task without labels is an error.
    """
    labelled, failures = [], []
    for head in heads:
        try:
            labels = labels_of(bundle, head.task)
            if not labels.known.any():
                raise TrajganrError(
                    Code.INPUT_EMPTY,
                    "No road of the bundle {bundle!r} has a label for {task} with enough "
                    "observations.",
                    "Prepare it from more trips, or leave the task out.",
                    bundle=bundle.title,
                    task=head.task.title,
                )
            labelled.append((head, labels))
        except TrajganrError as error:
            failures.append(error)
    if failures and (all_needed or not labelled):
        raise failures[0]
    return labelled, [failure.text for failure in failures]


def _held_out(
    opened: LoadedModel,
    head: LoadedHead,
    labels: TaskLabels,
    table: LocationFeatureTable,
    passes: pd.DataFrame,
) -> _Measured:
    """Figures on the test part of the head's own split, as fine-tuning computes them.

    A head that was fitted on other labels is refused.
    """
    card, bundle = opened.card, opened.bundle
    entry = card.heads[head.task.id]
    split = split_edges(bundle.network, bundle.area, **asdict(entry.split))
    road = road_of_edge(bundle.network)
    fit = fit_task(labels, table.locations.edge, split, road, entry.label_share, card.seed)
    if fit.target != head.target or fit.locations != entry.locations:
        raise TrajganrError(
            Code.MODEL_INCOMPATIBLE,
            "The head for {task} was not fitted on the labels of the bundle {bundle!r}, as the "
            "model's latest one was.",
            "Leave the task out, or name the bundle that it was fitted on.",
            task=head.task.title,
            bundle=bundle.title,
        )
    rows = fit.rows["test"]
    test = answers(head.module, table, rows, head.trips)
    groups = road_groups(bundle.network, bundle.area, table).merged(rows)
    own = of_passes(head.task, passes, fit.rows["train"])
    metrics = fit.figures(head.conformal, test, groups.trips, own, groups.block)
    by_group = fit.by_group(head.conformal, test, groups, _calibrated_on(entry), own)
    truth, predicted = head.target.truth(fit.values[rows]), head.target.decode(test)
    remarks = _remarks_of(head, entry, metrics)
    return _Measured(head, rows, truth, predicted, metrics, by_group, remarks)


def _elsewhere(
    opened: LoadedModel,
    head: LoadedHead,
    labels: TaskLabels,
    table: LocationFeatureTable,
    passes: pd.DataFrame,
) -> _Measured:
    """Figures on all labelled roads of a bundle that the head was not fitted on."""
    target, entry = head.target, opened.card.heads[head.task.id]
    rows = np.flatnonzero(labels.known[table.locations.edge])
    values = labels.values[table.locations.edge[rows]]
    truth = target.truth(values)
    predicted = target.decode(answers(head.module, table, rows, head.trips))
    groups = road_groups(opened.bundle.network, opened.bundle.area, table)
    groups = groups.take(rows).renamed(_districts(entry))
    radius = head.conformal.radius(predicted, groups.trips)
    away = head.module.distance(opened.area.to_local(*table.locations.lon_lat[rows].T))
    remark = Text(
        "roads may have been seen in training; {n:,} of {all:,} lie within {metres:g} m of "
        "one that the head has learned from.",
        n=int((away <= SAME_ROAD_M).sum()),
        all=len(rows),
        metres=SAME_ROAD_M,
    )
    own = of_passes(head.task, passes.iloc[rows], np.arange(len(rows)))
    metrics = figures_beside(target, values, predicted, radius, own, groups.block)
    by_group = group_figures(
        target.kind, predicted, truth, radius, groups, _calibrated_on(entry), own=own
    )
    return _Measured(head, rows, truth, predicted, metrics, by_group, [_said_of(head, remark)])


def _calibrated_on(entry: HeadCard) -> dict[tuple[str, str], int]:
    """The number of calibration roads in each group."""
    return {(one.by, one.group): one.calibrated_on for one in entry.groups}


def _districts(entry: HeadCard) -> dict[str, str]:
    """The names of merged districts that fine-tuning used, by district."""
    groups = [one.group for one in entry.groups if one.by == "district"]
    return {name: group for group in groups for name in group.split(JOINED)}


def _remarks_of(head: LoadedHead, entry: HeadCard, metrics: dict[str, float | None]) -> list[Text]:
    """Caveats about figures on held-out roads."""
    remarks = []
    if entry.held_out_in_pretraining is False:
        remarks.append(Text("the encoders have seen pictures or labels of tested roads."))
    if entry.held_out_in_pretraining is None:
        remarks.append(
            Text(
                "it is not known whether the encoders have seen pictures or labels of tested "
                "roads: they have also learned from another bundle."
            )
        )
    for name in head.task.metrics:
        value, expected = metrics[name], entry.metrics.get(name)
        if value is None or expected is None or math.isclose(value, expected, rel_tol=SAME_FIGURE):
            continue
        remarks.append(
            Text(
                "{name} is {value:.4g}, and {expected:.4g} on the model's card, which was computed "
                "by another release or on another device.",
                name=name,
                value=value,
                expected=expected,
            )
        )
    return [_said_of(head, each) for each in remarks]


def _said_of(head: LoadedHead, fact: Text) -> Text:
    return Text("{name}: {fact}", name=Text(head.task.title), fact=fact)


def _compared(one: _Measured) -> dict[str, Any]:
    """Labels, predictions and residuals as columns."""
    field, kind = one.head.task.fields[0].name, one.head.task.kind
    if kind is Kind.DISTRIBUTION:
        return _compared_shares(field, one.truth, one.predicted)
    if kind is Kind.ORDINAL:
        names = np.array(POPULARITY_CLASSES, dtype=object)
        true, predicted = one.truth.argmax(1), one.predicted.argmax(1)
        shown = names[true], names[predicted]
    else:
        true, predicted = one.truth[:, 0].round(3), one.predicted[:, 0].round(3)
        shown = true, predicted
    return {
        f"{field}_true": shown[0],
        f"{field}_predicted": shown[1],
        f"{field}_residual": (true - predicted).round(3),
    }


def _compared_shares(field: str, truth: FloatArray, predicted: FloatArray) -> dict[str, Any]:
    names = np.array(AOI_CATEGORIES, dtype=object)
    columns: dict[str, Any] = {
        f"{field}_true": names[truth.argmax(1)],
        f"{field}_predicted": names[predicted.argmax(1)],
    }
    for category, true, share in zip(AOI_CATEGORIES, truth.T, predicted.T, strict=True):
        columns |= {
            f"aoi_{category}_true": true.round(4),
            f"aoi_{category}_predicted": share.round(4),
            f"aoi_{category}_residual": (true - share).round(4),
        }
    return columns


def _origin(opened: LoadedModel) -> dict[str, Any]:
    """Inputs and time of a report."""
    card, manifest = opened.card, opened.bundle.manifest
    return {
        "model": {"name": card.name, "created_at": card.created_at, "files": card.files},
        "bundle": {"name": manifest.name, "id": manifest.id},
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "release": __version__,
        "device": str(opened.device),
        "units": {name: task(name).unit for name in card.heads},
    }
