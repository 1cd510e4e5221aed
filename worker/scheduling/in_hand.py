"""The jobs that the worker is starting or ending, recorded on disk meanwhile.

No job should crash the worker. If one does all the same, a restarted worker would meet the same job
and crash again. The worker therefore counts how often it crashed with the job in hand. The record
must survive the process, not the machine.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

__all__ = ["MOST_ENDS", "InHand"]

#: Crashes of the worker with the same job in hand after which the job is failed.
MOST_ENDS = 3


class InHand:
    """Jobs in hand, and how often the worker has crashed with each.

    A full disk loses the record but does not fail the job.

    Args:
        path: of the record.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._ends = _read(path)
        self._taken: set[str] = set()

    def has_crashed_too_often(self, job_id: str) -> bool:
        """Whether the worker has crashed too often with the job in hand."""
        return self._ends.get(job_id, 0) >= MOST_ENDS

    def take(self, job_id: str) -> None:
        """Record that the job is in hand, so that a crash of the worker is counted."""
        self._taken.add(job_id)
        self._note()

    def let_go(self, *job_ids: str) -> None:
        """Remove the jobs, or all where none is named: the worker has not crashed."""
        done = self._taken.intersection(job_ids) if job_ids else set(self._taken)
        if done:
            self._taken -= done
            self._ends = {job: ends for job, ends in self._ends.items() if job not in done}
            self._note()

    def _note(self) -> None:
        ends = self._ends | {job_id: self._ends.get(job_id, 0) + 1 for job_id in self._taken}
        with contextlib.suppress(OSError):
            if ends:
                self._path.write_text(json.dumps(ends), encoding="utf-8")
            else:
                self._path.unlink(missing_ok=True)


def _read(path: Path) -> dict[str, int]:
    with contextlib.suppress(OSError, ValueError, RecursionError):
        noted = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(noted, dict):
            return {str(job_id): ends for job_id, ends in noted.items() if isinstance(ends, int)}
    return {}
