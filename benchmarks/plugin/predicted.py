"""Made-up predicted roads with every field, in any number, for the plugin's benchmark and tests.

Run by the Python that has QGIS: GDAL writes them as the worker's core does.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from osgeo import ogr, osr

from trajganr_core.contract.layers.columns import ROAD, SUPPORT
from trajganr_core.contract.layers.geopackage_styles import RIGHT, store_styles
from trajganr_core.contract.layers.predicted_columns import hour_columns, road_styles, time_fields
from trajganr_core.contract.layers.road_times import TIME_BASES, joined_names
from trajganr_core.contract.options.time_sets import TimeSet
from trajganr_core.contract.tasks import AOI_CATEGORIES, POPULARITY_CLASSES, TASKS

Line = list[tuple[float, float]]

STYLES = Path(__file__).parents[2] / "resources" / "styles"

#: Of the fields that hold no decimal number.
WHOLE = (
    *("edge", "from_node", "to_node", "source_fid", "osm_id"),
    *("trips", "images", "popularity_class"),
)
TEXT = (
    "direction",
    "highway",
    "name",
    "basis",
    "caution",
    "popularity",
    "popularity_set",
    "aoi_main",
)
#: A grid of streets in Porto, degrees.
WEST, SOUTH, BLOCK = -8.68, 41.12, 0.0011
#: One segment in so many has no prediction.
UNKNOWN_EVERY = 25
#: Days behind a prediction at a time.
DAYS = 10


def grid(segments: int) -> Iterator[Line]:
    """Streets of a grid, about as many as half the directed segments."""
    side = round((segments / 4) ** 0.5) + 1
    made = 0
    for row in range(side + 1):
        for column in range(side + 1):
            for right, up in ((1, 0), (0, 1)):
                if made == segments // 2:
                    return
                made += 1
                x, y = WEST + column * BLOCK, SOUTH + row * BLOCK
                middle = (x + right * BLOCK / 2, y + up * BLOCK / 2 + right * BLOCK / 20)
                yield [(x, y), middle, (x + right * BLOCK, y + up * BLOCK)]


def write_predicted(
    path: Path,
    streets: Iterable[Line],
    tasks: Sequence[str] = tuple(TASKS),
    times: Sequence[TimeSet] = (),
    each_hour: bool = False,
) -> int:
    """Write both directions of every street with the fields of tasks and times.

    Returns:
        Their number.
    """
    draw = random.Random(0)
    names = [field.name for field in (*ROAD, *SUPPORT)]
    names += ["travel_s"] if "speed" in tasks else []
    names += [field.name for task in tasks for field in TASKS[task].fields]
    names += [field.name for each in times for field in time_fields(each)]
    names += hour_columns() if each_hour else []
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(4326)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("roads", reference, ogr.wkbLineString)
    for name in names:
        kind = ogr.OFTInteger64 if name in WHOLE else ogr.OFTReal
        is_text = name in TEXT or name.startswith("basis_")
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString if is_text else kind))
    facts = {"MODEL": "made-up", "CREATED": "2026-01-01T00:00:00+00:00"}
    if times:
        facts |= {"TIME_SETS": joined_names(times), "TIME_ZONE": "Europe/Lisbon"}
    layer.SetMetadata(facts)
    layer.StartTransaction()
    count = 0
    for fid, street in enumerate(streets, start=1):
        for direction, line in (("forward", street), ("backward", street[::-1])):
            values = predicted(draw, fid, direction)
            if times or each_hour:
                values |= at_times(values, times)
            feature = ogr.Feature(layer.GetLayerDefn())
            for index, name in enumerate(names):
                if values[name] is not None:
                    feature.SetField(index, values[name])
            geometry = ogr.Geometry(ogr.wkbLineString)
            for x, y in line:
                geometry.AddPoint_2D(x, y)
            feature.SetGeometryDirectly(geometry)
            layer.CreateFeature(feature)
            count += 1
    layer.CommitTransaction()
    del layer, dataset
    styles = road_styles(names, joined_names(times))
    store_styles(path, "roads", {str(each.title): each.qml(shipped, RIGHT) for each in styles})
    return count


def shipped(style: str) -> str:
    """The text of a shipped style."""
    return (STYLES / f"{style}.qml").read_text("utf-8")


def at_times(values: dict[str, Any], times: Sequence[TimeSet]) -> dict[str, Any]:
    """Speeds of a segment at times: those without a time, slower at the peaks of weekdays."""
    usual = values["speed_kmh"] or 30.0
    found: dict[str, Any] = {}
    for number, each in enumerate(times):
        speed = usual * (1 - 0.2 * number)
        shares = (1, 0.8, 1.2, 0.7, 1.05, 1.3)
        numbers = [*(round(share * speed, 2) for share in shares), values["trips"]]
        numbers.insert(3, round(3.6 * values["length_m"] / speed, 2))
        numbers += [share * values["trips"] for share in (0.5, 0.25, 0.75)]
        basis = "passes" if values["trips"] else TIME_BASES[1]
        names = (field.name for field in time_fields(each))
        found |= dict(zip(names, (*numbers, DAYS, basis), strict=True))
    for name, (day, hour) in hour_columns().items():
        is_peak = day == "weekday" and hour in (7, 8, 17, 18)
        found[name] = round(usual * (0.5 if is_peak else 1.0), 2)
    return found


def predicted(draw: random.Random, fid: int, direction: str) -> dict[str, Any]:
    """The values of a segment, by field."""
    trips = int(draw.expovariate(0.1))
    backward = int(direction == "backward")
    ends = (2 * fid, 2 * fid + 1)
    about = {
        "edge": 2 * (fid - 1) + backward,
        "from_node": ends[backward],
        "to_node": ends[1 - backward],
        "source_fid": fid,
        "osm_id": 4_000_000_000 + fid,
        "direction": direction,
        "highway": draw.choice(("residential", "secondary", "primary")),
        "name": f"Rua {fid % 400}",
        "length_m": round(draw.uniform(40, 250), 1),
        "maxspeed_kmh": 50,
        "trips": trips,
        "images": draw.randrange(3),
        "basis": "trips" if trips else "place only",
        "caution": None if trips else "no trips or image nearby",
    }
    if draw.randrange(UNKNOWN_EVERY) == 0:
        fields = (field.name for task in TASKS.values() for field in task.fields)
        return about | dict.fromkeys(("travel_s", *fields))
    found = about | _tasks(draw, trips)
    return found | {"travel_s": round(3.6 * about["length_m"] / found["speed_kmh"], 2)}


def _tasks(draw: random.Random, trips: int) -> dict[str, Any]:
    doubt = 1 / (1 + trips) ** 0.5
    speed = draw.uniform(8, 75)
    braking = draw.expovariate(1.5)
    slowdown = draw.expovariate(8)
    ordered = draw.randrange(5)
    chosen = range(max(0, ordered - round(2 * doubt)), min(4, ordered + round(2 * doubt)) + 1)
    shares = [draw.expovariate(1) ** 3 for _ in AOI_CATEGORIES]
    shares = [round(share / sum(shares), 4) for share in shares]
    return {
        "speed_kmh": round(speed, 3),
        "speed_kmh_low": round(speed * (1 - 0.7 * doubt), 3),
        "speed_kmh_high": round(speed * (1 + 0.7 * doubt), 3),
        "popularity": POPULARITY_CLASSES[ordered],
        "popularity_class": ordered,
        "popularity_set": "; ".join(POPULARITY_CLASSES[each] for each in chosen),
        "aoi_main": AOI_CATEGORIES[shares.index(max(shares))],
        **{f"aoi_{name}": share for name, share in zip(AOI_CATEGORIES, shares, strict=True)},
        "aoi_radius": round(1.4 * doubt, 3),
        "braking_per_km": round(braking, 3),
        "braking_per_km_low": round(braking * (1 - doubt), 3),
        "braking_per_km_high": round(braking * (1 + 2 * doubt), 3),
        "slowdown_mps2": round(slowdown, 3),
        "slowdown_mps2_low": round(slowdown * (1 - doubt), 3),
        "slowdown_mps2_high": round(slowdown * (1 + 2 * doubt), 3),
    }
