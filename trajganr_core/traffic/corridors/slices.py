"""Which trips are summarised together: those of a side, on its days, at times of the week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...contract.options.periods import Period
from ...contract.options.time_sets import TimeSet
from ...data.local_time import is_in, times_of_week
from ...utils.arrays import BoolArray, FloatArray, Int32Array, IntArray
from ..privacy import published_sets


@dataclass(frozen=True)
class Slice:
    """Trips that are summarised together.

    Attributes:
        time_set: when they depart.
        side: number of their side.
        period: local days; None for all.
        is_asked: whether somebody asked for its times; hours of the day are there anyway.
    """

    time_set: TimeSet
    side: int = 0
    period: Period | None = None
    is_asked: bool = True


@dataclass(frozen=True)
class Sliced:
    """Trips, and the slices in which they are.

    Attributes:
        slices: all of them.
        driver: ``(n,)`` number of the driver of each traversal.
        sides: ``(n, sides)`` whether its trip is of a side.
        zone: IANA name of the zone of local times.
        least: number of drivers of which something may be published.
    """

    slices: Sequence[Slice]
    driver: Int32Array
    sides: BoolArray
    zone: str
    least: int

    def inside(self, row: IntArray, t: FloatArray) -> BoolArray:
        """``(m, s)`` whether traversals ``(m,)`` that begin at Unix seconds ``(m,)`` are in slices.

        Args:
            row: of the traversals.
        """
        minute, day = times_of_week(t, self.zone)
        found = np.zeros((len(t), len(self.slices)), dtype=bool)
        for number, each in enumerate(self.slices):
            found[:, number] = is_in(each.time_set, minute) & self.sides[row, each.side]
            if each.period is not None:
                first, last = each.period.days
                found[:, number] &= (first <= day) & (day <= last)
        return found

    def published(
        self, place: IntArray, row: IntArray, inside: BoolArray, *, places: int
    ) -> BoolArray:
        """``(places, s)`` where a slice is published; long times that were asked for go first.

        Args:
            place, row: ``(m,)`` the place of each traversal of a place, and the traversal.
            inside: ``(m, s)`` whether it is in each slice.
            places: how many there are.
        """
        order = sorted(
            range(len(self.slices)),
            key=lambda at: (not self.slices[at].is_asked, -self.slices[at].time_set.minutes),
        )
        found = np.zeros((places, len(order)), dtype=bool)
        found[:, order] = published_sets(
            place, self.driver[row], inside[:, order], self.least, places=places
        )
        return found
