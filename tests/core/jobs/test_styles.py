"""Styles in the files of jobs."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import LineString

from trajganr_core.contract.kinds.predict import PredictResult
from trajganr_core.contract.layers.geopackage_styles import DRIVING_SIDE
from trajganr_core.contract.layers.styles import OFFSET_MM
from trajganr_core.jobs.styles import save_styles


@pytest.mark.parametrize(("side", "sign"), [("right", ""), ("left", "-")])
def test_the_styles_of_a_layer_are_in_its_file_and_the_first_is_the_default(
    side: str, sign: str, tmp_path: Path
) -> None:
    frame = gpd.GeoDataFrame(
        {"speed_kmh": [30.0], "popularity": ["low"]},
        geometry=[LineString([(0, 0), (1, 1)])],
        crs="EPSG:4326",
    )
    path = tmp_path / PredictResult.FILE
    frame.to_file(path, layer="roads", driver="GPKG", layer_metadata={DRIVING_SIDE: side})
    frame.to_file(tmp_path / "other.gpkg", layer="roads", driver="GPKG")
    counts = {"roads": 1}
    save_styles(tmp_path, PredictResult(files=(path.name,), counts=counts))
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute(
            "SELECT styleName, useAsDefault, f_geometry_column, styleQML FROM layer_styles"
        ).fetchall()
    assert [row[:3] for row in rows] == [
        ("Traffic speed", 1, "geom"),
        ("Road popularity", 0, "geom"),
    ]
    assert all(f'value="{sign}{OFFSET_MM} ' in qml for *_, qml in rows)
    assert len(gpd.list_layers(tmp_path / "other.gpkg")) == 1
