"""Deferred deletion: files are moved away at once and deleted by a thread in the background.

Moved files stay deleted even if the worker ends before they are removed from disk: the next worker
removes the rest.
"""

from __future__ import annotations

import contextlib
import queue
import shutil
import threading
import uuid
from pathlib import Path

#: Small items are removed before the reply is sent, so that a full disk has room at once.
WAIT_S = 0.05


class Trash:
    """Removes files and folders, by way of a folder on the same disk, created when needed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thrown: queue.SimpleQueue[tuple[Path, threading.Event]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def empty(self) -> None:
        """Remove what an earlier process left."""
        with contextlib.suppress(OSError):
            for path in self._path.iterdir():
                self._remove(path)

    def throw(self, path: Path, *, wait: bool = False) -> None:
        """Move a file or a folder away and remove it in the background.

        Args:
            path: of the item; it need not exist.
            wait: whether to wait briefly for the removal if nothing else is being removed.
        """
        is_idle = self._thrown.empty()
        target = self._path / uuid.uuid4().hex
        try:
            self._path.mkdir(exist_ok=True)
            path.rename(target)
        except FileNotFoundError:
            return
        except OSError:  # for example a folder on another disk
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
