"""What a job needs before it may wait in the queue: better said now than after hours there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.jobs import KINDS, JobParams
from trajganr_core.contract.protocol.states import JobState

from ..access.auth import Caller
from ..access.permissions import Permissions
from ..scheduling.estimates import estimate, estimate_job_size, job_size_of_bytes
from ..scheduling.slots import Slot, check_processes, processes_of
from ..storage.home import Home, references_of, resolve_params
from ..storage.job_store import Store
from ..storage.settings import Settings
from .uploads import no_room

__all__ = ["Admission"]

#: Kinds of devices that a job may ask for and that only a GPU's place gives.
GPU_DEVICES = ("auto", "cuda")


class Admission:
    """Looks a job over that somebody wants to submit.

    Args:
        home: the worker's files.
        store: its jobs.
        permissions: who may use what.
        settings: limits.
        slots: where jobs can run.
    """

    def __init__(
        self,
        home: Home,
        store: Store,
        permissions: Permissions,
        settings: Settings,
        slots: Sequence[Slot],
    ) -> None:
        self._home = home
        self._store = store
        self._permissions = permissions
        self._settings = settings
        self._slots = slots
        self._has_gpu = any(slot.wants == "gpu" for slot in slots)

    def wants(self, params: JobParams) -> str:
        """What a place must give the job: ``cpu`` or ``gpu``."""
        asks_for_gpu = getattr(params, "device", "") in GPU_DEVICES
        return "gpu" if self._has_gpu and asks_for_gpu else "cpu"

    def estimate(self, params: JobParams, *, owner: str | None = None) -> dict[str, Any]:
        """What the job would take, as :func:`..scheduling.estimates.estimate` says; its inputs are
        there.

        Args:
            params: the job.
            owner: whose past jobs are looked at; everybody's where None.
        """
        wants = self.wants(params)
        past = self._store.past(params.kind, wants, owner=owner)
        return estimate(resolve_params(params, self._home), past, wants)

    def estimate_files(self, kind: str, input_bytes: int) -> dict[str, Any]:
        """What a kind of job on files would take that are not here yet, by their size."""
        past = self._store.past(kind, "cpu")
        return estimate_job_size(kind, job_size_of_bytes(kind, input_bytes), past, "cpu")

    def check_room(self, caller: Caller, estimate: Mapping[str, Any] | None) -> None:
        """Refuse a job for which there is no room in the queue or on the disk.

        A member who is no administrator gets half of the queue, so that others find room too.

        Args:
            caller: whose job it is.
            estimate: of the job; None where it waits for others and its inputs are not known yet.

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
                "{count} jobs are waiting already.",
                "Submit the job again when some have ended, or cancel some.",
                count=queued,
            )
        free = self._home.free_bytes() - self._settings.least_free_bytes
        if free < 0:
            raise no_room(self._settings.least_free_bytes)
        disk = None if estimate is None else estimate["disk_bytes"]
        if disk is not None and disk["low"] > free:
            raise no_room(round(disk["low"]))

    def check_gpus(self, params: JobParams) -> None:
        """Refuse a job for which there are too few GPUs.

        See :func:`..scheduling.slots.check_processes`.
        """
        check_processes(processes_of(params), self.wants(params), self._slots)

    def makers_of(self, caller: Caller, params: JobParams) -> set[str]:
        """Check that what the job names is there, or is being made; answers the jobs that make it.

        Raises:
            TrajganrError: ``INPUT.NOT_FOUND``, ``MODEL.MISSING``, ``JOB.DEPENDENCY``.
        """
        needs = set()
        for _, kind, values in references_of(params):
            for value in values:
                if kind == "file":
                    self._permissions.check_file(caller, value)
                elif self._home.made(kind, value).is_dir():
                    self._permissions.made(caller, kind, value)
                else:
                    needs.add(self._maker_of(caller, kind, value))
        return needs

    def check_after(self, caller: Caller, job_ids: Iterable[str]) -> None:
        """Refuse to wait for jobs that are not there, or will not succeed by themselves.

        Raises:
            TrajganrError: ``JOB.NOT_FOUND``, ``JOB.DEPENDENCY``.
        """
        for job_id in job_ids:
            state = self._permissions.job(caller, job_id)["state"]
            _check_may_succeed(job_id, JobState(state))

    def _maker_of(self, caller: Caller, kind: str, made_id: str) -> str:
        """The job that will make a bundle or model."""
        try:
            facts = self._permissions.job(caller, made_id)
        except TrajganrError:
            raise self._home.missing(kind, made_id) from None
        makes = KINDS[facts["kind"]].makes if facts["kind"] in KINDS else None
        if makes != kind or facts["state"] == JobState.SUCCEEDED.value:
            raise self._home.missing(kind, made_id)
        _check_may_succeed(made_id, JobState(facts["state"]))
        return made_id


def _check_may_succeed(job_id: str, state: JobState) -> None:
    if state in (JobState.FAILED, JobState.CANCELLED, JobState.CANCELLING):
        raise TrajganrError(
            Code.JOB_DEPENDENCY,
            "Job {job}, which this one would wait for, is {state}.",
            "Resume that one first.",
            job=job_id,
            state=state.value,
        )
