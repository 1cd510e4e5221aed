"""Tags of features, in columns of a table or packed in GDAL's ``other_tags``, and ids of ways."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd
from pandas.api.types import is_float_dtype

from ...contract.options.data_config import RoadOptions
from ...contract.records import plain_json
from ...utils.arrays import IntArray

#: Column of GDAL's OSM driver, and so of QGIS, for tags without a column of their own.
OTHER_TAGS = "other_tags"

#: A pair of PostgreSQL's hstore format: ``"key"=>"value"``, with escapes ``\"`` and ``\\``.
HSTORE_PAIR = re.compile(r'"((?:[^"\\]|\\.)*)"\s*=>\s*"((?:[^"\\]|\\.)*)"')
#: A layer with speed limits has some larger ones, and none below a walker's speed.
MAX_CODE, MIN_LIMIT = 15, 5
#: The numbers that a column of one-way roads has.
ONEWAY_NUMBERS = {-1, 0, 1}
LIMITS = ("maxspeed", "maxspeed:forward", "maxspeed:backward")
#: The field in our own layers (including predictions) and in GDAL's.
OSM_ID = "osm_id"
#: Fields that always hold a way id, in layers of GDAL, overpass turbo, QuickOSM and OSMnx.
ID_FIELDS = (OSM_ID, "@id", "full_id", "osmid")
#: A generic field; it counts only if its values are marked as ways.
ANY_ID_FIELD = "id"
#: ``way/17`` (overpass turbo), ``w17`` (QuickOSM), or the bare number.
TYPED = r"^(?:way/|w)(\d{1,18})$"
BARE_OR_TYPED = r"^(?:way/|w)?(\d{1,18})$"
#: Larger numbers are no ids.
MAX_ID = 10**18 - 1


def tag_table(frame: pd.DataFrame, keys: Iterable[str]) -> pd.DataFrame:
    """The tags of each feature as strings, "" where absent.

    A tag is read from the column of its name, or else from the packed tags. The columns of the
    result are ``keys``.
    """
    keys = list(dict.fromkeys(keys))
    table = {key: as_text(frame[key]) for key in keys if key in frame}
    if OTHER_TAGS in frame:
        packed = [_unpacked(text) for text in as_text(frame[OTHER_TAGS])]
        for key in keys:
            values = pd.Series([tags.get(key, "") for tags in packed], index=frame.index)
            own = table.get(key)
            table[key] = values if own is None else own.where(own != "", values)
    nothing = pd.Series("", index=frame.index)
    return pd.DataFrame({key: table.get(key, nothing) for key in keys}, dtype=object)


def as_text(values: pd.Series) -> pd.Series:
    """The values of a field as strings, "" where missing."""
    # Integers with missing values are floats: write 1, not 1.0.
    if is_float_dtype(values.dtype) and (values.dropna() % 1 == 0).all():
        values = values.astype("Int64")
    missing = values.isna()
    return values.astype(str).str.strip().mask(missing, "").astype(object)


def _unpacked(text: str) -> dict[str, str]:
    """The tags in an hstore string, or in JSON, which GDAL writes on request."""
    if text.startswith("{"):
        try:
            return {str(key): str(value) for key, value in plain_json.loads(text).items()}
        except ValueError:
            return {}
    return {_unescaped(key): _unescaped(value) for key, value in HSTORE_PAIR.findall(text)}


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def without_codes(tags: pd.DataFrame, options: RoadOptions) -> tuple[pd.DataFrame, dict[str, str]]:
    """The tags of a layer's lines without numbers that must be codes, and which these are.

    Speed limits from 1 to 12 are classes of speeds. Of a one-way column with a 2 or a 3, the 1 may
    mean both directions, so that none of its numbers is used.

    Args:
        tags: strings, "" where absent.
    """
    found, codes = tags.copy(), {}
    for name in (*LIMITS, options.oneway_field):
        texts = pd.Series(tags[name].unique(), dtype=object)
        number = pd.to_numeric(texts.where(texts != ""), errors="coerce")
        known = {*number.dropna()} - {0}
        is_code = (
            bool(known - ONEWAY_NUMBERS)
            if name == options.oneway_field
            else bool(known) and max(known) <= MAX_CODE and min(known) < MIN_LIMIT
        )
        if is_code:
            found[name] = tags[name].mask(tags[name].isin(texts[number.notna()]), "")
            codes[name] = ", ".join(f"{each:g}" for each in sorted({*number.dropna()})[:20])
    return found, codes


def way_ids(frame: pd.DataFrame) -> IntArray:
    """``(n,)`` the way id of each feature, 0 where unknown.

    Args:
        frame: the attributes of a layer. The first existing field counts, case-insensitively.
    """
    named = {str(name).lower(): name for name in reversed(list(frame.columns))}
    for field in ID_FIELDS:
        if field in named:
            return _ids_of(frame[named[field]], BARE_OR_TYPED)
    if ANY_ID_FIELD in named:
        return _ids_of(frame[named[ANY_ID_FIELD]], TYPED)
    return np.zeros(len(frame), dtype=np.int64)


def _ids_of(values: pd.Series, pattern: str) -> IntArray:
    if pattern == BARE_OR_TYPED and values.dtype.kind == "i":
        return values.where(values.between(0, MAX_ID), 0).to_numpy(dtype=np.int64)
    numbers = as_text(values).str.extract(pattern, expand=False)
    return numbers.fillna("0").astype(np.int64).to_numpy()
