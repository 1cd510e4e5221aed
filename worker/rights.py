"""What belongs to whom: another's job, bundle, model or file is as if it were not there."""

from __future__ import annotations

import sqlite3

from .auth import Caller
from .home import Home, Reference
from .store import Store, no_such_job

__all__ = ["Rights"]


class Rights:
    """Looks things up for somebody.

    Args:
        home: the worker's files.
        store: knows whose what is.
    """

    def __init__(self, home: Home, store: Store) -> None:
        self._home = home
        self._store = store

    def job(self, caller: Caller, job_id: str) -> sqlite3.Row:
        """What the store knows of a job.

        Raises:
            TrajganrError: ``JOB.NOT_FOUND``.
        """
        facts = self._store.facts(job_id)
        if not caller.may_see(facts["owner"]):
            raise no_such_job(job_id)
        return facts

    def check_made(self, caller: Caller, kind: str, made_id: str) -> None:
        """Refuse another's bundle or model.

        Raises:
            TrajganrError: ``MODEL.MISSING`` or ``INPUT.NOT_FOUND``.
        """
        if not caller.may_see(self._store.owner_of_made(kind, made_id)):
            raise self._home.missing(kind, made_id)

    def check_file(self, caller: Caller, value: str) -> None:
        """Refuse a reference to a file that the caller has not sent.

        Raises:
            TrajganrError: ``INPUT.NOT_FOUND``, ``INPUT.FIELD``.
        """
        self._home.sent_file(value)
        if not self._home.is_granted(Reference.parse(value), caller.owner):
            raise self._home.not_sent(value)
