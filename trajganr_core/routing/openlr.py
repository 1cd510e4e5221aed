"""Routes as OpenLR references (White Paper, version 1.5), by which other maps find them.

A reference says between which points a route is the shortest way. So a route is lengthened to nodes
where a way can be left, and gets a further point where a shorter way would leave it. References are
binary, version 3, in base 64.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely

from ..data.matching.compiled import njit
from ..data.matching.shortest_paths import Graph, Search, find_paths, new_search
from ..data.recovery.turns import Turns, road_classes
from ..data.roads.network import Network, headings, road_of_edge
from ..utils.arrays import BoolArray, FloatArray, Int32Array, IntArray
from ..utils.extras import needs_extra
from ..utils.study_area import StudyArea

#: Points are at most so far apart along the way, metres (rule 1), and differ by at most so many
#: degrees of longitude, which binary references can tell.
MAX_M, MAX_DEGREES = 15_000.0, 0.32
#: After so many metres, the next node where a way can be left has a point. On another map, the
#: shortest way between far points is often another one.
LEG_M = 500.0
#: Routes are lengthened by at most so many metres: the longer the way, the coarser its offsets.
LENGTHENED_M = 2000.0
#: Bearings are measured over so many metres, and written in sectors of so many degrees.
BEARING_M, SECTOR_DEG = 20.0, 11.25
#: The lowest functional road class, and numbers of forms of way.
LOWEST = 7
MOTORWAY, MULTIPLE_CARRIAGEWAY, SINGLE_CARRIAGEWAY, ROUNDABOUT, SLIP_ROAD = 1, 2, 3, 4, 6
#: Carriageways of a road are at most so far apart, metres, and have at most this cosine.
APART_M, OPPOSITE = 40.0, -0.9
#: Tolerance of the comparison of sums, metres.
ROUNDING_M = 1e-6


def encode_routes(network: Network, area: StudyArea, routes: Sequence[Sequence[int]]) -> list[str]:
    """References of routes; empty where points would be too far apart, as on very long segments.

    Args:
        network, area: of a bundle.
        routes: edges that follow each other, at least one, each road once.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP`` without the library ``openlr``.
    """
    with needs_extra():
        import openlr
    # OpenLR does not know of forbidden turns.
    free = replace(network, forbidden_turns=np.empty((0, 2), dtype=np.int64))
    graph = Graph.of(free, area.to_local(network.lon, network.lat))
    frc, fow = functional_classes(network), forms_of_way(network, area)
    bearing = np.stack([_bearings(network, area, at_end=each) for each in (False, True)])
    road, search, source = road_of_edge(network), new_search(graph), network.source.astype(np.int32)
    preceding, following = _only_ways(free)
    texts = []
    for route in routes:
        lead = _lengthened(network, road, route, preceding)
        tail = _lengthened(network, road, [*route[::-1], *lead], following)
        way = np.array([*reversed(lead), *route, *tail])
        before, end = len(lead), len(lead) + len(route)
        places = [0]
        while places[-1] < len(way):
            rest = way[places[-1] :]
            places.append(places[-1] + _edges_to_point(graph, search, source, preceding < 0, rest))
        place, stop = np.array(places[:-1]), np.array(places[1:])
        kept = (stop > before) & (place < end)  # the others only lead to the route, or on from it
        place, stop = place[kept], stop[kept]
        driven_m = np.append(0.0, np.cumsum(graph.length_m[way]))
        metres = driven_m[stop] - driven_m[place]
        # At each point, the edge that leaves it, and at the last one the edge that ends there.
        at = way[np.append(place, stop[-1] - 1)]
        is_last = np.arange(len(at)) == len(place)
        vertex = np.where(is_last, network.offsets[at + 1] - 1, network.offsets[at])
        lon, lat = network.lon[vertex], network.lat[vertex]
        if metres.max() > MAX_M or np.abs(np.diff(lon)).max() > MAX_DEGREES:
            texts.append("")
            continue
        # The middle of a sector: the library takes 0 degrees for the last one.
        angle = (bearing[is_last.astype(int), at] // SECTOR_DEG + 0.5) * SECTOR_DEG
        lowest = [int(frc[way[a:b]].max()) for a, b in zip(place, stop, strict=True)]
        rows = zip(
            *(lon.tolist(), lat.tolist(), map(openlr.FRC, frc[at].tolist())),
            *(map(openlr.FOW, fow[at].tolist()), angle.tolist()),
            *(map(openlr.FRC, [*lowest, LOWEST]), [*np.maximum(metres, 1.0).tolist(), 0]),
            strict=True,
        )
        line = openlr.LineLocationReference(
            [openlr.LocationReferencePoint(*row) for row in rows],
            float((driven_m[before] - driven_m[place[0]]) / metres[0]),
            float((driven_m[stop[-1]] - driven_m[end]) / metres[-1]),
        )
        texts.append(openlr.binary_encode(line))
    return texts


def functional_classes(network: Network) -> IntArray:
    """``(E,)`` functional road classes, 0 to 7; that of a ramp is its road's."""
    return np.minimum(road_classes(network), LOWEST)


def forms_of_way(network: Network, area: StudyArea) -> IntArray:
    """``(E,)`` forms of way; one-way roads beside their opposite are multiple carriageways."""
    one_way = np.flatnonzero(network.reverse < 0)
    lines = network.local_lines(area)[one_way]
    middle = shapely.line_interpolate_point(lines, 0.5, normalized=True)
    row, other = shapely.STRtree(lines).query(middle, "dwithin", APART_M)
    along = headings(lines[row], shapely.length(lines[row]) / 2)
    against = headings(lines[other], shapely.line_locate_point(lines[other], middle[row]))
    row, other = one_way[row], one_way[other]
    same = (network.highway[row] == network.highway[other]) & (
        network.name[row] == network.name[other]
    )
    is_divided = np.zeros(len(network), dtype=bool)
    is_divided[row[same & ((along * against).sum(axis=1) < OPPOSITE)]] = True
    is_ramp = np.char.endswith(network.highway.astype(str), "_link")
    is_ring, is_motorway = network.attributes.roundabout == 1, network.highway == "motorway"
    forms = [ROUNDABOUT, SLIP_ROAD, MOTORWAY, MULTIPLE_CARRIAGEWAY]
    return np.select([is_ring, is_ramp, is_motorway, is_divided], forms, SINGLE_CARRIAGEWAY)


def _bearings(network: Network, area: StudyArea, *, at_end: bool) -> FloatArray:
    """``(E,)`` degrees from north, from an end of each edge to the point 20 m along it."""
    edge, length_m = np.arange(len(network)), network.length_m
    near = length_m if at_end else np.zeros(len(edge))
    far = np.abs(near - np.minimum(length_m, BEARING_M))
    here, there = (area.to_local(*network.locate(edge, each).T) for each in (near, far))
    east, north = (there - here).T
    return np.asarray(np.degrees(np.arctan2(east, north)) % 360)


def _only_ways(network: Network) -> tuple[IntArray, IntArray]:
    """``(E,)`` each, the only edge before and after each edge; -1 at nodes with other ways."""
    source, target, road = network.source, network.target, road_of_edge(network)
    nodes = int(max(source.max(), target.max())) + 1
    once = road == np.arange(len(network))
    into, out, roads = (
        np.bincount(each, minlength=nodes)
        for each in (target, source, np.r_[source[once], target[once]])
    )
    turns = Turns.of(network)
    is_passed = (roads == 2) & (into == out)
    kept = is_passed[target[turns.tail]] & (road[turns.tail] != road[turns.head])
    preceding, following = np.full((2, len(network)), -1)
    following[turns.tail[kept]] = turns.head[kept]
    preceding[turns.head[kept]] = turns.tail[kept]
    return preceding, following


def _lengthened(
    network: Network, road: IntArray, taken: Sequence[int], only: IntArray
) -> list[int]:
    """The edges from the first of those taken up to a valid node that is near, on other roads."""
    edge, found, metres, seen = taken[0], list[int](), 0.0, {*road[list(taken)]}
    while (edge := int(only[edge])) >= 0 and road[edge] not in seen:
        metres += network.length_m[edge]
        if metres > LENGTHENED_M:
            break
        found.append(edge)
        seen.add(road[edge])
    return found


@njit
def _edges_to_point(
    graph: Graph, search: Search, source: Int32Array, is_valid: BoolArray, way: IntArray
) -> int:
    """After how many edges of a way the next point is, or how many there are if it has none.

    It is a node to which the shortest path follows the way, if possible a valid one. The first edge
    is given by the point itself, and the last one by the last point.
    """
    length_m = graph.length_m
    limit_m = min(length_m[way[1:-1]].sum(), MAX_M) + ROUNDING_M
    if len(way) > 2:
        find_paths(graph, search, graph.target[way[0]], limit_m, source[way[1:]])
    between_m, last, last_valid = 0.0, 1, 0
    for place in range(1, len(way) + 1):
        total_m = length_m[way[0]] + between_m
        if place > 1 and (total_m > MAX_M or (last_valid and total_m > LEG_M)):
            break
        if place == len(way):
            return place
        if place > 1 and search.length_m[source[way[place]]] < between_m - ROUNDING_M:
            break
        last = place
        if is_valid[way[place]]:
            last_valid = place
        between_m += length_m[way[place]]
    return last_valid if last_valid else last
