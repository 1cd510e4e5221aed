"""On which directed segments the lines of other programs are, by way, place and direction.

Routing programs cut OpenStreetMap's ways at other places than a bundle. Their lines are therefore
compared piece by piece, a piece being the straight line between consecutive vertices.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from scipy.sparse import csr_array

from ..data.roads.network import Network, headings
from ..utils.arrays import FloatArray, GeometryArray, IntArray
from ..utils.study_area import StudyArea

#: The way of a line whose way is not known, such as one that stands for several.
ANY_WAY = 0
#: Largest distance of a piece's middle from its segment, metres: programs round coordinates.
NEAR_M = 2.0
#: Least share of a line's length on segments whose pace is known.
MIN_SHARE = 0.5


@dataclass(frozen=True)
class Pieces:
    """Straight parts of lines, in the direction of travel.

    Attributes:
        lines: how many lines there are.
        line: ``(n,)`` number of the line of each piece, from 0.
        way: ``(n,)`` id of its OpenStreetMap way, or :data:`ANY_WAY`.
        begin, end: ``(n, 2)`` longitude and latitude, EPSG:4326 degrees.
    """

    lines: int
    line: IntArray
    way: IntArray
    begin: FloatArray
    end: FloatArray


def metres_on_segments(network: Network, area: StudyArea, pieces: Pieces) -> csr_array:
    """``(lines, E)`` metres of each line on each directed segment.

    A piece is on the nearest segment of its way that has its direction and is within
    :data:`NEAR_M` of its middle; without one, its metres are left out.
    """
    begin, end = (area.to_local(*each.T) for each in (pieces.begin, pieces.end))
    metres = np.hypot(*(end - begin).T)
    rows, edge = _candidates(network, area, shapely.points((begin + end) / 2), pieces.way)
    lines = network.local_lines(area)
    middle = shapely.points(((begin + end) / 2)[rows])
    along = headings(lines[edge], shapely.line_locate_point(lines[edge], middle))
    cosine = (along * (end - begin)[rows]).sum(axis=1) / np.maximum(metres[rows], 1e-9)
    order = np.lexsort((-cosine, shapely.distance(lines[edge], middle).round(2), rows))
    order = order[cosine[order] > 0]
    first = order[np.unique(rows[order], return_index=True)[1]]
    row, chosen = rows[first], edge[first]
    shape = (pieces.lines, len(network))
    return csr_array((metres[row], (pieces.line[row], chosen)), shape=shape)


def mean_paces(on_segments: csr_array, length_m: FloatArray, pace: FloatArray) -> FloatArray:
    """``(lines, k)`` mean paces of lines, s/m, by which their travel times add up.

    Args:
        on_segments: of :func:`metres_on_segments`.
        length_m: ``(lines,)`` of :func:`lengths`.
        pace: ``(E, k)`` of the segments, s/m; NaN where it is not known.

    Returns:
        NaN for lines of which less than :data:`MIN_SHARE` of the length has a known pace.
    """
    known = np.isfinite(pace)
    metres = on_segments @ known.astype(np.float64)
    seconds = on_segments @ np.where(known, pace, 0.0)
    enough = metres >= MIN_SHARE * np.maximum(length_m, 1e-9)[:, None]
    return np.where(enough, seconds / np.where(metres > 0, metres, 1), np.nan)


def lengths(area: StudyArea, pieces: Pieces) -> FloatArray:
    """``(lines,)`` metres of the lines of pieces."""
    begin, end = (area.to_local(*each.T) for each in (pieces.begin, pieces.end))
    metres = np.bincount(pieces.line, np.hypot(*(end - begin).T), pieces.lines)
    return metres.astype(np.float64)


def _candidates(
    network: Network, area: StudyArea, middle: GeometryArray, way: IntArray
) -> tuple[IntArray, IntArray]:
    """Pairs of pieces and near segments of their ways."""
    tree = shapely.STRtree(network.local_lines(area))
    rows, edge = tree.query(middle, predicate="dwithin", distance=NEAR_M)
    same = (way[rows] == ANY_WAY) | (way[rows] == network.osm_id[edge])
    return rows[same], edge[same]
