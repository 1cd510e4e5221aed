"""A GeoPackage with a view is refused before anything evaluates the view."""

from __future__ import annotations

import gzip
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
import shapely

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data.files import InputFile, input_files
from trajganr_core.data.layers import LINES, read_layer
from trajganr_core.data.readers.rows import layers_in

ENDLESS = (
    "CREATE VIEW {name} AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
    "SELECT fid, geom, x FROM n, roads WHERE x < 0"
)


def roads(path: Path, *statements: str) -> Path:
    line = shapely.LineString([(0, 0), (1, 1)])
    frame = gpd.GeoDataFrame({"name": ["A"]}, geometry=[line], crs="EPSG:4326")
    frame.to_file(path, layer="roads", driver="GPKG")
    with closing(sqlite3.connect(path)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()
    return path


@pytest.fixture
def never_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """GDAL would count for ever."""

    def opened(*arguments: object, **options: object) -> None:
        raise AssertionError("GDAL was given the file")

    for name in ("list_layers", "read_info", "read_dataframe"):
        monkeypatch.setattr(pyogrio, name, opened)


@pytest.mark.usefixtures("never_opened")
@pytest.mark.parametrize("name", ["more", "vector_layers"])
@pytest.mark.parametrize("form", ["plain", "zip", "gzip", "both"])
def test_an_endless_view_is_refused(name: str, form: str, tmp_path: Path) -> None:
    path = tmp_path / "roads.gpkg"
    make(path, name)
    if form == "zip":
        packed = tmp_path / "roads.zip"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(path, "roads.gpkg")
        path = packed
    elif form == "gzip":
        packed = tmp_path / "roads.gpkg.gz"
        packed.write_bytes(gzip.compress(path.read_bytes()))
        path = packed
    elif form == "both":  # a GeoPackage to GDAL, a ZIP by its end
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("a.txt", "a")
    (file,) = input_files(path)
    with pytest.raises(TrajganrError) as caught:
        layers_in(file)
    assert caught.value.code is Code.INPUT_FORMAT
    assert name in caught.value.message
    with pytest.raises(TrajganrError) as caught:
        read_layer(path, LINES)
    assert "view" in caught.value.message


def make(path: Path, name: str) -> None:
    """A SQLite file with an endless view, without asking GDAL."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE roads (fid INTEGER PRIMARY KEY, geom BLOB)")
        database.execute(ENDLESS.format(name=name))
        database.commit()


def test_a_file_of_tables_is_read(tmp_path: Path) -> None:
    path = roads(tmp_path / "roads.gpkg")
    assert len(read_layer(path, LINES)) == 1
    assert [layer.layer for layer in layers_in(InputFile(path))] == ["roads"]


def test_views_of_spatialite_are_accepted(tmp_path: Path) -> None:
    view = "CREATE VIEW vector_layers AS SELECT fid FROM roads"
    path = roads(tmp_path / "roads.gpkg", view)
    assert len(read_layer(path, LINES)) == 1


@pytest.mark.usefixtures("never_opened")
def test_a_slow_view_is_refused_under_any_name(tmp_path: Path) -> None:
    path = tmp_path / "roads.gpkg"
    tables = ", ".join(f"roads AS r{number}" for number in range(12))
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE roads (fid INTEGER PRIMARY KEY, geom BLOB)")
        database.executemany("INSERT INTO roads (fid) VALUES (?)", [(n,) for n in range(100)])
        database.execute(
            f"CREATE VIEW vector_layers AS SELECT r0.fid FROM {tables} "
            "WHERE r0.fid < r11.fid - r10.fid - 99"
        )
        database.commit()
    with pytest.raises(TrajganrError, match="vector_layers") as caught:
        read_layer(path, LINES)
    assert caught.value.code is Code.INPUT_FORMAT


@pytest.mark.usefixtures("never_opened")
def test_a_column_that_is_computed_when_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "roads.gpkg"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE roads (fid INTEGER PRIMARY KEY, geom BLOB)")
        database.execute("ALTER TABLE roads ADD COLUMN bomb AS (hex(zeroblob(400000000)))")
        database.commit()
    with pytest.raises(TrajganrError, match="bomb") as caught:
        read_layer(path, LINES)
    assert caught.value.code is Code.INPUT_FORMAT
