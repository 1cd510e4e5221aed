"""Prepare a study area: files to a bundle."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from trajganr_core.data.prepare import prepare_bundle
from trajganr_core.geo import StudyArea
from trajganr_core.progress import Progress
from trajganr_core.protocol.jobs import PrepareParams

__all__ = ["run"]


def run(params: PrepareParams, out: Path, progress: Progress) -> dict[str, Any]:
    """Make the bundle in the folder ``out``.

    Returns:
        ``counts``; ``tasks``, the number of labelled edges of each; ``notes`` on tasks without
        labels; ``cleaning``, what was dropped.
    """
    bundle = prepare_bundle(
        trajectories=[Path(path) for path in params.trajectories],
        roads=Path(params.roads),
        area=StudyArea(*params.bbox),
        out=out,
        images=None if params.images is None else Path(params.images),
        pois=None if params.pois is None else Path(params.pois),
        label_share=params.label_share,
        image_distance_m=params.image_distance_m,
        seed=params.seed,
        name=params.name,
        progress=progress,
    )
    return {key: bundle.manifest[key] for key in ("counts", "tasks", "notes", "cleaning")}
