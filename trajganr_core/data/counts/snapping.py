"""The directed segments of counting stations.

A station is snapped to the road that is near and leads into its direction: the metres from it and
the degrees between them add up to a cost, as in map matching. Without a direction, all vehicles on
the nearest road were counted: those of both directions, unless it is one-way.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely

from ...utils.arrays import FloatArray, IntArray
from ...utils.study_area import StudyArea
from ..roads.network import Network, headings
from .table import BOTH, UNSTATED

#: A station is at most so far from its road, metres, and from its direction, degrees: a compass
#: word is up to 22.5° from what it means, and a road bends.
MAX_M, MAX_DEG = 50.0, 60.0
#: Degrees that cost as much as a metre.
DEG_OF_A_METRE = 3.0
#: The two carriageways of a road are opposite up to so many degrees.
OPPOSITE_DEG = 30.0


def snap(
    network: Network, area: StudyArea, rows: pd.DataFrame
) -> tuple[IntArray, FloatArray, FloatArray]:
    """The segments of rows ``(n,)`` of :func:`.read_rows`: stated, or near their places.

    Returns:
        ``(n, 2)`` the directed segment, -1 where there is none, and the other one that is counted
        with it, or -1; ``(n,)`` metres from the place to the segment; ``(n,)`` degrees between the
        stated direction and the segment's, NaN if none is stated.
    """
    lines = network.local_lines(area)
    lon, stated, directions = (rows[each].to_numpy() for each in ("lon", "edge", "direction"))
    xy = area.to_local(lon, rows["lat"].to_numpy())
    points, is_stated = shapely.points(np.nan_to_num(xy, posinf=0.0)), stated >= 0
    if is_stated.any():
        place = np.flatnonzero(is_stated & (stated < len(network)))
        edge = stated[place]
    else:
        place, edge = shapely.STRtree(lines).query(points, predicate="dwithin", distance=MAX_M)
    metres = np.where(np.isnan(lon[place]), 0.0, shapely.distance(lines[edge], points[place]))
    at_m = shapely.line_locate_point(lines[edge], points[place])
    east, north = headings(lines[edge], at_m).reshape(-1, 2).T
    bearing = np.degrees(np.arctan2(east, north))
    direction = directions[place]
    has_bearing = (direction >= 0) & ~is_stated[place]
    off = np.where(has_bearing, _between(bearing, direction), np.nan)
    cost = metres + np.nan_to_num(off) / DEG_OF_A_METRE
    fits = np.flatnonzero((metres <= MAX_M) & ~(off > MAX_DEG))
    fits = fits[np.lexsort((edge[fits], cost[fits], place[fits]))]
    found, first = np.unique(place[fits], return_index=True)
    best = fits[first]
    edges, figures = np.full((len(rows), 2), -1), np.full((2, len(rows)), np.nan)
    edges[found, 0], figures[:, found] = edge[best], (metres[best], off[best])
    is_both = (directions == BOTH) | ((directions == UNSTATED) & ~is_stated)
    both = np.flatnonzero(is_both & (edges[:, 0] >= 0))
    edges[both, 1] = network.reverse[edges[both, 0]]
    # Of a divided road, both directions are two one-way roads.
    for number in both[(directions[both] == BOTH) & (edges[both, 1] < 0)].tolist():
        own, around = edges[number, 0], np.flatnonzero(place == number)
        back = bearing[around[edge[around] == own]] + 180
        others = around[
            (network.highway[edge[around]] == network.highway[own])
            & (_between(bearing[around], back) <= OPPOSITE_DEG)
        ]
        if len(others):
            edges[number, 1] = edge[others[np.argmin(metres[others])]]
    return edges, *figures


def _between(one: FloatArray, other: FloatArray) -> FloatArray:
    """Degrees between bearings, 0 to 180."""
    return np.abs((one - other + 180) % 360 - 180)
