"""Uploads: written to a temporary file, hashed on arrival, moved into place when complete.

An interrupted upload resumes where it stopped. It is stored under the file's hash, so that any
client of the same user can send the next piece.

The size announced with the first piece is binding: room for it is reserved until the file is
complete or the upload pauses, and further data is refused.
"""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.atomic_io import sha256_of
from trajganr_core.contract.files.unpacked_size import unpacked_size

from ..access.auth import Caller
from ..storage import open_files
from ..storage.home import Home, Reference
from ..storage.settings import Settings
from ..storage.unpacked_size import keep_size

#: Interval of flushes to disk: a submit, which waits for the disk, waits for a part of a file only.
SYNC_EVERY_BYTES = 4 << 20
#: Maximum number of unfinished uploads, of all users and of one.
MAX_AT_ONCE, MAX_OF_ONE = 256, 32
#: An upload without a new piece for this long, seconds, is paused: it reserves no room, and may be
#: discarded for another one of the same user.
PAUSED_AFTER_S = 60.0
#: An upload without a new piece for this long, seconds, is discarded.
IDLE_S = 24 * 3600.0


@dataclass
class _Upload:
    """A file of which this process has received a part.

    Attributes:
        size: of the complete file, as announced.
        received: bytes.
        hasher: of these; None if an earlier worker received the first of them.
        grown_at: monotonic time of the last piece.
    """

    size: int
    received: int
    hasher: Any
    grown_at: float

    @property
    def is_paused(self) -> bool:
        """Whether no piece has arrived for a while."""
        return time.monotonic() > self.grown_at + PAUSED_AFTER_S


class Uploads:
    """The files that clients are sending."""

    def __init__(self, home: Home, settings: Settings) -> None:
        self._home = home
        self._settings = settings
        self._unfinished: dict[Path, _Upload] = {}
        home.incoming.mkdir(parents=True, exist_ok=True)

    def received(self, caller: Caller, reference: Reference) -> int | None:
        """Received bytes of a file; None if it is complete, which also postpones its removal."""
        path = self._home.data(reference)
        with self._home.data_lock:
            if path.is_file() and self._home.is_granted(reference, caller.owner):
                os.utime(path)
                return None
        return _size_of(self._partial(caller, reference))

    def put(
        self, caller: Caller, reference: Reference, size: int, offset: int, piece: bytes
    ) -> int:
        """Append a piece to a file; a repeated piece has no effect.

        Returns:
            Received bytes of the file.

        Raises:
            TrajganrError: ``INPUT.HASH`` if the complete file has another hash;
                ``PROTOCOL.SCHEMA`` for a piece after a gap, and for one that contradicts the
                announced size, which ends the upload; ``PROTOCOL.TOO_LARGE``, also for a zip of too
                many files, ``RESOURCE.DISK``, ``RESOURCE.QUEUE_FULL``.
        """
        if self.received(caller, reference) is None:
            return size
        partial = self._partial(caller, reference)
        received = _size_of(partial)
        upload = self._unfinished.get(partial)
        announced = size if upload is None else upload.size
        if size != announced or offset + len(piece) > announced:
            self._discard(partial)
            raise TrajganrError(
                Code.PROTOCOL_SCHEMA,
                "The data sent for {name} do not match the announced size of {size} bytes.",
                "Send the file again from its beginning.",
                name=reference.name,
                size=announced,
            )
        if offset + len(piece) <= received < size:
            return received
        if offset != received:
            raise TrajganrError(
                Code.PROTOCOL_SCHEMA,
                "The piece of {name} at {offset} is not the next one, which begins at {received}.",
                "Send the file again; received pieces are kept.",
                name=reference.name,
                offset=offset,
                received=received,
            )
        if upload is None or upload.is_paused or upload.received != received:
            upload = self._admit(partial, size, received)
        if len(piece) > self._room:  # jobs have used it since the upload was admitted
            raise no_room(len(piece))
        self._append(partial, piece, upload)
        if received + len(piece) == size:
            self._finish(caller, partial, reference)
        return received + len(piece)

    def tidy(self) -> None:
        """Discard abandoned uploads."""
        os.utime(self._home.incoming)  # age is measured by the disk's clock only
        oldest = self._home.incoming.stat().st_mtime - IDLE_S
        for path in self._home.incoming.iterdir():
            if path.stat().st_mtime < oldest:
                self._discard(path)

    def _partial(self, caller: Caller, reference: Reference) -> Path:
        """The temporary file; separate for each owner, so that no owner learns of another's."""
        owner = f"{caller.owner}." if caller.owner else ""
        return self._home.incoming / f"{owner}{reference.sha256}"

    def _admit(self, partial: Path, size: int, received: int) -> _Upload:
        """Start or continue an upload, if there is room for it beside the others."""
        if size > self._settings.most_upload_bytes:
            raise TrajganrError(
                Code.PROTOCOL_TOO_LARGE,
                "The file has {size} bytes; the worker accepts at most {limit}.",
                "Send a part of it, or start the worker with a larger --max-upload-gb.",
                size=size,
                limit=self._settings.most_upload_bytes,
            )
        if not partial.exists():
            self._make_way(_owner_of(partial))
        reserved = sum(
            other.size - other.received
            for path, other in self._unfinished.items()
            if path != partial and not other.is_paused
        )
        if size - received > self._room - reserved:
            raise no_room(size - received)
        upload = self._unfinished.get(partial)
        if upload is None or upload.received != received:
            hasher = None if received else hashlib.sha256()
            upload = _Upload(size, received, hasher, time.monotonic())
            self._unfinished[partial] = upload
        return upload

    def _make_way(self, owner: str) -> None:
        """Refuse an upload if there are too many, unless its owner has a paused one to discard."""
        unfinished = list(self._home.incoming.iterdir())
        own = [path for path in unfinished if _owner_of(path) == owner]
        if len(own) < MAX_OF_ONE and len(unfinished) < MAX_AT_ONCE:
            return
        paused = [
            path
            for path in own
            if (upload := self._unfinished.get(path)) is None or upload.is_paused
        ]
        if not paused:
            raise TrajganrError(
                Code.RESOURCE_QUEUE_FULL,
                "The worker is receiving {count} files already, {own} of them yours.",
                "Send the file again when one of them has arrived.",
                count=len(unfinished),
                own=len(own),
            )
        self._discard(min(paused, key=lambda path: path.stat().st_mtime))

    @property
    def _room(self) -> int:
        """Bytes that may be written to the disk."""
        return self._home.free_bytes() - self._settings.least_free_bytes

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
                "The hash of {name} does not match the received file.",
                "Send the file again; it may have changed meanwhile.",
                name=reference.name,
            )
        try:
            unpacked = unpacked_size(partial)
        except TrajganrError:
            self._discard(partial)
            raise
        target = self._home.data(reference)
        with partial.open("rb") as file:  # an acknowledged job relies on it
            os.fsync(file.fileno())
        with self._home.data_lock:
            target.parent.mkdir(exist_ok=True)
            keep_size(target.parent, unpacked)
            partial.replace(target)
            os.utime(target)
            self._home.grant(reference, caller.owner)
        self._unfinished.pop(partial, None)

    def _sha256_of(self, partial: Path) -> str:
        """The hash of a complete file; it is read again if an earlier worker received a part."""
        hasher = self._unfinished[partial].hasher
        if hasher is not None:
            return str(hasher.hexdigest())
        return sha256_of(partial)

    def _discard(self, partial: Path) -> None:
        self._unfinished.pop(partial, None)
        partial.unlink(missing_ok=True)


def no_room(size: int) -> TrajganrError:
    """The error for a disk without room for so many bytes."""
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
