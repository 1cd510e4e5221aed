"""Requests and answers over one socket, and the reason if there is no answer.

ZeroMQ reconnects silently. Its monitor distinguishes a worker that is down, one that is busy and
one that does not accept the key. Unanswered requests are discarded on a failure, so that none is
delivered much later.
"""

from __future__ import annotations

import contextlib
import socket
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from ..errors import Code, TrajganrError, cancelled
from .connection import worker_down
from .keys import ClientKey
from .lazy_zmq import zmq
from .messages import CREDITS, ERROR, MAX_FRAME_BYTES, MAX_REQUEST_BYTES, Message, decode, encode

T = TypeVar("T")

#: Interval of heartbeats, and silence after which a peer counts as gone, milliseconds.
HEARTBEAT_MS, HEARTBEAT_TIMEOUT_MS = 5_000, 20_000
RECONNECT_MS, MAX_RECONNECT_MS = 50, 1_000
#: Failed handshakes in a row that are not blamed on the network.
FAILED_HANDSHAKES = 2
#: How long to wait for answers after a reconnection, seconds.
GRACE_S = 0.3
#: How often :attr:`Channel.poll` is called while an answer is awaited, seconds.
POLL_S = 0.1


@dataclass(frozen=True)
class Request:
    """A verb with its content and raw bytes."""

    verb: str
    content: dict[str, Any]
    buffers: tuple[bytes, ...] = ()


def tune(socket: zmq.Socket[bytes], key: ClientKey | None) -> None:
    """Set the options of a client's socket, before it connects."""
    socket.setsockopt(zmq.LINGER, 0)
    socket.setsockopt(zmq.MAXMSGSIZE, MAX_FRAME_BYTES)
    socket.setsockopt(zmq.HEARTBEAT_IVL, HEARTBEAT_MS)
    socket.setsockopt(zmq.HEARTBEAT_TIMEOUT, HEARTBEAT_TIMEOUT_MS)
    socket.setsockopt(zmq.RECONNECT_IVL, RECONNECT_MS)
    socket.setsockopt(zmq.RECONNECT_IVL_MAX, MAX_RECONNECT_MS)
    if key is not None:
        key.protect(socket)


class Channel:
    """Requests to one socket of a worker, for one thread.

    Args:
        context: of the client's sockets.
        address: of the worker's socket.
        key: for a worker that requires one.
        client_id: for every header.
        timeout_s: how long to wait for an answer.
        is_local: whether the worker is one on this machine, not at an address.

    Attributes:
        received_bytes: of all answers so far.
        session: id of the worker's process, from its last answer.
        stop: ends all waiting when it is readable.
        poll: called again and again while an answer is awaited; may raise to stop waiting.
    """

    def __init__(
        self,
        context: zmq.Context[zmq.Socket[bytes]],
        address: str,
        key: ClientKey | None,
        client_id: str,
        timeout_s: float,
        *,
        is_local: bool = False,
    ) -> None:
        self._context = context
        self._address = address
        self._key = key
        self._client_id = client_id
        self._timeout_s = timeout_s
        self._is_local = is_local
        self.session = ""
        self.received_bytes = 0
        self.stop: socket.socket | None = None
        self.poll: Callable[[], None] | None = None
        self._open()

    def close(self) -> None:
        """Close the socket and discard unanswered requests."""
        self._socket.disable_monitor()
        self._monitor.close(linger=0)
        self._socket.close(linger=0)

    def redirect(self, address: str, key: ClientKey | None) -> None:
        """Connect to another socket and discard unanswered requests."""
        self._address, self._key = address, key
        self._reopen()

    def request(
        self,
        verb: str,
        content: dict[str, Any] | None = None,
        *,
        timeout_s: float | None = None,
        attempts: int = 1,
    ) -> Message:
        """The answer to a request.

        Args:
            verb: of the request.
            content: JSON-able.
            timeout_s: instead of the channel's.
            attempts: at most, if an answer is lost; more than 1 only for idempotent requests.

        Raises:
            TrajganrError: the worker's, or why it did not answer: ``TRANSPORT.DOWN``,
                ``TRANSPORT.TIMEOUT``, ``AUTH.DENIED``, ``AUTH.NO_ANSWER``.
        """
        request = Request(verb, content or {})
        while True:
            attempts -= 1
            self._refresh()
            try:
                return self._answer(self._send(request, timeout_s), timeout_s)
            except TrajganrError as error:
                if error.code is not Code.TRANSPORT_TIMEOUT or not attempts:
                    raise

    def pipelined(self, requests: Iterable[Request]) -> Iterator[Message]:
        """The answers to the requests, in their order; at most CREDITS requests are unanswered.

        Raises:
            TrajganrError: as :meth:`request`.
        """
        in_flight: deque[str] = deque()
        self._refresh()
        try:
            for request in requests:
                in_flight.append(self._send(request, None))
                if len(in_flight) == CREDITS:
                    yield self._answer(in_flight.popleft(), None)
            while in_flight:
                yield self._answer(in_flight.popleft(), None)
        finally:
            if in_flight:
                self._reopen()

    @contextlib.contextmanager
    def polling(self, poll: Callable[[], None]) -> Iterator[None]:
        """Call a function while answers are awaited, which may raise to stop."""
        self.poll, before = poll, self.poll
        try:
            yield
        finally:
            self.poll = before

    # The socket

    def _open(self) -> None:
        self._unanswered: set[str] = set()
        self._answers: dict[str, Message] = {}
        self._connections = 0
        self._failures = 0
        self._failure: TrajganrError | None = None
        self._socket = self._context.socket(zmq.DEALER)
        tune(self._socket, self._key)
        self._monitor = self._socket.get_monitor_socket(
            zmq.EVENT_CONNECTED
            | zmq.EVENT_CLOSED
            | zmq.EVENT_HANDSHAKE_SUCCEEDED
            | zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL
            | zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL
            | zmq.EVENT_HANDSHAKE_FAILED_AUTH
        )
        self._socket.connect(self._address)

    def _refresh(self) -> None:
        """Reconnect after a failure: a worker may have started since."""
        self._watch()
        if self._failure is not None:
            self._reopen()

    def _reopen(self) -> None:
        self.close()
        self._open()

    def _send(self, request: Request, timeout_s: float | None) -> str:
        message = Message(request.verb, request.content, request.buffers, client_id=self._client_id)
        frames = encode(message, MAX_REQUEST_BYTES)
        self._when_ready(
            lambda: self._socket.send_multipart(frames, zmq.NOBLOCK),
            zmq.POLLOUT,
            self._deadline(timeout_s),
        )
        self._unanswered.add(message.msg_id)
        return message.msg_id

    def _answer(self, msg_id: str, timeout_s: float | None) -> Message:
        deadline = self._deadline(timeout_s)
        connections = self._connections
        while msg_id not in self._answers:
            if self._connections > connections:  # reconnected: answers may be lost
                deadline = min(deadline, time.monotonic() + GRACE_S)
                connections = self._connections
            frames = self._when_ready(
                lambda: self._socket.recv_multipart(zmq.NOBLOCK), zmq.POLLIN, deadline
            )
            self.received_bytes += sum(map(len, frames))
            message = decode(frames)
            self.session = message.session or self.session
            if message.parent_id in self._unanswered:  # else it is too late
                self._answers[message.parent_id] = message
        self._unanswered.discard(msg_id)
        answer = self._answers.pop(msg_id)
        if answer.type == ERROR:
            raise TrajganrError.from_dict(answer.content)
        return answer

    def _deadline(self, timeout_s: float | None) -> float:
        return time.monotonic() + (self._timeout_s if timeout_s is None else timeout_s)

    def _when_ready(self, do: Callable[[], T], event: int, deadline: float) -> T:
        """Read from the socket or write to it, as soon as that does not block.

        A blocking call would wait for ever for a connection that is lost meanwhile.

        Args:
            do: raises :class:`zmq.Again` if it would block.
            event: that makes it possible.
            deadline: of the monotonic clock.

        Raises:
            TrajganrError: the reason of a failure; ``JOB.CANCELLED`` after :attr:`stop`, or what
                :attr:`poll` raises. Unanswered requests are discarded.
        """
        stops = [] if self.stop is None else [self.stop]
        while True:
            try:
                if self.poll is not None:
                    self.poll()
            except Exception:
                self._reopen()
                raise
            self._watch()
            with contextlib.suppress(zmq.Again):
                return do()
            left_s = deadline - time.monotonic()
            if self._failure is not None or left_s <= 0:
                error = self._failure or self._silence()
                self._reopen()
                raise error
            ready, _, _ = zmq.select(
                [self._monitor, *stops, *([self._socket] if event == zmq.POLLIN else [])],
                [self._socket] if event == zmq.POLLOUT else [],
                [],
                left_s if self.poll is None else min(left_s, POLL_S),
            )
            if self.stop is not None and self.stop.fileno() in ready:  # ZeroMQ returns the number
                self._reopen()
                raise cancelled()

    # Why there is no answer

    def _watch(self) -> None:
        """Read the events of the monitor."""
        from zmq.utils.monitor import parse_monitor_message

        while self._monitor.poll(0):
            event = parse_monitor_message(self._monitor.recv_multipart())["event"]
            if event == zmq.EVENT_HANDSHAKE_SUCCEEDED:
                self._connections += 1
                self._failures = 0
                self._failure = None
            elif event == zmq.EVENT_HANDSHAKE_FAILED_AUTH:
                self._failure = _key_refused(self._address)
            elif event in (
                zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL,
                zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL,
            ):
                self._failures += 1
                if self._failures >= FAILED_HANDSHAKES:
                    self._failure = _no_answer(self._address, self._key)
            elif event == zmq.EVENT_CLOSED and not self._failures:
                self._failure = worker_down(self._address, is_local=self._is_local)
            elif event == zmq.EVENT_CONNECTED and not self._failures:
                self._failure = None

    def _silence(self) -> TrajganrError:
        """The error for a timeout."""
        is_private = self._address.startswith("ipc://")  # only a worker listens there
        if not self._connections and not is_private:
            return _no_answer(self._address, self._key)
        return TrajganrError(
            Code.TRANSPORT_TIMEOUT,
            "The worker at {where} is running, but did not answer in time.",
            "Try again in a moment. If this continues, see its log with 'trajganr worker logs' and "
            "restart it.",
            where=self._address,
        )


def _key_refused(address: str) -> TrajganrError:
    return TrajganrError(
        Code.AUTH_DENIED,
        "The worker at {where} does not accept this key.",
        "Ask the person who runs it to add your key: 'trajganr worker keys list' shows all keys.",
        where=address,
    )


def _no_answer(address: str, key: ClientKey | None) -> TrajganrError:
    """The error for silence, which is also ZeroMQ's answer to a wrong key."""
    if key is not None:
        return TrajganrError(
            Code.AUTH_NO_ANSWER,
            "No answer from {where}: the worker is down, or its key is not the one in your key "
            "file ({name}).",
            "Ask the person who runs the worker whether it is running and has a new key.",
            where=address,
            name=key.name,
        )
    return TrajganrError(
        Code.AUTH_NO_ANSWER,
        "No answer from {where}: another program listens there, the worker behind the tunnel is "
        "down, or it requires a key.",
        "Check the address and the tunnel. If the worker requires a key, name your key file with "
        "--key or in TRAJGANR_KEY.",
        where=address,
    )
