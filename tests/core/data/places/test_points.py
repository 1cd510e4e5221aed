"""Points of layers and tables."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
import town

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data.places.points import read_places, read_points

PLACES = [(0, 0), (100, 50)]


def layer(path: Path, geometries: list[shapely.Geometry], name: str = "a", **columns: list) -> Path:
    frame = gpd.GeoDataFrame(columns, geometry=geometries, crs="EPSG:4326")
    frame.to_crs("EPSG:3857").to_file(path, layer=name)
    return path


def test_points_of_a_layer_are_degrees_in_its_order(tmp_path: Path) -> None:
    lon, lat = read_points(layer(tmp_path / "a.gpkg", list(shapely.points(town.lon_lat(PLACES)))))
    np.testing.assert_allclose(np.column_stack([lon, lat]), town.lon_lat(PLACES))


def test_rows_of_a_table_without_coordinates_keep_their_place(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("lat,lon\n41.15,-8.62\n,\n41.1,north\n")
    lon, lat = read_points(tmp_path / "a.csv")
    np.testing.assert_array_equal(lon, [-8.62, np.nan, np.nan])
    np.testing.assert_array_equal(lat, [41.15, np.nan, np.nan])


def test_features_of_a_layer_without_a_usable_point_keep_their_place(tmp_path: Path) -> None:
    there = shapely.Point(town.lon_lat(PLACES)[0])
    path = tmp_path / "a.gpkg"
    points = [None, there, shapely.Point(np.inf, 1), shapely.Point(), there]
    gpd.GeoDataFrame(geometry=points, crs="EPSG:4326").to_file(path)
    lon, lat = read_points(path)
    assert np.isfinite(lon).tolist() == [False, True, False, False, True]
    assert (np.isfinite(lat) == np.isfinite(lon)).all()


def test_a_coordinate_that_is_nowhere_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("lat,lon\n41.15,-8.62\n41,-8\ninf,1\n41.1,500\n41.2,-8.6\n")
    lon, _ = read_points(tmp_path / "a.csv")
    np.testing.assert_array_equal(lon, [-8.62, -8, np.nan, np.nan, -8.6])


def test_places_of_a_layer_of_any_geometry_are_read_once(tmp_path: Path) -> None:
    there = shapely.Point(town.lon_lat(PLACES)[0])
    shapes = [there, there.buffer(1e-4), shapely.LineString([(-8.62, 41.15), (-8.61, 41.15)]), None]
    path = tmp_path / "a.gpkg"
    gpd.GeoDataFrame({"shop": list("abcd")}, geometry=shapes, crs="EPSG:4326").to_file(path)
    dropped: Counter[str] = Counter()
    assert read_places(path, town.AREA, dropped)["shop"].tolist() == ["a", "b"]
    assert dropped["of another type of geometry"] == 1


def test_points_and_polygons_of_one_file_are_places(tmp_path: Path) -> None:
    """As GDAL converts an extract: a layer of points and one of polygons."""
    path = tmp_path / "a.gpkg"
    square = shapely.Polygon(town.lon_lat([(90, 40), (110, 40), (110, 60), (90, 60)]))
    layer(path, [square], "multipolygons", shop=["mall"])
    layer(path, [shapely.Point(town.lon_lat(PLACES)[0])], "points", amenity=["bar"])
    table = read_places(path, town.AREA)
    np.testing.assert_allclose(table[["lon", "lat"]], town.lon_lat(PLACES), atol=1e-6)
    assert table["shop"].tolist()[1] == "mall"


def test_places_far_from_the_area_are_not_read_of_a_layer(tmp_path: Path) -> None:
    points = [shapely.Point(2, 50), shapely.Point(town.lon_lat(PLACES)[0])]
    path = layer(tmp_path / "a.gpkg", points, shop=["far", "near"])
    assert read_places(path, town.AREA)["shop"].tolist() == ["near"]


def code_of(path: Path) -> Code:
    with pytest.raises(TrajganrError) as error:
        read_points(path)
    assert error.value.next_action
    return error.value.code


@pytest.mark.malformed
def test_a_table_of_points_without_lon_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x,lat\n-8.62,41.15\n")
    assert code_of(tmp_path / "a.csv") is Code.INPUT_FIELD


@pytest.mark.malformed
def test_points_in_metres_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("lon,lat\n-41000,165000\n")
    assert code_of(tmp_path / "a.csv") is Code.INPUT_CRS


@pytest.mark.malformed
def test_a_line_layer_has_no_points(tmp_path: Path) -> None:
    path = layer(tmp_path / "a.gpkg", [town.line(PLACES)])
    assert code_of(path) is Code.INPUT_GEOMETRY
    with pytest.raises(TrajganrError) as error:
        read_places(path, town.AREA)
    assert error.value.code is Code.INPUT_GEOMETRY
