"""A small generated city with trips, pictures and places."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
from PIL import Image
from shapely.geometry import LineString, Point

from trajganr_core.utils.study_area import StudyArea

AREA = StudyArea(-8.63, 41.14, -8.61, 41.155)
#: Of another city, larger and far from it.
ELSEWHERE = StudyArea(23.70, 37.96, 23.73, 37.99)
SIDE = 6  # crossings a side
SPACING_M = 160.0
TAXIS = 12
TRIPS = 96
EDGES_A_TRIP = 24
SECONDS_BETWEEN_FIXES = 15


@dataclass(frozen=True)
class TinyCity:
    """Paths of its files."""

    trips: Path
    roads: Path
    images: Path
    pois: Path
    area: StudyArea = AREA

    @property
    def bbox(self) -> list[str]:
        """West, south, east, north, as the command line takes them."""
        return [str(value) for value in self.area.bbox]

    @property
    def extent(self) -> str:
        """The study area as QGIS takes it."""
        west, south, east, north = self.area.bbox
        return f"{west},{east},{south},{north} [EPSG:4326]"


def city_in(folder: Path, area: StudyArea = AREA) -> TinyCity:
    """The city whose files are in a folder."""
    return TinyCity(
        trips=folder / "trips.csv",
        roads=folder / "roads.gpkg",
        images=folder / "street_view" / "index.csv",
        pois=folder / "pois.gpkg",
        area=area,
    )


def make_tiny_city(folder: Path, area: StudyArea = AREA, seed: int = 0) -> TinyCity:
    """Write the city's files: the same streets in the middle of any area, other trips a seed."""
    rng = np.random.default_rng(seed)
    city = city_in(folder, area)
    folder.mkdir(exist_ok=True)
    _write_roads(city)
    _write_trips(city, rng)
    _write_images(city, rng)
    _write_pois(city, rng)
    return city


def _degrees(city: TinyCity, xy: np.ndarray) -> np.ndarray:
    """Grid metres, origin in the south-west, to lon and lat."""
    return city.area.to_geographic(np.asarray(xy, dtype=float) - SPACING_M * (SIDE - 1) / 2)


def _write_roads(city: TinyCity) -> None:
    """Whole streets with shared vertices at crossings, as in OSM."""
    ticks = SPACING_M * np.arange(SIDE)
    streets = []
    for i in range(SIDE):
        streets.append(np.column_stack([ticks, np.full(SIDE, ticks[i])]))
        streets.append(np.column_stack([np.full(SIDE, ticks[i]), ticks]))
    gpd.GeoDataFrame(
        {
            "highway": ["primary" if i in (4, 5) else "residential" for i in range(len(streets))],
            "name": [f"Street {i}" for i in range(len(streets))],
            "oneway": ["no"] * len(streets),
        },
        geometry=[LineString(_degrees(city, street)) for street in streets],
        crs=4326,
    ).to_file(city.roads)


def _write_trips(city: TinyCity, rng: np.random.Generator) -> None:
    """Walks without U-turns, in the columns of the ECML/PKDD challenge; north is fast."""
    with city.trips.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["TRIP_ID", "TAXI_ID", "TIMESTAMP", "MISSING_DATA", "POLYLINE"])
        for trip in range(TRIPS):
            fixes = _degrees(city, _drive(_walk(rng)) + rng.normal(0, 3, 2)).round(6)
            start = 1_372_636_800 + 600 * trip
            rows.writerow([trip, trip % TAXIS, start, "False", json.dumps(fixes.tolist())])


def _walk(rng: np.random.Generator) -> np.ndarray:
    """Crossings of a random walk, metres."""
    moves = np.array([[1, 0], [0, 1], [-1, 0], [0, -1]])
    path = [rng.integers(0, SIDE, 2)]
    last = -1
    while len(path) <= EDGES_A_TRIP:
        move = int(rng.integers(4))
        there = path[-1] + moves[move]
        is_back = last >= 0 and move == (last + 2) % 4
        if not is_back and (there >= 0).all() and (there < SIDE).all():
            path.append(there)
            last = move
    return SPACING_M * np.array(path)


def _drive(path: np.ndarray) -> np.ndarray:
    """Positions every 15 seconds along the path, metres."""
    lengths = np.linalg.norm(np.diff(path, axis=0), axis=1)
    is_north = path[:-1, 1] + path[1:, 1] > SPACING_M * (SIDE - 1)
    seconds = np.concatenate([[0], np.cumsum(lengths / np.where(is_north, 14.0, 7.0))])
    t = np.arange(0, seconds[-1], SECONDS_BETWEEN_FIXES)
    return np.column_stack([np.interp(t, seconds, path[:, i]) for i in range(2)])


def _write_images(city: TinyCity, rng: np.random.Generator) -> None:
    """Pictures near crossings: grey in the south, green in the north."""
    index = city.images
    index.parent.mkdir()
    with index.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "file", "lon", "lat", "compass_angle", "captured_at"])
        for number in range(SIDE * SIDE):
            column, row = number % SIDE, number // SIDE
            colour = (90, 90 + 25 * row, 90)
            pixels = np.clip(rng.normal(colour, 12, (64, 64, 3)), 0, 255).astype(np.uint8)
            Image.fromarray(pixels).save(index.parent / f"{number}.jpg")
            xy = [[SPACING_M * column + 20, SPACING_M * row + 2]]
            lon, lat = _degrees(city, np.array(xy))[0].round(6)
            rows.writerow([number, f"{number}.jpg", lon, lat, 90, "2024-05-01T12:00:00Z"])


def _write_pois(city: TinyCity, rng: np.random.Generator) -> None:
    """Shops in the west, schools in the east."""
    xy = rng.uniform(0, SPACING_M * (SIDE - 1), (160, 2))
    west = xy[:, 0] < SPACING_M * (SIDE - 1) / 2
    gpd.GeoDataFrame(
        {"category": np.where(west, "shop", "education")},
        geometry=[Point(p) for p in _degrees(city, xy)],
        crs=4326,
    ).to_file(city.pois)
