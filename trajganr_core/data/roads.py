"""Roads: a line layer becomes a directed network, noded where lines share a vertex.

A prediction is for a directed segment, so a two-way road has two edges, each the ``reverse`` of
the other. Layers as QGIS has them are not noded: OSM ways cross at a shared vertex without being
split there. Lines that cross without sharing a vertex (bridges) stay apart.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from pyproj import Geod

from ..errors import Code, TrajganrError
from ..geo import StudyArea
from .layers import read_layer
from .ragged import concatenated_ranges, last_before, offsets_of, row_of_each

__all__ = ["DRIVABLE", "Network", "node_lines", "read_roads"]

log = logging.getLogger(__name__)

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]

#: OSM ``highway`` values that are public roads for cars; service roads (yards, parking aisles)
#: are left out, as in OSMnx's network type "drive".
DRIVABLE = frozenset(
    [
        *(
            road + link
            for road in ("motorway", "trunk", "primary", "secondary", "tertiary")
            for link in ("", "_link")
        ),
        *("unclassified", "residential", "living_street", "road"),
    ]
)

#: Vertices closer than this are the same: 1e-7 degrees, about a centimetre, is OSM's resolution.
VERTEX_RESOLUTION = 1e-7


@dataclass(frozen=True)
class Network:
    """Directed edges of a study area.

    Attributes:
        offsets: ``(E+1,)``, vertices of edge e are ``offsets[e]:offsets[e+1]``.
        lon, lat: vertices in the direction of their edge, EPSG:4326 degrees.
        source, target: ``(E,)`` node numbers.
        reverse: ``(E,)`` the opposite edge of the same road, -1 on a one-way road.
        length_m: ``(E,)`` metres in the area's local frame.
        source_fid: ``(E,)`` the feature of the layer that was read.
        forward: ``(E,)`` whether the edge runs as its feature was digitised.
        highway, name: ``(E,)`` strings, empty where unknown.
    """

    offsets: IntArray
    lon: FloatArray
    lat: FloatArray
    source: IntArray
    target: IntArray
    reverse: IntArray
    length_m: FloatArray
    source_fid: IntArray
    forward: npt.NDArray[np.bool_]
    highway: npt.NDArray[np.object_]
    name: npt.NDArray[np.object_]

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @cached_property
    def lines(self) -> npt.NDArray[np.object_]:
        """``(E,)`` shapely lines in degrees."""
        return _lines(np.column_stack([self.lon, self.lat]), self.offsets)

    def local_lines(self, area: StudyArea) -> npt.NDArray[np.object_]:
        """``(E,)`` shapely lines in the area's local metres."""
        return _lines(area.to_local(self.lon, self.lat), self.offsets)

    def locate(self, edge: IntArray, offset_m: FloatArray) -> FloatArray:
        """Points at ``offset_m`` metres along ``edge``: ``(q, 2)`` degrees, (lon, lat)."""
        before = last_before(self.vertex_m, self.offsets, offset_m, edge)
        before = np.minimum(before, self.offsets[edge + 1] - 2)
        gap = self.vertex_m[before + 1] - self.vertex_m[before]
        alpha = np.clip((offset_m - self.vertex_m[before]) / gap, 0, 1)[:, None]
        vertices = np.column_stack([self.lon, self.lat])
        return np.asarray(vertices[before] + alpha * (vertices[before + 1] - vertices[before]))

    @cached_property
    def vertex_m(self) -> FloatArray:
        """``(vertices,)`` metres from the start of the edge; the last vertex has its length."""
        hop = Geod(ellps="WGS84").inv(self.lon[:-1], self.lat[:-1], self.lon[1:], self.lat[1:])[2]
        driven = np.concatenate([[0.0], np.cumsum(hop)])
        start, end = driven[self.offsets[:-1]], driven[self.offsets[1:] - 1]
        edge = row_of_each(self.offsets)
        return np.asarray((driven - start[edge]) / (end - start)[edge] * self.length_m[edge])


def read_roads(path: Path, area: StudyArea) -> Network:
    """Read a line layer into the network of the roads that touch the study area.

    Edges that intersect the area are kept whole. Where the layer has a ``highway`` field only
    :data:`DRIVABLE` roads are kept; ``oneway`` and ``junction`` are understood as in OSM.

    Args:
        path: any vector file that GDAL reads, in any CRS.
        area: the study area.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``, ``INPUT.FORMAT``, ``INPUT.CRS`` for a layer without
            CRS, ``INPUT.GEOMETRY`` for a layer without lines, ``INPUT.EMPTY`` when no (drivable)
            line lies in the area.
    """
    roads = read_layer(path, ("LineString", "MultiLineString"), bbox=area.bbox)
    in_area = len(roads)
    if "highway" in roads:
        roads = roads[roads["highway"].isin(DRIVABLE)]
    network = node_lines(
        roads.geometry.to_numpy(),
        area,
        fid=roads.index.to_numpy(dtype=np.int64),
        oneway=oneway_direction(roads),
        highway=_text(roads, "highway"),
        name=_text(roads, "name"),
    )
    if not len(network):
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "{path} has {lines} lines in the study area {bbox}, none of them a drivable road.",
            "Check the study area and the layer's CRS; a field 'highway' must hold OSM's road "
            "classes.",
            path=str(path),
            lines=in_area,
            bbox=list(area.bbox),
        )
    log.info(
        "Roads: %d of %d lines in the area are drivable, %d directed edges",
        len(roads),
        in_area,
        len(network),
    )
    return network


def oneway_direction(roads: pd.DataFrame) -> npt.NDArray[np.int8]:
    """1 where traffic runs as digitised, -1 against it, 0 both ways (OSM wiki, Key:oneway).

    An explicit ``oneway=no`` outranks what roundabouts and motorways imply.
    """
    tag = np.char.lower(_text(roads, "oneway").astype(str))
    implied = np.isin(_text(roads, "junction"), ("roundabout", "circular")) | (
        _text(roads, "highway") == "motorway"
    )
    one = np.isin(tag, ("yes", "true", "1", "1.0")) | (implied & ~np.isin(tag, ("no", "false")))
    against = np.isin(tag, ("-1", "-1.0", "reverse"))
    return np.where(against, -1, one).astype(np.int8)


def node_lines(
    lines: npt.NDArray[np.object_],
    area: StudyArea,
    *,
    fid: IntArray,
    oneway: npt.NDArray[np.int8],
    highway: npt.NDArray[np.object_],
    name: npt.NDArray[np.object_],
) -> Network:
    """Split lines at shared vertices and direct the pieces that touch the area.

    Args:
        lines: ``(n,)`` shapely lines or multi-lines, EPSG:4326.
        area: pieces that do not intersect it are left out.
        fid, oneway, highway, name: ``(n,)`` attributes; ``oneway`` as :func:`oneway_direction`.
    """
    xy, vertex, part_start, of_line = _vertices(lines)
    start, stop, part = _split_at_nodes(vertex, part_start)
    inside = _touches(xy, start, stop, area)
    start, stop, line = start[inside], stop[inside], of_line[part[inside]]

    # Piece i gives edge 2i as digitised and 2i+1 against it, then the forbidden ones go.
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
    ends = vertex[np.column_stack([vertices[offsets[:-1]], vertices[offsets[1:] - 1]])]
    nodes = np.unique(ends, return_inverse=True)[1].reshape(ends.shape)
    lon, lat = xy[vertices, 0], xy[vertices, 1]
    return Network(
        offsets=offsets,
        lon=lon,
        lat=lat,
        source=nodes[:, 0],
        target=nodes[:, 1],
        reverse=reverse,
        length_m=shapely.length(_lines(area.to_local(lon, lat), offsets)),
        source_fid=fid[line[piece]],
        forward=forward,
        highway=highway[line[piece]],
        name=name[line[piece]],
    )


def _vertices(
    lines: npt.NDArray[np.object_],
) -> tuple[FloatArray, IntArray, IntArray, IntArray]:
    """Vertices of all parts of all lines, repeated ones left out.

    Returns:
        ``(xy, vertex, part_start, of_line)``: coordinates ``(v, 2)``; the same number for
        vertices at the same place ``(v,)``; where each part starts ``(p+1,)``; its line ``(p,)``.
    """
    parts, of_line = shapely.get_parts(lines, return_index=True)
    xy, of_part = shapely.get_coordinates(parts, return_index=True)
    places = np.round(xy / VERTEX_RESOLUTION).astype(np.int64)
    vertex = np.unique(places, axis=0, return_inverse=True)[1].reshape(-1)
    repeated = np.zeros(len(xy), dtype=bool)
    repeated[1:] = (vertex[1:] == vertex[:-1]) & (of_part[1:] == of_part[:-1])
    xy, of_part, vertex = xy[~repeated], of_part[~repeated], vertex[~repeated]
    part_start = offsets_of(np.bincount(of_part, minlength=len(parts)))
    return xy, vertex, part_start, of_line


def _split_at_nodes(vertex: IntArray, part_start: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """Pieces from node to node: ``(start, stop, part)``, vertices ``start:stop`` of each.

    A node is an end of a part or a vertex that is visited more than once.
    """
    part = row_of_each(part_start)
    is_first = np.r_[True, part[1:] != part[:-1]]
    is_last = np.r_[is_first[1:], True]
    is_node = is_first | is_last | (np.bincount(vertex)[vertex] > 1)
    node = np.flatnonzero(is_node)
    begins = ~is_last[node]
    start = node[begins]
    # The next node is of the same part, because the part's last vertex is one.
    stop = np.r_[node[1:], -1][begins] + 1
    return start, stop, part[start]


def _touches(
    xy: FloatArray, start: IntArray, stop: IntArray, area: StudyArea
) -> npt.NDArray[np.bool_]:
    """Which pieces intersect the study area."""
    vertices, offsets = concatenated_ranges(start, stop)
    lines = _lines(xy[vertices], offsets)
    return np.asarray(shapely.intersects(lines, shapely.box(*area.bbox)), dtype=bool)


def _lines(xy: FloatArray, offsets: IntArray) -> npt.NDArray[np.object_]:
    """Shapely lines from flat vertices; there is none in an empty network."""
    if len(offsets) == 1:
        return np.empty(0, dtype=object)
    return np.asarray(shapely.linestrings(xy, indices=row_of_each(offsets)))


def _text(frame: pd.DataFrame, column: str) -> npt.NDArray[np.object_]:
    """A column as strings, empty where missing or where there is no column."""
    if column not in frame:
        return np.full(len(frame), "", dtype=object)
    values = frame[column]
    return values.where(values.notna(), "").astype(str).to_numpy(dtype=object)
