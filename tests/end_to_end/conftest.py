"""Shared fixtures of the end-to-end tests: QGIS, a worker, and a stand-in for Mapillary."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from crossing import SOUTH, WEST
from harness import Parameter, QgisProcess, local_worker
from mapillary_stand_in import MapillaryStandIn, coverage_tiles, record
from qgis_python import MASTER_PASSWORD, QgisSession
from tiny_city import TinyCity


@pytest.fixture(scope="session")
def mapillary() -> Iterator[MapillaryStandIn]:
    images = [
        record("1", WEST + 0.002, SOUTH + 0.002),
        record("2", WEST + 0.003, SOUTH + 0.002, is_pano=True, sequence="other"),
        record("3", WEST + 0.01, SOUTH + 0.01),
    ]
    with MapillaryStandIn(images) as running:
        running.tiles = coverage_tiles(images)
        yield running


@pytest.fixture(scope="session")
def home(mapillary: MapillaryStandIn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home of a running worker that takes the stand-in for Mapillary."""
    path = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRAJGANR_MAPILLARY", mapillary.url)
        patch.setenv("TRAJGANR_CACHE", str(path / "cache"))
        with local_worker(path):
            patch.undo()
            yield path


@pytest.fixture(scope="session")
def workdir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of QGIS' profile."""
    return tmp_path_factory.mktemp("qgis")


@pytest.fixture(scope="session")
def qgis(home: Path, workdir: Path) -> Iterator[QgisSession]:
    """One QGIS, which runs one algorithm after another."""
    with QgisSession(workdir, home) as running:
        yield running


@pytest.fixture(scope="session")
def bundle_id(qgis: QgisSession, tiny_city: TinyCity) -> str:
    """A study area on the worker."""
    return qgis.run(
        "prepare",
        TRIP_FILES=tiny_city.trips,
        ROADS=tiny_city.roads,
        EXTENT=tiny_city.extent,
        NAME="Tiny city",
    )["BUNDLE"]


@pytest.fixture(scope="session")
def model_id(qgis: QgisSession, bundle_id: str) -> str:
    """A model on the worker, with heads for speed and popularity."""
    small: dict[str, Parameter] = {"DIMENSION": 16, "LAYERS": 1, "EPOCHS": 1, "DEVICE": "cpu"}
    pretrained = qgis.run("pretrain", BUNDLE=bundle_id, **small)["MODEL"]
    options: dict[str, Parameter] = {"TASKS": ["speed", "popularity"], "EPOCHS": 1, "DEVICE": "cpu"}
    return qgis.run("finetune", MODEL=pretrained, BUNDLE=bundle_id, **options)["MODEL"]


@pytest.fixture(scope="session")
def qgis_process(home: Path, workdir: Path) -> QgisProcess:
    """``qgis_process``, which starts QGIS for each algorithm, with the same profile."""
    process = QgisProcess(workdir, home)
    password = workdir / "master"
    password.write_text(MASTER_PASSWORD)
    process.environment["QGIS_AUTH_PASSWORD_FILE"] = str(password)
    return process
