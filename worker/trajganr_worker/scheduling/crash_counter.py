"""Counts how often the worker has crashed while it started or ended a job.

No job should crash the worker. If one does all the same, a restarted worker would meet the same job
and crash again. The record must survive the process, not the machine.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

#: Crashes of the worker with the same job after which the job is failed.
MAX_CRASHES = 3


class CrashCounter:
    """Records the jobs that the worker is handling, with earlier crashes during each.

    A full disk loses the record but does not fail the job.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._crashes = _read(path)
        self._handled: set[str] = set()

    def has_crashed_too_often(self, job_id: str) -> bool:
        """Whether the worker has crashed too often while it handled the job."""
        return self._crashes.get(job_id, 0) >= MAX_CRASHES

    def begin(self, job_id: str) -> None:
        """Record that the job is being handled, so that a crash of the worker is counted."""
        self._handled.add(job_id)
        self._write()

    def finish(self, *job_ids: str) -> None:
        """Remove the jobs, or all where none is named: the worker has not crashed."""
        done = self._handled.intersection(job_ids) if job_ids else set(self._handled)
        if done:
            self._handled -= done
            self._crashes = {job: count for job, count in self._crashes.items() if job not in done}
            self._write()

    def _write(self) -> None:
        possible = {job_id: self._crashes.get(job_id, 0) + 1 for job_id in self._handled}
        counts = self._crashes | possible
        with contextlib.suppress(OSError):
            if counts:
                self._path.write_text(json.dumps(counts), encoding="utf-8")
            else:
                self._path.unlink(missing_ok=True)


def _read(path: Path) -> dict[str, int]:
    with contextlib.suppress(OSError, ValueError, RecursionError):
        counts = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(counts, dict):
            return {str(job_id): n for job_id, n in counts.items() if isinstance(n, int)}
    return {}
