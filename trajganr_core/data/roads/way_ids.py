"""OpenStreetMap way ids of the features of a layer."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...utils.arrays import IntArray
from .tags import as_text

__all__ = ["OSM_ID", "way_ids"]

#: The field in our own layers (including predictions) and in GDAL's.
OSM_ID = "osm_id"
#: Fields that always hold a way id, in layers of GDAL, overpass turbo, QuickOSM and OSMnx.
FIELDS = (OSM_ID, "@id", "full_id", "osmid")
#: A generic field; it counts only if its values are marked as ways.
ANY_FIELD = "id"
#: ``way/17`` (overpass turbo), ``w17`` (QuickOSM), or the bare number.
TYPED = r"^(?:way/|w)(\d{1,18})$"
BARE_OR_TYPED = r"^(?:way/|w)?(\d{1,18})$"
#: Larger numbers are no ids.
MAX_COUNT = 10**18 - 1


def way_ids(frame: pd.DataFrame) -> IntArray:
    """``(n,)`` the way id of each feature, 0 where unknown.

    Args:
        frame: the attributes of a layer. The first existing field counts, case-insensitively.
    """
    named = {str(name).lower(): name for name in reversed(list(frame.columns))}
    for field in FIELDS:
        if field in named:
            return _numbers(frame[named[field]], BARE_OR_TYPED)
    if ANY_FIELD in named:
        return _numbers(frame[named[ANY_FIELD]], TYPED)
    return np.zeros(len(frame), dtype=np.int64)


def _numbers(values: pd.Series, pattern: str) -> IntArray:
    if pattern == BARE_OR_TYPED and values.dtype.kind == "i":
        return values.where(values.between(0, MAX_COUNT), 0).to_numpy(dtype=np.int64)
    numbers = as_text(values).str.extract(pattern, expand=False)
    return numbers.fillna("0").astype(np.int64).to_numpy()
