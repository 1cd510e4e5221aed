"""Learns how the durations of whole trips differ from the sums of their segments' times."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from ...data.passes import PassTable
from ...evaluation.path_step import PathStep
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
        summed: ``(n,)`` mean seconds of its segments likewise.
        variance: ``(n,)`` sum of the variances of single drives over the segments, s².
    """

    piece: IntArray
    actual: FloatArray
    summed: FloatArray
    variance: FloatArray

    @classmethod
    def of(cls, function: RoadFunction, known: PassContext, passes: PassTable) -> SummedTrips:
        """The trips of passes, which are sorted by piece.

        Args:
            function: of the road, in evaluation mode.
            known: passes of other drivers.
            passes: at least one.
        """
        edge, minute = passes.edge.astype(np.int64), passes.minute_of_week.astype(np.float64)
        with torch.no_grad():
            pace = function(known.queries(edge, minute))
            mean, deviation = pace.mean.double().numpy(), pace.deviation.double().numpy()
        metres = passes.expected_m
        piece, row = np.unique(passes.piece.astype(np.int64), return_inverse=True)
        columns = (passes.expected_s, mean * metres, (deviation * metres) ** 2)
        sums = (np.bincount(row, values, len(piece)).astype(np.float64) for values in columns)
        return cls(piece, *sums)


def learn_path_step(function: RoadFunction, city: City, held_out: IntArray, seed: int) -> PathStep:
    """The path step on a trained road function; levels of 1 without any trip of three passes.

    Trips are predicted from the passes of other drivers, on all days: the level between two days
    would be that of these days (benchmarks/log/2026-11-30-travel-times.md). What turns take beyond
    their segments is left out: its mean is zero, and the levels with it differ by 0.2 %.

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
        own = without_ends(passes.take(is_own & asked[passes.piece]))
        if len(own):
            known = PassContext(city.surroundings, passes, ~is_own)
            trips.append(SummedTrips.of(function, known, own))
    if not trips:
        return PathStep(mean=1.0, median=1.0, shorter=np.inf, longer=np.inf)
    return PathStep.fit(
        np.concatenate([each.actual for each in trips]),
        np.concatenate([each.summed for each in trips]),
        np.concatenate([each.variance for each in trips]),
        np.concatenate([is_held_out[each.piece] for each in trips]),
    )


def without_ends(passes: PassTable) -> PassTable:
    """Passes without the first and the last one of each piece.

    There vehicles wait for passengers and park: in Porto 15 s a trip, which is no time on the road.

    Args:
        passes: sorted by piece.
    """
    begins = np.diff(passes.piece, prepend=-1) != 0
    return passes.take(~begins & ~np.r_[begins[1:], True][: len(begins)])
