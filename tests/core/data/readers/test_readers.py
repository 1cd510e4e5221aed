"""Recognition of files, ZIPs and folders by content."""

from __future__ import annotations

import gzip
import io
import zipfile
from functools import partial
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely
from reading import code_of, read, refusal, times, write, write_zip

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.data_config import TripOptions
from trajganr_core.data import csv_blocks
from trajganr_core.data.readers import fixes, open_trips, source, trip_layer
from trajganr_core.data.trips.trajectories import batched

FIXES = "trip,t,lon,lat\n1,0,1,2\n1,10,1,2\n"
CAB = "37.75 -122.39 1 1213084687\n37.75 -122.39 1 1213084747\n"
GPX = (
    '<gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>'
    '<trkpt lat="1" lon="2"><time>2013-07-01T00:00:53Z</time></trkpt></trkseg></trk></gpx>'
)


def test_files_of_a_folder_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    write(tmp_path / "b.csv", FIXES)
    write(tmp_path / "a.csv", FIXES.replace("1,10", "1,5"))
    assert times(read(tmp_path)) == {"a/1": [0, 5], "b/1": [0, 10]}
    assert "2 files of this format" in open_trips(tmp_path).description


def test_files_that_differ_only_after_the_first_dot_have_ids_of_their_own(tmp_path: Path) -> None:
    write(tmp_path / "log.1.csv", FIXES)
    write(tmp_path / "log.2.csv", FIXES)
    assert read(tmp_path).trip_id.tolist() == ["log.1.csv/1", "log.2.csv/1"]


def test_one_file_of_a_folder_keeps_its_ids(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", FIXES)
    assert read(tmp_path).trip_id.tolist() == ["1"]


def test_files_without_trips_are_skipped_and_named(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", FIXES)
    write(tmp_path / "empty.csv", "")
    write(tmp_path / "README.md", "Trips of a Monday.\n")
    write(tmp_path / ".hidden.csv", "?")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    source = open_trips(tmp_path)
    assert source.left_out == ["README.md", "empty.csv", "picture.png"]
    assert "without README.md, empty.csv, picture.png" in source.description


def test_a_zip_of_files_is_as_their_folder(tmp_path: Path) -> None:
    path = write_zip(
        tmp_path / "a.zip",
        {"x/a.csv": FIXES, "x/b.csv": FIXES, "__MACOSX/x/._a.csv": "?", "README.txt": "Trips."},
    )
    assert read(path).trip_id.tolist() == ["x/a/1", "x/b/1"]


def test_zips_in_a_folder_are_read(tmp_path: Path) -> None:
    write_zip(tmp_path / "june.zip", {"june.csv": FIXES})
    write_zip(tmp_path / "july.zip", {"july.csv": FIXES})
    assert read(tmp_path).trip_id.tolist() == ["july/1", "june/1"]


def test_a_member_that_points_out_of_the_zip_is_read_and_nothing_written(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    path = write_zip(tmp_path / "in/a.zip", {"../../evil.csv": FIXES})
    assert read(path).fixes == 2
    assert [entry.name for entry in tmp_path.iterdir()] == ["in"]
    assert [entry.name for entry in (tmp_path / "in").iterdir()] == ["a.zip"]


@pytest.mark.parametrize("kind", ["files", "zip", "table", "challenge", "layer"])
def test_the_share_that_is_read_grows_to_the_end(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_blocks, "BLOCK_BYTES", 200)
    monkeypatch.setattr(fixes, "FIXES_OF_A_BATCH", 4)
    monkeypatch.setattr(trip_layer, "BATCH_LINES", 4)
    monkeypatch.setattr(source, "batched", partial(batched, fixes=4))
    path = tmp_path / kind
    if kind == "files":
        path.mkdir()
        for number in range(9):
            write(path / f"new_{number}.txt", CAB)
    elif kind == "zip":
        write_zip(path, {f"{number}.csv": FIXES for number in range(9)})
    elif kind == "table":
        write(path, "trip,t,lon,lat\n" + "".join(f"{n // 2},{n},1,2\n" for n in range(60)))
    elif kind == "challenge":
        trip = '7,8,1372636853,False,"[[1,2],[1,2]]"\n'
        write(path, "TRIP_ID,TAXI_ID,TIMESTAMP,MISSING_DATA,POLYLINE\n" + 30 * trip)
    else:
        path = path.with_suffix(".gpkg")
        lines = ["LINESTRING M (1 2 0, 1 2.001 60)"] * 30
        pyogrio.raw.write(
            path,
            np.array(shapely.to_wkb(shapely.from_wkt(lines), flavor="iso"), dtype=object),
            [np.arange(30)],
            ["trip"],
            geometry_type="Unknown",
            crs="EPSG:4326",
        )
    opened = open_trips(path)
    shares = [opened.share for _ in opened.batches()]
    assert shares == sorted(shares)
    assert len({*shares}) > 3
    assert 0 < shares[0] < 0.5
    assert opened.share == 1


@pytest.mark.malformed
class TestMalformed:
    """What is no trips, and the code that says why."""

    def test_a_missing_file(self, tmp_path: Path) -> None:
        assert code_of(tmp_path / "none.csv") is Code.INPUT_NOT_FOUND

    def test_a_file_of_no_bytes(self, tmp_path: Path) -> None:
        assert code_of(write(tmp_path / "a.csv", "")) is Code.INPUT_EMPTY

    def test_a_file_of_an_empty_line(self, tmp_path: Path) -> None:
        assert code_of(write(tmp_path / "a.csv", "\n")) is Code.INPUT_EMPTY

    @pytest.mark.parametrize("name", ["a.csv", "a.gpkg", "a.gpx", "a.parquet", "a.json", "a.bin"])
    def test_noise_of_any_name(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / name
        path.write_bytes(bytes(range(128, 256)) * 8)
        assert code_of(path) is Code.INPUT_FORMAT

    def test_a_picture_called_csv(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
        assert code_of(path) is Code.INPUT_FORMAT

    def test_a_text_of_sentences(self, tmp_path: Path) -> None:
        assert code_of(write(tmp_path / "a.txt", "Trips of a Monday.\n")) is Code.INPUT_FORMAT

    def test_xml_of_something_else(self, tmp_path: Path) -> None:
        assert code_of(write(tmp_path / "a.xml", "<html></html>")) is Code.INPUT_FORMAT

    def test_json_of_something_else(self, tmp_path: Path) -> None:
        assert code_of(write(tmp_path / "a.json", '{"a": 1}')) is Code.INPUT_FORMAT

    def test_a_table_of_something_else(self, tmp_path: Path) -> None:
        error = refusal(write(tmp_path / "a.csv", "name,colour\nx,red\n"))
        assert error.code is Code.INPUT_FIELD
        assert "name, colour" in error.message

    def test_an_empty_folder(self, tmp_path: Path) -> None:
        assert code_of(tmp_path) is Code.INPUT_EMPTY

    def test_a_folder_of_files_without_trips(self, tmp_path: Path) -> None:
        write(tmp_path / "notes.txt", "Nothing here.")
        assert code_of(tmp_path) is Code.INPUT_FORMAT

    def test_a_folder_of_several_formats(self, tmp_path: Path) -> None:
        write(tmp_path / "a.csv", FIXES)
        write(tmp_path / "b.gpx", GPX)
        error = refusal(tmp_path)
        assert error.code is Code.INPUT_FORMAT
        assert error.parameters["formats"] == "fix_table (a.csv), gpx (b.gpx)"

    def test_a_folder_with_a_faulty_file_among_others_of_its_kind(self, tmp_path: Path) -> None:
        write(tmp_path / "a.csv", FIXES)
        write(tmp_path / "b.csv", FIXES.replace("lat", "latt"))
        error = refusal(tmp_path)
        assert error.code is Code.INPUT_FIELD
        assert "b.csv" in error.message

    def test_a_zip_of_several_formats(self, tmp_path: Path) -> None:
        path = write_zip(tmp_path / "a.zip", {"a.csv": FIXES, "new_b.txt": CAB})
        assert code_of(path) is Code.INPUT_FORMAT

    def test_an_empty_zip_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w"):
            pass
        assert code_of(path) is Code.INPUT_EMPTY

    def test_a_zip_that_is_cut_off(self, tmp_path: Path) -> None:
        path = write_zip(tmp_path / "a.zip", {"a.csv": FIXES * 100})
        path.write_bytes(path.read_bytes()[:500])
        assert code_of(path) is Code.INPUT_FORMAT

    def test_a_zip_with_a_password(self, tmp_path: Path) -> None:
        path = write_zip(tmp_path / "a.zip", {"a.csv": FIXES})
        content = bytearray(path.read_bytes())
        for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            content[content.index(header) + flags] |= 1
        path.write_bytes(bytes(content))
        assert code_of(path) is Code.INPUT_FORMAT

    def test_a_zip_within_a_zip(self, tmp_path: Path) -> None:
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as archive:
            archive.writestr("a.csv", FIXES)
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("inner.zip", inner.getvalue())
        assert code_of(path) is Code.INPUT_FORMAT

    def test_a_gzip_that_is_cut_off(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv.gz"
        path.write_bytes(gzip.compress(FIXES.encode())[:-9])
        assert code_of(path) is Code.INPUT_FORMAT

    def test_a_time_zone_that_does_not_exist(self) -> None:
        with pytest.raises(TrajganrError) as error:
            TripOptions(time_zone="Europe/Lisboa")
        assert error.value.code is Code.INPUT_FIELD


def test_a_table_in_utf_16_is_reported_as_such(tmp_path: Path) -> None:
    (tmp_path / "trips.csv").write_text("trip_id,time,lon,lat\na,1372636800,1,2\n", "utf-16")
    with pytest.raises(TrajganrError, match="not text in UTF-8"):
        open_trips(tmp_path / "trips.csv")


def test_logged_losses_equal_the_remarks(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """So that it is not shown twice."""
    rows = "a,1372636800,1,2\na,1372636815,1,2\na,never,1,2\n"
    (tmp_path / "trips.csv").write_text(f"trip_id,time,lon,lat\n{rows}")
    source = open_trips(tmp_path / "trips.csv")
    list(source.batches())
    remark = source.remarks()[-1]
    assert remark.startswith("Left out 1 ")
    assert f"trips.csv: {remark}" in caplog.messages
