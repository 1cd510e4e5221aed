"""What trips of one side tell of turns, of segments' seconds and of passes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...utils.arrays import FloatArray, IntArray
from ..matching.edge_passes import ROUNDING_M
from ..matching.matched import MatchedTrips
from .shipped import Shipped
from .turns import TURN_KINDS, Roads

#: Turns of its kind count as so many turns of the edge, and shipped ones as so many of the kind;
#: likewise passes.
PRIOR_TURNS, SHIPPED_TURNS = 2.0, 100.0
PRIOR_PASSES, SHIPPED_KM = 3.0, 20.0
#: A certain turn costs something, so that searches end.
LEAST_COST = 1e-4
#: The error of fixes before any are seen, metres, and as how many fixes it counts.
USUAL_ERROR_M, USUAL_ERROR_FIXES = 10.0, 40.0


@dataclass(frozen=True)
class WayPriors:
    """What is known of a network's turns and segments before a vehicle is seen there.

    Attributes:
        roads: the network.
        turn: ``(T,)`` −log probability of each turn, given the edge before it.
        seconds: ``(E,)`` what a whole edge usually takes.
        passes: ``(E,)`` number of passes, weighted by their probability.
        unknown: ``(E,)`` how little is certain: 1 / (1 + number of passes between close fixes).
        error_m: standard deviation of fixes across their roads.
    """

    roads: Roads
    turn: FloatArray
    seconds: FloatArray
    passes: FloatArray
    unknown: FloatArray
    error_m: float

    @classmethod
    def shipped(cls, roads: Roads, shipped: Shipped) -> WayPriors:
        """What is known of any place: the rates of kinds of turns, and the speeds of classes."""
        return cls.of(roads, shipped, PassSums.empty(roads))

    @classmethod
    def of(cls, roads: Roads, shipped: Shipped, sums: PassSums) -> WayPriors:
        """What passes tell; an edge with few of them is drawn towards its kind."""
        turns, metres, edges = roads.turns, roads.metres, len(roads.metres)
        classes = len(shipped.speeds_kmh)
        shipped_m = 1000 * SHIPPED_KM
        class_s = np.bincount(roads.road_class, sums.seconds, classes)
        class_m = np.bincount(roads.road_class, sums.metres, classes) + shipped_m
        shipped_s = shipped_m * 3.6 / shipped.speeds_kmh
        usual_pace = ((class_s + shipped_s) / class_m)[roads.road_class]
        prior_m = PRIOR_PASSES * metres
        pace = (sums.seconds + prior_m * usual_pace) / (sums.metres + prior_m)

        offered = np.bincount(turns.tail, sums.taken, edges)[turns.tail]
        rate = np.bincount(roads.kind, sums.taken, TURN_KINDS) + SHIPPED_TURNS * shipped.turn_rates
        rate /= np.bincount(roads.kind, offered, TURN_KINDS) + SHIPPED_TURNS
        usual = rate[roads.kind]
        usual = usual / np.bincount(turns.tail, usual, edges)[turns.tail]
        probability = (sums.taken + PRIOR_TURNS * usual) / (offered + PRIOR_TURNS)
        squared = sums.squared_m + USUAL_ERROR_FIXES * USUAL_ERROR_M**2
        return cls(
            roads,
            np.maximum(-np.log(probability), LEAST_COST),
            metres * pace,
            sums.passes,
            1.0 / (1.0 + sums.certain),
            float(np.sqrt(squared / (sums.fixes + USUAL_ERROR_FIXES))),
        )

    def unknown_along(self, edges: IntArray, offsets: IntArray) -> FloatArray:
        """``(n,)`` mean of what is unknown over the metres of the edges of ways."""
        metres = self.roads.metres[edges]
        sums = (
            np.add.reduceat(each, offsets[:-1]) for each in (self.unknown[edges] * metres, metres)
        )
        return np.asarray(np.divide(*sums))


@dataclass(frozen=True)
class PassSums:
    """Sums over passes, weighted by their probabilities.

    Attributes:
        taken: ``(T,)`` turns.
        seconds, metres, passes: ``(E,)`` on segments.
        certain: ``(E,)`` number of passes between close fixes.
        squared_m, fixes: squares of the distances of fixes to their roads, and their number.
    """

    taken: FloatArray
    seconds: FloatArray
    metres: FloatArray
    passes: FloatArray
    certain: FloatArray
    squared_m: float
    fixes: float

    @classmethod
    def empty(cls, roads: Roads) -> PassSums:
        """No passes."""
        none = np.zeros(len(roads.metres))
        return cls(np.zeros(len(roads.turns.head)), none, none, none, none, 0.0, 0.0)

    def with_trips(
        self, roads: Roads, trips: MatchedTrips, unknown: FloatArray | float = 1.0
    ) -> PassSums:
        """These and the passes of more trips.

        Args:
            unknown: ``(E,)`` what a pass between distant fixes counts: little where close fixes
                tell more.
        """
        edge, edges = trips.pass_edge, len(roads.metres)
        probability = trips.pass_probability.astype(np.float64)
        is_certain = probability == 1.0
        weight = probability * np.where(is_certain, 1.0, np.broadcast_to(unknown, edges)[edge])
        follows = np.diff(trips.trip_of_pass) == 0
        number = roads.turns.number(edge[:-1][follows], edge[1:][follows])
        both = np.minimum(weight[:-1], weight[1:])[follows]
        known = number >= 0
        metres = trips.pass_exit_m - trips.pass_enter_m
        is_driven = metres > ROUNDING_M
        return PassSums(
            self.taken + np.bincount(number[known], both[known], len(self.taken)),
            self.seconds + np.bincount(edge, weight * trips.pass_seconds, edges),
            self.metres + np.bincount(edge, weight * metres, edges),
            self.passes + np.bincount(edge, weight * is_driven, edges),
            self.certain + np.bincount(edge, is_certain & is_driven, edges),
            self.squared_m + float(np.diff(trips.offsets) @ trips.rms_m.astype(np.float64) ** 2),
            self.fixes + trips.fixes,
        )
