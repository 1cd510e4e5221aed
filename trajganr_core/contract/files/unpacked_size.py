"""The unpacked size of a file.

Nothing is unpacked, and the measurement takes bounded time: only the directory of a zip is read,
and a zip with too many entries is refused.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import IO

from ..errors import Code, TrajganrError

#: Maximum entries of a zip; a city's street views are fewer.
MAX_ENTRIES = 200_000

GZIP = b"\x1f\x8b"
#: The highest compression ratio of deflate.
MAX_RATIO = 1032

#: End of central directory (APPNOTE 6.3): signature, disks, entries, directory size and offset.
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_MAX_COMMENT = 0xFFFF
_SIZE_IN_EXTRA = 0xFFFFFFFF
_EXTRA_64 = 1


def unpacked_size(path: Path) -> int:
    """The size in bytes of a file, or of the content of a zip or gzip, without unpacking it.

    A gzip records its size modulo 4 GiB, and the record may be false: the result is at least the
    size of the file itself, and at most what could be packed into it.

    Raises:
        TrajganrError: ``PROTOCOL.TOO_LARGE`` for a zip of more than :data:`MAX_ENTRIES` files.
    """
    packed = path.stat().st_size
    with path.open("rb") as file:
        begin = file.read(2)
        if begin == GZIP:
            return _in_gzip(file, packed)
        directory = zip_directory(file) if begin == b"PK" else None
        if directory is None:
            return packed
        entries, length, end = directory
        if entries > MAX_ENTRIES:
            raise _too_many_entries()
        file.seek(max(0, end - length))
        return min(max(_in_directory(file), packed), packed * MAX_RATIO)


def _in_gzip(file: IO[bytes], packed: int) -> int:
    if packed < 4:
        return packed
    file.seek(-4, os.SEEK_END)
    size = int.from_bytes(file.read(4), "little")
    rounds = max(0, packed - size + (1 << 32) - 1) >> 32  # text is not smaller than its gzip
    return min(size + (rounds << 32), packed * MAX_RATIO)


def zip_directory(file: IO[bytes]) -> tuple[int, int, int] | None:
    """What the end of a zip says of its directory; None for a file that is no zip.

    Returns:
        The number of its entries, its size in bytes, and the offset of its end.
    """
    packed = file.seek(0, os.SEEK_END)
    most = min(packed, _END.size + _MAX_COMMENT + _LOCATOR_64.size + _END_64.size)
    file.seek(packed - most)
    tail = file.read(most)
    at = tail.rfind(b"PK\5\6")
    if at < 0 or at + _END.size > len(tail):
        return None
    *_, entries, length, _, _ = _END.unpack_from(tail, at)
    large = at - _LOCATOR_64.size - _END_64.size
    marks = (b"PK\6\6", b"PK\6\7")  # of the record and its locator, for sizes of 64 bits
    if large >= 0 and marks == (tail[large : large + 4], tail[large + _END_64.size :][:4]):
        *_, entries, length, _ = _END_64.unpack_from(tail, large)
        at = large
    return entries, length, packed - most + at


def _in_directory(file: IO[bytes]) -> int:
    """Total size of the files in a zip's directory; the recorded directory size may be false."""
    size = entries = 0
    while len(head := file.read(_ENTRY.size)) == _ENTRY.size and head.startswith(b"PK\1\2"):
        entries += 1
        if entries > MAX_ENTRIES:
            raise _too_many_entries()
        fields = _ENTRY.unpack(head)
        own, (name, extra, comment) = fields[9], fields[10:13]
        rest = file.read(name + extra + comment)
        size += _large_size(rest[name : name + extra], own) if own == _SIZE_IN_EXTRA else own
    return size


def _large_size(extra: bytes, own: int) -> int:
    """The size of a file of 4 GiB or more, from its ZIP64 field."""
    at = 0
    while at + 12 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == _EXTRA_64:
            return int.from_bytes(extra[at + 4 : at + 12], "little")
        at += 4 + length
    return own


def _too_many_entries() -> TrajganrError:
    return TrajganrError(
        Code.PROTOCOL_TOO_LARGE,
        "The zip holds more than {limit} files.",
        "Split it, or put the trips into fewer files.",
        limit=MAX_ENTRIES,
    )
