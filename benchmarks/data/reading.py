"""One measure of reading, cleaning or matching: ``… benchmarks.data.reading MEASURE PATH``."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from trajganr_core.contract.options.data_config import CleaningOptions, MatchOptions, TripOptions
from trajganr_core.data.matching.matcher import Matcher
from trajganr_core.data.matching.road_graph import RoadGraph
from trajganr_core.data.matching.viterbi import ESTIMATED
from trajganr_core.data.readers import open_trips
from trajganr_core.data.roads.reading import read_roads
from trajganr_core.data.trips.clean_trips import CleanTrips
from trajganr_core.data.trips.cleaning import clean
from trajganr_core.data.trips.trajectories import concatenate
from trajganr_core.utils.progress import silent

from ..memory import peak_gb
from .matching import area_of, cleaned_sample
from .tables import TableLog

#: Fixes and seconds, and the size of the table of short paths.
Found = tuple[int, float] | tuple[int, float, float]


def main() -> None:
    """Measure one thing and print it as JSON."""
    values = MEASURES[sys.argv[1]](Path(sys.argv[2]))
    found = dict(zip(("fixes", "seconds", "table_mb"), values, strict=False))
    print(json.dumps({**found, "peak_gb": peak_gb()}))


def read(folder: Path) -> Found:
    """The sample, from the file to columns."""
    return read_file(folder / "trips.csv")


def read_file(path: Path) -> Found:
    """Read a file batch by batch, without keeping the batches."""
    begun = time.perf_counter()
    fixes = sum(batch.fixes for batch in open_trips(path).batches())
    return fixes, time.perf_counter() - begun


def clean_sample(folder: Path) -> Found:
    """Cleaning only, with default options."""
    trips = concatenate(list(open_trips(folder / "trips.csv").batches()))
    begun = time.perf_counter()
    clean(trips, area_of(folder), CleaningOptions())
    return trips.fixes, time.perf_counter() - begun


def pipeline(folder: Path) -> Found:
    """Read roads and trips, clean and match; fixes are counted as they are read.

    A first run loads packages and compiled code. The second one is measured, with the table of
    short paths, which it computes anew.
    """
    for _ in range(2):
        begun = time.perf_counter()
        area = area_of(folder)
        matcher = Matcher(read_roads(folder / "roads.gpkg", area), area)
        trips = CleanTrips([folder / "trips.csv"], TripOptions(), CleaningOptions(), area)
        for batch in trips.batches():
            matcher.match(batch)
    return trips.report.fixes_read, time.perf_counter() - begun


def match(folder: Path) -> Found:
    """Paths between the cleaned fixes; their table is computed before the clock starts."""
    log = TableLog()
    area = area_of(folder)
    trips = cleaned_sample(folder, area)
    network = read_roads(folder / "roads.gpkg", area)
    vertices = area.to_local(network.lon, network.lat)
    graph = RoadGraph(network, vertices, MatchOptions().search_radius_m, threads=1)
    xy = area.to_local(trips.lon, trips.lat)
    columns = (xy, trips.t, trips.speed, trips.heading, trips.offsets)
    graph.match(*columns, ESTIMATED, silent)
    begun = time.process_time()
    graph.match(*columns, ESTIMATED, silent)
    return trips.fixes, time.process_time() - begun, log.tables[-1]["mb"]


MEASURES: dict[str, Callable[[Path], Found]] = {
    "read": read,
    "read_full": read_file,
    "clean": clean_sample,
    "pipeline": pipeline,
    "match": match,
}

if __name__ == "__main__":
    main()
