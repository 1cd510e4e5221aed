"""The jobs that algorithms of this QGIS wait for, and how one is left to go on alone."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator

from qgis.PyQt.QtCore import QObject, pyqtSignal

from trajganr_core.contract.errors import Code, TrajganrError


class Notifier(QObject):
    """Tells the window that an algorithm has begun or stopped to wait for a job."""

    changed = pyqtSignal()


notifier = Notifier()
#: The jobs that are waited for, some perhaps twice, with what makes an algorithm stop waiting.
_waiting: list[tuple[str, threading.Event]] = []
#: All jobs that were waited for since QGIS was started.
_known: set[str] = set()


@contextlib.contextmanager
def following(job_id: str) -> Iterator[Callable[[], None]]:
    """While an algorithm waits for a job; answers what it calls now and then.

    That raises ``JOB.DETACHED`` once a person wants the job to go on alone.
    """
    leave = threading.Event()
    entry = (job_id, leave)

    def check() -> None:
        if leave.is_set():
            raise detached(job_id)

    _known.add(job_id)
    _waiting.append(entry)
    notifier.changed.emit()
    try:
        yield check
    finally:
        _waiting.remove(entry)
        notifier.changed.emit()


def is_followed(job_id: str) -> bool:
    """Whether an algorithm of this QGIS waits for a job."""
    return any(known == job_id for known, _ in list(_waiting))


def was_followed(job_id: str) -> bool:
    """Whether an algorithm of this QGIS waits for a job, or has waited for it."""
    return job_id in _known


def detach(job_id: str) -> None:
    """Have the algorithms that wait for a job end without it; it goes on."""
    for known, leave in list(_waiting):
        if known == job_id:
            leave.set()


def detached(job_id: str) -> TrajganrError:
    """The error that ends an algorithm whose job goes on."""
    return TrajganrError(
        Code.JOB_DETACHED,
        "Job {job} goes on at the worker; nobody here waits for it any more.",
        "Find it and its result in the dock, also after QGIS was closed.",
        job=job_id,
    )
