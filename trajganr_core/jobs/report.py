"""Write a bundle's quality report."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from ..contract.kinds.report import ReportParams, ReportResult
from ..contract.records.bundle_manifest import BundleManifest
from ..data.reporting.report import write_report
from ..utils.progress import Progress

__all__ = ["run"]


def run(params: ReportParams, out: Path, progress: Progress) -> ReportResult:
    """Write ``report.html`` into the folder ``out``."""
    bundle = Path(params.bundle)
    write_report(bundle, out / ReportResult.FILE, progress)
    manifest = BundleManifest.load(bundle)
    return ReportResult(
        files=(ReportResult.FILE,),
        counts=asdict(manifest.counts),
        remarks=tuple(manifest.all_remarks),
    )
