"""Counts of trips by group."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...utils.arrays import Int32Array, IntArray
from ..privacy import count_drivers

__all__ = ["GroupCounts", "count_groups"]


@dataclass(frozen=True)
class GroupCounts:
    """Groups with trips.

    Attributes:
        group: ``(g,)`` the groups, ascending.
        trips, vehicles: ``(g,)`` numbers of trips, and of different drivers.
    """

    group: IntArray
    trips: IntArray
    vehicles: IntArray

    def __len__(self) -> int:
        return len(self.group)


def count_groups(group: IntArray, driver: Int32Array) -> GroupCounts:
    """Count trips by group.

    Args:
        group: ``(n,)`` the group of each trip; a trip that is in several is listed once in each.
        driver: ``(n,)`` number of the trip's driver.
    """
    found, index, trips = np.unique(group, return_inverse=True, return_counts=True)
    return GroupCounts(found.astype(np.int64), trips, count_drivers(index, driver, len(found)))
