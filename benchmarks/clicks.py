"""Measures the duration of a click: ``clicks.py MODEL [BUNDLE]`` prints tables.

Clicks fall beside roads: on any road by its length, and on those that more trips drive than a head
sees at once. They are measured on a model that was only loaded, on one that was prepared, and from
a client of a worker, whose other answers about places are measured, too.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import worker  # noqa: F401  (threads that wait leave their core, before torch is there)
from worker.processes.place_query_process import SPINS

os.environ.setdefault("GOMP_SPINCOUNT", SPINS)  # but not at once, as where clicks are answered

import numpy as np  # isort: skip
from trajganr_core.inference.place_query.query_engine import QueryEngine  # isort: skip
from trajganr_core.contract.protocol.client import Client  # isort: skip
from trajganr_core.contract.protocol.launch import start_worker  # isort: skip

Place = tuple[float, float]

CLICKS = 200
#: Standard deviation of the distance of a click from its road.
BESIDE_M = 8.0
#: Trips on a busy road.
BUSY = 32
#: Trips per request, as in the plugin, which does not request similar roads, as the command does.
NEAREST, TRIPS = 5, 20


def main() -> None:
    """Measure and print."""
    model, bundle = Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None
    clicks = in_memory(model, bundle)
    through_worker(model, bundle, clicks)


def in_memory(model: Path, bundle: Path | None) -> dict[str, list[Place]]:
    """Measure the model without a worker; returns the clicked locations."""
    gc.collect()
    gc.freeze()  # as a service does: what was imported is not looked through again and again
    hot, seconds = timed(lambda: QueryEngine.load(model, bundle, "cpu"))
    print(f"{len(hot.network):,} edges; loaded in {seconds:.2f} s, {hot.bytes / 1e6:.0f} MB\n")
    clicks = {name: places(hot, name) for name in ("any", "busy")}
    head("model", "roads", "nearest", "trips")
    for name, chosen in clicks.items():
        row(chosen, partial(query, hot.query, nearest=0), "loaded", name, 0, 0)
    _, seconds = timed(partial(prepare, hot))
    for nearest, trips in ((0, 0), (0, TRIPS), (NEAREST, TRIPS)):
        for name, chosen in clicks.items():
            ask = partial(query, hot.query, nearest=nearest, trips=trips)
            row(chosen, ask, "prepared", name, nearest, trips)
    print(f"\nprepared in {seconds:.1f} s, {hot.bytes / 1e6:.0f} MB\n")
    return clicks


def through_worker(model: Path, bundle: Path | None, clicks: dict[str, list[Place]]) -> None:
    """Measure the waiting time of a client."""
    with TemporaryDirectory() as folder, worker_of(Path(folder), model, bundle) as client:
        named = "clicked", bundle and "clicked"
        ask = partial(client.query, named[0], bundle=named[1], trips=TRIPS)
        _, seconds = timed(lambda: ask(*clicks["any"][0], nearest=0))
        compare = partial(client.similar, named[0], bundle=named[1], preparing=lambda error: None)
        _, prepared = timed(lambda: compare(*clicks["any"][0]))
        print(
            f"Through a worker (first answer after {seconds:.1f} s, similar roads {prepared:.0f} s"
        )
        print("after it):\n")
        head("request", "roads")
        for nearest, what in ((0, "query"), (NEAREST, "query, with similar roads")):
            for name, chosen in clicks.items():
                row(chosen, partial(query, ask, nearest=nearest), what, name)
        times = partial(client.road_times, named[0], bundle=named[1])
        for name, chosen in clicks.items():
            edges = [ask(*place, nearest=0).roads[0].edge for place in chosen]
            row([edge for edge in edges if edge is not None], times, "times of a road", name)
        for geometry in (False, True):
            alike = partial(client.similar, named[0], bundle=named[1], geometry=geometry)
            what = "similar, with lines" if geometry else "similar"
            row(clicks["busy"], partial(query, alike), what, "busy")
        photo = next(filter(None, (ask(*place).photo for place in clicks["any"])), None)
        if photo is not None:
            show = partial(client.image, named[0], photo.image, bundle=named[1])
            row(clicks["any"], lambda _: show(), "image", "")


def prepare(hot: QueryEngine) -> None:
    """Compute everything in advance, as a worker does between clicks."""
    while hot.prepare_next():
        pass


@contextmanager
def worker_of(home: Path, model: Path, bundle: Path | None) -> Iterator[Client]:
    """A worker with copies of the model and the bundle, each named ``clicked``."""
    shutil.copytree(model, home / "models" / "clicked")
    if bundle is not None:
        shutil.copytree(bundle, home / "bundles" / "clicked")
    start_worker(Path(sys.executable), home)
    with Client.connect(home) as client:
        try:
            yield client
        finally:
            client.stop_worker()


def places(hot: QueryEngine, name: str) -> list[Place]:
    """Where to click, (lon, lat) degrees."""
    network = hot.network
    parts = hot._trips.parts()
    trips = sum(np.bincount(some.pass_edge, minlength=len(network)) for _, some in parts)
    weight = network.length_m * (trips > (BUSY if name == "busy" else -1))
    rng = np.random.default_rng(0)
    edge = rng.choice(len(network), 2 * CLICKS, p=weight / weight.sum())
    on_road = network.locate(edge, rng.random(len(edge)) * network.length_m[edge])
    beside = hot.area.to_local(*on_road.T) + rng.normal(0, BESIDE_M, on_road.shape)
    inside = hot.area.to_geographic(beside)
    inside = inside[hot.area.contains(*inside.T)][:CLICKS]
    return [(lon, lat) for lon, lat in inside.tolist()]


def query(ask: Callable[..., Any], place: Place, **options: Any) -> Any:
    """The answer about a location."""
    return ask(*place, **options)


def head(*columns: str) -> None:
    """Print the head of a table."""
    names = (*columns, "p50 ms", "p95 ms", "largest ms", "edges an answer")
    print("| " + " | ".join(names) + " |")
    print("|---" * len(names) + "|")


def row(chosen: Sequence[Any], ask: Callable[[Any], Any], *columns: object) -> None:
    """Ask about each place or road and print a row of the table."""
    taken = [timed(partial(ask, place)) for place in chosen]
    ms = 1000 * np.array([seconds for _, seconds in taken])
    answers = [answer for answer, _ in taken if isinstance(answer, dict) and "roads" in answer]
    edges = [len(answer["roads"]) for answer in answers]
    middle, late = np.percentile(ms, [50, 95])
    figures = (f"{middle:.0f}", f"{late:.0f}", f"{ms.max():.0f}")
    result = f"{np.mean(edges):.1f}" if edges else ""
    print("| " + " | ".join([*map(str, columns), *figures, result]) + " |", flush=True)


def timed(function: Callable[[], Any]) -> tuple[Any, float]:
    """The result of a function, and its duration in seconds."""
    begun = time.perf_counter()
    answer = function()
    return answer, time.perf_counter() - begun


if __name__ == "__main__":
    main()
