"""Files on their way to and from a worker: in pieces, hashed, taken up where they were cut.

Each side may owe :data:`~.messages.CREDITS` answers, so that none queues a whole file. A file is
named by its content, so that the pieces that arrived count whoever sent them, also after either
side was started again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ..errors import Code, TrajganrError
from .channel import Channel, Request
from .file_names import is_sha256
from .messages import CHUNK_BYTES, field_of, whole_number
from .retry import RetryPolicy, is_away

__all__ = ["fetch", "put", "sha256_of"]

Report = Callable[[float], None]


def put(wire: Channel, path: Path, report: Report, patience: RetryPolicy) -> str:
    """Give the worker a file, unless it has it already.

    Args:
        wire: to the worker's socket for files.
        path: the file.
        report: called with the fraction that the worker has; may raise to stop.
        patience: for a worker or a network that is away.

    Returns:
        The reference by which a job's parameters name the file.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``, or ``INPUT.HASH`` where the file changed meanwhile.
    """
    try:
        size, digest = path.stat().st_size, sha256_of(path)
    except OSError as error:
        raise _unreadable(path, error) from error
    what = {"sha256": digest, "name": path.name, "size": size}

    def send_rest() -> None:
        known = wire.request("data.stat", what, attempts=3).content
        if field_of(known, "present", bool):
            return
        received = whole_number(known, "received", 0)
        for answer in wire.pipelined(_pieces(path, size, received, what)):
            patience.renew()
            report(whole_number(answer.content, "received") / max(size, 1))

    patience.attempt(send_rest)
    report(1.0)
    return f"sha256:{digest}/{path.name}"


def fetch(
    wire: Channel, job_id: str, name: str, path: Path, report: Report, patience: RetryPolicy
) -> None:
    """Save a file of a job's result; ``path`` is there in full and unharmed, or not at all.

    What a cut transfer has brought stays beside ``path`` and is taken up by the next attempt.

    Raises:
        TrajganrError: ``JOB.NOT_FOUND``, ``INPUT.NOT_FOUND``, ``RESOURCE.DISK``, or ``INPUT.HASH``
            where what arrived is not what the worker made.
    """
    what = {"job_id": job_id, "name": name}
    about = patience.attempt(lambda: wire.request("result.stat", what, attempts=3)).content
    size, digest = whole_number(about, "size"), field_of(about, "sha256", str)
    if not is_sha256(digest):
        raise _damaged(job_id, name)
    partial = path.with_name(f".{path.name}.{digest[:16]}.partial")

    def fetch_rest() -> None:
        with open(partial, "ab", opener=_no_link) as file:
            _check_room(path, size - file.tell())
            for answer in wire.pipelined(_questions(what, file.tell(), size)):
                piece = b"".join(answer.buffers)
                if len(piece) != min(CHUNK_BYTES, size - file.tell()):
                    raise _damaged(job_id, name)
                file.write(piece)
                patience.renew()
                report(file.tell() / size)
            if file.tell() != size:  # of an attempt that was given another size
                raise _damaged(job_id, name)

    try:
        patience.attempt(fetch_rest)
        if sha256_of(partial) != digest:
            raise _damaged(job_id, name)
        partial.replace(path)
    except TrajganrError as error:
        if not is_away(error):  # damaged, or given up
            partial.unlink(missing_ok=True)
        raise
    except OSError as error:
        raise TrajganrError(
            Code.RESOURCE_DISK,
            "{path} could not be written: {reason}.",
            "Look at the folder's permissions and free space.",
            path=str(path),
            reason=error.strerror or str(error),
        ) from error


def _no_link(path: str, flags: int) -> int:
    """Open what is a file or new, and nothing that a link of that name leads to."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)


def _check_room(path: Path, size: int) -> None:
    """Refuse what has no room before it fills the disk: its size is the worker's word."""
    free = shutil.disk_usage(path.parent).free
    if size > free:
        raise TrajganrError(
            Code.RESOURCE_DISK,
            "{path} takes {size} bytes more, and {free} are free there.",
            "Choose a folder on another disk, or make room.",
            path=str(path),
            size=size,
            free=free,
        )


def sha256_of(path: Path) -> str:
    """Hex digest of a file's content."""
    hasher = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(CHUNK_BYTES):
            hasher.update(piece)
    return hasher.hexdigest()


def _pieces(path: Path, size: int, received: int, what: dict[str, Any]) -> Iterator[Request]:
    """Requests that carry what the worker lacks; an empty file is one empty piece."""
    with path.open("rb") as file:
        file.seek(received)
        for offset in range(received, max(size, received + 1), CHUNK_BYTES):
            piece = file.read(min(CHUNK_BYTES, size - offset))
            if len(piece) != min(CHUNK_BYTES, size - offset):
                raise _changed(path)
            yield Request("data.put", {**what, "offset": offset}, (piece,))


def _questions(what: dict[str, Any], received: int, size: int) -> Iterator[Request]:
    for offset in range(received, size, CHUNK_BYTES):
        yield Request("result.get", {**what, "offset": offset})


def _changed(path: Path) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_HASH,
        "{path} changed while it was sent.",
        "Send it again when nothing writes it any more.",
        path=str(path),
    )


def _damaged(job_id: str, name: str) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_HASH,
        "{name} of job {job} was damaged on its way.",
        "Fetch it again.",
        name=name,
        job=job_id,
    )


def _unreadable(path: Path, error: OSError) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_NOT_FOUND,
        "{path} cannot be read: {reason}.",
        "Check the path and its permissions.",
        path=str(path),
        reason=error.strerror or str(error),
    )
