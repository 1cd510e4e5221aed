"""Second ways: where another path between two distant fixes is about as fast."""

from __future__ import annotations

import numpy as np

from ...utils.arrays import BoolArray, IntArray
from .compiled import njit
from .shortest_paths import NO_EDGE, Graph, Search, new_search, pop, push

#: A second way takes at most so many times as long as the part of the path that it replaces.
SECOND_WAY_RATIO = 1.2
#: Of the edges that a second way avoids, 69, 51, 36 and 33 % were driven where fixes of taxis in
#: Porto were thinned to one in 30, 60, 120 and 300 s. Until a way's probability is known, none
#: counts as more likely than not.
AVOIDED_PROBABILITY = 0.49


@njit
def certain_edges(
    edges: IntArray, edge_offsets: IntArray, is_gap: BoolArray, graph: Graph, ratio: float
) -> BoolArray:
    """Which edges of paths no second way avoids; ``(e,)``.

    The edges of a path count as ``ratio`` times as long, and the fastest way is searched again: it
    leaves the path where a way around some edges takes at most so many times as long as they do.
    This is the penalty method for alternative routes (Chen, Bell and Bogenberger 2007, "Reliable
    pretrip multipath planning and dynamic adaptation for a centralized road navigation system").

    Args:
        edges, edge_offsets: ``(e,)`` and ``(h+1,)``: path i is
            ``edges[edge_offsets[i]:edge_offsets[i+1]]``.
        is_gap: ``(h,)`` which paths are examined. The edges of the others are certain, and so are
            the first and the last edge of a path, on which there are fixes.
        graph: the roads.
        ratio: at least 1.
    """
    search = new_search(graph)
    is_certain = np.ones(len(edges), np.bool_)
    path_of = np.full(len(graph.target), -1)
    for path in range(len(is_gap)):
        begin, end = edge_offsets[path], edge_offsets[path + 1]
        if not is_gap[path] or end - begin < 3:
            continue
        path_s = 0.0
        for at in range(begin + 1, end - 1):
            path_of[edges[at]] = path
            path_s += graph.usual_s[edges[at]]
        goal = _fastest_way(
            *(edges[begin], edges[end - 1], path, path_of, ratio, path_s, graph, search)
        )
        if goal < 0:
            continue
        for at in range(begin + 1, end - 1):
            path_of[edges[at]] = -1
        while search.by[goal] != NO_EDGE:
            path_of[search.by[goal]] = path
            goal = search.before[goal]
        for at in range(begin + 1, end - 1):
            is_certain[at] = path_of[edges[at]] == path
    return is_certain


@njit
def _fastest_way(
    first: int,
    last: int,
    path: int,
    path_of: IntArray,
    ratio: float,
    path_s: float,
    graph: Graph,
    search: Search,
) -> int:
    """Search the fastest way between two edges, on which the edges of the path take longer.

    Nobody turns around on the two edges.

    Returns:
        The node where it reaches the last edge; -1 if it does not, because of forbidden turns.
    """
    search.searches[0] += 1
    number = search.searches[0]
    time_s, search_of = search.length_m, search.search_of  # here they are times
    for start in graph.start_node[graph.first_start[last] : graph.first_start[last + 1]]:
        search.goal_of[start] = number
    origin = graph.target[first]
    time_s[origin], search_of[origin] = 0.0, number
    search.by[origin] = search.before[origin] = NO_EDGE
    size = push(search.heap_m, search.heap_node, 0, 0.0, origin)
    while size:
        here_s, node = search.heap_m[0], search.heap_node[0]
        size = pop(search.heap_m, search.heap_node, size)
        if here_s > time_s[node]:
            continue  # reached by a faster way meanwhile
        if search.goal_of[node] == number:
            return int(node)
        for at in range(graph.first_out[node], graph.first_out[node + 1]):
            edge = graph.out_edge[at]
            if edge == graph.reverse[first] or edge == graph.reverse[last]:
                continue
            is_on_path = path_of[edge] == path
            there_s = here_s + graph.usual_s[edge] * (ratio if is_on_path else 1.0)
            if there_s >= ratio * path_s and not is_on_path:
                continue
            neighbour = graph.target[edge]
            if search_of[neighbour] == number and there_s >= time_s[neighbour]:
                continue
            time_s[neighbour], search_of[neighbour] = there_s, number
            search.by[neighbour], search.before[neighbour] = edge, node
            size = push(search.heap_m, search.heap_node, size, there_s, neighbour)
    return -1
