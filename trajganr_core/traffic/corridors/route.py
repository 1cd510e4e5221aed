"""The route of a corridor: directed segments, each of which begins where the one before it ends.

A route is drawn as a line, chosen as segments, or found between points. Errors name the place, as
a person has to mend the route there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from ...contract.errors import Code, TrajganrError
from ...contract.texts.text import Text
from ...data.matching.matched import MatchedTrips
from ...data.matching.matcher import Matcher
from ...data.recovery.turns import Turns
from ...data.roads.network import Network, headings, road_of_edge
from ...data.trips.trajectories import Trajectories
from ...utils.arrays import FloatArray, IntArray
from ...utils.study_area import StudyArea

#: A shorter route is no corridor, and a longer gap is not closed.
MIN_M, MAX_GAP_M = 100.0, 150.0
#: A drawn line is matched as a trip with a fix each so many metres, to roads up to so far from it.
STEP_M, NEAR_M = 20.0, 50.0
#: The route may be so much longer or shorter than the line on any :data:`WINDOW` of its fixes.
DETOUR_M, WINDOW = 60.0, 8
#: Seconds between fixes of a line, at about 36 km/h.
STEP_S = 2.0
#: A road is along a line if the cosine of the angle between them is at least this.
ALONG = 0.7


@dataclass(frozen=True)
class Route:
    """A way through the network without a gap, whole segments.

    Attributes:
        edge: ``(k,)`` directed segments in the order driven, each road once.
        remarks: what was added to what a person gave.
    """

    edge: IntArray
    remarks: tuple[Text, ...] = ()

    def bounds_m(self, network: Network) -> FloatArray:
        """``(k+1,)`` metres from the beginning of the route to the bounds of its segments."""
        return np.concatenate([[0.0], np.cumsum(network.length_m[self.edge])])


def route_of_segments(network: Network, edges: Sequence[int]) -> Route:
    """The route over chosen segments, whatever their order; small gaps are closed.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for segments that are no route.
    """
    chosen = np.unique(np.array(edges, dtype=np.int64))
    unknown = chosen[(chosen < 0) | (chosen >= len(network))]
    if len(unknown) or not len(chosen):
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The bundle has no directed segment {edges}; its segments are 0 to {last}.",
            "Choose ids from the column edge of a layer of this bundle's roads.",
            edges=", ".join(map(str, unknown[:10].tolist())) or "-",
            last=len(network) - 1,
        )
    _refuse_twice(network, chosen)
    chains = _chains(network, chosen)
    return _route(network, _in_order(network, chains))


def route_along(network: Network, area: StudyArea, line: shapely.LineString) -> Route:
    """The route that a drawn line follows: it is matched to the roads near it as a trip is.

    Args:
        network, area: of a bundle.
        line: in the area's local metres.

    Raises:
        TrajganrError: ``INPUT.GEOMETRY`` where the roads do not follow the line.
    """
    near = shapely.STRtree(network.local_lines(area)).query(line, "dwithin", NEAR_M)
    metres = np.linspace(0.0, line.length, max(2, 1 + round(line.length / STEP_M)))
    xy = shapely.get_coordinates(shapely.line_interpolate_point(line, metres))
    if not len(near):
        raise _broken(network, area, xy[0], None)
    near = np.sort(near)
    roads = network.take(near)
    trips, _ = Matcher(roads, area, threads=1).match(_as_trip(area, xy))
    at_m = trips.t / STEP_S * (metres[1] - metres[0])
    _refuse_ends(network, area, line, at_m)
    for piece in range(len(trips)):
        fixes = slice(trips.offsets[piece], trips.offsets[piece + 1])
        _refuse_detours(network, area, line, trips.s[fixes], at_m[fixes])
    for first in trips.offsets[1:-1].tolist():  # between pieces
        if at_m[first] - at_m[first - 1] > MAX_GAP_M:
            middle = float(at_m[first - 1 : first + 1].mean())
            raise _broken(network, area, _xy(line, middle), _heading(line, middle))
    return _route(network, _trimmed(network, trips, near))


def route_between(
    network: Network, pace: FloatArray, stops: Sequence[tuple[IntArray, FloatArray]]
) -> Route:
    """The fastest route through points, over whole segments.

    Args:
        network: of a bundle.
        pace: ``(E,)`` seconds a metre.
        stops: of each point, at least two: the directed segments on which it is, and how many
            metres from their starts.

    Raises:
        TrajganrError: ``INPUT.GEOMETRY`` where no permitted way leads from a point to the next.
    """
    seconds = pace * network.length_m
    graph = _turn_graph(network, seconds)
    cost, ways = np.zeros(len(stops[0][0])), [[int(edge)] for edge in stops[0][0]]
    for (tails, tail_m), (heads, head_m) in pairwise(stops):
        found, before = dijkstra(graph, indices=tails, return_predecessors=True)
        total = cost[:, None] + found[:, heads]
        ahead = tails[:, None] == heads[None, :]  # both points on one segment
        total[ahead & (head_m[None, :] < tail_m[:, None])] = np.inf
        total += pace[heads] * (head_m - network.length_m[heads])
        best = total.argmin(axis=0)
        cost = total.min(axis=0)
        if not np.isfinite(cost).any():
            raise TrajganrError(
                Code.INPUT_GEOMETRY,
                "No permitted way leads from {road} at {lon}, {lat} to the next point.",
                "Move the point to the right side of the road, or choose other points.",
                **_place(network, int(tails[0])),
            )
        ways = [
            ways[row] + _path(before[row], int(tails[row]), int(head))[1:]
            for row, head in zip(best.tolist(), heads, strict=True)
        ]
    way = np.array(ways[int(cost.argmin())], dtype=np.int64)
    return _route(network, [_without_short_ends(network, way, stops)])


def _without_short_ends(
    network: Network, way: IntArray, stops: Sequence[tuple[IntArray, FloatArray]]
) -> IntArray:
    """A way without a first or last segment of which less than half is between the points."""
    (first, first_m), (last, last_m) = stops[0], stops[-1]
    begin, end = first_m[first == way[0]][0], last_m[last == way[-1]][0]
    late = begin > network.length_m[way[0]] / 2
    early = end < network.length_m[way[-1]] / 2
    return way[int(late) : len(way) - int(early)] if len(way) > late + early else way


def _route(network: Network, chains: Sequence[IntArray]) -> Route:
    """The route over chains of segments in this order, with small gaps closed.

    Raises:
        TrajganrError: where a gap is large, or the route is short or has a road twice.
    """
    parts, closed = [chains[0]], []
    for before, after in pairwise(chains):
        way = _closing(network, int(before[-1]), int(after[0]))
        if way is None:
            raise _gap(network, int(before[-1]), int(after[0]))
        closed.append(float(network.length_m[way].sum()))
        parts += [way, after]
    edge = np.concatenate(parts)
    _refuse_twice(network, edge)
    metres = float(network.length_m[edge].sum())
    if metres < MIN_M:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The route is {metres} m long, at {road} ({lon}, {lat}); a corridor has at least "
            "{least} m.",
            "Choose a longer route.",
            metres=round(metres),
            least=round(MIN_M),
            **_place(network, int(edge[0])),
        )
    remarks = [
        Text(
            "Gaps of the route that were closed along the roads: {n:,}, with {metres:,.0f} m.",
            n=len(closed),
            metres=sum(closed),
        )
    ]
    return Route(edge.astype(np.int64), tuple(remarks if closed else ()))


def _chains(network: Network, chosen: IntArray) -> list[IntArray]:
    """Chosen segments as chains without a gap.

    Raises:
        TrajganrError: ``INPUT.FIELD`` where they fork, or are a ring.
    """
    turns = Turns.of(network)
    inside = np.isin(turns.tail, chosen) & np.isin(turns.head, chosen)
    tail, head = turns.tail[inside], turns.head[inside]
    for side in (tail, head):
        each, count = np.unique(side, return_counts=True)
        if count.max(initial=0) > 1:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "The chosen segments fork or meet at {road} ({lon}, {lat}).",
                "Choose the segments of one way only.",
                **_place(network, int(each[count.argmax()])),
            )
    after = dict(zip(tail.tolist(), head.tolist(), strict=True))
    begins = np.setdiff1d(chosen, head).tolist()
    if not begins:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The chosen segments are a ring through {road} ({lon}, {lat}).",
            "Leave out a segment where the route begins.",
            **_place(network, int(chosen[0])),
        )
    chains = []
    for edge in begins:
        chain = [edge]
        while chain[-1] in after:
            chain.append(after[chain[-1]])
        chains.append(np.array(chain, dtype=np.int64))
    return chains


def _in_order(network: Network, chains: list[IntArray]) -> list[IntArray]:
    """Chains in the order in which small gaps join them."""
    if len(chains) == 1:
        return chains
    found = {
        (a, b): way
        for a, first in enumerate(chains)
        for b, second in enumerate(chains)
        if a != b and (way := _closing(network, int(first[-1]), int(second[0]))) is not None
    }
    metres = {pair: float(network.length_m[way].sum()) for pair, way in found.items()}
    after: dict[int, int] = {}
    for a, b in sorted(metres, key=lambda pair: metres[pair]):
        if a not in after and b not in after.values() and _last(after, b) != a:
            after[a] = b
    begins = [each for each in range(len(chains)) if each not in after.values()]
    if len(begins) > 1:
        raise _gap(network, int(chains[_last(after, begins[0])][-1]), int(chains[begins[1]][0]))
    order = begins
    while order[-1] in after:
        order.append(after[order[-1]])
    return [chains[each] for each in order]


def _last(after: dict[int, int], each: int) -> int:
    while each in after:
        each = after[each]
    return each


def _closing(network: Network, tail: int, head: int) -> IntArray | None:
    """The segments between two, at most :data:`MAX_GAP_M`; None if there are none so short."""
    limit = MAX_GAP_M + network.length_m[head]
    graph = _turn_graph(network, network.length_m)
    found, before = dijkstra(graph, indices=tail, return_predecessors=True, limit=limit)
    if not np.isfinite(found[head]):
        return None
    return np.array(_path(before, tail, head)[1:-1], dtype=np.int64)


def _turn_graph(network: Network, cost: FloatArray) -> csr_array:
    """Permitted turns, without turning round, at the cost of the segment that they lead onto."""
    turns = Turns.of(network)
    kept = network.reverse[turns.tail] != turns.head
    tail, head = turns.tail[kept], turns.head[kept]
    return csr_array((np.maximum(cost[head], 1e-6), (tail, head)), shape=(len(cost), len(cost)))


def _path(before: IntArray, tail: int, head: int) -> list[int]:
    """Segments from one to another, both included, from the predecessors of a search."""
    path = [head]
    while path[-1] != tail:
        path.append(int(before[path[-1]]))
    return path[::-1]


def _as_trip(area: StudyArea, xy: FloatArray) -> Trajectories:
    """Points along a line as a trip that drives along it."""
    lon, lat = area.to_geographic(xy).T
    step = np.diff(xy, axis=0, append=2 * xy[-1:] - xy[-2:-1])
    heading = np.degrees(np.arctan2(step[:, 0], step[:, 1])) % 360
    return Trajectories(
        offsets=np.array([0, len(xy)]),
        lon=lon,
        lat=lat,
        t=np.arange(len(xy)) * np.float64(STEP_S),
        speed=np.full(len(xy), STEP_M / STEP_S, dtype=np.float32),
        heading=heading.astype(np.float32),
        trip_id=np.array(["route"], dtype=object),
        driver_id=np.array([""], dtype=object),
    )


def _trimmed(network: Network, trips: MatchedTrips, near: IntArray) -> list[IntArray]:
    """The segments of pieces, without those at their ends of which less than half is driven."""
    driven = trips.pass_exit_m - trips.pass_enter_m
    half = driven >= network.length_m[near[trips.pass_edge]] / 2
    chains: list[IntArray] = []
    for first, stop in pairwise(trips.pass_offsets.tolist()):
        rows = np.flatnonzero(half[first:stop])
        if len(rows):
            chain = near[trips.pass_edge[first + rows[0] : first + rows[-1] + 1]]
            is_same = bool(chains) and chains[-1][-1] == chain[0]
            chains.append(chain[int(is_same) :])
    return [chain for chain in chains if len(chain)] or [near[trips.pass_edge]]


def _refuse_ends(
    network: Network, area: StudyArea, line: shapely.LineString, at_m: FloatArray
) -> None:
    """Refuse a line whose begin or end is on no road."""
    ends = [0.0, line.length] if not len(at_m) else [at_m[0], line.length - at_m[-1]]
    for metres, off in zip((0.0, line.length), ends, strict=True):
        if off > DETOUR_M or not len(at_m):
            raise _broken(network, area, _xy(line, metres), _heading(line, metres))


def _refuse_detours(
    network: Network, area: StudyArea, line: shapely.LineString, s: FloatArray, at_m: FloatArray
) -> None:
    """Refuse a route that is much longer or shorter than its line somewhere."""
    beside = s - at_m
    window = min(WINDOW, len(beside) - 1)
    off = np.abs(beside[window:] - beside[:-window])
    if off.max(initial=0.0) > DETOUR_M:
        worst = int(off.argmax())
        metres = float(at_m[worst : worst + window + 1].mean())
        raise _broken(network, area, _xy(line, metres), _heading(line, metres))


def _xy(line: shapely.LineString, metres: float) -> FloatArray:
    return np.asarray(shapely.get_coordinates(line.interpolate(metres))[0])


def _heading(line: shapely.LineString, metres: float) -> FloatArray:
    return headings(np.array([line]), np.array([metres]))[0]


def _broken(
    network: Network, area: StudyArea, xy: FloatArray, heading: FloatArray | None
) -> TrajganrError:
    """Why no route follows a line at a place: a one-way street, a forbidden turn, or no road."""
    lon, lat = area.to_geographic(xy[None])[0].round(5).tolist()
    if not area.contains(lon, lat):
        return TrajganrError(
            Code.INPUT_GEOMETRY,
            "The route leaves the study area at {lon}, {lat}.",
            "Draw it within the area, or prepare a larger one.",
            lon=lon,
            lat=lat,
        )
    lines, place = network.local_lines(area), shapely.Point(xy)
    near = shapely.STRtree(lines).query(place, "dwithin", NEAR_M)
    near = near[np.argsort(shapely.distance(lines[near], place), kind="stable")]
    if heading is not None and len(near):
        nearest = near[:1]
        offset_m = np.asarray(shapely.line_locate_point(lines[nearest], place))
        cosine = float(headings(lines[nearest], offset_m)[0] @ heading)
        if cosine < -ALONG and network.reverse[nearest[0]] < 0:
            return TrajganrError(
                Code.INPUT_GEOMETRY,
                "The route goes against the one-way street {road} at {lon}, {lat}.",
                "Draw it in the other direction, or along another street.",
                road=network.name[nearest[0]] or f"segment {nearest[0]}",
                lon=lon,
                lat=lat,
            )
    banned = network.forbidden_turns
    banned = banned[np.isin(banned, near).all(axis=1)]
    if len(banned):
        return _forbidden(network, int(banned[0, 0]), int(banned[0, 1]))
    return TrajganrError(
        Code.INPUT_GEOMETRY,
        "No road of the study area follows the route at {lon}, {lat}.",
        "Draw the line along roads there, or choose segments instead.",
        lon=lon,
        lat=lat,
    )


def _gap(network: Network, before: int, after: int) -> TrajganrError:
    """Why a segment does not lead onto the next one."""
    if network.target[before] == network.source[after]:
        return _forbidden(network, before, after)
    if network.target[before] == network.target[after]:
        return TrajganrError(
            Code.INPUT_FIELD,
            "The route has two opposite directions, which meet at {road} ({lon}, {lat}).",
            "Choose the segments of one direction; a one-way street has no other.",
            **_place(network, before),
        )
    return TrajganrError(
        Code.INPUT_FIELD,
        "The route has a gap after {road} ({lon}, {lat}): no way of at most {metres} m closes it.",
        "Choose the segments between too, or draw the line along roads there.",
        metres=round(MAX_GAP_M),
        **_place(network, before),
    )


def _forbidden(network: Network, before: int, after: int) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_GEOMETRY,
        "The route makes a forbidden turn from {road} onto {next} at {lon}, {lat}.",
        "Choose another way; forbidden turns are those of the bundle's roads.",
        next=network.name[after] or f"segment {after}",
        **_place(network, before),
    )


def _refuse_twice(network: Network, edge: IntArray) -> None:
    _, first, count = np.unique(road_of_edge(network)[edge], return_index=True, return_counts=True)
    if count.max(initial=0) > 1:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The route drives {road} twice, at {lon}, {lat}.",
            "Choose one direction of each road, and cut the route so that it has each once.",
            **_place(network, int(edge[first[count.argmax()]])),
        )


def _place(network: Network, edge: int) -> dict[str, Any]:
    """A segment's name, or its number, and where it ends."""
    last = int(network.offsets[edge + 1]) - 1
    return {
        "road": network.name[edge] or f"segment {edge}",
        "lon": round(float(network.lon[last]), 5),
        "lat": round(float(network.lat[last]), 5),
    }
