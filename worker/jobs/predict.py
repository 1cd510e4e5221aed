"""Predict every road of a layer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from trajganr_core.contract.protocol.jobs import PredictParams
from trajganr_core.data.bundle import Bundle
from trajganr_core.inference.predict import predict_roads
from trajganr_core.utils.progress import Progress

from ..execution.executors import chosen_executor

__all__ = ["ROADS", "run"]

#: The file that a prediction leaves in its folder.
ROADS = "roads.gpkg"


def run(params: PredictParams, out: Path, progress: Progress) -> dict[str, Any]:
    """Write ``roads.gpkg`` into the folder ``out``; answers ``files`` and ``counts``."""
    out.mkdir()
    counts = predict_roads(
        Path(params.model),
        out / ROADS,
        bundle=None if params.bundle is None else Bundle.load(Path(params.bundle)),
        roads=None if params.roads is None else Path(params.roads),
        tasks=params.tasks,
        device=params.device,
        executor=chosen_executor(),
        progress=progress,
    )
    return {"files": [ROADS], "counts": counts}
