"""One HTTP client for every service: patient, cancellable, and silent about secrets.

Answers are whole or they are not given: a body that was cut is asked for again. What a server does
never keeps a person from cancelling, because its socket is read in a thread of its own.
"""

from __future__ import annotations

import io
import logging
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import requests

from ...contract import plain_json
from ...contract.atomic_io import atomic_file
from ...contract.errors import Code, TrajganrError
from ...contract.version import __version__
from .addresses import ANYWHERE, Adapter, Reach
from .http_failures import TransientError, refusal_of
from .http_stream import SLICE_S, Authorisation, Body, Stream, host_of

__all__ = ["PATIENT", "Answer", "Downloader", "Judge", "RetryPolicy", "TransientError", "redacted"]

log = logging.getLogger(__name__)

# At its DEBUG level urllib3 says whole URLs, with their signatures and tokens.
logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)

USER_AGENT = f"trajganr/{__version__}"
#: Of the body of a refusal nothing beyond this is of interest.
REFUSAL_BYTES = 64 << 10
#: Tries at a service that never answered: an address or a proxy that is wrong is said soon.
TRIES_UNREACHED = 3
#: Open connections that are kept.
CONNECTIONS = 16


@dataclass(frozen=True, kw_only=True)
class RetryPolicy:
    """How long and how often a service is asked.

    Attributes:
        tries: of one request, in all.
        connect_s, silence_s: a try fails without a connection, or where nothing is heard, for
            so long.
        total_s: a try fails when it took so long in all, so that a body that trickles ends too.
        first_wait_s, longest_wait_s: between tries; it doubles, with jitter.
        longest_retry_after_s: a service that says to come back later than this is given up at once.
        sleep: takes the place of waiting between tries, for tests.
    """

    tries: int = 7
    connect_s: float = 15.0
    silence_s: float = 60.0
    total_s: float = 600.0
    first_wait_s: float = 2.0
    longest_wait_s: float = 120.0
    longest_retry_after_s: float = 900.0
    sleep: Callable[[float], None] | None = None


#: What a person's own download takes.
PATIENT = RetryPolicy()


@dataclass(frozen=True)
class Answer:
    """A whole answer.

    Attributes:
        status: of HTTP.
        headers: their names in any case.
        body: of :meth:`Downloader.get` and :meth:`~Downloader.post`, and the beginning of that of
            every refusal.
        path: of :meth:`Downloader.save`, unless the service refused: the file before it is moved
            to its place.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    path: Path | None = None

    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", errors="replace")

    def json(self) -> Any:
        """The body as JSON.

        Raises:
            TrajganrError: ``PROTOCOL.SCHEMA`` when it is none.
        """
        try:
            return plain_json.loads(self.body)
        except ValueError:
            raise TrajganrError(
                Code.PROTOCOL_SCHEMA,
                "The service answered something other than JSON ({kind}).",
                "A network that asks to log in first answers so: open a web page, then try again.",
                kind=self.headers.get("Content-Type") or "of no type",
            ) from None


#: Sees an answer before its status is judged. Returns where it has nothing to say; raises
#: :class:`TransientError` where the service means "later", or a ``TrajganrError`` that ends it.
Judge = Callable[[Answer], None]


def redacted(url: str) -> str:
    """A URL without user, password and query, for logs and errors."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.scheme}://{parts.hostname or ''}{port}{parts.path}"
    except ValueError:
        return "a URL that cannot be read"


@dataclass(frozen=True)
class _Request:
    method: str
    url: str
    params: Mapping[str, str] | None = None
    data: Mapping[str, str] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    token: str = field(default="", repr=False)


class Downloader:
    """A conversation with one service; a context manager, which threads may share.

    A request that fails for a time is repeated with growing waits: connections that are refused,
    reset or cut, time-outs, HTTP 408, 425, 429 and 5xx (``Retry-After`` is honoured), and what
    the service itself calls passing, as a :data:`Judge` tells.

    Args:
        service: its name for people.
        proxy: URL of a proxy, perhaps with a password; the environment's where empty.
        certificates: those to trust, PEM; the environment's or the usual ones where absent.
        reach: where it may go.
        patience: how long and how often to ask.
        check: called at least every 0.2 s, in the thread that asks; raises to cancel.

    Every request raises :class:`TrajganrError`: ``TRANSPORT.DOWN``, ``TRANSPORT.TIMEOUT``,
    ``ENV.PROXY``, ``ENV.SSL``, ``AUTH.DENIED`` (HTTP 401 and 403, and addresses out of reach),
    ``INPUT.NOT_FOUND`` (404 and 410), ``PROTOCOL.TOO_LARGE``, ``PROTOCOL.SCHEMA`` (any other
    refusal), ``INPUT.FIELD`` for what is no URL, and whatever ``check`` and the judge raise.
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
                "There is no file of certificates {path}.",
                "Correct the path, or leave it out to trust the usual certificates.",
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
        # A session is safe among threads as long as nobody changes it, and cookies would.
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        for scheme in ("https://", "http://"):
            adapter = Adapter(reach, names_proxy=bool(proxy), pool_maxsize=CONNECTIONS)
            self._session.mount(scheme, adapter)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._session.close()

    def get(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        *,
        token: str = "",
        judge: Judge = lambda answer: None,
        max_bytes: int = 256 << 20,
    ) -> Answer:
        """Ask for a small answer, with a token in the header ``Authorization`` if given."""
        request = _Request("GET", url, params=params, token=token)
        return self._ask(request, Body(io.BytesIO(), max_bytes), judge)

    def save(
        self,
        url: str,
        out: Path,
        params: Mapping[str, str] | None = None,
        *,
        data: Mapping[str, str] | None = None,
        judge: Judge = lambda answer: None,
        max_bytes: int = 16 << 30,
    ) -> Answer:
        """Write an answer of any size to a file, whole or not at all.

        Args:
            url: where.
            out: the file; one that is there is replaced.
            params: of the URL's query.
            data: a form to send.
            judge: sees the file before it is moved to ``out``, as ``answer.path``.
            max_bytes: largest answer that is taken.
        """
        # What is compressed on the way cannot be resumed.
        headers = {} if data is not None else {"Accept-Encoding": "identity"}
        method = "GET" if data is None else "POST"
        request = _Request(method, url, params=params, data=data, headers=headers)
        with atomic_file(out) as temporary, temporary.open("w+b") as file:
            answer = self._ask(request, Body(file, max_bytes), judge, temporary)
        return Answer(answer.status, answer.headers, b"", out)

    def _ask(self, request: _Request, body: Body, judge: Judge, path: Path | None = None) -> Answer:
        """Ask until there is an answer, or patience has ended."""
        host = host_of(request.url)
        failed = 0
        while True:
            try:
                answer = self._try(request, body, path)
                judge(answer)
                refusal = refusal_of(answer.status, answer.headers, self._service, host)
                if refusal is None:
                    return answer
                raise refusal
            except TransientError as error:
                passing = error
            failed += 1
            tries = self._patience.tries
            if not self._answered:
                tries = min(tries, TRIES_UNREACHED)
            self._wait(passing, failed, tries, host)

    def _wait(self, passing: TransientError, failed: int, tries: int, host: str) -> None:
        """Wait before the next try, or give up."""
        patience = self._patience
        retry_after_s = passing.wait_s
        if failed >= tries or (
            retry_after_s is not None and retry_after_s > patience.longest_retry_after_s
        ):
            raise passing.given_up(self._service, host, failed)
        growing = min(patience.longest_wait_s, patience.first_wait_s * 2 ** (failed - 1))
        wait_s = max(growing * random.uniform(0.5, 1.0), retry_after_s or 0.0)  # nosec B311 # spreads requests, no secret
        log.warning(
            "%s: %s; asking again in %.1f s (try %d of %d)",
            self._service,
            passing.reason,
            wait_s,
            failed + 1,
            tries,
        )
        self._sleep(wait_s)

    def _try(self, request: _Request, body: Body, path: Path | None) -> Answer:
        """Ask once; raises TransientError for what may pass."""
        options = self._options(request, body)
        with Stream(self._session, options, self._service, self._check) as stream:
            end = time.monotonic() + self._patience.total_s
            status, headers = stream.head(end)
            self._answered = True
            if status >= 400:
                refusal = io.BytesIO()
                for chunk in stream.chunks(end):
                    refusal.write(chunk[: REFUSAL_BYTES - refusal.tell()])
                    if refusal.tell() >= REFUSAL_BYTES:
                        break
                if status == 416:  # The body that was to be resumed has changed.
                    body.validator = ""
                    raise TransientError("the file changed meanwhile")
                return Answer(status, headers, refusal.getvalue())
            body.begin(status, headers)
            for chunk in stream.chunks(end):
                body.append(chunk)
            body.end()
        if path is not None:
            return Answer(status, headers, b"", path)
        assert isinstance(body.file, io.BytesIO)  # nosec B101 # holds by construction
        return Answer(status, headers, body.file.getvalue())

    def _options(self, request: _Request, body: Body) -> dict[str, Any]:
        return {
            "method": request.method,
            "url": request.url,
            "params": request.params,
            "data": request.data,
            "headers": {**request.headers, **body.resume()},
            "auth": Authorisation(request.token),
            "proxies": self._proxies,
            "verify": self._verify,
            "timeout": (self._patience.connect_s, self._patience.silence_s),
        }

    def _sleep_in_slices(self, wait_s: float) -> None:
        end = time.monotonic() + wait_s
        while (left := end - time.monotonic()) > 0:
            self._check()
            time.sleep(min(SLICE_S, left))
