"""How vehicles divide among hours: the passes' hours, corrected by counts of some hours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...data.counts.counts import Counts
from ...utils.arrays import FloatArray, IntArray
from .published_passes import DAYS_OF_SLOT, SLOT_OF_HOUR, SLOTS, PublishedPasses

#: The passes of an hour count beside so many of all roads: what suits the counts best.
PRIOR_PASSES = (10.0, 30.0, 100.0, 1000.0)
#: Rounds of the correction, and what one station has to say against all others.
ROUNDS, DOUBT = 30, 0.01


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
        every = known.of_slot.sum(0) / days + 1e-9
        every = np.where(known.days > 0, every, np.roll(every, SLOTS // 2))
        every = np.maximum(every, 1e-3 * every.mean())
        every /= every @ DAYS_OF_SLOT
        expected = known.a_day[:, None] * every * known.days
        found = []
        for prior in PRIOR_PASSES:
            own = every * (known.of_slot + prior) / (expected + prior)
            shares, misfit = _corrected(own / (own @ DAYS_OF_SLOT)[:, None], counts)
            found.append((misfit, prior, shares))
        return cls(min(found, key=lambda each: each[:2])[2])

    def days_of(self, counts: Counts) -> FloatArray:
        """``(c,)`` how many average days of its segments each count is."""
        shares = _shares_of(self.shares, counts)
        return np.asarray((slots_of(counts) * shares).sum(1))

    def with_counts(self, counts: Counts) -> HourProfile:
        """Counted segments have the hours that were counted there, as far as they were."""
        shares = self.shares.copy()
        units, of_count = counted_units(counts)
        part = slots_of(counts) * _shares_of(shares, counts)
        ratio = counts.vehicles / np.maximum(part.sum(1), 1e-12)
        for number, pair in enumerate(units[:, 1:]):
            own, edges = of_count == number, pair[pair >= 0]
            level = counts.vehicles[own].sum() / max(part[own].sum(), 1e-12)
            counted = part[own].sum(0)
            if not level:
                continue
            here = ratio[own] @ part[own] / np.maximum(counted, 1e-12) / level
            shares[edges] *= np.where(counted > 0, here, 1.0)
        return HourProfile(shares / (shares @ DAYS_OF_SLOT)[:, None])


def slots_of(counts: Counts) -> FloatArray:
    """``(c, 48)`` hours that each count lasted."""
    weekly = np.zeros((len(SLOT_OF_HOUR), SLOTS))
    weekly[np.arange(len(SLOT_OF_HOUR)), SLOT_OF_HOUR] = 1
    return np.asarray(counts.hours @ weekly)


def _shares_of(shares: FloatArray, counts: Counts) -> FloatArray:
    """``(c, 48)`` the mean profile of both segments."""
    edge = np.where(counts.edge >= 0, counts.edge, counts.edge[:, ::-1])
    return np.asarray((shares[edge[:, 0]] + shares[edge[:, 1]]) / 2)


def counted_units(counts: Counts) -> tuple[IntArray, IntArray]:
    """``(u, 3)`` different stations and segments, these in ascending order; ``(c,)`` of counts."""
    keys = np.column_stack([counts.station, np.sort(counts.edge, axis=1)])
    units, of_count = np.unique(keys, axis=0, return_inverse=True)
    return units, of_count.ravel()


def _corrected(shares: FloatArray, counts: Counts) -> tuple[FloatArray, float]:
    """Shares with the hours of the counts, by iterative proportional fitting, and their misfit.

    Each station has the same weight. The misfit is that of a Poisson distribution.
    """
    hours, own = slots_of(counts), _shares_of(shares, counts)
    unit = counted_units(counts)[1]
    weight = counts.vehicles / np.maximum(np.bincount(unit, counts.vehicles)[unit], 1e-9)
    factor = np.ones(SLOTS)
    for _ in range(ROUNDS):
        part = hours * own * factor
        part /= np.maximum(np.bincount(unit, part.sum(1))[unit], 1e-12)[:, None]
        expected = part.sum(1)
        found = part * (weight / np.maximum(expected, 1e-12))[:, None]
        factor = factor * (found.sum(0) + DOUBT) / (part.sum(0) + DOUBT)
    misfit = -float((weight * np.log(np.maximum(expected, 1e-12))).sum())
    shares = shares * factor
    return shares / (shares @ DAYS_OF_SLOT)[:, None], misfit
