"""The passes of a sample that volumes may rest on: those that are published.

Passes that *observe* would withhold never enter a volume, and a segment whose passes are withheld
is treated as one without passes. So nothing follows from volumes that does not follow from
published numbers of passes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...contract.options.time_sets import NAMED_SETS, WHOLE_WEEK, parse_time_set
from ...data.local_time import MINUTES_PER_HOUR
from ...data.passes import PassTable
from ...utils.arrays import BoolArray, FloatArray
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
