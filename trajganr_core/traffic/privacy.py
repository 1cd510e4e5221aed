"""What may be published of persons: the only module that compares numbers of drivers.

An output has sums over sets of passes of a place, or of trips between places. Sets overlap, and
sums can be subtracted: *whole week* less *weekdays* is the weekend, perhaps that of one driver. The
published sets cut the passes of a place into *parts*: those that are in the same sets. A set is
published only if each part then has passes of enough drivers, or none. Whatever is computed from
what is published is then computed from sums over parts, each of enough drivers.

Where the total of several places is published too, what it has beside these places is a part.

A percentile is one pass. It is published if enough drivers are at it or beyond, on either side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from ..contract.options.time_sets import TimeSet
from ..data.local_time import is_in
from ..utils.arrays import BoolArray, Float32Array, FloatArray, Int32Array, IntArray

#: ``(n,)`` numbers of the drivers of passes or trips.
Drivers: TypeAlias = Int32Array | IntArray


def are_enough(drivers: IntArray | FloatArray | int, least: int) -> BoolArray:
    """Whether numbers of drivers are at least the least that anything is published about."""
    return np.asarray(np.asarray(drivers) >= least)


def may_be_published(drivers: IntArray | int, least: int) -> BoolArray:
    """Whether counts of what so many drivers did may be published: those of enough, or of none."""
    return np.asarray(are_enough(drivers, least) | (np.asarray(drivers) == 0))


def count_drivers(group: IntArray, driver: Drivers, groups: int) -> IntArray:
    """``(groups,)`` numbers of different drivers.

    Args:
        group, driver: ``(n,)`` of each pass or trip; groups are numbered from 0.
    """
    drivers = int(driver.max(initial=0)) + 1
    pairs = np.sort(group.astype(np.int64) * drivers + driver)
    is_first = np.diff(pairs, prepend=-1) > 0  # np.unique takes ten times as long
    return np.bincount(pairs[is_first] // drivers, minlength=groups)


def published_number(chosen: BoolArray, driver: Drivers, least: int) -> int | None:
    """How many passes or trips ``(n,)`` are chosen; None if they are those of too few drivers."""
    drivers = len(np.unique(driver[chosen]))
    return int(chosen.sum()) if may_be_published(drivers, least) else None


def published_sets(
    place: IntArray, driver: Drivers, inside: BoolArray, least: int, *, places: int
) -> BoolArray:
    """``(places, s)`` which sets of each place are published, chosen one after the other.

    Args:
        place, driver: ``(n,)`` of each pass or trip; places are numbered from 0.
        inside: ``(n, s)`` whether it is in each set; an earlier set goes before a later one.
        least: number of drivers.
    """
    published = np.zeros((places, inside.shape[1]), dtype=bool)
    parts = _Parts.of(place, driver, places)
    for number, members in enumerate(inside.T):
        published[:, number] = parts.divide(np.flatnonzero(members), least, places)
    return published


@dataclass
class _Parts:
    """Parts of the passes or trips of places; in a part, each driver has a cell.

    Attributes:
        cell: ``(n,)`` of each pass.
        size, part: ``(c,)`` number of passes, and the part, of each cell.
        drivers, place, is_published: ``(p,)`` number of drivers and place of each part, and whether
            its sums are published.
    """

    cell: IntArray
    size: IntArray
    part: IntArray
    drivers: IntArray
    place: IntArray
    is_published: BoolArray

    @classmethod
    def of(cls, place: IntArray, driver: Drivers, places: int) -> _Parts:
        """One part for each place, of which nothing is published."""
        return cls._cells(place, driver, np.arange(places), np.zeros(places, dtype=bool))

    @classmethod
    def _cells(
        cls, part: IntArray, driver: Drivers, place: IntArray, is_published: BoolArray
    ) -> _Parts:
        """Those to which passes belong ``(n,)``, whose places are given."""
        drivers = int(driver.max(initial=0)) + 1
        pairs = part.astype(np.int64) * drivers + driver
        pair, cell, size = np.unique(pairs, return_inverse=True, return_counts=True)
        own = np.bincount(pair // drivers, minlength=len(place))
        return cls(cell, size, pair // drivers, own, place, is_published)

    def widened(self, wider: IntArray, driver: Drivers, places: int) -> _Parts:
        """The same in wider places, where what is not published of places is one part.

        Args:
            wider: number of the wider place of each place.
            driver: of each pass.
            places: number of wider places.
        """
        part, place = self.part[self.cell], wider[self.place]
        part = np.where(self.is_published[part], places + part, place[part])
        is_published = np.arange(places + len(place)) >= places
        return self._cells(part, driver, np.r_[np.arange(places), place], is_published)

    def divide(self, members: IntArray, least: int, places: int) -> BoolArray:
        """Divide the parts by a set of passes, where it is published ``(places,)``.

        Args:
            members: numbers of the passes.
        """
        inside = np.bincount(self.cell[members], minlength=len(self.size))
        cells = np.flatnonzero(inside)
        inside, part = inside[cells], self.part[cells]
        is_whole = inside == self.size[cells]
        drivers = np.bincount(part, minlength=len(self.drivers))
        moved = np.bincount(part[is_whole], minlength=len(self.drivers))
        # The set shows its members, and of the rest of the parts that it cuts.
        is_cut = drivers > 0
        good = may_be_published(drivers, least)
        good &= ~self.is_published | may_be_published(self.drivers - moved, least)
        published = np.zeros(places, dtype=bool)
        published[self.place[is_cut]] = True
        published[self.place[is_cut & ~good]] = False
        self._cut(members, cells, inside, is_cut & published[self.place])
        return published

    def _cut(self, members: IntArray, cells: IntArray, inside: IntArray, cut: BoolArray) -> None:
        """Move the members of parts that are cut to new parts, which are published."""
        new = np.cumsum(cut) - 1 + len(self.drivers)
        chosen = cut[self.part[cells]]
        cells, inside = cells[chosen], inside[chosen]
        old, target = self.part[cells], new[self.part[cells]]
        is_whole = inside == self.size[cells]
        within = np.bincount(old, minlength=len(cut))[cut]
        moved = np.bincount(old[is_whole], minlength=len(cut))
        self.part[cells[is_whole]] = target[is_whole]
        split, taken = cells[~is_whole], inside[~is_whole]
        number = np.arange(len(self.size))
        number[split] = len(self.size) + np.arange(len(split))
        self.cell[members] = number[self.cell[members]]
        self.size[split] -= taken
        self.size = np.r_[self.size, taken]
        self.part = np.r_[self.part, target[~is_whole]]
        self.drivers = np.r_[self.drivers - moved, within]
        self.place = np.r_[self.place, self.place[cut]]
        self.is_published = np.r_[self.is_published, np.ones(len(within), dtype=bool)]


def published_time_sets(
    place: IntArray,
    driver: Drivers,
    minute: Float32Array,
    time_sets: Sequence[TimeSet],
    least: int,
    *,
    places: int,
    first: int = 0,
) -> BoolArray:
    """``(places, s)`` which time sets of each place are published, longer ones before shorter ones.

    Args:
        minute: ``(n,)`` minutes since the beginning of Monday of each pass or trip.
        place, driver, least: as for :func:`published_sets`.
        first: so many of the sets go before the others, whatever their length.
    """
    longest, inside = _longest_first(time_sets, minute, first)
    published = np.zeros((places, len(time_sets)), dtype=bool)
    published[:, longest] = published_sets(place, driver, inside, least, places=places)
    return published


def _longest_first(
    time_sets: Sequence[TimeSet], minute: Float32Array, first: int = 0
) -> tuple[list[int], BoolArray]:
    """The numbers of time sets, longer ones before shorter ones, and what is in each ``(n, s)``."""
    longest = sorted(
        range(len(time_sets)), key=lambda number: (number >= first, -time_sets[number].minutes)
    )
    inside = np.zeros((len(minute), len(time_sets)), dtype=bool)
    for column, number in enumerate(longest):
        inside[:, column] = is_in(time_sets[number], minute)
    return longest, inside


def published_totals(
    place: IntArray,
    wider: Sequence[IntArray],
    driver: Drivers,
    minute: Float32Array,
    time_sets: Sequence[TimeSet],
    least: int,
) -> list[BoolArray]:
    """Which time sets are published of places, and then of wider places that they are parts of.

    What the total of a wider place has beside its published places is a part.

    Args:
        place, driver, minute: ``(n,)`` of each pass.
        wider: at each step, the numbers ``(places,)`` of the wider places of all places so far.
        time_sets, least: as for :func:`published_time_sets`.

    Returns:
        ``(places, s)`` of the places, and of the wider places of each step.
    """
    longest, inside = _longest_first(time_sets, minute)
    sizes = [len(wider[0]), *(int(each.max(initial=-1)) + 1 for each in wider)]
    parts, found = _Parts.of(place, driver, sizes[0]), []
    for step, places in enumerate(sizes):
        if step:
            parts = parts.widened(wider[step - 1], driver, places)
        published = np.zeros((places, len(time_sets)), dtype=bool)
        for number, members in zip(longest, inside.T, strict=True):
            published[:, number] = parts.divide(np.flatnonzero(members), least, places)
        found.append(published)
    return found


def published_shares(
    place: IntArray, driver: Drivers, inside: BoolArray, least: int, *, places: int
) -> BoolArray:
    """``(places, s)`` which sets of each place are published beside the totals of the sets.

    What the totals have beside the published places is a part too: where it is one of too few
    drivers, the place of the fewest drivers is withheld with it.

    Args:
        place: ``(n,)`` the one place of each pass or trip, numbered from 0.
        inside: ``(n, s)`` whether it is in each set whose total is published.
        driver, least: as for :func:`published_sets`.
    """
    patterns, pattern = np.unique(inside, axis=0, return_inverse=True)
    pattern, count = pattern.ravel(), len(patterns)
    drivers = count_drivers(place * count + pattern, driver, places * count)
    drivers = drivers.reshape(places, count)
    there = (drivers > 0).astype(np.int64)
    published = np.asarray(there @ patterns > 0)
    published &= (there * ~may_be_published(drivers, least)) @ patterns == 0
    for number, of_sets in enumerate(patterns):
        if not of_sets.any():
            continue
        shown = (published & of_sets).any(axis=1)
        rest = (pattern == number) & ~shown[place]
        if published_number(rest, driver, least) is not None:
            continue
        can_go = shown & (there[:, number] > 0)
        fewest = np.argmin(np.where(can_go, drivers[:, number], np.inf))
        published[fewest] &= ~of_sets
    return published


def published_roads(
    trip: IntArray, road: IntArray, driver: Drivers, inside: BoolArray, least: int, *, roads: int
) -> BoolArray:
    """``(roads, s)`` which sets of each road are published beside the totals of the sets.

    Roads share trips. The trips of a set that do not drive over a road are a part.

    Args:
        trip, road: ``(p,)`` which trip drives over which road, each pair once.
        driver: ``(n,)`` of each trip.
        inside: ``(n, s)`` whether it is in each set whose total is published.
        least: as for :func:`published_sets`.
    """
    patterns, pattern = np.unique(inside, axis=0, return_inverse=True)
    pattern, count = pattern.ravel(), len(patterns)
    drivers = int(driver.max(initial=0)) + 1
    of_trip = pattern * drivers + driver
    every = np.bincount(of_trip, minlength=count * drivers)
    pairs, trips = np.unique(road * len(every) + of_trip[trip], return_counts=True)
    slice_of_pair = pairs // drivers
    here = np.bincount(slice_of_pair, minlength=roads * count).reshape(roads, count)
    # Drivers all of whose trips drive over the road have none beside it.
    all_here = np.bincount(
        slice_of_pair[trips == every[pairs % len(every)]], minlength=roads * count
    ).reshape(roads, count)
    of_all = (every.reshape(count, drivers) > 0).sum(axis=1)
    poor = ~may_be_published(here, least) | ~may_be_published(of_all - all_here, least)
    published = (here > 0).astype(np.int64) @ patterns > 0
    return np.asarray(published & (poor.astype(np.int64) @ patterns == 0))


def published_percentiles(
    group: IntArray, driver: Drivers, value: FloatArray, least: int, *, groups: int
) -> tuple[FloatArray, FloatArray]:
    """The lowest and the highest value ``(groups,)`` that a percentile may have to be published.

    At either, and beyond, are values of enough drivers. Without so many drivers the lowest is
    infinite, and the highest minus infinite.

    Args:
        group, driver, value: ``(n,)``; groups are numbered from 0.
    """
    low, neither = _beyond(group, driver, value, least, groups)
    high, _ = _beyond(group, driver, -value, least, groups)
    return np.where(neither, np.inf, low), np.where(neither, -np.inf, -high)


def _beyond(
    group: IntArray, driver: Drivers, value: FloatArray, least: int, groups: int
) -> tuple[FloatArray, BoolArray]:
    """The smallest value ``(groups,)`` at or below which enough drivers have one, and if none."""
    order = np.lexsort((value, group))
    drivers = int(driver.max(initial=0)) + 1
    pairs = group[order].astype(np.int64) * drivers + driver[order]
    lowest = order[np.sort(np.unique(pairs, return_index=True)[1])]  # of each driver, ascending
    own = np.bincount(group[lowest], minlength=groups)
    enough = are_enough(own, least)
    found = np.zeros(groups)
    begin = np.cumsum(own) - own
    found[enough] = value[lowest[begin[enough] + max(least, 1) - 1]]
    return found, ~enough
