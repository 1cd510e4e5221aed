"""Runs the work of kinds of jobs on models and bundles of a test, which may be in memory only."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any
from unittest import mock

from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.kinds.embed import EmbedResult
from trajganr_core.contract.kinds.predict import PredictResult
from trajganr_core.data.bundle import Bundle
from trajganr_core.executors.base import SERIAL, Executor
from trajganr_core.jobs import job_of
from trajganr_core.utils.progress import Progress, silent


def run_job(
    kind: str,
    out: Path,
    *,
    bundle: Bundle | Path | None = None,
    executor: Executor = SERIAL,
    progress: Progress = silent,
    **params: Any,
) -> Any:
    """Do the work of a kind, add its files to the folder ``out`` and return the result.

    Args:
        bundle: the trips and roads; one in memory need not be that on the disk.
        **params: of the kind; paths and lists may stand for texts and tuples.
    """
    load, in_memory = Bundle.load, bundle if isinstance(bundle, Bundle) else None
    params["bundle"] = bundle if in_memory is None else in_memory.path
    given = {name: _plain(value) for name, value in params.items() if value is not None}

    def loaded(path: Path) -> Bundle:
        return in_memory if in_memory is not None and path == in_memory.path else load(path)

    new = out / "new"
    out.mkdir(exist_ok=True)
    try:
        with mock.patch.object(Bundle, "load", loaded):
            result = job_of(kind, executor)(KINDS[kind].params(**given), new, progress)
        for path in new.iterdir():
            shutil.move(path, out / path.name)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return result


def write_file(kind: str, out: Path, **params: Any) -> Any:
    """As :func:`run_job` for a kind that makes one file, which becomes ``out``."""
    folder = out.with_name(f"{out.name}.files")
    try:
        result = run_job(kind, folder, **params)
        (file,) = folder.iterdir()
        file.replace(out)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return result


def predict_roads(model: Path | None, out: Path, **params: Any) -> PredictResult:
    """Predict roads into the file ``out``."""
    result: PredictResult = write_file("predict", out, model=model, **params)
    return result


def embed_roads(model: Path | None, out: Path, **params: Any) -> EmbedResult:
    """Embed roads into the file ``out``."""
    result: EmbedResult = write_file("embed", out, model=model, **params)
    return result


def embed_locations(model: Path | None, places: Path, out: Path, **params: Any) -> EmbedResult:
    """Embed points into the file ``out``."""
    return embed_roads(model, out, locations=places, **params)


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(map(_plain, value))
    return str(value) if isinstance(value, Path) else value
