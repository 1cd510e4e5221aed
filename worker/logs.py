"""A job's log: all that its process prints, of which the latest part is kept."""

from __future__ import annotations

import contextlib
import os
import threading
from pathlib import Path
from typing import IO

__all__ = ["LimitedLog", "older", "tail"]


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
