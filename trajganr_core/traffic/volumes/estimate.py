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
from typing import NamedTuple

import numpy as np

from ...contract.errors import Code, TrajganrError
from ...contract.options.time_sets import TimeSet
from ...data.counts.counts import Counts
from ...data.local_time import hours_of
from ...data.passes import PassTable
from ...data.roads.network import Network
from ...utils.arrays import FloatArray, IntArray, TextArray
from ...utils.columns import Columns
from ...utils.progress import Progress, silent
from ...utils.study_area import StudyArea
from .conservation import conserved
from .kriging import Kriging, Sites
from .published_passes import (
    SLOT_OF_HOUR,
    PublishedPasses,
    counted_units,
    days_of,
    hour_shares,
    slots_of,
)

#: What a volume rests on.
SOURCES = ("counted", "from trips", "predicted")
COUNTED, FROM_TRIPS, PREDICTED = range(3)
#: Share of true volumes in their intervals; standard deviations of a normal distribution for it.
LEVEL, NORMAL = 0.9, 1.645
#: Parts of the stations that are held out one after the other; fewer tell nothing of errors.
FOLDS = 10
#: Errors are measured at stations with more vehicles a day. A count of none stands for so few, as
#: logarithms need some.
BUSY, FEWEST = 1000.0, 0.5
#: Standard deviations between vehicles of single days, and between shares of hours, relative.
BETWEEN_DAYS, BETWEEN_HOURS = 0.1, 0.2
#: Classes of roads with a level of their own; links belong to their road. All others are the last.
CLASSES = ("motorway", "trunk", "primary", "secondary", "tertiary", "residential", "")
#: So many times as far from 0 as others may coefficients be that stand in for passes.
INSTEAD_OF_PASSES = 3.0


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


class VolumeReport(NamedTuple):
    """How right volumes are where a station is held out.

    ``stations`` is their number, ``held_out`` ``(c,)`` the estimated vehicles of each count without
    its station, NaN with fewer than ten of them, and ``error_percent`` the median error above 1,000
    vehicles a day, None without any; ``error_one_factor_percent`` is that of the passes times one
    factor, of the other stations.
    """

    stations: int
    held_out: FloatArray
    error_percent: float | None
    error_one_factor_percent: float | None


def estimate_volumes(
    passes: PassTable,
    network: Network,
    area: StudyArea,
    counts: Counts,
    *,
    min_drivers: int,
    progress: Progress = silent,
) -> tuple[Volumes, VolumeReport]:
    """Volumes of all segments; passes of fewer than ``min_drivers`` do not count.

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
    lasted = days_of(counts, shares)
    model = _Model.of(network, *expected_passes(network, area, known), counts, lasted)
    held, held_spread = _held_out(model, progress)
    scores = np.abs(np.log(model.vehicles / held)) / held_spread
    daily, spread = model.daily(np.arange(len(held)))
    low, high = _bounds(daily, _quantile(scores) * spread)
    source = np.where(known.is_published, FROM_TRIPS, PREDICTED)
    for unit, own in enumerate(model.edges):
        daily[own] *= model.vehicles[unit] / daily[own].mean()
        low[own], high[own] = _bounds(daily[own], NORMAL * model.deviation[unit])
        source[own] = COUNTED
    of_count, are_pairs = counted_units(counts)[1], model.edges[:, 0] != model.edges[:, 1]
    found = (held * (1 + are_pairs))[of_count] * lasted
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
    errors = (model.median_error_percent(each) for each in (held, model.times_one_factor()))
    return volumes, VolumeReport(counts.stations, found, *errors)


def class_of(highway: TextArray) -> IntArray:
    """``(E,)`` number of the class."""
    number = {name: at for at, name in enumerate(CLASSES)}
    names = (str(name).removesuffix("_link") for name in highway)
    return np.array([number.get(name, len(CLASSES) - 1) for name in names], dtype=np.int64)


def expected_passes(
    network: Network, area: StudyArea, known: PublishedPasses
) -> tuple[FloatArray, Sites]:
    """``(E,)`` passes a day, and what may change the vehicles for each of them.

    Where passes are withheld, they are half of the fewest that are published, and the passes on the
    segments that begin and end at the same nodes stand in for them.
    """
    seen, a_day = known.is_published, known.a_day
    passes = np.where(seen, a_day, a_day[seen].min(initial=1.0) / 2)
    nodes = int(max(network.source.max(), network.target.max())) + 1
    near = sum(
        np.bincount(ends, a_day, nodes)[beside] / passes
        for ends, beside in ((network.target, network.source), (network.source, network.target))
    )
    instead = INSTEAD_OF_PASSES * ~seen
    classes = np.eye(len(CLASSES))[class_of(network.highway)]
    features = np.column_stack([classes, instead, instead * np.log1p(near) / 3])
    noise = np.column_stack([seen, seen / (known.passes + 1), ~seen]).astype(np.float64)
    vertices = area.to_local(network.lon, network.lat)
    middles = network.locate(np.arange(len(network)), network.length_m / 2, vertices)
    return passes, Sites(features, middles, noise)


def _bounds(vehicles: FloatArray, width: FloatArray | float) -> tuple[FloatArray, FloatArray]:
    """Vehicles over and times the exponential of a width; NaN where it is infinite."""
    factor = np.exp(np.where(np.isfinite(width), width, np.nan))
    low = (vehicles + FEWEST) / factor - FEWEST
    return np.maximum(low, 0.0), (vehicles + FEWEST) * factor - FEWEST


def _hour_spread(vehicles: FloatArray, spread: FloatArray) -> FloatArray:
    """Expected errors of logarithms of vehicles in an hour: of the day, its hours, by chance."""
    return np.sqrt(spread**2 + BETWEEN_HOURS**2 + 1 / (vehicles + 1))


@dataclass(frozen=True)
class _Model:
    """What volumes are computed of: roads, and counted segments or pairs of them.

    Attributes:
        network, passes, sites: the roads, as :func:`expected_passes` has them.
        station, edges: ``(u,)`` and ``(u, 2)``; twice the same for one segment.
        vehicles, deviation: ``(u,)`` a day on a segment, and how far chance moves them, relative.
        fitted: logarithms of the vehicles a pass.
    """

    network: Network
    passes: FloatArray
    sites: Sites
    station: IntArray
    edges: IntArray
    vehicles: FloatArray
    deviation: FloatArray
    fitted: Kriging

    @classmethod
    def of(
        cls, network: Network, passes: FloatArray, sites: Sites, counts: Counts, days: FloatArray
    ) -> _Model:
        """Fit the process to counts of so many days ``(c,)``."""
        rows, of_count = counted_units(counts)
        total = np.bincount(of_count, counts.vehicles)
        lasted = np.maximum(np.bincount(of_count, days), 1e-9)
        edges = np.where(rows[:, 1:] >= 0, rows[:, 1:], rows[:, 2:])
        vehicles = np.maximum(total, FEWEST) / lasted / (1 + (rows[:, 1] >= 0))
        deviation = np.sqrt(1 / (total + 1) + BETWEEN_DAYS**2 / lasted)
        counted = Sites(*(x[edges].mean(1) for x in (sites.features, sites.points, sites.noise)))
        fitted = Kriging.fit(counted, np.log(vehicles / passes[edges].mean(1)))
        return cls(network, passes, sites, rows[:, 0], edges, vehicles, deviation, fitted)

    def daily(self, used: IntArray) -> tuple[FloatArray, FloatArray]:
        """Vehicles a day ``(E,)`` from some stations, and deviations of their logarithms."""
        a_pass, spread = self.fitted.predict(used, self.sites)
        daily, deviation = self.passes * np.exp(a_pass), spread.copy()
        for unit in used:
            own = self.edges[unit]
            daily[own] *= self.vehicles[unit] / daily[own].mean()
            deviation[own] = self.deviation[unit]
        return conserved(self.network, daily, deviation), spread

    def times_one_factor(self) -> FloatArray:
        """``(u,)`` passes a day times vehicles ÷ passes of the other stations."""
        own = self.passes[self.edges].mean(1)
        number = np.unique(self.station, return_inverse=True)[1]
        vehicles, passes = (x.sum() - np.bincount(number, x)[number] for x in (self.vehicles, own))
        return np.asarray(own * vehicles / np.maximum(passes, 1e-9))

    def median_error_percent(self, found: FloatArray) -> float | None:
        """That of vehicles a day ``(u,)`` on busy units; None without one that is known."""
        errors = 100 * np.abs(found / self.vehicles - 1)[self.vehicles > BUSY]
        return float(np.median(errors)) if np.isfinite(errors).any() else None


def _held_out(model: _Model, progress: Progress) -> tuple[FloatArray, FloatArray]:
    """Vehicles a day ``(u,)`` without the station, and expected errors of their logarithms.

    Both are NaN with too few stations.
    """
    stations, station = np.unique(model.station, return_inverse=True)
    held, spread = np.full((2, len(station)), np.nan)
    if len(stations) < FOLDS:
        return held, spread
    fold = np.random.default_rng(0).permutation(len(stations))[station] % FOLDS
    for number in range(FOLDS):
        progress("Holding out stations", number / FOLDS)
        out, found = fold == number, model.daily(np.flatnonzero(fold != number))
        held[out], spread[out] = (each[model.edges[out]].mean(1) for each in found)
    return held, spread


def _quantile(scores: FloatArray) -> float:
    """The score that bounds that of a new road; infinite with too few."""
    rank = math.ceil(round((len(scores) + 1) * LEVEL, 9))
    enough = np.isfinite(scores).all() and rank <= len(scores)
    return float(np.sort(scores)[rank - 1]) if enough else math.inf
