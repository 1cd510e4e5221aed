"""Watches the worker by a client in the background, so that the window never waits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.protocol.jobs import KINDS
from trajganr_core.contract.protocol.states import JobState

from ..background_task import Report
from ..i18n import tr
from ..settings import current_profile
from .models import next_step
from .reports import Reports, fetch_report
from .session import connect, start_local_worker
from .transfers import UNKNOWN, Transfers
from .worker_log import worker_log_tail

if TYPE_CHECKING:
    from trajganr_core.contract.protocol.background import BackgroundClient
    from trajganr_core.contract.protocol.client import Client

#: However much happens, the window is told of it so often …
STIR_MS = 200
#: … and if nothing happens, so often.
REFRESH_MS = 5000

#: What a person asked for last is still told to the worker when QGIS is left, in so much time.
CLOSE_TIMEOUT_S = 0.3

#: A training of a day has more events than a window can take in without a stop.
MOST_EVENTS = 2000

#: What the worker's own log is told as, where a job's is told with its id.
WORKER_LOG = ""

#: Saves the roads that a job predicted: the client, the job, the file, and what reports progress.
SaveRoads = Callable[["Client", dict[str, Any], Path, Report], object]


class Monitor(QObject):
    """Told by the worker what happens; its signals reach the window from another thread, queued."""

    #: The worker's status and its jobs, newest first.
    refreshed = pyqtSignal(dict, list)
    #: The worker's bundles and models, newest first.
    listed = pyqtSignal(list, list)
    #: No worker answers: why.
    is_down = pyqtSignal(str)
    #: The job that is watched has gone on: its id and its new events.
    went_on = pyqtSignal(str, list)
    #: The end of a log was read: the job's id or WORKER_LOG, and the text.
    logged = pyqtSignal(str, str)
    #: A job's result was saved: the job and the file.
    fetched = pyqtSignal(dict, str)
    #: A bundle's quality report is there: the file.
    reported = pyqtSignal(str)
    #: What a job made can be used by an algorithm: its id, and what its form is filled with.
    found_next = pyqtSignal(str, dict)
    #: What a person waits for: its key, what it is, and how far it has come (0 to 1, or UNKNOWN).
    waits = pyqtSignal(str, str, float)
    #: Nobody waits for the thing with this key any more.
    waits_no_more = pyqtSignal(str)
    #: What a person asked for failed.
    failed = pyqtSignal(object)
    #: Something has happened at the worker.
    _stirred = pyqtSignal()
    #: A report that somebody waits for is made, or is not: its job.
    _report_ended = pyqtSignal(dict)

    def __init__(self, save_roads: SaveRoads, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._save_roads = save_roads
        self._client: BackgroundClient | None = None
        #: Counts the workers that were watched: what an earlier one still says is not heard.
        self._turn = 0
        self._transfers = Transfers(self)
        self._transfers.waits.connect(self.waits)
        self._transfers.waits_no_more.connect(self.waits_no_more)
        self._transfers.failed.connect(self.failed)
        self._reports = Reports()
        self._watched = ""  # of the client's thread, as the next two are
        self._heard: list[dict[str, Any]] = []
        self._listed_of: tuple[str, ...] | None = None
        self._stir = QTimer(self)
        self._stir.setSingleShot(True)
        self._stir.setInterval(STIR_MS)
        self._stir.timeout.connect(self.refresh)
        self._stirred.connect(self._wait_for_more)
        self._report_ended.connect(self._fetch_report)
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self.refresh)

    def begin(self) -> None:
        """Start to watch the worker of the current profile."""
        # pyzmq, which QGIS may lack, is imported now.
        from trajganr_core.contract.protocol.background import BackgroundClient

        self._turn += 1
        self._client = BackgroundClient(
            lambda: connect(),
            on_event=partial(self._hear, self._turn),
            on_connection=partial(self._tell_connection, self._turn),
        )
        self._timer.start()

    def end(self) -> None:
        """Stop to watch."""
        self._stop_timers()
        self._transfers.end()
        if self._client is not None:
            self._client.close(CLOSE_TIMEOUT_S)
            self._client = None

    def begin_again(self) -> None:
        """Watch the worker of another profile from now on."""
        self._stop_timers()
        if self._client is not None:
            # Its thread may be in the middle of something, which nobody waits for.
            threading.Thread(target=self._client.close, daemon=True).start()
        self._listed_of = None
        self.begin()

    @property
    def is_watching(self) -> bool:
        """Whether a worker is watched, there or not."""
        return self._client is not None

    def refresh(self) -> None:
        """Ask the worker for its status and jobs, and for what is new of the watched one."""
        if self._client is not None:
            self._client.ask(partial(self._look, self._turn), _ignore, _ignore)

    def refresh_all(self) -> None:
        """Ask for everything, also for what others have made or deleted."""
        self._forget_lists()
        self.refresh()

    # The worker

    def start_worker(self) -> None:
        """Start the local worker."""
        threading.Thread(target=self._start_worker, daemon=True).start()

    def stop_worker(self) -> None:
        """Stop the worker; running jobs go on when it is started again."""
        self._ask(lambda client: client.stop_worker())

    # Jobs

    def watch(self, job_id: str) -> None:
        """Tell a job's events, from its first; '' for none."""
        if self._client is not None:
            self._client.ask(partial(self._begin_to_watch, job_id), _ignore, _ignore)

    def cancel(self, job_id: str) -> None:
        """Ask the worker to stop a job."""
        self._ask(lambda client: client.cancel(job_id))

    def resume(self, job_id: str) -> None:
        """Have a job go on that has ended without success."""
        self._ask(lambda client: client.resume(job_id))

    def delete(self, kind: str, some_id: str) -> None:
        """Delete a ``job``, ``bundle`` or ``model``."""
        deletions: dict[str, Callable[[Client], None]] = {
            "job": lambda client: client.delete(some_id),
            "bundle": lambda client: client.delete_bundle(some_id),
            "model": lambda client: client.delete_model(some_id),
        }
        self._ask(deletions[kind])
        self.refresh_all()

    def read_log(self, job_id: str) -> None:
        """Ask for the end of a job's log."""
        if self._client is not None:
            self._client.ask(
                lambda client: client.logs(job_id),
                lambda text: self.logged.emit(job_id, text),
                lambda error: self.logged.emit(job_id, f"{error.message} {error.next_action}"),
            )

    def read_worker_log(self) -> None:
        """Read the end of the local worker's log, which is told as :data:`WORKER_LOG`."""
        threading.Thread(target=self._read_worker_log, daemon=True).start()

    def find_next(self, job: dict[str, Any]) -> None:
        """Ask the worker what can be done with what a job has made."""
        self._ask(lambda client: self.found_next.emit(*next_step(client, job)))

    # What takes long enough to be waited for

    def fetch(self, job: dict[str, Any], path: str) -> None:
        """Save the roads that a job predicted."""
        self._transfers.begin(
            tr("Fetching {name}").format(name=job["name"] or job["job_id"]),
            lambda client, report: self._save_roads(client, job, Path(path), report),
            lambda _: self.fetched.emit(job, path),
        )

    def report(self, job: dict[str, Any]) -> None:
        """Have the quality report of a prepared bundle made; it is told of when it is there."""
        self._ask(lambda client: self._wait_for_report(self._reports.ask(client, job)))

    def report_of_bundle(self, bundle: str, name: str) -> None:
        """As :meth:`report`, of a bundle whose job may be gone."""
        self.report({"kind": "prepare", "name": name, "result": {"bundle": bundle}})

    def stop_waiting(self, key: str) -> None:
        """Cancel what somebody waits for; told by :attr:`waits`."""
        if not self._transfers.cancel(key):
            self.cancel(key)  # a report that is being made is a job

    def _fetch_report(self, job: dict[str, Any]) -> None:
        self.waits_no_more.emit(job["job_id"])
        self._transfers.begin(
            tr("Fetching the quality report"),
            lambda client, report: fetch_report(client, job, report),
            lambda path: self.reported.emit(str(path)),
        )

    def _ask(self, call: Callable[[Client], object]) -> None:
        """Have something done that a person asked for."""
        if self._client is not None:
            self._client.ask(call, _ignore, self.failed.emit)
            self._client.ask(partial(self._look, self._turn), _ignore, _ignore)

    def _wait_for_more(self) -> None:
        """Much may happen at once: it is looked at together."""
        if not self._stir.isActive():
            self._stir.start()

    def _stop_timers(self) -> None:
        self._timer.stop()
        self._stir.stop()

    def _forget_lists(self) -> None:
        if self._client is not None:
            self._client.ask(self._list_anew, _ignore, _ignore)

    # In the client's thread

    def _tell_connection(self, turn: int, reason: TrajganrError | None) -> None:
        if turn != self._turn:
            return
        self._listed_of = None
        if reason is None:
            self._stirred.emit()
        else:
            self.is_down.emit(f"{reason.message} {reason.next_action}")

    def _hear(self, turn: int, event: dict[str, Any]) -> None:
        if turn != self._turn:
            return
        if event["job_id"] == self._watched:
            self._heard.append(event)
        self._stirred.emit()

    def _begin_to_watch(self, job_id: str, client: Client) -> None:
        self._watched = job_id
        self._heard = thinned(client.events(job_id)) if job_id else []
        self._tell_heard()

    def _tell_heard(self) -> None:
        if self._heard:
            self.went_on.emit(self._watched, self._heard)
            self._heard = []

    def _list_anew(self, client: Client) -> None:
        self._listed_of = None

    def _look(self, turn: int, client: Client) -> None:
        jobs, status = client.jobs(), client.status()
        if turn != self._turn:
            return
        self.refreshed.emit(status, jobs)
        self._tell_heard()
        self._list(client, jobs)
        self._look_for_reports(jobs)

    def _list(self, client: Client, jobs: list[dict[str, Any]]) -> None:
        """Tell bundles and models, when a job may have made one."""
        made = tuple(job["job_id"] for job in jobs if _has_made_something(job))
        if made != self._listed_of:
            bundles = client.bundles(with_damaged=True)
            self.listed.emit(bundles, client.models(with_damaged=True))
            self._listed_of = made

    def _look_for_reports(self, jobs: list[dict[str, Any]]) -> None:
        for job in self._reports.take_ended(jobs):
            if job["state"] == JobState.CANCELLED.value:
                self.waits_no_more.emit(job["job_id"])
            else:
                self._report_ended.emit(job)
        for job in self._reports.waited_for(jobs):
            self._wait_for_report(job["job_id"], job["progress"])

    def _wait_for_report(self, job_id: str, fraction: float = UNKNOWN) -> None:
        self.waits.emit(job_id, tr("Making the quality report"), fraction)

    # In threads of their own, because these are asked while no worker answers

    def _read_worker_log(self) -> None:
        self.logged.emit(WORKER_LOG, worker_log_tail(current_profile()))

    def _start_worker(self) -> None:
        try:
            start_local_worker()
        except TrajganrError as error:
            self.failed.emit(error)
            self.is_down.emit(f"{error.message} {error.next_action}")
        self._stirred.emit()


def thinned(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As many of a job's events as can be seen in a curve, and all with a message and the last."""
    step = max(1, len(events) // MOST_EVENTS)
    last = len(events) - 1
    return [
        event
        for number, event in enumerate(events)
        if number % step == 0 or number == last or event.get("message")
    ]


def _has_made_something(job: dict[str, Any]) -> bool:
    kind = KINDS.get(job["kind"])
    return bool(kind and kind.makes and job["state"] == JobState.SUCCEEDED.value)


def _ignore(answer: object) -> None:
    """Nobody waits for it."""
