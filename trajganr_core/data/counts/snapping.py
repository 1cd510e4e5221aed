"""The directed segments of counting stations.

A station is snapped to the road that is near and leads into its direction: the metres from it and
the degrees between them add up to a cost, as in map matching. Without a direction, all vehicles on
the nearest road were counted: those of both directions, unless it is one-way.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from ...utils.arrays import FloatArray, GeometryArray, IntArray
from ...utils.columns import Columns
from ...utils.study_area import StudyArea
from ..roads.network import Network, headings
from .table import BOTH, UNSTATED, CountRows

#: A station is at most so far from its road, metres, and from its direction, degrees: a compass
#: word is up to 22.5° from what it means, and a road bends.
MAX_M, MAX_DEG = 50.0, 60.0
#: Degrees that cost as much as a metre.
DEG_OF_A_METRE = 3.0
#: The two carriageways of a road are opposite up to so many degrees.
OPPOSITE_DEG = 30.0


@dataclass(frozen=True)
class Snapped(Columns):
    """Places of stations on roads.

    Attributes:
        edge: ``(n, 2)`` the directed segment, -1 where there is none; and the other one that is
            counted with it, or -1.
        metres: ``(n,)`` from the place to the segment.
        degrees: ``(n,)`` between the stated direction and the segment's; NaN if none is stated.
    """

    edge: IntArray
    metres: FloatArray
    degrees: FloatArray


def snap(
    network: Network, area: StudyArea, lon: FloatArray, lat: FloatArray, direction: FloatArray
) -> Snapped:
    """The segments of places ``(n,)``, degrees, with a stated direction as in :class:`.CountRows`.

    Without a road near by that leads there, the segment is -1 and the rest is NaN.
    """
    lines = network.local_lines(area)
    tree = shapely.STRtree(lines)
    xy = area.to_local(lon, lat)
    place, edge = tree.query(shapely.points(xy), predicate="dwithin", distance=MAX_M)
    bearing, metres = _at(lines[edge], xy[place])
    stated = direction[place]
    is_bearing = stated >= 0
    off = np.where(is_bearing, _between(bearing, stated), 0.0)
    cost = metres + off / DEG_OF_A_METRE
    cost[off > MAX_DEG] = np.inf
    order = np.lexsort((edge, cost, place))
    order = order[np.isfinite(cost[order])]
    found, first = np.unique(place[order], return_index=True)
    best = order[first]
    edges = np.full((len(lon), 2), -1, dtype=np.int64)
    edges[found, 0] = edge[best]
    figures = np.full((2, len(lon)), np.nan)
    figures[:, found] = metres[best], np.where(is_bearing[best], off[best], np.nan)
    is_placed = edges[:, 0] >= 0
    of_both = is_placed & np.isin(direction, (BOTH, UNSTATED))
    edges[of_both, 1] = network.reverse[edges[of_both, 0]]
    # Of a divided road, both directions are two one-way roads.
    for number in np.flatnonzero(is_placed & (direction == BOTH) & (edges[:, 1] < 0)).tolist():
        own, around = edges[number, 0], np.flatnonzero(place == number)
        back = bearing[around[edge[around] == own]] + 180
        is_other = (network.highway[edge[around]] == network.highway[own]) & (
            _between(bearing[around], back) <= OPPOSITE_DEG
        )
        if is_other.any():
            others = around[is_other]
            edges[number, 1] = edge[others[np.argmin(metres[others])]]
    return Snapped(edges, *figures)


def stated_segments(network: Network, area: StudyArea, rows: CountRows) -> Snapped:
    """The stated segments ``(n,)`` of rows, -1 where it is none of the network, or elsewhere.

    Segments of a layer must be where the features are: they may be those of other roads.
    """
    is_known = (rows.edge >= 0) & (rows.edge < len(network))
    own = np.where(is_known, rows.edge, 0)
    metres = np.zeros(len(own))
    has_place = np.isfinite(rows.lon)
    if has_place.any():
        xy = area.to_local(rows.lon[has_place], rows.lat[has_place])
        metres[has_place] = shapely.distance(
            network.local_lines(area)[own[has_place]], shapely.points(xy)
        )
    own = np.where(is_known & (metres <= MAX_M), own, -1)
    other = np.where((rows.direction == BOTH) & (own >= 0), network.reverse[own], -1)
    return Snapped(np.column_stack([own, other]), metres, np.full(len(own), np.nan))


def _at(lines: GeometryArray, xy: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Bearings ``(n,)`` of lines where they are nearest to places, and metres to them."""
    places = shapely.points(xy)
    east, north = headings(lines, shapely.line_locate_point(lines, places)).reshape(-1, 2).T
    return np.degrees(np.arctan2(east, north)) % 360, shapely.distance(lines, places)


def _between(one: FloatArray, other: FloatArray) -> FloatArray:
    """Degrees between bearings, 0 to 180."""
    return np.abs((one - other + 180) % 360 - 180)
