"""Watches the worker by a client in the background, so that the window never waits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from trajganr_core.errors import TrajganrError

from ..layers.roads import fetch_roads
from .models import next_step
from .reports import Reports, fetch_report
from .session import connect

if TYPE_CHECKING:
    from trajganr_core.protocol.background import BackgroundClient
    from trajganr_core.protocol.client import Client

#: However much happens, the window is told of it so often …
STIR_MS = 200
#: … and if nothing happens, so often.
REFRESH_MS = 5000


class Monitor(QObject):
    """Told by the worker what happens; its signals reach the window from another thread, queued."""

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
    #: Something has happened at the worker.
    _stirred = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client: BackgroundClient | None = None
        self._reports = Reports()
        self._stir = QTimer(self)
        self._stir.setSingleShot(True)
        self._stir.setInterval(STIR_MS)
        self._stir.timeout.connect(self.refresh)
        self._stirred.connect(self._wait_for_more)
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self.refresh)

    def begin(self) -> None:
        """Start to watch."""
        # pyzmq, which QGIS may lack, is imported now.
        from trajganr_core.protocol.background import BackgroundClient

        self._client = BackgroundClient(
            lambda: connect(),
            on_event=lambda event: self._stirred.emit(),
            on_connection=self._tell_connection,
        )
        self._timer.start()

    def end(self) -> None:
        """Stop to watch."""
        self._timer.stop()
        self._stir.stop()
        if self._client is not None:
            self._client.close()
            self._client = None

    def refresh(self) -> None:
        """Ask the worker for its status and jobs."""
        if self._client is not None:
            self._client.ask(self._look, _ignore, _ignore)

    def start_worker(self) -> None:
        """Start the local worker."""
        threading.Thread(target=self._start_worker, daemon=True).start()

    def stop_worker(self) -> None:
        """Stop the worker; running jobs go on when it is started again."""
        self._ask(lambda client: client.stop_worker())

    def cancel(self, job_id: str) -> None:
        """Ask the worker to stop a job."""
        self._ask(lambda client: client.cancel(job_id))

    def resume(self, job_id: str) -> None:
        """Have a job go on that has ended without success."""
        self._ask(lambda client: client.resume(job_id))

    def fetch(self, job: dict[str, Any], path: str) -> None:
        """Save the roads that a job predicted."""

        def fetch_and_tell(client: Client) -> None:
            fetch_roads(client, job, Path(path))
            self.fetched.emit(job, path)

        self._ask(fetch_and_tell)

    def report(self, job: dict[str, Any]) -> None:
        """Have the quality report of a prepared bundle made; it is told of when it is there."""
        self._ask(lambda client: self._reports.ask(client, job))

    def find_next(self, job: dict[str, Any]) -> None:
        """Ask the worker what can be done with what a job has made."""
        self._ask(lambda client: self.found_next.emit(*next_step(client, job)))

    def _ask(self, call: Callable[[Client], object]) -> None:
        """Have something done that a person asked for."""
        if self._client is not None:
            self._client.ask(call, _ignore, self.failed.emit)
            self._client.ask(self._look, _ignore, _ignore)

    def _wait_for_more(self) -> None:
        """Much may happen at once: it is looked at together."""
        if not self._stir.isActive():
            self._stir.start()

    # In the client's thread

    def _tell_connection(self, reason: TrajganrError | None) -> None:
        if reason is None:
            self._stirred.emit()
        else:
            self.is_down.emit(f"{reason.message} {reason.next_action}")

    def _look(self, client: Client) -> None:
        jobs = client.jobs()
        self.refreshed.emit(client.status(), jobs)
        for job in self._reports.take_ended(jobs):
            try:
                self.reported.emit(str(fetch_report(client, job)))
            except TrajganrError as error:
                self.failed.emit(error)

    def _start_worker(self) -> None:
        from trajganr_core.protocol.launch import start_worker

        try:
            start_worker()
        except TrajganrError as error:
            self.failed.emit(error)
            self.is_down.emit(f"{error.message} {error.next_action}")
        self._stirred.emit()


def _ignore(answer: object) -> None:
    """Nobody waits for it."""
