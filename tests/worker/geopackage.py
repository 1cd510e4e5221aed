"""GeoPackages written with SQLite alone, so that fake jobs need no GDAL."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCHEMA = """
    PRAGMA application_id = 1196444487;
    PRAGMA user_version = 10300;
    CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY,
        organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL,
        definition TEXT NOT NULL, description TEXT);
    INSERT INTO gpkg_spatial_ref_sys VALUES
        ('Undefined Cartesian', -1, 'NONE', -1, 'undefined', NULL),
        ('Undefined geographic', 0, 'NONE', 0, 'undefined', NULL),
        ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",'
         || '6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],'
         || 'AUTHORITY["EPSG","4326"]]', NULL);
    CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL,
        identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL
        DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), min_x DOUBLE, min_y DOUBLE,
        max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
    CREATE TABLE gpkg_geometry_columns (table_name TEXT PRIMARY KEY, column_name TEXT NOT NULL,
        geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,
        m TINYINT NOT NULL);
"""
WKB_TYPES = {"POINT": 1, "LINESTRING": 2, "POLYGON": 3}

#: Of a vertex: x, y and, where the layer is measured, m.
Vertex = tuple[float, ...]


@dataclass(frozen=True)
class Layer:
    """A layer to be written.

    Attributes:
        name: of the layer.
        geometry: POINT, LINESTRING or POLYGON (of one ring); empty for a table without geometry.
        columns: names and SQL types.
        rows: vertices and a value a column.
        measured: whether the vertices have an m.
    """

    name: str
    geometry: str
    columns: Mapping[str, str]
    rows: Iterable[tuple[Sequence[Vertex], tuple[Any, ...]]]
    measured: bool = False


def write_geopackage(path: Path, *layers: Layer) -> None:
    """Write layers in EPSG:4326."""
    db = sqlite3.connect(path)
    db.executescript(SCHEMA)
    for layer in layers:
        _write(db, layer)
    db.commit()
    db.close()


def _write(db: sqlite3.Connection, layer: Layer) -> None:
    rows = list(layer.rows)
    columns = "".join(f', "{name}" {kind}' for name, kind in layer.columns.items())
    if not layer.geometry:
        db.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier)"
            " VALUES (?, 'attributes', ?)",
            (layer.name, layer.name),
        )
        db.execute(
            f"CREATE TABLE {layer.name} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL{columns})"
        )
        _insert(db, layer, [values for _, values in rows])
        return
    vertices = [vertex for line, _ in rows for vertex in line] or [(0.0, 0.0)]
    box = (
        min(v[0] for v in vertices),
        min(v[1] for v in vertices),
        max(v[0] for v in vertices),
        max(v[1] for v in vertices),
    )
    db.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, min_x, min_y, max_x, max_y,"
        " srs_id) VALUES (?, 'features', ?, ?, ?, ?, ?, 4326)",
        (layer.name, layer.name, *box),
    )
    db.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, ?)",
        (layer.name, layer.geometry, int(layer.measured)),
    )
    db.execute(
        f"CREATE TABLE {layer.name} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,"
        f" geom {layer.geometry}{columns})"
    )
    _insert(db, layer, [(_blob(layer, line), *values) for line, values in rows])


def _insert(db: sqlite3.Connection, layer: Layer, rows: Iterable[tuple[Any, ...]]) -> None:
    for row in rows:
        marks = ", ".join("?" * len(row))
        db.execute(f"INSERT INTO {layer.name} VALUES (NULL, {marks})", row)


def _blob(layer: Layer, vertices: list[Vertex]) -> bytes:
    """A geometry in GeoPackage's binary."""
    header = b"GP\x00\x01" + struct.pack("<i", 4326)
    kind = WKB_TYPES[layer.geometry] + 2000 * layer.measured
    flat = [number for vertex in vertices for number in vertex]
    coordinates = struct.pack(f"<{len(flat)}d", *flat)
    counts = {
        "POINT": b"",
        "LINESTRING": struct.pack("<I", len(vertices)),
        "POLYGON": struct.pack("<II", 1, len(vertices)),
    }
    return header + struct.pack("<BI", 1, kind) + counts[layer.geometry] + coordinates
