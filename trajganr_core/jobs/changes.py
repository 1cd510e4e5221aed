"""Write what changed on roads between two bundles, periods or times of the week."""

from __future__ import annotations

from pathlib import Path

from ..contract.kinds.changes import ChangesParams, ChangesResult
from ..inference.changes.layer import write_changes
from ..utils.progress import Progress

__all__ = ["run"]


def run(params: ChangesParams, out: Path, progress: Progress) -> ChangesResult:
    """Write ``changes.gpkg`` into the folder ``out``."""
    out.mkdir()
    return write_changes(params, out / ChangesResult.FILE, progress=progress)
