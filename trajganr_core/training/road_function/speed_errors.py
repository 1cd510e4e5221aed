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
FEWEST_PASSES = 5


def speed_errors(
    city: City, held_out: IntArray, functions: Mapping[str, RoadFunction]
) -> dict[str, float]:
    """Mean absolute errors of the roads' mean speeds, km/h, by the name of what predicts them.

    ``passes`` is the mean of the other drivers' passes on the road, or on its class without any.

    Args:
        held_out: numbers of drivers.
        functions: by name.

    Returns:
        Nothing where held-out drivers have too few passes on every road.
    """
    is_own = driven_by(city.passes, held_out)
    count, truth = _speeds(city, is_own)
    edge = np.flatnonzero(count >= FEWEST_PASSES)
    if not len(edge):
        return {}
    known = PassContext(city.surroundings, city.passes, ~is_own)
    asked = known.queries(edge, np.full(len(edge), np.nan))
    with torch.no_grad():
        speeds = {
            name: 3.6 / function.median(asked, function(asked)).double().numpy()
            for name, function in functions.items()
        }
    speeds["passes"] = _speeds(city, ~is_own)[1][edge]
    return {name: float(np.abs(each - truth[edge]).mean()) for name, each in speeds.items()}


def _speeds(city: City, rows: BoolArray) -> tuple[IntArray, FloatArray]:
    """``(E,)`` numbers of some passes, and space means, km/h; of the class without any."""
    road_class = city.surroundings.road_class
    edges = len(road_class)
    count, sums = np.zeros(edges, dtype=np.int64), np.zeros((2, edges))
    for part in city.passes.parts(rows):
        count += np.bincount(part.edge, minlength=edges)
        for row, values in zip(sums, (part.metres, part.seconds), strict=True):
            row += np.bincount(part.edge, values, edges)
    of_class = np.stack([np.bincount(road_class, each) for each in sums])[:, road_class]
    of_all = np.broadcast_to(sums.sum(1)[:, None], sums.shape)
    filled = np.where(count > 0, sums, np.where(of_class[1] > 0, of_class, of_all))
    return count, 3.6 * filled[0] / filled[1]
