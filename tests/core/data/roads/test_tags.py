"""Tags in columns and in GDAL's packed column."""

from __future__ import annotations

import pandas as pd
import pytest

from trajganr_core.data.roads.tags import tag_table


@pytest.mark.parametrize(
    ("packed", "value"),
    [
        ('"access"=>"no"', "no"),
        ('"name"=>"x","access"=>"no","lit"=>"yes"', "no"),
        ('"access" => "no"', "no"),
        ('"note"=>"say \\"access\\"=>\\"yes\\"","access"=>"no"', "no"),
        ('"access"=>"a \\"b\\" \\\\ c"', 'a "b" \\ c'),
        ('"motor_access"=>"no"', ""),
        ('{"access": "no", "lit": "yes"}', "no"),
        ("{broken", ""),
        ("no hstore at all", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_packed_tags_are_found(packed: str | None, value: str) -> None:
    frame = pd.DataFrame({"other_tags": pd.Series([packed], dtype=object)})
    assert tag_table(frame, ["access"])["access"].tolist() == [value]


def test_a_column_outranks_packed_tags() -> None:
    packed = '"access"=>"no"'
    frame = pd.DataFrame({"access": ["yes", None], "other_tags": [packed, packed]})
    assert tag_table(frame, ["access"])["access"].tolist() == ["yes", "no"]


def test_missing_values_and_columns_are_empty_text() -> None:
    frame = pd.DataFrame({"a": [1.0, None], "b": [None, True], "c": ["x ", None]}, index=[7, 9])
    table = tag_table(frame, ["a", "b", "c", "d", "a"])
    assert table.columns.tolist() == ["a", "b", "c", "d"]
    assert table.index.tolist() == [7, 9]
    assert table.loc[7].tolist() == ["1", "", "x", ""]
    assert table.loc[9].tolist() == ["", "True", "", ""]
