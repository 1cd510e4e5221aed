"""What a job does, one module a kind: ``run(params, out, progress)`` returns a :class:`JobResult`.

Every file, bundle and model in the parameters is a path here. ``out`` does not exist yet; the job
makes it, whole or not at all. A checkpoint beside it stays until the caller, who puts ``out`` in
its place, removes it. The command line calls the same functions as the worker's runner.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any, Protocol

from trajganr_core.contract.results import JobResult
from trajganr_core.utils.progress import Progress

__all__ = ["Job", "find_job"]


class Job(Protocol):
    """The function of a job kind."""

    def __call__(self, params: Any, out: Path, progress: Progress, /) -> JobResult:
        """Do the work, make ``out``, return the result."""


def find_job(kind: str) -> Job:
    """The function of a known kind; only now is what it needs, torch perhaps, imported."""
    job: Job = importlib.import_module(f"{__name__}.{kind}").run
    return job
