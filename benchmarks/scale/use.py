"""Uses a bundle in a separate process and measures time and memory.

``make benchmark-scale`` runs it on each of its bundles, with the word for each use in turn, and the
ids of the systems that are compared, if not the usual ones.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch

from trajganr_comparison.profiles import Profile
from trajganr_comparison.runner import run_benchmark
from trajganr_comparison.system import Settings
from trajganr_core.contract.options.training_config import FinetuneConfig, PretrainConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.inference.loaded_model import LoadedModel
from trajganr_core.inference.place_query.query_engine import QueryEngine
from trajganr_core.inference.predict import predict_roads
from trajganr_core.training.engine.loop import time_steps
from trajganr_core.training.engine.seeding import keyed_rng
from trajganr_core.training.finetuning.finetune import finetune
from trajganr_core.training.pretraining.pretrain import build_pretraining, loop_config, pretrain

from ..memory import OwnMemory

#: Steps of pretraining that are timed, after one that warms up.
STEPS = 8
CPU = torch.device("cpu")
#: Number of clicks, and of trips per click, as in the plugin.
CLICKS, TRIPS = 200, 20
#: An untrained model of one layer, because the memory of the trips is measured.
SMALL = PretrainConfig(name="small", dimension=32, layers=1, epochs=0, device="cpu")
#: One of each kind that reads trips, and trainings of an epoch, because memory is measured.
SYSTEMS = (
    "pass_mean",
    "hand_statistics",
    "boosting",
    "boosting_passes",
    "graphsage",
    "satclip",
    "unitraj",
    "jclrnt",
    "trajganr_best",
)
MIN_SIZE = Profile(
    tables=("main", "parts"),
    seeds=1,
    folds=(0,),
    settings=Settings(
        pretraining={"epochs": 1, "dimension": 32, "layers": 1},
        tuning={"epochs": 1},
        published={
            "satclip": {"epochs": 1},
            "unitraj": {
                "epochs": 1,
                "dimension": 16,
                "layers": 1,
                "decoder_layers": 1,
            },
            "jclrnt": {"epochs": 1, "dimension": 16, "batch_size": 256},
        },
    ),
)


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
        "mae_kmh": card.heads["speed"].metrics["mae"],
    }


def predicting(bundle: Bundle, folder: Path) -> dict[str, Any]:
    """The speed of every road."""
    begun = time.perf_counter()
    opened = LoadedModel.load(folder / "finetuned", bundle, "cpu")
    result = predict_roads(opened, folder / "predicted.gpkg")
    return {"seconds": time.perf_counter() - begun, **result.counts}


def clicking(bundle: Bundle, folder: Path) -> dict[str, Any]:
    """Clicks near roads, with the probability of their number of trips; and similar roads."""
    pretrain([bundle], SMALL, folder / "clicked")
    begun = time.perf_counter()
    hot = QueryEngine(LoadedModel.load(folder / "clicked", bundle, "cpu"), heads=[])
    ready = time.perf_counter() - begun
    network, rng = bundle.network, np.random.default_rng(0)
    passes = bundle.matched.edge_passes.counts(np.arange(len(network)))
    edge = rng.choice(len(network), CLICKS, p=passes / passes.sum())
    seconds = []
    for place in network.locate(edge, network.length_m[edge] / 2).tolist():
        clicked = time.perf_counter()
        hot.query(*place, nearest=0, trips=TRIPS)
        seconds.append(time.perf_counter() - clicked)
    begun = time.perf_counter()
    while hot.prepare_next():
        pass
    hot.similar_page(int(edge[0]))
    return {
        "ready_seconds": ready,
        "passes_a_click": float(passes[edge].mean()),
        "p50_ms": 1000 * float(np.percentile(seconds, 50)),
        "p95_ms": 1000 * float(np.percentile(seconds, 95)),
        "alike_seconds": time.perf_counter() - begun,
        "held_gb": hot.bytes / 1e9,
    }


def comparing(bundle: Bundle, folder: Path) -> dict[str, Any]:
    """Systems of each kind on held-out blocks, a seed, with the smallest trainings."""
    begun = time.perf_counter()
    systems = sys.argv[3:] or SYSTEMS
    results = run_benchmark(
        bundle, MIN_SIZE, folder / "compared", systems=systems, splits=("block",), device="cpu"
    )
    return {"seconds": time.perf_counter() - begun, "systems": len(results.costs)}


USES: dict[str, Callable[[Bundle, Path], dict[str, Any]]] = {
    "pretraining": pretraining,
    "finetuning": finetuning,
    "predicting": predicting,
    "clicking": clicking,
    "comparing": comparing,
}


def main() -> None:
    """Use the bundle and print time and memory."""
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
