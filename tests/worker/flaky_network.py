"""A network between a client and a worker that delays, loses and cuts: a proxy for three ports."""

from __future__ import annotations

import contextlib
import random
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import TracebackType

from waiting import free_ports

PIECE_BYTES = 64 << 10


@dataclass
class Weather:
    """How bad it is; may be changed while it lasts.

    Attributes:
        delay_s: each piece comes so much later.
        cut_after: connections are cut after about so many bytes; never where None.
        swallow: share of these that first are silent for a while, and lose what comes.
        silent_s: for how long.
        is_down: nothing is let through, and nobody in.
    """

    delay_s: float = 0.0
    cut_after: int | None = None
    swallow: float = 0.0
    silent_s: float = 0.5
    is_down: bool = False
    random: random.Random = field(default_factory=lambda: random.Random(0))


class FlakyNetwork:
    """Three ports that lead to a worker's, through the weather; a context manager.

    Args:
        port: the first of the worker's.
        weather: how bad it is.

    Attributes:
        address: where a client finds the worker.
        cuts: connections that were cut.
    """

    def __init__(self, port: int, weather: Weather) -> None:
        self.weather = weather
        self.cuts = 0
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        first = free_ports()
        self.address = f"tcp://127.0.0.1:{first}"
        self._listeners = [
            socket.create_server(("127.0.0.1", first + offset)) for offset in range(3)
        ]
        for offset, listener in enumerate(self._listeners):
            _in_thread(self._accept, listener, port + offset)

    def __enter__(self) -> FlakyNetwork:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for listener in self._listeners:
            listener.close()
        self.cut_all()

    def cut_all(self) -> None:
        """Cut every connection, now."""
        with self._lock:
            connections, self._open = self._open, set()
        self.cuts += len(connections) // 2
        for connection in connections:
            _hang_up(connection)

    @contextlib.contextmanager
    def cutting_every(self, seconds: float) -> Iterator[None]:
        """Cut every connection again and again, for the length of a ``with`` block."""
        ending = threading.Event()

        def cut() -> None:
            while not ending.wait(seconds):
                self.cut_all()

        _in_thread(cut)
        try:
            yield
        finally:
            ending.set()

    def _accept(self, listener: socket.socket, port: int) -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:  # the end
                return
            if self.weather.is_down:
                near.close()
                continue
            try:
                far = socket.create_connection(("127.0.0.1", port), timeout=5.0)
            except OSError:
                near.close()
                continue
            far.settimeout(None)
            with self._lock:
                self._open |= {near, far}
            _in_thread(self._pump, near, far)
            _in_thread(self._pump, far, near)

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        """Carry bytes one way until the connection ends, by itself or by the weather."""
        weather, left = self.weather, None
        with contextlib.suppress(OSError):
            while piece := source.recv(PIECE_BYTES):
                if weather.delay_s:
                    time.sleep(weather.delay_s)
                if weather.cut_after is None:
                    left = None
                elif left is None:
                    left = weather.random.randint(1, 2 * weather.cut_after)
                if weather.is_down or (left is not None and len(piece) >= left):
                    sink.sendall(piece[: left or 0])  # cut within a frame
                    self._go_silent(source)
                    self.cuts += 1
                    break
                left = None if left is None else left - len(piece)
                sink.sendall(piece)
        _hang_up(source)
        _hang_up(sink)

    def _go_silent(self, source: socket.socket) -> None:
        """Some connections are not cut at once: what is sent is lost, and nobody is told."""
        if self.weather.random.random() >= self.weather.swallow:
            return
        until = time.monotonic() + self.weather.silent_s
        source.settimeout(0.05)
        while time.monotonic() < until:
            with contextlib.suppress(TimeoutError):
                if not source.recv(PIECE_BYTES):
                    return


def _hang_up(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()


def _in_thread(target: object, *arguments: object) -> None:
    threading.Thread(target=target, args=arguments, daemon=True).start()  # type: ignore[arg-type]
