"""Prepare a study area: make a bundle from files."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from ..contract.kinds.prepare import PrepareParams, PrepareResult
from ..data.preparation.prepare import prepare_bundle
from ..executors.base import SERIAL, Executor
from ..utils.progress import Progress
from ..utils.study_area import StudyArea

__all__ = ["run"]


def run(
    params: PrepareParams, out: Path, progress: Progress, executor: Executor = SERIAL
) -> PrepareResult:
    """Make the bundle in the folder ``out``."""
    manifest = prepare_bundle(
        trajectories=[Path(path) for path in params.trajectories],
        roads=Path(params.roads),
        area=StudyArea(*params.bbox),
        out=out,
        images=_path(params.images),
        pois=_path(params.pois),
        poi_categories=_path(params.poi_categories),
        labels=_path(params.labels),
        config=params,
        id_salt=params.id_salt,
        executor=executor,
        progress=progress,
    )
    return PrepareResult(
        counts=asdict(manifest.counts),
        tasks=manifest.tasks,
        notes={task: str(note) for task, note in manifest.notes.items()},
        dropped=manifest.dropped,
        remarks=tuple(manifest.all_remarks),
    )


def _path(text: str | None) -> Path | None:
    return None if text is None else Path(text)
