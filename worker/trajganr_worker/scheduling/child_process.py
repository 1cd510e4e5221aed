"""A child process of the supervisor: its output lines, log, cancellation and exit."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess  # nosec B404 # commands of our own
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import IO

import zmq

from ..processes.frames import read_frame
from ..processes.program import check_program
from ..storage.log_file import LimitedLog
from .awake_clock import AwakeClock

#: Socket where the lines of child processes arrive in the supervisor's loop, ``key | line``, and
#: frames, ``key | part | …``; an empty line marks the end.
LINES_ADDRESS = "inproc://children"

#: A longer line is invalid.
MAX_LINE_BYTES = 1 << 20
LOG_PIECE_BYTES = 64 << 10

#: A cancelled process that still runs gets a signal after this long …
SIGNAL_AFTER_S = 2.0
#: … and is killed, with all that it started, this long after the cancellation.
KILL_AFTER_S = 10.0
#: Processes that a child started may hold its pipe open after its end; its last lines are awaited
#: no longer than this.
LAST_LINES_S = 5.0


class Child:
    """A process that exchanges lines with the supervisor.

    Args:
        key: identifies the process in the lines of all processes.
        log: receives all that the process prints.
        first_line: sent first through its pipe: secrets, which are never stored.
        environment: added to the supervisor's own.
        most_frame_bytes: maximum size of a frame, for a process that writes frames and no lines.

    Raises:
        OSError: where it cannot be started.
        TrajganrError: as :func:`~..processes.program.check_program`.
    """

    def __init__(
        self,
        context: zmq.Context[zmq.Socket[bytes]],
        key: str,
        command: Sequence[str],
        log: LimitedLog,
        first_line: str,
        clock: AwakeClock,
        environment: Mapping[str, str] | None = None,
        *,
        most_frame_bytes: int | None = None,
    ) -> None:
        self.key = key
        self._most_frame_bytes = most_frame_bytes
        self._clock = clock
        self._log = log
        self._cancelled_at: float | None = None
        self._ended_at: float | None = None
        self._signalled = False
        self._output_closed = False
        check_program()
        lines = _lines_of(context)
        try:
            self._process = subprocess.Popen(  # nosec B603 # a list, no shell
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
                env={**os.environ, **(environment or {})},
            )
        except BaseException:
            lines.close(linger=0)
            raise
        if sys.platform != "win32":
            assert self._process.stdin is not None  # nosec B101 # holds by construction
            os.set_blocking(self._process.stdin.fileno(), False)
        self.send(first_line)
        self._in_thread(self._read_output, lines)
        self._in_thread(self._read_log)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def send(self, line: str) -> None:
        """Send a line to the process without waiting.

        The process may have just ended. A process that does not read, so that its pipe is full, is
        killed.
        """
        assert self._process.stdin is not None  # nosec B101 # holds by construction
        text = line.encode() + b"\n"
        try:
            written = os.write(self._process.stdin.fileno(), text)
        except BlockingIOError:
            written = 0
        except (OSError, ValueError):  # the pipe is closed at either end
            return
        if written < len(text):
            self.kill()

    def cancel(self) -> None:
        """Ask the process to stop; :meth:`tick` follows with a signal and a kill."""
        if self._cancelled_at is None:
            self._cancelled_at = self._clock.now()
            self.send("cancel")

    def kill(self) -> None:
        """Kill the process and all that it started, now."""
        if not hasattr(os, "killpg"):
            self._process.kill()
            return
        with contextlib.suppress(ProcessLookupError):  # nothing is left of it
            os.killpg(self._process.pid, signal.SIGKILL)

    def close_output(self) -> None:
        """Handle the empty line after the last one."""
        self._output_closed = True

    def tick(self) -> int | None:
        """Send the signal or the kill of a cancellation when it is due.

        Returns:
            The exit status once the process has ended and its last line has arrived.
        """
        if self._ended_at is not None or self._has_exited():
            return self._process.poll() if self._has_closed_output() else None
        if self._cancelled_at is not None:
            waited_s = self._clock.now() - self._cancelled_at
            if waited_s > SIGNAL_AFTER_S and not self._signalled:
                self._signalled = True
                self._process.terminate()
            if waited_s > SIGNAL_AFTER_S + KILL_AFTER_S:
                self.kill()
        return None

    def close(self) -> None:
        """Close the pipes after the end."""
        assert self._process.stdin is not None  # nosec B101 # holds by construction
        with contextlib.suppress(OSError):  # it ended before it read the cancellation
            self._process.stdin.close()

    def _has_exited(self) -> bool:
        """Whether the process has ended; then what it started is killed too.

        Its children may still hold the GPU, and the pipe. They are killed before the process is
        reaped, so that the id of its group cannot be reused.
        """
        if hasattr(os, "waitid"):
            options = os.WEXITED | os.WNOHANG | os.WNOWAIT
            if os.waitid(os.P_PID, self._process.pid, options) is None:
                return False
        elif self._process.poll() is None:
            return False
        self.kill()
        self._ended_at = self._clock.now()
        return True

    def _has_closed_output(self) -> bool:
        assert self._ended_at is not None  # nosec B101 # holds by construction
        return self._output_closed or self._clock.now() > self._ended_at + LAST_LINES_S

    def _in_thread(self, read: Callable[..., None], *arguments: object) -> None:
        """Read in a thread, because not every system can poll a pipe together with sockets."""
        threading.Thread(target=read, args=arguments, name=self.key, daemon=True).start()

    def _read_output(self, lines: zmq.Socket[bytes]) -> None:
        pipe: IO[bytes] | None = self._process.stdout
        assert pipe is not None  # nosec B101 # holds by construction
        key = self.key.encode()
        with contextlib.suppress(zmq.ZMQError), lines, pipe:
            while parts := self._read_parts(pipe):
                lines.send_multipart([key, *parts])
            self._wait_for_exit()
            lines.send_multipart([key, b""])

    def _wait_for_exit(self) -> None:
        """Wait for the process without reaping it, so that the empty line reports its end."""
        if hasattr(os, "waitid"):
            with contextlib.suppress(ChildProcessError):  # it is reaped already
                os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOWAIT)

    def _read_parts(self, pipe: IO[bytes]) -> list[bytes]:
        """The next line or frame; an empty list at the end. Invalid data ends the process."""
        if self._most_frame_bytes is None:
            line = pipe.readline(MAX_LINE_BYTES)
            return [line] if line else []
        try:
            return read_frame(pipe, self._most_frame_bytes)
        except ValueError:
            self.kill()
            return []

    def _read_log(self) -> None:
        pipe: IO[bytes] | None = self._process.stderr
        assert pipe is not None  # nosec B101 # holds by construction
        with pipe:
            while piece := os.read(pipe.fileno(), LOG_PIECE_BYTES):
                self._log.write(piece)
        self._log.close()


def _lines_of(context: zmq.Context[zmq.Socket[bytes]]) -> zmq.Socket[bytes]:
    """A socket for the lines of a process; created first, because it may exceed the limit.

    Raises:
        OSError: there are too many sockets.
    """
    try:
        lines = context.socket(zmq.PUSH)
        lines.connect(LINES_ADDRESS)
    except zmq.ZMQError as error:
        raise OSError(error.errno, str(error)) from error
    return lines
