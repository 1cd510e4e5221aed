"""The HTTP client of all services: with retries and cancellation, and without secrets in logs.

Responses are always complete: a truncated body is requested again. A slow server cannot block
cancellation, because the socket is read in a separate thread.
"""

from __future__ import annotations

import io
import logging
import queue
import random
import threading
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import IO, Any, Self
from urllib.parse import urlsplit

import requests
from requests.auth import AuthBase

from ...contract.errors import Code, TrajganrError
from ...contract.files.atomic_io import atomic_file
from ...contract.records import plain_json
from ...contract.version import __version__
from .addresses import ANYWHERE, Adapter, Reach, host_of
from .http_failures import TransientError, failure_of, refusal_of

log = logging.getLogger(__name__)

# At level DEBUG urllib3 logs whole URLs, with signatures and tokens.
logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)

USER_AGENT = f"trajganr/{__version__}"
#: Bytes that are read of the body of an error response.
REFUSAL_BYTES = 64 << 10
#: Tries for a service that has never responded, so that a wrong address or proxy is reported soon.
TRIES_UNREACHED = 3
#: Size of the connection pool.
CONNECTIONS = 16

CHUNK_BYTES = 64 << 10
#: Interval of checks for cancellation, seconds.
SLICE_S = 0.2


def content_length(headers: Mapping[str, str]) -> int:
    """Length of the body as transferred, bytes; 0 if unknown."""
    text = headers.get("Content-Length", "")
    return int(text) if text.isascii() and text.isdecimal() else 0


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


@dataclass(frozen=True, kw_only=True)
class RetryPolicy:
    """Number of tries and time limits of requests.

    Attributes:
        tries: total number of tries of a request.
        connect_s, silence_s: time-outs of a try for the connection, and without received data.
        total_s: time-out of a whole try, also for a body that arrives slowly.
        first_wait_s, longest_wait_s: wait between tries; it doubles, with jitter.
        longest_retry_after_s: largest accepted ``Retry-After``; otherwise the request fails.
        sleep: replaces waiting between tries, for tests.
    """

    tries: int = 7
    connect_s: float = 15.0
    silence_s: float = 60.0
    total_s: float = 600.0
    first_wait_s: float = 2.0
    longest_wait_s: float = 120.0
    longest_retry_after_s: float = 900.0
    sleep: Callable[[float], None] | None = None


#: The default policy.
PATIENT = RetryPolicy()


@dataclass(frozen=True)
class Answer:
    """A complete response.

    Attributes:
        status: HTTP status.
        headers: with case-insensitive names.
        body: of :meth:`Downloader.get`, and the beginning of the body of an error response.
        path: of :meth:`Downloader.save`, except for error responses: the file before it is moved
            to its destination.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    path: Path | None = None

    def json(self) -> Any:
        """The body as JSON.

        Raises:
            TrajganrError: ``PROTOCOL.SCHEMA`` when it is not JSON.
        """
        try:
            return plain_json.loads(self.body)
        except ValueError:
            raise TrajganrError(
                Code.PROTOCOL_SCHEMA,
                "The response of the service is not JSON ({kind}).",
                "If the network requires a login, open a web page and log in; then try again.",
                kind=self.headers.get("Content-Type") or "no content type",
            ) from None


#: Checks a response before its status is evaluated. Raises :class:`TransientError` for a temporary
#: failure, or a ``TrajganrError`` for a permanent one.
Judge = Callable[[Answer], None]


def redacted(url: str) -> str:
    """A URL without user, password and query, for logs and errors."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.scheme}://{parts.hostname or ''}{port}{parts.path}"
    except ValueError:
        return "a URL that cannot be read"


class Downloader:
    """A client of one service; a thread-safe context manager.

    Temporary failures are retried with growing waits: connections that are refused, reset or
    truncated, time-outs, HTTP 408, 425, 429 and 5xx (``Retry-After`` is honoured), and errors
    that a :data:`Judge` classifies as temporary.

    Args:
        service: its display name.
        proxy: URL of a proxy, possibly with a password; the environment's if empty.
        certificates: trusted certificates, PEM; the environment's or default ones if None.
        reach: addresses that are allowed.
        patience: number of tries and time limits.
        check: called at least every 0.2 s in the calling thread; raises to cancel.

    Every request raises :class:`TrajganrError`: ``TRANSPORT.DOWN``, ``TRANSPORT.TIMEOUT``,
    ``ENV.PROXY``, ``ENV.SSL``, ``AUTH.DENIED`` (HTTP 401 and 403, and addresses out of reach),
    ``INPUT.NOT_FOUND`` (404 and 410), ``PROTOCOL.TOO_LARGE``, ``PROTOCOL.SCHEMA`` (any other
    error response), ``INPUT.FIELD`` for an invalid URL, and errors of ``check`` and the judge.
    """

    def __init__(
        self,
        service: str,
        *,
        proxy: str = "",
        certificates: Path | None = None,
        reach: Reach = ANYWHERE,
        patience: RetryPolicy = PATIENT,
        check: Callable[[], None] = lambda: None,
    ) -> None:
        if certificates is not None and not certificates.is_file():
            raise TrajganrError(
                Code.ENV_SSL,
                "The certificate file {path} does not exist.",
                "Correct the path, or omit it to use the default certificates.",
                path=str(certificates),
            )
        self._service = service
        self._patience = patience
        self._check = check
        self._sleep = patience.sleep or self._sleep_in_slices
        self._proxies = {"http": proxy, "https": proxy} if proxy else None
        self._verify = True if certificates is None else str(certificates)
        self._answered = False
        self._session = requests.Session()
        self._session.headers["User-Agent"] = USER_AGENT
        # A session is thread-safe if it is not modified; cookies would modify it.
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        for scheme in ("https://", "http://"):
            adapter = Adapter(reach, names_proxy=bool(proxy), pool_maxsize=CONNECTIONS)
            self._session.mount(scheme, adapter)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._session.close()

    def get(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        *,
        token: str = "",
        headers: Mapping[str, str] | None = None,
        judge: Judge = lambda answer: None,
        max_bytes: int = 256 << 20,
    ) -> Answer:
        """Request a small response, with a token in the header ``Authorization`` if given."""
        request: dict[str, Any] = {"method": "GET", "url": url, "params": params}
        request |= {"headers": headers, "auth": Authorisation(token)}
        return self._ask(request, io.BytesIO(), max_bytes, judge)

    def pause(self, seconds: float) -> None:
        """Wait before the next request; errors of ``check`` end it."""
        self._sleep(seconds)

    def save(
        self,
        url: str,
        out: Path,
        form: Mapping[str, str],
        *,
        judge: Judge = lambda answer: None,
        max_bytes: int = 16 << 30,
    ) -> None:
        """Post form data, and write the response to a file, atomically.

        The judge gets the file as ``answer.path`` before it is moved to ``out``.
        """
        request = {"method": "POST", "url": url, "data": form, "auth": Authorisation("")}
        with atomic_file(out) as temporary, temporary.open("w+b") as file:
            self._ask(request, file, max_bytes, judge, temporary)

    def _ask(
        self,
        request: Mapping[str, Any],
        file: IO[bytes],
        most: int,
        judge: Judge,
        path: Path | None = None,
    ) -> Answer:
        """Repeat the request until it succeeds or the tries are used up.

        The body, of ``most`` bytes, is written to ``file``, which has a path if it is not returned.
        """
        host = host_of(request["url"])
        failed = 0
        while True:
            try:
                answer = self._try(request, file, most, path)
                judge(answer)
                refusal = refusal_of(answer.status, answer.headers, self._service, host)
                if refusal is None:
                    return answer
                raise refusal
            except TransientError as error:
                failure = error
            failed += 1
            self._wait(failure, failed, host)

    def _wait(self, failure: TransientError, failed: int, host: str) -> None:
        """Wait before the next try, or raise."""
        patience = self._patience
        tries = patience.tries if self._answered else min(patience.tries, TRIES_UNREACHED)
        retry_after_s = failure.wait_s
        if failed >= tries or (
            retry_after_s is not None and retry_after_s > patience.longest_retry_after_s
        ):
            raise failure.given_up(self._service, host, failed)
        growing = min(patience.longest_wait_s, patience.first_wait_s * 2 ** (failed - 1))
        wait_s = max(growing * random.uniform(0.5, 1.0), retry_after_s or 0.0)  # nosec B311 # spreads requests, no secret
        log.warning(
            "%s: %s; retrying in %.1f s (try %d of %d)",
            self._service,
            failure.reason,
            wait_s,
            failed + 1,
            tries,
        )
        self._sleep(wait_s)

    def _try(
        self, request: Mapping[str, Any], file: IO[bytes], most: int, path: Path | None
    ) -> Answer:
        """Send the request once; raises TransientError for temporary failures."""
        with closing(self._parts(request)) as parts:
            status, headers = next(parts)
            self._answered = True
            if status >= 400:
                refusal = b""
                while len(refusal) < REFUSAL_BYTES and (chunk := next(parts, b"")):
                    refusal += chunk
                return Answer(status, headers, refusal[:REFUSAL_BYTES])
            file.seek(0)
            file.truncate()  # the body of an earlier try
            _refuse_larger(content_length(headers), most)
            for chunk in parts:
                _refuse_larger(file.tell() + len(chunk), most)
                file.write(chunk)
        file.flush()
        if path is not None:
            return Answer(status, headers, b"", path)
        file.seek(0)
        return Answer(status, headers, file.read())

    def _parts(self, request: Mapping[str, Any]) -> Generator[Any, None, None]:
        """Status and headers of a response, then its decoded body, complete unless it raises.

        It is read in a separate thread, so that the caller can always cancel. Closing does not wait
        for the thread, which ends at the next chunk or time-out.
        """
        parts: queue.Queue[Any] = queue.Queue(maxsize=16)
        closed = threading.Event()
        patience = self._patience

        def put(part: object) -> None:
            while not closed.is_set():
                with suppress(queue.Full):
                    return parts.put(part, timeout=SLICE_S)
            return None

        def read() -> None:
            try:
                with self._session.request(
                    **request,
                    proxies=self._proxies,
                    verify=self._verify,
                    timeout=(patience.connect_s, patience.silence_s),
                    stream=True,
                ) as response:
                    put((response.status_code, response.headers))
                    for chunk in response.iter_content(CHUNK_BYTES):
                        if closed.is_set():
                            return
                        put(chunk)
                    # Also counted here, because not every version of urllib3 does.
                    if response.raw.tell() < content_length(response.headers):
                        raise TransientError("the connection was interrupted")
                put(None)
            except Exception as error:
                put(failure_of(error, self._service, host_of(request["url"])))

        threading.Thread(target=read, name="download", daemon=True).start()
        end = time.monotonic() + patience.total_s
        try:
            while True:
                self._check()
                left = end - time.monotonic()
                if left <= 0:
                    raise TransientError("the response took too long", code=Code.TRANSPORT_TIMEOUT)
                try:
                    part = parts.get(timeout=min(SLICE_S, left))
                except queue.Empty:
                    continue
                if isinstance(part, Exception):
                    raise part
                if part is None:
                    return
                yield part
        finally:
            closed.set()

    def _sleep_in_slices(self, wait_s: float) -> None:
        end = time.monotonic() + wait_s
        while (left := end - time.monotonic()) > 0:
            self._check()
            time.sleep(min(SLICE_S, left))


def _refuse_larger(size: int, most: int) -> None:
    if size > most:
        raise TrajganrError(
            Code.PROTOCOL_TOO_LARGE,
            "The response is larger than the limit of {limit} bytes.",
            "Choose a smaller area.",
            limit=most,
        )
