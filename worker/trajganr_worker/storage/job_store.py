"""The job store: all jobs and events, in one SQLite file that outlives the worker process.

One thread of one process writes it, in transactions. Other threads may read it through
:class:`.result_files.ResultFiles`.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.protocol.states import TERMINAL, JobState

from .job_history import JobHistory
from .job_queries import JobQueries, from_row, placeholders


@dataclass(frozen=True)
class NewJob:
    """A job that a user submits.

    Attributes:
        job_id: its id.
        params: its parameters.
        owner: the user who submits it; "" for the worker's owner.
        idempotency_key: of the submit request.
        digest: of the submitted content, to tell a repeated request from a different one.
        priority: index of :data:`.PRIORITIES`.
        wants: ``cpu`` or ``gpu``.
        had_secrets: whether it was submitted with secrets, which are never stored.
        needs: jobs that must have succeeded before.
        estimate: of time, memory and disk, if known.
    """

    job_id: str
    params: JobParams
    owner: str
    idempotency_key: str
    digest: str
    priority: int
    wants: str
    had_secrets: bool = False
    needs: Sequence[str] = ()
    estimate: Mapping[str, Any] | None = None


class Store(JobQueries):
    """The jobs of one worker, with all changes of them."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.history = JobHistory(self._db)

    def add(self, job: NewJob) -> dict[str, Any]:
        """Store a new job as QUEUED; returns its first event."""
        columns = {
            "job_id": job.job_id,
            "owner": job.owner,
            "idempotency_key": job.idempotency_key,
            "digest": job.digest,
            "kind": job.params.kind,
            "name": job.params.name,
            "params": json.dumps(job.params.to_dict()),
            "priority": job.priority,
            "wants": job.wants,
            "had_secrets": job.had_secrets,
            "state": JobState.QUEUED.value,
            "submitted_at": time.time(),
            "estimate": None if job.estimate is None else json.dumps(job.estimate),
        }
        with self.transaction():
            self._db.execute(
                f"INSERT INTO jobs ({', '.join(columns)}) VALUES ({placeholders(columns)})",  # nosec B608 # names of our own
                tuple(columns.values()),
            )
            self._db.executemany(
                "INSERT INTO needs VALUES (?, ?)", [(job.job_id, needed) for needed in job.needs]
            )
            return self._append_event(job.job_id, None)

    def record(self, job_id: str, *, message: str | None = None, **changes: Any) -> dict[str, Any]:
        """Change a job and append the event that reports the change, both or neither.

        Args:
            job_id: the job.
            message: for users, stored with the event.
            **changes: columns: ``state, stage, fraction, progress, remaining_s, remaining_of,
                figures, error, result, files, device, attempt, interruptions, had_secrets``.

        Returns:
            The event: ``job_id, seq, at, state, stage, fraction, progress, remaining_s,
            remaining_of, figures, message``.
        """
        state = changes.get("state")
        if state is JobState.QUEUED:  # restarted or resumed
            changes |= {"started_at": None, "ended_at": None, "error": None, "result": None}
        if state is JobState.PREPARING:
            changes["started_at"] = time.time()
        if state in TERMINAL:
            changes |= {"ended_at": time.time(), "remaining_s": None, "remaining_of": None}
        columns = ", ".join(f"{column} = ?" for column in changes) or "state = state"
        with self.transaction():
            self._db.execute(
                f"UPDATE jobs SET {columns} WHERE job_id = ?",  # nosec B608 # names of our own
                (*map(_to_column, changes.values()), job_id),
            )
            return self._append_event(job_id, message)

    def delete(self, job_id: str) -> None:
        """Delete a job and its events."""
        with self.transaction():
            self._db.execute("DELETE FROM needs WHERE needed = ?", (job_id,))
            self._db.execute("DELETE FROM jobs WHERE job_id = ?", (job_id,))

    def use_cpu(self) -> None:
        """Run the jobs that wait for a GPU on the processor: this worker has no GPU."""
        with self.transaction():
            self._db.execute("UPDATE jobs SET wants = 'cpu' WHERE state = 'QUEUED'")

    def _append_event(self, job_id: str, message: str | None) -> dict[str, Any]:
        (row,) = self._db.execute(
            "INSERT INTO events (job_id, seq, state, stage, fraction, progress, remaining_s,"
            " remaining_of, figures, at, message) SELECT job_id,"
            " (SELECT COALESCE(MAX(seq), 0) + 1 FROM events WHERE job_id = jobs.job_id),"
            " state, stage, fraction, progress, remaining_s, remaining_of, figures, ?, ?"
            " FROM jobs WHERE job_id = ? RETURNING *",
            (time.time(), message, job_id),
        ).fetchall()
        return from_row(row)


def _to_column(value: Any) -> Any:
    if isinstance(value, JobState):
        return value.value
    return json.dumps(value) if isinstance(value, Mapping) else value
