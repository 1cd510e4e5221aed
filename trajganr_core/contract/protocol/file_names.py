"""Checks of untrusted names of files, from a file or a message, before they become paths."""

from __future__ import annotations

import re
from pathlib import Path

from ..errors import Code, TrajganrError

#: No character that has a meaning in a path of any system, and no point at the beginning.
_FILE_NAME = re.compile(r"[^\x00-\x1f\x7f/\\:*?\"<>|.][^\x00-\x1f\x7f/\\:*?\"<>|]{0,199}")
#: Below the limit of file systems, because temporary files have longer names.
MAX_NAME_BYTES = 240
_SHA256 = re.compile(r"[0-9a-f]{64}")


def is_file_name(name: object) -> bool:
    """Whether this is the name of a visible file, without folder, drive, stream or wildcard."""
    if not isinstance(name, str) or not _FILE_NAME.fullmatch(name):
        return False
    try:
        return len(name.encode()) <= MAX_NAME_BYTES
    except UnicodeEncodeError:  # a byte of a file system that is not text
        return False


def is_sha256(text: object) -> bool:
    """Whether this is a SHA-256 in lower-case hexadecimal."""
    return isinstance(text, str) and _SHA256.fullmatch(text) is not None


def inside(folder: Path, name: object) -> Path:
    """The path of a file below a folder, from an untrusted name.

    Args:
        folder: trusted; it may be a link itself.
        name: names separated by ``/``. The file need not exist.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for any other name, and for a path through a link.
    """
    parts = name.split("/") if isinstance(name, str) else []
    if not parts or not all(map(is_file_name, parts)):
        raise _refused(folder, name, "it is not the name of a file in that folder")
    path = folder.joinpath(*parts)
    # Resolved, because Python's is_symlink() does not recognise all links of Windows.
    if path.resolve() != folder.resolve().joinpath(*parts):
        raise _refused(folder, name, "it is a link or lies in a linked folder")
    return path


def refuse_links(folder: Path) -> None:
    """Refuse a folder that contains a link, which could lead anywhere.

    Raises:
        TrajganrError: ``INPUT.FORMAT``.
    """
    for path in folder.rglob("*"):
        if path.is_symlink():
            raise TrajganrError(
                Code.INPUT_FORMAT,
                "{path} is a link; files are not written through links.",
                "Choose a new folder, or delete the link.",
                path=str(path),
            )


def _refused(folder: Path, name: object, reason: str) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FORMAT,
        "{folder} refers to the file {name}, which is refused: {reason}.",
        "Use an unchanged folder with real files, from a source that you trust.",
        folder=str(folder),
        name=repr(name)[:200],
        reason=reason,
    )
