"""The worker's jobs, kept up to date by its events, so that they are rarely requested again."""

from __future__ import annotations

from typing import Any

Job = dict[str, Any]

#: What an event says about its job. Other fields, such as the result or the place in the queue,
#: change only with the state of some job.
FIELDS_OF_EVENTS = ("stage", "fraction", "progress", "remaining_s", "remaining_of", "figures")


class JobList:
    """The jobs as the worker described them last, with later progress.

    Attributes:
        is_current: whether no job is new or has changed its state since they were requested.
    """

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self.is_current = False

    def replace(self, jobs: list[Job]) -> None:
        """Store the jobs that the worker has listed, newest first."""
        self._jobs = {job["job_id"]: job for job in jobs}
        self.is_current = True

    def apply(self, event: dict[str, Any]) -> None:
        """Update a job with an event; the list is outdated if the event changes the job's state."""
        job = self._jobs.get(event["job_id"])
        if job is None or job["state"] != event["state"]:
            self.is_current = False
        else:
            # A new dictionary: the window may be reading the old one.
            changes = {name: event[name] for name in FIELDS_OF_EVENTS}
            self._jobs[event["job_id"]] = job | changes

    def jobs(self) -> list[Job]:
        """The jobs, newest first."""
        return list(self._jobs.values())
