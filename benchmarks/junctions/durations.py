"""Durations of held-out drivers' trips with and without the times of turns, on real Porto.

``python -m benchmarks.junctions.durations [BUNDLE] --seeds 51 52 53``. A road function and the
times of turns are learned from half of the drivers; the trips of the others are asked. Both answers
are of the same function and the same passes, each at the level that fits these trips best.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch

from trajganr_core.data.bundle import Bundle
from trajganr_core.evaluation.road_intervals import DAY_PARTS, day_part_of
from trajganr_core.features.turn_times import CityTurns, TurnTimes
from trajganr_core.training.road_function.learn_path_step import SummedTrips, learn_path_step
from trajganr_core.training.road_function.train_road_function import (
    RoadTraining,
    train_road_function,
)
from trajganr_core.utils.arrays import FloatArray

from ..figures import BUILD
from ..time.times_of_day import Split, splits

#: No choice was made on them. Trips are at least so long, metres.
SEEDS, MIN_PIECE_M, RESAMPLES = (51, 52, 53), 1000.0, 1000


def split_figures(split: Split) -> dict[str, object]:
    """MAPE of both, the gain with its interval over drivers, and the bias by part of the day."""
    trained = train_road_function([split.city], RoadTraining(seed=split.seed))
    turns, passes = CityTurns.of(split.bundle), split.labels
    step = learn_path_step(trained.function, split.city, turns, trained.held_out[0], split.seed)
    times = TurnTimes.learn(trained.function, split.context, turns)
    nothing = TurnTimes(turns, None, np.ones(len(turns.facts)))
    found = [
        SummedTrips.of(trained.function, split.context, each, passes) for each in (times, nothing)
    ]
    first = np.unique(passes.piece, return_index=True)[1]
    number = np.searchsorted(found[0].piece, passes.piece)
    long = np.bincount(number, passes.metres) >= MIN_PIECE_M
    actual, with_turns, without = (
        x[long] for x in (found[0].actual, found[0].summed, found[1].summed)
    )
    driver = passes.driver[first][long]
    errors = [relative_errors(actual, x) for x in (with_turns, without)]
    part = day_part_of(passes.minute_of_week[first][long] / 60 % 24)
    product = step.mean * with_turns
    return {
        "seed": split.seed,
        "drives": len(actual),
        "with": round(100 * errors[0].mean(), 3),
        "without": round(100 * errors[1].mean(), 3),
        "gain": gain(driver, 100 * (errors[1] - errors[0])),
        "bias_by_part": [
            round(100 * float(product[own].sum() / actual[own].sum() - 1), 2)
            for own in (part == each for each in range(len(DAY_PARTS)))
        ],
    }


def relative_errors(actual: FloatArray, predicted: FloatArray) -> FloatArray:
    """``(n,)`` at the level whose mean error is least."""
    levels = np.linspace(0.8, 1.2, 161)
    apart = [np.abs(level * predicted / actual - 1) for level in levels]
    return apart[int(np.argmin([each.mean() for each in apart]))]


def gain(driver: FloatArray, points: FloatArray) -> list[float]:
    """Mean, and 95 % of resampled drivers."""
    _, number = np.unique(driver, return_inverse=True)
    total, count = np.bincount(number, points), np.bincount(number)
    rows = np.random.default_rng(0).integers(0, len(count), (RESAMPLES, len(count)))
    drawn = total[rows].sum(axis=1) / count[rows].sum(axis=1)
    return [round(float(x), 3) for x in (points.mean(), *np.percentile(drawn, [2.5, 97.5]))]


def duration_figures(bundle: Bundle, seeds: tuple[int, ...]) -> Mapping[str, object]:
    """Means over the seeds, and each of them."""
    torch.set_num_threads(1)
    by_seed = []
    for split in splits(bundle, seeds):
        by_seed.append(split_figures(split))
        print(by_seed[-1], flush=True)
    means = {name: float(np.mean([each[name] for each in by_seed])) for name in ("with", "without")}
    return {**means, "by_seed": by_seed}


def main() -> None:
    """Print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path, nargs="?", default=BUILD / "porto_osm")
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    options = parser.parse_args()
    print(duration_figures(Bundle.load(options.bundle), tuple(options.seeds)))


if __name__ == "__main__":
    main()
