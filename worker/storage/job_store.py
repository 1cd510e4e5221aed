"""The job store: all jobs and events, in one SQLite file that outlives the worker process.

One thread of one process writes it, in transactions. A committed transaction is completely on disk.
Other threads may read it through :class:`ResultFiles`.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.json_records import finite_or_none
from trajganr_core.contract.protocol.job_parsing import params_from_dict
from trajganr_core.contract.protocol.jobs import JobParams
from trajganr_core.contract.protocol.states import TERMINAL, JobState

from .job_size import JobSize
from .schema import create_or_check

__all__ = [
    "EVENTS_PER_PAGE",
    "JOBS_PER_PAGE",
    "PAGE_BYTES",
    "PRIORITIES",
    "NewJob",
    "Past",
    "ResultFiles",
    "Store",
]

EVENTS_PER_PAGE = 500
JOBS_PER_PAGE = 200
#: Maximum bytes of a page, which is sent in one message.
PAGE_BYTES = 1 << 20
#: A slower commit means a slow disk: an upload is being written, or it is a network disk.
SLOW_DISK_S = 0.002
#: Number of past jobs kept for each kind and user.
HISTORY_OF_A_KIND = 30
#: Maximum number of past jobs that are read, for all users together.
MOST_PAST = 10 * HISTORY_OF_A_KIND

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
_JSON_COLUMNS = ("figures", "error", "result", "estimate", "waits_for", "behind", "params")
_READY = """
    state = 'QUEUED' AND NOT EXISTS (
        SELECT 1 FROM needs JOIN jobs AS other ON other.job_id = needs.needed
        WHERE needs.job_id = jobs.job_id AND other.state != 'SUCCEEDED')
"""


@dataclass(frozen=True)
class NewJob:
    """A job that a user submits.

    Attributes:
        job_id: its id.
        params: its parameters.
        owner: the user who submits it; "" for the worker's owner.
        idempotency_key: of the submit request.
        digest: of the submitted content, to tell a repeated request from a different one.
        priority: index of :data:`PRIORITIES`.
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


@dataclass(frozen=True)
class Past:
    """Time, memory and disk of a job that succeeded.

    Attributes:
        job_size: how large it was.
        seconds: run time.
        memory_bytes: peak memory; None where the system does not report it.
        disk_bytes: size of its output.
        stages: the seconds of each stage, in order.
    """

    job_size: JobSize
    seconds: float
    memory_bytes: float | None
    disk_bytes: float | None
    stages: Mapping[str, float]


class Store:
    """The jobs of one worker.

    Args:
        path: the SQLite file; created if absent.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for a file that is damaged, ``PROTOCOL.VERSION`` for one of
            another schema.
    """

    def __init__(self, path: Path) -> None:
        try:
            # Another thread commits, while this one keeps serving and waits for it.
            self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._db.row_factory = sqlite3.Row
            self._db.execute("PRAGMA journal_mode = WAL")
            # A commit must be on disk before a submit is acknowledged.
            self._db.execute("PRAGMA synchronous = FULL")
            (state,) = self._db.execute("PRAGMA quick_check(1)").fetchone()
            if state != "ok":
                raise sqlite3.DatabaseError(state)
            create_or_check(self._db, path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):  # a full disk or a lock, no damage
                raise
            raise TrajganrError(
                Code.INPUT_FORMAT,
                "The job store {path} is damaged: {reason}.",
                "Move it away and start the worker again: bundles and models stay, the list of "
                "jobs is lost. Copies of it can be mended with SQLite's '.recover'.",
                path=str(path),
                reason=str(error),
            ) from error

        self._committer = ThreadPoolExecutor(1, "commit")

    def close(self) -> None:
        """Close the file."""
        self._committer.shutdown()
        self._db.close()

    @contextmanager
    def transaction(self, meanwhile: Callable[[], None] | None = None) -> Iterator[None]:
        """Store all changes of the block when it ends, or none of them; may be nested.

        Args:
            meanwhile: called repeatedly while the disk is slow; it must not use the store.

        Raises:
            sqlite3.Error: for example for a full disk; nothing was changed then.
        """
        if self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._commit(meanwhile)
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    def _commit(self, meanwhile: Callable[[], None] | None) -> None:
        if meanwhile is None:
            self._db.execute("COMMIT")
            return
        commit = self._committer.submit(self._db.execute, "COMMIT")
        while wait([commit], SLOW_DISK_S).not_done:
            meanwhile()
        commit.result()

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A part of a transaction that is rolled back alone if it raises."""
        self._db.execute("SAVEPOINT attempt")
        try:
            yield
        except BaseException:
            if self._db.in_transaction:  # SQLite may have rolled back the whole transaction
                self._db.execute("ROLLBACK TO attempt")
                self._db.execute("RELEASE attempt")
            raise
        self._db.execute("RELEASE attempt")

    # Submitting and changing jobs

    def find_key(self, owner: str, idempotency_key: str) -> tuple[str, str] | None:
        """Id of the owner's job with that key, and the digest of the request, if any."""
        row = self._db.execute(
            "SELECT job_id, digest FROM jobs WHERE owner = ? AND idempotency_key = ?",
            (owner, idempotency_key),
        ).fetchone()
        return (row["job_id"], row["digest"]) if row else None

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
                f"INSERT INTO jobs ({', '.join(columns)}) VALUES ({_marks(columns)})",  # nosec B608 # names of our own
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

    # Reading one job

    def job(self, job_id: str) -> dict[str, Any]:
        """The job's public fields, with the parameters that were submitted.

        Raises:
            TrajganrError: ``JOB.NOT_FOUND``, as every method that names a job.
        """
        return _from_row(self._row(job_id, f"{_PUBLIC}, params", _JOBS_IN_LINE))

    def estimate(self, job_id: str) -> dict[str, Any] | None:
        """The estimate made when the job was submitted."""
        row = self._row(job_id, "estimate")
        return None if row["estimate"] is None else json.loads(row["estimate"])

    def progress_of(self, job_id: str) -> float:
        """Progress of the whole job, 0 to 1."""
        return float(self._row(job_id, "progress")["progress"])

    def params(self, job_id: str) -> JobParams:
        """The job's parameters."""
        row = self._row(job_id, "kind, params")
        return params_from_dict(row["kind"], json.loads(row["params"]))

    def state(self, job_id: str) -> JobState:
        """The job's state."""
        return JobState(self._row(job_id, "state")["state"])

    def facts(self, job_id: str) -> sqlite3.Row:
        """``owner, kind, state, wants, attempt, interruptions, had_secrets, submitted_at``."""
        columns = "owner, kind, state, wants, attempt, interruptions, had_secrets, submitted_at"
        return self._row(job_id, columns)

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

    # Reading many jobs

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
            f"SELECT job_id FROM jobs WHERE state IN ({_marks(states)})"  # nosec B608 # names of our own
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
            f" AND job_id NOT IN ({_marks(but)}) ORDER BY priority, number LIMIT 1",
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

    def add_made(self, kind: str, made_id: str, owner: str) -> None:
        """Record the owner of a bundle or model."""
        with self.transaction():
            self._db.execute("INSERT OR REPLACE INTO made VALUES (?, ?, ?)", (kind, made_id, owner))

    def owner_of_made(self, kind: str, made_id: str) -> str | None:
        """Owner of a bundle or model; None where no job of this worker made it."""
        # Before the owner is recorded, the job is used: it has the same id as its output.
        row = self._db.execute(
            "SELECT owner FROM made WHERE kind = ? AND id = ?"
            " UNION ALL SELECT owner FROM jobs WHERE job_id = ?",
            (kind, made_id, made_id),
        ).fetchone()
        return row["owner"] if row else None

    def user_of(self, made_id: str) -> str | None:
        """A job that has not ended and whose parameters name a bundle or model, if there is one."""
        ended = [state.value for state in TERMINAL - {JobState.INTERRUPTED}]
        row = self._db.execute(
            f"SELECT job_id FROM jobs WHERE state NOT IN ({_marks(ended)})"  # nosec B608 # names of our own
            " AND instr(params, ?) ORDER BY number LIMIT 1",
            (*ended, json.dumps(made_id)),
        ).fetchone()
        return row["job_id"] if row else None

    # Time, memory and disk of past jobs

    def add_past(self, kind: str, wants: str, past: Past, owner: str = "") -> None:
        """Record what a job took; only the latest few of each user are kept."""
        with self.transaction():
            self._db.execute(
                "INSERT INTO history (kind, wants, owner, size, work, seconds, memory_bytes,"
                " disk_bytes, stages) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    kind,
                    wants,
                    owner,
                    past.job_size.size,
                    past.job_size.work,
                    past.seconds,
                    past.memory_bytes,
                    past.disk_bytes,
                    json.dumps(past.stages),
                ),
            )
            self._db.execute(
                "DELETE FROM history WHERE kind = ?1 AND wants = ?2 AND owner = ?3 AND number"
                " NOT IN (SELECT number FROM history WHERE kind = ?1 AND wants = ?2 AND owner = ?3"
                " ORDER BY number DESC LIMIT ?4)",
                (kind, wants, owner, HISTORY_OF_A_KIND),
            )

    def past(self, kind: str, wants: str, *, owner: str | None = None) -> list[Past]:
        """What past jobs of a kind took, newest first: of all users or of one."""
        rows = self._db.execute(
            "SELECT * FROM history WHERE kind = ?1 AND wants = ?2 AND (?3 IS NULL OR owner = ?3)"
            " ORDER BY number DESC LIMIT ?4",
            (kind, wants, owner, MOST_PAST),
        )
        return [
            Past(
                JobSize(row["size"], row["work"]),
                row["seconds"],
                row["memory_bytes"],
                row["disk_bytes"],
                json.loads(row["stages"]),
            )
            for row in rows
        ]

    def _row(self, job_id: str, columns: str, table: str = "jobs") -> sqlite3.Row:
        row: sqlite3.Row | None = self._db.execute(
            f"SELECT {columns} FROM {table} WHERE job_id = ?",  # nosec B608 # names of our own
            (job_id,),
        ).fetchone()
        if row is None:
            raise no_such_job(job_id)
        return row

    def _append_event(self, job_id: str, message: str | None) -> dict[str, Any]:
        (row,) = self._db.execute(
            "INSERT INTO events (job_id, seq, state, stage, fraction, progress, remaining_s,"
            " remaining_of, figures, at, message) SELECT job_id,"
            " (SELECT COALESCE(MAX(seq), 0) + 1 FROM events WHERE job_id = jobs.job_id),"
            " state, stage, fraction, progress, remaining_s, remaining_of, figures, ?, ?"
            " FROM jobs WHERE job_id = ? RETURNING *",
            (time.time(), message, job_id),
        ).fetchall()
        return _from_row(row)


class ResultFiles:
    """The files of jobs' results, for a thread that only reads.

    Args:
        path: the store's file.
    """

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def of(self, job_id: str) -> tuple[str, dict[str, dict[str, Any]]]:
        """The job's owner, and its files: ``{name: {"size": bytes, "sha256": hex}}``.

        Raises:
            TrajganrError: ``JOB.NOT_FOUND``.
        """
        row = self._db.execute(
            "SELECT owner, files FROM jobs WHERE job_id = ?", (job_id,)
        ).fetchone()
        if row is None:
            raise no_such_job(job_id)
        return row[0], json.loads(row[1])


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


def _nothing(constant: str) -> None:
    return None


def _marks(values: Sequence[Any] | Mapping[str, Any]) -> str:
    return ", ".join("?" * len(values))


def _to_column(value: Any) -> Any:
    if isinstance(value, JobState):
        return value.value
    return json.dumps(value) if isinstance(value, Mapping) else value


def _page(rows: Iterable[sqlite3.Row], most: int) -> tuple[list[dict[str, Any]], bool]:
    """The first rows, as many as fit into a message, and whether there are more."""
    page: list[dict[str, Any]] = []
    size = 0
    for row in rows:
        size += sum(len(value) for value in row if isinstance(value, str))
        if len(page) == most or (page and size > PAGE_BYTES):
            return page, True
        page.append(_from_row(row))
    return page, False


def _from_row(row: sqlite3.Row) -> dict[str, Any]:
    content = dict(row)
    for column in _JSON_COLUMNS:
        if content.get(column) is not None:
            # Python writes NaN and infinities, which JSON lacks and which could not be sent.
            content[column] = json.loads(
                content[column], parse_constant=_nothing, parse_float=finite_or_none
            )
    if "priority" in content:
        content["priority"] = PRIORITIES[content["priority"]]
    return content
