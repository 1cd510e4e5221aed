"""Conversion of table columns of any type to numbers and strings."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ...contract.texts.text import Text
from ...utils.arrays import BoolArray, Float32Array, FloatArray

#: Reason of headings that are not used, in reports.
UNKNOWN_HEADINGS = Text("headings that are no degrees from 0 to 360")
#: A decimal comma, as in spreadsheets of many European locales.
DECIMAL_COMMA = r"^\s*([+-]?\d*),(\d+)\s*$"


def is_text(column: pa.Array) -> bool:
    """Whether a column holds text."""
    kind = column.type
    return pa.types.is_string(kind) or pa.types.is_large_string(kind)


def plain(column: pa.Array) -> pa.Array:
    """The column without dictionary encoding."""
    if pa.types.is_dictionary(column.type):
        return column.dictionary_decode()
    return column


def numbers(column: pa.Array) -> FloatArray:
    """Numbers ``(n,)``; NaN where a value is missing or not a number."""
    column = plain(column)
    if pa.types.is_null(column.type):
        return np.full(len(column), np.nan)
    if pa.types.is_boolean(column.type):
        column = pc.cast(column, pa.int8())
    try:
        values = pc.cast(column, pa.float64(), safe=is_text(column))
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return _messy_numbers(column)
    return np.asarray(values.to_numpy(zero_copy_only=False), dtype=np.float64)


def headings(values: FloatArray) -> Float32Array:
    """Degrees clockwise from north in [0, 360); NaN for others, such as -1, 360 and 511.

    Receivers write these for a heading that is unknown (360 and 511: ITU-R M.1371).
    """
    known = np.where((values >= 0.0) & (values < 360.0), values, np.nan)
    return known.astype(np.float32) % np.float32(360.0)  # rounding may have made it 360


def texts(column: pa.Array) -> pa.Array:
    """Strings ``(n,)`` without surrounding blanks; null where a value is missing or blank."""
    column = plain(column)
    trimmed = pc.utf8_trim_whitespace(pc.cast(column, pa.string()))
    return pc.if_else(pc.equal(trimmed, ""), None, trimmed)


def truths(column: pa.Array) -> BoolArray:
    """Whether values ``(n,)`` are non-zero, or the strings true or yes."""
    column = plain(column)
    value = numbers(column)
    if not is_text(column):
        return np.nan_to_num(value) != 0
    is_yes = pc.is_in(pc.utf8_lower(column), pa.array(["true", "t", "yes", "y"]))
    return (np.nan_to_num(value) != 0) | is_yes.to_numpy(zero_copy_only=False)


def first_value(column: pa.Array) -> str:
    """The first non-null value, as text."""
    values = column.drop_null()
    return str(values[0].as_py()) if len(values) else ""


def _messy_numbers(column: pa.Array) -> FloatArray:
    if not is_text(column):
        return np.full(len(column), np.nan)
    with_points = pc.replace_substring_regex(column, DECIMAL_COMMA, r"\1.\2")
    values = pd.to_numeric(with_points.to_pandas(), errors="coerce")
    return np.asarray(values.to_numpy(dtype=np.float64, na_value=np.nan))
