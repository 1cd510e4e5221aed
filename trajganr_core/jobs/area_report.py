"""Write a report of a model's study area as PDF."""

from __future__ import annotations

from pathlib import Path

from ..contract.kinds.area_report import AreaReportParams, AreaReportResult
from ..publish.area_report import write_area_report
from ..utils.progress import Progress
from .optional_inputs import bundle_at, path_at

__all__ = ["run"]


def run(params: AreaReportParams, out: Path, progress: Progress) -> AreaReportResult:
    """Write ``report.pdf`` into the folder ``out``."""
    out.mkdir()
    return write_area_report(
        path_at(params.model),
        out / AreaReportResult.FILE,
        bundle=bundle_at(params.bundle),
        title=params.title,
        language=params.language,
        min_drivers=params.min_drivers,
        device=params.device,
        progress=progress,
    )
