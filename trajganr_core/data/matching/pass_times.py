"""When vehicles are where between distant fixes: the times of passes.

Between fixes that follow each other closely a vehicle's time is spread evenly over its path. In a
gap that would mix fast roads with slow ones: the motorway would lose what the ramp gains. There the
time is divided by :mod:`~.gap_efforts`, to which the usual paces of the segments belong. They are
learned from the same trips: divide with the paces so far, and take each segment's pace from what it
got. This is an expectation-maximisation algorithm (Shepp and Vardi 1982, "Maximum likelihood
reconstruction for emission tomography"), stopped after :data:`ROUNDS` because it would go on to fit
the noise; a segment with few passes is drawn towards similar ones, and one long wait does not make
a segment slow. Such a decomposition of probe vehicles' travel times is due to Hellinga et al. 2008,
"Decomposing travel times measured by probe-based traffic monitoring systems to individual road
segments".

A trip that begins or ends in a gap stands there for some time: passengers get in, a driver parks.
So does a vehicle whose gap is far longer than any drive over its way. That is no time on the road.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...utils.arrays import FloatArray, IntArray
from ..roads.network import Network
from .footprints import interpolated
from .gap_efforts import KNOWN, EffortWeights, Gaps
from .gaps import GAP_S, gap_seconds, recovered_passes
from .matched import MatchedTrips
from .ordered_search import last_in_order

#: Rounds of the algorithm. More rounds fit noise: the error of speeds of roads grows again.
ROUNDS = 2
#: The pace of similar segments counts as much as so many passes over the segment. They are of its
#: class and about as long, because vehicles stop at the ends of short ones, metres.
PRIOR_PASSES = 1.0
LENGTHS_M = (40.0, 100.0, 250.0)
#: A pass in a gap, whose time is shared with others, counts as much as so many between close fixes.
GAP_PASSES = 0.2
#: A pass counts with at most so many times the usual seconds: waits are no pace.
MOST_USUAL = 2.0
#: Gaps of at least this are divided by effort alone, seconds; shorter ones evenly in part.
LEARNED_FROM_S = 60.0
#: A pace before anything is learned: seconds a metre (25 km/h).
FIRST_PACE = 3.6 / 25
#: A drive takes at most so many times its usual seconds, and this wait: the rest is a stay.
SLOWEST, LONGEST_WAIT_S = 3.0, 300.0


@dataclass(frozen=True)
class Paces:
    """What segments usually take.

    Attributes:
        s_per_m: ``(E,)`` seconds a metre on each directed segment.
    """

    s_per_m: FloatArray


def has_gaps(trips: MatchedTrips) -> bool:
    """Whether any two consecutive fixes of a piece are farther apart than a gap."""
    return bool(gap_seconds(trips).any())


def with_even_times(trips: MatchedTrips) -> MatchedTrips:
    """The same pieces with the times of their passes spread evenly over the path between fixes."""
    enter_t, exit_t = (
        interpolated(trips.t, trips.s, s, hops_at(trips, s)) for s in (trips.pass_s, _exit_s(trips))
    )
    return replace(trips, pass_t=enter_t, pass_seconds=exit_t - enter_t)


def with_times(trips: MatchedTrips, network: Network, paces: Paces) -> MatchedTrips:
    """The same pieces with the times of their passes divided by effort in gaps.

    Args:
        trips: matched pieces; all those of a trip, in their order.
        network: the roads.
        paces: of :func:`learn_paces`.
    """
    even = with_even_times(trips)
    if not has_gaps(trips):
        return even
    division = Division.of(trips, network, paces)
    weights = EffortWeights.shipped().passes
    passes = np.arange(len(trips.pass_edge))
    enter_t, exit_t = (
        division.times(weights, hops_at(trips, s), s, passes, evenly)
        for s, evenly in (
            (trips.pass_s, even.pass_t),
            (_exit_s(trips), even.pass_t + even.pass_seconds),
        )
    )
    return replace(trips, pass_t=enter_t, pass_seconds=np.maximum(exit_t - enter_t, 0.0))


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
    learned = [Paces(np.full(len(network), FIRST_PACE))] * sides
    for number in range(ROUNDS):
        sums = np.zeros((sides, 2, len(network)))
        for trips, side in batches():
            for each in range(sides):
                own = with_times(trips.take(np.flatnonzero(side == each)), network, learned[each])
                sums[each] += _driven(own, learned[each] if number else None, len(network))
        learned = [_paces_of(each, network) for each in sums]
    return learned


def _driven(trips: MatchedTrips, usual: Paces | None, edges: int) -> FloatArray:
    """``(2, E)`` seconds, at most a multiple of the usual ones, and metres on each segment."""
    metres, seconds = trips.pass_exit_m - trips.pass_enter_m, trips.pass_seconds
    if usual is not None:
        seconds = np.minimum(seconds, MOST_USUAL * metres * usual.s_per_m[trips.pass_edge])
    counts = np.where(recovered_passes(trips), GAP_PASSES, 1.0)
    sums = (np.bincount(trips.pass_edge, counts * each, edges) for each in (seconds, metres))
    return np.stack(list(sums))


def _paces_of(sums: FloatArray, network: Network) -> Paces:
    """The paces of segments, drawn towards those of similar segments."""
    seconds, metres = sums
    of = segment_kinds(network)
    kind_s, kind_m = np.bincount(of, seconds), np.bincount(of, metres)
    of_kind = np.divide(kind_s, kind_m, out=np.full(len(kind_m), FIRST_PACE), where=kind_m > 0)
    prior_m = PRIOR_PASSES * network.length_m
    pace = (seconds + prior_m * of_kind[of]) / (metres + prior_m)
    return Paces(np.maximum(pace, 1e-3))


def segment_kinds(network: Network) -> IntArray:
    """``(E,)`` numbers of the kinds of segments: of a class, and about as long."""
    length = np.digitize(network.length_m, LENGTHS_M)
    highway = np.unique(network.highway.astype(str), return_inverse=True)[1]
    return np.asarray(highway * (1 + len(LENGTHS_M)) + length)


@dataclass(frozen=True)
class Division:
    """How the seconds of gaps are divided.

    Attributes:
        gaps: their efforts.
        learned: ``(fixes,)`` how far the gap after each fix is divided by effort, in [0, 1]; 0
            where there is no gap.
        stay_before, stay_after: ``(fixes,)`` seconds of it that are no drive.
    """

    gaps: Gaps
    learned: FloatArray
    stay_before: FloatArray
    stay_after: FloatArray

    @classmethod
    def of(cls, trips: MatchedTrips, network: Network, paces: Paces) -> Division:
        """The division of the gaps of matched pieces."""
        gaps, gap_s = Gaps(trips, network, paces.s_per_m), gap_seconds(trips)
        learned = np.clip((gap_s - GAP_S) / (LEARNED_FROM_S - GAP_S), 0.0, 1.0)
        stay = np.maximum(gap_s - LONGEST_WAIT_S - SLOWEST * gaps.usual_s, 0.0)
        at_end = gaps.known[:, KNOWN.index("last")] > 0
        return cls(gaps, learned, np.where(at_end, 0.0, stay), np.where(at_end, stay, 0.0))

    def times(
        self, weights: FloatArray, fix: IntArray, s: FloatArray, at: IntArray, evenly: FloatArray
    ) -> FloatArray:
        """Unix seconds ``(q,)`` at places between fixes.

        Args:
            weights: of parts of effort.
            fix: ``(q,)`` the last fixes before the places.
            s: ``(q,)`` metres along the piece.
            at: ``(q,)`` the passes that they are on.
            evenly: ``(q,)`` the times if they are spread evenly.
        """
        trips = self.gaps.trips
        rows = np.flatnonzero(self.learned[fix] > 0)
        fix = fix[rows]
        share = self.gaps.shares(weights, fix, s[rows], at[rows])
        before, after = self.stay_before[fix], self.stay_after[fix]
        drive_s = trips.t[fix + 1] - trips.t[fix] - before - after
        divided = trips.t[fix] + before + share * drive_s
        found = evenly.copy()
        found[rows] += self.learned[fix] * (divided - evenly[rows])
        return found


def _exit_s(trips: MatchedTrips) -> FloatArray:
    return trips.pass_s + trips.pass_exit_m - trips.pass_enter_m


def hops_at(trips: MatchedTrips, s: FloatArray) -> IntArray:
    """:func:`~.footprints.hop_at` for places ``(passes,)`` of all passes."""
    before = last_in_order(trips.s, trips.offsets, s, trips.pass_offsets)
    return np.minimum(before, np.repeat(trips.offsets[1:] - 2, np.diff(trips.pass_offsets)))
