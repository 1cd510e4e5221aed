"""When a vehicle was at places between its fixes: the median and a 90 % band."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ...utils.arrays import FloatArray, IntArray
from ...utils.ragged import last_before
from ..matching.footprints import hop_at, interpolated
from ..matching.gap_efforts import EffortWeights
from ..matching.matched import MatchedTrips
from ..matching.pass_times import Division, Paces
from ..roads.network import Network

#: The quantiles.
LEVELS = (0.05, 0.5, 0.95)


def place_times(
    trips: MatchedTrips, network: Network, paces: Paces, piece: IntArray, s: FloatArray
) -> FloatArray:
    """Quantiles of the time at places along pieces, by the way that they have.

    Each grows along a piece and is between the two fixes. Between close fixes all are the same
    interpolated time. Where a vehicle stood at the place, this is the time at which it left.

    Args:
        trips: matched pieces, all those of a trip, in their order.
        network: the roads.
        paces: of :func:`.learn_paces`.
        piece, s: ``(q,)`` pieces and metres along them.

    Returns:
        ``(3, q)`` Unix seconds at :data:`LEVELS`, in ascending order.
    """
    fix = hop_at(trips, piece, s)
    evenly = interpolated(trips.t, trips.s, s, fix)
    at = last_before(trips.pass_s, trips.pass_offsets, s, piece)
    division, weights = Division.of(trips, network, paces), EffortWeights.shipped()
    division = replace(division, learned=np.ceil(division.learned))  # a band of a short gap too
    # A stay may have been anywhere: the band has it before and behind the place.
    stay_after = division.stay_before + division.stay_after
    early = replace(division, stay_before=np.zeros(trips.fixes), stay_after=stay_after)
    low = early.times(weights.low, fix, s, at, evenly)
    median, high = (
        division.times(each, fix, s, at, evenly) for each in (weights.median, weights.high)
    )
    begin, end = trips.t[fix], trips.t[fix + 1]
    widening = weights.widened(end - begin)
    low, high = (np.clip(median + widening * (each - median), begin, end) for each in (low, high))
    return np.stack([np.minimum(low, median), median, np.maximum(high, median)])
