"""Files on their way in: written aside, hashed as they come, put in place only when whole.

What has arrived stays when the sender or the worker goes, and is taken up from there. It is kept by
the file's hash, so that pieces count whoever sends them.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trajganr_core.errors import Code, TrajganrError
from trajganr_core.protocol.messages import CHUNK_BYTES

from . import open_files
from .auth import Caller
from .home import Home, Reference
from .settings import Settings

__all__ = ["Uploads"]

#: What has come is written down for good so often: whoever waits for the disk, as a submit does,
#: waits for a little, not for a whole file.
SYNC_EVERY_BYTES = 4 << 20
#: Uploads that may be under way; the state of a hash is kept for each.
MOST_AT_ONCE = 256
#: What has not grown for so long is given up, seconds.
IDLE_S = 24 * 3600.0


@dataclass
class _Hash:
    """The hash of the first so many bytes of a file."""

    hasher: Any
    size: int = 0


class Uploads:
    """The files that clients are sending.

    Args:
        home: where the files go.
        settings: limits.
    """

    def __init__(self, home: Home, settings: Settings) -> None:
        self._home = home
        self._settings = settings
        self._hashes: OrderedDict[Path, _Hash] = OrderedDict()
        home.incoming.mkdir(parents=True, exist_ok=True)

    def received(self, caller: Caller, reference: Reference) -> int | None:
        """How much of a file has come; None where all of it is there."""
        path = self._home.data(reference)
        if path.is_file() and self._home.is_granted(reference, caller.owner):
            return None
        return _size_of(self._partial(caller, reference))

    def put(
        self, caller: Caller, reference: Reference, size: int, offset: int, piece: bytes
    ) -> int:
        """Take a piece of a file; one that has come already is taken for granted.

        Returns:
            How much of the file has come.

        Raises:
            TrajganrError: ``INPUT.HASH`` where the whole is not what the reference says,
                ``PROTOCOL.SCHEMA`` for a piece after a gap, ``PROTOCOL.TOO_LARGE``,
                ``RESOURCE.DISK``, ``RESOURCE.QUEUE_FULL``.
        """
        if self.received(caller, reference) is None:
            return size
        partial = self._partial(caller, reference)
        received = _size_of(partial)
        if offset + len(piece) <= received < size:
            return received
        if offset != received or offset + len(piece) > size:
            raise _out_of_order(reference, offset, received)
        if not received:
            self._admit(size)
        self._append(partial, piece, received)
        if received + len(piece) == size:
            self._finish(caller, partial, reference)
        return received + len(piece)

    def tidy(self) -> None:
        """Give up what nobody sends any more."""
        oldest = time.time() - IDLE_S
        for path in self._home.incoming.iterdir():
            if path.stat().st_mtime < oldest:
                self._discard(path)

    def _partial(self, caller: Caller, reference: Reference) -> Path:
        """Where the pieces lie: those of different owners apart, so that none is guessed."""
        owner = f"{caller.owner}." if caller.owner else ""
        return self._home.incoming / f"{owner}{reference.sha256}"

    def _admit(self, size: int) -> None:
        """Let a new file begin, if there is room for it."""
        if size > self._settings.most_upload_bytes:
            raise TrajganrError(
                Code.PROTOCOL_TOO_LARGE,
                "The file has {size} bytes, and the worker takes {limit} at most.",
                "Send a part of it, or start the worker with a larger --max-upload-gb.",
                size=size,
                limit=self._settings.most_upload_bytes,
            )
        under_way = sum(1 for _ in self._home.incoming.iterdir())
        if under_way >= MOST_AT_ONCE:
            raise TrajganrError(
                Code.RESOURCE_QUEUE_FULL,
                "The worker is receiving {count} files already.",
                "Send the file again in a while.",
                count=under_way,
            )
        if size > self._home.free_bytes() - self._settings.least_free_bytes:
            raise no_room(size)

    def _append(self, partial: Path, piece: bytes, received: int) -> None:
        try:
            with partial.open("ab", buffering=0) as file:
                written = file.write(piece)
                if written != len(piece):
                    file.truncate(received)
                    raise no_room(len(piece))
                if (received + written) % SYNC_EVERY_BYTES < written:
                    os.fsync(file.fileno())
        except OSError as error:
            if partial.exists():
                os.truncate(partial, received)
            if open_files.ran_out(error):
                raise
            raise no_room(len(piece)) from error
        known = self._hashes.get(partial)
        if known is None and received == 0:
            known = self._hashes[partial] = _Hash(hashlib.sha256())
            while len(self._hashes) > MOST_AT_ONCE:
                self._hashes.popitem(last=False)
        if known is not None and known.size == received:
            known.hasher.update(piece)
            known.size += len(piece)

    def _finish(self, caller: Caller, partial: Path, reference: Reference) -> None:
        if self._sha256_of(partial) != reference.sha256:
            self._discard(partial)
            raise TrajganrError(
                Code.INPUT_HASH,
                "{name} did not arrive as it was when its hash was taken.",
                "It may have changed meanwhile: send it again.",
                name=reference.name,
            )
        target = self._home.data(reference)
        target.parent.mkdir(exist_ok=True)
        with partial.open("rb") as file:  # a job that is acknowledged relies on it
            os.fsync(file.fileno())
        partial.replace(target)
        self._hashes.pop(partial, None)
        self._home.grant(reference, caller.owner)

    def _sha256_of(self, partial: Path) -> str:
        """The hash of what has come; read again where an earlier worker took the beginning."""
        known = self._hashes.get(partial)
        if known is not None and known.size == _size_of(partial):
            return str(known.hasher.hexdigest())
        hasher = hashlib.sha256()
        with partial.open("rb") as file:
            while piece := file.read(CHUNK_BYTES):
                hasher.update(piece)
        return hasher.hexdigest()

    def _discard(self, partial: Path) -> None:
        self._hashes.pop(partial, None)
        partial.unlink(missing_ok=True)


def no_room(size: int) -> TrajganrError:
    """The error for a disk on which so many bytes have no place."""
    return TrajganrError(
        Code.RESOURCE_DISK,
        "The worker's disk has no room for {size} bytes.",
        "Delete jobs that are no longer needed, or free space on the worker's machine.",
        size=size,
    )


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _out_of_order(reference: Reference, offset: int, received: int) -> TrajganrError:
    return TrajganrError(
        Code.PROTOCOL_SCHEMA,
        "The piece of {name} at {offset} is not the one that was awaited, at {received}.",
        "Send the file again; what has come is kept.",
        name=reference.name,
        offset=offset,
        received=received,
    )
