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
from .features import class_of, sites_of
from .hours import HourProfile
from .kriging import Kriging, Sites
from .published_passes import SLOT_OF_HOUR, PublishedPasses

#: What a volume rests on.
SOURCES = ("counted", "from trips", "predicted")
COUNTED, FROM_TRIPS, PREDICTED = range(3)
#: Share of the roads whose true volume is in its interval.
LEVEL = 0.9
#: Parts of the stations that are held out one after the other.
FOLDS = 10
#: Errors are told of stations with more vehicles a day.
BUSY = 1000.0
#: A normal distribution has 90 % within so many standard deviations.
NORMAL_90 = 1.645


@dataclass(frozen=True)
class Volumes(Columns):
    """Vehicles on directed segments.

    Attributes:
        daily: ``(E,)`` vehicles on an average day of the week.
        low, high: ``(E,)`` their 90 % interval; NaN with fewer than ten stations.
        hourly: ``(E, 48)`` vehicles in each hour of an average weekday, then of a weekend day.
        source: ``(E,)`` index of :data:`SOURCES`.
        penetration: ``(E,)`` passes of the sample ÷ vehicles; NaN where passes are withheld.
    """

    daily: FloatArray
    low: FloatArray
    high: FloatArray
    hourly: FloatArray
    source: IntArray
    penetration: FloatArray

    def at(self, time_set: TimeSet) -> FloatArray:
        """``(E,)`` vehicles an hour in a set of times of the week."""
        hours = np.bincount(SLOT_OF_HOUR, hours_of(time_set))
        return np.asarray(self.hourly @ hours / hours.sum())


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
        coverage: share of the held-out stations whose count is in its interval; None with fewer
            than ten stations.
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
    sites = sites_of(network, area, known)
    units = _Units.of(counts, profile, sites)
    fitted = Kriging.fit(units.sites, units.value)
    mean, spread = fitted.predict(sites)
    held, held_spread = _held_out(units, progress)
    quantile = _quantile(np.abs(units.value - held) / held_spread)
    daily = np.exp(mean)
    low, high = np.exp(mean - quantile * spread), np.exp(mean + quantile * spread)
    source = np.where(known.is_published, FROM_TRIPS, PREDICTED)
    for unit, pair in enumerate(units.edges):
        own = pair[pair >= 0]
        share = daily[own] / daily[own].sum() * len(own)
        daily[own] = np.exp(units.value[unit]) * share
        width = np.exp(NORMAL_90 * np.sqrt(units.sites.noise[unit]))
        low[own], high[own] = daily[own] / width, daily[own] * width
        source[own] = COUNTED
    report = _report(counts, units, held, held_spread, quantile, known, network)
    if not math.isfinite(quantile):
        low, high = (np.where(source == COUNTED, x, np.nan) for x in (low, high))
    sampled = np.where(known.is_published, known.a_day, np.nan)
    hourly = daily[:, None] * profile.shares
    return Volumes(daily, low, high, hourly, source, sampled / daily), report


@dataclass(frozen=True)
class _Units:
    """Segments, or pairs of them, that were counted.

    Attributes:
        station: ``(u,)``.
        edges: ``(u, 2)`` -1 for none.
        unit: ``(c,)`` of each count.
        share: ``(c,)`` how many average days of its segments each count is.
        value: ``(u,)`` logarithm of the vehicles a day on a segment.
        sites: their means over the segments.
    """

    station: IntArray
    edges: IntArray
    unit: IntArray
    share: FloatArray
    value: FloatArray
    sites: Sites

    @classmethod
    def of(cls, counts: Counts, profile: HourProfile, sites: Sites) -> _Units:
        keys = np.column_stack([counts.station, np.sort(counts.edge, axis=1)])
        rows, unit = np.unique(keys, axis=0, return_inverse=True)
        unit = unit.ravel()
        share = profile.days_of(counts)
        vehicles, days = (np.bincount(unit, x, len(rows)) for x in (counts.vehicles, share))
        size = (rows[:, 1:] >= 0).sum(1)
        value = np.log((vehicles + 0.5) / np.maximum(days, 1e-9) / size)
        first = np.where(rows[:, 1] >= 0, rows[:, 1], rows[:, 2])
        a, b = sites.take(first), sites.take(rows[:, 2])
        noise = (a.noise + b.noise) / 2 + 1 / (vehicles + 1)
        both = Sites((a.features + b.features) / 2, (a.points + b.points) / 2, noise)
        return cls(rows[:, 0], rows[:, 1:], unit, share, value, both)


def _held_out(units: _Units, progress: Progress) -> tuple[FloatArray, FloatArray]:
    """Values and spreads ``(u,)`` of units whose station is held out, with all its directions."""
    stations, station = np.unique(units.station, return_inverse=True)
    mean, spread = (np.full(len(station), np.nan) for _ in range(2))
    if len(stations) < FOLDS:
        return mean, spread
    fold = np.random.default_rng(0).permutation(len(stations))[station] % FOLDS
    for number in range(FOLDS):
        progress("Holding out stations", number / FOLDS)
        out = fold == number
        fitted = Kriging.fit(units.sites.take(~out), units.value[~out])
        mean[out], spread[out] = fitted.predict(units.sites.take(out))
    return mean, spread


def _quantile(scores: FloatArray) -> float:
    """The score that bounds that of a new road; infinite with too few."""
    rank = math.ceil(round((len(scores) + 1) * LEVEL, 9))
    enough = np.isfinite(scores).all() and rank <= len(scores)
    return float(np.sort(scores)[rank - 1]) if enough else math.inf


def _report(
    counts: Counts,
    units: _Units,
    held: FloatArray,
    spread: FloatArray,
    quantile: float,
    known: PublishedPasses,
    network: Network,
) -> VolumeReport:
    size = (units.edges >= 0).sum(1)
    estimated = (np.exp(held) * size)[units.unit] * units.share
    busy = np.exp(units.value) > BUSY
    inside = np.abs(units.value - held) <= quantile * spread
    edge = np.where(units.edges[:, :1] >= 0, units.edges, units.edges[:, 1:])
    sampled = known.a_day[edge].mean(1)
    classes = class_of(network.highway)[edge[:, 0]]
    one = np.zeros_like(classes)
    return VolumeReport(
        stations=counts.stations,
        held_out=estimated,
        error_percent=_median_error(held, units.value, busy),
        error_one_factor_percent=_median_error(_scaled(sampled, units, one), units.value, busy),
        error_by_class_percent=_median_error(_scaled(sampled, units, classes), units.value, busy),
        coverage=float(inside.mean()) if math.isfinite(quantile) else None,
    )


def _scaled(sampled: FloatArray, units: _Units, group: IntArray) -> FloatArray:
    """Logarithms of passes times the factor of the other stations of their group."""
    truth = np.exp(units.value)
    found = np.empty(len(sampled))
    for row in range(len(sampled)):
        others = units.station != units.station[row]
        own = others & (group == group[row])
        used = own if sampled[own].sum() > 0 else others
        factor = truth[used].sum() / max(sampled[used].sum(), 1e-9)
        found[row] = np.log(max(sampled[row] * factor, 1e-9))
    return found


def _median_error(found: FloatArray, truth: FloatArray, chosen: BoolArray) -> float | None:
    """Per cent, from logarithms."""
    if not chosen.any() or np.isnan(found).any():
        return None
    return float(100 * np.median(np.abs(np.exp((found - truth)[chosen]) - 1)))
