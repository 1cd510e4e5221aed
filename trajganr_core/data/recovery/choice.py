"""How likely a way is: a conditional logit (McFadden 1974) over the ways between two fixes."""

from __future__ import annotations

import numpy as np

from ...utils.arrays import FloatArray, IntArray
from ..matching.compiled import njit
from .priors import WayPriors
from .search import Found, Positions

#: A turn is sharper than this, degrees.
TURN_DEGREES = 45.0
#: Least of both numbers of seconds in a ratio, and bounds of its logarithm.
LEAST_S, MOST_LATE, MOST_EARLY = 5.0, 1.5, 2.0
#: A probability of a model is not closer to 0 or 1 than this.
LEAST_LIKELY = 1e-3
#: Nobody drives faster than this for long, m/s.
FAST_MPS = 20.0


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
    per_m = 1.0 / roads.metres
    along, over = _sums(
        found,
        positions,
        roads.turns.head,
        roads.metres,
        np.stack(
            [
                np.ones(len(per_m)),
                priors.seconds * per_m,
                np.log1p(priors.passes),
                1.0 / (1.0 + priors.passes),
                (roads.road_class <= 1).astype(float),
                (roads.road_class >= 5).astype(float),
                roads.signals * per_m,
            ],
            axis=1,
        ),
        np.stack(
            [
                priors.turn,
                (roads.angle < -TURN_DEGREES).astype(float),
                (roads.angle > TURN_DEGREES).astype(float),
            ],
            axis=1,
        ),
    )
    length, seconds, busy, scarce, motorway, small, signals = along.T
    turns, left, right = over.T
    elapsed = np.maximum(elapsed_s[found.fix], LEAST_S)
    late = np.log(np.maximum(seconds, LEAST_S) / elapsed)
    straight = np.hypot(*(xy[found.fix + 1] - xy[found.fix]).T)
    early = np.clip(-late, 0, MOST_EARLY)
    late = np.clip(late, 0, MOST_LATE)
    return {
        "turns": turns,
        "seconds": seconds / 60,
        "length": length / 1000,
        "late": late,
        "late2": late**2,
        "early": early,
        "early2": early**2,
        "too_fast": np.maximum(length / elapsed - FAST_MPS, 0),
        "detour": np.log(np.maximum(length, 10) / np.maximum(straight, 10)),
        "left": left,
        "right": right,
        "signals": signals,
        "motorway": motorway / 1000,
        "small": small / 1000,
        "busy": busy / np.maximum(length, 1),
        "scarce": scarce / 1000,
        "edges": np.diff(found.offsets).astype(float),
    }


def utility_of(features: dict[str, FloatArray], weights: dict[str, float]) -> FloatArray:
    """``(w,)`` by the logit."""
    return sum(
        (weight * features[name] for name, weight in weights.items() if name in features),
        start=np.zeros(len(features["turns"])),
    )


def calibrated(
    probability: FloatArray, elapsed_s: FloatArray, weights: FloatArray
) -> FloatArray:
    """How often what the model gives this probability was driven.

    A logistic regression (Platt 1999): ways other than those that were found are the likelier,
    the more time passed.

    Args:
        probability: ``(n,)`` by the model.
        elapsed_s: ``(n,)`` between the two fixes.
        weights: of 1, of the logarithm of the odds, of that of the minutes, and of both multiplied.
    """
    likely = np.clip(probability, LEAST_LIKELY, 1 - LEAST_LIKELY)
    odds = np.log(likely / (1 - likely))
    minutes = np.log(np.maximum(elapsed_s, LEAST_S) / 60)
    of_one, of_odds, of_minutes, of_both = weights
    z = of_one + of_odds * odds + of_minutes * minutes + of_both * odds * minutes
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
    """Sums of ``per_m`` ``(E, a)`` along ways and of ``per_turn`` ``(T, b)`` over their turns."""
    ways = len(found.fix)
    along, over = np.zeros((ways, per_m.shape[1])), np.zeros((ways, per_turn.shape[1]))
    for way in range(ways):
        fix = found.fix[way]
        first = positions.edge[fix, found.start[way]]
        start_m = positions.offset_m[fix, found.start[way]]
        end_m = positions.offset_m[fix + 1, found.end[way]]
        begin, end = found.offsets[way], found.offsets[way + 1]
        if begin == end:
            along[way] += max(end_m - start_m, 0.0) * per_m[first]
            continue
        along[way] += max(metres[first] - start_m, 0.0) * per_m[first]
        for at in range(begin, end):
            turn = found.turn[at]
            for column in range(per_turn.shape[1]):
                over[way, column] += per_turn[turn, column]
            driven = end_m if at == end - 1 else metres[head[turn]]
            for column in range(per_m.shape[1]):
                along[way, column] += driven * per_m[head[turn], column]
    return along, over
