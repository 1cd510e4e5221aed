"""The worker's jobs, kept up to date by its events, so that they are rarely requested again."""

from __future__ import annotations

from trajganr_core.contract.protocol.answers import Event, JobRecord


class JobList:
    """The jobs as the worker described them last, with later progress.

    Attributes:
        is_current: whether no job is new or has changed its state since they were requested.
    """

    def __init__(self) -> None:
        self._jobs: dict[str, JobRecord] = {}
        self.is_current = False

    def replace(self, jobs: list[JobRecord]) -> None:
        """Store the jobs that the worker has listed, newest first."""
        self._jobs = {job.job_id: job for job in jobs}
        self.is_current = True

    def apply(self, event: Event) -> None:
        """Update a job with an event; the list is outdated if the event changes the job's state."""
        job = self._jobs.get(event.job_id)
        if job is None or job.state != event.state:
            self.is_current = False
        else:
            self._jobs[event.job_id] = job.after(event)

    def jobs(self) -> list[JobRecord]:
        """The jobs, newest first."""
        return list(self._jobs.values())
