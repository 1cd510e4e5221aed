"""Coverage and size of intervals by road class, number of input trips and basis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

import numpy as np

from ..contract.group_coverage import GROUPINGS, TRIP_RANGES, GroupCoverage
from ..contract.tasks import BASES, Kind
from ..utils.arrays import BoolArray, FloatArray, IntArray, TextArray
from .conformal import covered_and_sizes

__all__ = ["RoadGroups", "group_coverage", "group_sizes"]


@dataclass(frozen=True)
class RoadGroups:
    """What roads are grouped by.

    Attributes:
        highway: ``(n,)`` road classes.
        trips: ``(n,)`` numbers of input trips.
        basis: ``(n,)`` of :data:`~..contract.tasks.BASES`.
    """

    highway: TextArray
    trips: IntArray
    basis: TextArray

    def take(self, rows: IntArray) -> RoadGroups:
        """The chosen roads, in the order given."""
        return RoadGroups(*(getattr(self, field.name)[rows] for field in fields(self)))

    def members(self) -> Iterator[tuple[str, str, BoolArray]]:
        """Each group: what it is grouped by, its name, and ``(n,)`` whether a road is in it."""
        for name in sorted(set(self.highway)):
            yield "highway", name, np.asarray(self.highway == name)
        number = np.searchsorted(list(TRIP_RANGES), self.trips, side="right") - 1
        for row, name in enumerate(TRIP_RANGES.values()):
            yield "trips", name, number == row
        for name in BASES:
            yield "basis", name, np.asarray(self.basis == name)


def group_sizes(roads: RoadGroups) -> dict[tuple[str, str], int]:
    """The number of roads in each group, by what it is grouped by and its name."""
    return {(by, group): int(chosen.sum()) for by, group, chosen in roads.members()}


def group_coverage(
    kind: Kind,
    predicted: FloatArray,
    truth: FloatArray,
    radius: FloatArray,
    tested: RoadGroups,
    calibrated_on: Mapping[tuple[str, str], int],
) -> tuple[GroupCoverage, ...]:
    """Coverage and mean size of intervals in each group that has roads.

    Args:
        kind, predicted, truth, radius: as for :func:`~.conformal.covered_and_sizes`; the radius is
            NaN without intervals.
        tested: the n roads.
        calibrated_on: :func:`group_sizes` of the calibration roads.
    """
    chosen_of = {(by, group): chosen for by, group, chosen in tested.members()}
    nobody = np.zeros(len(radius), dtype=np.bool_)
    has_intervals = not np.isnan(radius).any()
    covered, sizes = covered_and_sizes(kind, predicted, truth, radius)
    rows = []
    for by, group in sorted({*chosen_of, *calibrated_on}, key=_rank):
        chosen, calibrated = chosen_of.get((by, group), nobody), calibrated_on.get((by, group), 0)
        count = int(chosen.sum())
        coverage = size = None
        if count and has_intervals:
            coverage, size = float(covered[chosen].mean()), float(sizes[chosen].mean())
        if count or calibrated:
            row = GroupCoverage(
                by=by,
                group=group,
                calibrated_on=calibrated,
                tested=count,
                coverage=coverage,
                size=size,
            )
            rows.append(row)
    return tuple(rows)


def _rank(key: tuple[str, str]) -> tuple[int, int, str]:
    """The position of a group: road classes by name, the others in the order of their lists."""
    by, group = key
    order = {"trips": [*TRIP_RANGES.values()], "basis": [*BASES]}.get(by, [])
    return list(GROUPINGS).index(by), order.index(group) if group in order else 0, group
