"""Ownership checks: another user's job, bundle, model or file is reported as missing.

A model names the bundle that it was trained on, which is used where a request names none. That
name is only text in the model's card: it is the id of a bundle in this home or nothing, and the
user needs the same rights on that bundle as if they had named it.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.records.model_card import BundleReference, no_model_and_bundle

from ..storage.artifacts import Artifacts
from ..storage.home import Home, Reference, leaves_bundle_open, references_of
from ..storage.job_queries import no_such_job
from ..storage.job_store import Store
from ..storage.owners import Owners
from .auth import Caller, KeyRing


@dataclass(frozen=True, eq=False)
class Permissions:
    """Looks up jobs, bundles, models and files on behalf of a user."""

    _home: Home
    _store: Store
    _ring: KeyRing
    _owners: Owners
    _artifacts: Artifacts

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
        if not self.may_read(caller, kind, artifact_id):
            raise self._home.missing(kind, artifact_id)
        return folder

    def may_read(self, caller: Caller, kind: str, artifact_id: str) -> bool:
        """Whether a bundle or model is the caller's, or is shared with everybody."""
        if caller.is_admin:
            return True
        ownership = self._owners.of(kind, artifact_id)
        return ownership.is_shared or caller.may_see(ownership.owner)

    def artifact_to_delete(self, caller: Caller, kind: str, artifact_id: str) -> Path:
        """The folder of a bundle or model that the caller may delete: their own.

        Raises:
            TrajganrError: as :meth:`artifact`; ``AUTH.DENIED`` for one that is only shared.
        """
        folder = self.artifact(caller, kind, artifact_id)
        if not caller.may_see(self._owners.of(kind, artifact_id).owner):
            raise TrajganrError(
                Code.AUTH_DENIED,
                "The {kind} {id!r} is shared with you, but it is not yours.",
                "Ask the person who runs the worker to delete it.",
                kind=kind,
                id=artifact_id,
            )
        return folder

    def own_bundle(self, caller: Caller, model: str | None) -> str:
        """The id of the bundle that a model was trained on, which the caller may use.

        Args:
            model: its id; None for the shipped one, which has no bundle.

        Raises:
            TrajganrError: ``INPUT.FIELD`` for the shipped model; ``MODEL.MISSING``, also where the
                card names no bundle of this home that the caller may use; ``MODEL.INCOMPATIBLE``
                for a damaged card.
        """
        if model is None:
            raise no_model_and_bundle()
        self.artifact(caller, "model", model)
        card: dict[str, Any] = self._artifacts.describe("model", model)["card"]
        bundle = BundleReference(**card["bundle"]).folder_name
        try:
            self.artifact(caller, "bundle", bundle)
        except TrajganrError as error:  # the same one, whatever is at that name
            raise TrajganrError(
                Code.MODEL_MISSING,
                "The worker has no bundle {bundle!r}, which the model {model!r} learned from.",
                "Choose a bundle that the worker lists.",
                bundle=bundle[:200],
                model=model,
            ) from error
        return bundle

    def with_own_bundle(self, caller: Caller, params: JobParams) -> JobParams:
        """The parameters with :meth:`own_bundle` in place of a bundle that is left open.

        Raises:
            TrajganrError: as :meth:`own_bundle`.
        """
        if not leaves_bundle_open(params):
            return params
        changes: dict[str, Any] = {"bundle": self.own_bundle(caller, vars(params)["model"])}
        return replace(params, **changes)

    def check_job(self, owner: str, params: JobParams) -> JobParams:
        """Check, just before a job starts, that its owner may use its inputs.

        Between submit and start a file may have been replaced by another user's upload, and the
        owner's key may have been revoked.

        Returns:
            The parameters with all inputs named, see :meth:`with_own_bundle`.

        Raises:
            TrajganrError: as :meth:`artifact`, :meth:`check_file` and :meth:`own_bundle`.
        """
        caller = self._ring.caller(owner)
        for _, kind, values in references_of(params):
            for value in values:
                if kind == "file":
                    self.check_file(caller, value)
                else:
                    self.artifact(caller, kind, value)
        return self.with_own_bundle(caller, params)

    def check_file(self, caller: Caller, value: str) -> None:
        """Refuse a reference to a file that the caller has not uploaded.

        Raises:
            TrajganrError: ``INPUT.NOT_FOUND``, ``INPUT.FIELD``.
        """
        self._home.sent_file(value)
        if not self._home.is_granted(Reference.parse(value), caller.owner):
            raise self._home.not_sent(value)
