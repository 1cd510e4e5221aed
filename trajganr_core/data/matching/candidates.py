"""The edges near a fix, found through a grid over the straight segments of all edges."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...utils.arrays import FloatArray, Int32Array, IntArray
from ...utils.ragged import row_of_each
from ..roads.network import Network
from .compiled import njit

#: Number of candidate edges of a fix.
CANDIDATES = 16
#: Side of a cell for a search radius of at least this, metres; the cells of a large network are
#: larger.
CELL_M = 60.0
#: Number of cells for each segment, at most.
CELLS_PER_SEGMENT = 4


#: A straight segment of a road: where it begins, from there to its end, and 1 over the square of
#: its length, local metres; the road's edge, its metres before the segment and of it, by the
#: network's measure; the road's other edge, or -1, and its metres. A record is one line of a
#: processor's cache.
SEGMENT = np.dtype(
    [
        *((name, np.float64) for name in ("x", "y", "dx", "dy", "inverse_squared")),
        *((name, np.float32) for name in ("offset_m", "span_m", "reverse_m")),
        *((name, np.int32) for name in ("edge", "reverse")),
    ],
    align=True,
)

SegmentArray = NDArray[Any]


class SegmentGrid(NamedTuple):
    """Segments of roads, and for each cell of a grid those within the search radius of the cell.

    Attributes:
        segments: ``(segments,)`` of :data:`SEGMENT`.
        first, item: segments of cell c are ``item[first[c]:first[c + 1]]``; cells are numbered row
            by row from the south-west.
        west, south, cell_m: corner and side of the cells, metres.
        columns, rows: size of the grid.
        radius_m: the search radius.
        roads_per_m: ``(cells,)`` metres of road on a square metre around each cell.
    """

    segments: SegmentArray
    first: IntArray
    item: Int32Array
    west: float
    south: float
    cell_m: float
    columns: int
    rows: int
    radius_m: float
    roads_per_m: FloatArray

    @classmethod
    def of(cls, network: Network, vertices: FloatArray, radius_m: float) -> SegmentGrid:
        """The grid of a network.

        Args:
            network: at least one edge.
            vertices: ``(vertices, 2)`` its vertices in local metres.
            radius_m: the search radius.
        """
        segments = _segments(network, vertices)
        west, south = vertices.min(axis=0) - radius_m
        east, north = vertices.max(axis=0) + radius_m
        most_cells = CELLS_PER_SEGMENT * len(segments)
        spread_m = math.sqrt((east - west) * (north - south) / most_cells)
        cell_m = max(CELL_M, radius_m, spread_m)
        columns, rows = int((east - west) / cell_m) + 1, int((north - south) / cell_m) + 1
        first, item = _segments_of_cells(segments, west, south, cell_m, columns, rows, radius_m)
        return cls(
            *(segments, first, item),
            west=float(west),
            south=float(south),
            cell_m=cell_m,
            columns=columns,
            rows=rows,
            radius_m=radius_m,
            roads_per_m=_road_metres(segments, first, item) / cell_m**2,
        )


def _segments(network: Network, vertices: FloatArray) -> SegmentArray:
    """The segments of one edge of each road."""
    edge = row_of_each(network.offsets)
    is_start = (network.reverse < np.arange(len(network)))[edge]
    is_start[network.offsets[1:] - 1] = False
    start = np.flatnonzero(is_start)
    edge = edge[start]
    segments = np.zeros(len(start), SEGMENT)
    segments["x"], segments["y"] = vertices[start].T
    dx, dy = (vertices[start + 1] - vertices[start]).T
    squared = dx * dx + dy * dy
    segments["dx"], segments["dy"] = dx, dy
    segments["inverse_squared"] = np.divide(1.0, squared, out=np.zeros(len(dx)), where=squared > 0)
    offset_m = np.nan_to_num(network.vertex_m[start])  # edges without length have none
    segments["offset_m"] = offset_m
    segments["span_m"] = np.nan_to_num(network.vertex_m[start + 1]) - offset_m
    segments["edge"], segments["reverse"] = edge, network.reverse[edge]
    segments["reverse_m"] = network.length_m[network.reverse[edge]]
    return segments


def _road_metres(segments: SegmentArray, first: IntArray, item: Int32Array) -> FloatArray:
    """Metres of road of each cell; those of a segment are divided among the cells it is near to."""
    cells = np.maximum(np.bincount(item, minlength=len(segments)), 1)
    metres = (segments["span_m"] / cells)[item]
    return np.asarray(np.bincount(row_of_each(first), metres, len(first) - 1), dtype=np.float64)


@njit
def cell_of(grid: SegmentGrid, x: float, y: float) -> int:
    """The cell of a place in local metres, -1 outside the grid."""
    column, row = (
        math.floor((x - grid.west) / grid.cell_m),
        math.floor((y - grid.south) / grid.cell_m),
    )
    if not (0 <= column < grid.columns and 0 <= row < grid.rows):
        return -1
    return row * grid.columns + column


@njit
def nearest_edges(
    grid: SegmentGrid,
    x: float,
    y: float,
    edge: Int32Array,
    segment_of: Int32Array,
    offset_m: FloatArray,
    squared_m: FloatArray,
) -> int:
    """Write the nearest edges of a place, nearest first; returns their number.

    Args:
        x, y: the place, local metres.
        edge, segment_of, offset_m, squared_m: ``(candidates,)`` receive each edge, the number of
            its segment with the point that is nearest to the place, the metres from the edge's
            start to that point, and the square of its distance.
    """
    cell = cell_of(grid, x, y)
    if cell < 0:
        return 0
    most = grid.radius_m * grid.radius_m
    count = 0
    for at in range(grid.first[cell], grid.first[cell + 1]):
        segment = grid.segments[grid.item[at]]
        from_x, from_y = x - segment.x, y - segment.y
        share = (from_x * segment.dx + from_y * segment.dy) * segment.inverse_squared
        share = min(max(share, 0.0), 1.0)
        off_x, off_y = from_x - share * segment.dx, from_y - share * segment.dy
        squared = off_x * off_x + off_y * off_y
        if squared > most:
            continue
        # The slot of an earlier segment of the same road, or else of the farthest one.
        slot = 0
        while slot < count and grid.segments[segment_of[slot]].edge != segment.edge:
            slot += 1
        if slot == len(segment_of):
            slot -= 1
        if slot < count and squared >= squared_m[slot]:
            continue
        count = max(count, slot + 1)
        while slot > 0 and squared_m[slot - 1] > squared:
            segment_of[slot], offset_m[slot] = segment_of[slot - 1], offset_m[slot - 1]
            squared_m[slot] = squared_m[slot - 1]
            slot -= 1
        segment_of[slot], squared_m[slot] = grid.item[at], squared
        offset_m[slot] = segment.offset_m + share * segment.span_m
    return _directed(count, grid, edge, segment_of, offset_m, squared_m)


@njit
def _directed(
    count: int,
    grid: SegmentGrid,
    edge: Int32Array,
    segment_of: Int32Array,
    offset_m: FloatArray,
    squared_m: FloatArray,
) -> int:
    """Replace ``count`` segments by the edges of their roads; returns the number of edges.

    Args:
        edge: ``(candidates,)`` receives the edges.
        segment_of, offset_m, squared_m: ``(candidates,)`` have and receive their places.
    """
    most = len(edge)
    place = 0
    for slot in range(count):
        place += 1 if grid.segments[segment_of[slot]].reverse < 0 else 2
    edges = min(place, most)
    for slot in range(count - 1, -1, -1):  # no place is in front of its slot
        number, along_m, squared = segment_of[slot], offset_m[slot], squared_m[slot]
        segment = grid.segments[number]
        if segment.reverse >= 0:
            place -= 1
            if place < most:
                edge[place], segment_of[place] = segment.reverse, number
                squared_m[place] = squared
                offset_m[place] = max(segment.reverse_m - along_m, 0.0)
        place -= 1
        if place < most:
            edge[place], segment_of[place] = segment.edge, number
            offset_m[place], squared_m[place] = along_m, squared
    return edges


@njit
def count_far(grid: SegmentGrid, x: FloatArray, y: FloatArray) -> int:
    """Number of places that no edge is near to."""
    edge, segment_of = np.empty(1, np.int32), np.empty(1, np.int32)
    offset_m, squared_m = np.empty(1), np.empty(1)
    far = 0
    for place in range(len(x)):
        found = nearest_edges(*(grid, x[place], y[place], edge, segment_of, offset_m, squared_m))
        far += found == 0
    return far


@njit
def _segments_of_cells(
    segments: SegmentArray,
    west: float,
    south: float,
    cell_m: float,
    columns: int,
    rows: int,
    radius_m: float,
) -> tuple[IntArray, Int32Array]:
    """``first`` and ``item``: segments whose bounding box is within the radius of each cell."""
    first = np.zeros(columns * rows + 1, np.int64)
    item = np.empty(0, np.int32)
    for is_filled in (False, True):
        if is_filled:
            first = np.cumsum(first)
            item = np.empty(first[-1], np.int32)
            place = first[:-1].copy()
        for segment in range(len(segments)):
            x, y, dx, dy = (
                segments[segment].x,
                segments[segment].y,
                segments[segment].dx,
                segments[segment].dy,
            )
            low_x, high_x = x + min(dx, 0.0), x + max(dx, 0.0)
            low_y, high_y = y + min(dy, 0.0), y + max(dy, 0.0)
            low_column = max(int((low_x - radius_m - west) / cell_m), 0)
            high_column = min(int((high_x + radius_m - west) / cell_m), columns - 1)
            low_row = max(int((low_y - radius_m - south) / cell_m), 0)
            high_row = min(int((high_y + radius_m - south) / cell_m), rows - 1)
            for row in range(low_row, high_row + 1):
                for column in range(low_column, high_column + 1):
                    cell = row * columns + column
                    if is_filled:
                        item[place[cell]] = segment
                        place[cell] += 1
                    else:
                        first[cell + 1] += 1
    return first, item
