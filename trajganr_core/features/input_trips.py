"""The trips of a bundle that a model may see: never those that labels come from.

They may lie on the disk (:mod:`..data.mapped_trips`). So they are taken by number, or gone through
in parts, and nobody holds all of them who can do without.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..contract.errors import Code, TrajganrError
from ..data.bundle import Bundle
from ..data.matching.matched import MatchedTrips
from ..model.hops import Hops
from ..utils.arrays import FloatArray, IntArray
from ..utils.study_area import StudyArea

__all__ = ["InputTrips", "input_trips"]

#: Pieces that are looked at together, at least; they bound memory.
TOGETHER = 16_384


@dataclass(frozen=True)
class InputTrips:
    """Pieces of trips by their number, from 0.

    Attributes:
        trips: all of the bundle.
        rows: ``(n,)`` those that may be seen, in order.
    """

    trips: MatchedTrips
    rows: IntArray

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, number: IntArray) -> MatchedTrips:
        """The chosen pieces, in the order given."""
        return self.trips.take(self.rows[number])

    def whole(self) -> MatchedTrips:
        """All of them, in memory."""
        return self.trips.take(self.rows)

    def parts(self) -> Iterator[tuple[IntArray, MatchedTrips]]:
        """All pieces with their numbers, so many at a time; those of one trip together."""
        trip_id = self.trips.trip_id[self.rows]
        begin = 0
        while begin < len(self):
            end = min(begin + TOGETHER, len(self))
            while end < len(self) and trip_id[end] == trip_id[end - 1]:
                end += 1
            number = np.arange(begin, end)
            yield number, self.take(number)
            begin = end

    def hops(self, area: StudyArea) -> Iterator[Hops]:
        """The motion of all of them, part by part, in an area's metres."""
        for _, trips in self.parts():
            yield Hops(trips, area.to_local(trips.lon, trips.lat))

    def passing(self, edge: IntArray, offset_m: FloatArray) -> tuple[IntArray, IntArray]:
        """Passes through locations: ``(query, number)``, sorted by query and then by number.

        No trip is looked at for it.

        Args:
            edge, offset_m: ``(q,)`` the locations, metres from the start of their edge.
        """
        query, piece = self.trips.edge_passes.through(edge, offset_m)
        number = self._number[piece]
        is_seen = number >= 0
        return query[is_seen], number[is_seen]

    @cached_property
    def _number(self) -> IntArray:
        """``(pieces,)`` the number of each piece of the bundle; -1 for those not to be seen."""
        number = np.full(len(self.trips), -1)
        number[self.rows] = np.arange(len(self))
        return number


def input_trips(bundle: Bundle) -> InputTrips:
    """The trips that a model may see.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` when there are not two of them.
    """
    rows = np.flatnonzero(~bundle.is_label)
    if len(rows) < 2:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "The bundle {name!r} has {count} trips to learn from; its other {labels} make labels.",
            "Prepare it with more trips, of several drivers, or a smaller share of label drivers.",
            name=bundle.title,
            count=len(rows),
            labels=len(bundle.is_label) - len(rows),
        )
    return InputTrips(bundle.trips, rows)
