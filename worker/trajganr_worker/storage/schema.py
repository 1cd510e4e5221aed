"""The schema of the job store.

A store records the schema's version in ``user_version``. There are no migrations: a store of
another version is refused and left as it is.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from trajganr_core.contract.errors import Code, TrajganrError

#: Increase with every change of the tables or of the format of their content.
VERSION = 5

_TABLES = """
CREATE TABLE jobs (
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
    progress REAL NOT NULL DEFAULT 0,
    remaining_s REAL,
    remaining_of TEXT,
    figures TEXT NOT NULL DEFAULT '{}',
    estimate TEXT,
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
CREATE INDEX jobs_by_turn ON jobs (state, wants, priority, number);
CREATE INDEX jobs_by_owner ON jobs (owner, number);
CREATE TABLE events (
    job_id TEXT NOT NULL REFERENCES jobs (job_id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    at REAL,
    state TEXT NOT NULL,
    stage TEXT NOT NULL,
    fraction REAL NOT NULL,
    progress REAL,
    remaining_s REAL,
    remaining_of TEXT,
    figures TEXT NOT NULL,
    message TEXT,
    PRIMARY KEY (job_id, seq)
) WITHOUT ROWID;
CREATE TABLE needs (
    job_id TEXT NOT NULL REFERENCES jobs (job_id) ON DELETE CASCADE,
    needed TEXT NOT NULL REFERENCES jobs (job_id),
    PRIMARY KEY (job_id, needed)
) WITHOUT ROWID;
CREATE INDEX needs_by_needed ON needs (needed);
CREATE TABLE history (
    number INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
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


def create_or_check(db: sqlite3.Connection, path: Path) -> None:
    """Create the tables in a new store; check the version of an existing one.

    Raises:
        TrajganrError: as :func:`check_version`.
    """
    if not db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        db.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
    check_version(db, path)
    db.execute("PRAGMA foreign_keys = ON")


def check_version(db: sqlite3.Connection, path: Path) -> None:
    """Refuse a store of another schema; nothing in it is changed.

    Raises:
        TrajganrError: ``PROTOCOL.VERSION``.
    """
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version == VERSION:
        return
    if version > VERSION:
        raise TrajganrError(
            Code.PROTOCOL_VERSION,
            "The job store {path} was written by a newer release.",
            "Start the worker of that release, or give this one a --home of its own.",
            path=str(path),
        )
    raise TrajganrError(
        Code.PROTOCOL_VERSION,
        "The job store {path} was written by an earlier development version.",
        "Move this file, and those beside it whose names begin like it, to another folder and "
        "start the worker again. Bundles and models are kept and stay their owners'; those whose "
        "owner is not recorded belong to administrators. The list of jobs starts empty.",
        path=str(path),
    )
