"""Classification of HTTP failures: temporary or permanent, and their error codes.

Messages are built from the service's name and host only. The exceptions' own messages contain whole
URLs, which may be signed, and proxies with passwords.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import requests
import urllib3.exceptions

from ...contract.errors import Code, TrajganrError

#: HTTP statuses of temporary failures.
TEMPORARY = {
    408: "it waited too long for the request",
    425: "it is not ready",
    429: "its limit of requests is reached",
    500: "it has an internal error",
    502: "a server behind it does not respond",
    503: "it is overloaded",
    504: "a server behind it responds too late",
}

NEXT_ACTIONS = {
    Code.TRANSPORT_DOWN: "Check the network connection, or try again later.",
    Code.TRANSPORT_TIMEOUT: "Try again later, or choose a smaller area.",
    Code.ENV_PROXY: "Check the address of the proxy, its user and its password.",
    Code.ENV_SSL: "Choose the certificate file of this network, or ask its administrator.",
    Code.INPUT_FIELD: "Correct the address.",
    Code.PROTOCOL_SCHEMA: "Check the address of the service; if it is right, report this.",
    Code.PROTOCOL_TOO_LARGE: "Choose a smaller area.",
    Code.AUTH_DENIED: "Check the token or password; a new one may be needed.",
    Code.INPUT_NOT_FOUND: "Check the address of the service; the item may also have been deleted.",
}


class TransientError(Exception):
    """A temporary failure; ``code`` is that of the error if all tries fail.

    The reason is a clause about the service. ``wait_s`` is its ``Retry-After``, if any.
    """

    def __init__(
        self, reason: str, wait_s: float | None = None, *, code: Code = Code.TRANSPORT_DOWN
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.wait_s = wait_s
        self.code = code

    def given_up(self, service: str, host: str, tries: int) -> TrajganrError:
        """The error after so many tries."""
        if self.wait_s is not None:
            return TrajganrError(
                self.code,
                "{service} ({host}) accepts requests again in {minutes} minutes: {reason}.",
                "Try again then.",
                service=service,
                host=host,
                minutes=round(self.wait_s / 60) or 1,
                reason=self.reason,
            )
        return TrajganrError(
            self.code,
            "{service} ({host}) did not respond in {tries} tries: {reason}.",
            NEXT_ACTIONS[self.code],
            service=service,
            host=host,
            tries=tries,
            reason=self.reason,
        )


def refusal_of(
    status: int, headers: Mapping[str, str], service: str, host: str
) -> TransientError | TrajganrError | None:
    """The error of an HTTP status; None for success, and for what has not changed."""
    if 200 <= status < 300 or status == 304:
        return None
    if status in TEMPORARY:
        return TransientError(f"{TEMPORARY[status]} (HTTP {status})", retry_after_s(headers))
    code = {
        401: Code.AUTH_DENIED,
        403: Code.AUTH_DENIED,
        404: Code.INPUT_NOT_FOUND,
        407: Code.ENV_PROXY,
        410: Code.INPUT_NOT_FOUND,
        413: Code.PROTOCOL_TOO_LARGE,
    }.get(status, Code.PROTOCOL_SCHEMA)
    if status > 500:
        return TransientError(f"it has an error (HTTP {status})", retry_after_s(headers))
    return _final(code, service, host, f"HTTP {status}")


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Seconds of ``Retry-After``, which is a number or a date (RFC 9110, 10.2.3)."""
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdecimal():
        return float(text)
    try:
        date = parsedate_to_datetime(text)
    except ValueError:
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    return max((date - datetime.now(UTC)).total_seconds(), 0.0)


def failure_of(error: Exception, service: str, host: str) -> Exception:
    """The failure for an exception of requests; other exceptions are returned unchanged."""
    if isinstance(error, TransientError | TrajganrError):
        return error
    causes = list(_causes(error))

    def caused_by(*kinds: type[BaseException]) -> bool:
        return any(isinstance(cause, kinds) for cause in causes)

    if caused_by(requests.exceptions.ProxyError, urllib3.exceptions.ProxyError):
        if any("Tunnel connection failed: 4" in str(cause) for cause in causes):
            return _final(Code.ENV_PROXY, service, host, "the proxy refuses the connection")
        return TransientError("the proxy does not respond", code=Code.ENV_PROXY)
    if caused_by(requests.exceptions.InvalidProxyURL, urllib3.exceptions.ProxySchemeUnknown):
        return _final(Code.ENV_PROXY, service, host, "the proxy's address is invalid")
    if any("SOCKS" in str(cause) for cause in causes):
        return _final(Code.ENV_PROXY, service, host, "a SOCKS proxy needs the package PySocks")
    if caused_by(ssl.SSLCertVerificationError):
        return _final(Code.ENV_SSL, service, host, "its certificate is not trusted")
    if caused_by(requests.exceptions.SSLError, ssl.SSLError):
        return TransientError("no secure connection could be established", code=Code.ENV_SSL)
    # By name, because only the protocol may import sockets.
    if any(type(cause).__name__ == "gaierror" for cause in causes):
        return TransientError("its host name cannot be resolved")
    if caused_by(ConnectionRefusedError):
        return TransientError("the connection was refused")
    if caused_by(urllib3.exceptions.NewConnectionError):  # A subclass of urllib3's time-out.
        return TransientError("no connection could be established")
    if caused_by(requests.Timeout, urllib3.exceptions.TimeoutError, TimeoutError):
        return TransientError("it did not respond in time", code=Code.TRANSPORT_TIMEOUT)
    if caused_by(
        requests.ConnectionError,
        requests.exceptions.ChunkedEncodingError,
        requests.exceptions.ContentDecodingError,
        ConnectionError,
    ):
        return TransientError("the connection was interrupted")
    if caused_by(requests.TooManyRedirects):
        return _final(Code.PROTOCOL_SCHEMA, service, host, "it redirects in a loop")
    if caused_by(
        requests.exceptions.InvalidURL,
        requests.exceptions.MissingSchema,
        requests.exceptions.InvalidSchema,
        urllib3.exceptions.LocationParseError,
        UnicodeError,
    ):
        return _final(Code.INPUT_FIELD, service, host, "its address is invalid")
    if isinstance(error, OSError) and "certificate" in str(error):
        return _final(Code.ENV_SSL, service, host, "the certificate file cannot be read")
    return error


def _final(code: Code, service: str, host: str, reason: str) -> TrajganrError:
    return TrajganrError(
        code,
        "The request to {service} ({host}) failed: {reason}.",
        NEXT_ACTIONS[code],
        service=service,
        host=host,
        reason=reason,
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An exception and its causes; urllib3 stores some as ``reason`` or arguments."""
    seen: set[int] = set()
    pending: list[object] = [error]
    while pending:
        cause = pending.pop()
        if not isinstance(cause, BaseException) or id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        pending += [cause.__cause__, cause.__context__, getattr(cause, "reason", None), *cause.args]
