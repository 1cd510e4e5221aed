"""Speeds and travel times of the shipped road function, and of one that is trained in the city.

Real Porto, seeds that no choice has seen. The shipped function is measured with weights that never
saw Porto: as they are (``zero_shot``), and adapted to the input trips as the product does it
(``adapted``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from trajganr_comparison.seen_weights import refuse_seen
from trajganr_core.contract.records.model_card import CARD
from trajganr_core.data.bundle import Bundle
from trajganr_core.evaluation.road_intervals import DAY_PARTS, DENSITIES
from trajganr_core.features.pass_context import PassContext
from trajganr_core.model.model_folder import load_road_function, read_card
from trajganr_core.model.road_function import RoadFunction
from trajganr_core.training.road_function.calibration import CalibrationMeans, calibrated
from trajganr_core.training.road_function.driver_splits import folds_of_days
from trajganr_core.training.road_function.learn_roads import ADAPTING
from trajganr_core.training.road_function.train_road_function import (
    HELD_OUT_SHARE,
    RoadTraining,
    TrainedRoads,
    train_road_function,
)

from ..cities import CITIES
from ..shipped.ingredients import elsewhere
from ..shipped.model import train_roads
from ..time.times_of_day import (
    MIN_LABEL_PASSES,
    Split,
    bands,
    groups_of,
    predicted,
    segment_errors,
    splits,
    trip_errors,
)

SEEDS = (33, 34, 35)


def measure(work: Path) -> dict[str, float]:
    """The figures of the issue, means over seeds; coverages are printed."""
    weights = work / "without_porto"
    if not (weights / CARD).is_file():
        train_roads(elsewhere(work), weights)
    bundle = Bundle.load(CITIES["porto"]())
    found = [figures_of(split, weights) for split in splits(bundle, SEEDS)]
    return {name: float(np.mean([one[name] for one in found])) for name in found[0]}


def figures_of(split: Split, weights: Path) -> dict[str, float]:
    """Errors of trips (%) and of speeds of roads (km/h) of a seed, by system."""
    return {
        f"{name}_{figure}": value
        for name, trained in systems(split, weights)
        for figure, value in errors(split, trained, name).items()
    }


def systems(split: Split, weights: Path) -> Iterator[tuple[str, TrainedRoads]]:
    """The road function in three ways."""
    yield "in_city", train_road_function([split.city], RoadTraining(seed=split.seed))
    yield "zero_shot", unchanged(split, function_of(weights, split.bundle))
    adapting, start = replace(ADAPTING, seed=split.seed), function_of(weights, split.bundle)
    yield "adapted", train_road_function([split.city], adapting, start=start)


def function_of(weights: Path, bundle: Bundle) -> RoadFunction:
    """The function of a model that has seen nothing of a bundle."""
    card = read_card(weights)
    refuse_seen(card, bundle)
    function = load_road_function(weights, card)
    assert function is not None
    return function


def unchanged(split: Split, function: RoadFunction) -> TrainedRoads:
    """A function as it is, with intervals of the city."""
    drivers = np.random.default_rng(split.seed).permutation(split.inputs.drivers)
    held_out, others = np.split(drivers, [round(HELD_OUT_SHARE * len(drivers))])
    folds = [
        (known, split.inputs.take(rows))
        for known, rows in folds_of_days(split.city, others, held_out)
    ]
    return TrainedRoads(function, (held_out,), (), calibrated(function, folds, split.seed))


def errors(split: Split, trained: TrainedRoads, name: str) -> dict[str, float]:
    """MAPE of durations of label drivers' trips, and error of speeds by the median."""
    labels = split.labels
    mean = predicted(split.context, trained, labels).mean.double().numpy()
    trips = trip_errors(labels, mean)
    edge = np.flatnonzero(
        np.bincount(labels.edge, minlength=len(split.bundle.network)) >= MIN_LABEL_PASSES
    )
    speed = float(segment_errors(split, trained, edge)[0].mean())
    low, high = bands(split, trained, own_days=name == "in_city")
    inside = (low <= labels.pace) & (labels.pace <= high)
    groups = groups_of(split.context, labels)
    for begins, group in zip((DAY_PARTS, DENSITIES), groups, strict=True):
        covered = [f"{least}: {inside[group == k].mean():.3f}" for k, least in enumerate(begins)]
        print(f"Seed {split.seed}, {name}, coverage from", ", ".join(covered))
    for means in (
        CalibrationMeans.of(trained.function, split.context, labels),
        CalibrationMeans.of_parts(trained.function, split.context, labels),
    ):
        low, high = trained.road_intervals.bounds(
            np.ones(len(means.ratio)), means.both, means.part, means.density
        )
        inside = (low <= means.ratio) & (means.ratio <= high)
        for kind, group in (("part", means.part), ("density", means.density)):
            covered = [f"{k}: {inside[group == k].mean():.3f}" for k in np.unique(group)]
            print(
                f"Seed {split.seed}, {name}, means of roads covered by {kind}", ", ".join(covered)
            )
    other = other_day(split, trained)
    print(
        f"Seed {split.seed}, {name}: {trips}, other day {other}, speed {speed:.3f} km/h", flush=True
    )
    return {
        "trip_mape": trips["mape"],
        "other_day_trip_mape": float(np.mean([one["mape"] for one in other])),
        "speed_mae": speed,
    }


def other_day(split: Split, trained: TrainedRoads) -> list[dict[str, Any]]:
    """Errors of trips of each day, from the passes of the other days."""
    found = []
    for day in split.city.days:
        rows = split.inputs.local_day != day
        known = PassContext(split.surroundings, split.inputs, rows)
        asked = split.labels.take(split.labels.local_day == day)
        found.append(trip_errors(asked, predicted(known, trained, asked).mean.double().numpy()))
    return found
