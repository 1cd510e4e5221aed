"""Embed every road or every point of a layer."""

from __future__ import annotations

import logging
from pathlib import Path

from ..contract.kinds.embed import EmbedParams, EmbedResult
from ..executors.base import SERIAL, Executor
from ..inference.embed import embedded_points, embedded_roads
from ..inference.predictors import input_counts
from ..inference.vector_files import file_name, write_layer
from ..utils.progress import Progress
from .optional_inputs import open_model, path_at

log = logging.getLogger(__name__)


def run(
    params: EmbedParams, out: Path, progress: Progress, executor: Executor = SERIAL
) -> EmbedResult:
    """Write ``embeddings``, with the ending of the format, into the folder ``out``."""
    opened = open_model(params, params.device, progress)
    kind, remarks = "roads", opened.remarks
    if params.locations:
        kind, points = "locations", Path(params.locations)
        layer, left_out = embedded_points(opened, points, params.format, executor, progress)
        remarks = remarks + left_out
    else:
        roads = path_at(params.roads)
        layer = embedded_roads(opened, roads, params.format, executor, progress)
    file = file_name(EmbedResult.LAYER, params.format)
    write_layer(layer, out / file, EmbedResult.LAYER, params.format)
    dimensions = 3 * opened.encoders.config.dimension
    counts = {kind: len(layer), **input_counts(layer), "dimensions": dimensions}
    log.info(
        f"Embedded %({kind})d {kind} in %(dimensions)d dimensions, %(with_trips)d of them with "
        "trips and %(with_images)d with pictures",
        counts,
    )
    return EmbedResult(files=(file,), counts=counts, remarks=tuple(remarks))
