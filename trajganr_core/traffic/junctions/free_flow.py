"""Free-flow paces of segments, learned from trips.

Speed limits are often unknown, and nobody drives at them around a bend. The free-flow pace of a
kind of segment is a low quantile of the paces of vehicles there, between the middles of consecutive
segments; the kinds are those of :mod:`~...data.matching.pass_times`: of a class, and about as long.
Roundabouts are a kind of their own: who goes round slowly is not delayed by others (HCM 6th
edition, chapter 22).

The farther fixes are apart, the fewer pairs of them have no junction with a wait between them. The
quantile is therefore inversely proportional to their spacing. It was set on a simulated day, where
the pace is known at which vehicles drive at night far from junctions. Errors of positions make some
vehicles seem faster than any; what is more than twice as fast as usual is not used.
"""

from __future__ import annotations

import numpy as np

from ...data.matching.gaps import gap_seconds
from ...data.matching.matched import MatchedTrips
from ...data.matching.pass_times import FIRST_PACE, LEARNED_FROM_S, segment_kinds
from ...data.roads.network import Network
from ...data.turn_passes import between_middles
from ...utils.arrays import FloatArray, IntArray

#: The quantile is this, seconds, ÷ the median spacing of fixes, and within these bounds.
QUANTILE_S, QUANTILES = 0.75, (0.02, 0.1)
#: What is so many times as fast as the median is an error.
TOO_FAST = 2.0
#: Kinds with fewer parts have the pace of all; shorter parts are not used, metres.
LEAST_PARTS, SHORTEST_M = 50, 10.0
#: No vehicle is faster than this pace, seconds a metre (180 km/h).
FASTEST = 0.02
#: Pieces that are used at most; more tell no more.
MOST_PIECES = 100_000


def free_paces(trips: MatchedTrips, network: Network) -> FloatArray:
    """``(E,)`` free-flow pace of directed segments, seconds a metre.

    Args:
        trips: matched pieces; of many, an even sample is used.
        network: the roads.
    """
    trips = _sample(trips)
    kinds = segment_kinds(network)
    kinds = np.where(network.attributes.roundabout == 1, kinds.max(initial=0) + 1, kinds)
    edge, pace = _paces(trips, network)
    quantile = float(np.clip(QUANTILE_S / max(median_spacing_s(trips), 1.0), *QUANTILES))
    every = _low(pace, quantile) if len(pace) else FIRST_PACE
    free = np.full(int(kinds.max(initial=0)) + 1, every)
    order = np.argsort(kinds[edge], kind="stable")
    kind, first, count = np.unique(kinds[edge[order]], return_index=True, return_counts=True)
    for each, begin, parts in zip(kind, first, count, strict=True):
        if parts >= LEAST_PARTS:
            free[each] = _low(pace[order[begin : begin + parts]], quantile)
    return np.asarray(np.maximum(free, FASTEST)[kinds])


def _low(pace: FloatArray, quantile: float) -> float:
    return float(np.quantile(pace[pace > np.median(pace) / TOO_FAST], quantile))


def median_spacing_s(trips: MatchedTrips) -> float:
    """Median time between consecutive fixes of a piece, seconds; 0 without any."""
    trips = _sample(trips)
    hops = np.delete(np.diff(trips.t), trips.offsets[1:-1] - 1)
    return float(np.median(hops)) if len(hops) else 0.0


def _sample(trips: MatchedTrips) -> MatchedTrips:
    if len(trips) <= MOST_PIECES:
        return trips
    return trips.take(np.linspace(0, len(trips) - 1, MOST_PIECES).astype(np.int64))


def _paces(trips: MatchedTrips, network: Network) -> tuple[IntArray, FloatArray]:
    """The segment before the node, and the pace from its middle to that of the next segment."""
    row, s, before, t = between_middles(trips, network)
    gaps = np.concatenate([[0], np.cumsum(gap_seconds(trips) > LEARNED_FROM_S)])
    metres = s[row + 1] - s[row]
    is_close = gaps[before[row + 1] + 1] == gaps[before[row]]
    used = np.flatnonzero((metres > SHORTEST_M) & is_close)
    row, metres = row[used], metres[used]
    return trips.pass_edge[row], (t[row + 1] - t[row]) / metres
