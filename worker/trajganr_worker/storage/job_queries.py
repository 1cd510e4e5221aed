"""Reads jobs and events from the job store."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.protocol.job_parsing import params_from_dict
from trajganr_core.contract.protocol.states import TERMINAL, JobState
from trajganr_core.contract.records.json_records import finite_or_none

from .database import Database

EVENTS_PER_PAGE = 500
JOBS_PER_PAGE = 200
#: Maximum bytes of a page, which is sent in one message.
PAGE_BYTES = 1 << 20

#: Priorities, highest first.
PRIORITIES = ("interactive", "batch")

_PUBLIC = """
    number, job_id, owner, kind, name, priority, state, stage, fraction, progress, remaining_s,
    remaining_of, figures, error, result, estimate, device, attempt, submitted_at, started_at,
    ended_at, position,
    json_extract(params, '$.bundle') AS bundle, json_extract(params, '$.model') AS model,
    (SELECT json_group_array(needed) FROM needs WHERE needs.job_id = jobs.job_id) AS waits_for,
    (SELECT json_object('job_id', other.job_id, 'name', other.name, 'owner', other.owner)
        FROM jobs AS other WHERE jobs.state = 'QUEUED' AND other.job_id = COALESCE(
            (SELECT needed FROM needs JOIN jobs AS maker ON maker.job_id = needed
                WHERE needs.job_id = jobs.job_id AND maker.state != 'SUCCEEDED' LIMIT 1),
            ahead,
            (SELECT job_id FROM jobs AS running WHERE running.wants = jobs.wants
                AND running.state IN ('PREPARING', 'RUNNING', 'CANCELLING')
                ORDER BY started_at LIMIT 1))
    ) AS behind
"""
#: A queued job's position in the queue for its resource, and the job before it.
_JOBS_IN_LINE = """
    jobs LEFT JOIN (
        SELECT job_id AS queued, ROW_NUMBER() OVER line AS position, LAG(job_id) OVER line AS ahead
        FROM jobs WHERE state = 'QUEUED'
        WINDOW line AS (PARTITION BY wants ORDER BY priority, number)
    ) ON queued = job_id
"""
#: Columns of :meth:`JobQueries.facts`.
_FACTS = "owner, kind, state, wants, attempt, interruptions, had_secrets, progress, submitted_at"
_JSON_COLUMNS = ("figures", "error", "result", "estimate", "waits_for", "behind", "params")
_READY = """
    state = 'QUEUED' AND NOT EXISTS (
        SELECT 1 FROM needs JOIN jobs AS other ON other.job_id = needs.needed
        WHERE needs.job_id = jobs.job_id AND other.state != 'SUCCEEDED')
"""


class JobQueries(Database):
    """The jobs of one worker, read only."""

    # One job

    def find_key(self, owner: str, idempotency_key: str) -> tuple[str, str] | None:
        """Id of the owner's job with that key, and the digest of the request, if any."""
        row = self._db.execute(
            "SELECT job_id, digest FROM jobs WHERE owner = ? AND idempotency_key = ?",
            (owner, idempotency_key),
        ).fetchone()
        return (row["job_id"], row["digest"]) if row else None

    def job(self, job_id: str) -> dict[str, Any]:
        """The job's public fields, with the parameters that were submitted.

        Raises:
            TrajganrError: ``JOB.NOT_FOUND``, as every method that names a job.
        """
        return from_row(self._row(job_id, f"{_PUBLIC}, params", _JOBS_IN_LINE))

    def estimate(self, job_id: str) -> dict[str, Any] | None:
        """The estimate made when the job was submitted."""
        row = self._row(job_id, "estimate")
        return None if row["estimate"] is None else json.loads(row["estimate"])

    def params(self, job_id: str) -> JobParams:
        """The job's parameters."""
        row = self._row(job_id, "kind, params")
        return params_from_dict(row["kind"], json.loads(row["params"]))

    def state(self, job_id: str) -> JobState:
        """The job's state."""
        return JobState(self._row(job_id, "state")["state"])

    def facts(self, job_id: str) -> sqlite3.Row:
        """The columns of :data:`_FACTS`."""
        return self._row(job_id, _FACTS)

    def files_of(self, job_id: str) -> set[str]:
        """The files that a job's parameters name, each as ``sha256:…/name``."""
        return set(_references_in(self._row(job_id, "params")["params"]))

    def files_of_all(self) -> Iterator[str]:
        """The files that the parameters of jobs name, each once for each job."""
        for row in self._db.execute("SELECT params FROM jobs"):
            yield from set(_references_in(row["params"]))

    def seconds_until_last_event(self, job_id: str) -> float:
        """Seconds from the job's start to its last update, by the wall clock."""
        row = self._row(
            job_id,
            "COALESCE((SELECT at FROM events WHERE events.job_id = jobs.job_id"
            " ORDER BY seq DESC LIMIT 1) - started_at, 0) AS seconds",
        )
        return float(row["seconds"])

    def events(self, job_id: str, since: int) -> tuple[list[dict[str, Any]], bool]:
        """A page of the events after number ``since``, and whether there are more."""
        self._row(job_id, "state")
        rows = self._db.execute(
            "SELECT * FROM events WHERE job_id = ? AND seq > ? ORDER BY seq LIMIT ?",
            (job_id, since, EVENTS_PER_PAGE + 1),
        )
        return _page(rows, EVENTS_PER_PAGE)

    # Many jobs

    def jobs(
        self, *, owner: str | None = None, before: int | None = None, limit: int = JOBS_PER_PAGE
    ) -> tuple[list[dict[str, Any]], int | None]:
        """A page of jobs, newest first.

        Args:
            owner: only jobs of this user.
            before: only jobs with a lower number.
            limit: maximum number of jobs.

        Returns:
            The jobs, and the ``before`` of the next page, None where there is none.
        """
        rows = self._db.execute(
            f"SELECT {_PUBLIC} FROM {_JOBS_IN_LINE} WHERE number < COALESCE(?, 1 << 62)"  # nosec B608 # names of our own
            " AND (? IS NULL OR owner = ?) ORDER BY number DESC LIMIT ?",
            (before, owner, owner, limit + 1),
        )
        page, more = _page(rows, limit)
        return page, page[-1]["number"] if page and more else None

    def in_state(self, *states: JobState, owner: str | None = None) -> list[str]:
        """Ids of the jobs in one of the states, oldest first; optionally of one owner only."""
        rows = self._db.execute(
            f"SELECT job_id FROM jobs WHERE state IN ({placeholders(states)})"  # nosec B608 # names of our own
            " AND (? IS NULL OR owner = ?) ORDER BY number",
            (*(state.value for state in states), owner, owner),
        )
        return [row["job_id"] for row in rows]

    def count(self, state: JobState, *, owner: str | None = None) -> int:
        """Number of jobs in a state; optionally of one owner only."""
        row = self._db.execute(
            "SELECT COUNT(*) FROM jobs WHERE state = ?1 AND (?2 IS NULL OR owner = ?2)",
            (state.value, owner),
        )
        return int(row.fetchone()[0])

    def next_ready(self, wants: str, *, interactive_only: bool, but: Sequence[str]) -> str | None:
        """The next ready job for a slot that offers this resource, if any.

        Args:
            wants: ``cpu`` or ``gpu``.
            interactive_only: whether to skip batch jobs.
            but: jobs to skip.
        """
        row = self._db.execute(
            f"SELECT job_id FROM jobs WHERE {_READY} AND wants = ? AND priority <= ?"  # nosec B608 # names of our own
            f" AND job_id NOT IN ({placeholders(but)}) ORDER BY priority, number LIMIT 1",
            (wants, 0 if interactive_only else len(PRIORITIES), *but),
        ).fetchone()
        return row["job_id"] if row else None

    # Dependencies

    def needed_by(self, job_id: str) -> list[str]:
        """The queued jobs that depend on a job."""
        rows = self._db.execute(
            "SELECT job_id FROM needs JOIN jobs USING (job_id)"
            " WHERE needed = ? AND state = 'QUEUED' ORDER BY number",
            (job_id,),
        )
        return [row["job_id"] for row in rows]

    def unmet_needs(self, job_id: str) -> dict[str, JobState]:
        """The dependencies of a job that have not succeeded, with their states."""
        rows = self._db.execute(
            "SELECT needed, other.state FROM needs JOIN jobs AS other ON other.job_id = needed"
            " WHERE needs.job_id = ? AND other.state != 'SUCCEEDED'",
            (job_id,),
        )
        return {row["needed"]: JobState(row["state"]) for row in rows}

    # Bundles and models

    def job_using(self, artifact_id: str) -> str | None:
        """A job that has not ended and whose parameters name a bundle or model, if there is one."""
        ended = [state.value for state in TERMINAL - {JobState.INTERRUPTED}]
        row = self._db.execute(
            f"SELECT job_id FROM jobs WHERE state NOT IN ({placeholders(ended)})"  # nosec B608 # names of our own
            " AND instr(params, ?) ORDER BY number LIMIT 1",
            (*ended, json.dumps(artifact_id)),
        ).fetchone()
        return row["job_id"] if row else None

    def _row(self, job_id: str, columns: str, table: str = "jobs") -> sqlite3.Row:
        row: sqlite3.Row | None = self._db.execute(
            f"SELECT {columns} FROM {table} WHERE job_id = ?",  # nosec B608 # names of our own
            (job_id,),
        ).fetchone()
        if row is None:
            raise no_such_job(job_id)
        return row


def _references_in(params: str) -> Iterator[str]:
    """Texts that name files, wherever they occur; parameters of other releases count too."""
    try:
        rest = [json.loads(params)]
    except (ValueError, RecursionError):  # damaged: such a job cannot run
        return
    while rest:
        value = rest.pop()
        if isinstance(value, str) and value.startswith("sha256:"):
            yield value
        elif isinstance(value, (list, dict)):
            rest += value.values() if isinstance(value, dict) else value


def no_such_job(job_id: str) -> TrajganrError:
    """The error for a job that does not exist or belongs to another user."""
    return TrajganrError(
        Code.JOB_NOT_FOUND,
        "There is no job {job!r}.",
        "List the jobs to see which there are.",
        job=job_id[:200],
    )


def placeholders(values: Sequence[Any] | Mapping[str, Any]) -> str:
    """A placeholder of SQL for each value."""
    return ", ".join("?" * len(values))


def _page(rows: Iterable[sqlite3.Row], most: int) -> tuple[list[dict[str, Any]], bool]:
    """The first rows, as many as fit into a message, and whether there are more."""
    page: list[dict[str, Any]] = []
    size = 0
    for row in rows:
        size += sum(len(value) for value in row if isinstance(value, str))
        if len(page) == most or (page and size > PAGE_BYTES):
            return page, True
        page.append(from_row(row))
    return page, False


def from_row(row: sqlite3.Row) -> dict[str, Any]:
    """A job or event with its JSON columns decoded."""
    content = dict(row)
    for column in _JSON_COLUMNS:
        if content.get(column) is not None:
            # Python writes NaN and infinities, which JSON lacks and which could not be sent.
            content[column] = json.loads(
                content[column], parse_constant=lambda name: None, parse_float=finite_or_none
            )
    if "priority" in content:
        content["priority"] = PRIORITIES[content["priority"]]
    return content
