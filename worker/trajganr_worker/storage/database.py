"""The SQLite file of the job store and its transactions.

One thread of one process writes it. A committed transaction is completely on disk.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path

from trajganr_core.contract.errors import Code, TrajganrError

from .schema import create_or_check

#: A slower commit means a slow disk: an upload is being written, or it is a network disk.
SLOW_DISK_S = 0.002


class Database:
    """A connection to the file, which is created if absent.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for a damaged file, ``PROTOCOL.VERSION`` for another schema.
    """

    def __init__(self, path: Path) -> None:
        try:
            # Another thread commits, while this one keeps serving and waits for it.
            self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._db.row_factory = sqlite3.Row
            self._db.execute("PRAGMA journal_mode = WAL")
            # A commit must be on disk before a submit is acknowledged.
            self._db.execute("PRAGMA synchronous = FULL")
            (state,) = self._db.execute("PRAGMA quick_check(1)").fetchone()
            if state != "ok":
                raise sqlite3.DatabaseError(state)
            create_or_check(self._db, path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):  # a full disk or a lock, no damage
                raise
            raise TrajganrError(
                Code.INPUT_FORMAT,
                "The job store {path} is damaged: {reason}.",
                "Move it away and start the worker again: bundles and models stay, the list of "
                "jobs is lost. You can try to repair a copy of it with SQLite's '.recover'.",
                path=str(path),
                reason=str(error),
            ) from error
        self._committer = ThreadPoolExecutor(1, "commit")

    def close(self) -> None:
        """Close the file."""
        self._committer.shutdown()
        self._db.close()

    @contextmanager
    def transaction(self, meanwhile: Callable[[], None] | None = None) -> Iterator[None]:
        """Store all changes of the block when it ends, or none of them; may be nested.

        Args:
            meanwhile: called repeatedly while the disk is slow; it must not use the store.

        Raises:
            sqlite3.Error: for example for a full disk; nothing was changed then.
        """
        if self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._commit(meanwhile)
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A part of a transaction that is rolled back alone if it raises."""
        self._db.execute("SAVEPOINT attempt")
        try:
            yield
        except BaseException:
            if self._db.in_transaction:  # SQLite may have rolled back the whole transaction
                self._db.execute("ROLLBACK TO attempt")
                self._db.execute("RELEASE attempt")
            raise
        self._db.execute("RELEASE attempt")

    def _commit(self, meanwhile: Callable[[], None] | None) -> None:
        if meanwhile is None:
            self._db.execute("COMMIT")
            return
        commit = self._committer.submit(self._db.execute, "COMMIT")
        while wait([commit], SLOW_DISK_S).not_done:
            meanwhile()
        commit.result()
