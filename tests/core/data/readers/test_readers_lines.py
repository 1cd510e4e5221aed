"""Layers of measured lines, one trip per feature."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
import town
from reading import code_of, dropped, read, refusal, times, write

from trajganr_core.contract.errors import Code
from trajganr_core.contract.options.data_config import TripOptions
from trajganr_core.data.readers import open_trips
from trajganr_core.data.trips.measured_lines import LayerWriter, trip_rows
from trajganr_core.data.trips.trajectories import Trajectories

pytestmark = pytest.mark.filterwarnings(
    "ignore:.*M:RuntimeWarning", "ignore:.*crs:UserWarning", "ignore:Measured:UserWarning"
)

MEASURED = "LINESTRING M (-8.61 41.14 1372636853, -8.62 41.15 1372636855.5)"


def write_layer(path: Path, *wkt: str | None, crs: str | None = "EPSG:4326", **fields: Any) -> Path:
    pyogrio.raw.write(
        path,
        geometry=shapely.to_wkb([shapely.from_wkt(line) for line in wkt], flavor="iso"),
        field_data=[
            np.array(value if isinstance(value, list) else [value] * len(wkt), dtype=object)
            for value in fields.values()
        ],
        fields=list(fields),
        geometry_type="Unknown" if path.suffix != ".shp" else "LineString",
        crs=crs,
        layer="trips",
    )
    return path


def test_measures_are_the_times_of_the_fixes(tmp_path: Path) -> None:
    path = write_layer(tmp_path / "a.gpkg", MEASURED, trip_id="x", driver_id="taxi", speeds="36,")
    trips = read(path)
    assert trips.lon.tolist() == [-8.61, -8.62]
    assert trips.lat.tolist() == [41.14, 41.15]
    assert trips.t.tolist() == [1372636853, 1372636855.5]
    assert (trips.trip_id[0], trips.driver_id[0]) == ("x", "taxi")
    np.testing.assert_allclose(trips.speed, [10, np.nan])


def test_the_recognised_format_is_reported(tmp_path: Path) -> None:
    source = open_trips(write_layer(tmp_path / "a.gpkg", MEASURED, Trip="x"))
    assert source.format == "trip_layer"
    assert source.description == (
        "layer trips of measured lines: trip in Trip, time in M (Unix seconds), position in WGS 84."
    )


def test_lines_of_geoparquet_are_read(tmp_path: Path) -> None:
    line = shapely.to_wkb(shapely.from_wkt(MEASURED), flavor="iso")
    geo = {
        "version": "1.1.0",
        "primary_column": "line",
        "columns": {"line": {"encoding": "WKB", "geometry_types": []}},
    }
    table = pa.table({"trip_id": ["x"], "line": pa.array([line], pa.binary())})
    pq.write_table(table.replace_schema_metadata({"geo": json.dumps(geo)}), tmp_path / "a.parquet")
    assert times(read(tmp_path / "a.parquet")) == {"x": [1372636853, 1372636855.5]}


def test_measures_may_be_milliseconds(tmp_path: Path) -> None:
    wkt = "LINESTRING M (0 0 1372636853000, 1 1 1372636855500)"
    assert read(write_layer(tmp_path / "a.gpkg", wkt)).t.tolist() == [1372636853, 1372636855.5]
    assert "Unix milliseconds" in open_trips(tmp_path / "a.gpkg").description


def test_the_unit_can_be_given(tmp_path: Path) -> None:
    path = write_layer(tmp_path / "a.gpkg", "LINESTRING M (0 0 1000, 1 1 2000)")
    assert read(path, time_unit="ms").t.tolist() == [1, 2]


def test_heights_are_no_times(tmp_path: Path) -> None:
    path = write_layer(tmp_path / "a.gpkg", "LINESTRING ZM (0 0 7 1000, 1 1 8 2000)")
    assert read(path).t.tolist() == [1000, 2000]


def test_trips_in_metres_are_brought_to_degrees(tmp_path: Path) -> None:
    wkt = "LINESTRING M (500000 4560000 0, 500100 4560000 10)"
    trips = read(write_layer(tmp_path / "a.gpkg", wkt, crs="EPSG:32629"))
    assert trips.lon[0] == pytest.approx(-9, abs=1e-9)  # the zone's central meridian
    assert trips.lat[0] == pytest.approx(41.19, abs=0.01)


def test_a_layer_without_crs_takes_the_given_one(tmp_path: Path) -> None:
    path = write_layer(tmp_path / "a.gpkg", MEASURED, crs=None)
    assert read(path, crs="EPSG:4326").lon.tolist() == [-8.61, -8.62]


def test_parts_of_a_line_are_pieces_of_one_trip(tmp_path: Path) -> None:
    wkt = "MULTILINESTRING M ((0 0 1, 1 1 2), (2 2 5, 3 3 6, 4 4 7))"
    path = write_layer(tmp_path / "a.gpkg", wkt, MEASURED, trip_id="x", speeds="")
    trips = read(path)
    assert trips.offsets.tolist() == [0, 2, 5, 7]
    assert trips.trip_id.tolist() == ["x", "x", "x"]


def test_speeds_of_parts_are_those_of_their_fixes(tmp_path: Path) -> None:
    wkt = "MULTILINESTRING M ((0 0 1, 1 1 2), (2 2 5, 3 3 6))"
    path = write_layer(tmp_path / "a.gpkg", wkt, speeds="3.6,7.2,,36")
    np.testing.assert_allclose(read(path).speed, [1, 2, np.nan, 10])


def test_lines_without_ids_are_numbered(tmp_path: Path) -> None:
    path = write_layer(tmp_path / "a.gpkg", MEASURED, MEASURED)
    assert read(path).trip_id.tolist() == ["1", "2"]


def test_a_field_can_be_chosen(tmp_path: Path) -> None:
    path = write_layer(tmp_path / "a.gpkg", MEASURED, trip_id="x", ride="y", who="z", v="1,2")
    trips = read(path, trip_field="ride", driver_field="who", speed_field="v", speed_unit="m/s")
    assert (trips.trip_id[0], trips.driver_id[0]) == ("y", "z")
    assert trips.speed.tolist() == [1, 2]


def test_features_without_a_line_are_dropped_and_counted(tmp_path: Path) -> None:
    path = write_layer(tmp_path / "a.gpkg", MEASURED, None, MEASURED)
    assert len(read(path)) == 2
    assert dropped(path) == {"features without a line": 1}


def test_speeds_of_a_feature_without_a_line_are_dropped_with_it(tmp_path: Path) -> None:
    path = write_layer(tmp_path / "a.gpkg", None, MEASURED, trip_id="x", speeds="36,72")
    np.testing.assert_allclose(read(path).speed, [10, 20])
    assert dropped(path) == {"features without a line": 1}


def test_the_number_of_a_line_without_an_id_is_not_the_id_of_another(tmp_path: Path) -> None:
    text = f'wkt,trip_id\n"{MEASURED}",\n"{MEASURED}",1\n'
    trips = read(write(tmp_path / "a.csv", text), crs="EPSG:4326")
    assert trips.trip_id.tolist() == ["line 1", "1"]


def test_written_trip_layers_are_read_unchanged(tmp_path: Path) -> None:
    trips = town.trips(
        [[(0, 0), (50, 0)], [(9, 9), (8, 8), (7, 7)]],
        drivers=["a", ""],
        speeds=[[10, np.nan], [np.nan] * 3],
        headings=[[np.nan] * 2, [0, np.nan, 359.5]],
    )
    writer = LayerWriter(tmp_path / "trips.gpkg", "trips", "LineString")
    writer.write(trip_rows(trips))
    found = read(tmp_path / "trips.gpkg")
    for name in Trajectories.__dataclass_fields__:
        expected = getattr(trips, name)
        np.testing.assert_array_equal(getattr(found, name), expected, err_msg=name)


def test_the_layer_with_times_is_used_of_several(tmp_path: Path) -> None:
    roads = write_layer(tmp_path / "a.gpkg", "LINESTRING (0 0, 1 1)", highway="primary")
    pyogrio.raw.write(
        roads,
        geometry=shapely.to_wkb([shapely.from_wkt(MEASURED)], flavor="iso"),
        field_data=[],
        fields=[],
        geometry_type="LineString",
        crs="EPSG:4326",
        layer="paths",
        append=True,
    )
    assert read(roads).fixes == 2
    assert "layer paths (not trips)" in open_trips(roads).description


@pytest.mark.malformed
class TestMalformed:
    """What cannot be used, and the code that says why."""

    @pytest.mark.parametrize("speeds", ["1", "1,2,3", "fast,2"])
    def test_speeds_that_do_not_fit(self, tmp_path: Path, speeds: str) -> None:
        path = write_layer(tmp_path / "a.gpkg", MEASURED, trip_id="x", speeds=speeds)
        assert code_of(path) is Code.INPUT_FIELD

    @pytest.mark.parametrize("speeds", ["1", "1,2,3", "fast,2"])
    def test_a_list_of_speeds_that_does_not_fit_is_left_out(
        self, tmp_path: Path, speeds: str
    ) -> None:
        path = write_layer(tmp_path / "a.gpkg", MEASURED, MEASURED, speeds=[speeds, "36,72"])
        assert np.nan_to_num(read(path).speed).tolist() == [0, 0, 10, 20]
        assert dropped(path) == {"lists in field speeds without one speed per fix": 1}

    @pytest.mark.parametrize("headings", ["1", "1,2,3", "north,2"])
    def test_a_list_of_headings_that_does_not_fit_is_left_out(
        self, tmp_path: Path, headings: str
    ) -> None:
        path = write_layer(tmp_path / "a.gpkg", MEASURED, trip_id="x", headings=headings)
        assert np.isnan(read(path).heading).tolist() == [True, True]
        assert dropped(path) == {"lists in field headings without one heading per fix": 1}

    def test_headings_out_of_range_are_left_out(self, tmp_path: Path) -> None:
        path = write_layer(tmp_path / "a.gpkg", MEASURED, trip_id="x", headings="511,20")
        np.testing.assert_array_equal(read(path).heading, [np.nan, 20])
        assert dropped(path) == {"headings that are no degrees from 0 to 360": 1}

    def test_a_geometry_that_cannot_be_read_is_left_out(self, tmp_path: Path) -> None:
        line = shapely.to_wkb(shapely.from_wkt(MEASURED), flavor="iso", output_dimension=4)
        column = {"encoding": "WKB", "geometry_types": ["LineString"]}
        geo = {"version": "1.0.0", "primary_column": "geometry", "columns": {"geometry": column}}
        table = pa.table({"geometry": pa.array([line, line[:20], line], pa.binary())})
        path = tmp_path / "a.parquet"
        pq.write_table(table.replace_schema_metadata({"geo": json.dumps(geo)}), path)
        assert len(read(path)) == 2
        assert dropped(path) == {"features without a line": 1}

    def test_lines_without_measures(self, tmp_path: Path) -> None:
        path = write_layer(tmp_path / "a.gpkg", "LINESTRING (0 0, 1 1)", trip_id="x")
        assert code_of(path) is Code.INPUT_TIME

    def test_measures_that_are_no_numbers(self, tmp_path: Path) -> None:
        path = write_layer(tmp_path / "a.gpkg", "LINESTRING M (0 0 nan, 1 1 nan)")
        assert code_of(path) is Code.INPUT_TIME

    def test_lines_of_geojson_which_has_no_measures(self, tmp_path: Path) -> None:
        feature = {
            "type": "Feature",
            "properties": {"trip_id": "x"},
            "geometry": {"type": "LineString", "coordinates": [[0, 0], [1, 1]]},
        }
        assert code_of(write(tmp_path / "a.geojson", json.dumps(feature))) is Code.INPUT_TIME

    def test_a_layer_without_crs(self, tmp_path: Path) -> None:
        assert code_of(write_layer(tmp_path / "a.gpkg", MEASURED, crs=None)) is Code.INPUT_CRS

    def test_a_layer_without_lines(self, tmp_path: Path) -> None:
        path = write_layer(tmp_path / "a.shp", trip_id="x")
        assert code_of(path) is Code.INPUT_EMPTY

    def test_a_chosen_field_that_is_not_there(self, tmp_path: Path) -> None:
        path = write_layer(tmp_path / "a.gpkg", MEASURED, trip_id="x")
        error = refusal(path, driver_field="pilot")
        assert (error.code, error.parameters["field"]) == (Code.INPUT_FIELD, "pilot")


def test_options_without_a_zone_are_accepted(tmp_path: Path) -> None:
    path = write_layer(tmp_path / "a.gpkg", MEASURED)
    assert open_trips(path, TripOptions(time_zone="Europe/Lisbon")).format == "trip_layer"


def test_lines_as_well_known_text_in_a_csv_are_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", f'WKT,trip_id\n"{MEASURED}",x\nbroken,y\n')
    assert times(read(path, crs="EPSG:4326")) == {"x": [1372636853, 1372636855.5]}
    assert dropped(path, crs="EPSG:4326") == {"features without a line": 1}
    assert code_of(path) is Code.INPUT_CRS
