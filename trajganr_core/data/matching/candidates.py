"""The edges near a fix, found through a grid over the straight segments of all edges."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from ...utils.arrays import FloatArray, Int32Array, IntArray
from ...utils.ragged import row_of_each
from ..roads.network import Network
from .compiled import njit

__all__ = ["CANDIDATES", "SegmentGrid", "count_far", "nearest_edges"]

#: Number of candidate edges of a fix.
CANDIDATES = 8
#: Side of a cell for a search radius of at least this, metres; the cells of a large network are
#: larger.
CELL_M = 60.0
#: Number of cells for each segment, at most.
CELLS_PER_SEGMENT = 4


class SegmentGrid(NamedTuple):
    """Straight segments, and for each cell of a grid those within the search radius of the cell.

    Attributes:
        x, y: ``(segments,)`` where each segment begins, local metres.
        dx, dy: ``(segments,)`` from its beginning to its end, metres.
        edge, offset_m, span_m: ``(segments,)`` its edge, metres of the edge before it, and its
            own, by the network's measure.
        first, item: segments of cell c are ``item[first[c]:first[c + 1]]``; cells are numbered row
            by row from the south-west.
        west, south, cell_m: corner and side of the cells, metres.
        columns, rows: size of the grid.
        radius_m: the search radius.
    """

    x: FloatArray
    y: FloatArray
    dx: FloatArray
    dy: FloatArray
    edge: Int32Array
    offset_m: FloatArray
    span_m: FloatArray
    first: IntArray
    item: Int32Array
    west: float
    south: float
    cell_m: float
    columns: int
    rows: int
    radius_m: float

    @classmethod
    def of(cls, network: Network, vertices: FloatArray, radius_m: float) -> SegmentGrid:
        """The grid of a network.

        Args:
            network: at least one edge.
            vertices: ``(vertices, 2)`` its vertices in local metres.
            radius_m: the search radius.
        """
        is_start = np.ones(len(vertices), dtype=bool)
        is_start[network.offsets[1:] - 1] = False
        start = np.flatnonzero(is_start)
        x, y = np.ascontiguousarray(vertices[start].T)
        dx, dy = np.ascontiguousarray((vertices[start + 1] - vertices[start]).T)
        offset_m = np.nan_to_num(network.vertex_m[start])  # edges without length have none
        west, south = vertices.min(axis=0) - radius_m
        east, north = vertices.max(axis=0) + radius_m
        spread_m = math.sqrt((east - west) * (north - south) / (CELLS_PER_SEGMENT * len(start)))
        cell_m = max(CELL_M, radius_m, spread_m)
        columns, rows = int((east - west) / cell_m) + 1, int((north - south) / cell_m) + 1
        first, item = _segments_of_cells(x, y, dx, dy, west, south, cell_m, columns, rows, radius_m)
        return cls(
            *(x, y, dx, dy, row_of_each(network.offsets)[start].astype(np.int32)),
            *(offset_m, np.nan_to_num(network.vertex_m[start + 1]) - offset_m),
            *(first, item),
            west=float(west),
            south=float(south),
            cell_m=cell_m,
            columns=columns,
            rows=rows,
            radius_m=radius_m,
        )


@njit
def nearest_edges(
    grid: SegmentGrid,
    x: float,
    y: float,
    edge: Int32Array,
    offset_m: FloatArray,
    squared_m: FloatArray,
) -> int:
    """Write the nearest edges of a place, nearest first; returns their number.

    Args:
        x, y: the place, local metres.
        edge, offset_m, squared_m: ``(candidates,)`` receive each edge, the metres from its start to
            its point that is nearest to the place, and the square of the distance.
    """
    column, row = (
        math.floor((x - grid.west) / grid.cell_m),
        math.floor((y - grid.south) / grid.cell_m),
    )
    if not (0 <= column < grid.columns and 0 <= row < grid.rows):
        return 0
    cell = row * grid.columns + column
    most = grid.radius_m * grid.radius_m
    count = 0
    for at in range(grid.first[cell], grid.first[cell + 1]):
        item = grid.item[at]
        dx, dy = grid.dx[item], grid.dy[item]
        from_x, from_y = x - grid.x[item], y - grid.y[item]
        squared_length = dx * dx + dy * dy
        share = (from_x * dx + from_y * dy) / squared_length if squared_length > 0 else 0.0
        share = min(max(share, 0.0), 1.0)
        off_x, off_y = from_x - share * dx, from_y - share * dy
        squared = off_x * off_x + off_y * off_y
        if squared > most:
            continue
        # The slot of an earlier segment of the same edge, or else of the farthest candidate.
        slot = 0
        while slot < count and edge[slot] != grid.edge[item]:
            slot += 1
        if slot == len(edge):
            slot -= 1
        if slot < count and squared >= squared_m[slot]:
            continue
        count = max(count, slot + 1)
        while slot > 0 and squared_m[slot - 1] > squared:
            edge[slot], offset_m[slot] = edge[slot - 1], offset_m[slot - 1]
            squared_m[slot] = squared_m[slot - 1]
            slot -= 1
        edge[slot], squared_m[slot] = grid.edge[item], squared
        offset_m[slot] = grid.offset_m[item] + share * grid.span_m[item]
    return count


@njit
def count_far(grid: SegmentGrid, x: FloatArray, y: FloatArray) -> int:
    """Number of places that no edge is near to."""
    edge, offset_m, squared_m = np.empty(1, np.int32), np.empty(1), np.empty(1)
    far = 0
    for place in range(len(x)):
        far += nearest_edges(grid, x[place], y[place], edge, offset_m, squared_m) == 0
    return far


@njit
def _segments_of_cells(
    x: FloatArray,
    y: FloatArray,
    dx: FloatArray,
    dy: FloatArray,
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
        for segment in range(len(x)):
            low_x, high_x = x[segment] + min(dx[segment], 0.0), x[segment] + max(dx[segment], 0.0)
            low_y, high_y = y[segment] + min(dy[segment], 0.0), y[segment] + max(dy[segment], 0.0)
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
