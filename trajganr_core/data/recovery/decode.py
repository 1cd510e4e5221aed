"""Which of the ways of a chain of hops were driven, and with which probability."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from ...utils.arrays import BoolArray, FloatArray, IntArray
from ..matching.compiled import njit

#: Ways are the same but for their ends if they differ by less than a share or by so many metres.
SAME_SHARE, SAME_M = 0.02, 60.0


class Decoded(NamedTuple):
    """Ways given all fixes of their chain.

    Attributes:
        is_chosen: ``(w,)`` the ways of the likeliest chain.
        probability: ``(w,)`` of each way, by the forward-backward algorithm (Rabiner 1989).
        elsewhere: ``(w,)`` logarithm of the likelihood of all other hops and fixes, given the way's
            two candidates.
    """

    is_chosen: BoolArray
    probability: FloatArray
    elsewhere: FloatArray


@njit
def decode(
    count: IntArray,
    score: FloatArray,
    first_way: IntArray,
    start: IntArray,
    end: IntArray,
    utility: FloatArray,
) -> Decoded:
    """Forward-backward and Viterbi over chains of hops.

    A hop without ways ends a chain.

    Args:
        count, score: ``(fixes,)`` and ``(fixes, K)`` of the candidates.
        first_way: ``(fixes+1,)``, ways from a fix to the next are
            ``first_way[fix] … first_way[fix + 1]-1``.
        start, end: ``(w,)`` candidates of each way.
        utility: ``(w,)``.
    """
    fixes, most = score.shape
    forward, best = np.full((fixes, most), -np.inf), np.full((fixes, most), -np.inf)
    backward = np.zeros((fixes, most))
    by = np.full((fixes, most), -1)
    is_chosen = np.zeros(len(start), np.bool_)
    probability, elsewhere = np.zeros(len(start)), np.zeros(len(start))
    for fix in range(fixes):
        own = count[fix]
        is_reached = False
        if fix:
            for way in range(first_way[fix - 1], first_way[fix]):
                at, to = start[way], end[way]
                value = forward[fix - 1, at] + utility[way]
                forward[fix, to] = _added(forward[fix, to], value)
                value = best[fix - 1, at] + utility[way]
                if value > best[fix, to]:
                    best[fix, to], by[fix, to] = value, way
                    is_reached = True
        if is_reached:
            forward[fix, :own] += score[fix, :own]
            best[fix, :own] += score[fix, :own]
        else:
            forward[fix, :own] = score[fix, :own]
            best[fix, :own] = score[fix, :own]
    for fix in range(fixes - 2, -1, -1):
        begin, stop = first_way[fix], first_way[fix + 1]
        if begin == stop:
            continue
        backward[fix] = -np.inf
        for way in range(begin, stop):
            onward = utility[way] + score[fix + 1, end[way]] + backward[fix + 1, end[way]]
            backward[fix, start[way]] = _added(backward[fix, start[way]], onward)
    for fix in range(fixes - 1):
        begin, stop = first_way[fix], first_way[fix + 1]
        total = -np.inf
        for way in range(begin, stop):
            elsewhere[way] = (
                forward[fix, start[way]] + score[fix + 1, end[way]] + backward[fix + 1, end[way]]
            )
            total = _added(total, elsewhere[way] + utility[way])
        for way in range(begin, stop):
            if total > -np.inf:
                probability[way] = math.exp(elsewhere[way] + utility[way] - total)
    candidate = -1
    for fix in range(fixes - 1, 0, -1):
        if first_way[fix - 1] == first_way[fix] or count[fix] == 0:
            candidate = -1
            continue
        if candidate < 0:
            candidate = int(np.argmax(best[fix, : count[fix]]))
        way = by[fix, candidate]
        if way < 0:
            candidate = -1
            continue
        is_chosen[way] = True
        candidate = start[way]
    return Decoded(is_chosen, probability, elsewhere)


@njit
def _added(one: float, other: float) -> float:
    """Logarithm of the sum of two numbers of which the logarithms are given."""
    high, low = max(one, other), min(one, other)
    return high if low == -np.inf else high + math.log1p(math.exp(low - high))


class Agreement(NamedTuple):
    """What all ways of its hop say of each chosen way.

    Attributes:
        likely: ``(n,)`` probability of all ways that are the same but for their ends.
        edge_probability: ``(e,)`` of their edges: that of all ways that drive them.
    """

    likely: FloatArray
    edge_probability: FloatArray


@njit
def agreement(
    hop_of: IntArray,
    probability: FloatArray,
    is_chosen: BoolArray,
    offsets: IntArray,
    edge: IntArray,
    driven_m: FloatArray,
    edges: int,
) -> Agreement:
    """How far all ways of a hop agree with the chosen one.

    Args:
        hop_of, probability, is_chosen: ``(w,)``; ways of a hop follow each other.
        offsets, edge, driven_m: the edges of the ways, and the metres that they drive on them.
        edges: number of edges of the network.
    """
    ways, begin, hops, used = len(hop_of), 0, 0, 0
    likely, on_edge = np.zeros(ways), np.empty(len(edge))
    total, on_m, stamp = np.zeros(edges), np.zeros(edges), np.full(edges, -1)
    for way in range(ways):
        if way and hop_of[way] != hop_of[way - 1]:
            begin = way
        if not is_chosen[way]:
            continue
        length = 0.0
        for at in range(offsets[way], offsets[way + 1]):
            on_m[edge[at]], total[edge[at]] = driven_m[at], 0.0
            length += driven_m[at]
        other = begin
        while other < ways and hop_of[other] == hop_of[way]:
            for at in range(offsets[other], offsets[other + 1]):
                stamp[edge[at]] = -1
            common, driven = 0.0, 0.0
            for at in range(offsets[other], offsets[other + 1]):
                driven += driven_m[at]
                if stamp[edge[at]] < 0:  # an edge counts once
                    stamp[edge[at]] = other
                    common += min(on_m[edge[at]], driven_m[at])
                    total[edge[at]] += probability[other]
            both = length + driven
            if both - 2 * common <= max(SAME_SHARE * both, SAME_M):
                likely[hops] += probability[other]
            other += 1
        likely[hops] = min(likely[hops], 1.0)
        hops += 1
        for at in range(offsets[way], offsets[way + 1]):
            on_edge[used] = min(total[edge[at]], 1.0)
            used += 1
        for at in range(offsets[way], offsets[way + 1]):
            on_m[edge[at]] = 0.0
    return Agreement(likely[:hops].copy(), on_edge[:used].copy())
