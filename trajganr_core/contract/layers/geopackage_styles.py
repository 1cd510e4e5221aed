"""Styles in a GeoPackage, in QGIS' table ``layer_styles``, and on which side vehicles drive."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

RIGHT, LEFT = "right", "left"
#: Key of the driving side in GDAL's metadata of a layer.
DRIVING_SIDE = "DRIVING_SIDE"
#: As QGIS creates it.
TABLE = """
CREATE TABLE IF NOT EXISTS layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT(256),
    f_table_schema TEXT(256),
    f_table_name TEXT(256),
    f_geometry_column TEXT(256),
    styleName TEXT(30),
    styleQML TEXT,
    styleSLD TEXT,
    useAsDefault BOOLEAN,
    description TEXT,
    owner TEXT(30),
    ui TEXT(30),
    update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
)
"""


def store_styles(geopackage: Path, layer: str, styles: Mapping[str, str]) -> None:
    """Replace the styles of a layer; the first is the default.

    Args:
        geopackage: the file; no other program may write to it.
        layer: the name of the layer.
        styles: QML by title.

    Raises:
        sqlite3.Error: when the file cannot be written.
    """
    with closing(sqlite3.connect(geopackage)) as database, database:
        database.execute(TABLE)
        database.execute(
            "INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier) "
            "VALUES ('layer_styles', 'attributes', 'layer_styles')"
        )
        database.execute("DELETE FROM layer_styles WHERE f_table_name = ?", (layer,))
        geometry = _geometry_column(database, layer)
        database.executemany(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
            "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description) "
            "VALUES ('', '', ?, ?, ?, ?, '', ?, ?)",
            [
                (layer, geometry, title, qml, rank == 0, title)
                for rank, (title, qml) in enumerate(styles.items())
            ],
        )


def stored_styles(geopackage: Path, layer: str) -> dict[str, str]:
    """The styles of a layer that :func:`store_styles` wrote, in their order.

    Raises:
        sqlite3.Error: when there is no table of styles.
    """
    with closing(sqlite3.connect(geopackage)) as database:
        rows = database.execute(
            "SELECT styleName, styleQML FROM layer_styles WHERE f_table_name = ? ORDER BY id",
            (layer,),
        )
        return dict(rows.fetchall())


def _geometry_column(database: sqlite3.Connection, layer: str) -> str:
    row = database.execute(
        "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", (layer,)
    ).fetchone()
    return str(row[0])
