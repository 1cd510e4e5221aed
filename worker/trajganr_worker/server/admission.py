"""Checks a job before it is queued, so that its errors are reported at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.protocol.states import JobState

from ..access.auth import Caller
from ..access.permissions import Permissions
from ..scheduling.estimates import Expected, estimate
from ..scheduling.load import busy_factor
from ..scheduling.slots import Slot
from ..storage.home import Home, references_of, resolve_params
from ..storage.job_store import Store
from ..storage.settings import Settings
from .uploads import no_room

#: Values of a job's device for which a GPU is used.
GPU_DEVICES = ("auto", "cuda")


@dataclass(frozen=True, eq=False)
class Admission:
    """Checks and estimates jobs that users want to submit."""

    _home: Home
    _store: Store
    _permissions: Permissions
    _settings: Settings
    _slots: Sequence[Slot]

    def wants(self, params: JobParams) -> str:
        """The resource that the job needs: ``cpu`` or ``gpu``."""
        has_gpu = any(slot.wants == "gpu" for slot in self._slots)
        return "gpu" if has_gpu and getattr(params, "device", "") in GPU_DEVICES else "cpu"

    def estimate(
        self, params: JobParams, *, size: int | None = None, owner: str | None = None
    ) -> dict[str, Any]:
        """Time, memory and disk of a job; see :mod:`..scheduling.estimates`.

        Args:
            params: the job.
            size: of its inputs where they do not exist yet.
            owner: the user whose past jobs are the basis; all users if None.
        """
        wants = self.wants(params)
        past = self._store.history.of(params.kind, wants, owner=owner)
        if size is not None:
            return estimate(params, past, wants, Expected(size), busy=busy_factor())
        return estimate(resolve_params(params, self._home), past, wants, busy=busy_factor())

    def check_room(self, caller: Caller, estimate: Mapping[str, Any] | None) -> None:
        """Refuse a job for which there is no room in the queue or on the disk.

        A member who is not an administrator may fill half of the queue.

        Args:
            caller: who submits the job.
            estimate: of the job; None if its inputs do not exist yet.

        Raises:
            TrajganrError: ``RESOURCE.QUEUE_FULL``, ``RESOURCE.DISK``.
        """
        most = self._settings.most_queued
        queued = self._store.count(JobState.QUEUED)
        if queued < most and not caller.is_admin:
            queued, most = self._store.count(JobState.QUEUED, owner=caller.owner), -(-most // 2)
        if queued >= most:
            raise TrajganrError(
                Code.RESOURCE_QUEUE_FULL,
                "The queue is full: {count} jobs are waiting.",
                "Submit the job again when some have ended, or cancel some.",
                count=queued,
            )
        free = self._home.free_bytes() - self._settings.least_free_bytes
        if free < 0:
            raise no_room(self._settings.least_free_bytes)
        disk = None if estimate is None else estimate["disk_bytes"]
        if disk is not None and disk["low"] > free:
            raise no_room(round(disk["low"]))

    def check_inputs(self, caller: Caller, params: JobParams) -> tuple[JobParams, set[str]]:
        """Check that the job's inputs exist or are being made, and that the caller may use them.

        Returns:
            The parameters, with the bundle behind the model where it is left open and the model
            exists, and the jobs that make inputs.

        Raises:
            TrajganrError: ``INPUT.NOT_FOUND``, ``MODEL.MISSING``, ``JOB.DEPENDENCY``; as
                :meth:`.permissions.Permissions.with_own_bundle`.
        """
        needs = set()
        for _, kind, values in references_of(params):
            for value in values:
                if kind == "file":
                    self._permissions.check_file(caller, value)
                elif self._home.artifact(kind, value).is_dir():
                    self._permissions.artifact(caller, kind, value)
                else:
                    needs.add(self._maker_of(caller, kind, value))
        if not needs:  # otherwise it is completed when the job starts
            params = self._permissions.with_own_bundle(caller, params)
        return params, needs

    def check_after(self, caller: Caller, job_ids: Iterable[str]) -> None:
        """Refuse to wait for jobs that do not exist, or that have failed or were cancelled.

        Raises:
            TrajganrError: ``JOB.NOT_FOUND``, ``JOB.DEPENDENCY``.
        """
        for job_id in job_ids:
            state = self._permissions.job(caller, job_id)["state"]
            _check_may_succeed(job_id, JobState(state))

    def _maker_of(self, caller: Caller, kind: str, artifact_id: str) -> str:
        """The job that will make a bundle or model."""
        try:
            facts = self._permissions.job(caller, artifact_id)
        except TrajganrError:
            raise self._home.missing(kind, artifact_id) from None
        makes = KINDS[facts["kind"]].makes if facts["kind"] in KINDS else None
        if makes != kind or facts["state"] == JobState.SUCCEEDED.value:
            raise self._home.missing(kind, artifact_id)
        _check_may_succeed(artifact_id, JobState(facts["state"]))
        return artifact_id


def _check_may_succeed(job_id: str, state: JobState) -> None:
    if state in (JobState.FAILED, JobState.CANCELLED, JobState.CANCELLING):
        raise TrajganrError(
            Code.JOB_DEPENDENCY,
            "This job would wait for job {job}, which is {state}.",
            "Resume that one first.",
            job=job_id,
            state=state.value,
        )
