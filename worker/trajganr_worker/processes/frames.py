"""Frames on a pipe: a line with the sizes of the parts, followed by their raw bytes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO

#: Maximum length of the line with the sizes, enough for any answer.
MAX_SIZES_BYTES = 4096


def write_frame(pipe: IO[bytes], parts: Sequence[bytes]) -> None:
    """Write one frame of one or more parts."""
    pipe.write(" ".join(str(len(part)) for part in parts).encode() + b"\n")
    for part in parts:
        pipe.write(part)
    pipe.flush()


def read_frame(pipe: IO[bytes], most_bytes: int) -> list[bytes]:
    """Read one frame, of at most so many bytes.

    Returns:
        Its parts; an empty list at the end of the pipe, also in the middle of a frame.

    Raises:
        ValueError: for an invalid or larger frame.
    """
    line = pipe.readline(MAX_SIZES_BYTES)
    if not line.endswith(b"\n"):
        if len(line) == MAX_SIZES_BYTES:
            raise ValueError("a frame without sizes")
        return []
    sizes = [int(word) for word in line.split()]
    if not sizes or min(sizes) < 0 or sum(sizes) > most_bytes:
        raise ValueError(f"a frame of {sum(sizes)} bytes")
    parts = [pipe.read(size) for size in sizes]
    return parts if [*map(len, parts)] == sizes else []
