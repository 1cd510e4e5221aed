"""A socket for requests: the sender is identified, and every message gets an answer."""

from __future__ import annotations

import contextlib
import dataclasses
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import zmq

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.messages import (
    ERROR,
    MAX_REQUEST_BYTES,
    Message,
    decode,
    encode,
    error_reply,
    msg_id_of,
)

from ..access.audit_log import Audit, fingerprint
from ..access.auth import Caller, KeyRing, caller_of, key_of
from ..storage import open_files
from ..storage.error_mapping import coded
from .doorkeeper import Doorkeeper

if TYPE_CHECKING:
    from ..access.gate import Gate

#: Maximum number of messages received in one step.
BURST = 64
#: Requests of one client that wait in the socket; further ones wait in its connection.
MAX_WAITING = 32
#: Answers and events kept for a client that does not read; further ones are dropped.
MAX_ANSWERS_UNREAD, MAX_EVENTS_UNREAD = 32, 2000

#: Timeout for the handshake, milliseconds: idle strangers must not keep descriptors.
HANDSHAKE_MS = 10_000
#: A client that does not answer a heartbeat is disconnected.
HEARTBEAT_MS, HEARTBEAT_TIMEOUT_MS = 15_000, 45_000
#: Maximum number of connections waiting to be accepted; the system may allow fewer.
MAX_UNACCEPTED = 4096

#: Interval of attempts to bind an address in use, seconds.
REBIND_EVERY_S = 0.005

#: The caller for a key that is no longer accepted.
NOBODY = Caller("", is_admin=False)

Opened = TypeVar("Opened")
Handler = Callable[[Caller, Message], Message]


@dataclass(frozen=True)
class IncomingRequest:
    """One request.

    Attributes:
        envelope: the return address.
        caller: the sender.
        message: the decoded message; None if it is invalid or not allowed.
        frames: as received.
        error: why the message is invalid or not allowed.
        stranger: fingerprint of the sender's key if it is no longer accepted.
    """

    envelope: tuple[bytes, ...]
    caller: Caller
    message: Message | None
    frames: Sequence[bytes] = ()
    error: TrajganrError | None = None
    stranger: str = ""

    @property
    def audit_name(self) -> str:
        """Name of the sender in the audit log."""
        return self.stranger or self.caller.audit_name

    @property
    def verb(self) -> str:
        """The verb, or "" for an invalid message."""
        return self.message.type if self.message else ""

    @property
    def msg_id(self) -> str:
        """The message id, even of an invalid message if it has one."""
        return self.message.msg_id if self.message else msg_id_of(self.frames)


@dataclass(eq=False)
class RouterSocket:
    """A ROUTER socket.

    Args:
        _open: returns the bound socket; called again to discard all that is in it.
        _ring: the accepted keys.
        _audit: records refused requests.
        _session: of the worker's process, part of every answer.
        _door: is told who has got in.
    """

    _open: Callable[[], zmq.Socket[bytes]]
    _ring: KeyRing
    _audit: Audit
    _session: str
    _door: Doorkeeper

    def __post_init__(self) -> None:
        self.socket = self._open()

    def reopen(self) -> None:
        """Discard what waits in the socket; clients reconnect and repeat their requests."""
        self.socket.close(linger=0)
        self.socket = self._open()

    def take(self) -> list[IncomingRequest]:
        """Receive requests without waiting, at most :data:`BURST`."""
        requests = []
        for _ in range(BURST):
            try:
                frames = self.socket.recv_multipart(zmq.NOBLOCK, copy=False)
            except zmq.Again:
                break
            requests.append(self._decode(frames))
        return requests

    def answer(self, request: IncomingRequest, handlers: Mapping[str, Handler]) -> None:
        """Answer a request at once; any exception becomes an error reply."""
        try:
            reply = perform(request, handlers)
        except Exception as error:
            reply = error_reply(request.msg_id, coded(error))
        self.send(request, reply)

    def send(self, request: IncomingRequest, message: Message) -> None:
        """Send an answer; one that is too large is replaced by an error."""
        if message.type == ERROR:
            self._audit.refused(request.audit_name, request.verb, str(message.content["code"]))
        message = dataclasses.replace(message, session=self._session)
        try:
            frames = encode(message)
        except TrajganrError as error:
            refusal = error_reply(request.msg_id, error)
            frames = encode(dataclasses.replace(refusal, session=self._session))
        with contextlib.suppress(zmq.ZMQError):  # the client is gone
            self.socket.send_multipart([*request.envelope, *frames], zmq.NOBLOCK)

    def close(self) -> None:
        """Close the socket."""
        self.socket.close(linger=0)

    def _decode(self, frames: Sequence[zmq.Frame]) -> IncomingRequest:
        self._door.finish(frames[-1])
        parts = [frame.bytes for frame in frames]
        envelope, rest = tuple(parts[:1]), parts[1:]
        try:
            caller = caller_of(frames[-1], self._ring)
        except TrajganrError as error:
            stranger = fingerprint(key_of(frames[-1]) or "")
            return IncomingRequest(envelope, NOBODY, None, rest, error, stranger)
        try:
            return IncomingRequest(envelope, caller, decode(rest, from_client=True), rest)
        except Exception as error:
            return IncomingRequest(envelope, caller, None, rest, coded(error))


def perform(request: IncomingRequest, handlers: Mapping[str, Handler]) -> Message:
    """The answer of a request's handler.

    Raises:
        Exception: the request's or the handler's error.
    """
    if request.message is None:
        assert request.error is not None  # nosec B101 # holds by construction
        raise request.error
    handler = handlers.get(request.message.type)
    if handler is None:
        raise TrajganrError(
            Code.PROTOCOL_SCHEMA,
            "The worker does not support the request {verb!r}.",
            "Install the same release of plugin and worker.",
            verb=request.message.type[:200],
        )
    return handler(request.caller, request.message)


def bind(
    context: zmq.Context[zmq.Socket[bytes]],
    kind: int,
    addresses: Sequence[str],
    gate: Gate | None,
    door: Doorkeeper,
    wait_s: float = 0.0,
) -> tuple[zmq.Socket[bytes], str]:
    """A bound socket, and its endpoint for the first of the addresses.

    Args:
        context: of the worker's sockets.
        kind: ROUTER or XPUB.
        addresses: to listen at; port 0 selects a free one.
        gate: requires keys at all addresses that other users can reach.
        door: watches connections there.
        wait_s: how long to retry while an address is in use.

    Raises:
        TrajganrError: ``RESOURCE.LOCKED`` for an address in use, ``RESOURCE.OPEN_FILES``.
    """
    deadline = time.monotonic() + wait_s
    try:
        socket = _with_retries(lambda: context.socket(kind), deadline)
    except zmq.ZMQError as error:
        raise coded(error) from error
    for option, value in _options(kind).items():
        socket.setsockopt(option, value)
    endpoints = []
    if any(address.startswith("tcp://") for address in addresses):
        door.watch(context, socket)
    for address in addresses:
        if gate is not None and not address.startswith(("ipc://", "inproc://")):
            gate.protect(socket)
        try:
            _with_retries(partial(socket.bind, address), deadline)
        except zmq.ZMQError as error:
            socket.close(linger=0)
            if open_files.ran_out(error):
                raise open_files.too_many() from error
            raise TrajganrError(
                Code.RESOURCE_LOCKED,
                "The worker cannot listen at {address}: {reason}.",
                "Choose another port, or stop the program that uses this one.",
                address=address,
                reason=error.strerror,
            ) from error
        endpoints.append(socket.getsockopt_string(zmq.LAST_ENDPOINT))
    return socket, endpoints[0]


def _options(kind: int) -> dict[int, int]:
    options: dict[int, int] = {
        zmq.MAXMSGSIZE: MAX_REQUEST_BYTES,
        zmq.HANDSHAKE_IVL: HANDSHAKE_MS,
        zmq.HEARTBEAT_IVL: HEARTBEAT_MS,
        zmq.HEARTBEAT_TIMEOUT: HEARTBEAT_TIMEOUT_MS,
        zmq.BACKLOG: MAX_UNACCEPTED,
        zmq.RCVHWM: MAX_WAITING,
        zmq.SNDHWM: MAX_ANSWERS_UNREAD,
    }
    if kind == zmq.XPUB:
        options |= {zmq.SNDHWM: MAX_EVENTS_UNREAD, zmq.XPUB_MANUAL: 1}
    return options


def _with_retries(open: Callable[[], Opened], deadline: float) -> Opened:
    """Open or bind a socket; repeat until the deadline if an address or descriptors are in use."""
    while True:
        try:
            return open()
        except zmq.ZMQError as error:
            is_temporary = error.errno == zmq.EADDRINUSE or open_files.ran_out(error)
            if not is_temporary or time.monotonic() > deadline:
                raise
            time.sleep(REBIND_EVERY_S)
