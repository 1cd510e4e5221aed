"""Delays of movements and junctions at times of the week, as far as they may be published.

Of each movement and time set: the passes, the drivers, the share of the approach (turn ratio), the
mean control delay and its interval, its percentiles, the share of passes with more than
:data:`~.delays.DELAYED_S` seconds of delay, and the level of service. Each pass counts as one in
numbers, and by the probability that it was driven in means. Intervals are those of a bootstrap over
drivers, widened by the errors of measurement that a simulated day has.

Not all passes have a delay. :mod:`..privacy` is therefore asked three times: about all passes,
about those with a delay, and about those that were delayed. Totals of approaches and junctions are
those of their published movements, and of their other passes too where these, together, are of
enough drivers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri, stdtrit

from ...contract.options.time_sets import TimeSet
from ...data.local_time import is_in, times_of_week
from ...utils.arrays import BoolArray, Float32Array, FloatArray, IntArray, TextArray
from ...utils.columns import Columns
from ...utils.progress import Progress, silent
from ...utils.ragged import offsets_of
from ..driver_bootstrap import (
    LEVEL,
    MIN_SAMPLED_DRIVERS,
    driver_weights,
    fill_paces,
    middle_of,
    tail_of,
)
from ..privacy import count_drivers, published_percentiles, published_sets, published_totals
from .consolidation import Junctions
from .delays import CLOSE_FIXES_S, CrossingDelays
from .level_of_service import levels_of_service
from .movements import Movements

#: The percentiles of delays.
QUANTILES = (0.5, 0.95)
#: What a mean delay is off by beside the chance of its sample, with fixes each 15 s: seconds, a
#: share of it, and seconds ÷ the root of the number of passes, because few passes rarely have a
#: long wait among them. Set on a simulated day, so that 90 % of the intervals contain the true mean
#: of all vehicles, with 5 passes as with 100; on another day, 90.4 % of 1,844 do. At wider
#: spacings of fixes they grow with these.
ERROR_S, ERROR_SHARE, PASS_ERROR_S = 0.6, 0.05, 6.0
#: Groups whose replicates are computed at once.
GROUPS_TOGETHER = 20_000


@dataclass(frozen=True)
class DelayStatistics(Columns):
    """What was observed in rows ``(r,)``.

    Attributes:
        time_set: number of the time set.
        passes, vehicles: numbers of passes, and of different drivers.
        delay_s, delay_low_s, delay_high_s: mean control delay and its interval; NaN where too few
            drivers have a delay.
        level_of_service: a letter; empty without a delay.
        sampling_s: standard error of the mean by the choice of drivers; NaN as the interval.
    """

    time_set: IntArray
    passes: IntArray
    vehicles: IntArray
    delay_s: FloatArray
    delay_low_s: FloatArray
    delay_high_s: FloatArray
    level_of_service: TextArray
    sampling_s: FloatArray


@dataclass(frozen=True)
class MovementTraffic(DelayStatistics):
    """Movements in time sets, sorted by time set and movement.

    Attributes:
        movement: ``(r,)``.
        share: ``(r,)`` of the passes of the approach.
        p50_s, p95_s: ``(r,)`` percentiles of the delay; NaN where they are not published.
        delayed_share: ``(r,)`` of the passes with a delay; NaN where it is not published.
    """

    movement: IntArray
    share: FloatArray
    p50_s: FloatArray
    p95_s: FloatArray
    delayed_share: FloatArray


@dataclass(frozen=True)
class JunctionTraffic(DelayStatistics):
    """All movements of junctions together, sorted by time set and junction.

    Attributes:
        junction: ``(r,)``.
        movements: ``(r,)`` number of movements that are published.
    """

    junction: IntArray
    movements: IntArray


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
    by_movement, by_junction, withheld = [], [], []
    for number, time_set in enumerate(time_sets):
        progress("Observing junctions", number / len(time_sets))
        own = delays.take(is_in(time_set, minute))
        of_set = _TimeSet(
            *(number, own, movements.junction[own.movement], published.at(number)),
            *(weights, min_drivers),
        )
        by_movement.append(of_set.movements(junctions.has_signal[movements.junction]))
        by_junction.append(of_set.junctions(junctions.has_signal))
        withheld.append(len(np.unique(own.movement)) - len(by_movement[-1]))
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
        counts_of_movement, counts_of_approach, counts_of_junction = counts
        of_movement, of_junction = means
        return cls(
            approach,
            counts_of_movement,
            counts_of_approach,
            counts_of_junction,
            of_movement,
            of_junction,
            delayed,
        )

    def at(self, number: int) -> _Published:
        """That of one time set; arrays have one dimension."""
        columns = {each.name: getattr(self, each.name) for each in fields(self)}
        approach = columns.pop("approach")
        return _Published(approach, **{name: each[:, number] for name, each in columns.items()})


@dataclass(frozen=True)
class _TimeSet:
    """The passes of a time set, the junction of each ``(n,)``, and what may be published."""

    number: int
    delays: CrossingDelays
    junction: IntArray
    published: _Published
    weights: npt.NDArray[np.uint8]
    least: int

    def movements(self, has_signal: BoolArray) -> MovementTraffic:
        """The rows of movements; ``has_signal`` ``(M,)`` is of their junctions."""
        own, published = self.delays, self.published
        is_row, known = published.counts[own.movement], published.delays[own.movement]
        movement, columns, quantiles = self._rows(own.movement, is_row, known, has_signal)
        approach = published.approach[own.movement]
        in_total = is_row | published.counts_of_approach[approach]
        total = np.bincount(approach[in_total], minlength=len(published.counts_of_approach))
        measured, late = (
            np.bincount(own.movement[each], own.weight[each], len(has_signal))[movement]
            for each in (own.is_measured, own.is_delayed)
        )
        delayed_share = late / np.where(published.delayed[movement], measured, np.nan)
        return MovementTraffic(
            **columns,
            movement=movement,
            share=columns["passes"] / total[published.approach[movement]],
            p50_s=quantiles[:, 0],
            p95_s=quantiles[:, 1],
            delayed_share=delayed_share,
        )

    def junctions(self, has_signal: BoolArray) -> JunctionTraffic:
        """The rows of junctions; ``has_signal`` is ``(J,)``."""
        own, published = self.delays, self.published
        is_row = published.counts[own.movement]
        counts = is_row | published.counts_of_junction[self.junction]
        known = published.delays[own.movement] | published.delays_of_junction[self.junction]
        junction, columns, _ = self._rows(self.junction, counts, known, has_signal)
        pairs = np.unique(np.c_[self.junction, own.movement][is_row], axis=0)
        movements = np.bincount(pairs[:, 0], minlength=len(has_signal))[junction]
        return JunctionTraffic(**columns, junction=junction, movements=movements)

    def _rows(
        self, place: IntArray, counts: BoolArray, known: BoolArray, has_signal: BoolArray
    ) -> tuple[IntArray, dict[str, Any], FloatArray]:
        """The numbers of places, the :class:`DelayStatistics`, and the percentiles ``(r, 2)``.

        Args:
            place: ``(n,)`` of each pass.
            counts, known: ``(n,)`` whether a pass is in the numbers, and in the delays.
            has_signal: ``(places,)``.
        """
        own = self.delays
        found, group = np.unique(place[counts], return_inverse=True)
        known = known & own.is_measured & np.isin(place, found)
        delays = _delays(
            own.take(known),
            np.searchsorted(found, place[known]),
            *(len(found), self.weights, self.least),
        )
        columns = {
            "time_set": np.full(len(found), self.number),
            "passes": np.bincount(group, minlength=len(found)),
            "vehicles": count_drivers(group, own.driver[counts], len(found)),
            "delay_s": delays.mean,
            "delay_low_s": delays.low,
            "delay_high_s": delays.high,
            "level_of_service": levels_of_service(delays.mean, has_signal[found]),
            "sampling_s": delays.sampling_s,
        }
        return found, columns, delays.quantiles


@dataclass(frozen=True)
class _Delays(Columns):
    """Mean, interval, error ``(g,)`` and percentiles ``(g, 2)`` of delays; NaN where unknown."""

    mean: FloatArray
    low: FloatArray
    high: FloatArray
    sampling_s: FloatArray
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
    parts = []
    for first in range(0, max(groups, 1), GROUPS_TOGETHER):
        count = min(GROUPS_TOGETHER, groups - first)
        rows = slice(*np.searchsorted(group, [first, first + count]))
        parts.append(_delays_of_part(delays.take(rows), group[rows] - first, count, weights))
    found = _Delays.concatenate(parts)
    low, high = published_percentiles(group, delays.driver, delays.delay_s, least, groups=groups)
    shown = (low[:, None] <= found.quantiles) & (found.quantiles <= high[:, None])
    return replace(found, quantiles=np.where(shown, found.quantiles, np.nan))


def _delays_of_part(
    delays: CrossingDelays, group: IntArray, groups: int, weights: npt.NDArray[np.uint8]
) -> _Delays:
    """The same of some groups, whose delays are sorted, with all percentiles."""
    mean = np.full((groups, len(weights)), np.nan)
    quantiles = np.full((groups, len(weights), len(QUANTILES)), np.nan)
    fill_paces(  # of ways of one metre
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
    freedom = np.maximum(drivers - 1.0, 1.0)
    low, high = (
        np.where(drivers < MIN_SAMPLED_DRIVERS, np.nan, end[:, 0])
        for end in middle_of(mean[:, 1:, None], tail_of(freedom)[:, None])
    )
    middle, error_s = mean[:, 0], ndtri((1 + LEVEL) / 2) * _errors_s(mean[:, 0], delays, group)
    return _Delays(
        middle,
        middle - np.hypot(middle - low, error_s),
        middle + np.hypot(high - middle, error_s),
        (high - low) / 2 / stdtrit(freedom, (1 + LEVEL) / 2),
        quantiles[:, 0],
    )


def _errors_s(mean_s: FloatArray, delays: CrossingDelays, group: IntArray) -> FloatArray:
    """``(g,)`` standard error of the mean delays of groups beside that of the sample."""
    passes = np.maximum(np.bincount(group, minlength=len(mean_s)), 1)
    spacing_s = np.bincount(group, delays.spacing_s, len(mean_s)) / passes
    variance = ERROR_S**2 + (ERROR_SHARE * mean_s) ** 2 + PASS_ERROR_S**2 / passes
    return np.asarray(np.sqrt(variance) * np.maximum(spacing_s / CLOSE_FIXES_S, 1.0))
