"""Loading, showing and unloading the plugin."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from plugin_tools import ROOT, MenuRecorder
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QThread
from qgis.PyQt.QtSql import QSqlDatabase
from qgis.PyQt.QtTest import QSignalSpy

from qgis_plugin import classFactory, core_loader
from qgis_plugin.background_task import BackgroundTask
from qgis_plugin.client import session
from qgis_plugin.gui.forms import create_form
from qgis_plugin.plugin import TrajganrPlugin
from qgis_plugin.processing.base import Described
from qgis_plugin.processing.provider import algorithms
from qgis_plugin.processing.shipped_models import MODELS
from qgis_plugin.stub import StubPlugin


def test_unloading_the_plugin_leaves_nothing(iface: MenuRecorder) -> None:
    registry = QgsApplication.processingRegistry()
    registry.removeProvider("trajganr")
    threads = len(threads_of_docks(iface))
    for _ in range(3):
        plugin = classFactory(iface)
        assert isinstance(plugin, TrajganrPlugin)
        plugin.initGui()
        assert registry.providerById("trajganr") is not None
        named = [
            "Predict my city…",
            "Worker and jobs",
            "Ask a place",
            "Draw a corridor…",
            "Set up TrajGANR…",
            "User guide",
        ]
        assert iface.menu == named
        assert iface.docks == [plugin.dock, plugin.panel]
        assert Described.create_form is create_form
        plugin.unload()
        assert registry.providerById("trajganr") is None
        assert not iface.menu
        assert not iface.docks
        assert Described.create_form is None
    assert len(threads_of_docks(iface)) == threads


def test_unloading_ends_the_threads_of_tasks_that_have_used_the_authentication_manager(
    iface: MenuRecorder,
) -> None:
    QgsApplication.processingRegistry().removeProvider("trajganr")
    manager = QgsApplication.authManager()
    manager.configIds()
    plugin = classFactory(iface)
    plugin.initGui()
    task = BackgroundTask("Read", lambda report: manager.configIds())
    ended = QSignalSpy(task.ended)
    task.begin()
    assert ended.wait()
    assert len(threads_with_database()) > 1
    plugin.unload()
    assert len(threads_with_database()) == 1  # this one


def threads_with_database() -> list[str]:
    return [name for name in QSqlDatabase.connectionNames() if name.startswith("authentication")]


def threads_of_docks(iface: MenuRecorder) -> list[QThread]:
    return [t for t in iface.mainWindow().findChildren(QThread) if t.isRunning()]


def test_without_a_window_only_the_algorithms_are_registered(home: Path) -> None:
    registry = QgsApplication.processingRegistry()
    registry.removeProvider("trajganr")
    plugin = classFactory(None)
    plugin.initProcessing()
    assert len(registry.providerById("trajganr").algorithms()) == len(algorithms()) + len(MODELS)
    plugin.unload()


def test_a_plugin_that_cannot_start_shows_the_reason(
    iface: MenuRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(core_loader, "load", lambda: (_ for _ in ()).throw(ImportError("no core")))
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
    core_loader.load()
    from trajganr_core.contract.tasks import TASKS

    assert TASKS
    assert sys.path == before
    core_loader.unload()
    assert "trajganr_core" not in sys.modules
    assert "trajganr_core.contract.tasks" not in sys.modules


def test_a_core_of_another_release_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in sys.modules if n.partition(".")[0] == "trajganr_core"]:
        monkeypatch.delitem(sys.modules, name)
    foreign = SimpleNamespace(__file__="/elsewhere/trajganr_core/__init__.py")
    monkeypatch.setitem(sys.modules, "trajganr_core", foreign)
    core_loader.load()
    assert Path(sys.modules["trajganr_core"].__file__).parent == ROOT / "trajganr_core"
    core_loader.unload()


def test_jobs_without_pyzmq_fail_with_a_next_action(
    iface: MenuRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "find_spec", lambda name: None)
    registry = QgsApplication.processingRegistry()
    can_run, reason = registry.createAlgorithmById("trajganr:prepare").canExecute()
    assert not can_run
    assert "pyzmq" in reason
    assert registry.createAlgorithmById("trajganr:loadstreetview").canExecute()[0]
