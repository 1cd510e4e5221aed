"""Travel times of a route: of trips that drive the whole of it, and composed ones.

- *Travel-time index*: mean ÷ free-flow travel time.
- *Planning-time index*: 95th percentile ÷ free-flow travel time.
- *Buffer index*: (95th percentile − mean) ÷ mean.

These follow FHWA, "Travel Time Reliability: Making It There On Time, All The Time", 2006
(FHWA-HOP-06-070). Intervals are those of a bootstrap over drivers. Those of composed times take
the correlations of blocks as known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from ...utils.arrays import BoolArray, FloatArray, Int32Array, IntArray
from ...utils.columns import Columns
from ...utils.ragged import offsets_of
from ..driver_bootstrap import MIN_SAMPLED_DRIVERS, driver_weights, fill_paces
from ..observed_traffic import intervals
from ..privacy import published_percentiles
from .composed import Blocks, compose, correlations, draws_of, scores_of
from .slices import Sliced
from .traversals import Traversals

Weights: TypeAlias = npt.NDArray[np.uint8]
QUANTILES = (0.15, 0.5, 0.85, 0.95)
#: Seconds, and ratios of them, in the order of the columns.
MEASURES = (
    *("mean_s", "p15_s", "p50_s", "p85_s", "p95_s"),
    *("travel_time_index", "planning_time_index", "buffer_index"),
)
#: What each measure rests on: no percentile, or the one of that number.
PERCENTILE_OF = np.array([-1, 0, 1, 2, 3, -1, 3, 3])
#: What a travel time is made of.
WHOLE, COMPOSED = 0, 1


@dataclass(frozen=True)
class TravelTimes(Columns):
    """Statistics of departures in slices; whole and composed ones are rows of their own.

    Attributes:
        slice: ``(r,)`` number of the slice.
        source: ``(r,)`` :data:`WHOLE` or :data:`COMPOSED`.
        traversals, vehicles: ``(r,)`` numbers of traversals and of different drivers; of a composed
            row, those of the block that has the fewest.
        recovered_share: ``(r,)`` of the passes that are between distant fixes.
        replicates: ``(r, 1 + replicates, m)`` the :data:`MEASURES` of all drivers, and of each
            replicate; NaN where there is none.
        is_published: likewise, whether a value may be published.
    """

    slice: IntArray
    source: IntArray
    traversals: IntArray
    vehicles: IntArray
    recovered_share: FloatArray
    replicates: FloatArray
    is_published: BoolArray

    @property
    def values(self) -> FloatArray:
        """``(r, m)`` the measures; NaN where one is not published."""
        return np.where(self.is_published[:, 0], self.replicates[:, 0], np.nan)

    def bounds(self) -> tuple[FloatArray, FloatArray]:
        """``(r, m)`` each, the intervals; NaN with few drivers, or where an end is withheld."""
        low, high = intervals(self.replicates[:, 1:], self.is_published[:, 1:])
        low[self.vehicles < MIN_SAMPLED_DRIVERS] = high[self.vehicles < MIN_SAMPLED_DRIVERS] = (
            np.nan
        )
        return low, high

    def less(self, other: TravelTimes) -> TravelTimes:
        """These less the same rows of others, with the same replicates: a change."""
        return TravelTimes(
            self.slice,
            self.source,
            np.zeros_like(self.traversals),
            np.minimum(self.vehicles, other.vehicles),
            np.full(len(self), np.nan),
            self.replicates - other.replicates,
            self.is_published & other.is_published,
        )


def travel_times(
    found: Traversals, sliced: Sliced, blocks: Blocks | None, free_s: float, seed: int
) -> TravelTimes:
    """The rows that may be published, by slice, whole before composed.

    Args:
        found: traversals of the route.
        sliced: their drivers and slices.
        blocks: of which times are composed; None for whole traversals only.
        free_s: free-flow travel time of the route.
        seed: of the bootstrap and of composed trips.
    """
    rows = blocks.traversals(found) if blocks is not None else []
    may, inside = _published(found, sliced, blocks, rows)
    weights = driver_weights(int(sliced.driver.max(initial=-1)) + 1, seed)
    parts = [_whole_rows(found, sliced, may[0] & may[1], weights, free_s)]
    if blocks is not None:
        may_all = np.asarray(may[2:].all(axis=0))
        parts += _composed_rows(found, sliced, blocks, rows, inside, may_all, weights, free_s, seed)
    every = TravelTimes.concatenate(parts)
    return every.take(np.lexsort((every.source, every.slice)))


def _published(
    found: Traversals, sliced: Sliced, blocks: Blocks | None, rows: list[IntArray]
) -> tuple[BoolArray, list[BoolArray]]:
    """``(2 + b, s)`` which slices are published of whole traversals, the others, and of blocks.

    Also returns ``(m, s)`` of each block in which slices its traversals ``rows`` are.
    """
    whole = np.flatnonzero(found.are_whole)
    other, position = found.passes()
    is_other = ~found.are_whole[other]
    other, position = other[is_other], position[is_other]
    places, times = [whole, other, *rows], [np.zeros_like(whole), position]
    times += [np.full(len(row), blocks.begin[at]) for at, row in enumerate(rows) if blocks]
    inside = [
        sliced.inside(row, found.begins(row, at)) for row, at in zip(places, times, strict=True)
    ]
    place = np.repeat(np.arange(len(places)), [len(row) for row in places])
    may = sliced.published(
        place, np.concatenate(places), np.concatenate(inside), places=len(places)
    )
    # The profile has the times of all trips: less whole ones, they are those of the others.
    may[1] |= ~inside[1].any(axis=0)
    return may, inside[2:]


def _whole_rows(
    found: Traversals,
    sliced: Sliced,
    published: BoolArray,
    weights: Weights,
    free_s: float,
) -> TravelTimes:
    whole = np.flatnonzero(found.are_whole)
    seconds = found.seconds(0, found.segments - 1)[whole]
    inside = sliced.inside(whole, found.t[whole, 0]) & published
    group, member = np.nonzero(inside.T)
    order = np.lexsort((seconds[member], group))
    group, member = group[order], member[order]
    number, group, count = np.unique(group, return_inverse=True, return_counts=True)
    driver, took = sliced.driver[whole[member]], seconds[member]
    mean = np.full((len(number), len(weights)), np.nan)
    quantiles = np.full((len(number), len(weights), len(QUANTILES)), np.nan)
    if len(number):
        ones = np.ones(len(took))
        fill_paces(
            *(offsets_of(count), driver, ones, took, ones, weights, np.array(QUANTILES)),
            *(mean, quantiles),
        )
    low, high = published_percentiles(group, driver, took, sliced.least, groups=len(number))
    may = (low[:, None, None] <= quantiles) & (quantiles <= high[:, None, None])
    recovered = np.bincount(group, found.recovered[whole[member]], len(number)) / count
    vehicles = np.array([len(np.unique(driver[group == each])) for each in range(len(number))])
    return _table(number, WHOLE, count, vehicles, recovered, mean, quantiles, may, free_s)


def _composed_rows(
    found: Traversals,
    sliced: Sliced,
    blocks: Blocks,
    rows: list[IntArray],
    inside: list[BoolArray],
    published: BoolArray,
    weights: Weights,
    free_s: float,
    seed: int,
) -> list[TravelTimes]:
    """Rows of the slices that are published; hours of the day that nobody asked for lack intervals.

    Args:
        rows, inside: of each block, the traversals through it and ``(m, s)`` their slices.
    """
    ends = list(zip(blocks.begin.tolist(), blocks.end.tolist(), strict=True))
    every = [found.seconds(*of)[row] for of, row in zip(ends, rows, strict=True)]
    usual = correlations(scores_of(every, rows, len(found)))
    parts = []
    for number in np.flatnonzero(published).tolist():
        chosen = [each[:, number] for each in inside]
        if not all(each.any() for each in chosen):
            continue
        own = [row[at] for row, at in zip(rows, chosen, strict=True)]
        seconds = [took[at] for took, at in zip(every, chosen, strict=True)]
        driver = [sliced.driver[row] for row in own]
        draws = draws_of(correlations(scores_of(seconds, own, len(found)), usual), seed)
        drawn = weights if sliced.slices[number].is_asked else weights[:1]
        mean, quantiles = np.full(len(weights), np.nan), np.full((len(weights), 4), np.nan)
        mean[: len(drawn)], quantiles[: len(drawn)] = compose(
            seconds, driver, draws, drawn, QUANTILES
        )
        may = _may_be_percentiles(seconds, driver, sliced.least)
        fewest = min(range(len(own)), key=lambda block: len(own[block]))
        parts.append(
            _table(
                np.array([number]),
                COMPOSED,
                np.array([len(own[fewest])]),
                np.array([min(len(np.unique(each)) for each in driver)]),
                np.array([found.recovered[np.concatenate(own)].mean()]),
                mean[None],
                quantiles[None],
                np.broadcast_to(may, (1, len(weights), len(QUANTILES))),
                free_s,
            )
        )
    return parts


def _may_be_percentiles(
    seconds: list[FloatArray], driver: list[Int32Array], least: int
) -> BoolArray:
    """``(q,)`` which percentiles may be published of each block, and so of what it is part of."""
    may = np.ones(len(QUANTILES), dtype=bool)
    for took, each in zip(seconds, driver, strict=True):
        group = np.zeros(len(took), dtype=np.int64)
        low, high = published_percentiles(group, each, took, least, groups=1)
        own = np.quantile(took, QUANTILES, method="inverted_cdf")
        may &= (low[0] <= own) & (own <= high[0])
    return may


def _table(
    number: IntArray,
    source: int,
    traversals: IntArray,
    vehicles: IntArray,
    recovered: FloatArray,
    mean: FloatArray,
    quantiles: FloatArray,
    may: BoolArray,
    free_s: float,
) -> TravelTimes:
    """Rows from means ``(r, replicates)`` and :data:`QUANTILES` ``(r, replicates, q)``."""
    late = quantiles[:, :, -1]
    ratios = [mean / free_s, late / free_s, (late - mean) / mean]
    measures = np.concatenate([mean[..., None], quantiles, np.stack(ratios, axis=2)], axis=2)
    always = np.concatenate([may, np.ones_like(may[..., :1])], axis=2)  # the last is of the mean
    return TravelTimes(
        number,
        np.full(len(number), source),
        traversals,
        vehicles,
        recovered,
        measures,
        always[:, :, PERCENTILE_OF],
    )
