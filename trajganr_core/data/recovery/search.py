"""Search of the ways between the candidates of two fixes.

A search runs over edges instead of nodes, so that a turn has a cost of its own and a forbidden one
is no arc at all. One search from all candidates of the earlier fix tells which edges matter; one
search backwards from each candidate of the later fix, along these only, serves all earlier ones.
Other ways than the cheapest one are *plateaus*: stretches that the tree from the start and the tree
to the end have in common (Abraham, Delling, Goldberg and Werneck 2013, "Alternative routes in road
networks").
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from ...utils.arrays import Float32Array, FloatArray, Int32Array, IntArray
from ..matching.compiled import njit
from ..matching.shortest_paths import pop, push
from .turns import Turns

#: A cost is −log P(turn | edge) + so much for each usual second.
SECONDS_WEIGHT = 0.06
#: Spread of the logarithm of usual over elapsed seconds, and the least of both.
TIME_SPREAD, LEAST_S = 0.35, 10.0
#: So far back on the same edge counts as standing, metres.
STANDING_M = 40.0
#: Candidates that cost so much more than the best one are not searched; nor are ways.
REACH, DETOUR = 7.0, 4.5
#: Nothing is searched that costs more than this, and so much more for each second that passed.
MOST_COST, MOST_COST_S = 60.0, 0.3
#: Pairs of candidates whose score is this much below the best have one way only; pairs with
#: others, and ways of each, at most.
OTHER_WAYS, MOST_PAIRS, MOST_WAYS = 4.0, 5, 6
#: Pairs whose score is this much below the best one have none.
NEGLIGIBLE = 9.0
#: How much of its length speaks for a plateau.
PLATEAU_SHARE = 0.5
#: Costs of the same way may differ by so much.
ROUNDING = 1e-6
#: Marks of edges.
UNMARKED, GOAL, ON_PATH = 0, 1, 2
#: Edges of a way, at most; ways of a hop, and their turns.
MOST_EDGES, HOP_WAYS = 1500, 128
HOP_TURNS = HOP_WAYS * MOST_EDGES


class Positions(NamedTuple):
    """Candidates of fixes, ``(fixes, K)``, the first ``number[fix]`` of each.

    Attributes:
        number: ``(fixes,)``.
        edge, offset_m: where they are.
        score: logarithm of the likelihood of the fix there.
    """

    number: IntArray
    edge: IntArray
    offset_m: FloatArray
    score: FloatArray


class Costs(NamedTuple):
    """What ways cost.

    Attributes:
        turn: ``(T,)`` −log probability of each turn, given the edge before it.
        seconds: ``(E,)`` of whole edges.
        metres: ``(E,)`` of whole edges.
    """

    turn: FloatArray
    seconds: FloatArray
    metres: FloatArray


class Found(NamedTuple):
    """Ways that were found, in the order of their hops.

    Attributes:
        fix: ``(w,)`` the fix where the hop begins.
        start, end: ``(w,)`` numbers of the candidates.
        offsets: ``(w+1,)`` of the turns of each way.
        turn: in the order driven; none where the way stays on one edge.
    """

    fix: IntArray
    start: IntArray
    end: IntArray
    offsets: IntArray
    turn: IntArray


class _Memory(NamedTuple):
    """Memory of searches: trees to each of K ends, and one from a start.

    Attributes:
        rest, rest_s, following: ``(K, E)`` least cost from the end of an edge to a goal, its
            seconds, and the next turn; infinite, of any value and -1 between searches.
        touched, reached: ``(K, E)`` and ``(K,)`` the edges of each tree.
        ahead, touched_ahead: ``(E,)`` least cost from the likeliest start, and edges touched.
        cost, by, touched_on: ``(E,)`` the same of the tree from a start.
        heap_cost, heap_edge: a binary heap.
        stamp: ``(E,)`` for any marks.
        path: turns of a way.
        ways: ``(2,)`` number of ways of the hop, and of their turns.
        start, end, length, score: ``(HOP_WAYS,)`` of the ways.
        turn: ``(HOP_TURNS,)`` of the ways.
    """

    rest: FloatArray
    rest_s: Float32Array
    following: Int32Array
    touched: Int32Array
    reached: IntArray
    ahead: FloatArray
    touched_ahead: Int32Array
    cost: FloatArray
    by: Int32Array
    touched_on: Int32Array
    heap_cost: FloatArray
    heap_edge: IntArray
    stamp: Int32Array
    path: IntArray
    ways: IntArray
    start: IntArray
    end: IntArray
    length: IntArray
    score: FloatArray
    turn: IntArray


@njit
def find_ways(
    turns: Turns,
    costs: Costs,
    positions: Positions,
    elapsed_s: FloatArray,
    known_offsets: IntArray,
    known_turn: IntArray,
) -> Found:
    """The ways of hops.

    Args:
        turns: of the network.
        costs: of ways.
        positions: of the fixes.
        elapsed_s: ``(fixes,)`` from each fix to the next one; negative where none are searched.
        known_offsets, known_turn: ``(fixes+1,)`` and turns of a way that is known already between
            the first candidates of a fix and of the next one; a turn of -1 is no way.
    """
    memory = _new_memory(len(turns.first) - 1, len(turns.head), positions.edge.shape[1])
    ways, used = 0, 0
    fix_of = np.empty(64, np.int64)
    start_of, end_of, offsets = fix_of.copy(), fix_of.copy(), np.zeros(64, np.int64)
    found = np.empty(4096, np.int64)
    most = positions.edge.shape[1]
    score = np.empty((most, most))
    before, after = np.empty(most), np.empty(most)
    carries_on = False
    for fix in range(len(elapsed_s) - 1):
        starts, ends = positions.number[fix], positions.number[fix + 1]
        if not carries_on:
            before[:starts] = positions.score[fix, :starts]
        carries_on = elapsed_s[fix] >= 0 and starts > 0 and ends > 0
        if not carries_on:
            continue
        ahead = _grow_ahead(turns, costs, positions, fix, before, elapsed_s[fix], memory)
        for end in range(ends):
            _grow_back(turns, costs, positions.edge[fix + 1, end], end, memory)
        best = -np.inf
        for start in range(starts):
            for end in range(ends):
                score[start, end] = before[start] + positions.score[fix + 1, end]
                score[start, end] += _cheapest(
                    turns, costs, positions, fix, start, end, elapsed_s[fix], memory
                )
                best = max(best, score[start, end])
        with_others = 0
        after[:ends] = -np.inf
        if best == -np.inf:
            after[:ends] = positions.score[fix + 1, :ends]
        for start in range(starts):
            for end in range(ends):
                own = score[start, end]
                if own < best - NEGLIGIBLE or own == -np.inf:
                    continue
                after[end] = max(after[end], own)
                others = own >= best - OTHER_WAYS and with_others < MOST_PAIRS
                with_others += others
                count = MOST_WAYS if others else 1
                _add_ways(turns, costs, positions, fix, start, end, count, elapsed_s[fix], memory)
        known = known_turn[known_offsets[fix] : known_offsets[fix + 1]]
        if _add_known(turns, costs, positions, fix, elapsed_s[fix], known, memory):
            own = before[0] + memory.score[memory.ways[0] - 1] + positions.score[fix + 1, 0]
            after[0] = max(after[0], own)
        count, more = memory.ways
        if ways + count >= len(fix_of):
            room = 2 * (ways + count)
            fix_of, start_of = _longer(fix_of, room), _longer(start_of, room)
            end_of, offsets = _longer(end_of, room), _longer(offsets, room)
        if used + more > len(found):
            found = _longer(found, 2 * (used + more))
        for way in range(count):
            fix_of[ways], start_of[ways], end_of[ways] = fix, memory.start[way], memory.end[way]
            offsets[ways + 1] = offsets[ways] + memory.length[way]
            ways += 1
        found[used : used + more] = memory.turn[:more]
        used += more
        memory.ways[:] = 0
        before[:ends] = after[:ends]
        for end in range(ends):
            for place in range(memory.reached[end]):
                edge = memory.touched[end, place]
                memory.rest[end, edge] = np.inf
                memory.following[end, edge] = -1
        for place in range(ahead):
            memory.ahead[memory.touched_ahead[place]] = np.inf
    return Found(
        fix_of[:ways].copy(),
        start_of[:ways].copy(),
        end_of[:ways].copy(),
        offsets[: ways + 1].copy(),
        found[:used].copy(),
    )


@njit
def _longer(values: IntArray, room: int) -> IntArray:
    """The same values in an array that has room for so many."""
    longer = np.zeros(room, values.dtype)
    longer[: len(values)] = values
    return longer


@njit
def _append(start: int, end: int, path: IntArray, score: float, memory: _Memory) -> bool:
    """Append a way of the hop, if there is room."""
    way, used = memory.ways
    if way == HOP_WAYS or used + len(path) > HOP_TURNS:
        return False
    memory.start[way], memory.end[way], memory.length[way] = start, end, len(path)
    memory.score[way] = score
    memory.turn[used : used + len(path)] = path
    memory.ways[0] += 1
    memory.ways[1] += len(path)
    return True


@njit
def _new_memory(edges: int, turns: int, goals: int) -> _Memory:
    return _Memory(
        np.full((goals, edges), np.inf),
        np.empty((goals, edges), np.float32),
        np.full((goals, edges), -1, np.int32),
        np.empty((goals, edges), np.int32),
        np.zeros(goals, np.int64),
        np.full(edges, np.inf),
        np.empty(edges, np.int32),
        np.full(edges, np.inf),
        np.full(edges, -1, np.int32),
        np.empty(edges, np.int32),
        np.empty(turns + edges + 8),
        np.empty(turns + edges + 8, np.int64),
        np.full(edges, UNMARKED, np.int32),
        np.empty(MOST_EDGES, np.int64),
        np.zeros(2, np.int64),
        np.empty(HOP_WAYS, np.int64),
        np.empty(HOP_WAYS, np.int64),
        np.empty(HOP_WAYS, np.int64),
        np.empty(HOP_WAYS),
        np.empty(HOP_TURNS, np.int64),
    )


@njit
def _fit(used_s: float, elapsed_s: float) -> float:
    """Score of the usual seconds of a way: one may stand, but nobody is much faster than usual."""
    late = math.log(max(used_s, LEAST_S) / max(elapsed_s, LEAST_S)) / TIME_SPREAD
    late = late if late > 0 else 0.5 * max(late, -4.0)
    return -0.5 * late * late


@njit
def _grow_ahead(
    turns: Turns,
    costs: Costs,
    positions: Positions,
    fix: int,
    before: FloatArray,
    elapsed_s: float,
    memory: _Memory,
) -> int:
    """Dijkstra's search from all candidates of a fix, until those of the next one are reached.

    Less likely candidates start later. It ends when all are reached, or when it is farther than
    the first of them by much.

    Returns:
        The number of edges that it touched.
    """
    ahead, touched, stamp = memory.ahead, memory.touched_ahead, memory.stamp
    starts, ends = positions.number[fix], positions.number[fix + 1]
    best = before[:starts].max()
    limit = MOST_COST + MOST_COST_S * elapsed_s
    left = ends
    for end in range(ends):
        stamp[positions.edge[fix + 1, end]] = GOAL
    reached, size = 0, 0
    for start in range(starts):
        edge, cost = positions.edge[fix, start], best - before[start]
        if cost > NEGLIGIBLE:
            continue
        for end in range(ends):
            if _is_ahead(positions, fix, start, end):
                stay_s = costs.seconds[edge]  # at most
                limit = min(limit, cost + SECONDS_WEIGHT * stay_s + REACH)
        for turn in range(turns.first[edge], turns.first[edge + 1]):
            head = turns.head[turn]
            there = cost + costs.turn[turn] + SECONDS_WEIGHT * costs.seconds[head]
            if there < ahead[head]:
                if ahead[head] == np.inf:
                    touched[reached] = head
                    reached += 1
                ahead[head] = there
                size = push(memory.heap_cost, memory.heap_edge, size, there, head)
    while size:
        here, edge = memory.heap_cost[0], memory.heap_edge[0]
        size = pop(memory.heap_cost, memory.heap_edge, size)
        if here > ahead[edge]:
            continue
        if here > limit:
            break
        if stamp[edge] == GOAL:
            stamp[edge] = UNMARKED
            left -= 1
            limit = min(limit, here + REACH)
            if left == 0:
                limit = min(limit, here + DETOUR)
        for turn in range(turns.first[edge], turns.first[edge + 1]):
            head = turns.head[turn]
            there = here + costs.turn[turn] + SECONDS_WEIGHT * costs.seconds[head]
            if there < ahead[head]:
                if ahead[head] == np.inf:
                    touched[reached] = head
                    reached += 1
                ahead[head] = there
                size = push(memory.heap_cost, memory.heap_edge, size, there, head)
    for end in range(positions.number[fix + 1]):
        stamp[positions.edge[fix + 1, end]] = UNMARKED
    return reached


@njit
def _grow_back(turns: Turns, costs: Costs, goal: int, end: int, memory: _Memory) -> None:
    """Dijkstra's search backwards from a candidate, along edges that matter."""
    ahead, touched = memory.ahead, memory.touched[end]
    rest, rest_s, following = memory.rest[end], memory.rest_s[end], memory.following[end]
    rest[goal], rest_s[goal] = 0.0, 0.0
    touched[0] = goal
    reached, limit = 1, ahead[goal] + REACH
    size = push(memory.heap_cost, memory.heap_edge, 0, 0.0, goal) if ahead[goal] < np.inf else 0
    while size:
        here, edge = memory.heap_cost[0], memory.heap_edge[0]
        size = pop(memory.heap_cost, memory.heap_edge, size)
        if here > rest[edge]:
            continue
        seconds = costs.seconds[edge]
        step = SECONDS_WEIGHT * seconds
        for at in range(turns.into_first[edge], turns.into_first[edge + 1]):
            turn = turns.into[at]
            there, tail = here + costs.turn[turn] + step, turns.tail[turn]
            if there < rest[tail] and there + ahead[tail] <= limit:
                if rest[tail] == np.inf:
                    touched[reached] = tail
                    reached += 1
                rest[tail] = there
                rest_s[tail] = rest_s[edge] + seconds
                following[tail] = turn
                size = push(memory.heap_cost, memory.heap_edge, size, there, tail)
    memory.reached[end] = reached


@njit
def _is_ahead(positions: Positions, fix: int, start: int, end: int) -> bool:
    """Whether the way stays on one edge."""
    return (
        positions.edge[fix, start] == positions.edge[fix + 1, end]
        and positions.offset_m[fix + 1, end] >= positions.offset_m[fix, start] - STANDING_M
    )


@njit
def _seconds_at_ends(
    costs: Costs, positions: Positions, fix: int, start: int, end: int, turns: int
) -> float:
    """Usual seconds of a way of so many turns without the whole edges after them."""
    first, last = positions.edge[fix, start], positions.edge[fix + 1, end]
    start_m, end_m = positions.offset_m[fix, start], positions.offset_m[fix + 1, end]
    if turns == 0:
        return costs.seconds[first] * max(end_m - start_m, 0.0) / costs.metres[first]
    left_s = costs.seconds[last] * (1.0 - end_m / costs.metres[last])
    return costs.seconds[first] * (1.0 - start_m / costs.metres[first]) - left_s


@njit
def _score_of(
    costs: Costs, head: IntArray, ends_s: float, path: IntArray, elapsed_s: float
) -> float:
    """The score of a way with such seconds at its ends."""
    cost, used_s = 0.0, ends_s
    for turn in path:
        cost += costs.turn[turn]
        used_s += costs.seconds[head[turn]]
    return -cost - SECONDS_WEIGHT * used_s + _fit(used_s, elapsed_s)


@njit
def _cheapest(
    turns: Turns,
    costs: Costs,
    positions: Positions,
    fix: int,
    start: int,
    end: int,
    elapsed_s: float,
    memory: _Memory,
) -> float:
    """The score of the cheapest way between two candidates; −infinity for none."""
    if _is_ahead(positions, fix, start, end):
        used_s = _seconds_at_ends(costs, positions, fix, start, end, 0)
        return -SECONDS_WEIGHT * used_s + _fit(used_s, elapsed_s)
    first, least, used_s = positions.edge[fix, start], np.inf, 0.0
    for turn in range(turns.first[first], turns.first[first + 1]):
        head = turns.head[turn]
        cost = costs.turn[turn] + SECONDS_WEIGHT * costs.seconds[head] + memory.rest[end, head]
        if cost < least:
            least, used_s = cost, costs.seconds[head] + memory.rest_s[end, head]
    if least == np.inf:
        return -np.inf
    ends_s = _seconds_at_ends(costs, positions, fix, start, end, 1)
    return -least - SECONDS_WEIGHT * ends_s + _fit(used_s + ends_s, elapsed_s)


@njit
def _add_ways(
    turns: Turns,
    costs: Costs,
    positions: Positions,
    fix: int,
    start: int,
    end: int,
    most: int,
    elapsed_s: float,
    memory: _Memory,
) -> None:
    """Append the best ways between two candidates, so many at most; the first is the cheapest."""
    if _is_ahead(positions, fix, start, end):
        used_s = _seconds_at_ends(costs, positions, fix, start, end, 0)
        score = -SECONDS_WEIGHT * used_s + _fit(used_s, elapsed_s)
        _append(start, end, memory.path[:0], score, memory)
        return
    first, last = positions.edge[fix, start], positions.edge[fix + 1, end]
    reached = _grow_on(turns, costs, first, end, DETOUR if most > 1 else ROUNDING, memory)
    ends_s = _seconds_at_ends(costs, positions, fix, start, end, 1)
    for via in _plateaus(turns, first, last, end, reached, most, memory):
        length = _path_through(turns, first, last, end, via, memory) if via >= 0 else 0
        if length:
            path = memory.path[:length]
            score = _score_of(costs, turns.head, ends_s, path, elapsed_s)
            _append(start, end, path, score, memory)
    for place in range(reached):
        edge = memory.touched_on[place]
        memory.cost[edge], memory.by[edge] = np.inf, -1


@njit
def _plateaus(
    turns: Turns, first: int, last: int, end: int, reached: int, most: int, memory: _Memory
) -> IntArray:
    """``(most,)`` where the best plateaus begin, in their order; -1 for none."""
    following = memory.following[end]
    key_of, via = np.full(most, np.inf), np.full(most, -1)
    for place in range(reached):
        edge = memory.touched_on[place]
        by = memory.by[edge]
        if turns.tail[by] != first and following[turns.tail[by]] == by:
            continue  # it goes on here
        at = edge
        while at != last:
            head = turns.head[following[at]]
            if memory.by[head] != following[at]:
                break
            at = head
        key = memory.cost[edge] + memory.rest[end, edge]
        key -= PLATEAU_SHARE * (memory.cost[at] - memory.cost[edge])
        slot = most - 1
        if key >= key_of[slot]:
            continue
        while slot > 0 and key_of[slot - 1] > key:
            key_of[slot], via[slot] = key_of[slot - 1], via[slot - 1]
            slot -= 1
        key_of[slot], via[slot] = key, edge
    return via


@njit
def _path_through(turns: Turns, first: int, last: int, end: int, via: int, memory: _Memory) -> int:
    """Write the path through an edge; the number of its turns, 0 if it drives an edge twice."""
    path, stamp = memory.path, memory.stamp
    length, at = 0, via
    while length < MOST_EDGES:
        path[length] = memory.by[at]
        at = turns.tail[path[length]]
        length += 1
        if at == first:
            break
    is_one = at == first
    path[:length] = path[:length][::-1].copy()
    at = via
    while at != last and length < MOST_EDGES:
        path[length] = memory.following[end, at]
        at = turns.head[path[length]]
        length += 1
    is_one &= at == last
    for turn in path[:length]:
        is_one &= stamp[turns.head[turn]] != ON_PATH
        stamp[turns.head[turn]] = ON_PATH
    for turn in path[:length]:
        stamp[turns.head[turn]] = UNMARKED
    return length if is_one else 0


@njit
def _add_known(
    turns: Turns,
    costs: Costs,
    positions: Positions,
    fix: int,
    elapsed_s: float,
    known: IntArray,
    memory: _Memory,
) -> bool:
    """Append the way that is known already, unless it was found."""
    is_whole = len(known) > 0 or positions.edge[fix, 0] == positions.edge[fix + 1, 0]
    for turn in known:
        is_whole &= turn >= 0
    if not is_whole:
        return False
    at = 0
    for way in range(memory.ways[0]):
        own = memory.turn[at : at + memory.length[way]]
        at += memory.length[way]
        if memory.start[way] == 0 and memory.end[way] == 0 and np.array_equal(own, known):
            return False
    ends_s = _seconds_at_ends(costs, positions, fix, 0, 0, len(known))
    score = _score_of(costs, turns.head, ends_s, known, elapsed_s)
    return _append(0, 0, known, score, memory)


@njit
def _grow_on(
    turns: Turns, costs: Costs, first: int, end: int, detour: float, memory: _Memory
) -> int:
    """Search from an edge where the rest of a way to a goal is not much more than the least.

    Returns:
        The number of edges reached.
    """
    cost, by, rest = memory.cost, memory.by, memory.rest[end]
    reached, size, limit = 0, 0, np.inf
    edge, here = first, 0.0
    for turn in range(turns.first[first], turns.first[first + 1]):
        head = turns.head[turn]
        limit = min(limit, costs.turn[turn] + SECONDS_WEIGHT * costs.seconds[head] + rest[head])
    limit += detour
    while edge >= 0:
        for turn in range(turns.first[edge], turns.first[edge + 1]):
            head = turns.head[turn]
            there = here + costs.turn[turn] + SECONDS_WEIGHT * costs.seconds[head]
            if there < cost[head] and there + rest[head] <= limit:
                if cost[head] == np.inf:
                    memory.touched_on[reached] = head
                    reached += 1
                cost[head], by[head] = there, turn
                size = push(memory.heap_cost, memory.heap_edge, size, there, head)
        edge = -1
        while size:
            here, top = memory.heap_cost[0], memory.heap_edge[0]
            size = pop(memory.heap_cost, memory.heap_edge, size)
            if here <= cost[top]:
                edge = top
                break
    return reached
