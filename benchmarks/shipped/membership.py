"""Whether the loss of a trip tells that its driver was among those of the training."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from sklearn.metrics import roc_auc_score

from trajganr_core.data.passes import PassTable
from trajganr_core.features.pass_context import PassContext
from trajganr_core.model.road_function import RoadFunction
from trajganr_core.training.road_function.driver_splits import City, driven_by
from trajganr_core.utils.arrays import FloatArray, IntArray

RESAMPLES = 500


@dataclass(frozen=True)
class Membership:
    """How well trips of the training are distinguished from others; 0.5 is chance.

    Attributes:
        auc: area under the ROC curve of the negative loss.
        low, high: its 95 % interval, by resampling drivers.
    """

    auc: float
    low: float
    high: float


def membership(function: RoadFunction, city: City, held_out: IntArray, seed: int = 0) -> Membership:
    """Compare trips of drivers of the training with those of others, seen from the same passes.

    The context is of one half of the training's drivers, the trips are of the other half.

    Args:
        function: trained on the city without the passes of some drivers.
        held_out: these drivers.
    """
    rng = np.random.default_rng(seed)
    learning = rng.permutation(np.setdiff1d(city.passes.drivers, held_out))
    context, inside = np.array_split(learning, 2)
    known = PassContext(city.surroundings, city.passes, driven_by(city.passes, context))
    sides = [_trips(function, known, city.passes, drivers) for drivers in (inside, held_out)]
    loss, driver = (np.concatenate(column) for column in zip(*sides, strict=True))
    is_inside = np.isin(driver, inside)
    drivers, of = np.unique(driver, return_inverse=True)
    aucs = []
    for _ in range(RESAMPLES):
        weight = np.bincount(rng.integers(len(drivers), size=len(drivers)), minlength=len(drivers))
        aucs.append(roc_auc_score(is_inside, -loss, sample_weight=weight[of]))
    low, high = np.nanpercentile(aucs, [2.5, 97.5])
    return Membership(float(roc_auc_score(is_inside, -loss)), float(low), float(high))


def _trips(
    function: RoadFunction, known: PassContext, passes: PassTable, drivers: IntArray
) -> tuple[FloatArray, IntArray]:
    """The mean negative log-likelihood of the passes of each trip, and the trip's driver."""
    own = passes.take(driven_by(passes, drivers))
    asked = known.queries(own.edge.astype(np.int64), own.minute_of_week.astype(np.float64))
    with torch.no_grad():
        found = -function(asked).log_likelihood(torch.from_numpy(own.pace)).double().numpy()
    piece, first, row = np.unique(own.piece, return_index=True, return_inverse=True)
    mean = np.bincount(row, found) / np.bincount(row, minlength=len(piece))
    return mean, own.driver[first].astype(np.int64)
