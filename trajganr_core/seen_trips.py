"""The trips of a bundle that a model may see: never those that labels come from.

They may lie on the disk (:mod:`.data.mapped_trips`). So they are taken by number, or gone through
in parts, and nobody holds all of them who can do without.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .data.bundle import Bundle
from .data.matching.matched import MatchedTrips
from .errors import Code, TrajganrError
from .geo import StudyArea
from .model.hops import Hops

__all__ = ["SeenTrips", "seen_trips"]

BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]

#: Pieces that are looked at together, at least; they bound memory.
TOGETHER = 16_384


@dataclass(frozen=True)
class SeenTrips:
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

    def parts(self, number: IntArray | None = None) -> Iterator[tuple[IntArray, MatchedTrips]]:
        """Pieces with their numbers, so many at a time; those of one trip together.

        Args:
            number: of the pieces, in order; all where absent.
        """
        number = np.arange(len(self)) if number is None else number
        trip_id = self.trips.trip_id[self.rows[number]]
        begin = 0
        while begin < len(number):
            end = min(begin + TOGETHER, len(number))
            while end < len(number) and trip_id[end] == trip_id[end - 1]:
                end += 1
            yield number[begin:end], self.take(number[begin:end])
            begin = end

    def hops(self, area: StudyArea) -> Iterator[Hops]:
        """The motion of all of them, part by part, in an area's metres."""
        for _, trips in self.parts():
            yield Hops(trips, area.to_local(trips.lon, trips.lat))

    def on_edges(self, edge: IntArray) -> IntArray:
        """Numbers of the pieces that pass one of the edges, in order."""
        wanted = np.zeros(edge.max(initial=-1) + 2, dtype=np.bool_)
        wanted[edge] = True
        trips, found = self.trips, [np.zeros(0, dtype=np.int64)]
        for begin in range(0, len(trips), TOGETHER):
            offsets = trips.pass_offsets[begin : begin + TOGETHER + 1]
            passed = trips.pass_edge[offsets[0] : offsets[-1]]
            # Edges above all that are wanted are like the last one here, which is not.
            hit = np.flatnonzero(wanted[np.minimum(passed, len(wanted) - 1)])
            found.append(begin + np.unique(np.searchsorted(offsets - offsets[0], hit, "right") - 1))
        return np.flatnonzero(np.isin(self.rows, np.concatenate(found), assume_unique=True))


def seen_trips(bundle: Bundle) -> SeenTrips:
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
            name=bundle.manifest["name"],
            count=len(rows),
            labels=len(bundle.is_label) - len(rows),
        )
    return SeenTrips(bundle.trips, rows)
