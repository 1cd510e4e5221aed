"""What ``make benchmark-decisions`` asks Valhalla: ``valhalla.py build|add|route …``.

Runs in ``.venv/peers`` with pyvalhalla and osmium, and imports nothing of this repository.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import geopandas as gpd
import osmium
import pyogrio
import shapely
import valhalla

BIN = Path(valhalla.__file__).parent / "bin"


def main() -> None:
    """Do one thing."""
    {"build": build, "add": add, "route": route}[sys.argv[1]](*sys.argv[2:])


def build(extract: str, zone: str, folder: str) -> None:
    """Build tiles of an extract in a folder that exists; all of it is in one time zone."""
    out = Path(folder)
    with osmium.SimpleWriter(str(out / "map.osm.pbf"), overwrite=True) as writer:
        for each in osmium.FileProcessor(extract):
            writer.add(each)
    everywhere = shapely.MultiPolygon([shapely.box(-179, -85, 179, 85)])
    zones = gpd.GeoDataFrame({"TZID": [zone]}, geometry=[everywhere], crs=4326)
    # Valhalla ignores times of requests where its tiles do not know the time zone.
    pyogrio.write_dataframe(
        zones,
        out / "zones.sqlite",
        layer="tz_world",
        driver="SQLite",
        dataset_options={"SPATIALITE": "YES"},
        layer_options={"GEOMETRY_NAME": "geom", "LAUNDER": "NO"},
    )
    (out / "tiles").mkdir()
    _write_country(out / "country.osm.pbf")
    _run("valhalla_build_admins", _write_config(out), str(out / "country.osm.pbf"))
    _run("valhalla_build_tiles", _write_config(out), str(out / "map.osm.pbf"))


def add(folder: str, traffic: str) -> None:
    """Add historical traffic to the tiles of a folder that :func:`build` made, or of its copy."""
    _run("valhalla_add_predicted_traffic", _write_config(Path(folder)), "-t", traffic)


def route(folder: str, paths: str, answers: str) -> None:
    """Write the seconds and metres of paths, null where Valhalla does not find one.

    ``paths`` is a JSON list with ``shape`` (pairs of longitude and latitude) and ``begin``, local
    time. Seconds are those of the whole path and those of its turns alone.
    """
    actor = valhalla.Actor(json.loads(_write_config(Path(folder)).read_text("utf-8")))
    found = [_answer(actor, each) for each in json.loads(Path(paths).read_text("utf-8"))]
    Path(answers).write_text(json.dumps(found), "utf-8")


def _answer(actor: Any, path: dict[str, Any]) -> list[float] | None:
    request = {
        "shape": [{"lon": lon, "lat": lat} for lon, lat in path["shape"]],
        "costing": "auto",
        "shape_match": "edge_walk",
        "date_time": {"type": 1, "value": path["begin"]},
        "filters": {
            "action": "include",
            "attributes": ["edge.length", "node.elapsed_time", "node.transition_time"],
        },
    }
    try:
        edges = actor.trace_attributes(request)["edges"]
    except Exception as error:  # Valhalla has one class of errors for all reasons
        print(error, file=sys.stderr)
        return None
    ends = [edge["end_node"] for edge in edges]
    turns = sum(end.get("transition_time", 0) for end in ends)
    return [ends[-1]["elapsed_time"], turns, 1000 * sum(edge["length"] for edge in edges)]


def _write_country(path: Path) -> None:
    """An extract of a country around Porto where vehicles drive on the right.

    Without countries, Valhalla takes it that they drive on the left. The extract of the city does
    not have the whole border.
    """
    corners = ((-10, 40), (-7, 40), (-7, 43), (-10, 43))
    tags = {
        "type": "boundary",
        "boundary": "administrative",
        "admin_level": "2",
        "name": "Portugal",
        "ISO3166-1:alpha2": "PT",
    }
    numbers = range(1, len(corners) + 1)
    with osmium.SimpleWriter(str(path), overwrite=True) as writer:
        for number, corner in zip(numbers, corners, strict=True):
            writer.add_node(osmium.osm.mutable.Node(id=number, location=corner))
        writer.add_way(osmium.osm.mutable.Way(id=1, nodes=[*numbers, 1]))
        border = osmium.osm.mutable.Relation(id=1, members=[("w", 1, "outer")], tags=tags)
        writer.add_relation(border)


def _write_config(folder: Path) -> Path:
    """The configuration of a folder: the defaults, with its tiles and zones and one thread."""
    config = valhalla.get_config(tile_dir=str(folder / "tiles"), tile_extract="", verbose=False)
    config["mjolnir"] |= {
        "timezone": str(folder / "zones.sqlite"),
        "admin": str(folder / "admins.sqlite"),
        "concurrency": 1,
    }
    path = folder / "valhalla.json"
    path.write_text(json.dumps(config), "utf-8")
    return path


def _run(program: str, config: Path, *arguments: str) -> None:
    command = [str(BIN / program), "-c", str(config), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
