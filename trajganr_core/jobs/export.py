"""Write a bundle, and a model's results for its roads, as layers."""

from __future__ import annotations

from pathlib import Path

from ..contract.files.atomic_io import atomic_folder
from ..contract.kinds.export import ExportParams, ExportResult
from ..executors.base import SERIAL, Executor
from ..publish.export import export_layers
from ..utils.progress import Progress
from .optional_inputs import path_at

__all__ = ["run"]

#: A folder with files is never replaced: no file marks it as an export.
NO_MARKER = ""


def run(
    params: ExportParams, out: Path, progress: Progress, executor: Executor = SERIAL
) -> ExportResult:
    """Write one file for each layer into the folder ``out``."""
    with atomic_folder(out, NO_MARKER) as folder:
        written = export_layers(
            Path(params.bundle),
            folder,
            params.layers,
            model=path_at(params.model),
            format=params.format,
            executor=executor,
            progress=progress,
        )
    return ExportResult(
        files=tuple(written["files"]),
        counts=written["counts"],
        remarks=tuple(written["remarks"]),
    )
