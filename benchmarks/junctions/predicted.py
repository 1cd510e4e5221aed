"""Predicted delays of movements with few passes, against all vehicles of a simulated day.

``python -m benchmarks.junctions.predicted FOLDER``: the answers are the true mean delays of at
least 30 vehicles; probes passed fewer than five times
with a delay. Beside the product: means by kind of
movement, and boosting on the same features.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor

from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.traffic.junctions.delay_model import (
    movement_facts,
    movements_around,
    predicted_delays,
)
from trajganr_core.traffic.junctions.movements import TURNS, U_TURN
from trajganr_core.utils.arrays import FloatArray

from .delays import City, Delays, observed, product_delays, true_delays
from .simulated import PROBE_SETS, Day

FEW, LEAST_VEHICLES, RESAMPLES = 5, 30, 1000
#: Of boosting, which is else as scikit-learn has it.
LEAF, MOST_PASSES = 10, 10


def answers_of(city: City, trips: MatchedTrips) -> dict[str, FloatArray]:
    """``(M,)`` predictions by system, ``low`` and ``high`` of the product's band among them."""
    network, area, movements = city.day.bundle.network, city.day.bundle.area, city.movements
    traffic = observed(city, trips)
    traffic = traffic.take(np.flatnonzero(np.isfinite(traffic.delay_s)))
    mean, low, high = predicted_delays(network, area, city.junctions, movements, traffic, 1)[0]
    kind = movements.turn + len(TURNS) * city.has_signal
    found = {"product": mean, "low": low, "high": high}
    for name, of in (("turn", movements.turn), ("turn and signal", kind)):
        passes, seconds = (
            np.bincount(of[traffic.movement], x, 2 * len(TURNS))
            for x in (traffic.passes, traffic.passes * traffic.delay_s)
        )
        found[f"mean by {name}"] = (seconds / np.maximum(passes, 1))[of]
    columns = movement_facts(network, area, city.junctions, movements)
    own = np.zeros((2, len(movements)))
    own[:, traffic.movement] = traffic.delay_s, traffic.passes
    columns = np.hstack([columns, movements_around(movements, *own)])
    trees = HistGradientBoostingRegressor(min_samples_leaf=LEAF, random_state=0)
    rows = traffic.movement
    trees.fit(columns[rows], traffic.delay_s, sample_weight=np.minimum(traffic.passes, MOST_PASSES))
    return found | {"boosting": trees.predict(columns)}


def few_figures(city: City, true: Delays) -> dict[str, object]:
    """Errors over all sets of probes, seconds, the gains in percent, and the bands.

    Intervals are those of resampled movements.
    """
    vehicles, mean = true.means(len(city.movements))
    errors: dict[str, list[FloatArray]] = {}
    asked_of, covered, widths = [], [], []
    for number in range(PROBE_SETS):
        trips = city.day.probes(number)
        passes, _ = product_delays(city, trips).means(len(mean))
        found = answers_of(city, trips)
        # U-turns that few make are not predicted by the product.
        is_asked = (passes < FEW) & (vehicles >= LEAST_VEHICLES)
        asked = np.flatnonzero(is_asked & (city.movements.turn != U_TURN))
        asked_of.append(asked)
        low, high = (found.pop(name)[asked] for name in ("low", "high"))
        covered.append((low <= mean[asked]) & (mean[asked] <= high))
        widths.append(high - low)
        for name, guess in found.items():
            errors.setdefault(name, []).append(guess[asked] - mean[asked])
    apart = {name: np.concatenate(each) for name, each in errors.items()}
    movement = np.unique(np.concatenate(asked_of), return_inverse=True)[1]
    weights = np.random.default_rng(0).poisson(1.0, (RESAMPLES, movement.max() + 1))[:, movement]
    weights = np.vstack([np.ones(len(movement)), weights])
    mae = {name: weights @ np.abs(each) / weights.sum(axis=1) for name, each in apart.items()}
    inside = weights @ np.concatenate(covered) / weights.sum(axis=1)

    def gain(over: str) -> list[float]:
        percent = 100 * (1 - mae["product"] / mae[over])
        return [round(float(x), 1) for x in (percent[0], *np.percentile(percent[1:], [2.5, 97.5]))]

    return {
        "answers": len(movement),
        "mae_s": {name: round(float(each[0]), 3) for name, each in mae.items()},
        "rmse_s": {name: round(float(np.sqrt(np.mean(x**2))), 3) for name, x in apart.items()},
        "bias_s": {name: round(float(x.mean()), 3) for name, x in apart.items()},
        "gain_over_turn_percent": gain("mean by turn"),
        "gain_over_turn_and_signal_percent": gain("mean by turn and signal"),
        "vs_boosting_percent": gain("boosting"),
        "coverage": round(float(inside[0]), 4),
        "coverage_interval": [round(float(x), 4) for x in np.percentile(inside[1:], [2.5, 97.5])],
        "width_s": round(float(np.concatenate(widths).mean()), 2),
    }


def main() -> None:
    """Print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    city = City.of(Day.load(parser.parse_args().folder))
    for name, value in few_figures(city, true_delays(city)).items():
        print(f"{name}: {value}")


if __name__ == "__main__":
    main()
