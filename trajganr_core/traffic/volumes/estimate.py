"""Volumes: vehicles a day and an hour on every directed segment, from a sample's passes and counts.

The logarithm of the vehicles a day is a ridge regression on the passes of the segment and its
neighbours and on the road, plus a residual that is alike nearby (:mod:`.kriging`). So the share of
vehicles that the sample holds is a smooth function of place and class. Passes that are withheld
are as good as none (:mod:`.published_passes`); their neighbours and the road tell then.

Intervals are cross-conformal (Vovk, "Cross-conformal predictors", Annals of Mathematics and
Artificial Intelligence 74, 2015): each station is held out once, its error is divided by the
expected one, and the quantile of these bounds the error of a road without a station.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ...contract.errors import Code, TrajganrError
from ...contract.options.time_sets import TimeSet
from ...data.counts.counts import Counts
from ...data.local_time import hours_of
from ...data.passes import PassTable
from ...data.roads.network import Network
from ...utils.arrays import BoolArray, FloatArray, IntArray
from ...utils.columns import Columns
from ...utils.progress import Progress, silent
from ...utils.study_area import StudyArea
from .conservation import conserved
from .features import Prior, class_of
from .hours import HourProfile, counted_units, slots_of
from .kriging import Kriging, Sites
from .published_passes import SLOT_OF_HOUR, PublishedPasses

#: What a volume rests on.
SOURCES = ("counted", "from trips", "predicted")
COUNTED, FROM_TRIPS, PREDICTED = range(3)
#: Share of the roads whose true volume is in its interval.
LEVEL = 0.9
#: Parts of the stations that are held out one after the other; fewer tell nothing of errors.
FOLDS = 10
#: Errors are told of stations with more vehicles a day.
BUSY = 1000.0
#: A normal distribution has 90 % within so many standard deviations.
NORMAL_90 = 1.645
#: A count of none is as good as one of so many vehicles: logarithms need some.
FEWEST = 0.5
#: Standard deviation between the vehicles of single days, relative to their mean.
BETWEEN_DAYS = 0.1
#: Standard deviation between the shares of hours on different roads, relative to them.
BETWEEN_HOURS = 0.2
#: Parts of the area, from west to east, whose stations are in intervals of the others.
PARTS = 5


@dataclass(frozen=True)
class Volumes(Columns):
    """Vehicles on directed segments.

    Attributes:
        daily: ``(E,)`` vehicles on an average day of the week.
        low, high: ``(E,)`` their 90 % interval; NaN with fewer than ten stations.
        hourly: ``(E, 48)`` vehicles in each hour of an average weekday, then of a weekend day.
        hourly_low, hourly_high: ``(E, 48)`` their 90 % intervals; NaN unless hours were counted.
        source: ``(E,)`` index of :data:`SOURCES`.
        penetration: ``(E,)`` passes of the sample ÷ vehicles; NaN where passes are withheld.
    """

    daily: FloatArray
    low: FloatArray
    high: FloatArray
    hourly: FloatArray
    hourly_low: FloatArray
    hourly_high: FloatArray
    source: IntArray
    penetration: FloatArray

    def at(self, time_set: TimeSet) -> FloatArray:
        """``(E,)`` vehicles an hour in a set of times of the week."""
        return _mean_in(time_set, self.hourly)

    def interval_at(self, time_set: TimeSet) -> tuple[FloatArray, FloatArray]:
        """Bounds ``(E,)`` of :meth:`at`, as wide as if the errors of all hours were the same."""
        return _mean_in(time_set, self.hourly_low), _mean_in(time_set, self.hourly_high)


def _mean_in(time_set: TimeSet, hourly: FloatArray) -> FloatArray:
    hours = np.bincount(SLOT_OF_HOUR, hours_of(time_set))
    return np.asarray(hourly @ hours / hours.sum())


@dataclass(frozen=True)
class VolumeReport:
    """How right volumes are at stations that were held out.

    Attributes:
        stations: how many there are.
        held_out: ``(c,)`` estimated vehicles of each count when its station is held out; NaN where
            there are too few stations.
        error_percent: median error of the counts above 1,000 vehicles a day; None without any.
        error_one_factor_percent: that of the passes times one factor.
        error_by_class_percent: that of the passes times a factor for each class of roads.
        coverage: share of the stations whose count is in its interval when this is made of the
            stations of other parts of the area; None with fewer than ten stations.
    """

    stations: int
    held_out: FloatArray
    error_percent: float | None
    error_one_factor_percent: float | None
    error_by_class_percent: float | None
    coverage: float | None


def estimate_volumes(
    passes: PassTable,
    network: Network,
    area: StudyArea,
    counts: Counts,
    *,
    min_drivers: int,
    progress: Progress = silent,
) -> tuple[Volumes, VolumeReport]:
    """Volumes of all segments.

    Args:
        passes: of the sample.
        network, area: the roads.
        counts: at stations.
        min_drivers: passes of fewer do not count.
        progress: may raise to stop.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` without a count of any vehicle.
    """
    if not (counts.vehicles > 0).any():
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "No vehicle was counted on these roads; volumes cannot be estimated without counts.",
            "Give counts of vehicles on roads of the study area.",
        )
    progress("Estimating volumes", 0.0)
    known = PublishedPasses.of(passes, len(network), min_drivers)
    profile = HourProfile.fit(known, counts)
    prior = Prior.of(network, area, known)
    counted = profile.with_counts(counts)
    units = _Units.of(counts, counted, prior)
    daily, spread = _daily(units, prior, network)
    held, held_spread = _held_out(units, prior, network, progress)
    scores = np.abs(np.log(units.vehicles / held)) / held_spread
    quantile = _quantile(scores)
    low, high = daily * np.exp(-quantile * spread), daily * np.exp(quantile * spread)
    low = np.where(low > FEWEST, low, 0.0)
    if not math.isfinite(quantile):
        low, high = np.full((2, len(daily)), np.nan)
    source = np.where(known.is_published, FROM_TRIPS, PREDICTED)
    for unit, own in enumerate(units.edges):
        daily[own] *= units.vehicles[unit] / daily[own].mean()
        width = np.exp(NORMAL_90 * units.deviation[unit])
        low[own], high[own] = daily[own] / width, daily[own] * width
        source[own] = COUNTED
    of_count = counted_units(counts)[1]
    expected = (held * units.size)[of_count] * profile.days_of(counts)
    hourly = daily[:, None] * counted.shares
    width = _hour_quantile(counts, expected, held_spread[of_count]) * _hour_spread(
        hourly, spread[:, None]
    )
    hourly_low, hourly_high = (
        np.maximum((hourly + FEWEST) * np.exp(x) - FEWEST, 0) for x in (-width, width)
    )
    sampled = np.where(known.is_published, known.a_day, np.nan)
    volumes = Volumes(daily, low, high, hourly, hourly_low, hourly_high, source, sampled / daily)
    return volumes, _report(counts, units, held, expected, scores, class_of(network.highway))


def _hour_spread(vehicles: FloatArray, spread: FloatArray) -> FloatArray:
    """Expected errors of logarithms of vehicles in an hour: of the day, its hours, by chance."""
    return np.sqrt(spread**2 + BETWEEN_HOURS**2 + 1 / (vehicles + 1))


def _hour_quantile(counts: Counts, expected: FloatArray, spread: FloatArray) -> float:
    """The quantile of errors of counts of single hours of the day over the expected errors."""
    single = (slots_of(counts) > 0).sum(1) == 1
    seen, found = counts.vehicles[single] + FEWEST, expected[single] + FEWEST
    return _quantile(np.abs(np.log(seen / found)) / _hour_spread(expected, spread)[single])


@dataclass(frozen=True)
class _Units(Columns):
    """Segments, or pairs of them, that were counted.

    Attributes:
        station: ``(u,)``.
        edges: ``(u, 2)``; twice the same for one segment.
        size: ``(u,)`` how many segments.
        vehicles, passes: ``(u,)`` a day on a segment.
        deviation: ``(u,)`` standard deviation of the vehicles by chance, relative to them.
        sites: their means over the segments.
    """

    station: IntArray
    edges: IntArray
    size: IntArray
    vehicles: FloatArray
    passes: FloatArray
    deviation: FloatArray
    sites: Sites

    @property
    def value(self) -> FloatArray:
        """``(u,)`` logarithm of the vehicles a pass."""
        return np.log(self.vehicles / self.passes)

    @classmethod
    def of(cls, counts: Counts, profile: HourProfile, prior: Prior) -> _Units:
        rows, of_count = counted_units(counts)
        days = profile.days_of(counts)
        total, lasted = (np.bincount(of_count, x, len(rows)) for x in (counts.vehicles, days))
        is_pair = rows[:, 1] >= 0
        edges = np.column_stack([np.where(is_pair, rows[:, 1], rows[:, 2]), rows[:, 2]])
        vehicles = np.maximum(total, FEWEST) / np.maximum(lasted, 1e-9) / (1 + is_pair)
        deviation = np.sqrt(1 / (total + 1) + BETWEEN_DAYS**2 / np.maximum(lasted, 1e-9))
        a, b = (prior.sites.take(edges[:, end]) for end in range(2))
        sites = Sites(
            (a.features + b.features) / 2, (a.points + b.points) / 2, (a.noise + b.noise) / 2
        )
        passes = prior.passes[edges].mean(1)
        return cls(rows[:, 0], edges, 1 + is_pair, vehicles, passes, deviation, sites)


def _daily(units: _Units, prior: Prior, network: Network) -> tuple[FloatArray, FloatArray]:
    """Vehicles a day ``(E,)`` from counted units, and the deviations of their logarithms."""
    a_pass, spread = Kriging.fit(units.sites, units.value).predict(prior.sites)
    daily, deviation = prior.passes * np.exp(a_pass), spread.copy()
    for unit, own in enumerate(units.edges):
        daily[own] *= units.vehicles[unit] / daily[own].mean()
        deviation[own] = units.deviation[unit]
    return conserved(network, daily, deviation), spread


def _held_out(
    units: _Units, prior: Prior, network: Network, progress: Progress
) -> tuple[FloatArray, FloatArray]:
    """Vehicles a day ``(u,)`` on units whose station is held out, with all its directions.

    Returns:
        They, and the expected errors of their logarithms; NaN with too few stations.
    """
    held, expected = np.full((2, len(units)), np.nan)
    stations, station = np.unique(units.station, return_inverse=True)
    if len(stations) < FOLDS:
        return held, expected
    fold = np.random.default_rng(0).permutation(len(stations))[station] % FOLDS
    for number in range(FOLDS):
        progress("Holding out stations", number / FOLDS)
        out = fold == number
        daily, spread = _daily(units.take(~out), prior, network)
        edges = units.edges[out]
        held[out] = daily[edges].mean(1)
        expected[out] = spread[edges].mean(1)
    return held, expected


def _quantile(scores: FloatArray) -> float:
    """The score that bounds that of a new road; infinite with too few."""
    rank = math.ceil(round((len(scores) + 1) * LEVEL, 9))
    enough = np.isfinite(scores).all() and rank <= len(scores)
    return float(np.sort(scores)[rank - 1]) if enough else math.inf


def _report(
    counts: Counts,
    units: _Units,
    held: FloatArray,
    expected: FloatArray,
    scores: FloatArray,
    classes: IntArray,
) -> VolumeReport:
    truth = units.vehicles
    busy = truth > BUSY
    group = classes[units.edges[:, 0]]
    by_class, one = (_scaled(units, each) for each in (group, np.zeros_like(group)))
    return VolumeReport(
        stations=counts.stations,
        held_out=expected,
        error_percent=_median_error(held, truth, busy),
        error_one_factor_percent=_median_error(one, truth, busy),
        error_by_class_percent=_median_error(by_class, truth, busy),
        coverage=_coverage(scores, units.sites.points[:, 0]),
    )


def _scaled(units: _Units, group: IntArray) -> FloatArray:
    """``(u,)`` passes times vehicles ÷ passes of the other stations of their group."""
    found = np.empty(len(group))
    for row in range(len(group)):
        others = units.station != units.station[row]
        own = others & (group == group[row])
        used = own if own.any() else others
        vehicles, passes = (x[used].sum() for x in (units.vehicles, units.passes))
        found[row] = units.passes[row] * vehicles / passes if used.any() else np.nan
    return found


def _coverage(scores: FloatArray, east: FloatArray) -> float | None:
    """The share of stations in their interval, if those of other parts of the area give it."""
    if not np.isfinite(scores).all():
        return None
    part = np.argsort(np.argsort(east)) * PARTS // len(east)
    inside = [scores[part == each] <= _quantile(scores[part != each]) for each in range(PARTS)]
    return float(np.concatenate(inside).mean())


def _median_error(found: FloatArray, truth: FloatArray, chosen: BoolArray) -> float | None:
    if not chosen.any() or np.isnan(found).any():
        return None
    return float(100 * np.median(np.abs(found / truth - 1)[chosen]))
