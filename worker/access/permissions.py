"""Ownership checks: another user's job, bundle, model or file is reported as missing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from trajganr_core.contract.protocol.jobs import JobParams

from ..storage.home import Home, Reference, references_of
from ..storage.job_queries import no_such_job
from ..storage.job_store import Store
from .auth import Caller, KeyRing

__all__ = ["Permissions"]


class Permissions:
    """Looks up jobs, bundles, models and files on behalf of a user."""

    def __init__(self, home: Home, store: Store, ring: KeyRing) -> None:
        self._home = home
        self._store = store
        self._ring = ring

    def job(self, caller: Caller, job_id: str) -> sqlite3.Row:
        """The store's row of a job.

        Raises:
            TrajganrError: ``JOB.NOT_FOUND``.
        """
        facts = self._store.facts(job_id)
        if not caller.may_see(facts["owner"]):
            raise no_such_job(job_id)
        return facts

    def artifact(self, caller: Caller, kind: str, artifact_id: str) -> Path:
        """The folder of a bundle or model.

        Raises:
            TrajganrError: ``MODEL.MISSING`` or ``INPUT.NOT_FOUND`` for one that does not exist or
                belongs to another user.
        """
        folder = self._home.existing(kind, artifact_id)
        if not caller.may_see(self._store.owner_of_artifact(kind, artifact_id)):
            raise self._home.missing(kind, artifact_id)
        return folder

    def check_job(self, owner: str, params: JobParams) -> None:
        """Check, just before a job starts, that its owner may use its inputs.

        Between submit and start a file may have been replaced by another user's upload, and the
        owner's key may have been revoked.

        Raises:
            TrajganrError: as :meth:`artifact` and :meth:`check_file`.
        """
        caller = self._ring.caller(owner)
        for _, kind, values in references_of(params):
            for value in values:
                if kind == "file":
                    self.check_file(caller, value)
                else:
                    self.artifact(caller, kind, value)

    def check_file(self, caller: Caller, value: str) -> None:
        """Refuse a reference to a file that the caller has not uploaded.

        Raises:
            TrajganrError: ``INPUT.NOT_FOUND``, ``INPUT.FIELD``.
        """
        self._home.sent_file(value)
        if not self._home.is_granted(Reference.parse(value), caller.owner):
            raise self._home.not_sent(value)
