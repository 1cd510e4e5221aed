"""pyzmq in QGIS' Python, which talks to the worker."""

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
from ..questions import ask_file
from ..widgets import text_label
from .network import installer_network
from .row import Row, left, said
from .running_tasks import Errands


class ZmqRow(Row):
    """Fetched by pip, or from a file that a person has downloaded."""

    def __init__(self, errands: Errands) -> None:
        super().__init__(tr("Talking to the worker"), tr("Fetch &pyzmq"))
        self._errands = errands
        self._choose_button = QPushButton(tr("Choose a &downloaded file…"))
        self._choose_button.clicked.connect(self._choose)
        self.fold(tr("Details"), text_label(text=_explanation()), left(self._choose_button))

    def refresh(self) -> None:
        self.show_finding(readiness.find_zmq())
        is_idle = self._errands.is_idle
        self.button.setEnabled(is_idle and self.state is State.MISSING)
        self._choose_button.setEnabled(is_idle)

    def mend(self) -> None:
        data, network = settings.data_folder(), installer_network()

        def fetch(progress: Progress) -> None:
            wheel = zmq_wheel.wheel_for()
            with_pip = [python for python in find_pythons(progress) if python.has_pip]
            if not with_pip:
                raise TrajganrError(
                    Code.ENV_MISSING_DEP,
                    "No Python with pip was found, which could fetch pyzmq.",
                    "Download {name} with a browser and choose it under Details.",
                    name=wheel.name,
                )
            folder = data / "downloads"
            file = zmq_wheel.download(with_pip[0], wheel, folder, network, progress)
            _use(file, data, progress)
            file.unlink()

        self._errands.run(tr("Fetching pyzmq"), fetch, _tell_dock)

    def _choose(self) -> None:
        def unpack(file: Path) -> None:
            use = partial(_use, file, settings.data_folder())
            self._errands.run(tr("Unpacking pyzmq"), use, _tell_dock)

        patterns = tr("Python wheels (*.whl)")
        ask_file(self, tr("The downloaded pyzmq"), unpack, patterns=patterns)


def _explanation() -> str:
    try:
        wheel = zmq_wheel.wheel_for()
    except TrajganrError as error:
        return said(error)
    return tr(
        "pip, of a Python that is found on this machine, fetches {name} from where it "
        "is set up to fetch from, and it is unpacked into {folder}: QGIS' own files "
        "stay as they are. Without such a Python, download exactly this file with a "
        "browser, and choose it here. It is checked in either case."
    ).format(name=wheel.name, folder=settings.data_folder() / "python")


def _use(file: Path, data: Path, progress: Progress) -> None:
    zmq_wheel.unpack(file, zmq_wheel.wheel_for(), data, progress)
    zmq_wheel.check_import(data)


def _tell_dock(answer: object) -> None:
    """The dock had nothing to talk with until now."""
    settings.notifier.profile_changed.emit()
