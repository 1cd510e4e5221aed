"""Watches the worker from a thread of its own, so that the window never waits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QObject, QThread, QTimer, pyqtSignal, pyqtSlot

from trajganr_core.errors import Code, TrajganrError

from ..layers.roads import fetch_roads
from .models import next_step
from .reports import Reports, fetch_report
from .session import connect

if TYPE_CHECKING:
    from trajganr_core.protocol.client import Client

REFRESH_MS = 1000


class Monitor(QObject):
    """Lives in a thread and owns the only client there; its signals are queued to the window."""

    #: The worker's status and its jobs, newest first.
    refreshed = pyqtSignal(dict, list)
    #: No worker answers.
    is_down = pyqtSignal(str)
    #: A job's result was saved: the job and the file.
    fetched = pyqtSignal(dict, str)
    #: A bundle's quality report is there: the file.
    reported = pyqtSignal(str)
    #: What a job made can be used by an algorithm: its id, and what its form is filled with.
    found_next = pyqtSignal(str, dict)
    #: What a person asked for failed.
    failed = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self._client: Client | None = None
        self._reports = Reports()
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self.refresh)

    @pyqtSlot()
    def begin(self) -> None:
        """Start to watch; called in the thread."""
        self._timer.start()
        self.refresh()

    @pyqtSlot()
    def end(self) -> None:
        """Stop to watch and leave the thread; called in the thread."""
        self._timer.stop()
        self._drop_client()
        QThread.currentThread().quit()

    @pyqtSlot()
    def refresh(self) -> None:
        """Ask the worker for its status and jobs."""
        try:
            client = self._connected()
            jobs = client.jobs()
            self.refreshed.emit(client.status(), jobs)
        except TrajganrError as error:
            self._drop_client()
            self.is_down.emit(f"{error.message} {error.next_action}")
            return
        for job in self._reports.take_ended(jobs):
            self._tell_report(client, job)

    @pyqtSlot()
    def start_worker(self) -> None:
        """Start the local worker."""
        from trajganr_core.protocol.launch import start_worker

        self._attempt(start_worker)

    @pyqtSlot()
    def stop_worker(self) -> None:
        """Stop the worker; a running job is interrupted."""

        def stop_and_forget() -> None:
            self._connected().stop_worker()
            self._drop_client()

        self._attempt(stop_and_forget)

    @pyqtSlot(str)
    def cancel(self, job_id: str) -> None:
        """Ask the worker to stop a job."""
        self._attempt(lambda: self._connected().cancel(job_id))

    @pyqtSlot(dict, str)
    def fetch(self, job: dict[str, Any], path: str) -> None:
        """Save the roads that a job predicted."""

        def fetch_and_tell() -> None:
            fetch_roads(self._connected(), job, Path(path))
            self.fetched.emit(job, path)

        self._attempt(fetch_and_tell)

    @pyqtSlot(dict)
    def report(self, job: dict[str, Any]) -> None:
        """Have the quality report of a prepared bundle made; it is told of when it is there."""
        self._attempt(lambda: self._reports.ask(self._connected(), job))

    @pyqtSlot(dict)
    def find_next(self, job: dict[str, Any]) -> None:
        """Ask the worker what can be done with what a job has made."""
        self._attempt(lambda: self.found_next.emit(*next_step(self._connected(), job)))

    def _tell_report(self, client: Client, job: dict[str, Any]) -> None:
        try:
            self.reported.emit(str(fetch_report(client, job)))
        except TrajganrError as error:
            self.failed.emit(error)

    def _attempt(self, action: Callable[[], object]) -> None:
        try:
            action()
        except TrajganrError as error:
            if error.code is Code.TRANSPORT_DOWN:
                self._drop_client()
            self.failed.emit(error)
        self.refresh()

    def _connected(self) -> Client:
        if self._client is None:
            self._client = connect()
        return self._client

    def _drop_client(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None
