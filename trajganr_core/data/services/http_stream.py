"""One try of an HTTP request as a cancellable stream, and its body."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Any, Self
from urllib.parse import urlsplit

import requests
from requests.auth import AuthBase

from ...contract.errors import Code, TrajganrError
from .http_failures import TransientError, failure_of

__all__ = ["SLICE_S", "Authorisation", "Body", "Stream", "host_of"]

CHUNK_BYTES = 64 << 10
#: Interval of checks for cancellation, seconds.
SLICE_S = 0.2

Head = tuple[int, Mapping[str, str]]


def host_of(url: str) -> str:
    """The host of a URL, empty if it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def content_length(headers: Mapping[str, str]) -> int:
    """Length of the body as transferred, bytes; 0 if unknown."""
    text = headers.get("Content-Length", "")
    return int(text) if text.isascii() and text.isdecimal() else 0


@dataclass
class Body:
    """The received part of a body, over all tries.

    Attributes:
        file: receives it.
        limit: most bytes.
        validator: identifies this version of the body if the service can resume it, else "".
    """

    file: IO[bytes]
    limit: int
    validator: str = ""

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        """Continue after the last received byte if the response does so, else start over."""
        here = self.file.tell()
        resumed = status == 206 and headers.get("Content-Range", "").startswith(f"bytes {here}-")
        if status == 206 and not resumed:
            self.validator = ""
            raise TransientError("it sent another part of the file than was asked for")
        if not resumed:
            self.file.seek(0)
            self.file.truncate()
            etag = headers.get("ETag", "")
            validator = etag if etag.startswith('"') else headers.get("Last-Modified", "")
            plain = "Content-Encoding" not in headers
            self.validator = validator if plain and headers.get("Accept-Ranges") == "bytes" else ""
        self._refuse_beyond_limit(self.file.tell() + content_length(headers))

    def append(self, chunk: bytes) -> None:
        """Write a received chunk."""
        self._refuse_beyond_limit(self.file.tell() + len(chunk))
        self.file.write(chunk)

    def end(self) -> None:
        """Mark the body as complete; a further request starts from the beginning."""
        self.file.flush()
        self.validator = ""

    def resume(self) -> dict[str, str]:
        """Headers of a request for the rest."""
        if not self.validator or not self.file.tell():
            return {}
        return {"Range": f"bytes={self.file.tell()}-", "If-Range": self.validator}

    def _refuse_beyond_limit(self, size: int) -> None:
        if size > self.limit:
            raise TrajganrError(
                Code.PROTOCOL_TOO_LARGE,
                "The answer is larger than the {limit} bytes that are taken.",
                "Choose a smaller area.",
                limit=self.limit,
            )


class Authorisation(AuthBase):
    """A token in its header; also prevents that passwords from .netrc are sent."""

    def __init__(self, token: str) -> None:
        if not token.isascii() or not token.isprintable() or " " in token:
            raise TrajganrError(
                Code.AUTH_DENIED,
                "The token has characters that no token has.",
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

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
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
                raise TransientError("the answer took too long", code=Code.TRANSPORT_TIMEOUT)
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
                    raise TransientError("the connection was cut")
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
