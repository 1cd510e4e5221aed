"""Errors of jobs: any exception as a :class:`TrajganrError`, and ends without an exception."""

from __future__ import annotations

import errno
import json
import logging
import re
import sqlite3
from pathlib import Path

from trajganr_core.contract.errors import Code, TrajganrError, internal_error
from trajganr_core.contract.files.atomic_io import disk_is_full
from trajganr_core.contract.protocol.states import JobState

from . import open_files

logger = logging.getLogger(__name__)

#: Messages for a full disk from libraries that give no error number.
FULL = ("No space left on device", "disk is full", "Disk quota exceeded")
_STORE_FAILS = frozenset(
    {
        *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED),
        *(sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_CORRUPT),
        *(sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_PROTOCOL),
        *(sqlite3.SQLITE_PERM, sqlite3.SQLITE_ABORT, sqlite3.SQLITE_INTERRUPT),
    }
)

#: Longest error, in characters, that is stored and sent; limits for its values if it is longer.
MAX_ERROR, MAX_VALUE, MAX_VALUES = 64_000, 2000, 20
#: Job kinds whose memory use depends on the batch size.
TRAININGS = ("pretrain", "finetune")


def coded(error: Exception) -> TrajganrError:
    """The error as a coded error; an unexpected one is logged with its traceback."""
    if open_files.ran_out(error):
        return open_files.too_many()
    if isinstance(error, TrajganrError):
        return error
    if isinstance(error, MemoryError):
        return out_of_memory()
    # Compared by name, because torch may not be installed.
    if type(error).__name__ == "OutOfMemoryError":
        return TrajganrError(
            Code.RESOURCE_GPU_OOM,
            "The GPU has too little memory for this job.",
            "Train again with a smaller batch size (trips or locations per step), or on the device "
            "cpu.",
        )
    if _is_disk_full(error):
        return TrajganrError(
            Code.RESOURCE_DISK,
            "The disk is full.",
            "Free some space, for example by deleting jobs that are no longer needed.",
        )
    if _is_forbidden(error):
        return TrajganrError(
            Code.INPUT_FIELD,
            "This account may not read or write {path}: {reason}.",
            "Change the permissions or the owner of the file or folder, or name another one. "
            "'trajganr worker doctor' checks a worker's home.",
            path=str(getattr(error, "filename", None) or "the job store"),
            reason=str(getattr(error, "strerror", None) or error),
        )
    # Compared by name, because the supervisor has no GDAL.
    if type(error).__module__.partition(".")[0] == "pyogrio":
        return TrajganrError(
            Code.INPUT_FORMAT,
            "A layer could not be read or written. GDAL reports: {reason}",
            "Check that its file is complete, that the disk has space, and that its fields have "
            "different names.",
            reason=str(error),
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


def without_home(error: TrajganrError, home: Path) -> TrajganrError:
    """The error with names of files and bundles in place of paths in the worker's home."""
    prefix = re.compile(
        re.escape(str(home)) + r"/(?:data/[0-9a-f]{64}|bundles|models|jobs/[^/]+/work/output)/"
    )
    parameters = {
        name: prefix.sub("", value) if isinstance(value, str) else value
        for name, value in error.parameters.items()
    }
    return TrajganrError(error.code, error.template, error.next_action_template, **parameters)


def _is_disk_full(error: Exception) -> bool:
    if isinstance(error, sqlite3.OperationalError):
        # The first byte is the kind of failure. Other I/O errors are treated as a full disk too.
        return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
    return disk_is_full(error) or any(words in str(error) for words in FULL)


def _is_forbidden(error: Exception) -> bool:
    if isinstance(error, sqlite3.OperationalError):
        forbidden = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
        return error.sqlite_errorcode & 0xFF in forbidden
    return isinstance(error, OSError) and error.errno in (errno.EACCES, errno.EPERM, errno.EROFS)


def is_store_failure(error: BaseException) -> bool:
    """Whether nothing can be stored now: a full disk, a lock or a damaged store.

    Other SQLite errors, for example for invalid text, concern the value that was to be stored.
    """
    return isinstance(error, sqlite3.DatabaseError) and (
        getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in _STORE_FAILS
    )


def shortened(error: TrajganrError) -> TrajganrError:
    """The error itself, or a copy with shorter values if it is too long to send."""
    if len(json.dumps(error.to_dict())) <= MAX_ERROR:
        return error
    values = {
        name: value if isinstance(value, int | float) else str(value)[:MAX_VALUE]
        for name, value in list(error.parameters.items())[:MAX_VALUES]
    }
    return TrajganrError(
        error.code, error.template[:MAX_VALUE], error.next_action_template[:MAX_VALUE], **values
    )


def out_of_memory(kind: str = "", peak_bytes: int | None = None) -> TrajganrError:
    """The error for a job that was killed when memory ran out, with its peak if known."""
    peak = "" if peak_bytes is None else f" It used {peak_bytes / 1e9:.1f} GB."
    return TrajganrError(
        Code.RESOURCE_RAM,
        "The job was killed (signal 9), as the system does when memory runs out.{peak}",
        "Run fewer jobs at once and resume the job, or train again with a smaller batch size or on "
        "a machine with more memory."
        if kind in TRAININGS
        else "Run fewer jobs at once and resume the job, or start it again with a smaller study "
        "area, with fewer files or on a machine with more memory.",
        peak=peak,
    )


def interrupted() -> TrajganrError:
    """The error of a job that was running when the worker ended."""
    return TrajganrError(
        Code.JOB_INTERRUPTED,
        "The worker stopped while the job was running.",
        "It continues when the worker is started again; if not, resume it.",
    )


def stalled() -> TrajganrError:
    """The error of a job whose process stopped responding."""
    return TrajganrError(
        Code.JOB_STALLED,
        "The job's process stopped responding and was killed.",
        "Read the end of the job's log, check disk and network, and resume the job.",
    )


def set_aside(ends: int) -> TrajganrError:
    """The error of a job that was being handled each time the worker crashed."""
    return TrajganrError(
        Code.JOB_INTERRUPTED,
        "The worker crashed {ends} times while it started or ended this job, which has therefore "
        "failed.",
        "Report the problem with the worker's log. To try again, resume the job.",
        ends=ends,
    )


def died(status: int) -> TrajganrError:
    """The error of a job whose process exited unexpectedly."""
    return TrajganrError(
        Code.INTERNAL,
        "The job's process exited unexpectedly with status {status}.",
        "Read the end of the job's log. Report the problem with the log.",
        status=status,
    )


def needs_job(needed: str, state: JobState) -> TrajganrError:
    """The error of a job that depends on one that has failed or was cancelled."""
    return TrajganrError(
        Code.JOB_DEPENDENCY,
        "The job waits for job {needed}, which is {state}.",
        "Resume that one, then this one.",
        needed=needed,
        state=state.value,
    )


def cannot_resume(job_id: str, state: JobState) -> TrajganrError:
    """The error for resuming a job that has succeeded or not ended."""
    if state is JobState.SUCCEEDED:
        return TrajganrError(
            Code.INPUT_FIELD,
            "Job {job} has succeeded; there is nothing left to do.",
            "Submit a new job to do it again.",
            job=job_id,
        )
    return TrajganrError(
        Code.RESOURCE_LOCKED,
        "Job {job} has not ended.",
        "Wait for it, or cancel it first.",
        job=job_id,
    )


def forgotten_secrets() -> TrajganrError:
    """The error of a job whose secrets were lost when the worker stopped."""
    return TrajganrError(
        Code.JOB_INTERRUPTED,
        "The worker was restarted and no longer has the token or proxy of this job, which it does "
        "not store.",
        "Submit the job again; files that were fetched are kept.",
    )
