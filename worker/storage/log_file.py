"""Logs: all that a job's process prints, of which the latest part is kept, and the worker's own."""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from pathlib import Path
from typing import IO

__all__ = ["LimitedLog", "LineFormatter", "older", "printable", "tail"]

#: Characters that a terminal obeys, and those that reverse the direction of text.
_OBEYED = (
    *range(9),
    *range(11, 32),
    *range(127, 160),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
)
_SHOWN = {**dict.fromkeys(_OBEYED, "\N{REPLACEMENT CHARACTER}"), ord("\r"): "\n"}


def printable(text: str) -> str:
    """A text that others may have written, without what a terminal would obey."""
    return text.translate(_SHOWN)


class LineFormatter(logging.Formatter):
    """Begins a line with each record only: no text that is logged can pass for another record."""

    def format(self, record: logging.LogRecord) -> str:
        """The record, with further lines indented."""
        return printable(super().format(record)).replace("\n", "\n    ")


class LimitedLog:
    """A file that is begun anew when it is full; the full one is kept beside it.

    A disk that is full costs the log, never the job.

    Args:
        path: the file; what is there is continued.
        most_bytes: of the two files together.
    """

    def __init__(self, path: Path, most_bytes: int) -> None:
        self._path = path
        self._most_bytes = most_bytes // 2
        self._lock = threading.Lock()
        self._file: IO[bytes] | None = None

    def write(self, text: bytes) -> None:
        """Append to the log; may be called from any thread."""
        with self._lock, contextlib.suppress(OSError):
            if self._file is None:
                self._file = self._path.open("ab", buffering=0)
            if self._file.tell() + len(text) > self._most_bytes:
                self._file.close()
                self._file = None
                self._path.replace(older(self._path))
                self._file = self._path.open("ab", buffering=0)
            self._file.write(text[-self._most_bytes :])

    def close(self) -> None:
        """Close the file; a later write opens it again."""
        with self._lock:
            if self._file is not None:
                self._file.close()
            self._file = None


def tail(path: Path, most_bytes: int) -> str:
    """The end of a log; nothing where the job has not begun."""
    text = b""
    for part in (path, older(path)):
        left = most_bytes - len(text)
        with contextlib.suppress(FileNotFoundError), part.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - left))
            text = file.read(left) + text
    return text.decode("utf-8", errors="replace")


def older(path: Path) -> Path:
    """Where the log that was full is kept."""
    return path.with_name(f"{path.stem}.1{path.suffix}")
