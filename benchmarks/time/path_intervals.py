"""Measures travel times and their intervals on the paths of held-out drivers of real Porto.

``python -m benchmarks.time.path_intervals --seeds 33 34 35`` prints tables and writes
``build/benchmark/path_intervals.json``; benchmarks/log/2026-11-30-travel-times.md has the results.
All choices were made on seeds 0 to 2.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from trajganr_core.contract.options.time_sets import WHOLE_WEEK, TimeSet, parse_time_set
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.passes import PassTable
from trajganr_core.data.turn_passes import TurnPasses
from trajganr_core.evaluation.path_step import PathStep
from trajganr_core.evaluation.road_intervals import DAY_PARTS, day_part_of
from trajganr_core.features.known_roads import KnownRoads
from trajganr_core.features.turn_times import CityTurns, TurnTimes, mean_halves_s
from trajganr_core.inference.road_times import RoadTimes
from trajganr_core.jobs.travel_times import travel_at
from trajganr_core.routing.arcs import Travel
from trajganr_core.training.road_function.learn_path_step import (
    SummedTrips,
    learn_path_step,
    without_ends,
)
from trajganr_core.training.road_function.train_road_function import (
    RoadTraining,
    train_road_function,
)
from trajganr_core.utils.arrays import BoolArray, FloatArray, IntArray

from ..cities import CITIES
from ..figures import write_figures
from .times_of_day import Split, splits

#: No choice was made on them.
SEEDS = (33, 34, 35)
MIN_PIECE_M = 1000.0
#: Least lengths of the classes of paths, metres.
LENGTHS = (1000, 2000, 4000, 8000)
RESAMPLES = 1000
#: Fewest passes of held-out drivers behind the observed mean of a segment.
MIN_PASSES = 20
#: The times whose means are compared; the trips are of a Monday and a Tuesday.
MEAN_SETS = (
    WHOLE_WEEK.name,
    *(f"Mon,Tue {times}" for times in ("06:00-09:00", "09:00-16:00", "16:00-19:00")),
)

Figures = dict[str, object]


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    parser.add_argument("--bundle", type=Path, help="another one than the benchmarks' Porto")
    options = parser.parse_args()
    seeds = options.seeds
    torch.set_num_threads(1)
    bundle = Bundle.load(options.bundle or CITIES["porto"]())
    by_seed = [measured(split) for split in splits(bundle, seeds)]
    write_figures("path_intervals", {"seeds": list(seeds), "by_seed": by_seed})


def measured(split: Split) -> Figures:
    """Errors and coverage of drives, and coverage of means, by a road function of other drivers."""
    known, step = learned(split)
    turn_times, label_turns = turns_of(split, known)
    times = RoadTimes(known, split.bundle.manifest.time_zone)
    figures: Figures = {"seed": split.seed, "path step": step.to_dict()}
    figures["whole drives"] = whole_drives(known, turn_times, label_turns, step)
    print(split.seed, figures, flush=True)
    figures |= drive_figures(split, known, turn_times, step)
    print(split.seed, figures, flush=True)
    for name in MEAN_SETS:
        figures[f"means, {name}"] = mean_figures(split, times, turn_times, parse_time_set(name))
        print(split.seed, name, figures[f"means, {name}"], flush=True)
    return figures


def learned(split: Split) -> tuple[KnownRoads, PathStep]:
    """A road function and a path step of the input drivers."""
    training = RoadTraining(seed=split.seed)
    trained = train_road_function([split.city], training)
    step = learn_path_step(trained.function, split.city, trained.held_out[0], split.seed)
    return KnownRoads(trained.function, trained.road_intervals, split.context, "", step), step


def turns_of(split: Split, known: KnownRoads) -> tuple[TurnTimes, TurnPasses]:
    """The times of turns of the input drivers, and the turns that label drivers made."""
    every = CityTurns.of(split.bundle, np.arange(len(split.bundle.matched)))
    is_label = np.isin(every.passes.driver, split.labels.drivers)
    inputs = replace(every, passes=every.passes.take(~is_label))
    times = TurnTimes.learn(known.function, known.context, inputs)
    return times, every.passes.take(is_label)


def whole_drives(
    known: KnownRoads, times: TurnTimes, passes: TurnPasses, step: PathStep
) -> Figures:
    """Errors of the durations of whole drives with and without turns, each at its best level.

    A drive is from the middle of its first whole segment to that of the last, with everything
    between. ``gain`` is in points of MAPE, with its interval over drivers.
    """
    turns = times.city
    halves = mean_halves_s(known.function, known.context, turns, passes)
    with_turns = halves + times.extra_s(passes.turn, halves)
    _, first, row = np.unique(passes.piece, return_index=True, return_inverse=True)
    metres = np.bincount(row, turns.half_m[passes.turn].sum(1))
    long = metres >= MIN_PIECE_M
    sums = [np.bincount(row, each)[long] for each in (passes.seconds, halves, with_turns)]
    actual, *predicted = sums
    apart = [100 * np.abs(np.median(actual / p) * p / actual - 1) for p in predicted]
    driver = np.unique(passes.driver[first][long], return_inverse=True)[1]
    ahead, count = np.bincount(driver, apart[0] - apart[1]), np.bincount(driver)
    drawn = np.random.default_rng(0).integers(0, len(count), (RESAMPLES, len(count)))
    gain = np.percentile(ahead[drawn].sum(1) / count[drawn].sum(1), [2.5, 97.5])
    part = day_part_of(passes.minute_of_week[first][long] / 60 % 24)

    def bias(rows: BoolArray) -> float:
        total = actual[rows].sum()
        found = step.mean * predicted[1][rows].sum()
        return round(100 * float(found / total - 1), 2) if total else float("nan")

    return {
        "drives": len(actual),
        "trip_mape_without": round(float(apart[0].mean()), 3),
        "trip_mape_with_turns": round(float(apart[1].mean()), 3),
        "gain": [round(float(x), 3) for x in (np.mean(apart[0] - apart[1]), *gain)],
        "bias": bias(part >= 0),
        "bias_by_part": [bias(part == each) for each in range(len(DAY_PARTS))],
    }


def drive_figures(
    split: Split, known: KnownRoads, turn_times: TurnTimes, step: PathStep
) -> Figures:
    """Errors of the durations of pieces, and coverage of the intervals of single drives.

    ``sums`` are the times of segments alone; ``unbiased`` are the same, with the level that makes
    them so.
    """
    passes = without_ends(split.labels)
    trips = SummedTrips.of(known.function, known.context, passes)
    number = np.searchsorted(trips.piece, passes.piece)
    first = np.unique(number, return_index=True)[1]
    pace = predicted_paces(known, passes)
    plain, metres, turns_s = (
        np.bincount(number, each)
        for each in (pace * passes.metres, passes.metres, turn_seconds(turn_times, passes, pace))
    )
    long = metres >= MIN_PIECE_M
    summed = trips.summed + turns_s
    actual, summed, plain, metres = (x[long] for x in (trips.actual, summed, plain, metres))
    hour = passes.minute_of_week[first][long] / 60 % 24
    part = day_part_of(hour)
    groups = {
        **{f"from {least} m": lengths_of(metres) == row for row, least in enumerate(LENGTHS)},
        **{f"from {begin} h": part == row for row, begin in enumerate(DAY_PARTS)},
    }
    answers = {
        "sums": plain,
        "unbiased": actual.sum() / plain.sum() * plain,
        "mean": step.mean * summed,
        "median": step.median * summed,
    }
    begin = passes.enter_t[first][long] / 3600 % 24
    return {
        "drives": len(actual),
        "errors": {name: errors(actual, each, begin) for name, each in answers.items()},
        "covered": coverage(actual, *step.bounds(summed, trips.variance[long]), summed, groups),
        "below the median": _share(actual < step.median * summed),
    }


def turn_seconds(times: TurnTimes, passes: PassTable, pace: FloatArray) -> FloatArray:
    """``(p,)`` seconds beyond the segments of the turn before each pass."""
    turns, edge = times.city, passes.edge.astype(np.int64)
    turn = turns.turns.number(edge[:-1], edge[1:])
    row = np.flatnonzero((passes.piece[1:] == passes.piece[:-1]) & (turn >= 0))
    before_m, after_m = turns.half_m[turn[row]].T
    extra_s = np.zeros(len(passes))
    halves = pace[row] * before_m + pace[row + 1] * after_m
    extra_s[row + 1] = times.extra_s(turn[row], halves)
    return extra_s


def predicted_paces(known: KnownRoads, passes: PassTable) -> FloatArray:
    """``(p,)`` mean pace at each pass, s/m."""
    edge, minute = passes.edge.astype(np.int64), passes.minute_of_week.astype(np.float64)
    with torch.no_grad():
        return known.function(known.context.queries(edge, minute)).mean.double().numpy()


def errors(actual: FloatArray, predicted: FloatArray, begin: FloatArray) -> Figures:
    """MAPE and bias in percent, the bias also by part of the day (UTC), and MAE in seconds."""

    def bias(rows: BoolArray) -> float:
        total = actual[rows].sum()
        return round(100 * float(predicted[rows].sum() / total - 1), 2) if total else float("nan")

    part = day_part_of(begin)
    apart = np.abs(predicted - actual)
    return {
        "mape": round(100 * float(np.mean(apart / actual)), 3),
        "mae": round(float(np.mean(apart)), 2),
        "bias": bias(part >= 0),
        "by_part": [bias(part == each) for each in range(len(DAY_PARTS))],
    }


def path_sums(
    split: Split, travel: Travel, passes: PassTable, number: IntArray, paths: int
) -> FloatArray:
    """``(3, paths)`` mean and the ends of its interval, summed as along a route."""
    share = passes.metres / split.bundle.network.length_m[passes.edge]
    values = (share * each[passes.edge] for each in (travel.mean, travel.low, travel.high))
    return np.stack([np.bincount(number, each, paths) for each in values])


def mean_figures(
    split: Split, times: RoadTimes, turn_times: TurnTimes, time_set: TimeSet
) -> Figures:
    """Coverage of the mean times that held-out drivers take on the paths of their pieces.

    A path consists of those of its segments that held-out drivers passed often at these times.
    """
    at_times = np.zeros(len(split.labels), dtype=bool)
    for begin, end in time_set.intervals:
        minute = split.labels.minute_of_week
        at_times |= (begin <= minute) & (minute < end)
    passes, edges = split.labels.take(at_times), len(split.bundle.network)
    count, metres, seconds = (
        np.bincount(passes.edge, values, edges) for values in (None, passes.metres, passes.seconds)
    )
    often = passes.take(count[passes.edge] >= MIN_PASSES)
    piece, number = np.unique(often.piece, return_inverse=True)
    travel = travel_at(times, split.bundle.network.length_m, time_set, turn_times)
    mean, low, high = path_sums(split, travel, often, number, len(piece))
    pace = seconds[often.edge] / metres[often.edge]
    observed = np.bincount(number, pace * often.metres, len(piece))
    length_m = np.bincount(number, often.metres, len(piece))
    long = length_m >= MIN_PIECE_M
    lengths = lengths_of(length_m[long])
    groups = {f"from {least} m": lengths == row for row, least in enumerate(LENGTHS)}
    found = coverage(observed[long], low[long], high[long], mean[long], groups)
    return {"paths": int(long.sum()), **found}


def lengths_of(metres: FloatArray) -> IntArray:
    """The class of each length."""
    return np.searchsorted(LENGTHS, metres, side="right") - 1


def coverage(
    actual: FloatArray,
    low: FloatArray,
    high: FloatArray,
    mean: FloatArray,
    groups: Mapping[str, BoolArray],
) -> Figures:
    """Shares inside, below and above, also of groups, and the median width over the mean."""
    inside = (low <= actual) & (actual <= high)
    return {
        "covered": _share(inside),
        "below": _share(actual < low),
        "above": _share(actual > high),
        "median_width": _rounded(np.median, (high - low) / mean),
        **{name: _share(inside[rows]) for name, rows in groups.items()},
    }


def _share(values: BoolArray) -> float:
    return _rounded(np.mean, values)


def _rounded(of: Callable[[Any], Any], values: FloatArray | BoolArray) -> float:
    return round(float(of(values)), 4) if len(values) else float("nan")


if __name__ == "__main__":
    main()
