"""A local HTTP server in place of a service, with configurable faults."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from local_server import LocalServer


@dataclass(frozen=True)
class Request:
    """A request."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Reply:
    """A reply; with an ``ETag`` in the headers, it can be requested in parts."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


#: Sends a reply badly, or another one in its place.
Fault = Callable[["Handler", Reply], None]


def instead(body: bytes = b"", status: int = 200, **headers: str) -> Fault:
    """Another reply; underscores in names of headers stand for hyphens."""
    reply = Reply(body, status, {name.replace("_", "-"): text for name, text in headers.items()})
    return lambda handler, _: handler.send(reply)


def cut(after: int) -> Fault:
    """Announce the whole length, but close the connection after some bytes."""

    def send(handler: Handler, reply: Reply) -> None:
        handler.send_head(reply)
        handler.wfile.write(reply.body[:after])
        handler.close_connection = True

    return send


def as_usual(handler: Handler, reply: Reply) -> None:
    """No fault: the ones after it come later."""
    handler.send(reply)


def hang_up(handler: Handler, reply: Reply) -> None:
    """No answer: the connection is closed."""
    handler.close_connection = True


def silent(handler: Handler, reply: Reply) -> None:
    """No answer for as long as the server runs."""
    handler.stand_in.stopped.wait()
    handler.close_connection = True


def trickle(handler: Handler, reply: Reply) -> None:
    """The answer comes a byte at a time, without an end in sight."""
    handler.send_head(reply)
    for byte in reply.body:
        if handler.stand_in.stopped.wait(0.02):
            break
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
    handler.close_connection = True


class StandIn(LocalServer):
    """A server on a free port, in separate threads; a context manager.

    Attributes:
        url: without a slash at its end.
        requests: all that was asked, in order.
        stopped: set when the server ends.
    """

    def __init__(self, answer: Callable[[Request], Reply]) -> None:
        self._answer = answer
        self._faults: list[tuple[str, Fault]] = []
        self._lock = threading.Lock()
        self.requests: list[Request] = []
        self.stopped = threading.Event()
        server = _Server(("127.0.0.1", 0), Handler)
        server.stand_in = self
        super().__init__(server)
        self.url = f"http://127.0.0.1:{self.port}"

    def __exit__(self, *error: Any) -> None:
        self.stopped.set()
        super().__exit__(*error)

    def encrypt(self, certificate: Path) -> None:
        """Use TLS from now on, with a certificate and its key in one PEM file."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.url = self.url.replace("http:", "https:")

    def misbehave(self, path: str, *faults: Fault) -> None:
        """The next requests with this beginning of the path get these faults, one each."""
        with self._lock:
            self._faults += [(path, fault) for fault in faults]

    def behave(self) -> None:
        """Forget the faults that have not come yet."""
        with self._lock:
            self._faults.clear()

    def paths(self, prefix: str = "/") -> list[str]:
        """Requested paths with this beginning."""
        return [request.path for request in self.requests if request.path.startswith(prefix)]

    def serve(self, handler: Handler, request: Request) -> None:
        """Answer one request."""
        with self._lock:
            self.requests.append(request)
            fault = next((each for each in self._faults if request.path.startswith(each[0])), None)
            if fault is not None:
                self._faults.remove(fault)
            reply = self._answer(request)
        if fault is None:
            handler.send(reply)
        else:
            fault[1](handler, reply)


class _Server(ThreadingHTTPServer):
    stand_in: StandIn
    daemon_threads = True
    block_on_close = False


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    @property
    def stand_in(self) -> StandIn:
        return self.server.stand_in

    def do_GET(self) -> None:
        self._serve()

    def do_HEAD(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        request = Request(self.command, parts.path, query, dict(self.headers), body)
        try:
            self.stand_in.serve(self, request)
        except (BrokenPipeError, ConnectionResetError):  # Who asked has turned away.
            self.close_connection = True

    def send(self, reply: Reply) -> None:
        """Send a reply, or its requested part."""
        byte_range = self.headers.get("Range")
        etag = reply.headers.get("ETag")
        if byte_range and etag and self.headers.get("If-Range") == etag:
            start = int(byte_range.removeprefix("bytes=").removesuffix("-"))
            where = f"bytes {start}-{len(reply.body) - 1}/{len(reply.body)}"
            headers = {**reply.headers, "Content-Range": where}
            reply = Reply(reply.body[start:], 206, headers)
        self.send_head(reply)
        if self.command != "HEAD":
            self.wfile.write(reply.body)

    def send_head(self, reply: Reply) -> None:
        """Send status and headers."""
        self.send_response(reply.status)
        headers = {"Content-Length": str(len(reply.body)), **reply.headers}
        if "ETag" in headers:
            headers["Accept-Ranges"] = "bytes"
        for name, text in headers.items():
            self.send_header(name, text)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
