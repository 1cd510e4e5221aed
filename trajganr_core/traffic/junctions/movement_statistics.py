"""Delays of movements and junctions at times of the week, as far as they may be published.

Of each movement and time set: the passes, the drivers, the share of the approach (turn ratio), the
mean control delay with the interval of a bootstrap over drivers, its percentiles, the share of
passes with more than :data:`~.delays.DELAYED_S` seconds of delay, and the level of service. Each
pass counts as one in numbers, and by the probability that it was driven in means.

Not all passes have a delay. :mod:`..privacy` is therefore asked three times: about all passes,
about those with a delay, and about those that were delayed. Totals of approaches and junctions are
those of their published movements, and of their other passes too where these, together, are of
enough drivers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...contract.options.time_sets import TimeSet
from ...data.local_time import is_in, times_of_week
from ...utils.arrays import BoolArray, Float32Array, FloatArray, IntArray, TextArray
from ...utils.columns import Columns
from ...utils.progress import Progress, silent
from ...utils.ragged import offsets_of
from ..driver_bootstrap import (
    MIN_SAMPLED_DRIVERS,
    driver_weights,
    fill_paces,
    middle_of,
    tail_of,
)
from ..privacy import count_drivers, published_percentiles, published_sets, published_totals
from .consolidation import Junctions
from .delays import CrossingDelays
from .level_of_service import levels_of_service
from .movements import Movements

#: The percentiles of delays.
QUANTILES = (0.5, 0.95)
#: Groups whose replicates are computed at once.
GROUPS_TOGETHER = 20_000


@dataclass(frozen=True)
class MovementTraffic(Columns):
    """Movements in time sets, sorted by time set and movement.

    Attributes:
        time_set, movement: ``(r,)`` their numbers.
        passes, vehicles: ``(r,)`` number of passes, and of different drivers.
        share: ``(r,)`` of the passes of the approach.
        delay_s, delay_low_s, delay_high_s: ``(r,)`` mean control delay and its interval; NaN where
            too few drivers have a delay.
        p50_s, p95_s: ``(r,)`` percentiles of the delay; NaN where they are not published.
        delayed_share: ``(r,)`` of the passes with a delay; NaN where it is not published.
        level_of_service: ``(r,)`` a letter; empty without a delay.
    """

    time_set: IntArray
    movement: IntArray
    passes: IntArray
    vehicles: IntArray
    share: FloatArray
    delay_s: FloatArray
    delay_low_s: FloatArray
    delay_high_s: FloatArray
    p50_s: FloatArray
    p95_s: FloatArray
    delayed_share: FloatArray
    level_of_service: TextArray


@dataclass(frozen=True)
class JunctionTraffic(Columns):
    """Junctions in time sets, sorted by time set and junction; all movements together.

    Attributes:
        time_set, junction: ``(r,)`` their numbers.
        movements: ``(r,)`` number of movements that are published.
        passes, vehicles: ``(r,)`` number of passes, and of different drivers.
        delay_s, delay_low_s, delay_high_s, level_of_service: ``(r,)`` as of movements.
    """

    time_set: IntArray
    junction: IntArray
    movements: IntArray
    passes: IntArray
    vehicles: IntArray
    delay_s: FloatArray
    delay_low_s: FloatArray
    delay_high_s: FloatArray
    level_of_service: TextArray


@dataclass(frozen=True)
class ObservedJunctions:
    """What is published.

    Attributes:
        movements, junctions: the rows.
        withheld: ``(s,)`` number of movements in each time set that somebody made, without a row.
    """

    movements: MovementTraffic
    junctions: JunctionTraffic
    withheld: IntArray


def observe_movements(
    delays: CrossingDelays,
    movements: Movements,
    junctions: Junctions,
    time_sets: Sequence[TimeSet],
    *,
    zone: str,
    min_drivers: int,
    seed: int,
    progress: Progress = silent,
) -> ObservedJunctions:
    """Statistics of the movements in each time set that enough drivers made.

    Args:
        delays: of all passes through junctions.
        movements: of the network.
        junctions: of the network.
        time_sets: at least one.
        zone: IANA name of the zone of local times.
        min_drivers: nothing about fewer is published.
        seed: of the bootstrap.
        progress: called for every time set; may raise to stop.
    """
    minute, _ = times_of_week(delays.t, zone)
    published = _Published.of(delays, movements, minute, time_sets, min_drivers)
    weights = driver_weights(int(delays.driver.max(initial=-1)) + 1, seed)
    has_signal = junctions.has_signal
    by_movement, by_junction, withheld = [], [], []
    for number, time_set in enumerate(time_sets):
        progress("Observing junctions", number / len(time_sets))
        inside = is_in(time_set, minute)
        of_set = _TimeSet(number, delays.take(inside), movements, published, weights, min_drivers)
        by_movement.append(of_set.movements(has_signal))
        by_junction.append(of_set.junctions(has_signal))
        withheld.append(len(np.unique(delays.movement[inside])) - len(by_movement[-1]))
    return ObservedJunctions(
        MovementTraffic.concatenate(by_movement),
        JunctionTraffic.concatenate(by_junction),
        np.array(withheld),
    )


@dataclass(frozen=True)
class _Published:
    """What may be published in each time set.

    Attributes:
        approach: ``(M,)`` number of the approach of each movement.
        counts, delays, delayed: ``(M, s)`` numbers of passes, means of delays, and numbers of
            delayed passes, of movements.
        counts_of_approach, counts_of_junction, delays_of_junction: ``(a, s)`` and ``(J, s)`` those
            of all passes, of which some are of movements that are not published.
    """

    approach: IntArray
    counts: BoolArray
    counts_of_approach: BoolArray
    counts_of_junction: BoolArray
    delays: BoolArray
    delays_of_junction: BoolArray
    delayed: BoolArray

    @classmethod
    def of(
        cls,
        delays: CrossingDelays,
        movements: Movements,
        minute: Float32Array,
        time_sets: Sequence[TimeSet],
        least: int,
    ) -> _Published:
        """Decide it for all passes."""
        _, first, approach = np.unique(movements.approach, return_index=True, return_inverse=True)
        counts = published_totals(
            delays.movement,
            [approach, movements.junction[first]],
            *(delays.driver, minute, time_sets, least),
        )
        known = delays.is_measured
        measured, minute = delays.take(known), minute[known]
        means = published_totals(
            measured.movement,
            [movements.junction],
            *(measured.driver, minute, time_sets, least),
        )
        longest = np.argsort([-each.minutes for each in time_sets], kind="stable")
        inside = np.column_stack([is_in(time_sets[number], minute) for number in longest])
        both = published_sets(
            measured.movement,
            measured.driver,
            np.hstack([inside, inside & measured.is_delayed[:, None]]),
            least,
            places=len(movements),
        )
        delayed = np.zeros_like(means[0])
        delayed[:, longest] = both[:, : len(longest)] & both[:, len(longest) :]
        of_movement, of_approach, of_junction = counts
        return cls(approach, of_movement, of_approach, of_junction, *means, delayed)


@dataclass(frozen=True)
class _TimeSet:
    """The passes of a time set, and what may be published of them."""

    number: int
    delays: CrossingDelays
    all_movements: Movements
    published: _Published
    weights: npt.NDArray[np.uint8]
    min_drivers: int

    def movements(self, has_signal: BoolArray) -> MovementTraffic:
        """The rows of movements."""
        own, published, at = self.delays, self.published, self.number
        approach = published.approach[own.movement]
        is_row = published.counts[own.movement, at]
        movement, group = np.unique(own.movement[is_row], return_inverse=True)
        passes = np.bincount(group, minlength=len(movement))
        in_total = is_row | published.counts_of_approach[approach, at]
        total = np.bincount(approach[in_total], minlength=len(published.counts_of_approach))
        known = published.delays[own.movement, at] & own.is_measured & is_row
        shown = own.take(known)
        group_of_shown = np.searchsorted(movement, shown.movement)
        found = _delays(shown, group_of_shown, len(movement), self.weights, self.min_drivers)
        weight = shown.weight.astype(np.float64)
        some, every = (
            np.bincount(group_of_shown, each, len(movement))
            for each in (weight * shown.is_delayed, weight)
        )
        delayed = some / np.where(every > 0, every, np.nan)
        signal = has_signal[self.all_movements.junction[movement]]
        return MovementTraffic(
            time_set=np.full(len(movement), at),
            movement=movement,
            passes=passes,
            vehicles=count_drivers(group, own.driver[is_row], len(movement)),
            share=passes / total[published.approach[movement]],
            delay_s=found.mean,
            delay_low_s=found.low,
            delay_high_s=found.high,
            p50_s=found.quantiles[:, 0],
            p95_s=found.quantiles[:, 1],
            delayed_share=np.where(published.delayed[movement, at], delayed, np.nan),
            level_of_service=levels_of_service(found.mean, signal),
        )

    def junctions(self, has_signal: BoolArray) -> JunctionTraffic:
        """The rows of junctions."""
        own, published, at = self.delays, self.published, self.number
        of_pass = self.all_movements.junction[own.movement]
        is_row = published.counts[own.movement, at]
        counts = is_row | published.counts_of_junction[of_pass, at]
        junction, group = np.unique(of_pass[counts], return_inverse=True)
        known = published.delays[own.movement, at] | published.delays_of_junction[of_pass, at]
        known &= own.is_measured & np.isin(of_pass, junction)
        found = _delays(
            own.take(known),
            np.searchsorted(junction, of_pass[known]),
            *(len(junction), self.weights, self.min_drivers),
        )
        movement = np.unique(own.movement[is_row])
        return JunctionTraffic(
            time_set=np.full(len(junction), at),
            junction=junction,
            movements=np.bincount(
                np.searchsorted(junction, self.all_movements.junction[movement]),
                minlength=len(junction),
            ),
            passes=np.bincount(group, minlength=len(junction)),
            vehicles=count_drivers(group, own.driver[counts], len(junction)),
            delay_s=found.mean,
            delay_low_s=found.low,
            delay_high_s=found.high,
            level_of_service=levels_of_service(found.mean, has_signal[junction]),
        )


@dataclass(frozen=True)
class _Delays(Columns):
    """Mean, interval ``(g,)`` and percentiles ``(g, 2)`` of delays; NaN where unknown."""

    mean: FloatArray
    low: FloatArray
    high: FloatArray
    quantiles: FloatArray


def _delays(
    delays: CrossingDelays,
    group: IntArray,
    groups: int,
    weights: npt.NDArray[np.uint8],
    least: int,
) -> _Delays:
    """Those of groups; ``group`` ``(n,)`` is that of each delay."""
    order = np.lexsort((delays.delay_s, group))
    group, delays = group[order], delays.take(order)
    parts = [
        _delays_of_part(
            delays.take(rows), group[rows] - first, min(GROUPS_TOGETHER, groups - first), weights
        )
        for first in range(0, max(groups, 1), GROUPS_TOGETHER)
        for rows in [slice(*np.searchsorted(group, [first, first + GROUPS_TOGETHER]))]
    ]
    found = _Delays.concatenate(parts)
    low, high = published_percentiles(group, delays.driver, delays.delay_s, least, groups=groups)
    shown = (low[:, None] <= found.quantiles) & (found.quantiles <= high[:, None])
    few = count_drivers(group, delays.driver, groups) < MIN_SAMPLED_DRIVERS
    return _Delays(
        found.mean,
        np.where(few, np.nan, found.low),
        np.where(few, np.nan, found.high),
        np.where(shown, found.quantiles, np.nan),
    )


def _delays_of_part(
    delays: CrossingDelays, group: IntArray, groups: int, weights: npt.NDArray[np.uint8]
) -> _Delays:
    """The same of some groups, whose delays are sorted, without regard to privacy."""
    mean = np.full((groups, len(weights)), np.nan)
    quantiles = np.full((groups, len(weights), len(QUANTILES)), np.nan)
    fill_paces(
        offsets_of(np.bincount(group, minlength=groups)),
        delays.driver,
        np.ones(len(delays)),
        delays.delay_s,
        delays.weight.astype(np.float64),
        weights,
        np.array(QUANTILES),
        mean,
        quantiles,
    )
    drivers = count_drivers(group, delays.driver, groups)
    tail = tail_of(np.maximum(drivers - 1, 1).astype(float))[:, None]
    low, high = (each[:, 0] for each in middle_of(mean[:, 1:, None], tail))
    return _Delays(mean[:, 0], low, high, quantiles[:, 0])
