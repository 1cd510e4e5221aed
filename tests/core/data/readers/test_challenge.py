"""The CSV of the ECML/PKDD 2015 taxi challenge."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import PORTO, code_of, dropped, read, refusal, write, write_zip

from trajganr_core.contract.errors import Code
from trajganr_core.data.readers import open_trips

BAD_POLYLINES = "rows whose POLYLINE is not a list of [lon, lat] pairs"
HEADER = (
    '"TRIP_ID","CALL_TYPE","ORIGIN_CALL","ORIGIN_STAND","TAXI_ID","TIMESTAMP","DAY_TYPE",'
    '"MISSING_DATA","POLYLINE"\n'
)
START = 1372636853


def row(
    trip: str,
    polyline: str,
    taxi: str = "20000380",
    missing: str = "False",
    timestamp: str = str(START),
) -> str:
    return f'"{trip}","C","","","{taxi}","{timestamp}","A","{missing}","{polyline}"\n'


def test_trips_have_a_fix_every_15_seconds(tmp_path: Path) -> None:
    text = (
        HEADER
        + row("1", "[[-8.610291,41.140746],[-8.6103,41.140755],[-8.610309,41.14089]]")
        + row("2", "[]")
        + row("3", "[[-8.5, 41.1], [-8.6, 41.2]]", taxi="7")
    )
    trips = read(write(tmp_path / "train.csv", text))
    assert trips.offsets.tolist() == [0, 3, 3, 5]
    assert trips.lon.tolist() == [-8.610291, -8.6103, -8.610309, -8.5, -8.6]
    assert trips.lat.tolist() == [41.140746, 41.140755, 41.14089, 41.1, 41.2]
    assert (trips.t - START).tolist() == [0, 15, 30, 0, 15]
    assert trips.trip_id.tolist() == ["1", "2", "3"]
    assert trips.driver_id.tolist() == ["20000380", "20000380", "7"]
    assert np.isnan(trips.speed).all()


@given(
    st.lists(
        st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), max_size=6),
        min_size=1,
        max_size=6,
    ).filter(any),
    st.booleans(),
)
def test_polylines_are_read_as_json_would(
    tmp_path_factory: pytest.TempPathFactory,
    polylines: list[list[tuple[float, float]]],
    with_blanks: bool,
) -> None:
    separators = (", ", ": ") if with_blanks else (",", ":")
    path = write(
        tmp_path_factory.mktemp("challenge") / "train.csv",
        HEADER + "".join(row("1", json.dumps(line, separators=separators)) for line in polylines),
    )
    trips = read(path)
    fixes = list(zip(trips.lon, trips.lat, strict=True))
    assert np.diff(trips.offsets).tolist() == [len(line) for line in polylines]
    assert fixes == [fix for line in polylines for fix in line]


@given(st.text("[],1.-x ", max_size=14), st.text("[],12", max_size=14))
def test_polylines_that_are_not_lists_of_pairs_are_dropped(
    tmp_path_factory: pytest.TempPathFactory, one: str, other: str
) -> None:
    path = tmp_path_factory.mktemp("challenge") / "train.csv"
    write(path, HEADER + row("0", "[[1,2]]") + row("1", one) + row("2", other))
    expected = [[(1.0, 2.0)], fixes_of(one), fixes_of(other)]
    bad = expected.count(None)
    if bad > len(expected) / 2:
        assert code_of(path) is Code.INPUT_FORMAT
        return
    assert dropped(path).get(BAD_POLYLINES, 0) == bad
    trips = read(path)
    assert list(zip(trips.lon, trips.lat, strict=True)) == [
        fix for line in expected if line for fix in line
    ]


def fixes_of(text: str) -> list[tuple[float, float]] | None:
    """Fixes of a polyline, None if it is none."""
    if not text:
        return []
    text = text.replace(" ", "")
    try:
        parts = text[1:-1].removeprefix("[").removesuffix("]").split("],[")
        fixes = [tuple(map(float, part.split(","))) for part in parts] if text != "[]" else []
    except ValueError:
        return None
    same = "[" + ",".join(f"[{part}]" for part in parts) + "]" if text != "[]" else "[]"
    return fixes if same == text and all(len(fix) == 2 for fix in fixes) else None


@pytest.mark.parametrize("name", ["train.csv.zip", "archive.zip"])
def test_a_zipped_file_is_read_without_unpacking(tmp_path: Path, name: str) -> None:
    path = write_zip(tmp_path / name, {"data/train.csv": HEADER + row("1", "[[1,2],[3,4]]")})
    assert read(path).lat.tolist() == [2, 4]
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


def test_a_gzipped_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "train.csv.gz"
    path.write_bytes(gzip.compress((HEADER + row("1", "[[1,2],[3,4]]")).encode()))
    assert read(path).lat.tolist() == [2, 4]


def test_trips_with_missing_data_are_dropped_and_counted(tmp_path: Path) -> None:
    text = HEADER + row("1", "[[1,2],[3,4]]", missing="True") + row("2", "[[1,2],[3,4]]")
    path = write(tmp_path / "a.csv", text)
    assert read(path).trip_id.tolist() == ["2"]
    assert dropped(path) == {"trips with MISSING_DATA": 1}


def test_trips_without_start_are_dropped_and_counted(tmp_path: Path) -> None:
    text = HEADER + row("1", "[[1,2]]", timestamp="yesterday") + row("2", "[[1,2],[3,4]]")
    path = write(tmp_path / "a.csv", text)
    assert read(path).trip_id.tolist() == ["2"]
    assert dropped(path) == {"trips whose TIMESTAMP is not a Unix time": 1}


def test_rows_that_are_cut_off_are_dropped_and_counted(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", HEADER + row("1", "[[1,2]]") + '"2","C",""')
    assert read(path).trip_id.tolist() == ["1"]
    assert dropped(path) == {"rows with too few or too many values": 1}


@pytest.mark.malformed
@pytest.mark.parametrize(
    "polyline", ["[[1,2],[3]]", "[[1,2],[3,x]]", "nothing", "[[1,2],[3,4", "]" * 1000]
)
class TestPolylinesThatAreNone:
    """A wrong row is left out and counted; a file of which most is wrong is refused."""

    def test_are_left_out_and_counted(self, tmp_path: Path, polyline: str) -> None:
        good = row("good", "[[1,2],[3,4]]")
        path = write(tmp_path / "a.csv", HEADER + good + row("bad", polyline) + good)
        assert read(path).trip_id.tolist() == ["good", "good"]
        assert dropped(path) == {BAD_POLYLINES: 1}

    def test_are_refused_where_they_are_most(self, tmp_path: Path, polyline: str) -> None:
        bad = row("bad", polyline)
        path = write(tmp_path / "a.csv", HEADER + bad + row("good", "[[1,2]]") + bad)
        error = refusal(path)
        assert error.code is Code.INPUT_FORMAT
        assert "2 of 3 are " + BAD_POLYLINES in error.message
        assert "trip 'bad': " in error.message
        assert len(error.parameters["first"]) <= 100


@pytest.mark.malformed
def test_a_file_without_timestamps_lacks_a_field(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", 'TRIP_ID,TAXI_ID,MISSING_DATA,POLYLINE\n1,2,False,"[[1,2]]"\n')
    error = refusal(path)
    assert (error.code, error.parameters["field"]) == (Code.INPUT_FIELD, "TIMESTAMP")


@pytest.mark.malformed
def test_a_file_of_a_header_only_is_empty(tmp_path: Path) -> None:
    assert code_of(write(tmp_path / "a.csv", HEADER + "\n")) is Code.INPUT_EMPTY


@pytest.mark.malformed
def test_a_file_of_trips_with_missing_data_only_is_empty(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", HEADER + row("1", "[[1,2],[3,4]]", missing="True"))
    error = refusal(path)
    assert error.code is Code.INPUT_EMPTY
    assert "1 trips with MISSING_DATA" in error.message


@pytest.mark.malformed
def test_a_zip_damaged_in_the_middle_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "train.csv.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("train.csv", HEADER + row("1", "[[1,2],[3,4]]") * 9000)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 40] = bytes(range(40))
    path.write_bytes(bytes(content))
    assert code_of(path) is Code.INPUT_FORMAT


@pytest.mark.skipif(not PORTO.exists(), reason="the real Porto trips are not on this machine")
def test_real_porto_trips_are_all_read() -> None:
    with zipfile.ZipFile(PORTO) as archive:
        text = archive.read(archive.namelist()[0]).decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    lines = [json.loads(row["POLYLINE"]) for row in rows]
    source = open_trips(PORTO)
    batches = list(source.batches())
    assert sum(len(batch) for batch in batches) == len(rows) == 7699
    assert sum(batch.fixes for batch in batches) == sum(map(len, lines)) == 374142
    trips = read(PORTO)
    assert trips.lon.tolist() == [lon for line in lines for lon, _ in line]
    assert trips.lat.tolist() == [lat for line in lines for _, lat in line]
    assert trips.driver_id.tolist() == [row["TAXI_ID"] for row in rows]
    assert trips.t[trips.offsets[:-1]].tolist() == [float(row["TIMESTAMP"]) for row in rows]
    assert not +source.dropped


def test_the_format_is_reported(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    path = write(tmp_path / "a.csv", HEADER + row("1", "[[1,2],[3,4]]"))
    source = open_trips(path)
    assert source.format == "challenge"
    assert "ECML/PKDD 2015" in source.description
    assert source.description in caplog.text
    list(source.batches())
    assert "1 trips, 2 fixes" in caplog.text


def test_batches_can_be_read_again(tmp_path: Path) -> None:
    text = HEADER + row("1", "[[1,2],[3,4]]", missing="True") + row("2", "[[1,2],[3,4]]")
    source = open_trips(write(tmp_path / "a.csv", text))
    assert [batch.fixes for batch in source.batches()] == [2]
    assert [batch.fixes for batch in source.batches()] == [2]
    assert sum(source.dropped.values()) == 1


def test_wrong_rows_of_a_later_block_are_left_out(tmp_path: Path) -> None:
    many = row("good", json.dumps([[-8.61, 41.14]] * 2000)) * 600
    path = write(tmp_path / "a.csv", HEADER + many + row("bad", "[[1]]"))
    source = open_trips(path)
    assert sum(map(len, source.batches())) == 600
    assert source.dropped[BAD_POLYLINES] == 1
