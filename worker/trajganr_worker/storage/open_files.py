"""Open files: each connection, file and pipe takes a descriptor, and their number is limited."""

from __future__ import annotations

import errno
import sys

from trajganr_core.contract.errors import Code, TrajganrError

#: For one process. The system may allow any number, but each descriptor costs kernel memory.
MAX_COUNT = 65536
#: macOS reports no limit, but refuses more than this.
MAX_ON_MACOS = 10240


def raise_limit() -> None:
    """Raise this process's limit of open files as far as the system allows, to :data:`MAX_COUNT`.

    Each client takes three descriptors; the usual limit of 1,024 is too low for a server.
    """
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for wanted in (MAX_COUNT, MAX_ON_MACOS):
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        if soft == resource.RLIM_INFINITY or soft >= most:
            return
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
        except (ValueError, OSError):
            continue
        return


def ran_out(error: BaseException) -> bool:
    """Whether the error means that this process or the machine has too many open files.

    The causes of the error count too: a card that cannot be opened now is not damaged.
    """
    cause: BaseException | None = error
    while cause is not None:
        # Of an OSError or a ZMQError; the process of a job needs no ZeroMQ.
        if getattr(cause, "errno", None) in (errno.EMFILE, errno.ENFILE):
            return True
        cause = cause.__cause__
    return False


def too_many() -> TrajganrError:
    """The error for an operation that needs a further open file."""
    return TrajganrError(
        Code.RESOURCE_OPEN_FILES,
        "The worker has too many files and connections open.",
        "Try again later. If the error persists, run 'trajganr worker doctor' on the worker's "
        "machine, and raise its limit of open files (ulimit -n, or LimitNOFILE= of its service).",
    )
