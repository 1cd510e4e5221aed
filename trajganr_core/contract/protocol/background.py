"""A client in a thread of its own: it is asked with callbacks, and tells events as they happen."""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from ..errors import Code, TrajganrError, internal_error
from .client import Client
from .retry import is_away

__all__ = ["BackgroundClient"]

T = TypeVar("T")

#: A worker that says nothing is asked so often whether it is still there, seconds …
PING_EVERY_S = 2.0
#: … and one that is away is looked for so often.
RETRY_S = 1.0
#: A thread that is told to give up ends within so many seconds, unless it just looks for a worker.
GIVE_UP_S = 0.3


Event = dict[str, Any]
Task = Callable[[Client], None]
Failed = Callable[[TrajganrError], None]


class BackgroundClient:
    """Watches a worker's jobs and asks it for things, without anybody waiting.

    All callbacks are called in the client's thread. They must be quick, and what they raise is not
    caught for long: it ends the thread.

    Args:
        connect: reaches the worker, :meth:`Client.connect` for example.
        on_event: told every event of every job that the worker tells of, each once and in order,
            also those that came while no worker answered.
        on_connection: told None when a worker answers, which may be another one than before, and
            the reason when it does not any more.
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
        self._closing = self._is_left = False
        self._last_seq: dict[str, int] = {}
        self._reason: TrajganrError | None = None
        self._thread = threading.Thread(target=self._run, name="trajganr-client", daemon=True)
        self._thread.start()

    def ask(self, call: Callable[[Client], T], done: Callable[[T], None], failed: Failed) -> None:
        """Have something asked of the worker; may be called from any thread.

        Args:
            call: does the asking, with the client.
            done: told what it answered.
            failed: told what it raised instead, or why no worker answers.
        """

        def task(client: Client) -> None:
            answer = call(client)
            if not self._is_left:
                done(answer)

        self._tasks.put((task, failed))
        self._rouse()

    def close(self, timeout_s: float = 10.0) -> bool:
        """End the thread; answers whether it has ended.

        What was asked first is done, if that takes no longer than the time. What takes longer is
        given up; a thread that looks for a worker just then ends by itself. Nothing is told any
        more in any case.

        Args:
            timeout_s: seconds.
        """
        self._closing = True
        self._rouse()
        self._thread.join(timeout_s)
        self._is_left = True
        with contextlib.suppress(OSError):  # it has ended
            self._stop.send(b"\0")
            self._thread.join(GIVE_UP_S)
        return not self._thread.is_alive()

    # In the thread

    def _run(self) -> None:
        while not self._closing:
            client = self._reach()
            if client is None:
                self._refuse_tasks()
                self._wait(RETRY_S)
                continue
            with client:
                try:
                    self._converse(client)
                except TrajganrError as error:
                    self._lose(error)
        for one in (self._awake, self._wake, self._stopped, self._stop):
            one.close()

    def _reach(self) -> Client | None:
        try:
            client = self._connect()
        except TrajganrError as error:
            self._lose(error)
            return None
        client.give_up_by(self._stopped)
        self._reason = None
        self._tell_connection(None)
        return client

    def _lose(self, reason: TrajganrError) -> None:
        """Tell why no worker answers, once a reason."""
        if self._reason is None or self._reason.code is not reason.code:
            self._tell_connection(reason)
        self._reason = reason

    def _tell_connection(self, reason: TrajganrError | None) -> None:
        if not self._is_left:
            self._on_connection(reason)

    def _converse(self, client: Client) -> None:
        """Do what is asked and tell what happens, until the worker is away."""
        client.subscribe()
        self._catch_up(client)
        heard_at = time.monotonic()
        while not (self._closing and self._tasks.empty()):
            self._do_tasks(client)
            event = client.next_event(PING_EVERY_S, self._awake)
            self._drain()
            if event is not None:
                self._take(client, event)
                heard_at = time.monotonic()
            elif time.monotonic() > heard_at + PING_EVERY_S:
                session = client.session
                client.ping()
                heard_at = time.monotonic()
                if client.session != session:  # started again since
                    self._catch_up(client)
                    self._tell_connection(None)

    def _do_tasks(self, client: Client) -> None:
        while not self._tasks.empty():
            task, failed = self._tasks.get_nowait()
            try:
                task(client)
            except TrajganrError as error:
                self._tell_failure(failed, error)
                if is_away(error):
                    raise
            except Exception as error:
                self._tell_failure(failed, internal_error(error))

    def _refuse_tasks(self) -> None:
        """Nobody is there to be asked."""
        assert self._reason is not None  # nosec B101 # holds by construction
        while not self._tasks.empty():
            _, failed = self._tasks.get_nowait()
            self._tell_failure(failed, self._reason)

    def _tell_failure(self, failed: Failed, error: TrajganrError) -> None:
        if not self._is_left:
            failed(error)

    def _take(self, client: Client, event: Event) -> None:
        """Tell an event, and before it those that were missed."""
        job_id, seq = event["job_id"], event["seq"]
        last = self._last_seq.get(job_id)
        if last is None or seq == last + 1:
            self._tell(event)
        elif seq > last + 1:
            self._replay(client, job_id)

    def _catch_up(self, client: Client) -> None:
        """Tell what happened to the known jobs meanwhile."""
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
            self._tell(event)

    def _tell(self, event: Event) -> None:
        self._last_seq[event["job_id"]] = event["seq"]
        if not self._is_left:
            self._on_event(event)

    # Waking up

    def _rouse(self) -> None:
        with contextlib.suppress(OSError):  # roused already, or closed
            self._wake.send(b"\0")

    def _drain(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while self._awake.recv(4096):
                pass

    def _wait(self, seconds: float) -> None:
        """Wait, unless something is asked."""
        self._awake.settimeout(seconds)
        with contextlib.suppress(TimeoutError):
            self._awake.recv(4096)
        self._awake.setblocking(False)
