"""The passes of a sample that volumes may rest on: those that are published.

Passes that *observe* would withhold never enter a volume, and a segment whose passes are withheld
is treated as one without passes. So nothing follows from volumes that does not follow from
published numbers of passes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...contract.options.time_sets import NAMED_SETS, WHOLE_WEEK, TimeSet, parse_time_set
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
#: Passes of slots that are not published are divided as those of all roads so often.
ROUNDS = 5


def _slot_sets() -> list[TimeSet]:
    days = (NAMED_SETS[name] for name in ("weekdays", "weekend"))
    ends = [(f"{hour:02}:00", f"{hour + 1:02}:00") for hour in range(HOURS)]
    return [parse_time_set(f"{day} {begin}-{end}") for day in days for begin, end in ends]


@dataclass(frozen=True)
class PublishedPasses:
    """Published passes of directed segments.

    Attributes:
        passes: ``(E,)`` of the whole week; 0 where they are withheld.
        of_slot: ``(E, 48)`` in each hour of weekdays and of weekend days. Those of hours that are
            withheld are what is left of the week, divided as on all roads.
        days: ``(48,)`` on how many days the sample has passes, weekdays or weekend days; 0 if on
            none.
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
        sets = [WHOLE_WEEK, *_slot_sets()]
        published = published_time_sets(
            *(table.edge, table.driver, table.minute_of_week, sets, min_drivers),
            places=edges,
            first=1,
        )
        hour = (table.minute_of_week // MINUTES_PER_HOUR).astype(np.int64)
        slot = SLOT_OF_HOUR[hour]
        cells = np.bincount(table.edge * np.int64(SLOTS) + slot, minlength=edges * SLOTS)
        week, known = published[:, 0], published[:, 1:] & published[:, :1]
        every = cells.reshape(edges, SLOTS)
        passes = np.where(week, every.sum(1), 0.0)
        of_slot = np.where(known, every, 0.0)
        local_days = np.unique(table.local_day[week[table.edge]])
        return cls(passes, _divided(of_slot, known, passes), _days(local_days))


def _days(local_days: IntArray) -> FloatArray:
    """``(48,)``; 1 January 1970 was a Thursday."""
    weekend = (local_days + 3) % 7 >= 5
    return np.repeat([float((~weekend).sum()), float(weekend.sum())], HOURS)


def _divided(of_slot: FloatArray, known: BoolArray, passes: FloatArray) -> FloatArray:
    rest = passes - of_slot.sum(1)
    share, full = np.full(SLOTS, 1 / SLOTS), of_slot
    for _ in range(ROUNDS):
        room = np.where(known, 0.0, share + 1e-12)
        full = of_slot + rest[:, None] * room / np.maximum(room.sum(1, keepdims=True), 1e-12)
        share = full.sum(0) / max(full.sum(), 1.0)
    return full
