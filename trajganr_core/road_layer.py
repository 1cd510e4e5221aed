"""The predicted road layer as a GeoPackage that opens styled in QGIS."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import geopandas as gpd

from .storage import atomic_file
from .tasks import task

__all__ = ["LAYER", "STYLES", "write_road_layer"]

LAYER = "roads"

_HERE = Path(__file__).parent
#: One a task: inside the package in the wheel, beside it in the repository and the plugin.
STYLES = next(
    folder
    for folder in (_HERE / "styles", _HERE.parent / "resources" / "styles")
    if folder.is_dir()
)

#: QGIS' own table of styles in a GeoPackage.
STYLE_TABLE = """
CREATE TABLE layer_styles (
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


def write_road_layer(layer: gpd.GeoDataFrame, out: Path, tasks: Sequence[str]) -> None:
    """Write the roads and a style for each predicted task, the first task's as the default.

    Args:
        layer: directed segments with the fields of the tasks, EPSG:4326.
        out: a GeoPackage; one that is there is replaced, once the new one is complete.
        tasks: ids, in the order in which they should be offered.
    """
    with atomic_file(out) as temporary:
        layer.to_file(temporary, layer=LAYER, driver="GPKG")
        with closing(sqlite3.connect(temporary)) as database, database:
            database.execute(STYLE_TABLE)
            database.execute(
                "INSERT INTO gpkg_contents (table_name, data_type, identifier) "
                "VALUES ('layer_styles', 'attributes', 'layer_styles')"
            )
            geometry = _geometry_column(database)
            database.executemany(
                "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
                "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description) "
                "VALUES ('', '', ?, ?, ?, ?, '', ?, ?)",
                [
                    (LAYER, geometry, name, _style(name), rank == 0, task(name).title)
                    for rank, name in enumerate(tasks)
                ],
            )


def _style(name: str) -> str:
    return (STYLES / f"{name}.qml").read_text(encoding="utf-8")


def _geometry_column(database: sqlite3.Connection) -> str:
    row = database.execute(
        "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", (LAYER,)
    ).fetchone()
    return str(row[0])
