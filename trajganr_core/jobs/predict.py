"""Predict every road of a layer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..contract.kinds.predict import PredictParams, PredictResult
from ..contract.layers.road_times import MIN_DRIVERS, PredictedTimes
from ..contract.options.time_sets import parse_time_sets
from ..executors.base import SERIAL, Executor
from ..inference.predict import predict_roads
from ..traffic.published_layers import Asked
from ..utils.progress import Progress
from .counted_volumes import given_volumes
from .optional_inputs import open_model, path_at


def run(
    params: PredictParams, out: Path, progress: Progress, executor: Executor = SERIAL
) -> PredictResult:
    """Write ``roads.gpkg`` into the folder ``out``."""
    opened = open_model(params, params.device, progress)
    asked = Asked("volumes", opened.bundle, opened.bundle.pieces_of("all"), (), "all", MIN_DRIVERS)
    asked, volumes, remarks = given_volumes(asked, params.counts, progress)
    result = predict_roads(
        opened,
        out / PredictResult.FILE,
        roads=path_at(params.roads),
        tasks=params.tasks,
        times=PredictedTimes(parse_time_sets(params.time_sets), params.each_hour),
        volumes=volumes,
        executor=executor,
        progress=progress,
    )
    if volumes is None:
        return result
    return replace(result, remarks=(*result.remarks, *asked.published(remarks)))
