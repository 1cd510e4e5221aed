"""Tags of features, in columns of a table or packed in GDAL's ``other_tags``."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd
from pandas.api.types import is_float_dtype

from ...contract.records import plain_json

__all__ = ["OTHER_TAGS", "as_text", "tag_table"]

#: Column of GDAL's OSM driver, and so of QGIS, for tags without a column of their own.
OTHER_TAGS = "other_tags"

#: A pair of PostgreSQL's hstore format: ``"key"=>"value"``, with escapes ``\"`` and ``\\``.
HSTORE_PAIR = re.compile(r'"((?:[^"\\]|\\.)*)"\s*=>\s*"((?:[^"\\]|\\.)*)"')


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
