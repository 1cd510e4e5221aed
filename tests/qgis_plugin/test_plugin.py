"""Loading, showing and unloading the plugin."""
# ruff: noqa: N802 - QGIS' interface is camelCase

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import ROOT
from qgis.core import QgsApplication, QgsProcessingContext
from qgis.PyQt.QtCore import QThread

from qgis_plugin import classFactory, contract
from qgis_plugin.client import monitor, session
from qgis_plugin.gui import dock as dock_module
from qgis_plugin.gui.dock import TrajganrDock
from qgis_plugin.plugin import TrajganrPlugin
from qgis_plugin.stub import StubPlugin
from trajganr_core.protocol.client import Client
from trajganr_core.protocol.jobs import (
    FinetuneParams,
    JobParams,
    PrepareParams,
    PretrainParams,
    ReportParams,
)


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

    def removeDockWidget(self, dock: Any) -> None:
        self.docks.remove(dock)


@pytest.fixture
def iface(qgis_iface: Any, home: Path) -> MenuRecorder:
    return MenuRecorder(qgis_iface)


def test_the_plugin_comes_and_goes_without_leaving_anything(iface: MenuRecorder) -> None:
    registry = QgsApplication.processingRegistry()
    registry.removeProvider("trajganr")
    threads = len(threads_of_docks(iface))
    for _ in range(3):
        plugin = classFactory(iface)
        assert isinstance(plugin, TrajganrPlugin)
        plugin.initGui()
        assert registry.providerById("trajganr") is not None
        assert iface.menu == ["Worker and jobs"]
        assert iface.docks == [plugin.dock]
        plugin.unload()
        assert registry.providerById("trajganr") is None
        assert not iface.menu
        assert not iface.docks
    assert len(threads_of_docks(iface)) == threads


def threads_of_docks(iface: MenuRecorder) -> list[QThread]:
    return [t for t in iface.mainWindow().findChildren(QThread) if t.isRunning()]


def test_without_a_window_only_the_algorithms_are_registered(home: Path) -> None:
    registry = QgsApplication.processingRegistry()
    registry.removeProvider("trajganr")
    plugin = classFactory(None)
    plugin.initProcessing()
    assert len(registry.providerById("trajganr").algorithms()) == 14
    plugin.unload()


def test_a_plugin_that_cannot_start_says_why(
    iface: MenuRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contract, "load", lambda: (_ for _ in ()).throw(ImportError("no core")))
    plugin = classFactory(iface)
    assert isinstance(plugin, StubPlugin)
    plugin.initGui()
    (message,) = iface.messageBar().get_messages(2)
    assert "no core" in message
    plugin.unload()


def test_the_contract_is_loaded_without_touching_the_search_path(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in [n for n in sys.modules if n.partition(".")[0] == "trajganr_core"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "path", [p for p in sys.path if Path(p).resolve() != ROOT])
    before = list(sys.path)
    contract.load()
    from trajganr_core.tasks import TASKS

    assert TASKS
    assert sys.path == before
    contract.unload()
    assert "trajganr_core" not in sys.modules
    assert "trajganr_core.tasks" not in sys.modules


def test_a_core_of_another_release_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in sys.modules if n.partition(".")[0] == "trajganr_core"]:
        monkeypatch.delitem(sys.modules, name)
    foreign = SimpleNamespace(__file__="/elsewhere/trajganr_core/__init__.py")
    monkeypatch.setitem(sys.modules, "trajganr_core", foreign)
    contract.load()
    assert Path(sys.modules["trajganr_core"].__file__).parent == ROOT / "trajganr_core"
    contract.unload()


def test_without_pyzmq_jobs_say_what_to_install(
    iface: MenuRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "find_spec", lambda name: None)
    registry = QgsApplication.processingRegistry()
    can_run, reason = registry.createAlgorithmById("trajganr:prepare").canExecute()
    assert not can_run
    assert "pyzmq" in reason
    assert registry.createAlgorithmById("trajganr:loadstreetview").canExecute()[0]


@pytest.fixture
def dock(iface: MenuRecorder, qtbot: Any) -> Any:
    made = TrajganrDock(iface)
    yield made
    made.leave()
    made.deleteLater()


def test_the_dock_says_that_no_worker_runs(dock: TrajganrDock, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: "Not running" in dock._state.text())
    assert dock._start_button.isEnabled()
    assert not dock._stop_button.isEnabled()


def submit(home: Path, name: str) -> str:
    with Client.connect(home) as client:
        trips = home.parent / "a.csv"
        trips.write_text("x", encoding="utf-8")
        reference = client.put_file(trips)
        return client.submit(
            PrepareParams(trajectories=(reference,), roads=reference, bbox=(0, 0, 1, 1), name=name)
        )


def cell(dock: TrajganrDock, row: int, column: int) -> str:
    model = dock._table.model()
    return model.data(model.index(row, column))


def test_the_dock_shows_the_worker_and_cancels_a_job(
    own_worker: Path, dock: TrajganrDock, qtbot: Any
) -> None:
    submit(own_worker, "slow")
    qtbot.waitUntil(lambda: dock._table.model().rowCount() == 1)
    qtbot.waitUntil(lambda: cell(dock, 0, 2) == "Running", timeout=10_000)
    assert cell(dock, 0, 0) == "slow"
    assert str(own_worker) in dock._state.text()
    dock._table.selectRow(0)
    dock._cancel_button.click()
    qtbot.waitUntil(lambda: cell(dock, 0, 2) == "Cancelled", timeout=10_000)
    assert not dock._cancel_button.isEnabled()


def test_the_dock_keeps_the_selected_job_when_another_is_submitted(
    own_worker: Path, dock: TrajganrDock, qtbot: Any
) -> None:
    first = submit(own_worker, "first")
    qtbot.waitUntil(lambda: dock._table.model().rowCount() == 1)
    dock._table.selectRow(0)
    submit(own_worker, "second")
    qtbot.waitUntil(lambda: dock._table.model().rowCount() == 2)
    assert dock._selected()["job_id"] == first


def test_the_worker_is_asked_from_another_thread_than_the_windows(
    own_worker: Path, iface: MenuRecorder, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[QThread] = []

    def connect() -> Client:
        threads.append(QThread.currentThread())
        return session.connect()

    monkeypatch.setattr(monitor, "connect", connect)
    dock = TrajganrDock(iface)
    qtbot.waitUntil(lambda: "Running" in dock._state.text())
    assert QThread.currentThread() not in threads
    dock.leave()


def test_the_dock_stops_the_worker(own_worker: Path, dock: TrajganrDock, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: "Running" in dock._state.text())
    dock._stop_button.click()
    qtbot.waitUntil(lambda: "Not running" in dock._state.text(), timeout=10_000)


def test_starting_a_worker_without_an_environment_says_what_is_missing(
    dock: TrajganrDock, iface: MenuRecorder, qtbot: Any
) -> None:
    qtbot.waitUntil(lambda: "Not running" in dock._state.text())
    dock._start_button.click()
    qtbot.waitUntil(lambda: bool(iface.messageBar().get_messages(1)))
    assert "ENV.MISSING_DEP" in iface.messageBar().get_messages(1)[0]


@pytest.mark.parametrize(
    ("kind", "algorithm", "filled"),
    [
        ("prepare", "trajganr:pretrain", {}),
        (
            "pretrain",
            "trajganr:finetune",
            {"SPLIT": "block", "FOLD": 2, "TRIPS_PER_LOCATION": 16, "SEGMENT_CONTEXT": "off"},
        ),
        ("finetune", "trajganr:predictroads", {"TASKS": ["aoi", "speed"]}),
    ],
)
def test_the_next_step_opens_a_form_that_the_card_has_filled(
    kind: str,
    algorithm: str,
    filled: dict[str, Any],
    own_worker: Path,
    iface: MenuRecorder,
    qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(dock_module, "open_form", lambda *form: opened.append(form))
    with Client.connect(own_worker) as client:
        bundle = submit(own_worker, "Porto")
        list(client.follow(bundle))
        params: JobParams = PretrainParams(bundle=bundle, preset="paper", split="block", fold=2)
        model = client.submit(params)
        list(client.follow(model))
        params = FinetuneParams(model=model, bundle=bundle, tasks=("aoi", "speed"))
        list(client.follow(client.submit(params)))
        job_id = next(job["job_id"] for job in client.jobs() if job["kind"] == kind)
    dock = TrajganrDock(iface)
    qtbot.waitUntil(lambda: dock._table.model().rowCount() == 3)
    assert not dock._next_button.isEnabled()
    dock.select(job_id)
    dock._next_button.click()
    qtbot.waitUntil(lambda: bool(opened))
    dock.leave()
    ((opened_algorithm, parameters),) = opened
    assert opened_algorithm == algorithm
    made = {"BUNDLE": bundle} if kind == "prepare" else {"MODEL": job_id, "BUNDLE": bundle}
    assert parameters == {**made, **filled}
    form = QgsApplication.processingRegistry().createAlgorithmById(algorithm)
    output = {} if kind != "finetune" else {"OUTPUT": "roads.gpkg"}
    assert form.checkParameterValues({**parameters, **output}, QgsProcessingContext())[0]


def job_of(dock: TrajganrDock, kind: str) -> str:
    return next(job["job_id"] for job in dock.jobs() if job["kind"] == kind)


def test_the_quality_report_of_a_bundle_opens_in_the_browser(
    own_worker: Path, dock: TrajganrDock, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(dock_module, "open_in_browser", opened.append)
    bundle = submit(own_worker, "Porto")
    qtbot.waitUntil(lambda: dock._table.model().rowCount() == 1)
    assert not dock._report_button.isEnabled()
    dock.select(bundle)
    qtbot.waitUntil(dock._report_button.isEnabled, timeout=10_000)
    dock._report_button.click()
    qtbot.waitUntil(lambda: len(opened) == 1, timeout=10_000)
    assert bundle in Path(opened[0]).read_text(encoding="utf-8")
    dock.select(job_of(dock, "report"))
    dock._report_button.click()
    qtbot.waitUntil(lambda: len(opened) == 2, timeout=10_000)
    assert len(dock.jobs()) == 2


def test_a_report_that_fails_says_why(
    own_worker: Path, dock: TrajganrDock, iface: MenuRecorder, qtbot: Any
) -> None:
    bundle = submit(own_worker, "Porto")
    with Client.connect(own_worker) as client:
        list(client.follow(bundle))
        job_id = client.submit(ReportParams(bundle=bundle, name="fail"))
        list(client.follow(job_id))
        dock.show_report(client.job(job_id))
    messages = iface.messageBar().get_messages
    qtbot.waitUntil(lambda: any("INPUT.EMPTY" in message for message in messages(1)))
