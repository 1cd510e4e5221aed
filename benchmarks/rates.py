"""Measures the time and memory of each kind of job on this machine.

The costs in ``trajganr_core/contract/kinds`` start from them.

``python -m benchmarks.rates FOLDER`` runs every kind but downloads through a worker of its own, on
the demo city and, if its files are present, on real Porto; ``--kinds`` only some, and what they
need. It prints the worker's records of these jobs: the larger of two jobs gives the rate, the
smaller one the start. The processor time of each job says how much of its time others had the
processors.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.kinds.finetune import FinetuneParams
from trajganr_core.contract.kinds.load_trips import LoadTripsParams
from trajganr_core.contract.kinds.observe import ObserveParams
from trajganr_core.contract.kinds.params import JobParams, inputs_of_kind
from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_core.contract.kinds.webpage import WebpageParams
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.launch import start_worker
from trajganr_core.contract.protocol.states import JobState
from trajganr_worker.storage.job_store import Store

from .cities import DEMO, EXTRACT, PORTO_BOX, ROADS, TRIPS
from .data.inputs import synthetic_challenge

MEASURED = [name for name, kind in KINDS.items() if kind.cost is not None]

EPOCHS = 2
#: Size of the file that is only loaded, to measure the growth of time.
LARGE_TRIPS = 200_000
#: Points of a matrix of travel times, and how far they may be from a road.
POINTS, FAR_M = 1000, 5000.0
PEAK = "weekday morning peak"
#: What jobs have beside their inputs.
OPTIONS: dict[str, dict[str, Any]] = {
    "select_link": {"through": tuple(range(100))},
    "changes": {"time_set": PEAK, "time_set_after": "weekday evening peak"},
    "export": {"layers": ("roads", "trips", "labels")},
    "travel_times": {"snap_m": FAR_M},
    "routing_export": {"time_sets": (PEAK,)},
}
#: Kinds that are run before or after others, whose results they make or read.
APART = {"prepare", "pretrain", "finetune", "observe", "webpage"}


@dataclass(frozen=True)
class Place:
    """Files of a study area."""

    trips: Path
    roads: Path
    bbox: tuple[float, float, float, float]
    extract: Path | None = None


def main() -> None:
    """Run all kinds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="home of the worker; new")
    parser.add_argument("--kinds", nargs="+", choices=MEASURED, default=MEASURED)
    options = parser.parse_args()
    home, kinds = options.folder.resolve(), set(options.kinds)
    with worker(home), Client.connect(home) as client:
        for place in places():
            files = sent(client, place, home)
            run_chosen(client, kinds, files)
            bundle = run(client, PrepareParams(**some(files, "trips", "roads"), bbox=place.bbox))
            run_chosen(client, kinds, {"bundle": bundle, **some(files, "zones")})
            if kinds & {"observe", "webpage"}:
                run_observed(client, bundle, home, kinds)
            if any("model" in {KINDS[kind].makes, *needed(kind)} for kind in kinds):
                model = run_trainings(client, bundle)
                run_chosen(client, kinds, {"model": model, **some(files, "origins", "extract")})
        if "load_trips" in kinds:
            large = client.put_file(synthetic_challenge(home, LARGE_TRIPS))
            run(client, LoadTripsParams(trips=(large,)))
    print_history(home)


def places() -> Iterator[Place]:
    """The smaller one first: its times are mostly those of a start."""
    city = json.loads((DEMO / "city.json").read_text("utf-8"))
    yield Place(DEMO / "trips.csv", DEMO / "roads.gpkg", tuple(city["bbox"]))
    if TRIPS.is_file():
        yield Place(TRIPS, ROADS, PORTO_BOX.bbox, EXTRACT)


def sent(client: Client, place: Place, folder: Path) -> dict[str, Any]:
    """The files of a place on the worker, by the names of inputs."""
    files = {"roads": place.roads, "zones": squares(place, folder)}
    files["origins"] = random_points(place, folder)
    if place.extract is not None:
        files["extract"] = place.extract
    return {
        "trips": (client.put_file(place.trips),),
        **{name: client.put_file(path) for name, path in files.items()},
    }


def some(files: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Those of the files that there are."""
    return {name: files[name] for name in names if name in files}


def needed(kind: str) -> set[str]:
    """The inputs that a kind needs, and the model that predicts."""
    declared = inputs_of_kind(KINDS[kind].params)
    names = {each.name for each in declared if each.is_required}
    is_of_model = "bundle" not in names and any(each.name == "model" for each in declared)
    return names | ({"model"} if is_of_model else set())


def squares(place: Place, folder: Path) -> Path:
    """Zones for a matrix: 8 × 8 parts of the study area, as GeoJSON."""
    west, south, east, north = place.bbox
    x, y = (east - west) / 8, (north - south) / 8
    corners = ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
    features = [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [[west + (column + i) * x, south + (row + j) * y] for i, j in corners]
                ],
            },
        }
        for column in range(8)
        for row in range(8)
    ]
    path = folder / f"{place.roads.stem}_zones.geojson"
    content = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def run_observed(client: Client, bundle: str, folder: Path, kinds: Set[str]) -> None:
    """Observed traffic, and the page of it."""
    observed = run(client, ObserveParams(bundle=bundle, min_drivers=1))
    if "webpage" in kinds:
        (name,) = client.job(observed).result["files"]
        roads = folder / f"{observed}.gpkg"
        client.fetch_file(observed, name, roads)
        run(client, WebpageParams(roads=client.put_file(roads)))


def run_trainings(client: Client, bundle: str) -> str:
    """A model of the usual size with two tasks."""
    model = run(client, PretrainParams(bundle=bundle, epochs=EPOCHS, weights="none"))
    tasks = ("speed", "popularity")
    return run(client, FinetuneParams(model=model, bundle=bundle, tasks=tasks, epochs=EPOCHS))


def random_points(place: Place, folder: Path) -> Path:
    """Write points in the study area as CSV."""
    west, south, east, north = place.bbox
    points = np.random.default_rng(0).uniform((west, south), (east, north), (POINTS, 2))
    path = folder / f"{place.roads.stem}_points.csv"
    np.savetxt(path, points, delimiter=",", header="lon,lat", comments="")
    return path


def run_chosen(client: Client, kinds: Set[str], inputs: Mapping[str, Any]) -> None:
    """Run those of the kinds that need nothing but these inputs."""
    for name in sorted(kinds - APART, key=list(KINDS).index):
        if needed(name) <= inputs.keys():
            params = KINDS[name].params
            fields = {each.name for each in inputs_of_kind(params)} & inputs.keys()
            few = {"min_drivers": 1} if "min_drivers" in KINDS[name].fields else {}
            given = {field: inputs[field] for field in fields}
            run(client, params(**given, **few, **OPTIONS.get(name, {})))


def run(client: Client, params: JobParams) -> str:
    """Run a job; answers its id."""
    before = processor_s(client)
    job_id = client.submit(params)
    for event in client.follow(job_id):
        if event.state == JobState.FAILED.value:
            raise SystemExit(f"{job_id}: {event.message}")
    print(f"{job_id} done: {processor_s(client) - before:.1f} s of processors", flush=True)
    return job_id


def processor_s(client: Client) -> float:
    """Of the worker's jobs that have ended."""
    fields = Path(f"/proc/{client.status().pid}/stat").read_text("ascii").rpartition(")")[2]
    user, system = fields.split()[13:15]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def worker(home: Path) -> Iterator[None]:
    """A separate worker with an empty cache."""
    os.environ["TRAJGANR_CACHE"] = str(home / "cache")
    start_worker(Path(sys.executable), home)
    try:
        yield
    finally:
        with Client.connect(home) as client:
            client.stop_worker()


def print_history(home: Path) -> None:
    """The worker's records of each kind, and the fitted lines."""
    store = Store(home / "jobs.sqlite")
    print(f"{'kind':<12} {'size':>12} {'work':>12} {'seconds':>8} {'memory MB':>10} {'disk MB':>8}")
    for kind in MEASURED:
        records = list(reversed(store.history.of(kind, "cpu")))
        if not records:
            continue
        for one in records:
            print(
                f"{kind:<12} {one.job_size.size:>12,.0f} {one.job_size.work:>12,.0f} "
                f"{one.seconds:>8.1f} {(one.memory_bytes or 0) / 1e6:>10.0f} "
                f"{(one.disk_bytes or 0) / 1e6:>8.1f}"
            )
        lines = (
            line([(one.job_size.work, one.seconds) for one in records]),
            line([(one.job_size.size, one.memory_bytes or 0.0) for one in records]),
            line([(one.job_size.size, one.disk_bytes or 0.0) for one in records]),
        )
        print(f"{kind:<12} = " + ", ".join(f"Line({a:.3g}, {b:.3g})" for a, b in lines))
    store.close()


def line(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """``start, per unit`` through the first and the last point; neither is below zero."""
    (x1, y1), (x2, y2) = points[0], points[-1]
    per_unit = max(0.0, (y2 - y1) / (x2 - x1)) if x2 > x1 else 0.0
    return max(0.0, y2 - per_unit * x2), per_unit


if __name__ == "__main__":
    main()
