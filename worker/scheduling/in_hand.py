"""The job that the worker is starting or closing, noted on disk while it does.

Whatever a job holds must not end the worker. If it does all the same, a worker that is started
again would meet the same job and end again: so it counts how often it has ended with the job in
hand. The note needs to outlive the process, not the machine.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

__all__ = ["MOST_ENDS", "InHand"]

#: So often may the worker end with the same job in hand, before the job is set aside.
MOST_ENDS = 3


class InHand:
    """Jobs that are in hand, and how often the worker has ended with each.

    A disk that is full costs the note, never the job.

    Args:
        path: the note.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._ends = _read(path)
        self._taken: set[str] = set()

    def is_hopeless(self, job_id: str) -> bool:
        """Whether the worker has ended too often with the job in hand."""
        return self._ends.get(job_id, 0) >= MOST_ENDS

    def take(self, job_id: str) -> None:
        """Note that the job is in hand: if the worker ends now, it is counted."""
        self._taken.add(job_id)
        self._note()

    def let_go(self, *job_ids: str) -> None:
        """The jobs, or all where none is named, are out of hand, and the worker still runs."""
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
