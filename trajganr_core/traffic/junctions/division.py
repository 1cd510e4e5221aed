"""How the seconds between two fixes are divided among the turns that the vehicle made there.

Fixes each 15 s lie 100 to 200 m apart, so a wait before a signal is smeared over the segments
around it. Nobody drives much faster than the free-flow pace, so only what a hop between two fixes
takes beyond it is divided: its delay. As :mod:`~...data.matching.pass_times` learns the paces of
segments, this learns the delay a metre of each turn in each *cell*, a stretch at some distance
before or after its node: divide the delay of each hop in proportion to the delays so far, then take
each cell's from what it got (expectation-maximisation). A cell with few passes is drawn towards the
same cell of its kind of turn. Dividing all seconds instead of the delay overshoots: a vehicle that
reaches the end of a queue has driven there, but the share of the cell where others waited would be
most of the hop.

Hops of more than a minute stay as :mod:`~...data.matching.pass_times` divides them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from ...data.matching.compiled import njit
from ...data.matching.matched import MatchedTrips
from ...data.matching.pass_times import LEARNED_FROM_S, with_even_times
from ...data.recovery.turns import TURN_KINDS, Roads
from ...data.roads.network import Network
from ...utils.arrays import FloatArray, IntArray
from ...utils.ragged import last_before, offsets_of, row_of_each
from ...utils.study_area import StudyArea
from .free_flow import free_paces

#: Bounds of cells, metres before a node and after it; a cell ends at the middle of its segment.
BEFORE_M, AFTER_M = np.array([120.0, 60.0, 30.0, 12.0]), np.array([12.0, 30.0])
CELLS = len(BEFORE_M) + len(AFTER_M) + 2
#: The same cell of the kind of turn counts as so many metres, and rounds.
PRIOR_M, ROUNDS = 60.0, 4
#: A kind's delay a metre is drawn so much towards a small one: seconds, metres.
KIND_S, KIND_M = 0.1, 10.0
#: The least delay a metre, so that a delay can be divided where there was none yet.
LEAST_DELAY = 1e-6


def refined_trips(trips: MatchedTrips, network: Network, area: StudyArea) -> MatchedTrips:
    """The same pieces, with times divided near nodes; see :meth:`Division.refined`.

    Args:
        trips: matched pieces.
        network, area: the roads.
    """
    return Division.learn(trips, network, area).refined(trips)


class _Ways(NamedTuple):
    """Columns of matched trips and turns, for compiled loops."""

    offsets: IntArray
    t: FloatArray
    s: FloatArray
    pass_offsets: IntArray
    pass_edge: IntArray
    pass_s: FloatArray
    pass_enter_m: FloatArray
    pass_exit_m: FloatArray
    pass_t: FloatArray
    length_m: FloatArray
    free: FloatArray
    first_turn: IntArray
    turn_head: IntArray


@dataclass(frozen=True)
class Division:
    """How the delays of hops are divided.

    Attributes:
        free: ``(E,)`` free-flow pace of directed segments, seconds a metre.
        delay: ``(T x cells + 1,)`` seconds a metre in each cell of each turn, in the order driven;
            last, where the turn is unknown: near the ends of a piece.
        length_m: ``(E,)`` of the segments.
        first_turn, turn_head: of the turns; see :class:`~...data.recovery.turns.Turns`.
    """

    free: FloatArray
    delay: FloatArray
    length_m: FloatArray
    first_turn: IntArray
    turn_head: IntArray

    @classmethod
    def learn(cls, trips: MatchedTrips, network: Network, area: StudyArea) -> Division:
        """Learn it from matched pieces; memory does not grow with their number."""
        roads, free = Roads.of(network, area), free_paces(trips, network)
        turns = roads.turns
        has_signal = np.nan_to_num(network.attributes.signals[turns.tail]) > 0
        of_turn = 1 + roads.kind + TURN_KINDS * has_signal
        kind = np.r_[(of_turn[:, None] * CELLS + np.arange(CELLS)).ravel(), 0]
        division = cls(free, np.ones(len(kind)), network.length_m, turns.first, turns.head)
        for _ in range(ROUNDS):
            seconds, metres = np.zeros(len(kind)), np.zeros(len(kind))
            _sum_cells(division._ways(trips), division.delay, seconds, metres)
            of_kind = np.bincount(kind, seconds) + KIND_S
            of_kind /= np.bincount(kind, metres) + KIND_M
            delay = (seconds + PRIOR_M * of_kind[kind]) / (metres + PRIOR_M)
            division = replace(division, delay=delay + LEAST_DELAY)
        return division

    def refined(self, trips: MatchedTrips) -> MatchedTrips:
        """The same pieces with more fixes: at all bounds of cells, and where passes begin in gaps.

        So any time along a piece can be read by :func:`~...data.matching.footprints.at_distance`.
        The times of passes are renewed; longitude, latitude and speed of fixes are unknown, NaN.
        """
        ways = self._ways(trips)
        counts = np.zeros(len(trips), np.int64)
        nothing = np.zeros(0)
        _fill_fixes(ways, self.delay, counts, offsets_of(counts), nothing, nothing)
        offsets = offsets_of(counts)
        t, s = np.zeros(offsets[-1]), np.zeros(offsets[-1])
        _fill_fixes(ways, self.delay, counts, offsets, t, s)
        passed = last_before(trips.pass_s, trips.pass_offsets, s, row_of_each(offsets))
        unknown = np.full(len(s), np.nan)
        columns = {
            **dict.fromkeys(("lon", "lat"), unknown),
            "speed": unknown.astype(np.float32),
            "t": t,
            "s": s,
            "edge": trips.pass_edge[passed],
            "edge_offset": trips.pass_enter_m[passed] + s - trips.pass_s[passed],
        }
        return with_even_times(replace(trips, offsets=offsets, **columns))

    def _ways(self, trips: MatchedTrips) -> _Ways:
        columns = vars(trips) | vars(self)
        return _Ways(**{name: columns[name] for name in _Ways._fields})


class _Stretches(NamedTuple):
    """What a vehicle drove between two fixes within one cell, of one piece.

    Attributes:
        hop: number of the fix before.
        passed: the pass.
        cell: of :attr:`Division.delay`.
        metres, free_s, end_s: length, seconds at the free-flow pace, and where it ends.
    """

    hop: IntArray
    passed: IntArray
    cell: IntArray
    metres: FloatArray
    free_s: FloatArray
    end_s: FloatArray


@njit
def _turn(ways: _Ways, tail: int, head: int) -> int:
    """The number of a turn, or -1."""
    for turn in range(ways.first_turn[tail], ways.first_turn[tail + 1]):
        if ways.turn_head[turn] == head:
            return turn
    return -1


@njit
def _room(ways: _Ways) -> int:
    """How many stretches a piece has at most."""
    most = 0
    for piece in range(len(ways.offsets) - 1):
        fixes = ways.offsets[piece + 1] - ways.offsets[piece]
        passes = ways.pass_offsets[piece + 1] - ways.pass_offsets[piece]
        most = max(most, 2 * fixes + CELLS * passes + 1)
    return most


@njit
def _stretches(ways: _Ways, piece: int, unknown: int, found: _Stretches) -> int:
    """Fill in the stretches of a piece, in the order driven, and return their number.

    A hop without any metres, of a vehicle that stands, is one stretch.
    """
    first, last = ways.pass_offsets[piece], ways.pass_offsets[piece + 1] - 1
    hop, end_of_hops = ways.offsets[piece], ways.offsets[piece + 1] - 1
    at, count, is_begun = ways.s[hop], 0, False
    before = -1
    for row in range(first, last + 1):
        edge = ways.pass_edge[row]
        begin = ways.pass_s[row]
        end = begin + ways.pass_exit_m[row] - ways.pass_enter_m[row]
        middle = begin + ways.length_m[edge] / 2 - ways.pass_enter_m[row]
        middle = min(max(middle, begin), end)
        after = -1 if row == last else _turn(ways, edge, ways.pass_edge[row + 1])
        for part in range(CELLS):
            # Cells after the node that the segment leaves, then those before the one it reaches.
            if part <= len(AFTER_M):
                to = begin + AFTER_M[part] if part < len(AFTER_M) else middle
                to = min(to, middle)
                turn, cell = before, len(BEFORE_M) + 1 + part
            else:
                number = part - len(AFTER_M) - 1
                to = end - BEFORE_M[number] if number < len(BEFORE_M) else end
                if number < len(BEFORE_M) and to <= middle:
                    continue
                turn, cell = after, number
            if row == last and part == CELLS - 1:
                to = max(to, ways.s[end_of_hops])
            label = unknown if turn < 0 else turn * CELLS + cell
            while hop < end_of_hops:
                next_s = ways.s[hop + 1]
                until = min(to, next_s)
                stands = next_s <= at and not is_begun
                if until > at or stands:
                    found.hop[count] = hop
                    found.passed[count] = row
                    found.cell[count] = label
                    found.metres[count] = 1.0 if stands else until - at
                    found.free_s[count] = 0.0 if stands else (until - at) * ways.free[edge]
                    found.end_s[count] = until
                    at, is_begun = max(at, until), True
                    count += 1
                if next_s > to:
                    break
                hop, is_begun = hop + 1, False
        before = after
    return count


@njit
def _divide(
    ways: _Ways, delay: FloatArray, found: _Stretches, begin: int, count: int, seconds: FloatArray
) -> int:
    """Fill in the delays of the stretches of the hop that begins at one; return where it ends."""
    hop = found.hop[begin]
    end, effort, free_s = begin, 0.0, 0.0
    while end < count and found.hop[end] == hop:
        effort += found.metres[end] * delay[found.cell[end]]
        free_s += found.free_s[end]
        end += 1
    late_s = max(ways.t[hop + 1] - ways.t[hop] - free_s, 0.0)
    for each in range(begin, end):
        seconds[each] = late_s * found.metres[each] * delay[found.cell[each]] / effort
    return end


@njit
def _buffers(room: int) -> _Stretches:
    return _Stretches(
        np.empty(room, np.int64),
        np.empty(room, np.int64),
        np.empty(room, np.int64),
        np.empty(room),
        np.empty(room),
        np.empty(room),
    )


@njit
def _sum_cells(ways: _Ways, delay: FloatArray, seconds: FloatArray, metres: FloatArray) -> None:
    """Add the delays and metres of all hops to those of cells."""
    room = _room(ways)
    found, own = _buffers(room), np.empty(room)
    for piece in range(len(ways.offsets) - 1):
        count = _stretches(ways, piece, len(delay) - 1, found)
        begin = 0
        while begin < count:
            end = _divide(ways, delay, found, begin, count, own)
            hop = found.hop[begin]
            if ways.t[hop + 1] - ways.t[hop] <= LEARNED_FROM_S:
                for each in range(begin, end):
                    seconds[found.cell[each]] += own[each]
                    metres[found.cell[each]] += found.metres[each]
            begin = end


@njit
def _fill_fixes(
    ways: _Ways,
    delay: FloatArray,
    counts: IntArray,
    offsets: IntArray,
    t: FloatArray,
    s: FloatArray,
) -> None:
    """Fill in the fixes of refined pieces, or, while there is no room for them, their numbers."""
    room = _room(ways)
    found, own = _buffers(room), np.empty(room)
    is_counted = len(t) > 0
    for piece in range(len(ways.offsets) - 1):
        count = _stretches(ways, piece, len(delay) - 1, found)
        fix = offsets[piece]
        if is_counted:
            t[fix], s[fix] = ways.t[ways.offsets[piece]], ways.s[ways.offsets[piece]]
        fix += 1
        begin = 0
        while begin < count:
            end = _divide(ways, delay, found, begin, count, own)
            hop = found.hop[begin]
            now, then = ways.t[hop], ways.t[hop + 1]
            is_gap = then - now > LEARNED_FROM_S
            free_s = 0.0
            for each in range(begin, end):
                free_s += found.free_s[each]
            # A hop that is faster than the free-flow pace is spread evenly.
            share = min((then - now) / free_s, 1.0) if free_s > 0 else 1.0
            for each in range(begin, end):
                if each == end - 1:
                    now = then
                elif not is_gap:
                    now = min(now + share * found.free_s[each] + own[each], then)
                elif found.passed[each + 1] > found.passed[each]:
                    now = min(max(now, ways.pass_t[found.passed[each + 1]]), then)
                else:
                    continue
                if is_counted:
                    t[fix], s[fix] = now, found.end_s[each]
                fix += 1
            begin = end
        counts[piece] = fix - offsets[piece]
