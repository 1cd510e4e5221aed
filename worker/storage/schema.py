"""The job store's schema, as the steps that led to it.

A store remembers in ``user_version`` how many steps it has taken. A step is never changed once it
was released: what changes, changes in a further one.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from trajganr_core.contract.errors import Code, TrajganrError

__all__ = ["STEPS", "migrate"]

_FIRST = """
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

#: Owners, queues by place, dependencies, what was made by whom, and what past jobs took.
_OWNERS_AND_QUEUES = """
CREATE TABLE new_jobs (
    number INTEGER PRIMARY KEY,
    job_id TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    digest TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    params TEXT NOT NULL,
    priority INTEGER NOT NULL,
    wants TEXT NOT NULL,
    had_secrets INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL,
    stage TEXT NOT NULL DEFAULT '',
    fraction REAL NOT NULL DEFAULT 0,
    remaining_s REAL,
    remaining_of TEXT,
    figures TEXT NOT NULL DEFAULT '{}',
    error TEXT,
    result TEXT,
    files TEXT NOT NULL DEFAULT '{}',
    device TEXT,
    attempt INTEGER NOT NULL DEFAULT 0,
    interruptions INTEGER NOT NULL DEFAULT 0,
    submitted_at REAL NOT NULL,
    started_at REAL,
    ended_at REAL,
    UNIQUE (owner, idempotency_key)
);
INSERT INTO new_jobs (number, job_id, owner, idempotency_key, digest, kind, name, params, priority,
    wants, state, stage, fraction, figures, error, result, files, submitted_at, started_at,
    ended_at) SELECT number, job_id, '', idempotency_key, '', kind, name, params, 1, 'cpu', state,
    stage, fraction, figures, error, result, files, submitted_at, started_at, ended_at FROM jobs;
DROP TABLE jobs;
ALTER TABLE new_jobs RENAME TO jobs;
CREATE INDEX jobs_by_turn ON jobs (state, wants, priority, number);
CREATE INDEX jobs_by_owner ON jobs (owner, number);
ALTER TABLE events ADD COLUMN at REAL;
ALTER TABLE events ADD COLUMN remaining_s REAL;
ALTER TABLE events ADD COLUMN remaining_of TEXT;
CREATE TABLE needs (
    job_id TEXT NOT NULL REFERENCES jobs (job_id) ON DELETE CASCADE,
    needed TEXT NOT NULL REFERENCES jobs (job_id),
    PRIMARY KEY (job_id, needed)
) WITHOUT ROWID;
CREATE INDEX needs_by_needed ON needs (needed);
CREATE TABLE made (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    owner TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE history (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    wants TEXT NOT NULL,
    size REAL NOT NULL,
    work REAL NOT NULL,
    seconds REAL NOT NULL,
    memory_bytes REAL,
    disk_bytes REAL,
    stages TEXT NOT NULL
);
CREATE INDEX history_by_kind ON history (kind, wants, number);
"""

#: What past jobs took is remembered of each person.
_HISTORY_OF_PERSONS = """
ALTER TABLE history ADD COLUMN owner TEXT NOT NULL DEFAULT '';
"""

#: How far a job is as a whole, and what it was estimated to take when it was submitted.
_PROGRESS_AND_ESTIMATES = """
ALTER TABLE jobs ADD COLUMN progress REAL NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN estimate TEXT;
ALTER TABLE events ADD COLUMN progress REAL;
UPDATE jobs SET progress = 1 WHERE state = 'SUCCEEDED';
"""

STEPS = (_FIRST, _OWNERS_AND_QUEUES, _HISTORY_OF_PERSONS, _PROGRESS_AND_ESTIMATES)


def migrate(db: sqlite3.Connection, path: Path) -> None:
    """Bring a store to today's schema; each step is taken whole or not at all.

    Raises:
        TrajganrError: ``PROTOCOL.VERSION`` for a store that a newer release has written.
    """
    (taken,) = db.execute("PRAGMA user_version").fetchone()
    if taken > len(STEPS):
        raise TrajganrError(
            Code.PROTOCOL_VERSION,
            "The job store {path} was written by a newer release.",
            "Start the worker of that release, or give this one a --home of its own.",
            path=str(path),
        )
    # A table that others refer to is made anew: they must not lose their rows with the old one.
    db.execute("PRAGMA foreign_keys = OFF")
    for number, step in enumerate(STEPS[taken:], start=taken + 1):
        try:
            db.executescript(f"BEGIN IMMEDIATE; {step} PRAGMA user_version = {number}; COMMIT;")
        except sqlite3.Error:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
    db.execute("PRAGMA foreign_keys = ON")
