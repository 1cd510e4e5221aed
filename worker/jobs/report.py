"""Write a bundle's quality report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from trajganr_core.contract.protocol.jobs import ReportParams
from trajganr_core.data.bundle import read_manifest, remarks_of
from trajganr_core.data.reporting.report import write_report
from trajganr_core.utils.progress import Progress

__all__ = ["FILE", "run"]

#: The file that the job leaves in its folder.
FILE = "report.html"


def run(params: ReportParams, out: Path, progress: Progress) -> dict[str, Any]:
    """Write ``report.html`` into the folder ``out``; answers ``files``, ``counts``, ``remarks``."""
    out.mkdir()
    bundle = Path(params.bundle)
    write_report(bundle, out / FILE, progress)
    manifest = read_manifest(bundle)
    return {"files": [FILE], "counts": manifest["counts"], "remarks": remarks_of(manifest)}
