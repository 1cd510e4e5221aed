"""Shared helpers of the plugin tests: inputs, forms and jobs."""
# ruff: noqa: N802 - QGIS' interface is camelCase

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fake_worker import start_fake_worker
from hang import HANG_S
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QFileDialog, QMessageBox, QWidget

from qgis_plugin.gui.dock import TrajganrDock
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.finetune import FinetuneParams
from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.states import TERMINAL, JobState

ROOT = Path(__file__).parents[2]


class MenuRecorder:
    """What pytest-qgis' interface lacks of QGIS' own."""

    def __init__(self, iface: Any) -> None:
        self._iface = iface
        self.menu: list[str] = []
        self.docks: list[Any] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._iface, name)

    def addPluginToMenu(self, menu: str, action: Any) -> None:
        self.menu.append(action.text())

    def removePluginMenu(self, menu: str, action: Any) -> None:
        self.menu.remove(action.text())

    def addDockWidget(self, area: Any, dock: Any) -> None:
        self.docks.append(dock)

    def addTabifiedDockWidget(self, area: Any, dock: Any, beside: list[str]) -> None:
        self.docks.append(dock)

    def removeDockWidget(self, dock: Any) -> None:
        self.docks.remove(dock)


def choose_file(parent: QWidget, path: Path) -> None:
    """Answer the file dialog that a widget has opened."""
    dialog = parent.findChild(QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    QCoreApplication.processEvents()  # the answer


def answer(parent: QWidget, agreed: bool) -> str:
    """Answer the question that a widget has asked; returns its text."""
    box = parent.findChild(QMessageBox)
    text = box.text()
    buttons = QMessageBox.StandardButton
    box.button(buttons.Yes if agreed else buttons.Cancel).click()
    QCoreApplication.processEvents()  # the answer
    return text


def show_alone(dock: TrajganrDock, qtbot: Any) -> None:
    """Show the dock in a window of its own, so that it gets keys."""
    dock.setFloating(True)
    dock.show()
    dock.activateWindow()
    qtbot.waitUntil(dock.isActiveWindow)


def submit(home: Path, name: str) -> str:
    """Have a worker prepare a study area."""
    with Client.connect(home) as client:
        trips = home.parent / "a.csv"
        trips.write_text("x", encoding="utf-8")
        reference = client.put_file(trips)
        area = (-8.63, 41.14, -8.6, 41.16)
        return client.submit(
            PrepareParams(trips=(reference,), roads=reference, bbox=area, name=name)
        )


def train(home: Path, name: str, tasks: tuple[str, ...], seed: int = 0) -> tuple[str, str]:
    """Have a worker prepare a study area and fit a model to tasks; answers bundle and model."""
    with Client.connect(home) as client:

        def end(job_id: str) -> str:
            list(client.follow(job_id))
            return job_id

        bundle = end(submit(home, name))
        model = end(client.submit(PretrainParams(bundle=bundle, name=f"{name}, pretrained")))
        params = FinetuneParams(model=model, bundle=bundle, tasks=tasks, name=name, seed=seed)
        return bundle, end(client.submit(params))


class ReusedWorker:
    """A fake worker that several tests have to themselves, one after the other."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, unless it is running."""
        if self._process is None:
            self._process = start_fake_worker(self.home)

    def empty(self) -> None:
        """Delete all jobs, models and bundles; end the process if the test has stopped it."""
        try:
            with Client.connect(self.home) as client:
                _delete_everything(client)
        except TrajganrError as error:
            if error.code is not Code.TRANSPORT_DOWN:
                raise
            self.stop()

    def stop(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(HANG_S)
            self._process = None


def _delete_everything(client: Client) -> None:
    for job in client.jobs():
        if JobState(job.state) not in TERMINAL:
            client.cancel(job.job_id)
            list(client.follow(job.job_id))
        client.delete(job.job_id)
    for model in client.listed_models():
        client.delete_model(model.id)
    for bundle in client.listed_bundles():
        client.delete_bundle(bundle.id)


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

    def zones(self, names: Sequence[str]) -> QgsVectorLayer:
        """A polygon for each name, which its field ``district`` has."""
        square = "Polygon((-8.62 41.15, -8.61 41.15, -8.61 41.16, -8.62 41.16, -8.62 41.15))"
        values = list(names)
        return memory_layer("Polygon", "district:string", [square] * len(values), values, "zones")

    def segments(self, edges: Sequence[int | None]) -> QgsVectorLayer:
        """A road for each directed segment, which its field ``edge`` names."""
        line = "LineString(-8.62 41.15, -8.61 41.15)"
        values = list(edges)
        return memory_layer("LineString", "edge:integer", [line] * len(values), values, "segments")

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


class Feedback(QgsProcessingFeedback):
    """Keeps what a person would see in red or orange."""

    def __init__(self) -> None:
        super().__init__(False)
        self.trouble: list[str] = []

    def reportError(self, error: str, fatalError: bool = False) -> None:
        self.trouble.append(error)
        super().reportError(error, fatalError)

    def pushWarning(self, warning: str) -> None:
        self.trouble.append(warning)
        super().pushWarning(warning)


def run(algorithm: str, feedback: QgsProcessingFeedback | None = None, **parameters: Any) -> dict:
    """Run an algorithm of the provider and answer its outputs."""
    import processing  # not yet there where pytest-xdist reads this file

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
            "TRIPS": layers.trips(),
            "ROADS": layers.roads(),
            "EXTENT": layers.extent,
            **parameters,
        },
    )


def sent(home: Path, name: str) -> Path:
    """The file of that name that the newest job with one was sent."""
    for manifest in reversed(_manifests(home, "*")):
        found = re.search(rf'"sha256:(\w+)/{re.escape(name)}"', manifest.read_text("utf-8"))
        if found:
            return home / "data" / found[1] / name
    raise AssertionError(f"{name} was not sent")


def job_params(home: Path, kind: str) -> dict[str, Any]:
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
