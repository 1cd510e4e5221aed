"""Requires keys at sockets: ZeroMQ checks the list of keys at every handshake (ZAP).

Imported only where keys are required, because asyncio and TLS, which ZeroMQ's authentication
imports, take a third of a worker's start.
"""

from __future__ import annotations

import logging

import zmq
from zmq.auth.thread import ThreadAuthenticator
from zmq.utils import z85

from .audit_log import HANDSHAKE, Audit, fingerprint
from .auth import KeyRing

logger = logging.getLogger(__name__)

#: ZAP domain of sockets that require a key.
DOMAIN = "trajganr"


class _Authenticator(ThreadAuthenticator):
    """ZeroMQ's authentication by the list of keys, in a thread that no handshake can end."""

    def __init__(
        self, context: zmq.Context[zmq.Socket[bytes]], ring: KeyRing, audit: Audit
    ) -> None:
        super().__init__(context)
        self._ring = ring
        self._audit = audit

    async def handle_zap_message(self, msg: list[bytes]) -> None:
        """Answer one ZAP request: ``version, request, domain, address, …, key``."""
        try:
            accepted = self._accepts(msg)
        except Exception:
            logger.exception("A handshake could not be checked and is refused")
            accepted = False
        if len(msg) > 1:
            user = self.curve_user_id(msg[6]) if accepted else ""
            status = (b"200", b"OK") if accepted else (b"400", b"Unknown key")
            self._send_zap_reply(msg[1], *status, user)

    def _accepts(self, msg: list[bytes]) -> bool:
        if len(msg) != 7 or msg[2].decode() != DOMAIN or msg[5] != b"CURVE":
            return False
        key = z85.encode(msg[6]).decode("ascii")
        if self._ring.find(key) is not None:
            return True
        address = msg[3].decode("ascii", errors="replace")
        self._audit.note(HANDSHAKE, address, key=fingerprint(key))
        return False


class Gate:
    """Requires a key from the list at the sockets of a context.

    Raises:
        TrajganrError: as :attr:`KeyRing.server`.
    """

    def __init__(
        self, context: zmq.Context[zmq.Socket[bytes]], ring: KeyRing, audit: Audit
    ) -> None:
        self._public, self._secret = ring.server
        self._authenticator = _Authenticator(context, ring, audit)
        self._authenticator.start()

    def protect(self, socket: zmq.Socket[bytes]) -> None:
        """Require a key at the addresses that a socket is bound to from now on."""
        socket.setsockopt_string(zmq.CURVE_PUBLICKEY, self._public)
        socket.setsockopt_string(zmq.CURVE_SECRETKEY, self._secret)
        socket.setsockopt(zmq.CURVE_SERVER, 1)
        socket.setsockopt_string(zmq.ZAP_DOMAIN, DOMAIN)

    def close(self) -> None:
        """End the thread."""
        if self._authenticator.is_alive():  # joining a thread that has ended would block
            self._authenticator.stop()
