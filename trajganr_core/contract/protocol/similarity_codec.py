"""How alike every road is to one: the pages that ``embed.similar`` answers, put together.

A network may have a million edges, a frame has a limit: an answer holds as many edges as fit, from
the one that was asked for on, a buffer a column.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import Code, TrajganrError
from ..geopackage_styles import LEFT, RIGHT
from .messages import Message, field_of, whole_number

__all__ = [
    "COLUMNS",
    "DIRECTIONS",
    "GEOMETRY",
    "PER_DEGREE",
    "UNIT",
    "UNKNOWN",
    "SimilarRoads",
    "gather",
]

#: A similarity of 1 in int16.
UNIT = 32_767
#: Where nothing is known of a road, or of what all are compared with.
UNKNOWN = -32_768
#: What the numbers of the column ``direction`` mean.
DIRECTIONS = ("forward", "backward")
#: More than any network has, whatever a worker says.
MOST_EDGES, MOST_VERTICES = 20_000_000, 400_000_000
#: Degrees times this are the whole numbers of the column ``vertices``.
PER_DEGREE = 10_000_000
#: Columns of every page in the order of its buffers, and those added by ``geometry``, with the
#: types by which :class:`array.array` knows them; little-endian.
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
        edge: what all are compared with; None for a place without a road nearby.
        location: (lon, lat) of the place on it, degrees.
        driving_side: on which side of the road vehicles drive, ``right`` or ``left``.
        similarity: ``h``, ``(E,)`` cosine of the embeddings times :data:`UNIT`;
            :data:`UNKNOWN` where nothing is known.
        source_fid: ``q``, ``(E,)`` the feature of the layer that the roads were read from.
        osm_id: ``q``, ``(E,)`` the OpenStreetMap way, 0 where it is not known.
        from_node, to_node: ``I``, ``(E,)`` the nodes of the network that the edge joins.
        direction: ``B``, ``(E,)`` places in :data:`DIRECTIONS`.
        offsets: ``I``, ``(E+1,)`` vertices of edge e are ``offsets[e]:offsets[e+1]``; empty where
            no geometry was asked for.
        vertices: ``i``, lon and lat in turns, degrees times :data:`PER_DEGREE`.
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
        """The similarity of an edge, from -1 to 1; None where it is not known."""
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
    """Ask for page after page, and put them together.

    Args:
        ask: answers the page that begins at an edge.

    Raises:
        TrajganrError: ``PROTOCOL.SCHEMA`` for pages that do not fit together.
    """
    columns = {name: array(kind) for name, kind in (COLUMNS | GEOMETRY).items()}
    page = ask(0)
    about, count = page.content, whole_number(page.content, "count", most=MOST_EDGES)
    until = _append(columns, page)
    while until < count:
        page = ask(until)
        same = all(page.content.get(name) == about.get(name) for name in ("count", "edge", "model"))
        if not same or whole_number(page.content, "first") != until:
            raise _broken("another model or bundle answers than before")
        until = _append(columns, page)
        if len(columns["vertices"]) > MOST_VERTICES:
            raise _broken("the geometry is too large")
    edge = field_of(about, "edge", (int, type(None)), None)
    if until != count or not (edge is None or 0 <= edge < count):
        raise _broken("its numbers of edges do not fit")
    return SimilarRoads(
        model=field_of(about, "model", str),
        edge=edge,
        location=_place(field_of(about, "location", list)),
        driving_side=_side(field_of(about, "driving_side", str)),
        **columns,
    )


def _append(columns: dict[str, array[int]], page: Message) -> int:
    """Take the buffers of a page; answers the edge that the next one begins at."""
    first, until = (whole_number(page.content, name) for name in ("first", "until"))
    parts = [_column(columns[name].typecode, raw) for name, raw in _named(page.buffers)]
    if until <= first or {len(part) for part in parts[: len(COLUMNS)]} != {until - first}:
        raise _broken("a column is too short or too long")
    if max(parts[list(COLUMNS).index("direction")]) >= len(DIRECTIONS):
        raise _broken("a direction is none")
    for name, part in zip(COLUMNS, parts, strict=False):
        columns[name].extend(part)
    if len(parts) > len(COLUMNS):
        offsets, vertices = parts[len(COLUMNS) :]
        fits = len(offsets) == until - first + 1 and 2 * offsets[-1] == len(vertices)
        if not fits or offsets[0] or list(offsets) != sorted(offsets):
            raise _broken("the geometry does not fit")
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
        raise _broken("there is no such driving side")
    return name


def _place(lon_lat: Sequence[Any]) -> tuple[float, float]:
    match lon_lat:
        case [float() | int() as lon, float() | int() as lat] if abs(lon) <= 360 >= abs(lat):
            return float(lon), float(lat)
    raise _broken("its location is none")


def _broken(what: str, **parameters: Any) -> TrajganrError:
    return TrajganrError(
        Code.PROTOCOL_SCHEMA,
        f"The similarities of the roads were not understood: {what}.",
        "Ask again. If it stays so: plugin and worker should be of the same release.",
        **parameters,
    )
