"""How right shares of movements are that few passes tell: ``python -m benchmarks.exchange.turns``.

Of approaches of real Porto with at least 60 passes, a few are kept; the shares of the others are
the truth. The volume of a segment is its number of passes: what volumes add in errors is not in it.
"""

from __future__ import annotations

import numpy as np

from trajganr_core.data.bundle import Bundle
from trajganr_core.traffic.junctions import turn_shares as module
from trajganr_core.traffic.junctions.consolidation import Junctions
from trajganr_core.traffic.junctions.movement_statistics import MovementTraffic
from trajganr_core.traffic.junctions.movements import U_TURN, Crossings, Movements
from trajganr_core.utils.arrays import FloatArray, IntArray

from ..junctions.__main__ import real_porto

LEAST, REPEATS = 60, 3
#: Passes that are kept of an approach, and those that an expected share is worth.
KEPT, WORTH = (0, 3, 5, 10, 30), (0.01, 3.0, 10.0, 20.0, 50.0)


def rows_of(passes: IntArray) -> MovementTraffic:
    """Published rows of movements with these passes ``(M,)``."""
    movement = np.flatnonzero(passes)
    count, unknown = passes[movement], np.full(len(movement), np.nan)
    whole = np.zeros(len(movement), dtype=np.int64)
    return MovementTraffic(
        *(whole, count, count, unknown, unknown, unknown, unknown.astype(str), unknown),
        *(movement, unknown, unknown, unknown, unknown),
    )


def errors(bundle: Bundle, vehicles: FloatArray | None, kept: int) -> list[float]:
    """Mean absolute error of shares for each of :data:`WORTH`; without volumes, exits are alike."""
    network = bundle.network
    junctions = Junctions.of(network, bundle.area)
    movements = Movements.of(network, bundle.area, junctions)
    crossings, _ = Crossings.of(bundle.matched, network, junctions, movements)
    passes = np.bincount(crossings.movement, minlength=len(movements))
    approach, edges = movements.approach, len(network)
    passes[movements.turn == U_TURN] = 0
    total = np.bincount(approach, passes, edges)
    choice = np.bincount(approach, movements.turn != U_TURN, edges)
    chosen = ((total >= LEAST) & (choice > 1))[approach] & (movements.turn != U_TURN)
    volumes = np.ones(edges) if vehicles is None else vehicles
    rng, found = np.random.default_rng(0), np.zeros((REPEATS, len(WORTH)))
    for repeat in range(REPEATS):
        share = np.minimum(kept / np.maximum(total, 1), 1.0)[approach]
        few = np.where(chosen, rng.binomial(passes, share), passes)
        rest = np.where(chosen, passes - few, 0)
        true = rest / np.maximum(np.bincount(approach, rest, edges)[approach], 1)
        for number, worth in enumerate(WORTH):
            module.EXPECTED_PASSES = worth
            estimate = module.turn_shares(movements, rows_of(few), volumes)
            found[repeat, number] = np.abs(estimate - true)[chosen].mean()
    return found.mean(axis=0).round(3).tolist()


def main() -> None:
    """Print a table."""
    bundle = Bundle.load(real_porto())
    vehicles = np.bincount(bundle.matched.pass_edge, minlength=len(bundle.network)) + 1.0
    print("kept, volumes of exits known, error by", WORTH)
    for kept in KEPT:
        for volumes in (None, vehicles):
            print(kept, volumes is not None, errors(bundle, volumes, kept), flush=True)


if __name__ == "__main__":
    main()
