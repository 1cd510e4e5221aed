"""Write the speeds of roads in the formats that routing programs read."""

from __future__ import annotations

from pathlib import Path

from ..contract.files.atomic_io import atomic_folder
from ..contract.kinds.routing_export import RoutingExportParams, RoutingExportResult
from ..publish.routing_export import export_for_routing
from ..utils.progress import Progress
from .optional_inputs import bundle_at, path_at

__all__ = ["run"]

#: A folder with files is never replaced: no file marks it as an export.
NO_MARKER = ""


def run(params: RoutingExportParams, out: Path, progress: Progress) -> RoutingExportResult:
    """Write the files into the folder ``out``."""
    with atomic_folder(out, NO_MARKER) as folder:
        return export_for_routing(
            path_at(params.model),
            folder,
            bundle=bundle_at(params.bundle),
            time_sets=params.time_sets,
            extract=path_at(params.extract),
            tiles=path_at(params.tiles),
            progress=progress,
        )
