"""Follows the worker from a background thread, so that the window never waits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Set
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds import KINDS, result_of
from trajganr_core.contract.protocol.answers import Event, JobRecord
from trajganr_core.contract.protocol.background import BackgroundClient
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.states import JobState

from ..background_task import BackgroundTask, Report
from ..settings import current_profile
from .job_list import JobList
from .restarts import Restarts
from .session import connect, has_died, start_local_worker
from .worker_log import worker_log_tail

T = TypeVar("T")

#: Events are collected for this time before the window is updated.
EVENT_BATCH_MS = 100
#: Interval at which status and jobs are requested without an event.
REFRESH_MS = 5000

#: When QGIS closes, pending requests have this time to reach the worker.
CLOSE_TIMEOUT_S = 0.3

#: Most events of a job that are passed to the window at once; a long training has more.
MAX_EVENTS = 2000


def _ignore(result: object) -> None:
    """The result is not needed."""


class Monitor(QObject):
    """Requests and events of one worker; its signals are queued, from the thread of the client.

    Args:
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
    #: A request of the user failed: the error.
    failed = pyqtSignal(object)
    #: The worker has sent an event, or has been connected or started.
    _changed = pyqtSignal()
    #: What the window's thread has to call.
    _arrived = pyqtSignal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client: BackgroundClient | None = None
        #: Number of the current connection; signals of earlier ones are ignored.
        self._connection_id = 0
        #: Downloads, with clients of their own: the monitor's is busy with jobs.
        self._transfers: set[BackgroundTask] = set()
        self._restarts = Restarts()
        self._jobs = JobList()  # this and the next five belong to the client's thread
        self._was_up = False
        self._watched = ""
        self._new_events: list[Event] = []
        self._listed_of: Set[str] | None = None
        self._made: dict[str, list[Any]] = {}
        self._batch_timer = QTimer(self)
        self._batch_timer.setSingleShot(True)
        self._batch_timer.setInterval(EVENT_BATCH_MS)
        self._batch_timer.timeout.connect(self._update_soon)
        self._changed.connect(self._schedule_update)
        self._arrived.connect(self._call)
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
        running, self._transfers = self._transfers, set()
        for task in running:
            task.succeeded.disconnect()
            task.failed.disconnect()
            task.cancel()
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
        self.ask(partial(self._fetch, self._connection_id))

    def refresh_all(self) -> None:
        """Request everything, including bundles and models that others have created or deleted."""
        self.ask(self._forget_lists)
        self.refresh()

    # The worker

    def start_worker(self) -> None:
        """Start the local worker."""
        threading.Thread(target=self._start_worker, daemon=True).start()

    def read_worker_log(self, done: Callable[[str], None]) -> None:
        """Read the end of the local worker's log, or why it cannot be read."""

        def read() -> None:
            self._arrived.emit(partial(done, worker_log_tail(current_profile())))

        threading.Thread(target=read, daemon=True).start()

    # Requests of the user

    def watch(self, job_id: str) -> None:
        """Report a job's events, from its first, by :attr:`events_received`; '' for no job."""
        self.ask(partial(self._begin_to_watch, job_id))

    def ask(
        self,
        call: Callable[[Client], T],
        done: Callable[[T], object] = _ignore,
        failed: Callable[[TrajganrError], object] = _ignore,
    ) -> None:
        """Send a request, if a worker is followed.

        Args:
            call: called in the client's thread.
            done: called in the window's thread with its result.
            failed: the same for an error.
        """
        if self._client is not None:
            self._client.ask(
                call,
                lambda result: self._arrived.emit(partial(done, result)),
                lambda error: self._arrived.emit(partial(failed, error)),
            )

    def change(self, call: Callable[[Client], object]) -> None:
        """Send a request that changes a job or the worker, and show what follows."""
        self.ask(call, failed=self.failed.emit)
        self.refresh()

    def delete(self, call: Callable[[Client], object]) -> None:
        """Send a request that deletes something, and list again what there is."""
        self.ask(call, failed=self.failed.emit)
        self.refresh_all()

    def transfer(
        self, title: str, transfer: Callable[[Client, Report], Any], done: Callable[[Any], None]
    ) -> None:
        """Run a download in a task of QGIS, whose task manager shows and cancels it.

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

    def _call(self, act: Callable[[], None]) -> None:
        act()

    def _update_soon(self) -> None:
        self.ask(partial(self._update, self._connection_id))

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
        """List bundles and models; later, request only what jobs have made since."""
        made = {job.job_id: job for job in reversed(jobs) if _has_created_something(job)}
        if self._listed_of == made.keys():
            return
        if self._listed_of is None:
            self._made = {"bundle": client.listed_bundles(), "model": client.listed_models()}
        else:
            for job_id, job in made.items():
                if job_id not in self._listed_of:
                    self._add(client, job)
        self._listed_of = made.keys()
        self.listed.emit(self._made["bundle"], self._made["model"])

    def _add(self, client: Client, job: JobRecord) -> None:
        """Put the bundle or model that a job has made in front of the others."""
        kind = KINDS[job.kind].makes or ""
        get: Callable[[str], Any] = client.bundle if kind == "bundle" else client.model
        with suppress(TrajganrError):  # it was deleted meanwhile
            record = get(getattr(result_of(job), kind))
            others = [each for each in self._made[kind] if each.id != record.id]
            self._made[kind] = [record, *others]

    # In a thread of its own: no worker may answer yet

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
