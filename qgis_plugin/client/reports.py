"""Quality reports of bundles that somebody waits for, while other jobs may come first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingUtils

from trajganr_core.protocol.jobs import ReportParams
from trajganr_core.protocol.states import TERMINAL, JobState

from .session import succeeded

if TYPE_CHECKING:
    from trajganr_core.protocol.client import Client

#: The file of a job's result that is the report.
REPORT = "report.html"


class Reports:
    """The reports that were asked for and are not there yet."""

    def __init__(self) -> None:
        self._waiting: set[str] = set()

    def ask(self, client: Client, job: dict[str, Any]) -> None:
        """Want the report of the bundle that a job has made, or the one that a job made of it."""
        if job["kind"] == ReportParams.kind:
            self._waiting.add(job["job_id"])
        else:
            params = ReportParams(bundle=job["result"]["bundle"], name=job["name"])
            self._waiting.add(client.submit(params))

    def take_ended(self, jobs: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Those of the jobs that are reports waited for, and have ended; each only once."""
        waited_for = [job for job in jobs if job["job_id"] in self._waiting]
        ended = [job for job in waited_for if JobState(job["state"]) in TERMINAL]
        self._waiting -= {job["job_id"] for job in ended}
        return ended


def fetch_report(client: Client, job: dict[str, Any]) -> Path:
    """Save a report where it stays until QGIS is left.

    Raises:
        TrajganrError: the job's own, if it failed.
    """
    path = Path(QgsProcessingUtils.generateTempFilename(REPORT))
    client.fetch_file(succeeded(job)["job_id"], REPORT, path)
    return path
