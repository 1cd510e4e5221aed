"""How long a click takes: ``clicks.py MODEL [BUNDLE]`` prints a table.

Clicks fall beside roads: on any road by its length, and on those that more trips drive than a head
sees at once. They are measured on a model that was only loaded, and on one that was prepared.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import worker  # noqa: F401  (threads that wait leave their core, before torch is there)

import numpy as np  # isort: skip
from trajganr_core.hot_model import HotModel  # isort: skip

Answer = TypeVar("Answer")

CLICKS = 200
#: How far beside its road a click falls, standard deviation.
BESIDE_M = 8.0
#: Trips on a busy road.
BUSY = 32


def main() -> None:
    """Measure and print."""
    gc.collect()
    gc.freeze()  # as a service does: what was imported is not looked through again and again
    model, bundle = Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None
    hot, seconds = timed(lambda: HotModel.load(model, bundle, "cpu"))
    print(f"{len(hot.network):,} edges; loaded in {seconds:.2f} s, {hot.bytes / 1e6:.0f} MB\n")
    print("| model | roads | nearest | p50 ms | p95 ms | largest ms | edges an answer |")
    print("|---|---|---|---|---|---|---|")
    measure(hot, "loaded", nearest=0)
    _, seconds = timed(hot.prepare)
    measure(hot, "prepared", nearest=0)
    measure(hot, "prepared", nearest=5)
    print(f"\nprepared in {seconds:.1f} s, {hot.bytes / 1e6:.0f} MB")


def measure(hot: HotModel, state: str, *, nearest: int) -> None:
    """Print rows of the table."""
    network = hot.network
    trips = np.bincount(hot._tokens.trips.pass_edge, minlength=len(network))
    rng = np.random.default_rng(0)
    for name, chosen in (("any", trips >= 0), ("busy", trips > BUSY)):
        weight = network.length_m * chosen
        edge = rng.choice(len(network), 2 * CLICKS, p=weight / weight.sum())
        on_road = network.locate(edge, rng.random(len(edge)) * network.length_m[edge])
        beside = hot.area.to_local(*on_road.T) + rng.normal(0, BESIDE_M, on_road.shape)
        places = hot.area.to_geographic(beside)
        places = places[hot.area.contains(*places.T)][:CLICKS].tolist()
        taken = [timed(partial(hot.query, *place, nearest=nearest)) for place in places]
        ms = 1000 * np.array([seconds for _, seconds in taken])
        edges = np.mean([len(answer["roads"]) for answer, _ in taken])
        middle, late = np.percentile(ms, [50, 95])
        print(
            f"| {state} | {name} | {nearest} | {middle:.0f} | {late:.0f} | {ms.max():.0f} "
            f"| {edges:.1f} |"
        )


def timed(function: Callable[[], Answer]) -> tuple[Answer, float]:
    """What a function answers, and the seconds it took."""
    begun = time.perf_counter()
    answer = function()
    return answer, time.perf_counter() - begun


if __name__ == "__main__":
    main()
