"""Routes as OpenLR references, by the steps of the White Paper, version 1.5.

A reference says between which points a route is the shortest way. So a route is lengthened to nodes
where a way can be left, and gets a further point where a shorter way would leave it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...data.matching.compiled import njit
from ...data.matching.shortest_paths import Graph, Search, find_paths, new_search
from ...data.roads.network import road_of_edge
from ...utils.arrays import BoolArray, Int32Array, IntArray
from ...utils.ragged import offsets_of
from .binary import Reference, write_references
from .roads import OpenLRRoads

#: Points of a reference are at most so far apart along the way, metres (rule 1), and by so many
#: degrees of longitude, which binary references can tell.
MAX_M, MAX_DEGREES = 15_000.0, 0.32
METRES_OF_DEGREE = 111_000.0
#: After so many metres, the next node where a way can be left has a point. On another map, where
#: lengths differ and streets are missing, the shortest way between far points is often another one.
LEG_M = 500.0
#: Routes are lengthened by at most so many metres: the longer the way, the coarser its offsets.
LENGTHENED_M = 2000.0
#: Tolerance of the comparison of sums, metres.
ROUNDING_M = 1e-6


def encode_routes(roads: OpenLRRoads, routes: Sequence[Sequence[int]]) -> list[str]:
    """References of routes in base 64; empty for those with an edge that is too long for one.

    Args:
        routes: edges that follow each other, at least one, each road once.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP`` without the library ``openlr``.
    """
    north = float(np.abs([roads.area.south, roads.area.north]).max())
    most_m = min(MAX_M, MAX_DEGREES * METRES_OF_DEGREE * np.cos(np.radians(north)))
    length_m = roads.graph.length_m
    fits = [bool((length_m[list(route)] <= most_m).all()) for route in routes]
    kept = [list(route) for route, good in zip(routes, fits, strict=True) if good]
    texts = iter(write_references(references_of(roads, kept, most_m)))
    return [next(texts) if good else "" for good in fits]


def references_of(
    roads: OpenLRRoads, routes: Sequence[list[int]], most_m: float
) -> list[Reference]:
    """The references of routes, whose edges have at most ``most_m`` metres."""
    ways, added = _lengthened(roads, routes)
    offsets = offsets_of(np.array([len(way) for way in ways], dtype=np.int64))
    edge = np.array([edge for way in ways for edge in way], dtype=np.int64)
    begin = offsets[:-1] + added
    end = begin + np.array([len(route) for route in routes], dtype=np.int64)
    network, graph = roads.network, roads.graph
    source = network.source.astype(np.int32)
    is_point = _points(graph, source, roads.preceding < 0, offsets, edge, most_m)
    first = np.flatnonzero(is_point)
    stop = np.append(first[1:], len(edge))
    row = np.searchsorted(offsets, first, side="right") - 1
    # What only leads to a route or on from it needs no points.
    kept = (stop > begin[row]) & (first < end[row])
    first, stop, row = first[kept], stop[kept], row[kept]
    driven_m = np.append(0.0, np.cumsum(graph.length_m[edge]))
    dnp = driven_m[stop] - driven_m[first]
    frc = roads.frc[edge]
    lowest = np.maximum.reduceat(np.append(frc, 0), np.column_stack([first, stop]).ravel())[::2]
    leg = offsets_of(np.bincount(row, minlength=len(routes)))
    a, z = leg[:-1], leg[1:] - 1
    positive = (driven_m[begin] - driven_m[first[a]]) / dnp[a]
    negative = (driven_m[stop[z]] - driven_m[end]) / dnp[z]
    found = []
    for n, (one, other) in enumerate(zip(leg[:-1].tolist(), leg[1:].tolist(), strict=True)):
        leaving, last = edge[first[one:other]], edge[stop[other - 1] - 1]
        edges = np.append(leaving, last)
        vertex = np.append(network.offsets[leaving], network.offsets[last + 1] - 1)
        bearing = np.append(roads.bearing[leaving, 0], roads.bearing[last, 1])
        found.append(
            Reference(
                lon_lat=list(zip(network.lon[vertex], network.lat[vertex], strict=True)),
                frc=roads.frc[edges].tolist(),
                fow=roads.fow[edges].tolist(),
                bearing=bearing.tolist(),
                lfrcnp=lowest[one:other].tolist(),
                dnp=dnp[one:other].tolist(),
                positive=float(positive[n]),
                negative=float(negative[n]),
            )
        )
    return found


def _lengthened(
    roads: OpenLRRoads, routes: Sequence[list[int]]
) -> tuple[list[list[int]], IntArray]:
    """Routes up to valid nodes, if they are near.

    Returns:
        The edges of each, and how many of them come before the route.
    """
    road = road_of_edge(roads.network).tolist()
    following, preceding = roads.following.tolist(), roads.preceding.tolist()
    length_m = roads.graph.length_m.tolist()
    ways, added = [], []
    for route in routes:
        seen = {road[edge] for edge in route}
        ends: list[list[int]] = []
        for edge, only in ((route[0], preceding), (route[-1], following)):
            end, metres = [], 0.0
            while (edge := only[edge]) >= 0 and road[edge] not in seen:
                metres += length_m[edge]
                if metres > LENGTHENED_M:
                    break
                end.append(edge)
                seen.add(road[edge])
            ends.append(end)
        ways.append([*reversed(ends[0]), *route, *ends[1]])
        added.append(len(ends[0]))
    return ways, np.array(added, dtype=np.int64)


@njit
def _points(
    graph: Graph,
    source: Int32Array,
    is_valid: BoolArray,
    offsets: IntArray,
    edge: IntArray,
    most_m: float,
) -> BoolArray:
    """Before which edges of ways there are points.

    Args:
        source: ``(E,)`` node of each edge.
        is_valid: ``(E,)`` whether a way can be left there.
        offsets, edge: the ways.
        most_m: largest distance of points.
    """
    search = new_search(graph)
    found = np.zeros(len(edge), np.bool_)
    for way in range(len(offsets) - 1):
        at = offsets[way]
        while at < offsets[way + 1]:
            found[at] = True
            at += _edges_to_point(
                graph, search, source, is_valid, edge[at : offsets[way + 1]], most_m
            )
    return found


@njit
def _edges_to_point(
    graph: Graph,
    search: Search,
    source: Int32Array,
    is_valid: BoolArray,
    way: IntArray,
    most_m: float,
) -> int:
    """After how many edges of a way the next point is, or how many there are if it has none.

    It is a node to which the shortest path follows the way, if possible a valid one. The first edge
    is given by the point itself, and the last one by the last point.
    """
    length_m = graph.length_m
    limit_m = min(length_m[way[1:-1]].sum(), most_m) + ROUNDING_M
    if len(way) > 2:
        find_paths(graph, search, graph.target[way[0]], limit_m, source[way[1:]])
    between_m, last, last_valid = 0.0, 1, 0
    for place in range(1, len(way) + 1):
        total_m = length_m[way[0]] + between_m
        if total_m > most_m or (last_valid and total_m > LEG_M):
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
