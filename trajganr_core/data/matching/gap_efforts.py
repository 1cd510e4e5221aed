"""Which share of a gap's seconds a vehicle has spent at a place of its way.

A gap's seconds are divided by *effort*, of which there are several parts: driving at the usual
paces of the segments, their metres, ends of segments at junctions and turns, the roads near either
fix, and standing at either fix. How much each part weighs is a log-linear function of what is known
of the gap: whether it took longer than usual, what the hops before and after took, where the fixes
are. So a vehicle that was slow before a fix is taken to be slow behind it, and the time of a slow
gap was mostly lost at junctions. Shares grow along the way and end at the two fixes, whatever the
weights are.

The weights are shipped: ``python -m benchmarks.sparse.learn_times`` learned them from dense trips
with hidden fixes, for the median and for the ends of a band by the same mechanism (quantile
regression: Koenker and Bassett 1978, "Regression quantiles"). Parts that know nothing of the
segments (:data:`GENERAL`) make times of single places better, and all segments alike: times of
passes do without them, because speeds of roads are means of many passes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from ...utils.arrays import BoolArray, FloatArray, IntArray
from ..roads.network import Network
from .edge_passes import ROUNDING_M
from .matched import MatchedTrips
from .ordered_search import last_in_order

#: Parts of the effort, and what is known of a gap: rows and columns of the weights.
PARTS = (
    *("pace", "pace_squared", "metres", "junctions", "turns", "rises", "ends"),
    *("begin", "end", "begin_30", "begin_100", "begin_300", "end_30", "end_100", "end_300"),
)
KNOWN = (
    *("constant", "slow", "slow_before", "slow_after", "speed_before", "speed_after"),
    *("first", "last", "seconds", "speed", "pace_begin", "pace_end", "junction_begin"),
    "junction_end",
)
#: Parts that do not depend on the segments' paces.
GENERAL = ("metres", "junctions", "turns", "rises")
#: What one pass, junction or stay is worth before weights, so that these are about alike.
UNITS = (1.0, 10.0, 0.1, 5.0, 5.0, 5.0, 1.0, 5.0, 5.0, *[1.0] * 6)
#: Metres before the end of a segment where vehicles queue; near a fix.
QUEUE_M, NEAR_M = 30.0, (30.0, 100.0, 300.0)
#: Turns are sharper than this, degrees.
TURN_DEG = 45.0
#: Seconds and metres that are added to those of a hop before ratios are taken: nothing is zero.
LEAST_S, LEAST_M = 5.0, 10.0
#: Paces and speeds are given relative to these: s/m (25 km/h), and log m/s.
USUAL_PACE, USUAL_LOG_SPEED = 3.6 / 25, 1.5
#: A logarithm of slowness or speed counts at most as this, and a weight's logarithm.
RANGE, LARGEST = (-1.5, 2.5), 12.0
#: Classes from the largest one; entering a larger one means giving way.
CLASSES = ("motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "residential")
#: Where nobody gets in or out: a trip that begins here was cut, mostly by the study area.
NO_STOPPING = ("motorway", "motorway_link", "trunk", "trunk_link")


@dataclass(frozen=True)
class EffortWeights:
    """Weights of parts of effort.

    Attributes:
        passes: ``(known, parts)`` for times of passes; it has no :data:`GENERAL` parts.
        median, low, high: the same for times of places, and for both ends of a 90 % band.
        widening: factor of the band's distance from the median in a gap of a minute, so that 90 %
            are in it, and the exponent with which it grows with the gap's seconds.
    """

    passes: FloatArray
    median: FloatArray
    low: FloatArray
    high: FloatArray
    widening: tuple[float, float]

    def widened(self, seconds: FloatArray) -> FloatArray:
        """The factor of the band's distance from the median in gaps of so many seconds."""
        at_minute, exponent = self.widening
        return np.asarray(at_minute * (np.maximum(seconds, 60.0) / 60.0) ** exponent)

    @classmethod
    @cache
    def shipped(cls) -> EffortWeights:
        """Those that come with the software."""
        path = Path(__file__).parents[2] / "weights" / "times.json"
        content = json.loads(path.read_text(encoding="utf-8"))
        passes, median, low, high = (
            np.asarray(content[name]) for name in ("passes", "median", "low", "high")
        )
        return cls(passes, median, low, high, (content["widening"][0], content["widening"][1]))


@dataclass(frozen=True)
class Gaps:
    """Efforts along matched pieces, and what is known of the hops between their fixes.

    Attributes:
        trips: the pieces.
        network: the roads.
        s_per_m: ``(E,)`` usual paces of the segments.
    """

    trips: MatchedTrips
    network: Network
    s_per_m: FloatArray

    @cached_property
    def fix_pass(self) -> IntArray:
        """``(fixes,)`` the pass that each fix is on."""
        trips = self.trips
        places = trips.s + ROUNDING_M
        return last_in_order(trips.pass_s, trips.pass_offsets, places, trips.offsets)

    @cached_property
    def usual_s(self) -> FloatArray:
        """``(fixes,)`` seconds that the way to the next fix usually takes."""
        at_fix = next(self._parts(self.fix_pass, self.trips.s))
        return self._to_next(at_fix)

    @cached_property
    def known(self) -> FloatArray:
        """``(fixes, known)`` of the hop from each fix to the next one: :data:`KNOWN`."""
        trips = self.trips
        seconds, metres = self._to_next(trips.t), self._to_next(trips.s)
        has_hop = seconds > 0
        slow = np.where(has_hop, np.log((seconds + LEAST_S) / (self.usual_s + LEAST_S)), 0.0)
        speed = np.zeros(trips.fixes)
        speed[has_hop] = np.log((metres[has_hop] + LEAST_M) / seconds[has_hop]) - USUAL_LOG_SPEED
        slow, speed = np.clip(slow, *RANGE), np.clip(speed, *RANGE)
        begins, ends = ends_of_trips(trips, self.network)
        first, last = np.zeros((2, trips.fixes))
        first[trips.offsets[:-1][begins]] = last[trips.offsets[1:][ends] - 2] = 1.0
        pace = np.log(self.s_per_m[trips.edge] / USUAL_PACE)
        left = self.network.length_m[trips.edge] - trips.edge_offset
        queue = np.exp(-np.maximum(left, 0.0) / QUEUE_M)
        columns = [np.ones(trips.fixes), slow, self._before(slow), self._after(slow)]
        columns += [self._before(speed), self._after(speed), first, last]
        columns += [np.log(np.where(has_hop, seconds, 60.0) / 60.0), speed]
        columns += [pace, np.append(pace, 0.0)[1:], queue, np.append(queue, 0.0)[1:]]
        return np.column_stack(columns)

    def shares(self, weights: FloatArray, fix: IntArray, s: FloatArray, at: IntArray) -> FloatArray:
        """Shares of a gap's seconds that are spent before places in it, in [0, 1].

        Args:
            weights: ``(known, parts)``.
            fix: ``(q,)`` the fixes where the gaps begin.
            s: ``(q,)`` places, metres along the piece.
            at: ``(q,)`` the passes that they are on.
        """
        gap = np.unique(fix)
        row = np.searchsorted(gap, fix)
        weight = np.exp(np.clip(self.known[gap] @ weights, -LARGEST, LARGEST))
        done = self.amounts(fix, s, at)
        parts = zip(done, self.whole_amounts(gap), weight.T, strict=True)
        spent, whole = np.zeros(len(fix)), np.zeros(len(gap))
        for here, all_of_it, own in parts:
            spent += here * own[row]
            whole += all_of_it * own
        return np.clip(spent / whole[row], 0.0, 1.0)

    def whole_amounts(self, fix: IntArray) -> Iterator[FloatArray]:
        """The amount of each part ``(g,)`` in the gaps behind fixes, with stays at their ends."""
        amounts = self.amounts(fix, self.trips.s[fix + 1], self.fix_pass[fix + 1])
        for part, unit, amount in zip(PARTS, UNITS, amounts, strict=True):
            yield np.full(len(fix), unit) if part in ("begin", "end") else amount

    def amounts(self, fix: IntArray, s: FloatArray, at: IntArray) -> Iterator[FloatArray]:
        """The amount of each part ``(q,)`` between fixes and places in the gaps behind them."""
        trips = self.trips
        for unit, until, since in zip(
            UNITS, self._parts(at, s), self._parts(self.fix_pass[fix], trips.s[fix]), strict=False
        ):
            yield unit * np.maximum(until - since, 0.0)
        begin_unit, end_unit = UNITS[PARTS.index("begin")], UNITS[PARTS.index("end")]
        driven, left = s - trips.s[fix], trips.s[fix + 1] - s
        # Where a trip begins or ends a stay is no time on the road.
        is_first, is_last = (self.known[fix, KNOWN.index(name)] > 0 for name in ("first", "last"))
        yield np.where((driven > 0) | is_first, begin_unit, 0.0)
        yield np.where((left <= ROUNDING_M) & ~is_last, end_unit, 0.0)
        whole = driven + left
        for metres in NEAR_M:
            yield np.minimum(driven, metres) * self.s_per_m[trips.edge[fix]]
        for metres in NEAR_M:
            near = np.minimum(whole, metres) - np.minimum(left, metres)
            yield near * self.s_per_m[trips.edge[fix + 1]]

    def _parts(self, at: IntArray, s: FloatArray) -> Iterator[FloatArray]:
        """Of each part that is along the way its amount ``(q,)`` from some origin to places."""
        trips = self.trips
        metres = trips.pass_exit_m - trips.pass_enter_m
        pace = self.s_per_m[trips.pass_edge]
        on = np.clip(s - trips.pass_s[at], 0.0, metres[at])
        for each in (pace, pace**2, np.ones(len(pace))):
            amount = metres * each
            yield (np.cumsum(amount) - amount)[at] + on * each[at]
        # What is at the end of a segment is spread over its last metres.
        queue_m, exits = self._queues
        enter = trips.pass_enter_m
        begin = self.network.length_m[trips.pass_edge] - queue_m
        behind = np.maximum(enter - begin, 0.0)
        whole = np.maximum(trips.pass_exit_m - begin, 0.0) - behind
        here = np.maximum(enter[at] + on - begin[at], 0.0) - behind[at]
        for rate in (*(each / queue_m for each in exits), pace):
            amount = whole * rate
            yield (np.cumsum(amount) - amount)[at] + here * rate[at]

    @cached_property
    def _queues(self) -> tuple[FloatArray, FloatArray]:
        """Metres of queues ``(passes,)``; junctions, turns, rises behind them ``(3, passes)``."""
        trips, network = self.trips, self.network
        edge = trips.pass_edge
        exits = np.bincount(network.source, minlength=int(network.target.max(initial=0)) + 1)
        onward = exits[network.target] - (network.reverse >= 0)
        after = np.append(edge[1:], edge[-1:])
        is_last = np.zeros(len(edge), dtype=bool)
        is_last[trips.pass_offsets[1:] - 1] = True
        begin, end = network.offsets[:-1], network.offsets[1:] - 1
        bearings = _bearings(network, begin, begin + 1), _bearings(network, end - 1, end)
        turned = np.abs((bearings[0][after] - bearings[1][edge] + 180.0) % 360.0 - 180.0)
        rank = _ranks(network)
        kinds = [
            onward[edge] > 1,
            ~is_last & (turned > TURN_DEG),
            ~is_last & (rank[after] < rank[edge]),
        ]
        queue_m = np.minimum(np.maximum(network.length_m[edge], 1e-3), QUEUE_M)
        return queue_m, np.stack(kinds).astype(np.float64)

    def _to_next(self, values: FloatArray) -> FloatArray:
        """Differences ``(fixes,)`` to the next fix; 0 at the last one of a piece."""
        step = np.diff(values, append=values[-1:])
        step[self.trips.offsets[1:] - 1] = 0.0
        return step

    def _before(self, of_hops: FloatArray) -> FloatArray:
        moved = np.concatenate([[0.0], of_hops])[: len(of_hops)]
        moved[self.trips.offsets[:-1]] = 0.0
        return moved

    def _after(self, of_hops: FloatArray) -> FloatArray:
        moved = np.append(of_hops, 0.0)[1:]
        moved[self.trips.offsets[1:] - 2] = 0.0
        return moved


def ends_of_trips(trips: MatchedTrips, network: Network) -> tuple[BoolArray, BoolArray]:
    """Which pieces ``(n,)`` begin and end where their trip does, on a road where one may stop."""
    may_stop = ~np.isin(network.highway.astype(str), NO_STOPPING)
    is_new = np.ones(len(trips), dtype=bool)
    is_new[1:] = trips.trip_id[1:] != trips.trip_id[:-1]
    begins = is_new & may_stop[trips.edge[trips.offsets[:-1]]]
    ends = np.append(is_new[1:], True)[: len(trips)] & may_stop[trips.edge[trips.offsets[1:] - 1]]
    return begins, ends


def _bearings(network: Network, start: IntArray, end: IntArray) -> FloatArray:
    """``(E,)`` bearings between two vertices of each edge, degrees."""
    north = network.lat[end] - network.lat[start]
    east = (network.lon[end] - network.lon[start]) * np.cos(np.radians(network.lat[start]))
    return np.asarray(np.degrees(np.arctan2(east, north)))


def _ranks(network: Network) -> IntArray:
    """``(E,)`` numbers of the classes of roads, a link with its road's class."""
    names, of = np.unique(network.highway.astype(str), return_inverse=True)
    bases = [name.removesuffix("_link") for name in names.tolist()]
    ranks = [CLASSES.index(base) if base in CLASSES else len(CLASSES) for base in bases]
    return np.asarray(ranks, dtype=np.int64)[of]
