"""The plugin as ``qgis_process`` loads it: from its packed zip, without a window."""

from __future__ import annotations

import os
import runpy
import signal
import subprocess
import time
import zipfile
from pathlib import Path

import pytest
from plugin_tools import ROOT, Layers
from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter, QgsVectorLayer

from trajganr_core.contract.protocol.client import Client


@pytest.fixture
def environment(tmp_path: Path, home: Path) -> dict[str, str]:
    """An isolated profile in which the plugin of the zip is enabled."""
    package = runpy.run_path(str(ROOT / ".ci" / "package.py"))
    with zipfile.ZipFile(package["build_zip"](tmp_path)) as archive:
        archive.extractall(tmp_path / "plugins")
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    made = {
        **{k: v for k, v in os.environ.items() if not k.startswith("PYTHON")},
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(runtime),
        "QGIS_CUSTOM_CONFIG_PATH": str(tmp_path / "profile"),
        "QGIS_PLUGINPATH": str(tmp_path / "plugins"),
        "LC_ALL": "C.UTF-8",
    }
    subprocess.run(["qgis_process", "plugins", "enable", "trajganr"], env=made, check=True)
    return made


@pytest.fixture
def prepare(layers: Layers) -> list[str]:
    """The command that prepares a study area."""
    return [
        "qgis_process",
        "run",
        "trajganr:prepare",
        f"--TRAJECTORIES={saved(layers.trips(), layers.folder / 'trips.gpkg')}",
        f"--ROADS={saved(layers.roads(), layers.folder / 'roads.gpkg')}",
        f"--EXTENT={layers.extent}",
    ]


def saved(layer: QgsVectorLayer, path: Path) -> Path:
    options = QgsVectorFileWriter.SaveVectorOptions()
    error, message, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(
        layer, str(path), QgsCoordinateTransformContext(), options
    )
    assert error == QgsVectorFileWriter.WriterError.NoError, message
    return path


def test_a_job_runs_from_the_packed_zip(
    environment: dict[str, str], own_worker: Path, prepare: list[str]
) -> None:
    done = subprocess.run(prepare, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    bundle = Client.connect(own_worker).bundles()[0].id
    assert f"BUNDLE:\t{bundle}" in done.stdout


def test_ctrl_c_cancels_the_job_and_ends_in_failure(
    environment: dict[str, str], own_worker: Path, prepare: list[str]
) -> None:
    with (
        subprocess.Popen([*prepare, "--NAME=slow"], env=environment) as process,
        Client.connect(own_worker) as client,
    ):
        while not any(job["state"] == "RUNNING" for job in client.jobs()):
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) != 0
        assert client.jobs()[0]["state"] == "CANCELLED"


def test_a_shipped_model_runs_from_the_packed_zip(
    environment: dict[str, str], own_worker: Path, layers: Layers, tmp_path: Path
) -> None:
    command = [
        "qgis_process",
        "run",
        "trajganr:tripstopredictedroads",
        f"--TRAJECTORIES={saved(layers.trips(), tmp_path / 'trips.gpkg')}",
        f"--ROADS={saved(layers.roads(), tmp_path / 'roads.gpkg')}",
        f"--EXTENT={layers.extent}",
        "--TASKS=speed",
        f"--predicted_roads={tmp_path / 'predicted.gpkg'}",
    ]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    layer = QgsVectorLayer(f"{tmp_path / 'predicted.gpkg'}|layername=roads", "roads", "ogr")
    assert layer.featureCount() == 4
    with Client.connect(own_worker) as client:
        (model,) = (m.id for m in client.models() if m.card.heads)
    command[2:6] = ["trajganr:updatepredictionswithnewtrips", f"--MODEL={model}", *command[3:5]]
    command[-2:] = [f"--predicted_roads={tmp_path / 'again.gpkg'}"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "again.gpkg").is_file()


def test_a_batch_that_fails_in_part_ends_in_failure_and_goes_on_when_repeated(
    environment: dict[str, str], own_worker: Path, prepare: list[str], tmp_path: Path
) -> None:
    subprocess.run([*prepare, "--NAME=Porto"], env=environment, check=True)
    with Client.connect(own_worker) as client:
        (bundle,) = (each.id for each in client.bundles())
    export = [
        *("qgis_process", "run", "trajganr:batchexport", f"--BUNDLES={bundle}"),
        *("--LAYERS=roads", "--LAYERS=images", f"--FOLDER={tmp_path / 'all'}"),
    ]
    (own_worker / "fails.txt").write_text("images")
    failed = subprocess.run(export, env=environment, capture_output=True, text=True)
    assert failed.returncode != 0
    assert "1 of 2 exports failed" in failed.stdout + failed.stderr
    (own_worker / "fails.txt").unlink()
    done = subprocess.run(export, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "MADE:\t1" in done.stdout
