"""A socket at which clients ask: who asks is known, and whatever they send gets an answer."""

from __future__ import annotations

import contextlib
import dataclasses
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

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
from ..access.auth import Caller, Gate, KeyRing, caller_of, key_of
from ..storage import open_files
from ..storage.error_mapping import coded

__all__ = ["BURST", "Handler", "IncomingRequest", "RouterSocket", "bind", "perform"]

#: Messages taken at once, before others have their turn.
BURST = 64
#: Requests of one client that wait in the socket: behind them its connection waits.
MOST_WAITING = 32
#: What is on its way to a client that reads nothing; beyond it, answers and events are dropped.
MOST_ANSWERS_UNREAD, MOST_EVENTS_UNREAD = 32, 2000

#: Whoever connects has so long for the handshake, milliseconds: strangers who send nothing hold a
#: descriptor no longer.
HANDSHAKE_MS = 10_000
#: A peer that does not answer a heartbeat is gone.
HEARTBEAT_MS, HEARTBEAT_TIMEOUT_MS = 15_000, 45_000
#: Connections that wait to be accepted; the system may allow fewer.
MOST_UNACCEPTED = 4096

#: An address in use is tried again so often, seconds.
REBIND_EVERY_S = 0.005

#: Whose key is not accepted any more.
NOBODY = Caller("", is_admin=False)

Handler = Callable[[Caller, Message], Message]


@dataclass(frozen=True)
class IncomingRequest:
    """One request.

    Attributes:
        envelope: the way back to who asks.
        caller: who asks.
        message: what is asked; None where it could not be understood.
        frames: as they came.
        error: why it could not be understood, or may not be asked.
        stranger: fingerprint of the key of who asks, where it is not accepted any more.
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
        """What is asked, as far as it was understood."""
        return self.message.type if self.message else ""

    @property
    def msg_id(self) -> str:
        """Of the request, as far as it can be found."""
        return self.message.msg_id if self.message else msg_id_of(self.frames)


class RouterSocket:
    """A ROUTER socket.

    Args:
        open: makes the socket, bound; called again to throw away all that is in it.
        ring: whose keys are accepted.
        audit: notes who was refused something.
        session: of the worker's process, in every answer.
    """

    def __init__(
        self, open: Callable[[], zmq.Socket[bytes]], ring: KeyRing, audit: Audit, session: str
    ) -> None:
        self._open = open
        self._ring = ring
        self._audit = audit
        self._session = session
        self.socket = open()

    def reopen(self) -> None:
        """Throw away what waits in the socket; clients come again by themselves, and ask again."""
        self.socket.close(linger=0)
        self.socket = self._open()

    def take(self) -> list[IncomingRequest]:
        """What has been asked, a burst of it."""
        asked = []
        for _ in range(BURST):
            try:
                frames = self.socket.recv_multipart(zmq.NOBLOCK, copy=False)
            except zmq.Again:
                break
            asked.append(self._understand(frames))
        return asked

    def answer(self, asked: IncomingRequest, handlers: Mapping[str, Handler]) -> None:
        """Answer a request at once, whatever it holds."""
        try:
            reply = perform(asked, handlers)
        except Exception as error:
            reply = error_reply(asked.msg_id, coded(error))
        self.send(asked, reply)

    def send(self, asked: IncomingRequest, message: Message) -> None:
        """Send an answer; one that is too large becomes the error that says so."""
        if message.type == ERROR:
            self._audit.refused(asked.audit_name, asked.verb, str(message.content["code"]))
        message = dataclasses.replace(message, session=self._session)
        try:
            frames = encode(message)
        except TrajganrError as error:
            refusal = error_reply(asked.msg_id, error)
            frames = encode(dataclasses.replace(refusal, session=self._session))
        with contextlib.suppress(zmq.ZMQError):  # who asked is gone
            self.socket.send_multipart([*asked.envelope, *frames], zmq.NOBLOCK)

    def close(self) -> None:
        """Close the socket."""
        self.socket.close(linger=0)

    def _understand(self, frames: Sequence[zmq.Frame]) -> IncomingRequest:
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


def perform(asked: IncomingRequest, handlers: Mapping[str, Handler]) -> Message:
    """What the handler of a request answers.

    Raises:
        Exception: what is wrong with the request, or went wrong.
    """
    if asked.message is None:
        assert asked.error is not None  # nosec B101 # holds by construction
        raise asked.error
    handler = handlers.get(asked.message.type)
    if handler is None:
        raise _unknown_verb(asked.message.type)
    return handler(asked.caller, asked.message)


def bind(
    context: zmq.Context[zmq.Socket[bytes]],
    kind: int,
    addresses: Sequence[str],
    gate: Gate | None,
    wait_s: float = 0.0,
) -> tuple[zmq.Socket[bytes], str]:
    """A bound socket, and where it listens at the first of the addresses.

    Args:
        context: of the worker's sockets.
        kind: ROUTER or XPUB.
        addresses: where to listen; a port of 0 becomes any free one.
        gate: asks for keys wherever another person could come from.
        wait_s: for how long an address may still be in use.

    Raises:
        TrajganrError: ``RESOURCE.LOCKED`` for an address in use, ``RESOURCE.OPEN_FILES``.
    """
    deadline = time.monotonic() + wait_s
    socket = _open_patiently(context, kind, deadline)
    socket.setsockopt(zmq.MAXMSGSIZE, MAX_REQUEST_BYTES)
    socket.setsockopt(zmq.HANDSHAKE_IVL, HANDSHAKE_MS)
    socket.setsockopt(zmq.HEARTBEAT_IVL, HEARTBEAT_MS)
    socket.setsockopt(zmq.HEARTBEAT_TIMEOUT, HEARTBEAT_TIMEOUT_MS)
    socket.setsockopt(zmq.BACKLOG, MOST_UNACCEPTED)
    socket.setsockopt(zmq.RCVHWM, MOST_WAITING)
    socket.setsockopt(zmq.SNDHWM, MOST_ANSWERS_UNREAD)
    if kind == zmq.XPUB:
        socket.setsockopt(zmq.SNDHWM, MOST_EVENTS_UNREAD)
        socket.setsockopt(zmq.XPUB_MANUAL, 1)
    endpoints = []
    for address in addresses:
        if gate is not None and not address.startswith(("ipc://", "inproc://")):
            gate.protect(socket)
        try:
            _bind_patiently(socket, address, deadline)
        except zmq.ZMQError as error:
            socket.close(linger=0)
            if open_files.ran_out(error):
                raise open_files.too_many() from error
            raise TrajganrError(
                Code.RESOURCE_LOCKED,
                "The worker cannot listen at {address}: {reason}.",
                "Choose another port, or stop what uses this one.",
                address=address,
                reason=error.strerror,
            ) from error
        endpoints.append(socket.getsockopt_string(zmq.LAST_ENDPOINT))
    return socket, endpoints[0]


def _open_patiently(
    context: zmq.Context[zmq.Socket[bytes]], kind: int, deadline: float
) -> zmq.Socket[bytes]:
    while True:
        try:
            return context.socket(kind)
        except zmq.ZMQError as error:
            if not open_files.ran_out(error):
                raise
            if time.monotonic() > deadline:
                raise open_files.too_many() from error
            time.sleep(REBIND_EVERY_S)


def _bind_patiently(socket: zmq.Socket[bytes], address: str, deadline: float) -> None:
    while True:
        try:
            socket.bind(address)
        except zmq.ZMQError as error:
            passes = error.errno == zmq.EADDRINUSE or open_files.ran_out(error)
            if not passes or time.monotonic() > deadline:
                raise
            time.sleep(REBIND_EVERY_S)
        else:
            return


def _unknown_verb(verb: str) -> TrajganrError:
    return TrajganrError(
        Code.PROTOCOL_SCHEMA,
        "The worker does not know the request {verb!r}.",
        "Plugin and worker should be of the same release.",
        verb=verb[:200],
    )
