"""Where noisy fixes are on the roads: one Viterbi over all fixes of a trip, with learned priors.

A probe of what matching with the probability of ways would bring; the product's matcher prefers
paths that are as long as the straight line instead.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import shapely

from trajganr_core.data.roads.network import Network
from trajganr_core.utils.arrays import FloatArray, IntArray
from trajganr_core.utils.ragged import row_of_each
from trajganr_core.utils.study_area import StudyArea

from .choice import SECONDS_WEIGHT
from .gaps import Gaps
from .priors import Priors
from .ways import candidate_ways, edges_of

#: Edges within this of a fix, metres, and at most so many of them.
NEAR_M, NEAR_EDGES = 45.0, 6
#: Spread of the logarithm of usual over elapsed seconds.
TIME_SPREAD = 0.35
#: So far back on the same edge counts as standing, metres.
STANDING_M = 40.0


def chains(gaps: Gaps) -> list[slice]:
    """Gaps of which each begins where the one before ended."""
    follows = (
        (gaps.piece[1:] == gaps.piece[:-1])
        & (gaps.start_edge[1:] == gaps.end_edge[:-1])
        & (gaps.start_m[1:] == gaps.end_m[:-1])
    )
    bounds = np.r_[0, np.flatnonzero(~follows) + 1, len(gaps)].tolist()
    return [slice(*each) for each in pairwise(bounds)]


def found_positions(
    gaps: Gaps, network: Network, area: StudyArea, priors: Priors, noise_m: float, seed: int
) -> Gaps:
    """The same gaps between positions that are found from their ends with noise in x and y."""
    vertices = area.to_local(network.lon, network.lat)
    tree = shapely.STRtree(network.local_lines(area))
    rng = np.random.default_rng(seed)
    start_edge, start_m = gaps.start_edge.copy(), gaps.start_m.copy()
    end_edge, end_m = gaps.end_edge.copy(), gaps.end_m.copy()
    parts = chains(gaps)
    # Fixes of all chains, one after the other; a chain has one more than it has gaps.
    edge = np.concatenate([np.r_[gaps.start_edge[p], gaps.end_edge[p][-1:]] for p in parts])
    along = np.concatenate([np.r_[gaps.start_m[p], gaps.end_m[p][-1:]] for p in parts])
    xy = network.locate(edge, along, vertices)
    near, near_m, score = _near(tree, xy + rng.normal(0, noise_m, xy.shape), noise_m)
    before = np.concatenate([np.arange(p.start, p.stop) + n for n, p in enumerate(parts)])
    path = _transitions(gaps, priors, near, near_m, before)
    for number, part in enumerate(parts):
        fixes = np.arange(part.start + number, part.stop + number + 1)
        chosen = _viterbi(score[fixes], path[part])
        start_edge[part], start_m[part] = (each[fixes[:-1], chosen[:-1]] for each in (near, near_m))
        end_edge[part], end_m[part] = (each[fixes[1:], chosen[1:]] for each in (near, near_m))
    is_standing = (start_edge == end_edge) & (np.abs(end_m - start_m) < STANDING_M)
    end_m = np.where(is_standing, np.maximum(start_m, end_m), end_m)
    return replace(gaps, start_edge=start_edge, start_m=start_m, end_edge=end_edge, end_m=end_m)


def _near(
    tree: shapely.STRtree, xy: FloatArray, noise_m: float
) -> tuple[IntArray, FloatArray, FloatArray]:
    """``(fixes, NEAR_EDGES)`` edges, metres on them, and scores; −inf for none."""
    points = shapely.points(xy)
    fix, edge = tree.query(points, predicate="dwithin", distance=NEAR_M)
    lines = tree.geometries[edge]
    distance = shapely.distance(lines, points[fix])
    score = -0.5 * (distance / noise_m) ** 2
    order = np.lexsort((-score, fix))
    fix, edge, score, lines = fix[order], edge[order], score[order], lines[order]
    place = np.arange(len(fix)) - np.searchsorted(fix, fix)
    kept = place < NEAR_EDGES
    fix, edge, score, place = fix[kept], edge[kept], score[kept], place[kept]
    shape = (len(xy), NEAR_EDGES)
    near, near_m, scores = np.zeros(shape, np.int64), np.zeros(shape), np.full(shape, -np.inf)
    near[fix, place], scores[fix, place] = edge, score
    near_m[fix, place] = shapely.line_locate_point(lines[kept], points[fix])
    return near, near_m, scores


def _transitions(
    gaps: Gaps, priors: Priors, near: IntArray, near_m: FloatArray, before: IntArray
) -> FloatArray:
    """``(gaps, NEAR_EDGES, NEAR_EDGES)`` score of the cheapest way of each pair of positions."""
    shape = (len(gaps), NEAR_EDGES, NEAR_EDGES)
    start, start_m = (
        np.broadcast_to(each[before][:, :, None], shape).ravel() for each in (near, near_m)
    )
    end, end_m = (
        np.broadcast_to(each[before + 1][:, None, :], shape).ravel() for each in (near, near_m)
    )
    is_standing = (start == end) & (np.abs(end_m - start_m) < STANDING_M)
    end_m = np.where(is_standing, np.maximum(start_m, end_m), end_m)
    rounds, turns = np.array([0, 0, 0, 1]), priors.geometry.turns
    ways = candidate_ways(turns, priors.costs(SECONDS_WEIGHT), rounds, start, start_m, end, end_m)
    edges, offsets = edges_of(ways, turns, start)
    metres, row = priors.geometry.metres, row_of_each(offsets)
    pair = row_of_each(ways.gap_offsets)
    seconds = np.bincount(row, priors.seconds[edges], len(pair))
    seconds -= priors.seconds[start[pair]] * start_m[pair] / metres[start[pair]]
    seconds -= priors.seconds[end[pair]] * (1 - end_m[pair] / metres[end[pair]])
    cost = np.bincount(row_of_each(ways.offsets), priors.turn[ways.turn], len(pair))
    elapsed = np.repeat(gaps.seconds, NEAR_EDGES**2)[pair]
    late = np.log(np.maximum(seconds, 10.0) / np.maximum(elapsed, 10.0)) / TIME_SPREAD
    late = np.where(late > 0, late, 0.5 * late)  # one may stand; nobody is much faster than usual
    score = np.full(len(start), -np.inf)
    score[pair] = -cost - SECONDS_WEIGHT * seconds - 0.5 * late**2
    return score.reshape(shape)


def _viterbi(emission: FloatArray, path: FloatArray) -> IntArray:
    """The best candidate of each fix: ``(n+1, K)`` and ``(n, K, K)`` scores."""
    score, back = emission[0], []
    for own, through in zip(emission[1:], path, strict=True):
        total = score[:, None] + through
        back.append(total.argmax(axis=0))
        score = total.max(axis=0) + own
        if not np.isfinite(score).any():  # no way: the trip goes on as if it began here
            score = own
    chosen = [int(np.argmax(score))]
    for each in reversed(back):
        chosen.append(int(each[chosen[-1]]))
    return np.array(chosen[::-1])
