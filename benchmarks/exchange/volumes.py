"""How right volumes are where nobody counted, in simulated cities with known volumes.

All choices were made on the city of seed 31; those of :data:`SEEDS` are for the report.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from sklearn.linear_model import PoissonRegressor
from sklearn.model_selection import GridSearchCV
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

from trajganr_core.data.counts.counts import Counts
from trajganr_core.data.local_time import HOURS_PER_WEEK
from trajganr_core.data.passes import PassTable, passes_of_bundle
from trajganr_core.traffic.volumes.estimate import BUSY, COUNTED, class_of, estimate_volumes
from trajganr_core.traffic.volumes.published_passes import SLOT_OF_HOUR, SLOTS, PublishedPasses
from trajganr_core.utils.arrays import BoolArray, FloatArray, IntArray

from ..figures import Row
from ..simulated_porto.day_demand import DAYS
from .simulated import KnownVolumes

#: Cities of the report, and draws of stations in each.
SEEDS, DRAWS = (32, 33), 5
#: Of the directed segments; and of the stations those on roads of class tertiary and above.
COUNTED_SHARE, MAIN_SHARE = 0.05, 0.8
#: Numbers of :func:`class_of` below this are main roads.
MAIN_CLASSES = 5
MIN_DRIVERS = 5


def draw_stations(is_main: BoolArray, rng: np.random.Generator) -> IntArray:
    """Directed segments that are counted: most on main roads, as cities count."""
    count = round(COUNTED_SHARE * len(is_main))
    main = round(MAIN_SHARE * count)
    parts = ((is_main, main), (~is_main, count - main))
    drawn = [rng.choice(np.flatnonzero(mask), size, replace=False) for mask, size in parts]
    return np.concatenate(drawn)


def counts_of(edges: IntArray, hourly: FloatArray) -> Counts:
    """Each hour of the weekday and of the weekend day, counted once."""
    slots = np.zeros((SLOTS, HOURS_PER_WEEK))
    slots[
        np.arange(SLOTS), [int(np.flatnonzero(slot == SLOT_OF_HOUR)[0]) for slot in range(SLOTS)]
    ] = 1
    station = np.repeat(np.arange(len(edges)), SLOTS)
    edge = np.column_stack([np.repeat(edges, SLOTS), np.full(len(station), -1)])
    return Counts(station, edge, np.tile(slots, (len(edges), 1)), hourly[edges].ravel())


def errors(found: FloatArray, truth: FloatArray) -> FloatArray:
    """Relative errors, per cent."""
    return np.asarray(100 * np.abs(found / truth - 1))


def factor_volumes(
    sampled: FloatArray, truth: FloatArray, stations: IntArray, group: IntArray
) -> list[FloatArray]:
    """``(E,)`` passes a day times a factor of the stations of the same group, by two methods.

    The factor is vehicles of all stations ÷ their passes, or the median of the stations'.
    """
    found = []
    for median in (False, True):
        volumes = np.empty(len(sampled))
        for number in np.unique(group):
            own = stations[(group[stations] == number) & (sampled[stations] > 0)]
            used = own if len(own) >= 3 else stations[sampled[stations] > 0]
            ratio = truth[used] / sampled[used]
            factor = np.median(ratio) if median else truth[used].sum() / sampled[used].sum()
            volumes[group == number] = factor * sampled[group == number]
        found.append(volumes)
    return found


def poisson_volumes(
    points: FloatArray, sampled: FloatArray, truth: FloatArray, stations: IntArray, group: IntArray
) -> FloatArray:
    """``(E,)`` passes a day times a Poisson regression of vehicles a pass on class, place, passes.

    The sum of squares that is added is chosen by cross-validation over the stations.
    """
    places = PolynomialFeatures(2, include_bias=False).fit_transform(
        StandardScaler().fit_transform(points)
    )
    level = np.log(np.maximum(sampled, sampled[sampled > 0].min()))
    columns = np.column_stack([group[:, None] == np.unique(group), places, level])
    used = stations[sampled[stations] > 0]
    weight = sampled[used] / sampled[used].mean()
    search = GridSearchCV(PoissonRegressor(max_iter=2000), {"alpha": np.logspace(-4, 1, 6)}, cv=5)
    search.fit(columns[used], truth[used] / sampled[used], sample_weight=weight)
    return np.asarray(sampled * search.predict(columns))


def of_draw(city: KnownVolumes, passes: PassTable, rng: np.random.Generator) -> dict[str, Any]:
    """Figures of one draw of stations, on all segments without one."""
    network, truth = city.bundle.network, city.daily
    group = class_of(network.highway)
    is_main = group < MAIN_CLASSES
    stations = draw_stations(is_main, rng)
    counts = counts_of(stations, city.hourly)
    begun = time.process_time()
    volumes, report = estimate_volumes(
        passes, network, city.bundle.area, counts, min_drivers=MIN_DRIVERS
    )
    took = time.process_time() - begun
    free = volumes.source != COUNTED
    busy = free & (truth > BUSY)
    known = PublishedPasses.of(passes, len(network), MIN_DRIVERS)
    factors = [
        min(float(np.median(errors(each, truth)[busy])) for each in tried)
        for tried in (
            factor_volumes(known.a_day, truth, stations, np.zeros_like(group)),
            factor_volumes(known.a_day, truth, stations, group),
        )
    ]
    vertices = city.bundle.area.to_local(network.lon, network.lat)
    points = network.locate(np.arange(len(network)), network.length_m / 2, vertices)
    poisson = poisson_volumes(points, known.a_day, truth, stations, group)
    inside = (volumes.low <= truth) & (truth <= volumes.high)
    hour_inside = (volumes.hourly_low <= city.hourly) & (city.hourly <= volumes.hourly_high)
    frame = np.where(
        is_main, MAIN_SHARE / (free & is_main).sum(), (1 - MAIN_SHARE) / (free & ~is_main).sum()
    )
    error = errors(volumes.daily, np.maximum(truth, 0.5))
    hourly = errors(volumes.hourly[busy], np.maximum(city.hourly[busy], 0.5))
    peak = city.hourly[busy] >= 50
    return {
        "stations": len(stations),
        "busy": int(busy.sum()),
        "published_of_busy": float(known.is_published[busy].mean()),
        "error": float(np.median(error[busy])),
        "one_factor": factors[0],
        "by_class": factors[1],
        "poisson": float(np.median(errors(poisson, truth)[busy])),
        "bias": float(volumes.daily[busy].sum() / truth[busy].sum() - 1),
        "error_p90": float(np.quantile(error[busy], 0.9)),
        "coverage": float((inside * frame)[free].sum()),
        "coverage_all": float(inside[free].mean()),
        "coverage_busy": float(inside[busy].mean()),
        "width": float(np.median((volumes.high / volumes.low)[busy])),
        "hour_coverage": float((hour_inside.mean(1) * frame)[free].sum()),
        "hour_coverage_busy": float(hour_inside[busy].mean()),
        "hour_error": float(np.median(hourly[peak])),
        "told_error": report.error_percent,
        "seconds": took,
    }


def table_of(seed: int, draws: int, days: int = 7) -> list[dict[str, Any]]:
    """Figures of all draws in a city; of two days of the fleet, the Tuesday and the Saturday."""
    city = KnownVolumes.of(seed)
    passes, _ = passes_of_bundle(city.bundle)
    if days == 2:
        full = [(day.date - date(1970, 1, 1)).days for day in DAYS]
        passes = passes.take(np.isin(passes.local_day, full))
    return [of_draw(city, passes, np.random.default_rng([seed, each])) for each in range(draws)]


def mean_of(tables: Sequence[dict[str, Any]], name: str) -> float:
    """Over draws."""
    return float(np.mean([each[name] for each in tables]))


def volume_figures() -> tuple[list[Row], dict[str, Any]]:
    """Rows with a bound, and the tables behind them."""
    tables = {f"volumes, city {seed}": table_of(seed, DRAWS) for seed in SEEDS}
    few = {f"volumes, city {seed}, two days": table_of(seed, DRAWS, 2) for seed in SEEDS}
    every = [draw for draws in tables.values() for draw in draws]
    error, one, classes, inside = (
        mean_of(every, name) for name in ("error", "one_factor", "by_class", "coverage")
    )
    note = f"{len(SEEDS)} simulated cities, {DRAWS} draws of stations each"
    return [
        Row("volume_median_error_percent", error, "%", "at most 20", note),
        Row("volume_error_one_factor_percent", one, "%", "", f"gain {1 - error / one:.1%}"),
        Row("volume_error_by_class_percent", classes, "%", "", f"gain {1 - error / classes:.1%}"),
        Row("volume_coverage", inside, "", "0.88 to 0.92", "of segments as stations are drawn"),
    ], tables | few
