"""Limits of unpacked sizes."""

from __future__ import annotations

import bz2
import gzip
import zipfile
from pathlib import Path

import pytest
from reading import read

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data import files
from trajganr_core.data.files import InputFile, check_archive, gdal_says, input_files
from trajganr_core.data.layers import read_layer
from trajganr_core.data.readers import open_trips
from trajganr_core.data.roads.osm import read_ways
from trajganr_core.data.street_view.picture_files import open_files
from trajganr_core.data.tables import read_csv

FREELY = 100_000
HEADER = b"trip_id,time,lon,lat\n"
ROWS = b"a,1372636800,1,2\n" * 100_000


@pytest.fixture(autouse=True)
def low_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "FREELY_UNPACKED_BYTES", FREELY)
    monkeypatch.setattr(files, "MAX_UNPACKED_PER_PACKED", 20)
    monkeypatch.setattr(files, "BUFFER_BYTES", 4096)


def zipped(path: Path, *contents: bytes, suffix: str = ".csv") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, content in enumerate(contents):
            archive.writestr(f"{number}{suffix}", content)
    return path


def gzipped(path: Path, content: bytes) -> Path:
    path.write_bytes(gzip.compress(content))
    return path


def refused(error: pytest.ExceptionInfo[TrajganrError]) -> bool:
    value = error.value
    return value.code is Code.INPUT_FORMAT and "unpacks to more than" in value.message


@pytest.mark.malformed
class TestRefused:
    """What unpacks to too much, in whichever container."""

    def test_a_zip_before_anything_of_it_is_unpacked(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = zipped(tmp_path / "a.zip", HEADER + ROWS)
        monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("unpacked"))
        with pytest.raises(TrajganrError) as error:
            open_trips(path)
        assert refused(error)

    def test_a_zip_whose_files_are_too_much_together(self, tmp_path: Path) -> None:
        one = HEADER + ROWS[:90_000]
        assert input_files(zipped(tmp_path / "one.zip", one))
        with pytest.raises(TrajganrError) as error:
            input_files(zipped(tmp_path / "many.zip", *[one] * 10))
        assert refused(error)

    @pytest.mark.parametrize("suffix", [".xlsx", ".kmz"])
    def test_formats_that_are_zips(self, tmp_path: Path, suffix: str) -> None:
        with pytest.raises(TrajganrError) as error:
            input_files(zipped(tmp_path / f"a{suffix}", ROWS))
        assert refused(error)

    def test_a_gzip_once_it_has_unpacked_to_the_limit(self, tmp_path: Path) -> None:
        path = gzipped(tmp_path / "a.csv.gz", HEADER + ROWS)
        limit = max(FREELY, 20 * path.stat().st_size)
        unpacked = 0
        with pytest.raises(TrajganrError) as error, InputFile(path).open() as content:
            while block := content.read(1000):
                unpacked += len(block)
        assert refused(error)
        assert unpacked <= limit
        with pytest.raises(TrajganrError):
            read(path)

    def test_a_gzip_in_a_zip(self, tmp_path: Path) -> None:
        path = zipped(tmp_path / "a.zip", gzip.compress(HEADER + ROWS), suffix=".csv.gz")
        with pytest.raises(TrajganrError) as error:
            read(path)
        assert refused(error)

    def test_a_small_table(self, tmp_path: Path) -> None:
        with pytest.raises(TrajganrError) as error:
            read_csv(gzipped(tmp_path / "index.csv", b"id,file\n" + b"a,b\n" * 1_000_000))
        assert refused(error)

    @pytest.mark.parametrize("suffix", [".geojson.gz", ".gpx.gz"])
    def test_archives_for_gdal_are_limited(self, tmp_path: Path, suffix: str) -> None:
        text = b"<gpx>" if "gpx" in suffix else b'{"type": "FeatureCollection", "features": ['
        path = gzipped(tmp_path / f"a{suffix}", text + b" " * 2_000_000)
        with pytest.raises(TrajganrError) as error:
            open_trips(path)
        assert refused(error)
        with pytest.raises(TrajganrError) as error:
            read_layer(path, ("LineString",))
        assert refused(error)

    @pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
    def test_an_extract(self, tmp_path: Path, pack: type) -> None:
        suffix = "gz" if pack is gzip.compress else "bz2"
        path = tmp_path / f"a.osm.{suffix}"
        path.write_bytes(pack(b"<osm>" + b" " * 2_000_000 + b"</osm>"))
        with pytest.raises(TrajganrError) as error:
            read_ways(path, "highway", [], None)
        assert refused(error)

    def test_a_zip_of_too_many_files(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(files, "MAX_FILES_IN_ZIP", 10)
        path = zipped(tmp_path / "a.zip", *[HEADER] * 11)
        monkeypatch.setattr(zipfile, "ZipFile", lambda *_: pytest.fail("its directory is read"))
        with pytest.raises(TrajganrError, match="contains 11 files; at most 10") as error:
            check_archive(path)
        assert error.value.code is Code.INPUT_FORMAT

    def test_a_zip_with_a_false_number_of_files_is_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(files, "ZIP_ENTRY_BYTES", 0)
        path = zipped(tmp_path / "a.zip", *[HEADER] * 100)
        content = bytearray(path.read_bytes())
        content[-14:-10] = b"\1\0\1\0"  # the number of entries, twice
        path.write_bytes(content)
        with pytest.raises(TrajganrError) as error:
            check_archive(path)
        assert error.value.code is Code.INPUT_FORMAT


@pytest.mark.malformed
def test_a_zip_of_too_many_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trajganr_core.data.street_view.picture_files.MAX_FILES_IN_ZIP", 10)
    path = zipped(tmp_path / "a.zip", *[b"picture"] * 11, suffix=".jpg")
    with pytest.raises(TrajganrError, match="contains 11 files") as error, open_files(path):
        pass
    assert error.value.code is Code.INPUT_FORMAT


def test_well_compressed_text_is_read(tmp_path: Path) -> None:
    rows = b"".join(b"a,%d,1.%d,2\n" % (i, i * 7919 % 10_007) for i in range(20_000))
    assert len(rows) > 2 * FREELY
    for path in (
        zipped(tmp_path / "a.zip", HEADER + rows),
        gzipped(tmp_path / "a.csv.gz", HEADER + rows),
    ):
        assert read(path).fixes == 20_000


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (ValueError("'x.jpg' not recognized as being in a supported file format.; It might …"), ""),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"), ""),
        (
            ValueError("sqlite3_prepare_v2(SELECT (1)) failed: disk image is malformed; disk…"),
            " (GDAL: disk image is malformed)",
        ),
    ],
)
def test_only_the_reason_of_gdals_message_is_shown(error: Exception, expected: str) -> None:
    assert gdal_says(error) == expected
