"""The way on our roads that an OpenLR reference of another map means.

Each point has candidates, directed segments near it. The way is the one with the least cost of
candidates, by distance, bearing, class and form, and of shortest paths between them, by length:
the Viterbi algorithm (1967). Its time is bounded, whatever a reference says.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from ...contract.errors import Code, TrajganrError
from ...data.matching.compiled import njit
from ...data.matching.shortest_paths import Graph, Search, find_paths, new_search
from ...utils.arrays import FloatArray, Int32Array, IntArray
from ...utils.columns import Columns
from .binary import DISTANCE_M, SECTOR_DEG, Reference, read_reference
from .roads import BEARING_M, OpenLRRoads

#: Segments farther from a point are no candidates, metres, nor are those of another bearing,
#: degrees; so many are kept.
NEAR_M, MOST_DEG, CANDIDATES = 40.0, 60.0, 16
SNAP_M = 5.0
#: What costs as much as the other: metres from the point, degrees beyond the sector of the bearing,
#: classes; a form counts if it differs.
POINT_M, POINT_DEG, POINT_CLASSES, POINT_FORM = 5.0, 15.0, 4.0, 0.25
#: Metres by which a way between points is longer or shorter than written that cost as much; at
#: most so many, and this share.
WAY_M, MOST_M, MOST_SHARE = 20.0, 60.0, 0.15


#: What is wrong with a reference.
NO_ROAD = "No road of the study area fits the point {lon}, {lat} of the OpenLR reference."
NO_WAY = "No way of the length that the OpenLR reference says leads on from {lon}, {lat}."


@dataclass(frozen=True)
class Location:
    """A way along directed segments.

    Attributes:
        edge: ``(k,)`` segments in the order driven.
        from_m: where it begins on the first, metres from its start.
        to_m: where it ends on the last.
    """

    edge: IntArray
    from_m: float
    to_m: float

    def segments(self, length_m: FloatArray) -> IntArray:
        """The segments of which at least half is in the way; all, if there are none.

        Args:
            length_m: ``(E,)`` of the network's.
        """
        whole_m = length_m[self.edge]
        inside_m = whole_m.copy()
        inside_m[0] -= self.from_m
        inside_m[-1] -= whole_m[-1] - self.to_m
        kept = inside_m >= whole_m / 2
        return self.edge[kept] if kept.any() else self.edge


@dataclass(frozen=True)
class _Candidates(Columns):
    """Places of a point on segments: metres from their starts, and what they cost."""

    edge: IntArray
    offset_m: FloatArray
    cost: FloatArray


class Decoder:
    """Finds references on a network."""

    def __init__(self, roads: OpenLRRoads) -> None:
        self._roads = roads
        self._length_m = roads.graph.length_m
        self._lines = roads.network.local_lines(roads.area)
        self._tree = shapely.STRtree(self._lines)
        self._search = new_search(roads.graph)
        self._source = roads.network.source.astype(np.int32)

    def decode(self, text: str) -> Location:
        """The way that a reference means.

        Args:
            text: of a line, in base 64, binary version 3.

        Raises:
            TrajganrError: as :func:`~.binary.read_reference`; ``INPUT.GEOMETRY`` if no road is near
                a point, or no way of the stated length leads on from it.
        """
        reference = read_reference(text)
        best, leg_m = self._cheapest(self._candidates(reference), reference)
        return _trimmed(self._edges_through(best, leg_m), best, leg_m, reference, self._length_m)

    def _candidates(self, reference: Reference) -> list[_Candidates]:
        """The cheapest places of each point."""
        roads, length_m = self._roads, self._length_m
        xy = roads.area.to_local(*np.array(reference.lon_lat).T)
        places = shapely.points(xy)
        point, edge = self._tree.query(places, "dwithin", NEAR_M)
        lines, (x, y) = self._lines[edge], xy[point].T
        is_last = point == len(places) - 1
        off_m = shapely.distance(lines, places[point])
        ends = roads.graph.target[edge], self._source[edge]
        end_m, other_end_m = (
            np.hypot(roads.graph.x[node] - x, roads.graph.y[node] - y)
            for node in (np.where(is_last, *ends), np.where(is_last, *ends[::-1]))
        )
        is_end, is_other_end = (each <= off_m + SNAP_M for each in (end_m, other_end_m))
        offset_m = np.where(
            is_end,
            np.where(is_last, length_m[edge], 0.0),
            np.minimum(shapely.line_locate_point(lines, places[point]), length_m[edge]),
        )
        off_m = np.where(is_end, end_m, off_m)
        ahead_m = np.clip(offset_m + np.where(is_last, -BEARING_M, BEARING_M), 0, length_m[edge])
        step = shapely.get_coordinates(shapely.line_interpolate_point(lines, ahead_m))
        step -= shapely.get_coordinates(shapely.line_interpolate_point(lines, offset_m))
        bearing = np.degrees(np.arctan2(step[:, 0], step[:, 1]))
        turned = np.abs((bearing - np.array(reference.bearing)[point] + 180) % 360 - 180)
        turned = np.maximum(turned - SECTOR_DEG / 2, 0.0)
        kept = (turned <= MOST_DEG) & (is_end | ~is_other_end)
        cost = (
            off_m / POINT_M
            + turned / POINT_DEG
            + np.abs(roads.frc[edge] - np.array(reference.frc)[point]) / POINT_CLASSES
            + POINT_FORM * (roads.fow[edge] != np.array(reference.fow)[point])
        )
        found = []
        for number in range(len(places)):
            rows = np.flatnonzero(kept & (point == number))
            if not len(rows):
                raise _refused(reference, number, NO_ROAD)
            rows = rows[np.argsort(cost[rows], kind="stable")[:CANDIDATES]]
            found.append(_Candidates(edge[rows], offset_m[rows], cost[rows]))
        return found

    def _cheapest(
        self, points: list[_Candidates], reference: Reference
    ) -> tuple[_Candidates, list[float]]:
        """The places of the way with the least cost, and the metres between them."""
        total, ways, metres = points[0].cost, [], []
        for number, dnp in enumerate(reference.dnp):
            here, there = points[number : number + 2]
            most_m = MOST_M + MOST_SHARE * dnp
            between_m = _metres_between(
                *(self._roads.graph, self._search, self._source, dnp + most_m),
                *(here.edge, here.offset_m, there.edge, there.offset_m),
            )
            off_m = np.abs(between_m - dnp)
            cost = total[:, None] + np.maximum(off_m - DISTANCE_M / 2, 0.0) / WAY_M + there.cost
            cost[off_m > most_m] = np.inf
            ways.append(cost.argmin(axis=0))
            metres.append(between_m)
            total = cost.min(axis=0)
            if not np.isfinite(total).any():
                raise _refused(reference, number, NO_WAY)
        chosen = [int(total.argmin())]
        for before in reversed(ways):
            chosen.append(int(before[chosen[-1]]))
        chosen.reverse()
        leg_m = [float(each[chosen[n], chosen[n + 1]]) for n, each in enumerate(metres)]
        best = [each.take([row]) for each, row in zip(points, chosen, strict=True)]
        return _Candidates.concatenate(best), leg_m

    def _edges_through(self, best: _Candidates, leg_m: list[float]) -> list[int]:
        """The edges of the shortest paths through places."""
        graph, search = self._roads.graph, self._search
        edges = [int(best.edge[0])]
        for number, metres in enumerate(leg_m):
            here, there = best.edge[number : number + 2].tolist()
            if here == there and best.offset_m[number] <= best.offset_m[number + 1]:
                continue
            origin, node = graph.target[here], self._source[there]
            find_paths(graph, search, origin, metres + 1, self._source[[there]])
            path = [there]
            while node != origin:
                path.append(int(search.by[node]))
                node = search.before[node]
            edges += reversed(path)
        return edges


def _trimmed(
    edges: list[int],
    best: _Candidates,
    leg_m: list[float],
    reference: Reference,
    length_m: FloatArray,
) -> Location:
    """The way along edges without the offsets at its ends."""
    end_m = np.cumsum(length_m[edges])
    begin_m = end_m - length_m[edges]
    from_m = best.offset_m[0] + reference.positive * leg_m[0]
    to_m = begin_m[-1] + best.offset_m[-1] - reference.negative * leg_m[-1]
    if to_m <= from_m:
        raise _refused(reference, 0, NO_WAY)
    first = int(np.searchsorted(end_m[:-1], from_m, side="right"))
    last = int(np.searchsorted(end_m[:-1], to_m, side="left"))
    edge = np.array(edges[first : last + 1], dtype=np.int64)
    return Location(edge, float(from_m - begin_m[first]), float(to_m - begin_m[last]))


@njit
def _metres_between(
    graph: Graph,
    search: Search,
    source: Int32Array,
    most_m: float,
    tail: IntArray,
    tail_m: FloatArray,
    head: IntArray,
    head_m: FloatArray,
) -> FloatArray:
    """``(t, h)`` metres of the shortest paths between places on edges; infinite above a limit.

    Args:
        source: ``(E,)`` node of each edge.
        most_m: the limit.
        tail, tail_m: ``(t,)`` edges, and metres from their starts.
        head, head_m: ``(h,)``.
    """
    found = np.full((len(tail), len(head)), np.inf)
    for row in range(len(tail)):
        rest_m = graph.length_m[tail[row]] - tail_m[row]
        find_paths(graph, search, graph.target[tail[row]], most_m, source[head])
        for column in range(len(head)):
            node = source[head[column]]
            if head[column] == tail[row] and head_m[column] >= tail_m[row]:
                found[row, column] = head_m[column] - tail_m[row]
            elif search.search_of[node] == search.searches[0]:
                found[row, column] = rest_m + search.length_m[node] + head_m[column]
    return found


def _refused(reference: Reference, number: int, what: str) -> TrajganrError:
    lon, lat = reference.lon_lat[number]
    return TrajganrError(
        Code.INPUT_GEOMETRY,
        what,
        "Use a reference of a road in the study area, for vehicles.",
        lon=round(lon, 5),
        lat=round(lat, 5),
    )
