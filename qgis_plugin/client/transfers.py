"""Brings things from the worker that take long enough to be waited for, and can be cancelled."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QObject, pyqtSignal

from trajganr_core.contract.errors import Code, TrajganrError

from ..background_task import Report, Work
from .session import connect

if TYPE_CHECKING:
    from trajganr_core.contract.protocol.client import Client

#: How far something has come, where nobody knows.
UNKNOWN = -1.0


class Transfers(QObject):
    """Each is a task of QGIS with a client of its own: the monitor's has jobs to watch."""

    #: What a person waits for: its key, what it is, and how far it has come (0 to 1, or UNKNOWN).
    waits = pyqtSignal(str, str, float)
    #: Nobody waits for the thing with this key any more.
    waits_no_more = pyqtSignal(str)
    #: One has failed, and nobody has cancelled it.
    failed = pyqtSignal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: dict[str, Work] = {}

    def begin(
        self,
        title: str,
        transfer: Callable[[Client, Report], Any],
        done: Callable[[Any], None],
    ) -> None:
        """Begin one.

        Args:
            title: what is brought, for people.
            transfer: does it in another thread.
            done: told in the GUI thread what it answered.
        """

        def do(report: Report) -> Any:
            with connect() as client:
                return transfer(client, report)

        work = Work(title, do)
        key = f"transfer-{id(work)}"
        self._running[key] = work
        work.progressChanged.connect(self._while_here(key, partial(self._tell, key, title)))
        work.succeeded.connect(self._while_here(key, done))
        work.failed.connect(self._while_here(key, self._tell_failure))
        work.ended.connect(self._while_here(key, partial(self._end, key)))
        self.waits.emit(key, title, UNKNOWN)
        work.begin()

    def cancel(self, key: str) -> bool:
        """Cancel one; answers whether there is one with that key."""
        if key not in self._running:
            return False
        self._running[key].cancel()
        return True

    def end(self) -> None:
        """Cancel all; what they say is not heard any more."""
        running, self._running = self._running, {}
        for work in running.values():
            work.cancel()

    def _while_here(self, key: str, hear: Callable[..., None]) -> Callable[..., None]:
        """``hear``, unless the window has gone since the transfer was begun."""

        def hear_if_here(*said: Any) -> None:
            if key in self._running:
                hear(*said)

        return hear_if_here

    def _tell(self, key: str, title: str, percent: float) -> None:
        self.waits.emit(key, title, percent / 100)

    def _tell_failure(self, error: TrajganrError) -> None:
        if error.code is not Code.JOB_CANCELLED:  # which the person knows
            self.failed.emit(error)

    def _end(self, key: str) -> None:
        del self._running[key]
        self.waits_no_more.emit(key)
