"""Random noise for tables of trips that everybody may read: differential privacy of drivers.

The rule of :mod:`.privacy` hides a person among others of one output. Noise hides whether the
person is in the data at all, whatever else is known or published of them: with or without a driver,
any table is as likely up to a factor of exp(ε) (Dwork, McSherry, Nissim and Smith, "Calibrating
Noise to Sensitivity in Private Data Analysis", TCC 2006). For this to hold,

- a driver counts with at most :data:`MAX_TRIPS` trips, drawn at random, so that one driver changes
  all numbers of the table together by at most that, times the sets that a trip may be in;
- every number that the table could have gets noise, zeros too, and which are written depends on the
  numbers with noise only;
- the noise is discrete (Ghosh, Roughgarden and Sundararajan, "Universally Utility-Maximizing
  Privacy Mechanisms", SIAM Journal on Computing 41, 2012): the last bits of a continuous one tell
  of the number (Mironov, "On Significance of the Least Significant Bits", CCS 2012).

Two tables of the same trips have the sum of their ε. A trip without a driver id is a driver.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ..contract.options.time_sets import TimeSet
from ..data.local_time import is_in
from ..utils.arrays import BoolArray, Int32Array, IntArray

#: Trips with which a driver counts at most.
MAX_TRIPS = 10


@dataclass(frozen=True)
class Noise:
    """The noise of one table.

    Attributes:
        epsilon: ε of the table, above 0.
        time_sets: of its rows.
        rng: seeded by the operating system, so that nobody can draw the same noise again.
    """

    epsilon: float
    time_sets: Sequence[TimeSet]
    rng: np.random.Generator = field(default_factory=np.random.default_rng)

    @property
    def scale(self) -> float:
        """By how much one driver changes the table, over ε: the mean size of the noise."""
        begins = [begin for each in self.time_sets for begin, _ in each.intervals]
        at = np.array(begins, dtype=np.float32)
        most_sets = int(np.sum([is_in(each, at) for each in self.time_sets], axis=0).max())
        return MAX_TRIPS * most_sets / self.epsilon

    def counted(self, driver: Int32Array) -> BoolArray:
        """Which trips ``(t,)`` count: at most :data:`MAX_TRIPS` of each driver."""
        order = np.lexsort((self.rng.random(len(driver)), driver))
        ordered = driver[order]
        rank = np.arange(len(driver)) - np.searchsorted(ordered, ordered)
        chosen = np.zeros(len(driver), dtype=bool)
        chosen[order[rank < MAX_TRIPS]] = True
        return chosen

    def added_to(self, counts: IntArray) -> IntArray:
        """Counts with noise, which may be negative."""
        stop = -math.expm1(-1 / self.scale)
        up, down = (self.rng.geometric(stop, counts.shape) for _ in range(2))
        return counts + up - down

    def least_written(self, counts: int) -> int:
        """The least number that is written: of so many zeros, noise brings about one to it."""
        return max(1, math.ceil(self.scale * math.log(max(counts, 2) / 2)))
