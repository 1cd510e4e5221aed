"""Shortest paths between the nodes of a road graph: a table of the short ones, and a search.

The table holds every path up to some length, as in FMM (Yang and Gidófalvi 2018, "Fast map
matching, an algorithm integrating hidden Markov model with precomputation"). What it lacks is
searched (Dijkstra 1959), so that the length of its paths changes the speed, never the result.
"""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...utils.arrays import FloatArray, Int32Array, IntArray
from ...utils.ragged import offsets_of, row_of_each, take_rows
from ..roads.network import Network
from ..roads.road_speeds import highest_speeds_kmh, usual_speeds_kmh
from .compiled import njit

#: In place of an edge's number where there is none.
NO_EDGE = -1
#: Shorter edges count as so long, metres: every edge of a path brings it nearer to its goal.
MIN_EDGE_M = 0.001
#: Nodes whose paths are computed by one task.
NODES_OF_A_TASK = 2048
#: Nodes whose paths are counted to estimate a table's size.
NODES_COUNTED = 256
#: In place of the goals of a search, for paths to all nodes.
ALL_NODES = np.empty(0, dtype=np.int32)
#: A path of the table: the node where it ends, or -1; its first edge; its metres. One record needs
#: one access to memory.
PATH = np.dtype([("node", np.int32), ("first", np.int32), ("length_m", np.float32)])


#: Tolerance of the comparison of sums, metres.
ROUNDING_M = 1e-6
PathArray = NDArray[Any]


class Graph(NamedTuple):
    """Directed edges between nodes, without forbidden turns.

    An edge from which some turns are forbidden ends at a node of its own, a copy of the network's
    node that only the permitted edges leave. So an edge may begin at several nodes.

    Attributes:
        first_out, out_edge: edges that leave node n are
            ``out_edge[first_out[n]:first_out[n + 1]]``.
        first_start, start_node: nodes where edge e begins are
            ``start_node[first_start[e]:first_start[e + 1]]``.
        target: ``(E,)`` the node where each edge ends.
        reverse: ``(E,)`` as in :class:`..roads.network.Network`.
        length_m: ``(E,)`` metres, positive.
        usual_s: ``(E,)`` seconds at the usual speed of the road's class.
        highest_mps: ``(E,)`` no vehicle is faster, m/s.
        x, y: ``(nodes,)`` where each node is, local metres.
        least_ratio: no edge is shorter than this ratio of the straight line between its nodes.
    """

    first_out: IntArray
    out_edge: Int32Array
    first_start: IntArray
    start_node: Int32Array
    target: Int32Array
    reverse: Int32Array
    length_m: FloatArray
    usual_s: FloatArray
    highest_mps: FloatArray
    x: FloatArray
    y: FloatArray
    least_ratio: float

    @classmethod
    def of(cls, network: Network, vertices: FloatArray) -> Graph:
        """The graph of a network with at least one edge.

        Args:
            network: the roads and their forbidden turns.
            vertices: ``(vertices, 2)`` its vertices in local metres.
        """
        forbidden_turns = network.forbidden_turns
        nodes = int(max(network.source.max(), network.target.max())) + 1
        last = np.unique(forbidden_turns[:, 0])
        own = nodes + np.arange(len(last))
        target = network.target.copy()
        target[last] = own
        nodes += len(last)
        places = np.empty((nodes, 2))
        places[network.source] = vertices[network.offsets[:-1]]
        places[target] = vertices[network.offsets[1:] - 1]
        length_m = np.maximum(network.length_m, MIN_EDGE_M)
        straight_m = np.hypot(*(places[target] - places[network.source]).T)
        by_source = np.argsort(network.source, kind="stable")
        leaving, offsets = take_rows(
            offsets_of(np.bincount(network.source, minlength=nodes)), network.target[last]
        )
        row, following = row_of_each(offsets), by_source[leaving]
        turns = np.column_stack([last[row], following])
        # A number for each pair of edges.
        permitted = ~np.isin(turns @ [len(network), 1], forbidden_turns @ [len(network), 1])
        edge = np.r_[np.arange(len(network)), following[permitted]]
        node = np.r_[network.source, own[row[permitted]]]
        by_node, by_edge = np.lexsort((edge, node)), np.lexsort((node, edge))
        return cls(
            first_out=offsets_of(np.bincount(node, minlength=nodes)),
            out_edge=edge[by_node].astype(np.int32),
            first_start=offsets_of(np.bincount(edge, minlength=len(network))),
            start_node=node[by_edge].astype(np.int32),
            target=target.astype(np.int32),
            reverse=network.reverse.astype(np.int32),
            length_m=length_m,
            usual_s=3.6 * length_m / usual_speeds_kmh(network),
            highest_mps=highest_speeds_kmh(network) / 3.6,
            x=places[:, 0].copy(),
            y=places[:, 1].copy(),
            least_ratio=min(float((length_m / np.maximum(straight_m, MIN_EDGE_M)).min()), 1.0),
        )

    @property
    def nodes(self) -> int:
        """Number of nodes."""
        return len(self.first_out) - 1


class PathTable(NamedTuple):
    """All shortest paths up to a length, as a hash table for each node they begin at.

    Attributes:
        offsets: ``(nodes+1,)``, the paths from node n are in the slots
            ``offsets[n] … offsets[n + 1]-1``, whose number is a power of two.
        paths: ``(slots,)`` of :data:`PATH`. A path is in the slot that :func:`_slot` names for its
            end or, if others were there, in one of the next.
        longest_m: the limit of length, metres.
    """

    offsets: IntArray
    paths: PathArray
    longest_m: float

    @classmethod
    def of(cls, graph: Graph, longest_m: float, threads: int = 1) -> PathTable:
        """The table of a graph, computed in some threads."""
        begins = range(0, graph.nodes, NODES_OF_A_TASK)
        slots = cls.estimated_slots(graph, longest_m)
        with ThreadPoolExecutor(threads) as pool:
            parts = list(
                pool.map(
                    lambda begin: _paths_from(
                        begin, min(begin + NODES_OF_A_TASK, graph.nodes), graph, longest_m, slots
                    ),
                    begins,
                )
            )
        counts, paths = (np.concatenate(column) for column in zip(*parts, strict=True))
        return cls(offsets_of(counts), paths, longest_m)

    @classmethod
    def estimated_slots(cls, graph: Graph, longest_m: float) -> float:
        """Approximate number of slots of a node, from some of the nodes."""
        origins = np.unique(np.linspace(0, graph.nodes - 1, NODES_COUNTED).astype(np.int64))
        return float(_slots_of(origins, graph, longest_m) / len(origins))

    @classmethod
    def estimated_bytes(cls, graph: Graph, longest_m: float) -> float:
        """Approximate size of the table."""
        return PATH.itemsize * graph.nodes * cls.estimated_slots(graph, longest_m)

    @property
    def bytes(self) -> int:
        """Size in memory."""
        return self.offsets.nbytes + self.paths.nbytes


class Search(NamedTuple):
    """Memory of the searches of one thread.

    Attributes:
        length_m, by, before: ``(nodes,)`` length of the path to a node, its last edge and the node
            before it, valid where ``search_of`` is the number of the last search.
        heap_m, heap_node: nodes to visit, as a binary heap.
        visited: nodes in the order of their distance.
        goal_of: ``(nodes,)`` the number of the last search that a node was a goal of.
        searches: ``(1,)`` number of searches so far.
    """

    length_m: FloatArray
    by: Int32Array
    before: Int32Array
    search_of: IntArray
    heap_m: FloatArray
    heap_node: Int32Array
    visited: Int32Array
    goal_of: IntArray
    searches: IntArray


@njit
def new_search(graph: Graph) -> Search:
    """Memory for searches in a graph."""
    nodes = len(graph.first_out) - 1
    most = len(graph.out_edge) + 1  # no edge is pushed twice
    return Search(
        np.empty(nodes, np.float64),
        np.empty(nodes, np.int32),
        np.empty(nodes, np.int32),
        np.zeros(nodes, np.int64),
        np.empty(most, np.float64),
        np.empty(most, np.int32),
        np.empty(nodes, np.int32),
        np.zeros(nodes, np.int64),
        np.zeros(1, np.int64),
    )


@njit
def find_paths(graph: Graph, search: Search, origin: int, limit_m: float, goals: Int32Array) -> int:
    """Find all shortest paths from a node up to a length; returns the number of nodes visited.

    Of two paths of the same length, the one whose last edge has the lower number is kept.

    Args:
        goals: the nodes whose paths are needed, or :data:`ALL_NODES`. The search ends when all of
            them are found, and leaves out nodes that are too far from them.
    """
    search.searches[0] += 1
    number = search.searches[0]
    x, y, radius_m, missing = _mark_goals(graph, search, goals)
    has_goals = missing > 0
    length_m, search_of = search.length_m, search.search_of
    length_m[origin], search_of[origin] = 0.0, number
    search.by[origin] = search.before[origin] = NO_EDGE
    size = push(search.heap_m, search.heap_node, 0, 0.0, origin)
    visited = 0
    while size:
        here_m, node = search.heap_m[0], search.heap_node[0]
        size = pop(search.heap_m, search.heap_node, size)
        if here_m > length_m[node]:
            continue  # reached on a shorter path meanwhile
        search.visited[visited] = node
        visited += 1
        if has_goals and search.goal_of[node] == number:
            missing -= 1
            if not missing:
                break
        for at in range(graph.first_out[node], graph.first_out[node + 1]):
            edge = graph.out_edge[at]
            neighbour, there_m = graph.target[edge], here_m + graph.length_m[edge]
            if there_m > limit_m:
                continue
            if search_of[neighbour] == number and there_m >= length_m[neighbour]:
                if there_m == length_m[neighbour] and edge < search.by[neighbour]:
                    search.by[neighbour], search.before[neighbour] = edge, node
                continue
            if has_goals:
                straight_m = math.hypot(graph.x[neighbour] - x, graph.y[neighbour] - y) - radius_m
                if there_m + graph.least_ratio * straight_m > limit_m + ROUNDING_M:
                    continue
            length_m[neighbour], search_of[neighbour] = there_m, number
            search.by[neighbour], search.before[neighbour] = edge, node
            size = push(search.heap_m, search.heap_node, size, there_m, neighbour)
    return visited


@njit
def _mark_goals(graph: Graph, search: Search, goals: Int32Array) -> tuple[float, float, float, int]:
    """Mark the goals of a search; returns a circle around them, and how many there are.

    Returns:
        ``(x, y, radius, count)`` in metres; the count is of different nodes.
    """
    if not len(goals):
        return 0.0, 0.0, 0.0, 0
    x, y, radius_m, count = graph.x[goals[0]], graph.y[goals[0]], 0.0, 0
    for goal in goals:
        radius_m = max(radius_m, math.hypot(graph.x[goal] - x, graph.y[goal] - y))
        if search.goal_of[goal] != search.searches[0]:
            search.goal_of[goal] = search.searches[0]
            count += 1
    return x, y, radius_m, count


@njit
def first_edge(search: Search, origin: int, node: int) -> int:
    """First edge of the path that the last search found from its origin to another node."""
    while search.before[node] != origin:
        node = search.before[node]
    return search.by[node]


@njit
def slot_of(table: PathTable, origin: int, node: int) -> int:
    """Slot of the path from a node to another one, -1 if the table lacks it."""
    begin = table.offsets[origin]
    last = table.offsets[origin + 1] - begin - 1
    slot = _slot(node, last)
    while table.paths[begin + slot].node != node:
        if table.paths[begin + slot].node < 0:
            return -1
        slot = (slot + 1) & last
    return begin + slot


@njit
def _slot(node: int, last: int) -> int:
    """The slot, of ``0 … last``, where a path to a node belongs (Fibonacci hashing)."""
    return ((node * 2654435769 & 0xFFFFFFFF) >> 12) & last


@njit
def _paths_from(
    begin: int, end: int, graph: Graph, longest_m: float, slots_of_a_node: float
) -> tuple[IntArray, PathArray]:
    """Slots of the nodes ``begin … end-1``: their counts, and all of them."""
    search = new_search(graph)
    first_of = np.empty(len(graph.first_out) - 1, np.int32)
    counts = np.empty(end - begin, np.int64)
    paths = np.empty(int(1.1 * slots_of_a_node * (end - begin)), PATH)
    used = 0
    for origin in range(begin, end):
        reached = find_paths(graph, search, origin, longest_m, ALL_NODES)
        slots = _slots_for(reached)
        if used + slots > len(paths):
            longer = np.empty(2 * (used + slots), PATH)
            longer[:used] = paths[:used]
            paths = longer
        for slot in range(used, used + slots):
            paths[slot].node, paths[slot].first, paths[slot].length_m = -1, NO_EDGE, 0.0
        for at in range(1, reached):
            node = search.visited[at]
            before = search.before[node]
            first_of[node] = search.by[node] if before == origin else first_of[before]
            slot = _slot(node, slots - 1)
            while paths[used + slot].node >= 0:
                slot = (slot + 1) & (slots - 1)
            path = paths[used + slot]
            path.node, path.first, path.length_m = node, first_of[node], search.length_m[node]
        counts[origin - begin] = slots
        used += slots
    return counts, paths[:used]


@njit
def _slots_of(origins: IntArray, graph: Graph, longest_m: float) -> int:
    """Number of slots of some nodes."""
    search = new_search(graph)
    slots = 0
    for origin in origins:
        slots += _slots_for(find_paths(graph, search, origin, longest_m, ALL_NODES))
    return slots


@njit
def _slots_for(paths: int) -> int:
    """A power of two, so large that a third to two thirds of the slots are in use."""
    slots = 2
    while 2 * slots < 3 * paths:
        slots *= 2
    return slots


@njit
def push(
    heap_key: FloatArray, heap_item: IntArray | Int32Array, size: int, key: float, item: int
) -> int:
    """Add an item to a binary heap of this size; returns its new size."""
    place = size
    while place > 0:
        parent = (place - 1) >> 1
        if heap_key[parent] <= key:
            break
        heap_key[place], heap_item[place] = heap_key[parent], heap_item[parent]
        place = parent
    heap_key[place], heap_item[place] = key, item
    return size + 1


@njit
def pop(heap_key: FloatArray, heap_item: IntArray | Int32Array, size: int) -> int:
    """Remove the first item, that with the least key, from a heap; returns its new size."""
    size -= 1
    key, item = heap_key[size], heap_item[size]
    place = 0
    while True:
        child = 2 * place + 1
        if child >= size:
            break
        if child + 1 < size and heap_key[child + 1] < heap_key[child]:
            child += 1
        if heap_key[child] >= key:
            break
        heap_key[place], heap_item[place] = heap_key[child], heap_item[child]
        place = child
    heap_key[place], heap_item[place] = key, item
    return size
