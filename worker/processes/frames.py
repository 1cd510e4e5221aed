"""Frames on a pipe: parts of raw bytes, each frame behind a line with the sizes of its parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO

__all__ = ["read_frame", "write_frame"]

#: Of the line with the sizes: more parts than any answer has.
LONGEST_SIZES_BYTES = 4096


def write_frame(pipe: IO[bytes], parts: Sequence[bytes]) -> None:
    """Write one frame of one or more parts."""
    pipe.write(" ".join(str(len(part)) for part in parts).encode() + b"\n")
    for part in parts:
        pipe.write(part)
    pipe.flush()


def read_frame(pipe: IO[bytes], most_bytes: int) -> list[bytes]:
    """Read one frame.

    Args:
        pipe: that the frames are written to.
        most_bytes: of all parts of a frame together.

    Returns:
        Its parts; none at the end of the pipe, also where that cuts a frame.

    Raises:
        ValueError: for what is no frame, or a larger one.
    """
    line = pipe.readline(LONGEST_SIZES_BYTES)
    if not line.endswith(b"\n"):
        if len(line) == LONGEST_SIZES_BYTES:
            raise ValueError("a frame without sizes")
        return []
    sizes = [int(word) for word in line.split()]
    if not sizes or min(sizes) < 0 or sum(sizes) > most_bytes:
        raise ValueError(f"a frame of {sum(sizes)} bytes")
    parts = [pipe.read(size) for size in sizes]
    return parts if [*map(len, parts)] == sizes else []
