"""Which values of two sides are published: one side less the other may be what few drivers did."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from ...utils.arrays import BoolArray, FloatArray, IntArray
from ..privacy import published_sets
from .estimates import Change, Changes, adjusted
from .sums import SidePasses

#: Whether passes are before, and after: those of the first side only, of both, of the second only.
PARTS = np.array([(True, False), (True, True), (False, True)])
#: The measure that only some passes have.
SLOWDOWN = "slowdown"


@dataclass(frozen=True)
class PublishedSides:
    """Which sides are published, before and after.

    Attributes:
        edge: ``(e,)`` segments with a pass on a side, ascending.
        passes: ``(e, 2)`` whether what their passes did is published.
        slowdown: ``(e, 2)`` the same of passes whose slow-down was observed.
        totals: ``(2,)`` the same of all passes of a side.
    """

    edge: IntArray
    passes: BoolArray
    slowdown: BoolArray
    totals: BoolArray


def published_sides(before: SidePasses, after: SidePasses, least: int) -> PublishedSides:
    """Which sides may be published, by themselves and by subtraction.

    A pass of the same trip over the same segment in the same second is on both sides.

    Args:
        before, after: with the same numbers of segments.
        least: number of drivers.
    """
    sides = (before, after)
    edge, place = np.unique(np.concatenate([each.edge for each in sides]), return_inverse=True)
    driver, trip = (_numbers(sides, name) for name in ("driver", "name"))
    second = np.concatenate([each.second for each in sides])
    is_after = np.repeat([0, 1], [len(each) for each in sides])
    part = _parts(trip * max(len(edge), 1) + place, second, is_after)
    # A pass on both sides is one, also if its driver has no name and thus another number after.
    once = (part != 1) | (is_after == 0)
    slows = once & (np.concatenate([each.slowdown_m for each in sides]) > 0)
    return PublishedSides(
        edge.astype(np.int64),
        _published(place[once], driver[once], part[once], least, len(edge)),
        _published(place[slows], driver[slows], part[slows], least, len(edge)),
        _published(0 * place[once], driver[once], part[once], least, 1)[0],
    )


def withhold(changes: Changes, published: PublishedSides) -> Changes:
    """The changes without what is not published, and without segments of which neither side is."""
    at = np.searchsorted(published.edge, changes.edge)
    passes, slowdown = published.passes[at], published.slowdown[at]
    shown = (changes.drivers > 0) & passes
    kept = np.asarray(shown.any(axis=1))
    return replace(
        changes,
        edge=changes.edge[kept],
        trips=np.where(shown, changes.trips, 0)[kept],
        drivers=np.where(shown, changes.drivers, 0)[kept],
        measures={
            name: _withheld(change, slowdown if name == SLOWDOWN else passes, kept)
            for name, change in changes.measures.items()
        },
        withheld=changes.withheld + ((changes.drivers > 0) & ~passes).sum(axis=0),
    )


def _withheld(change: Change, may: BoolArray, kept: BoolArray) -> Change:
    """A measure of the segments that are kept, where both sides may be published."""
    both = np.asarray(may.all(axis=1))

    def of_both(values: FloatArray) -> FloatArray:
        return np.where(both, values, np.nan)[kept]

    probability = of_both(change.probability)
    return replace(
        change,
        drivers=change.drivers[kept],
        values=np.where(may, change.values, np.nan)[kept],
        change=of_both(change.change),
        low=of_both(change.low),
        high=of_both(change.high),
        probability=probability,
        adjusted=adjusted(probability),
    )


def _numbers(sides: tuple[SidePasses, SidePasses], name: str) -> IntArray:
    """``(p,)`` the same number for passes of trips with the same value."""
    values = [getattr(each, name) for each in sides]
    numbers = pd.factorize(np.concatenate(values))[0].astype(np.int64)
    of_trips = np.split(numbers, [len(values[0])])
    return np.concatenate(
        [of_trip[side.trip] for of_trip, side in zip(of_trips, sides, strict=True)]
    )


def _published(
    place: IntArray, driver: IntArray, part: IntArray, least: int, places: int
) -> BoolArray:
    """``(places, 2)`` which sides are published, the one with more passes first."""
    inside = PARTS[part]
    larger = np.argsort(-inside.sum(axis=0), kind="stable")
    published = np.zeros((places, 2), dtype=bool)
    published[:, larger] = published_sets(place, driver, inside[:, larger], least, places=places)
    return published


def _parts(drive: IntArray, second: IntArray, is_after: IntArray) -> IntArray:
    """``(p,)`` in which of the :data:`PARTS` passes are; ``drive`` numbers trips and segments."""
    if not len(drive):
        return 2 * is_after
    since = second - second.min()
    key = pd.factorize(drive)[0].astype(np.int64) * (since.max() + 1) + since
    part = 2 * is_after.astype(np.int64)
    for side in (0, 2):
        own = np.flatnonzero(2 * is_after == side)
        part[own[np.isin(key[own], key[2 * is_after != side])]] = 1
    return part
