"""Files and folders on their way out: out of sight at once, removed by a thread of its own.

What is moved here is gone for everybody, even if the worker ends before it is removed: the next
worker removes what is left.
"""

from __future__ import annotations

import contextlib
import queue
import shutil
import threading
import uuid
from pathlib import Path

__all__ = ["Trash"]

#: What is small is removed before its removal is answered: a full disk has room then.
WAIT_S = 0.05


class Trash:
    """Removes files and folders of a home.

    Args:
        path: the folder for what is being removed, on the same disk; made at the first need.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thrown: queue.SimpleQueue[tuple[Path, threading.Event]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def empty(self) -> None:
        """Remove what an earlier process has left."""
        with contextlib.suppress(OSError):
            for path in self._path.iterdir():
                self._remove(path)

    def throw(self, path: Path, *, wait: bool = False) -> None:
        """Move a file or a folder out of sight, and have it removed.

        Args:
            path: of what need not exist.
            wait: for a moment, until it is removed, if nothing else is.
        """
        is_idle = self._thrown.empty()
        target = self._path / uuid.uuid4().hex
        try:
            self._path.mkdir(exist_ok=True)
            path.rename(target)
        except FileNotFoundError:
            return
        except OSError:  # a folder of another disk, say
            target = path
        removed = self._remove(target)
        if wait and is_idle:
            removed.wait(WAIT_S)

    def _remove(self, path: Path) -> threading.Event:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="trash", daemon=True)
            self._thread.start()
        removed = threading.Event()
        self._thrown.put((path, removed))
        return removed

    def _run(self) -> None:
        while True:
            path, removed = self._thrown.get()
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                with contextlib.suppress(OSError):
                    path.unlink()
            removed.set()
