"""Candidate ways between two positions on roads: the penalty method under several costs.

The search runs over edges instead of nodes, so a turn has a cost of its own and a forbidden one is
no arc at all.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from trajganr_core.data.roads.network import Network
from trajganr_core.utils.arrays import BoolArray, FloatArray, IntArray
from trajganr_core.utils.ragged import offsets_of, take_rows

#: Edges of a way that is found already cost so many times as much in the next search.
PENALTY = 1.25
#: Ways of a gap, edges of a way: at most.
MOST_WAYS, MOST_EDGES = 40, 1500


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
    counts, lengths, turn, cost_of, round_of = _all_ways(
        turns.first, turns.tail, turns.head, costs, rounds, start_edge, start_m, end_edge, end_m
    )
    return Ways(offsets_of(counts), offsets_of(lengths), turn, cost_of, round_of)


@numba.njit(cache=True, nogil=True)
def _all_ways(
    first: IntArray,
    tail: IntArray,
    head: IntArray,
    costs: FloatArray,
    rounds: IntArray,
    start_edge: IntArray,
    start_m: FloatArray,
    end_edge: IntArray,
    end_m: FloatArray,
) -> tuple[IntArray, IntArray, IntArray, IntArray, IntArray]:
    edges, gaps = len(first) - 1, len(start_edge)
    counts = np.zeros(gaps, np.int64)
    lengths, cost_of, round_of = [numba.int64(0) for _ in range(0)], [0 for _ in range(0)], [
        0 for _ in range(0)
    ]
    found_turns = [0 for _ in range(0)]
    penalty = np.ones(edges)
    best, by = np.full(edges, np.inf), np.full(edges, -1)
    heap_cost, heap_edge = np.empty(len(head) + 8), np.empty(len(head) + 8, np.int64)
    touched = np.empty(edges, np.int64)
    path = np.empty(MOST_EDGES, np.int64)
    for gap in range(gaps):
        begin_turn, begin_way = len(found_turns), len(lengths)
        if start_edge[gap] == end_edge[gap] and end_m[gap] >= start_m[gap]:
            lengths.append(0)
            cost_of.append(0)
            round_of.append(0)
            counts[gap] = 1
            continue
        for number in range(len(costs)):
            for search in range(rounds[number]):
                if len(lengths) - begin_way >= MOST_WAYS:
                    break
                length = _search(
                    first, tail, head, costs[number], penalty, start_edge[gap], end_edge[gap],
                    best, by, heap_cost, heap_edge, touched, path,
                )  # fmt: skip
                if length == 0:
                    break
                at, is_new = begin_turn, True
                for way in range(begin_way, len(lengths)):
                    if lengths[way] == length:
                        same = True
                        for place in range(length):
                            if found_turns[at + place] != path[place]:
                                same = False
                                break
                        if same:
                            is_new = False
                            break
                    at += lengths[way]
                if is_new:
                    for place in range(length):
                        found_turns.append(path[place])
                    lengths.append(length)
                    cost_of.append(number)
                    round_of.append(search)
                for place in range(length):
                    penalty[head[path[place]]] *= PENALTY
            # Each cost begins without penalties.
            for place in range(begin_turn, len(found_turns)):
                penalty[head[found_turns[place]]] = 1.0
        counts[gap] = len(lengths) - begin_way
    return (
        counts,
        np.array(lengths, dtype=np.int64),
        np.array(found_turns, dtype=np.int64),
        np.array(cost_of, dtype=np.int64),
        np.array(round_of, dtype=np.int64),
    )


@numba.njit(cache=True, nogil=True)
def _search(
    first: IntArray,
    tail: IntArray,
    head: IntArray,
    cost: FloatArray,
    penalty: FloatArray,
    start: int,
    end: int,
    best: FloatArray,
    by: IntArray,
    heap_cost: FloatArray,
    heap_edge: IntArray,
    touched: IntArray,
    path: IntArray,
) -> int:
    """Dijkstra's search over edges; the turns of the way into ``path``, whose length it returns.

    ``best`` is infinite before and after.
    """
    size, reached, here, edge = 0, 0, 0.0, start
    while True:
        for turn in range(first[edge], first[edge + 1]):
            there, following = here + cost[turn] * penalty[head[turn]], head[turn]
            if there < best[following]:
                if best[following] == np.inf:
                    touched[reached] = following
                    reached += 1
                best[following], by[following] = there, turn
                place = size
                size += 1
                while place > 0 and heap_cost[(place - 1) >> 1] > there:
                    heap_cost[place] = heap_cost[(place - 1) >> 1]
                    heap_edge[place] = heap_edge[(place - 1) >> 1]
                    place = (place - 1) >> 1
                heap_cost[place], heap_edge[place] = there, following
        edge = -1
        while size:
            here, edge = heap_cost[0], heap_edge[0]
            size -= 1
            last_cost, last_edge, place = heap_cost[size], heap_edge[size], 0
            while True:
                child = 2 * place + 1
                if child >= size:
                    break
                if child + 1 < size and heap_cost[child + 1] < heap_cost[child]:
                    child += 1
                if heap_cost[child] >= last_cost:
                    break
                heap_cost[place], heap_edge[place] = heap_cost[child], heap_edge[child]
                place = child
            heap_cost[place], heap_edge[place] = last_cost, last_edge
            if here <= best[edge]:
                break
            edge = -1
        if edge < 0 or edge == end:
            break
    length = 0
    if edge == end:
        at = end
        while length < MOST_EDGES:
            path[length] = by[at]
            length += 1
            at = tail[by[at]]
            if at == start:
                break
        if at != start:
            length = 0
        path[:length] = path[:length][::-1].copy()
    for place in range(reached):
        best[touched[place]] = np.inf
    return length


def f1_parts(
    edges: IntArray,
    offsets: IntArray,
    true_edges: IntArray,
    true_offsets: IntArray,
    gap: IntArray,
    metres: FloatArray,
    cut_start: FloatArray,
    cut_end: FloatArray,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Metres in common, of each way, and of each truth.

    A way's first edge counts from the start's position and its last to the end's: both are common
    to way and truth. An edge counts once.

    Args:
        edges, offsets: of the ways, all edges from the start's to the end's.
        true_edges, true_offsets: of the true ways.
        gap: ``(w,)`` the gap of each way.
        metres: ``(E,)`` lengths.
        cut_start, cut_end: ``(n,)`` metres of the first and of the last edge that are not driven.
    """
    common, found, true = _common(edges, offsets, true_edges, true_offsets, gap, metres)
    cut = (cut_start + cut_end)[gap]
    return (common - cut, found - cut, true - cut)


@numba.njit(cache=True)
def _common(
    edges: IntArray,
    offsets: IntArray,
    true_edges: IntArray,
    true_offsets: IntArray,
    gap: IntArray,
    metres: FloatArray,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    stamp = np.full(len(metres), -1)
    ways = len(offsets) - 1
    common, found, true = np.zeros(ways), np.zeros(ways), np.zeros(ways)
    for way in range(ways):
        for at in range(true_offsets[gap[way]], true_offsets[gap[way] + 1]):
            if stamp[true_edges[at]] != 2 * way:
                true[way] += metres[true_edges[at]]
            stamp[true_edges[at]] = 2 * way
        for at in range(offsets[way], offsets[way + 1]):
            edge = edges[at]
            if stamp[edge] == 2 * way + 1:
                continue
            if stamp[edge] == 2 * way:
                common[way] += metres[edge]
            found[way] += metres[edge]
            stamp[edge] = 2 * way + 1
    return common, found, true


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


BoolRows = NDArray[np.bool_]
__all__ = ["BoolArray", "Turns", "Ways", "candidate_ways", "edges_of", "f1_parts"]
