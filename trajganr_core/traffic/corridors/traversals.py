"""Traversals: the parts of a route that single trips drive without leaving it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ...data.matching.edge_passes import passes_of_edges
from ...data.matching.matched import MatchedTrips
from ...data.passes import measure_passes
from ...data.roads.network import Network
from ...utils.arrays import BoolArray, FloatArray, IntArray
from ...utils.columns import Columns
from ...utils.ragged import concatenated_ranges, row_of_each, runs

#: A segment is driven from end to end if at most so much is missing at either.
NEARLY_M = 1.0


@dataclass(frozen=True)
class Traversals(Columns):
    """Runs of trips over consecutive segments of a route, each driven from end to end.

    Attributes:
        first_pass: ``(n,)`` the first of its passes, a row of the passes of the trips.
        first, last: ``(n,)`` positions on the route of the first and the last whole segment.
        comes, goes: ``(n,)`` whether the trip was on the route before, and is on it after: there it
            drives a part of a segment, or in a way that says nothing about driving.
        t: ``(n, k+1)`` Unix seconds at the bounds of the segments; NaN where it does not drive.
        recovered: ``(n,)`` the share of its passes between distant fixes.
    """

    first_pass: IntArray
    first: IntArray
    last: IntArray
    comes: BoolArray
    goes: BoolArray
    t: FloatArray
    recovered: FloatArray

    @property
    def segments(self) -> int:
        """Number of segments of the route."""
        return self.t.shape[1] - 1

    def through(self, begin: int, end: int) -> BoolArray:
        """Which ``(n,)`` drive from segment ``begin`` up to ``end`` and come from and stay on it.

        A trip that turns off behind a stretch may have waited in a lane of its own there.
        """
        from_before = (self.first < begin) | (self.first == begin) & (self.comes | (begin == 0))
        is_end = end == self.segments - 1
        to_after = (self.last > end) | (self.last == end) & (self.goes | is_end)
        return np.asarray(from_before & to_after)

    def seconds(self, begin: int, end: int) -> FloatArray:
        """``(n,)`` from the beginning of segment ``begin`` to the end of ``end``."""
        return np.asarray(self.t[:, end + 1] - self.t[:, begin])

    def passes(self) -> tuple[IntArray, IntArray]:
        """Row and position ``(p,)`` of each segment that a traversal drives through.

        These are those of which :meth:`through` says so for the segment alone.
        """
        begin = self.first + (~self.comes & (self.first > 0))
        end = self.last - (~self.goes & (self.last < self.segments - 1))
        positions, offsets = concatenated_ranges(begin, np.maximum(end + 1, begin))
        return row_of_each(offsets), positions

    def begins(self, row: IntArray, position: IntArray | int) -> FloatArray:
        """``(m,)`` when traversals begin at positions, Unix seconds; when whole ones depart.

        So a whole traversal is at one time of the week all along.
        """
        return np.asarray(self.t[row, np.where(self.are_whole[row], 0, position)])

    @cached_property
    def are_whole(self) -> BoolArray:
        """Which ``(n,)`` drive the whole route."""
        return self.through(0, self.segments - 1)


def candidate_pieces(trips: MatchedTrips, route: IntArray) -> IntArray:
    """The pieces with a pass on a route, ascending."""
    rows, _ = concatenated_ranges(*passes_of_edges(trips.edge_passes.first, route))
    return np.unique(trips.edge_passes.piece[rows]).astype(np.int64)


def traversals_of(
    trips: MatchedTrips, network: Network, route: IntArray, is_recovered: BoolArray
) -> Traversals:
    """The traversals of a route, in the order of their pieces.

    Passes that say nothing about driving (:class:`~...data.passes.PassReport`) end a traversal.

    Args:
        trips: matched pieces, on the network.
        route: ``(k,)`` directed segments in the order driven, each once.
        is_recovered: ``(passes,)`` which are between distant fixes.
    """
    position = np.full(len(network), -2)
    position[route] = np.arange(len(route))
    at = position[trips.pass_edge]
    measured, _ = measure_passes(trips, network)
    is_whole = np.zeros(len(at), dtype=bool)
    is_whole[measured.row] = True
    is_whole &= trips.pass_enter_m <= NEARLY_M
    is_whole &= trips.pass_exit_m >= network.length_m[trips.pass_edge] - NEARLY_M
    is_whole &= at >= 0
    piece = trips.trip_of_pass
    follows = np.zeros(len(at) + 1, dtype=bool)
    follows[1:-1] = (np.diff(at) == 1) & (np.diff(piece) == 0) & (at[:-1] >= 0)
    start, stop = runs(is_whole, ~follows[:-1])
    rows, offsets = concatenated_ranges(start, stop)
    run = np.repeat(np.arange(len(start)), stop - start)
    t = np.full((len(start), len(route) + 1), np.nan)
    t[run, at[rows]] = trips.pass_t[rows]
    end = stop - 1
    t[np.arange(len(start)), at[end] + 1] = trips.pass_t[end] + trips.pass_seconds[end]
    recovered = np.bincount(run, is_recovered[rows], len(start))
    return Traversals(
        first_pass=start,
        first=at[start],
        last=at[end],
        comes=follows[start],
        goes=follows[stop],
        t=t,
        recovered=recovered / np.maximum(np.diff(offsets), 1),
    )
