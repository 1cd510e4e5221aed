"""Files that clients have sent: those that no job needs any more are removed.

A job needs what its parameters name, for as long as the job itself is there: it may be resumed. A
file that was sent, or asked for, since the last such job was submitted is kept for a while: another
job that needs it may be about to be submitted.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import threading
import uuid
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from trajganr_core.errors import TrajganrError

from .home import Home, Reference
from .store import Store

__all__ = ["SentFiles"]

logger = logging.getLogger(__name__)

#: For so long a file is kept that was sent or asked for and that no job needs, seconds.
KEPT_S = 24 * 3600.0
#: How often all files are looked at, seconds.
LOOK_EVERY_S = 3600.0
#: Files that are set aside at once: requests do not wait behind more.
AT_ONCE = 8


@dataclass(frozen=True)
class _Candidate:
    """A file that may not be needed any more.

    Attributes:
        reference: names it.
        unless_asked_since: it is kept if it was sent or asked for after that time, Unix seconds.
    """

    reference: str
    unless_asked_since: float


class SentFiles:
    """Knows which jobs need which files, and removes the others.

    Whether a file is needed is decided in the thread of the supervisor, between two requests, and
    the file is only set aside there. All that may take long has a thread of its own.

    Args:
        home: where the files are.
        store: the jobs.
    """

    def __init__(self, home: Home, store: Store) -> None:
        self._home = home
        self._aside = home.incoming.with_name(".removed")
        self._uses = Counter(store.files_of_all())
        self._candidates: deque[_Candidate] = deque()
        self._wake = threading.Event()
        self._ending = False
        self._thread = threading.Thread(target=self._work, name="removal", daemon=True)

    def start(self) -> None:
        """Begin to look at files, from now on and again and again."""
        self._thread.start()

    def end(self) -> None:
        """Look at no further file; what is set aside is removed after the next start."""
        self._ending = True
        self._wake.set()

    def needed(self, references: Iterable[str]) -> None:
        """A new job needs these files."""
        self._uses.update(references)

    def released(self, references: Iterable[str], submitted_at: float) -> None:
        """A job that was submitted then, Unix seconds, is deleted: it needs these no more."""
        for reference in references:
            self._uses[reference] -= 1
            self._candidates.append(_Candidate(reference, submitted_at))

    def tick(self) -> None:
        """Set some files aside that nobody needs; not to be called while a request is answered."""
        has_found = False
        for _ in range(min(AT_ONCE, len(self._candidates))):
            has_found |= self._set_aside(self._candidates.popleft())
        if has_found:
            self._wake.set()

    def _set_aside(self, candidate: _Candidate) -> bool:
        if self._uses[candidate.reference] > 0:
            return False
        del self._uses[candidate.reference]
        try:
            path = self._home.data(Reference.parse(candidate.reference))
        except TrajganrError:  # a text that only looks like a reference
            return False
        if not self._home.data_lock.acquire(blocking=False):
            self._candidates.append(candidate)
            return False
        try:
            if path.stat().st_mtime > candidate.unless_asked_since:
                return False
            self._aside.mkdir(exist_ok=True)
            others = [each for each in _files_in(path.parent) if each != path]
            leaving = path if others else path.parent
            leaving.rename(self._aside / uuid.uuid4().hex)
        except FileNotFoundError:
            return False
        except OSError as error:
            logger.warning("%s could not be removed: %s", path, error)
            return False
        finally:
            self._home.data_lock.release()
        logger.info("%s is removed: no job needs it", path)
        return True

    # In a thread of its own

    def _work(self) -> None:
        while not self._ending:
            try:
                self._find_old()
                self._remove()
                while self._wake.wait(LOOK_EVERY_S) and not self._ending:
                    self._wake.clear()
                    self._remove()
            except OSError as error:
                logger.warning("Files that no job needs could not be removed: %s", error)
                self._wake.wait(LOOK_EVERY_S)

    def _find_old(self) -> None:
        os.utime(self._home.incoming)  # what is old is decided by one clock, the disk's
        oldest = self._home.incoming.stat().st_mtime - KEPT_S
        for folder in self._home.incoming.parent.iterdir():
            if folder.name.startswith(".") or self._ending:
                continue
            for path in _files_in(folder):
                reference = f"sha256:{folder.name}/{path.name}"
                with contextlib.suppress(FileNotFoundError):
                    is_old = path.is_file() and path.stat().st_mtime < oldest
                    if is_old and not self._uses[reference]:
                        self._candidates.append(_Candidate(reference, oldest))

    def _remove(self) -> None:
        with contextlib.suppress(FileNotFoundError):
            for path in self._aside.iterdir():
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)


def _files_in(folder: Path) -> list[Path]:
    """The files of one content, whatever else is known of it beside them."""
    return [path for path in folder.iterdir() if not path.name.startswith(".")]
