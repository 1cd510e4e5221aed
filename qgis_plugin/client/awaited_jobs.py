"""The jobs that algorithms of this QGIS wait for, and how to detach from one."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator

from qgis.PyQt.QtCore import QObject, pyqtSignal

from trajganr_core.contract.errors import Code, TrajganrError


class Notifier(QObject):
    """Signals that an algorithm has begun or stopped waiting for a job."""

    changed = pyqtSignal()


notifier = Notifier()
#: The awaited jobs, possibly repeated, each with the event that ends the waiting.
_waiting: list[tuple[str, threading.Event]] = []
#: All jobs that were awaited since QGIS was started.
_awaited: set[str] = set()


@contextlib.contextmanager
def awaiting(job_id: str) -> Iterator[Callable[[], None]]:
    """Register that an algorithm waits for a job; yields a check that it calls regularly.

    The check raises ``JOB.DETACHED`` once the user has detached the job.
    """
    leave = threading.Event()
    entry = (job_id, leave)

    def check() -> None:
        if leave.is_set():
            raise detached(job_id)

    _awaited.add(job_id)
    _waiting.append(entry)
    notifier.changed.emit()
    try:
        yield check
    finally:
        _waiting.remove(entry)
        notifier.changed.emit()


def all_awaited() -> list[str]:
    """The jobs that algorithms of this QGIS wait for, possibly repeated."""
    return [job_id for job_id, _ in list(_waiting)]


def is_awaited(job_id: str) -> bool:
    """Whether an algorithm of this QGIS waits for a job."""
    return job_id in all_awaited()


def was_awaited(job_id: str) -> bool:
    """Whether an algorithm of this QGIS waits for a job, or has waited for it."""
    return job_id in _awaited


def detach(job_id: str) -> None:
    """End the algorithms that wait for a job; the job continues."""
    for awaited, leave in list(_waiting):
        if awaited == job_id:
            leave.set()


def detached(job_id: str) -> TrajganrError:
    """The error that ends an algorithm whose job continues."""
    return TrajganrError(
        Code.JOB_DETACHED,
        "Job {job} continues on the worker in the background.",
        "The dock shows the job and its result, also after a restart of QGIS.",
        job=job_id,
    )
