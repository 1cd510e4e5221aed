"""Quality reports of bundles that the user has requested and that jobs create."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsProcessingUtils

from trajganr_core.contract.kinds.prepare import PrepareResult
from trajganr_core.contract.kinds.report import ReportParams, ReportResult
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.protocol.states import TERMINAL

from .session import succeeded

if TYPE_CHECKING:
    from trajganr_core.contract.protocol.client import Client


class Reports:
    """The requested reports that are not complete yet."""

    def __init__(self) -> None:
        self._waiting: set[str] = set()

    def ask(self, client: Client, job: JobRecord) -> str:
        """Request the report of a job's bundle, or that of a report job.

        Returns:
            The id of the job that creates the report.
        """
        if job.kind != ReportParams.kind:
            return self.ask_for(client, PrepareResult.of(job).bundle or "", job.name)
        self._waiting.add(job.job_id)
        return job.job_id

    def ask_for(self, client: Client, bundle: str, name: str) -> str:
        """Request the report of a bundle.

        Returns:
            The id of the job that creates the report.
        """
        job_id = client.submit(ReportParams(bundle=bundle, name=name))
        self._waiting.add(job_id)
        return job_id

    def pending(self, jobs: list[JobRecord]) -> list[JobRecord]:
        """The jobs of requested reports."""
        return [job for job in jobs if job.job_id in self._waiting]

    def take_ended(self, jobs: list[JobRecord]) -> list[JobRecord]:
        """The jobs of requested reports that have ended; each is returned once."""
        ended = [job for job in self.pending(jobs) if job.state in TERMINAL]
        self._waiting -= {job.job_id for job in ended}
        return ended


def fetch_report(
    client: Client, job: JobRecord, progress: Callable[[float], None] | None = None
) -> Path:
    """Save a report as a temporary file of QGIS.

    Args:
        client: of the worker.
        job: that created the report.
        progress: called with the fraction that has arrived; may raise to stop.

    Raises:
        TrajganrError: the job's own, if it failed.
    """
    path = Path(QgsProcessingUtils.generateTempFilename(ReportResult.FILE))
    job_id = succeeded(job).job_id
    client.fetch_file(job_id, ReportResult.FILE, path, progress, kind=ReportResult.kind)
    return path
