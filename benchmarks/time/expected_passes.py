"""Expected passes of the input vehicles at hours of the week, against simple rates.

    python -m benchmarks.time.expected_passes

A seed splits the drivers of real Porto into halves. The passes of one half over each segment in
each hour are predicted from those of the other half, in proportion to the numbers of drivers. The
Poisson deviances are measured. Writes ``build/benchmark/expected_passes.json``;
benchmarks/log/2026-11-30-travel-times.md has the results. Design choices were made on seeds 0 to 2.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.stats import nbinom

from trajganr_comparison.paired_tests import corrected_test
from trajganr_core.contract.options.time_sets import parse_time_set
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.local_time import HOURS_PER_WEEK, hours_of
from trajganr_core.data.passes import PassTable, passes_of_bundle
from trajganr_core.data.preparation.drivers import choose
from trajganr_core.evaluation.road_intervals import DENSITIES, density_of
from trajganr_core.features.expected_passes import ExpectedPasses
from trajganr_core.features.pass_context import Surroundings
from trajganr_core.utils.arrays import FloatArray, IntArray

from ..cities import CITIES
from ..figures import write_figures

SEEDS = tuple(range(70, 80))
#: Passes of a segment without any, for the plain rate: the best of some on seed 0.
FLOOR = 0.3
RATE, OURS = "segment rate × city profile", "expected passes"
#: Width of a normal distribution's 90 % interval, in standard deviations.
NORMAL_WIDTH = 3.29
#: Times of which coverage is measured.
TIMES = ("whole week", "weekday morning peak", "Mon 08:00-09:00", "night free flow")


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    parser.add_argument("--bundle", type=Path)
    options = parser.parse_args()
    bundle = Bundle.load(options.bundle or CITIES["porto"]())
    plausible, _ = passes_of_bundle(bundle)
    surroundings = Surroundings.of(bundle.network, bundle.area)
    drivers = int(plausible.driver.max()) + 1
    rows = []
    for seed in options.seeds:
        is_label = choose(drivers, 0.5, seed)[plausible.driver]
        known = ExpectedPasses(surroundings, plausible.take(~is_label))
        rows.append({"seed": seed, **measured(known, plausible.take(is_label))})
        print(rows[-1], flush=True)
    gains = {
        of: [row[RATE][of] - row[OURS][of] for row in rows]  # type: ignore[index]
        for of in ("cell", "segment")
    }
    tests = {of: str(corrected_test(each, 1.0)) for of, each in gains.items() if len(each) > 1}
    print(tests)
    write_figures("expected_passes", {"tests": tests, "by_seed": rows})


def measured(known: ExpectedPasses, target: PassTable) -> dict[str, object]:
    """Deviances of hours and of all hours together, of each system; and coverage."""
    edges = len(known.surroundings.length_m)
    fleet = len(np.unique(target.driver)) / len(np.unique(known.passes.driver))
    observed, seen = (hourly(each, edges) for each in (target, known.passes))
    count = seen.sum(1)
    density = density_of(count.astype(np.int64))
    covered = np.flatnonzero(seen.sum(0))
    profile = seen.sum(0) / seen.sum()
    systems = {
        "city mean × city profile": np.full(edges, count.mean())[:, None] * profile,
        RATE: np.maximum(count, FLOOR)[:, None] * profile,
        OURS: np.column_stack([known.at(hour)[:, 0] for hour in np.eye(HOURS_PER_WEEK)]),
    }
    found: dict[str, object] = {}
    for name, expected in systems.items():
        expected, own = fleet * expected[:, covered], observed[:, covered]
        cell, segment = deviance(own, expected), deviance(own.sum(1), expected.sum(1))
        found[name] = {
            "cell": float(cell.mean()),
            "segment": float(segment.mean()),
            "bias": float(expected.sum() / own.sum() - 1),
            "cell_by_density": by_density(cell.mean(1), density),
            "segment_by_density": by_density(segment, density),
        }
    found["dispersion"] = float(np.median(known.dispersion))
    found["coverage"] = dict(coverage(known, observed, fleet))
    return found


def coverage(
    known: ExpectedPasses, observed: FloatArray, fleet: float
) -> Iterator[tuple[str, list[float]]]:
    """Shares of segments whose passes are in 90 % intervals with the noise of passes, by number.

    Numbers are those that are expected: below 1, 1 to 5, 5 to 20, from 20 on.
    """
    for name in TIMES:
        hours = hours_of(parse_time_set(name)) * (known.days > 0)
        mean, low, high = fleet * (hours @ known.days) * known.at(hours).T
        own = observed[:, hours > 0].sum(1)
        variance = known.dispersion * mean + ((high - low) / NORMAL_WIDTH) ** 2
        size = mean**2 / (variance - mean)
        least, most = (nbinom.ppf(level, size, size / (size + mean)) for level in (0.05, 0.95))
        inside = (own >= least) & (own <= most)
        group = np.digitize(mean, [1, 5, 20])
        yield name, [float(inside[group == each].mean()) for each in np.unique(group)]


def by_density(deviances: FloatArray, density: IntArray) -> list[float]:
    """Means of the classes of density; zero of an empty one."""
    count = np.bincount(density, minlength=len(DENSITIES))
    return (np.bincount(density, deviances, len(DENSITIES)) / np.maximum(count, 1)).tolist()


def hourly(passes: PassTable, edges: int) -> FloatArray:
    """``(E, 168)`` passes of each segment in each hour of the week."""
    hour = np.asarray(passes.minute_of_week // 60).astype(np.int64)
    cell = passes.edge.astype(np.int64) * HOURS_PER_WEEK + hour
    return np.bincount(cell, minlength=edges * HOURS_PER_WEEK).reshape(edges, -1).astype(float)


def deviance(observed: FloatArray, expected: FloatArray) -> FloatArray:
    """Poisson deviances."""
    safe = np.where(observed > 0, observed, 1.0)
    log = np.where(observed > 0, np.log(safe / np.maximum(expected, 1e-12)), 0.0)
    return np.asarray(2 * (observed * log - observed + expected))


if __name__ == "__main__":
    main()
