"""Counts of trips by group, without groups of too few drivers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...utils.arrays import Int32Array, IntArray

__all__ = ["GroupCounts", "count_groups"]


@dataclass(frozen=True)
class GroupCounts:
    """Groups with trips of enough drivers.

    Attributes:
        group: ``(g,)`` the groups, ascending.
        trips, vehicles: ``(g,)`` numbers of trips, and of different drivers.
        withheld: number of groups with trips of fewer drivers, but of one at least.
    """

    group: IntArray
    trips: IntArray
    vehicles: IntArray
    withheld: int

    def __len__(self) -> int:
        return len(self.group)


def count_groups(group: IntArray, driver: Int32Array, least_drivers: int) -> GroupCounts:
    """Count trips by group.

    Args:
        group: ``(n,)`` the group of each trip; a trip that is in several is listed once in each.
        driver: ``(n,)`` number of the trip's driver.
        least_drivers: groups of fewer different drivers are withheld.
    """
    found, index, trips = np.unique(group, return_inverse=True, return_counts=True)
    pairs = np.unique(np.column_stack([index, driver]), axis=0)
    vehicles = np.bincount(pairs[:, 0], minlength=len(found))
    enough = vehicles >= least_drivers
    return GroupCounts(
        found[enough].astype(np.int64), trips[enough], vehicles[enough], int((~enough).sum())
    )
