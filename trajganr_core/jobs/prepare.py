"""Prepare a study area: make a bundle from files."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from ..contract.kinds.prepare import PrepareParams, PrepareResult
from ..contract.texts.bundle_facts import few_texts
from ..data.preparation.prepare import prepare_bundle
from ..executors.base import SERIAL, Executor
from ..utils.progress import Progress


def run(
    params: PrepareParams, out: Path, progress: Progress, executor: Executor = SERIAL
) -> PrepareResult:
    """Make the bundle in the folder ``out``."""
    manifest = prepare_bundle(params, out, executor=executor, progress=progress)
    return PrepareResult(
        counts=asdict(manifest.counts),
        tasks=manifest.tasks,
        notes={task: str(note) for task, note in manifest.notes.items()},
        support={task: each.level for task, each in manifest.support.items()},
        dropped=manifest.dropped,
        remarks=(*manifest.all_remarks, *few_texts(manifest)),
    )
