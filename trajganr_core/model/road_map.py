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

#: Passes of a similar segment's pace that a segment's pace includes, and their lengths, metres:
#: vehicles stop at the ends of short segments.
PRIOR_PASSES, LENGTHS_M = 2.0, (40.0, 100.0, 250.0)
#: Pace to which others are compared, s/m: 36 km/h; and the range of paces.
PACE, PACES = 0.1, (0.02, 2.0)
#: Sums over passes; and what they are where nothing is known, as over so many metres.
SUMS, UNKNOWN, UNKNOWN_M = 3, (PACE, 2 * PACE**2, 1.0), 1000.0
#: Smallest standard deviation of a segment's pace, as a share of it.
MIN_SPREAD = 0.1
#: Scales of the distances to the ends of the segment and to the next signal, metres.
NEAR_M, SIGNAL_M = (20.0, 60.0), (30.0, 120.0)
#: Columns of :meth:`Way.features`; the first of a pass is the pace.
PACE_COLUMN = _OF_SEGMENT = len(CLASSES) + 11
_OF_PASS = 14
_OF_PLACE = _OF_SEGMENT + _OF_PASS + 2 * len(NEAR_M) + len(SIGNAL_M)
#: And those of the stretch between two fixes.
_OF_STRETCH = 19
WAY_FEATURES = _OF_PLACE + _OF_STRETCH
#: Unit of expected seconds, and what is added to seconds before they are compared.
EXPECTED_UNIT_S, ADDED_S = 15.0, 5.0


@dataclass(frozen=True)
class RoadMap:
    """The segments of a network, and what trips took on them.

    Attributes:
        columns: ``(E, …)`` attributes of the segments.
        heading: ``(E, 2, 2)`` unit vectors at the beginning and at the end of each.
        driven: ``(SUMS, E)`` by the trips: seconds, squared seconds a metre, and metres.
        usual: ``(2, E)`` the first two a metre, on all segments of the kind: of the class, and
            about as long.
    """

    network: Network
    columns: Float32Array
    heading: FloatArray
    driven: FloatArray
    usual: FloatArray

    @classmethod
    def of(cls, network: Network, area: StudyArea, driven: FloatArray) -> RoadMap:
        """The map of a network.

        Args:
            driven: ``(SUMS, E)`` of :func:`driven`.
        """
        length = np.digitize(network.length_m, LENGTHS_M)
        highway = np.unique(network.highway.astype(str), return_inverse=True)[1]
        kind = highway * (1 + len(LENGTHS_M)) + length
        seconds, squares, metres = (
            np.bincount(kind, each) + UNKNOWN_M * unknown
            for each, unknown in zip(driven, UNKNOWN, strict=True)
        )
        lines = network.local_lines(area)
        ends = [headings(lines, at) for at in (np.zeros(len(network)), network.length_m)]
        return cls(
            network=network,
            columns=_attributes(network),
            heading=np.stack(ends, axis=1),
            driven=driven,
            usual=np.stack([seconds, squares])[:, kind] / metres[kind],
        )

    def way(self, trips: MatchedTrips, *, is_known: bool) -> Way:
        """The paths of some pieces.

        Args:
            is_known: whether they are among the trips of the map; their own passes are then
                left out.
        """
        edge = trips.pass_edge
        sums = self.driven[:, edge]
        if is_known:
            sums = np.maximum(sums - _own_sums(trips, self.network), 0)
        length = self.network.length_m[edge]
        metres = sums[-1]
        prior = PRIOR_PASSES * length
        pace, square = (sums[:-1] + prior * self.usual[:, edge]) / (metres + prior)
        pace = np.clip(pace, *PACES)
        variance = np.maximum(square - pace**2, (MIN_SPREAD * pace) ** 2) * length
        return Way(self, trips, pace, variance, np.log1p(metres / length))


def driven(trips: MatchedTrips, network: Network) -> FloatArray:
    """``(SUMS, E)`` what trips, all pieces of each, drove on segments: see :class:`RoadMap`."""
    row, sums = _summands(trips, network)
    edge = trips.pass_edge[row]
    return np.stack([np.bincount(edge, values, len(network)) for values in sums])


def _summands(trips: MatchedTrips, network: Network) -> tuple[IntArray, FloatArray]:
    """``(p,)`` the passes that are measured, and the ``(SUMS, p)`` summands of each."""
    measured, _ = measure_passes(trips, network)
    metres = measured.metres
    seconds = np.minimum(measured.seconds, metres * PACES[1])
    return measured.row, measured.weight * np.stack([seconds, seconds**2 / metres, metres])


@dataclass(frozen=True)
class Way:
    """The paths of pieces, with what the map tells along them.

    Attributes:
        pace: ``(passes,)`` of other trips on the segment, s/m.
        variance: ``(passes,)`` of the seconds that they take, a metre.
        known: ``(passes,)`` log of the number of their passes.
    """

    road_map: RoadMap
    trips: MatchedTrips
    pace: FloatArray
    variance: FloatArray
    known: FloatArray

    def expected(self, trip: IntArray, s: FloatArray) -> FloatArray:
        """Seconds ``(q,)`` from some place of the path to ``s``, at the pace of other trips."""
        return self._cumulated(self._until, self.pace, trip, s)

    def spread(self, trip: IntArray, s: FloatArray) -> FloatArray:
        """As :meth:`expected`, the variance of these seconds, were segments independent."""
        return self._cumulated(self._variance_until, self.variance, trip, s)

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
        nothing = np.zeros((trips.fixes, 5))
        sides = [np.log1p(self.expected_next_s[rows] / EXPECTED_UNIT_S) for rows in (before, after)]
        stretches = self.stretches
        columns = [nothing, *sides, stretches[before], nothing[:, :4], stretches[after]]
        return self._with_place(piece, trips.s, columns)

    def at(self, trip: IntArray, s: FloatArray) -> Float32Array:
        """``(q, WAY_FEATURES)`` at places of the paths."""
        trips, hop = self.trips, hop_at(self.trips, trip, s)
        whole = self.expected_next_s[hop]
        since = np.clip(self.expected(trip, s) - self._at_fixes[hop], 0, whole)
        metres = trips.s[hop + 1] - trips.s[hop]
        share = np.clip((s - trips.s[hop]) / np.maximum(metres, 1.0), 0, 1)
        of_time = np.divide(since, whole, out=share.copy(), where=whole > 0)
        spread = self.spread(trip, s) - self.spread(trip, trips.s[hop])
        of_spread = np.clip(spread / self._spread_to_next[hop], 0, 1) - of_time
        # A sum of independent normal variables is known: so much later than expected it is here.
        late = of_spread * (1 - np.exp(-self.stretches[hop, 0]))
        sides = [np.log1p(each / EXPECTED_UNIT_S) for each in (since, whole - since)]
        before = np.where(hop > trips.offsets[trip], hop - 1, trips.fixes - 1)
        stretches = self.stretches
        near = [stretches[rows] for rows in (before, hop, hop + 1)]
        return self._with_place(
            trip, s, [share, of_time, of_time - share, of_spread, late, *sides, *near]
        )

    def _with_place(self, trip: IntArray, s: FloatArray, stretch: list[FloatArray]) -> Float32Array:
        return np.column_stack([self.features(trip, s), *stretch]).astype(np.float32)

    @cached_property
    def _at_fixes(self) -> FloatArray:
        return self.expected(row_of_each(self.trips.offsets), self.trips.s)

    @cached_property
    def expected_next_s(self) -> FloatArray:
        """``(fixes,)`` expected seconds from each fix to the next; zero after a piece's last."""
        seconds = np.maximum(np.append(np.diff(self._at_fixes), 0.0), 0.0)
        seconds[self.trips.offsets[1:] - 1] = 0.0
        return seconds

    @cached_property
    def _spread_to_next(self) -> FloatArray:
        """``(fixes,)`` variance of the seconds from each fix to the next, positive."""
        at_fixes = self.spread(row_of_each(self.trips.offsets), self.trips.s)
        return np.maximum(np.append(np.diff(at_fixes), 0.0), ADDED_S)

    @cached_property
    def stretches(self) -> FloatArray:
        """``(fixes, 4)`` of the stretch from each fix to the next.

        Logarithms of the trip's seconds over the expected ones, of its seconds, and of its metres,
        and by how many standard deviations it is late; zero after a piece's last fix.
        """
        trips = self.trips
        took, metres = (np.append(np.diff(each), 0.0) for each in (trips.t, trips.s))
        columns = np.column_stack(
            [
                np.log((np.maximum(took, 0) + ADDED_S) / (self.expected_next_s + ADDED_S)),
                np.log1p(np.maximum(took, 0) / 60),
                np.log1p(np.maximum(metres, 0) / 100),
                (took - self.expected_next_s) / np.sqrt(self._spread_to_next),
            ]
        )
        columns[trips.offsets[1:] - 1] = 0.0
        return np.clip(columns, -4, 4)

    @cached_property
    def _until(self) -> FloatArray:
        """``(passes + 1,)`` expected seconds of all passes before."""
        return np.concatenate([[0.0], np.cumsum(self._metres * self.pace)])

    @cached_property
    def _variance_until(self) -> FloatArray:
        """``(passes + 1,)`` variance of the seconds of all passes before."""
        return np.concatenate([[0.0], np.cumsum(self._metres * self.variance)])

    @property
    def _metres(self) -> FloatArray:
        return self.trips.pass_exit_m - self.trips.pass_enter_m

    def _cumulated(
        self, until: FloatArray, a_metre: FloatArray, trip: IntArray, s: FloatArray
    ) -> FloatArray:
        """``(q,)`` integral along the paths until ``s``."""
        trips = self.trips
        row = last_before(trips.pass_s, trips.pass_offsets, s, trip)
        driven = np.clip(s - trips.pass_s[row], 0, self._metres[row])
        return np.asarray(until[row] + driven * a_metre[row])

    def features(self, trip: IntArray, s: FloatArray) -> Float32Array:
        """``(q, _OF_PLACE)`` at places of the paths."""
        trips, network = self.trips, self.road_map.network
        row = last_before(trips.pass_s, trips.pass_offsets, s, trip)
        edge, since = position_at(trips, trip, s)
        until = np.maximum(network.length_m[edge] - since, 0)
        near: list[FloatArray] = [
            np.exp(-metres / scale) for metres in (since, until) for scale in NEAR_M
        ]
        ahead = self._to_signal[row] - (s - trips.pass_s[row])
        near += [np.exp(-np.maximum(ahead, 0) / scale) for scale in SIGNAL_M]
        columns = (self.road_map.columns[edge], self._of_passes[row], np.column_stack(near))
        return np.hstack(columns).astype(np.float32)

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
                np.log(self.variance) / 2 - pace,
                pace[before] - pace,
                pace[after] - pace,
                *turns,
                is_end,
                controls[edge[before]][:, :3],
            ]
        )


def _own_sums(trips: MatchedTrips, network: Network) -> FloatArray:
    """``(SUMS, passes)`` of the piece on the segment of each of its passes."""
    row, sums = _summands(trips, network)
    key = trips.trip_of_pass * len(network) + trips.pass_edge
    _, of = np.unique(key, return_inverse=True)
    most = of.max(initial=0) + 1
    totals = [np.bincount(of[row], values, most) for values in sums]
    return np.asarray(np.stack(totals)[:, of], dtype=np.float64)


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
