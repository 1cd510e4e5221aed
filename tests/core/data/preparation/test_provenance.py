"""Provenance of data: hashes, licences and versions."""

from __future__ import annotations

import os
import warnings
import zipfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import town

from trajganr_core.contract.files.atomic_io import sha256_of
from trajganr_core.contract.version import __version__
from trajganr_core.data.preparation.provenance import (
    content_of,
    licence_of,
    pictures_licence,
    pictures_stamp,
    versions,
)


def test_a_file_has_the_hash_of_its_content(tmp_path: Path) -> None:
    file = tmp_path / "trips.csv"
    file.write_text("a,b\n1,2\n")
    assert content_of(file) == {"sha256": sha256_of(file), "bytes": 8}


def test_the_hash_of_a_shapefile_covers_all_its_files(tmp_path: Path) -> None:
    town.streets().to_file(tmp_path / "roads.shp")
    before = content_of(tmp_path / "roads.shp")
    (tmp_path / "other.txt").write_text("nothing to do with it")
    assert content_of(tmp_path / "roads.shp") == before
    table = tmp_path / "roads.dbf"
    table.write_bytes(table.read_bytes().replace(b"residential", b"Residential"))
    assert content_of(tmp_path / "roads.shp")["sha256"] != before["sha256"]


def test_the_hash_of_a_geopackage_covers_its_write_ahead_log(tmp_path: Path) -> None:
    path = town.write_streets(tmp_path / "roads.gpkg")
    before = content_of(path)["sha256"]
    (tmp_path / "roads.gpkg-wal").write_bytes(b"pending")
    assert content_of(path)["sha256"] != before


def test_the_hash_of_a_folder_covers_names_and_contents(tmp_path: Path) -> None:
    folder = tmp_path / "cabs"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "a.txt").write_text("1")
    first = content_of(folder)
    (folder / "deep" / "a.txt").rename(folder / "a.txt")
    second = content_of(folder)
    (folder / "a.txt").write_text("2")
    assert len({first["sha256"], second["sha256"], content_of(folder)["sha256"]}) == 3


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    folder.mkdir()
    (folder / "a.jpg").write_bytes(b"a")
    (folder / "other.jpg").write_bytes(b"other")
    (folder / "index.csv").write_text("id,file,lon,lat\n1,a.jpg,0,0\n2,gone.jpg,0,0\n")
    return folder


@pytest.mark.parametrize("separator", [",", ";"])
def test_pictures_that_an_index_names_change_its_stamp_and_others_do_not(
    pictures: Path, separator: str
) -> None:
    index = pictures / "index.csv"
    index.write_text(index.read_text().replace(",", separator))
    before = pictures_stamp(index)
    (pictures / "other.jpg").write_bytes(b"another")
    assert pictures_stamp(index) == before
    (pictures / "a.jpg").write_bytes(b"bb")
    changed = pictures_stamp(index)
    os.utime(pictures / "a.jpg", ns=(1, 1))
    assert len({before, changed, pictures_stamp(index)}) == 3


@pytest.mark.parametrize("name", ["/etc/passwd", "a\0b"])
def test_an_index_with_missing_pictures_has_a_stamp(pictures: Path, name: str) -> None:
    index = pictures / "index.csv"
    before = pictures_stamp(index)
    index.write_text(f"id,file,lon,lat\n1,{name},0,0\n")
    assert pictures_stamp(index) != before


def test_all_pictures_of_a_folder_change_its_stamp(pictures: Path) -> None:
    before = pictures_stamp(pictures)
    (pictures / "other.jpg").write_bytes(b"another")
    assert pictures_stamp(pictures) != before


def test_the_stamp_of_a_zip_of_pictures_is_its_hash(tmp_path: Path) -> None:
    path = tmp_path / "pictures.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("index.csv", "id,file,lon,lat\n")
    assert pictures_stamp(path) == sha256_of(path)


class TestLicence:
    """Licences, where a source says."""

    def test_an_extract_is_of_openstreetmap(self, tmp_path: Path) -> None:
        licence, attribution = licence_of(tmp_path / "porto.osm.pbf")
        assert "ODbL" in licence
        assert "OpenStreetMap contributors" in attribution

    def test_a_layer_with_osm_ids_is_of_openstreetmap(self, tmp_path: Path) -> None:
        town.streets().assign(osm_id="1").to_file(tmp_path / "roads.gpkg")
        assert "ODbL" in licence_of(tmp_path / "roads.gpkg")[0]

    def test_a_layer_whose_osm_ids_are_empty_is_not(self, tmp_path: Path) -> None:
        roads = gpd.GeoDataFrame(town.streets())
        roads["osm_id"] = pd.array([None] * len(roads), dtype="Int64")
        roads.to_file(tmp_path / "predicted.gpkg")
        assert licence_of(tmp_path / "predicted.gpkg") == ("", "")

    def test_the_metadata_of_a_layer_are_believed(self, tmp_path: Path) -> None:
        path = tmp_path / "roads.gpkg"
        gpd.GeoDataFrame(town.streets()).to_file(
            path, dataset_metadata={"LICENCE": "CC0", "ATTRIBUTION": "the town"}
        )
        assert licence_of(path) == ("CC0", "the town")

    @pytest.mark.parametrize("packed", [True, False])
    def test_pictures_may_have_a_licence_beside_them(
        self, pictures: Path, tmp_path: Path, packed: bool
    ) -> None:
        (pictures / "LICENCE.txt").write_text("CC BY-SA 4.0\n© somebody\n")
        path = pictures / "index.csv"
        if packed:
            path = tmp_path / "pictures.zip"
            with zipfile.ZipFile(path, "w") as archive:
                archive.write(pictures / "LICENCE.txt", "LICENCE.txt")
        assert pictures_licence(path) == "CC BY-SA 4.0 © somebody"
        assert licence_of(path, pictures_licence(path))[0] == "CC BY-SA 4.0 © somebody"

    def test_others_say_nothing(self, tmp_path: Path) -> None:
        town.write_streets(tmp_path / "roads.gpkg")
        (tmp_path / "trips.csv").write_text("a,b\n")
        for name in ("roads.gpkg", "trips.csv"):
            assert licence_of(tmp_path / name) == ("", "")


def test_a_file_of_several_layers_is_looked_at_without_a_warning(tmp_path: Path) -> None:
    for layer in ("roads", "places"):
        town.streets().to_file(tmp_path / "osm.gpkg", layer=layer)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert licence_of(tmp_path / "osm.gpkg") is not None


def test_versions_include_the_packages_that_results_depend_on() -> None:
    assert versions()["trajganr"] == __version__
    assert {"python", "numba", "gdal", "numpy"} <= set(versions())
