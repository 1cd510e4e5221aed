"""Vector tiles of predicted or observed roads: one PMTiles file for a web server.

The layer ``roads`` has each directed segment once, with the columns that a page shows, by their
names in predicted roads. GDAL cuts the tiles; its own PMTiles would not name the data's owners.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from html import escape
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio

from ..contract.errors import Code, TrajganrError
from ..contract.layers.map_classes import ROAD_WEIGHTS, USUAL_WEIGHT
from ..contract.options.time_sets import parse_time_set
from ..utils.extras import needs_extra
from ..utils.progress import Progress
from .packed import MAX_TEXT, NUMBERS, TEXTS
from .shared_roads import ALL_TIMES, SharedRoads

LAYER = "roads"
#: The least weight (:data:`~..contract.layers.map_classes.ROAD_WEIGHTS`) of the roads of a zoom:
#: main roads, then secondary, tertiary and all. Maps enlarge the last zoom, whose units are half a
#: metre.
LEAST_WEIGHTS = {6: 0.55, 7: 0.55, 8: 0.55, 9: 0.4, 10: 0.4, 11: 0.25, 12: 0.25, 13: 0.0}
#: If a tile of another zoom would be larger, bytes, only roads of one of these weights are there.
MAX_TILE, HEAVIER = 1 << 20, (0.4, 0.55, 0.9, 1.0, math.inf)
THREADS = "GDAL_NUM_THREADS"


def write_tiles(
    shared: SharedRoads, page: Mapping[str, Any], path: Path, progress: Progress
) -> None:
    """Write tiles of the roads of a page, with its packed data; the same make the same file.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for an observed time that is none of the week;
            ``INPUT.EMPTY`` if all roads are shorter than half a metre; ``ENV.MISSING_DEP``.
    """
    with needs_extra():
        from pmtiles.tile import Compression, TileType, zxy_to_tileid
        from pmtiles.writer import write
    ends = {
        time: f"_{parse_time_set(time).slug if shared.is_observed else time}"
        for time in shared.times
    }
    ends |= {ALL_TIMES: ""}
    table = _table(shared, ends)
    zooms = []
    with write(path) as writer:
        for done, zoom in enumerate(LEAST_WEIGHTS):
            progress("Writing tiles", done / len(LEAST_WEIGHTS))
            tiles = _tiles(table, zoom, path.with_suffix(".mbtiles"))
            for number, tile in sorted((zxy_to_tileid(zoom, x, y), tile) for x, y, tile in tiles):
                writer.write_tile(number, tile)
            zooms += [zoom] if tiles else []
        if not zooms:
            raise TrajganrError(
                Code.INPUT_EMPTY,
                "No road is long enough to be seen on a map.",
                "Check the geometry of the layer of roads.",
            )
        fields = {
            name: "Number" if pd.api.types.is_numeric_dtype(table[name]) else "String"
            for name in table.columns.drop("geometry")
        }
        metadata = {
            "name": page["title"],
            "attribution": escape(shared.attribution or shared.licence),  # maps show it as HTML
            "license": shared.licence,
            "vector_layers": [
                {"id": LAYER, "minzoom": zooms[0], "maxzoom": zooms[-1], "fields": fields}
            ],
            "trajganr": {name: page[name] for name in ("version", "measures", "side", "made")}
            | {"times": {ends[time]: title for time, title in shared.times.items()}},
        }
        kind = {"tile_type": TileType.MVT, "tile_compression": Compression.GZIP}
        edges = zip(("min_lon", "min_lat", "max_lon", "max_lat"), table.total_bounds, strict=True)
        writer.finalize(kind | {f"{name}_e7": round(at * 1e7) for name, at in edges}, metadata)


def _table(shared: SharedRoads, ends: Mapping[str, str]) -> gpd.GeoDataFrame:
    """What is known of segments, and their values at times, whose columns have these ends."""
    roads = shared.roads
    columns = {name: _shown(roads[name], 1) for name in (*NUMBERS, *TEXTS) if name in roads}
    for view in shared.views:
        name, decimals = view.measure.column, view.measure.decimals
        found = {name: view.values, f"{name}_low": view.low, f"{name}_high": view.high}
        found |= {f"{name}_set": view.choices, "basis": view.basis}
        found |= {} if view.shares is None else dict(view.shares.items())
        columns |= {
            part + ends[view.time]: _shown(values, decimals)
            for part, values in found.items()
            if values is not None
        }
    return gpd.GeoDataFrame(columns, geometry=roads.geometry, crs=roads.crs)


def _shown(values: pd.Series, decimals: int) -> pd.Series:
    """Rounded numbers, which take less room; texts, of which empty ones are None."""
    if pd.api.types.is_numeric_dtype(values):
        return values.round(decimals)
    texts = values.fillna("").astype(str).str.slice(0, MAX_TEXT)
    return texts.where(texts.str.strip() != "", None)


def _tiles(table: gpd.GeoDataFrame, zoom: int, path: Path) -> list[tuple[int, int, bytes]]:
    """Columns, rows and contents of the tiles of a zoom; ``path`` is of a file for a while."""
    highway = table.get("highway", pd.Series(index=table.index, dtype=object))
    weights = highway.map(ROAD_WEIGHTS).fillna(USUAL_WEIGHT)
    least = LEAST_WEIGHTS[zoom]
    heavier = [each for each in HEAVIER if each > least]
    tiles = _cut(table[weights >= least], zoom, path)
    while zoom < max(LEAST_WEIGHTS) and any(len(tile) > MAX_TILE for *_, tile in tiles):
        tiles = _cut(table[weights >= heavier.pop(0)], zoom, path)
    return tiles


def _cut(roads: gpd.GeoDataFrame, zoom: int, path: Path) -> list[tuple[int, int, bytes]]:
    if roads.empty:
        return []
    options = {"FORMAT": "MBTILES", "MINZOOM": zoom, "MAXZOOM": zoom, "EXTENT": 8192}
    options |= {"MAX_SIZE": 1 << 30, "MAX_FEATURES": 1 << 30}  # GDAL leaves out what is beyond
    threads = pyogrio.get_gdal_config_option(THREADS)
    pyogrio.set_gdal_config_options({THREADS: 1})  # with more, the order of roads is by chance
    try:
        pyogrio.write_dataframe(roads, path, layer=LAYER, driver="MVT", dataset_options=options)
        with closing(sqlite3.connect(path)) as database:
            found = database.execute("SELECT tile_column, tile_row, tile_data FROM tiles")
            return [(x, 2**zoom - 1 - y, tile) for x, y, tile in found]  # rows are from the south
    finally:
        pyogrio.set_gdal_config_options({THREADS: threads})
        path.unlink(missing_ok=True)
