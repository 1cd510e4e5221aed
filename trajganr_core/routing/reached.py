"""Parts of roads that are reached from a point within some times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import shapely
from scipy.sparse.csgraph import dijkstra

from ..contract.errors import Code, TrajganrError
from ..data.roads.network import Network
from ..utils.arrays import FloatArray, GeometryArray, IntArray
from ..utils.columns import Columns
from ..utils.progress import Progress, silent
from .arcs import Roads, Travel, arcs_between
from .stops import Stops

#: More parts are refused: a layer of them would be too large to use.
MAX_PARTS = 2_000_000
#: Shorter parts are left out, metres.
MIN_M = 0.05


@dataclass(frozen=True)
class ReachedParts(Columns):
    """Parts of directed segments, none of which overlap for one origin.

    Attributes:
        origin: ``(n,)`` the number of the point.
        limit: ``(n,)`` the number of the smallest limit within which the whole part is reached.
        edge, from_m, to_m: ``(n,)`` the segment, and the part in metres from its start.
        begin_s, end_s: ``(n,)`` seconds from the origin to both ends of the part.
    """

    origin: IntArray
    limit: IntArray
    edge: IntArray
    from_m: FloatArray
    to_m: FloatArray
    begin_s: FloatArray
    end_s: FloatArray


@dataclass(frozen=True)
class _Entered:
    """Segments that are entered in time.

    Attributes:
        origin, edge: ``(n,)``.
        start_s: ``(n,)`` seconds at which the start of the segment is or would have been left.
        from_m, to_m: ``(n,)`` the part that is driven then.
    """

    origin: IntArray
    edge: IntArray
    start_s: FloatArray
    from_m: FloatArray
    to_m: FloatArray


def reached_parts(
    roads: Roads, origins: Stops, limits_s: Sequence[float], progress: Progress = silent
) -> ReachedParts:
    """The parts of segments that are reached in the mean travel time, driving in their direction.

    Args:
        limits_s: ascending, seconds.
        progress: called with the share of the origins; may raise to stop.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for more than :data:`MAX_PARTS`.
    """
    nobody = Stops(0, np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    edges = len(roads.network)
    matrix = arcs_between(roads, origins, nobody).matrix(edges + origins.points)
    found: list[ReachedParts] = []
    for origin in range(origins.points):
        progress("Finding reached roads", origin / origins.points)
        at_ends = dijkstra(matrix, indices=edges + origin, limit=limits_s[-1])[:edges]
        entered = _entered(roads, origins, origin, at_ends)
        found.append(_cut(roads.network, roads.travel, entered, limits_s))
        _refuse_many(sum(map(len, found)))
    names = [each.name for each in fields(ReachedParts)]
    return ReachedParts(*(np.concatenate([getattr(p, name) for p in found]) for name in names))


def _entered(roads: Roads, origins: Stops, origin: int, at_ends: FloatArray) -> _Entered:
    """Segments entered at their start, up to the origin if it is there, and from the origin.

    Args:
        at_ends: ``(E,)`` seconds to the ends of segments.
    """
    turns, travel, length_m = roads.turns, roads.travel, roads.network.length_m
    at_start = np.full(len(length_m), np.inf)
    np.fmin.at(at_start, turns.head, np.maximum(at_ends[turns.tail] + travel.turn, 0))
    own = np.flatnonzero(origins.point == origin)
    own = own[np.isfinite(travel.mean[origins.edge[own]])]
    edge, offset_m = origins.edge[own], origins.offset_m[own]
    to_m = length_m.copy()
    to_m[edge] = offset_m
    passed = np.flatnonzero(np.isfinite(at_start) & np.isfinite(travel.mean))
    before_s = -travel.mean[edge] * offset_m / length_m[edge]
    return _Entered(
        origin=np.full(len(passed) + len(edge), origin),
        edge=np.r_[passed, edge],
        start_s=np.r_[at_start[passed], before_s],
        from_m=np.r_[np.zeros(len(passed)), offset_m],
        to_m=np.r_[to_m[passed], length_m[edge]],
    )


def _cut(
    network: Network, travel: Travel, entered: _Entered, limits_s: Sequence[float]
) -> ReachedParts:
    """The parts between consecutive limits."""
    speed = network.length_m[entered.edge] / travel.mean[entered.edge]
    parts = []
    for number, (begin, end) in enumerate(zip((0.0, *limits_s), limits_s, strict=False)):
        from_m = np.maximum(entered.from_m, (begin - entered.start_s) * speed)
        to_m = np.minimum(entered.to_m, (end - entered.start_s) * speed)
        row = np.flatnonzero(to_m - from_m > MIN_M)
        parts.append((row, np.full(len(row), number), from_m[row], to_m[row]))
    row, limit, from_m, to_m = (np.concatenate(column) for column in zip(*parts, strict=True))
    return ReachedParts(
        origin=entered.origin[row],
        limit=limit,
        edge=entered.edge[row],
        from_m=from_m,
        to_m=to_m,
        begin_s=entered.start_s[row] + from_m / speed[row],
        end_s=entered.start_s[row] + to_m / speed[row],
    )


def part_lines(network: Network, parts: ReachedParts) -> GeometryArray:
    """``(n,)`` lines of the parts, degrees, in the direction of travel."""
    lines = network.lines[parts.edge].copy()
    is_part = (parts.from_m > 0) | (parts.to_m < network.length_m[parts.edge])
    row = np.flatnonzero(is_part)
    begin = network.locate(parts.edge[row], parts.from_m[row])
    end = network.locate(parts.edge[row], parts.to_m[row])
    for number, each in enumerate(row):
        first, last = network.offsets[parts.edge[each]], network.offsets[parts.edge[each] + 1]
        metres = network.vertex_m[first:last]
        is_between = (metres > parts.from_m[each]) & (metres < parts.to_m[each])
        between = first + np.flatnonzero(is_between)
        vertices = np.column_stack([network.lon[between], network.lat[between]])
        lines[each] = shapely.LineString([begin[number], *vertices, end[number]])
    return lines


def _refuse_many(parts: int) -> None:
    if parts > MAX_PARTS:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "More than {most} parts of roads are reached from these points.",
            "Give fewer origins or shorter times.",
            most=f"{MAX_PARTS:,}",
        )
