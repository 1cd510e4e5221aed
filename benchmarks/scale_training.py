"""Some steps of pretraining on a bundle of whatever size, in a process of their own.

benchmarks/scale.py runs it on each of its bundles, with an empty cache.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import torch
from memory import OwnMemory

from trajganr_core.configuration import PretrainConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.training.loop import time_steps
from trajganr_core.training.pretrain import build_pretraining, loop_config
from trajganr_core.training.randomness import keyed_rng

#: Steps that are timed, after one that warms up.
STEPS = 8
CPU = torch.device("cpu")


def main() -> None:
    """Take the steps and print what they took."""
    folder = Path(sys.argv[1])
    os.environ["TRAJGANR_CACHE"] = str(folder / "cache")
    config = PretrainConfig(device="cpu")
    with OwnMemory() as memory:
        begun = time.perf_counter()
        bundle = Bundle.load(folder / "bundle")
        loaded = time.perf_counter() - begun
        learner = build_pretraining([bundle], config, CPU, None)
        batches = learner.batches(keyed_rng(config.seed, 1))[: 1 + STEPS]
        ready = time.perf_counter() - begun
        seconds = time_steps(learner, loop_config(config), CPU, batches)[1:]
    unpacked = (folder / "cache" / "trips").rglob("*.npy")
    found = {
        "trips": learner.counts()["trips"],
        "load_seconds": loaded,
        "ready_seconds": ready,
        "trips_per_s": sum(map(len, batches[1:])) / sum(seconds),
        "own_peak_gb": memory.peak_gb,
        "unpacked_gb": sum(path.stat().st_size for path in unpacked) / 1e9,
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
