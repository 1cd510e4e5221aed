"""How much memory does the comparison of *Before and after* take?

    python benchmarks/changes_memory.py 3000000 10000000

Each number is that of the passes on each side: of 536 drivers on seven days, over 15,288 segments
that are driven as unequally as those of a city. Each runs in a process of its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource

import numpy as np

from trajganr_core.data.passes import PassReport
from trajganr_core.traffic.changes.estimates import compare_sides
from trajganr_core.traffic.changes.sums import SidePasses, TwoSides

SEGMENTS, DRIVERS, DAYS, PASSES_A_TRIP = 15_288, 536, 7, 30


def main() -> None:
    """Print a line for each number of passes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("passes", type=int, nargs="+")
    for passes in parser.parse_args().passes:
        process = multiprocessing.get_context("spawn").Process(target=measure, args=(passes,))
        process.start()
        process.join()


def measure(passes: int) -> None:
    """Compare two sides, and print the peak of this process."""
    sides = TwoSides(side(passes, 0), side(passes, 1))
    changes = compare_sides(sides.parts(), sides.trips, min_drivers=5, seed=0)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    tested = int(changes.measures["speed"].is_tested.sum())
    print(f"{passes:,} passes on each side: {peak:.2f} GB, {tested:,} segments tested")


def side(passes: int, number: int) -> SidePasses:
    """Passes of one side, on which nothing but chance differs from the other."""
    rng = np.random.default_rng(number)
    trips = passes // PASSES_A_TRIP
    weight = np.cumsum(np.random.default_rng(9).lognormal(0, 1.5, SEGMENTS))
    zeros = np.zeros(passes, dtype=np.float32)
    return SidePasses(
        edge=np.searchsorted(weight, weight[-1] * rng.random(passes)).astype(np.int32),
        trip=np.sort(rng.integers(0, trips, passes)).astype(np.int32),
        km=zeros + np.float32(0.1),
        hours=(0.1 / 30 * rng.lognormal(0, 0.4, passes)).astype(np.float32),
        slowed=zeros,
        slowdown_m=zeros + 1,
        hour=np.zeros(passes, dtype=np.int32),
        name=np.array([f"trip {each}" for each in range(trips)], dtype=object),
        driver=np.array([f"driver {each}" for each in range(DRIVERS)], dtype=object)[
            rng.integers(0, DRIVERS, trips)
        ],
        day=(rng.integers(0, DAYS, trips) + DAYS * number).astype(np.int32),
        report=PassReport(),
    )


if __name__ == "__main__":
    main()
