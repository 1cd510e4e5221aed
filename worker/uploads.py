"""Files on their way in: written aside, hashed as they come, put in place only when whole."""

from __future__ import annotations

import hashlib
import shutil
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from trajganr_core.errors import Code, TrajganrError

from .home import Home, Reference

__all__ = ["Uploads"]

MAX_OPEN = 64
#: An upload is given up when its sender has been silent for so long.
IDLE_S = 600.0


@dataclass
class _Upload:
    path: Path
    file: IO[bytes]
    size: int
    received: int = 0
    hasher: Any = field(default_factory=hashlib.sha256)
    touched_at: float = field(default_factory=time.monotonic)

    def discard(self) -> None:
        self.file.close()
        self.path.unlink(missing_ok=True)


class Uploads:
    """The open uploads of all clients.

    Args:
        home: where the files go. What an earlier worker left half-received is removed.
    """

    def __init__(self, home: Home) -> None:
        self._home = home
        self._open: dict[tuple[bytes, Reference], _Upload] = {}
        shutil.rmtree(home.incoming, ignore_errors=True)
        home.incoming.mkdir(parents=True)

    def put(
        self, sender: bytes, reference: Reference, size: int, offset: int, piece: bytes
    ) -> None:
        """Take the next piece of a file; the first one has offset 0.

        Raises:
            TrajganrError: ``INPUT.HASH`` where the whole is not what the reference says,
                ``PROTOCOL.SCHEMA`` for a piece out of order, ``RESOURCE.DISK``,
                ``RESOURCE.QUEUE_FULL``.
        """
        key = (sender, reference)
        if offset == 0:
            self._discard(key)
            self._open[key] = self._begin(size)
        upload = self._open.get(key)
        if upload is None or offset != upload.received or offset + len(piece) > upload.size:
            self._discard(key)
            raise _out_of_order(reference, offset)
        upload.file.write(piece)
        upload.hasher.update(piece)
        upload.received += len(piece)
        upload.touched_at = time.monotonic()
        if upload.received == upload.size:
            del self._open[key]
            self._finish(upload, reference)

    def tick(self) -> None:
        """Give up the uploads whose senders are gone."""
        oldest = time.monotonic() - IDLE_S
        for key in [key for key, upload in self._open.items() if upload.touched_at < oldest]:
            self._discard(key)

    def close(self) -> None:
        """Give up every upload."""
        for key in list(self._open):
            self._discard(key)

    def _begin(self, size: int) -> _Upload:
        if len(self._open) >= MAX_OPEN:
            raise TrajganrError(
                Code.RESOURCE_QUEUE_FULL,
                "The worker is receiving {count} files already.",
                "Send the file again in a while.",
                count=len(self._open),
            )
        if size > self._home.free_bytes():
            raise TrajganrError(
                Code.RESOURCE_DISK,
                "The worker's disk has no room for {size} bytes.",
                "Delete jobs that are no longer needed, or free space on the worker's machine.",
                size=size,
            )
        path = self._home.incoming / uuid.uuid4().hex
        return _Upload(path, path.open("wb"), size)

    def _finish(self, upload: _Upload, reference: Reference) -> None:
        upload.file.close()
        if upload.hasher.hexdigest() != reference.sha256:
            upload.discard()
            raise TrajganrError(
                Code.INPUT_HASH,
                "{name} did not arrive as it was when its hash was taken.",
                "It may have changed meanwhile: send it again.",
                name=reference.name,
            )
        target = self._home.data(reference)
        target.parent.mkdir(exist_ok=True)
        upload.path.replace(target)

    def _discard(self, key: tuple[bytes, Reference]) -> None:
        upload = self._open.pop(key, None)
        if upload is not None:
            upload.discard()


def _out_of_order(reference: Reference, offset: int) -> TrajganrError:
    return TrajganrError(
        Code.PROTOCOL_SCHEMA,
        "The piece of {name} at {offset} is not the one that was awaited.",
        "Send the file again from its beginning.",
        name=reference.name,
        offset=offset,
    )
