"""Points with their attributes, from a layer or a table."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from ...contract.texts.text import Text
from ...utils.arrays import FloatArray
from ...utils.study_area import GEOGRAPHIC, StudyArea, on_earth
from ..files import existing_file
from ..layers import find_layer, fitting_layers, read_layer
from ..tables import read_csv, require_columns

POINTS = ("Point", "MultiPoint")
POLYGONS = ("Polygon", "MultiPolygon")


def read_points(path: Path) -> tuple[FloatArray, FloatArray]:
    """Longitudes and latitudes of a point layer or a CSV, one per row; NaN if missing.

    Args:
        path: a layer in any CRS, or a CSV with ``lon`` and ``lat`` in degrees.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``, ``INPUT.EMPTY``, ``INPUT.FORMAT``, ``INPUT.GEOMETRY``
            without a point layer, ``INPUT.CRS``, ``INPUT.FIELD`` for a table without coordinates.
    """
    table = _csv_table(path) if _is_csv(path) else _every_row(path)
    return table["lon"].to_numpy(), table["lat"].to_numpy()


def read_point_layer(path: Path, dropped: Counter[Text] | None = None) -> gpd.GeoDataFrame:
    """Points with their fields, EPSG:4326, from a file as for :func:`read_points`.

    Multi-points become their centroid; dropped features are counted by reason.

    Raises:
        TrajganrError: as :func:`read_points`.
    """
    if _is_csv(path):
        table = _csv_table(path)
        points = gpd.points_from_xy(table["lon"], table["lat"])
        return gpd.GeoDataFrame(table, geometry=points, crs=GEOGRAPHIC)
    frame = read_layer(path, POINTS, dropped=dropped)
    return frame.set_geometry(shapely.centroid(frame.geometry.to_numpy())).set_crs(
        GEOGRAPHIC, allow_override=True
    )


def read_places(path: Path, area: StudyArea, dropped: Counter[Text] | None = None) -> pd.DataFrame:
    """Attributes of points and polygons, with the degrees of their centroids as lon and lat.

    From a file with several layers the first point layer and the first polygon layer are read, each
    only near the area. A CSV is read whole. Unusable features are counted in ``dropped`` by reason.

    Raises:
        TrajganrError: as :func:`read_points`; ``INPUT.GEOMETRY`` without points and polygons.
    """
    if _is_csv(path):
        return _csv_table(path)
    kinds: list[tuple[str, ...]] = [POINTS, POLYGONS]
    layers = [fitting_layers(path, kind)[:1] for kind in kinds]
    if layers[0] == layers[1]:  # of mixed geometry, or no matching layer, which read_layer reports
        kinds = [(*POINTS, *POLYGONS)]
    else:
        kinds = [kind for kind, layer in zip(kinds, layers, strict=True) if layer]
    return pd.concat([_layer_table(path, kind, area, dropped) for kind in kinds], ignore_index=True)


def _is_csv(path: Path) -> bool:
    return existing_file(path).suffix.lower() == ".csv"


def _csv_table(path: Path) -> pd.DataFrame:
    table = read_csv(path)
    require_columns(path, table.columns, ("lon", "lat"))
    lon, lat = (
        pd.to_numeric(table[axis], errors="coerce").to_numpy(dtype=np.float64)
        for axis in ("lon", "lat")
    )
    placed = on_earth(lon, lat, str(path))
    return table.assign(lon=np.where(placed, lon, np.nan), lat=np.where(placed, lat, np.nan))


def _every_row(path: Path) -> pd.DataFrame:
    """Points of a layer, NaN for features without a usable one."""
    table = _layer_table(path, POINTS, None)
    layer, _ = find_layer(path, POINTS)
    rows = pyogrio.read_dataframe(
        path, layer=layer, columns=[], read_geometry=False, fid_as_index=True
    )
    return table.reindex(rows.index)


def _layer_table(
    path: Path, kinds: tuple[str, ...], area: StudyArea | None, dropped: Counter[Text] | None = None
) -> pd.DataFrame:
    frame = read_layer(path, kinds, bbox=None if area is None else area.bbox, dropped=dropped)
    centroid = shapely.centroid(frame.geometry.to_numpy())
    table = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    return table.assign(lon=shapely.get_x(centroid), lat=shapely.get_y(centroid))
