"""Tags of features: columns of a table, and those that GDAL packs into one column."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd
from pandas.api.types import is_float_dtype

from ...contract import plain_json

__all__ = ["OTHER_TAGS", "as_text", "found_tags", "tag_table"]

#: Where GDAL's OSM driver, and so QGIS, keeps the tags that have no column of their own.
OTHER_TAGS = "other_tags"

#: A pair of PostgreSQL's hstore as text: ``"key"=>"value"``, with ``\"`` and ``\\`` in either.
HSTORE_PAIR = re.compile(r'"((?:[^"\\]|\\.)*)"\s*=>\s*"((?:[^"\\]|\\.)*)"')


def tag_table(frame: pd.DataFrame, keys: Iterable[str]) -> pd.DataFrame:
    """The tags of each feature as text, "" where it has none.

    A tag is looked for in the column of its name, then among the packed ones.

    Args:
        frame: a layer's or table's attributes.
        keys: tags that are wanted; the columns of the result.
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


def found_tags(frame: pd.DataFrame, keys: Iterable[str]) -> list[str]:
    """Which of the tags the table may have: it has the column, or packed tags."""
    return [key for key in keys if key in frame or OTHER_TAGS in frame]


def as_text(values: pd.Series) -> pd.Series:
    """The values of a field as text, "" where there is none."""
    # Whole numbers become floats where some are missing: 1 is meant, not 1.0.
    if is_float_dtype(values.dtype) and (values.dropna() % 1 == 0).all():
        values = values.astype("Int64")
    missing = values.isna()
    return values.astype(str).str.strip().mask(missing, "").astype(object)


def _unpacked(text: str) -> dict[str, str]:
    """The tags in a text of hstore, or of JSON, which GDAL writes on request."""
    if text.startswith("{"):
        try:
            return {str(key): str(value) for key, value in plain_json.loads(text).items()}
        except ValueError:
            return {}
    return {_unescaped(key): _unescaped(value) for key, value in HSTORE_PAIR.findall(text)}


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
