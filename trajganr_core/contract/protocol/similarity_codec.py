"""Similarities of all roads to one, from the pages of ``embed.similar``.

A page has as many edges as fit into a frame, with one buffer per column.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import Code, TrajganrError
from ..layers.geopackage_styles import LEFT, RIGHT
from .messages import Message, field_of, whole_number

#: A similarity of 1 in int16.
UNIT = 32_767
#: The similarity of a road without data, or to a place without data.
UNKNOWN = -32_768
#: The meaning of the numbers in the column ``direction``.
DIRECTIONS = ("forward", "backward")
#: Limits, because the worker is not trusted.
MAX_EDGES, MAX_VERTICES = 20_000_000, 400_000_000
#: Factor from degrees to the integers of the column ``vertices``.
PER_DEGREE = 10_000_000
#: Columns of every page in the order of its buffers, and those of ``geometry``, with the type codes
#: of :class:`array.array`; little-endian.
COLUMNS = {
    "similarity": "h",
    "source_fid": "q",
    "osm_id": "q",
    "from_node": "I",
    "to_node": "I",
    "direction": "B",
}
GEOMETRY = {"offsets": "I", "vertices": "i"}


@dataclass(frozen=True)
class SimilarRoads:
    """All directed edges of a network, compared with one place.

    Attributes:
        model: name of the model.
        edge: the one that all are compared with; None for a place without a road nearby.
        location: (lon, lat) of the place on it, degrees.
        driving_side: ``right`` or ``left``.
        similarity: ``h``, ``(E,)`` cosine of the embeddings times :data:`UNIT`, or :data:`UNKNOWN`.
        source_fid: ``q``, ``(E,)`` feature of the input layer.
        osm_id: ``q``, ``(E,)`` OpenStreetMap way, 0 if not known.
        from_node, to_node: ``I``, ``(E,)`` nodes of the network.
        direction: ``B``, ``(E,)`` indices of :data:`DIRECTIONS`.
        offsets: ``I``, ``(E+1,)`` vertices of edge e are ``offsets[e]:offsets[e+1]``; empty without
            geometry.
        vertices: ``i``, alternating lon and lat, degrees times :data:`PER_DEGREE`.
    """

    model: str
    edge: int | None
    location: tuple[float, float]
    driving_side: str
    similarity: array[int]
    source_fid: array[int]
    osm_id: array[int]
    from_node: array[int]
    to_node: array[int]
    direction: array[int]
    offsets: array[int]
    vertices: array[int]

    def __len__(self) -> int:
        return len(self.similarity)

    def cosine(self, edge: int) -> float | None:
        """The similarity of an edge, from -1 to 1; None if it is not known."""
        result = self.similarity[edge]
        return None if result == UNKNOWN else result / UNIT

    def line(self, edge: int) -> list[tuple[float, float]]:
        """(lon, lat) of the vertices of an edge, degrees, in its direction."""
        first, last = self.offsets[edge], self.offsets[edge + 1]
        flat = self.vertices[2 * first : 2 * last]
        return [
            (lon / PER_DEGREE, lat / PER_DEGREE)
            for lon, lat in zip(flat[::2], flat[1::2], strict=True)
        ]


def gather(ask: Callable[[int], Message]) -> SimilarRoads:
    """Request all pages and join them.

    Args:
        ask: requests the page that begins at an edge.

    Raises:
        TrajganrError: ``PROTOCOL.SCHEMA`` for inconsistent pages.
    """
    columns = {name: array(kind) for name, kind in (COLUMNS | GEOMETRY).items()}
    page = ask(0)
    first_page, count = page.content, whole_number(page.content, "count", most=MAX_EDGES)
    until = _append(columns, page)
    while until < count:
        page = ask(until)
        content = page.content
        same = all(content.get(name) == first_page.get(name) for name in ("count", "edge", "model"))
        if not same or whole_number(content, "first") != until:
            raise _broken("the pages are of different models or bundles")
        until = _append(columns, page)
        if len(columns["vertices"]) > MAX_VERTICES:
            raise _broken("the geometry is too large")
    edge = field_of(first_page, "edge", (int, type(None)), None)
    if until != count or not (edge is None or 0 <= edge < count):
        raise _broken("the numbers of edges are inconsistent")
    return SimilarRoads(
        model=field_of(first_page, "model", str),
        edge=edge,
        location=_place(field_of(first_page, "location", list)),
        driving_side=_side(field_of(first_page, "driving_side", str)),
        **columns,
    )


def _append(columns: dict[str, array[int]], page: Message) -> int:
    """Append the columns of a page; the edge at which the next one begins."""
    first, until = (whole_number(page.content, name) for name in ("first", "until"))
    parts = [_column(columns[name].typecode, raw) for name, raw in _named(page.buffers)]
    if until <= first or {len(part) for part in parts[: len(COLUMNS)]} != {until - first}:
        raise _broken("a column is too short or too long")
    if max(parts[list(COLUMNS).index("direction")]) >= len(DIRECTIONS):
        raise _broken("a direction is unknown")
    for name, part in zip(COLUMNS, parts, strict=False):
        columns[name].extend(part)
    if len(parts) > len(COLUMNS):
        offsets, vertices = parts[len(COLUMNS) :]
        fits = len(offsets) == until - first + 1 and 2 * offsets[-1] == len(vertices)
        if not fits or offsets[0] or list(offsets) != sorted(offsets):
            raise _broken("the geometry is inconsistent")
        before = len(columns["vertices"]) // 2
        columns["offsets"].extend(before + offset for offset in offsets[bool(first) :])
        columns["vertices"].extend(vertices)
    return until


def _named(buffers: Sequence[bytes]) -> list[tuple[str, bytes]]:
    names = [*COLUMNS, *GEOMETRY]
    if len(buffers) not in (len(COLUMNS), len(names)):
        raise _broken("{count} columns", count=len(buffers))
    return list(zip(names, buffers, strict=False))


def _column(kind: str, raw: bytes) -> array[int]:
    column = array(kind)
    if len(raw) % column.itemsize:
        raise _broken("a column is too short or too long")
    column.frombytes(raw)
    if sys.byteorder == "big":
        column.byteswap()
    return column


def _side(name: str) -> str:
    if name not in (RIGHT, LEFT):
        raise _broken("the driving side is unknown")
    return name


def _place(lon_lat: Sequence[Any]) -> tuple[float, float]:
    match lon_lat:
        case [float() | int() as lon, float() | int() as lat] if abs(lon) <= 360 >= abs(lat):
            return float(lon), float(lat)
    raise _broken("the location is malformed")


def _broken(reason: str, **parameters: Any) -> TrajganrError:
    return TrajganrError(
        Code.PROTOCOL_SCHEMA,
        f"The similarities of the roads were not understood: {reason}.",
        "Try again. If it fails again, install plugin and worker of the same release.",
        **parameters,
    )
