"""The set-up dialog."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from programs import put
from qgis.core import (
    QgsApplication,
    QgsAuthMethodConfig,
    QgsProject,
    QgsSettings,
    QgsVectorLayer,
)
from qgis.gui import QgsAuthConfigSelect
from qgis.PyQt.QtCore import QObject, QSize, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QWidget,
)

from qgis_plugin import settings
from qgis_plugin.client import session
from qgis_plugin.client.credentials import token_of
from qgis_plugin.diagnosis import readiness
from qgis_plugin.gui.set_up import dialog as set_up_dialog
from qgis_plugin.gui.set_up import rows
from qgis_plugin.gui.set_up.dialog import SetUpDialog
from qgis_plugin.gui.set_up.entry import SetUpEntry
from qgis_plugin.installation import environment
from qgis_plugin.installation.pythons import Python
from qgis_plugin.settings import Profile
from trajganr_core.contract.health import Level


@pytest.fixture(autouse=True)
def first_time(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A person who starts QGIS for the first time, on a machine with one Python."""
    monkeypatch.delenv("TRAJGANR_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    data = tmp_path / "data"
    for module in (settings, session, readiness):
        if hasattr(module, "environment_folder"):
            monkeypatch.setattr(module, "environment_folder", lambda: data / "worker")
    monkeypatch.setattr(settings, "data_folder", lambda: data)
    path = put(Path(__file__).parents[2] / "fake_python.py", tmp_path / "bin" / "python3.12")
    python = Python(path, (3, 12), can_make_environments=True, has_pip=True)
    for module in (set_up_dialog, rows):
        monkeypatch.setattr(module, "find_pythons", lambda progress: [python])
    monkeypatch.setattr(environment, "find_uv", lambda pythons, progress: None)
    QgsSettings().remove("trajganr")
    QgsProject.instance().clear()
    yield
    QgsProject.instance().clear()
    QgsSettings().remove("trajganr")


@pytest.fixture
def dialog(qtbot: Any) -> Iterator[SetUpDialog]:
    made = SetUpDialog()
    made.show()
    wait(made, qtbot)
    yield made
    made.leave()


def wait(dialog: SetUpDialog, qtbot: Any) -> None:
    """Until nothing is under way."""
    qtbot.waitUntil(lambda: dialog.tasks.is_idle)


def test_the_set_up_shows_installed_and_missing_components(dialog: SetUpDialog) -> None:
    assert dialog.zmq.level is Level.FINE
    assert dialog.worker.level is Level.PROBLEM
    assert dialog.token.level is Level.OPTIONAL
    assert dialog.demo.level is Level.OPTIONAL
    assert dialog.ready.level is Level.PROBLEM
    assert "TRANSPORT.DOWN" in dialog.ready.text.text()
    assert "GB" in dialog.worker.requirements.text()


def test_before_anything_is_installed_there_is_one_thing_to_do_in_plain_words(
    dialog: SetUpDialog,
) -> None:
    labels = [one for one in dialog.findChildren(QLabel) if one.isVisible()]
    pushed = [one for one in dialog.findChildren(QPushButton) if one.isVisible()]
    radios = [one for one in dialog.findChildren(QRadioButton) if one.isVisible()]
    texts = " ".join(one.text() for one in [*labels, *pushed, *radios])
    assert not re.search(r"\b(SSH|GPU server|token|pyzmq|torch|CUDA|environment|profile)\b", texts)
    assert [one for one in pushed if one.isDefault()] == [dialog.worker.button]
    assert dialog.ready.isHidden()


def test_an_environment_is_set_up_and_used_and_the_worker_tested(
    dialog: SetUpDialog, qtbot: Any, tmp_path: Path
) -> None:
    logged: list[str] = []
    QgsApplication.messageLog().messageReceived.connect(lambda text, *_: logged.append(text))
    dialog.worker.button.click()
    assert not dialog.worker.button.isEnabled()
    assert dialog.tasks.progress.isVisible()
    qtbot.waitUntil(lambda: dialog.worker.level is Level.FINE)
    wait(dialog, qtbot)
    made = tmp_path / "data" / "worker" / "bin" / "python"
    assert settings.current_profile().python == str(made)
    assert "uses the processor" in dialog.worker.text.text()
    assert any("made by uv 9.9: fetched by pip" in text for text in logged)
    # What stands in for Python serves nobody.
    assert "did not start" in dialog.ready.text.text()
    assert not dialog.tasks.progress.isVisible()


def test_the_map_matcher_is_compiled_last(
    dialog: SetUpDialog, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKE_LOG", str(tmp_path / "log"))
    steps: list[str] = []
    dialog.worker.button.click()
    assert dialog.tasks.current is not None
    dialog.tasks.current.progressed.connect(lambda share, text: steps.append(text))
    qtbot.waitUntil(lambda: dialog.worker.level is Level.FINE)
    wait(dialog, qtbot)
    assert "trajganr_core.data.matching" in (tmp_path / "log").read_text("utf-8")
    assert steps[-1] == "Compiling the map matcher"


def test_an_environment_is_used_even_if_the_map_matcher_cannot_be_compiled(
    dialog: SetUpDialog, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKE_MATCHER_SAYS", "no LLVM here")
    logged: list[str] = []
    QgsApplication.messageLog().messageReceived.connect(lambda text, *_: logged.append(text))
    dialog.worker.button.click()
    qtbot.waitUntil(lambda: dialog.worker.level is Level.FINE)
    wait(dialog, qtbot)
    assert any("no LLVM here" in text for text in logged)
    assert dialog.tasks.failure.isHidden()


def test_the_index_for_torch_is_passed_to_uv(
    dialog: SetUpDialog, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKE_LOG", str(tmp_path / "log"))
    dialog.worker.index.setText("https://index.example.org/cpu")
    dialog.worker.button.click()
    qtbot.waitUntil(lambda: dialog.worker.level is Level.FINE)
    wait(dialog, qtbot)
    assert "https://index.example.org/cpu" in (tmp_path / "log").read_text("utf-8")


def test_a_cancelled_set_up_leaves_nothing_and_shows_no_error(
    dialog: SetUpDialog, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pid = tmp_path / "pid"
    monkeypatch.setenv("FAKE_UV_HANGS", str(pid))
    dialog.worker.button.click()
    qtbot.waitUntil(pid.is_file)
    dialog.tasks.cancel_button.click()
    wait(dialog, qtbot)
    assert not (tmp_path / "data" / "worker").exists()
    assert dialog.worker.level is Level.PROBLEM
    assert dialog.tasks.failure.isHidden()
    assert dialog.worker.button.isEnabled()


def test_a_failed_set_up_shows_its_code(
    dialog: SetUpDialog, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKE_SAYS", "ProxyError: 407")
    dialog.worker.button.click()
    wait(dialog, qtbot)
    assert "407" in dialog.tasks.output.text()
    assert "407" not in dialog.tasks.message.text()
    assert dialog.tasks.solve_button.isHidden()
    assert "[ENV.PROXY]" in dialog.tasks.message.text()
    assert dialog.tasks.message.isVisible()


def test_a_machine_that_reaches_only_the_usual_index_is_offered_its_torch(
    dialog: SetUpDialog, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKE_SAYS", "dns error: https://download.pytorch.org/whl/cpu/torch/")
    dialog.worker.button.click()
    wait(dialog, qtbot)
    assert dialog.tasks.solve_button.isVisible()
    assert "dns error" not in dialog.tasks.message.text()
    monkeypatch.delenv("FAKE_SAYS")
    used: list[bool] = []
    set_up = environment.set_up

    def watched(*values: Any, is_usual_torch: bool, **options: Any) -> environment.Environment:
        used.append(is_usual_torch)
        return set_up(*values, is_usual_torch=is_usual_torch, **options)

    monkeypatch.setattr(environment, "set_up", watched)
    dialog.tasks.solve_button.click()
    qtbot.waitUntil(lambda: dialog.worker.level is Level.FINE)
    assert used == [True]


def test_the_users_environment_is_tested_before_it_is_used(
    dialog: SetUpDialog, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.worker.own.setChecked(True)
    assert not dialog.worker.button.isEnabled()
    dialog.worker.own_python.setFilePath(str(tmp_path / "bin" / "python3.12"))
    monkeypatch.setenv("FAKE_TORCH", "no torch")
    dialog.worker.button.click()
    wait(dialog, qtbot)
    assert "ENV.MISSING_DEP" in dialog.tasks.message.text()
    assert settings.profiles() == [Profile("This machine")]
    monkeypatch.delenv("FAKE_TORCH")
    dialog.worker.button.click()
    qtbot.waitUntil(lambda: dialog.worker.level is Level.FINE)
    wait(dialog, qtbot)
    assert settings.current_profile().python == str(tmp_path / "bin" / "python3.12")


def test_all_suitable_pythons_are_offered(dialog: SetUpDialog) -> None:
    versions = [(3, 13), (3, 12), (3, 14), (3, 11)]
    found = [Python(Path(f"/p/{v}"), v, True, True) for v in (*versions, (3, 10))]
    bundled = Python(Path("/QGIS.app/python"), (3, 12), False, True, is_standalone=False)
    dialog.worker.show_machine([*found, bundled], None)
    box = dialog.worker._pythons
    offered = [python.version for n in range(box.count()) if (python := box.itemData(n))]
    assert offered == versions
    dialog.worker.show_machine([bundled], None)
    assert box.itemText(0) == "None found: uv downloads Python 3.13"


def test_a_worker_that_runs_is_ready(shared_home: Path, qtbot: Any) -> None:
    settings.save_profiles([Profile("Mine", home=str(shared_home))], "Mine")
    dialog = SetUpDialog()
    wait(dialog, qtbot)
    assert dialog.worker.level is Level.FINE
    assert dialog.ready.level is Level.FINE
    assert dialog.ready.button.text() == "&Predict my city…"
    assert [one for one in dialog.findChildren(QPushButton) if one.isDefault()] == [
        dialog.ready.button
    ]
    dialog.leave()


def test_a_ready_worker_leads_to_the_form_of_a_city(
    shared_home: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[bool] = []
    monkeypatch.setattr(rows, "open_predict_my_city", lambda: opened.append(True))
    settings.save_profiles([Profile("Mine", home=str(shared_home))], "Mine")
    dialog = SetUpDialog()
    dialog.show()
    wait(dialog, qtbot)
    dialog.ready.button.click()
    assert opened == [True]
    assert dialog.isHidden()
    dialog.leave()


def test_missing_pyzmq_is_installed(
    dialog: SetUpDialog, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "find_spec", lambda name: None)
    dialog.refresh()
    assert dialog.zmq.level is Level.PROBLEM
    assert dialog.zmq.button.isEnabled()
    fetched: list[Path] = []

    def download(python: Any, wheel: Any, folder: Path, network: Any, progress: Any) -> Path:
        folder.mkdir(parents=True)
        (folder / wheel.name).touch()
        return folder / wheel.name

    def use(file: Path, data: Path, progress: Any) -> None:
        fetched.append(file)
        monkeypatch.undo()

    monkeypatch.setattr(rows.zmq_wheel, "download", download)
    monkeypatch.setattr(rows, "_use", use)
    with qtbot.waitSignal(settings.notifier.profile_changed):
        dialog.zmq.button.click()
    wait(dialog, qtbot)
    assert dialog.zmq.level is Level.FINE
    assert not fetched[0].exists()  # it is unpacked now


def test_a_token_is_kept_by_qgis(dialog: SetUpDialog, qtbot: Any) -> None:
    manager = QgsApplication.authManager()
    assert manager.setMasterPassword("for tests", True)
    dialog.token.button.click()
    question = dialog.token.findChild(QInputDialog)
    question.setTextValue(" MLY|1|2 ")
    question.accept()
    qtbot.waitUntil(lambda: settings.mapillary_auth() != "")
    authcfg = settings.mapillary_auth()
    assert token_of(authcfg) == "MLY|1|2"
    assert dialog.token.level is Level.FINE
    config = QgsAuthMethodConfig()
    manager.loadAuthenticationConfig(authcfg, config, False)
    assert config.name() == rows.TOKEN_NAME
    manager.removeAuthenticationConfig(authcfg)
    dialog.refresh()
    assert dialog.token.level is Level.OPTIONAL


def test_the_demo_city_is_added_to_the_project_once(dialog: SetUpDialog, qtbot: Any) -> None:
    dialog.demo.button.click()
    qtbot.waitUntil(lambda: dialog.demo.level is Level.FINE)
    assert not dialog.demo.button.isEnabled()
    assert len(QgsProject.instance().mapLayers()) == 5


def test_the_demo_city_is_shown_while_the_worker_is_installed(
    dialog: SetUpDialog, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKE_UV_HANGS", str(tmp_path / "pid"))
    dialog.worker.button.click()
    qtbot.waitUntil(lambda: dialog.demo.level is Level.FINE)
    assert not dialog.tasks.is_idle
    QgsProject.instance().clear()
    dialog.refresh()
    assert dialog.demo.button.isEnabled()


def test_a_project_with_layers_gets_the_demo_city_only_if_asked(
    dialog: SetUpDialog, qtbot: Any
) -> None:
    QgsProject.instance().addMapLayer(QgsVectorLayer("Point", "mine", "memory"))
    dialog.worker.button.click()
    qtbot.waitUntil(lambda: dialog.worker.level is Level.FINE)
    assert dialog.demo.level is Level.OPTIONAL


def test_the_diagnosis_is_copied(dialog: SetUpDialog, qtbot: Any) -> None:
    dialog.diagnosis_button.click()
    wait(dialog, qtbot)
    assert "## Worker" in QApplication.clipboard().text()


def test_environment_variables_that_override_settings_are_shown(
    dialog: SetUpDialog, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dialog.worker.variables.isHidden()
    monkeypatch.setenv("TRAJGANR_HOME", str(home))
    dialog.refresh()
    assert "TRAJGANR_HOME" in dialog.worker.variables.text()


def test_the_installation_goes_on_when_the_set_up_is_closed_which_comes_back_at_its_end(
    dialog: SetUpDialog, qtbot: Any
) -> None:
    dialog.worker.button.click()
    dialog.reject()
    assert not dialog.isVisible()
    assert not dialog.tasks.is_idle
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.worker.level is Level.FINE


def test_the_set_up_has_unique_access_keys_and_accessible_names(dialog: SetUpDialog) -> None:
    buttons = dialog.findChildren(QAbstractButton)
    keys = Counter(found[1].lower() for b in buttons if (found := re.search("&(.)", b.text())))
    labels = [label for label in dialog.findChildren(QLabel) if label.buddy()]
    keys.update(found[1].lower() for w in labels if (found := re.search("&(.)", w.text())))
    assert max(keys.values()) == 1
    for row in (dialog.zmq, dialog.worker, dialog.token, dialog.demo, dialog.ready):
        assert "&" in row.button.text()
        assert row.button.accessibleName()
    for kind in (QLineEdit, QComboBox, QProgressBar):
        for one in dialog.findChildren(kind):
            buddies = [label for label in labels if label.buddy() is one]
            assert one.accessibleName() or buddies or is_part_of_another(one)
    assert dialog.width() <= 1000


def is_part_of_another(widget: QWidget) -> bool:
    """Whether it is the inside of a widget of QGIS or Qt."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QgsAuthConfigSelect | QComboBox):
        above = above.parentWidget()
    return above is not None


class StartingQgis:
    """QGIS before its window is there; what pytest-qgis' interface lacks of QGIS' own."""

    def __init__(self, iface: Any) -> None:
        self._iface = iface
        self._signals = Signals()
        self.initializationCompleted = self._signals.initialization_completed
        self.window = QMainWindow()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._iface, name)

    def mainWindow(self) -> QMainWindow:  # noqa: N802
        return self.window

    def addPluginToMenu(self, menu: str, action: Any) -> None:  # noqa: N802
        pass

    def removePluginMenu(self, menu: str, action: Any) -> None:  # noqa: N802
        pass


class Signals(QObject):
    initialization_completed = pyqtSignal()


@pytest.fixture
def starting(qgis_iface: Any, home: Path) -> StartingQgis:
    qgis_iface.messageBar().clearWidgets()
    return StartingQgis(qgis_iface)


def test_the_set_up_opens_when_qgis_has_started(starting: StartingQgis) -> None:
    entry = SetUpEntry(starting, "TrajGANR")
    QgsApplication.processEvents()
    assert entry.window is None
    starting.initializationCompleted.emit()
    assert entry.window is not None
    entry.leave()


def test_the_set_up_opens_when_the_plugin_is_enabled_later(
    starting: StartingQgis, qtbot: Any
) -> None:
    starting.window.show()
    entry = SetUpEntry(starting, "TrajGANR")
    qtbot.waitUntil(lambda: entry.window is not None)
    entry.leave()


def test_the_set_up_waits_for_another_dialog_and_closes_the_plugin_manager(
    starting: StartingQgis, qtbot: Any
) -> None:
    manager = QDialog()
    manager.setObjectName("QgsPluginManagerBase")
    manager.open()
    entry = SetUpEntry(starting, "TrajGANR")
    starting.initializationCompleted.emit()
    assert not manager.isVisible()
    qtbot.waitUntil(lambda: entry.window is not None)
    entry.leave()


def test_the_set_up_is_offered_in_the_message_bar_at_later_starts(starting: StartingQgis) -> None:
    settings.set_set_up_shown()
    entry = SetUpEntry(starting, "TrajGANR")
    starting.initializationCompleted.emit()
    assert entry.window is None
    (item,) = starting.messageBar().items()
    item.findChild(QPushButton).click()
    assert entry.window is not None
    entry.leave()


def test_a_home_named_by_the_environment_still_needs_a_worker(
    starting: StartingQgis, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TRAJGANR_HOME", str(tmp_path))
    entry = SetUpEntry(starting, "TrajGANR")
    starting.initializationCompleted.emit()
    assert entry.window is not None
    entry.leave()


def test_the_set_up_is_not_offered_if_the_environment_names_a_worker(
    starting: StartingQgis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAJGANR_ADDRESS", "tcp://127.0.0.1:5570")
    entry = SetUpEntry(starting, "TrajGANR")
    starting.initializationCompleted.emit()
    assert entry.window is None
    assert not starting.messageBar().items()
    entry.leave()


def test_the_option_of_the_current_profile_is_selected(home: Path, tmp_path: Path) -> None:
    python = tmp_path / "env" / "bin" / "python"
    settings.save_profiles([settings.Profile("Mine", python=str(python))], "Mine")
    dialog = SetUpDialog()
    assert dialog.worker.own.isChecked()
    assert dialog.worker.own_python.filePath() == str(python)
    settings.save_profiles([settings.Profile("Here")], "Here")
    assert dialog.worker.here.isChecked()
    remote = settings.Profile("Server", kind=settings.REMOTE, address="tcp://127.0.0.1:5570")
    settings.save_profiles([remote], "Server")
    assert dialog.worker.remote.isChecked()
    dialog.leave()


@pytest.mark.parametrize("screen", [QSize(1366, 768), QSize(1280, 720), QSize(640, 400)])
def test_the_set_up_fits_on_the_screen(
    screen: QSize, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    class Screen:
        def availableSize(self) -> QSize:  # noqa: N802
            return screen

    monkeypatch.setattr(SetUpDialog, "screen", lambda dialog: Screen())
    dialog = SetUpDialog()
    assert dialog.width() <= screen.width()
    assert dialog.height() <= screen.height()
    dialog.show()
    bottom = dialog.diagnosis_button.mapTo(dialog, dialog.diagnosis_button.rect().bottomLeft())
    assert bottom.y() < dialog.height()
    dialog.leave()


def test_unloading_the_plugin_cancels_a_running_set_up(
    qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = SetUpDialog()
    wait(dialog, qtbot)
    monkeypatch.setenv("FAKE_UV_HANGS", str(tmp_path / "pid"))
    dialog.worker.button.click()
    task = dialog.tasks.current
    assert task is not None
    qtbot.waitUntil((tmp_path / "pid").is_file)
    with qtbot.waitSignal(task.ended):
        dialog.leave()
    assert not (tmp_path / "data" / "worker").exists()
