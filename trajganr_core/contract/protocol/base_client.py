"""The sockets of a client: how it finds a worker, connects, and sends requests."""

from __future__ import annotations

import os
import socket
import uuid
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from ..errors import Code, TrajganrError
from .abilities import Abilities
from .answers import Hello, parsed
from .channel import Channel, tune
from .connection import ADDRESS_VARIABLE, Connection, default_home
from .keys import KEY_VARIABLE, ClientKey
from .lazy_zmq import zmq
from .messages import field_of

C = TypeVar("C", bound="BaseClient")
T = TypeVar("T")

#: Attempts of a request that may be repeated, if its answer may have been lost.
ATTEMPTS = 3
#: Limit on the size of a list, because the worker is not trusted.
MAX_LIST_BYTES = 256 << 20


class BaseClient:
    """A connection to one worker; a context manager, to be used by one thread only.

    Every method raises :class:`TrajganrError`: the worker's, or ``TRANSPORT.DOWN`` if nothing
    listens, ``TRANSPORT.TIMEOUT`` if the worker is too busy, ``AUTH.NO_ANSWER`` and ``AUTH.DENIED``
    if keys do not match, ``PROTOCOL.VERSION`` if releases do not.

    Args:
        locate: returns where the worker is; called again when it may have moved.
        timeout_s: how long to wait for the answer to a request, seconds.

    Attributes:
        hello: what the worker says about itself.
        abilities: what the worker supports.
    """

    def __init__(self, locate: Callable[[], Connection], *, timeout_s: float = 5.0) -> None:
        self._locate = locate
        self._timeout_s = timeout_s
        self._id = uuid.uuid4().hex
        self._connection = locate()
        self._context = zmq.Context()  # after locate(), because nobody would close it if that fails
        self._topics: list[str] = []
        self.hello: Hello | None = None
        self.abilities = Abilities.of_this_release()
        self._requests = self._channel(self._connection.addresses.requests)
        self._files = self._channel(self._connection.addresses.files)
        self._events = self._subscriber()

    @classmethod
    def connect(
        cls: type[C],
        home: Path | None = None,
        *,
        address: str | None = None,
        key: Path | None = None,
        timeout_s: float = 5.0,
    ) -> C:
        """Connect to the worker of a home folder, or to the one at an address.

        Args:
            home: of the worker; the default home if absent.
            address: ``tcp://HOST:PORT`` instead of a home, for example the near end of an SSH
                tunnel, where PORT and the two ports after it are used; or ``ipc://FOLDER``, with
                the sockets ``requests``, ``events`` and ``files`` in it. ``$TRAJGANR_ADDRESS`` is
                used if neither is given.
            key: key file for a worker that requires one; ``$TRAJGANR_KEY`` if absent.
            timeout_s: how long to wait for the answer to a request, seconds.

        Raises:
            TrajganrError: as every method.
        """
        if home is None and address is None:
            address = os.environ.get(ADDRESS_VARIABLE) or None
        if address is None:
            folder = home or default_home()
            client = cls(lambda: Connection.read(folder), timeout_s=timeout_s)
        else:
            key_file = key or os.environ.get(KEY_VARIABLE)
            remote = Connection.remote(
                address, ClientKey.read(Path(key_file)) if key_file else None
            )
            client = cls(lambda: remote, timeout_s=timeout_s)
        try:
            client.hello = client._answer("worker.hello", Hello)
            client.abilities = Abilities.of(client.hello)
            client.abilities.check_requests()
        except BaseException:
            client.close()
            raise
        return client

    def __enter__(self: C) -> C:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def give_up_by(self, stop: socket.socket) -> None:
        """Fail all requests with ``JOB.CANCELLED`` once a socket is readable."""
        self._requests.stop = self._files.stop = stop

    def close(self) -> None:
        """Close the sockets; submitted jobs continue."""
        self._context.destroy(linger=0)

    @property
    def session(self) -> str:
        """Id of the worker's process; it changes when the worker is restarted."""
        return self._requests.session

    def _answer(
        self, verb: str, cls: type[T], content: dict[str, Any] | None = None, field: str = ""
    ) -> T:
        """The answer to a request that may be repeated, or one of its fields."""
        answer = self._ask(verb, content)
        return parsed(cls, answer.get(field) if field else answer, field or verb)

    def _ask(self, verb: str, content: dict[str, Any] | None = None) -> dict[str, Any]:
        """The answer to a request that may be repeated."""
        return self._requests.request(verb, content, attempts=ATTEMPTS).content

    def _pages(self, verb: str, field: str, cls: type[T], limit: int | None = None) -> list[T]:
        """All items of a list, page by page."""
        items: list[T] = []
        before: int | None = None
        max_bytes = self._requests.received_bytes + MAX_LIST_BYTES
        while True:
            content = {"before": before, "limit": limit and limit - len(items)}
            answer = self._ask(verb, content)
            page = [parsed(cls, item, field) for item in field_of(answer, field, list)]
            items += page
            before = field_of(answer, "before", (int, type(None)), None)
            if before is None or (limit is not None and len(items) >= limit):
                return items
            if not page or self._requests.received_bytes > max_bytes:
                raise endless(verb)

    def _channel(self, address: str) -> Channel:
        connection = self._connection
        is_local = connection.pid != 0
        return Channel(
            self._context, address, connection.key, self._id, self._timeout_s, is_local=is_local
        )

    def _subscriber(self) -> zmq.Socket[bytes]:
        subscriber = self._context.socket(zmq.SUB)
        tune(subscriber, self._connection.key)
        for topic in self._topics:
            subscriber.subscribe(topic)
        subscriber.connect(self._connection.addresses.events)
        return subscriber

    def _relocate(self) -> bool:
        """Reconnect if the worker has another address now; whether it has an address at all."""
        try:
            connection = self._locate()
        except TrajganrError:
            return False
        before = self._connection
        if (connection.addresses, connection.key) != (before.addresses, before.key):
            self._connection = connection
            self._requests.redirect(connection.addresses.requests, connection.key)
            self._files.redirect(connection.addresses.files, connection.key)
            self._events.close(linger=0)
            self._events = self._subscriber()
        return True


def endless(verb: str) -> TrajganrError:
    """The error for a list that does not end, or is too large."""
    return TrajganrError(
        Code.PROTOCOL_TOO_LARGE,
        "The worker's list ({verb}) does not end, or is larger than {most} bytes.",
        "Delete jobs, bundles or models that are not needed any more. If there are few, do not "
        "trust this worker.",
        verb=verb,
        most=MAX_LIST_BYTES,
    )
