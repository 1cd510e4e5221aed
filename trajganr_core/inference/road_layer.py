"""The predicted road layer as a GeoPackage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np

from ..contract.files.atomic_io import atomic_file
from ..contract.kinds.predict import PredictResult
from ..contract.layers.columns import VEHICLES_DAY, VEHICLES_HOUR
from ..contract.options.time_sets import TimeSet
from ..contract.tasks import AOI_CATEGORIES, POPULARITY_CLASSES, Kind, Task
from ..evaluation.conformal import interval, label_set
from ..traffic.volumes.estimate import SOURCES, Volumes
from ..utils.arrays import FloatArray, IntArray

LAYER = PredictResult.LAYER


def fields_of(of: Task, predicted: FloatArray, radius: FloatArray) -> dict[str, Any]:
    """A task's predictions and their uncertainty as columns (:data:`~..contract.tasks.TASKS`).

    Args:
        predicted: values ``(n, 1)`` or probabilities ``(n, c)``.
        radius: ``(n,)`` half widths of the intervals (:mod:`~..evaluation.conformal`); NaN
            where intervals could not be calibrated, which leaves their fields empty.
    """
    known = ~np.isnan(radius)
    if of.kind is Kind.ORDINAL:
        best = predicted.argmax(1)
        names = np.array(POPULARITY_CLASSES, dtype=object)
        chosen = label_set(predicted, radius)
        sets = [
            "; ".join(names[row]) if has_set else None
            for row, has_set in zip(chosen, known, strict=True)
        ]
        values: list[Any] = [names[best], best, np.array(sets, dtype=object)]
    elif of.kind is Kind.DISTRIBUTION:
        shares = predicted.round(4)
        main = np.array(AOI_CATEGORIES, dtype=object)[shares.argmax(1)]
        values = [main, *shares.T, radius.round(3)]
    else:
        low, high = interval(predicted, radius)
        values = [predicted[:, 0].round(3), low.round(3), high.round(3)]
    return dict(zip([field.name for field in of.fields], values, strict=True))


def volume_columns(
    volumes: Volumes, edge: IntArray, time_sets: Sequence[TimeSet]
) -> dict[str, Any]:
    """Volumes of segments ``(n,)`` as columns; a row is empty where its ``edge`` is -1."""
    known = volumes.take(edge)
    source = np.where(edge >= 0, known.source, -1)  # the last one
    columns: dict[str, Any] = {"vehicles_source": np.array([*SOURCES, None], dtype=object)[source]}
    values = [known.daily, known.low, known.high]
    names = [column.name for column in VEHICLES_DAY]
    for each in time_sets:
        values += [known.at(each), *known.interval_at(each)]
        names += [each.column(column.name) for column in VEHICLES_HOUR]
    for name, value in zip(names, values, strict=True):
        columns[name] = np.where(edge >= 0, value, np.nan).round(1)
    return columns


def write_road_layer(layer: gpd.GeoDataFrame, out: Path, about: Mapping[str, str]) -> None:
    """Write the roads.

    Args:
        layer: directed segments with the fields of the tasks, EPSG:4326.
        out: a GeoPackage; one that is there is replaced, once the new one is complete.
        about: what made the layer and whose data it is, for GDAL's metadata of it.
    """
    with atomic_file(out) as temporary:
        layer.to_file(temporary, layer=LAYER, driver="GPKG", layer_metadata=dict(about))
