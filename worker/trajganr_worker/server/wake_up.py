"""Ends the wait of a thread for its sockets."""

from __future__ import annotations

import contextlib
import signal
import socket


class WakeUp:
    """A descriptor that can be waited for together with sockets, and made readable at any time.

    ZeroMQ does not notice a variable that another thread has set.
    """

    def __init__(self) -> None:
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._is_set_by_signals = False

    def fileno(self) -> int:
        """The descriptor to wait for."""
        return self._reader.fileno()

    def set(self) -> None:
        """Make the descriptor readable; may be called from a signal handler or any thread."""
        with contextlib.suppress(OSError):  # closed, or full and so readable already
            self._writer.send(b"\0")

    def set_by_signals(self) -> None:
        """From now on any signal that has a handler makes the descriptor readable.

        The handler itself runs too late if the signal arrives just before the wait, in ZeroMQ's
        code. To be called in the main thread.
        """
        signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._is_set_by_signals = True

    def clear(self) -> None:
        """Wait again."""
        with contextlib.suppress(BlockingIOError):
            while self._reader.recv(4096):
                pass

    def close(self) -> None:
        """Close the descriptor."""
        if self._is_set_by_signals:
            signal.set_wakeup_fd(-1)
        self._reader.close()
        self._writer.close()
