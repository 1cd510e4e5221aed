"""The passes of a sample that volumes may rest on, those that are published, and their hours.

Passes that *observe* would withhold never enter a volume, and a segment whose passes are withheld
is treated as one without passes. So nothing follows from volumes that does not follow from
published numbers of passes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...contract.options.time_sets import NAMED_SETS, WHOLE_WEEK, parse_time_set
from ...data.counts.counts import Counts
from ...data.local_time import MINUTES_PER_HOUR
from ...data.passes import PassTable
from ...utils.arrays import BoolArray, FloatArray, IntArray
from ..privacy import published_time_sets

#: An hour of the week is one of these hours of a weekday, or of a weekend day.
HOURS = 24
SLOT_OF_HOUR = np.r_[np.tile(np.arange(HOURS), 5), np.tile(HOURS + np.arange(HOURS), 2)]
SLOTS = 2 * HOURS
#: How many days of an average day of the week have each slot.
DAYS_OF_SLOT = np.repeat([5 / 7, 2 / 7], HOURS)
#: The slots as sets of times of the week.
SLOT_SETS = [
    parse_time_set(f"{days} {hour:02}:00-{hour + 1:02}:00")
    for days in (NAMED_SETS["weekdays"], NAMED_SETS["weekend"])
    for hour in range(HOURS)
]
#: Passes of a segment count beside so many of all roads.
PRIOR_PASSES = 100.0
#: Rounds of the correction, and what one station has to say against all others.
ROUNDS, DOUBT = 30, 0.01


@dataclass(frozen=True)
class PublishedPasses:
    """Published passes of directed segments.

    Attributes:
        passes: ``(E,)`` of the whole week; 0 where they are withheld.
        of_slot: ``(E, 48)``; what is left of the week is divided among withheld hours.
        days: ``(48,)`` days of the sample that have passes, weekdays or weekend days.
    """

    passes: FloatArray
    of_slot: FloatArray
    days: FloatArray

    @property
    def is_published(self) -> BoolArray:
        """``(E,)``."""
        return np.asarray(self.passes > 0)

    @property
    def a_day(self) -> FloatArray:
        """``(E,)`` passes on an average day of the week, as far as days were sampled."""
        seen = self.days > 0
        weight = DAYS_OF_SLOT * seen / np.maximum(self.days, 1)
        return np.asarray(self.of_slot @ weight / (DAYS_OF_SLOT[::HOURS] @ seen[::HOURS] or 1.0))

    @classmethod
    def of(cls, table: PassTable, edges: int, min_drivers: int) -> PublishedPasses:
        """Count what is published of the passes over ``edges`` segments."""
        edge, sets = table.edge.astype(np.int64), [WHOLE_WEEK, *SLOT_SETS]
        published = published_time_sets(
            edge, table.driver, table.minute_of_week, sets, min_drivers, places=edges, first=1
        )
        hour = (table.minute_of_week // MINUTES_PER_HOUR).astype(np.int64)
        cells = np.bincount(
            table.edge * np.int64(SLOTS) + SLOT_OF_HOUR[hour], minlength=edges * SLOTS
        )
        every, week = cells.reshape(edges, SLOTS), published[:, :1]
        known = published[:, 1:] & week
        passes, of_slot = np.where(week[:, 0], every.sum(1), 0.0), np.where(known, every, 0.0)
        room = np.where(known, 0.0, of_slot.sum(0) + 1.0)
        rest = (passes - of_slot.sum(1)) / np.maximum(room.sum(1), 1.0)
        # 1 January 1970 was a Thursday.
        is_weekend = (np.unique(table.local_day[week[edge, 0]]) + 3) % 7 >= 5
        days = np.array([(~is_weekend).sum(), is_weekend.sum()], dtype=np.float64)
        return cls(passes, of_slot + rest[:, None] * room, np.repeat(days, HOURS))


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
