"""Parts of matched paths that bridge a gap between fixes instead of following them."""

from __future__ import annotations

import numpy as np

from ...utils.arrays import IntArray
from ...utils.ragged import concatenated_ranges, last_before, row_of_each
from .edge_passes import ROUNDING_M
from .matched import MatchedTrips

__all__ = ["LONGEST_GAP_M", "LONGEST_GAP_S", "inferred_passes"]

#: A longer path between two consecutive fixes is inferred, metres: a minute at 75 km/h, because
#: the quality of the paths is measured with fixes up to a minute apart.
LONGEST_GAP_M = 1250.0
#: So is one that takes longer, seconds: twice that minute, in which a slow vehicle may turn off
#: and return.
LONGEST_GAP_S = 120.0


def inferred_passes(trips: MatchedTrips) -> tuple[IntArray, IntArray]:
    """The passes between two fixes that are far apart, without those that have one of the fixes.

    The result for a piece depends on this piece only.

    Returns:
        ``(passes, offsets)``: indices of passes, ascending; those of the i-th gap, which has at
        least one, are ``passes[offsets[i]:offsets[i + 1]]``.
    """
    piece = row_of_each(trips.offsets)
    is_far = (np.diff(trips.s) > LONGEST_GAP_M) | (np.diff(trips.t) > LONGEST_GAP_S)
    before = np.flatnonzero(is_far & (piece[1:] == piece[:-1]))
    start, end = (
        last_before(trips.pass_s, trips.pass_offsets, trips.s[fix] + ROUNDING_M, piece[fix])
        for fix in (before, before + 1)
    )
    is_bridged = end > start + 1
    return concatenated_ranges(start[is_bridged] + 1, end[is_bridged])
