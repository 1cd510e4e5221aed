"""Polygons of strangers, which may be invalid, and whose outlines may be made to cost hours.

GEOS tests each edge of an outline against all edges near it, and looks a place up among all edges
at its latitude. Both take no longer than the number of pairs of edges that share a latitude, which
is counted first. An invalid outline is mended at each place where it meets itself; of these, few
make up most mistakes of drawing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from ..contract.errors import Code, TrajganrError
from ..utils.arrays import BoolArray, FloatArray, GeometryArray

#: Most pairs of edges of one polygon that share a latitude, of all polygons, and more per vertex.
MAX_PAIRS, MORE_PAIRS = 20_000_000, 50
#: Most places where the outlines of invalid or merged polygons meet themselves, likewise.
MAX_MEETINGS, MORE_MEETINGS = 20_000, 1
#: Edges whose neighbours are found at once.
EDGES_TOGETHER = 256


def unions(groups: Sequence[GeometryArray], source: str) -> GeometryArray:
    """The union of each group of polygons, as valid polygons.

    Args:
        groups: at least one polygon or multipolygon each, of any CRS.
        source: names them in errors.

    Raises:
        TrajganrError: ``INPUT.GEOMETRY`` for outlines that take too long to work with.
    """
    vertices = sum(int(shapely.get_num_coordinates(group).sum()) for group in groups)
    pairs, meetings = MAX_PAIRS + MORE_PAIRS * vertices, MAX_MEETINGS + MORE_MEETINGS * vertices
    found = []
    for group in groups:
        edges = _edges(group)
        pairs -= _pairs_at_a_latitude(edges)
        if pairs < 0:
            raise _too_intricate(source)
        if len(group) == 1 and shapely.is_valid(group[0]):
            found.append(group[0])
            continue
        meetings -= _meetings(edges, meetings)
        if meetings < 0:
            raise _too_intricate(source)
        # The other method takes minutes for a few hundred crossings.
        valid = shapely.make_valid(group, method="structure", keep_collapsed=False)
        found.append(shapely.union_all(valid))
    return np.array(found, dtype=object)


def _edges(group: GeometryArray) -> FloatArray:
    """``(e, 2, 2)`` begin and end of all edges of all rings."""
    rings = shapely.get_rings(shapely.get_parts(group))
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    inside = ring[1:] == ring[:-1]
    return np.stack([xy[:-1][inside], xy[1:][inside]], axis=1)


def _pairs_at_a_latitude(edges: FloatArray) -> int:
    """How many pairs of edges have a latitude in common."""
    low, high = np.sort(edges[:, :, 1], axis=1).T
    # Two edges share none if the one begins above the end of the other.
    apart = np.searchsorted(np.sort(high), low, side="left").sum()
    return len(edges) * (len(edges) - 1) // 2 - int(apart)


def _meetings(edges: FloatArray, most: int) -> int:
    """How many pairs of edges meet elsewhere than at a vertex of both; ends above ``most``."""
    lines = shapely.linestrings(edges)
    tree, found = shapely.STRtree(lines), 0
    for begin in range(0, len(lines), EDGES_TOGETHER):
        one, other = tree.query(lines[begin : begin + EDGES_TOGETHER], predicate="intersects")
        one = one + begin
        once = one < other
        found += int((~_share_a_vertex(edges[one[once]], edges[other[once]])).sum())
        if found > most:
            break
    return found


def _share_a_vertex(one: FloatArray, other: FloatArray) -> BoolArray:
    return np.any([(one[:, a] == other[:, b]).all(axis=1) for a in (0, 1) for b in (0, 1)], axis=0)


def _too_intricate(source: str) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_GEOMETRY,
        "The outlines of the polygons of {path} are too intricate: too many of their edges lie "
        "beside or across each other.",
        "Simplify the polygons or correct their geometry (in QGIS: Simplify, Fix geometries).",
        path=source,
    )
