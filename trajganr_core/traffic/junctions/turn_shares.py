"""How the vehicles of an approach divide over its movements, from published passes alone."""

from __future__ import annotations

import numpy as np

from ...utils.arrays import FloatArray
from .movement_statistics import MovementTraffic
from .movements import TURNS, U_TURN, Movements

#: Passes that an expected share is worth: the best on real Porto, of approaches with 3 to 10.
EXPECTED_PASSES = 10.0
#: Rounds in which the weights of turns are fitted; they change by less than 1e-3 after a dozen.
ROUNDS = 20


def turn_shares(
    movements: Movements, observed: MovementTraffic, vehicles: FloatArray
) -> FloatArray:
    """The share ``(M,)`` of the vehicles of its approach that make each movement.

    It is expected to be in proportion to the volume of the exit and the weight of the turn, by
    which turns, in all, have as many passes as are published; the passes of the approach move it.

    Args:
        observed: what is published at some times.
        vehicles: ``(E,)`` an hour on each segment at these times.
    """
    approach, turn, passes = movements.approach, movements.turn, np.zeros(len(movements))
    passes[observed.movement] = observed.passes
    known = np.bincount(approach, passes, len(vehicles))[approach]
    made = np.bincount(turn, passes, len(TURNS))
    attraction = np.where(turn == U_TURN, 0.0, vehicles[movements.exit] + 1e-6)
    weight, share = np.ones(len(TURNS)), attraction
    for _ in range(ROUNDS):
        drawn = attraction * weight[turn]
        share = drawn / np.maximum(np.bincount(approach, drawn, len(vehicles))[approach], 1e-12)
        weight *= (made + 1) / (np.bincount(turn, share * known, len(TURNS)) + 1)
    return np.asarray((passes + EXPECTED_PASSES * share) / (known + EXPECTED_PASSES))
