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
from .features import class_of, expected_passes
from .hours import counted_units, days_of, hour_shares, slots_of
from .kriging import Kriging, Sites
from .published_passes import SLOT_OF_HOUR, PublishedPasses

#: What a volume rests on.
SOURCES = ("counted", "from trips", "predicted")
COUNTED, FROM_TRIPS, PREDICTED = range(3)
#: Share of true volumes in their intervals; standard deviations of a normal distribution for it.
LEVEL, NORMAL = 0.9, 1.645
#: Parts of the stations that are held out one after the other; fewer tell nothing of errors.
FOLDS = 10
#: Errors are told of stations with more vehicles a day. None is as good as so few, for logarithms.
BUSY, FEWEST = 1000.0, 0.5
#: Standard deviations between vehicles of single days, and between shares of hours, relative.
BETWEEN_DAYS, BETWEEN_HOURS = 0.1, 0.2


@dataclass(frozen=True)
class Volumes(Columns):
    """Vehicles on directed segments.

    Attributes:
        daily: ``(E,)`` vehicles on an average day of the week.
        low, high: ``(E,)`` their 90 % interval; NaN with fewer than ten stations.
        hourly: ``(E, 48)`` vehicles in each hour of an average weekday, then of a weekend day.
        hourly_low, hourly_high: ``(E, 48)`` likewise; NaN also where no single hours were counted.
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
    return np.asarray((hourly * hours).sum(1) / hours.sum())


@dataclass(frozen=True)
class VolumeReport:
    """How right volumes are at stations that are held out; None or NaN with fewer than ten.

    Attributes:
        stations: how many there are.
        held_out: ``(c,)`` estimated vehicles of each count when its station is held out.
        error_percent: median error above 1,000 vehicles a day; None without any.
        error_one_factor_percent, error_by_class_percent: those of passes times one factor, or one
            for each class of roads.
        coverage: share of the stations in intervals that are made of other parts of the area.
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
    shares = hour_shares(known, counts)
    expected, sites = expected_passes(network, area, known)
    stations = _Stations.of(counts, days_of(counts, shares), expected, sites)
    model = _Model(network, expected, sites, stations, Kriging.fit(stations.sites, stations.value))
    held, held_spread = _held_out(model, progress)
    scores = np.abs(np.log(stations.vehicles / held)) / held_spread
    daily, spread = model.daily(np.arange(len(held)))
    low, high = _bounds(daily, _quantile(scores) * spread)
    source = np.where(known.is_published, FROM_TRIPS, PREDICTED)
    for unit, own in enumerate(stations.edges):
        daily[own] *= stations.vehicles[unit] / daily[own].mean()
        low[own], high[own] = _bounds(daily[own], NORMAL * stations.deviation[unit])
        source[own] = COUNTED
    of_count, lasted = counted_units(counts)[1], days_of(counts, shares)
    found = (held * (1 + (stations.edges[:, 0] != stations.edges[:, 1])))[of_count] * lasted
    single = (slots_of(counts) > 0).sum(1) == 1
    misses = np.abs(np.log((counts.vehicles + FEWEST) / (found + FEWEST)))
    of_hours = _quantile((misses / _hour_spread(found, held_spread[of_count]))[single])
    hourly = daily[:, None] * shares
    volumes = Volumes(
        *(daily, low, high, hourly),
        *_bounds(hourly, of_hours * _hour_spread(hourly, spread[:, None])),
        source=source,
        penetration=np.where(known.is_published, known.a_day, np.nan) / daily,
    )
    group, busy = class_of(network.highway)[stations.edges[:, 0]], stations.vehicles > BUSY
    tried = (held, _scaled(stations, np.zeros_like(group)), _scaled(stations, group))
    error, one, by_class = (_median_error(each, stations.vehicles, busy) for each in tried)
    coverage = _coverage(scores, stations.sites.points[:, 0])
    return volumes, VolumeReport(counts.stations, found, error, one, by_class, coverage)


def _bounds(vehicles: FloatArray, width: FloatArray | float) -> tuple[FloatArray, FloatArray]:
    """Vehicles over and times the exponential of a width; NaN where it is infinite."""
    factor = np.exp(np.where(np.isfinite(width), width, np.nan))
    low = (vehicles + FEWEST) / factor - FEWEST
    return np.maximum(low, 0.0), (vehicles + FEWEST) * factor - FEWEST


def _hour_spread(vehicles: FloatArray, spread: FloatArray) -> FloatArray:
    """Expected errors of logarithms of vehicles in an hour: of the day, its hours, by chance."""
    return np.sqrt(spread**2 + BETWEEN_HOURS**2 + 1 / (vehicles + 1))


@dataclass(frozen=True)
class _Stations:
    """Counted segments, or pairs of them.

    Attributes:
        station: ``(u,)``; several may be of one.
        edges: ``(u, 2)``; twice the same for one segment.
        vehicles, passes: ``(u,)`` a day on a segment; passes as they are expected.
        deviation: ``(u,)`` standard deviation of the vehicles by chance, relative to them.
        sites: their means over the segments.
    """

    station: IntArray
    edges: IntArray
    vehicles: FloatArray
    passes: FloatArray
    deviation: FloatArray
    sites: Sites

    @property
    def value(self) -> FloatArray:
        """``(u,)`` logarithm of the vehicles a pass."""
        return np.log(self.vehicles / self.passes)

    @classmethod
    def of(cls, counts: Counts, days: FloatArray, passes: FloatArray, sites: Sites) -> _Stations:
        rows, of_count = counted_units(counts)
        total = np.bincount(of_count, counts.vehicles)
        lasted = np.maximum(np.bincount(of_count, days), 1e-9)
        edges = np.where(rows[:, 1:] >= 0, rows[:, 1:], rows[:, 2:])
        return cls(
            rows[:, 0],
            edges,
            np.maximum(total, FEWEST) / lasted / (1 + (rows[:, 1] >= 0)),
            passes[edges].mean(1),
            np.sqrt(1 / (total + 1) + BETWEEN_DAYS**2 / lasted),
            Sites(*(x[edges].mean(1) for x in (sites.features, sites.points, sites.noise))),
        )


@dataclass(frozen=True)
class _Model:
    """What volumes are computed of: the roads, their expected passes, and what was counted."""

    network: Network
    passes: FloatArray
    sites: Sites
    stations: _Stations
    fitted: Kriging

    def daily(self, used: IntArray) -> tuple[FloatArray, FloatArray]:
        """Vehicles a day ``(E,)`` from some stations, and deviations of their logarithms."""
        known = self.stations
        a_pass, spread = self.fitted.predict(known.sites, known.value, used, self.sites)
        daily, deviation = self.passes * np.exp(a_pass), spread.copy()
        for unit in used:
            own = known.edges[unit]
            daily[own] *= known.vehicles[unit] / daily[own].mean()
            deviation[own] = known.deviation[unit]
        return conserved(self.network, daily, deviation), spread


def _held_out(model: _Model, progress: Progress) -> tuple[FloatArray, FloatArray]:
    """Vehicles a day ``(u,)`` where the station is held out, with all its directions.

    Returns:
        They, and the expected errors of their logarithms; NaN with too few stations.
    """
    stations, station = np.unique(model.stations.station, return_inverse=True)
    held, spread = np.full((2, len(station)), np.nan)
    if len(stations) < FOLDS:
        return held, spread
    fold = np.random.default_rng(0).permutation(len(stations))[station] % FOLDS
    for number in range(FOLDS):
        progress("Holding out stations", number / FOLDS)
        out, found = fold == number, model.daily(np.flatnonzero(fold != number))
        held[out], spread[out] = (each[model.stations.edges[out]].mean(1) for each in found)
    return held, spread


def _quantile(scores: FloatArray) -> float:
    """The score that bounds that of a new road; infinite with too few."""
    rank = math.ceil(round((len(scores) + 1) * LEVEL, 9))
    enough = np.isfinite(scores).all() and rank <= len(scores)
    return float(np.sort(scores)[rank - 1]) if enough else math.inf


def _scaled(stations: _Stations, group: IntArray) -> FloatArray:
    """``(u,)`` passes times vehicles ÷ passes of the other stations of their group."""
    found = np.empty(len(group))
    for row in range(len(group)):
        others = stations.station != stations.station[row]
        own = others & (group == group[row])
        used = own if own.any() else others
        vehicles, passes = (x[used].sum() for x in (stations.vehicles, stations.passes))
        found[row] = stations.passes[row] * vehicles / passes if used.any() else np.nan
    return found


def _coverage(scores: FloatArray, east: FloatArray) -> float | None:
    """The share of stations in their interval, if those farther west or east give it."""
    if not np.isfinite(scores).all():
        return None
    is_west = east < np.median(east)
    inside = [scores[x] <= _quantile(scores[~x]) for x in (is_west, ~is_west)]
    return float(np.concatenate(inside).mean())


def _median_error(found: FloatArray, truth: FloatArray, chosen: BoolArray) -> float | None:
    if not chosen.any() or np.isnan(found).any():
        return None
    return float(100 * np.median(np.abs(found / truth - 1)[chosen]))
