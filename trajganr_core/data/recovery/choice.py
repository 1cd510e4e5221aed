"""How likely a way is: a conditional logit (McFadden 1974) over the ways between two fixes."""

from __future__ import annotations

import numpy as np

from ...utils.arrays import FloatArray, IntArray
from ..matching.compiled import njit
from .priors import WayPriors
from .search import Found, Positions

#: Least of both numbers of seconds in a ratio, and bounds of its logarithm.
LEAST_S, MOST_LATE, MOST_EARLY = 5.0, 1.5, 2.0
#: Least metres in a ratio.
LEAST_M = 10.0
#: A probability of a model is not closer to 0 or 1 than this.
LEAST_LIKELY = 1e-3


def features_of(
    found: Found, positions: Positions, elapsed_s: FloatArray, xy: FloatArray, priors: WayPriors
) -> dict[str, FloatArray]:
    """The features of ways, ``(w,)`` each.

    They are sums and ratios without places, so that their weights are the same everywhere.

    Args:
        found: the ways.
        positions: of the fixes.
        elapsed_s: ``(fixes,)`` to the next one.
        xy: ``(fixes, 2)`` local metres.
        priors: of the network.
    """
    roads = priors.roads
    per_m = np.stack(
        [np.ones(len(roads.metres)), priors.seconds / roads.metres, 1.0 / (1.0 + priors.passes)],
        axis=1,
    )
    along, turns = _sums(found, positions, roads.turns.head, roads.metres, per_m, priors.turn)
    length, seconds, scarce = along.T
    elapsed = np.maximum(elapsed_s[found.fix], LEAST_S)
    late = np.log(np.maximum(seconds, LEAST_S) / elapsed)
    straight = np.hypot(*(xy[found.fix + 1] - xy[found.fix]).T)
    return {
        "turns": turns,
        "length": length / 1000,
        "late": np.clip(late, 0, MOST_LATE),
        "early2": np.clip(-late, 0, MOST_EARLY) ** 2,
        "detour": np.log(np.maximum(length, LEAST_M) / np.maximum(straight, LEAST_M)),
        "scarce": scarce / 1000,
        "edges": np.diff(found.offsets).astype(np.float64),
    }


def utility_of(features: dict[str, FloatArray], weights: dict[str, float]) -> FloatArray:
    """``(w,)`` by the logit; a feature without a weight does not count."""
    return np.sum([weights.get(name, 0.0) * own for name, own in features.items()], axis=0)


def calibrated(
    probability: FloatArray, elapsed_s: FloatArray, unknown: FloatArray, weights: FloatArray
) -> FloatArray:
    """How often what the model gives this probability was driven.

    A logistic regression (Platt 1999): ways other than those that were found are the likelier,
    the more time passed, and where priors come from other distant fixes only.

    Args:
        probability: ``(n,)`` by the model.
        elapsed_s: ``(n,)`` between the two fixes.
        unknown: ``(n,)`` of the segments; see :class:`~.priors.WayPriors`.
        weights: of 1, of the logarithm of the odds, of that of the minutes, of both multiplied,
            and of ``unknown``.
    """
    likely = np.clip(probability, LEAST_LIKELY, 1 - LEAST_LIKELY)
    odds = np.log(likely / (1 - likely))
    minutes = np.log(np.maximum(elapsed_s, LEAST_S) / 60)
    z = np.column_stack([np.ones(len(odds)), odds, minutes, odds * minutes, unknown]) @ weights
    return np.asarray(1 / (1 + np.exp(-z)))


@njit
def _sums(
    found: Found,
    positions: Positions,
    head: IntArray,
    metres: FloatArray,
    per_m: FloatArray,
    per_turn: FloatArray,
) -> tuple[FloatArray, FloatArray]:
    """Sums ``(w, a)`` of ``per_m`` ``(E, a)`` along ways, and ``(w,)`` of ``per_turn`` ``(T,)``."""
    ways = len(found.fix)
    along, over = np.zeros((ways, per_m.shape[1])), np.zeros(ways)
    for way in range(ways):
        fix = found.fix[way]
        first = positions.edge[fix, found.start[way]]
        start_m = positions.offset_m[fix, found.start[way]]
        end_m = positions.offset_m[fix + 1, found.end[way]]
        begin, end = found.offsets[way], found.offsets[way + 1]
        leave_m = end_m if begin == end else metres[first]
        along[way] += max(leave_m - start_m, 0.0) * per_m[first]
        for at in range(begin, end):
            edge = head[found.turn[at]]
            over[way] += per_turn[found.turn[at]]
            driven = end_m if at == end - 1 else metres[edge]
            for column in range(per_m.shape[1]):
                along[way, column] += driven * per_m[edge, column]
    return along, over
