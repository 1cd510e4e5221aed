"""Rows of the set-up: pyzmq in QGIS' Python, Mapillary's token, the demo city, what is next."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from qgis.core import QgsProject
from qgis.gui import QgsAuthConfigSelect
from qgis.PyQt.QtCore import QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QPushButton

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.health import Finding, Level, ask_worker, fine, problem, worst

from ... import settings
from ...client.credentials import keep_token
from ...client.session import connect, missing_dependency, start_local_worker
from ...client.tunnel import tunnels
from ...diagnosis import readiness
from ...i18n import tr
from ...installation import zmq_wheel
from ...installation.programs import Progress
from ...installation.pythons import find_pythons
from ...layers.demo_city import FINISHED, PAGE, REPORT, add_city, make_city
from ..formatting import error_text
from ..forms import open_in_browser
from ..predict_my_city import open_predict_my_city
from ..questions import ask_file, ask_password
from ..widgets import Columns, text_label
from .network import installer_network
from .row import Row, left
from .running_tasks import RunningTasks

TOKEN_NAME = "Mapillary"  # nosec B105 # of the configuration, not the token
TOKENS_PAGE = "https://www.mapillary.com/dashboard/developers"


class ZmqRow(Row):
    """pyzmq, downloaded by pip, or from a file that the user has downloaded."""

    def __init__(self, tasks: RunningTasks) -> None:
        super().__init__(tasks, tr("Connection to the worker"), tr("Install this &part"))
        self._choose_button = QPushButton(tr("Choose a &downloaded file…"))
        self._choose_button.clicked.connect(self._choose)
        self.add_section(tr("Details"), text_label(text=_explanation()), left(self._choose_button))

    def refresh(self) -> None:
        self.show_finding(readiness.find_zmq())
        self.setVisible(self.level is Level.PROBLEM)
        self.button.setEnabled(self._tasks.is_idle and self.level is Level.PROBLEM)
        self._choose_button.setEnabled(self._tasks.is_idle)

    def run_action(self) -> None:
        fetch = partial(fetch_zmq, settings.data_folder(), installer_network())
        self._tasks.run(tr("Downloading pyzmq"), fetch, _reconnect_dock)

    def _choose(self) -> None:
        def unpack(file: Path) -> None:
            use = partial(_use, file, settings.data_folder())
            self._tasks.run(tr("Unpacking pyzmq"), use, _reconnect_dock)

        patterns = tr("Python wheels (*.whl)")
        ask_file(self, tr("Downloaded pyzmq"), unpack, patterns=patterns)


def fetch_zmq(data: Path, network: Mapping[str, str], progress: Progress) -> None:
    """Download pyzmq with pip of a Python on this machine, and unpack it for QGIS.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP``, and as :func:`...installation.zmq_wheel.download`.
    """
    wheel = zmq_wheel.wheel_for()
    with_pip = [python for python in find_pythons(progress) if python.has_pip]
    if not with_pip:
        raise TrajganrError(
            Code.ENV_MISSING_DEP,
            "No Python with pip was found to download pyzmq.",
            "Download {name} with a browser and choose it under Details.",
            name=wheel.name,
        )
    file = zmq_wheel.download(with_pip[0], wheel, data / "downloads", network, progress)
    _use(file, data, progress)
    file.unlink()


class TokenRow(Row):
    """A token that is entered here, or one that is already stored."""

    def __init__(self, tasks: RunningTasks) -> None:
        super().__init__(tasks, tr("Street views"), tr("Enter to&ken…"))
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
    """The shipped demo city and what was predicted of it, at any time: it has its own tasks."""

    def __init__(self) -> None:
        super().__init__(RunningTasks(), tr("A finished example"), tr("Add the de&mo city"))
        self._tasks.changed.connect(self.refresh)
        buttons = Columns(3)
        buttons.append(self.button)
        for name, title in ((PAGE, tr("Its we&b page")), (REPORT, tr("Its r&eport (PDF)"))):
            button = QPushButton(title)
            button.clicked.connect(lambda _, path=FINISHED / name: open_in_browser(path))
            buttons.append(button)
        self.body.addWidget(buttons)
        self.body.addWidget(self._tasks)

    def refresh(self) -> None:
        self.show_finding(readiness.find_demo())
        self.button.setEnabled(self._tasks.is_idle and self.level is not Level.FINE)

    def run_action(self) -> None:
        def write(progress: Progress) -> Path:
            return make_city(settings.data_folder() / "demo", progress.check)

        self._tasks.run(tr("Writing the demo city"), write, add_city)

    def show_meanwhile(self) -> None:
        """Add the city to a project without layers, as something to look at."""
        if self.button.isEnabled() and not QgsProject.instance().mapLayers():
            self.run_action()

    def leave(self) -> None:
        """Cancel what is being written, for good."""
        self._tasks.leave()


class ReadyRow(Row):
    """Leads to the form *Predict my city*, once the worker answers; starts it before that."""

    #: The form is opened.
    opened = pyqtSignal()

    def __init__(self, tasks: RunningTasks) -> None:
        super().__init__(tasks, tr("Ready"), tr("&Start and test"))
        self.show_finding(Finding(Level.UNKNOWN, tr("Not tested yet.")))

    def refresh(self) -> None:
        self.setVisible(not readiness.is_something_missing())
        self.button.setEnabled(self._tasks.is_idle)
        answers = self.level in (Level.FINE, Level.WARNING)
        self.name_action(tr("&Predict my city…") if answers else tr("&Start and test"))

    def run_action(self) -> None:
        if self.level in (Level.FINE, Level.WARNING):
            open_predict_my_city()
            self.opened.emit()
        else:
            self.start()

    def start(self) -> None:
        """Start a local worker, and check that it responds."""
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
        return Finding(Level.UNKNOWN, tr("Install the missing part first."))
    try:
        found = worst(ask_worker(connect))
    except TrajganrError as error:
        return problem(error_text(error))
    if found.level is Level.FINE:
        return fine(tr("The worker is ready."))
    return Finding(found.level, found.said(tr))


def _start_and_ask(progress: Progress) -> Finding:
    if not missing_dependency() and not settings.current_profile().is_remote:
        try:
            start_local_worker()
        except TrajganrError as error:
            return problem(error_text(error))
    return ask()
