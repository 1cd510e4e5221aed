"""Errors of speeds on the drivers that a training held out, beside those of simpler answers."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch

from ...features.pass_context import PassContext
from ...model.road_function import RoadFunction
from ...utils.arrays import BoolArray, FloatArray, IntArray
from .driver_splits import City, driven_by

__all__ = ["speed_errors"]

#: Fewest held-out passes of a road whose mean speed is compared.
MIN_PASSES = 5


def speed_errors(
    city: City, held_out: IntArray, functions: Mapping[str, RoadFunction]
) -> dict[str, float]:
    """Mean absolute errors of the roads' mean speeds, km/h, by the name of what predicts them.

    ``passes`` is the mean of the other drivers' passes on the road. Roads without any are left out.

    Args:
        held_out: numbers of drivers.
        functions: by name.

    Returns:
        Nothing where held-out drivers have too few passes on every road.
    """
    is_own = driven_by(city.passes, held_out)
    (count, truth), (others, mean) = (_speeds(city, side) for side in (is_own, ~is_own))
    edge = np.flatnonzero((count >= MIN_PASSES) & (others > 0))
    if not len(edge):
        return {}
    known = PassContext(city.surroundings, city.passes, ~is_own)
    asked = known.queries(edge, np.full(len(edge), np.nan))
    with torch.no_grad():
        speeds = {
            name: 3.6 / function.median(asked, function(asked)).double().numpy()
            for name, function in functions.items()
        }
    speeds["passes"] = mean[edge]
    return {name: float(np.abs(each - truth[edge]).mean()) for name, each in speeds.items()}


def _speeds(city: City, rows: BoolArray) -> tuple[IntArray, FloatArray]:
    """``(E,)`` numbers of some passes, and their space means, km/h; NaN without any."""
    sums = np.zeros((3, len(city.surroundings.length_m)))
    for part in city.passes.parts(rows):
        values = np.stack([np.ones(len(part)), part.metres, part.seconds])
        sums += [np.bincount(part.edge, each, sums.shape[1]) for each in values]
    with np.errstate(invalid="ignore"):
        return sums[0].astype(np.int64), 3.6 * sums[1] / sums[2]
