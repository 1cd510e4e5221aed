"""The predicted road layer as a GeoPackage that opens styled in QGIS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np

from ..contract.files.atomic_io import atomic_file
from ..contract.kinds.predict import PredictResult
from ..contract.layers.geopackage_styles import DRIVING_SIDE, RIGHT, of_column, store_styles
from ..contract.layers.road_times import (
    NO_TIMES,
    PLAYED_TITLE,
    SPEED_PLAYED,
    PredictedTimes,
    style_title,
    time_fields,
)
from ..contract.tasks import AOI_CATEGORIES, POPULARITY_CLASSES, Kind, Task, task
from ..evaluation.conformal import interval, label_set
from ..utils.arrays import FloatArray
from ..utils.shipped_styles import shipped_style

__all__ = ["LAYER", "fields_of", "write_road_layer"]

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


def write_road_layer(
    layer: gpd.GeoDataFrame,
    out: Path,
    tasks: Sequence[str],
    about: Mapping[str, str],
    times: PredictedTimes = NO_TIMES,
) -> None:
    """Write the roads and a style of each predicted task and time, the first as the default.

    Args:
        layer: directed segments with the fields of the tasks, EPSG:4326.
        out: a GeoPackage; one that is there is replaced, once the new one is complete.
        tasks: ids, in the order in which they should be offered.
        about: what made the layer and whose data it is, for GDAL's metadata of it; its
            ``DRIVING_SIDE`` decides on which side each direction is drawn.
        times: those with columns in the layer.
    """
    side = about.get(DRIVING_SIDE, RIGHT)
    of_tasks = {
        style.title: shipped_style(style.id, side) for name in tasks for style in task(name).styles
    }
    of_times, speed = dict[str, str](), shipped_style("speed", side)
    for time_set in times.sets:
        drawn = time_fields(time_set)[0].name
        of_times[style_title(time_set)] = of_column(speed, f'"{drawn}"')
    if times.each_hour:
        of_times[PLAYED_TITLE] = of_column(speed, SPEED_PLAYED)
    # The default draws speeds where there are any.
    styles = of_tasks | of_times if "speed" in tasks else of_times | of_tasks
    with atomic_file(out) as temporary:
        layer.to_file(temporary, layer=LAYER, driver="GPKG", layer_metadata=dict(about))
        store_styles(temporary, LAYER, styles)
