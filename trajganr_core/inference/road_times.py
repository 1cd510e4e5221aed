"""How directed segments are driven at sets of times of the week, by a model's road function."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
import pandas as pd
import torch

from ..contract.errors import Code, TrajganrError
from ..contract.layers.predicted_columns import hour_columns
from ..contract.layers.road_times import (
    DAY_TYPES,
    EXPECTED_PASSES_FIELDS,
    HOURS,
    MIN_DRIVERS,
    PROFILE_FIELDS,
    TIME_BASES,
    TIME_FIELDS,
    hour_of,
)
from ..contract.options.time_sets import MINUTES_PER_DAY, WHOLE_WEEK, TimeSet
from ..contract.texts.text import Text
from ..data.bundle import title_of
from ..data.local_time import HOURS_PER_WEEK, MINUTES_PER_HOUR, hours_of, is_in
from ..data.passes import PassTable, passes_by_driver
from ..evaluation.road_intervals import ANY_TIME, day_part_of, density_of
from ..features.expected_passes import ExpectedPasses
from ..features.known_roads import KnownRoads
from ..model.road_function import PaceDistribution
from ..traffic.privacy import are_enough, published_time_sets
from ..utils.arrays import BoolArray, FloatArray, IntArray
from ..utils.progress import Progress, silent
from ..utils.remarks import days_of
from .loaded_model import LoadedModel

#: Lists of :data:`PROFILE_COLUMNS` by type of day.
Profile = Mapping[str, Mapping[str, Sequence[float | None]]]

#: Percentiles of speed are the other percentiles of pace.
PACE_LEVELS = (0.85, 0.5, 0.15)
DECIMALS = 2
#: Columns of a time set up to the end of the interval, which the travel time follows.
INTERVAL_END = 3
#: Significant digits of expected passes, most of which are far below one an hour, and the most
#: decimals.
DIGITS, MAX_DECIMALS = 4, 6
PROFILE_COLUMNS = (*PROFILE_FIELDS, *EXPECTED_PASSES_FIELDS)
#: Trips of fewer days are said to be of few (ours): a week has seven.
MANY_DAYS = 7
#: Queries that are computed at once.
TOGETHER = 200_000


@dataclass(frozen=True)
class Times:
    """Times that stand for a set, and how much; or rows of them.

    Attributes:
        minute: ``(k,)`` minutes since the beginning of Monday; NaN for the mean over all times.
        share: ``(k,)`` of the set; they sum to one.
    """

    minute: FloatArray
    share: FloatArray


def times_of(time_set: TimeSet) -> Times:
    """The middle of each hour of a set, or of the part of the hour that is in the set.

    The whole week is asked without a time, because its times are not driven evenly.
    """
    if time_set == WHOLE_WEEK:
        return Times(np.array([np.nan]), np.ones(1))
    parts = [
        (max(begin, hour), min(end, hour + MINUTES_PER_HOUR))
        for begin, end in time_set.intervals
        for hour in range(begin - begin % MINUTES_PER_HOUR, end, MINUTES_PER_HOUR)
    ]
    begin, end = np.array(parts, dtype=np.float64).T
    return Times((begin + end) / 2, (end - begin) / (end - begin).sum())


def travel_times(length_m: FloatArray, speed_kmh: FloatArray) -> FloatArray:
    """Mean seconds on segments: length ÷ space-mean speed; NaN where the speed is 0."""
    return (3.6 * length_m / np.where(speed_kmh > 0, speed_kmh, np.nan)).round(DECIMALS)


@dataclass(frozen=True)
class RoadTimes:
    """Speeds at times of the week.

    Attributes:
        known: the road function and the passes of a bundle.
        time_zone: IANA name of the zone of the times.
    """

    known: KnownRoads
    time_zone: str

    @classmethod
    def of(cls, opened: LoadedModel) -> RoadTimes | None:
        """Those of a model and its bundle; None if the model has no road function.

        Raises:
            TrajganrError: ``MODEL.MISSING``, ``MODEL.HASH`` or ``MODEL.INCOMPATIBLE``.
        """
        known = opened.known_roads
        return cls(known, opened.bundle.manifest.time_zone) if known else None

    def at(
        self,
        edge: IntArray,
        length_m: FloatArray,
        time_set: TimeSet,
        beside: Sequence[TimeSet] = (),
    ) -> dict[str, Any]:
        """What is known at a time set, by the names of its ``TIME_FIELDS`` without the set.

        The distribution of a set is the mean of those of its hours, weighted by their length. The
        number of passes is missing where there are none, or where it is not published
        (:mod:`~..traffic.privacy`). Expected passes are missing where no road has a pass at these
        times.

        Args:
            edge: ``(n,)`` segments of the bundle's network; -1 where there is none, which leaves
                the row without a prediction.
            length_m: ``(n,)`` of the rows, which may be of other roads than the bundle's.
            beside: all time sets of the layer.
        """
        is_road = edge >= 0
        asked, row = np.unique(edge[is_road], return_inverse=True)
        speeds = np.concatenate(
            [self._speeds(*queries) for queries in _parts(asked, times_of(time_set))]
        )
        edges = len(self.known.context.counts)
        passes = np.zeros(edges, dtype=np.int64)
        for part in self._at(time_set):
            passes += np.bincount(part.edge, minlength=edges)
        of_driver, _ = passes_by_driver(self._at(time_set))
        has_enough = are_enough(np.bincount(of_driver, minlength=edges), MIN_DRIVERS)
        beside = tuple(beside) or (time_set,)
        published = self._published(beside)[:, beside.index(time_set)]
        basis = np.where(has_enough, 0, 1 if passes.any() else 2)
        speeds = speeds[row]
        values = [_spread(column, is_road) for column in speeds.round(DECIMALS).T]
        travel_s = travel_times(length_m[is_road], speeds[:, 0])
        values.insert(INTERVAL_END, _spread(travel_s, is_road))
        is_written = is_road.copy()
        is_written[is_road] = published[edge[is_road]]
        counts = pd.array(passes[edge], dtype="Int64")
        counts[~is_written] = pd.NA
        values.append(counts)
        expected = _significant(self._expected.at(hours_of(time_set)))
        values += [_spread(column[edge[is_road]], is_road) for column in expected.T]
        days = pd.array(np.full(len(edge), self.known.days_at(time_set)), dtype="Int64")
        days[~is_road] = pd.NA
        values.append(days)
        bases = np.full(len(edge), None, dtype=object)
        bases[is_road] = np.array(TIME_BASES, dtype=object)[basis[edge[is_road]]]
        values.append(bases)
        return dict(zip((field.name for field in TIME_FIELDS), values, strict=True))

    def remarks(self, time_set: TimeSet) -> list[Text]:
        """Sentences on a set at which trips of few days are known, or none."""
        days = self.known.days_at(time_set)
        if not days:
            return [
                Text(
                    "There are no trips in the time set {name}: its speeds are estimates from "
                    "other times, and no number of passes is expected.",
                    name=time_set.name,
                )
            ]
        if days >= MANY_DAYS:
            return []
        return [
            Text(
                "The trips in the time set {name} are of {days}: another day may differ; intervals "
                "allow for it.",
                name=time_set.name,
                days=days_of(days),
            )
        ]

    def hours(self, edge: IntArray, progress: Progress = silent) -> dict[str, FloatArray]:
        """The columns of :func:`~..contract.layers.predicted_columns.hour_columns`.

        ``edge`` as for columns.
        """
        is_road = edge >= 0
        asked, row = np.unique(edge[is_road], return_inverse=True)
        columns = {}
        for number, (name, (day, hour)) in enumerate(hour_columns().items()):
            progress("Predicting hours", number / len(hour_columns()))
            queries = _parts(asked, times_of(hour_of(day, hour)))
            parts = [self._answer(*some)[0].mean for some in queries]
            speed = 3.6 / torch.cat(parts).double().numpy()
            columns[name] = _spread(speed.round(DECIMALS)[row], is_road)
        return columns

    def paces_of_week(self, progress: Progress = silent) -> FloatArray:
        """``(E, 168)`` mean paces of all segments in the middle of each hour from Monday, s/m."""
        edge = np.arange(len(self.known.context.counts))
        columns = []
        for hour in range(HOURS_PER_WEEK):
            progress("Predicting hours", hour / HOURS_PER_WEEK)
            minute = np.array([(hour + 0.5) * MINUTES_PER_HOUR])
            queries = _parts(edge, Times(minute, np.ones(1)))
            columns.append(torch.cat([self._answer(*some)[0].mean for some in queries]))
        return torch.stack(columns, dim=1).double().numpy()

    def profile(self, edge: int, passes: Mapping[str, list[int | None]]) -> Profile:
        """Speeds and passes of a segment at each hour of a weekday and of a weekend day.

        Args:
            passes: what is published of their numbers, as of
                :class:`~..traffic.observed_week.ObservedWeek`.

        Returns:
            The lists of :data:`~..contract.layers.road_times.PROFILE_FIELDS` and
            :data:`~..contract.layers.road_times.EXPECTED_PASSES_FIELDS`, by type of day, None where
            a number is not known, or not published.
        """
        return {day: self._day(edge, day, passes[day]) for day in DAY_TYPES}

    def _day(
        self, edge: int, day: str, passes: list[int | None]
    ) -> Mapping[str, Sequence[float | None]]:
        times = _hours_of(day)
        speeds = self._speeds(np.full(HOURS, edge), times.minute, times.share).round(DECIMALS)
        expected = _significant(self._expected.of(np.array([edge]), _weeks_of(day)))[0]
        columns: list[Sequence[float | None]] = [*_known(speeds), passes, *_known(expected)]
        return dict(zip(PROFILE_COLUMNS, columns, strict=True))

    def _speeds(self, edge: IntArray, minute: FloatArray, share: FloatArray) -> FloatArray:
        """``(n, 6)`` mean, its interval, and percentiles, km/h; arguments of :meth:`_answer`."""
        pace, variation = self._answer(edge, minute, share)
        mean = pace.mean.double().numpy()
        density = density_of(self.known.context.counts[edge])
        low, high = self.known.intervals.bounds(mean, variation, _day_parts(minute), density)
        is_known = np.isfinite(high)
        paces = [
            mean,
            np.where(is_known, high, np.nan),
            np.where(is_known, low, np.nan),
            *(pace.quantile(level).double().numpy() for level in PACE_LEVELS),
        ]
        return 3.6 / np.column_stack(paces)

    @torch.no_grad()
    def _answer(
        self, edge: IntArray, minute: FloatArray, share: FloatArray
    ) -> tuple[PaceDistribution, FloatArray]:
        """Mixtures of the distributions at several times, and the variations of their means.

        Errors of a road's means at different times are assumed to be the same.

        Args:
            edge: ``(n,)`` segments of the bundle's network.
            minute: ``(n, k)`` times of each.
            share: ``(n, k)`` of the times, which sum to one.
        """
        rows, count = minute.shape
        found = self.known.function(
            self.known.context.queries(np.repeat(edge, count), minute.ravel())
        )
        weight = torch.from_numpy(share.astype(np.float32))
        log_weight = found.log_weight.reshape(rows, count, -1) + weight.log()[:, :, None]
        mixture = PaceDistribution(
            mean=(found.mean.reshape(rows, count) * weight).sum(1),
            log_weight=log_weight.flatten(1),
            location=found.location.reshape(rows, -1),
            spread=found.spread.reshape(rows, -1),
            pseudo_count=(found.pseudo_count.reshape(rows, count) * weight).sum(1),
        )
        variation = (found.mean_variation.reshape(rows, count) * weight).sum(1)
        return mixture, variation.double().numpy()

    def _published(self, time_sets: tuple[TimeSet, ...]) -> BoolArray:
        """``(E, s)`` whether the number of passes of each segment at each set is published."""
        if time_sets not in self._published_of:
            # Times between two ends of intervals are in the same sets.
            ends = np.unique([end for each in time_sets for end in np.ravel(each.intervals)])
            drivers, slots = int(self.known.passes.driver.max(initial=0)) + 1, len(ends) + 1
            keys = np.empty(0, dtype=np.int64)
            for part in self.known.passes.parts():
                slot = np.searchsorted(ends, part.minute_of_week, side="right")
                pair = part.edge.astype(np.int64) * drivers + part.driver
                keys = np.union1d(keys, pair * slots + slot)
            pair, slot = np.divmod(keys, slots)
            self._published_of[time_sets] = published_time_sets(
                *(pair // drivers, pair % drivers, np.r_[0, ends][slot].astype(np.float32)),
                *(time_sets, MIN_DRIVERS),
                places=len(self.known.context.counts),
            )
        return self._published_of[time_sets]

    def _at(self, time_set: TimeSet) -> Iterator[PassTable]:
        """The context passes at the times of a set, in parts."""
        for part in self.known.passes.parts():
            yield part.take(is_in(time_set, part.minute_of_week))

    @cached_property
    def _expected(self) -> ExpectedPasses:
        context = self.known.context
        return ExpectedPasses(context.surroundings, self.known.passes)

    @cached_property
    def _published_of(self) -> dict[tuple[TimeSet, ...], BoolArray]:
        return {}


def _known(values: FloatArray) -> list[list[float | None]]:
    """The columns of values, None where they are not finite."""
    numbers = values.astype(object)
    numbers[~np.isfinite(values)] = None
    found: list[list[float | None]] = numbers.T.tolist()
    return found


def needed_times(opened: LoadedModel) -> RoadTimes:
    """The road function of a model and its bundle.

    Raises:
        TrajganrError: ``MODEL.MISSING`` if it has none.
    """
    times = RoadTimes.of(opened)
    if times is None:
        raise TrajganrError(
            Code.MODEL_MISSING,
            "The model {name!r} has not learned how fast roads are driven at times of the week.",
            "Leave the times out, or pretrain a model with the preset best on trips of at least "
            "five drivers.",
            name=title_of(opened.card.name, opened.path),
        )
    return times


def _day_parts(minute: FloatArray) -> IntArray:
    """``(n,)`` the part of the day of times ``(n, k)``, or that they are in several."""
    part = day_part_of(minute % MINUTES_PER_DAY / MINUTES_PER_HOUR)
    is_one = (part == part[:, :1]).all(1) & np.isfinite(minute).all(1)
    return np.where(is_one, part[:, 0], ANY_TIME)


@cache
def _hours_of(day: str) -> Times:
    """The times of each hour of a type of day, as rows."""
    times = [times_of(hour_of(day, hour)) for hour in range(HOURS)]
    return Times(np.stack([t.minute for t in times]), np.stack([t.share for t in times]))


@cache
def _weeks_of(day: str) -> FloatArray:
    """``(HOURS, 168)`` the hours of the week of each hour of a type of day."""
    return np.stack([hours_of(hour_of(day, hour)) for hour in range(HOURS)])


def _parts(edge: IntArray, times: Times) -> Iterator[tuple[IntArray, FloatArray, FloatArray]]:
    """Queries of segments at the same times, so many together that memory is bounded."""
    count = len(times.minute)
    for part in np.array_split(edge, math.ceil(max(1, len(edge) * count) / TOGETHER)):
        shape = (len(part), count)
        yield part, np.broadcast_to(times.minute, shape), np.broadcast_to(times.share, shape)


def _spread(values: FloatArray, is_road: BoolArray) -> FloatArray:
    """Values of the rows that are roads; NaN in the others."""
    column = np.full(len(is_road), np.nan)
    column[is_road] = values
    return column


def _significant(values: FloatArray) -> FloatArray:
    """Values rounded to :data:`DIGITS`, 0 to :data:`MAX_DECIMALS` behind the point; NaN stays."""
    size = np.floor(np.log10(np.where(values > 0, values, 1.0)))
    scale = 10.0 ** np.clip(DIGITS - 1 - size, 0, MAX_DECIMALS)
    return np.asarray(np.round(values * scale) / scale)
