"""When vehicles are where along their paths, between fixes too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from ...utils.arrays import FloatArray, IntArray
from ...utils.ragged import last_before, offsets_of, row_of_each
from ..matching.edge_passes import ROUNDING_M
from ..matching.footprints import hop_at, interpolated
from ..matching.matched import MatchedTrips


@dataclass(frozen=True)
class Timetable:
    """Where pieces are when: at their fixes, and where their passes begin and end.

    Attributes:
        offsets: ``(n+1,)``, rows of piece i are ``offsets[i]:offsets[i+1]``.
        s: ``(rows,)`` metres along the path, non-decreasing within a piece.
        t: ``(rows,)`` Unix seconds, non-decreasing within a piece.
    """

    offsets: IntArray
    s: FloatArray
    t: FloatArray

    @classmethod
    def of(cls, trips: MatchedTrips) -> Self:
        """The timetable of matched pieces, from their fixes and the times of their passes."""
        piece = trips.trip_of_pass
        exit_s = trips.pass_s + trips.pass_exit_m - trips.pass_enter_m
        hops = hop_at(trips, piece, trips.pass_s), hop_at(trips, piece, exit_s - ROUNDING_M)
        enter_t, exit_t = (
            np.clip(t, trips.t[hop], trips.t[hop + 1])
            for t, hop in zip((trips.pass_t, trips.pass_t + trips.pass_seconds), hops, strict=True)
        )
        row = np.concatenate([row_of_each(trips.offsets), piece, piece])
        s = np.concatenate([trips.s, trips.pass_s, exit_s])
        t = np.concatenate([trips.t, enter_t, exit_t])
        order = np.lexsort((t, s, row))
        return cls(offsets_of(np.bincount(row, minlength=len(trips))), s[order], t[order])

    def time_at(self, piece: IntArray, s: FloatArray) -> FloatArray:
        """``(q,)`` Unix seconds at metres ``s`` of pieces; where they stood, when they left."""
        return interpolated(self.t, self.s, s, self._row_before(self.s, piece, s))

    def distance_at(self, piece: IntArray, t: FloatArray) -> FloatArray:
        """``(q,)`` metres along the paths of pieces at Unix seconds ``t``."""
        return interpolated(self.s, self.t, t, self._row_before(self.t, piece, t))

    def _row_before(self, values: FloatArray, piece: IntArray, wanted: FloatArray) -> IntArray:
        before = last_before(values, self.offsets, wanted, piece)
        return np.minimum(before, self.offsets[piece + 1] - 2)
