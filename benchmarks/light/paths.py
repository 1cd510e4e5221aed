"""Durations of whole trips of held-out drivers in real Porto: the median and the mean of drives.

Road function and path step are trained in the city, on seeds that no choice has seen.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch

from trajganr_core.data.bundle import Bundle

from ..cities import CITIES
from ..time.path_intervals import SEEDS, drive_figures, learned, turns_of
from ..time.times_of_day import splits


def measure(work: Path) -> dict[str, float]:
    """MAPE in percent, means of the seeds."""
    torch.set_num_threads(1)
    bundle = Bundle.load(CITIES["porto"]())
    found: list[Any] = []
    for split in splits(bundle, SEEDS):
        known, step = learned(split)
        found.append(drive_figures(split, known, turns_of(split, known)[0], step)["errors"])
    return {
        f"path_head_mape_{name}": float(np.mean([each[name]["mape"] for each in found]))
        for name in ("median", "mean")
    }
