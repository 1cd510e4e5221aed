"""Styles in a GeoPackage, in QGIS' table ``layer_styles``, for right-hand or left-hand traffic."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from html import escape
from pathlib import Path

__all__ = [
    "DRIVING_SIDE",
    "LEFT",
    "NOT_PREDICTED",
    "OFFSET_MM",
    "RIGHT",
    "of_column",
    "of_limits",
    "of_rows",
    "of_time_set",
    "on_side",
    "store_styles",
    "stored_styles",
]

RIGHT, LEFT = "right", "left"
#: Key of the driving side in GDAL's metadata of a layer.
DRIVING_SIDE = "DRIVING_SIDE"
#: Offset of a road to the right of its direction in the shipped styles, millimetres.
OFFSET_MM = "coalesce(scale_linear(@map_scale, 3000, 60000, 0.7, 0.18), 0.5)"
#: The legend of roads without a value in the shipped styles.
NOT_PREDICTED = "not predicted"
#: A class of reached roads or isochrones that no limit has.
UNUSED_RULE = re.compile(r'\n *<rule filter="[^"]*= -\d"[^>]*/>')

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


def on_side(qml: str, side: str) -> str:
    """A shipped style for the driving side: unchanged, or mirrored.

    Args:
        qml: of ``resources/styles``, for right-hand traffic.
        side: :data:`RIGHT` or :data:`LEFT`.
    """
    return qml.replace(OFFSET_MM, f"-{OFFSET_MM}") if side == LEFT else qml


def of_time_set(qml: str, time_set: str) -> str:
    """The style of speeds for the rows of one time set; the others are not drawn."""
    return of_rows(qml, "speed_kmh", time_set=time_set).replace(NOT_PREDICTED, "no passes")


def of_rows(qml: str, field: str, **values: str) -> str:
    """The style for the rows of which some columns have these values; the others are not drawn.

    Args:
        qml: a style whose filters begin with the drawn column.
        field: the drawn column.
        **values: by column.
    """
    drawn = f'filter="&quot;{field}&quot;'
    conditions = (f"\"{column}\" = '{_quoted(value)}' AND " for column, value in values.items())
    chosen = escape("".join(conditions), quote=False).replace('"', "&quot;")
    return qml.replace(drawn, drawn.replace('"', f'"{chosen}', 1))


def of_column(qml: str, column: str) -> str:
    """The style of speeds for another column than ``speed_kmh``.

    Args:
        qml: the style.
        column: a QGIS expression of the value, such as a quoted name.
    """
    return qml.replace("&quot;speed_kmh&quot;", escape(column, quote=True))


def of_limits(qml: str, limits_min: Sequence[float]) -> str:
    """The style of reached roads, or of isochrones, with a class for each limit; it has more.

    Args:
        qml: of ``reached.qml`` or ``isochrones.qml`` of ``resources/styles``, whose class n draws
            the number -n.
        limits_min: ascending, minutes.
    """
    for number, (begin, end) in enumerate(zip((0, *limits_min), limits_min, strict=False), 1):
        qml = qml.replace(f'= -{number}"', f'= {end!r}"')
        qml = qml.replace(f'label="{number}"', f'label="{begin:g} – {end:g} min"')
    return UNUSED_RULE.sub("", qml)


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


def _quoted(value: str) -> str:
    """Text between the quotation marks of a QGIS expression; a backslash would escape the last."""
    return value.replace("\\", "\\\\").replace("'", "''")


def _geometry_column(database: sqlite3.Connection, layer: str) -> str:
    row = database.execute(
        "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", (layer,)
    ).fetchone()
    return str(row[0])
