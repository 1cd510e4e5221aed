"""Runs programs, passes on their output line by line, and ends them when cancelled."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess  # nosec B404 # commands of our own
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from trajganr_core.contract.errors import cancelled
from trajganr_core.contract.protocol.launch import clean_environment

#: Interval of checks for a cancel, seconds.
POLL_S = 0.1
#: Lines of output that are shown when a program fails.
TAIL_LINES = 15


class Progress:
    """Progress and cancelling of an operation; thread-safe.

    Args:
        tell: called with the completed fraction, None if unknown, and the current step.
        is_cancelled: whether it was cancelled elsewhere.
    """

    def __init__(
        self,
        tell: Callable[[float | None, str], None] = lambda share, text: None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        self.tell = tell
        self._is_cancelled = is_cancelled
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Request a cancel."""
        self._cancelled.set()

    def check(self) -> None:
        """Stop here if a cancel was requested.

        Raises:
            TrajganrError: ``JOB.CANCELLED``.
        """
        if self._cancelled.is_set() or self._is_cancelled():
            raise cancelled()


class ProgramFailedError(Exception):
    """A program ended with an error, or could not be started.

    Attributes:
        tail: the end of its output.
    """

    def __init__(self, tail: str) -> None:
        super().__init__(tail)
        self.tail = tail


def run_program(
    command: Sequence[str | Path],
    progress: Progress,
    *,
    on_line: Callable[[str], None] = lambda line: None,
    environment: Mapping[str, str | None] | None = None,
    folder: Path | None = None,
) -> str:
    """Run a program, without the environment variables that QGIS sets for its own Python.

    Args:
        command: the program and its arguments.
        progress: checked for a cancel, which ends the program and its child processes.
        on_line: called with each line of output.
        environment: more variables; None removes one.
        folder: to run it in.

    Returns:
        Its output.

    Raises:
        TrajganrError: ``JOB.CANCELLED``.
        ProgramFailedError: if it fails.
    """
    progress.check()
    variables = {**clean_environment(), **(environment or {})}
    try:
        process = subprocess.Popen(  # nosec B603 # a list, no shell
            [str(part) for part in command],
            env={name: value for name, value in variables.items() if value is not None},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            **own_group(),
        )
    except OSError as error:
        raise ProgramFailedError(str(error)) from error
    lines: list[str] = []
    try:
        for line in _lines_of(process, progress):
            lines.append(line)
            on_line(line)
    finally:
        end_process(process)
    if process.returncode:
        raise ProgramFailedError("\n".join(lines[-TAIL_LINES:]).strip() or f"{command[0]} failed")
    return "\n".join(lines)


def own_group() -> dict[str, Any]:
    """Arguments that start a program in a process group of its own, without a window."""
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
        return {"creationflags": flags}
    return {"start_new_session": True}


def end_process(process: subprocess.Popen[Any]) -> None:
    """End a program of :func:`own_group` and its child processes, if it is running."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        tree = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
        subprocess.run(tree, capture_output=True, check=False, **own_group())  # nosec B603 # a list, no shell
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _lines_of(process: subprocess.Popen[str], progress: Progress) -> Iterator[str]:
    """The lines of output as they arrive, until the program ends or is cancelled."""
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def read() -> None:
        assert process.stdout is not None  # nosec B101 # holds by construction
        with process.stdout as output:
            for line in output:
                lines.put(line.rstrip("\n"))
        lines.put(None)

    threading.Thread(target=read, daemon=True).start()
    while True:
        progress.check()
        try:
            line = lines.get(timeout=POLL_S)
        except queue.Empty:
            continue
        if line is None:
            process.wait()
            return
        yield line
