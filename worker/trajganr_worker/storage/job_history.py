"""Time, memory and disk of past jobs, the basis of estimates."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from trajganr_core.contract.kinds.cost import JobSize

#: Number of past jobs kept for each kind and user.
MAX_OF_A_KIND = 30
#: Maximum number of past jobs that are read, for all users together.
MAX_READ = 10 * MAX_OF_A_KIND


@dataclass(frozen=True)
class PastJob:
    """What a job that succeeded took.

    Attributes:
        job_size: how large it was.
        seconds: run time, as it would have been on an idle machine.
        memory_bytes: peak memory; None where the system does not report it.
        disk_bytes: size of its output; in the history, that of the usual output.
        stages: the seconds of each stage, in order.
    """

    job_size: JobSize
    seconds: float
    memory_bytes: float | None
    disk_bytes: float | None
    stages: Mapping[str, float]


class JobHistory:
    """The past jobs in the job store."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def add(self, kind: str, wants: str, past: PastJob, owner: str = "") -> None:
        """Record a job that wanted a ``cpu`` or ``gpu``; the latest few of each user are kept."""
        disk = None if past.disk_bytes is None else past.disk_bytes / past.job_size.written
        self._db.execute(
            "INSERT INTO history (kind, wants, owner, size, work, seconds, memory_bytes,"
            " disk_bytes, stages) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(kind, wants, owner, past.job_size.size, past.job_size.work, past.seconds),
                *(past.memory_bytes, disk, json.dumps(past.stages)),
            ),
        )
        self._db.execute(
            "DELETE FROM history WHERE kind = ?1 AND wants = ?2 AND owner = ?3 AND number"
            " NOT IN (SELECT number FROM history WHERE kind = ?1 AND wants = ?2 AND owner = ?3"
            " ORDER BY number DESC LIMIT ?4)",
            (kind, wants, owner, MAX_OF_A_KIND),
        )

    def of(self, kind: str, wants: str, *, owner: str | None = None) -> list[PastJob]:
        """The past jobs of a kind, newest first: of all users or of one."""
        rows = self._db.execute(
            "SELECT * FROM history WHERE kind = ?1 AND wants = ?2 AND (?3 IS NULL OR owner = ?3)"
            " ORDER BY number DESC LIMIT ?4",
            (kind, wants, owner, MAX_READ),
        )
        return [
            PastJob(
                JobSize(row["size"], row["work"]),
                row["seconds"],
                row["memory_bytes"],
                row["disk_bytes"],
                json.loads(row["stages"]),
            )
            for row in rows
        ]
