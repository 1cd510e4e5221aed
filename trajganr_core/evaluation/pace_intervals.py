"""Intervals of single passes that hold in each part of the day and at each density of passes.

Split-conformal prediction with scores normalised by the predicted spread, on the logarithm of pace,
above and below the median apart (after Romano et al. 2019), in groups (Mondrian). A group is a part
of the day and a class of density; groups with few calibration passes use all times of the day.
Passes of a driver and of a segment depend on each other, so the coverage is measured, not
guaranteed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..utils.arrays import FloatArray, IntArray
from .conformal import LEVEL, conformal_quantile

__all__ = [
    "BAND",
    "DAY_PARTS",
    "DENSITIES",
    "PaceIntervals",
    "day_part_of",
    "density_of",
]

#: Levels of the quantiles that scores and bounds use.
BAND = (0.05, 0.5, 0.95)
#: Hours at which parts of the day begin.
DAY_PARTS = (0, 6, 9, 16, 19)
#: Least numbers of context passes of the classes of density.
DENSITIES = (0, 1, 5, 20, 100)
#: Fewest calibration passes of a group.
FEWEST = 200


@dataclass(frozen=True)
class PaceIntervals:
    """Factors of the predicted spread, by part of the day and class of density.

    Attributes:
        factors: ``(parts, densities)``; an interval reaches from the median by this multiple of the
            distance to the predicted quantile.
    """

    factors: FloatArray

    @classmethod
    def fit(cls, scores: FloatArray, part: IntArray, density: IntArray) -> PaceIntervals:
        """Calibrate on passes of drivers that the road function was not trained on.

        Args:
            scores: ``(n,)`` of :meth:`scores`.
            part, density: ``(n,)`` of :func:`day_part_of` and :func:`density_of`.
        """
        factors = np.empty((len(DAY_PARTS), len(DENSITIES)))
        for column in range(len(DENSITIES)):
            in_density = density == column
            if in_density.sum() < FEWEST:
                in_density = np.ones(len(scores), dtype=bool)
            for row in range(len(DAY_PARTS)):
                group = in_density & (part == row)
                chosen = group if group.sum() >= FEWEST else in_density
                factors[row, column] = conformal_quantile(scores[chosen], LEVEL)
        return cls(factors)

    def bounds(
        self, quantiles: FloatArray, part: IntArray, density: IntArray
    ) -> tuple[FloatArray, FloatArray]:
        """Lower and upper pace of intervals ``(n,)``.

        Args:
            quantiles: ``(n, 3)`` predicted pace at the levels :data:`BAND`.
            part, density: ``(n,)``.
        """
        low, middle, high = np.log(quantiles).T
        factor = self.factors[part, density]
        return np.exp(middle - factor * (middle - low)), np.exp(middle + factor * (high - middle))

    @staticmethod
    def scores(pace: FloatArray, quantiles: FloatArray) -> FloatArray:
        """``(n,)`` distance of observed paces from the median, in predicted distances."""
        low, middle, high = np.log(quantiles).T
        apart = np.log(pace) - middle
        return np.asarray(np.where(apart < 0, -apart / (middle - low), apart / (high - middle)))


def day_part_of(hour: FloatArray) -> IntArray:
    """``(n,)`` number of the part of the day of hours in [0, 24)."""
    return np.searchsorted(DAY_PARTS, hour, side="right") - 1


def density_of(passes: IntArray) -> IntArray:
    """``(n,)`` class of density of numbers of context passes."""
    return np.searchsorted(DENSITIES, passes, side="right") - 1
