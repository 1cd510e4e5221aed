"""One measure of another program: ``… benchmarks.data.peers MEASURE PATH``.

Runs in ``.venv/peers`` and imports nothing of the product. MovingPandas is given what its
documentation shows for such data; leuvenmapmatching the same roads and trips as we match.
"""

from __future__ import annotations

import itertools
import json
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import movingpandas as mpd
import numpy as np
import pandas as pd
from leuvenmapmatching.map.inmem import InMemMap
from leuvenmapmatching.matcher.distance import DistanceMatcher

from ..memory import peak_gb

Found = tuple[int, float]

SECONDS_BETWEEN_FIXES = 15
CLEANED_TRIPS = 200
MATCHED_TRIPS = 5
DRIVABLE = ("motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "residential")


def main() -> None:
    """Measure one thing and print it as JSON."""
    warnings.filterwarnings("ignore")
    fixes, seconds = MEASURES[sys.argv[1]](Path(sys.argv[2]))
    print(json.dumps({"fixes": fixes, "seconds": seconds, "peak_gb": peak_gb()}))


def movingpandas_read(folder: Path) -> Found:
    """The sample's CSV into a TrajectoryCollection."""
    begun = time.perf_counter()
    fixes = read_fixes(folder)
    collection(fixes)
    return len(fixes), time.perf_counter() - begun


def movingpandas_clean(folder: Path) -> Found:
    """Outliers by speed out of some trajectories."""
    fixes = read_fixes(folder, CLEANED_TRIPS)
    trips = collection(fixes)
    begun = time.perf_counter()
    mpd.OutlierCleaner(trips).clean(v_max=200, units=("km", "h"))
    return len(fixes), time.perf_counter() - begun


def leuven_match(folder: Path) -> Found:
    """Some trips along the roads; the map is built before the clock starts."""
    roads = gpd.read_file(folder / "roads.gpkg").to_crs(3763)
    roads = roads[roads["highway"].isin(DRIVABLE)]
    graph = InMemMap("porto", use_latlon=False, use_rtree=True, index_edges=True)
    numbers: dict[tuple[float, float], int] = {}
    for line in roads.geometry.explode():
        places = [(round(x, 2), round(y, 2)) for x, y, *_ in line.coords]
        for place in places:
            if place not in numbers:
                graph.add_node(numbers.setdefault(place, len(numbers)), place)
        nodes = [numbers[place] for place in places]
        for here, there in itertools.pairwise(nodes):
            graph.add_edge(here, there)
            graph.add_edge(there, here)
    fixes = read_fixes(folder, MATCHED_TRIPS)
    points = gpd.GeoSeries.from_xy(fixes["lon"], fixes["lat"], crs=4326).to_crs(3763)
    begun = time.perf_counter()
    for rows in fixes.groupby("trip").indices.values():
        path = [(point.x, point.y) for point in points.iloc[rows]]
        matcher = DistanceMatcher(
            graph, max_dist=100, obs_noise=30, obs_noise_ne=30, non_emitting_states=True
        )
        matcher.match(path)
    return len(fixes), time.perf_counter() - begun


def read_fixes(folder: Path, trips: int | None = None) -> pd.DataFrame:
    """A row a fix of the first trips that have two fixes."""
    table = pd.read_csv(folder / "trips.csv", usecols=["TRIP_ID", "TIMESTAMP", "POLYLINE"])
    table["POLYLINE"] = table["POLYLINE"].map(json.loads)
    table = table[table["POLYLINE"].map(len) > 1].head(trips or len(table))
    counts = table["POLYLINE"].map(len).to_numpy()
    places = np.array([place for line in table["POLYLINE"] for place in line])
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    seconds = np.repeat(table["TIMESTAMP"].to_numpy(), counts) + SECONDS_BETWEEN_FIXES * within
    return pd.DataFrame(
        {
            "trip": np.repeat(np.arange(len(table)), counts),
            "t": pd.to_datetime(seconds, unit="s"),
            "lon": places[:, 0],
            "lat": places[:, 1],
        }
    )


def collection(fixes: pd.DataFrame) -> mpd.TrajectoryCollection:
    """Trajectories of MovingPandas."""
    return mpd.TrajectoryCollection(
        fixes, traj_id_col="trip", t="t", x="lon", y="lat", crs="EPSG:4326"
    )


MEASURES: dict[str, Callable[[Path], Found]] = {
    "movingpandas_read": movingpandas_read,
    "movingpandas_clean": movingpandas_clean,
    "leuven_match": leuven_match,
}

if __name__ == "__main__":
    main()
