"""The worker's process: answers clients, publishes events, and leaves all heavy work to children.

One thread and one loop own the sockets, the store and the scheduler; files have a separate thread.
The requests of one step are one transaction, and are answered when it is on disk: fifty submits
cost one write. torch and NumPy are never imported here, so that the worker starts at once, stays
small and always answers.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sqlite3
import sys
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import zmq

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.protocol.connection import (
    Addresses,
    Connection,
    local_addresses,
    tcp_addresses,
)
from trajganr_core.contract.protocol.messages import EVENT, Message, encode, error_reply
from trajganr_core.contract.version import __version__
from trajganr_core.utils.cache import cache_folder, is_named

from ..access.audit_log import HERE, Audit
from ..access.auth import KeyRing, check_address, warning_of
from ..access.permissions import Permissions
from ..scheduling.awake_clock import AwakeClock
from ..scheduling.child_process import LINES_ADDRESS
from ..scheduling.scheduler import Scheduler
from ..scheduling.slots import find_slots
from ..storage.after_commit import AfterCommit
from ..storage.artifacts import Artifacts
from ..storage.error_mapping import coded, is_store_failure
from ..storage.home import Home, restrict_cache
from ..storage.job_store import Store
from ..storage.memory import give_back_memory, own_bytes
from ..storage.open_files import raise_limit
from ..storage.owners import Owners
from ..storage.repeated_log import RepeatedLog
from ..storage.sent_files import SentFiles
from ..storage.settings import Settings
from .doorkeeper import Doorkeeper, most_unfinished
from .event_socket import EventSocket
from .file_server import FileServer
from .place_query_dispatcher import KEY, PlaceQueryDispatcher
from .place_query_schema import QUERIES
from .request_handlers import RequestHandlers, topics_of
from .router_socket import BURST, IncomingRequest, RouterSocket, bind, perform
from .wake_up import WakeUp

if TYPE_CHECKING:
    from ..access.gate import Gate

logger = logging.getLogger(__name__)
repeated = RepeatedLog(logger)

#: Starts the process of a job, given the home and the job's id.
RUNNER = (sys.executable, "-m", "trajganr_worker.processes.job_process")
#: Starts the process that answers place queries.
PLACE_QUERY_PROCESS = (sys.executable, "-m", "trajganr_worker.processes.place_query_process")

#: Maximum time that the thread for files delays this one, seconds.
SWITCH_INTERVAL_S = 0.001
IDLE_POLL_S = 0.5
BUSY_POLL_S = 0.1
#: Maximum number of requests answered with one write …
AT_ONCE = 16
#: … and maximum time for them, seconds.
ANSWER_FOR_S = 0.03
#: Maximum number of received requests; further ones wait in the socket.
MAX_RECEIVED = 256
#: Interval of the scheduler's steps while the worker is idle, seconds.
TICK_EVERY_S = 1.0
LINGER_MS = 1000
REBIND_WITHIN_S = 10.0
#: Interval of attempts to write the store after a failure, seconds.
STORE_RETRY_S = 1.0


class Supervisor:
    """A worker in its home folder.

    Args:
        home_path: the home; created if absent.
        address: ``tcp://HOST:PORT`` to listen at besides the private sockets of this machine, on
            that port and the two after it. Clients need a key there, except on loopback while the
            list of keys is empty.
        settings: limits and timeouts.
        runner: starts the process of a job.
        place_query_command: starts the process that answers place queries.

    Raises:
        TrajganrError: ``RESOURCE.LOCKED`` where the home or the address is in use, ``AUTH.DENIED``
            for an address that other machines can reach while there is no key, ``INPUT.FIELD`` for
            a home that cannot be written or restricted to its owner; those of
            :class:`..storage.job_store.Store`.
    """

    def __init__(
        self,
        home_path: Path,
        *,
        address: str | None = None,
        settings: Settings | None = None,
        runner: Sequence[str] = RUNNER,
        place_query_command: Sequence[str] = PLACE_QUERY_PROCESS,
    ) -> None:
        raise_limit()
        self._home = Home(home_path)
        self._home.restrict_to_owner()
        if not is_named():  # a named cache may be shared on purpose
            restrict_cache(cache_folder())
        self._settings = settings or Settings()
        self._ring = KeyRing(self._home.path)
        self._audit = Audit(self._home.path)
        local = local_addresses(self._home.path)
        self._remote = None if address is None else tcp_addresses(address)
        check_address(address, self._ring)
        self._warning = warning_of(address, self._ring)
        self._lock = self._home.lock()
        self._context = zmq.Context()
        # Its sockets are within this process only, and those that threads write to are theirs.
        self._lines_context = zmq.Context(io_threads=0)
        self._wake_up = WakeUp()
        self._gate: Gate | None = None
        self._door = Doorkeeper(most_unfinished())
        try:
            self._store = Store(self._home.store)
            is_gated = self._remote is not None and not self._warning
            if is_gated or not local.requests.startswith("ipc://"):
                self._gate = self._make_gate()
            self._open(local)
        except BaseException:
            self._abandon()
            raise
        self._keys_version = self._ring.version()
        self._clock = AwakeClock()
        self._after_commit = AfterCommit()
        self._stopping = False
        self._received: deque[IncomingRequest] = deque()
        self._stop_requests: list[IncomingRequest] = []
        self._usual_bytes = own_bytes()
        self._answered_later: dict[str, Callable[[IncomingRequest], None]] = {
            **dict.fromkeys(QUERIES, self._query_place),
            "worker.stop": self._stop_worker,
        }
        self._ticked_at = self._store_tried_at = -TICK_EVERY_S
        slots = find_slots(self._settings)
        self._owners = Owners(self._home)
        artifacts = Artifacts(self._home)
        permissions = Permissions(self._home, self._store, self._ring, self._owners, artifacts)
        shared = (self._home, self._store, permissions, self._owners, self._settings, slots)
        self._scheduler = Scheduler(
            *shared, self._clock, self._after_commit, self._lines_context, runner, self._publish
        )
        self._place_queries = PlaceQueryDispatcher(
            self._home,
            self._settings,
            self._clock,
            self._lines_context,
            place_query_command,
            self._requests.send,
        )
        self._sent_files = SentFiles(self._home, self._store)
        self._request_handlers = RequestHandlers(
            *shared,
            artifacts,
            self._scheduler,
            self._place_queries,
            self._sent_files,
            self._after_commit,
            self._audit,
            self._publish,
            self.stop,
        )

    def serve(self) -> None:
        """Serve until :meth:`stop`, and until running jobs have written their checkpoints."""
        self._home.trash.empty()
        with self._run_once():
            self._scheduler.recover()
        self._files.start()
        self._sent_files.start()
        self._connection.write(self._home.path)
        logger.info("Worker %s serves %s", __version__, self._home.path)
        if self._remote is not None:
            logger.info("Listening at %s and the two ports after it", self._remote.requests)
        if self._warning:
            logger.warning("%s", self._warning)
        self._usual_bytes = own_bytes()
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        give_back_memory()
        while not self._stopping or self._scheduler.busy:
            if self._stopping:
                self._scheduler.stop()
            with repeated.isolated("A step of the loop failed"):
                wake_up = self._wake_up.fileno()
                sockets = [self._requests.socket, self._lines, self._events.socket, wake_up]
                ready, _, _ = zmq.select(sockets, [], [], self._poll_s)
                if wake_up in ready:
                    self._wake_up.clear()
                self._clock.tick()
                self._step(ready)
        self._close()

    def stop_on_signals(self) -> None:
        """End :meth:`serve` on SIGTERM and SIGINT; to be called in the main thread."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stop())
        self._wake_up.set_by_signals()

    def stop(self) -> None:
        """End :meth:`serve` soon; may be called from a signal handler or another thread."""
        self._stopping = True
        self._wake_up.set()

    # The loop

    @property
    def _poll_s(self) -> float:
        if self._received:
            return 0.0
        is_busy = self._scheduler.busy or self._place_queries.busy or self._stopping
        return BUSY_POLL_S if is_busy else IDLE_POLL_S

    def _step(self, ready: list[Any]) -> None:
        """Receive all messages, and do what is due."""
        if self._lines in ready:
            with repeated.isolated("Lines of jobs could not be received"):
                self._receive_from_children()
        with repeated.isolated("Requests could not be received"):
            self._receive_requests()
        with repeated.isolated("Subscriptions could not be handled"):
            self._events.handle_subscriptions(self._request_handlers.may_subscribe)
        with repeated.isolated("The list of keys could not be checked"):
            self._watch_keys()
        is_due = self._clock.now() >= self._ticked_at + TICK_EVERY_S
        if is_due:
            with repeated.isolated("The memory could not be checked"):
                self._watch_memory()
        if self._received:
            with repeated.isolated("Requests could not be answered"):
                self._answer()
            is_due = True
        if self._scheduler.busy or is_due:
            self._ticked_at = self._clock.now()
            self._tick()
        with repeated.isolated("The place query process could not be checked"):
            self._place_queries.tick()
        with repeated.isolated("Unneeded files could not be removed"):
            self._sent_files.tick()

    def _receive_requests(self) -> None:
        """Receive requests; a ping is answered at once."""
        if len(self._received) > MAX_RECEIVED:
            return
        for request in self._requests.take():
            if request.message is not None and request.message.type == "worker.ping":
                self._requests.send(request, request.message.reply({}))
            else:
                self._received.append(request)

    def _answer(self) -> None:
        """Answer requests in one transaction; if that fails, each in a separate one."""
        begun = time.monotonic()
        requests: list[IncomingRequest] = []
        try:
            with self._run_once():
                while self._received and len(requests) < AT_ONCE:
                    requests.append(self._received.popleft())
                    self._answer_one(requests[-1])
                    if time.monotonic() > begun + ANSWER_FOR_S:
                        break
        except Exception:
            for request in requests:
                self._answer_alone(request)

    def _answer_alone(self, request: IncomingRequest) -> None:
        try:
            with self._run_once():
                self._answer_one(request)
        except Exception as error:
            repeated.warn("A request could not be answered", error)
            self._requests.send(request, error_reply(request.msg_id, coded(error)))

    def _answer_one(self, request: IncomingRequest) -> None:
        mark = self._after_commit.mark()
        try:
            with self._store.attempt():
                reply = self._handle(request)
        except Exception as error:
            if is_store_failure(error):
                raise
            self._after_commit.discard_since(mark)
            reply = error_reply(request.msg_id, coded(error))
        if reply is not None:
            self._after_commit.add(partial(self._requests.send, request, reply))

    def _handle(self, request: IncomingRequest) -> Message | None:
        """The answer to a request; None if it is sent later.

        Raises:
            Exception: the request's error.
        """
        later = self._answered_later.get(request.verb)
        if later is None:
            return perform(request, self._request_handlers.handlers)
        self._after_commit.add(partial(later, request))
        return None

    def _query_place(self, request: IncomingRequest) -> None:
        try:
            self._request_handlers.query_place(request)
        except Exception as error:
            self._requests.send(request, error_reply(request.msg_id, coded(error)))

    def _stop_worker(self, request: IncomingRequest) -> None:
        try:
            self._request_handlers.stop_worker(request.caller)
        except TrajganrError as error:
            self._requests.send(request, error_reply(request.msg_id, error))
        else:
            self._audit.note("worker-stopped", request.audit_name)
            self._stop_requests.append(request)

    def _tick(self) -> None:
        """Run the scheduler's step; repeat it later if the store cannot be written."""
        if time.monotonic() < self._store_tried_at + STORE_RETRY_S:
            return
        try:
            with self._run_once():
                self._scheduler.tick()
        except sqlite3.Error as error:
            repeated.warn("The store could not be written; the worker will retry", error)
            self._store_tried_at = time.monotonic()
        except Exception as error:
            repeated.warn("The scheduler's step failed", error, with_traceback=True)
            self._store_tried_at = time.monotonic()

    @contextlib.contextmanager
    def _run_once(self) -> Iterator[None]:
        """A transaction, followed by the callbacks that wait for it.

        Raises:
            sqlite3.Error: nothing of the transaction has happened.
        """
        try:
            with self._store.transaction(self._receive_requests):
                yield
        except BaseException:
            self._after_commit.discard_since()
            raise
        self._after_commit.run()

    # Sockets

    def _open(self, local: Addresses) -> None:
        """Bind all sockets, and set the addresses for clients."""
        session = self._session = uuid.uuid4().hex
        remote = self._remote
        requests = [local.requests, *([remote.requests] if remote else [])]
        files = [local.files, *([remote.files] if remote else [])]
        events = [local.events, *([remote.events] if remote else [])]
        self._requests = RouterSocket(
            self._opener(zmq.ROUTER, requests), self._ring, self._audit, session, self._door
        )
        file_socket = RouterSocket(
            self._opener(zmq.ROUTER, files), self._ring, self._audit, session, self._door
        )
        self._files = FileServer(file_socket, self._home, self._settings)
        self._events = EventSocket(
            self._opener(zmq.XPUB, events), self._ring, self._audit, self._door
        )
        self._lines = self._lines_context.socket(zmq.PULL)
        self._lines.bind(LINES_ADDRESS)
        is_private = local.requests.startswith("ipc://")
        self._connection = Connection(
            Addresses(requests[0], events[0], files[0]),
            os.getpid(),
            None if is_private else self._ring.own,
            remote.requests if remote else "",
        )

    def _make_gate(self) -> Gate:
        from ..access.gate import Gate

        return Gate(self._context, self._ring, self._audit)

    def _opener(self, kind: int, addresses: list[str]) -> Callable[[], zmq.Socket[bytes]]:
        """A function that binds a socket; when called again, to the same ports."""
        wait_s = 0.0

        def open_socket() -> zmq.Socket[bytes]:
            nonlocal wait_s
            socket, addresses[0] = bind(
                self._context, kind, addresses, self._gate, self._door, wait_s
            )
            wait_s = REBIND_WITHIN_S  # closing the previous socket takes a moment
            return socket

        return open_socket

    def _receive_from_children(self) -> None:
        for _ in range(BURST):
            try:
                key, line, *parts = self._lines.recv_multipart(zmq.NOBLOCK)
            except zmq.Again:
                return
            name = key.decode()
            if name.startswith(KEY):
                self._place_queries.receive(name, line, *parts)
            else:
                self._scheduler.receive(name, line)

    def _publish(self, event: dict[str, Any]) -> None:
        """Send an event to its subscribers once it is stored."""
        owner = self._store.facts(event["job_id"])["owner"]
        message = Message(EVENT, event, session=self._session)
        frames = encode(message)
        for topic in topics_of(owner, event["job_id"]):
            self._after_commit.add(partial(self._events.send, topic, frames))

    def _watch_keys(self) -> None:
        """Disconnect all subscribers when the list of keys changes, so that keys are checked again.

        With the first key, keys are required at a loopback address as well.
        """
        if self._ring.version() == self._keys_version:
            return
        self._keys_version = self._ring.version()
        if self._gate is None:
            if self._remote is None or not self._ring.requires_keys:
                return
            self._gate = self._make_gate()
            logger.warning("Keys are now required at %s", self._remote.requests)
            self._requests.reopen()
            self._files.reopen()
        self._events.reopen()

    def _watch_memory(self) -> None:
        """Discard what waits in the sockets if it fills the memory.

        ZeroMQ keeps all parts of a message until the last one arrives, without a limit.
        """
        if own_bytes() > self._usual_bytes + self._settings.most_waiting_bytes:
            logger.warning("Unprocessed messages of clients fill the memory and are discarded")
            self._requests.reopen()
            self._files.reopen()

    # The end

    def _abandon(self) -> None:
        """Release what was opened before the constructor failed."""
        self._door.close()
        if self._gate is not None:
            self._gate.close()
        self._context.destroy(linger=0)
        self._lines_context.destroy(linger=0)  # no process was started, so no thread has a socket
        self._wake_up.close()
        self._lock.close()

    def _close(self) -> None:
        """Close everything, then answer the requests to stop."""
        self._connection.remove(self._home.path)
        if not self._stop_requests:
            self._audit.note("worker-stopped", HERE, by="signal")
        self._place_queries.end()
        self._files.end()
        self._sent_files.end()
        self._audit.close()
        self._store.close()
        self._lock.close()
        for request in self._stop_requests:
            assert request.message is not None  # nosec B101 # holds by construction
            self._requests.send(request, request.message.reply({}))
        if self._gate is not None:
            self._gate.close()
        self._door.close()
        self._context.destroy(linger=LINGER_MS)
        # Threads may still read from processes: only they may close their sockets, and the context
        # ends with the last one.
        self._lines.close(linger=0)
        self._wake_up.close()
        logger.info("Worker stopped")
