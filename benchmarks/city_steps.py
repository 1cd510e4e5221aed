"""The steps that ``benchmarks/city.py`` measures, each in a process with only its own imports.

``python benchmarks/city_steps.py STEP FOLDER`` prints the figures as JSON.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time

BEGUN = time.perf_counter()

from collections.abc import Callable  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

import worker  # noqa: E402, F401  (threads that wait leave their core, before torch is there)

TASKS = ("speed", "popularity", "slowdown")
#: Epochs of the heads of Porto, whose quality does not matter.
FEW_EPOCHS = 2
CLICKS, TRIPS_A_CLICK = 200, 20
BUNDLE, MODEL, HEADS = "bundle", "model", "heads"


def _times(step: str) -> dict[str, float]:
    """Since the start of this process."""
    cpu = os.times()
    return {f"{step}_s": time.perf_counter() - BEGUN, f"{step}_cpu_s": cpu.user + cpu.system}


def _heads(step: str, epochs: int | None, folder: Path) -> dict[str, Any]:
    from trajganr_core.contract.training_config import FinetuneConfig
    from trajganr_core.data.bundle import Bundle
    from trajganr_core.training.finetuning.finetune import finetune

    usual = FinetuneConfig(tasks=TASKS).epochs
    config = FinetuneConfig(tasks=TASKS, epochs=epochs or usual, device="cpu")
    card = finetune(folder / MODEL, Bundle.load(folder / BUNDLE), config, folder / HEADS)
    return {**_times(step), f"{step}_speed_mae": card.heads["speed"].metrics["mae"]}


def _predict(step: str, folder: Path) -> dict[str, Any]:
    from trajganr_core.data.bundle import Bundle
    from trajganr_core.inference.predict import predict_roads

    bundle = Bundle.load(folder / BUNDLE)
    predict_roads(folder / HEADS, folder / "roads.gpkg", bundle=bundle, device="cpu")
    return _times(step)


def _click(folder: Path) -> dict[str, Any]:
    """The first click as in QGIS, in a process that was just started, and later ones."""
    from worker.processes.place_query_process import SPINS

    os.environ.setdefault("GOMP_SPINCOUNT", SPINS)  # as in that process, before torch is imported

    import numpy as np

    from trajganr_core.inference.place_query.query_engine import QueryEngine

    engine = QueryEngine.load(folder / HEADS, folder / BUNDLE, "cpu")
    network, rng = engine.network, np.random.default_rng(0)
    share = network.length_m / network.length_m.sum()
    edge = rng.choice(len(network), 2 * CLICKS, p=share)
    on_roads = network.locate(edge, rng.random(len(edge)) * network.length_m[edge])
    on_roads = on_roads[engine.area.contains(*on_roads.T)]  # some roads leave it
    places = on_roads[: 1 + CLICKS].tolist()
    engine.query(*places[0], nearest=0, trips=TRIPS_A_CLICK)
    first = _times("first_click")
    gc.collect()
    gc.freeze()  # as in that process
    begun = time.perf_counter()
    while engine.prepare_next():
        pass
    first["prepared_s"] = time.perf_counter() - begun
    seconds = []
    for place in places[1:]:
        begun = time.perf_counter()
        engine.query(*place, nearest=0, trips=TRIPS_A_CLICK)
        seconds.append(time.perf_counter() - begun)
    return {**first, "click_p95_ms": 1000 * float(np.percentile(seconds, 95))}


STEPS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "large_city_heads": lambda folder: _heads("large_city_heads", None, folder),
    "large_city_predict": lambda folder: _predict("large_city_predict", folder),
    "porto_heads": lambda folder: _heads("porto_heads", FEW_EPOCHS, folder),
    "porto_predict": lambda folder: _predict("porto_predict", folder),
    "first_click": _click,
}


if __name__ == "__main__":
    name, folder = sys.argv[1:]
    print(json.dumps(STEPS[name](Path(folder))))
