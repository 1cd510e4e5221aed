"""The predicted road layer as a GeoPackage that opens styled in QGIS."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt

from .evaluation.conformal import interval, label_set
from .storage import atomic_file
from .tasks import AOI_CATEGORIES, POPULARITY_CLASSES, Kind, Task, task

__all__ = ["LAYER", "STYLES", "fields_of", "write_road_layer"]

FloatArray = npt.NDArray[np.float64]

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


def fields_of(of: Task, predicted: FloatArray, radius: FloatArray) -> dict[str, Any]:
    """A task's predictions and their uncertainty as columns; :data:`~.tasks.TASKS` names them.

    Args:
        of: the task.
        predicted: values ``(n, 1)`` or probabilities ``(n, c)``.
        radius: ``(n,)`` how far a prediction may be off (:mod:`~.evaluation.conformal`); NaN
            where intervals could not be calibrated, which leaves their fields empty.
    """
    known = ~np.isnan(radius)
    if of.kind is Kind.ORDINAL:
        best = predicted.argmax(1)
        names = np.array(POPULARITY_CLASSES, dtype=object)
        chosen = label_set(predicted, radius)
        sets = [
            "; ".join(names[row]) if has_set else None
            for row, has_set in zip(chosen, known, strict=True)
        ]
        values: list[Any] = [names[best], best, np.array(sets, dtype=object)]
    elif of.kind is Kind.DISTRIBUTION:
        shares = predicted.round(4)
        main = np.array(AOI_CATEGORIES, dtype=object)[shares.argmax(1)]
        values = [main, *shares.T, radius.round(3)]
    else:
        low, high = interval(predicted, radius)
        values = [predicted[:, 0].round(3), low.round(3), high.round(3)]
    return dict(zip([field.name for field in of.fields], values, strict=True))


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
