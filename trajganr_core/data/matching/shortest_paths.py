"""Shortest paths between the nodes of a road graph: a table of the short ones, and a search.

The table holds every path up to some length, as in FMM (Yang and Gidófalvi 2018, "Fast map
matching, an algorithm integrating hidden Markov model with precomputation"). What it lacks is
searched (Dijkstra 1959), so that the length of its paths changes the speed, never the result.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from ...utils.arrays import Float32Array, FloatArray, Int32Array, IntArray
from ...utils.ragged import offsets_of, row_of_each, take_rows
from ..roads.network import Network
from .compiled import njit

__all__ = [
    "NO_EDGE",
    "Graph",
    "PathTable",
    "Search",
    "find_paths",
    "first_edge",
    "new_search",
    "slot_of",
]

#: In place of an edge's number where there is none.
NO_EDGE = -1
#: Shorter edges count as so long, metres: every edge of a path brings it nearer to its goal.
SHORTEST_EDGE_M = 0.001
#: Nodes whose paths are computed by one task.
NODES_OF_A_TASK = 2048


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
    """

    first_out: IntArray
    out_edge: Int32Array
    first_start: IntArray
    start_node: Int32Array
    target: Int32Array
    reverse: Int32Array
    length_m: FloatArray

    @classmethod
    def of(cls, network: Network, forbidden_turns: IntArray) -> Graph:
        """The graph of a network with at least one edge.

        Args:
            forbidden_turns: ``(r, 2)`` pairs of edges; the second begins where the first ends, and
                must not be driven directly after it.
        """
        nodes = int(max(network.source.max(), network.target.max())) + 1
        last = np.unique(forbidden_turns[:, 0])
        own = nodes + np.arange(len(last))
        target = network.target.copy()
        target[last] = own
        nodes += len(last)
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
            length_m=np.maximum(network.length_m, SHORTEST_EDGE_M),
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
        node: ``(slots,)`` where the path ends; -1 in an empty slot. A path is in the slot
            that :func:`_slot` names or, if others were there, in one of the next.
        length_m: ``(slots,)`` metres.
        first: ``(slots,)`` first edge of the path.
        longest_m: the limit of length, metres.
    """

    offsets: IntArray
    node: Int32Array
    length_m: Float32Array
    first: Int32Array
    longest_m: float

    @classmethod
    def of(cls, graph: Graph, longest_m: float, threads: int = 1) -> PathTable:
        """The table of a graph, computed in some threads."""
        begins = range(0, graph.nodes, NODES_OF_A_TASK)
        with ThreadPoolExecutor(threads) as pool:
            parts = list(
                pool.map(
                    lambda begin: _paths_from(
                        begin, min(begin + NODES_OF_A_TASK, graph.nodes), graph, longest_m
                    ),
                    begins,
                )
            )
        counts, node, length_m, first = (
            np.concatenate(column) for column in zip(*parts, strict=True)
        )
        return cls(offsets_of(counts), node, length_m, first, longest_m)

    @classmethod
    def estimated_bytes(cls, graph: Graph, longest_m: float, nodes: int) -> float:
        """Approximate size of the table, from the paths of some of its nodes."""
        origins = np.unique(np.linspace(0, graph.nodes - 1, nodes).astype(np.int64))
        slots = _slots_of(origins, graph, longest_m)
        return 12.0 * slots / len(origins) * graph.nodes  # three columns of four bytes

    @property
    def bytes(self) -> int:
        """Size in memory."""
        return sum(column.nbytes for column in self[:4])


class Search(NamedTuple):
    """Memory of the searches of one thread.

    Attributes:
        length_m, by, before: ``(nodes,)`` length of the path to a node, its last edge and the node
            before it, valid where ``search_of`` is the number of the last search.
        heap_m, heap_node: nodes to visit, as a binary heap.
        visited: nodes in the order of their distance.
        searches: ``(1,)`` number of searches so far.
    """

    length_m: FloatArray
    by: Int32Array
    before: Int32Array
    search_of: IntArray
    heap_m: FloatArray
    heap_node: Int32Array
    visited: Int32Array
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
        np.zeros(1, np.int64),
    )


@njit
def find_paths(graph: Graph, search: Search, origin: int, limit_m: float) -> int:
    """Find all shortest paths from a node up to a length; returns the number of nodes reached.

    Of two paths of the same length the one whose last edge was seen first is kept, which depends
    only on the graph.
    """
    search.searches[0] += 1
    number = search.searches[0]
    length_m, search_of = search.length_m, search.search_of
    length_m[origin], search_of[origin] = 0.0, number
    search.by[origin] = search.before[origin] = NO_EDGE
    size = _push(search, 0, 0.0, origin)
    visited = 0
    while size:
        here_m, node = search.heap_m[0], search.heap_node[0]
        size = _pop(search, size)
        if here_m > length_m[node]:
            continue  # reached on a shorter path meanwhile
        search.visited[visited] = node
        visited += 1
        for at in range(graph.first_out[node], graph.first_out[node + 1]):
            edge = graph.out_edge[at]
            neighbour, there_m = graph.target[edge], here_m + graph.length_m[edge]
            is_new = search_of[neighbour] != number
            if there_m <= limit_m and (is_new or there_m < length_m[neighbour]):
                length_m[neighbour], search_of[neighbour] = there_m, number
                search.by[neighbour], search.before[neighbour] = edge, node
                size = _push(search, size, there_m, neighbour)
    return visited


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
    while table.node[begin + slot] != node:
        if table.node[begin + slot] < 0:
            return -1
        slot = (slot + 1) & last
    return begin + slot


@njit
def _slot(node: int, last: int) -> int:
    """The slot, of ``0 … last``, where a path to a node belongs (Fibonacci hashing)."""
    return ((node * 2654435769 & 0xFFFFFFFF) >> 12) & last


@njit
def _paths_from(
    begin: int, end: int, graph: Graph, longest_m: float
) -> tuple[IntArray, Int32Array, Float32Array, Int32Array]:
    """Slots of the nodes ``begin … end-1``: their counts, and the columns."""
    search = new_search(graph)
    first_of = np.empty(len(graph.first_out) - 1, np.int32)
    counts = np.empty(end - begin, np.int64)
    room = 128 * (end - begin)
    nodes, length_m = np.full(room, np.int32(-1)), np.empty(room, np.float32)
    first = np.empty(room, np.int32)
    used = 0
    for origin in range(begin, end):
        reached = find_paths(graph, search, origin, longest_m)
        slots = _slots_for(reached)
        if used + slots > room:
            room = 2 * (used + slots)
            nodes = _grown(nodes, room, -1)
            length_m, first = _grown(length_m, room, 0), _grown(first, room, 0)
        for at in range(1, reached):
            node = search.visited[at]
            before = search.before[node]
            first_of[node] = search.by[node] if before == origin else first_of[before]
            slot = _slot(node, slots - 1)
            while nodes[used + slot] >= 0:
                slot = (slot + 1) & (slots - 1)
            nodes[used + slot], first[used + slot] = node, first_of[node]
            length_m[used + slot] = search.length_m[node]
        counts[origin - begin] = slots
        used += slots
    return counts, nodes[:used].copy(), length_m[:used].copy(), first[:used].copy()


@njit
def _slots_of(origins: IntArray, graph: Graph, longest_m: float) -> int:
    """Number of slots of some nodes."""
    search = new_search(graph)
    slots = 0
    for origin in origins:
        slots += _slots_for(find_paths(graph, search, origin, longest_m))
    return slots


@njit
def _slots_for(paths: int) -> int:
    """A power of two, so large that a third to two thirds of the slots are in use."""
    slots = 2
    while 2 * slots < 3 * paths:
        slots *= 2
    return slots


@njit
def _grown(values, room, empty):  # type: ignore[no-untyped-def]
    longer = np.full(room, empty, values.dtype)
    longer[: len(values)] = values
    return longer


@njit
def _push(search: Search, size: int, length_m: float, node: int) -> int:
    """Add a node to the heap; returns its new size."""
    heap_m, heap_node = search.heap_m, search.heap_node
    place = size
    while place > 0:
        parent = (place - 1) >> 1
        if heap_m[parent] <= length_m:
            break
        heap_m[place], heap_node[place] = heap_m[parent], heap_node[parent]
        place = parent
    heap_m[place], heap_node[place] = length_m, node
    return size + 1


@njit
def _pop(search: Search, size: int) -> int:
    """Remove the nearest node, the first one, from the heap; returns its new size."""
    heap_m, heap_node = search.heap_m, search.heap_node
    size -= 1
    length_m, node = heap_m[size], heap_node[size]
    place = 0
    while True:
        child = 2 * place + 1
        if child >= size:
            break
        if child + 1 < size and heap_m[child + 1] < heap_m[child]:
            child += 1
        if heap_m[child] >= length_m:
            break
        heap_m[place], heap_node[place] = heap_m[child], heap_node[child]
        place = child
    heap_m[place], heap_node[place] = length_m, node
    return size
