"""Observed traffic: speeds and travel-time reliability of directed segments at times of the week.

Statistics of the passes of trips, without a model. All of them are of the *pace*, seconds per
metre, so that a segment's travel time is its length × its pace:

- in means and percentiles, a pass between distant fixes counts by the probability that it was
  driven;
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

:mod:`.privacy` says which rows and percentiles are published. The other percentiles are missing,
and so are intervals with such an end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from ..contract.options.time_sets import NAMED_SETS, WHOLE_WEEK, TimeSet, parse_time_set
from ..data.local_time import is_in
from ..data.passes import PassTable
from ..utils.arrays import BoolArray, Float32Array, FloatArray, Int32Array, IntArray
from ..utils.columns import Columns
from ..utils.progress import Progress, silent
from ..utils.ragged import offsets_of
from .driver_bootstrap import MIN_SAMPLED_DRIVERS, driver_weights, fill_paces, middle_of
from .privacy import count_drivers, published_percentiles, published_time_sets

#: The free-flow speed is that of the night if it has so many passes.
NIGHT = parse_time_set(NAMED_SETS["night free flow"])
MIN_NIGHT_PASSES = 10
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
        passes: number of passes in the rows that are published.
        segments: directed segments with such a row.
        withheld: directed segments with passes, but without such a row.
    """

    passes: int
    segments: int
    withheld: int


@dataclass(frozen=True)
class Traffic:
    """Statistics of directed segments in time sets, sorted by time set and segment.

    Attributes:
        time_set: ``(r,)`` index of the time set.
        edge: ``(r,)`` the directed segment.
        passes, vehicles: ``(r,)`` number of passes, and of different drivers.
        recovered_share: ``(r,)`` of the passes that are between distant fixes.
        free_flow_kmh: ``(r,)``.
        is_night: ``(r,)`` whether the free-flow speed is that of the night.
        values: ``(r, 6)`` the :data:`MEASURES`; speeds in km/h. NaN, as the free-flow speed is,
            where a percentile is not published.
        low, high: ``(r, 6)`` their intervals; NaN likewise, and with fewer than 5 drivers.
        counts: of each time set.
        published_passes: number of different passes in all rows.
    """

    time_set: IntArray
    edge: IntArray
    passes: IntArray
    vehicles: IntArray
    recovered_share: FloatArray
    free_flow_kmh: FloatArray
    is_night: BoolArray
    values: FloatArray
    low: FloatArray
    high: FloatArray
    counts: tuple[TimeSetCounts, ...]
    published_passes: int


def observe_traffic(
    table: PassTable,
    time_sets: Sequence[TimeSet],
    *,
    min_drivers: int,
    seed: int,
    progress: Progress = silent,
) -> Traffic:
    """Statistics of the segments in each time set, where enough drivers made passes.

    Args:
        table: the passes.
        time_sets: at least one.
        min_drivers: nothing about fewer is published.
        seed: of the bootstrap.
        progress: called for every part of the segments; may raise to stop.
    """
    order = np.lexsort((table.pace, table.edge))
    passes = _SortedPasses(
        table.edge[order],
        table.driver[order],
        table.metres[order].astype(np.float64),
        table.seconds[order].astype(np.float64),
        table.weight[order].astype(np.float64),
        table.is_recovered[order],
    )
    minute = table.minute_of_week[order]
    weights = driver_weights(int(table.driver.max(initial=-1)) + 1, seed)
    rows, left_out, published_passes = [], [], 0
    for chunk in _chunks(passes.edge):
        progress("Observing traffic", float(chunk[0]) / len(table) if len(chunk) else 0.0)
        part = _Chunk(passes.take(chunk), minute[chunk], weights, min_drivers)
        night, week = (part.groups(each, part.published([each])[0]) for each in (NIGHT, WHOLE_WEEK))
        published = part.published(time_sets)
        published_passes += int(np.any(published, axis=0).sum())
        for number, (time_set, inside) in enumerate(zip(time_sets, published, strict=True)):
            groups = week if time_set == WHOLE_WEEK else part.groups(time_set, inside)
            rows.append(_rows(number, groups, week, night))
            left_out.append((number, groups.withheld))
    return _traffic(rows, left_out, len(time_sets), published_passes)


@dataclass(frozen=True)
class _SortedPasses(Columns):
    """Passes sorted by segment, and by pace within it."""

    edge: Int32Array
    driver: Int32Array
    metres: FloatArray
    seconds: FloatArray
    weight: FloatArray
    is_recovered: BoolArray


@dataclass(frozen=True)
class _Groups:
    """Paces of segments in a time set; all drivers first, then each replicate.

    Attributes:
        edge, passes, vehicles, recovered_share: ``(g,)``.
        mean: ``(g, 1 + replicates)`` seconds ÷ metres; NaN without a pass in the replicate.
        quantiles: ``(g, 1 + replicates, 4)`` the :data:`QUANTILES` of the pace.
        is_published: ``(g, 1 + replicates, 4)`` whether a quantile is.
        withheld: number of segments with passes of which nothing is published.
    """

    edge: IntArray
    passes: IntArray
    vehicles: IntArray
    recovered_share: FloatArray
    mean: FloatArray
    quantiles: FloatArray
    is_published: BoolArray
    withheld: int


@dataclass(frozen=True)
class _Chunk:
    """Passes of whole segments, with their times, and how they are summarised."""

    passes: _SortedPasses
    minute: Float32Array
    weights: npt.NDArray[np.uint8]
    min_drivers: int

    def published(self, time_sets: Sequence[TimeSet]) -> list[BoolArray]:
        """Of each set, ``(p,)`` which passes are in it, on segments where the set is published."""
        edge, place = np.unique(self.passes.edge, return_inverse=True)
        published = published_time_sets(
            *(place, self.passes.driver, self.minute, time_sets, self.min_drivers), places=len(edge)
        )
        inside = (is_in(each, self.minute) for each in time_sets)
        return [mask & of_set[place] for mask, of_set in zip(inside, published.T, strict=True)]

    def groups(self, time_set: TimeSet, published: BoolArray) -> _Groups:
        """The segments of a set, from the passes ``(p,)`` of those that are published."""
        passes = self.passes.take(published)
        asked = self.passes.edge[is_in(time_set, self.minute)]
        edge, group, count = np.unique(passes.edge, return_inverse=True, return_counts=True)
        mean, quantiles = _paces(passes, count, self.weights)
        low, high = published_percentiles(
            *(group, passes.driver, passes.seconds / passes.metres, self.min_drivers),
            groups=len(edge),
        )
        return _Groups(
            edge=edge.astype(np.int64),
            passes=count,
            vehicles=count_drivers(group, passes.driver, len(edge)),
            recovered_share=np.bincount(group, passes.is_recovered, len(edge)) / count,
            mean=mean,
            quantiles=quantiles,
            is_published=(low[:, None, None] <= quantiles) & (quantiles <= high[:, None, None]),
            withheld=int(np.count_nonzero(np.diff(asked, prepend=-1))) - len(edge),
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
        passes.weight,
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
    p85 = QUANTILES.index(0.15)
    # The night counts where it has enough passes, and its percentile is published.
    of_night = night.edge[(night.passes >= MIN_NIGHT_PASSES) & night.is_published[:, 0, p85]]
    is_night = np.isin(groups.edge, of_night)
    in_week = np.searchsorted(week.edge, groups.edge)
    in_night = np.searchsorted(night.edge, groups.edge[is_night])
    free, free_is_published = week.quantiles[in_week, :, p85], week.is_published[in_week, :, p85]
    free[is_night] = night.quantiles[in_night, :, p85]
    free_is_published[is_night] = night.is_published[in_night, :, p85]
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
    of_fast, of_median, of_slow, of_late = np.moveaxis(groups.is_published, 2, 0)
    of_index = of_late & free_is_published
    always = np.ones_like(of_late)
    is_published = np.stack([always, of_slow, of_median, of_fast, of_late, of_index], axis=2)
    low, high = intervals(measures[:, 1:], is_published[:, 1:])
    few = groups.vehicles < MIN_SAMPLED_DRIVERS
    low[few] = high[few] = np.nan
    return {
        "time_set": np.full(len(groups.edge), number),
        "edge": groups.edge,
        "passes": groups.passes,
        "vehicles": groups.vehicles,
        "recovered_share": groups.recovered_share,
        "free_flow_kmh": np.where(free_is_published[:, 0], 3.6 / free[:, 0], np.nan),
        "is_night": is_night,
        "values": np.where(is_published[:, 0], measures[:, 0], np.nan),
        "low": low,
        "high": high,
    }


def intervals(replicates: FloatArray, is_published: BoolArray) -> tuple[FloatArray, FloatArray]:
    """The middle of the replicates ``(g, r, m)``; NaN where an end is of none that is published."""
    ends = middle_of(replicates)
    published = [((replicates == end[:, None]) & is_published).any(axis=1) for end in ends]
    low, high = (np.where(np.logical_and(*published), end, np.nan) for end in ends)
    return low, high


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
    left_out: Sequence[tuple[int, int]],
    time_sets: int,
    published_passes: int,
) -> Traffic:
    """The rows of all parts by time set and segment, with the counts of each time set."""
    names = rows[0].keys()
    joined = {name: np.concatenate([part[name] for part in rows]) for name in names}
    order = np.argsort(joined["time_set"], kind="stable")
    columns = {name: column[order] for name, column in joined.items()}
    segments = np.bincount(columns["time_set"], minlength=time_sets)
    passes = np.bincount(columns["time_set"], weights=columns["passes"], minlength=time_sets)
    withheld = np.zeros(time_sets, dtype=np.int64)
    for number, segments_withheld in left_out:
        withheld[number] += segments_withheld
    counts = tuple(
        TimeSetCounts(
            passes=int(passes[number]),
            segments=int(segments[number]),
            withheld=int(withheld[number]),
        )
        for number in range(time_sets)
    )
    return Traffic(**columns, counts=counts, published_passes=published_passes)
