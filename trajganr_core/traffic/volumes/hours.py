"""How vehicles divide among hours: the passes' hours, corrected by counts of some hours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...data.counts.counts import Counts
from ...utils.arrays import FloatArray
from .published_passes import DAYS_OF_SLOT, SLOT_OF_HOUR, SLOTS, PublishedPasses

#: Passes of an hour count beside so many of all roads; rounds of the correction.
PRIOR_PASSES, ROUNDS = 10.0, 30


@dataclass(frozen=True)
class HourProfile:
    """Shares of the vehicles of an average day.

    Attributes:
        shares: ``(E, 48)`` vehicles in each hour of a weekday and of a weekend day ÷ vehicles of an
            average day of the week.
    """

    shares: FloatArray

    @classmethod
    def fit(cls, known: PublishedPasses, counts: Counts) -> HourProfile:
        """The profile of each segment; counts of parts of the week correct all."""
        days = np.maximum(known.days, 1)
        total = known.of_slot.sum(0) / days
        every = (total + 1e-3 * total.mean() + 1e-9) / 1.0
        every = np.where(known.days > 0, every, np.roll(every, SLOTS // 2))
        every /= every @ DAYS_OF_SLOT
        expected = known.a_day[:, None] * every * known.days
        own = every * (known.of_slot + PRIOR_PASSES) / (expected + PRIOR_PASSES)
        own /= (own @ DAYS_OF_SLOT)[:, None]
        factor = _factors(own, counts)
        shares = own * factor
        return cls(shares / (shares @ DAYS_OF_SLOT)[:, None])

    def days_of(self, counts: Counts) -> FloatArray:
        """``(c,)`` how many average days of its segments each count is."""
        shares = _shares_of(self.shares, counts)
        return np.asarray((_slots_of(counts) * shares).sum(1))


def _slots_of(counts: Counts) -> FloatArray:
    """``(c, 48)`` hours that each count lasted."""
    weekly = np.zeros((len(SLOT_OF_HOUR), SLOTS))
    weekly[np.arange(len(SLOT_OF_HOUR)), SLOT_OF_HOUR] = 1
    return np.asarray(counts.hours @ weekly)


def _shares_of(shares: FloatArray, counts: Counts) -> FloatArray:
    """``(c, 48)`` the mean profile of both segments."""
    edge = np.where(counts.edge >= 0, counts.edge, counts.edge[:, ::-1])
    return np.asarray((shares[edge[:, 0]] + shares[edge[:, 1]]) / 2)


def _factors(shares: FloatArray, counts: Counts) -> FloatArray:
    """``(48,)`` by which hours differ from those of the passes: iterative proportional fitting."""
    hours = _slots_of(counts)
    own = _shares_of(shares, counts)
    _, unit = np.unique(counts.edge, axis=0, return_inverse=True)
    unit = unit.ravel()
    vehicles = np.bincount(unit, counts.vehicles)
    weight = counts.vehicles / np.maximum(vehicles[unit], 1e-9)
    factor = np.ones(SLOTS)
    for _ in range(ROUNDS):
        part = hours * own * factor
        days = np.bincount(unit, part.sum(1))[unit]
        found = part / np.maximum(part.sum(1), 1e-12)[:, None] * weight[:, None]
        expected = part / np.maximum(days, 1e-12)[:, None]
        factor = factor * (found.sum(0) + 0.01) / (expected.sum(0) + 0.01)
    return factor
