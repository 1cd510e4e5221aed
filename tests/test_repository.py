"""Files about the repository say what the project says: its versions and what it supports."""

from __future__ import annotations

import configparser
import tomllib
from pathlib import Path
from typing import Any

import yaml
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parents[1]


def read_yaml(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def matrix(workflow: str, job: str) -> Any:
    found = read_yaml(f".github/workflows/{workflow}")
    return found["jobs"][job]["strategy"]["matrix"]


def test_every_supported_python_is_tested_and_no_other() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    supported = SpecifierSet(project["requires-python"])
    minors = [f"3.{minor}" for minor in range(8, 30) if f"3.{minor}" in supported]
    assert matrix("tests.yml", "core-and-worker")["python"] == minors


def test_the_wheel_has_every_folder_of_the_core_and_the_worker() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    folders = {
        ".".join(path.parent.relative_to(folder).parts)
        for folder, package in ((ROOT, "trajganr_core"), (ROOT / "worker", "trajganr_worker"))
        for path in (folder / package).rglob("__init__.py")
    }
    of_files = {"trajganr_core.i18n", "trajganr_core.styles", "trajganr_core.publish.maplibre"}
    of_files |= {"trajganr_core.weights", "trajganr_core.demo.city"}
    of_files.add("trajganr_core.demo.city.street_view")
    assert {*project["tool"]["setuptools"]["packages"]} == folders | of_files


def test_the_oldest_supported_qgis_is_tested() -> None:
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    images = [each["qgis"] for each in matrix("plugin.yml", "plugin")["include"]]
    series = [image.partition("-")[0] for image in images if image != "latest"]
    oldest = min(series, key=lambda version: tuple(map(int, version.split("."))))
    assert oldest == metadata["general"]["qgisMinimumVersion"]
