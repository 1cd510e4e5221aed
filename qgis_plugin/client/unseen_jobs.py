"""Jobs that have ended since QGIS last listed them."""

from __future__ import annotations

import hashlib

from qgis.core import QgsSettings

from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.protocol.states import JobState

from ..settings import Profile

SEEN = "trajganr/seen"


class UnseenJobs:
    """Stores, for a worker, the time up to which its jobs were shown, also across QGIS sessions.

    Args:
        profile: of the worker.
    """

    def __init__(self, profile: Profile) -> None:
        self._key = f"{SEEN}/{_identity(profile)}"
        self._states: dict[str, JobState] | None = None

    def take(self, jobs: list[JobRecord]) -> tuple[list[JobRecord], list[JobRecord]]:
        """Note the jobs as they are now.

        Returns:
            The jobs that ended while QGIS was closed, at the first call only, and those that have
            failed since the previous call.
        """
        is_first = self._states is None
        previous = self._states or {}
        away = self._ended_since_seen(jobs) if is_first else []
        failed = [
            job
            for job in jobs
            if job.state is JobState.FAILED and previous.get(job.job_id) is not JobState.FAILED
        ]
        self._states = {job.job_id: job.state for job in jobs}
        self._note(jobs)
        return away, [] if is_first else failed

    def _ended_since_seen(self, jobs: list[JobRecord]) -> list[JobRecord]:
        """Empty for a worker that is connected for the first time."""
        seen = self._seen()
        if seen is None:
            return []
        return [job for job in jobs if job.ended_at is not None and job.ended_at > seen]

    def _note(self, jobs: list[JobRecord]) -> None:
        """Times are those of the worker's clock, as in the jobs."""
        seen = self._seen()
        latest = max((job.ended_at or 0.0 for job in jobs), default=0.0)
        if seen is None or latest > seen:
            QgsSettings().setValue(self._key, latest)

    def _seen(self) -> float | None:
        value = QgsSettings().value(self._key, None)
        return None if value is None else float(value)


def _identity(profile: Profile) -> str:
    """A key of the worker that does not depend on the profile's name."""
    where = "|".join(
        (profile.kind, profile.home, profile.address, profile.ssh_host, profile.remote_home)
    )
    return hashlib.sha256(where.encode()).hexdigest()[:16]
