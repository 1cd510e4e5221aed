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
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.kinds.area_report import AreaReportParams
from trajganr_core.contract.kinds.changes import ChangesParams
from trajganr_core.contract.kinds.embed import EmbedParams
from trajganr_core.contract.kinds.evaluate import EvaluateParams
from trajganr_core.contract.kinds.export import ExportParams
from trajganr_core.contract.kinds.finetune import FinetuneParams
from trajganr_core.contract.kinds.labels import LabelsParams
from trajganr_core.contract.kinds.load_osm import LoadOsmParams
from trajganr_core.contract.kinds.load_trips import LoadTripsParams
from trajganr_core.contract.kinds.match import MatchParams
from trajganr_core.contract.kinds.observe import ObserveParams
from trajganr_core.contract.kinds.od_matrix import OdMatrixParams
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.kinds.predict import PredictParams
from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_core.contract.kinds.recover import RecoverParams
from trajganr_core.contract.kinds.report import ReportParams
from trajganr_core.contract.kinds.routing_export import RoutingExportParams
from trajganr_core.contract.kinds.select_link import SelectLinkParams
from trajganr_core.contract.kinds.travel_times import TravelTimesParams
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
#: The kinds that make or read heads, and all that make or read a model.
HEAD_KINDS = {"finetune", "predict", "embed", "evaluate", "area_report"}
MODEL_KINDS = HEAD_KINDS | {"pretrain", "travel_times", "routing_export"}


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
            run_input(client, place, kinds)
            bundle = prepared(client, place)
            run_on_bundle(client, bundle, squares(place, home), kinds)
            if kinds & MODEL_KINDS:
                run_on_model(client, bundle, place, home, kinds)
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


def run_input(client: Client, place: Place, kinds: Set[str]) -> None:
    """Those of the kinds that read files."""
    trips, roads = client.put_file(place.trips), client.put_file(place.roads)
    jobs: list[JobParams] = [LoadTripsParams(trips=(trips,))]
    if place.extract is not None:
        jobs.append(LoadOsmParams(extract=client.put_file(place.extract)))
    jobs += [kind(trips=(trips,), roads=roads) for kind in (MatchParams, RecoverParams)]
    run_chosen(client, jobs, kinds)


def prepared(client: Client, place: Place) -> str:
    """The id of the place's bundle."""
    trips, roads = client.put_file(place.trips), client.put_file(place.roads)
    return run(client, PrepareParams(trips=(trips,), roads=roads, bbox=place.bbox))


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


def run_on_bundle(client: Client, bundle: str, zones: Path, kinds: Set[str]) -> None:
    """Those of the kinds that need no model; the page is that of observed traffic."""
    times = {"time_set": PEAK, "time_set_after": "weekday evening peak"}
    jobs = [
        LabelsParams(bundle=bundle),
        SelectLinkParams(bundle=bundle, through=tuple(range(100)), min_drivers=1),
        OdMatrixParams(bundle=bundle, zones=client.put_file(zones), min_drivers=1),
        ChangesParams(bundle=bundle, **times, min_drivers=1),
        ReportParams(bundle=bundle),
        ExportParams(bundle=bundle, layers=("roads", "trips", "labels")),
    ]
    run_chosen(client, jobs, kinds)
    if not kinds & {"observe", "webpage"}:
        return
    observed = run(client, ObserveParams(bundle=bundle, min_drivers=1))
    (name,) = client.job(observed).result["files"]
    roads = zones.with_name(f"{observed}.gpkg")
    client.fetch_file(observed, name, roads)
    run_chosen(client, [WebpageParams(roads=client.put_file(roads))], kinds)


def run_on_model(client: Client, bundle: str, place: Place, home: Path, kinds: Set[str]) -> None:
    """Those of the kinds that make or need a model of the usual size."""
    model = run(client, PretrainParams(bundle=bundle, epochs=EPOCHS, weights="none"))
    points = client.put_file(random_points(place, home))
    extract = None if place.extract is None else client.put_file(place.extract)
    jobs: list[JobParams] = [
        TravelTimesParams(model=model, origins=points, snap_m=FAR_M),
        RoutingExportParams(model=model, time_sets=(PEAK,), extract=extract),
    ]
    run_chosen(client, jobs, kinds)
    if not kinds & HEAD_KINDS:
        return
    tasks = ("speed", "popularity")
    tuned = run(client, FinetuneParams(model=model, bundle=bundle, tasks=tasks, epochs=EPOCHS))
    of_heads = (PredictParams, EmbedParams, EvaluateParams, AreaReportParams)
    run_chosen(client, [each(model=tuned) for each in of_heads], kinds)


def random_points(place: Place, folder: Path) -> Path:
    """Write points in the study area as CSV."""
    west, south, east, north = place.bbox
    points = np.random.default_rng(0).uniform((west, south), (east, north), (POINTS, 2))
    path = folder / f"{place.roads.stem}_points.csv"
    np.savetxt(path, points, delimiter=",", header="lon,lat", comments="")
    return path


def run_chosen(client: Client, jobs: Iterable[JobParams], kinds: Set[str]) -> None:
    """Run those of the jobs that are of the kinds."""
    for params in jobs:
        if params.kind in kinds:
            run(client, params)


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
