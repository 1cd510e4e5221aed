"""Paths between consecutive matched fixes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...utils.arrays import BoolArray, FloatArray, IntArray
from ...utils.ragged import offsets_of
from .compiled import njit
from .shortest_paths import Graph, PathTable, Search, find_paths, new_search, slot_of
from .viterbi import FoundFixes

#: Search limit, as a ratio of the known length of the path: lengths are rounded to 32 bits.
ROUNDED_UP = 1.000001


@dataclass(frozen=True)
class Hops:
    """Paths from one matched fix to the next, in the order of their trips.

    Attributes:
        start, end: ``(h,)`` the two fixes; those between them were not matched.
        start_offset, end_offset: ``(h,)`` metres on the first and on the last edge of the path.
        edge_offsets: ``(h+1,)``, the path of hop i is ``edges[edge_offsets[i]:edge_offsets[i+1]]``.
        edges: ``(e,)``.
    """

    start: IntArray
    end: IntArray
    start_offset: FloatArray
    end_offset: FloatArray
    edge_offsets: IntArray
    edges: IntArray

    @classmethod
    def of(cls, found: FoundFixes, graph: Graph, table: PathTable) -> Hops:
        """The paths of matched trips."""
        end = np.flatnonzero(found.before >= 0)
        start = found.before[end]
        counts, edges = _edges_of_paths(start, end, found, graph, table)
        return cls(
            start=start,
            end=end,
            start_offset=found.offset_m[start],
            end_offset=found.offset_m[end],
            edge_offsets=offsets_of(counts),
            edges=edges,
        )

    def __len__(self) -> int:
        return len(self.start)

    @property
    def first(self) -> IntArray:
        """``(h,)`` indices into ``edges`` of the first edge of each path."""
        return self.edge_offsets[:-1]

    @property
    def last(self) -> IntArray:
        """``(h,)`` indices into ``edges`` of the last edge of each path."""
        return self.edge_offsets[1:] - 1

    def covers(self, fixes: int) -> BoolArray:
        """``(fixes,)`` which fixes are between the two of a hop."""
        steps = np.bincount(self.start + 1, minlength=fixes + 1)
        steps -= np.bincount(self.end, minlength=fixes + 1)
        return np.asarray(np.cumsum(steps)[:fixes] > 0)

    def spans(self, length_m: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Positions at which each path enters and leaves its edges, metres from the edge's start.

        Args:
            length_m: ``(E,)`` of the network's edges.
        """
        enter = np.zeros(len(self.edges))
        leave = length_m[self.edges]
        enter[self.first] = self.start_offset
        leave[self.last] = self.end_offset
        return enter, leave


@njit
def _edges_of_paths(
    start: IntArray, end: IntArray, found: FoundFixes, graph: Graph, table: PathTable
) -> tuple[IntArray, IntArray]:
    """Number of edges of each path, and the edges of all."""
    search = new_search(graph)
    counts = np.empty(len(start), np.int64)
    edges = np.empty(4 * len(start) + 16, np.int64)
    used = 0
    for hop in range(len(start)):
        begin = used
        first, last = found.edge[start[hop]], found.edge[end[hop]]
        edges = _with_room(edges, used + 2)
        edges[used] = first
        used += 1
        if found.path_m[end[hop]] >= 0:
            edges, used = _append_path(
                edges, used, graph.target[first], last, found.path_m[end[hop]], graph, table, search
            )
        counts[hop] = used - begin
    return counts, edges[:used].copy()


@njit
def _append_path(
    edges: IntArray,
    used: int,
    node: int,
    last: int,
    path_m: float,
    graph: Graph,
    table: PathTable,
    search: Search,
) -> tuple[IntArray, int]:
    """Append the edges of the shortest path from a node to an edge, and that edge.

    Args:
        edges, used: the array, and how much of it is used.
        node: where the path begins.
        last: the edge where it ends.
        path_m: its length without that edge, as :func:`.viterbi.match_trips` found it.
    """
    goal = _nearest_start(node, last, graph, table)
    if goal >= 0:
        while node != goal:
            edge = table.paths[slot_of(table, node, goal)].first
            edges = _with_room(edges, used + 2)
            edges[used] = edge
            used, node = used + 1, graph.target[edge]
    else:
        starts = graph.start_node[graph.first_start[last] : graph.first_start[last + 1]]
        find_paths(graph, search, node, path_m * ROUNDED_UP, starts)
        begin, best_m = used, np.inf
        for start in starts:
            if search.search_of[start] == search.searches[0] and search.length_m[start] < best_m:
                best_m, goal = search.length_m[start], start
        while goal != node:
            edges = _with_room(edges, used + 2)
            edges[used] = search.by[goal]
            used, goal = used + 1, search.before[goal]
        edges[begin:used] = edges[begin:used][::-1].copy()
    edges[used] = last
    return edges, used + 1


@njit
def _nearest_start(node: int, edge: int, graph: Graph, table: PathTable) -> int:
    """The start of an edge to which the table has the shortest path, -1 if it has none."""
    nearest, nearest_m = -1, np.float32(np.inf)
    for at in range(graph.first_start[edge], graph.first_start[edge + 1]):
        start = graph.start_node[at]
        if start == node:
            return start
        slot = slot_of(table, node, start)
        if slot >= 0 and table.paths[slot].length_m < nearest_m:
            nearest, nearest_m = start, table.paths[slot].length_m
    return nearest


@njit
def _with_room(edges: IntArray, room: int) -> IntArray:
    """The same edges in an array that has room for so many."""
    if room <= len(edges):
        return edges
    longer = np.empty(2 * room, np.int64)
    longer[: len(edges)] = edges
    return longer
