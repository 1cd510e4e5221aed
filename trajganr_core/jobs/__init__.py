"""The work of each kind of job, one module each: ``run(params, out, progress)``.

Every file, bundle and model in the parameters is a path. :func:`job_of` makes a folder for files,
into which ``run`` writes; it becomes the job's output if the job succeeds. A bundle or a model
becomes ``out`` itself, completely or not at all; the caller removes a checkpoint beside it. The
command line, Python and a worker call the same functions.
"""

from __future__ import annotations

import importlib
import inspect
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from ..contract.files.atomic_io import atomic_folder
from ..contract.kinds import KINDS
from ..contract.kinds.result import JobResult
from ..executors.base import SERIAL, Executor
from ..utils.progress import Progress

#: No earlier output is replaced: the caller does that.
NO_MARKER = ""


class Job(Protocol):
    """The function of a kind of job."""

    def __call__(self, params: Any, out: Path, progress: Progress, /) -> JobResult:
        """Do the work, make the folder ``out``, which is absent or empty, and return the result."""


def job_of(kind: str, executor: Executor = SERIAL) -> Job:
    """The function of a kind; its imports, which may include torch, happen now.

    Args:
        kind: one of :data:`~trajganr_core.contract.kinds.KINDS`.
        executor: runs the parts of kinds that have some.
    """
    from .styles import save_styles

    run = importlib.import_module(f"{__name__}.{kind}").run
    if "executor" in inspect.signature(run).parameters:
        run = partial(run, executor=executor)

    def job(params: Any, out: Path, progress: Progress) -> JobResult:
        if KINDS[kind].makes is not None:
            return run(params, out, progress)
        with atomic_folder(out, NO_MARKER) as folder:
            result: JobResult = run(params, folder, progress)
            save_styles(folder, result)
        return result

    return job
