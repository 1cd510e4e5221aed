"""The files of jobs' results, for the thread that sends files."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from .job_queries import no_such_job


class ResultFiles:
    """Reads the job store at a path, in a thread other than the one that writes it."""

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
