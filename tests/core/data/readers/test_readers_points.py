"""Point layers and Parquet, one fix per row."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from reading import code_of, dropped, read, times, write

from trajganr_core.contract.errors import Code
from trajganr_core.contract.options.data_config import TripOptions
from trajganr_core.data.readers import open_trips

pytestmark = pytest.mark.filterwarnings(
    "ignore:.*crs:UserWarning", "ignore:Field time created as String:RuntimeWarning"
)


def fixes(**columns: Any) -> gpd.GeoDataFrame:
    """Three fixes of one trip and one of another, as points."""
    frame = {
        "trip": ["x", "x", "y", "x"],
        "time": pd.to_datetime(["2013-07-01T00:00:53Z"] * 4) + pd.to_timedelta([0, 1, 2, 2.5], "s"),
    }
    points = shapely.points([[-8.61, 41.14], [-8.62, 41.15], [0, 0], [-8.63, 41.16]])
    return gpd.GeoDataFrame(frame | columns, geometry=points, crs="EPSG:4326")


def broken_geometries(path: Path, kind: str) -> Path:
    """GeoParquet whose geometries are no Well-Known Binary."""
    column = {"encoding": "WKB", "geometry_types": [kind]}
    geo = {"version": "1.0.0", "primary_column": "g", "columns": {"g": column}}
    table = pa.table({"trip": ["x", "x"], "time": [1, 2], "g": pa.array([b"?", b"\x01\x01"])})
    pq.write_table(table.replace_schema_metadata({"geo": json.dumps(geo)}), path)
    return path


class TestLayers:
    """Points of any format that GDAL reads, and GeoParquet."""

    @pytest.mark.parametrize("name", ["a.gpkg", "a.fgb", "a.geojson", "a.shp", "a.parquet"])
    def test_points_are_fixes(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / name
        if name.endswith("parquet"):
            fixes().to_parquet(path)
        else:
            fixes().to_file(path)
        trips = read(path)
        found = sorted(zip(np.repeat(trips.trip_id, np.diff(trips.offsets)), trips.t, strict=True))
        assert found == [
            ("x", 1372636853),
            ("x", 1372636854),
            ("x", 1372636855.5),
            ("y", 1372636855),
        ]
        assert sorted(trips.lat) == [0, 41.14, 41.15, 41.16]
        assert open_trips(path).format == "fix_layer"

    @pytest.mark.parametrize("name", ["a.gpkg", "a.fgb", "a.geojson", "a.shp", "a.parquet"])
    def test_headings_are_read(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / name
        frame = fixes(heading=[10.5, -1.0, 511.0, np.nan])
        if name.endswith("parquet"):
            frame.to_parquet(path)
        else:
            frame.to_file(path)
        trips = read(path)
        assert trips.heading[trips.t == 1372636853].tolist() == [10.5]
        assert np.isnan(trips.heading).sum() == 3
        reason = "headings that are no degrees from 0 to 360"
        assert dropped(path)[reason] >= 2  # Parquet distinguishes NaN from a missing value

    @pytest.mark.malformed
    @pytest.mark.parametrize("kind", ["Point", "LineString"])
    def test_geometries_that_cannot_be_read_are_a_format_error(
        self, tmp_path: Path, kind: str
    ) -> None:
        assert code_of(broken_geometries(tmp_path / "a.parquet", kind)) is Code.INPUT_FORMAT

    def test_text_of_parquet_may_be_stored_as_views(self, tmp_path: Path) -> None:
        text = {"trip": ["x", "x", None], "time": ["1", "2", "3"]}
        columns = {name: pa.array(values, pa.string_view()) for name, values in text.items()}
        pq.write_table(pa.table({**columns, "lon": [1.0] * 3, "lat": [2.0] * 3}), tmp_path / "a")
        assert times(read(tmp_path / "a")) == {"x": [1, 2]}

    @pytest.mark.parametrize("name", ["a.gpkg", "a.fgb", "a.geojson", "a.shp", "a.parquet"])
    def test_times_without_zone_are_of_the_given_one(self, tmp_path: Path, name: str) -> None:
        clock = pd.to_datetime(["2013-07-01T01:00:53", "2013-12-01T00:00:00"] * 2)
        frame = fixes(time=clock)
        if name.endswith("parquet"):
            frame.to_parquet(tmp_path / name)
        else:
            frame.to_file(tmp_path / name)
        found = sorted(set(read(tmp_path / name, time_zone="Europe/Lisbon").t))
        assert found == [1372636853, 1385856000]

    @pytest.mark.parametrize("name", ["a.fgb", "a.geojson", "a.gpkg"])
    def test_times_keep_their_zone(self, tmp_path: Path, name: str) -> None:
        clock = pd.to_datetime(["2013-07-01T02:00:53+02:00"] * 4)
        fixes(time=clock).to_file(tmp_path / name)
        assert set(read(tmp_path / name).t) == {1372636853}

    def test_metres_are_brought_to_degrees(self, tmp_path: Path) -> None:
        fixes().to_crs("EPSG:32629").to_file(tmp_path / "a.gpkg")
        trips = read(tmp_path / "a.gpkg")
        np.testing.assert_allclose(trips.lon[:3], [-8.61, -8.62, -8.63], atol=1e-9)

    def test_a_layer_without_crs_takes_the_given_one(self, tmp_path: Path) -> None:
        fixes().to_crs("EPSG:32629").set_crs(None, allow_override=True).to_file(tmp_path / "a.gpkg")
        trips = read(tmp_path / "a.gpkg", crs="EPSG:32629")
        np.testing.assert_allclose(trips.lat[:3], [41.14, 41.15, 41.16], atol=1e-9)

    def test_columns_may_be_chosen_instead_of_the_geometry(self, tmp_path: Path) -> None:
        fixes(a=[1.0, 2, 3, 4], b=[5.0, 6, 7, 8]).to_file(tmp_path / "a.gpkg")
        trips = read(tmp_path / "a.gpkg", lon_field="a", lat_field="b")
        assert trips.lon.tolist() == [1, 2, 4, 3]
        assert (
            open_trips(tmp_path / "a.gpkg", TripOptions(lon_field="a", lat_field="b")).format
            == "fix_table"
        )

    def test_the_fitting_one_of_several_layers_is_used_and_reported(self, tmp_path: Path) -> None:
        path = tmp_path / "a.gpkg"
        roads = gpd.GeoDataFrame(geometry=[shapely.LineString([(0, 0), (1, 1)])], crs="EPSG:4326")
        roads.to_file(path, layer="roads")
        stands = gpd.GeoDataFrame({"name": ["x"]}, geometry=[shapely.Point(0, 0)], crs="EPSG:4326")
        stands.to_file(path, layer="stands")
        fixes().to_file(path, layer="fixes")
        assert read(path).fixes == 4
        assert "layer fixes (not roads, stands)" in open_trips(path).description

    def test_points_of_a_collection_of_any_geometry_are_read(self, tmp_path: Path) -> None:
        multi = fixes()
        multi.geometry = [
            shapely.MultiPoint([point]) if i else point for i, point in enumerate(multi.geometry)
        ]
        multi.to_file(tmp_path / "a.geojson")
        assert read(tmp_path / "a.geojson").fixes == 4

    def test_rows_without_a_point_are_dropped_and_counted(self, tmp_path: Path) -> None:
        frame = fixes()
        frame.loc[1, "geometry"] = None
        frame.to_file(tmp_path / "a.gpkg")
        assert read(tmp_path / "a.gpkg").fixes == 3
        assert dropped(tmp_path / "a.gpkg") == {"rows whose position cannot be read": 1}

    def test_a_zipped_shapefile_is_read(self, tmp_path: Path) -> None:
        folder = tmp_path / "shape"
        folder.mkdir()
        fixes().to_file(folder / "fixes.shp")
        path = tmp_path / "fixes.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for file in folder.iterdir():
                archive.write(file, f"in/{file.name}")
        assert read(path).fixes == 4


class TestParquet:
    """Tables of Parquet, with and without geometries."""

    def test_a_table_of_columns_is_read(self, tmp_path: Path) -> None:
        table = pa.table(
            {
                "trip_id": pa.array(["b", "a", "b"]).dictionary_encode(),
                "timestamp": pa.array([1372636853000, 1372636854000, 1372636855500]),
                "longitude": pa.array([1, 2, 3], pa.float32()),
                "latitude": [4.0, None, 6.0],
                "passenger": [True, True, False],
            }
        )
        pq.write_table(table, tmp_path / "a.parquet")
        trips = read(tmp_path / "a.parquet")
        assert times(trips) == {"b": [1372636853, 1372636855.5]}
        assert dropped(tmp_path / "a.parquet") == {"rows whose position cannot be read": 1}

    def test_the_files_of_a_folder_are_one_table(self, tmp_path: Path) -> None:
        for i, part in enumerate(["x", "y"]):
            (tmp_path / f"day={i}").mkdir()
            table = pa.table({"trip": ["a", part], "t": [10 * i, 5], "lon": [1, 1], "lat": [2, 2]})
            pq.write_table(table, tmp_path / f"day={i}/part-0.parquet")
        (tmp_path / "_SUCCESS").touch()
        assert times(read(tmp_path)) == {"a": [0, 10], "x": [5], "y": [5]}

    def test_a_zipped_one_is_read(self, tmp_path: Path) -> None:
        fixes().to_parquet(tmp_path / "a.parquet")
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.write(tmp_path / "a.parquet", "a.parquet")
        assert read(path).fixes == 4

    def test_points_as_well_known_text_in_a_csv_are_read(self, tmp_path: Path) -> None:
        text = "trip;t;the_geom\nx;5;POINT (-8.61 41.14)\nx;6;POINT Z (-8.62 41.15 7)\n"
        trips = read(write(tmp_path / "a.csv", text), crs="EPSG:4326")
        assert trips.lon.tolist() == [-8.61, -8.62]
        assert trips.t.tolist() == [5, 6]


@pytest.mark.malformed
class TestMalformed:
    """What cannot be used, and the code that says why."""

    def test_a_layer_of_points_without_crs(self, tmp_path: Path) -> None:
        fixes().set_crs(None, allow_override=True).to_file(tmp_path / "a.gpkg")
        assert code_of(tmp_path / "a.gpkg") is Code.INPUT_CRS

    def test_a_layer_of_points_without_time(self, tmp_path: Path) -> None:
        fixes().drop(columns="time").to_file(tmp_path / "a.gpkg")
        assert code_of(tmp_path / "a.gpkg") is Code.INPUT_FIELD

    def test_a_layer_of_areas(self, tmp_path: Path) -> None:
        areas = fixes().set_geometry(fixes().to_crs(32629).buffer(9))
        areas.to_file(tmp_path / "a.gpkg")
        assert code_of(tmp_path / "a.gpkg") is Code.INPUT_GEOMETRY

    def test_geometries_of_parquet_that_does_not_say_so(self, tmp_path: Path) -> None:
        fixes().to_wkb().to_parquet(tmp_path / "a.parquet")
        assert code_of(tmp_path / "a.parquet") is Code.INPUT_FIELD

    def test_parquet_that_is_cut_off(self, tmp_path: Path) -> None:
        fixes().to_parquet(tmp_path / "a.parquet")
        content = (tmp_path / "a.parquet").read_bytes()
        (tmp_path / "a.parquet").write_bytes(content[: len(content) // 2])
        assert code_of(tmp_path / "a.parquet") is Code.INPUT_FORMAT

    def test_a_folder_of_parquet_with_other_columns(self, tmp_path: Path) -> None:
        for name, column in (("a", "trip"), ("b", "ride")):
            table = pa.table({column: ["a"], "t": [0], "lon": [1], "lat": [2]})
            pq.write_table(table, tmp_path / f"{name}.parquet")
        assert code_of(tmp_path) is Code.INPUT_FIELD

    def test_a_geopackage_that_is_cut_off(self, tmp_path: Path) -> None:
        fixes().to_file(tmp_path / "a.gpkg")
        content = (tmp_path / "a.gpkg").read_bytes()
        (tmp_path / "a.gpkg").write_bytes(content[:5000])
        assert code_of(tmp_path / "a.gpkg") is Code.INPUT_FORMAT
