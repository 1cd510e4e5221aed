"""The route of a corridor: directed segments, each of which begins where the one before it ends.

A route is drawn as a line, chosen as segments, or found between points. Errors name the
place where the route must be corrected.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations
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
#: A drawn line is matched as a trip with a fix each so many metres, and seconds, to roads up to so
#: far from it.
STEP_M, STEP_S, NEAR_M = 20.0, 2.0, 50.0
#: The route may be so much longer or shorter than the line on any :data:`WINDOW` of its fixes.
DETOUR_M, WINDOW = 60.0, 8
#: A road is along a line if the cosine of the angle between them is at least this.
ALONG = 0.7
#: What is wrong with a route at a place, and what to do next.
_WRONG = {
    "short": "The route is {metres} m long, at {road} ({lon}, {lat}); a corridor has at least "
    "{least} m.",
    "twice": "The route drives {road} twice, at {lon}, {lat}.",
    "fork": "The chosen segments fork or meet at {road} ({lon}, {lat}).",
    "ring": "The chosen segments are a ring through {road} ({lon}, {lat}).",
    "gap": "The route has a gap after {road} ({lon}, {lat}): no way of at most {metres} m "
    "closes it.",
    "opposite": "The route has two opposite directions, which meet at {road} ({lon}, {lat}).",
    "forbidden": "The route makes a forbidden turn from {road} onto {next} at {lon}, {lat}.",
    "one-way": "The route goes against the one-way street {road} at {lon}, {lat}.",
    "outside": "The route leaves the study area at {lon}, {lat}.",
    "no road": "No road of the study area follows the route at {lon}, {lat}.",
    "no way": "No permitted way leads from {road} at {lon}, {lat} to the next point.",
}
_NEXT = {
    "short": "Choose a longer route.",
    "twice": "Choose one direction of each road, and cut the route so that it has each once.",
    "fork": "Choose the segments of one way only.",
    "ring": "Leave out a segment where the route begins.",
    "gap": "Choose the segments between too, or draw the line along roads there.",
    "opposite": "Choose the segments of one direction; a one-way street has no other.",
    "forbidden": "Choose another way; forbidden turns are those of the bundle's roads.",
    "one-way": "Draw it in the other direction, or along another street.",
    "outside": "Draw it within the area, or prepare a larger one.",
    "no road": "Draw the line along roads there, or choose segments instead.",
    "no way": "Move the point to the right side of the road, or choose other points.",
}


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
        TrajganrError: ``INPUT.FIELD`` for numbers of no segment; ``INPUT.GEOMETRY`` for segments
            that are no route.
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
    return _route(network, _chains(network, chosen))


def route_along(network: Network, area: StudyArea, line: shapely.LineString) -> Route:
    """The route that a drawn line follows: it is matched to the roads near it as a trip is.

    Args:
        network, area: of a bundle.
        line: in the area's local metres.

    Raises:
        TrajganrError: ``INPUT.GEOMETRY`` where the roads do not follow the line.
    """
    near = np.sort(shapely.STRtree(network.local_lines(area)).query(line, "dwithin", NEAR_M))
    metres = np.linspace(0.0, line.length, max(2, 1 + round(line.length / STEP_M)))
    xy = shapely.get_coordinates(shapely.line_interpolate_point(line, metres))
    trips = MatchedTrips.empty()
    if len(near):
        matcher = Matcher(network.take(near), area, threads=1)
        trips, _ = matcher.match(_as_trip(area, xy))
    at_m = trips.t / STEP_S * (metres[1] - metres[0])
    off_m = _leaves(line.length, trips, at_m)
    if off_m is not None:
        raise _broken(network, area, line, off_m)
    return _route(network, _driven(network, trips, near))


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
    graph = _turn_graph(network, pace * network.length_m)
    (tails, tail_m), *others = stops
    cost, ways = np.zeros(len(tails)), [[int(edge)] for edge in tails]
    for heads, head_m in others:
        found, before = dijkstra(graph, indices=tails, return_predecessors=True)
        total = cost[:, None] + found[:, heads]
        is_behind = (tails[:, None] == heads) & (head_m < tail_m[:, None])
        total[is_behind] = np.inf
        total += pace[heads] * (head_m - network.length_m[heads])
        best, cost = total.argmin(axis=0), total.min(axis=0)
        reached = np.flatnonzero(np.isfinite(cost))
        if not len(reached):
            raise _refused("no way", network, int(tails[0]))
        ways = [
            ways[row] + _path(before[row], int(tails[row]), int(head))[1:]
            for row, head in zip(best[reached].tolist(), heads[reached], strict=True)
        ]
        tails, tail_m, cost = heads[reached], head_m[reached], cost[reached]
    way = np.array(ways[int(cost.argmin())], dtype=np.int64)
    # An end of which less than half is between the points is left out.
    (first, first_m), (last, last_m) = stops[0], stops[-1]
    late = int(first_m[first == way[0]][0] > network.length_m[way[0]] / 2)
    early = int(last_m[last == way[-1]][0] < network.length_m[way[-1]] / 2)
    return _route(network, [way[late : len(way) - early] if len(way) > late + early else way])


def _route(network: Network, chains: list[IntArray]) -> Route:
    """The route over chains of segments, with small gaps closed, the smallest first."""
    gaps_m = []
    while len(chains) > 1:
        ways = {
            pair: way
            for pair in permutations(range(len(chains)), 2)
            if (way := _closing(network, *(chains[at] for at in pair))) is not None
        }
        if not ways:
            raise _gap(network, chains)
        metres = {pair: float(network.length_m[way].sum()) for pair, way in ways.items()}
        before, after = min(metres, key=lambda pair: metres[pair])
        gaps_m.append(metres[before, after])
        joined = np.concatenate([chains[before], ways[before, after], chains[after]])
        chains = [joined, *(chain for at, chain in enumerate(chains) if at not in (before, after))]
    edge = chains[0]
    _refuse_twice(network, edge)
    length_m = float(network.length_m[edge].sum())
    if length_m < MIN_M:
        values = {"metres": round(length_m), "least": round(MIN_M)}
        raise _refused("short", network, int(edge[0]), **values)
    closed = Text(
        "Gaps of the route that were closed along the roads: {n:,}, with {metres:,.0f} m.",
        n=len(gaps_m),
        metres=sum(gaps_m),
    )
    return Route(edge, (closed,) if gaps_m else ())


def _chains(network: Network, chosen: IntArray) -> list[IntArray]:
    """Chosen segments as chains without a gap.

    Raises:
        TrajganrError: ``INPUT.GEOMETRY`` where they fork, or are a ring.
    """
    turns = Turns.of(network)
    inside = np.isin(turns.tail, chosen) & np.isin(turns.head, chosen)
    tail, head = turns.tail[inside], turns.head[inside]
    for side in (tail, head):
        each, count = np.unique(side, return_counts=True)
        if count.max(initial=0) > 1:
            raise _refused("fork", network, int(each[count.argmax()]))
    after = dict(zip(tail.tolist(), head.tolist(), strict=True))
    chains = []
    for edge in np.setdiff1d(chosen, head).tolist():
        chain = [edge]
        while chain[-1] in after:
            chain.append(after[chain[-1]])
        chains.append(np.array(chain, dtype=np.int64))
    if sum(map(len, chains)) < len(chosen):
        raise _refused("ring", network, int(chosen[0]))
    return chains


def _closing(network: Network, before: IntArray, after: IntArray) -> IntArray | None:
    """The segments between two chains, at most :data:`MAX_GAP_M`; None if there are none."""
    tail, head = int(before[-1]), int(after[0])
    limit = MAX_GAP_M + network.length_m[head]
    graph = _turn_graph(network, network.length_m)
    found, reached_from = dijkstra(graph, indices=tail, return_predecessors=True, limit=limit)
    if not np.isfinite(found[head]):
        return None
    return np.array(_path(reached_from, tail, head)[1:-1], dtype=np.int64)


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


def _driven(network: Network, trips: MatchedTrips, near: IntArray) -> list[IntArray]:
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


def _leaves(length_m: float, trips: MatchedTrips, at_m: FloatArray) -> float | None:
    """Where a line is that its route does not follow, metres along it; None if it does.

    Args:
        length_m: of the line.
        trips: the pieces of the route.
        at_m: ``(fixes,)`` metres along the line.
    """
    along_m = np.concatenate([[0.0], at_m, [length_m]])
    step = np.diff(along_m)
    driven = np.concatenate([[0.0], np.diff(trips.s), [0.0]])[: len(step)]
    ends = trips.offsets[1:-1]  # a small gap between two pieces is closed
    driven[ends] = np.where(step[ends] <= MAX_GAP_M, step[ends], 0.0)
    beside = np.concatenate([[0.0], np.cumsum(driven - step)])
    window = min(WINDOW, len(step))
    off = np.abs(beside[window:] - beside[:-window])
    if off.max() <= DETOUR_M:
        return None
    worst = int(off.argmax())
    widest = worst + int(np.abs(driven - step)[worst : worst + window].argmax())
    return float(along_m[widest : widest + 2].mean())


def _broken(
    network: Network, area: StudyArea, line: shapely.LineString, metres: float
) -> TrajganrError:
    """Why no route follows a line at a place: a one-way street, a forbidden turn, or no road."""
    place = line.interpolate(metres)
    lon, lat = area.to_geographic(shapely.get_coordinates(place))[0].round(5).tolist()
    at = {"lon": lon, "lat": lat}
    lines = network.local_lines(area)
    near = shapely.STRtree(lines).query(place, "dwithin", NEAR_M)
    if len(near):
        nearest = near[[shapely.distance(lines[near], place).argmin()]]
        offset_m = np.asarray(shapely.line_locate_point(lines[nearest], place))
        heading = headings(np.array([line]), np.array([metres]))[0]
        cosine = float(headings(lines[nearest], offset_m)[0] @ heading)
        if cosine < -ALONG and network.reverse[nearest[0]] < 0:
            return _refused("one-way", network, int(nearest[0]), **at)
    banned = network.forbidden_turns
    banned = banned[np.isin(banned, near).all(axis=1)]
    if len(banned):
        return _forbidden(network, *banned[0].tolist())
    what = "no road" if area.contains(lon, lat) else "outside"
    return _refused(what, network, None, **at)


def _gap(network: Network, chains: list[IntArray]) -> TrajganrError:
    """Why no chain leads onto another one."""
    pairs = [(int(a[-1]), int(b[0]), int(b[-1])) for a, b in permutations(chains, 2)]
    for before, after, _ in pairs:
        if network.target[before] == network.source[after]:
            return _forbidden(network, before, after)
    for before, _, other in pairs:
        if network.target[before] == network.target[other]:
            return _refused("opposite", network, before)
    return _refused("gap", network, pairs[0][0], metres=round(MAX_GAP_M))


def _forbidden(network: Network, before: int, after: int) -> TrajganrError:
    return _refused("forbidden", network, before, next=_name(network, after))


def _refuse_twice(network: Network, edge: IntArray) -> None:
    _, first, count = np.unique(road_of_edge(network)[edge], return_index=True, return_counts=True)
    if count.max() > 1:
        raise _refused("twice", network, int(edge[first[count.argmax()]]))


def _refused(what: str, network: Network, edge: int | None, **values: Any) -> TrajganrError:
    """What is wrong at the end of a segment, or at the place that ``values`` have."""
    if edge is not None:
        last = int(network.offsets[edge + 1]) - 1
        lon, lat = (round(float(each[last]), 5) for each in (network.lon, network.lat))
        values = {"road": _name(network, edge), "lon": lon, "lat": lat, **values}
    return TrajganrError(Code.INPUT_GEOMETRY, _WRONG[what], _NEXT[what], **values)


def _name(network: Network, edge: int) -> str:
    return str(network.name[edge] or f"segment {edge}")
