"""When vehicles are where between distant fixes: the times of passes.

Between fixes that follow each other closely a vehicle's time is spread evenly over its path. In a
gap that would mix fast roads with slow ones: the motorway would lose what the ramp gains. There the
time is divided in proportion to what each segment usually takes, which is learned from the same
trips: divide with the paces so far, and take each segment's pace from what it got. This is the
expectation-maximisation algorithm for sums of Poisson variables (Shepp and Vardi 1982, "Maximum
likelihood reconstruction for emission tomography"), stopped after :data:`ROUNDS` because it would
go on to fit the noise; a segment with few passes is drawn towards similar ones. Such a
decomposition of probe vehicles' travel times is due to Hellinga et al. 2008, "Decomposing travel
times measured by probe-based traffic monitoring systems to individual road segments".

A trip that begins or ends in a gap stands there for some time: passengers get in, a driver parks.
That time is learned too, and is no time on the road.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...utils.arrays import BoolArray, FloatArray, IntArray
from ..roads.network import Network
from .compiled import njit
from .edge_passes import ROUNDING_M
from .footprints import interpolated
from .gaps import GAP_S, gap_seconds
from .matched import MatchedTrips

#: Rounds of the algorithm. More rounds fit noise: the error of speeds of roads grows again.
ROUNDS = 2
#: The pace of similar segments counts as much as so many passes over the segment. They are of its
#: class and about as long, because vehicles stop at the ends of short ones, metres.
PRIOR_PASSES = 5.0
LENGTHS_M = (40.0, 100.0, 250.0)
#: Gaps of at least this are divided by paces alone, seconds; shorter ones evenly in part.
LEARNED_FROM_S = 60.0
#: Before anything is learned: seconds a metre (25 km/h), and seconds at the end of a trip.
FIRST_PACE, FIRST_STAY_S = 3.6 / 25, 20.0
#: Where nobody gets in or out: a trip that begins here was cut, mostly by the study area.
NO_STOPPING = ("motorway", "motorway_link", "trunk", "trunk_link")


@dataclass(frozen=True)
class Paces:
    """What segments and ends of trips usually take.

    Attributes:
        s_per_m: ``(E,)`` seconds a metre on each directed segment.
        stays_s: seconds that a trip stands at its beginning and at its end.
    """

    s_per_m: FloatArray
    stays_s: tuple[float, float] = (FIRST_STAY_S, FIRST_STAY_S)


def has_gaps(trips: MatchedTrips) -> bool:
    """Whether any two consecutive fixes of a piece are farther apart than a gap."""
    return bool(gap_seconds(trips).any())


def with_even_times(trips: MatchedTrips) -> MatchedTrips:
    """The same pieces with the times of their passes spread evenly over the path between fixes."""
    enter_t, exit_t = (
        interpolated(trips.t, trips.s, s, _hops_at(trips, s))
        for s in (trips.pass_s, _exit_s(trips))
    )
    return replace(trips, pass_t=enter_t, pass_seconds=exit_t - enter_t)


def with_times(trips: MatchedTrips, network: Network, paces: Paces) -> MatchedTrips:
    """The same pieces with the times of their passes divided by usual paces in gaps.

    Args:
        trips: matched pieces; all those of a trip, in their order.
        network: the roads.
        paces: of :func:`learn_paces`.
    """
    return _divided(trips, network, paces)[0]


def learn_paces(
    batches: Callable[[], Iterable[tuple[MatchedTrips, IntArray]]], network: Network, sides: int
) -> Sequence[Paces]:
    """The paces of each side of the trips, such as label trips and input trips.

    No side's paces depend on the trips of another one.

    Args:
        batches: gives the pieces, all those of a trip in one batch, and the side of each; it is
            called once a round.
        network: the roads.
        sides: number of sides.
    """
    first = Paces(np.full(len(network), FIRST_PACE))
    learned = [first] * sides
    for _ in range(ROUNDS):
        sums = [_Sums(np.zeros((2, len(network))), np.zeros((2, 2))) for _ in range(sides)]
        for trips, side in batches():
            for number in range(sides):
                own = trips.take(np.flatnonzero(side == number))
                _add(sums[number], *_divided(own, network, learned[number]))
        learned = [_paces_of(each, network) for each in sums]
    return learned


@dataclass(frozen=True)
class _Sums:
    """Sums over trips.

    Attributes:
        driven: ``(2, E)`` seconds and metres.
        stays: ``(2, 2)`` seconds and number of stays at the beginning and at the end of trips.
    """

    driven: FloatArray
    stays: FloatArray


def _add(sums: _Sums, trips: MatchedTrips, stays: FloatArray) -> None:
    metres = trips.pass_exit_m - trips.pass_enter_m
    edges = sums.driven.shape[1]
    sums.driven[0] += np.bincount(trips.pass_edge, trips.pass_seconds, edges)
    sums.driven[1] += np.bincount(trips.pass_edge, metres, edges)
    sums.stays[:] += stays


def _paces_of(sums: _Sums, network: Network) -> Paces:
    """The paces of segments, drawn towards those of similar segments."""
    seconds, metres = sums.driven
    of = _kinds(network)
    kind_s, kind_m = np.bincount(of, seconds), np.bincount(of, metres)
    of_kind = np.divide(kind_s, kind_m, out=np.full(len(kind_m), FIRST_PACE), where=kind_m > 0)
    prior_m = PRIOR_PASSES * network.length_m
    pace = (seconds + prior_m * of_kind[of]) / (metres + prior_m)
    (begin_s, end_s), (begins, ends) = sums.stays
    stays = (begin_s / begins if begins else FIRST_STAY_S, end_s / ends if ends else FIRST_STAY_S)
    return Paces(np.maximum(pace, 1e-3), stays)


def _kinds(network: Network) -> IntArray:
    """``(E,)`` numbers of the kinds of segments: of a class, and about as long."""
    length = np.digitize(network.length_m, LENGTHS_M)
    highway = np.unique(network.highway.astype(str), return_inverse=True)[1]
    return np.asarray(highway * (1 + len(LENGTHS_M)) + length)


def _divided(
    trips: MatchedTrips, network: Network, paces: Paces
) -> tuple[MatchedTrips, FloatArray]:
    """The pieces with divided times; sums of the stays at beginnings and ends, and their numbers.

    The effort of a stretch is its metres × the pace of its segment. A gap's seconds are divided by
    effort; a stay has the effort of its usual seconds.
    """
    even = with_even_times(trips)
    if not has_gaps(trips):
        return even, np.zeros((2, 2))
    pace = paces.s_per_m[trips.pass_edge]
    metres = trips.pass_exit_m - trips.pass_enter_m
    effort_until = np.cumsum(metres * pace)  # of passes, over all pieces
    effort_before = effort_until - metres * pace
    fix_pass = last_in_order(trips.pass_s, trips.pass_offsets, trips.s + ROUNDING_M, trips.offsets)
    on_pass = np.clip(trips.s - trips.pass_s[fix_pass], 0.0, metres[fix_pass])
    effort = effort_before[fix_pass] + on_pass * pace[fix_pass]

    gap_s = gap_seconds(trips)
    stay = np.zeros((2, trips.fixes))  # before and after the drive from a fix to the next one
    begins, ends = _ends_of_trips(trips, network)
    stay[0, trips.offsets[:-1][begins]] = paces.stays_s[0]
    stay[1, trips.offsets[1:][ends] - 2] = paces.stays_s[1]
    stay[:, gap_s == 0] = 0.0
    whole = stay.sum(axis=0) + np.append(np.diff(effort), 0.0)
    share = np.divide(gap_s, whole, out=np.zeros(trips.fixes), where=whole > 0)

    weight = np.clip((gap_s - GAP_S) / (LEARNED_FROM_S - GAP_S), 0.0, 1.0)

    def time_at(s: FloatArray, at: FloatArray, evenly: FloatArray) -> FloatArray:
        fix = _hops_at(trips, s)
        divided = trips.t[fix] + share[fix] * (stay[0, fix] + at - effort[fix])
        return np.where(share[fix] > 0, evenly + weight[fix] * (divided - evenly), evenly)

    enter_t = time_at(trips.pass_s, effort_before, even.pass_t)
    exit_t = time_at(_exit_s(trips), effort_until, even.pass_t + even.pass_seconds)
    is_stay = stay > 0
    stays = np.stack([(stay * share).sum(axis=1), is_stay.sum(axis=1)])
    return replace(trips, pass_t=enter_t, pass_seconds=np.maximum(exit_t - enter_t, 0.0)), stays


def _ends_of_trips(trips: MatchedTrips, network: Network) -> tuple[BoolArray, BoolArray]:
    """Which pieces ``(n,)`` begin and end where their trip does, on a road where one may stop."""
    may_stop = ~np.isin(network.highway.astype(str), NO_STOPPING)
    is_new = np.ones(len(trips), dtype=bool)
    is_new[1:] = trips.trip_id[1:] != trips.trip_id[:-1]
    begins = is_new & may_stop[trips.edge[trips.offsets[:-1]]]
    ends = np.append(is_new[1:], True)[: len(trips)] & may_stop[trips.edge[trips.offsets[1:] - 1]]
    return begins, ends


def _exit_s(trips: MatchedTrips) -> FloatArray:
    return trips.pass_s + trips.pass_exit_m - trips.pass_enter_m


def _hops_at(trips: MatchedTrips, s: FloatArray) -> IntArray:
    """:func:`~.footprints.hop_at` for places ``(passes,)`` of all passes."""
    before = last_in_order(trips.s, trips.offsets, s, trips.pass_offsets)
    return np.minimum(before, np.repeat(trips.offsets[1:] - 2, np.diff(trips.pass_offsets)))


@njit
def last_in_order(
    values: FloatArray, offsets: IntArray, wanted: FloatArray, wanted_offsets: IntArray
) -> IntArray:
    """:func:`~...utils.ragged.last_before` for places that are about in the order of their rows.

    Each search begins where the one before ended.

    Args:
        values: ``(items,)`` non-decreasing within a row.
        offsets: ``(n+1,)`` of the rows, none of them empty.
        wanted: ``(q,)``, in rows of their own.
        wanted_offsets: ``(n+1,)`` of these.

    Returns:
        ``(q,)`` indices into ``values``.
    """
    found = np.empty(len(wanted), np.int64)
    for row in range(len(offsets) - 1):
        first, last = offsets[row], offsets[row + 1] - 1
        at = first
        for place in range(wanted_offsets[row], wanted_offsets[row + 1]):
            while at < last and values[at + 1] <= wanted[place]:
                at += 1
            while at > first and values[at] > wanted[place]:
                at -= 1
            found[place] = at
    return found
