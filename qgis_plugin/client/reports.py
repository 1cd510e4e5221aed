"""Quality reports of bundles, which jobs create."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingUtils

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.report import ReportParams, ReportResult
from trajganr_core.contract.protocol.client import Client

from ..background_task import Report
from .session import succeeded


def make_report(client: Client, bundle: str, name: str, report: Report) -> Path:
    """Create the report of a bundle and save it, as :func:`fetch_report`; a cancel ends the job."""
    job_id = client.submit(ReportParams(bundle=bundle, name=name))
    fractions = [0.0]
    try:
        for event in client.follow(job_id, lambda: report(fractions[-1])):
            fractions.append(event.progress)
    except TrajganrError as error:
        if error.code is Code.JOB_CANCELLED:
            client.cancel(job_id)
        raise
    return fetch_report(client, job_id, report)


def fetch_report(client: Client, job_id: str, report: Report) -> Path:
    """Save a report as a temporary file of QGIS.

    Args:
        client: of the worker.
        job_id: of the job that created it.
        report: called with the fraction that has arrived; may raise to stop.

    Raises:
        TrajganrError: the job's own, if it failed.
    """
    path = Path(QgsProcessingUtils.generateTempFilename(ReportResult.FILE))
    succeeded(client.job(job_id))
    client.fetch_file(job_id, ReportResult.FILE, path, report, kind=ReportResult.kind)
    return path
