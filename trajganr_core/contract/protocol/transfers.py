"""Uploads and downloads, in pieces and with a hash; an interrupted transfer resumes.

At most :data:`~.messages.CREDITS` pieces are unanswered, so that neither side queues a whole file.
A file is identified by its hash, so an upload continues from the pieces that the worker already
has.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ..errors import Code, TrajganrError
from ..files.atomic_io import sha256_of
from ..files.received_files import check_size, receive
from ..kinds.files import OutputFile as File
from .channel import Channel, Request
from .file_names import is_sha256
from .messages import CHUNK_BYTES, field_of, whole_number
from .retry import RetryPolicy, is_away

Report = Callable[[float], None]

#: How long a download may take: so many seconds, and one for each so many bytes.
MAX_S, SLOWEST_BYTES_PER_S = 600.0, 4096


def put(channel: Channel, path: Path, report: Report, retry: RetryPolicy) -> str:
    """Upload a file, unless the worker has it.

    Args:
        channel: to the worker's socket for files.
        path: the file.
        report: called with the fraction that the worker has; may raise to stop.
        retry: for interruptions.

    Returns:
        The reference to the file in a job's parameters.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``, or ``INPUT.HASH`` if the file changed meanwhile.
    """
    try:
        size, digest = path.stat().st_size, sha256_of(path)
    except OSError as error:
        raise TrajganrError(
            Code.INPUT_NOT_FOUND,
            "{path} cannot be read: {reason}.",
            "Check the path and its permissions.",
            path=str(path),
            reason=error.strerror or str(error),
        ) from error
    file = {"sha256": digest, "name": path.name, "size": size}

    def send_rest() -> None:
        status = channel.request("data.stat", file, attempts=3).content
        if field_of(status, "present", bool):
            return
        received = whole_number(status, "received", 0)
        for answer in channel.pipelined(_pieces(path, size, received, file)):
            retry.renew()
            report(whole_number(answer.content, "received") / max(size, 1))

    retry.attempt(send_rest)
    report(1.0)
    return f"sha256:{digest}/{path.name}"


def fetch(
    channel: Channel,
    job_id: str,
    name: str,
    path: Path,
    report: Report,
    retry: RetryPolicy,
    declared: File | None = None,
) -> None:
    """Download a file of a job's result; ``path`` is complete and checked, or does not exist.

    The received part of an interrupted transfer stays beside ``path``; the next call continues it.

    Args:
        channel: to the worker's socket for files.
        job_id: the job.
        name: of the file.
        path: where to save it.
        report: called with the fraction that has arrived, also while nothing arrives; may raise to
            stop.
        retry: for interruptions.
        declared: what the file must be; None for any content.

    Raises:
        TrajganrError: ``JOB.NOT_FOUND``, ``INPUT.NOT_FOUND``, ``RESOURCE.DISK``, ``INPUT.HASH``
            if the content differs from the worker's, ``TRANSPORT.TIMEOUT`` if it arrives too
            slowly, ``PROTOCOL.TOO_LARGE``, or as :func:`.received_files.receive`.
    """
    file_id = {"job_id": job_id, "name": name}
    status = retry.attempt(lambda: channel.request("result.stat", file_id, attempts=3)).content
    size, digest = whole_number(status, "size"), field_of(status, "sha256", str)
    if not is_sha256(digest):
        raise _damaged(job_id, name)
    if declared is not None:
        check_size(declared, name, size)
    until = time.monotonic() + MAX_S + size / SLOWEST_BYTES_PER_S
    fraction = 0.0
    partial = path.with_name(f".{path.name}.{digest[:16]}.partial")

    def still_wanted() -> None:
        report(fraction)

    def fetch_rest() -> None:
        nonlocal fraction
        with open(partial, "ab", opener=_no_link) as file:
            _check_room(path, size - file.tell())
            offsets = range(file.tell(), size, CHUNK_BYTES)
            pieces = (Request("result.get", {**file_id, "offset": offset}) for offset in offsets)
            for answer in channel.pipelined(pieces):
                piece = b"".join(answer.buffers)
                if len(piece) != min(CHUNK_BYTES, size - file.tell()):
                    raise _damaged(job_id, name)
                file.write(piece)
                if time.monotonic() > until:
                    raise _too_slow(job_id, name)
                retry.renew()
                fraction = file.tell() / size
                report(fraction)
            if file.tell() != size:  # an earlier attempt received another size
                raise _damaged(job_id, name)

    try:
        with channel.polling(still_wanted):
            retry.attempt(fetch_rest)
        if sha256_of(partial) != digest:
            raise _damaged(job_id, name)
        if declared is not None:
            receive(declared, name, partial, still_wanted)
        partial.replace(path)
    except TrajganrError as error:
        if not is_away(error):  # damaged or cancelled
            partial.unlink(missing_ok=True)
        raise
    except OSError as error:
        raise TrajganrError(
            Code.RESOURCE_DISK,
            "{path} could not be written: {reason}.",
            "Check the folder's permissions and free space.",
            path=str(path),
            reason=error.strerror or str(error),
        ) from error


def _no_link(path: str, flags: int) -> int:
    """Open a file without following a link of that name."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)


def _check_room(path: Path, size: int) -> None:
    """Refuse a file that does not fit on the disk; the worker is not trusted with its size."""
    free = shutil.disk_usage(path.parent).free
    if size > free:
        raise TrajganrError(
            Code.RESOURCE_DISK,
            "{path} needs {size} more bytes, but only {free} are free.",
            "Free some space, or choose a folder on another disk.",
            path=str(path),
            size=size,
            free=free,
        )


def _pieces(path: Path, size: int, received: int, file: dict[str, Any]) -> Iterator[Request]:
    """Requests with the pieces that the worker lacks; an empty file is one empty piece."""
    with path.open("rb") as content:
        content.seek(received)
        for offset in range(received, max(size, received + 1), CHUNK_BYTES):
            piece = content.read(min(CHUNK_BYTES, size - offset))
            if len(piece) != min(CHUNK_BYTES, size - offset):
                raise TrajganrError(
                    Code.INPUT_HASH,
                    "{path} changed while it was sent.",
                    "Send it again when no program writes to it any more.",
                    path=str(path),
                )
            yield Request("data.put", {**file, "offset": offset}, (piece,))


def _too_slow(job_id: str, name: str) -> TrajganrError:
    return TrajganrError(
        Code.TRANSPORT_TIMEOUT,
        "{name} of job {job} arrives too slowly.",
        "Try again with a faster connection. If it is fast, do not trust this worker.",
        name=name,
        job=job_id,
    )


def _damaged(job_id: str, name: str) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_HASH,
        "{name} of job {job} was damaged in transit.",
        "Download it again.",
        name=name,
        job=job_id,
    )
