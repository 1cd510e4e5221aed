"""Passes of other drivers on and around segments, summarised for the road function.

Passes are summed per segment and quarter of an hour of the week. A kernel over time weights these
sums by how near they are to the asked time. Sums over the road graph and the surroundings show how
fast traffic is there, relative to what is usual there (as in SIGN, Frasca et al. 2020: the
aggregation is fixed, not learned). The work is a few matrix products, for any number of queries.

Days are a random effect: what the passes of a few days show of an hour is in part these days' own.
Queries therefore know of how many days the passes near their time are, and what the whole city
shows there is shrunk by that number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from ..data.passes import PassTable
from ..data.roads.network import Network
from ..model.road_function import RoadQueries
from ..utils.arrays import BoolArray, Float32Array, FloatArray, IntArray
from ..utils.study_area import StudyArea
from .road_attributes import adjacent_edges, road_attributes

#: Width of the bins of time, hours, and their number in a week.
BIN_HOURS, BINS = 0.25, 672
#: Hour of the week at which the weekend begins.
WEEKEND_HOUR = 120
#: Standard deviation of the kernel, hours. It compares times of the day, of weekdays or weekends.
KERNEL_HOURS = 0.75
#: Expected seconds of driving near a time with which a day counts half.
SECONDS_OF_DAY = 3600.0
#: Days of what is usual at a time, without which the city's own days are not taken.
USUAL_DAYS = 0.5
#: Radius of the near surroundings and side of the squares of the far ones, metres.
NEAR_M, SQUARE_M = 300.0, 1000.0
#: Expected seconds of driving that count as much as all passes of a sum: shrinkage of the features.
SECONDS_ALONE, SECONDS_NEAR, SECONDS_SQUARE = 20.0, 60.0, 200.0
#: Metres of the class's mean, and of the neighbours' mean in lengths of the segment, that the
#: expected pace of a segment includes.
CLASS_METRES, NEIGHBOUR_METRES, NEIGHBOUR_LENGTHS = 2000.0, 500.0, 3.0
#: Metres of the class's mean that the mean pace of a sum over other segments includes.
SUM_METRES = 200.0
#: Seconds driven and expected in a sum, and the seconds that count as much as all passes of it.
_Around = tuple[Float32Array, Float32Array, float]
#: Pace of a city without any pass, s/m: 36 km/h.
UNKNOWN_PACE = 0.1
#: Waves of the clock, turns a day.
TURNS = (1, 2, 3)
#: Columns of a kernel that are multiplied at once, a day; smaller weights count as none.
COLUMNS_TOGETHER, MIN_WEIGHT = 96, 1e-15
#: Paces are clipped to these for means of their logarithms, s/m: 360 and 0.18 km/h.
PACES = (0.01, 20.0)


@dataclass(frozen=True)
class Surroundings:
    """What does not depend on passes.

    Attributes:
        length_m: ``(E,)``.
        attributes: ``(E, a)`` of the segments, see :func:`~.road_attributes.road_attributes`, and
            their sinuosity: the log of length over the straight distance.
        road_class: ``(E,)`` number of the class.
        around: ``(E, E)`` matrices that sum over the preceding and following segments, the opposite
            one and those within :data:`NEAR_M`, without the segment.
        square: ``(E,)`` number of the square of its middle.
        in_square: ``(squares, E)`` matrix that sums over the squares.
    """

    length_m: FloatArray
    attributes: Float32Array
    road_class: IntArray
    around: Mapping[str, csr_array]
    square: IntArray
    in_square: csr_array

    @classmethod
    def of(cls, network: Network, area: StudyArea) -> Surroundings:
        """The surroundings of a network's segments."""
        edges = len(network)
        (own, before), (same, after) = adjacent_edges(network)
        preceding, following = _summing(edges, own, before), _summing(edges, same, after)
        two_way = np.flatnonzero(network.reverse >= 0)
        middle = area.to_local(*network.locate(np.arange(edges), network.length_m / 2).T)
        pairs = cKDTree(middle).query_pairs(NEAR_M, output_type="ndarray")
        square = np.unique(np.floor(middle / SQUARE_M), axis=0, return_inverse=True)[1].ravel()
        return cls(
            length_m=network.length_m,
            attributes=np.column_stack([road_attributes(network), _sinuosity(network, area)]),
            road_class=np.unique(network.highway.astype(str), return_inverse=True)[1],
            around={
                "preceding": preceding,
                "following": following,
                "opposite": _summing(edges, two_way, network.reverse[two_way]),
                "near": _summing(edges, *np.concatenate([pairs, pairs[:, ::-1]]).T),
            },
            square=square,
            in_square=csr_array((np.ones(edges, dtype=np.float32), (square, np.arange(edges)))),
        )


@dataclass(frozen=True)
class PassContext:
    """The passes that a road function may see.

    They are read in parts: only their sums over segments and times are in memory.

    Attributes:
        table: has them, and may have others.
        rows: ``(p,)`` which of the table they are; all if absent.
        timed: ``(p,)`` which of them show what differs between times; all of them if absent.
    """

    surroundings: Surroundings
    table: PassTable
    rows: BoolArray | None = None
    timed: BoolArray | None = None

    @cached_property
    def counts(self) -> FloatArray:
        """``(E,)`` expected passes of each segment."""
        return self._of_segments.passes

    @cached_property
    def expected(self) -> FloatArray:
        """``(E,)`` pace at any time, s/m: of the segment, its neighbours and its class."""
        metres, seconds, length = self._metres, self._seconds, self.surroundings.length_m
        around = self.surroundings.around["preceding"] + self.surroundings.around["following"]
        class_pace = self._class_pace
        neighbours = (around @ seconds + class_pace * NEIGHBOUR_METRES) / (
            around @ metres + NEIGHBOUR_METRES
        )
        borrowed = NEIGHBOUR_LENGTHS * length
        return np.asarray((seconds + neighbours * borrowed) / (metres + borrowed))

    def queries(self, edge: IntArray, minute: FloatArray) -> RoadQueries:
        """Segments at times of a day that is not among those of the passes.

        Args:
            edge: ``(q,)``.
            minute: ``(q,)`` minutes since the beginning of Monday; NaN for the mean over all times.
        """
        is_timed = np.isfinite(minute)
        passes, mean = self._own(edge)
        static = {
            "passes": passes,
            "mean": np.where(passes > 0, mean, 1.0),
            "expected": self.expected[edge],
        }
        features, *others = self._at_times(edge[is_timed], minute[is_timed] / 60)
        names = ("near_passes", "near_seconds", "city", "day_variance")
        timed = {
            name: _spread(values, is_timed) for name, values in zip(names, others, strict=True)
        }
        every = [self._static[edge], is_timed, _spread(features, is_timed)]
        columns = {"features": np.column_stack(every), **static, **timed}
        return RoadQueries(
            **{
                name: torch.from_numpy(np.ascontiguousarray(value, dtype=np.float32))
                for name, value in columns.items()
            }
        )

    def _at_times(self, edge: IntArray, hour: FloatArray) -> tuple[FloatArray, ...]:
        """What queries with a time know of it.

        Args:
            edge, hour: ``(q,)``; hours since the beginning of Monday.

        Returns:
            Features ``(q, f)``; and, ``(q,)``, passes and seconds on the segment near the time in
            its lengths, the city's log-ratio, and the variance of its days.
        """
        if not len(edge):  # the sums over times are not needed
            sums = 2 + len(self.surroundings.around)
            width = 2 + 2 * sums + 2 * len(TURNS) + 1
            return np.empty((0, width)), *np.empty((4, 0))
        bins, of_query = np.unique((hour / BIN_HOURS).astype(np.int64), return_inverse=True)
        needed, of_edge = self._sums(edge)
        length = self.surroundings.length_m[edge]
        days = self._days[bins][of_query]
        city = days / (days + USUAL_DAYS) * self._city[bins][of_query]
        own, around = needed.weighted(self._kernel[:, bins], of_edge, of_query)
        features: list[FloatArray] = [city, np.log1p(days)]
        for driven, expected, alone in around:
            ratio = np.log((driven + alone * np.exp(city)) / (expected + alone))
            features += [ratio, np.log1p(expected / alone)]
        angle = 2 * np.pi * hour / 24
        features += [wave(turns * angle) for turns in TURNS for wave in (np.sin, np.cos)]
        return (
            np.column_stack([*features, (hour >= WEEKEND_HOUR).astype(np.float64)]),
            own[2] / length,
            own[0] / length,
            city,
            1 + 1 / (days + USUAL_DAYS),
        )

    def _own(self, edge: IntArray) -> tuple[FloatArray, FloatArray]:
        """Passes of segments, in lengths, and the space mean of their pace."""
        length = self.surroundings.length_m
        mean = self._seconds / np.maximum(self._metres, 1e-9)
        return (self._metres / length)[edge], mean[edge]

    def _sums(self, edge: IntArray) -> tuple[_Sums, IntArray]:
        """The sums that queries of segments need, and the number of each segment in them."""
        where, edges = self.surroundings, len(self.surroundings.length_m)
        asked, of_edge = np.unique(edge, return_inverse=True)
        # Cutting the matrices takes longer than summing over rows that are not needed.
        if 2 * len(asked) > edges:
            return self._all_sums(), edge
        around = {name: matrix[asked] for name, matrix in where.around.items()}
        is_needed = np.zeros(edges, dtype=bool)
        for needed in (asked, *(matrix.indices for matrix in around.values())):
            is_needed[needed] = True
        rows = np.flatnonzero(is_needed)
        squares, square = np.unique(where.square[asked], return_inverse=True)
        sums = _Sums(
            own=np.searchsorted(rows, asked),
            grids=[grid[rows] for grid in self._grids],
            around={name: matrix[:, rows] for name, matrix in around.items()},
            square=square,
            square_grids=[grid[squares] for grid in self._square_grids],
        )
        return sums, of_edge

    def _all_sums(self) -> _Sums:
        where = self.surroundings
        # Not cached with its sums, which would be seven times as large as the grids.
        every = np.arange(len(where.length_m))
        return _Sums(every, self._grids, where.around, where.square, self._square_grids)

    @cached_property
    def _of_segments(self) -> SegmentSums:
        return SegmentSums.of(self.table, len(self.surroundings.length_m), self.rows)

    @property
    def _metres(self) -> FloatArray:
        return self._of_segments.metres

    @property
    def _seconds(self) -> FloatArray:
        return self._of_segments.seconds

    @cached_property
    def _class_pace(self) -> FloatArray:
        of = self.surroundings.road_class
        seconds, metres = np.bincount(of, self._seconds), np.bincount(of, self._metres)
        return ((seconds + self._city_pace * CLASS_METRES) / (metres + CLASS_METRES))[of]

    @cached_property
    def _city_pace(self) -> float:
        metres = self._metres.sum()
        return float(self._seconds.sum() / metres) if metres else UNKNOWN_PACE

    @cached_property
    def _static(self) -> FloatArray:
        """``(E, f)`` features that do not depend on the time."""
        log_mean = self._of_segments.log_pace / np.maximum(self.counts, 1)
        log_square = self._of_segments.log_pace_square / np.maximum(self.counts, 1)
        spread = np.sqrt(np.maximum(log_square - log_mean**2, 0))
        usual = np.log(self.expected)
        columns = [
            np.log1p(self.counts),
            np.where(self.counts > 0, log_mean - usual, 0.0),
            spread,
            np.log(self._class_pace / self._city_pace),
            usual - np.log(self._city_pace),
        ]
        for matrix in self.surroundings.around.values():
            seconds, metres = matrix @ self._seconds, matrix @ self._metres
            pace = (seconds + self._class_pace * SUM_METRES) / (metres + SUM_METRES)
            columns += [np.log(pace / self._city_pace), np.log1p(metres / SUM_METRES)]
        return np.column_stack([*columns, self.surroundings.attributes])

    @cached_property
    def _bins(self) -> IntArray:
        """``(bins,)`` the bins that have a pass, ascending."""
        has_pass = np.zeros(BINS, dtype=bool)
        for part in self._parts():
            has_pass[_bin_of(part)] = True
        return np.flatnonzero(has_pass)

    @cached_property
    def _grids(self) -> list[Float32Array]:
        """``(E, bins)`` sums of seconds, expected seconds, and metres."""
        shape = len(self.counts), len(self._bins)
        seconds, metres = (np.zeros(shape, dtype=np.float32) for _ in range(2))
        for part in self._parts():
            at = (part.edge, np.searchsorted(self._bins, _bin_of(part)))
            seconds += csr_array((part.expected_s, at), shape=shape).toarray()
            metres += csr_array((part.expected_m, at), shape=shape).toarray()
        return [seconds, self.expected[:, None].astype(np.float32) * metres, metres]

    @cached_property
    def _square_grids(self) -> list[Float32Array]:
        """``(squares, bins)`` sums of seconds and expected seconds."""
        return [self.surroundings.in_square @ grid for grid in self._grids[:2]]

    @cached_property
    def _city(self) -> FloatArray:
        """``(BINS,)`` logarithm of the city's pace over the usual one; 0 without passes."""
        driven, usual = (grid.sum(0, dtype=np.float64) for grid in self._grids[:2])
        driven, usual = driven @ self._kernel, usual @ self._kernel
        is_known = usual > 1.0
        return np.log(np.where(is_known, driven, 1.0) / np.where(is_known, usual, 1.0))

    @cached_property
    def _days(self) -> FloatArray:
        """``(BINS,)`` number of days with passes near each time.

        A day with the expected seconds s of driving there counts s / (s + SECONDS_OF_DAY).
        """
        usual: dict[int, FloatArray] = {}
        for part in self._parts():
            seconds, of_bin = self.expected[part.edge] * part.expected_m, _bin_of(part)
            days, of_day = np.unique(part.local_day, return_inverse=True)
            sums = np.bincount(of_day * BINS + of_bin, seconds, len(days) * BINS)
            for day, own in zip(days.tolist(), sums.reshape(-1, BINS), strict=True):
                before = usual.setdefault(day, np.zeros(len(self._bins)))
                before += own[self._bins]
        if not usual:
            return np.zeros(BINS)
        near = np.stack([*usual.values()]) @ self._kernel
        return np.asarray((near / (near + SECONDS_OF_DAY)).sum(0))

    @cached_property
    def _kernel(self) -> Float32Array:
        """``(bins, BINS)`` weight of passes of a bin for queries of every bin of the week."""
        passed = ((self._bins + 0.5) * BIN_HOURS)[:, None]
        asked = ((np.arange(BINS) + 0.5) * BIN_HOURS)[None]
        apart = np.abs(passed % 24 - asked % 24)
        apart = np.minimum(apart, 24 - apart)
        same_part = (passed >= WEEKEND_HOUR) == (asked >= WEEKEND_HOUR)
        kernel = same_part * np.exp(-0.5 * (apart / KERNEL_HOURS) ** 2)
        return np.asarray(kernel, dtype=np.float32)

    def _parts(self) -> Iterator[PassTable]:
        return self.table.parts(self.rows if self.timed is None else self.timed)


@dataclass(frozen=True)
class SegmentSums:
    """Sums over the passes of each segment, ``(E,)``; each counts by its weight.

    Attributes:
        passes: expected number.
        metres, seconds: driven.
        log_pace, log_pace_square: of the logarithm of the pace in s/m, and of its square.
    """

    passes: FloatArray
    metres: FloatArray
    seconds: FloatArray
    log_pace: FloatArray
    log_pace_square: FloatArray

    @classmethod
    def of(cls, passes: PassTable, edges: int, rows: BoolArray | None = None) -> SegmentSums:
        """Of the passes of a table, or of those of a mask ``(p,)``, which are read in parts."""
        sums = cls(*(np.zeros(edges) for _ in range(5)))
        for part in passes.parts(rows):
            log_pace = np.log(np.clip(part.pace.astype(np.float64), *PACES))
            for total, values in (
                (sums.passes, part.weight),
                (sums.metres, part.expected_m),
                (sums.seconds, part.expected_s),
                (sums.log_pace, part.weight * log_pace),
                (sums.log_pace_square, part.weight * log_pace**2),
            ):
                total += np.bincount(part.edge, values, edges)
        return sums


@dataclass(frozen=True)
class _Sums:
    """Sums of seconds, expected seconds and metres of some segments and their surroundings.

    Attributes:
        own: ``(e,)`` rows of the segments.
        grids: ``(rows, bins)`` of the segments and all around them.
        around: ``(e, rows)`` matrices that sum over the surroundings.
        square: ``(e,)`` rows of the squares.
        square_grids: ``(squares, bins)`` seconds and expected seconds.
    """

    own: IntArray
    grids: list[Float32Array]
    around: Mapping[str, csr_array]
    square: IntArray
    square_grids: list[Float32Array]

    def weighted(
        self, kernel: Float32Array, edge: IntArray, time: IntArray
    ) -> tuple[list[Float32Array], list[_Around]]:
        """Sums ``(q,)`` weighted by a kernel.

        Args:
            kernel: ``(bins, k)``.
            edge, time: ``(q,)`` rows of ``own``, and columns of the kernel.

        Returns:
            Those of the segments; and seconds driven and expected, and the shrinkage, of the
            segments, of each of the surroundings, and of the squares.
        """
        kernel, column = _distinct(kernel)
        at, time = self.own[edge], column[time]
        own = [_product(grid, kernel)[at, time] for grid in self.grids]
        square = self.square[edge]
        of_square = [_product(grid, kernel)[square, time] for grid in self.square_grids]
        around = [
            (one[edge, time], two[edge, time], SECONDS_NEAR if name == "near" else SECONDS_ALONE)
            for name, one, two in self._around(kernel)
        ]
        return own, [
            (own[0], own[1], SECONDS_ALONE),
            *around,
            (of_square[0], of_square[1], SECONDS_SQUARE),
        ]

    def _around(self, kernel: Float32Array) -> Iterator[tuple[str, Float32Array, Float32Array]]:
        """Seconds and expected seconds ``(e, k)`` of the surroundings, one after the other."""
        driven, usual, _ = self.grids
        # The order of the two products that takes fewer operations.
        if kernel.shape[1] < len(kernel):
            driven, usual = _product(driven, kernel), _product(usual, kernel)
            for name, each in self.around.items():
                yield name, each @ driven, each @ usual
        else:
            for name, (one, two) in self._sums.items():
                yield name, _product(one, kernel), _product(two, kernel)

    @cached_property
    def _sums(self) -> dict[str, tuple[Float32Array, Float32Array]]:
        """``(e, bins)`` seconds and expected seconds of the surroundings."""
        driven, usual, _ = self.grids
        return {name: (each @ driven, each @ usual) for name, each in self.around.items()}


def _spread(values: FloatArray, is_known: BoolArray) -> FloatArray:
    """The values in the rows where they are known, zeros elsewhere."""
    spread = np.zeros((len(is_known), *values.shape[1:]))
    spread[is_known] = values
    return spread


def _distinct(kernel: Float32Array) -> tuple[Float32Array, IntArray]:
    """The different columns of a kernel ``(bins, k)`` in their order, and the number of each."""
    _, first, column = np.unique(kernel, axis=1, return_index=True, return_inverse=True)
    order = np.argsort(first)
    return kernel[:, first[order]], np.argsort(order)[column.ravel()]


def _product(grid: Float32Array, kernel: Float32Array) -> Float32Array:
    """``grid @ kernel``, without the products with bins that are far from all columns' times."""
    product = np.empty((len(grid), kernel.shape[1]), dtype=np.float32)
    for first in range(0, kernel.shape[1], COLUMNS_TOGETHER):
        columns = slice(first, first + COLUMNS_TOGETHER)
        rows = np.flatnonzero(kernel[:, columns].max(axis=1) > MIN_WEIGHT)
        is_run = len(rows) and rows[-1] - rows[0] == len(rows) - 1
        near = slice(rows[0], rows[-1] + 1) if is_run else rows  # a slice is no copy
        product[:, columns] = grid[:, near] @ kernel[near, columns]
    return product


def _bin_of(passes: PassTable) -> IntArray:
    """``(p,)`` the bin of each pass."""
    return np.asarray(passes.minute_of_week / 60 / BIN_HOURS).astype(np.int64)


def _summing(edges: int, own: IntArray, other: IntArray) -> csr_array:
    """``(edges, edges)`` matrix that sums over the other edges of each edge, each once."""
    is_other = own != other
    own, other = own[is_other].astype(np.int32), other[is_other].astype(np.int32)
    matrix = csr_array((np.ones(len(own), dtype=np.float32), (own, other)), shape=(edges, edges))
    matrix.sum_duplicates()
    matrix.data[:] = 1
    return matrix


def _sinuosity(network: Network, area: StudyArea) -> Float32Array:
    straight = area.to_local(network.lon, network.lat)
    first, last = straight[network.offsets[:-1]], straight[network.offsets[1:] - 1]
    apart = np.linalg.norm(last - first, axis=1)
    ratio = np.maximum(network.length_m, 1.0) / np.maximum(apart, 1.0)
    return np.clip(np.log(ratio), 0, 2).astype(np.float32)
