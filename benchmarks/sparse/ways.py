"""Candidate ways between two positions on roads: the penalty method under several costs.

The search runs over edges instead of nodes, so a turn has a cost of its own and a forbidden one is
no arc at all.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np

from trajganr_core.data.roads.network import Network
from trajganr_core.utils.arrays import FloatArray, IntArray
from trajganr_core.utils.ragged import offsets_of, take_rows

#: Edges of a way that is found already cost so many times as much in the next search.
PENALTY = 1.25
#: Edges of a way, at most.
MOST_EDGES = 1500


class Turns(NamedTuple):
    """Permitted turns between edges; those of edge e are ``first[e] … first[e + 1]-1``.

    Attributes:
        first: ``(E+1,)``.
        tail, head: ``(T,)`` the edges before and after each turn.
    """

    first: IntArray
    tail: IntArray
    head: IntArray

    @classmethod
    def of(cls, network: Network) -> Turns:
        """Turns of a network; onto the opposite edge only where no other edge leads on."""
        edges = len(network)
        nodes = int(max(network.source.max(), network.target.max())) + 1
        by_source = np.argsort(network.source, kind="stable")
        leaving, offsets = take_rows(
            offsets_of(np.bincount(network.source, minlength=nodes)), network.target
        )
        tail = np.repeat(np.arange(edges), np.diff(offsets))
        head = by_source[leaving]
        forbidden = network.forbidden_turns @ [edges, 1]
        permitted = ~np.isin(tail * edges + head, forbidden)
        tail, head = tail[permitted], head[permitted]
        is_back = network.reverse[tail] == head
        onward = np.bincount(tail[~is_back], minlength=edges)
        kept = ~is_back | (onward[tail] == 0)
        tail, head = tail[kept], head[kept]
        return cls(offsets_of(np.bincount(tail, minlength=edges)), tail, head)

    def number(self, tail: IntArray, head: IntArray) -> IntArray:
        """The numbers of turns, -1 where a pair of edges is none."""
        edges = len(self.first) - 1
        key = self.tail * edges + self.head
        order = np.argsort(key)
        row = np.searchsorted(key[order], tail * edges + head)
        found = order[np.minimum(row, len(order) - 1)]
        is_one = (self.tail[found] == tail) & (self.head[found] == head)
        return np.where(is_one, found, -1)


class Ways(NamedTuple):
    """Candidate ways of gaps.

    Attributes:
        gap_offsets: ``(n+1,)`` of the ways of each gap.
        offsets: ``(w+1,)`` of the turns of each way.
        turn: the turns in the order driven; none where the way stays on one edge.
        cost_of: ``(w,)`` the number of the cost under which it was found first, and
        round_of: ``(w,)`` how many ways under that cost were found before.
    """

    gap_offsets: IntArray
    offsets: IntArray
    turn: IntArray
    cost_of: IntArray
    round_of: IntArray


def candidate_ways(
    turns: Turns,
    costs: FloatArray,
    rounds: IntArray,
    start_edge: IntArray,
    start_m: FloatArray,
    end_edge: IntArray,
    end_m: FloatArray,
) -> Ways:
    """Different ways between positions, by searches under each cost.

    Args:
        turns: of the network.
        costs: ``(C, T)`` of each turn with the whole edge after it, positive.
        rounds: ``(C,)`` searches under each cost; edges found before cost more.
        start_edge, start_m, end_edge, end_m: ``(n,)`` the positions.
    """
    edges = len(turns.first) - 1
    counts, lengths, turn, cost_of, round_of = _all_ways(
        turns,
        offsets_of(np.bincount(turns.head, minlength=edges)),
        np.argsort(turns.head, kind="stable"),
        *(costs, rounds, start_edge, start_m, end_edge, end_m),
    )
    return Ways(offsets_of(counts), offsets_of(lengths), turn, cost_of, round_of)


class _Memory(NamedTuple):
    """Memory of searches.

    Attributes:
        best, by: ``(E,)`` cost of the way to an edge and its last turn; infinite between searches.
        rest: ``(E,)`` least cost from the end of an edge to the goal, without penalties.
        penalty: ``(E,)`` how many times as much an edge costs.
        heap_cost, heap_edge: a binary heap.
        touched, touched_back: edges reached.
        path: turns of the way that is found.
    """

    best: FloatArray
    by: IntArray
    rest: FloatArray
    penalty: FloatArray
    heap_cost: FloatArray
    heap_edge: IntArray
    touched: IntArray
    touched_back: IntArray
    path: IntArray


@numba.njit(cache=True, nogil=True)
def _all_ways(
    turns: Turns,
    back_first: IntArray,
    back_turn: IntArray,
    costs: FloatArray,
    rounds: IntArray,
    start_edge: IntArray,
    start_m: FloatArray,
    end_edge: IntArray,
    end_m: FloatArray,
) -> tuple[IntArray, IntArray, IntArray, IntArray, IntArray]:
    edges, gaps = len(turns.first) - 1, len(start_edge)
    memory = _Memory(
        np.full(edges, np.inf),
        np.full(edges, -1),
        np.full(edges, np.inf),
        np.ones(edges),
        np.empty(len(turns.head) + 8),
        np.empty(len(turns.head) + 8, np.int64),
        np.empty(edges, np.int64),
        np.empty(edges, np.int64),
        np.empty(MOST_EDGES, np.int64),
    )
    counts = np.zeros(gaps, np.int64)
    lengths = [0 for _ in range(0)]
    cost_of = [0 for _ in range(0)]
    round_of = [0 for _ in range(0)]
    found = [0 for _ in range(0)]
    penalty, path = memory.penalty, memory.path
    for gap in range(gaps):
        begin_turn, begin_way = len(found), len(lengths)
        if start_edge[gap] == end_edge[gap] and end_m[gap] >= start_m[gap]:
            lengths.append(0)
            cost_of.append(0)
            round_of.append(0)
            counts[gap] = 1
            continue
        for number in range(len(costs)):
            if rounds[number] == 0:
                continue
            reached, radius = _search_back(
                turns, back_first, back_turn, costs[number], start_edge[gap], end_edge[gap], memory
            )
            for search in range(rounds[number]):
                length = _search(
                    turns, costs[number], start_edge[gap], end_edge[gap], radius, memory
                )
                if length == 0:
                    break
                at, is_new = begin_turn, True
                for way in range(begin_way, len(lengths)):
                    if lengths[way] == length and _same(found, at, path, length):
                        is_new = False
                        break
                    at += lengths[way]
                if is_new:
                    for place in range(length):
                        found.append(path[place])
                    lengths.append(length)
                    cost_of.append(number)
                    round_of.append(search)
                for place in range(length):
                    penalty[turns.head[path[place]]] *= PENALTY
            # Each cost begins without penalties.
            for place in range(begin_turn, len(found)):
                penalty[turns.head[found[place]]] = 1.0
            for place in range(reached):
                memory.rest[memory.touched_back[place]] = np.inf
        counts[gap] = len(lengths) - begin_way
    return (
        counts,
        np.array(lengths, dtype=np.int64),
        np.array(found, dtype=np.int64),
        np.array(cost_of, dtype=np.int64),
        np.array(round_of, dtype=np.int64),
    )


@numba.njit(cache=True, nogil=True)
def _same(found: list[int], at: int, path: IntArray, length: int) -> bool:
    same = True
    for place in range(length):
        same = same and found[at + place] == path[place]
    return same


@numba.njit(cache=True, nogil=True)
def _search_back(
    turns: Turns,
    back_first: IntArray,
    back_turn: IntArray,
    cost: FloatArray,
    start: int,
    end: int,
    memory: _Memory,
) -> tuple[int, float]:
    """Dijkstra's search from the goal into ``rest``, until the start is found.

    Penalties only add to costs, so ``rest`` never exceeds what is left under any of them: the
    searches with penalties are goal-directed by it (the A* algorithm).

    Returns:
        The number of edges reached, and the cost from the start; no edge that was not settled
        is nearer to the goal. It is zero where the start is the goal itself.
    """
    rest = memory.rest
    if start == end:
        return 0, 0.0
    rest[end] = 0.0
    memory.touched_back[0] = end
    reached, radius = 1, 0.0
    size = _push(memory, 0, 0.0, end)
    while size:
        here, edge = memory.heap_cost[0], memory.heap_edge[0]
        size = _pop(memory, size)
        if here > rest[edge]:
            continue
        radius = here
        if edge == start:
            break
        for at in range(back_first[edge], back_first[edge + 1]):
            turn = back_turn[at]
            there, before = here + cost[turn], turns.tail[turn]
            if there < rest[before]:
                if rest[before] == np.inf:
                    memory.touched_back[reached] = before
                    reached += 1
                rest[before] = there
                size = _push(memory, size, there, before)
    return reached, radius


@numba.njit(cache=True, nogil=True)
def _search(
    turns: Turns, cost: FloatArray, start: int, end: int, radius: float, memory: _Memory
) -> int:
    """The cheapest way with penalties into ``path``; the number of its turns, 0 for none."""
    best, by, rest, path = memory.best, memory.by, memory.rest, memory.path
    size, reached, here, edge = 0, 0, 0.0, start
    while edge >= 0:
        for turn in range(turns.first[edge], turns.first[edge + 1]):
            following = turns.head[turn]
            there = here + cost[turn] * memory.penalty[following]
            if there < best[following]:
                if best[following] == np.inf:
                    memory.touched[reached] = following
                    reached += 1
                best[following], by[following] = there, turn
                size = _push(memory, size, there + min(rest[following], radius), following)
        edge = -1
        while size:
            value, top = memory.heap_cost[0], memory.heap_edge[0]
            size = _pop(memory, size)
            here = best[top]
            if value <= here + min(rest[top], radius):
                edge = top
                break
        if edge == end:
            break
    length = 0
    if edge == end:
        at = end
        while length < MOST_EDGES:
            path[length] = by[at]
            length += 1
            at = turns.tail[by[at]]
            if at == start:
                break
        if at != start:
            length = 0
        path[:length] = path[:length][::-1].copy()
    for place in range(reached):
        best[memory.touched[place]] = np.inf
    return length


@numba.njit(cache=True, nogil=True)
def _push(memory: _Memory, size: int, cost: float, edge: int) -> int:
    heap_cost, heap_edge, place = memory.heap_cost, memory.heap_edge, size
    while place > 0 and heap_cost[(place - 1) >> 1] > cost:
        heap_cost[place] = heap_cost[(place - 1) >> 1]
        heap_edge[place] = heap_edge[(place - 1) >> 1]
        place = (place - 1) >> 1
    heap_cost[place], heap_edge[place] = cost, edge
    return size + 1


@numba.njit(cache=True, nogil=True)
def _pop(memory: _Memory, size: int) -> int:
    heap_cost, heap_edge, place = memory.heap_cost, memory.heap_edge, 0
    size -= 1
    cost, edge = heap_cost[size], heap_edge[size]
    while True:
        child = 2 * place + 1
        if child >= size:
            break
        if child + 1 < size and heap_cost[child + 1] < heap_cost[child]:
            child += 1
        if heap_cost[child] >= cost:
            break
        heap_cost[place], heap_edge[place] = heap_cost[child], heap_edge[child]
        place = child
    heap_cost[place], heap_edge[place] = cost, edge
    return size


def edges_of(ways: Ways, turns: Turns, start_edge: IntArray) -> tuple[IntArray, IntArray]:
    """All edges of ways, the start's first, and their offsets."""
    counts = np.diff(ways.offsets) + 1
    offsets = offsets_of(counts)
    edges = np.empty(offsets[-1], dtype=np.int64)
    is_first = np.zeros(offsets[-1], dtype=bool)
    is_first[offsets[:-1]] = True
    gap = np.repeat(np.arange(len(ways.gap_offsets) - 1), np.diff(ways.gap_offsets))
    edges[is_first] = start_edge[gap]
    edges[~is_first] = turns.head[ways.turn]
    return edges, offsets
