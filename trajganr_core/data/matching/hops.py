"""Paths between consecutive fixes, as the matcher finds them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...utils.arrays import BoolArray, FloatArray, IntArray
from ...utils.ragged import row_of_each, take_rows

__all__ = ["FASTEST_MPS", "STEP_M", "Hops", "plausible"]

#: Fixes closer than this to the previous matched fix are skipped and placed on the path afterwards,
#: metres. Otherwise the noise of a standing or slow vehicle would be matched as U-turns.
STEP_M = 20.0
#: Paths between two fixes that imply more than this speed are wrong matches, m/s (144 km/h) …
FASTEST_MPS = 40.0
#: … and so are those longer than this multiple of the straight line plus some metres: on Porto's
#: trips they raise the 99th percentile of residential speeds from 47 to 120 km/h and more.
LONGEST_DETOUR = 2.0
DETOUR_SLACK_M = 50.0


@dataclass(frozen=True)
class Hops:
    """Paths from one matched fix to the next, in the order of their trips.

    Attributes:
        start, end: ``(h,)`` the two fixes; those between them were not matched.
        start_offset, end_offset: ``(h,)`` metres on the first and on the last edge of the path.
        edge_offsets: ``(h+1,)``, the path of hop i is ``edges[edge_offsets[i]:edge_offsets[i+1]]``.
        edges: ``(e,)``.
    """

    start: IntArray
    end: IntArray
    start_offset: FloatArray
    end_offset: FloatArray
    edge_offsets: IntArray
    edges: IntArray

    def __len__(self) -> int:
        return len(self.start)

    @property
    def first(self) -> IntArray:
        """``(h,)`` indices into ``edges`` of the first edge of each path."""
        return self.edge_offsets[:-1]

    @property
    def last(self) -> IntArray:
        """``(h,)`` indices into ``edges`` of the last edge of each path."""
        return self.edge_offsets[1:] - 1

    def spans(self, length_m: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Positions at which each path enters and leaves its edges, metres from the edge's start.

        Args:
            length_m: ``(E,)`` of the network's edges.
        """
        enter = np.zeros(len(self.edges))
        leave = length_m[self.edges]
        enter[self.first] = self.start_offset
        leave[self.last] = self.end_offset
        return enter, leave

    def take(self, hops: IntArray) -> Hops:
        """The chosen hops."""
        edges, edge_offsets = take_rows(self.edge_offsets, hops)
        return Hops(
            start=self.start[hops],
            end=self.end[hops],
            start_offset=self.start_offset[hops],
            end_offset=self.end_offset[hops],
            edge_offsets=edge_offsets,
            edges=self.edges[edges],
        )


def plausible(hops: Hops, length_m: FloatArray, xy: FloatArray, t: FloatArray) -> BoolArray:
    """``(h,)`` whether the path is plausible for its time and its straight-line distance.

    Args:
        hops: paths.
        length_m: ``(E,)`` of the network's edges.
        xy, t: ``(fixes, 2)`` metres and ``(fixes,)`` seconds.
    """
    enter, leave = hops.spans(length_m)
    length = np.bincount(
        row_of_each(hops.edge_offsets),
        weights=np.maximum(leave - enter, 0),
        minlength=len(hops),
    )
    straight = np.hypot(*(xy[hops.end] - xy[hops.start]).T)
    # Skipped fixes are near the hop's start, so the path is driven after the last of them.
    seconds = t[hops.end] - t[hops.end - 1]
    return np.asarray(
        (length <= STEP_M + FASTEST_MPS * seconds)
        & (length <= LONGEST_DETOUR * straight + DETOUR_SLACK_M)
    )
