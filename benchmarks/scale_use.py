"""A bundle of whatever size in use, in a process of its own: what it takes in seconds and memory.

benchmarks/scale.py runs it on each of its bundles, with the word for each use in turn.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from memory import OwnMemory

from trajganr_core.configuration import FinetuneConfig, PretrainConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.inference import predict_roads
from trajganr_core.training.finetune import finetune
from trajganr_core.training.loop import time_steps
from trajganr_core.training.pretrain import build_pretraining, loop_config, pretrain
from trajganr_core.training.randomness import keyed_rng

#: Steps of pretraining that are timed, after one that warms up.
STEPS = 8
CPU = torch.device("cpu")
#: Small, because it is the trips whose memory is measured: an untrained model of one layer.
SMALL = PretrainConfig(name="small", dimension=32, layers=1, epochs=0, device="cpu")


def pretraining(bundle: Bundle, folder: Path) -> dict[str, Any]:
    """Some steps with the configuration that is the default."""
    config = PretrainConfig(device="cpu")
    begun = time.perf_counter()
    learner = build_pretraining([bundle], config, CPU, None)
    batches = learner.batches(keyed_rng(config.seed, 1))[: 1 + STEPS]
    ready = time.perf_counter() - begun
    seconds = time_steps(learner, loop_config(config), CPU, batches)[1:]
    return {
        "trips": learner.counts()["trips"],
        "ready_seconds": ready,
        "trips_per_s": sum(map(len, batches[1:])) / sum(seconds),
    }


def finetuning(bundle: Bundle, folder: Path) -> dict[str, Any]:
    """A head for speed, an epoch."""
    pretrain([bundle], SMALL, folder / "pretrained")
    begun = time.perf_counter()
    config = FinetuneConfig(tasks=("speed",), epochs=1, device="cpu")
    card = finetune(folder / "pretrained", bundle, config, folder / "finetuned")
    return {
        "seconds": time.perf_counter() - begun,
        "mae_kmh": card["heads"]["speed"]["metrics"]["mae"],
    }


def predicting(bundle: Bundle, folder: Path) -> dict[str, Any]:
    """The speed of every road."""
    begun = time.perf_counter()
    counts = predict_roads(
        folder / "finetuned", folder / "predicted.gpkg", bundle=bundle, device="cpu"
    )
    return {"seconds": time.perf_counter() - begun, **counts}


USES: dict[str, Callable[[Bundle, Path], dict[str, Any]]] = {
    "pretraining": pretraining,
    "finetuning": finetuning,
    "predicting": predicting,
}


def main() -> None:
    """Use the bundle as asked and print what it took."""
    folder, use = Path(sys.argv[1]), sys.argv[2]
    os.environ["TRAJGANR_CACHE"] = str(folder / "cache")
    with OwnMemory() as memory:
        begun = time.perf_counter()
        bundle = Bundle.load(folder / "bundle")
        loaded = time.perf_counter() - begun
        found = USES[use](bundle, folder)
    unpacked = (folder / "cache" / "trips").rglob("*.npy")
    found |= {
        "load_seconds": loaded,
        "own_peak_gb": memory.peak_gb,
        "unpacked_gb": sum(path.stat().st_size for path in unpacked) / 1e9,
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
