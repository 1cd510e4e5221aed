"""Street views drawn from what is true of the streets; simulated, and to be called so.

A picture shows the road's class, lanes, limit, signals and next crossing, the vehicles that were
there at one second of the simulation, the places ahead, and houses and trees as the use of the
quarter is. It does not show any label: not how fast, how often or how hard vehicles pass on the
whole, nor places behind the camera or around the corner.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely
from street_scene import Place, Scene, paint_scene

from trajganr_core.utils.arrays import FloatArray, TextArray

from .input_trips import BEGIN
from .quarters import Quarters
from .simulation import Record
from .streets import Streets

#: Nearer to a crossing the camera would stand on it.
FROM_CROSSING_M = 8.0
PICTURE_NOISE_M, HEADING_NOISE_DEG = 1.5, 3.0
JPEG_QUALITY = 76
#: What the camera sees of places: from … to so far ahead, and so far aside, metres.
NEAREST_PLACE_M, FARTHEST_PLACE_M, ASIDE_M = 5.0, 95.0, 40.0
#: Farther than what is drawn: no crossing in sight.
OUT_OF_SIGHT_M = 400.0
FAST = ("motorway", "trunk")


@dataclass(frozen=True)
class _Camera:
    """Where a picture is taken: an edge, metres along it, the point and heading (radians)."""

    edge: int
    offset_m: float
    point: FloatArray
    heading: float


def write_street_view(
    streets: Streets,
    quarters: Quarters,
    places: pd.DataFrame,
    record: Record,
    every_m: float,
    folder: Path,
    rng: np.random.Generator,
) -> int:
    """Draw the pictures and write ``index.csv``, as ``trajganr load street-view`` takes it.

    Args:
        streets: the edges.
        quarters: whose houses are seen.
        places: ``lon, lat, category``.
        record: whose vehicles are seen.
        every_m: of a road, on the average; the camera looks along either of its directions.
        folder: to make.
        rng: of what is drawn.

    Returns:
        How many there are.
    """
    folder.mkdir()
    xy = streets.area.to_local(places["lon"].to_numpy(), places["lat"].to_numpy())
    category = places["category"].to_numpy()
    seconds, vehicles = _traffic(record)
    rows: list[tuple[Any, ...]] = []
    for number, camera in enumerate(_cameras(streets, every_m, rng), 1):
        second = int(rng.integers(seconds))
        vehicles_there = int(vehicles.get((camera.edge, second), 0))
        scene = _scene(streets, quarters, camera, xy, category, vehicles_there)
        name = f"sim{number:05d}"
        paint_scene(scene, rng).save(folder / f"{name}.jpg", quality=JPEG_QUALITY, optimize=True)
        where = (camera.point + rng.normal(0, PICTURE_NOISE_M, 2))[None]
        lon, lat = streets.area.to_geographic(where)[0]
        angle = (np.rad2deg(camera.heading) + rng.normal(0, HEADING_NOISE_DEG)) % 360
        captured = BEGIN + timedelta(seconds=second)
        rows.append((name, f"{name}.jpg", round(lon, 6), round(lat, 6), round(angle, 1),
                     captured.isoformat()))  # fmt: skip
    columns = ["id", "file", "lon", "lat", "compass_angle", "captured_at"]
    table = pd.DataFrame(rows, columns=columns)
    table.to_csv(folder / "index.csv", index=False, lineterminator="\n")
    return len(rows)


def _cameras(streets: Streets, every_m: float, rng: np.random.Generator) -> Iterator[_Camera]:
    """Places along all roads strung together, so that short edges get their share."""
    network = streets.network
    area = streets.outline
    edges = np.flatnonzero(streets.once)
    ends = np.cumsum(network.length_m[edges])
    for along in np.arange(rng.uniform(0, every_m), ends[-1], every_m):
        k = int(np.searchsorted(ends, along, side="right"))
        edge, length = int(edges[k]), float(network.length_m[edges[k]])
        if length < 2 * FROM_CROSSING_M:
            continue
        offset = float(np.clip(along - (ends[k] - length), FROM_CROSSING_M,
                               length - FROM_CROSSING_M))  # fmt: skip
        if not streets.oneway[edge] and rng.random() < 0.5:
            edge, offset = int(network.reverse[edge]), length - offset
        ahead = shapely.line_interpolate_point(
            streets.lines[edge], [offset - 1, offset, offset + 1]
        )
        behind, point, before = shapely.get_coordinates(ahead)
        if shapely.contains_xy(area, *point):
            east, north = before - behind
            yield _Camera(edge, offset, point, float(np.arctan2(east, north)))


def _scene(
    streets: Streets,
    quarters: Quarters,
    camera: _Camera,
    places: FloatArray,
    category: TextArray,
    vehicles: int,
) -> Scene:
    """What a camera there sees."""
    edge, heading = camera.edge, camera.heading
    relative = places - camera.point
    ahead = relative @ np.array([np.sin(heading), np.cos(heading)])
    aside = relative @ np.array([np.cos(heading), -np.sin(heading)])
    seen = (ahead > NEAREST_PLACE_M) & (ahead < FARTHEST_PLACE_M) & (np.abs(aside) < ASIDE_M)
    target, length_m = int(streets.network.target[edge]), float(streets.network.length_m[edge])
    lanes = int(streets.lanes[edge])
    return Scene(
        district=str(quarters.use_at(camera.point[None])[0]),
        highway=_painted_class(streets.road_class[edge]),
        maxspeed=int(streets.limit_kmh[edge]),
        lanes=lanes,
        oneway=bool(streets.oneway[edge]),
        junction_m=length_m - camera.offset_m if streets.crossing[target] else OUT_OF_SIGHT_M,
        signal=target in streets.signals,
        traffic=1000 * vehicles / (length_m * lanes),
        places=tuple(
            Place(str(category[k]), 1 if aside[k] > 0 else -1, float(ahead[k]))
            for k in np.flatnonzero(seen)
        ),
    )


def _painted_class(road_class: str) -> str:
    """The painter knows fewer classes."""
    if road_class in FAST:
        return "trunk"
    return "residential" if road_class in ("living_street", "road") else road_class


def _traffic(record: Record) -> tuple[int, dict[tuple[int, int], int]]:
    """How many seconds were simulated, and how many vehicles were on an edge at each."""
    fixes = record.fixes[record.fixes["edge"] >= 0]
    second = fixes["t"].astype(int)
    return int(second.max()) + 1, fixes.groupby(["edge", second]).size().to_dict()
