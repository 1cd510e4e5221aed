"""The work of each kind of job, one module each: ``run(params, out, progress)``.

Every file, bundle and model in the parameters is a path. ``out`` does not exist yet; the job makes
it completely or not at all. The caller removes a checkpoint beside it. The command line calls the
same functions as the process of a job.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any, Protocol

from trajganr_core.contract.kinds.result import JobResult
from trajganr_core.utils.progress import Progress

__all__ = ["Job", "find_job"]


class Job(Protocol):
    """The function of a job kind."""

    def __call__(self, params: Any, out: Path, progress: Progress, /) -> JobResult:
        """Do the work, make ``out``, and return the result."""


def find_job(kind: str) -> Job:
    """The function of a kind; its imports, which may include torch, happen now."""
    job: Job = importlib.import_module(f"{__name__}.{kind}").run
    return job
