"""Uploaded files: those that no job needs any more are removed.

A job needs the files that its parameters name as long as the job exists: it may be resumed. A file
that was uploaded, or looked up, after the last such job was submitted is kept for a while: another
job that needs it may be about to be submitted.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from trajganr_core.contract.errors import TrajganrError

from .home import Home, Reference
from .job_store import Store

logger = logging.getLogger(__name__)

#: How long a file is kept after its upload or last lookup if no job needs it, seconds.
KEPT_S = 24 * 3600.0
#: Interval between scans of all files, seconds.
SCAN_EVERY_S = 3600.0
#: Maximum number of files removed in one step, so that requests do not wait.
AT_ONCE = 8


@dataclass(frozen=True)
class _Candidate:
    """A file that may not be needed any more.

    Attributes:
        reference: of the file.
        unless_used_since: the file is kept if it was uploaded or looked up after this time, Unix
            seconds.
    """

    reference: str
    unless_used_since: float


class SentFiles:
    """Removes the uploaded files that no job needs.

    Whether a file is needed is decided in the supervisor's thread, between two requests. Slow steps
    run in other threads.
    """

    def __init__(self, home: Home, store: Store) -> None:
        self._home = home
        self._uses = Counter(store.files_of_all())
        self._candidates: deque[_Candidate] = deque()
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._work, name="sent files", daemon=True)

    def start(self) -> None:
        """Start the regular scans."""
        self._thread.start()

    def end(self) -> None:
        """Stop scanning."""
        self._ending.set()

    def needed(self, references: Iterable[str]) -> None:
        """Note that a new job needs these files."""
        self._uses.update(references)

    def released(self, references: Iterable[str], submitted_at: float) -> None:
        """Note that a job submitted at that time, Unix seconds, no longer needs these files."""
        for reference in references:
            self._uses[reference] -= 1
            self._candidates.append(_Candidate(reference, submitted_at))

    def tick(self) -> None:
        """Remove some unneeded files; not to be called while a request is answered."""
        for _ in range(min(AT_ONCE, len(self._candidates))):
            self._remove_unneeded(self._candidates.popleft())

    def _remove_unneeded(self, candidate: _Candidate) -> None:
        if self._uses[candidate.reference] > 0:
            return
        del self._uses[candidate.reference]
        try:
            path = self._home.data(Reference.parse(candidate.reference))
        except TrajganrError:  # a text that only looks like a reference
            return
        if not self._home.data_lock.acquire(blocking=False):
            self._candidates.append(candidate)
            return
        try:
            if path.stat().st_mtime > candidate.unless_used_since:
                return
            others = [each for each in _files_in(path.parent) if each != path]
            self._home.trash.throw(path if others else path.parent)
        except FileNotFoundError:
            return
        except OSError as error:
            logger.warning("%s could not be removed: %s", path, error)
            return
        finally:
            self._home.data_lock.release()
        logger.info("Removed %s: no job needs it", path)

    # Runs in a thread of its own

    def _work(self) -> None:
        while True:
            try:
                self._find_old()
            except OSError as error:
                logger.warning("The scan for unneeded files failed: %s", error)
            if self._ending.wait(SCAN_EVERY_S):
                return

    def _find_old(self) -> None:
        os.utime(self._home.incoming)  # age is measured by the disk's clock only
        oldest = self._home.incoming.stat().st_mtime - KEPT_S
        for folder in self._home.incoming.parent.iterdir():
            if folder.name.startswith(".") or self._ending.is_set():
                continue
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):  # it is being deleted
                self._scan_folder(folder, oldest)

    def _scan_folder(self, folder: Path, oldest: float) -> None:
        for path in _files_in(folder):
            reference = f"sha256:{folder.name}/{path.name}"
            if path.stat().st_mtime < oldest and not self._uses[reference]:
                self._candidates.append(_Candidate(reference, oldest))


def _files_in(folder: Path) -> list[Path]:
    """The files of one content, without the marker files beside them."""
    return [path for path in folder.iterdir() if not path.name.startswith(".")]
