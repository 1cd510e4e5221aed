"""How fast clicks are answered by a worker, and how fast trips are read and matched."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import psutil

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.launch import start_worker
from trajganr_core.data.bundle import Bundle
from trajganr_core.training.road_function.city_model import model_of_city

from ..cities import CITIES
from ..data.inputs import sample_trips
from ..figures import measured_by

NAME = "clicked"
CLICKS, TRIPS_A_CLICK = 200, 20
#: Between requests for similar roads.
PAUSE_S = 0.2


def measure(work: Path) -> dict[str, float]:
    """Clicks on roads of real Porto, drawn by length, as QGIS asks; and the pipeline on one core.

    The shipped model answers. It is adapted before, as by a prediction.
    ``similar_first_s`` is the longest that a request for similar roads waits after the first click:
    until the roads are prepared, the answer says how far they are.
    ``similar_ready_s`` is when they are ready.

    Args:
        work: folder of what the parts keep.
    """
    bundle = Bundle.load(CITIES["porto"]())
    folder = work / "fast"
    folder.mkdir(exist_ok=True)
    return {**_clicks(bundle), "pipeline_fixes_per_s": _pipeline(folder)}


def _clicks(bundle: Bundle) -> dict[str, float]:
    first, *places = _places(bundle)
    with _worker_of(bundle) as client:
        ask = partial(client.query, None, bundle=NAME, nearest=0, trips=TRIPS_A_CLICK)
        first_s = _seconds(partial(ask, *first))
        begun, similar_s, is_ready = time.perf_counter(), 0.0, False
        while not is_ready:
            asked = time.perf_counter()
            is_ready = _are_compared(client, first)
            similar_s = max(similar_s, time.perf_counter() - asked)
            time.sleep(PAUSE_S)
        return {
            "first_click_s": first_s,
            "similar_first_s": similar_s,
            "similar_ready_s": time.perf_counter() - begun,
            "click_p95_ms": 1000 * _p95([_seconds(partial(ask, *place)) for place in places]),
            **_memory_mb(client.status().pid),
        }


def _pipeline(folder: Path) -> float:
    """Fixes a second, the median of three processes."""
    sample = sample_trips(folder).folder
    one_thread = {"OMP_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}
    found = [measured_by("data.reading", "pipeline", sample, env=one_thread) for _ in range(3)]
    return float(np.median([each["fixes"] / each["seconds"] for each in found]))


@contextmanager
def _worker_of(bundle: Bundle) -> Iterator[Client]:
    """A worker with a copy of the bundle, and a cache with its city model only."""
    with TemporaryDirectory() as name:
        home = Path(name) / "home"
        shutil.copytree(bundle.path, home / "bundles" / NAME)
        os.environ["TRAJGANR_CACHE"] = str(Path(name) / "cache")
        model_of_city(Bundle.load(home / "bundles" / NAME))
        start_worker(Path(sys.executable), home)
        with Client.connect(home) as client:
            try:
                yield client
            finally:
                client.stop_worker()


def _places(bundle: Bundle) -> list[list[float]]:
    network, rng = bundle.network, np.random.default_rng(0)
    edge = rng.choice(len(network), 2 * CLICKS, p=network.length_m / network.length_m.sum())
    places = network.locate(edge, rng.random(len(edge)) * network.length_m[edge])
    inside: list[list[float]] = places[bundle.area.contains(*places.T)][: CLICKS + 1].tolist()
    return inside


def _are_compared(client: Client, place: list[float]) -> bool:
    try:
        client.similar(None, *place, bundle=NAME)
    except TrajganrError as error:
        if error.code is not Code.MODEL_PREPARING:
            raise
        return False
    return True


def _memory_mb(worker: int) -> dict[str, float]:
    """Resident memory of the process that answers clicks, and that of it alone."""
    (process,) = (
        child
        for child in psutil.Process(worker).children()
        if any("place_query_process" in word for word in child.cmdline())
    )
    memory = process.memory_full_info()
    return {"query_process_mb": memory.rss / 1e6, "query_process_own_mb": memory.uss / 1e6}


def _seconds(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def _p95(seconds: list[float]) -> float:
    return float(np.percentile(seconds, 95))
