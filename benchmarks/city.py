"""Measures fine-tuning and predicting in a large synthetic city, and a first click in Porto.

``make benchmark-city`` prints the figures and writes ``build/benchmark/city.json``: seconds and
seconds of a processor, each of a process of its own with an empty cache. The model is untrained,
with the default options, because that does not change the time.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import worker  # noqa: F401  (threads that wait leave their core, before torch is there)

BEGUN = time.perf_counter()

import numpy as np  # noqa: E402
from compare import real  # noqa: E402
from data import BUILD, machine  # noqa: E402
from large_city import TRIPS, write_city  # noqa: E402
from porto import TRIPS as PORTO_TRIPS  # noqa: E402

from trajganr_core.contract.training_config import FinetuneConfig, PretrainConfig  # noqa: E402
from trajganr_core.data.bundle import Bundle  # noqa: E402
from trajganr_core.inference.place_query.query_engine import QueryEngine  # noqa: E402
from trajganr_core.inference.predict import predict_roads  # noqa: E402
from trajganr_core.training.finetuning.finetune import finetune  # noqa: E402
from trajganr_core.training.pretraining.pretrain import pretrain  # noqa: E402

TASKS = ("speed", "popularity", "slowdown")
#: Epochs of the heads of Porto, whose quality does not matter.
FEW_EPOCHS = 2
CLICKS, TRIPS_A_CLICK = 200, 20
BUNDLE, MODEL, HEADS = "bundle", "model", "heads"


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trips", type=int, default=TRIPS, help="trips of the synthetic city")
    parser.add_argument("--parts", nargs="+", choices=("city", "porto"), default=("city", "porto"))
    parser.add_argument("--step", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        name, folder = options.step
        print(json.dumps(STEPS[name](Path(folder))))
        return
    found: dict[str, Any] = {
        "machine": machine(),
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    with tempfile.TemporaryDirectory() as name:
        if "city" in options.parts:
            folder = Path(name) / "city"
            write_city(folder / BUNDLE, options.trips)
            _untrained(folder)
            found |= _measured(folder, "large_city_heads", "large_city_predict")
        if "porto" in options.parts and PORTO_TRIPS.is_file():
            folder = Path(name) / "porto"
            real(folder)
            _untrained(folder)
            found |= _measured(folder, "porto_heads", "porto_predict", "first_click")
    for key, value in found.items():
        print(f"{key}: {value}")
    BUILD.mkdir(parents=True, exist_ok=True)
    (BUILD / "city.json").write_text(json.dumps(found, indent=2) + "\n", "utf-8")


def _untrained(folder: Path) -> None:
    config = PretrainConfig(epochs=0, device="cpu", modalities="traj+loc")
    pretrain([Bundle.load(folder / BUNDLE)], config, folder / MODEL)


def _measured(folder: Path, *steps: str) -> dict[str, Any]:
    """Figures of steps, each in a process of its own; they share a cache that is empty at first."""
    found: dict[str, Any] = {}
    for step in steps:
        done = subprocess.run(
            [sys.executable, __file__, "--step", step, str(folder)],
            env={**os.environ, "TRAJGANR_CACHE": str(folder / "cache")},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        found |= json.loads(done.stdout.splitlines()[-1])
        print(f"{step}: {found[f'{step}_s']:.1f} s", file=sys.stderr, flush=True)
    return found


def _times(step: str) -> dict[str, float]:
    """Since the start of this process."""
    cpu = os.times()
    return {f"{step}_s": time.perf_counter() - BEGUN, f"{step}_cpu_s": cpu.user + cpu.system}


def _heads(step: str, epochs: int, folder: Path) -> dict[str, Any]:
    config = FinetuneConfig(tasks=TASKS, epochs=epochs, device="cpu")
    card = finetune(folder / MODEL, Bundle.load(folder / BUNDLE), config, folder / HEADS)
    return {**_times(step), f"{step}_speed_mae": card.heads["speed"].metrics["mae"]}


def _predict(step: str, folder: Path) -> dict[str, Any]:
    bundle = Bundle.load(folder / BUNDLE)
    predict_roads(folder / HEADS, folder / "roads.gpkg", bundle=bundle, device="cpu")
    return _times(step)


def _click(folder: Path) -> dict[str, Any]:
    """The first click as in QGIS, in a process that was just started, and later ones."""
    engine = QueryEngine.load(folder / HEADS, folder / BUNDLE, "cpu")
    network, rng = engine.network, np.random.default_rng(0)
    share = network.length_m / network.length_m.sum()
    edge = rng.choice(len(network), 2 * CLICKS, p=share)
    on_roads = network.locate(edge, rng.random(len(edge)) * network.length_m[edge])
    on_roads = on_roads[engine.area.contains(*on_roads.T)]  # some roads leave it
    places = on_roads[: 1 + CLICKS].tolist()
    engine.query(*places[0], nearest=0, trips=TRIPS_A_CLICK)
    first = _times("first_click")
    while engine.prepare_next():
        pass
    seconds = []
    for place in places[1:]:
        begun = time.perf_counter()
        engine.query(*place, nearest=0, trips=TRIPS_A_CLICK)
        seconds.append(time.perf_counter() - begun)
    begun = time.perf_counter()
    engine.similar_page(int(edge[0]))
    first["first_comparison_s"] = time.perf_counter() - begun
    return {**first, "click_p95_ms": 1000 * float(np.percentile(seconds, 95))}


STEPS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "large_city_heads": lambda folder: _heads(
        "large_city_heads", FinetuneConfig(tasks=TASKS).epochs, folder
    ),
    "large_city_predict": lambda folder: _predict("large_city_predict", folder),
    "porto_heads": lambda folder: _heads("porto_heads", FEW_EPOCHS, folder),
    "porto_predict": lambda folder: _predict("porto_predict", folder),
    "first_click": _click,
}


if __name__ == "__main__":
    main()
