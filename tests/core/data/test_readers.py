"""Readers of trips: each format, and each way in which a file can be wrong."""

from __future__ import annotations

import json
import logging
import zipfile
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from trajganr_core.data.readers import read_trajectories
from trajganr_core.data.readers.fix_table import read_fix_table
from trajganr_core.errors import Code, TrajganrError

CHALLENGE_HEADER = (
    '"TRIP_ID","CALL_TYPE","ORIGIN_CALL","ORIGIN_STAND","TAXI_ID","TIMESTAMP","DAY_TYPE",'
    '"MISSING_DATA","POLYLINE"\n'
)
PORTO = Path(__file__).parents[4] / "shared/data/porto/train_2013-07-01_02.csv.zip"


def challenge_row(trip: str, polyline: str, taxi: str = "20000380", missing: str = "False") -> str:
    return f'"{trip}","C","","","{taxi}","1372636853","A","{missing}","{polyline}"\n'


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def code_of(path: Path) -> Code:
    with pytest.raises(TrajganrError) as error:
        read_trajectories(path)
    assert error.value.next_action
    return error.value.code


def test_challenge_trips_have_a_fix_every_15_seconds(tmp_path: Path) -> None:
    text = (
        CHALLENGE_HEADER
        + challenge_row("1", "[[-8.610291,41.140746],[-8.6103,41.140755],[-8.610309,41.14089]]")
        + challenge_row("2", "[]")
        + challenge_row("3", "[[-8.5, 41.1], [-8.6, 41.2]]", taxi="7")
    )
    trips = read_trajectories(write(tmp_path / "train.csv", text))
    assert trips.offsets.tolist() == [0, 3, 3, 5]
    assert trips.lon.tolist() == [-8.610291, -8.6103, -8.610309, -8.5, -8.6]
    assert trips.lat.tolist() == [41.140746, 41.140755, 41.14089, 41.1, 41.2]
    assert (trips.t - 1372636853).tolist() == [0, 15, 30, 0, 15]
    assert trips.trip_id.tolist() == ["1", "2", "3"]
    assert trips.driver_id.tolist() == ["20000380", "20000380", "7"]
    assert np.isnan(trips.speed).all()


@given(
    st.lists(
        st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), max_size=6),
        min_size=1,
        max_size=6,
    ).filter(any)
)
def test_challenge_polylines_are_read_as_json_would(
    tmp_path_factory: pytest.TempPathFactory, polylines: list[list[tuple[float, float]]]
) -> None:
    path = write(
        tmp_path_factory.mktemp("challenge") / "train.csv",
        CHALLENGE_HEADER + "".join(challenge_row("1", json.dumps(line)) for line in polylines),
    )
    trips = read_trajectories(path)
    fixes = list(zip(trips.lon, trips.lat, strict=True))
    assert np.diff(trips.offsets).tolist() == [len(line) for line in polylines]
    assert fixes == [fix for line in polylines for fix in line]


def test_a_zipped_challenge_file_is_read_without_unpacking(tmp_path: Path) -> None:
    path = tmp_path / "train.csv.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("train.csv", CHALLENGE_HEADER + challenge_row("1", "[[1,2],[3,4]]"))
    assert read_trajectories(path).lat.tolist() == [2, 4]


def test_challenge_trips_with_missing_data_are_dropped_and_counted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    text = (
        CHALLENGE_HEADER
        + challenge_row("1", "[[1,2],[3,4]]", missing="True")
        + challenge_row("2", "[[1,2],[3,4]]")
    )
    assert read_trajectories(write(tmp_path / "a.csv", text)).trip_id.tolist() == ["2"]
    assert "Dropped 1 trips" in caplog.text


@pytest.mark.parametrize("polyline", ["[[1,2],[3]]", "[[1,2],[3,x]]", "nothing"])
def test_a_broken_polyline_is_a_format_error(tmp_path: Path, polyline: str) -> None:
    path = write(tmp_path / "a.csv", CHALLENGE_HEADER + challenge_row("1", polyline))
    assert code_of(path) is Code.INPUT_FORMAT


def test_a_challenge_file_without_timestamps_lacks_a_field(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", 'TRIP_ID,TAXI_ID,MISSING_DATA,POLYLINE\n1,2,False,"[[1,2]]"\n')
    assert code_of(path) is Code.INPUT_FIELD


def test_a_fix_table_may_mix_its_trips(tmp_path: Path) -> None:
    text = (
        "trip_id,driver_id,time,lon,lat,speed_kmh\n"
        "b,taxi,100,1.0,2.0,36\n"
        "a,,100,3.0,4.0,\n"
        "b,taxi,102,1.1,2.1,72\n"
        "a,,103,3.1,4.1,18\n"
    )
    trips = read_trajectories(write(tmp_path / "a.csv", text))
    assert trips.trip_id.tolist() == ["b", "a"]
    assert trips.driver_id.tolist() == ["taxi", ""]
    assert trips.offsets.tolist() == [0, 2, 4]
    assert trips.t.tolist() == [100, 102, 100, 103]
    assert trips.lon.tolist() == [1.0, 1.1, 3.0, 3.1]
    np.testing.assert_allclose(trips.speed, [10, 20, np.nan, 5])


@pytest.mark.parametrize(
    ("column", "first", "second"),
    [
        ("time", "2013-07-01T00:00:53Z", "2013-07-01T00:00:53.500Z"),
        ("time", "2013-07-01 00:00:53", "2013-07-01 00:00:53.5"),
        ("time", "2013-07-01T01:00:53+01:00", "2013-07-01T01:00:53.5+01:00"),
        ("t", "1372636853", "1372636853.5"),
        ("t", "1372636853000", "1372636853500"),
    ],
)
def test_times_are_read_as_iso_or_epoch(
    tmp_path: Path, column: str, first: str, second: str
) -> None:
    text = f"trip_id,{column},lon,lat\na,{first},1,2\na,{second},1,2\n"
    trips = read_trajectories(write(tmp_path / "a.csv", text))
    assert trips.t.tolist() == [1372636853.0, 1372636853.5]


def test_speed_in_metres_per_second_is_kept(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "trip_id,t,lon,lat,speed_ms\na,0,1,2,7.5\n")
    assert read_trajectories(path).speed.tolist() == [7.5]


def test_numeric_ids_stay_as_written(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "trip_id,driver_id,t,lon,lat\n007,08,0,1,2\n")
    trips = read_trajectories(path)
    assert (trips.trip_id[0], trips.driver_id[0]) == ("007", "08")


def test_rows_without_trip_are_dropped_and_counted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = write(tmp_path / "a.csv", "trip_id,t,lon,lat\n,0,1,2\na,0,1,2\n")
    assert len(read_trajectories(path)) == 1
    assert "Dropped 1 rows without trip_id" in caplog.text


def test_a_time_that_is_no_time_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "trip_id,time,lon,lat\na,noon,1,2\n")
    assert code_of(path) is Code.INPUT_TIME


@pytest.mark.parametrize("missing", ["trip_id", "time", "lon", "lat"])
def test_a_missing_column_is_named(tmp_path: Path, missing: str) -> None:
    columns = [name for name in ("trip_id", "time", "lon", "lat") if name != missing]
    path = write(tmp_path / "a.csv", ",".join(columns) + "\n" + ",".join("1" for _ in columns))
    with pytest.raises(TrajganrError) as error:
        read_fix_table(path)
    assert error.value.code is Code.INPUT_FIELD
    assert error.value.parameters["missing"] == ("t" if missing == "time" else missing)


@pytest.mark.parametrize("row", ["a,0,east,2", "a,0,1"])
def test_a_malformed_row_is_a_format_error(tmp_path: Path, row: str) -> None:
    path = write(tmp_path / "a.csv", f"trip_id,t,lon,lat\na,0,1,2\n{row}\n")
    assert code_of(path) is Code.INPUT_FORMAT


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none.csv") is Code.INPUT_NOT_FOUND


@pytest.mark.parametrize(
    "text", ["", "\n", "trip_id,t,lon,lat\n", CHALLENGE_HEADER, CHALLENGE_HEADER + "\n"]
)
def test_a_file_without_trips_is_empty(tmp_path: Path, text: str) -> None:
    assert code_of(write(tmp_path / "a.csv", text)) is Code.INPUT_EMPTY


def test_an_unknown_table_is_a_format_error(tmp_path: Path) -> None:
    assert code_of(write(tmp_path / "a.csv", "x,y\n1,2\n")) is Code.INPUT_FORMAT


@pytest.mark.parametrize("name", ["a.csv", "a.gpkg", "a.bin"])
def test_noise_is_a_format_error(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(bytes(range(128, 256)) * 8)
    assert code_of(path) is Code.INPUT_FORMAT


def test_a_zip_of_two_tables_is_a_format_error(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "trip_id\n")
        archive.writestr("b.csv", "trip_id\n")
    assert code_of(path) is Code.INPUT_FORMAT


def write_layer(path: Path, wkt: str, crs: str | None = "EPSG:4326", **fields: str) -> Path:
    pyogrio.raw.write(
        path,
        geometry=shapely.to_wkb([shapely.from_wkt(wkt)], flavor="iso"),
        field_data=[np.array([value], dtype=object) for value in fields.values()],
        fields=list(fields),
        geometry_type="LineString",
        crs=crs,
        layer="trips",
    )
    return path


MEASURED = "LINESTRING M (-8.61 41.14 1372636853, -8.62 41.15 1372636855.5)"


@pytest.mark.filterwarnings(
    "ignore:.*M:RuntimeWarning", "ignore:.*crs:UserWarning", "ignore:Measured:UserWarning"
)
class TestTripLayer:
    """A layer of LineStringM."""

    def test_measures_are_the_times_of_the_fixes(self, tmp_path: Path) -> None:
        path = write_layer(
            tmp_path / "a.gpkg", MEASURED, trip_id="x", driver_id="taxi", speeds="36,"
        )
        trips = read_trajectories(path)
        assert trips.lon.tolist() == [-8.61, -8.62]
        assert trips.lat.tolist() == [41.14, 41.15]
        assert trips.t.tolist() == [1372636853, 1372636855.5]
        assert (trips.trip_id[0], trips.driver_id[0]) == ("x", "taxi")
        np.testing.assert_allclose(trips.speed, [10, np.nan])

    def test_trips_in_metres_are_brought_to_degrees(self, tmp_path: Path) -> None:
        wkt = "LINESTRING M (500000 4560000 0, 500100 4560000 10)"
        path = write_layer(tmp_path / "a.gpkg", wkt, crs="EPSG:32629", trip_id="x")
        trips = read_trajectories(path)
        assert trips.lon[0] == pytest.approx(-9, abs=1e-9)  # the zone's central meridian
        assert trips.lat[0] == pytest.approx(41.19, abs=0.01)

    def test_speeds_may_be_absent(self, tmp_path: Path) -> None:
        path = write_layer(tmp_path / "a.gpkg", MEASURED, trip_id="x", speeds="")
        assert np.isnan(read_trajectories(path).speed).all()

    @pytest.mark.parametrize("speeds", ["1", "1,2,3", "fast,2"])
    def test_speeds_that_do_not_fit_are_refused(self, tmp_path: Path, speeds: str) -> None:
        path = write_layer(tmp_path / "a.gpkg", MEASURED, trip_id="x", speeds=speeds)
        assert code_of(path) is Code.INPUT_FIELD

    def test_lines_without_measures_have_no_time(self, tmp_path: Path) -> None:
        path = write_layer(tmp_path / "a.gpkg", "LINESTRING (0 0, 1 1)", trip_id="x")
        assert code_of(path) is Code.INPUT_TIME

    def test_a_layer_without_crs_is_refused(self, tmp_path: Path) -> None:
        path = write_layer(tmp_path / "a.gpkg", MEASURED, crs=None, trip_id="x")
        assert code_of(path) is Code.INPUT_CRS

    def test_a_layer_without_ids_lacks_a_field(self, tmp_path: Path) -> None:
        path = write_layer(tmp_path / "a.gpkg", MEASURED, other="x")
        assert code_of(path) is Code.INPUT_FIELD


def test_the_format_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    read_trajectories(
        write(tmp_path / "a.csv", CHALLENGE_HEADER + challenge_row("1", "[[1,2],[3,4]]"))
    )
    assert "ECML/PKDD 2015" in caplog.text
    assert "1 trips, 2 fixes" in caplog.text


@pytest.mark.skipif(not PORTO.exists(), reason="the real Porto trips are not on this machine")
def test_real_porto_trips_are_all_read() -> None:
    trips = read_trajectories(PORTO)
    assert (len(trips), trips.fixes) == (7699, 374142)
    assert len(set(trips.driver_id)) == 404
    assert trips.lon[:2].tolist() == [-8.610291, -8.6103]
