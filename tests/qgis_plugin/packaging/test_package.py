"""The ZIP and the linked plugin."""

from __future__ import annotations

import configparser
import re
import runpy
import zipfile
from pathlib import Path, PurePosixPath

import pytest
from plugin_tools import ROOT

PACKAGE = runpy.run_path(str(ROOT / ".ci" / "package.py"))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    return zipfile.ZipFile(PACKAGE["build_zip"](tmp_path_factory.mktemp("dist")))


def test_the_zip_has_one_folder_with_the_required_files(
    archive: zipfile.ZipFile,
) -> None:
    names = archive.namelist()
    assert {PurePosixPath(name).parts[0] for name in names} == {"trajganr"}
    for name in ("__init__.py", "metadata.txt", "LICENSE", "worker/trajganr_worker/__main__.py"):
        assert f"trajganr/{name}" in names
    assert not [name for name in names if name.endswith((".pyc", ".so"))]
    assert Path(archive.filename).stat().st_size < 25_000_000


def test_the_zip_has_the_demo_city_without_its_generator(archive: zipfile.ZipFile) -> None:
    demo = [name for name in archive.namelist() if "/demo/" in name]
    assert "trajganr/resources/demo/city/trips.csv" in demo
    folders = ("trajganr/resources/demo/city/", "trajganr/resources/demo/finished/")
    assert all(name.startswith(folders) for name in demo)


def test_the_zip_has_the_guide_with_its_pictures_and_pages(archive: zipfile.ZipFile) -> None:
    guide = archive.read("trajganr/docs/user_guide.md").decode()
    named = re.findall(r"\]\((?!https?:)([^)#]+)", guide)
    assert len(named) > 20
    for name in named:
        assert f"trajganr/docs/{name}" in archive.namelist()


def test_the_metadata_require_qgis_3_40(archive: zipfile.ZipFile) -> None:
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read_string(archive.read("trajganr/metadata.txt").decode())
    general = metadata["general"]
    assert general["hasProcessingProvider"] == "yes"
    assert general["qgisMinimumVersion"] == "3.40"
    assert f"trajganr/{general['icon']}" in archive.namelist()
    assert Path(archive.filename).name == f"trajganr-{general['version']}.zip"


def test_the_zip_is_reproducible(tmp_path: Path) -> None:
    first = PACKAGE["build_zip"](tmp_path / "a").read_bytes()
    assert first == PACKAGE["build_zip"](tmp_path / "b").read_bytes()


def test_the_linked_plugin_follows_the_working_tree(tmp_path: Path) -> None:
    plugin = PACKAGE["link"](tmp_path)
    assert plugin == PACKAGE["link"](tmp_path)  # again, over the old one
    assert (plugin / "qgis_plugin").resolve() == ROOT / "qgis_plugin"
    assert "classFactory" in (plugin / "__init__.py").read_text()
