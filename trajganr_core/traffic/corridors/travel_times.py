"""Travel times of a route: of trips that drive the whole of it, and composed ones.

- *Travel-time index*: mean ÷ free-flow travel time.
- *Planning-time index*: 95th percentile ÷ free-flow travel time.
- *Buffer index*: (95th percentile − mean) ÷ mean.

These follow FHWA, "Travel Time Reliability: Making It There On Time, All The Time", 2006
(FHWA-HOP-06-070). Intervals are those of a bootstrap over drivers with an error of measurement.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...utils.arrays import BoolArray, FloatArray, Int32Array, IntArray
from ...utils.columns import Columns
from ..driver_bootstrap import MIN_SAMPLED_DRIVERS, driver_weights
from ..observed_traffic import intervals
from ..privacy import published_percentiles
from .composed import Block, compose, correlations, draws_of, scores_of
from .slices import Sliced
from .traversals import Traversals

QUANTILES = (0.15, 0.5, 0.85, 0.95)
#: Seconds, and ratios of them, in the order of the columns.
MEASURES = (
    *("mean_s", "p15_s", "p50_s", "p85_s", "p95_s"),
    *("travel_time_index", "buffer_index", "planning_time_index"),
)
#: What each measure rests on: no percentile, or the one of that number.
PERCENTILE_OF = np.array([-1, 0, 1, 2, 3, -1, 3, 3])
#: What a travel time is made of.
WHOLE, COMPOSED = 0, 1
#: Standard deviations of what the bootstrap does not see, as a share of the times: fixes are some
#: seconds apart, and the correlations of blocks are estimates. Chosen on a simulated day with fixes
#: each 15 s, so that intervals contain the times of all vehicles for nine of ten corridors.
ERRORS = (0.03, 0.04)


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
        are_few = self.vehicles < MIN_SAMPLED_DRIVERS
        low[are_few] = high[are_few] = np.nan
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


@dataclass(frozen=True)
class _Parts:
    """Traversals through blocks, lists with an item for each block.

    Attributes:
        rows: ``(m,)`` the traversals.
        seconds, inside: ``(m,)``, ``(m, s)`` what they take, and their slices.
    """

    rows: list[IntArray]
    seconds: list[FloatArray]
    inside: list[BoolArray]

    @classmethod
    def of(cls, found: Traversals, sliced: Sliced, blocks: list[Block]) -> _Parts:
        rows = [np.flatnonzero(found.through(*block)) for block in blocks]
        pairs = list(zip(rows, blocks, strict=True))
        seconds = [found.seconds(*block)[row] for row, block in pairs]
        return cls(
            rows, seconds, [sliced.inside(row, found.begins(row, at)) for row, (at, _) in pairs]
        )

    def at(self, number: int) -> _Parts:
        """Those in a slice."""
        chosen = [np.flatnonzero(each[:, number]) for each in self.inside]
        rows = [row[at] for row, at in zip(self.rows, chosen, strict=True)]
        seconds = [took[at] for took, at in zip(self.seconds, chosen, strict=True)]
        return _Parts(rows, seconds, [])

    def correlations(self, found: Traversals, usual: FloatArray | None = None) -> FloatArray:
        """``(b, b)`` those of the blocks' times."""
        return correlations(scores_of(self.seconds, self.rows, len(found)), usual)


def travel_times(
    found: Traversals, sliced: Sliced, blocks: list[Block], free_s: float, seed: int
) -> TravelTimes:
    """The rows that may be published, by slice, whole before composed.

    Hours of the day that nobody asked for have no intervals of composed times, which take long.

    Args:
        found: traversals of the route.
        sliced: their drivers and slices.
        blocks: of which times are composed, if any.
        free_s: free-flow travel time of the route.
        seed: of the bootstrap and of composed trips.
    """
    whole = _Parts.of(found, sliced, [(0, found.segments - 1)])  # made of one block
    composed = _Parts.of(found, sliced, blocks)
    may = _published(found, sliced, whole, composed)
    weights = driver_weights(int(sliced.driver.max(initial=-1)) + 1, seed)
    about, values, are_shown = [], [], []
    for source, parts, shown in ((WHOLE, whole, may[:2]), (COMPOSED, composed, may[2:])):
        usual = parts.correlations(found) if parts.rows else None
        for number in np.flatnonzero(shown.all(axis=0)).tolist():
            own = parts.at(number)
            if not own.rows or not all(map(len, own.rows)):
                continue
            driver = [sliced.driver[row] for row in own.rows]
            draws = draws_of(own.correlations(found, usual), seed)
            is_quick = source == WHOLE or sliced.slices[number].is_asked
            drawn = weights if is_quick else weights[:1]
            mean, quantiles = compose(own.seconds, driver, draws, drawn, QUANTILES)
            is_shown = _are_published(own.seconds, driver, quantiles, sliced.least)
            noise = np.random.default_rng(seed).standard_normal(len(drawn))
            factor = np.exp(ERRORS[source] * np.r_[0.0, noise[1:]])  # the first row has no error
            measures = _measures(factor * mean, factor[:, None] * quantiles, free_s)
            missing = np.full((len(weights) - len(drawn), len(MEASURES)), np.nan)
            values.append(np.concatenate([measures, missing]))
            are_shown.append(np.broadcast_to(is_shown, values[-1].shape))
            drivers = min(len(np.unique(each)) for each in driver)
            share = found.recovered[np.concatenate(own.rows)].mean()
            about.append((number, source, min(map(len, own.rows)), drivers, share))
    columns = np.array(about).reshape(-1, 5)
    shape = (-1, len(weights), len(MEASURES))
    number, of, traversals, vehicles = columns[:, :4].T.astype(np.int64)
    return TravelTimes(
        *(number, of, traversals, vehicles, columns[:, 4]),
        np.array(values).reshape(shape),
        np.array(are_shown, dtype=bool).reshape(shape),
    ).take(np.lexsort(columns[:, 1::-1].T))


def _published(found: Traversals, sliced: Sliced, whole: _Parts, composed: _Parts) -> BoolArray:
    """``(2 + b, s)`` which slices are published of whole traversals, the others, and of blocks."""
    other, position = found.passes()
    is_other = ~found.are_whole[other]
    other, position = other[is_other], position[is_other]
    of_others = sliced.inside(other, found.begins(other, position))
    rows = [*whole.rows, other, *composed.rows]
    may = sliced.published(
        np.repeat(np.arange(len(rows)), [len(row) for row in rows]),
        np.concatenate(rows),
        np.concatenate([*whole.inside, of_others, *composed.inside]),
        places=len(rows),
    )
    # The profile has the times of all trips: less whole ones, they are those of the others.
    may[1] |= ~of_others.any(axis=0)
    return may


def _measures(mean: FloatArray, quantiles: FloatArray, free_s: float) -> FloatArray:
    """``(n, m)`` the :data:`MEASURES` of means ``(n,)`` and :data:`QUANTILES` ``(n, 4)``."""
    late = quantiles[:, -1]
    return np.column_stack([mean, quantiles, mean / free_s, (late - mean) / mean, late / free_s])


def _are_published(
    seconds: list[FloatArray], driver: list[Int32Array], quantiles: FloatArray, least: int
) -> BoolArray:
    """``(n, m)`` or ``(1, m)`` which measures may be published: percentiles as those of blocks."""
    may = np.ones((len(quantiles) if len(seconds) == 1 else 1, len(QUANTILES) + 1), dtype=bool)
    for took, each in zip(seconds, driver, strict=True):
        group = np.zeros(len(took), dtype=np.int64)
        low, high = published_percentiles(group, each, took, least, groups=1)
        is_one = len(seconds) == 1
        own = quantiles if is_one else np.quantile(took, QUANTILES, method="inverted_cdf")
        may[:, :-1] &= (low[0] <= own) & (own <= high[0])
    return may[:, PERCENTILE_OF]  # the last is of the mean
