"""Intervals of the mean pace of roads: narrow where many passes are known.

Split-conformal prediction with normalised scores (Lei et al. 2018), on the logarithm of pace, in
groups (Mondrian): a group is a part of the day, or all times, and a class of density. The predicted
variation of a mean is that of single passes over the root of the pseudo count.

What is observed of a calibration road is not its mean, but the mean of a few passes. Scores are
normalised by the variation of both together, and an interval of the road's mean is without the
part of the observed passes. This assumes that predicted variations are wrong by the same factor in
both. Passes of a driver and of a segment depend on each other, so the coverage is measured, not
guaranteed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..utils.arrays import FloatArray, IntArray
from .conformal import LEVEL, conformal_quantile

#: Hours at which parts of the day begin.
DAY_PARTS = (0, 6, 9, 16, 19)
#: Least numbers of context passes of the classes of density.
DENSITIES = (0, 1, 5, 20, 100)
#: The row of means over all times, after those of the parts of the day.
ANY_TIME = len(DAY_PARTS)
#: Fewest calibration roads of a group.
MIN_COUNT = 100


@dataclass(frozen=True)
class RoadIntervals:
    """Factors of the predicted variation of means, by part of the day and class of density.

    Attributes:
        factors: ``(parts + 1, densities)``; the last row is of means over all times.
    """

    factors: FloatArray

    @classmethod
    def fit(cls, scores: FloatArray, part: IntArray, density: IntArray) -> RoadIntervals:
        """Calibrate on means of drivers that the road function was not trained on.

        Args:
            scores: ``(n,)`` distance of the logarithms of observed and predicted means, over the
                predicted variation of their ratio.
            part: ``(n,)`` of the day, :data:`ANY_TIME` for means over all times.
            density: ``(n,)`` of :func:`density_of`.
        """
        factors = np.empty((ANY_TIME + 1, len(DENSITIES)))
        any_time = part == ANY_TIME
        for column in range(len(DENSITIES)):
            common = any_time & (density == column)
            common = common if common.sum() >= MIN_COUNT else any_time
            for row in range(ANY_TIME + 1):
                group = (part == row) & (density == column)
                chosen = group if group.sum() >= MIN_COUNT else common
                factors[row, column] = conformal_quantile(scores[chosen], LEVEL)
        return cls(factors)

    def bounds(
        self, mean: FloatArray, variation: FloatArray, part: IntArray, density: IntArray
    ) -> tuple[FloatArray, FloatArray]:
        """Lower and upper mean pace of intervals ``(n,)``.

        Args:
            mean: ``(n,)`` predicted, s/m.
            variation: ``(n,)`` predicted variation of the mean; for an interval of an observed
                mean, of the ratio of both.
            part, density: ``(n,)`` as for :meth:`fit`.
        """
        reach = self.factors[part, density] * variation
        return mean * np.exp(-reach), mean * np.exp(reach)

    def or_else(self, other: RoadIntervals) -> RoadIntervals:
        """Those of another calibration where there are too few data for own ones."""
        return RoadIntervals(np.where(np.isfinite(self.factors), self.factors, other.factors))

    def to_dict(self) -> dict[str, Any]:
        """Plain numbers, for :meth:`from_dict`; None for factors of too few calibration data."""
        rows = self.factors.tolist()
        return {"factors": [[each if np.isfinite(each) else None for each in row] for row in rows]}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> RoadIntervals:
        """What :meth:`to_dict` gave.

        Raises:
            ValueError: for factors of another shape, or that are not positive.
        """
        rows = values["factors"]
        factors = np.array([[np.inf if each is None else each for each in row] for row in rows])
        if factors.shape != (ANY_TIME + 1, len(DENSITIES)) or not (factors >= 0).all():
            raise ValueError("the factors of the intervals of roads are malformed")
        return cls(factors)


def day_part_of(hour: FloatArray) -> IntArray:
    """``(n,)`` number of the part of the day of hours in [0, 24)."""
    return np.searchsorted(DAY_PARTS, hour, side="right") - 1


def density_of(passes: FloatArray | IntArray) -> IntArray:
    """``(n,)`` class of density of numbers of context passes."""
    return np.searchsorted(DENSITIES, passes, side="right") - 1
