"""Measures travel times and pace at times of the day on real Porto: ``make benchmark-time``.

Prints tables and writes ``build/benchmark/time.json``; benchmarks/log/2026-11-30-travel-times.md
has the results. Design choices were made on seeds 0 to 2. A seed splits the drivers into label
drivers, which are predicted, and input drivers. The two halves of the drivers differ between seeds,
but they are the same 404 drivers on the same two days.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from time import process_time
from typing import Any

import numpy as np
import torch
from sklearn.ensemble import HistGradientBoostingRegressor

from trajganr_comparison.boosting_passes import (
    MAX_PACE,
    TREES,
    at_all,
    at_any_time,
    at_times,
    crossed,
)
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.local_time import times_of_week
from trajganr_core.data.passes import PassTable, passes_of_bundle
from trajganr_core.data.preparation.drivers import choose
from trajganr_core.evaluation.conformal import LEVEL, conformal_quantile
from trajganr_core.evaluation.road_intervals import (
    DAY_PARTS,
    DENSITIES,
    day_part_of,
    density_of,
)
from trajganr_core.features.pass_context import PassContext, Surroundings
from trajganr_core.model.road_function import PaceDistribution
from trajganr_core.training.road_function.calibration import CalibrationMeans
from trajganr_core.training.road_function.driver_splits import City, folds_of_days
from trajganr_core.training.road_function.train_road_function import (
    RoadTraining,
    TrainedRoads,
    train_road_function,
)
from trajganr_core.utils.arrays import BoolArray, Float32Array, FloatArray, IntArray

from ..cities import CITIES
from ..figures import write_figures

#: Design choices were made on others.
SEEDS = (30, 31, 32)
#: Figures that are printed.
PRINTED = (
    *("porto_trip_mape", "porto_trip_mape_boosting", "porto_trip_mape_space_mean"),
    *("porto_bias_by_part", "pass_crps", "pass_crps_boosting", "pass_coverage_by_part"),
    "worse_than_mean_bins",
)
MIN_PIECE_M = 1000.0
#: Middles of equal parts of [0, 1]: the CRPS is twice the mean pinball loss at them.
LEVELS = (0.1, 0.3, 0.5, 0.7, 0.9)
#: Fewest label passes of a segment whose mean is compared.
MIN_LABEL_PASSES = 5
BLOCK_M, RESAMPLES = 500.0, 1000
#: Fewest segments of a road class whose coverage is measured.
ROADS_OF_CLASS = 100
#: Least numbers of label passes of segments whose observed mean is almost the road's.
OFTEN = (50, 100, 200)
#: Fewest calibration passes of a group.
MIN_OF_GROUP = 200
#: Parts of the segments whose passes are hidden in turn.
FOLDS = 5
#: Boosting learns from at most so many passes a quantile.
QUANTILE_ROWS = 60_000
#: Features of passes, from a context.
Features = Callable[[PassContext, PassTable], Float32Array]


@dataclass(frozen=True)
class Split:
    """A seed's input and label passes.

    Attributes:
        bundle: of Porto, with this split.
        surroundings: of its segments.
        inputs, labels: plausible passes.
        driven: all of label drivers over at least half of a segment, also across gaps.
        seed: of the split.
    """

    bundle: Bundle
    surroundings: Surroundings
    inputs: PassTable
    labels: PassTable
    driven: PassTable
    seed: int

    @property
    def city(self) -> City:
        """What a road function learns from."""
        return City(self.inputs, self.surroundings)

    @cached_property
    def context(self) -> PassContext:
        """All input passes."""
        return PassContext(self.surroundings, self.inputs)


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    parser.add_argument("--no-boosting", action="store_true", help="which takes most of the time")
    options = parser.parse_args()
    seeds, boosting = options.seeds, not options.no_boosting
    torch.set_num_threads(1)
    bundle = Bundle.load(CITIES["porto"]())
    found = [measured(split, boosting=boosting) for split in splits(bundle, seeds)]
    result = {"seeds": list(seeds), **mean_of(found)}
    for key in PRINTED:
        print(f"{key}: {result.get(key, 'not measured')}")
    write_figures("time", result)


def splits(bundle: Bundle, seeds: Sequence[int]) -> Iterator[Split]:
    """The split of each seed."""
    plausible, report = passes_of_bundle(bundle)
    for line in report.lines():
        print(line)
    every = whole_passes(bundle)
    surroundings = Surroundings.of(bundle.network, bundle.area)
    for seed in seeds:
        # Numbers of drivers differ between the tables.
        names = np.unique(bundle.matched.driver_id, return_inverse=True)[1]
        is_label = choose(int(names.max()) + 1, 0.5, seed)[names]
        yield Split(
            replace(bundle, is_label=is_label),
            surroundings,
            plausible.take(~is_label[plausible.piece]),
            plausible.take(is_label[plausible.piece]),
            every.take(is_label[every.piece]),
            seed,
        )


def measured(split: Split, *, boosting: bool) -> dict[str, object]:
    """All figures of a seed, or all but those of boosting."""
    begun = process_time()
    trained = train_road_function([split.city], RoadTraining(seed=split.seed))
    seconds = process_time() - begun
    print(f"\nSeed {split.seed}: trained in {seconds:.0f} CPU s", flush=True)
    figures: dict[str, object] = {"train_cpu_s": seconds}
    figures |= segment_figures(split, trained)
    figures |= road_interval_figures(split, trained)
    figures |= pass_figures(split, trained, boosting=boosting)
    return figures | trip_figures(split, paces(split, trained, boosting=boosting))


def whole_passes(bundle: Bundle) -> PassTable:
    """All passes over at least half of a segment that took time, plausible or not."""
    trips, network = bundle.matched, bundle.network
    piece, metres = trips.trip_of_pass, trips.pass_exit_m - trips.pass_enter_m
    enter_t, seconds = trips.pass_t, trips.pass_seconds
    counted = (metres >= 0.5 * network.length_m[trips.pass_edge]) & (metres > 0) & (seconds > 0)
    row = np.flatnonzero(counted)
    minute, day = times_of_week(enter_t[row], bundle.manifest.time_zone)
    unknown = np.zeros(len(row), dtype=np.int32)
    return PassTable.certain(
        edge=trips.pass_edge[row].astype(np.int32),
        piece=piece[row].astype(np.int32),
        driver=unknown,
        enter_t=enter_t[row],
        seconds=seconds[row].astype(np.float32),
        metres=metres[row].astype(np.float32),
        minute_of_week=minute,
        local_day=day,
    )


# Trips


def paces(
    split: Split, trained: TrainedRoads, *, boosting: bool
) -> dict[str, Callable[[PassTable], FloatArray]]:
    """The pace that each system predicts for passes, s/m."""
    arithmetic, space = means(split)
    factor = city_factors(split, space)
    systems: dict[str, Callable[[PassTable], FloatArray]] = {
        "arithmetic mean": lambda passes: arithmetic[passes.edge],
        "space mean": lambda passes: space[passes.edge],
        "space mean × city factor of the hour": lambda passes: (
            space[passes.edge] * factor[hour_of(passes).astype(int)]
        ),
    }
    for name, features in BOOSTING.items() if boosting else ():
        systems[name] = boosted(split, features)
    systems["road function"] = lambda passes: (
        predicted(split.context, trained, passes).mean.numpy().astype(np.float64)
    )
    return systems


def trip_figures(
    split: Split, systems: Mapping[str, Callable[[PassTable], FloatArray]]
) -> dict[str, object]:
    """Errors of the durations of pieces, over three kinds of passes."""
    figures: dict[str, object] = {}
    kinds = {"all": split.driven, "plausible": split.labels}
    for kind, passes in kinds.items():
        print(f"\nPieces of {kind} passes | MAPE % | MAE s | bias % | by part of day (UTC)")
        for name, pace_of in systems.items():
            row = trip_errors(passes, pace_of(passes))
            print(
                f"{name:40} {row['mape']:5.1f} {row['mae']:6.1f} {row['bias']:+6.1f}  "
                + " ".join(f"{bias:+.1f}" for bias in row["by_part"]),
                flush=True,
            )
            figures[f"{kind}: {name}"] = row
    return figures


def trip_errors(passes: PassTable, pace: FloatArray) -> dict[str, Any]:
    """Errors of the predicted durations of pieces of at least a kilometre.

    Bias is the sum of predicted over that of actual durations, less one.
    """
    piece = np.unique(passes.piece, return_inverse=True)[1]
    actual, metres = np.bincount(piece, passes.seconds), np.bincount(piece, passes.metres)
    begin = np.full(len(actual), np.inf)
    np.minimum.at(begin, piece, passes.enter_t)
    total = np.bincount(piece, pace * passes.metres)
    long = metres >= MIN_PIECE_M
    actual, total, part = actual[long], total[long], day_part_of(begin[long] / 3600 % 24)
    return {
        "pieces": int(long.sum()),
        "mape": float(100 * np.mean(np.abs(total - actual) / actual)),
        "mae": float(np.mean(np.abs(total - actual))),
        "bias": _bias(total, actual),
        "by_part": [
            _bias(total[part == each], actual[part == each]) for each in range(len(DAY_PARTS))
        ],
    }


def means(split: Split) -> tuple[FloatArray, FloatArray]:
    """``(E,)`` pace by the arithmetic and by the space mean of the input passes' speeds, s/m.

    Segments without a pass have the mean of their class.
    """
    passes, edges = split.inputs, len(split.bundle.network)
    count = np.bincount(passes.edge, minlength=edges)
    of = split.surroundings.road_class

    def filled(above: Float32Array, below: Float32Array) -> FloatArray:
        own = [np.bincount(passes.edge, values, edges) for values in (above, below)]
        of_class = [np.bincount(of, values) for values in own]
        every = own[0].sum() / own[1].sum()
        known = of_class[1] > 0
        shared = np.where(known, of_class[0] / np.where(known, of_class[1], 1), every)[of]
        return np.where(count > 0, own[0] / np.where(count > 0, own[1], 1), shared)

    ones = np.ones(len(passes), dtype=np.float32)
    speed = passes.metres / passes.seconds
    return 1 / filled(speed, ones), filled(passes.seconds, passes.metres)


def city_factors(split: Split, space: FloatArray) -> FloatArray:
    """``(24,)`` seconds driven in an hour over those that the space means expect."""
    passes = split.inputs
    hour = hour_of(passes).astype(int)
    usual = np.bincount(hour, space[passes.edge] * passes.metres, 24)
    return np.bincount(hour, passes.seconds, 24) / np.maximum(usual, 1e-9)


def boosted(split: Split, features: Features) -> Callable[[PassTable], FloatArray]:
    """Boosting on single passes; each half of the input drivers learns from the other half."""
    x, passes = learned_from(split, features)
    pace = np.minimum(passes.pace, MAX_PACE)
    model = HistGradientBoostingRegressor(random_state=split.seed, **TREES).fit(
        x, pace, sample_weight=passes.metres
    )
    return lambda asked: model.predict(features(split.context, asked))


def learned_from(split: Split, features: Features) -> tuple[Float32Array, PassTable]:
    """Input passes, and features from the passes of the other half of the input drivers."""
    parts = crossed(split.inputs, split.surroundings, split.seed)
    x = np.concatenate([features(context, own) for context, own in parts])
    return x, PassTable.concatenate([own for _, own in parts])


def all_features(context: PassContext, passes: PassTable) -> Float32Array:
    """The features of the road function, and the means on which it builds."""
    return at_all(context, *_asked(passes))


def without_hour(context: PassContext, passes: PassTable) -> Float32Array:
    """Those that do not depend on the time."""
    return at_any_time(context, _asked(passes)[0])


def with_hour(context: PassContext, passes: PassTable) -> Float32Array:
    """Those without the hour; the hour, the city's factor and the passes near it."""
    return at_times(context, *_asked(passes))


def _asked(passes: PassTable) -> tuple[IntArray, FloatArray]:
    """Segments and minutes of the week."""
    return passes.edge.astype(np.int64), passes.minute_of_week.astype(np.float64)


BOOSTING: dict[str, Features] = {
    "boosting without the hour": without_hour,
    "boosting with the hour": with_hour,
    "boosting, features of the road function": all_features,
}


# Single passes


def pass_figures(split: Split, trained: TrainedRoads, *, boosting: bool) -> dict[str, object]:
    """CRPS of single passes, and coverage of their 90 % bands."""
    passes = split.labels
    pace = passes.pace.astype(np.float64)
    answer = predicted(split.context, trained, passes)
    own = np.column_stack([answer.quantile(level).numpy() for level in LEVELS])
    crps = {"pass_crps": 1000 * crps_of(own, pace)}
    if boosting:
        crps["pass_crps_boosting"] = 1000 * crps_of(boosted_quantiles(split, passes), pace)
    for name, value in crps.items():
        print(f"{name}, s/km: {value:.2f}")
    low, high = bands(split, trained, own_days=True)
    part, density = groups_of(split.context, passes)
    inside = (low <= pace) & (pace <= high)
    width = 1000 * (high - low)
    rows = {
        "by_part": _means_of(inside, part, len(DAY_PARTS)),
        "by_density": _means_of(inside, density, len(DENSITIES)),
        "by_both": [
            _means_of(inside[part == row], density[part == row], len(DENSITIES))
            for row in range(len(DAY_PARTS))
        ],
        "median_width_s_km": [
            float(np.median(width[density == each])) for each in range(len(DENSITIES))
        ],
    }
    for name, values in rows.items():
        print(f"Coverage {name}: {np.round(values, 3).tolist()}", flush=True)
    return {**crps, "coverage": rows}


def bands(split: Split, trained: TrainedRoads, *, own_days: bool) -> tuple[FloatArray, FloatArray]:
    """Lower and upper pace of the conformal 90 % bands of label passes.

    Split-conformal with scores above and below the median apart (after Romano et al. 2019), in
    groups by number of passes, calibrated on the held-out drivers. The product has no bands of
    single passes: its percentiles are those of the distribution.

    Args:
        own_days: whether the calibration is on the days of the context, and not on other ones.
    """
    held_out = trained.held_out[0]
    drivers = np.setdiff1d(split.inputs.drivers, held_out)
    scores, groups = [], []
    for known, rows in folds_of_days(split.city, drivers, held_out, own_days=own_days):
        own = split.inputs.take(rows)
        low, middle, high = band(known, trained, own).T
        apart = np.log(own.pace) - middle
        scores.append(np.where(apart < 0, -apart / (middle - low), apart / (high - middle)))
        groups.append(density_of(known.counts[own.edge]))
    score, density = np.concatenate(scores), np.concatenate(groups)
    factors = [
        conformal_quantile(
            score[density == k if np.sum(density == k) >= MIN_OF_GROUP else ...], LEVEL
        )
        for k in range(len(DENSITIES))
    ]
    low, middle, high = band(split.context, trained, split.labels).T
    factor = np.array(factors)[density_of(split.context.counts[split.labels.edge])]
    return np.exp(middle - factor * (middle - low)), np.exp(middle + factor * (high - middle))


def band(known: PassContext, trained: TrainedRoads, passes: PassTable) -> FloatArray:
    """``(n, 3)`` logarithms of the 5th, 50th and 95th predicted percentile at passes."""
    answer = predicted(known, trained, passes)
    return np.log(np.column_stack([answer.quantile(level).numpy() for level in (0.05, 0.5, 0.95)]))


def groups_of(known: PassContext, passes: PassTable) -> tuple[IntArray, IntArray]:
    """Part of the day and class of density of passes."""
    part = day_part_of(passes.minute_of_week.astype(np.float64) / 60 % 24)
    return part, density_of(known.counts[passes.edge])


def boosted_quantiles(split: Split, asked: PassTable) -> FloatArray:
    """``(n, levels)`` quantiles of boosting with the features of the road function."""
    x, passes = learned_from(split, all_features)
    rows = np.random.default_rng(split.seed).permutation(len(passes))[:QUANTILE_ROWS]
    at = all_features(split.context, asked)
    columns = [
        HistGradientBoostingRegressor(
            loss="quantile", quantile=level, max_iter=100, min_samples_leaf=50
        )
        .fit(x[rows], passes.pace[rows])
        .predict(at)
        for level in LEVELS
    ]
    return np.sort(np.column_stack(columns), axis=1)


def crps_of(quantiles: FloatArray, pace: FloatArray) -> float:
    """Twice the mean pinball loss at :data:`LEVELS`, in the unit of the pace."""
    over = pace[:, None] - quantiles
    levels = np.array(LEVELS)
    return float(2 * np.maximum(levels * over, (levels - 1) * over).mean())


# Means of segments


def road_interval_figures(split: Split, trained: TrainedRoads) -> dict[str, object]:
    """Coverage and widths of 90 % intervals of segments' means over all times.

    An observed mean must be within the interval that includes its own noise; the width is that of
    the interval of the road's mean, relative to the mean.
    """
    means = CalibrationMeans.of(trained.function, split.context, split.labels)
    count = np.bincount(split.labels.edge, minlength=len(split.bundle.network))
    edge = np.flatnonzero(count >= MIN_LABEL_PASSES)
    intervals, group, one = trained.road_intervals, (means.part, means.density), np.ones(len(edge))
    low, high = intervals.bounds(one, means.both, *group)
    inside = (low <= means.ratio) & (means.ratio <= high)
    own_low, own_high = intervals.bounds(one, means.variation, *group)
    in_own = (own_low <= means.ratio) & (means.ratio <= own_high)
    highway = split.bundle.network.highway[edge].astype(str)
    classes = {name: highway == name for name in np.unique(highway)}
    classes = {name: rows for name, rows in classes.items() if rows.sum() >= ROADS_OF_CLASS}
    densities = [means.density == each for each in range(len(DENSITIES))]
    often = [count[edge] >= least for least in OFTEN]
    figures = {
        "covered": float(inside.mean()),
        "covered_by_class": {name: float(inside[rows].mean()) for name, rows in classes.items()},
        "covered_by_density": [float(inside[rows].mean()) for rows in densities],
        "segments_by_density": [int(rows.sum()) for rows in densities],
        "median_width_by_density": [
            float(np.median((own_high - own_low)[rows])) for rows in densities
        ],
        "in_own_interval_by_label_passes": {
            least: float(in_own[rows].mean()) for least, rows in zip(OFTEN, often, strict=True)
        },
    }
    for name, values in figures.items():
        print(f"Intervals of roads, {name}: {values}", flush=True)
    return {"road_intervals": figures}


def segment_figures(split: Split, trained: TrainedRoads) -> dict[str, object]:
    """Errors of space-mean speeds of segments by density, against the mean of the passes.

    Few segments have no pass, so a fifth of the segments at a time is also predicted without their
    passes.
    """
    labels, edges = split.labels, len(split.bundle.network)
    edge = np.flatnonzero(np.bincount(labels.edge, minlength=edges) >= MIN_LABEL_PASSES)
    middle = split.bundle.network.locate(edge, split.surroundings.length_m[edge] / 2)
    cell = np.floor(split.bundle.area.to_local(*middle.T) / BLOCK_M)
    block = np.unique(cell, axis=0, return_inverse=True)[1].ravel()
    errors, density = segment_errors(split, trained, edge), density_of(split.context.counts[edge])
    rows = []
    for each, least in enumerate(DENSITIES):
        chosen = density == each
        figures = segment_row(errors[:, chosen], block[chosen], split.seed)
        rows.append({"passes_from": least, **figures})
        print(f"Segments: {rows[-1]}", flush=True)
    fold = np.random.default_rng(split.seed).integers(FOLDS, size=edges)
    hidden = np.empty_like(errors)
    for each in range(FOLDS):
        known = split.inputs.take(fold[split.inputs.edge] != each)
        chosen = fold[edge] == each
        hidden[:, chosen] = segment_errors(replace(split, inputs=known), trained, edge[chosen])
    without = segment_row(hidden, block, split.seed)
    print(f"Segments whose passes are hidden: {without}", flush=True)
    worse = sum(row["difference_95"][0] > 0 for row in rows)  # type: ignore[index]
    return {"segments": rows, "hidden_segments": without, "worse_than_mean_bins": worse}


def segment_errors(split: Split, trained: TrainedRoads, edge: IntArray) -> FloatArray:
    """``(3, n)`` absolute errors of speeds, km/h.

    They are of the median and of the expected value of the road's mean pace, and of the plain mean.
    """
    labels, edges = split.labels, len(split.bundle.network)
    metres, seconds = (
        np.bincount(labels.edge, values, edges)[edge] for values in (labels.metres, labels.seconds)
    )
    queries = split.context.queries(edge, np.full(len(edge), np.nan))
    with torch.no_grad():
        answer = trained.function(queries)
        median = trained.function.median(queries, answer)
    paces = np.stack([median.numpy(), answer.mean.numpy(), means(split)[1][edge]])
    return np.abs(3.6 / paces - 3.6 * metres / seconds)


def segment_row(errors: FloatArray, block: IntArray, seed: int) -> dict[str, object]:
    """Means of errors ``(3, n)``, and intervals of their differences from those of the mean."""
    median, expected, plain = errors
    return {
        "segments": len(block),
        "mae": float(median.mean()),
        "mae_of_expected_pace": float(expected.mean()),
        "mae_of_mean": float(plain.mean()),
        "difference_95": bootstrap(median - plain, block, seed),
        "difference_95_of_expected_pace": bootstrap(expected - plain, block, seed),
    }


def bootstrap(difference: FloatArray, block: IntArray, seed: int) -> list[float]:
    """95 % interval of the mean difference, by resampling blocks."""
    total, count = np.bincount(block, difference), np.bincount(block)
    total, count = total[count > 0], count[count > 0]
    rng = np.random.default_rng(seed)
    drawn = rng.integers(len(total), size=(RESAMPLES, len(total)))
    ratios = total[drawn].sum(1) / count[drawn].sum(1)
    return [float(value) for value in np.percentile(ratios, [2.5, 97.5])]


# Common


def predicted(known: PassContext, trained: TrainedRoads, passes: PassTable) -> PaceDistribution:
    """The road function's answers at passes."""
    edge, minute = passes.edge.astype(np.int64), passes.minute_of_week.astype(np.float64)
    with torch.no_grad():
        answer: PaceDistribution = trained.function(known.queries(edge, minute))
    return answer


def hour_of(passes: PassTable) -> FloatArray:
    """``(p,)`` hour of the day in UTC, as the tables of issue and page use it."""
    return passes.enter_t / 3600 % 24


def mean_of(found: list[dict[str, object]]) -> dict[str, object]:
    """The keys of the issue, means over seeds, and the figures of each seed."""

    def mapes(kind: str, name: str) -> dict[str, object]:
        systems = {"": "road function", "_boosting": "boosting with the hour"}
        systems["_space_mean"] = "space mean"
        return {
            f"porto_trip_mape{name}{suffix}": _means(
                [one[f"{kind}: {system}"]["mape"] for one in found]  # type: ignore[index]
            )
            for suffix, system in systems.items()
            if f"{kind}: {system}" in found[0]
        }

    crps = [name for name in ("pass_crps", "pass_crps_boosting") if name in found[0]]
    result: dict[str, object] = {
        **mapes("all", ""),
        **mapes("plausible", "_plausible"),
        "porto_bias_by_part": _means([one["all: road function"]["by_part"] for one in found]),  # type: ignore[index]
        "porto_bias_by_part_plausible": _means(
            [one["plausible: road function"]["by_part"] for one in found]  # type: ignore[index]
        ),
        **{name: _means([one[name] for one in found]) for name in crps},
        "pass_coverage_by_part": _means([one["coverage"]["by_part"] for one in found]),  # type: ignore[index]
        "pass_coverage_by_density": _means([one["coverage"]["by_density"] for one in found]),  # type: ignore[index]
        "road_coverage_by_density": _means(
            [one["road_intervals"]["covered_by_density"] for one in found]  # type: ignore[index]
        ),
        "hidden_segment_mae": _means([one["hidden_segments"]["mae"] for one in found]),  # type: ignore[index]
        "hidden_segment_mae_of_class": _means(
            [one["hidden_segments"]["mae_of_mean"] for one in found]  # type: ignore[index]
        ),
        "worse_than_mean_bins": max(one["worse_than_mean_bins"] for one in found),  # type: ignore[type-var]
    }
    return {**result, "by_seed": found}


def _means(values: list[object]) -> object:
    return np.mean(np.array(values, dtype=np.float64), axis=0).tolist()


def _means_of(values: BoolArray, group: IntArray, groups: int) -> list[float]:
    """The mean of each group; NaN of an empty one."""
    count = np.bincount(group, minlength=groups)
    total = np.bincount(group, values, groups)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan).tolist()


def _bias(total: FloatArray, actual: FloatArray) -> float:
    return float(100 * (total.sum() / actual.sum() - 1)) if len(actual) else float("nan")


if __name__ == "__main__":
    main()
