"""Slow-down intensity without labels, against the mean of the road's class and of its passes.

    python -m benchmarks.time.slowdown

A seed splits the drivers of real Porto into halves. What one half shows of a road is compared with
what is predicted from the other half; benchmarks/log/2026-11-30-travel-times.md has the results.
Design choices were made on seeds 0 to 2.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from trajganr_core.data.bundle import Bundle
from trajganr_core.data.labels.derived import observe, trip_labels
from trajganr_core.data.preparation.drivers import choose
from trajganr_core.features.input_trips import InputTrips
from trajganr_core.inference.slowdown import SlowDown, sums_of_halves

from .times_of_day import MIN_LABEL_PASSES

SEEDS = (33, 34, 35)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path, help="prepared from real Porto")
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    options = parser.parse_args()
    bundle = Bundle.load(options.bundle)
    found = [figures_of(bundle, seed) for seed in options.seeds]
    for seed, figures in zip(options.seeds, found, strict=True):
        print(seed, figures)
    print("Mean", {name: float(np.mean([each[name] for each in found])) for name in found[0]})


def figures_of(bundle: Bundle, seed: int) -> dict[str, float]:
    """MAE of a seed (m/s²) by system, and the share of values in 90 % intervals."""
    trips, network = bundle.matched, bundle.network
    drivers, driver = np.unique(trips.driver_id, return_inverse=True)
    is_label = choose(len(drivers), 0.5, seed)[driver]
    road_class = np.unique(network.highway.astype(str), return_inverse=True)[1]
    sums = sums_of_halves(InputTrips(trips, np.flatnonzero(~is_label)), network)
    ours = SlowDown.of(sums, road_class)
    assert ours is not None
    passes = sums.sum(0)
    of_classes = [np.bincount(road_class, each) for each in passes[:2]]
    of_class = (of_classes[0] / np.maximum(of_classes[1], 1e-9))[road_class]
    own = np.divide(passes[0], passes[1], out=of_class.copy(), where=passes[1] > 0)
    labels = trip_labels(observe(trips.take(np.flatnonzero(is_label)), network))
    known = np.flatnonzero(labels["slowdown_passes"] >= MIN_LABEL_PASSES)
    truth = labels["slowdown_mps2"].to_numpy()[known]
    radius = ours.conformal.radius(ours.value, ours.passes)
    systems = {"class": of_class, "passes": own, "ours": ours.value[:, 0]}
    errors = {name: np.abs(each[known] - truth) for name, each in systems.items()}
    inside = errors["ours"] <= radius[known]
    groups = np.digitize(ours.passes[known], [5, 20])
    return {
        **{name: float(each.mean()) for name, each in errors.items()},
        "coverage": float(inside.mean()),
        **{f"coverage_{k}": float(inside[groups == k].mean()) for k in range(3)},
        "roads": len(known),
    }


if __name__ == "__main__":
    main()
