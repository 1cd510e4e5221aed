"""Measures pace at each hour of simulated days against the truth, in ``make benchmark-time``.

``python -m benchmarks.time.simulated_day`` prints tables and writes
``build/benchmark/time_simulated.json``; benchmarks/log/2026-11-30-travel-times.md has the results.
Each seed has its own city (:mod:`..simulated_porto.days`) and its own split of the fleet into input
and held-out drivers. Design choices were made on seeds 0 and 1.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np
import pandas as pd
import torch

from trajganr_core.contract.layers.road_times import TIME_FIELDS
from trajganr_core.contract.options.time_sets import DAYS, parse_time_set
from trajganr_core.data.bundle import MANIFEST, Bundle
from trajganr_core.data.passes import PassTable, passes_of_bundle
from trajganr_core.data.preparation.drivers import choose
from trajganr_core.evaluation.path_step import PathStep
from trajganr_core.evaluation.road_intervals import DAY_PARTS, DENSITIES, day_part_of, density_of
from trajganr_core.features.known_roads import KnownRoads
from trajganr_core.features.pass_context import Surroundings
from trajganr_core.inference.road_times import RoadTimes
from trajganr_core.training.road_function.train_road_function import (
    RoadTraining,
    TrainedRoads,
    train_road_function,
)
from trajganr_core.utils.arrays import BoolArray, FloatArray, IntArray

from ..cities import PORTO
from ..figures import ROOT, write_figures
from ..simulated_porto.city import BUNDLE, Sources
from ..simulated_porto.days import TRUE_PACE, DayOptions, make_days
from ..simulated_porto.options import area_of
from ..simulated_porto.true_pace import HOURS_PER_WEEK
from .times_of_day import FOLDS, Split, means, predicted, road_interval_figures, trip_errors

CITIES = ROOT / "build" / "simulated_days"
#: Design choices were made on others.
SEEDS = (50, 51, 52)
#: Seconds between two fixes: as in Porto, and so few that hardly anything between them is unknown.
FIX_EVERY_S = (15, 3)
#: Fewest vehicles of a segment in an hour whose mean is the truth.
MIN_VEHICLES = 10
#: Least numbers of vehicles for which the coverage is measured: means of few have noise.
OFTEN = (10, 20, 50)
#: Least lengths of classes of segments, metres: short ones are passed between two fixes.
LENGTHS = (0, 30, 100)
#: Half of the width of a 90 % interval of a normal distribution, in standard deviations.
DEVIATIONS = 1.6449
#: Peak and quiet hours of the Tuesday, whose ratio shows by how much roads differ.
PEAK_HOUR, QUIET_HOUR = 24 + 8, 24 + 11


@dataclass(frozen=True)
class Cells:
    """Segments in hours of the week whose true mean pace is known.

    Attributes:
        edge, hour: ``(n,)``.
        pace: ``(n,)`` true, s/m.
        error: ``(n,)`` its standard error, s/m.
        vehicles: ``(n,)`` of which it is the mean.
    """

    edge: IntArray
    hour: IntArray
    pace: FloatArray
    error: FloatArray
    vehicles: IntArray

    @classmethod
    def read(cls, path: Path) -> Cells:
        """Those with enough vehicles."""
        table = pd.read_csv(path)
        table = table[table["vehicles"] >= MIN_VEHICLES]
        names = ("edge", "hour_of_week", "pace_s_m", "error_s_m", "vehicles")
        return cls(*(table[name].to_numpy() for name in names))

    @cached_property
    def groups(self) -> dict[str, BoolArray]:
        """By day of the week and part of the day, those that are simulated."""
        day, part = self.hour // 24, day_part_of(self.hour % 24)
        ends = (*DAY_PARTS[1:], 24)
        return {
            f"{DAYS[each]} {begin}-{end}": (day == each) & (part == number)
            for each in np.unique(day)
            for number, (begin, end) in enumerate(zip(DAY_PARTS, ends, strict=True))
        }


@dataclass(frozen=True)
class Predicted:
    """Pace ``(E, 168)`` of segments by hour of the week, s/m.

    Attributes:
        systems: of each system; NaN in hours that are not asked.
        low, high: 90 % interval of the road function's mean.
    """

    systems: dict[str, FloatArray]
    low: FloatArray
    high: FloatArray

    @classmethod
    def of(cls, split: Split, trained: TrainedRoads, hours: IntArray) -> Predicted:
        """What the input passes of a split predict."""
        mean, low, high = road_function_paces(split, trained, hours)
        return cls({**baselines(split), "road function": mean}, low, high)


def main() -> None:
    """Simulate what is missing, measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    parser.add_argument("--fix-every-s", type=int, nargs="+", default=FIX_EVERY_S)
    given = parser.parse_args()
    torch.set_num_threads(1)
    result: dict[str, Any] = {"seeds": given.seeds}
    for every in given.fix_every_s:
        found = [measured(simulated(seed, every), seed) for seed in given.seeds]
        result[f"fix_every_{every}_s"] = {"mean": mean_of(found), "by_seed": found}
    write_figures("time_simulated", result)


def simulated(seed: int, fix_every_s: int) -> Path:
    """The folder of a seed's city, which is made if it is missing."""
    folder = CITIES / f"{seed}_every_{fix_every_s}_s"
    if not (folder / BUNDLE / MANIFEST).is_file():
        options = DayOptions(seed=seed, fix_every_s=fix_every_s)
        make_days(Sources.of_porto(PORTO), area_of(options.area_share), folder, options)
    return folder


def measured(folder: Path, seed: int) -> dict[str, Any]:
    """All figures of a city."""
    split, cells = split_of(Bundle.load(folder / BUNDLE), seed), Cells.read(folder / TRUE_PACE)
    begun = process_time()
    trained = train_road_function([split.city], RoadTraining(seed=seed))
    figures: dict[str, Any] = {"train_cpu_s": process_time() - begun}
    print(f"\n{folder.name}: trained in {figures['train_cpu_s']:.0f} CPU s", flush=True)
    figures["counts"] = {
        "input_trips": len(np.unique(split.inputs.piece)),
        "held_out_trips": len(np.unique(split.labels.piece)),
        "input_passes": len(split.inputs),
        "segments_by_passes": np.bincount(
            density_of(split.context.counts), minlength=len(DENSITIES)
        ).tolist(),
        "cells": len(cells.edge),
    }
    print(figures["counts"])
    figures["truth_peak_ratio"] = peak_ratio(cells)
    hours = np.unique(cells.hour)
    given = Predicted.of(split, trained, hours)
    figures["pace"] = pace_figures(given, cells, split)
    weight = split.bundle.network.length_m[cells.edge] * cells.vehicles
    figures["pace_of_hidden_segments"] = {
        name: errors_of(pace[cells.edge, cells.hour], cells.pace, weight)
        for name, pace in hidden(split, trained, hours).systems.items()
    }
    print(f"Hidden: {_short(figures['pace_of_hidden_segments'])}")
    figures["intervals"] = interval_figures(given, cells, split)
    # Of means of the passes of held-out drivers, as the fixes show them.
    figures |= road_interval_figures(split, trained)
    figures["trips"] = trip_figures(given, split, trained)
    return figures


def split_of(bundle: Bundle, seed: int) -> Split:
    """Half of the fleet's drivers are input, the others held out."""
    plausible, _ = passes_of_bundle(bundle)
    names = np.unique(bundle.matched.driver_id, return_inverse=True)[1]
    is_label = choose(int(names.max()) + 1, 0.5, seed)[names]
    labels = plausible.take(is_label[plausible.piece])
    return Split(
        bundle,
        Surroundings.of(bundle.network, bundle.area),
        plausible.take(~is_label[plausible.piece]),
        labels,
        labels,
        seed,
    )


# Systems


def hour_of_week(passes: PassTable) -> IntArray:
    """``(p,)`` hours since the beginning of Monday, local time."""
    return (passes.minute_of_week // 60).astype(np.int64)


def baselines(split: Split) -> dict[str, FloatArray]:
    """Pace ``(E, 168)`` from means of the input passes."""
    passes, edges = split.inputs, len(split.bundle.network)
    space, hour = means(split)[1], hour_of_week(passes)
    usual = np.bincount(hour, space[passes.edge] * passes.metres, HOURS_PER_WEEK)
    driven = np.bincount(hour, passes.seconds, HOURS_PER_WEEK)
    factor = np.where(usual > 0, driven / np.where(usual > 0, usual, 1), 1.0)
    cell, cells = passes.edge.astype(np.int64) * HOURS_PER_WEEK + hour, edges * HOURS_PER_WEEK
    seconds, metres = (
        np.bincount(cell, values, cells).reshape(edges, HOURS_PER_WEEK)
        for values in (passes.seconds, passes.metres)
    )
    by_city = space[:, None] * factor
    return {
        "space mean": np.repeat(space[:, None], HOURS_PER_WEEK, axis=1),
        "space mean × city factor of the hour": by_city,
        "mean of the hour": np.where(
            metres > 0, seconds / np.where(metres > 0, metres, 1), by_city
        ),
    }


def road_function_paces(
    split: Split, trained: TrainedRoads, hours: IntArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Mean pace and its interval ``(E, 168)``, as predictions at times have them."""
    step = PathStep(mean=1.0, median=1.0, shorter=np.inf, longer=np.inf)  # not asked for
    known = KnownRoads(trained.function, trained.road_intervals, split.context, "", step)
    times = RoadTimes(known, split.bundle.manifest.time_zone)
    edge = np.arange(len(split.bundle.network))
    paces = np.full((3, len(edge), HOURS_PER_WEEK), np.nan)
    for hour in hours:
        begin = hour % 24
        time_set = parse_time_set(f"{DAYS[hour // 24]} {begin:02}:00-{begin + 1:02}:00")
        known = times.at(edge, split.bundle.network.length_m, time_set)
        mean, slow, fast = (known[field.name] for field in TIME_FIELDS[:3])
        paces[:, :, hour] = 3.6 / np.stack([mean, fast, slow])
    return paces[0], paces[1], paces[2]


def hidden(split: Split, trained: TrainedRoads, hours: IntArray) -> Predicted:
    """Each segment without its own passes, a part of the segments at a time."""
    edges = len(split.bundle.network)
    fold = np.random.default_rng(split.seed).integers(FOLDS, size=edges)
    parts = []
    for each in range(FOLDS):
        known = split.inputs.take(fold[split.inputs.edge] != each)
        parts.append(Predicted.of(replace(split, inputs=known), trained, hours))

    def merged(tables: Sequence[FloatArray]) -> FloatArray:
        return np.stack(tables)[fold, np.arange(edges)]

    return Predicted(
        {name: merged([part.systems[name] for part in parts]) for name in parts[0].systems},
        merged([part.low for part in parts]),
        merged([part.high for part in parts]),
    )


# Figures


def errors_of(pace: FloatArray, true: FloatArray, weight: FloatArray) -> dict[str, float]:
    """Errors of paces ``(n,)``.

    Args:
        pace, true: predicted and true, s/m.
        weight: metres that the vehicles drove.

    Returns:
        Number of cells, mean absolute error (s/km), that relative to the truth (%), and bias: the
        predicted over the true time of all vehicles, less one (%).
    """
    if not len(true):
        return {"cells": 0.0, "mae": np.nan, "mape": np.nan, "bias": np.nan}
    apart = np.abs(pace - true)
    return {
        "cells": float(len(true)),
        "mae": float(1000 * apart.mean()),
        "mape": float(100 * (apart / true).mean()),
        "bias": float(100 * ((weight @ pace) / (weight @ true) - 1)),
    }


def pace_figures(given: Predicted, cells: Cells, split: Split) -> dict[str, Any]:
    """Errors of the pace by part of the day and by number of passes, over all times and hourly."""
    by_hour = np.zeros((len(split.context.counts), HOURS_PER_WEEK), dtype=np.int64)
    np.add.at(by_hour, (split.inputs.edge, hour_of_week(split.inputs)), 1)
    density = density_of(split.context.counts[cells.edge])
    in_hour = density_of(by_hour[cells.edge, cells.hour])
    weight = split.bundle.network.length_m[cells.edge] * cells.vehicles
    every = {"all": np.ones(len(cells.edge), dtype=bool)}
    groups = {
        "by_part": every | cells.groups,
        "by_passes": {str(least): density == k for k, least in enumerate(DENSITIES)},
        "by_passes_in_the_hour": {str(least): in_hour == k for k, least in enumerate(DENSITIES)},
        "by_length": length_classes(cells, split),
    }
    figures: dict[str, Any] = {}
    for name, table in given.systems.items():
        pace = table[cells.edge, cells.hour]
        figures[name] = {
            group: {
                key: errors_of(pace[rows], cells.pace[rows], weight[rows])
                for key, rows in chosen.items()
            }
            for group, chosen in groups.items()
        }
        figures[name]["spread"] = spread_of(pace, cells)
        for group, rows in figures[name].items():
            print(f"Pace, {name}, {group}: {_short(rows)}", flush=True)
    return figures


def length_classes(cells: Cells, split: Split) -> dict[str, BoolArray]:
    """Cells ``(n,)`` by the length of their segment."""
    length = split.bundle.network.length_m[cells.edge]
    number = np.searchsorted(LENGTHS, length, side="right") - 1
    return {str(least): number == k for k, least in enumerate(LENGTHS)}


def spread_of(pace: FloatArray, cells: Cells) -> dict[str, float]:
    """Standard deviations of the log error (%): of segments, and of the hours of a segment."""
    error = np.log(pace / cells.pace)
    count = np.bincount(cells.edge)
    of_segment = (np.bincount(cells.edge, error) / np.maximum(count, 1))[cells.edge]
    return {
        "segments": float(100 * of_segment.std()),
        "hours": float(100 * (error - of_segment).std()),
    }


def interval_figures(given: Predicted, cells: Cells, split: Split) -> dict[str, Any]:
    """Shares of the true means within the 90 % intervals of the mean, and their median width.

    The mean of an hour's vehicles is not exactly that of the road: with its noise, the interval of
    both together is meant.
    """
    low, high = (table[cells.edge, cells.hour] for table in (given.low, given.high))
    inside = (low <= cells.pace) & (cells.pace <= high)
    reach = np.hypot(np.log(high / low) / 2, DEVIATIONS * cells.error / cells.pace)
    with_noise = np.abs(np.log(cells.pace / np.sqrt(low * high))) <= reach
    width = (high - low) / given.systems["road function"][cells.edge, cells.hour]
    density = density_of(split.context.counts[cells.edge])
    classes = {str(least): density == k for k, least in enumerate(DENSITIES)}
    lengths = length_classes(cells, split)
    often = {str(least): cells.vehicles >= least for least in OFTEN}
    figures = {
        "covered": {"all": float(inside.mean()), "with_noise": float(with_noise.mean())},
        "covered_by_part": {key: _mean(inside[rows]) for key, rows in cells.groups.items()},
        "covered_by_passes": {key: _mean(inside[rows]) for key, rows in classes.items()},
        "covered_by_vehicles": {key: _mean(inside[rows]) for key, rows in often.items()},
        "covered_by_length": {key: _mean(inside[rows]) for key, rows in lengths.items()},
        "with_noise_by_part": {key: _mean(with_noise[rows]) for key, rows in cells.groups.items()},
        "with_noise_by_passes": {key: _mean(with_noise[rows]) for key, rows in classes.items()},
        "with_noise_by_vehicles": {key: _mean(with_noise[rows]) for key, rows in often.items()},
        "with_noise_by_length": {key: _mean(with_noise[rows]) for key, rows in lengths.items()},
        "median_width_by_passes": {key: _median(width[rows]) for key, rows in classes.items()},
    }
    for name, values in figures.items():
        print(f"Intervals, {name}: {_short(values)}", flush=True)
    return figures


def trip_figures(given: Predicted, split: Split, trained: TrainedRoads) -> dict[str, Any]:
    """Errors of the durations of held-out drivers' trips; parts of the day are local."""
    passes = split.labels
    # Parts of the day of trips are those of the clock by which passes begin.
    local = replace(passes, enter_t=60.0 * passes.minute_of_week.astype(np.float64))
    hour = hour_of_week(passes)
    paces = {name: table[passes.edge, hour] for name, table in given.systems.items()}
    answer = predicted(split.context, trained, passes).mean
    paces["road function"] = answer.numpy().astype(np.float64)
    figures: dict[str, Any] = {}
    for name, pace in paces.items():
        row = trip_errors(local, pace)
        parts = zip(DAY_PARTS, row.pop("by_part"), strict=True)  # type: ignore[call-overload]
        figures[name] = row | {"bias_by_part": {str(begin): bias for begin, bias in parts}}
        print(f"Trips, {name}: {_short(figures[name])}", flush=True)
    return figures


def peak_ratio(cells: Cells) -> dict[str, float]:
    """Quantiles over the segments of pace in a peak hour over that in a quiet one."""
    table = pd.DataFrame({"edge": cells.edge, "hour": cells.hour, "pace": cells.pace})
    paces = table.pivot(index="edge", columns="hour", values="pace")
    ratio = (paces[PEAK_HOUR] / paces[QUIET_HOUR]).dropna()
    figures = {str(level): float(ratio.quantile(level)) for level in (0.1, 0.5, 0.9)}
    print(f"True pace at 8 over that at 11, quantiles of {len(ratio)} segments: {_short(figures)}")
    return {"segments": float(len(ratio)), **figures}


def mean_of(found: Sequence[Any]) -> Any:
    """The mean of figures of the same shape; of those that a seed has."""
    if isinstance(found[0], Mapping):
        keys = dict.fromkeys(key for each in found for key in each)
        return {key: mean_of([each[key] for each in found if key in each]) for key in keys}
    if isinstance(found[0], list):
        return [mean_of(each) for each in zip(*found, strict=True)]
    known = [value for value in found if np.isfinite(value)]
    return float(np.mean(known)) if known else float("nan")


def _mean(values: BoolArray) -> float:
    return float(values.mean()) if len(values) else float("nan")


def _median(values: FloatArray) -> float:
    return float(np.median(values)) if len(values) else float("nan")


def _short(values: Any) -> Any:
    """Rounded, for a terminal."""
    if isinstance(values, Mapping):
        return {key: _short(value) for key, value in values.items()}
    return round(values, 3)


if __name__ == "__main__":
    main()
