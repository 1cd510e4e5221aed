"""Follows the worker from a background thread, so that the window never waits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.kinds.prepare import PrepareResult
from trajganr_core.contract.kinds.report import ReportParams
from trajganr_core.contract.protocol.answers import Event, JobRecord
from trajganr_core.contract.protocol.background import BackgroundClient
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.states import JobState

from ..background_task import BackgroundTask, Report
from ..i18n import tr
from ..settings import current_profile
from .job_list import JobList
from .models import next_step
from .reports import fetch_report, make_report
from .restarts import Restarts
from .session import connect, has_died, start_local_worker
from .worker_log import worker_log_tail

#: Events are collected for this time before the window is updated.
EVENT_BATCH_MS = 100
#: Interval at which status and jobs are requested without an event.
REFRESH_MS = 5000

#: When QGIS closes, pending requests have this time to reach the worker.
CLOSE_TIMEOUT_S = 0.3

#: Most events of a job that are passed to the window at once; a long training has more.
MAX_EVENTS = 2000

#: Identifies the worker's own log in :attr:`Monitor.logged`; other logs have the id of their job.
WORKER_LOG = ""

#: Saves the roads that a job predicted: the client, the job, the file, and what reports progress.
SaveRoads = Callable[["Client", "JobRecord", Path, Report], object]


def _ignore(result: object) -> None:
    """The result is not needed."""


class Monitor(QObject):
    """Requests and events of one worker; its signals are queued, from the thread of the client.

    Args:
        save_roads: saves the result of a prediction.
        parent: of the object.
    """

    #: The worker's status and its jobs, newest first.
    refreshed = pyqtSignal(object, list)
    #: The jobs, newest first, of which some have progressed; none has changed its state.
    progressed = pyqtSignal(list)
    #: The worker's bundles and models, newest first.
    listed = pyqtSignal(list, list)
    #: No worker answers: the reason.
    is_down = pyqtSignal(str)
    #: The local worker has died: whether it is started again.
    died = pyqtSignal(bool)
    #: New events of the watched job: its id and the events.
    events_received = pyqtSignal(str, list)
    #: The end of a log was read: the job's id or WORKER_LOG, and the text.
    logged = pyqtSignal(str, str)
    #: A job's result was saved: the job and the file.
    fetched = pyqtSignal(object, str)
    #: The quality report of a bundle was saved: the file.
    reported = pyqtSignal(str)
    #: The algorithm that uses a job's result: its id and its parameters.
    next_step_found = pyqtSignal(str, dict)
    #: A request of the user failed: the error.
    failed = pyqtSignal(object)
    #: The worker has sent an event, or has been connected or started.
    _changed = pyqtSignal()

    def __init__(self, save_roads: SaveRoads, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._save_roads = save_roads
        self._client: BackgroundClient | None = None
        #: Number of the current connection; signals of earlier ones are ignored.
        self._connection_id = 0
        #: Downloads, with clients of their own: the monitor's is busy with jobs.
        self._transfers: set[BackgroundTask] = set()
        self._restarts = Restarts()
        self._jobs = JobList()  # this and the next four belong to the client's thread
        self._was_up = False
        self._watched = ""
        self._new_events: list[Event] = []
        self._listed_of: tuple[str, ...] | None = None
        self._batch_timer = QTimer(self)
        self._batch_timer.setSingleShot(True)
        self._batch_timer.setInterval(EVENT_BATCH_MS)
        self._batch_timer.timeout.connect(self._update_soon)
        self._changed.connect(self._schedule_update)
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self.refresh)

    def begin(self) -> None:
        """Start to follow the worker of the current profile."""
        self._connection_id += 1
        self._jobs = JobList()
        self._was_up = False
        self._client = BackgroundClient(
            lambda: connect(),
            on_event=partial(self._on_event, self._connection_id),
            on_connection=partial(self._on_connection, self._connection_id),
        )
        self._timer.start()

    def end(self) -> None:
        """Stop following the worker."""
        self._stop_timers()
        for task in self._transfers:
            task.succeeded.disconnect()
            task.failed.disconnect()
            task.cancel()
        self._transfers.clear()
        if self._client is not None:
            self._client.close(CLOSE_TIMEOUT_S)
            self._client = None

    def begin_again(self) -> None:
        """Follow the worker of the profile that is current now."""
        self._stop_timers()
        if self._client is not None:
            # Its thread may be busy.
            threading.Thread(target=self._client.close, daemon=True).start()
        self._listed_of = None
        self.begin()

    @property
    def is_watching(self) -> bool:
        """Whether a worker is followed, reachable or not."""
        return self._client is not None

    def refresh(self) -> None:
        """Request the worker's status and jobs."""
        self._post(partial(self._fetch, self._connection_id))

    def refresh_all(self) -> None:
        """Request everything, including bundles and models that others have created or deleted."""
        self._post(self._forget_lists)
        self.refresh()

    # The worker

    def start_worker(self) -> None:
        """Start the local worker."""
        threading.Thread(target=self._start_worker, daemon=True).start()

    def stop_worker(self) -> None:
        """Stop the worker; running jobs resume when it is started again."""
        self._ask(lambda client: client.stop_worker())

    # Jobs

    def watch(self, job_id: str) -> None:
        """Report a job's events, from its first, by :attr:`events_received`; '' for no job."""
        self._post(partial(self._begin_to_watch, job_id))

    def cancel(self, job_id: str) -> None:
        """Cancel a job."""
        self._ask(lambda client: client.cancel(job_id))

    def resume(self, job_id: str) -> None:
        """Queue a job again that has ended without success."""
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
        """Request the end of a job's log, for :attr:`logged`."""
        if self._client is not None:
            self._client.ask(
                lambda client: client.logs(job_id),
                lambda text: self.logged.emit(job_id, text),
                lambda error: self.logged.emit(job_id, f"{error.message} {error.next_action}"),
            )

    def read_worker_log(self) -> None:
        """Read the end of the local worker's log, for :attr:`logged`."""
        threading.Thread(target=self._read_worker_log, daemon=True).start()

    def find_next(self, job: JobRecord) -> None:
        """Find the algorithm that uses a job's result, for :attr:`next_step_found`."""
        self._ask(lambda client: self.next_step_found.emit(*next_step(client, job)))

    # Downloads, which QGIS' task manager shows and cancels

    def fetch(self, job: JobRecord, path: str) -> None:
        """Save the roads that a job predicted."""
        self._transfer(
            tr("Fetching {name}").format(name=job.title),
            lambda client, report: self._save_roads(client, job, Path(path), report),
            lambda _: self.fetched.emit(job, path),
        )

    def report(self, job: JobRecord) -> None:
        """Save the quality report that a job created, or of the bundle that it prepared."""
        if job.kind != ReportParams.kind:
            self.report_of_bundle(PrepareResult.of(job).bundle or "", job.name)
            return
        self._transfer(
            tr("Fetching the quality report"),
            lambda client, report: fetch_report(client, job.job_id, report),
            lambda path: self.reported.emit(str(path)),
        )

    def report_of_bundle(self, bundle: str, name: str) -> None:
        """Create the quality report of a bundle and save it, for :attr:`reported`."""
        self._transfer(
            tr("Making the quality report"),
            lambda client, report: make_report(client, bundle, name, report),
            lambda path: self.reported.emit(str(path)),
        )

    def _transfer(
        self,
        title: str,
        transfer: Callable[[Client, Report], Any],
        done: Callable[[Any], None],
    ) -> None:
        """Run a transfer in a task of QGIS.

        Args:
            title: shown to the user.
            transfer: called in another thread.
            done: called in the GUI thread with its result.
        """

        def do(report: Report) -> Any:
            with connect() as client:
                return transfer(client, report)

        task = BackgroundTask(title, do)
        self._transfers.add(task)
        task.succeeded.connect(done)
        task.failed.connect(self._report_failure)
        task.ended.connect(lambda: self._transfers.discard(task))
        task.begin()

    def _report_failure(self, error: TrajganrError) -> None:
        if error.code is not Code.JOB_CANCELLED:  # the user has cancelled it
            self.failed.emit(error)

    def _ask(self, call: Callable[[Client], object]) -> None:
        """Send a request of the user; a failure is reported by :attr:`failed`."""
        self._post(call, self.failed.emit)
        self.refresh()

    def _post(
        self,
        call: Callable[[Client], object],
        failed: Callable[[TrajganrError], None] = _ignore,
    ) -> None:
        """Send a request if a worker is followed."""
        if self._client is not None:
            self._client.ask(call, _ignore, failed)

    def _update_soon(self) -> None:
        self._post(partial(self._update, self._connection_id))

    def _schedule_update(self) -> None:
        """Update the window once for all events of a short time."""
        if not self._batch_timer.isActive():
            self._batch_timer.start()

    def _stop_timers(self) -> None:
        self._timer.stop()
        self._batch_timer.stop()

    # In the client's thread

    def _on_connection(self, connection_id: int, reason: TrajganrError | None) -> None:
        if connection_id != self._connection_id:
            return
        self._listed_of = None
        self._jobs.is_current = False
        if reason is None:
            self._was_up = True
            self._changed.emit()
            return
        self.is_down.emit(f"{reason.message} {reason.next_action}")
        # One that was found dead may have been so for days.
        if self._was_up and has_died(current_profile(), reason):
            self._revive()
        self._was_up = False

    def _revive(self) -> None:
        """Start the worker again, unless it dies too often."""
        is_allowed = self._restarts.take()
        self.died.emit(is_allowed)
        if is_allowed:
            self.start_worker()

    def _on_event(self, connection_id: int, event: Event) -> None:
        if connection_id != self._connection_id:
            return
        if event.job_id == self._watched:
            self._new_events.append(event)
        self._jobs.apply(event)
        self._changed.emit()

    def _begin_to_watch(self, job_id: str, client: Client) -> None:
        self._watched = job_id
        self._new_events = thinned(client.events(job_id)) if job_id else []
        self._emit_events()

    def _emit_events(self) -> None:
        if self._new_events:
            self.events_received.emit(self._watched, self._new_events)
            self._new_events = []

    def _forget_lists(self, client: Client) -> None:
        self._listed_of = None

    def _update(self, connection_id: int, client: Client) -> None:
        """Show what the events say; the jobs are requested only if one is new or has changed."""
        if connection_id != self._connection_id:
            return
        if not self._jobs.is_current:
            self._fetch(connection_id, client)
            return
        jobs = self._jobs.jobs()
        self.progressed.emit(jobs)
        self._emit_events()

    def _fetch(self, connection_id: int, client: Client) -> None:
        jobs, status = client.jobs(), client.status()
        if connection_id != self._connection_id:
            return
        self._jobs.replace(jobs)
        self.refreshed.emit(status, jobs)
        self._emit_events()
        self._list(client, jobs)

    def _list(self, client: Client, jobs: list[JobRecord]) -> None:
        """List bundles and models if a job may have created one."""
        created = tuple(job.job_id for job in jobs if _has_created_something(job))
        if created != self._listed_of:
            self.listed.emit(client.listed_bundles(), client.listed_models())
            self._listed_of = created

    # In threads of their own: no worker may answer yet

    def _read_worker_log(self) -> None:
        self.logged.emit(WORKER_LOG, worker_log_tail(current_profile()))

    def _start_worker(self) -> None:
        try:
            start_local_worker()
        except TrajganrError as error:
            self.failed.emit(error)
            self.is_down.emit(f"{error.message} {error.next_action}")
        self._changed.emit()


def thinned(events: list[Event]) -> list[Event]:
    """A job's events, thinned to what a curve can show; those with a message and the last stay."""
    step = max(1, len(events) // MAX_EVENTS)
    last = len(events) - 1
    return [
        event
        for number, event in enumerate(events)
        if number % step == 0 or number == last or event.message
    ]


def _has_created_something(job: JobRecord) -> bool:
    kind = KINDS.get(job.kind)
    return bool(kind and kind.makes and job.state is JobState.SUCCEEDED)
