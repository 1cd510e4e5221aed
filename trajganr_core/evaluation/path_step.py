"""From the summed times of a path's segments to the duration of a drive.

The mean paces of segments add up to a duration that is near the mean of drives. Two levels make it
the mean and the median of drives; they are learned on trips of drivers that the sums do not know.
The interval of a single drive is split-conformal, with a score below and one above the median that
is normalised by the predicted spread of the drive (Lei et al. 2018; Romano et al. 2019).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np

from ..utils.arrays import BoolArray, FloatArray
from .conformal import LEVEL, conformal_quantile

#: Standard deviation of the logarithm of a duration that all of a drive has in common; the segments
#: have the rest. Chosen on seeds 0 to 2; benchmarks/log/2026-11-30-travel-times.md.
COMMON = 0.1


@dataclass(frozen=True)
class PathStep:
    """Levels and intervals of the durations of drives.

    Attributes:
        mean, median: of drives over the summed times.
        shorter, longer: how many predicted standard deviations the interval of a single drive
            reaches below and above the median, on the logarithm; infinite after too few trips.
    """

    mean: float
    median: float
    shorter: float
    longer: float

    @classmethod
    def fit(
        cls, actual: FloatArray, summed: FloatArray, variance: FloatArray, is_held_out: BoolArray
    ) -> PathStep:
        """Learn from trips.

        Args:
            actual: ``(n,)`` durations, seconds; at least one.
            summed, variance: ``(n,)`` of the sums of the segments' times, from passes of other
                drivers.
            is_held_out: ``(n,)`` trips of drivers that the road function was not trained on, which
                calibrate the intervals.
        """
        median = float(np.median(actual / summed))
        apart = np.log(actual / (median * summed)) / _spread(summed, variance)
        ends = (conformal_quantile(sign * apart[is_held_out], (1 + LEVEL) / 2) for sign in (-1, 1))
        return cls(float(actual.sum() / summed.sum()), median, *ends)

    def bounds(self, summed: FloatArray, variance: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Seconds between which nine of ten drives take; NaN where this is not known.

        Args:
            summed, variance: of the sums of the segments' times.
        """
        spread, median = _spread(summed, variance), self.median * summed
        low, high = median * np.exp(-self.shorter * spread), median * np.exp(self.longer * spread)
        is_known = np.isfinite(high) & np.isfinite([self.shorter, self.longer]).all()
        return np.where(is_known, low, np.nan), np.where(is_known, high, np.nan)

    def to_dict(self) -> dict[str, float | None]:
        """As the card has it: None for what is infinite."""
        return {name: x if np.isfinite(x) else None for name, x in asdict(self).items()}

    @classmethod
    def from_dict(cls, values: Mapping[str, float | None]) -> PathStep:
        """What :meth:`to_dict` gave.

        Raises:
            TypeError: for other names.
            ValueError: for numbers that are not positive.
        """
        step = cls(**{name: np.inf if x is None else x for name, x in values.items()})
        levels = np.array([step.mean, step.median])
        if not ((levels > 0) & np.isfinite(levels)).all():
            raise ValueError("the levels of the durations of trips are malformed")
        return step


def _spread(summed: FloatArray, variance: FloatArray) -> FloatArray:
    """Standard deviations of logarithms of durations."""
    return np.asarray(np.sqrt(COMMON**2 + variance / summed**2))
