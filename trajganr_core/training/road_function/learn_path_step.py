"""Learns how the durations of whole trips differ from the sums of their segments' times."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from ...data.passes import PassTable
from ...data.roads.network import Network
from ...evaluation.path_step import PathStep
from ...features.movements import Movements, neighbours_on_paths
from ...features.pass_context import PassContext
from ...model.road_function import RoadFunction
from ...utils.arrays import FloatArray, IntArray
from .driver_splits import City, driven_by

#: Parts of the drivers. The trips of each are predicted from the passes of all others.
PARTS = 4
#: Most passes that are predicted; of more, some trips are.
MAX_PASSES = 200_000


@dataclass(frozen=True)
class SummedTrips:
    """Trips, and the sums of the times of their segments.

    Attributes:
        piece: ``(n,)`` number of the piece, ascending.
        actual: ``(n,)`` seconds that its passes took, each by its weight.
        summed: ``(n,)`` mean seconds of its segments likewise, with the ratios of movements.
        variance: ``(n,)`` sum of the variances of single drives over the segments, s².
    """

    piece: IntArray
    actual: FloatArray
    summed: FloatArray
    variance: FloatArray

    @classmethod
    def of(
        cls, function: RoadFunction, known: PassContext, network: Network, passes: PassTable
    ) -> SummedTrips:
        """The trips of passes, which are sorted by piece.

        Args:
            function: of the road, in evaluation mode.
            known: passes of other drivers.
            passes: at least one.
        """
        edge, minute = passes.edge.astype(np.int64), passes.minute_of_week.astype(np.float64)
        movements = Movements.of(network, known.table.parts(known.rows))
        ratio = movements.ratios(*neighbours_on_paths(network, edge, passes.piece))
        with torch.no_grad():
            pace = function(known.queries(edge, minute))
            mean, deviation = pace.mean.double().numpy(), pace.deviation.double().numpy()
        metres = passes.expected_m * ratio
        piece, row = np.unique(passes.piece.astype(np.int64), return_inverse=True)
        columns = (passes.expected_s, mean * metres, (deviation * metres) ** 2)
        sums = (np.bincount(row, values, len(piece)).astype(np.float64) for values in columns)
        return cls(piece, *sums)


def learn_path_step(
    function: RoadFunction, city: City, network: Network, held_out: IntArray, seed: int
) -> PathStep:
    """The path step on a trained road function.

    Trips are predicted from the passes of other drivers, on all days: the level between two days
    would be that of these days (benchmarks/log/2026-11-30-travel-times.md).

    Args:
        function: trained on drivers of the city.
        city: with passes of at least two drivers.
        held_out: drivers that the function was not trained on.
        seed: of the parts of the drivers, and of the trips that are predicted.
    """
    rng, passes = np.random.default_rng(seed), city.passes
    drivers = rng.permutation(passes.drivers)
    asked = rng.random(1 + int(passes.piece.max())) < MAX_PASSES / len(passes)
    is_held_out = np.zeros(len(asked), dtype=bool)
    is_held_out[passes.piece[driven_by(passes, held_out)]] = True
    trips = []
    for part in np.array_split(drivers, min(PARTS, len(drivers))):
        is_own = driven_by(passes, part)
        own = passes.take(is_own & asked[passes.piece])
        if len(own):
            known = PassContext(city.surroundings, passes, ~is_own)
            trips.append(SummedTrips.of(function, known, network, own))
    return PathStep.fit(
        np.concatenate([each.actual for each in trips]),
        np.concatenate([each.summed for each in trips]),
        np.concatenate([each.variance for each in trips]),
        np.concatenate([is_held_out[each.piece] for each in trips]),
    )
