"""Styles in a GeoPackage."""

import sqlite3
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import LineString

from trajganr_core.contract.layers.geopackage_styles import store_styles, stored_styles


@pytest.fixture
def geopackage(tmp_path: Path) -> Path:
    path = tmp_path / "two.gpkg"
    frame = gpd.GeoDataFrame(geometry=[LineString([(0, 0), (1, 1)])], crs="EPSG:4326")
    for layer in ("roads", "others"):
        frame.to_file(path, layer=layer, driver="GPKG")
    return path


def test_styles_keep_their_order_and_the_first_is_the_default(geopackage: Path) -> None:
    styles = {"B": "<qgis/>", "A": "<qgis version='3'/>"}
    store_styles(geopackage, "roads", styles)
    assert list(stored_styles(geopackage, "roads").items()) == list(styles.items())
    with closing(sqlite3.connect(geopackage)) as database:
        rows = database.execute("SELECT styleName, useAsDefault FROM layer_styles").fetchall()
    assert rows == [("B", 1), ("A", 0)]


def test_styles_of_one_layer_are_replaced(geopackage: Path) -> None:
    store_styles(geopackage, "others", {"theirs": "<qgis/>"})
    store_styles(geopackage, "roads", {"old": "<qgis/>"})
    store_styles(geopackage, "roads", {"new": "<qgis/>"})
    assert list(stored_styles(geopackage, "roads")) == ["new"]
    assert list(stored_styles(geopackage, "others")) == ["theirs"]


def test_the_table_of_styles_is_not_listed_as_a_layer(geopackage: Path) -> None:
    store_styles(geopackage, "roads", {"A": "<qgis/>"})
    layers = gpd.list_layers(geopackage)
    drawn = layers[layers["geometry_type"].notna()]["name"]
    assert sorted(drawn) == ["others", "roads"]
