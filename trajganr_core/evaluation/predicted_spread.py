"""Predicted size of a head's errors, road by road, which scales its conformal intervals.

The logarithm of the expected error is linear in the logarithms of one plus the number of input
trips and of the predicted value. The exponents maximise the likelihood of exponentially distributed
errors (a generalised linear model: McCullagh & Nelder 1989, chapter 8) with a ridge penalty. They
are fitted on validation roads, which neither calibrate nor test the intervals, so that the
guarantee of split-conformal prediction holds for any exponents: bad ones make intervals wide, not
wrong.
"""

from __future__ import annotations

import math

import numpy as np

from ..contract.records.model_card import SpreadCard
from ..contract.tasks import Kind
from ..utils.arrays import FloatArray, IntArray

#: Largest spread relative to a usual road, and inverse of the smallest one.
MAX_SIZE = 5.0
#: Weight of the ridge penalty, in roads.
PENALTY = 10.0
#: With fewer roads all spreads are the same.
MIN_COUNT = 50
#: Errors and values count as at least this share of their mean: zero has no logarithm.
MIN_SIZE = 1e-2
#: Bound of the iterations of the fit; about ten are usual.
MAX_ITERATIONS = 1000
#: Errors do not depend on the road.
SAME_SPREAD = SpreadCard(usual_trips=1.0, usual_value=1.0, least_value=1.0, trips=0.0, value=0.0)


def fit_spread(
    kind: Kind, scores: FloatArray, predicted: FloatArray, trips: IntArray
) -> SpreadCard:
    """Learn from validation roads what the size of errors depends on.

    It is :data:`SAME_SPREAD` for few roads, and for classes and shares: sets are small where the
    classes are certain anyway, and real Porto has too few labels of shares to choose a spread on.

    Args:
        scores: ``(n,)`` of :func:`~.conformal.scores_of`.
        predicted: ``(n, 1)`` values, or ``(n, c)`` probabilities.
        trips: ``(n,)`` input trips through each road.
    """
    if kind not in (Kind.REGRESSION, Kind.RATE) or len(scores) < MIN_COUNT:
        return SAME_SPREAD
    if not (scores.mean() > 0 and predicted.mean() > 0):
        return SAME_SPREAD
    from sklearn.linear_model import GammaRegressor  # slow to import; predictions do without

    least = float(MIN_SIZE * predicted.mean())
    columns = np.log(np.column_stack([trips + 1.0, np.maximum(predicted[:, 0], least)]))
    centre = columns.mean(0)
    model = GammaRegressor(alpha=PENALTY / len(scores), max_iter=MAX_ITERATIONS)
    model.fit(columns - centre, np.maximum(scores, MIN_SIZE * scores.mean()))
    by_trips, by_value = model.coef_.tolist()
    return SpreadCard(
        usual_trips=math.exp(centre[0]),
        usual_value=math.exp(centre[1]),
        least_value=least,
        trips=by_trips,
        value=by_value,
    )


def spread_of(spread: SpreadCard, predicted: FloatArray, trips: IntArray) -> FloatArray:
    """``(n,)`` predicted sizes of errors, relative to a usual road.

    They are between the inverse of :data:`MAX_SIZE` and that.

    Args:
        predicted, trips: as for :func:`fit_spread`.
    """
    value = np.maximum(predicted[:, 0], spread.least_value) / spread.usual_value
    logarithm = spread.trips * np.log((trips + 1.0) / spread.usual_trips)
    logarithm = logarithm + spread.value * np.log(value)
    most = math.log(MAX_SIZE)
    return np.asarray(np.exp(np.clip(logarithm, -most, most)))
