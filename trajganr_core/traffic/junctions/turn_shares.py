"""How the vehicles of an approach divide over its movements.

A share is expected first, from the volume of the exit and the turn: of two exits, the one with more
vehicles takes more. Published passes then move it. Nothing else of the trips enters, so that shares
say no more of drivers than what is published.
"""

from __future__ import annotations

import numpy as np

from ...utils.arrays import FloatArray
from .movement_statistics import MovementTraffic
from .movements import TURNS, U_TURN, Movements

#: Passes that an expected share is worth. On two days of real Porto, the best of 0 to 200 for
#: approaches of which 3, 5 and 10 passes are known; of 30 passes, 3 are as good.
EXPECTED_PASSES = 10.0
#: Rounds in which the weights of turns are fitted; they change by less than 1e-3 after a dozen.
ROUNDS = 20


def turn_shares(
    movements: Movements, observed: MovementTraffic, vehicles: FloatArray
) -> FloatArray:
    """The share ``(M,)`` of the vehicles of its approach that make each movement.

    Those of an approach add up to 1. U-turns that are not published are 0.

    Args:
        movements: of the network.
        observed: those that are published at some times.
        vehicles: ``(E,)`` an hour on each segment at these times.
    """
    approach, passes = movements.approach, np.zeros(len(movements))
    passes[observed.movement] = observed.passes
    # All passes of an approach count where their number is published, also those of its others.
    total = np.zeros(len(vehicles))
    total[approach[observed.movement]] = np.rint(observed.passes / observed.share)
    expected = _expected(movements, passes, vehicles)
    is_shown = np.zeros(len(movements), dtype=bool)
    is_shown[observed.movement] = True
    share = (passes + EXPECTED_PASSES * expected) / (total[approach] + EXPECTED_PASSES)
    shown = np.bincount(approach, np.where(is_shown, share, 0.0), len(vehicles))
    left = np.bincount(approach, np.where(is_shown, 0.0, expected), len(vehicles))
    rest = (1.0 - shown)[approach] * expected / np.maximum(left[approach], 1e-12)
    # Where all are published, they are all that there are.
    whole = np.where(left > 0, 1.0, np.maximum(shown, 1e-12))[approach]
    return np.where(is_shown, share / whole, rest)


def _expected(movements: Movements, passes: FloatArray, vehicles: FloatArray) -> FloatArray:
    """``(M,)`` shares from the volumes of exits and a weight of each turn.

    The weights are those by which turns, in all, have as many passes as are known of them.
    """
    approach, turn = movements.approach, movements.turn
    attraction = np.where(turn == U_TURN, 0.0, vehicles[movements.exit] + 1e-6)
    known = np.bincount(approach, passes, len(vehicles))[approach]
    made = np.bincount(turn, passes, len(TURNS))
    weight = np.ones(len(TURNS))
    for _ in range(ROUNDS):
        drawn = attraction * weight[turn]
        of_approach = np.bincount(approach, drawn, len(vehicles))[approach]
        share = drawn / np.maximum(of_approach, 1e-12)
        weight *= (made + 1) / (np.bincount(turn, share * known, len(TURNS)) + 1)
    return share
