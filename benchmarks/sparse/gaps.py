"""Gaps with a known way: fixes of dense trips are hidden."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trajganr_core.data.matching.edge_passes import ROUNDING_M
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.ordered_search import last_in_order
from trajganr_core.utils.arrays import FloatArray, IntArray
from trajganr_core.utils.ragged import concatenated_ranges, take_rows

#: Fixes of a trip that is known well are at most so far apart, seconds.
DENSE_S = 20.0
#: A gap may be shorter or longer by so much, seconds.
TOLERANCE_S = 5.0


@dataclass(frozen=True)
class Gaps:
    """Pairs of positions on roads, and the way that was driven between them.

    Attributes:
        piece: ``(n,)`` the matched piece.
        start_fix, end_fix: ``(n,)`` numbers of the two fixes.
        start_edge, start_m, end_edge, end_m: ``(n,)`` their positions.
        seconds: ``(n,)`` between them.
        offsets: ``(n+1,)``, edges of way i are ``edges[offsets[i]:offsets[i + 1]]``; the first is
            the start's edge, the last the end's.
        edges: as driven.
    """

    piece: IntArray
    start_fix: IntArray
    end_fix: IntArray
    start_edge: IntArray
    start_m: FloatArray
    end_edge: IntArray
    end_m: FloatArray
    seconds: FloatArray
    offsets: IntArray
    edges: IntArray

    def __len__(self) -> int:
        return len(self.piece)

    def take(self, rows: IntArray) -> Gaps:
        """The chosen gaps."""
        edges, offsets = take_rows(self.offsets, rows)
        names = ("piece", "start_fix", "end_fix", "start_edge", "start_m", "end_edge", "end_m")
        return Gaps(
            **{name: getattr(self, name)[rows] for name in (*names, "seconds")},
            offsets=offsets,
            edges=self.edges[edges],
        )


def hidden_gaps(
    trips: MatchedTrips,
    pieces: IntArray,
    seconds: float,
    most: int,
    seed: int = 0,
    *,
    overlapping: bool = False,
) -> Gaps:
    """Gaps of about so many seconds in pieces, one after the other; at most so many, at random.

    Within a gap the fixes are close to each other, so that the way between them is known.
    ``overlapping`` gaps begin at every fix.
    """
    is_dense = np.diff(trips.t, append=np.inf) <= DENSE_S
    is_dense[trips.offsets[1:] - 1] = False
    starts, ends, of = [], [], []
    for piece in pieces:
        begin, end = trips.offsets[piece], trips.offsets[piece + 1]
        at = begin
        while at < end:
            reached = at + int(np.searchsorted(trips.t[at:end] - trips.t[at], seconds - 1e-3))
            if reached >= end:
                break
            dense = is_dense[at:reached]
            if dense.all() and trips.t[reached] - trips.t[at] <= seconds + TOLERANCE_S:
                starts.append(at)
                ends.append(reached)
                of.append(piece)
                at = at + 1 if overlapping else reached
            else:
                broken = np.flatnonzero(~dense)
                at += 1 + (int(broken[-1]) if len(broken) else 0)
    start, stop, piece = (np.asarray(each, dtype=np.int64) for each in (starts, ends, of))
    if len(start) > most:
        rows = np.sort(np.random.default_rng(seed).choice(len(start), most, replace=False))
        start, stop, piece = start[rows], stop[rows], piece[rows]
    in_pass = last_in_order(trips.pass_s, trips.pass_offsets, trips.s + ROUNDING_M, trips.offsets)
    passes, offsets = concatenated_ranges(in_pass[start], in_pass[stop] + 1)
    return Gaps(
        piece=piece,
        start_fix=start,
        end_fix=stop,
        start_edge=trips.edge[start],
        start_m=trips.edge_offset[start],
        end_edge=trips.edge[stop],
        end_m=trips.edge_offset[stop],
        seconds=trips.t[stop] - trips.t[start],
        offsets=offsets,
        edges=trips.pass_edge[passes],
    )
