"""Noding: lines are split at shared vertices and become a directed network.

Typical line layers are not noded: OSM ways cross at a shared vertex without being split there.
Lines that cross without a shared vertex (bridges) are not connected. Some layers have a line for
each direction of a road: lines that are other lines reversed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from ...contract.texts.text import Text
from ...utils.arrays import BoolArray, FloatArray, GeometryArray, IntArray, TextArray
from ...utils.ragged import concatenated_ranges, offsets_of, row_of_each, take_rows
from ...utils.study_area import StudyArea
from .attributes import WayAttributes
from .network import Network, linestrings
from .traffic_controls import TrafficControls
from .turn_restrictions import TurnRestrictions

#: Tolerance for equal vertices: 1e-7 degrees, about a centimetre, is OSM's resolution.
VERTEX_RESOLUTION = 1e-7
#: With a larger share of lines that are others reversed, the lines of a layer are directions.
MAX_REVERSED = 0.5


@dataclass(frozen=True)
class Parts:
    """Lines as flat vertices; a line with gaps has several parts.

    Attributes:
        xy: ``(v, 2)`` degrees, (lon, lat).
        vertex: ``(v,)`` vertex numbers; parts are connected at equal numbers. Consecutive vertices
            of a part differ.
        offsets: ``(p+1,)``, vertices of part p are ``offsets[p]:offsets[p+1]``, at least two.
        line: ``(p,)`` index of the line of each part.
    """

    xy: FloatArray
    vertex: IntArray
    offsets: IntArray
    line: IntArray

    def of_lines(self, chosen: BoolArray) -> Parts:
        """The parts of the chosen lines, which are renumbered."""
        parts = np.flatnonzero(chosen[self.line])
        vertices, offsets = take_rows(self.offsets, parts)
        number = np.cumsum(chosen) - 1
        return Parts(self.xy[vertices], self.vertex[vertices], offsets, number[self.line[parts]])

    @property
    def vertex_line(self) -> IntArray:
        """``(v,)`` the line of each vertex."""
        return self.line[row_of_each(self.offsets)]

    def geometries(self) -> GeometryArray:
        """``(p,)`` shapely lines in degrees."""
        return linestrings(self.xy, self.offsets)

    def touching(self, area: StudyArea, lines: int) -> BoolArray:
        """Which of the lines intersect the area: ``(lines,)``."""
        inside = shapely.intersects(self.geometries(), shapely.box(*area.bbox))
        touching = np.zeros(lines, dtype=bool)
        touching[self.line[inside]] = True
        return touching


@dataclass(frozen=True)
class LinkedLines:
    """n lines of a format that says where they meet.

    ``frame`` has a row each, by feature id, with tags of OpenStreetMap and the line in degrees.
    ``restrictions`` are by feature id, ``unused`` values by tag. ``total`` counts dropped ones too.
    """

    parts: Parts
    frame: gpd.GeoDataFrame
    restrictions: TurnRestrictions
    description: Text
    total: int
    dropped: Counter[Text]
    unused: Counter[str] = field(default_factory=Counter)
    licence: str = ""


def parts_of_lines(lines: GeometryArray) -> Parts:
    """The parts of shapely lines or multi-lines in degrees, connected at shared vertices."""
    if (shapely.get_type_id(lines) == shapely.GeometryType.LINESTRING).all():
        parts, line = lines, np.arange(len(lines))  # ``get_parts`` would copy each line
    else:
        parts, line = shapely.get_parts(lines, return_index=True)
    xy, part = shapely.get_coordinates(parts, return_index=True)
    offsets = offsets_of(np.bincount(part, minlength=len(parts)))
    return without_repeats(xy, numbered_places(xy), offsets, line)


def numbered_places(xy: FloatArray) -> IntArray:
    """A number for each vertex ``(v,)``, equal for vertices at the same position."""
    places = np.round(xy / VERTEX_RESOLUTION).astype(np.int64)
    order = np.lexsort(places.T[::-1])  # several times as fast as ``np.unique`` of rows
    is_new = (np.diff(places[order], axis=0) != 0).any(axis=1)
    number = np.empty(len(xy), dtype=np.int64)
    number[order] = np.concatenate([[0], np.cumsum(is_new)])[: len(xy)]
    return number


def without_repeats(xy: FloatArray, vertex: IntArray, offsets: IntArray, line: IntArray) -> Parts:
    """Parts without repeated consecutive vertices; parts with a single position are dropped."""
    part = row_of_each(offsets)
    kept = np.ones(len(xy), dtype=bool)
    kept[1:] = (vertex[1:] != vertex[:-1]) | (part[1:] != part[:-1])
    kept &= (np.bincount(part[kept], minlength=len(line)) > 1)[part]
    counts = np.bincount(part[kept], minlength=len(line))
    return Parts(xy[kept], vertex[kept], offsets_of(counts[counts > 0]), line[counts > 0])


def node_parts(
    parts: Parts,
    area: StudyArea,
    *,
    fid: IntArray,
    oneway: npt.NDArray[np.int8],
    highway: TextArray,
    name: TextArray,
    osm_id: IntArray | None = None,
    attributes: WayAttributes | None = None,
    controls: TrafficControls | None = None,
    restrictions: TurnRestrictions | None = None,
    unused: Counter[Text] | None = None,
    other: IntArray | None = None,
) -> Network:
    """Split lines at shared vertices and make directed edges of the pieces that touch the area.

    Args:
        parts: of n lines.
        area: pieces that do not intersect it are dropped.
        fid, highway, name: ``(n,)`` attributes of the lines.
        osm_id: ``(n,)`` OpenStreetMap way ids of the lines, 0 where unknown; all unknown by
            default.
        oneway: ``(n,)`` 1 for traffic in the digitised direction, -1 against it, 0 for both.
        attributes: of the lines; all unknown by default.
        controls: at vertices; none by default.
        restrictions: of turns between the lines, by their ``fid``.
        unused: counts the restrictions that forbid no turn, by reason.
        other: ``(n,)`` the line that is each line reversed, -1 if there is none: the two are the
            directions of a road, and do not split each other.
    """
    other = np.full(len(fid), -1) if other is None else other
    is_second = (other >= 0) & (other < np.arange(len(other)))
    start, stop, part = _split_at_nodes(parts, ~is_second[parts.vertex_line])
    vertices, offsets = concatenated_ranges(start, stop)
    inside = shapely.intersects(linestrings(parts.xy[vertices], offsets), shapely.box(*area.bbox))
    start, stop, line = start[inside], stop[inside], parts.line[part[inside]]

    # Piece i gives edges 2i (digitised direction) and 2i+1 (opposite); closed ones are removed.
    piece = np.repeat(np.arange(len(start)), 2)
    forward = np.arange(len(piece)) % 2 == 0
    allowed = np.where(forward, oneway[line[piece]] >= 0, oneway[line[piece]] <= 0)
    number = np.where(allowed, np.cumsum(allowed) - 1, -1)
    reverse = number[np.arange(len(piece)) ^ 1][allowed]
    piece, forward = piece[allowed], forward[allowed]

    vertices, offsets = concatenated_ranges(start[piece], stop[piece])
    edge = row_of_each(offsets)
    mirrored = start[piece][edge] + stop[piece][edge] - 1 - vertices
    vertices = np.where(forward[edge], vertices, mirrored)
    ends = parts.vertex[np.column_stack([vertices[offsets[:-1]], vertices[offsets[1:] - 1]])]
    nodes = np.unique(ends, return_inverse=True)[1].reshape(ends.shape)
    way = np.zeros(len(piece), dtype=np.int64) if osm_id is None else osm_id[line[piece]]
    restrictions = restrictions or TurnRestrictions.of((), {})
    unused = Counter() if unused is None else unused
    turns = restrictions.forbidden_turns(ends, fid[line[piece]], unused)
    twins = np.flatnonzero((reverse < 0) & (other[line[piece]] >= 0))
    reverse[twins] = _reversed(parts.vertex[vertices], offsets, twins)
    lon, lat = parts.xy.T
    local = area.to_local(lon, lat)[vertices]
    attributes = attributes or WayAttributes.unknown(len(fid))
    controls = controls or TrafficControls.none()
    found = controls.on_edges(
        parts.vertex[vertices], _positions(local, offsets), offsets, forward, reverse < 0
    )
    return Network(
        offsets=offsets,
        lon=lon[vertices],
        lat=lat[vertices],
        source=nodes[:, 0],
        target=nodes[:, 1],
        reverse=reverse,
        length_m=shapely.length(linestrings(local, offsets)),
        source_fid=fid[line[piece]],
        osm_id=way,
        forward=forward,
        highway=highway[line[piece]],
        name=name[line[piece]],
        attributes=attributes.of_edges(line[piece], forward, found),
        forbidden_turns=turns,
    )


def _positions(xy: FloatArray, offsets: IntArray) -> FloatArray:
    """Positions of vertices ``(v,)`` along their lines, from 0 at the start to 1 at the end."""
    hop = np.hypot(*np.diff(xy, axis=0).T)
    driven = np.concatenate([[0.0], np.cumsum(hop)])[: len(xy)]
    start, end = driven[offsets[:-1]], driven[offsets[1:] - 1]
    line = row_of_each(offsets)
    return np.asarray((driven - start[line]) / np.maximum(end - start, 1e-9)[line])


def _reversed(vertex: IntArray, offsets: IntArray, edges: IntArray) -> IntArray:
    """``(e,)`` the one of some edges with the same vertices in the opposite order, or -1."""
    chains = [vertex[offsets[edge] : offsets[edge + 1]] for edge in edges.tolist()]
    at = {chain.tobytes(): edge for chain, edge in zip(chains, edges.tolist(), strict=True)}
    return np.array([at.get(chain[::-1].tobytes(), -1) for chain in chains], dtype=np.int64)


def _split_at_nodes(parts: Parts, counted: BoolArray) -> tuple[IntArray, IntArray, IntArray]:
    """Pieces between nodes: ``(start, stop, part)``, with vertices ``start:stop``.

    A node is an end of a part or a vertex that occurs more than once among those that are counted.
    """
    vertex, part = parts.vertex, row_of_each(parts.offsets)
    times = np.bincount(vertex[counted], minlength=int(vertex.max(initial=-1)) + 1)
    is_first = np.r_[True, part[1:] != part[:-1]]
    is_last = np.r_[is_first[1:], True]
    is_node = is_first | is_last | (times[vertex] > 1)
    node = np.flatnonzero(is_node)
    begins = ~is_last[node]
    start = node[begins]
    # The next node is in the same part, because the part's last vertex is a node.
    stop = np.r_[node[1:], -1][begins] + 1
    return start, stop, part[start]


def reversed_lines(parts: Parts, lines: int) -> IntArray:
    """``(lines,)`` a line with the same vertices in the opposite order, -1 if there is none.

    Lines of several parts have none.
    """
    found = np.full(lines, -1, dtype=np.int64)
    first, stop = parts.offsets[:-1], parts.offsets[1:]
    ends = np.sort(np.column_stack([parts.vertex[first], parts.vertex[stop - 1]]), axis=1)
    shape = np.column_stack([ends, stop - first])
    alike = np.unique(shape, axis=0, return_inverse=True, return_counts=True)
    single = np.bincount(parts.line, minlength=lines)[parts.line] == 1
    candidates = np.flatnonzero((alike[2][alike[1].ravel()] > 1) & single)
    at = {parts.vertex[first[p] : stop[p]].tobytes(): p for p in candidates.tolist()}
    for part in candidates.tolist():
        other = at.get(parts.vertex[first[part] : stop[part]][::-1].tobytes(), part)
        if other != part:
            found[parts.line[part]] = parts.line[other]
    return found


def one_direction_each(
    directions: BoolArray, other: IntArray, *, is_stated: bool
) -> tuple[BoolArray, int, int]:
    """The directions of lines, some of which are other lines reversed.

    Such a line is the direction that it is drawn in; its other direction is the other line. If most
    lines are such, and the layer states no one-way roads, the rest are one-way too.

    Args:
        directions: ``(n, 2)`` whether lines are open in the direction they are drawn in, and
            against it.
        other: ``(n,)`` from :func:`reversed_lines`.
        is_stated: whether any line states whether it is one-way.

    Returns:
        ``(n, 2)`` the directions; how many lines are others reversed, and how many others are
        one-way because of that.
    """
    along = directions[:, 0]
    paired = (other >= 0) & along & along[other]
    rest = np.zeros(len(other), dtype=bool)
    if not is_stated and paired.sum() > MAX_REVERSED * len(other):
        rest = ~paired & directions.all(axis=1)
    return (
        np.column_stack([along, directions[:, 1] & ~paired & ~rest]),
        int(paired.sum()),
        int(rest.sum()),
    )
