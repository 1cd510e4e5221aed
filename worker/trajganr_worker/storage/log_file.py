"""Logs: the latest part of a job process's output, and the worker's own log."""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from pathlib import Path
from typing import IO

#: Control characters for terminals, and those that reverse the direction of text.
_CONTROLS = (
    *range(9),
    *range(11, 32),
    *range(127, 160),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
)
_SHOWN = {**dict.fromkeys(_CONTROLS, "\N{REPLACEMENT CHARACTER}"), ord("\r"): "\n"}


def printable(text: str) -> str:
    """The text without control characters; it may come from others."""
    return text.translate(_SHOWN)


class LineFormatter(logging.Formatter):
    """Starts a line for each record only: no logged text can imitate another record."""

    def format(self, record: logging.LogRecord) -> str:
        """The record, with further lines indented."""
        return printable(super().format(record)).replace("\n", "\n    ")


class LimitedLog:
    """A file that is rotated when it is full; the previous one is kept beside it.

    A full disk loses log lines but does not fail the job. ``most_bytes`` limits both files.
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
    """The end of a log; empty where the job has not started."""
    text = b""
    for part in (path, older(path)):
        left = most_bytes - len(text)
        with contextlib.suppress(FileNotFoundError), part.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - left))
            text = file.read(left) + text
    return text.decode("utf-8", errors="replace")


def older(path: Path) -> Path:
    """Path of the previous, full log."""
    return path.with_name(f"{path.stem}.1{path.suffix}")
