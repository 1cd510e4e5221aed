"""Control delay of single passes through junctions, from positions along the matched path.

Control delay is what a vehicle loses by the control of a junction: slowing down, waiting, starting
(HCM 6th edition, chapter 4). It is measured as the time from a point before the junction to one
after it less the time at the free-flow pace. The points are :data:`UP_M` before its first node and
:data:`DOWN_M` after its last one, along the road. Where the next junction is near, both junctions
share the road between them in the same proportion, so that no second counts twice.

Times between fixes are those of :mod:`.division`. The delay of one pass is rough; a mean over many
passes is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import pairwise

import numpy as np

from ...contract.texts.facts import filled
from ...contract.texts.text import Text
from ...data.matching.edge_passes import ROUNDING_M
from ...data.matching.footprints import hop_at, interpolate_time
from ...data.matching.gaps import gap_seconds
from ...data.matching.matched import MatchedTrips
from ...data.matching.pass_times import LEARNED_FROM_S
from ...data.passes import driver_numbers
from ...data.roads.network import Network
from ...utils.arrays import BoolArray, Float32Array, FloatArray, Int32Array, IntArray
from ...utils.columns import Columns
from ...utils.ragged import last_before
from ...utils.study_area import StudyArea
from .consolidation import Junctions
from .division import Division
from .free_flow import median_spacing_s
from .movements import Crossings

#: The window of a junction, metres before its first and after its last node.
UP_M, DOWN_M = 100.0, 50.0
#: A vehicle with more delay than this was parked, seconds.
LONGEST_DELAY_S = 300.0
#: A vehicle with more delay than this was delayed, seconds: worse than level of service A. On a
#: simulated day, shares of movements with signals were 0.516, true 0.510, and 0.501 had stopped.
DELAYED_S = 10.0
#: Fixes whose times are divided at once.
FIXES_TOGETHER = 2_000_000
#: Up to this spacing of fixes, seconds, means over many passes are unbiased: on a simulated day,
#: those of movements with 30 passes of a tenth of the vehicles were off by 0.6 to 1.4 % in all.
CLOSE_FIXES_S = 15.0
#: Shortest segment, metres.
SHORTEST_M = 0.1


@dataclass(frozen=True)
class Windows:
    """How far the windows of junctions reach along their arms.

    Attributes:
        up_m: ``(E,)`` before the end of each directed segment, if it ends at a junction.
        down_m: ``(E,)`` after its begin, if it leaves one.
    """

    up_m: FloatArray
    down_m: FloatArray

    @classmethod
    def of(cls, network: Network, junctions: Junctions) -> Windows:
        """Those of all segments."""
        ends = junctions.of_node[network.source], junctions.of_node[network.target]
        nodes = network.source, network.target
        reaches = []
        for own, other in ((0, 1), (1, 0)):
            metres, is_shared = _road_m(network, nodes[own], nodes[other], ends[own] >= 0)
            most = (UP_M, DOWN_M)[own]
            share = np.where(is_shared, most / (UP_M + DOWN_M), 1.0)
            reaches.append(np.minimum(most, share * metres))
        return cls(*reaches)


def _road_m(
    network: Network, begin: IntArray, end: IntArray, at_junction: BoolArray
) -> tuple[FloatArray, BoolArray]:
    """Metres of road from the ends of segments back to the junction before, at most both windows.

    Args:
        begin, end: ``(E,)`` nodes of segments; exchanged, the way leads forward.
        at_junction: ``(E,)`` whether ``begin`` is in a junction.

    Returns:
        ``(E,)`` metres, and whether there is a junction; if not, the road begins there.
    """
    edges = np.arange(len(network))
    nodes = int(max(begin.max(initial=-1), end.max(initial=-1))) + 1
    # The one segment that arrives at a bend, beside the one that turns back.
    back = network.reverse
    arriving = np.bincount(end, minlength=nodes)[begin] - (back >= 0)
    before = np.bincount(end, edges, nodes)[begin].astype(np.int64) - np.where(back >= 0, back, 0)
    before = np.where((arriving == 1) & ~at_junction, before, -1)
    length_m = np.maximum(network.length_m, SHORTEST_M)
    at, metres = edges.copy(), length_m.copy()
    growing = edges
    while len(growing := growing[(before[at[growing]] >= 0) & (metres[growing] < UP_M + DOWN_M)]):
        at[growing] = before[at[growing]]
        metres[growing] += length_m[at[growing]]
    return metres, at_junction[at] | (metres >= UP_M + DOWN_M)


@dataclass(frozen=True)
class CrossingDelays(Columns):
    """All passes through junctions with their delays, in the order of :class:`~.Crossings`.

    Attributes:
        movement: ``(n,)``.
        driver: ``(n,)`` number of the driver; a trip without a driver id has a driver of its own.
        t: ``(n,)`` Unix seconds at the junction's first node.
        weight: ``(n,)`` the probability that the vehicle drove there.
        delay_s: ``(n,)`` NaN where it cannot be measured.
        free_s: ``(n,)`` seconds between the points at the free-flow pace.
        from_m, to_m: ``(n,)`` metres of the points before the first and after the last node.
        spacing_s: ``(n,)`` time between the fixes around the first node.
    """

    movement: IntArray
    driver: Int32Array
    t: FloatArray
    weight: Float32Array
    delay_s: FloatArray
    free_s: FloatArray
    from_m: FloatArray
    to_m: FloatArray
    spacing_s: FloatArray

    @property
    def is_measured(self) -> BoolArray:
        """``(n,)`` whether the delay is known."""
        return np.isfinite(self.delay_s)

    @property
    def is_delayed(self) -> BoolArray:
        """``(n,)`` whether the vehicle had more than :data:`DELAYED_S` seconds of delay."""
        return np.asarray(self.delay_s > DELAYED_S)


@dataclass(frozen=True)
class DelayReport:
    """Numbers of passes through junctions with a delay, and without one by the first rule.

    Attributes:
        measured: with a delay.
        ends: the trip begins or ends between the points.
        sparse: there is a gap of more than a minute between fixes there.
        parked: the delay would be more than five minutes.
        shortened: of those measured, between points that are nearer than usual.
        spacing_s: median time between fixes.
    """

    measured: int
    ends: int
    sparse: int
    parked: int
    shortened: int
    spacing_s: float

    def lines(self) -> list[Text]:
        """Sentences about them."""
        known = {name: n or None for name, n in asdict(self).items()}
        values = known | {"minutes": LONGEST_DELAY_S / 60, "gap_s": LEARNED_FROM_S}
        values |= {"up_m": UP_M, "down_m": DOWN_M, "close_s": CLOSE_FIXES_S}
        values["spacing_s"] = self.spacing_s if self.spacing_s > CLOSE_FIXES_S else None
        return filled(SAID, values)


#: What is said, by the count that it needs.
SAID = {
    "measured": "Delays were measured in {measured:,} passes through junctions, from {up_m:g} m "
    "before the junction to {down_m:g} m after it.",
    "shortened": "Of these, {shortened:,} were measured over a shorter way, because the next "
    "junction is nearer or the road ends.",
    "ends": "{ends:,} passes through junctions have no delay: the trip begins or ends near the "
    "junction.",
    "sparse": "{sparse:,} passes through junctions have no delay: there are no fixes for more than "
    "{gap_s:g} s.",
    "parked": "{parked:,} passes through junctions have no delay: the vehicle stood for more than "
    "{minutes:g} minutes.",
    "spacing_s": "Fixes are {spacing_s:g} s apart (median). Above {close_s:g} s, long delays are "
    "measured too short and short ones too long: by up to 5 % and 0.7 s in simulations with fixes "
    "each 30 s.",
}


def crossing_delays(
    trips: MatchedTrips,
    network: Network,
    area: StudyArea,
    junctions: Junctions,
    crossings: Crossings,
) -> tuple[CrossingDelays, DelayReport]:
    """The delays of passes through junctions, with :data:`FIXES_TOGETHER` in memory at once.

    Args:
        trips: matched pieces, as they were matched.
        network, area: the roads.
        junctions: of the network.
        crossings: of the trips, sorted by piece.
    """
    division, windows = Division.learn(trips, network, area), Windows.of(network, junctions)
    driver = driver_numbers(trips.trip_id, trips.driver_id)
    tables, rules = [], []
    for first, last in _parts(trips.offsets):
        rows = slice(*np.searchsorted(crossings.piece, [first, last]))
        part = trips.take(np.arange(first, last))
        own = crossings.take(rows)
        own = replace(
            own,
            piece=own.piece - first,
            approach_pass=own.approach_pass - trips.pass_offsets[first],
            exit_pass=own.exit_pass - trips.pass_offsets[first],
        )
        table, rule = _measured(part, own, driver[first:last], division, windows)
        tables.append(table)
        rules.append(rule)
    delays = CrossingDelays.concatenate(tables)
    counts = np.bincount(np.concatenate(rules), minlength=4).tolist()
    is_short = (delays.from_m < UP_M) | (delays.to_m < DOWN_M)
    shortened = int((is_short & delays.is_measured).sum())
    measured, ends, sparse, parked = counts
    report = DelayReport(measured, ends, sparse, parked, shortened, median_spacing_s(trips))
    return delays, report


def _parts(offsets: IntArray) -> Iterator[tuple[int, int]]:
    """Consecutive pieces with about :data:`FIXES_TOGETHER` fixes; at least one part."""
    wanted = np.arange(FIXES_TOGETHER, offsets[-1], FIXES_TOGETHER)
    bounds = np.unique(np.r_[0, np.searchsorted(offsets, wanted), len(offsets) - 1])
    yield from pairwise(bounds.tolist()) if len(bounds) > 1 else [(0, 0)]


def _measured(
    trips: MatchedTrips,
    crossings: Crossings,
    driver: Int32Array,
    division: Division,
    windows: Windows,
) -> tuple[CrossingDelays, IntArray]:
    """Delays, and the rule ``(n,)`` by which there is none: the fields of :class:`DelayReport`."""
    fine = division.refined(trips)
    piece, before, after = crossings.piece, crossings.approach_pass, crossings.exit_pass
    node_s = trips.pass_s[before] + trips.pass_exit_m[before] - trips.pass_enter_m[before]
    from_m = windows.up_m[trips.pass_edge[before]]
    to_m = windows.down_m[trips.pass_edge[after]]
    from_s, to_s = node_s - from_m, trips.pass_s[after] + to_m
    begin, end = (interpolate_time(fine, piece, s) for s in (from_s, to_s))
    free_s = _free_seconds(trips, division.free, piece, from_s, to_s)
    delay_s = end - begin - free_s
    last_s = trips.s[trips.offsets[1:] - 1][piece]
    gaps = np.concatenate([[0], np.cumsum(gap_seconds(trips) > LEARNED_FROM_S)])
    is_sparse = gaps[hop_at(trips, piece, to_s) + 1] > gaps[hop_at(trips, piece, from_s)]
    is_cut = (from_s < -ROUNDING_M) | (to_s > last_s + ROUNDING_M)
    rule = np.select([is_cut, is_sparse, delay_s > LONGEST_DELAY_S], [1, 2, 3])
    weight = np.minimum(trips.pass_probability[before], trips.pass_probability[after])
    hop = hop_at(trips, piece, node_s)
    return (
        CrossingDelays(
            movement=crossings.movement,
            driver=driver[piece],
            t=fine.pass_t[before] + fine.pass_seconds[before],
            weight=weight,
            delay_s=np.where(rule == 0, delay_s, np.nan),
            free_s=free_s,
            from_m=from_m,
            to_m=to_m,
            spacing_s=trips.t[hop + 1] - trips.t[hop],
        ),
        rule,
    )


def _free_seconds(
    trips: MatchedTrips, free: FloatArray, piece: IntArray, from_s: FloatArray, to_s: FloatArray
) -> FloatArray:
    """``(n,)`` seconds at the free-flow pace between places of pieces."""
    pace = free[trips.pass_edge]
    along = np.concatenate([[0.0], np.cumsum((trips.pass_exit_m - trips.pass_enter_m) * pace)])

    def at(s: FloatArray) -> FloatArray:
        passed = last_before(trips.pass_s, trips.pass_offsets, s, piece)
        return np.asarray(along[passed] + (s - trips.pass_s[passed]) * pace[passed])

    return at(to_s) - at(from_s)
