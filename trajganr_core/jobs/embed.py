"""Embed every road or every point of a layer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..contract.kinds.embed import EmbedParams, EmbedResult
from ..executors.base import SERIAL, Executor
from ..inference.embed import embed_locations, embed_roads
from ..inference.vector_files import file_name
from ..utils.progress import Progress
from .optional_inputs import bundle_at, path_at

__all__ = ["run"]


def run(
    params: EmbedParams, out: Path, progress: Progress, executor: Executor = SERIAL
) -> EmbedResult:
    """Write ``embeddings``, with the ending of the format, into the folder ``out``."""
    out.mkdir()
    file = file_name(EmbedResult.LAYER, params.format)
    options: dict[str, Any] = {
        "bundle": bundle_at(params.bundle),
        "format": params.format,
        "device": params.device,
        "executor": executor,
        "progress": progress,
    }
    model = path_at(params.model)
    if params.locations:
        written = embed_locations(model, Path(params.locations), out / file, **options)
    else:
        roads = path_at(params.roads)
        written = embed_roads(model, out / file, roads=roads, **options)
    return EmbedResult(files=(file,), counts=written["counts"], remarks=tuple(written["remarks"]))
