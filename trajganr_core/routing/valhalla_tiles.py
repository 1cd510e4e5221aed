"""The directed edges of Valhalla's routing tiles, from an archive of them.

The layout is that of Valhalla 3 (``baldr/graphtileheader.h``, ``nodeinfo.h``, ``directededge.h``
and ``edgeinfo.h``), of which only the fields that name an edge and its line are read: a header of
272 bytes, nodes of 32, transitions of 8 and directed edges of 48 bytes, and the lines of edges, as
differences of latitude and longitude in 1e-6 degrees.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..contract.errors import Code, TrajganrError
from ..data.files import existing_file
from ..utils.arrays import IntArray
from .way_pieces import Pieces

SUFFIX, RELEASE = ".gph", b"3."
#: Bytes of a header, and of each node, transition and directed edge.
HEADER, NODE, TRANSITION, EDGE = 272, 32, 8, 48
#: Tiles of more bytes are refused; those of a large city have a few million.
MAX_BYTES = 1 << 30
LEVEL_BITS, TILE_BITS, COUNT_BITS = 3, 22, 21
PER_DEGREE = 1_000_000


@dataclass(frozen=True)
class TileEdges:
    """The directed edges of a tile.

    Attributes:
        level, tile: of its id.
        pieces: the line of each edge in its direction; edges are numbered as in the tile.
    """

    level: int
    tile: int
    pieces: Pieces

    @property
    def path(self) -> str:
        """The tile's path without its ending, as Valhalla names it, such as ``2/000/755/245``."""
        digits = 9 if self.level > 1 else 6
        text = f"{self.tile:0{digits}}"
        return "/".join([str(self.level), *(text[at : at + 3] for at in range(0, digits, 3))])

    def name(self, edge: int) -> str:
        """The id of an edge, as Valhalla's programs write it: level, tile and number."""
        return f"{self.level}/{self.tile}/{edge}"


def read_tiles(archive: Path) -> Iterator[TileEdges]:
    """The tiles of a ``.tar``, as ``valhalla_build_extract`` or ``tar`` makes it.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for an archive that is damaged, has no tiles, or tiles of
            another release than 3; as :func:`~..data.files.existing_file`.
    """
    existing_file(archive)
    found = False
    try:
        with tarfile.open(archive, "r:") as tar:  # as Valhalla reads it: not compressed
            for member in tar:
                if member.isfile() and member.name.endswith(SUFFIX):
                    if member.size > MAX_BYTES:
                        raise ValueError(f"{member.name} has {member.size:,} bytes")
                    file = tar.extractfile(member)
                    assert file is not None  # nosec B101 # of a file there is one
                    found = True
                    yield _edges_of(file.read())
    except (tarfile.TarError, OSError, ValueError, IndexError, OverflowError) as error:
        raise _refused(archive, str(error)) from error
    if not found:
        raise _refused(archive, "it has no .gph file")


def _refused(archive: Path, reason: str) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FORMAT,
        "{path} is not an archive of tiles of Valhalla 3 ({reason}).",
        "Build the tiles with valhalla_build_tiles and pack them with valhalla_build_extract or "
        "tar.",
        path=str(archive),
        reason=reason[:200],
    )


def _edges_of(content: bytes) -> TileEdges:
    """The edges of a tile's bytes.

    Raises:
        ValueError: for another layout.
        IndexError: for a tile that is cut.
        OverflowError: for numbers of more than 64 bits.
    """
    if content[16:18] != RELEASE or int.from_bytes(content[224:228], "little") != len(content):
        raise ValueError("a tile is cut or of another release")
    tile_id = _field(content, 0, LEVEL_BITS + TILE_BITS)
    nodes = _field(content, 40, COUNT_BITS)
    edges = _field(content, 40, 2 * COUNT_BITS) >> COUNT_BITS
    transitions = _field(content, 48, 22)
    infos = int.from_bytes(content[104:108], "little")
    begin = HEADER + NODE * nodes + TRANSITION * transitions
    if begin + EDGE * edges > infos:
        raise ValueError("a tile has no room for its edges")
    words = np.frombuffer(content, "<u8", 6 * edges, begin).reshape(edges, 6)
    is_forward = (words[:, 0] >> np.uint64(61)) & np.uint64(1) == 1
    info, number = np.unique(words[:, 1] & np.uint64((1 << 25) - 1), return_inverse=True)
    found = [_line(content, infos + int(at)) for at in info]
    way = np.array([each for each, _ in found], dtype=np.int64)[number]
    lines = [
        found[of][1] if forward else found[of][1][::-1]
        for of, forward in zip(number, is_forward, strict=True)
    ]
    level = tile_id & ((1 << LEVEL_BITS) - 1)
    return TileEdges(level, tile_id >> LEVEL_BITS, _pieces(way, lines))


def _pieces(way: IntArray, lines: list[IntArray]) -> Pieces:
    """Pieces of lines, whose vertices are latitude and longitude in 1e-6 degrees."""
    count = np.array([len(line) - 1 for line in lines], dtype=np.int64)
    line = np.repeat(np.arange(len(lines)), count)
    none = np.empty((0, 2), dtype=np.int64)
    begin, end = (
        np.concatenate([none, *(each[part, ::-1] for each in lines)]) / PER_DEGREE
        for part in (slice(None, -1), slice(1, None))
    )
    return Pieces(len(lines), line, way[line], begin, end)


def _line(content: bytes, at: int) -> tuple[int, IntArray]:
    """The way id and the vertices of the line whose record begins at a byte."""
    way = int.from_bytes(content[at : at + 4], "little")
    second = int.from_bytes(content[at + 4 : at + 8], "little")
    third = int.from_bytes(content[at + 8 : at + 12], "little")
    names, size, more = third & 0xF, third >> 4 & 0xFFFF, third >> 28 & 0x3
    begin = at + 12 + 4 * names
    way |= second >> 24 << 32 | (third >> 20 & 0xFF) << 40
    for byte in range(more):  # follow the line
        way |= content[begin + size + byte] << 48 + 8 * byte
    return way, np.cumsum(_numbers(content[begin : begin + size]).reshape(-1, 2), axis=0)


def _numbers(packed: bytes) -> IntArray:
    """Signed numbers of 7 bits a byte, the lowest first, whose lowest bit is the sign."""
    numbers, value, shift = [], 0, 0
    for byte in packed:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            numbers.append(value >> 1 if not value & 1 else ~(value >> 1))
            value, shift = 0, 0
    return np.array(numbers, dtype=np.int64)


def _field(content: bytes, at: int, bits: int) -> int:
    return int.from_bytes(content[at : at + 8], "little") & ((1 << bits) - 1)
