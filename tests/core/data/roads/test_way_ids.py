"""OpenStreetMap way ids of the features of layers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from trajganr_core.data.roads.tags import way_ids


@pytest.mark.parametrize(
    ("field", "values", "expected"),
    [
        ("osm_id", [5_000_000_001, 7], [5_000_000_001, 7]),
        ("osm_id", ["5000000001", None], [5_000_000_001, 0]),
        ("osm_id", [7.0, np.nan], [7, 0]),  # as a column of whole numbers with gaps is read
        ("OSM_ID", ["7"], [7]),
        ("@id", ["way/7", "relation/8"], [7, 0]),
        ("full_id", ["w7", "r8"], [7, 0]),
        ("osmid", ["7", "[7, 8]"], [7, 0]),  # OSMnx joins ways to one edge
        ("osm_id", [-7], [0]),  # a relation of osm2pgsql
        ("id", ["way/7"], [7]),
        ("id", [7], [0]),  # may be anything
        ("number", [7], [0]),
    ],
)
def test_the_way_is_read_from_the_field_that_names_it(
    field: str, values: list[object], expected: list[int]
) -> None:
    assert way_ids(pd.DataFrame({"name": "street", field: values})).tolist() == expected


def test_a_field_that_names_the_way_counts_before_one_that_may() -> None:
    frame = pd.DataFrame({"id": ["way/1"], "full_id": ["w2"], "osm_id": [3]})
    assert way_ids(frame).tolist() == [3]
    assert way_ids(frame[["id", "full_id"]]).tolist() == [2]
