"""Output files whose format is given by the suffix of their name."""

from __future__ import annotations

from pathlib import Path

from trajganr_core.contract.errors import Code, TrajganrError


def check_suffix(path: str, *suffixes: str) -> str:
    """The suffix of an output's path, in lower case; the first one for a temporary output, ''.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for any other.
    """
    suffix = Path(path).suffix.lower() if path else suffixes[0]
    if suffix not in suffixes:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "The result cannot be written as {path}.",
            "Choose a file ending in {endings}.",
            path=path,
            endings=", ".join(suffixes),
        )
    return suffix
