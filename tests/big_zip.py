"""Zips of very many empty files, written much faster than :mod:`zipfile` would."""

from __future__ import annotations

import struct
from pathlib import Path

_NAME_BYTES = 8


def write_empty_files(path: Path, count: int, *, says: int | None = None) -> None:
    """Write a zip of so many empty files; 2 M of them take 84 MB for the list alone.

    Args:
        path: of the zip.
        count: of files in its list, all of which are at the same place.
        says: how many its end tells; the truth where None.
    """
    result = count if says is None else says
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 0, 0, 33, 0, 0, 0, _NAME_BYTES, 0)
    entry = struct.pack(
        "<4s6H3L5H2L", *(b"PK\1\2", 20, 20, 0, 0, 0, 33, 0, 0, 0, _NAME_BYTES, *[0] * 6)
    )
    with path.open("wb") as file:
        file.write(local + b"x" * _NAME_BYTES)
        begin = file.tell()
        for first in range(0, count, 10_000):
            numbers = range(first, min(count, first + 10_000))
            file.write(b"".join(entry + b"%0*d" % (_NAME_BYTES, number) for number in numbers))
        end = file.tell()
        large = (b"PK\6\6", 44, 45, 45, 0, 0, result, result, end - begin, begin)
        file.write(struct.pack("<4sQ2H2L4Q", *large))
        file.write(struct.pack("<4sLQL", b"PK\6\7", 0, end, 1))
        few = min(result, 0xFFFF)
        file.write(struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, few, few, *[0xFFFFFFFF] * 2, 0))
