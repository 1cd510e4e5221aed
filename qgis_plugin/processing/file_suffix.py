"""Outputs whose format their name's ending tells."""

from __future__ import annotations

from pathlib import Path

from trajganr_core.contract.errors import Code, TrajganrError


def check_ending(path: str, *endings: str) -> str:
    """The ending of a file's name, if it is one of those that can be written.

    A temporary output, which has no name yet, has the first.

    Raises:
        TrajganrError: ``INPUT.FORMAT``.
    """
    ending = Path(path).suffix.lower() if path else endings[0]
    if ending not in endings:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "The result cannot be written as {path}.",
            "Give a file ending in {endings}.",
            path=path,
            endings=", ".join(endings),
        )
    return ending
