"""Valhalla's tiles with few edges, in the layout that Valhalla 3.9.1 writes."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Edge:
    """A directed edge: its way, and its line as pairs of latitude and longitude, 1e-6 degrees."""

    way: int
    line: Sequence[tuple[int, int]]
    is_forward: bool = True
    names: int = 0


def tile(level: int, number: int, edges: Sequence[Edge], nodes: int = 2) -> bytes:
    """The bytes of a tile: a header, nodes, a transition, edges, and the records of lines."""
    infos = b""
    words = b""
    for edge in edges:
        first = int(edge.is_forward) << 61
        words += first.to_bytes(8, "little") + len(infos).to_bytes(8, "little") + bytes(32)
        packed = _packed(edge.line)
        second = (edge.way >> 32 & 0xFF) << 24
        third = edge.names | len(packed) << 4 | (edge.way >> 40 & 0xFF) << 20
        record = (edge.way & 0xFFFFFFFF).to_bytes(4, "little") + second.to_bytes(4, "little")
        infos += record + third.to_bytes(4, "little") + bytes(4 * edge.names) + packed
    header = bytearray(272)
    header[0:8] = (level | number << 3).to_bytes(8, "little")
    header[16:21] = b"3.9.1"
    header[40:48] = (nodes | len(edges) << 21).to_bytes(8, "little")
    header[48:52] = (1).to_bytes(4, "little")
    begin = 272 + 32 * nodes + 8 + 48 * len(edges)
    header[104:108] = begin.to_bytes(4, "little")
    header[224:228] = (begin + len(infos)).to_bytes(4, "little")
    return bytes(header) + bytes(32 * nodes + 8) + words + infos


def write_archive(path: Path, *tiles: tuple[str, bytes]) -> Path:
    """An archive of tiles with their names."""
    with tarfile.open(path, "w") as tar:
        for name, content in tiles:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return path


def _packed(line: Sequence[tuple[int, int]]) -> bytes:
    packed, before = b"", (0, 0)
    for point in line:
        for value, last in zip(point, before, strict=True):
            packed += _varint(value - last)
        before = point
    return packed


def _varint(number: int) -> bytes:
    value = number << 1 if number >= 0 else ~(number << 1)
    packed = bytearray()
    while value >= 0x80:
        packed.append(value & 0x7F | 0x80)
        value >>= 7
    packed.append(value)
    return bytes(packed)
