"""Made-up results of the jobs on data: the files and counts that the real ones leave."""

from __future__ import annotations

import base64
import dataclasses
import gzip
import hashlib
import json
import re
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from geopackage import Layer, write_geopackage

from trajganr_core.contract.files.received_tiles import HEADER, KIND, MAGIC
from trajganr_core.contract.files.roads_page import page_around
from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.kinds.area_report import AreaReportParams, AreaReportResult
from trajganr_core.contract.kinds.changes import ChangedMeasure, ChangesParams, ChangesResult
from trajganr_core.contract.kinds.fetch_osm import FetchOsmParams, FetchOsmResult
from trajganr_core.contract.kinds.fetch_street_view import (
    FetchStreetViewParams,
    FetchStreetViewResult,
)
from trajganr_core.contract.kinds.files import Format, Table
from trajganr_core.contract.kinds.labels import LabelsParams, LabelsResult
from trajganr_core.contract.kinds.load_osm import LoadOsmParams, LoadOsmResult
from trajganr_core.contract.kinds.load_trips import LoadTripsParams, LoadTripsResult
from trajganr_core.contract.kinds.observe import ObserveParams, ObserveResult, TimeSetResult
from trajganr_core.contract.kinds.od_matrix import OdMatrixParams, OdMatrixResult
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.kinds.report import ReportParams, ReportResult
from trajganr_core.contract.kinds.result import JobResult
from trajganr_core.contract.kinds.routing_export import RoutingExportParams, RoutingExportResult
from trajganr_core.contract.kinds.select_link import FlowTimeSet, SelectLinkParams, SelectLinkResult
from trajganr_core.contract.kinds.travel_times import TravelTimesParams, TravelTimesResult
from trajganr_core.contract.kinds.webpage import WebpageParams, WebpageResult
from trajganr_core.contract.layers.columns import ColumnType
from trajganr_core.contract.texts.text import Text

T0 = 1372636800.25
START, END = "2013-07-01T00:00:00.250Z", "2013-07-01T00:01:00.250Z"
A, B = (-8.62, 41.15), (-8.61, 41.15)
SQUARE = [A, B, (-8.61, 41.16), (-8.62, 41.16), A]
MEASURED = [(*A, T0), (*B, T0 + 60)]
TRIP = {"trip_id": "TEXT", "driver_id": "TEXT"}
PERIOD = {"start_time": "DATETIME", "end_time": "DATETIME", "fixes": "MEDIUMINT"}
#: The type in SQL and a value of each type of column.
VALUES: dict[ColumnType, tuple[str, Any]] = {
    ColumnType.NUMBER: ("REAL", 0.6),
    ColumnType.WHOLE: ("INTEGER", 1),
    ColumnType.TEXT: ("TEXT", "1"),
    ColumnType.TIME: ("DATETIME", START),
    ColumnType.FLAG: ("BOOLEAN", True),
}
#: What results say of the study area, if their kinds have it.
ABOUT = {"driving_side": "right", "time_zone": "Europe/Lisbon", "time_sets": (), "min_drivers": 5}
OSM = {"licence": "ODbL 1.0", "attribution": "© OpenStreetMap contributors"}


def file_like(format: str, content: bytes = b"nothing") -> bytes:
    """What looks like a file of a format at its begin and end."""
    begin, end = {
        "geoparquet": (b"PAR1", b"PAR1"),
        "flatgeobuf": (b"fgb\x03fgb\x00", b""),
        "csv": (b"WKT,source_fid\n,1\n", b""),
        "png": (b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"),
        "omx": (b"\x89HDF\r\n\x1a\n", b""),
    }[format]
    return begin + content + end


def no_tiles(owners: object) -> bytes:
    """PMTiles without tiles, and these owners of the data."""
    about = gzip.compress(json.dumps({"attribution": owners, "vector_layers": []}).encode())
    begin, end = HEADER.size, HEADER.size + len(about)
    return HEADER.pack(MAGIC, begin, 0, begin, len(about), end, 0, end, 0, *KIND) + about


def as_declared(params: JobParams, out: Path) -> JobResult:
    """One row in each table that the kind declares."""
    kind = KINDS[params.kind]
    files = kind.files[:1] if hasattr(params, "format") else kind.files
    names = [re.sub(r"\\(.)", r"\1", file.name.pattern) for file in files]
    for name, file in zip(names, files, strict=True):
        if file.format is Format.PNG:
            (out / name).write_bytes(file_like("png"))
            continue
        if file.format is Format.FEEDS:
            with zipfile.ZipFile(out / name, "w") as archive:
                archive.writestr("20260105T080000Z.pb", b"\n\x05\n\x032.0")
            continue
        assert file.format is Format.GEOPACKAGE, f"{name} needs a made-up result here"
        write_geopackage(out / name, *map(one_row, file.tables))
    counts = dict.fromkeys(kind.result.required_counts, 1)
    about = {**ABOUT, **OSM, **vars(params), "files": tuple(names), "counts": counts}
    fields = {each.name for each in dataclasses.fields(kind.result)}
    return kind.result(**{name: value for name, value in about.items() if name in fields})


def one_row(table: Table) -> Layer:
    """A layer with a value in each column; lines have times as M values."""
    geometry = {"points": "POINT", "lines": "LINESTRING", "polygons": "POLYGON"}
    vertices = {"points": [A], "lines": MEASURED, "polygons": SQUARE}
    columns = {column.name: VALUES[column.type] for column in table.columns}
    return Layer(
        table.name,
        geometry.get(table.geometry, ""),
        {name: sql for name, (sql, _) in columns.items()},
        [(vertices.get(table.geometry, []), tuple(value for _, value in columns.values()))],
        measured=table.geometry == "lines",
    )


def load_trips(params: LoadTripsParams, out: Path) -> LoadTripsResult:
    """Two trips of which one has measured speeds."""
    rows = [
        (MEASURED, ("1", "007", START, END, 2, "36.00,", None)),
        (MEASURED, ("2", "007", START, END, 2, None, None)),
    ]
    columns = {**TRIP, **PERIOD, "speeds": "TEXT", "headings": "TEXT"}
    layer = Layer(LoadTripsResult.LAYER, "LINESTRING", columns, rows, measured=True)
    write_geopackage(out / LoadTripsResult.FILE, layer)
    return LoadTripsResult(
        files=(LoadTripsResult.FILE,),
        counts={"trips": 2, "fixes": 4},
        remarks=(
            Text("A table with a row a fix."),
            Text("1 row whose time cannot be read was left out."),
        ),
    )


def osm(params: LoadOsmParams | FetchOsmParams, out: Path) -> LoadOsmResult:
    """A road and a place."""
    write_geopackage(
        out / LoadOsmResult.FILE,
        Layer(
            LoadOsmResult.ROADS,
            "LINESTRING",
            {"osm_id": "INTEGER", "highway": "TEXT", "name": "TEXT", "signals": "TEXT"},
            [([A, B], (42, "primary", "Rua do Teste", "at 1"))],
        ),
        Layer(
            LoadOsmResult.PLACES,
            "POINT",
            {"category": "TEXT", "name": "TEXT"},
            [([A], ("food", "Café"))],
        ),
    )
    counts = {"roads": 1, "places": 1}
    result = FetchOsmResult if isinstance(params, FetchOsmParams) else LoadOsmResult
    return result(files=(LoadOsmResult.FILE,), counts=counts, **OSM)


def fetch_street_view(params: FetchStreetViewParams, out: Path) -> FetchStreetViewResult:
    """Two pictures, or the square that they lie in; its remarks have the hashes of secrets."""
    remarks = tuple(
        Text("{name}: {fact}", name=name, fact=hashlib.sha256(secret.encode()).hexdigest())
        for name, secret in (("token", params.token), ("proxy", params.proxy))
    )
    result = partial(
        FetchStreetViewResult,
        counts={"images": 2},
        remarks=remarks,
        licence="CC BY-SA 4.0",
        attribution="© Mapillary contributors",
    )
    if params.coverage_only:
        columns = {"images": "INTEGER", "first": "TEXT"}
        layer = Layer(
            FetchStreetViewResult.COVERAGE, "POLYGON", columns, [(SQUARE, (2, "2020-01-01"))]
        )
        write_geopackage(out / FetchStreetViewResult.COVERAGE_FILE, layer)
        return result(files=(FetchStreetViewResult.COVERAGE_FILE,))
    with zipfile.ZipFile(out / FetchStreetViewResult.PICTURES, "w") as archive:
        for name in ("1", "2"):
            archive.writestr(f"images/{name}.jpg", b"\xff\xd8 not really")
        archive.writestr(
            "index.csv",
            "id,file,lon,lat,compass_angle,captured_at,quality\n"
            "1,images/1.jpg,-8.62,41.15,90.0,2020-01-01T10:00:00Z,0.75\n"
            "2,images/2.jpg,-8.61,41.15,,,\n",
        )
    return result(files=(FetchStreetViewResult.PICTURES,))


def labels(params: LabelsParams, out: Path) -> LabelsResult:
    """A road with the label of a speed."""
    name = {"km/h": "speed_kmh", "m/s": "speed_ms"}[params.speed_unit]
    columns = {"source_fid": "INTEGER", "direction": "TEXT", name: "REAL", "speed_passes": "REAL"}
    layer = Layer(LabelsResult.LAYER, "LINESTRING", columns, [([A, B], (1, "forward", 10.0, 3))])
    write_geopackage(out / LabelsResult.FILE, layer)
    return LabelsResult(
        files=(LabelsResult.FILE,),
        counts={"speed": 1},
        driving_side="right",
        remarks=(Text("braking: no trip has measured speeds"),),
    )


def observe(params: ObserveParams, out: Path) -> ObserveResult:
    """A road with a speed at each time set but the last of several."""
    names = params.time_sets or ("whole week",)
    observed = names[:-1] or names
    columns = {"direction": "TEXT", "time_set": "TEXT", "passes": "INTEGER", "speed_kmh": "REAL"}
    rows = [([A, B], ("forward", name, 7, 30.0)) for name in observed]
    write_geopackage(
        out / ObserveResult.FILE, Layer(ObserveResult.LAYER, "LINESTRING", columns, rows)
    )
    return ObserveResult(
        files=(ObserveResult.FILE,),
        counts={"rows": len(rows), "passes": 7, "withheld_rows": 2},
        time_sets=tuple(
            TimeSetResult(
                name=name,
                passes=7 * (name in observed),
                segments=int(name in observed),
                withheld=2,
            )
            for name in names
        ),
        time_zone="Europe/Lisbon",
        min_drivers=params.min_drivers,
        driving_side="right",
    )


def select_link(params: SelectLinkParams, out: Path) -> SelectLinkResult:
    """A road, an origin and an hour of seven trips at each time set but the last of several."""
    names = params.time_sets or ("whole week",)
    counted = names[:-1] or names
    counts = {"trip_count": "INTEGER", "share": "REAL", "vehicles": "INTEGER"}
    roads = {"edge": "INTEGER", "time_set": "TEXT", "chosen": "TEXT", **counts}
    write_geopackage(
        out / SelectLinkResult.FILE,
        Layer(
            SelectLinkResult.ROADS,
            "LINESTRING",
            roads,
            [([A, B], (params.through[0], name, "through", 7, 1.0, 5)) for name in counted],
        ),
        Layer(
            SelectLinkResult.ENDS,
            "POLYGON",
            {"time_set": "TEXT", "end": "TEXT", **counts},
            [(SQUARE, (name, "origin", 7, 1.0, 5)) for name in counted],
        ),
        Layer(
            SelectLinkResult.HOURS,
            "",
            {"day": "TEXT", "hour": "INTEGER", **counts, "trips_per_day": "REAL"},
            [([], ("weekday", 8, 7, 1.0, 5, 3.5))],
        ),
    )
    return SelectLinkResult(
        files=(SelectLinkResult.FILE,),
        counts={"trips": 7, "roads": 1, "cells": 1, "hours": 1, "withheld_rows": 2},
        time_sets=tuple(
            FlowTimeSet(
                name=name,
                trips=7 * (name in counted),
                rows=int(name in counted),
                withheld=2,
            )
            for name in names
        ),
        time_zone="Europe/Lisbon",
        min_drivers=params.min_drivers,
        driving_side="right",
    )


def od_matrix(params: OdMatrixParams, out: Path) -> OdMatrixResult:
    """A pair of zones at each time set but the first of several."""
    names = params.time_sets or ("whole week",)
    counted = names[1:] or names
    zones = {"time_set": "TEXT", "origin": "TEXT", "destination": "TEXT"}
    columns = {**zones, "trip_count": "INTEGER", "share": "REAL", "vehicles": "INTEGER"}
    rows = [(name, "west", "east", 7, 0.5, 5) for name in counted]
    write_geopackage(
        out / OdMatrixResult.FILE,
        Layer(OdMatrixResult.LINES, "LINESTRING", columns, [([A, B], row) for row in rows]),
        Layer(OdMatrixResult.MATRIX, "", columns, [([], row) for row in rows]),
    )
    return OdMatrixResult(
        files=(OdMatrixResult.FILE, *_matrices(params.format, out / OdMatrixResult.OMX)),
        counts={"trips": 7, "rows": 1, "zones": 2, "outside": 3, "withheld_rows": 2},
        time_sets=tuple(
            FlowTimeSet(name=name, trips=7, rows=int(name in counted), withheld=2) for name in names
        ),
        time_zone="Europe/Lisbon",
        min_drivers=params.min_drivers,
        driving_side="right",
    )


def changes(params: ChangesParams, out: Path) -> ChangesResult:
    """A road that became faster, and the row of its class."""
    columns = {"edge": "INTEGER", "direction": "TEXT", "known": "TEXT"}
    columns |= {"speed_kmh_before": "REAL", "speed_kmh_after": "REAL", "speed_kmh_change": "REAL"}
    flags = {f"{name}_changed": "TEXT" for name in ("speed", "popularity", "slowdown")}
    columns |= {**flags, "highway": "TEXT", "district": "TEXT"}
    row = ([A, B], (0, "forward", "both", 30.0, 42.0, 12.0, "up", "no", None, "primary", "west"))
    groups = {"measure": "TEXT", "kind": "TEXT", "group": "TEXT", "roads": "INTEGER"}
    groups |= {"roads_up": "INTEGER", "roads_down": "INTEGER", "change_median": "REAL"}
    write_geopackage(
        out / ChangesResult.FILE,
        Layer(ChangesResult.LAYER, "LINESTRING", columns, [row]),
        Layer(
            ChangesResult.GROUPS, "", groups, [([], ("speed", "class", "primary", 1, 1, 0, 12.0))]
        ),
    )
    counts = {"segments": 1, "both": 1, "only_before": 0, "only_after": 0, "changed": 1}
    return ChangesResult(
        files=(ChangesResult.FILE,),
        counts=counts | {"withheld_before": 2, "withheld_after": 3},
        measures=(
            ChangedMeasure(name="speed", tested=1, up=1, down=0),
            ChangedMeasure(name="popularity", tested=1, up=0, down=0),
            ChangedMeasure(name="slowdown", tested=0, up=0, down=0),
        ),
        before="Study area, 2013-07-01, whole week",
        after="Study area, all days, whole week",
        has_predictions=params.predicted_before is not None,
        time_zone="Europe/Lisbon",
        min_drivers=params.min_drivers,
        false_discovery=params.false_discovery,
        driving_side="right",
    )


def _matrices(format: str, path: Path) -> list[str]:
    """A file of matrices without any, if there shall be one."""
    if format != "omx":
        return []
    path.write_bytes(file_like("omx"))
    return [path.name]


def travel_times(params: TravelTimesParams, out: Path) -> TravelTimesResult:
    """Two pairs, of which one has no route, and a road that is reached, with its isochrone."""
    columns = {"origin_fid": "INTEGER", "destination_fid": "INTEGER", "minutes": "REAL"}
    layers = [Layer(TravelTimesResult.TIMES, "", columns, [([], (1, 1, 7.5)), ([], (1, 2, None))])]
    counts = {"origins": 1, "destinations": 2, "pairs": 2, "unreachable": 1}
    if params.reach:
        row = ([A, B], (1, params.limits_min[0], "forward"))
        reached = {"origin_fid": "INTEGER", "within_min": "REAL", "direction": "TEXT"}
        layers.append(Layer(TravelTimesResult.REACHED, "LINESTRING", reached, [row]))
        counts["parts"] = 1
    if params.with_isochrones:
        columns = {"origin_fid": "INTEGER", "within_min": "REAL", "area_km2": "REAL"}
        row = (SQUARE, (1, params.limits_min[0], 0.5))
        layers.append(Layer(TravelTimesResult.ISOCHRONES, "POLYGON", columns, [row]))
        counts["isochrones"] = 1
    write_geopackage(out / TravelTimesResult.FILE, *layers)
    return TravelTimesResult(
        files=(TravelTimesResult.FILE, *_matrices(params.format, out / TravelTimesResult.OMX)),
        counts=counts,
        time_set=params.time_set,
        time_zone="Europe/Lisbon",
        limits_min=params.limits_min,
        driving_side="right",
        remarks=(Text("Pairs without a route: {n:,} of {all:,}.", n=1, all=2),),
    )


def routing_export(params: RoutingExportParams, out: Path) -> RoutingExportResult:
    """The tables, and a file for each program whose data were given, or that is asked for."""
    folders = {RoutingExportResult.OSRM: params.extract, RoutingExportResult.VALHALLA: params.tiles}
    folders |= {RoutingExportResult.GMNS: params.gmns or None, "overture": params.overture}
    files = [RoutingExportResult.CSV, RoutingExportResult.PARQUET]
    tiles = {RoutingExportResult.OSRM: "whole_week", RoutingExportResult.VALHALLA: "1/047/701"}
    tiles |= {RoutingExportResult.GMNS: "movement_tod", "overture": "overture_ids"}
    files += [f"{name}/{tiles[name]}.csv" for name, given in folders.items() if given is not None]
    for name in files:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(b"1,2,30.0\n")
    (out / RoutingExportResult.CSV).write_bytes(b"edge,length_m\n1,30.0\n")
    (out / RoutingExportResult.PARQUET).write_bytes(file_like("geoparquet"))
    if params.openlr:
        (out / RoutingExportResult.OPENLR).write_bytes(b"edge,openlr\n1,CwRbWyNG9RpsCQCb/jsbtA==\n")
        files.append(RoutingExportResult.OPENLR)
    return RoutingExportResult(
        files=tuple(files),
        counts={"roads": 2},
        time_sets=params.time_sets or ("whole week",),
        time_zone="Europe/Lisbon",
    )


def webpage(params: WebpageParams, out: Path) -> WebpageResult:
    """A page with the title, and tiles if asked."""
    data = json.dumps({"title": params.title, "background": params.background})
    encoded = base64.b64encode(gzip.compress(data.encode())).decode()
    text = page_around(encoded, params.title, params.background)
    (out / WebpageResult.FILE).write_text(text, encoding="utf-8", newline="")
    files = [WebpageResult.FILE]
    if params.format == "pmtiles":
        (out / WebpageResult.TILES).write_bytes(no_tiles("somebody"))
        files.append(WebpageResult.TILES)
    return WebpageResult(
        files=tuple(files),
        counts={"roads": 2, "streets": 1, "views": 3},
        remarks=(Text("The page has {size:.1f} MB.", size=1.2),),
    )


def area_report(params: AreaReportParams, out: Path) -> AreaReportResult:
    """A file with the title."""
    content = b"%PDF-1.4\n" + params.title.encode() + b"\n%%EOF\n"
    (out / AreaReportResult.FILE).write_bytes(content)
    return AreaReportResult(files=(AreaReportResult.FILE,), counts={"pages": 8, "roads": 2})


def report(params: ReportParams, out: Path) -> ReportResult:
    """A page with the bundle's name."""
    title = f"<h1>{Path(params.bundle).name}</h1>"
    (out / ReportResult.FILE).write_text(title, encoding="utf-8")
    return ReportResult(files=(ReportResult.FILE,), counts={"trips": 7})


DATA_JOBS: dict[str, Callable[[Any, Path], JobResult]] = {
    **dict.fromkeys(KINDS, as_declared),
    "load_trips": load_trips,
    "load_osm": osm,
    "fetch_osm": osm,
    "fetch_street_view": fetch_street_view,
    "labels": labels,
    "observe": observe,
    "select_link": select_link,
    "od_matrix": od_matrix,
    "changes": changes,
    "travel_times": travel_times,
    "routing_export": routing_export,
    "webpage": webpage,
    "area_report": area_report,
    "report": report,
}
