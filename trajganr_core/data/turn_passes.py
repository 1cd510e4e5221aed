"""How long trips took from the middle of a segment to the middle of the next one.

A vehicle that waits before a junction does so between these points. So its delay is in one of these
times, that of its turn, and the times of a trip add up to its duration: nothing counts twice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..utils.arrays import Float32Array, FloatArray, Int32Array, IntArray
from ..utils.columns import Columns
from ..utils.ragged import row_of_each
from .local_time import times_of_week
from .matching.footprints import interpolated
from .matching.matched import MatchedTrips
from .matching.pass_times import hops_at
from .passes import driver_numbers
from .recovery.turns import Turns
from .roads.network import Network

#: Trips with a longer time between two fixes tell nothing about turns, seconds; nor do those that
#: took longer for a turn than a queue and a red light last.
MOST_HOP_S, MOST_TURN_S = 60.0, 300.0
#: Most passes of segments that are read, of random pieces, and pieces that are read at once.
MAX_PASSES, PIECES_TOGETHER = 500_000, 100_000


@dataclass(frozen=True)
class TurnPasses(Columns):
    """Turns that trips made, in the order driven.

    Attributes:
        turn: ``(n,)`` of the network.
        piece, driver: ``(n,)`` the matched piece, and the number of its driver, as those of
            :class:`~.passes.PassTable`.
        minute_of_week: ``(n,)`` local time in the middle of the segment before the turn, minutes.
        seconds: ``(n,)`` from there to the middle of the segment after it.
    """

    turn: IntArray
    piece: IntArray
    driver: Int32Array
    minute_of_week: Float32Array
    seconds: FloatArray

    @classmethod
    def of(
        cls, trips: MatchedTrips, rows: IntArray, network: Network, turns: Turns, zone: str
    ) -> TurnPasses:
        """Those of the pieces of trips that are recorded closely and nowhere parked.

        Of very many, some are read. Segments that a piece drives in part, at its ends, are left
        out.

        Args:
            rows: ``(n,)`` pieces, ascending, with all those of a trip; their numbers are 0 to n-1.
            zone: IANA name of the zone of local times.
        """
        driver = driver_numbers(trips.trip_id[rows], trips.driver_id[rows])
        share = MAX_PASSES / max(int(np.diff(trips.pass_offsets)[rows].sum()), 1)
        chosen = np.flatnonzero(np.random.default_rng(0).random(len(rows)) < share)
        parts = []
        for begin in range(0, max(len(chosen), 1), PIECES_TOGETHER):
            some = chosen[begin : begin + PIECES_TOGETHER]
            turn, piece, t, seconds = _turns(trips.take(rows[some]), network, turns)
            piece = some[piece]
            minute = times_of_week(t, zone)[0]
            parts.append(cls(turn, piece, driver[piece], minute, seconds))
        return cls.concatenate(parts)


def _turns(
    trips: MatchedTrips, network: Network, turns: Turns
) -> tuple[IntArray, IntArray, FloatArray, FloatArray]:
    """``(n,)`` turn, piece, Unix seconds at its beginning, and seconds."""
    edge, piece = trips.pass_edge, trips.trip_of_pass
    row, _, _, t = between_middles(trips, network)
    turn, seconds = turns.number(edge[row], edge[row + 1]), t[row + 1] - t[row]
    hop_s = np.diff(trips.t, append=0.0)
    hop_s[trips.offsets[1:] - 1] = 0.0
    is_left_out = np.zeros(len(trips), dtype=bool)
    is_left_out[row_of_each(trips.offsets)[hop_s > MOST_HOP_S]] = True
    is_left_out[piece[row][(seconds > MOST_TURN_S) | (turn < 0)]] = True
    kept = ~is_left_out[piece[row]]
    row = row[kept]
    return turn[kept], piece[row], t[row], seconds[kept]


def between_middles(
    trips: MatchedTrips, network: Network
) -> tuple[IntArray, FloatArray, IntArray, FloatArray]:
    """Passes over the middle of a segment that go on over the middle of the next one.

    Returns:
        ``(n,)`` rows of these passes; and for all passes ``(passes,)`` metres along the piece, the
        fix before, and Unix seconds, linear between fixes, at the middle of the segment.
    """
    half, piece = network.length_m[trips.pass_edge] / 2, trips.trip_of_pass
    s = trips.pass_s + half - trips.pass_enter_m
    before = hops_at(trips, s)
    has_middle = (trips.pass_enter_m <= half) & (trips.pass_exit_m >= half)
    row = np.flatnonzero((piece[1:] == piece[:-1]) & has_middle[1:] & has_middle[:-1])
    return row, s, before, interpolated(trips.t, trips.s, s, before)
