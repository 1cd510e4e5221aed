"""A forward proxy on this machine, optionally with a login.

It knows names that no other machine knows, so that whoever reaches them has come through it.
"""

from __future__ import annotations

import base64
import contextlib
import http.client
import select
import socket
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from local_server import LocalServer

#: Headers between two neighbours, which are not passed on.
OF_THIS_HOP = {"proxy-authorization", "proxy-connection", "connection", "keep-alive"}
PIECE = 1 << 16


class ForwardProxy(LocalServer):
    """It passes on requests and, with CONNECT, encrypted connections; a context manager.

    Args:
        hosts: the ports of this machine behind made-up names; every other name is its own.
        login: ``user:password`` that it asks for; nobody is asked where empty.

    Attributes:
        passed: what it has passed on, as ``GET http://host/path`` or ``CONNECT host:443``.
        refused: how often it was asked by somebody it does not know.
    """

    def __init__(self, hosts: Mapping[str, int], login: str = "") -> None:
        self.hosts = hosts
        self.expected = f"Basic {base64.b64encode(login.encode()).decode()}" if login else ""
        self.passed: list[str] = []
        self.refused = 0
        server = _Server(("127.0.0.1", 0), _Handler)
        server.proxy = self
        super().__init__(server)

    def place_of(self, host: str, port: int) -> tuple[str, int]:
        """Where a name is."""
        return ("127.0.0.1", self.hosts[host]) if host in self.hosts else (host, port)


class _Server(ThreadingHTTPServer):
    proxy: ForwardProxy
    daemon_threads = True
    block_on_close = False


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def do_CONNECT(self) -> None:
        if not self._may_pass():
            return
        host, _, port = self.path.rpartition(":")
        with socket.create_connection(self.server.proxy.place_of(host, int(port))) as there:
            self.send_response(200)
            self.end_headers()
            with contextlib.suppress(ConnectionError):  # one of them has turned away
                _pump(self.connection, there)
        self.close_connection = True

    def do_GET(self) -> None:
        self._pass_on()

    def do_POST(self) -> None:
        self._pass_on()

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if not self._may_pass():
            return
        parts = urlsplit(self.path)
        there = http.client.HTTPConnection(
            *self.server.proxy.place_of(parts.hostname or "", parts.port or 80)
        )
        headers = {k: v for k, v in self.headers.items() if k.lower() not in OF_THIS_HOP}
        target = parts._replace(scheme="", netloc="").geturl()
        there.request(self.command, target, body, headers)
        answer = there.getresponse()
        content = answer.read()
        self.send_response(answer.status)
        for name, text in answer.getheaders():
            if name.lower() not in {"content-length", "transfer-encoding", *OF_THIS_HOP}:
                self.send_header(name, text)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        there.close()

    def _may_pass(self) -> bool:
        """Record a request; refuse it without the right login."""
        proxy = self.server.proxy
        if proxy.expected and self.headers.get("Proxy-Authorization") != proxy.expected:
            proxy.refused += 1
            self.send_response(407)
            self.send_header("Proxy-Authenticate", 'Basic realm="company"')
            self.send_header("Content-Length", "0")
            self.end_headers()
            self.close_connection = True
            return False
        proxy.passed.append(f"{self.command} {self.path}")
        return True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def _pump(one: socket.socket, other: socket.socket) -> None:
    """Forward the data of both sides until one of them closes."""
    opposite = {one: other, other: one}
    while True:
        ready, _, _ = select.select([one, other], [], [])
        for each in ready:
            piece = each.recv(PIECE)
            if not piece:
                return
            opposite[each].sendall(piece)
