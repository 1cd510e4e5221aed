"""Durations of held-out drivers' trips with and without the times of turns, on real Porto.

``python -m benchmarks.junctions.durations [BUNDLE] --seeds 61 62 63``. A road function and the
times of turns are learned from half of the drivers; the trips of the others are asked. Both answers
are of the same function and the same passes, each at the level that fits these trips best.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from trajganr_core.data.bundle import Bundle

from ..figures import BUILD
from ..time.path_intervals import drive_figures, learned, turns_of, whole_drives
from ..time.times_of_day import Split, splits

#: No choice was made on them.
SEEDS = (61, 62, 63)


def split_figures(split: Split) -> dict[str, Any]:
    """Errors of both, the gain with its interval over drivers, and the bias by part of the day.

    ``all drives`` are also those with gaps and long waits, at the level of the path step.
    """
    known, step = learned(split)
    times, asked = turns_of(split, known)
    product = drive_figures(split, known, times, step)["errors"]["mean"]
    found = whole_drives(known, times, asked, step)
    return {"seed": split.seed, **found, "all drives": product}


def duration_figures(bundle: Bundle, seeds: Sequence[int]) -> dict[str, Any]:
    """Means over the seeds, and each of them."""
    torch.set_num_threads(1)
    by_seed = []
    for split in splits(bundle, seeds):
        by_seed.append(split_figures(split))
        print(by_seed[-1], flush=True)
    names = ("trip_mape_with_turns", "trip_mape_without")
    return {
        **{name: float(np.mean([each[name] for each in by_seed])) for name in names},
        "by_seed": by_seed,
    }


def main() -> None:
    """Print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path, nargs="?", default=BUILD / "porto_osm")
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    options = parser.parse_args()
    print(duration_figures(Bundle.load(options.bundle), options.seeds))


if __name__ == "__main__":
    main()
