"""Generate the demo city: simulated trips, a road layer, points of interest and street views.

    python resources/demo/generate.py --out resources/demo/city --seed 7

Needs eclipse-sumo, numpy, pandas, geopandas, shapely and pillow. The same seed and versions give
the same files.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from city_plan import CityPlan, DirectedLink, Link, plan_city
from street_scene import Place, Scene, paint_scene
from traffic import FIX_INTERVAL_S, PERIODS, STYLES, Traffic, simulate

# On open water in the North Sea (Dogger Bank), so that the city is not mistaken for a real one.
CITY_NAME, CENTRE_LON, CENTRE_LAT = "Doggerhaven", 2.6, 54.8
MORNING = PERIODS[0].start

METRES_PER_DEGREE_LAT = 111_320.0
GPS_NOISE_M, SPEED_NOISE_KMH = 3.0, 0.3
LINKS_PER_WAY = 3
FIRST_WAY_ID = 900_000_001
PICTURES = 220
PICTURE_NOISE_M, HEADING_NOISE_DEG = 1.5, 3.0
JPEG_QUALITY = 76
# Pictures show the peak traffic of the hour, not its mean.
PICTURE_TRAFFIC = 3.0
PAD_M = 150.0


def to_lon_lat(xy: np.ndarray) -> np.ndarray:
    """City metres ``(n, 2)`` to degrees; equirectangular, which is accurate enough at 4 km."""
    scale = METRES_PER_DEGREE_LAT * np.cos(np.deg2rad(CENTRE_LAT))
    lon = CENTRE_LON + xy[:, 0] / scale
    lat = CENTRE_LAT + xy[:, 1] / METRES_PER_DEGREE_LAT
    return np.column_stack([lon, lat])


def trips_table(traffic: Traffic, rng: np.random.Generator) -> pd.DataFrame:
    """The fleet's fixes as a tracker records them, with noise in position and speed."""
    fixes = traffic.fixes
    noisy = fixes[["x", "y"]].to_numpy() + rng.normal(0, GPS_NOISE_M, (len(fixes), 2))
    lon_lat = to_lon_lat(noisy)
    speed = fixes["speed"].to_numpy() * 3.6 + rng.normal(0, SPEED_NOISE_KMH, len(fixes))
    trip, _ = pd.factorize(fixes["vehicle"])
    return pd.DataFrame(
        {
            "trip_id": [f"T{k + 1:03d}" for k in trip],
            "driver_id": "D" + fixes["driver"],
            "time": fixes["time"],
            "lon": lon_lat[:, 0].round(5),
            "lat": lon_lat[:, 1].round(5),
            "speed_kmh": np.clip(speed, 0, None).round(1),
        }
    )


def _ways(links: tuple[Link, ...]) -> list[list[Link]]:
    """Streets as in OpenStreetMap: one line of several links, not split at junctions."""
    ways: list[list[Link]] = []
    for link in links:
        last = ways[-1] if ways else []
        follows = last and last[-1].street is link.street and len(last) < LINKS_PER_WAY
        if follows:
            last.append(link)
        else:
            ways.append([link])
    return ways


def write_roads(plan: CityPlan, path: Path, rng: np.random.Generator) -> int:
    """Write the road layer, not noded; returns the number of ways."""
    rows = []
    for k, way in enumerate(_ways(plan.links)):
        street = way[0].street
        points = np.vstack([way[0].points[:1], *(link.points[1:] for link in way)])
        if not street.oneway and rng.random() < 0.3:
            points = points[::-1]
        rows.append(
            {
                "way_id": FIRST_WAY_ID + k,
                "highway": street.highway,
                "name": street.name,
                "oneway": "yes" if street.oneway else "no",
                "maxspeed": str(street.maxspeed),
                "lanes": str(street.lanes if street.oneway else 2 * street.lanes),
                "geometry": shapely.LineString(to_lon_lat(points).round(7)),
            }
        )
    gpd.GeoDataFrame(rows, crs="EPSG:4326").to_file(path, layer="roads", driver="GPKG")
    return len(rows)


@dataclass(frozen=True)
class PointOfInterest:
    """A point of interest at ``x, y`` metres."""

    name: str
    category: str
    x: float
    y: float


PLACE_WORDS = {
    "food": ("Café", "Bakery", "Bistro", "Tavern", "Fish Bar"),
    "shop": ("Books", "Outfitters", "Grocer", "Bicycles", "Hardware", "Florist"),
    "education": ("School", "Kindergarten", "College", "Library"),
    "health": ("Clinic", "Pharmacy", "Dentist", "Surgery"),
    "leisure": ("Playground", "Sports Hall", "Garden", "Pool"),
    "tourism": ("Hotel", "Gallery", "Museum", "Viewpoint"),
    "office": ("Insurance", "Architects", "Lawyers", "Software"),
    "transport": ("Bus Stop", "Car Park", "Bicycle Stand", "Taxi Rank"),
}


def places_along(plan: CityPlan, rng: np.random.Generator) -> list[PointOfInterest]:
    """Points of interest beside the roads, with the density and mix of the districts."""
    places = []
    for link in plan.links:
        for category, per_100_m in link.district.places.items():
            quiet = 0.15 if link.street.highway == "trunk" else 1.0
            for _ in range(rng.poisson(per_100_m * quiet * link.length_m / 100)):
                along, heading = point_along(
                    link.points, float(rng.uniform(0.05, 0.95)) * link.length_m
                )
                across = np.array([np.cos(heading), -np.sin(heading)]) * rng.choice([-1, 1])
                x, y = along + across * rng.uniform(11, 28)
                word = PLACE_WORDS[category][int(rng.integers(len(PLACE_WORDS[category])))]
                first = link.street.name.split()[0]
                places.append(PointOfInterest(f"{first} {word}", category, float(x), float(y)))
    return places


def point_along(points: np.ndarray, distance_m: float) -> tuple[np.ndarray, float]:
    """The point at a distance along a line, and the line's heading there (radians from north)."""
    steps = np.diff(points, axis=0)
    lengths = np.hypot(*steps.T)
    reached = np.cumsum(lengths)
    k = min(int(np.searchsorted(reached, distance_m)), len(steps) - 1)
    before = reached[k] - lengths[k]
    point = points[k] + steps[k] * (distance_m - before) / lengths[k]
    return point, float(np.arctan2(steps[k, 0], steps[k, 1]))


def write_places(places: list[PointOfInterest], path: Path) -> None:
    """Write the points of interest as a point layer."""
    lon_lat = to_lon_lat(np.array([[p.x, p.y] for p in places])).round(6)
    fields = {"name": [p.name for p in places], "category": [p.category for p in places]}
    layer = gpd.GeoDataFrame(fields, geometry=shapely.points(lon_lat), crs="EPSG:4326")
    layer.to_file(path, layer="pois", driver="GPKG", SPATIAL_INDEX="NO")


def _scene(plan: CityPlan, road: DirectedLink, offset_m: float, traffic: Traffic,
           places: list[PointOfInterest]) -> Scene:  # fmt: skip
    """The scene in front of a camera at an offset (metres) along the road."""
    point, heading = point_along(road.points, offset_m)
    relative = np.array([[p.x, p.y] for p in places]) - point
    ahead = relative @ np.array([np.sin(heading), np.cos(heading)])
    aside = relative @ np.array([np.cos(heading), -np.sin(heading)])
    seen = np.flatnonzero((ahead > 5) & (ahead < 95) & (np.abs(aside) < 40))
    street = road.link.street
    return Scene(
        district=road.link.district.name,
        highway=street.highway,
        maxspeed=street.maxspeed,
        lanes=street.lanes,
        oneway=street.oneway,
        junction_m=road.link.length_m - offset_m,
        signal=road.target in plan.signals,
        traffic=PICTURE_TRAFFIC * float(traffic.edges["density"].get(road.id, 0.0)),
        places=tuple(
            Place(places[k].category, 1 if aside[k] > 0 else -1, float(ahead[k])) for k in seen
        ),
    )


def write_street_view(plan: CityPlan, traffic: Traffic, places: list[PointOfInterest],
                      folder: Path, rng: np.random.Generator) -> int:  # fmt: skip
    """Draw the street views and write their index; busier roads are more likely to have one."""
    folder.mkdir()
    roads = [road for road in plan.directed if road.link.length_m > 60]
    weight = np.sqrt([traffic.edges["entered"].get(road.id, 0) + 1.0 for road in roads])
    chosen = rng.choice(
        len(roads), min(PICTURES, len(roads)), replace=False, p=weight / weight.sum()
    )
    rows = []
    for k, road in enumerate(roads[c] for c in sorted(chosen)):
        offset = float(rng.uniform(0.12, 0.75)) * road.link.length_m
        point, heading = point_along(road.points, offset)
        lane = 0.0 if road.link.street.oneway else 3.2 * (road.link.street.lanes - 0.5)
        camera = point + lane * np.array([np.cos(heading), -np.sin(heading)])
        lon, lat = to_lon_lat((camera + rng.normal(0, PICTURE_NOISE_M, 2))[None])[0]
        angle = (np.rad2deg(heading) + rng.normal(0, HEADING_NOISE_DEG)) % 360
        captured = MORNING - timedelta(
            days=int(rng.integers(5, 90)), minutes=-int(rng.integers(0, 600))
        )
        picture = f"sv{k + 1:03d}.jpg"
        image = paint_scene(_scene(plan, road, offset, traffic, places), rng)
        image.save(folder / picture, quality=JPEG_QUALITY, optimize=True)
        rows.append((f"sv{k + 1:03d}", picture, round(lon, 6), round(lat, 6), round(angle, 1),
                     captured.isoformat()))  # fmt: skip
    columns = ["id", "file", "lon", "lat", "compass_angle", "captured_at"]
    pd.DataFrame(rows, columns=columns).to_csv(
        folder / "index.csv", index=False, lineterminator="\n"
    )
    return len(rows)


def _bbox(plan: CityPlan) -> list[float]:
    points = np.vstack([link.points for link in plan.links])
    corners = to_lon_lat(np.array([points.min(axis=0) - PAD_M, points.max(axis=0) + PAD_M]))
    return [round(float(value), 5) for value in corners.ravel()]


def generate(out: Path, seed: int) -> dict[str, object]:
    """Write the city to ``out``, replacing its contents, and return its description."""
    # GDAL writes the current time into a GeoPackage; a fixed time keeps the file reproducible.
    os.environ["OGR_CURRENT_DATE"] = MORNING.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    rngs = [np.random.default_rng([seed, k]) for k in range(6)]
    plan = plan_city(rngs[0])
    with tempfile.TemporaryDirectory() as scratch:
        traffic = simulate(plan, seed, Path(scratch))
    if out.exists():
        shutil.rmtree(out)
    out.mkdir(parents=True)
    trips = trips_table(traffic, rngs[2])
    trips.to_csv(out / "trips.csv", index=False, lineterminator="\n")
    places = places_along(plan, rngs[3])
    write_places(places, out / "pois.gpkg")
    city: dict[str, object] = {
        "name": CITY_NAME,
        "note": "Simulated traffic and drawn pictures of a city that does not exist.",
        "bbox": _bbox(plan),
        "crs": "EPSG:4326",
        "counts": {
            "ways": write_roads(plan, out / "roads.gpkg", rngs[4]),
            "directed_links": len(plan.directed),
            "trips": int(trips["trip_id"].nunique()),
            "drivers": int(trips["driver_id"].nunique()),
            "fixes": len(trips),
            "places": len(places),
            "pictures": write_street_view(plan, traffic, places, out / "street_view", rngs[5]),
        },
        "generator": {
            "seed": seed,
            "sumo": traffic.sumo_version,
            "fix_interval_s": FIX_INTERVAL_S,
            "gps_noise_m": GPS_NOISE_M,
            "speed_noise_kmh": SPEED_NOISE_KMH,
            "driver_shares": {name: style.share for name, style in STYLES.items()},
        },
    }
    (out / "city.json").write_text(json.dumps(city, indent=2) + "\n")
    return city


def main() -> None:
    parser = argparse.ArgumentParser(description="Generate the demo city.")
    parser.add_argument("--out", type=Path, required=True, help="folder to write; replaced")
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    print(json.dumps(generate(arguments.out, arguments.seed)["counts"], indent=2))


if __name__ == "__main__":
    main()
