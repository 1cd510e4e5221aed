"""The job store: every job and every event, in one SQLite file that survives the worker.

One thread of one process writes it. What a method has returned from is on disk.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from trajganr_core.errors import Code, TrajganrError
from trajganr_core.protocol.jobs import JobParams, params_from_dict
from trajganr_core.protocol.states import TERMINAL, JobState

__all__ = ["EVENTS_PER_PAGE", "Store"]

EVENTS_PER_PAGE = 500

_SCHEMA = """
CREATE TABLE IF NOT EXISTS jobs (
    number INTEGER PRIMARY KEY,
    job_id TEXT NOT NULL UNIQUE,
    idempotency_key TEXT NOT NULL UNIQUE,
    client_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    params TEXT NOT NULL,
    state TEXT NOT NULL,
    stage TEXT NOT NULL DEFAULT '',
    fraction REAL NOT NULL DEFAULT 0,
    figures TEXT NOT NULL DEFAULT '{}',
    error TEXT,
    result TEXT,
    files TEXT NOT NULL DEFAULT '{}',
    submitted_at REAL NOT NULL,
    started_at REAL,
    ended_at REAL
);
CREATE TABLE IF NOT EXISTS events (
    job_id TEXT NOT NULL REFERENCES jobs (job_id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    state TEXT NOT NULL,
    stage TEXT NOT NULL,
    fraction REAL NOT NULL,
    figures TEXT NOT NULL,
    message TEXT,
    PRIMARY KEY (job_id, seq)
) WITHOUT ROWID;
"""

_PUBLIC = (
    "job_id, kind, name, state, stage, fraction, figures, error, result, "
    "submitted_at, started_at, ended_at"
)
_JSON_COLUMNS = ("figures", "error", "result")


class Store:
    """The jobs of one worker.

    Args:
        path: the SQLite file; made if absent.
    """

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA journal_mode = WAL")
        # A commit must be on disk before a submit is acknowledged.
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("PRAGMA foreign_keys = ON")
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def find_key(self, idempotency_key: str) -> str | None:
        """The job that was submitted with that key, if any."""
        row = self._db.execute(
            "SELECT job_id FROM jobs WHERE idempotency_key = ?", (idempotency_key,)
        ).fetchone()
        return row["job_id"] if row else None

    def add(
        self, job_id: str, params: JobParams, *, idempotency_key: str, client_id: str
    ) -> dict[str, Any]:
        """Store a new job as QUEUED; answers its first event."""
        with self._db:
            self._db.execute("BEGIN")
            self._db.execute(
                "INSERT INTO jobs (job_id, idempotency_key, client_id, kind, name, params, state,"
                " submitted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    job_id,
                    idempotency_key,
                    client_id,
                    params.kind,
                    params.name,
                    json.dumps(params.to_dict()),
                    JobState.QUEUED.value,
                    time.time(),
                ),
            )
            return self._append_event(job_id, None)

    def record(self, job_id: str, *, message: str | None = None, **changes: Any) -> dict[str, Any]:
        """Change a job and append the event that tells of it, both or neither.

        Args:
            job_id: the job.
            message: for people, kept with the event.
            **changes: columns: ``state, stage, fraction, figures, error, result, files``.

        Returns:
            The event: ``job_id, seq, state, stage, fraction, figures, message``.
        """
        state = changes.get("state")
        if state is JobState.PREPARING:
            changes["started_at"] = time.time()
        if state in TERMINAL:
            changes["ended_at"] = time.time()
        with self._db:
            self._db.execute("BEGIN")
            self._db.execute(
                f"UPDATE jobs SET {', '.join(f'{column} = ?' for column in changes)}"
                " WHERE job_id = ?",
                (*map(_to_column, changes.values()), job_id),
            )
            return self._append_event(job_id, message)

    def job(self, job_id: str) -> dict[str, Any]:
        """What a client may know of the job.

        Raises:
            TrajganrError: ``JOB.NOT_FOUND``, as every method that names a job.
        """
        return _from_row(self._row(job_id, _PUBLIC))

    def jobs(self) -> list[dict[str, Any]]:
        """Every job, newest first."""
        rows = self._db.execute(f"SELECT {_PUBLIC} FROM jobs ORDER BY number DESC")
        return [_from_row(row) for row in rows]

    def params(self, job_id: str) -> JobParams:
        """What the job was asked."""
        row = self._row(job_id, "kind, params")
        return params_from_dict(row["kind"], json.loads(row["params"]))

    def state(self, job_id: str) -> JobState:
        """The job's state."""
        return JobState(self._row(job_id, "state")["state"])

    def files(self, job_id: str) -> dict[str, dict[str, Any]]:
        """The files of the job's result: ``{name: {"size": bytes, "sha256": hex}}``."""
        files: dict[str, dict[str, Any]] = json.loads(self._row(job_id, "files")["files"])
        return files

    def in_state(self, *states: JobState) -> list[str]:
        """Ids of the jobs in one of the states, oldest first."""
        marks = ", ".join("?" * len(states))
        rows = self._db.execute(
            f"SELECT job_id FROM jobs WHERE state IN ({marks}) ORDER BY number",
            [state.value for state in states],
        )
        return [row["job_id"] for row in rows]

    def events(self, job_id: str, since: int) -> tuple[list[dict[str, Any]], bool]:
        """Events after number ``since``, a page of them, and whether there are more."""
        self._row(job_id, "state")
        rows = self._db.execute(
            "SELECT * FROM events WHERE job_id = ? AND seq > ? ORDER BY seq LIMIT ?",
            (job_id, since, EVENTS_PER_PAGE + 1),
        ).fetchall()
        return [_from_row(row) for row in rows[:EVENTS_PER_PAGE]], len(rows) > EVENTS_PER_PAGE

    def delete(self, job_id: str) -> None:
        """Forget a job and its events."""
        with self._db:
            self._db.execute("DELETE FROM jobs WHERE job_id = ?", (job_id,))

    def _row(self, job_id: str, columns: str) -> sqlite3.Row:
        row: sqlite3.Row | None = self._db.execute(
            f"SELECT {columns} FROM jobs WHERE job_id = ?", (job_id,)
        ).fetchone()
        if row is None:
            raise TrajganrError(
                Code.JOB_NOT_FOUND,
                "There is no job {job!r}.",
                "List the jobs to see which there are.",
                job=job_id[:200],
            )
        return row

    def _append_event(self, job_id: str, message: str | None) -> dict[str, Any]:
        (row,) = self._db.execute(
            "INSERT INTO events SELECT job_id,"
            " (SELECT COALESCE(MAX(seq), 0) + 1 FROM events WHERE job_id = jobs.job_id),"
            " state, stage, fraction, figures, ? FROM jobs WHERE job_id = ? RETURNING *",
            (message, job_id),
        ).fetchall()
        return _from_row(row)


def _to_column(value: Any) -> Any:
    if isinstance(value, JobState):
        return value.value
    return json.dumps(value) if isinstance(value, Mapping) else value


def _from_row(row: sqlite3.Row) -> dict[str, Any]:
    content = dict(row)
    for column in _JSON_COLUMNS:
        if content.get(column) is not None:
            content[column] = json.loads(content[column])
    return content
