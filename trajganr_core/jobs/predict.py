"""Predict every road of a layer."""

from __future__ import annotations

from pathlib import Path

from ..contract.kinds.predict import PredictParams, PredictResult
from ..executors.base import SERIAL, Executor
from ..inference.predict import predict_roads
from ..utils.progress import Progress
from .optional_inputs import bundle_at, path_at

__all__ = ["run"]


def run(
    params: PredictParams, out: Path, progress: Progress, executor: Executor = SERIAL
) -> PredictResult:
    """Write ``roads.gpkg`` into the folder ``out``."""
    out.mkdir()
    return predict_roads(
        path_at(params.model),
        out / PredictResult.FILE,
        bundle=bundle_at(params.bundle),
        roads=path_at(params.roads),
        tasks=params.tasks,
        time_sets=params.time_sets,
        each_hour=params.each_hour,
        device=params.device,
        executor=executor,
        progress=progress,
    )
