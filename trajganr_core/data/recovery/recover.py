"""Ways of distant fixes in place of the matcher's shortest paths."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise

import numpy as np

from ...utils.arrays import BoolArray, Float32Array, FloatArray, IntArray
from ...utils.ragged import concatenated_ranges, offsets_of, row_of_each
from ...utils.study_area import StudyArea
from ..matching.compiled import njit
from ..matching.edge_passes import ROUNDING_M
from ..matching.matched import MatchedTrips
from ..matching.matcher import usual_threads
from ..matching.ordered_search import last_in_order
from ..matching.pass_times import with_even_times
from ..roads.network import Network
from .hop_ways import Fixes, HopWays, likeliest_ways
from .priors import WayPriors
from .report import RecoveryReport
from .shipped import Shipped

#: Fixes that one thread recovers at once, of whole pieces.
FIXES_OF_A_TASK = 5_000


def recovered(
    trips: MatchedTrips, network: Network, area: StudyArea, priors: WayPriors, min_gap_s: float
) -> tuple[MatchedTrips, RecoveryReport]:
    """The same pieces with the likeliest ways between fixes that are distant in time.

    Fixes between two such hops are matched anew, with them; other fixes and the passes between
    them stay. A hop without any way keeps the matcher's.

    Args:
        trips: matched pieces.
        network, area: their roads, and the study area.
        priors: of the trips' side; see :func:`~.learning.learn_priors`.
        min_gap_s: hops of at least this are distant, seconds.

    Returns:
        The pieces, in the same order, with even times of passes; and what was done.
    """
    elapsed_s = distant_hops(trips, min_gap_s)
    is_own = np.zeros(len(trips), dtype=bool)
    is_own[row_of_each(trips.offsets)[elapsed_s >= 0]] = True
    if not is_own.any():
        return trips, RecoveryReport()
    rows = np.flatnonzero(is_own)
    first = np.searchsorted(
        trips.offsets, np.arange(0, trips.fixes + FIXES_OF_A_TASK, FIXES_OF_A_TASK)
    )
    bounds = np.unique(np.searchsorted(rows, first))
    tasks = [rows[start:stop] for start, stop in pairwise(bounds.tolist())]
    with ThreadPoolExecutor(usual_threads()) as pool:
        done = list(
            pool.map(
                lambda task: _recovered(trips.take(task), network, area, priors, min_gap_s), tasks
            )
        )
    parts = [trips.take(np.flatnonzero(~is_own)), *(part for part, _ in done)]
    order = np.argsort(np.concatenate([np.flatnonzero(~is_own), rows]))
    report = sum((each for _, each in done), start=RecoveryReport())
    return MatchedTrips.concatenate(parts).take(order), report


def distant_hops(trips: MatchedTrips, min_gap_s: float) -> FloatArray:
    """``(fixes,)`` seconds to the next fix of the piece; -1 where that is less than a gap."""
    elapsed_s = np.diff(trips.t, append=trips.t[-1:])
    elapsed_s[trips.offsets[1:] - 1] = -1.0
    return np.where(elapsed_s >= min_gap_s, elapsed_s, -1.0)


def _recovered(
    trips: MatchedTrips, network: Network, area: StudyArea, priors: WayPriors, min_gap_s: float
) -> tuple[MatchedTrips, RecoveryReport]:
    elapsed_s = distant_hops(trips, min_gap_s)
    in_pass = last_in_order(trips.pass_s, trips.pass_offsets, trips.s + ROUNDING_M, trips.offsets)
    known = _known_ways(trips, priors, elapsed_s, in_pass)
    is_distant = elapsed_s >= 0
    is_close = ~is_distant
    is_close[trips.offsets[1:] - 1] = False
    is_free = ~is_close & ~np.r_[False, is_close[:-1]]
    xy = area.to_local(trips.lon, trips.lat)
    fixes = Fixes(xy, elapsed_s, trips.edge, trips.edge_offset, is_free, *known)
    ways = likeliest_ways(fixes, priors, Shipped.load())
    # A piece stays as it is unless each of its distant hops has a way.
    has_way = np.zeros(trips.fixes, dtype=bool)
    has_way[ways.fix] = True
    piece = row_of_each(trips.offsets)
    stays = np.zeros(len(trips), dtype=bool)
    stays[piece[is_distant & ~has_way]] = True
    result = _joined(trips, in_pass, ways, stays[piece], priors)
    place = network.locate(result.edge, result.edge_offset)
    off_m = area.short_distances_m(trips.lon, trips.lat, place[:, 0], place[:, 1])
    squares = np.add.reduceat(off_m**2, trips.offsets[:-1]) / np.diff(trips.offsets)
    result = replace(result, rms_m=np.sqrt(squares).astype(np.float32))
    likely = ways.likely[~stays[piece[ways.fix]]]
    return with_even_times(result), RecoveryReport(
        gaps=int(is_distant.sum()),
        gaps_recovered=len(likely),
        pieces_kept=int(stays.sum()),
        likely_permille=int(np.rint(1000 * likely.sum())),
    )


def _known_ways(
    trips: MatchedTrips, priors: WayPriors, elapsed_s: FloatArray, in_pass: IntArray
) -> tuple[IntArray, IntArray]:
    """The turns of the matcher's ways of distant hops, and offsets of each fix in them."""
    following = np.append(in_pass[1:], 0)
    stop = np.where(elapsed_s >= 0, following, in_pass)
    passes, offsets = concatenated_ranges(in_pass, stop)
    edge = trips.pass_edge
    return offsets, priors.roads.turns.number(edge[passes], edge[passes + 1])


def _joined(
    trips: MatchedTrips, in_pass: IntArray, ways: HopWays, stays: BoolArray, priors: WayPriors
) -> MatchedTrips:
    """The pieces with new ways; ``stays`` ``(fixes,)`` are fixes of pieces that stay."""
    way_of = np.full(trips.fixes, -1)
    way_of[ways.fix] = np.arange(len(ways.fix))
    way_of[stays] = -1
    new = _join(
        trips.offsets,
        way_of,
        in_pass,
        trips.edge_offset,
        trips.pass_edge,
        trips.pass_probability,
        ways.start_m,
        ways.end_m,
        ways.offsets,
        ways.edge,
        ways.probability,
        priors.roads.metres,
    )
    counts, pass_edge, pass_enter, pass_exit, pass_s, probability, s, edge, offset_m = new
    return replace(
        trips,
        s=s,
        edge=edge,
        edge_offset=offset_m,
        pass_offsets=offsets_of(counts),
        pass_edge=pass_edge,
        pass_enter_m=pass_enter,
        pass_exit_m=pass_exit,
        pass_s=pass_s,
        pass_t=np.zeros(len(pass_edge)),
        pass_seconds=np.zeros(len(pass_edge)),
        pass_probability=probability,
    )


@njit
def _join(
    offsets: IntArray,
    way_of: IntArray,
    in_pass: IntArray,
    fix_m: FloatArray,
    old_edge: IntArray,
    old_probability: Float32Array,
    way_start_m: FloatArray,
    way_end_m: FloatArray,
    way_offsets: IntArray,
    way_edge: IntArray,
    way_probability: FloatArray,
    metres: FloatArray,
) -> tuple[
    IntArray, IntArray, FloatArray, FloatArray, FloatArray, Float32Array,
    FloatArray, IntArray, FloatArray,
]:  # fmt: skip
    """Drive each piece from fix to fix: along its new way, or along the old passes.

    Where a hop begins on the edge on which the one before ended, the pass goes on.

    Returns:
        Number of passes of each piece; their edge, enter, exit, s and probability; s, edge and
        metres of the fixes.
    """
    fixes = len(way_of)
    room = len(old_edge) + len(way_edge) + fixes
    edge, enter, leave = np.empty(room, np.int64), np.empty(room), np.empty(room)
    begin_s, probability = np.empty(room), np.empty(room, np.float32)
    s, on_edge, on_m = np.empty(fixes), np.empty(fixes, np.int64), np.empty(fixes)
    counts = np.zeros(len(offsets) - 1, np.int64)
    at = -1
    for piece in range(len(offsets) - 1):
        first_pass = at + 1
        for fix in range(offsets[piece], offsets[piece + 1]):
            if fix == offsets[piece]:
                at += 1
                way = way_of[fix]
                own = way_edge[way_offsets[way]] if way >= 0 else old_edge[in_pass[fix]]
                own_m = way_start_m[way] if way >= 0 else fix_m[fix]
                edge[at], enter[at], leave[at], begin_s[at] = own, own_m, own_m, 0.0
                probability[at] = 1.0
            else:
                way = way_of[fix - 1]
                if way >= 0:
                    begin, end, end_m = way_offsets[way], way_offsets[way + 1], way_end_m[way]
                else:
                    begin, end, end_m = in_pass[fix - 1], in_pass[fix] + 1, fix_m[fix]
                for place in range(begin, end):
                    following = way_edge[place] if way >= 0 else old_edge[place]
                    likely = way_probability[place] if way >= 0 else old_probability[place]
                    if place > begin:
                        leave[at] = max(metres[edge[at]], enter[at])
                        at += 1
                        edge[at], enter[at], leave[at] = following, 0.0, 0.0
                        begin_s[at] = begin_s[at - 1] + leave[at - 1] - enter[at - 1]
                        probability[at] = likely
                    probability[at] = min(probability[at], likely)
                leave[at] = max(leave[at], end_m)
            s[fix] = begin_s[at] + leave[at] - enter[at]
            on_edge[fix], on_m[fix] = edge[at], leave[at]
        counts[piece] = at + 1 - first_pass
    at += 1
    return (
        counts, edge[:at].copy(), enter[:at].copy(), leave[:at].copy(), begin_s[:at].copy(),
        probability[:at].copy(), s, on_edge, on_m,
    )  # fmt: skip
