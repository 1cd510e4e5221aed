"""How vehicles divide among hours: the passes' hours, corrected by counts of some hours."""

from __future__ import annotations

import numpy as np

from ...data.counts.counts import Counts
from ...utils.arrays import FloatArray, IntArray
from .published_passes import DAYS_OF_SLOT, SLOT_OF_HOUR, SLOTS, PublishedPasses

#: Passes of a segment count beside so many of all roads.
PRIOR_PASSES = 100.0
#: Rounds of the correction, and what one station has to say against all others.
ROUNDS, DOUBT = 30, 0.01


def hour_shares(known: PublishedPasses, counts: Counts) -> FloatArray:
    """``(E, 48)`` vehicles in hours of a weekday and a weekend day ÷ those of an average day.

    Counts of parts of the week correct all roads by the same factors, which are found by iterative
    proportional fitting. Each station has the same weight.
    """
    every = known.of_slot.sum(0) / np.maximum(known.days, 1) + 1e-9
    every = np.where(known.days > 0, every, np.roll(every, SLOTS // 2))
    every = np.maximum(every, 1e-3 * every.mean())
    every /= every @ DAYS_OF_SLOT
    expected = known.a_day[:, None] * every * known.days
    shares = every * (known.of_slot + PRIOR_PASSES) / (expected + PRIOR_PASSES)
    unit, hours = counted_units(counts)[1], slots_of(counts)
    own = _of_counts(shares, counts)
    weight = counts.vehicles / np.maximum(np.bincount(unit, counts.vehicles)[unit], 1e-9)
    factor = np.ones(SLOTS)
    for _ in range(ROUNDS):
        part = hours * own * factor
        part /= np.maximum(np.bincount(unit, part.sum(1))[unit], 1e-12)[:, None]
        found = part * (weight / np.maximum(part.sum(1), 1e-12))[:, None]
        factor = factor * (found.sum(0) + DOUBT) / (part.sum(0) + DOUBT)
    shares *= factor
    return np.asarray(shares / (shares @ DAYS_OF_SLOT)[:, None])


def days_of(counts: Counts, shares: FloatArray) -> FloatArray:
    """``(c,)`` how many average days of its segments each count is."""
    return np.asarray((slots_of(counts) * _of_counts(shares, counts)).sum(1))


def counted_units(counts: Counts) -> tuple[IntArray, IntArray]:
    """``(u, 3)`` different stations and segments, these in ascending order; ``(c,)`` of counts."""
    keys = np.column_stack([counts.station, np.sort(counts.edge, axis=1)])
    units, of_count = np.unique(keys, axis=0, return_inverse=True)
    return units, of_count.ravel()


def slots_of(counts: Counts) -> FloatArray:
    """``(c, 48)`` hours that each count lasted."""
    return np.asarray(counts.hours @ np.eye(SLOTS)[SLOT_OF_HOUR])


def _of_counts(shares: FloatArray, counts: Counts) -> FloatArray:
    """``(c, 48)`` the mean of both segments."""
    edge = np.where(counts.edge >= 0, counts.edge, counts.edge[:, ::-1])
    return np.asarray(shares[edge].mean(1))
