"""The files of a town, and its bundle."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import town
from PIL import Image
from prepared_bundle import prepare_bundle
from town_files import DRIVERS

from trajganr_core.contract.options.data_config import PrepareConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.preparation import prepare
from trajganr_core.data.preparation.stages import Stage, StageCache


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Roads, trips with measured speed, places and one picture of the town."""
    root = tmp_path_factory.mktemp("files")
    rows = ["trip_id,driver_id,time,lon,lat,speed_kmh"]
    for trip in range(8):
        east = trip % 2 == 0
        for second in range(0, 40, 2):
            x = 10 * second if east else 400 - 10 * second
            lon, lat = town.lon_lat([(x, 200)])[0]
            rows.append(f"t{trip},d{trip % DRIVERS},{town.START + second},{lon},{lat},36")
    (root / "trips.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    lon, lat = town.lon_lat([(100, 210)])[0]
    (root / "pois.csv").write_text(f"lon,lat,category\n{lon},{lat},food\n", encoding="utf-8")
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, "jpeg")
    (root / "a.jpg").write_bytes(buffer.getvalue())
    (root / "index.csv").write_text(f"id,file,lon,lat\n1,a.jpg,{lon},{lat}\n", encoding="utf-8")
    return {
        "trips": [root / "trips.csv"],
        "roads": town.write_streets(root / "roads.gpkg"),
        "images": root / "index.csv",
        "pois": root / "pois.csv",
        "area": town.AREA,
    }


@pytest.fixture(scope="module")
def bundle(files: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """The town, prepared."""
    out = tmp_path_factory.mktemp("bundles") / "town"
    prepare_bundle(**files, out=out, config=PrepareConfig(name="Town"))
    return Bundle.load(out)


@pytest.fixture
def own(files: dict[str, Any], tmp_path: Path) -> dict[str, Any]:
    """Copies of the files that a test may change."""
    root = tmp_path / "files"
    shutil.copytree(files["roads"].parent, root)
    return {
        name: root / value.name if isinstance(value, Path) else value
        for name, value in files.items()
    } | {"trips": [root / path.name for path in files["trips"]]}


@pytest.fixture
def stages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[str]]:
    """Names of the stages that were run, not taken from the cache, which is the test's own."""
    run: list[str] = []

    class RecordingCache(StageCache):
        def run(self, name: str, *args: Any) -> Stage:
            stage = super().run(name, *args)
            if not stage.reused:
                run.append(name)
            return stage

    monkeypatch.setattr(prepare, "StageCache", lambda: RecordingCache(tmp_path / "stages"))
    yield run
