"""How directed segments are driven at sets of times, from a road function and its context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from ..contract.time_sets import WHOLE_WEEK, TimeSet
from ..data.local_time import is_in
from ..features.pass_context import PassContext
from ..model.road_function import PaceDistribution, RoadFunction
from ..utils.arrays import BoolArray, FloatArray, IntArray

__all__ = ["RoadTimes", "predict_times"]

#: Times of a set that are asked: the middles of so many equal parts of it.
TIMES_PER_SET = 12
#: Percentiles of speed are the other percentiles of pace.
SPEED_LEVELS = {"p15": 0.85, "p50": 0.5, "p85": 0.15}


@dataclass(frozen=True)
class RoadTimes:
    """Predictions for a time set, one row per directed segment.

    Attributes:
        speed_kmh: ``(E,)`` space mean: length over the mean duration.
        p15_kmh, p50_kmh, p85_kmh: ``(E,)`` percentiles of the speeds of vehicles.
        passes: ``(E,)`` context passes of the segment at these times.
        is_prior: whether the context has no pass at all at these times, on any segment: then the
            prediction is a prior.
    """

    speed_kmh: FloatArray
    p15_kmh: FloatArray
    p50_kmh: FloatArray
    p85_kmh: FloatArray
    passes: IntArray
    is_prior: bool


def predict_times(
    function: RoadFunction, context: PassContext, time_sets: Sequence[TimeSet]
) -> list[RoadTimes]:
    """Predict all segments of the context at each of the sets.

    The distribution of a set is the mean of those at times spread evenly over it; that of the whole
    week is asked without a time, as times of the week are rarely driven evenly.
    """
    return [_at(function, context, each) for each in time_sets]


def _at(function: RoadFunction, context: PassContext, time_set: TimeSet) -> RoadTimes:
    edges = len(context.counts)
    minutes = np.array([np.nan]) if time_set == WHOLE_WEEK else times_of(time_set, TIMES_PER_SET)
    edge = np.arange(edges)
    with torch.no_grad():
        answers = [function(context.queries(edge, np.full(edges, minute))) for minute in minutes]
        answer = _pooled(answers)
        speeds = {
            name: 3.6 / answer.quantile(level).numpy() for name, level in SPEED_LEVELS.items()
        }
    passed: BoolArray = is_in(time_set, context.passes.minute_of_week)
    counts = np.bincount(context.passes.edge[passed], minlength=edges)
    return RoadTimes(
        speed_kmh=3.6 / answer.mean.numpy().astype(np.float64),
        p15_kmh=speeds["p15"].astype(np.float64),
        p50_kmh=speeds["p50"].astype(np.float64),
        p85_kmh=speeds["p85"].astype(np.float64),
        passes=counts,
        is_prior=not passed.any(),
    )


def times_of(time_set: TimeSet, count: int) -> FloatArray:
    """Middles of ``count`` equal parts of a set, minutes since the beginning of Monday."""
    bounds = np.array(time_set.intervals, dtype=np.float64)
    length = bounds[:, 1] - bounds[:, 0]
    before = np.cumsum(length) - length
    at = (np.arange(count) + 0.5) * length.sum() / count
    interval = np.searchsorted(before, at, side="right") - 1
    return np.asarray(bounds[interval, 0] + at - before[interval])


def _pooled(answers: Sequence[PaceDistribution]) -> PaceDistribution:
    """The mean of distributions: a mixture of all their components."""
    share = float(np.log(len(answers)))
    return PaceDistribution(
        mean=torch.stack([each.mean for each in answers]).mean(0),
        log_weight=torch.cat([each.log_weight - share for each in answers], dim=1),
        location=torch.cat([each.location for each in answers], dim=1),
        spread=torch.cat([each.spread for each in answers], dim=1),
    )
