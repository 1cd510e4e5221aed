"""PMTiles: the vector tiles of a map in one file, of which a browser asks for parts.

Version 3 (https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md): a header, directories of
tiles by their number on a Hilbert curve, metadata as JSON, and the tiles. GDAL writes such files
too, but without the owners of the data, and with all roads at all zooms.
"""

from __future__ import annotations

import gzip
import json
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from .refused_file import RefusedFileError

#: Magic bytes with the version; begin and length of root, metadata, leaves and tiles; three numbers
#: of tiles; their kind; zooms; bounds; centre.
HEADER = struct.Struct("<8s8Q3Q4B2B4iB2i")
MAGIC = b"PMTiles\x03"
#: In order of their numbers; directories and tiles in gzip; vector tiles.
KIND = (1, 2, 2, 1)
#: The largest root: it is at the begin of the file, after the header.
ROOT_BYTES = (16 << 10) - HEADER.size
#: Entries of a leaf, a directory that the root refers to.
LEAF = 4096
#: The largest metadata, unpacked bytes.
MAX_METADATA = 16 << 20


def tile_number(zoom: int, column: int, row: int) -> int:
    """The number of a tile, whose row counts from the north."""
    place = 0
    for level in reversed(range(zoom)):
        last = (1 << level) - 1
        east, south = column >> level & 1, row >> level & 1
        place = 4 * place + (3 * east ^ south)
        column, row = column & last, row & last
        if not south:
            column, row = (last - row, last - column) if east else (row, column)
    return (4**zoom - 1) // 3 + place


def write_pmtiles(
    path: Path,
    tiles: Iterable[tuple[int, bytes]],
    metadata: Mapping[str, Any],
    zooms: tuple[int, int],
    bounds: Iterable[float],
) -> None:
    """Write a file; the same tiles make the same file.

    Args:
        path: of the file.
        tiles: numbers, ascending, and vector tiles in gzip. All are in memory at once.
        metadata: as in TileJSON, with ``vector_layers``.
        zooms: the smallest and the largest.
        bounds: west, south, east, north, degrees.
    """
    numbers, contents = zip(*tiles, strict=True)
    root, leaves = _directories(numbers, [len(tile) for tile in contents])
    text = json.dumps(metadata, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    parts = [root, _packed(text.encode()), leaves, b"".join(contents)]
    begins = accumulate(map(len, parts), initial=HEADER.size)
    places = [
        value for begin, part in zip(begins, parts, strict=False) for value in (begin, len(part))
    ]
    west, south, east, north = (round(each * 1e7) for each in bounds)
    centre = (zooms[0], (west + east) // 2, (south + north) // 2)
    about = (*[len(numbers)] * 3, *KIND, *zooms, west, south, east, north, *centre)
    path.write_bytes(b"".join((HEADER.pack(MAGIC, *places, *about), *parts)))


def check_pmtiles(path: Path) -> None:
    """Check header and metadata of a file.

    Raises:
        RefusedFileError: if they are not as :func:`write_pmtiles` makes them, or if the owners of
            the data, which maps show as HTML, have an element.
    """
    with path.open("rb") as file:
        values = HEADER.unpack(file.read(HEADER.size).ljust(HEADER.size, b"\0"))
        ends = [*accumulate(values[2:9:2], initial=HEADER.size)]
        if values[0] != MAGIC or values[12:16] != KIND:
            raise RefusedFileError("its content is of another format")
        if [*values[1:9:2], path.stat().st_size] != ends or values[4] > MAX_METADATA:
            raise RefusedFileError("its parts are not where they must be")
        file.seek(values[3])
        packed = file.read(values[4])
    try:
        content = zlib.decompressobj(31).decompress(packed, MAX_METADATA)  # gzip
        owners = json.loads(content, parse_int=float)["attribution"]  # no number is read
    except (zlib.error, ValueError, RecursionError, TypeError, KeyError) as error:
        raise RefusedFileError("its metadata are damaged") from error
    if not isinstance(owners, str) or "<" in owners:
        raise RefusedFileError("its metadata have an element of a page")


def _directories(numbers: Sequence[int], lengths: Sequence[int]) -> tuple[bytes, bytes]:
    """The root; and leaves, if it would be too large without them."""
    root, leaves, size = _directory(numbers, lengths, 1), b"", LEAF
    while len(root) > ROOT_BYTES:
        cuts = [slice(at, at + size) for at in range(0, len(numbers), size)]
        packed = [_directory(numbers[c], lengths[c], 1, sum(lengths[: c.start])) for c in cuts]
        root = _directory(numbers[::size], [len(leaf) for leaf in packed], 0)
        leaves, size = b"".join(packed), 2 * size
    return root, leaves


def _directory(numbers: Sequence[int], lengths: Sequence[int], run: int, begin: int = 0) -> bytes:
    """What stands one after another from ``begin``: tiles, or leaves, whose run is 0."""
    steps = (after - before for before, after in pairwise((0, *numbers)))
    count = len(numbers)
    values = (count, *steps, *[run] * count, *lengths, begin + 1, *[0] * (count - 1))
    return _packed(b"".join(map(_varint, values)))


def _varint(value: int) -> bytes:
    """A number, seven bits a byte, the lowest first; the last byte is below 128."""
    written = bytearray()
    while value > 127:
        written.append(value & 127 | 128)
        value >>= 7
    return bytes((*written, value))


def _packed(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)
