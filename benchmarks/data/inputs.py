"""The files on which reading and matching trips are measured."""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from trajganr_core.utils.arrays import FloatArray

from ..cities import DEMO, ROADS, TRIPS

#: West, south, east, north.
PORTO_AREA = (-8.70, 41.10, -8.54, 41.21)
SECONDS_BETWEEN_FIXES = 15
#: Trips of the ECML/PKDD 2015 challenge.
FULL_TRIPS = 1_710_670
#: Different polylines in the synthetic file; they are written again and again under new ids.
POLYLINES = 5_000
HEADER = (
    '"TRIP_ID","CALL_TYPE","ORIGIN_CALL","ORIGIN_STAND","TAXI_ID","TIMESTAMP","DAY_TYPE",'
    '"MISSING_DATA","POLYLINE"\n'
)


@dataclass(frozen=True)
class Sample:
    """Trips and roads of a place.

    Attributes:
        folder: holds ``trips.csv``, ``roads.gpkg`` and ``area.json``.
        description: for the table.
    """

    folder: Path
    description: str


def sample_trips(build: Path) -> Sample:
    """Two days of real Porto if its files are present, else the demo city's trips.

    The demo city is simulated and small: the description says which of the two was measured.
    """
    folder = build / "sample"
    folder.mkdir(parents=True, exist_ok=True)
    if not TRIPS.is_file():
        return _demo_city(folder)
    with zipfile.ZipFile(TRIPS) as archive:
        (name,) = [each for each in archive.namelist() if each.endswith(".csv")]
        (folder / "trips.csv").write_bytes(archive.read(name))
    shutil.copyfile(ROADS, folder / "roads.gpkg")
    (folder / "area.json").write_text(json.dumps(PORTO_AREA), "utf-8")
    return Sample(folder, "Porto, 1 and 2 July 2013")


def _demo_city(folder: Path) -> Sample:
    """The demo city's trips, a fix every 15 seconds, in the challenge's columns."""
    fixes = pd.read_csv(DEMO / "trips.csv")
    with (folder / "trips.csv").open("w", encoding="utf-8") as file:
        file.write(HEADER)
        for number, (_, trip) in enumerate(fixes.groupby("trip_id")):
            start, end = trip["time"].iloc[[0, -1]]
            t = np.arange(start, end, SECONDS_BETWEEN_FIXES)
            places = [np.interp(t, trip["time"], trip[axis]) for axis in ("lon", "lat")]
            file.write(challenge_row(number, 1, int(start), _line(np.column_stack(places))))
    shutil.copyfile(DEMO / "roads.gpkg", folder / "roads.gpkg")
    area = json.loads((DEMO / "city.json").read_text("utf-8"))["bbox"]
    (folder / "area.json").write_text(json.dumps(area), "utf-8")
    return Sample(folder, "the demo city, simulated")


def synthetic_challenge(build: Path, trips: int) -> Path:
    """A challenge CSV of the full set's size, from random walks; written once.

    Lengths are log-normal, about as Porto's: median 41 fixes, 95th percentile 104 (Porto's is 101).
    """
    path = build / f"synthetic_{trips}.csv"
    if path.is_file():
        return path
    rng = np.random.default_rng(0)
    spread = np.log(104 / 41) / 1.645
    lengths = np.clip(rng.lognormal(np.log(41), spread, POLYLINES).astype(int), 2, 3000)
    polylines = [_polyline(rng, length) for length in lengths]
    partial = path.with_suffix(".partial")
    with partial.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        for number in range(trips):
            taxi, start = 20_000_000 + number % 442, 1_372_636_800 + 18 * number
            file.write(challenge_row(number, taxi, start, polylines[number % POLYLINES]))
    partial.rename(path)
    return path


def _polyline(rng: np.random.Generator, length: int) -> str:
    start = np.array([-8.62, 41.16])
    return _line(start + np.cumsum(rng.normal(0, 5e-4, (length, 2)), axis=0))


def _line(places: FloatArray) -> str:
    return "[" + ",".join(f"[{lon:.6f},{lat:.6f}]" for lon, lat in places) + "]"


def challenge_row(number: int, taxi: int, start: int, polyline: str) -> str:
    """A line of the challenge's CSV, a polyline as it writes them."""
    return f'"{start}62{number:07d}","C","","","{taxi}","{start}","A","False","{polyline}"\n'
