"""Mapillary's coverage tiles of an area, and the images in them.

They are Mapbox Vector Tiles on the grid of Web Mercator (EPSG:3857); at zoom 14 their layer
``image`` has a point for every image, at the position reported by the camera.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError

from ...contract.errors import Code, TrajganrError
from ...utils.arrays import FloatArray, IntArray
from ...utils.study_area import StudyArea

__all__ = ["ZOOM", "corner", "grid_place", "read_tile", "tiles_of"]

#: Zoom of the tiles that contain single images.
ZOOM = 14
#: A larger area is more likely a mistake; the service gives 50,000 tiles a day.
MAX_TILES = 5_000
#: Half of the circumference of Web Mercator's world, metres.
HALF_WORLD_M = math.pi * 6378137.0
#: Where Web Mercator's world ends, degrees.
LAST_LATITUDE = 85.0511287798
NO_IMAGES = pd.DataFrame(
    {name: np.empty(0) for name in ("lon", "lat", "captured_ms", "is_pano")}
    | {"sequence": np.empty(0, dtype=object)}
)


def tiles_of(area: StudyArea) -> Iterator[tuple[int, int]]:
    """``(x, y)`` of the tiles at zoom 14 that intersect an area, row by row.

    Raises:
        TrajganrError: ``INPUT.GEOMETRY`` when there are too many.
    """
    x, y = grid_place(np.array([area.west, area.east]), np.array([area.north, area.south]), ZOOM)
    columns = range(int(x[0]), int(x[1]) + 1)
    rows = range(int(y[0]), int(y[1]) + 1)
    if len(columns) * len(rows) > MAX_TILES:
        raise TrajganrError(
            Code.INPUT_GEOMETRY,
            "The area has {tiles} coverage tiles; at most {most} are downloaded.",
            "Choose a smaller area, such as one city.",
            tiles=len(columns) * len(rows),
            most=MAX_TILES,
        )
    return ((x, y) for y in rows for x in columns)


def read_tile(content: bytes, x: int, y: int) -> pd.DataFrame:
    """The images in a coverage tile of zoom 14.

    The content is a Mapbox Vector Tile, possibly gzipped; empty for a tile without images.

    Returns:
        columns ``lon, lat`` (EPSG:4326 degrees, as the camera reported them), ``captured_ms`` (Unix
        milliseconds, NaN where unknown), ``is_pano`` (1 for panoramas, 0 for others, NaN where
        unknown) and ``sequence`` (ids).

    Raises:
        TrajganrError: ``INPUT.FORMAT``.
    """
    try:
        content = gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
        if not content:
            return NO_IMAGES
        # GDAL needs the tile's indices to georeference it.
        if "image" not in pyogrio.list_layers(content)[:, 0]:
            return NO_IMAGES
        meta, _, wkb, columns = pyogrio.raw.read(content, layer="image", X=x, Y=y, Z=ZOOM)
    except (DataSourceError, DataLayerError, OSError, EOFError, ValueError) as error:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "The coverage tile {tile} cannot be read: {reason}",
            "Try again later. If the error persists, report it.",
            tile=f"{ZOOM}/{x}/{y}",
            reason=str(error),
        ) from error
    fields = dict(zip(meta["fields"], columns, strict=True))
    metres = shapely.get_coordinates(shapely.from_wkb(wkb))
    lon = metres[:, 0] / HALF_WORLD_M * 180
    lat = np.degrees(2 * np.arctan(np.exp(metres[:, 1] / HALF_WORLD_M * math.pi)) - math.pi / 2)
    unknown = np.full(len(lon), None, dtype=object)
    return pd.DataFrame(
        {
            "lon": lon,
            "lat": lat,
            "captured_ms": _numbers(fields.get("captured_at", unknown)),
            "is_pano": _numbers(fields.get("is_pano", unknown)),
            "sequence": pd.Series(fields.get("sequence_id", unknown), dtype=object).fillna(""),
        }
    )


def _numbers(values: npt.NDArray[Any]) -> FloatArray:
    return np.asarray(pd.to_numeric(pd.Series(values), errors="coerce"), dtype=np.float64)


def grid_place(lon: FloatArray, lat: FloatArray, zoom: int) -> tuple[IntArray, IntArray]:
    """``(x, y)`` of the tiles of a zoom that contain points in degrees."""
    side = 2**zoom
    x = (lon + 180) / 360
    phi = np.radians(np.clip(lat, -LAST_LATITUDE, LAST_LATITUDE))
    y = (1 - np.arcsinh(np.tan(phi)) / math.pi) / 2
    return (
        np.clip(np.floor(x * side), 0, side - 1).astype(np.int64),
        np.clip(np.floor(y * side), 0, side - 1).astype(np.int64),
    )


def corner(x: IntArray, y: IntArray, zoom: int) -> tuple[FloatArray, FloatArray]:
    """``(lon, lat)`` degrees of the north-western corners of tiles."""
    side = 2**zoom
    return x / side * 360 - 180, np.degrees(np.arctan(np.sinh(math.pi * (1 - 2 * y / side))))
