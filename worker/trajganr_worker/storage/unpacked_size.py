"""The unpacked size of an uploaded file, recorded beside it."""

from __future__ import annotations

import contextlib
from pathlib import Path

#: File with the recorded size, beside the file; it is independent of the file's name.
NOTE = ".unpacked"


def keep_size(folder: Path, size: int) -> None:
    """Record the size of the file in a folder."""
    (folder / NOTE).write_text(str(size), encoding="ascii")


def kept_size(path: Path) -> int:
    """The recorded size of a file, or its size on disk where none was recorded."""
    with contextlib.suppress(OSError, ValueError), (path.parent / NOTE).open("rb") as note:
        return int(note.read(20))
    return path.stat().st_size
