"""pyzmq in QGIS' Python, which the connection to the worker needs."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from qgis.PyQt.QtWidgets import QPushButton

from trajganr_core.contract.errors import Code, TrajganrError

from ... import settings
from ...diagnosis import readiness
from ...diagnosis.readiness import State
from ...i18n import tr
from ...installation import zmq_wheel
from ...installation.programs import Progress
from ...installation.pythons import find_pythons
from ..formatting import error_text
from ..questions import ask_file
from ..widgets import text_label
from .network import installer_network
from .row import Row, left
from .running_tasks import RunningTasks


class ZmqRow(Row):
    """Downloaded by pip, or from a file that the user has downloaded."""

    def __init__(self, tasks: RunningTasks) -> None:
        super().__init__(tr("Connection to the worker"), tr("Install &pyzmq"))
        self._tasks = tasks
        self._choose_button = QPushButton(tr("Choose a &downloaded file…"))
        self._choose_button.clicked.connect(self._choose)
        self.add_section(tr("Details"), text_label(text=_explanation()), left(self._choose_button))

    def refresh(self) -> None:
        self.show_finding(readiness.find_zmq())
        is_idle = self._tasks.is_idle
        self.button.setEnabled(is_idle and self.state is State.MISSING)
        self._choose_button.setEnabled(is_idle)

    def run_action(self) -> None:
        data, network = settings.data_folder(), installer_network()

        def fetch(progress: Progress) -> None:
            wheel = zmq_wheel.wheel_for()
            with_pip = [python for python in find_pythons(progress) if python.has_pip]
            if not with_pip:
                raise TrajganrError(
                    Code.ENV_MISSING_DEP,
                    "No Python with pip was found to download pyzmq.",
                    "Download {name} with a browser and choose it under Details.",
                    name=wheel.name,
                )
            folder = data / "downloads"
            file = zmq_wheel.download(with_pip[0], wheel, folder, network, progress)
            _use(file, data, progress)
            file.unlink()

        self._tasks.run(tr("Downloading pyzmq"), fetch, _reconnect_dock)

    def _choose(self) -> None:
        def unpack(file: Path) -> None:
            use = partial(_use, file, settings.data_folder())
            self._tasks.run(tr("Unpacking pyzmq"), use, _reconnect_dock)

        patterns = tr("Python wheels (*.whl)")
        ask_file(self, tr("Downloaded pyzmq"), unpack, patterns=patterns)


def _explanation() -> str:
    try:
        wheel = zmq_wheel.wheel_for()
    except TrajganrError as error:
        return error_text(error)
    return tr(
        "pip of a Python on this machine downloads {name} from its configured "
        "package index, and the plugin unpacks it into {folder}; QGIS' own files "
        "are not changed. Without such a Python, download exactly this file with "
        "a browser and choose it here. The file's hash is checked in both cases."
    ).format(name=wheel.name, folder=settings.data_folder() / "python")


def _use(file: Path, data: Path, progress: Progress) -> None:
    zmq_wheel.unpack(file, zmq_wheel.wheel_for(), data, progress)
    zmq_wheel.check_import(data)


def _reconnect_dock(answer: object) -> None:
    """Let the dock connect, now that pyzmq is installed."""
    settings.notifier.profile_changed.emit()
