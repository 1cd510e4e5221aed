"""Names of files that come out of a file or a message, and where they may lead: nowhere else.

A card, a manifest, a list of results or an answer is somebody else's word. A name out of it is
checked here before it becomes a path. Standard library only: both sides of the wire use it.
"""

from __future__ import annotations

import re
from pathlib import Path

from ..errors import Code, TrajganrError

__all__ = ["inside", "is_file_name", "is_sha256", "refuse_links"]

#: Letters of any script, but nothing that has a meaning in a path of any system.
_FILE_NAME = re.compile(r"[^\x00-\x1f\x7f/\\:*?\"<>|.][^\x00-\x1f\x7f/\\:*?\"<>|]{0,199}")
#: File systems count bytes; what is written beside a file has a longer name.
LONGEST_NAME_BYTES = 240
_SHA256 = re.compile(r"[0-9a-f]{64}")


def is_file_name(name: object) -> bool:
    """Whether this is the plain name of a visible file: no folder, drive, stream or wildcard."""
    if not isinstance(name, str) or not _FILE_NAME.fullmatch(name):
        return False
    try:
        return len(name.encode()) <= LONGEST_NAME_BYTES
    except UnicodeEncodeError:  # a byte of a file system that is no text
        return False


def is_sha256(text: object) -> bool:
    """Whether this is a SHA-256 in lower-case hexadecimal."""
    return isinstance(text, str) and _SHA256.fullmatch(text) is not None


def inside(folder: Path, name: object) -> Path:
    """The path of a file below a folder, by a name that somebody else has written.

    Nothing below the folder may be a link, so that what is read or written there stays there.

    Args:
        folder: trusted; it may be a link itself.
        name: plain names with ``/`` between them. The file need not exist.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for any other name, and where a link is on the way.
    """
    parts = name.split("/") if isinstance(name, str) else []
    if not parts or not all(map(is_file_name, parts)):
        raise _refused(folder, name, "it is not the name of a file in that folder")
    path = folder.joinpath(*parts)
    # Compared after resolving, because Windows has kinds of links that Python does not call links.
    if path.resolve() != folder.resolve().joinpath(*parts):
        raise _refused(folder, name, "it is a link or lies in a linked folder")
    return path


def refuse_links(folder: Path) -> None:
    """Refuse to go on in a folder in which something is a link, which could lead anywhere.

    Raises:
        TrajganrError: ``INPUT.FORMAT``.
    """
    for path in folder.rglob("*"):
        if path.is_symlink():
            raise TrajganrError(
                Code.INPUT_FORMAT,
                "{path} is a link, and files are about to be written there.",
                "Choose a new folder, or delete the link.",
                path=str(path),
            )


def _refused(folder: Path, name: object, reason: str) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FORMAT,
        "{folder} names the file {name}, which is refused: {reason}.",
        "Use the folder as it was made, with real files in it, from somebody you trust.",
        folder=str(folder),
        name=repr(name)[:200],
        reason=reason,
    )
