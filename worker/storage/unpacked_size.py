"""How large a file is once it is unpacked, measured when it has come and then only looked up.

Nothing is unpacked, and no file makes the measuring take long: the list of files in a zip is read,
and a zip with too long a list is refused.
"""

from __future__ import annotations

import contextlib
import os
import struct
from pathlib import Path
from typing import IO

from trajganr_core.contract.errors import Code, TrajganrError

__all__ = ["MOST_ENTRIES", "NOTE", "keep_size", "kept_size", "measure"]

#: Files in a zip; a city's street views are fewer.
MOST_ENTRIES = 200_000
#: The note of a file's size, beside it: of its content, whatever it is called.
NOTE = ".unpacked"

GZIP = b"\x1f\x8b"
#: What deflate can pack at most.
LARGEST_RATIO = 1032

#: The end of a zip, by APPNOTE 6.3: signature, disks, entries, bytes of the list, where it begins.
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LONGEST_COMMENT = 0xFFFF
_SIZE_IN_EXTRA = 0xFFFFFFFF
_EXTRA_64 = 1


def measure(path: Path) -> int:
    """The bytes of a file, or of what a zip or gzip holds, without unpacking it.

    A gzip says its size modulo 4 GiB, and may lie: the answer is no less than the file itself, and
    no more than could be packed into it.

    Raises:
        TrajganrError: ``PROTOCOL.TOO_LARGE`` for a zip of more than :data:`MOST_ENTRIES` files.
    """
    packed = path.stat().st_size
    with path.open("rb") as file:
        begin = file.read(2)
        if begin == GZIP:
            return _in_gzip(file, packed)
        found = _list_of_zip(file, packed) if begin == b"PK" else None
        if found is None:
            return packed
        entries, place = found
        if entries > MOST_ENTRIES:
            raise _too_many_entries()
        file.seek(place)
        return min(max(_in_list(file), packed), packed * LARGEST_RATIO)


def keep_size(folder: Path, size: int) -> None:
    """Note the size of the file in a folder."""
    (folder / NOTE).write_text(str(size), encoding="ascii")


def kept_size(path: Path) -> int:
    """The size that was noted of a file, or its own where none was."""
    with contextlib.suppress(OSError, ValueError), (path.parent / NOTE).open("rb") as note:
        return int(note.read(20))
    return path.stat().st_size


def _in_gzip(file: IO[bytes], packed: int) -> int:
    if packed < 4:
        return packed
    file.seek(-4, os.SEEK_END)
    size = int.from_bytes(file.read(4), "little")
    rounds = max(0, packed - size + (1 << 32) - 1) >> 32  # text is no smaller than its gzip
    return min(size + (rounds << 32), packed * LARGEST_RATIO)


def _list_of_zip(file: IO[bytes], packed: int) -> tuple[int, int] | None:
    """How many files a zip says it has, and where their list begins; None for no zip."""
    most = min(packed, _END.size + _LONGEST_COMMENT + _LOCATOR_64.size + _END_64.size)
    file.seek(packed - most)
    tail = file.read(most)
    at = tail.rfind(b"PK\5\6")
    if at < 0 or at + _END.size > len(tail):
        return None
    *_, entries, length, _, _ = _END.unpack_from(tail, at)
    end = packed - most + at
    locator = at - _LOCATOR_64.size
    if locator >= 0 and tail.startswith(b"PK\6\7", locator):
        record = locator - _END_64.size
        if record < 0 or not tail.startswith(b"PK\6\6", record):
            return None
        *_, entries, length, _ = _END_64.unpack_from(tail, record)
        end = packed - most + record
    return entries, max(0, end - length)


def _in_list(file: IO[bytes]) -> int:
    """The bytes of the files in a zip's list; what it says of its length may be a lie."""
    size = entries = 0
    while len(head := file.read(_ENTRY.size)) == _ENTRY.size and head.startswith(b"PK\1\2"):
        entries += 1
        if entries > MOST_ENTRIES:
            raise _too_many_entries()
        fields = _ENTRY.unpack(head)
        own, (name, extra, comment) = fields[9], fields[10:13]
        rest = file.read(name + extra + comment)
        size += _large_size(rest[name : name + extra], own) if own == _SIZE_IN_EXTRA else own
    return size


def _large_size(extra: bytes, own: int) -> int:
    """The size of a file of 4 GiB or more, which does not fit into its entry."""
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
        limit=MOST_ENTRIES,
    )
