"""The quality of map matching with headings and measured speeds, on simulated drives.

The drives and their fixes are as in data_matching.py, of other seeds. Headings have a normal error
and are random below 1 m/s, speeds have an error of 0.5 m/s. data.py includes this measure; alone:
``data_headings.py --seeds 41 42``.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
from data_inputs import EXTRACT, PORTO_AREA
from data_matching import DRIVES, MAX_M, MIN_M, NOISES_M, SPACINGS_S

from trajganr_core.data.matching.matcher import Matcher
from trajganr_core.data.roads.reading import read_roads
from trajganr_core.data.trips.trajectories import Trajectories
from trajganr_core.utils.study_area import StudyArea

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "core" / "data"))

from drives import driven_metres, drives, fixes_of, matched_metres, overlap, with_motion

__all__ = ["HEADING_SEEDS", "headings_table", "measure_headings"]

#: The constants of headings were chosen on 2 to 8; data_matching.py reports others.
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
        driven = drives(network, np.random.default_rng(seed), count, MIN_M, MAX_M)
        for seconds, noise_m in product(SPACINGS_S, NOISES_M):
            truth = driven_metres(driven, network, seconds)
            rng = np.random.default_rng([seed, seconds, noise_m])
            fixes = fixes_of(driven, network, area, rng, seconds=seconds, noise_m=noise_m)
            matcher.match(fixes)  # may compute a longer table
            for name, motion in MOTIONS.items():
                trips = fixes
                if motion.noise_deg is not None:
                    measured = with_motion(
                        *(fixes, driven, network, area, np.random.default_rng([seed, seconds])),
                        seconds=seconds,
                        heading_noise_deg=motion.noise_deg,
                        missing_share=motion.missing_share,
                    )
                    trips = _measured(fixes, measured, motion)
                begun = time.process_time()
                matched, _ = matcher.match(trips)
                spent = time.process_time() - begun
                iou = overlap(matched_metres(matched, len(trips)), truth)
                scores.append(
                    HeadingScore(
                        *(name, seconds, noise_m, seed, iou, len(matched) / len(trips)),
                        *(trips.fixes, spent),
                    )
                )
    return scores


def _measured(fixes: Trajectories, measured: Trajectories, motion: Motion) -> Trajectories:
    turned = (measured.heading + np.float32(motion.turned_deg)) % np.float32(360.0)
    return replace(fixes, heading=turned, speed=measured.speed if motion.has_speed else fixes.speed)


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
