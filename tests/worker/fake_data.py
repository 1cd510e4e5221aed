"""Made-up results of the jobs on data: the files and counts that the real ones leave."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from geopackage import Layer, write_geopackage

from trajganr_core.contract.protocol.jobs import (
    FetchOsmParams,
    FetchStreetViewParams,
    LabelsParams,
    LoadOsmParams,
    LoadTripsParams,
    MatchParams,
    ReportParams,
)

T0 = 1372636800.25
START, END = "2013-07-01T00:00:00.250Z", "2013-07-01T00:01:00.250Z"
A, B = (-8.62, 41.15), (-8.61, 41.15)
MEASURED = [(*A, T0), (*B, T0 + 60)]
TRIP = {"trip_id": "TEXT", "driver_id": "TEXT"}
PERIOD = {"start_time": "DATETIME", "end_time": "DATETIME", "fixes": "MEDIUMINT"}
OSM = {"licence": "ODbL 1.0", "attribution": "© OpenStreetMap contributors"}
MAPILLARY = {"licence": "CC BY-SA 4.0", "attribution": "© Mapillary contributors"}


def load_trips(params: LoadTripsParams, out: Path) -> dict[str, Any]:
    """Two trips of which one has measured speeds."""
    rows = [
        (MEASURED, ("1", "007", START, END, 2, "36.00,")),
        (MEASURED, ("2", "007", START, END, 2, None)),
    ]
    columns = {**TRIP, **PERIOD, "speeds": "TEXT"}
    write_geopackage(out / "trips.gpkg", Layer("trips", "LINESTRING", columns, rows, measured=True))
    remarks = ["A table with a row a fix.", "1 row whose time cannot be read was left out."]
    return {"files": ["trips.gpkg"], "counts": {"trips": 2, "fixes": 4}, "remarks": remarks}


def match(params: MatchParams, out: Path) -> dict[str, Any]:
    """One piece of one trip, and its two fixes."""
    paths = {
        **TRIP,
        "piece": "INTEGER",
        **PERIOD,
        "length_m": "REAL",
        "rms_m": "REAL",
        "share_matched": "REAL",
    }
    fixes = {
        "trip_id": "TEXT",
        "piece": "INTEGER",
        "time": "DATETIME",
        "source_fid": "INTEGER",
        "distance_m": "REAL",
    }
    write_geopackage(
        out / "matched.gpkg",
        Layer(
            "paths",
            "LINESTRING",
            paths,
            [(MEASURED, ("1", "007", 0, START, END, 2, 838.5, 1.5, 1.0))],
            measured=True,
        ),
        Layer(
            "fixes",
            "POINT",
            fixes,
            [([A], ("1", 0, START, 1, 0.0)), ([B], ("1", 0, END, 1, 838.5))],
        ),
    )
    counts = {"trips": 1, "pieces": 1, "fixes": 2, "edges": 4}
    return {"files": ["matched.gpkg"], "counts": counts, "remarks": ["1 of 2 trips matched."]}


def osm(params: LoadOsmParams | FetchOsmParams, out: Path) -> dict[str, Any]:
    """A road and a place."""
    write_geopackage(
        out / "osm.gpkg",
        Layer(
            "roads",
            "LINESTRING",
            {"osm_id": "INTEGER", "highway": "TEXT", "name": "TEXT"},
            [([A, B], (42, "primary", "Rua do Teste"))],
        ),
        Layer("places", "POINT", {"category": "TEXT", "name": "TEXT"}, [([A], ("food", "Café"))]),
    )
    counts = {"roads": 1, "places": 1}
    return {"files": ["osm.gpkg"], "counts": counts, "remarks": [], **OSM}


def fetch_street_view(params: FetchStreetViewParams, out: Path) -> dict[str, Any]:
    """Two pictures, or the square that they lie in; of secrets it says only the hashes."""
    seen = {
        f"{name}_sha256": hashlib.sha256(secret.encode()).hexdigest()
        for name, secret in (("token", params.token), ("proxy", params.proxy))
    }
    result = {"counts": {"images": 2}, "remarks": [], **seen, **MAPILLARY}
    if params.coverage_only:
        square = [A, (-8.61, 41.15), (-8.61, 41.16), (-8.62, 41.16), A]
        columns = {"images": "INTEGER", "first": "TEXT"}
        layer = Layer("coverage", "POLYGON", columns, [(square, (2, "2020-01-01"))])
        write_geopackage(out / "coverage.gpkg", layer)
        return {"files": ["coverage.gpkg"], **result}
    with zipfile.ZipFile(out / "street_view.zip", "w") as archive:
        for name in ("1", "2"):
            archive.writestr(f"images/{name}.jpg", b"\xff\xd8 not really")
        archive.writestr(
            "index.csv",
            "id,file,lon,lat,compass_angle,captured_at,quality\n"
            "1,images/1.jpg,-8.62,41.15,90.0,2020-01-01T10:00:00Z,0.75\n"
            "2,images/2.jpg,-8.61,41.15,,,\n",
        )
    return {"files": ["street_view.zip"], **result}


def labels(params: LabelsParams, out: Path) -> dict[str, Any]:
    """A road with the label of a speed."""
    name = {"km/h": "speed_kmh", "m/s": "speed_ms"}[params.speed_unit]
    columns = {"source_fid": "INTEGER", "direction": "TEXT", name: "REAL", "speed_passes": "REAL"}
    layer = Layer("labels", "LINESTRING", columns, [([A, B], (1, "forward", 10.0, 3))])
    write_geopackage(out / "labels.gpkg", layer)
    remarks = ["braking: no trip has measured speeds"]
    counts = {"speed": 1}
    told = {"counts": counts, "driving_side": "right", "remarks": remarks}
    return {"files": ["labels.gpkg"], **told}


def report(params: ReportParams, out: Path) -> dict[str, Any]:
    """A page with the bundle's name."""
    (out / "report.html").write_text(f"<h1>{Path(params.bundle).name}</h1>", encoding="utf-8")
    return {"files": ["report.html"], "counts": {"trips": 7}, "remarks": []}


DATA_JOBS: dict[str, Callable[[Any, Path], dict[str, Any]]] = {
    "load_trips": load_trips,
    "load_osm": osm,
    "fetch_osm": osm,
    "fetch_street_view": fetch_street_view,
    "match": match,
    "labels": labels,
    "report": report,
}
