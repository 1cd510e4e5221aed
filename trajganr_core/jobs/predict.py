"""Predict every road of a layer."""

from __future__ import annotations

from pathlib import Path

from ..contract.kinds.predict import PredictParams, PredictResult
from ..contract.layers.road_times import PredictedTimes
from ..contract.options.time_sets import parse_time_sets
from ..executors.base import SERIAL, Executor
from ..inference.predict import predict_roads
from ..utils.progress import Progress
from .optional_inputs import open_model, path_at


def run(
    params: PredictParams, out: Path, progress: Progress, executor: Executor = SERIAL
) -> PredictResult:
    """Write ``roads.gpkg`` into the folder ``out``."""
    return predict_roads(
        open_model(params, params.device, progress),
        out / PredictResult.FILE,
        roads=path_at(params.roads),
        tasks=params.tasks,
        times=PredictedTimes(parse_time_sets(params.time_sets), params.each_hour),
        executor=executor,
        progress=progress,
    )
