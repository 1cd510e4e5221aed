"""The supervisor's hold on a job's process: its lines, its cancellation, its end."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

import zmq

__all__ = ["LINES_ADDRESS", "Child"]

#: Where children's lines arrive in the supervisor's loop: ``job_id | line``, empty at the end.
LINES_ADDRESS = "inproc://children"

#: A job that was asked to stop is reminded by a signal after so long …
SIGNAL_AFTER_S = 2.0
#: … and killed, with all that it started, so long after that.
KILL_AFTER_S = 10.0


class Child:
    """A running job.

    Args:
        context: of the supervisor's sockets.
        job_id: the job.
        command: what to run; the first two arguments after it are the home and the job's id.
        log: the file that gets all that the job prints.
        secrets: parameters that are told to the job through its pipe and written nowhere.
    """

    def __init__(
        self,
        context: zmq.Context[zmq.Socket[bytes]],
        job_id: str,
        command: Sequence[str],
        log: Path,
        secrets: Mapping[str, str],
    ) -> None:
        self.job_id = job_id
        self._cancelled_at: float | None = None
        self._signalled = False
        with log.open("ab") as file:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=file,
                start_new_session=True,
            )
        self._tell(json.dumps(secrets))
        self._reader = threading.Thread(target=self._read, args=(context,), daemon=True)
        self._reader.start()

    def cancel(self) -> None:
        """Ask the job to stop; :meth:`tick` insists."""
        if self._cancelled_at is None:
            self._cancelled_at = time.monotonic()
            self._tell("cancel")

    def tick(self) -> int | None:
        """Insist on a cancellation where it is due; the exit status once the process has ended."""
        status = self._process.poll()
        if status is not None:
            # What the job started may still hold the GPU, and the pipe.
            self._kill_group()
            return status
        if self._cancelled_at is not None:
            waited_s = time.monotonic() - self._cancelled_at
            if waited_s > SIGNAL_AFTER_S and not self._signalled:
                self._signalled = True
                self._process.terminate()
            if waited_s > SIGNAL_AFTER_S + KILL_AFTER_S:
                self._kill_group()
        return None

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # It has just ended.
            self._process.stdin.write(line.encode() + b"\n")
            self._process.stdin.flush()

    def _kill_group(self) -> None:
        if not hasattr(os, "killpg"):
            self._process.kill()
            return
        with contextlib.suppress(ProcessLookupError):  # Nothing is left of it.
            os.killpg(self._process.pid, signal.SIGKILL)

    def close(self) -> None:
        """Let go of the pipes after the end."""
        self._reader.join()
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # It ended before it read a cancel.
            self._process.stdin.close()

    def _read(self, context: zmq.Context[zmq.Socket[bytes]]) -> None:
        """Pass the lines on; a thread, because not every system can poll a pipe beside sockets."""
        pipe: IO[bytes] | None = self._process.stdout
        assert pipe is not None
        with context.socket(zmq.PUSH) as push, pipe:
            push.connect(LINES_ADDRESS)
            for line in pipe:
                push.send_multipart([self.job_id.encode(), line])
            push.send_multipart([self.job_id.encode(), b""])
