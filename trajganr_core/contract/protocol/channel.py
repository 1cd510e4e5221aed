"""Requests and answers over one socket, and why there is none.

ZeroMQ itself tries to connect for ever and says nothing. Here its monitor is listened to, so that a
worker that is down, one that is busy and one that does not know our key are told apart, and what
was not answered is forgotten: nothing is delivered to a worker hours after somebody gave it up.
"""

from __future__ import annotations

import contextlib
import socket
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import zmq
from zmq.utils.monitor import parse_monitor_message

from ..errors import Code, TrajganrError, cancelled
from .connection import worker_down
from .keys import ClientKey
from .messages import CREDITS, ERROR, MAX_FRAME_BYTES, MAX_REQUEST_BYTES, Message, decode, encode

__all__ = ["Channel", "Request", "tune"]

T = TypeVar("T")

#: A peer that is silent for so long, milliseconds, although it is asked every few seconds, is gone:
#: a cable was pulled, a laptop slept.
HEARTBEAT_MS, HEARTBEAT_TIMEOUT_MS = 5_000, 20_000
RECONNECT_MS, RECONNECT_MOST_MS = 50, 1_000
#: A handshake may fail once because the network did; not twice in a row.
FAILED_HANDSHAKES = 2
#: Answers that were on their way when a connection was cut come within so many seconds, or never.
GRACE_S = 0.3

_MONITORED = (
    zmq.EVENT_CONNECTED
    | zmq.EVENT_CLOSED
    | zmq.EVENT_HANDSHAKE_SUCCEEDED
    | zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL
    | zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL
    | zmq.EVENT_HANDSHAKE_FAILED_AUTH
)


@dataclass(frozen=True)
class Request:
    """What is asked: a verb with its content and raw bytes."""

    verb: str
    content: dict[str, Any]
    buffers: tuple[bytes, ...] = ()


def tune(socket: zmq.Socket[bytes], key: ClientKey | None) -> None:
    """Set what every socket of a client needs before it connects."""
    socket.setsockopt(zmq.LINGER, 0)
    socket.setsockopt(zmq.MAXMSGSIZE, MAX_FRAME_BYTES)
    socket.setsockopt(zmq.HEARTBEAT_IVL, HEARTBEAT_MS)
    socket.setsockopt(zmq.HEARTBEAT_TIMEOUT, HEARTBEAT_TIMEOUT_MS)
    socket.setsockopt(zmq.RECONNECT_IVL, RECONNECT_MS)
    socket.setsockopt(zmq.RECONNECT_IVL_MAX, RECONNECT_MOST_MS)
    if key is not None:
        key.protect(socket)


class Channel:
    """A conversation with one socket of a worker, for one thread.

    Args:
        context: of the client's sockets.
        address: of the worker's socket.
        key: what to show, where the worker asks for a key.
        client_id: who asks, in every header.
        timeout_s: how long an answer is waited for.

    Attributes:
        received_bytes: of all answers so far.
        session: of the worker's process, as its last answer told it; a new one tells that the
            worker was started again.
        stop: whatever is waited for is given up when this can be read from.
    """

    def __init__(
        self,
        context: zmq.Context[zmq.Socket[bytes]],
        address: str,
        key: ClientKey | None,
        client_id: str,
        timeout_s: float,
    ) -> None:
        self._context = context
        self._address = address
        self._key = key
        self._client_id = client_id
        self._timeout_s = timeout_s
        self.session = ""
        self.received_bytes = 0
        self.stop: socket.socket | None = None
        self._open()

    def close(self) -> None:
        """Close the socket; what was not answered is not delivered any more."""
        self._socket.disable_monitor()
        self._monitor.close(linger=0)
        self._socket.close(linger=0)

    def redirect(self, address: str, key: ClientKey | None) -> None:
        """Talk to another socket from now on; what was not answered is forgotten."""
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
            verb: what is asked.
            content: JSON-able.
            timeout_s: instead of the usual one.
            attempts: how often it may be asked again where an answer was lost; more than once only
                where asking twice is as asking once.

        Raises:
            TrajganrError: what the worker answered, or why it did not: ``TRANSPORT.DOWN``,
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
        """The answers to the requests, in their order, with few of them on their way.

        Raises:
            TrajganrError: as :meth:`request`; what was asked and not answered is forgotten.
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

    # The socket

    def _open(self) -> None:
        self._unanswered: set[str] = set()
        self._answers: dict[str, Message] = {}
        self._connections = 0
        self._failures = 0
        self._verdict: TrajganrError | None = None
        self._socket = self._context.socket(zmq.DEALER)
        tune(self._socket, self._key)
        self._monitor = self._socket.get_monitor_socket(_MONITORED)
        self._socket.connect(self._address)

    def _refresh(self) -> None:
        """Connect anew if it is only known how it was before: a worker may have come since."""
        self._watch()
        if self._verdict is not None:
            self._reopen()

    def _reopen(self) -> None:
        self.close()
        self._open()

    def _send(self, request: Request, timeout_s: float | None) -> str:
        message = Message(request.verb, request.content, request.buffers, client_id=self._client_id)
        frames = encode(message, MAX_REQUEST_BYTES)
        self._soon(
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
            if self._connections > connections:  # cut since: what was on its way may be lost
                deadline = min(deadline, time.monotonic() + GRACE_S)
                connections = self._connections
            frames = self._soon(
                lambda: self._socket.recv_multipart(zmq.NOBLOCK), zmq.POLLIN, deadline
            )
            self.received_bytes += sum(map(len, frames))
            heard = decode(frames)
            self.session = heard.session or self.session
            # An answer that came too late belongs to nobody.
            if heard.parent_id in self._unanswered:
                self._answers[heard.parent_id] = heard
        self._unanswered.discard(msg_id)
        answer = self._answers.pop(msg_id)
        if answer.type == ERROR:
            raise TrajganrError.from_dict(answer.content)
        return answer

    def _deadline(self, timeout_s: float | None) -> float:
        return time.monotonic() + (self._timeout_s if timeout_s is None else timeout_s)

    def _soon(self, do: Callable[[], T], event: int, deadline: float) -> T:
        """Read from the socket or write to it, as soon as that can be done.

        It is never done but without waiting: a connection that is gone since it was looked at would
        be waited for in ZeroMQ for ever.

        Args:
            do: raises :class:`zmq.Again` where it would have to wait.
            event: that it waits for.
            deadline: of the monotonic clock.

        Raises:
            TrajganrError: why it cannot be; whatever was asked meanwhile is forgotten. It is
                ``JOB.CANCELLED`` where nobody waits any more.
        """
        stops = [] if self.stop is None else [self.stop]
        while True:
            self._watch()
            with contextlib.suppress(zmq.Again):
                return do()
            left_s = deadline - time.monotonic()
            if self._verdict is not None or left_s <= 0:
                error = self._verdict or self._silence()
                self._reopen()
                raise error
            ready, _, _ = zmq.select(  # whichever speaks first
                [self._monitor, *stops, *([self._socket] if event == zmq.POLLIN else [])],
                [self._socket] if event == zmq.POLLOUT else [],
                [],
                left_s,
            )
            if self.stop is not None and self.stop.fileno() in ready:  # as ZeroMQ names it
                self._reopen()
                raise cancelled()

    # Why there is no answer

    def _watch(self) -> None:
        """Take what the monitor has seen."""
        while self._monitor.poll(0):
            seen = parse_monitor_message(self._monitor.recv_multipart())["event"]
            if seen == zmq.EVENT_HANDSHAKE_SUCCEEDED:
                self._connections += 1
                self._failures = 0
                self._verdict = None
            elif seen == zmq.EVENT_HANDSHAKE_FAILED_AUTH:
                self._verdict = _not_on_the_list(self._address)
            elif seen in (
                zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL,
                zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL,
            ):
                self._failures += 1
                if self._failures >= FAILED_HANDSHAKES:
                    self._verdict = _no_answer(self._address, self._key)
            elif seen == zmq.EVENT_CLOSED and not self._failures:
                self._verdict = worker_down(self._address)
            elif seen == zmq.EVENT_CONNECTED and not self._failures:
                self._verdict = None

    def _silence(self) -> TrajganrError:
        """The error for a socket that is there, and says nothing in time."""
        is_private = self._address.startswith("ipc://")  # no stranger listens there
        if not self._connections and not is_private:
            return _no_answer(self._address, self._key)
        return TrajganrError(
            Code.TRANSPORT_TIMEOUT,
            "The worker at {where} is there, but did not answer in time.",
            "Try again in a moment. If it stays so, look at its log with 'trajganr worker logs' "
            "and start it again.",
            where=self._address,
        )


def _not_on_the_list(address: str) -> TrajganrError:
    return TrajganrError(
        Code.AUTH_DENIED,
        "The worker at {where} does not accept this key.",
        "Ask who runs it to put the key on its list: 'trajganr worker keys list' shows who is.",
        where=address,
    )


def _no_answer(address: str, key: ClientKey | None) -> TrajganrError:
    """The error for what ZeroMQ leaves open: a wrong key is answered by silence."""
    if key is not None:
        return TrajganrError(
            Code.AUTH_NO_ANSWER,
            "No answer from {where}: the worker is down, or its key is not the one in your key "
            "file ({name}).",
            "Ask who runs the worker whether it runs and whether its key was made anew.",
            where=address,
            name=key.name,
        )
    return TrajganrError(
        Code.AUTH_NO_ANSWER,
        "No answer from {where}: what listens there is no worker, the worker behind the tunnel is "
        "down, or it asks for a key.",
        "Check the address and the tunnel; for a worker that asks for a key, name your key file "
        "with --key or in TRAJGANR_KEY.",
        where=address,
    )
