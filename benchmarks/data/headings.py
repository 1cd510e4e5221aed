"""The quality of map matching with headings and measured speeds, on simulated drives.

The drives and their fixes are as in :mod:`.matching`, of other seeds. Headings have a normal error
and are random below 1 m/s, speeds have an error of 0.5 m/s. ``make benchmark-data`` includes this
measure; alone: ``python -m benchmarks.data.headings --seeds 41 42``.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd

from trajganr_core.data.matching.matcher import Matcher
from trajganr_core.data.roads.network import Network
from trajganr_core.data.roads.reading import read_roads
from trajganr_core.data.trips.trajectories import Trajectories
from trajganr_core.utils.study_area import StudyArea

from ..cities import EXTRACT
from .inputs import PORTO_AREA
from .matching import DRIVES, NOISES_M, SPACINGS_S, Case, matched, simulated

# isort: split
from drives import overlap, with_motion  # from where matching.py finds it

#: The constants of headings were chosen on 2 to 8; those of :mod:`.matching` are others.
HEADING_SEEDS = (41, 42, 43, 44, 45)


@dataclass(frozen=True)
class Motion:
    """What is measured besides the positions; without ``noise_deg`` nothing is."""

    noise_deg: float | None = None
    missing_share: float = 0.0
    has_speed: bool = False
    turned_deg: float = 0.0


#: The columns of the table.
MOTIONS = {
    "no heading": Motion(),
    "10°, 30 % missing": Motion(10.0, 0.3),
    "the same with speed": Motion(10.0, 0.3, has_speed=True),
    "10°": Motion(10.0),
    "30°, 30 % missing": Motion(30.0, 0.3),
    "all reversed": Motion(10.0, turned_deg=180.0),
}


@dataclass(frozen=True)
class HeadingScore:
    """The result for one spacing, noise, seed and measured motion."""

    motion: str
    seconds_between: int
    noise_m: int
    seed: int
    iou: float
    pieces_per_trip: float
    fixes: int
    seconds: float


def measure_headings(
    extract: Path,
    area: StudyArea,
    seeds: Sequence[int] = HEADING_SEEDS,
    count: int = DRIVES,
) -> list[HeadingScore]:
    """Match the same fixes with and without headings; arguments as of ``measure_quality``."""
    network = read_roads(extract, area)
    matcher = Matcher(network, area, threads=1)
    scores: list[HeadingScore] = []
    for seed in seeds:
        for case in simulated(network, area, seed, count):
            matcher.match(case.trips)  # may compute a longer table
            for name, trips in _with_motions(case, network, area):
                metres, pieces, seconds = matched(matcher, trips)
                scores.append(
                    HeadingScore(
                        motion=name,
                        seconds_between=case.seconds,
                        noise_m=case.noise_m,
                        seed=seed,
                        iou=overlap(metres, case.truth),
                        pieces_per_trip=pieces / len(trips),
                        fixes=trips.fixes,
                        seconds=seconds,
                    )
                )
    return scores


def _with_motions(
    case: Case, network: Network, area: StudyArea
) -> Iterator[tuple[str, Trajectories]]:
    """The trips of a case with each of the motions, and its name."""
    for name, motion in MOTIONS.items():
        if motion.noise_deg is None:
            yield name, case.trips
            continue
        measured = with_motion(
            *(case.trips, case.driven, network, area),
            np.random.default_rng([case.seed, case.seconds]),
            seconds=case.seconds,
            heading_noise_deg=motion.noise_deg,
            missing_share=motion.missing_share,
        )
        turned = (measured.heading + np.float32(motion.turned_deg)) % np.float32(360.0)
        speed = measured.speed if motion.has_speed else case.trips.speed
        yield name, replace(case.trips, heading=turned, speed=speed)


def headings_table(scores: list[HeadingScore]) -> str:
    """Length-IoU, pieces a trip and speed of each motion, in Markdown."""
    table = pd.DataFrame(scores)
    mean = table.groupby(["seconds_between", "noise_m", "motion"])["iou"].agg(["mean", "std"])
    lines = [
        f"| length-IoU | {' | '.join(MOTIONS)} |",
        "|---" * (len(MOTIONS) + 1) + "|",
    ]

    def row(name: str, cells: list[str]) -> None:
        lines.append(f"| {name} | {' | '.join(cells)} |")

    for seconds, noise_m in product(SPACINGS_S, NOISES_M):
        found = [mean.loc[(seconds, noise_m, name)] for name in MOTIONS]
        cells = [f"{each['mean']:.3f} ± {np.nan_to_num(each['std']):.3f}" for each in found]
        row(f"{seconds} s, {noise_m} m", cells)
    of_motion = table.groupby("motion")
    iou = of_motion["iou"].mean()
    cases = table.groupby(["motion", "seconds_between", "noise_m"])
    pieces = cases["pieces_per_trip"].mean().groupby("motion").max()
    sums = of_motion[["fixes", "seconds"]].sum()
    speed = sums["fixes"] / sums["seconds"]
    row("mean", [f"{iou[name]:.4f}" for name in MOTIONS])
    row("pieces a trip, the largest mean", [f"{pieces[name]:.2f}" for name in MOTIONS])
    row("fixes/s", [f"{speed[name]:,.0f}" for name in MOTIONS])
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drives", type=int, default=DRIVES, help="that are simulated per seed")
    parser.add_argument("--seeds", type=int, nargs="+", default=HEADING_SEEDS, help="of them")
    options = parser.parse_args()
    area = StudyArea(*PORTO_AREA)
    print(headings_table(measure_headings(EXTRACT, area, options.seeds, options.drives)))


if __name__ == "__main__":
    main()
