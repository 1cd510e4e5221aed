"""Made-up answers about places around a crossing in Porto, shaped as :class:`QueryEngine`'s are.

Neither torch nor NumPy: QGIS' Python runs it too.
"""

from __future__ import annotations

import base64
import math
import sys
from array import array
from collections.abc import Mapping
from typing import Any

from fake_jobs import SOUTH, WEST

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.layers.road_times import DAY_TYPES, HOURS, OBSERVED_BINS
from trajganr_core.contract.protocol.place_answers import PlaceAnswer, RoadTimes
from trajganr_core.contract.protocol.similarity_codec import (
    COLUMNS,
    DIRECTIONS,
    GEOMETRY,
    PER_DEGREE,
    UNIT,
)
from trajganr_core.contract.tasks import TASKS

PICTURE = "4711"
#: Two roads that cross, from west to east and from south to north, each in both directions.
ARM = 0.01
ROADS = (
    [(WEST - ARM, SOUTH), (WEST, SOUTH), (WEST + ARM, SOUTH)],
    [(WEST, SOUTH - ARM), (WEST, SOUTH), (WEST, SOUTH + ARM)],
)
EDGES = [line[::step] for line in ROADS for step in (1, -1)]
#: Farther than this from the crossing are no roads, degrees; the photo is nearer, metres.
REACH = ARM + 1e-4
PHOTO_REACH_M = 50.0
METRES_PER_DEGREE = (84_000.0, 111_000.0)
T0 = 1_372_636_800.0
TRIPS_A_ROAD = 40
#: Edges of a page: few, so that whoever asks has pages to put together.
PAGE = 3
KNOWN = {"aoi_main": "food", "popularity": "medium", "popularity_class": 2}
SETS = {"popularity_set": "medium; high"}
#: A street of 160 by 120 pixels.
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqM"
    "yP/L2u71////m8H////6/+b9//j/2wBDASstLTw1PHZBQXb4pYyl+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4"
    "+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj/wAARCAB4AKADASIAAhEBAxEB/8QAGQABAAMBAQAAAAAAAAAAAAAAAAECAwQF/8QA"
    "JhABAAEDAwMFAQEBAAAAAAAAAAECEaEDE2IUMXESITJRUgRBYf/EABgBAQADAQAAAAAAAAAAAAAAAAABAgME/8QAGxEB"
    "AQEAAwEBAAAAAAAAAAAAAAESAjFRESH/2gAMAwEAAhEDEQA/AOsBqzAAAAAAAAAAAAAAAAAABXco+8G5R94RqepzfFhX"
    "co+8G5R94NT0zfFhXco+8G5R94NT0zfFhEVRVF4SlAAAAAAi/kJ2CBhvk1zEiA3yMxIgN8jMcwCjUAAABto/CfLRno/C"
    "fLR08eo5+XYAsqAAAI5dVM7QA5WwAAADmAFwAAAG2j8J8tGej8J8tHTx6jn5dgCyoAAAjl1UztADlbAAAAOYZ7vHJu8c"
    "rZq2o0Ge7xybvHJmmo0Ge7xybvHJmmo3o1aKItVNp8LdRpfrEuOur1Te1lJqiGstk+MrJa75/p0o714lHV6P7xLzZmZ7"
    "oTqq5j0+r0f3iUx/Toz2rxLy0xNuxqmY9PqNL9YlNOtp1z6aarzP/Hn01RPlpp1+iuKrXsi8rYmR3jm6vhk6vhljmr/X"
    "SObq+GTq+GTNPrpHN1fDJ1fDJmn1zANVQAAFKq/8gFqqrdu7OfdAAAAAA0prv7SzAbClNdvaVwAAAAAAAmbReWdVXqBN"
    "VV/aOygAAAAAAAAALU1THhUBtE37DKJtLSJvAJAARNUQAM5mZ7oAAAAAAAAAAAAABMTbsANKaonykAf/2Q=="
)


def place_answer(lon: float, lat: float, nearest: int, trips: int) -> dict[str, Any]:
    """What is told of a place: the road that it is along, in both directions, and a photo."""
    edges = _edges_at(lon, lat)
    roads = [_entry(edge, lon, lat, nearest, trips) for edge in edges]
    return {
        "location": [lon, lat],
        "time_zone": "Europe/Lisbon",
        "photo": _photo(lon, lat),
        "roads": roads or [_far(lon, lat)],
    }


def asked(answer: PlaceAnswer) -> Mapping[str, Any]:
    """Which ``bundle`` a fake model was asked with, and how often it was ``loaded``."""
    return answer.roads[0].predictions["speed"]


def times_answer(edge: int) -> dict[str, Any]:
    """How an edge is driven: nothing observed at night, and one range of speeds of few drivers."""
    profile = profile_of(edge)
    cells: dict[str, list[Any]] = {}
    for day, hours in profile.items():
        cells[day] = [
            [round(passes), 0.8 * speed, speed, 1.2 * speed] if passes > 2 else None
            for passes, speed in zip(hours["passes"], hours["speed_kmh"], strict=True)
        ]
    speeds: list[int | None] = [0] * OBSERVED_BINS
    speeds[3:11] = [None, 12, 30, 44, 61, 40, 18, 7]
    week = 5 * cells["weekday"] + 2 * cells["weekend"]
    return {
        "edge": edge,
        "profile": profile,
        "min_drivers": 5,
        "week": week,
        "days": {day: [cell and cell[1:] for cell in row] for day, row in cells.items()},
        "speeds": speeds,
    }


def times_of(edge: int, **changes: Any) -> RoadTimes:
    """The same as a client gives it, with other values of some fields."""
    return RoadTimes(**{**times_answer(edge), **changes})


def similar_answer(
    place: tuple[float, float] | int, first: int, geometry: bool
) -> tuple[dict[str, Any], list[bytes]]:
    """A page of the crossing's four edges, less alike the higher their number."""
    edge, location = _compared(place)
    if first >= len(EDGES):
        raise _no_road()
    rows = range(first, min(first + PAGE, len(EDGES)))
    lines = [EDGES[row] for row in rows]
    similarity = [round(UNIT * (1 - abs(row - (edge or 0)) / 2)) for row in rows]
    columns = [similarity, [row // 2 for row in rows]]
    columns += [[way(row) for row in rows], list(rows), [row ^ 1 for row in rows]]
    columns.append([row % 2 for row in rows])
    if geometry:
        flat = [round(PER_DEGREE * degrees) for line in lines for at in line for degrees in at]
        columns += [[3 * number for number in range(len(rows) + 1)], flat]
    kinds = [*COLUMNS.values(), *GEOMETRY.values()]
    content = {"edge": edge, "location": location, "driving_side": "right", "count": len(EDGES)}
    buffers = [_raw(kind, column) for kind, column in zip(kinds, columns, strict=False)]
    return {**content, "first": first, "until": rows.stop}, buffers


def _compared(place: tuple[float, float] | int) -> tuple[int | None, list[float]]:
    """The edge that all are compared with, and where on it."""
    if isinstance(place, int):
        if place >= len(EDGES):
            raise _no_road()
        return place, list(EDGES[place][1])
    edges = _edges_at(*place)
    return (edges[0], _foot(edges[0], *place)) if edges else (None, list(place))


def _no_road() -> TrajganrError:
    return TrajganrError(Code.INPUT_FIELD, "There is no such road.", "Ask about another.")


def jpeg_of(image: str) -> bytes:
    """The one picture that there is."""
    if image != PICTURE:
        raise TrajganrError(Code.INPUT_NOT_FOUND, "There is no such picture.", "Click again.")
    return JPEG


def _raw(kind: str, values: list[int]) -> bytes:
    column = array(kind, values)
    if sys.byteorder == "big":
        column.byteswap()
    return column.tobytes()


def _edges_at(lon: float, lat: float) -> tuple[int, ...]:
    """The two edges of the road that the place is along."""
    east, north = abs(lon - WEST), abs(lat - SOUTH)
    if max(east, north) > REACH:
        return ()
    return (0, 1) if east >= north else (2, 3)


def _foot(edge: int, lon: float, lat: float) -> list[float]:
    return [lon, SOUTH] if edge < 2 else [WEST, lat]


def _entry(edge: int, lon: float, lat: float, nearest: int, trips: int) -> dict[str, Any]:
    foot = _foot(edge, lon, lat)
    away = [
        abs(a - b) * metres
        for a, b, metres in zip(foot, (lon, lat), METRES_PER_DEGREE, strict=True)
    ]
    along = [
        abs(a - b) * metres
        for a, b, metres in zip(foot, EDGES[edge][0], METRES_PER_DEGREE, strict=True)
    ]
    picture = edge < 2
    return {
        "edge": edge,
        **_road(edge),
        "highway": "residential",
        "length_m": 1680.0 if edge < 2 else 2220.0,
        "distance_m": round(sum(away), 1),
        "offset_m": round(sum(along), 1),
        "location": foot,
        "trips": TRIPS_A_ROAD,
        "images": int(picture),
        "basis": "trips and image" if picture else "trips",
        "caution": "",
        "embedding": _embedding(edge, lon, lat, picture),
        "predictions": _predictions(edge),
        "nearest": [
            {
                "edge": other,
                **_road(other),
                "location": list(EDGES[other][1]),
                "similarity": 0.9 - 0.1 * number,
            }
            for number, other in enumerate(other for other in range(4) if other // 2 != edge // 2)
        ][:nearest],
        "passes": [_pass(number, edge, foot) for number in range(min(trips, TRIPS_A_ROAD))],
    }


def _far(lon: float, lat: float) -> dict[str, Any]:
    names = ("source_fid", "osm_id", "direction", "name", "highway", "length_m")
    return {
        **dict.fromkeys(("edge", "from_node", "to_node", *names, "distance_m", "offset_m")),
        "location": [lon, lat],
        "trips": 0,
        "images": 0,
        "basis": "place only",
        "caution": "no road nearby; no trips or image nearby",
        "embedding": array("d", [0.0, 0.0, 0.0, *_unit(lon, lat), 0.0, 0.0, 0.0]),
        "predictions": _predictions(0),
        "nearest": [],
        "passes": [],
    }


def _road(edge: int) -> dict[str, Any]:
    direction = DIRECTIONS[edge % 2]
    return {
        "from_node": edge,
        "to_node": edge ^ 1,
        "source_fid": edge // 2,
        "osm_id": way(edge) or None,
        "direction": direction,
        "name": "Rua do Teste",
    }


def way(edge: int) -> int:
    """The OpenStreetMap way of an edge: the first road is one, of the other it is not known."""
    return 4_000_000_000 if edge < 2 else 0


def profile_of(edge: int) -> dict[str, dict[str, list[float]]]:
    """Speeds and passes at each hour: two peaks on weekdays, few passes at night."""
    return {day: _hours(edge, day == "weekday") for day in DAY_TYPES}


def _hours(edge: int, is_weekday: bool) -> dict[str, list[float]]:
    peaks = (8, 18) if is_weekday else (15,)
    depth = 0.5 if is_weekday else 0.2
    hours = range(HOURS)
    share = [1 - depth * sum(math.exp(-((h - at) ** 2) / 5) for at in peaks) for h in hours]
    speed = [round((48 - 6 * edge) * each, 2) for each in share]
    most = 30 if is_weekday else 9
    passes = [max(0, round(most * math.sin(math.pi * (h - 5) / 18))) if h > 5 else 0 for h in hours]
    doubt = [0.3 / math.sqrt(1 + count) + 0.03 for count in passes]
    spread = {"p15": 0.7, "p50": 1.02, "p85": 1.25}
    return {
        "speed_kmh": speed,
        "speed_kmh_low": [round(v * (1 - d), 2) for v, d in zip(speed, doubt, strict=True)],
        "speed_kmh_high": [round(v * (1 + d), 2) for v, d in zip(speed, doubt, strict=True)],
        **{f"speed_{name}_kmh": [round(v * by, 2) for v in speed] for name, by in spread.items()},
        "passes": passes,
        **expected_of(passes, doubt),
    }


def expected_of(passes: list[int], doubt: list[float]) -> dict[str, list[float]]:
    """Expected passes per hour for passes on five days, and their intervals."""
    expected = [0.05 + count / 5 for count in passes]
    pairs = list(zip(expected, doubt, strict=True))
    return {
        "expected_passes": [round(n, 4) for n in expected],
        "expected_passes_low": [round(n * (1 - 2 * d), 4) for n, d in pairs],
        "expected_passes_high": [round(n * (1 + 2 * d), 4) for n, d in pairs],
    }


def _predictions(edge: int) -> dict[str, dict[str, Any]]:
    values = {**KNOWN, **SETS}
    return {
        name: {field.name: values.get(field.name, 0.5 + edge) for field in task.fields}
        for name, task in TASKS.items()
    }


def _embedding(edge: int, lon: float, lat: float, picture: bool) -> array[float]:
    return array("d", [float(picture), 0.0, 0.0, *_unit(lon, lat), *_unit(lat + edge, lon)])


def _unit(one: float, other: float) -> list[float]:
    """A vector of length one that turns as a place moves."""
    tilt, turn = 500 * one, 500 * other
    return [math.cos(tilt), math.sin(tilt) * math.cos(turn), math.sin(tilt) * math.sin(turn)]


def _pass(number: int, edge: int, foot: list[float]) -> dict[str, Any]:
    """A trip along the edge, past the foot point half a minute after its begin."""
    begin = T0 + 600.0 * number
    start, _, end = EDGES[edge]
    vertices = (*start, begin, *foot, begin + 30.0, *end, begin + 60.0)
    return {
        "trip": f"trip {number}",
        "at": begin + 30.0,
        "speed_kmh": None if number % 7 == 6 else 20.0 + number,
        "path": memoryview(array("d", vertices)).cast("B").cast("d", (3, 3)),
    }


def _photo(lon: float, lat: float) -> dict[str, Any] | None:
    """At the crossing."""
    east, north = METRES_PER_DEGREE
    away_m = math.hypot((lon - WEST) * east, (lat - SOUTH) * north)
    if away_m > PHOTO_REACH_M:
        return None
    return {
        "image": PICTURE,
        "lon": WEST,
        "lat": SOUTH,
        "heading": 90.0,
        "captured_at": "2020-01-01T10:00:00Z",
        "distance_m": round(away_m, 1),
        "attribution": "© Mapillary contributors",
        "licence": "CC BY-SA 4.0",
    }
