"""Files on their way in: written aside, hashed as they come, put in place only when whole.

What has arrived stays when the sender or the worker goes, and the upload resumes from there. It is
kept by the file's hash, so that it does not matter which client of a person sends the next piece.

The size that is announced with the first piece is what counts: the room for it is reserved until
the file is whole or its sender pauses, and more than that is not taken.
"""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.messages import CHUNK_BYTES

from ..access.auth import Caller
from ..storage import open_files
from ..storage.home import Home, Reference
from ..storage.settings import Settings
from ..storage.unpacked_size import keep_size, measure

__all__ = ["Uploads"]

#: What has come is written down for good so often: whoever waits for the disk, as a submit does,
#: waits for a little, not for a whole file.
SYNC_EVERY_BYTES = 4 << 20
#: Unfinished uploads of all people, and of one.
MOST_AT_ONCE, MOST_OF_ONE = 256, 32
#: An upload without a new piece for so long is paused: it reserves no room any more, and makes way
#: for another one of the same person, seconds.
PAUSED_AFTER_S = 60.0
#: What has not grown for so long is given up, seconds.
IDLE_S = 24 * 3600.0


@dataclass
class _Upload:
    """A file of which a part has come to this process.

    Attributes:
        size: of the whole file, as it was announced.
        received: bytes that have come.
        hasher: of these; None where an earlier worker took the first of them.
        grown_at: when the last piece came, by the monotonic clock.
    """

    size: int
    received: int
    hasher: Any
    grown_at: float

    @property
    def is_paused(self) -> bool:
        """Whether nobody has sent a piece for a while."""
        return time.monotonic() > self.grown_at + PAUSED_AFTER_S


class Uploads:
    """The files that clients are sending.

    Args:
        home: where the files go.
        settings: limits.
    """

    def __init__(self, home: Home, settings: Settings) -> None:
        self._home = home
        self._settings = settings
        self._under_way: dict[Path, _Upload] = {}
        home.incoming.mkdir(parents=True, exist_ok=True)

    def received(self, caller: Caller, reference: Reference) -> int | None:
        """How much of a file has come; None where all of it is there, and is kept for a job."""
        path = self._home.data(reference)
        with self._home.data_lock:
            if path.is_file() and self._home.is_granted(reference, caller.owner):
                os.utime(path)
                return None
        return _size_of(self._partial(caller, reference))

    def put(
        self, caller: Caller, reference: Reference, size: int, offset: int, piece: bytes
    ) -> int:
        """Take a piece of a file; nothing is done for one that has come already.

        Returns:
            How much of the file has come.

        Raises:
            TrajganrError: ``INPUT.HASH`` where the whole is not what the reference says;
                ``PROTOCOL.SCHEMA`` for a piece after a gap, and for one that does not go with the
                size that was announced, which ends the upload; ``PROTOCOL.TOO_LARGE``, also for a
                zip of too many files, ``RESOURCE.DISK``, ``RESOURCE.QUEUE_FULL``.
        """
        if self.received(caller, reference) is None:
            return size
        partial = self._partial(caller, reference)
        received = _size_of(partial)
        upload = self._under_way.get(partial)
        announced = size if upload is None else upload.size
        if size != announced or offset + len(piece) > announced:
            self._discard(partial)
            raise _not_as_announced(reference, announced)
        if offset + len(piece) <= received < size:
            return received
        if offset != received:
            raise _out_of_order(reference, offset, received)
        if upload is None or upload.is_paused or upload.received != received:
            upload = self._admit(partial, size, received)
        self._check_room(len(piece))
        self._append(partial, piece, upload)
        if received + len(piece) == size:
            self._finish(caller, partial, reference)
        return received + len(piece)

    def tidy(self) -> None:
        """Give up what nobody sends any more."""
        os.utime(self._home.incoming)  # what is old is decided by one clock, the disk's
        oldest = self._home.incoming.stat().st_mtime - IDLE_S
        for path in self._home.incoming.iterdir():
            if path.stat().st_mtime < oldest:
                self._discard(path)

    def _partial(self, caller: Caller, reference: Reference) -> Path:
        """Where the pieces lie: those of different owners apart, so that none is guessed."""
        owner = f"{caller.owner}." if caller.owner else ""
        return self._home.incoming / f"{owner}{reference.sha256}"

    def _admit(self, partial: Path, size: int, received: int) -> _Upload:
        """Let a file begin or go on, if there is room for it beside the others."""
        if size > self._settings.most_upload_bytes:
            raise TrajganrError(
                Code.PROTOCOL_TOO_LARGE,
                "The file has {size} bytes, and the worker takes {limit} at most.",
                "Send a part of it, or start the worker with a larger --max-upload-gb.",
                size=size,
                limit=self._settings.most_upload_bytes,
            )
        if not partial.exists():
            self._make_way(_owner_of(partial))
        reserved = sum(
            other.size - other.received
            for path, other in self._under_way.items()
            if path != partial and not other.is_paused
        )
        if size - received > self._room - reserved:
            raise no_room(size - received)
        known = self._under_way.get(partial)
        if known is None or known.received != received:
            hasher = None if received else hashlib.sha256()
            known = self._under_way[partial] = _Upload(size, received, hasher, time.monotonic())
        return known

    def _make_way(self, owner: str) -> None:
        """Refuse a further upload where there are too many; a paused one of its owner gives way."""
        unfinished = list(self._home.incoming.iterdir())
        own = [path for path in unfinished if _owner_of(path) == owner]
        if len(own) < MOST_OF_ONE and len(unfinished) < MOST_AT_ONCE:
            return
        paused = [path for path in own if self._is_paused(path)]
        if not paused:
            raise TrajganrError(
                Code.RESOURCE_QUEUE_FULL,
                "The worker is receiving {count} files already, {own} of them yours.",
                "Send the file again when one of them has arrived.",
                count=len(unfinished),
                own=len(own),
            )
        self._discard(min(paused, key=lambda path: path.stat().st_mtime))

    def _is_paused(self, partial: Path) -> bool:
        known = self._under_way.get(partial)
        return known is None or known.is_paused

    @property
    def _room(self) -> int:
        """Bytes that may be written to the disk."""
        return self._home.free_bytes() - self._settings.least_free_bytes

    def _check_room(self, size: int) -> None:
        """Jobs have taken room too since the file was let begin."""
        if size > self._room:
            raise no_room(size)

    def _append(self, partial: Path, piece: bytes, upload: _Upload) -> None:
        received = upload.received
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
        upload.received += len(piece)
        upload.grown_at = time.monotonic()
        if upload.hasher is not None:
            upload.hasher.update(piece)

    def _finish(self, caller: Caller, partial: Path, reference: Reference) -> None:
        if self._sha256_of(partial) != reference.sha256:
            self._discard(partial)
            raise TrajganrError(
                Code.INPUT_HASH,
                "{name} did not arrive as it was when its hash was taken.",
                "It may have changed meanwhile: send it again.",
                name=reference.name,
            )
        try:
            unpacked = measure(partial)
        except TrajganrError:
            self._discard(partial)
            raise
        target = self._home.data(reference)
        with partial.open("rb") as file:  # a job that is acknowledged relies on it
            os.fsync(file.fileno())
        with self._home.data_lock:
            target.parent.mkdir(exist_ok=True)
            keep_size(target.parent, unpacked)
            partial.replace(target)
            os.utime(target)
            self._home.grant(reference, caller.owner)
        self._under_way.pop(partial, None)

    def _sha256_of(self, partial: Path) -> str:
        """The hash of what has come; read again where an earlier worker took the beginning."""
        hasher = self._under_way[partial].hasher
        if hasher is not None:
            return str(hasher.hexdigest())
        hasher = hashlib.sha256()
        with partial.open("rb") as file:
            while piece := file.read(CHUNK_BYTES):
                hasher.update(piece)
        return hasher.hexdigest()

    def _discard(self, partial: Path) -> None:
        self._under_way.pop(partial, None)
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


def _owner_of(partial: Path) -> str:
    return partial.name.rpartition(".")[0]


def _not_as_announced(reference: Reference, announced: int) -> TrajganrError:
    return TrajganrError(
        Code.PROTOCOL_SCHEMA,
        "More of {name} was sent than the {size} bytes that were announced, or another size.",
        "Send the file again from its beginning.",
        name=reference.name,
        size=announced,
    )


def _out_of_order(reference: Reference, offset: int, received: int) -> TrajganrError:
    return TrajganrError(
        Code.PROTOCOL_SCHEMA,
        "The piece of {name} at {offset} is not the next one, which begins at {received}.",
        "Send the file again; what has come is kept.",
        name=reference.name,
        offset=offset,
        received=received,
    )
