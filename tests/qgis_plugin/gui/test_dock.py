"""The dock as a whole: the worker, messages about jobs, and accessibility."""

from __future__ import annotations

import re
import shutil
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fake_worker import start_fake_worker
from job_records import job_of
from plugin_tools import MenuRecorder, choose_file, show_alone, submit, train
from qgis.core import QgsApplication, QgsProcessingContext
from qgis.PyQt.QtCore import Qt, QThread
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QTextBrowser,
    QWidget,
)

from qgis_plugin import settings
from qgis_plugin.client import monitor, restarts, session
from qgis_plugin.gui import forms
from qgis_plugin.gui.dock import TrajganrDock
from qgis_plugin.gui.profiles import ProfileBox
from qgis_plugin.layers import roads
from trajganr_core.contract.kinds.finetune import FinetuneParams
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.kinds.predict import PredictParams
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.tasks import TASKS

#: The letters of the menus of QGIS' window, which a button of the dock must not take.
LETTERS_OF_MENUS = set("jevlsporwdmch")


def test_the_dock_shows_that_no_worker_runs(dock: TrajganrDock, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: "Not running" in dock.worker_tab.state.text())
    assert dock.worker_tab.start_button.isEnabled()
    assert not dock.worker_tab.stop_button.isEnabled()


def test_rows_above_the_tabs_do_not_make_the_window_of_qgis_higher(
    dock: TrajganrDock, qtbot: Any
) -> None:
    show_alone(dock, qtbot)
    before = dock.minimumSizeHint().height()
    dock.origin.job_button.show()
    dock.origin.show()
    qtbot.waitUntil(dock.origin.job_button.isVisible)
    qtbot.wait(50)
    assert dock.minimumSizeHint().height() == before


def cell(dock: TrajganrDock, row: int, column: int) -> str:
    model = dock.jobs_tab.rows
    return model.data(model.index(row, column))


def test_the_dock_shows_the_worker_and_cancels_a_job(
    own_worker: Path, dock: TrajganrDock, qtbot: Any
) -> None:
    submit(own_worker, "slow")
    qtbot.waitUntil(lambda: len(dock.jobs()) == 1)
    qtbot.waitUntil(lambda: cell(dock, 0, 2) == "Running")
    assert cell(dock, 0, 0) == "slow"
    assert dock.worker_tab.home.text() == str(own_worker)
    dock.jobs_tab.table.selectRow(0)
    dock.jobs_tab.cancel_button.click()
    qtbot.waitUntil(lambda: cell(dock, 0, 2) == "Cancelled")
    assert not dock.jobs_tab.cancel_button.isEnabled()


def test_the_dock_keeps_the_selected_job_when_another_is_submitted(
    own_worker: Path, dock: TrajganrDock, qtbot: Any
) -> None:
    first = submit(own_worker, "first")
    qtbot.waitUntil(lambda: len(dock.jobs()) == 1)
    dock.jobs_tab.table.selectRow(0)
    submit(own_worker, "second")
    qtbot.waitUntil(lambda: len(dock.jobs()) == 2)
    assert dock.jobs_tab.selected().job_id == first


def test_requests_are_sent_from_another_thread(
    own_worker: Path, iface: MenuRecorder, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[QThread] = []

    def connect() -> Client:
        threads.append(QThread.currentThread())
        return session.connect()

    monkeypatch.setattr(monitor, "connect", connect)
    dock = TrajganrDock(iface)
    qtbot.waitUntil(lambda: "Running" in dock.worker_tab.state.text())
    assert QThread.currentThread() not in threads
    dock.leave()


def test_the_dock_stops_the_worker(own_worker: Path, dock: TrajganrDock, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: "Running" in dock.worker_tab.state.text())
    dock.worker_tab.stop_button.click()
    qtbot.waitUntil(lambda: "Not running" in dock.worker_tab.state.text())


def test_starting_a_worker_without_an_environment_shows_an_error(
    dock: TrajganrDock, iface: MenuRecorder, qtbot: Any
) -> None:
    qtbot.waitUntil(lambda: "Not running" in dock.worker_tab.state.text())
    dock.worker_tab.start_button.click()
    qtbot.waitUntil(lambda: bool(iface.messageBar().get_messages(1)))
    assert "ENV.MISSING_DEP" in iface.messageBar().get_messages(1)[0]


class Revived:
    """A fake worker that QGIS can start, and that can be killed."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.starts = 0
        self.process = start_fake_worker(home)

    def start(self) -> None:
        self.starts += 1
        self.process = start_fake_worker(self.home)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def revived(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Revived]:
    made = Revived(home)
    monkeypatch.setattr(monitor, "start_local_worker", made.start)
    yield made
    made.kill()


def is_grey(dock: TrajganrDock) -> bool:
    jobs = dock.jobs_tab.rows
    return jobs.data(jobs.index(0, 0), Qt.ItemDataRole.ForegroundRole) is not None


def test_a_worker_that_dies_is_started_again_and_nothing_known_is_lost(
    revived: Revived, dock: TrajganrDock, iface: MenuRecorder, qtbot: Any
) -> None:
    submit(revived.home, "slow")
    qtbot.waitUntil(lambda: [job.state for job in dock.jobs()] == ["RUNNING"])
    seen: list[tuple[bool, int]] = []
    reasons: list[str] = []
    dock._monitor.is_down.connect(lambda: seen.append((is_grey(dock), len(dock.jobs()))))
    dock._monitor.is_down.connect(reasons.append)
    revived.kill()
    qtbot.waitUntil(lambda: bool(seen))
    qtbot.waitUntil(lambda: "Running" in dock.worker_tab.state.text() and revived.starts == 1)
    assert seen == [(True, 1)]
    assert "SSH" not in reasons[0]  # the worker is on this machine
    assert not is_grey(dock)
    (item,) = items(iface)
    assert "crashed and is started again" in item.text()
    qtbot.waitUntil(lambda: [job.state for job in dock.jobs()] == ["RUNNING"])


def test_a_worker_that_was_stopped_stays_stopped(
    revived: Revived, dock: TrajganrDock, iface: MenuRecorder, qtbot: Any
) -> None:
    submit(revived.home, "slow")
    qtbot.waitUntil(lambda: len(dock.jobs()) == 1)
    dock.worker_tab.stop_button.click()
    qtbot.waitUntil(lambda: "Not running" in dock.worker_tab.state.text())
    assert is_grey(dock)
    assert "SSH" not in dock.worker_tab.state.text()
    assert not revived.starts
    assert not items(iface)


def test_a_worker_that_dies_again_and_again_is_not_started_for_ever(
    revived: Revived,
    dock: TrajganrDock,
    iface: MenuRecorder,
    qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(restarts, "MAX_COUNT", 0)
    qtbot.waitUntil(lambda: "Running" in dock.worker_tab.state.text())
    revived.kill()
    qtbot.waitUntil(lambda: bool(items(iface)))
    (item,) = items(iface)
    assert "is not started again" in item.text()
    assert "Not running" in dock.worker_tab.state.text()
    press(item, "Start")
    qtbot.waitUntil(lambda: "Running" in dock.worker_tab.state.text())


#: The algorithm that uses the result of a job, and what its form is filled with besides ids.
NEXT_STEPS: dict[str, tuple[str, dict[str, Any]]] = {
    "prepare": ("trajganr:predictroads", {}),
    "pretrain": (
        "trajganr:finetune",
        {
            "TASKS": list(TASKS),
            "SPLIT": "block",
            "FOLD": 2,
            "HEAD": "mlp",
            "TRIPS_PER_LOCATION": 16,
        },
    ),
    "finetune": ("trajganr:predictroads", {"TASKS": ["aoi", "speed"]}),
}


def test_the_next_step_opens_a_form_filled_in_from_the_card(
    own_worker: Path, dock: TrajganrDock, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(forms, "open_form", lambda *form: opened.append(form))
    with Client.connect(own_worker) as client:
        bundle = submit(own_worker, "Porto")
        list(client.follow(bundle))
        params: JobParams = PretrainParams(bundle=bundle, preset="paper", split="block", fold=2)
        model = client.submit(params)
        list(client.follow(model))
        params = FinetuneParams(model=model, bundle=bundle, tasks=("aoi", "speed"))
        list(client.follow(client.submit(params)))
    qtbot.waitUntil(lambda: len(dock.jobs()) == 3)
    assert not dock.jobs_tab.next_button.isEnabled()
    for kind, (algorithm, filled) in NEXT_STEPS.items():
        opened.clear()
        job_id = id_of(dock, kind)
        dock.jobs_tab.select(job_id)
        qtbot.waitUntil(dock.jobs_tab.next_button.isEnabled)
        dock.jobs_tab.next_button.click()
        qtbot.waitUntil(lambda: bool(opened))
        ((opened_algorithm, parameters),) = opened
        assert opened_algorithm == algorithm
        ids = {"BUNDLE": bundle} if kind == "prepare" else {"MODEL": job_id, "BUNDLE": bundle}
        assert parameters == {**ids, **filled}
        form = QgsApplication.processingRegistry().createAlgorithmById(algorithm)
        output = {"OUTPUT": "roads.gpkg"} if algorithm == "trajganr:predictroads" else {}
        assert form.checkParameterValues({**parameters, **output}, QgsProcessingContext())[0]


def id_of(dock: TrajganrDock, kind: str) -> str:
    return next(job.job_id for job in dock.jobs() if job.kind == kind)


def test_the_quality_report_of_a_bundle_opens_in_the_browser(
    own_worker: Path, dock: TrajganrDock, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(forms, "open_in_browser", opened.append)
    bundle = submit(own_worker, "Porto")
    qtbot.waitUntil(lambda: len(dock.jobs()) == 1)
    assert not dock.jobs_tab.report_button.isEnabled()
    dock.jobs_tab.select(bundle)
    qtbot.waitUntil(dock.jobs_tab.report_button.isEnabled)
    dock.jobs_tab.report_button.click()
    qtbot.waitUntil(lambda: len(opened) == 1)
    assert bundle in opened[0].read_text(encoding="utf-8")
    qtbot.waitUntil(lambda: len(dock.jobs()) == 2)
    dock.jobs_tab.select(id_of(dock, "report"))
    qtbot.waitUntil(dock.jobs_tab.report_button.isEnabled)
    dock.jobs_tab.report_button.click()
    qtbot.waitUntil(lambda: len(opened) == 2)
    assert len(dock.jobs()) == 2


def test_a_failed_report_shows_its_error(
    own_worker: Path, dock: TrajganrDock, iface: MenuRecorder, qtbot: Any
) -> None:
    bundle = submit(own_worker, "Porto")
    with Client.connect(own_worker) as client:
        list(client.follow(bundle))
    forms.show_report(dock._monitor, bundle, "fail")
    messages = iface.messageBar().get_messages
    qtbot.waitUntil(lambda: any("INPUT.EMPTY" in message for message in messages(1)))


# What is told


def items(iface: MenuRecorder) -> list[Any]:
    return iface.messageBar().items()


def press(item: Any, text: str) -> None:
    (button,) = (one for one in item.findChildren(QPushButton) if one.text() == text)
    button.click()


def test_a_failed_job_is_announced_with_actions(
    own_worker: Path, dock: TrajganrDock, iface: MenuRecorder, qtbot: Any
) -> None:
    qtbot.waitUntil(lambda: "Running" in dock.worker_tab.state.text())
    submit(own_worker, "fail")
    qtbot.waitUntil(lambda: len(items(iface)) == 1)
    (item,) = items(iface)
    assert "a.csv holds no trips." in item.text()
    assert [one.text() for one in item.findChildren(QPushButton)] == [
        "Try again",
        "Details",
        "Open log",
    ]
    press(item, "Try again")
    with Client.connect(own_worker) as client:
        qtbot.waitUntil(lambda: client.jobs()[0].attempt > 1)


def test_a_job_that_failed_earlier_is_not_announced(
    own_worker: Path, iface: MenuRecorder, qtbot: Any
) -> None:
    with Client.connect(own_worker) as client:
        list(client.follow(submit(own_worker, "fail")))
    dock = TrajganrDock(iface)
    qtbot.waitUntil(lambda: len(dock.jobs()) == 1)
    assert not items(iface)
    dock.leave()


def test_jobs_that_ended_while_qgis_was_closed_are_announced_once(
    own_worker: Path,
    iface: MenuRecorder,
    qtbot: Any,
    tmp_path: Path,
) -> None:
    _, model = train(own_worker, "Porto", ("speed",))
    dock = TrajganrDock(iface)
    qtbot.waitUntil(lambda: len(dock.jobs()) == 3)
    assert not items(iface)  # nobody has seen this worker before
    dock.leave()
    with Client.connect(own_worker) as client:
        list(client.follow(client.submit(PredictParams(model=model, name="Roads"))))
        list(client.follow(submit(own_worker, "fail")))
    dock = TrajganrDock(iface)
    qtbot.waitUntil(lambda: len(items(iface)) == 1)
    (item,) = items(iface)
    assert "1 done, 1 failed" in item.text()
    opened: list[str] = []
    dock.jobs_tab.fetched.connect(lambda job, path: opened.append(path))
    press(item, "Open results…")
    choose_file(dock.jobs_tab, tmp_path / "roads.gpkg")
    qtbot.waitUntil(lambda: opened == [str(tmp_path / "roads.gpkg")])
    dock.leave()
    dock = TrajganrDock(iface)
    qtbot.waitUntil(lambda: len(dock.jobs()) == 5)
    assert not items(iface)
    dock.leave()


def fetch_for_ever(client: Any, job: Any, path: Path, report: Any, facts: Any) -> None:
    while True:
        report(0.25)


def test_unloading_the_plugin_cancels_its_downloads(
    own_worker: Path,
    iface: MenuRecorder,
    qtbot: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(roads, "fetch_roads", fetch_for_ever)
    tasks = QgsApplication.taskManager()
    dock = TrajganrDock(iface)
    job = job_of(submit(own_worker, "Porto"), "Roads")
    dock.jobs_tab.open_results([job])
    choose_file(dock.jobs_tab, tmp_path / "roads.gpkg")
    qtbot.waitUntil(lambda: tasks.countActiveTasks() == 1)
    dock.leave()
    dock.deleteLater()
    qtbot.waitUntil(lambda: tasks.countActiveTasks() == 0)


def test_a_download_can_be_cancelled_in_the_task_manager(
    own_worker: Path,
    dock: TrajganrDock,
    iface: MenuRecorder,
    qtbot: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(roads, "fetch_roads", fetch_for_ever)
    qtbot.waitUntil(lambda: "Running" in dock.worker_tab.state.text())
    job = job_of(submit(own_worker, "Porto"), "Roads")
    dock.jobs_tab.open_results([job])
    choose_file(dock.jobs_tab, tmp_path / "roads.gpkg")
    tasks = QgsApplication.taskManager()
    qtbot.waitUntil(lambda: tasks.countActiveTasks() == 1)
    (task,) = tasks.activeTasks()
    assert task.description() == "Fetching Roads"
    qtbot.waitUntil(lambda: task.progress() == 25)
    assert task.canCancel()
    task.cancel()
    qtbot.waitUntil(lambda: tasks.countActiveTasks() == 0)
    assert not iface.messageBar().get_messages(1)


def test_another_profile_shows_another_worker(
    own_worker: Path,
    dock: TrajganrDock,
    qtbot: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    submit(own_worker, "Porto")
    qtbot.waitUntil(lambda: len(dock.jobs()) == 1)
    monkeypatch.setenv("TRAJGANR_HOME", str(tmp_path / "other"))
    settings.notifier.profile_changed.emit()
    assert not dock.jobs()
    qtbot.waitUntil(lambda: "Not running" in dock.worker_tab.state.text())
    monkeypatch.setenv("TRAJGANR_HOME", str(own_worker))
    settings.notifier.profile_changed.emit()
    qtbot.waitUntil(lambda: len(dock.jobs()) == 1)


def test_devices_memory_and_disk_of_the_worker_are_shown(
    own_worker: Path, dock: TrajganrDock, qtbot: Any
) -> None:
    tab = dock.worker_tab
    qtbot.waitUntil(lambda: "Running" in tab.state.text())
    assert "0 running, 0 waiting" in tab.state.text()
    assert tab.devices.text().splitlines() == ["cpu: 1 at once", "short jobs: 1 at once"]
    for resource in (tab.memory, tab.disk):
        assert resource.bar.maximum() == 1000
        assert re.fullmatch(r"[\d.]+ GB of [\d.]+ GB free", resource.text.text())
    assert 0 < tab.memory.bar.value() < 1000
    disk = shutil.disk_usage(own_worker)
    assert tab.disk.bar.value() == pytest.approx(1000 * (1 - disk.free / disk.total), abs=100)


def test_the_log_of_the_worker_is_shown(own_worker: Path, dock: TrajganrDock, qtbot: Any) -> None:
    (own_worker / "worker.log").write_text("It has begun.\nIt goes on.\n", encoding="utf-8")
    viewer = dock.worker_tab.open_log()
    qtbot.waitUntil(lambda: "It has begun." in viewer.view.text())
    assert viewer.editor.isSearchBarVisible()
    line = viewer.editor.findChild(QLineEdit)
    line.setText("goes")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: viewer.view.selectedText() == "goes")
    viewer.copy_all()
    assert "It goes on." in QgsApplication.clipboard().text()
    viewer.close()


def test_the_log_of_a_remote_worker_is_on_its_machine(
    home: Path, dock: TrajganrDock, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAJGANR_ADDRESS", "tcp://127.0.0.1:1")
    viewer = dock.worker_tab.open_log()
    qtbot.waitUntil(lambda: "on another machine" in viewer.view.text())
    viewer.close()


def test_the_worker_tab_opens_the_set_up(dock: TrajganrDock, qtbot: Any) -> None:
    with qtbot.waitSignal(dock.set_up_wanted):
        dock.worker_tab.set_up_button.click()


# That anybody can use it


def controls(tab: QWidget) -> list[QWidget]:
    kinds = (QPushButton, QAbstractItemView, QComboBox, QProgressBar, QTextBrowser)
    found = [one for kind in kinds for one in tab.findChildren(kind)]
    inside = (QComboBox, QAbstractItemView)
    return [
        one
        for one in found
        if not isinstance(one.parent(), inside) and not isinstance(one.window(), QComboBox)
    ]


def test_all_controls_have_accessible_names(dock: TrajganrDock) -> None:
    for number in range(dock.tabs.count()):
        tab = dock.tabs.widget(number)
        found = [one for one in controls(tab) if one.parent().objectName() != "qt_scrollarea"]
        assert found
        for control in found:
            if isinstance(control.parent(), ProfileBox) or "QComboBoxPrivate" in (
                control.parent().metaObject().className()
            ):
                continue
            assert control.accessibleName(), control
            if isinstance(control, QPushButton):
                assert control.accessibleDescription(), control.text()


def test_access_keys_are_unique_and_differ_from_the_menus(dock: TrajganrDock) -> None:
    for number in range(dock.tabs.count()):
        buttons = dock.tabs.widget(number).findChildren(QAbstractButton)
        keys = [match[1].lower() for one in buttons if (match := re.search("&(.)", one.text()))]
        assert len(keys) == len(set(keys))
        assert not set(keys) & LETTERS_OF_MENUS


def test_the_dock_fits_on_a_small_screen(dock: TrajganrDock) -> None:
    assert dock.minimumSizeHint().width() <= 320
    assert dock.minimumSizeHint().height() <= 300


@pytest.mark.parametrize("width", [320, 420, 600])
def test_buttons_are_never_cut_off(width: int, dock: TrajganrDock, qtbot: Any) -> None:
    dock.setFloating(True)
    dock.show()
    dock.resize(width, 500)
    for tab in (dock.worker_tab, dock.areas_tab, dock.models_tab, dock.jobs_tab):
        dock.open_tab(tab)
        for one in tab.findChildren(QPushButton):
            qtbot.waitUntil(lambda one=one: one.width() >= one.sizeHint().width())
        qtbot.waitUntil(lambda tab=tab: tab.width() <= width)


def test_f5_refreshes_everything(own_worker: Path, dock: TrajganrDock, qtbot: Any) -> None:
    listed: list[Any] = []
    qtbot.waitUntil(lambda: "Running" in dock.worker_tab.state.text())
    dock._monitor.listed.connect(lambda bundles, models: listed.append(bundles))
    show_alone(dock, qtbot)
    dock.jobs_tab.table.setFocus()
    qtbot.keyClick(dock.jobs_tab.table, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: bool(listed))


def test_closing_the_dock_does_not_wait_for_a_hanging_worker(
    home: Path, iface: MenuRecorder, qtbot: Any
) -> None:
    def watching() -> list[threading.Thread]:
        return [one for one in threading.enumerate() if one.name == "trajganr-client"]

    before = watching()
    with start_fake_worker(home) as process:
        dock = TrajganrDock(iface)
        qtbot.waitUntil(lambda: "Running" in dock.worker_tab.state.text())
        process.send_signal(signal.SIGSTOP)
        try:
            dock._monitor.refresh()
            dock.leave()
            qtbot.waitUntil(lambda: set(watching()) <= set(before))
        finally:
            process.kill()
    dock.deleteLater()
