"""Quality reports of bundles that somebody waits for, while other jobs may come first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingUtils

from trajganr_core.contract.protocol.jobs import ReportParams
from trajganr_core.contract.protocol.states import TERMINAL, JobState

from .session import succeeded

if TYPE_CHECKING:
    from trajganr_core.contract.protocol.client import Client

#: The file of a job's result that is the report.
REPORT = "report.html"


class Reports:
    """The reports that were asked for and are not there yet."""

    def __init__(self) -> None:
        self._waiting: set[str] = set()

    def ask(self, client: Client, job: dict[str, Any]) -> str:
        """Want the report of the bundle that a job has made, or the one that a job made of it.

        Returns:
            The id of the job that makes the report.
        """
        if job["kind"] == ReportParams.kind:
            job_id: str = job["job_id"]
        else:
            job_id = client.submit(ReportParams(bundle=job["result"]["bundle"], name=job["name"]))
        self._waiting.add(job_id)
        return job_id

    def waited_for(self, jobs: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Those of the jobs that are reports which somebody waits for."""
        return [job for job in jobs if job["job_id"] in self._waiting]

    def take_ended(self, jobs: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Those of the jobs that are reports waited for, and have ended; each only once."""
        ended = [job for job in self.waited_for(jobs) if JobState(job["state"]) in TERMINAL]
        self._waiting -= {job["job_id"] for job in ended}
        return ended


def fetch_report(
    client: Client, job: dict[str, Any], progress: Callable[[float], None] | None = None
) -> Path:
    """Save a report where it stays until QGIS is left.

    Args:
        client: of the worker.
        job: that made the report.
        progress: called with the fraction that has arrived; may raise to stop.

    Raises:
        TrajganrError: the job's own, if it failed.
    """
    path = Path(QgsProcessingUtils.generateTempFilename(REPORT))
    client.fetch_file(succeeded(job)["job_id"], REPORT, path, progress)
    return path
