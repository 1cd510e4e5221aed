"""Rows of the set-up: pyzmq in QGIS' Python, Mapillary's token, demo data, whether all answers."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from qgis.gui import QgsAuthConfigSelect
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QPushButton

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.health import Finding, Level, ask_worker, problem, worst

from ... import settings
from ...client.credentials import keep_token
from ...client.session import connect, missing_dependency, start_local_worker
from ...client.tunnel import tunnels
from ...diagnosis import readiness
from ...i18n import tr
from ...installation import zmq_wheel
from ...installation.programs import Progress
from ...installation.pythons import find_pythons
from ...layers.demo_city import add_city, make_city
from ..formatting import error_text
from ..questions import ask_file, ask_password
from ..widgets import text_label
from .network import installer_network
from .row import Row, left
from .running_tasks import RunningTasks

TOKEN_NAME = "Mapillary"  # nosec B105 # of the configuration, not the token
TOKENS_PAGE = "https://www.mapillary.com/dashboard/developers"


class ZmqRow(Row):
    """pyzmq, downloaded by pip, or from a file that the user has downloaded."""

    def __init__(self, tasks: RunningTasks) -> None:
        super().__init__(tasks, tr("Connection to the worker"), tr("Install &pyzmq"))
        self._choose_button = QPushButton(tr("Choose a &downloaded file…"))
        self._choose_button.clicked.connect(self._choose)
        self.add_section(tr("Details"), text_label(text=_explanation()), left(self._choose_button))

    def refresh(self) -> None:
        self.show_finding(readiness.find_zmq())
        self.button.setEnabled(self._tasks.is_idle and self.level is Level.PROBLEM)
        self._choose_button.setEnabled(self._tasks.is_idle)

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


class TokenRow(Row):
    """A token that is entered here, or one that is already stored."""

    def __init__(self, tasks: RunningTasks) -> None:
        super().__init__(tasks, tr("Mapillary"), tr("Enter to&ken…"))
        select = QgsAuthConfigSelect()
        select.setAccessibleName(tr("Stored token"))
        select.setConfigId(settings.mapillary_auth())
        select.selectedConfigIdChanged.connect(self._choose)
        page = QPushButton(tr("Create a token (&web page)"))
        page.setToolTip(TOKENS_PAGE)
        page.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(TOKENS_PAGE)))
        note = tr(
            "The token is stored encrypted in QGIS' authentication manager. To use a "
            "token that is already stored, choose it here:"
        )
        self.add_section(tr("Details"), text_label(text=note), select, left(page))

    def refresh(self) -> None:
        self.show_finding(readiness.find_token())
        self.button.setEnabled(self._tasks.is_idle)

    def run_action(self) -> None:
        ask_password(
            self,
            tr("Mapillary access token"),
            tr("Token, as Mapillary's developer page shows it:"),
            self._keep,
        )

    def _keep(self, token: str) -> None:
        if not token.strip():
            return
        try:
            self._choose(keep_token(TOKEN_NAME, token.strip()))
        except TrajganrError as error:
            self._tasks.show_error(error)

    def _choose(self, authcfg: str) -> None:
        settings.set_mapillary_auth(authcfg)
        self.refresh()


class DemoRow(Row):
    """Writes the shipped demo city and adds it to the project."""

    def __init__(self, tasks: RunningTasks) -> None:
        super().__init__(tasks, tr("Demo data"), tr("Add the de&mo city"))
        note = text_label(
            text=tr(
                "Doggerhaven does not exist: its traffic is simulated and its pictures are drawn. "
                "Its layers are written into {folder}."
            ).format(folder=settings.data_folder() / "demo")
        )
        self.add_section(tr("Details"), note)

    def refresh(self) -> None:
        self.show_finding(readiness.find_demo())
        self.button.setEnabled(self._tasks.is_idle and self.level is not Level.FINE)

    def run_action(self) -> None:
        folder = settings.data_folder() / "demo"

        def write(progress: Progress) -> Path:
            return make_city(folder, progress.check)

        self._tasks.run(tr("Writing the demo city"), write, add_city)


class ReadyRow(Row):
    """Starts a local worker, and checks that it responds."""

    def __init__(self, tasks: RunningTasks) -> None:
        super().__init__(tasks, tr("Ready"), tr("&Start and test"))
        self.show_finding(Finding(Level.UNKNOWN, tr("Not tested yet.")))

    def refresh(self) -> None:
        self.button.setEnabled(self._tasks.is_idle)

    def run_action(self) -> None:
        tunnels.try_again()
        self._tasks.run(tr("Starting the worker"), _start_and_ask, self.show_finding)


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


def ask() -> Finding:
    """Whether the worker of the current profile answers."""
    if missing_dependency():
        return Finding(Level.UNKNOWN, tr("Install pyzmq first."))
    try:
        found = worst(ask_worker(connect))
    except TrajganrError as error:
        return problem(error_text(error))
    return Finding(found.level, found.said(tr))


def _start_and_ask(progress: Progress) -> Finding:
    if not missing_dependency() and not settings.current_profile().is_remote:
        try:
            start_local_worker()
        except TrajganrError as error:
            return problem(error_text(error))
    return ask()
