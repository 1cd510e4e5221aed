"""Errors, and coverage and size of intervals, by road class, input trips, basis and district."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from ..contract.options.districts import DISTRICTS, JOINED
from ..contract.records.group_figures import GROUPINGS, TRIP_RANGES, GroupFigures
from ..contract.tasks import BASES, Kind
from ..utils.arrays import BoolArray, FloatArray, IntArray, TextArray
from ..utils.columns import Columns
from .conformal import covered_and_sizes
from .districts import merged_districts
from .metrics import errors_of
from .own_trips import OwnTrips


@dataclass(frozen=True)
class RoadGroups(Columns):
    """What roads are grouped by.

    Attributes:
        highway: ``(n,)`` road classes.
        trips: ``(n,)`` numbers of input trips.
        basis: ``(n,)`` of :data:`~..contract.tasks.BASES`.
        district: ``(n,)`` as :func:`~.districts.districts_of`, or merged.
        block: ``(n,)`` number of the block, in which errors of roads are alike.
    """

    highway: TextArray
    trips: IntArray
    basis: TextArray
    district: TextArray
    block: IntArray

    def merged(self, tested: IntArray) -> RoadGroups:
        """The same roads, with districts that have enough roads among the ``tested`` rows."""
        return self.renamed(merged_districts(self.district[tested], self.block[tested]))

    def renamed(self, districts: Mapping[str, str]) -> RoadGroups:
        """The same roads, with other names of some districts."""
        names = np.array([districts.get(name, name) for name in self.district], dtype=object)
        return replace(self, district=names)

    def members(self) -> Iterator[tuple[str, str, BoolArray]]:
        """Each group: what it is grouped by, its name, and ``(n,)`` whether a road is in it."""
        for name in sorted(set(self.highway)):
            yield "highway", name, np.asarray(self.highway == name)
        number = np.searchsorted(list(TRIP_RANGES), self.trips, side="right") - 1
        for row, name in enumerate(TRIP_RANGES.values()):
            yield "trips", name, number == row
        for name in BASES:
            yield "basis", name, np.asarray(self.basis == name)
        for name in sorted(set(self.district)):
            yield "district", name, np.asarray(self.district == name)


def group_sizes(roads: RoadGroups) -> dict[tuple[str, str], int]:
    """The number of roads in each group, by what it is grouped by and its name."""
    return {(by, group): int(chosen.sum()) for by, group, chosen in roads.members()}


def group_figures(
    kind: Kind,
    predicted: FloatArray,
    truth: FloatArray,
    radius: FloatArray,
    tested: RoadGroups,
    calibrated_on: Mapping[tuple[str, str], int],
    trivial: FloatArray | None = None,
    own: OwnTrips | None = None,
) -> tuple[GroupFigures, ...]:
    """Mean errors, and coverage and mean size of intervals, in each group that has roads.

    Args:
        kind, predicted, truth, radius: as for :func:`~.conformal.covered_and_sizes`; the radius is
            NaN without intervals.
        calibrated_on: :func:`group_sizes` of the calibration roads.
        trivial: predictions of the trivial baseline, in the shape of ``predicted``.
        own: what the roads' own trips show.
    """
    chosen_of = {(by, group): chosen for by, group, chosen in tested.members()}
    nobody = np.zeros(len(radius), dtype=np.bool_)
    covered, sizes = covered_and_sizes(kind, predicted, truth, radius)
    columns: dict[str, FloatArray | None] = {
        "error": errors_of(kind, predicted, truth),
        "trivial_error": None if trivial is None else errors_of(kind, trivial, truth),
        "coverage": None if np.isnan(radius).any() else covered.astype(np.float64),
        "size": None if np.isnan(radius).any() else sizes,
    }
    has_trips = nobody if own is None else own.known
    of_trips = None if own is None else errors_of(kind, own.mean, truth)
    rows = []
    for by, group in sorted({*chosen_of, *calibrated_on}, key=_rank):
        chosen, calibrated = chosen_of.get((by, group), nobody), calibrated_on.get((by, group), 0)
        count = int(chosen.sum())
        means = {name: _mean(column, chosen) for name, column in columns.items()}
        if count or calibrated:
            row = GroupFigures(
                by=by,
                group=group,
                calibrated_on=calibrated,
                tested=count,
                with_trips=int((chosen & has_trips).sum()),
                passes_error=_mean(of_trips, chosen & has_trips),
                **means,
            )
            rows.append(row)
    return tuple(rows)


def _mean(values: FloatArray | None, chosen: BoolArray) -> float | None:
    return None if values is None or not chosen.any() else float(values[chosen].mean())


def _rank(key: tuple[str, str]) -> tuple[int, int, str]:
    """The position of a group: road classes by name, the others in the order of their lists."""
    by, group = key
    order = {"trips": [*TRIP_RANGES.values()], "basis": [*BASES], "district": [*DISTRICTS]}
    listed, first = order.get(by, []), group.split(JOINED)[0]
    return list(GROUPINGS).index(by), listed.index(first) if first in listed else 0, group
