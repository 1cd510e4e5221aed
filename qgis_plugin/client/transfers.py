"""Downloads from the worker, with progress and cancelling."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QObject, pyqtSignal

from trajganr_core.contract.errors import Code, TrajganrError

from ..background_task import BackgroundTask, Report
from .session import connect

if TYPE_CHECKING:
    from trajganr_core.contract.protocol.client import Client

#: A fraction that is unknown.
UNKNOWN = -1.0


class Transfers(QObject):
    """Each is a task of QGIS with a client of its own; the monitor's client is busy with jobs."""

    #: Progress of a transfer: key, title, fraction or UNKNOWN.
    operation_progressed = pyqtSignal(str, str, float)
    #: The transfer with this key has ended.
    operation_ended = pyqtSignal(str)
    #: A transfer has failed and was not cancelled.
    failed = pyqtSignal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: dict[str, BackgroundTask] = {}

    def begin(
        self,
        title: str,
        transfer: Callable[[Client, Report], Any],
        done: Callable[[Any], None],
    ) -> None:
        """Start a transfer.

        Args:
            title: shown to the user.
            transfer: called in another thread.
            done: called in the GUI thread with its result.
        """

        def do(report: Report) -> Any:
            with connect() as client:
                return transfer(client, report)

        task = BackgroundTask(title, do)
        key = f"transfer-{id(task)}"
        self._running[key] = task
        task.progressChanged.connect(
            self._if_running(key, partial(self._report_progress, key, title))
        )
        task.succeeded.connect(self._if_running(key, done))
        task.failed.connect(self._if_running(key, self._emit_failure))
        task.ended.connect(self._if_running(key, partial(self._end, key)))
        self.operation_progressed.emit(key, title, UNKNOWN)
        task.begin()

    def cancel(self, key: str) -> bool:
        """Cancel a transfer; returns whether there is one with that key."""
        if key not in self._running:
            return False
        self._running[key].cancel()
        return True

    def end(self) -> None:
        """Cancel all; their signals are ignored."""
        running, self._running = self._running, {}
        for task in running.values():
            task.cancel()

    def _if_running(self, key: str, callback: Callable[..., None]) -> Callable[..., None]:
        """``callback``, unless the transfers have been ended."""

        def call_if_running(*arguments: Any) -> None:
            if key in self._running:
                callback(*arguments)

        return call_if_running

    def _report_progress(self, key: str, title: str, percent: float) -> None:
        self.operation_progressed.emit(key, title, percent / 100)

    def _emit_failure(self, error: TrajganrError) -> None:
        if error.code is not Code.JOB_CANCELLED:  # the user has cancelled it
            self.failed.emit(error)

    def _end(self, key: str) -> None:
        del self._running[key]
        self.operation_ended.emit(key)
