"""Observed traffic: speeds and travel-time reliability of directed segments at times of the week.

Statistics of the passes of trips, without a model. All of them are of the *pace*, seconds per
metre, so that a segment's travel time is its length × its pace:

- the *space-mean speed* is the metres of all passes ÷ their seconds;
- *P15, P50 and P85* are percentiles of the speeds of passes: P85 is the speed that 15 % of the
  passes reach or exceed;
- the *free-flow speed* is P85 at night, 0:00 to 5:00, or of the whole week where the night has too
  few passes;
- the *buffer index* is (95th percentile − mean) ÷ mean of the travel time;
- the *planning-time index* is the 95th percentile of the travel time ÷ the free-flow travel time.

The last two follow FHWA, "Travel Time Reliability: Making It There On Time, All The Time", 2006
(FHWA-HOP-06-070). Percentiles are inverses of the empirical distribution, so that each is the pace
of a pass.

The intervals are percentile intervals of a bootstrap over drivers: drivers are drawn with
replacement, with all their passes, because the passes of one driver are alike (Davison and Hinkley,
"Bootstrap Methods and their Application", 1997, section 3.8).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from ..contract.time_sets import NAMED_SETS, WHOLE_WEEK, TimeSet, parse_time_set
from ..utils.arrays import BoolArray, FloatArray, Int32Array, IntArray
from ..utils.progress import Progress, silent
from ..utils.ragged import offsets_of
from .driver_bootstrap import LEAST_DRIVERS, driver_weights, middle_of
from .local_time import is_in
from .pace_replicates import fill_paces
from .passes import PassTable

__all__ = ["MEASURES", "TimeSetCounts", "Traffic", "observe_traffic"]

#: The free-flow speed is that of the night if it has so many passes.
NIGHT = parse_time_set(NAMED_SETS["night free flow"])
LEAST_NIGHT_PASSES = 10
#: The statistics that have intervals, in the order of the columns.
MEASURES = ("speed", "p15", "p50", "p85", "buffer_index", "planning_time_index")
#: Quantiles of the pace behind P85, P50, P15 and the indices.
QUANTILES = (0.15, 0.5, 0.85, 0.95)
#: Passes whose replicates are computed at once.
PASSES_TOGETHER = 500_000


@dataclass(frozen=True)
class TimeSetCounts:
    """How much was observed in a time set.

    Attributes:
        passes: number of passes.
        segments: directed segments with passes by enough drivers.
        withheld: directed segments with passes by fewer drivers.
        withheld_passes: number of passes on these.
    """

    passes: int
    segments: int
    withheld: int
    withheld_passes: int


@dataclass(frozen=True)
class Traffic:
    """Statistics of directed segments in time sets, sorted by time set and segment.

    Attributes:
        time_set: ``(r,)`` index of the time set.
        edge: ``(r,)`` the directed segment.
        passes, vehicles: ``(r,)`` number of passes, and of different drivers.
        free_flow_kmh: ``(r,)``.
        is_night: ``(r,)`` whether the free-flow speed is that of the night.
        values: ``(r, 6)`` the :data:`MEASURES`; speeds in km/h.
        low, high: ``(r, 6)`` their intervals; NaN with fewer than 5 drivers.
        counts: of each time set.
    """

    time_set: IntArray
    edge: IntArray
    passes: IntArray
    vehicles: IntArray
    free_flow_kmh: FloatArray
    is_night: BoolArray
    values: FloatArray
    low: FloatArray
    high: FloatArray
    counts: tuple[TimeSetCounts, ...]


def observe_traffic(
    table: PassTable,
    time_sets: Sequence[TimeSet],
    *,
    least_drivers: int,
    seed: int,
    progress: Progress = silent,
) -> Traffic:
    """Statistics of the segments in each time set, where enough drivers made passes.

    Args:
        table: the passes.
        time_sets: at least one.
        least_drivers: segments with passes of fewer drivers in a time set are withheld.
        seed: of the bootstrap.
        progress: called for every part of the segments; may raise to stop.
    """
    order = np.lexsort((table.pace, table.edge))
    passes = _SortedPasses(
        table.edge[order],
        table.driver[order],
        table.metres[order].astype(np.float64),
        table.seconds[order].astype(np.float64),
    )
    minute = table.minute_of_week[order]
    weights = driver_weights(int(table.driver.max(initial=-1)) + 1, seed)
    rows, left_out = [], []
    for chunk in _chunks(passes.edge):
        progress("Observing traffic", float(chunk[0]) / len(table) if len(chunk) else 0.0)
        night = _Groups.of(passes.take(chunk), is_in(NIGHT, minute[chunk]), weights, least_drivers)
        week = _Groups.of(
            passes.take(chunk), np.ones(len(chunk), dtype=bool), weights, least_drivers
        )
        for number, time_set in enumerate(time_sets):
            groups = week
            if time_set != WHOLE_WEEK:
                inside = is_in(time_set, minute[chunk])
                groups = _Groups.of(passes.take(chunk), inside, weights, least_drivers)
            rows.append(_rows(number, groups, week, night))
            left_out.append((number, groups.withheld, groups.withheld_passes))
    return _traffic(rows, left_out, len(time_sets))


@dataclass(frozen=True)
class _SortedPasses:
    """Passes sorted by segment, and by pace within it."""

    edge: Int32Array
    driver: Int32Array
    metres: FloatArray
    seconds: FloatArray

    def take(self, rows: IntArray | BoolArray) -> _SortedPasses:
        return _SortedPasses(
            self.edge[rows], self.driver[rows], self.metres[rows], self.seconds[rows]
        )


@dataclass(frozen=True)
class _Groups:
    """Paces of segments with passes by enough drivers; all drivers first, then each replicate.

    Attributes:
        edge, passes, vehicles: ``(g,)``.
        mean: ``(g, 1 + replicates)`` seconds ÷ metres; NaN without a pass in the replicate.
        quantiles: ``(g, 1 + replicates, 4)`` the :data:`QUANTILES` of the pace.
        withheld, withheld_passes: numbers of segments with fewer drivers, and of their passes.
    """

    edge: IntArray
    passes: IntArray
    vehicles: IntArray
    mean: FloatArray
    quantiles: FloatArray
    withheld: int
    withheld_passes: int

    @classmethod
    def of(
        cls,
        passes: _SortedPasses,
        inside: BoolArray,
        weights: npt.NDArray[np.uint8],
        least_drivers: int,
    ) -> _Groups:
        passes = passes.take(inside)
        edge, group, count = np.unique(passes.edge, return_inverse=True, return_counts=True)
        pairs = np.unique(group * np.int64(weights.shape[1]) + passes.driver)
        vehicles = np.bincount(pairs // weights.shape[1], minlength=len(edge))
        enough = vehicles >= least_drivers
        mean, quantiles = _paces(passes.take(enough[group]), count[enough], weights)
        return cls(
            edge[enough].astype(np.int64),
            count[enough],
            vehicles[enough],
            mean,
            quantiles,
            int((~enough).sum()),
            int(count[~enough].sum()),
        )


def _paces(
    passes: _SortedPasses, count: IntArray, weights: npt.NDArray[np.uint8]
) -> tuple[FloatArray, FloatArray]:
    """``mean`` and ``quantiles`` of :class:`_Groups` for segments with ``count`` passes each."""
    mean = np.full((len(count), len(weights)), np.nan)
    quantiles = np.full((len(count), len(weights), len(QUANTILES)), np.nan)
    if not len(count):
        return mean, quantiles
    fill_paces(
        offsets_of(count),
        passes.driver,
        passes.metres,
        passes.seconds,
        weights,
        np.array(QUANTILES),
        mean,
        quantiles,
    )
    return mean, quantiles


def _rows(
    number: int, groups: _Groups, week: _Groups, night: _Groups
) -> dict[str, npt.NDArray[Any]]:
    """The columns of :class:`Traffic` for the segments of a time set."""
    is_night = np.isin(groups.edge, night.edge[night.passes >= LEAST_NIGHT_PASSES])
    p85 = QUANTILES.index(0.15)
    free = week.quantiles[np.searchsorted(week.edge, groups.edge), :, p85]
    free[is_night] = night.quantiles[np.searchsorted(night.edge, groups.edge[is_night]), :, p85]
    fast, median, slow, late = np.moveaxis(groups.quantiles, 2, 0)
    measures = np.stack(
        [
            3.6 / groups.mean,
            3.6 / slow,
            3.6 / median,
            3.6 / fast,
            (late - groups.mean) / groups.mean,
            late / free,
        ],
        axis=2,
    )
    low, high = middle_of(measures[:, 1:])
    few = groups.vehicles < LEAST_DRIVERS
    low[few] = high[few] = np.nan
    return {
        "time_set": np.full(len(groups.edge), number),
        "edge": groups.edge,
        "passes": groups.passes,
        "vehicles": groups.vehicles,
        "free_flow_kmh": 3.6 / free[:, 0],
        "is_night": is_night,
        "values": measures[:, 0],
        "low": low,
        "high": high,
    }


def _chunks(edge: Int32Array) -> Iterator[IntArray]:
    """Indices of consecutive passes of whole segments."""
    if not len(edge):
        yield np.arange(0)
        return
    begins = np.flatnonzero(np.r_[True, edge[1:] != edge[:-1]])
    wanted = np.arange(PASSES_TOGETHER, len(edge), PASSES_TOGETHER)
    bounds = begins[np.minimum(np.searchsorted(begins, wanted), len(begins) - 1)]
    bounds = np.unique(np.r_[0, bounds, len(edge)])
    for first, last in pairwise(bounds.tolist()):
        yield np.arange(first, last)


def _traffic(
    rows: Sequence[dict[str, npt.NDArray[Any]]],
    left_out: Sequence[tuple[int, int, int]],
    time_sets: int,
) -> Traffic:
    """The rows of all parts by time set and segment, with the counts of each time set."""
    names = [each.name for each in fields(Traffic) if each.name != "counts"]
    joined = {name: np.concatenate([part[name] for part in rows]) for name in names}
    order = np.argsort(joined["time_set"], kind="stable")
    columns = {name: column[order] for name, column in joined.items()}
    segments = np.bincount(columns["time_set"], minlength=time_sets)
    passes = np.bincount(columns["time_set"], weights=columns["passes"], minlength=time_sets)
    withheld = np.zeros((time_sets, 2), dtype=np.int64)
    for number, *numbers in left_out:
        withheld[number] += numbers
    counts = tuple(
        TimeSetCounts(
            passes=int(passes[number] + withheld[number, 1]),
            segments=int(segments[number]),
            withheld=int(withheld[number, 0]),
            withheld_passes=int(withheld[number, 1]),
        )
        for number in range(time_sets)
    )
    return Traffic(**columns, counts=counts)
