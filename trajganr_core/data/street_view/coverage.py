"""Mapillary's coverage of an area: number and position of street views, without download."""

from __future__ import annotations

import gzip
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError

from ...contract.errors import Code, TrajganrError
from ...contract.files.atomic_io import atomic_file
from ...contract.kinds.fetch_street_view import FetchStreetViewResult
from ...contract.options.data_config import StreetViewFilter
from ...contract.texts.text import Text
from ...utils.arrays import FloatArray, IntArray
from ...utils.cache import is_fresh
from ...utils.progress import Progress, silent
from ...utils.study_area import GEOGRAPHIC, StudyArea
from .files import write_layer
from .mapillary_api import ATTRIBUTION, LICENCE, MapillaryApi, instant_ms
from .mapillary_search import LISTING_LIFE_S, check_dates, summary_of

LAYER = FetchStreetViewResult.COVERAGE
STAGE = "Looking up coverage"
#: Zoom of the tiles that are the cells of the result: 115 m at 41° north.
CELL_ZOOM = 18
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


def fetch_coverage(
    area: StudyArea,
    wanted: StreetViewFilter,
    token: str,
    out: Path,
    *,
    proxy: str = "",
    certificates: Path | None = None,
    progress: Progress = silent,
) -> dict[str, Any]:
    """Count the street views of an area, cell by cell, without downloading any.

    The filter applies to dates and panoramas, but not to quality, which tiles do not contain.

    Args:
        area: the study area.
        wanted: which street views count.
        token: of Mapillary's API.
        out: a GeoPackage, written atomically; its layer ``coverage`` has the cells with
            images, squares of Web Mercator at zoom 18 in EPSG:4326, with ``images``,
            ``panoramas``, ``sequences``, ``first`` and ``last`` (dates).
        proxy, certificates: as for :class:`~..services.download.Downloader`.
        progress: called after every tile, and at least every 0.2 s.

    Returns:
        ``counts`` (images, panoramas, sequences, cells, tiles), ``tiles`` (``14/x/y`` → images),
        ``dropped``, ``remarks``, ``licence``, ``attribution``, ``retrieved_at``, ``filter``,
        ``area``.

    Raises:
        TrajganrError: ``AUTH.DENIED``; ``INPUT.EMPTY`` when no image matches the filter;
            ``INPUT.GEOMETRY`` for an area that is too large; ``INPUT.TIME``; ``INPUT.FORMAT``
            for a tile that cannot be read; those of :class:`~..services.download.Downloader`.
    """
    check_dates(wanted)
    numbers = list(tiles_of(area))
    done = [0.0]
    dropped: Counter[Text] = Counter()
    tiles: dict[str, int] = {}
    parts: list[pd.DataFrame] = []
    with MapillaryApi(
        token, proxy=proxy, certificates=certificates, check=lambda: progress(STAGE, done[0])
    ) as api:
        for x, y in numbers:
            path = api.folder / "tiles" / str(ZOOM) / str(x) / f"{y}.mvt"
            if not is_fresh(path, LISTING_LIFE_S):
                content = api.coverage_tile(ZOOM, x, y)
                with atomic_file(path) as temporary:
                    temporary.write_bytes(content)
            try:
                images = read_tile(path.read_bytes(), x, y)
            except TrajganrError:
                path.unlink()  # It is downloaded again next time.
                raise
            images = _wanted_of(images, wanted, area, dropped)
            tiles[f"{ZOOM}/{x}/{y}"] = len(images)
            parts.append(images)
            done[0] += 1 / len(numbers)
            progress(STAGE, min(done[0], 1.0), images=sum(tiles.values()))
    if not sum(tiles.values()):
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "Mapillary has no street views in {bbox} that match the filter.",
            "Choose another area or other dates, or include panoramas.",
            bbox=list(area.bbox),
        )
    found = pd.concat(parts, ignore_index=True)
    cells = _cells(found)
    summary = _summary(area, wanted, cells, tiles, found["sequence"].nunique(), dropped)
    with atomic_file(out) as temporary:
        write_layer(cells, temporary, LAYER, summary)
    return summary


def _wanted_of(
    images: pd.DataFrame, wanted: StreetViewFilter, area: StudyArea, dropped: Counter[Text]
) -> pd.DataFrame:
    """The images of a tile that are in the area and match the filter."""
    images = images[area.contains(images["lon"], images["lat"])]

    def keep(images: pd.DataFrame, chosen: pd.Series, reason: Text) -> pd.DataFrame:
        if not chosen.all():
            dropped[reason] += int((~chosen).sum())
        return images[chosen]

    if wanted.captured_after or wanted.captured_before:
        images = keep(images, images["captured_ms"].notna(), Text("of unknown date"))
    if wanted.captured_after:
        first = instant_ms(wanted.captured_after)
        images = keep(images, images["captured_ms"] >= first, Text("captured too early"))
    if wanted.captured_before:
        end = instant_ms(wanted.captured_before)
        images = keep(images, images["captured_ms"] < end, Text("captured too late"))
    if wanted.panoramas == "only":
        images = keep(images, images["is_pano"] == 1, Text("that are not panoramas"))
    elif wanted.panoramas == "none":
        images = keep(images, images["is_pano"] != 1, Text("that are panoramas"))
    return images


def _cells(images: pd.DataFrame) -> gpd.GeoDataFrame:
    """Cells with images, and their counts."""
    x, y = grid_place(images["lon"].to_numpy(), images["lat"].to_numpy(), CELL_ZOOM)
    captured = pd.to_datetime(images["captured_ms"], unit="ms", errors="coerce")
    images = images.assign(x=x, y=y, panorama=images["is_pano"] == 1, captured=captured)
    cells = images.groupby(["x", "y"], as_index=False).agg(
        images=("sequence", "size"),
        panoramas=("panorama", "sum"),
        sequences=("sequence", "nunique"),
        first=("captured", "min"),
        last=("captured", "max"),
    )
    for name in ("first", "last"):
        cells[name] = cells[name].dt.strftime("%Y-%m-%d")
    x, y = cells.pop("x").to_numpy(), cells.pop("y").to_numpy()
    west, north = corner(x, y, CELL_ZOOM)
    east, south = corner(x + 1, y + 1, CELL_ZOOM)
    return gpd.GeoDataFrame(cells, geometry=shapely.box(west, south, east, north), crs=GEOGRAPHIC)


def _summary(
    area: StudyArea,
    wanted: StreetViewFilter,
    cells: gpd.GeoDataFrame,
    tiles: dict[str, int],
    sequences: int,
    dropped: Counter[Text],
) -> dict[str, Any]:
    images = sum(tiles.values())
    remarks = [
        Text(
            "Mapillary has {n:,} street views in the area, from {sequences:,} sequences; {cells:,} "
            "cells of about a hundred metres have some.",
            n=images,
            sequences=sequences,
            cells=len(cells),
        ),
        *(
            Text("Not counted: {n:,} street views {why}.", n=n, why=why)
            for why, n in dropped.items()
        ),
        Text("Licence: {licence}, {owner}.", licence=LICENCE, owner=ATTRIBUTION),
    ]
    if wanted.min_quality:
        remarks.insert(1, Text("Their quality is unknown until they are downloaded."))
    counts = {
        "images": images,
        "panoramas": int(cells["panoramas"].sum()),
        "sequences": sequences,
        "cells": len(cells),
        "tiles": len(tiles),
    }
    return {"tiles": tiles, **summary_of(area, wanted, counts, dropped, remarks)}


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
