"""What a road map tells at places along a path: the road, the junctions, the pace of other trips.

Ours: it is what a query may know about a stretch in which a trip's fixes are hidden. Nothing here
depends on when the trip itself was where.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..data.matching.footprints import hop_at, position_at
from ..data.matching.matched import MatchedTrips
from ..data.passes import measure_passes
from ..data.roads.network import Network, headings
from ..utils.arrays import Float32Array, FloatArray, IntArray
from ..utils.ragged import last_before, row_of_each
from ..utils.study_area import StudyArea
from .segment_columns import CLASSES

__all__ = ["WAY_FEATURES", "RoadMap", "Way", "add_driven"]

#: Passes of a similar segment's pace that a segment's pace includes, and their lengths, metres:
#: vehicles stop at the ends of short segments.
PRIOR_PASSES, LENGTHS_M = 2.0, (40.0, 100.0, 250.0)
#: Pace where nothing is known, s/m: 36 km/h; paces are told relative to it.
PACE = 0.1
#: Scales of the distances to the ends of the segment and to the next signal, metres.
NEAR_M, SIGNAL_M = (20.0, 60.0), (30.0, 120.0)
#: Columns of :meth:`Way.features`.
_OF_SEGMENT = len(CLASSES) + 11
_OF_PASS = 13
_OF_PLACE = _OF_SEGMENT + _OF_PASS + 2 * len(NEAR_M) + len(SIGNAL_M)
#: And those of the stretch between two fixes.
_OF_STRETCH = 14
WAY_FEATURES = _OF_PLACE + _OF_STRETCH
#: Unit of expected seconds, and what is added to seconds before they are compared.
EXPECTED_UNIT_S, ADDED_S = 15.0, 5.0


@dataclass(frozen=True)
class RoadMap:
    """The segments of a network, and what trips took on them.

    Attributes:
        network: the roads.
        columns: ``(E, …)`` attributes of the segments.
        heading: ``(E, 2, 2)`` unit vectors at the beginning and at the end of each.
        kind: ``(E,)`` number of the kind of segment: of a class, and about as long.
        seconds, metres: ``(E,)`` driven by the trips.
        kind_pace: ``(E,)`` mean pace of segments of the kind, s/m.
    """

    network: Network
    columns: Float32Array
    heading: FloatArray
    seconds: FloatArray
    metres: FloatArray
    kind_pace: FloatArray

    @classmethod
    def of(
        cls, network: Network, area: StudyArea, seconds: FloatArray, metres: FloatArray
    ) -> RoadMap:
        """The map of a network.

        Args:
            seconds, metres: ``(E,)`` of :func:`add_driven`.
        """
        length = np.digitize(network.length_m, LENGTHS_M)
        highway = np.unique(network.highway.astype(str), return_inverse=True)[1]
        kind = highway * (1 + len(LENGTHS_M)) + length
        of_kind = (np.bincount(kind, seconds) + 1000 * PACE) / (np.bincount(kind, metres) + 1000)
        lines = network.local_lines(area)
        ends = [headings(lines, at) for at in (np.zeros(len(network)), network.length_m)]
        return cls(
            network=network,
            columns=_attributes(network),
            heading=np.stack(ends, axis=1),
            seconds=seconds,
            metres=metres,
            kind_pace=of_kind[kind],
        )

    def way(self, trips: MatchedTrips, *, is_known: bool) -> Way:
        """The paths of some pieces.

        Args:
            is_known: whether they are among the trips of the map; their own passes are then
                left out.
        """
        edge = trips.pass_edge
        seconds, metres = self.seconds[edge], self.metres[edge]
        if is_known:
            own = _own_sums(trips, self.network)
            seconds, metres = np.maximum(seconds - own[0], 0), np.maximum(metres - own[1], 0)
        length = self.network.length_m[edge]
        prior = PRIOR_PASSES * length
        pace = (seconds + prior * self.kind_pace[edge]) / (metres + prior)
        return Way(self, trips, np.clip(pace, 0.02, 2.0), np.log1p(metres / length))


def add_driven(
    seconds: FloatArray, metres: FloatArray, trips: MatchedTrips, network: Network
) -> None:
    """Add what trips, all pieces of each, drove on segments to sums ``(E,)``, in place."""
    measured, _ = measure_passes(trips, network)
    edge = trips.pass_edge[measured.row]
    for total, values in ((seconds, measured.seconds), (metres, measured.metres)):
        total += np.bincount(edge, values, len(network))


@dataclass(frozen=True)
class Way:
    """The paths of pieces, with what the map tells along them.

    Attributes:
        pace: ``(passes,)`` of other trips on the segment, s/m.
        known: ``(passes,)`` log of the number of their passes.
    """

    road_map: RoadMap
    trips: MatchedTrips
    pace: FloatArray
    known: FloatArray

    def expected(self, trip: IntArray, s: FloatArray) -> FloatArray:
        """Seconds ``(q,)`` from some place of the path to ``s``, at the pace of other trips."""
        trips = self.trips
        metres = trips.pass_exit_m - trips.pass_enter_m
        row = last_before(trips.pass_s, trips.pass_offsets, s, trip)
        driven = np.clip(s - trips.pass_s[row], 0, metres[row])
        return np.asarray(self._until[row] + driven * self.pace[row])

    def place_at(self, trip: IntArray, expected: FloatArray) -> FloatArray:
        """The inverse of :meth:`expected`: metres ``(q,)`` along the paths."""
        trips = self.trips
        row = last_before(self._until[:-1], trips.pass_offsets, expected, trip)
        return np.asarray(trips.pass_s[row] + (expected - self._until[row]) / self.pace[row])

    def at_fixes(self) -> Float32Array:
        """``(fixes, WAY_FEATURES)``."""
        trips, piece = self.trips, row_of_each(self.trips.offsets)
        before, after = np.arange(trips.fixes) - 1, np.arange(trips.fixes)
        before[trips.offsets[:-1]] = trips.fixes - 1  # where there is no stretch
        nothing = np.zeros((trips.fixes, 3))
        sides = [np.log1p(self._expected_s[rows] / EXPECTED_UNIT_S) for rows in (before, after)]
        stretches = self._stretches
        columns = [nothing, *sides, stretches[before], nothing, stretches[after]]
        return self._with_place(piece, trips.s, columns)

    def at(self, trip: IntArray, s: FloatArray) -> Float32Array:
        """``(q, WAY_FEATURES)`` at places of the paths."""
        trips, hop = self.trips, hop_at(self.trips, trip, s)
        whole = self._expected_s[hop]
        since = np.clip(self.expected(trip, s) - self._at_fixes[hop], 0, whole)
        metres = trips.s[hop + 1] - trips.s[hop]
        share = np.clip((s - trips.s[hop]) / np.maximum(metres, 1.0), 0, 1)
        of_time = np.divide(since, whole, out=share.copy(), where=whole > 0)
        sides = [np.log1p(each / EXPECTED_UNIT_S) for each in (since, whole - since)]
        before = np.where(hop > trips.offsets[trip], hop - 1, trips.fixes - 1)
        stretches = self._stretches
        near = [stretches[rows] for rows in (before, hop, hop + 1)]
        return self._with_place(trip, s, [share, of_time, of_time - share, *sides, *near])

    def _with_place(self, trip: IntArray, s: FloatArray, stretch: list[FloatArray]) -> Float32Array:
        return np.column_stack([self.features(trip, s), *stretch]).astype(np.float32)

    @cached_property
    def _at_fixes(self) -> FloatArray:
        return self.expected(row_of_each(self.trips.offsets), self.trips.s)

    @cached_property
    def _expected_s(self) -> FloatArray:
        """``(fixes,)`` expected seconds from each fix to the next; zero after a piece's last."""
        seconds = np.maximum(np.append(np.diff(self._at_fixes), 0.0), 0.0)
        seconds[self.trips.offsets[1:] - 1] = 0.0
        return seconds

    @cached_property
    def _stretches(self) -> FloatArray:
        """``(fixes, 3)`` of the stretch from each fix to the next: log of the trip's seconds over
        the expected ones, of its seconds, and of its metres; zero after a piece's last fix.
        """
        trips = self.trips
        took, metres = (np.append(np.diff(each), 0.0) for each in (trips.t, trips.s))
        columns = np.column_stack(
            [
                np.log((np.maximum(took, 0) + ADDED_S) / (self._expected_s + ADDED_S)),
                np.log1p(np.maximum(took, 0) / 60),
                np.log1p(np.maximum(metres, 0) / 100),
            ]
        )
        columns[trips.offsets[1:] - 1] = 0.0
        return np.clip(columns, -4, 4)

    @cached_property
    def _until(self) -> FloatArray:
        """``(passes + 1,)`` expected seconds of all passes before."""
        metres = self.trips.pass_exit_m - self.trips.pass_enter_m
        return np.concatenate([[0.0], np.cumsum(metres * self.pace)])

    def features(self, trip: IntArray, s: FloatArray) -> Float32Array:
        """``(q, _OF_PLACE)`` at places of the paths."""
        trips, network = self.trips, self.road_map.network
        row = last_before(trips.pass_s, trips.pass_offsets, s, trip)
        edge, since = position_at(trips, trip, s)
        until = np.maximum(network.length_m[edge] - since, 0)
        near = [np.exp(-metres / scale) for metres in (since, until) for scale in NEAR_M]
        ahead = self._to_signal[row] - (s - trips.pass_s[row])
        near += [np.exp(-np.maximum(ahead, 0) / scale) for scale in SIGNAL_M]
        columns = [self.road_map.columns[edge], self._of_passes[row], np.stack(near, axis=-1)]
        return np.concatenate(columns, axis=-1).astype(np.float32)

    @cached_property
    def _to_signal(self) -> FloatArray:
        """``(passes,)`` metres from a pass's beginning to the next signal; infinite without."""
        trips = self.trips
        signals = np.nan_to_num(self.road_map.network.attributes.signals)[trips.pass_edge] > 0
        signals[trips.pass_offsets[1:] - 1] = False  # the trip may end before it
        at = np.where(signals, trips.pass_s + trips.pass_exit_m - trips.pass_enter_m, np.inf)
        rows = np.arange(len(at))
        following = np.minimum.accumulate(np.where(signals, rows, len(at))[::-1])[::-1]
        found = following < trips.pass_offsets[1:][trips.trip_of_pass]
        return np.where(found, at[np.minimum(following, len(at) - 1)] - trips.pass_s, np.inf)

    @cached_property
    def _of_passes(self) -> FloatArray:
        """``(passes, _OF_PASS)`` paces here, before and after, turns, and the junction behind."""
        trips = self.trips
        rows, piece = np.arange(len(trips.pass_edge)), trips.trip_of_pass
        before = np.maximum(rows - 1, trips.pass_offsets[:-1][piece])
        after = np.minimum(rows + 1, trips.pass_offsets[1:][piece] - 1)
        pace = np.log(self.pace / PACE)
        edge, heading = trips.pass_edge, self.road_map.heading
        controls = self.road_map.columns[:, -6:]
        turns = [
            _turn(heading[edge[one], 1], heading[edge[two], 0])
            for one, two in ((before, rows), (rows, after))
        ]
        is_end = np.stack([before == rows, after == rows], axis=-1)
        for turn, none in zip(turns, is_end.T, strict=True):
            turn[none] = (1.0, 0.0)
        return np.column_stack(
            [
                pace,
                self.known,
                pace[before] - pace,
                pace[after] - pace,
                *turns,
                is_end,
                controls[edge[before]][:, :3],
            ]
        )


def _own_sums(trips: MatchedTrips, network: Network) -> FloatArray:
    """``(2, passes)`` seconds and metres of the piece on the segment of each of its passes."""
    measured, _ = measure_passes(trips, network)
    key = trips.trip_of_pass * len(network) + trips.pass_edge
    _, of = np.unique(key, return_inverse=True)
    values = (measured.seconds, measured.metres)
    sums = [np.bincount(of[measured.row], value, of.max(initial=0) + 1) for value in values]
    return np.stack(sums)[:, of]


def _attributes(network: Network) -> Float32Array:
    """``(E, _OF_SEGMENT)``; the last six are controls and the junction at the segment's end."""
    names = network.highway.astype(str)
    base = np.char.replace(names, "_link", "")
    rank = np.full(len(network), len(CLASSES))
    for number, name in enumerate(CLASSES):
        rank[base == name] = number
    nodes = int(max(network.source.max(), network.target.max())) + 1
    leaving = np.bincount(network.source, minlength=nodes)[network.target]
    entering = np.bincount(network.target, minlength=nodes)[network.target]
    largest = np.full(nodes, len(CLASSES))
    np.minimum.at(largest, network.target, rank)
    attributes = network.attributes
    known = {name: np.nan_to_num(getattr(attributes, name)) for name in attributes.names()}
    return np.column_stack(
        [
            rank[:, None] == np.arange(len(CLASSES)),
            np.char.endswith(names, "_link"),
            network.reverse < 0,
            known["roundabout"],
            known["lanes"] / 2,
            known["maxspeed_kmh"] / 50,
            *(np.minimum(known[name], 2) for name in ("signals", "stop_signs", "crossings")),
            np.log(np.maximum(leaving, 1)),
            np.log(np.maximum(entering, 1)),
            (rank - largest[network.target]) / 4,
        ]
    ).astype(np.float32)


def _turn(one: FloatArray, two: FloatArray) -> FloatArray:
    """``(n, 2)`` cosine and sine of the angle from one heading to another, left positive."""
    cross = one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0]
    return np.stack([(one * two).sum(-1), cross], axis=-1)
