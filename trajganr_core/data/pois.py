"""Places (points of interest) and the category that each counts for.

``aoi_categories.csv`` beside this module maps OSM tags to categories; a value ``*`` stands for
every value of its key. Edit it to count places differently.
"""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pandas as pd

from ..errors import Code, TrajganrError
from ..geo import StudyArea, check_lon_lat
from ..tasks import AOI_CATEGORIES
from .files import existing_file
from .layers import read_layer
from .tables import read_csv, require_columns

__all__ = ["read_pois"]

log = logging.getLogger(__name__)


def read_pois(path: Path, area: StudyArea) -> pd.DataFrame:
    """Places in the study area.

    Args:
        path: a point layer in any CRS, or a CSV with ``lon`` and ``lat`` degrees. Its column
            ``category`` holds one of :data:`AOI_CATEGORIES`; without it OSM tag columns
            (``amenity``, ``shop``, …) are mapped.
        area: places outside are left out.

    Returns:
        columns ``lon, lat, category``.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``, ``INPUT.EMPTY`` (also when no place in the area has a
            category), ``INPUT.FORMAT``, ``INPUT.CRS``, ``INPUT.FIELD`` without a column to map.
    """
    table = _read_points(path)
    inside = area.contains(table["lon"].to_numpy(), table["lat"].to_numpy())
    category = _categories(table, path)
    kept = inside & category.notna().to_numpy()
    log.info(
        "Places: %d of %d kept; %d outside the study area, %d of no category",
        int(kept.sum()),
        len(table),
        int((~inside).sum()),
        int((inside & ~kept).sum()),
    )
    if not kept.any():
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "{path} has no place of a known category in the study area.",
            "Check the area, and the categories: {known}, or OSM tags.",
            path=str(path),
            known=", ".join(AOI_CATEGORIES),
        )
    return pd.DataFrame(
        {
            "lon": table["lon"].to_numpy()[kept],
            "lat": table["lat"].to_numpy()[kept],
            "category": category[kept].to_numpy(dtype=object),
        }
    )


def _read_points(path: Path) -> pd.DataFrame:
    if existing_file(path).suffix.lower() == ".csv":
        table = read_csv(path)
        require_columns(path, table.columns, ("lon", "lat"))
    else:
        frame = read_layer(path, ("Point",))
        table = pd.DataFrame(frame.drop(columns=frame.geometry.name))
        table["lon"], table["lat"] = frame.geometry.x, frame.geometry.y
    table = table.replace("", None)
    for axis in ("lon", "lat"):
        table[axis] = pd.to_numeric(table[axis], errors="coerce").astype(np.float64)
    check_lon_lat(table["lon"].to_numpy(), table["lat"].to_numpy(), str(path))
    return table


def _categories(table: pd.DataFrame, path: Path) -> pd.Series:
    """The category of every place, missing where there is none."""
    if "category" in table:
        return table["category"].where(table["category"].isin(AOI_CATEGORIES))
    tags = pd.read_csv(Path(__file__).with_name("aoi_categories.csv"))
    keys = [key for key in tags["key"].unique() if key in table]
    if not keys:
        require_columns(path, table.columns, ("category",))
    category = pd.Series(None, index=table.index, dtype=object)
    for key in keys:
        of_key = tags[tags["key"] == key].set_index("value")["category"]
        mapped = table[key].map(of_key)
        if "*" in of_key:
            mapped = mapped.where(mapped.notna() | table[key].isna(), of_key["*"])
        category = category.where(category.notna(), mapped)
    return category
