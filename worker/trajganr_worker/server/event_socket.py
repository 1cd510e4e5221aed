"""The socket of events, and the subscriptions to them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence

import zmq

from trajganr_core.contract.errors import Code, TrajganrError

from ..access.audit_log import Audit
from ..access.auth import Caller, KeyRing, caller_of
from .doorkeeper import Doorkeeper
from .router_socket import BURST


class EventSocket:
    """An XPUB socket, which sends each event to those who may receive it.

    Args:
        open_socket: binds it; when called again, to the same ports.
        ring: the keys of clients.
        audit: notes refused subscriptions.
        door: is told who has got in.

    Attributes:
        socket: for polling.
    """

    def __init__(
        self,
        open_socket: Callable[[], zmq.Socket[bytes]],
        ring: KeyRing,
        audit: Audit,
        door: Doorkeeper,
    ) -> None:
        self._open_socket, self._ring, self._audit, self._door = open_socket, ring, audit, door
        self.socket = open_socket()

    def reopen(self) -> None:
        """Disconnect all subscribers."""
        self.socket.close(linger=0)
        self.socket = self._open_socket()

    def send(self, topic: str, frames: Sequence[bytes]) -> None:
        """Send an event's frames to the subscribers of a topic."""
        with contextlib.suppress(zmq.ZMQError):
            self.socket.send_multipart([topic.encode(), *frames], zmq.NOBLOCK)

    def handle_subscriptions(self, may_subscribe: Callable[[Caller, str], bool]) -> None:
        """Accept the subscriptions that their senders may have.

        Args:
            may_subscribe: whether a caller may have the events of a topic.
        """
        for _ in range(BURST):
            try:
                frame = self.socket.recv(zmq.NOBLOCK, copy=False)
            except zmq.Again:
                return
            self._door.finish(frame)
            subscribes, topic = frame.bytes[:1] == b"\1", frame.bytes[1:]
            try:
                caller = caller_of(frame, self._ring)
                may_receive = may_subscribe(caller, topic.decode())
            except (TrajganrError, UnicodeDecodeError, OSError, ValueError):
                continue
            if not subscribes:
                self.socket.setsockopt(zmq.UNSUBSCRIBE, topic)
            elif may_receive:
                self.socket.setsockopt(zmq.SUBSCRIBE, topic)
            else:
                self._audit.refused(caller.audit_name, "subscribe", Code.AUTH_DENIED.value)
