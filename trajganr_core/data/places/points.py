"""Points with their attributes, of a layer or a table."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from ...errors import Code, TrajganrError
from ...geo import GEOGRAPHIC, StudyArea, check_lon_lat
from ..files import existing_file
from ..layers import read_layer
from ..tables import read_csv, require_columns

__all__ = ["read_places", "read_point_layer", "read_points"]

FloatArray = npt.NDArray[np.float64]

POINTS = ("Point", "MultiPoint")
POLYGONS = ("Polygon", "MultiPolygon")


def read_points(path: Path) -> tuple[FloatArray, FloatArray]:
    """Longitudes and latitudes of a point layer or a CSV, a value a row; NaN where one is missing.

    Args:
        path: a layer in any CRS, or a CSV with ``lon`` and ``lat`` in degrees.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``, ``INPUT.EMPTY``, ``INPUT.FORMAT``, ``INPUT.GEOMETRY``
            without a point layer, ``INPUT.CRS``, ``INPUT.FIELD`` for a table without coordinates.
    """
    table = _csv_table(path) if _is_csv(path) else _layer_table(path, POINTS, None)
    return table["lon"].to_numpy(), table["lat"].to_numpy()


def read_point_layer(path: Path) -> gpd.GeoDataFrame:
    """Points with their own fields, EPSG:4326; of several points in a feature their centroid.

    Args:
        path: a layer in any CRS, or a CSV with ``lon`` and ``lat`` in degrees.

    Raises:
        TrajganrError: as :func:`read_points`.
    """
    if _is_csv(path):
        table = _csv_table(path)
        points = gpd.points_from_xy(table["lon"], table["lat"])
        return gpd.GeoDataFrame(table, geometry=points, crs=GEOGRAPHIC)
    frame = read_layer(path, POINTS)
    return frame.set_geometry(shapely.centroid(frame.geometry.to_numpy())).set_crs(
        GEOGRAPHIC, allow_override=True
    )


def read_places(path: Path, area: StudyArea) -> pd.DataFrame:
    """Attributes of points and polygons, with the degrees of their centroids as lon and lat.

    Of a file with several layers the first of points and the first of polygons are read, and of
    a layer only what is near the area. Rows of a CSV are all read.

    Raises:
        TrajganrError: as :func:`read_points`; ``INPUT.GEOMETRY`` only without polygons too.
    """
    if _is_csv(path):
        return _csv_table(path)
    tables = []
    for kinds in (POINTS, POLYGONS):
        try:
            tables.append(_layer_table(path, kinds, area))
        except TrajganrError as error:
            if error.code is not Code.INPUT_GEOMETRY:
                raise
    if not tables:
        return _layer_table(path, (*POINTS, *POLYGONS), area)  # says what there is instead
    return pd.concat(tables, ignore_index=True)


def _is_csv(path: Path) -> bool:
    return existing_file(path).suffix.lower() == ".csv"


def _csv_table(path: Path) -> pd.DataFrame:
    table = read_csv(path)
    require_columns(path, table.columns, ("lon", "lat"))
    for axis in ("lon", "lat"):
        table[axis] = pd.to_numeric(table[axis], errors="coerce").astype(np.float64)
    check_lon_lat(table["lon"].to_numpy(), table["lat"].to_numpy(), str(path))
    return table


def _layer_table(path: Path, kinds: tuple[str, ...], area: StudyArea | None) -> pd.DataFrame:
    frame = read_layer(path, kinds, bbox=None if area is None else area.bbox)
    centroid = shapely.centroid(frame.geometry.to_numpy())
    table = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    return table.assign(lon=shapely.get_x(centroid), lat=shapely.get_y(centroid))
