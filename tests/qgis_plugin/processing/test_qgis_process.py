"""The plugin as ``qgis_process`` loads it: from its packed zip, without a window."""

from __future__ import annotations

import os
import re
import runpy
import signal
import subprocess
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_worker import fake_worker
from hang import HANG_S
from plugin_tools import ROOT, Layers
from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter, QgsVectorLayer

from qgis_plugin.processing.shipped_models import MODELS
from trajganr_core.contract.protocol.client import Client


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of the files of all tests in this module."""
    return tmp_path_factory.mktemp("qgis_process")


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[Path]:
    """The home of a worker for the tests in this module."""
    (folder / "home").mkdir()
    with fake_worker(folder / "home") as home:
        yield home


@pytest.fixture(scope="module")
def environment(folder: Path, running: Path) -> dict[str, str]:
    """An isolated profile in which the plugin of the zip is enabled."""
    package = runpy.run_path(str(ROOT / ".ci" / "package.py"))
    with zipfile.ZipFile(package["build_zip"](folder)) as archive:
        archive.extractall(folder / "plugins")
    assert len(list((folder / "plugins").rglob("*.model3"))) == len(MODELS)
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    overridden = ("PYTHON", "TRAJGANR_")
    variables = {
        **{name: value for name, value in os.environ.items() if not name.startswith(overridden)},
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(runtime),
        "QGIS_CUSTOM_CONFIG_PATH": str(folder / "profile"),
        "QGIS_PLUGINPATH": str(folder / "plugins"),
        "LC_ALL": "C.UTF-8",
        "TRAJGANR_HOME": str(running),
    }
    subprocess.run(["qgis_process", "plugins", "enable", "trajganr"], env=variables, check=True)
    return variables


@pytest.fixture(scope="module")
def inputs(folder: Path) -> list[str]:
    """Arguments for trips, roads and study area."""
    layers = Layers(folder)
    return [
        f"--TRIPS={saved(layers.trips(), folder / 'trips.gpkg')}",
        f"--ROADS={saved(layers.roads(), folder / 'roads.gpkg')}",
        f"--EXTENT={layers.extent}",
    ]


@pytest.fixture(scope="module")
def prepared(environment: dict[str, str], inputs: list[str]) -> subprocess.CompletedProcess[str]:
    """A study area that was prepared."""
    command = ["qgis_process", "run", "trajganr:prepare", *inputs, "--NAME=Porto"]
    return subprocess.run(command, env=environment, capture_output=True, text=True)


def saved(layer: QgsVectorLayer, path: Path) -> Path:
    options = QgsVectorFileWriter.SaveVectorOptions()
    error, message, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(
        layer, str(path), QgsCoordinateTransformContext(), options
    )
    assert error == QgsVectorFileWriter.WriterError.NoError, message
    return path


def test_a_job_runs_from_the_packed_zip(
    prepared: subprocess.CompletedProcess[str], running: Path
) -> None:
    assert prepared.returncode == 0, prepared.stderr
    with Client.connect(running) as client:
        assert f"BUNDLE:\t{client.bundles()[0].id}" in prepared.stdout


def test_ctrl_c_cancels_the_job_and_ends_in_failure(
    environment: dict[str, str], running: Path, inputs: list[str]
) -> None:
    command = ["qgis_process", "run", "trajganr:prepare", *inputs, "--NAME=slow"]
    with (
        subprocess.Popen(command, env=environment) as process,
        Client.connect(running) as client,
    ):
        while not any(job.state == "RUNNING" for job in client.jobs()):
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.wait(HANG_S) != 0
        assert client.jobs()[0].state == "CANCELLED"


def test_a_city_is_predicted_from_the_packed_zip(
    environment: dict[str, str], running: Path, inputs: list[str], tmp_path: Path
) -> None:
    command = [
        *("qgis_process", "run", "trajganr:predictmycity", *inputs),
        f"--OUTPUT={tmp_path / 'predicted.gpkg'}",
    ]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    layer = QgsVectorLayer(f"{tmp_path / 'predicted.gpkg'}|layername=roads", "roads", "ogr")
    assert layer.featureCount() == 4
    assert {"speed_kmh_whole_week", "slowdown_mps2"} <= set(layer.fields().names())


def test_a_partly_failed_batch_ends_in_failure(
    environment: dict[str, str],
    running: Path,
    prepared: subprocess.CompletedProcess[str],
    tmp_path: Path,
) -> None:
    bundle = re.search(r"BUNDLE:\t(\S+)", prepared.stdout)
    assert bundle is not None
    export = [
        *("qgis_process", "run", "trajganr:batchexport", f"--BUNDLES={bundle[1]}"),
        *("--LAYERS=roads", "--LAYERS=images", f"--FOLDER={tmp_path / 'all'}"),
    ]
    (running / "fails.txt").write_text("images")
    failed = subprocess.run(export, env=environment, capture_output=True, text=True)
    (running / "fails.txt").unlink()
    assert failed.returncode != 0
    assert "1 of 2 exports failed" in failed.stdout + failed.stderr
