"""Expected passes of the input vehicles over segments at hours of the week.

What is expected is the number of passes that a fleet like that of the passes makes in an hour. It
is the exposure of a sample of vehicles, not the traffic volume. The number of a segment over all
hours is shrunk towards those of its class and of the segments next to it, distributed over the
hours like the passes of the city, and moved towards the segment's own hours:

- over all hours, ``u = m (n + A) / (m + A)`` with ``n`` passes of the segment and the mean ``m`` of
  those around, as the mean of a gamma posterior with the shape ``A`` of the prior;
- at an hour, ``u`` times the share of the hour in the city's passes, times ``(o + K) / (e + K)``
  with the segment's passes ``o`` near this time of the day, and those ``e`` that are expected.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from scipy.sparse import csr_array
from scipy.special import gammaincinv

from ..contract.layers.road_times import MIN_DRIVERS
from ..contract.options.time_sets import DAYS
from ..data.local_time import HOURS_PER_WEEK, MINUTES_PER_HOUR, days_by_hour
from ..data.passes import PassTable, passes_by_driver
from ..traffic.privacy import are_enough
from ..utils.arrays import BoolArray, FloatArray, IntArray
from .pass_context import Surroundings

#: First hour of Saturday.
WEEKEND = 24 * DAYS.index("Sat")
#: Weights of the mean passes of the class and of neighbours in the prior mean of a segment.
CLASS_WEIGHT, WEIGHTS = 0.1, {"preceding": 0.1, "following": 0.05, "opposite": 0.65}
#: Passes that the prior mean of a segment counts as, and that the city's hours count as.
PRIOR_PASSES, CITY_PASSES = 0.55, 10.0
#: Passes that the dispersion of all segments counts as.
DISPERSION_PASSES = 20.0
#: Standard deviation of the kernel over the time of the day, hours, weekdays and weekends apart.
KERNEL_HOURS = 2.0
#: Levels of the interval.
LEVELS = (0.05, 0.95)


@dataclass(frozen=True)
class ExpectedPasses:
    """Passes that are expected in an hour, from those that were counted.

    Attributes:
        surroundings: of the segments.
        passes: of the input trips.
    """

    surroundings: Surroundings
    passes: PassTable

    def at(self, hours: FloatArray) -> FloatArray:
        """``(E, 3)`` expected passes an hour of each segment, and their 90 % interval.

        The interval is that of the expected number, not of the passes of a single hour. Hours
        of the week without any pass are left out; all values are NaN if none remains.

        Args:
            hours: ``(168,)`` how much of each hour of the week is in the times.
        """
        return self.of(np.arange(len(self._counts)), hours[None])[:, 0]

    def of(self, edge: IntArray, hours: FloatArray) -> FloatArray:
        """``(n, s, 3)`` the same of some segments, at several sets of times.

        Args:
            edge: ``(n,)`` segments.
            hours: ``(s, 168)`` how much of each hour of the week is in each set.
        """
        driven = hours * (self.days > 0)
        asked = np.flatnonzero(driven.any(0))
        own, expected = self._around_times(edge, _near()[:, asked])
        factor = (own + CITY_PASSES) / (expected + CITY_PASSES)
        share = factor @ (self._profile * driven)[:, asked].T
        with np.errstate(invalid="ignore"):  # without any hour
            mean = self._usual[edge, None] * share / (driven @ self.days)
        # Passes near any of the times.
        near = [_near()[:, each > 0].max(1, initial=0.0) for each in driven]
        own, expected = self._around_times(edge, np.stack(near, axis=1))
        of_city = CITY_PASSES / (expected + CITY_PASSES)
        number = self._counts[edge, None] + PRIOR_PASSES
        variance = of_city**2 / number + 1 / (own + CITY_PASSES)
        shape = 1 / (self.dispersion[edge, None] * variance)
        ends = [mean * gammaincinv(shape, level) / shape for level in LEVELS]
        return np.stack([mean, *ends], axis=-1)

    @cached_property
    def dispersion(self) -> FloatArray:
        """``(E,)`` variance of the passes of each segment over their number, at least 1.

        It is that among drivers: one driver passes some segments often. It is shrunk towards that
        of all segments, which those with few drivers have.
        """
        edge, by_driver = self._by_driver
        edges, fleet = len(self._counts), max(2, len(self.passes.drivers))
        squares = np.bincount(edge, by_driver.astype(np.float64) ** 2, edges)
        among = (squares - self._counts**2 / fleet) * fleet / (fleet - 1)
        of_all = among.sum() / max(len(self.passes), 1)
        own, passes = self._has_enough * among, self._has_enough * self._counts
        shrunk = (own + DISPERSION_PASSES * of_all) / (passes + DISPERSION_PASSES)
        return np.asarray(np.maximum(1.0, shrunk))

    def _around_times(self, edge: IntArray, near: FloatArray) -> tuple[FloatArray, FloatArray]:
        """``(n, k)`` passes of segments near some times, and expected ones.

        They are zero where fewer than five drivers passed: hours of single vehicles are private.

        Args:
            edge: ``(n,)`` segments.
            near: ``(168, k)`` weights of the hours.
        """
        seen = self._has_enough[edge, None]
        expected = self._usual[edge, None] * (self._profile @ near)
        return seen * (self._grid[edge] @ near), seen * expected

    @cached_property
    def _counts(self) -> IntArray:
        """``(E,)`` passes of each segment."""
        return np.asarray(self._grid.sum(1)).astype(np.int64)

    @cached_property
    def _by_driver(self) -> tuple[IntArray, IntArray]:
        """``(k,)`` segments, once for each of their drivers, and the passes of that driver."""
        return passes_by_driver(self.passes.parts())

    @cached_property
    def _has_enough(self) -> BoolArray:
        """``(E,)`` whether enough drivers passed the segment."""
        drivers = np.bincount(self._by_driver[0], minlength=len(self._counts))
        return are_enough(drivers, MIN_DRIVERS)

    @cached_property
    def _grid(self) -> csr_array:
        """``(E, 168)`` passes of each segment in each hour of the week."""
        shape = len(self.surroundings.length_m), HOURS_PER_WEEK
        grid = csr_array(shape)
        for part in self.passes.parts():
            hour = (part.minute_of_week // MINUTES_PER_HOUR).astype(np.int64)
            grid += csr_array((np.ones(len(part)), (part.edge, hour)), shape=shape)
        return grid

    @cached_property
    def _profile(self) -> FloatArray:
        """``(168,)`` shares of the hours in the passes of the city."""
        return np.asarray(self._grid.sum(0)) / max(len(self.passes), 1)

    @cached_property
    def days(self) -> IntArray:
        """``(168,)`` on how many days there are passes in each hour of the week."""
        return days_by_hour((part.minute_of_week, part.local_day) for part in self.passes.parts())

    @cached_property
    def _usual(self) -> FloatArray:
        """``(E,)`` expected passes over all hours with passes."""
        prior = self._prior
        return np.asarray(prior * (self._counts + PRIOR_PASSES) / (prior + PRIOR_PASSES))

    @cached_property
    def _prior(self) -> FloatArray:
        """``(E,)`` passes that are expected from the class and the neighbours."""
        of = self.surroundings.road_class
        of_class = (np.bincount(of, self._counts) / np.maximum(np.bincount(of), 1))[of]
        mean = CLASS_WEIGHT * of_class
        for name, weight in WEIGHTS.items():
            around = self.surroundings.around[name]
            number = around @ np.ones(len(of))
            of_neighbours = around @ self._counts / np.maximum(number, 1)
            mean += weight * np.where(number > 0, of_neighbours, of_class)
        return mean


@cache
def _near() -> FloatArray:
    """``(168, 168)`` how near the hours of the week are to each other in the time of the day."""
    hour = np.arange(HOURS_PER_WEEK)
    apart = np.abs(hour[:, None] - hour) % 24
    same_part = (hour[:, None] >= WEEKEND) == (hour >= WEEKEND)
    return np.asarray(
        same_part * np.exp(-0.5 * (np.minimum(apart, 24 - apart) / KERNEL_HOURS) ** 2)
    )
