"""QGIS, the provider and a fake worker for the plugin's tests."""

from __future__ import annotations

import json
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import processing
import pytest
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsVectorLayer,
)

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "worker")]

from fake_worker import fake_worker  # noqa: E402

from qgis_plugin.processing.provider import TrajganrProvider  # noqa: E402

# As in tests/conftest.py, which pytest does not read for these.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def provider(qgis_processing: None) -> Iterator[TrajganrProvider]:
    """The plugin's algorithms in QGIS' registry."""
    made = TrajganrProvider()
    QgsApplication.processingRegistry().addProvider(made)
    yield made
    QgsApplication.processingRegistry().removeProvider("trajganr")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A worker's home in which no worker runs and none can be started."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("TRAJGANR_HOME", str(folder))
    monkeypatch.delenv("TRAJGANR_WORKER_PYTHON", raising=False)
    monkeypatch.delenv("TRAJGANR_ADDRESS", raising=False)
    return folder


@pytest.fixture(scope="session")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home of a worker that runs as long as the tests."""
    folder = tmp_path_factory.mktemp("shared") / "home"
    folder.mkdir()
    with fake_worker(folder) as running:
        yield running


@pytest.fixture
def worker(home: Path, shared_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A running worker whose jobs are made up, with what earlier tests left; answers its home."""
    monkeypatch.setenv("TRAJGANR_HOME", str(shared_home))
    return shared_home


@pytest.fixture
def own_worker(home: Path) -> Iterator[Path]:
    """As :func:`worker`, but without jobs of other tests."""
    with fake_worker(home) as running:
        yield running


class Layers:
    """Small layers in Porto, written where a test may read them."""

    extent = "-8.63,-8.60,41.14,41.16 [EPSG:4326]"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def trips(self) -> QgsVectorLayer:
        """Two trips with times."""
        return memory_layer(
            "LineStringM",
            "trip_id:string",
            ["LineStringM(-8.62 41.15 1372636800, -8.61 41.15 1372636860)"] * 2,
            ["1", "2"],
            "trips",
        )

    def roads(self) -> QgsVectorLayer:
        """Three roads, of which two lie in the extent."""
        return memory_layer(
            "LineString",
            "highway:string",
            [
                "LineString(-8.62 41.15, -8.61 41.15)",
                "LineString(2 48, 2.1 48)",
                "LineString(-8.61 41.15, -8.61 41.155)",
            ],
            ["primary", "primary", "residential"],
            "roads",
        )

    def street_view_index(self) -> Path:
        """An index of two pictures beside it, and a row whose picture is missing."""
        (self.folder / "images").mkdir()
        for name in ("a", "b"):
            (self.folder / "images" / f"{name}.jpg").write_bytes(
                b"\xff\xd8 not really " + name.encode()
            )
        index = self.folder / "index.csv"
        index.write_text(
            "id,file,lon,lat,compass_angle,captured_at\n"
            "a,images/a.jpg,-8.615,41.15,90.0,2022-01-01\n"
            "b,images/b.jpg,2.0,48.0,,\n"
            "c,images/c.jpg,-8.615,41.15,,\n",
            encoding="utf-8",
        )
        return index


def run(algorithm: str, feedback: QgsProcessingFeedback | None = None, **parameters: Any) -> dict:
    """Run an algorithm of the provider and answer its outputs."""
    return processing.run(
        f"trajganr:{algorithm}", parameters, feedback=feedback or QgsProcessingFeedback()
    )


def prepare(
    layers: Layers, feedback: QgsProcessingFeedback | None = None, **parameters: Any
) -> dict:
    """Prepare the small layers."""
    return run(
        "prepare",
        feedback,
        **{
            "TRAJECTORIES": layers.trips(),
            "ROADS": layers.roads(),
            "EXTENT": layers.extent,
            **parameters,
        },
    )


@pytest.fixture
def layers(tmp_path: Path) -> Layers:
    """Small layers to work on."""
    return Layers(tmp_path)


def sent(home: Path, name: str) -> Path:
    """The file of that name that the newest job with one was sent."""
    for manifest in reversed(_manifests(home, "*")):
        found = re.search(rf'"sha256:(\w+)/{re.escape(name)}"', manifest.read_text("utf-8"))
        if found:
            return home / "data" / found[1] / name
    raise AssertionError(f"{name} was not sent")


def asked(home: Path, kind: str) -> dict[str, Any]:
    """The parameters of the newest job of a kind, as its process found them."""
    return dict(json.loads(_manifests(home, f"{kind}-*")[-1].read_text("utf-8"))["params"])


def _manifests(home: Path, pattern: str) -> list[Path]:
    found = (home / "jobs").glob(f"{pattern}/job.json")
    return sorted(found, key=lambda path: path.stat().st_mtime_ns)


def checked(algorithm: str, **parameters: Any) -> tuple[bool, str]:
    """Whether a form is fine, and if not, why."""
    made = QgsApplication.processingRegistry().createAlgorithmById(f"trajganr:{algorithm}")
    return made.checkParameterValues(parameters, QgsProcessingContext())


def memory_layer(
    geometry: str, field: str, wkts: list[str], values: list[Any], name: str = "layer"
) -> QgsVectorLayer:
    """A layer in memory, in EPSG:4326, with one field; geometry None makes a table."""
    layer = QgsVectorLayer(f"{geometry}?crs=EPSG:4326&field={field}", name, "memory")
    for wkt, value in zip(wkts, values, strict=True):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        feature.setAttributes([value])
        assert layer.dataProvider().addFeature(feature)
    return layer
