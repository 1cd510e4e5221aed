"""Input files as such."""

from __future__ import annotations

from pathlib import Path

from ..errors import Code, TrajganrError

__all__ = ["existing_file", "nothing_in"]


def existing_file(path: Path) -> Path:
    """The path itself, if there is something in it.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND`` or, for a file of no bytes, ``INPUT.EMPTY``.
    """
    if not path.exists():
        raise TrajganrError(
            Code.INPUT_NOT_FOUND,
            "There is no file {path}.",
            "Check the path.",
            path=str(path),
        )
    if path.is_file() and path.stat().st_size == 0:
        raise nothing_in(path)
    return path


def nothing_in(path: Path) -> TrajganrError:
    """The error of a file that can be read and holds no data."""
    return TrajganrError(
        Code.INPUT_EMPTY,
        "{path} has no data in it.",
        "Give a file with data.",
        path=str(path),
    )
