"""A client in a thread of its own, with callbacks for answers and events."""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from ..errors import Code, TrajganrError, internal_error
from .answers import Event
from .client import Client
from .retry import is_away

T = TypeVar("T")

#: Interval of pings to a silent worker, seconds …
PING_EVERY_S = 2.0
#: … and of attempts to connect.
RETRY_S = 1.0
#: Time in which the thread ends after its requests are cancelled, unless it is connecting.
GIVE_UP_S = 0.3


Task = Callable[[Client], None]
Failed = Callable[[TrajganrError], None]


class BackgroundClient:
    """Sends requests to a worker and receives the events of its jobs, without blocking.

    All callbacks run in the client's thread. They must be quick, and must not raise: an exception
    ends the thread.

    Args:
        connect: connects to the worker, for example :meth:`Client.connect`.
        on_event: receives every event of every visible job, once and in order, including those
            during an interruption.
        on_connection: receives None when a worker answers, perhaps a restarted one, and the reason
            when it stops answering.
    """

    def __init__(
        self,
        connect: Callable[[], Client],
        *,
        on_event: Callable[[Event], None],
        on_connection: Callable[[TrajganrError | None], None],
    ) -> None:
        self._connect = connect
        self._on_event = on_event
        self._on_connection = on_connection
        self._tasks: queue.SimpleQueue[tuple[Task, Failed]] = queue.SimpleQueue()
        self._awake, self._wake = socket.socketpair()
        self._awake.setblocking(False)
        self._wake.setblocking(False)
        self._stopped, self._stop = socket.socketpair()
        self._closing = self._is_closed = False
        self._last_seq: dict[str, int] = {}
        self._reason: TrajganrError | None = None
        self._thread = threading.Thread(target=self._run, name="trajganr-client", daemon=True)
        self._thread.start()

    def ask(self, call: Callable[[Client], T], done: Callable[[T], None], failed: Failed) -> None:
        """Run a call with the client; may be called from any thread.

        Args:
            call: sends requests.
            done: receives its result.
            failed: receives its error, or the reason why no worker answers.
        """

        def task(client: Client) -> None:
            answer = call(client)
            if not self._is_closed:
                done(answer)

        self._tasks.put((task, failed))
        self._wake_up()

    def close(self, timeout_s: float = 10.0) -> bool:
        """End the thread; whether it has ended.

        Waiting calls are finished within the time, then cancelled. A thread that is connecting
        ends later. No callback is called after this method returns.

        Args:
            timeout_s: seconds.
        """
        self._closing = True
        self._wake_up()
        self._thread.join(timeout_s)
        self._is_closed = True
        with contextlib.suppress(OSError):  # the thread has ended
            self._stop.send(b"\0")
            self._thread.join(GIVE_UP_S)
        return not self._thread.is_alive()

    # In the thread

    def _run(self) -> None:
        while not self._closing:
            client = self._connected_client()
            if client is None:
                self._refuse_tasks()
                self._wait(RETRY_S)
                continue
            with client:
                try:
                    self._serve(client)
                except TrajganrError as error:
                    self._lose(error)
        for end in (self._awake, self._wake, self._stopped, self._stop):
            end.close()

    def _connected_client(self) -> Client | None:
        try:
            client = self._connect()
        except TrajganrError as error:
            self._lose(error)
            return None
        client.give_up_by(self._stopped)
        self._reason = None
        self._report_connection(None)
        return client

    def _lose(self, reason: TrajganrError) -> None:
        """Report why no worker answers, each reason once."""
        if self._reason is None or self._reason.code is not reason.code:
            self._report_connection(reason)
        self._reason = reason

    def _report_connection(self, reason: TrajganrError | None) -> None:
        if not self._is_closed:
            self._on_connection(reason)

    def _serve(self, client: Client) -> None:
        """Run tasks and report events until the worker stops answering."""
        client.subscribe()
        self._catch_up(client)
        received_at = time.monotonic()
        while not (self._closing and self._tasks.empty()):
            self._do_tasks(client)
            event = client.next_event(PING_EVERY_S, self._awake)
            self._drain()
            if event is not None:
                self._take(client, event)
                received_at = time.monotonic()
            elif time.monotonic() > received_at + PING_EVERY_S:
                session = client.session
                client.ping()
                received_at = time.monotonic()
                if client.session != session:  # the worker was restarted
                    self._catch_up(client)
                    self._report_connection(None)

    def _do_tasks(self, client: Client) -> None:
        while not self._tasks.empty():
            task, failed = self._tasks.get_nowait()
            try:
                task(client)
            except TrajganrError as error:
                self._report_failure(failed, error)
                if is_away(error):
                    raise
            except Exception as error:
                self._report_failure(failed, internal_error(error))

    def _refuse_tasks(self) -> None:
        """Fail the waiting tasks, because no worker answers."""
        assert self._reason is not None  # nosec B101 # holds by construction
        while not self._tasks.empty():
            _, failed = self._tasks.get_nowait()
            self._report_failure(failed, self._reason)

    def _report_failure(self, failed: Failed, error: TrajganrError) -> None:
        if not self._is_closed:
            failed(error)

    def _take(self, client: Client, event: Event) -> None:
        """Report an event, after those that were missed."""
        job_id, seq = event.job_id, event.seq
        last = self._last_seq.get(job_id)
        if last is None or seq == last + 1:
            self._report(event)
        elif seq > last + 1:
            self._replay(client, job_id)

    def _catch_up(self, client: Client) -> None:
        """Report missed events of the known jobs."""
        for job_id in list(self._last_seq):
            self._replay(client, job_id)

    def _replay(self, client: Client, job_id: str) -> None:
        try:
            events = client.events(job_id, self._last_seq[job_id])
        except TrajganrError as error:
            if error.code is not Code.JOB_NOT_FOUND:
                raise
            del self._last_seq[job_id]  # deleted
            return
        for event in events:
            self._report(event)

    def _report(self, event: Event) -> None:
        self._last_seq[event.job_id] = event.seq
        if not self._is_closed:
            self._on_event(event)

    # Waking up

    def _wake_up(self) -> None:
        with contextlib.suppress(OSError):  # already awake, or closed
            self._wake.send(b"\0")

    def _drain(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while self._awake.recv(4096):
                pass

    def _wait(self, seconds: float) -> None:
        """Wait until a task arrives."""
        self._awake.settimeout(seconds)
        with contextlib.suppress(TimeoutError):
            self._awake.recv(4096)
        self._awake.setblocking(False)
