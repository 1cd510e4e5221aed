"""Turn whatever a job raised into the one kind of error that people meet."""

from __future__ import annotations

import errno
import logging

from trajganr_core.errors import Code, TrajganrError, internal_error

__all__ = ["coded", "out_of_memory"]

logger = logging.getLogger(__name__)


def coded(error: Exception) -> TrajganrError:
    """The error with its code; an unforeseen one is logged with its traceback."""
    if isinstance(error, TrajganrError):
        return error
    if isinstance(error, MemoryError):
        return out_of_memory()
    # By name, because torch need not be there.
    if type(error).__name__ == "OutOfMemoryError":
        return TrajganrError(
            Code.RESOURCE_GPU_OOM,
            "The GPU has too little memory for this job.",
            "Use a smaller batch_size, or device cpu.",
        )
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return TrajganrError(
            Code.RESOURCE_DISK,
            "The disk is full.",
            "Free some space, for example by deleting jobs that are no longer needed.",
        )
    if isinstance(error, ImportError):
        return TrajganrError(
            Code.ENV_MISSING_DEP,
            "The worker's Python environment cannot import {package}: {reason}.",
            "Set up the worker's environment again.",
            package=error.name or "a package",
            reason=str(error),
        )
    unforeseen = internal_error(error)
    logger.error("Unforeseen error, id %s", unforeseen.parameters["id"], exc_info=error)
    return unforeseen


def out_of_memory() -> TrajganrError:
    """The error for work that had more in memory than the machine has."""
    return TrajganrError(
        Code.RESOURCE_RAM,
        "The job needed more memory than there was, and was ended by the system.",
        "Use a smaller batch_size or study area, or a machine with more memory.",
    )
