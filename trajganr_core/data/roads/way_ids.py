"""The OpenStreetMap ways that the features of a layer are, by the field that names them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...utils.arrays import IntArray
from .tags import as_text

__all__ = ["OSM_ID", "way_ids"]

#: The field of our own layers and of GDAL's; a predicted layer has it too.
OSM_ID = "osm_id"
#: Fields that hold the id of a way and of nothing else: of GDAL, overpass turbo, QuickOSM and
#: OSMnx.
FIELDS = (OSM_ID, "@id", "full_id", "osmid")
#: A field that may hold anything: it counts where its values say that they are ways.
ANY_FIELD = "id"
#: ``way/17`` as overpass turbo writes it, ``w17`` as QuickOSM does, and the bare number.
TYPED = r"^(?:way/|w)(\d{1,18})$"
BARE_OR_TYPED = r"^(?:way/|w)?(\d{1,18})$"


def way_ids(frame: pd.DataFrame) -> IntArray:
    """``(n,)`` the id of the way of each feature, 0 where the layer does not say it.

    Args:
        frame: the attributes of a layer. The first of the fields that it has counts, whatever the
            case of its name.
    """
    named = {str(name).lower(): name for name in reversed(list(frame.columns))}
    for field in FIELDS:
        if field in named:
            return _numbers(frame[named[field]], BARE_OR_TYPED)
    if ANY_FIELD in named:
        return _numbers(frame[named[ANY_FIELD]], TYPED)
    return np.zeros(len(frame), dtype=np.int64)


def _numbers(values: pd.Series, pattern: str) -> IntArray:
    found = as_text(values).str.extract(pattern, expand=False)
    return found.fillna("0").astype(np.int64).to_numpy()
