"""Finds the functions of jobs, with the executor and the processes that are set here."""

from __future__ import annotations

from pathlib import Path

from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.kinds.result import JobResult
from trajganr_core.jobs import Job, job_of
from trajganr_core.utils.progress import Progress

from .executors import chosen_executor
from .torchrun_launcher import train_with_torchrun


def find_job(kind: str) -> Job:
    """As :func:`trajganr_core.jobs.job_of`, but a training may use several processes."""
    alone = job_of(kind, chosen_executor())

    def run(params: JobParams, out: Path, progress: Progress) -> JobResult:
        processes: int = getattr(params, "processes", 1)
        if processes == 1:
            return alone(params, out, progress)
        result = train_with_torchrun(params, processes, out, progress)
        return KINDS[kind].result.from_dict(result)

    return run
