"""One try of an HTTP request as a cancellable stream, and its body."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any, Self

import requests
from requests.auth import AuthBase

from ...contract.errors import Code, TrajganrError
from .addresses import host_of
from .http_failures import TransientError, failure_of

__all__ = ["SLICE_S", "Authorisation", "Body", "Stream"]

CHUNK_BYTES = 64 << 10
#: Interval of checks for cancellation, seconds.
SLICE_S = 0.2

Head = tuple[int, Mapping[str, str]]


def content_length(headers: Mapping[str, str]) -> int:
    """Length of the body as transferred, bytes; 0 if unknown."""
    text = headers.get("Content-Length", "")
    return int(text) if text.isascii() and text.isdecimal() else 0


@dataclass
class Body:
    """A file that receives a body of at most ``limit`` bytes."""

    file: IO[bytes]
    limit: int

    def begin(self, headers: Mapping[str, str]) -> None:
        """Discard the body of an earlier try."""
        self.file.seek(0)
        self.file.truncate()
        self._refuse_beyond_limit(content_length(headers))

    def append(self, chunk: bytes) -> None:
        """Write a received chunk."""
        self._refuse_beyond_limit(self.file.tell() + len(chunk))
        self.file.write(chunk)

    def _refuse_beyond_limit(self, size: int) -> None:
        if size > self.limit:
            raise TrajganrError(
                Code.PROTOCOL_TOO_LARGE,
                "The response is larger than the limit of {limit} bytes.",
                "Choose a smaller area.",
                limit=self.limit,
            )


class Authorisation(AuthBase):
    """A token in its header; also prevents requests from sending passwords from .netrc."""

    def __init__(self, token: str) -> None:
        if not token.isascii() or not token.isprintable() or " " in token:
            raise TrajganrError(
                Code.AUTH_DENIED,
                "The token contains invalid characters.",
                "Copy the token again, without blanks or line breaks around it.",
            )
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token:
            request.headers["Authorization"] = f"OAuth {self._token}"
        return request


class Stream:
    """A response that is read in a separate thread, so that the reader can always cancel.

    Closing does not wait for the thread, which ends at the next chunk or time-out.
    """

    def __init__(
        self,
        session: requests.Session,
        options: Mapping[str, Any],
        service: str,
        check: Callable[[], None],
    ) -> None:
        self._session = session
        self._options = options
        self._service = service
        self._check = check
        self._parts: queue.Queue[Head | bytes | Exception | None] = queue.Queue(maxsize=16)
        self._closed = threading.Event()

    def __enter__(self) -> Self:
        threading.Thread(target=self._read, name="download", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closed.set()

    def head(self, end: float) -> Head:
        """Status and headers."""
        part = self._next(end)
        assert isinstance(part, tuple)  # nosec B101 # holds by construction
        return part

    def chunks(self, end: float) -> Iterator[bytes]:
        """The body, decoded; complete unless it raises."""
        while isinstance(part := self._next(end), bytes):
            yield part

    def _next(self, end: float) -> Head | bytes | None:
        while True:
            self._check()
            left = end - time.monotonic()
            if left <= 0:
                raise TransientError("the response took too long", code=Code.TRANSPORT_TIMEOUT)
            try:
                part = self._parts.get(timeout=min(SLICE_S, left))
            except queue.Empty:
                continue
            if isinstance(part, Exception):
                raise part
            return part

    def _read(self) -> None:
        try:
            with self._session.request(**self._options, stream=True) as response:
                self._put((response.status_code, response.headers))
                for chunk in response.iter_content(CHUNK_BYTES):
                    if self._closed.is_set():
                        return
                    self._put(chunk)
                # Also counted here, because not every version of urllib3 does.
                if response.raw.tell() < content_length(response.headers):
                    raise TransientError("the connection was interrupted")
            self._put(None)
        except Exception as error:
            host = host_of(self._options["url"])
            self._put(failure_of(error, self._service, host))

    def _put(self, part: Head | bytes | Exception | None) -> None:
        while not self._closed.is_set():
            try:
                return self._parts.put(part, timeout=SLICE_S)
            except queue.Full:
                continue
        return None
