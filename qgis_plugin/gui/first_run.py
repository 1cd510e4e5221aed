"""The dialog *Set up TrajGANR*: what is needed, what of it is there, and a button that mends it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication
from qgis.gui import QgsAuthConfigSelect, QgsFileWidget
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QGroupBox,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from trajganr_core.errors import Code, TrajganrError

from .. import settings
from ..client import environment, readiness, zmq_wheel
from ..client.credentials import keep_token, own_certificates, proxy_for
from ..client.diagnosis import Network, diagnose
from ..client.errand import UNKNOWN, Errand
from ..client.gpu import CPU_BUILD, Driver, find_driver
from ..client.pip import network_variables
from ..client.processes import Progress
from ..client.pythons import Python, find_pythons, probe
from ..client.readiness import Finding, State
from ..client.session import connect, missing_dependency, start_local_worker
from ..client.tunnel import tunnels
from ..i18n import tr
from ..layers.demo_city import add_city, make_city
from .details import show_details
from .folded import Folded
from .profiles import ProfileBox, ProfilesDialog

#: Stands for whatever pip asks, where QGIS is asked for its proxy.
ANYWHERE = "https://example.org/"
TOKEN_NAME = "Mapillary"  # nosec B105 # of the configuration, not the token
TOKENS_PAGE = "https://www.mapillary.com/dashboard/developers"
ICONS = {
    State.READY: "/mIconSuccess.svg",
    State.MISSING: "/mIconWarning.svg",
    State.OPTIONAL: "/mIconInfo.svg",
    State.UNKNOWN: "/mActionHelpContents.svg",
}
ICON_SIZE = 24
WIDTH = 800
HEIGHT = 760


class Row(QGroupBox):
    """A part that is needed: its state, a sentence, the button that mends it, folded details."""

    def __init__(self, title: str, action: str, pressed: Callable[[], object]) -> None:
        super().__init__(title)
        self._icon = QLabel()
        self._icon.setFixedWidth(ICON_SIZE + 6)
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setAccessibleName(title)
        self.button = QPushButton()
        self.name_action(action)
        self.button.clicked.connect(lambda: pressed())
        line = QHBoxLayout()
        line.addWidget(self._icon)
        line.addWidget(self._text, 1)
        line.addWidget(self.button)
        self.body = QVBoxLayout(self)
        self.body.addLayout(line)
        self.state = State.UNKNOWN

    @property
    def text(self) -> str:
        """The sentence."""
        return self._text.text()

    def show_finding(self, finding: Finding) -> None:
        """Show how the part is."""
        self.state = finding.state
        icon = QgsApplication.getThemeIcon(ICONS[finding.state])
        self._icon.setPixmap(icon.pixmap(ICON_SIZE, ICON_SIZE))
        self._icon.setAccessibleName(finding.state.value)
        self._text.setText(finding.text)

    def name_action(self, action: str) -> None:
        """Say what the button does."""
        self.button.setText(action)
        self.button.setAccessibleName(f"{self.title()}: {action.replace('&', '')}")

    def fold(self, title: str, *contents: QWidget) -> Folded:
        """Add details that are folded at first."""
        folded = Folded(title, *contents)
        self.body.addWidget(folded)
        return folded


class SetUpDialog(QDialog):
    """Checks and mends; all that is slow is done elsewhere, one thing at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Set up TrajGANR"))
        self.setObjectName("TrajganrSetUp")
        self._errand: Errand | None = None
        self._driver: Driver | None = None
        self._build()
        self.resize(WIDTH, HEIGHT)
        settings.notifier.profile_changed.connect(self.refresh)
        self.refresh()
        self._look_around()

    def refresh(self) -> None:
        """Show what can be told without waiting."""
        self._zmq.show_finding(readiness.find_zmq())
        self._zmq.button.setEnabled(self._zmq.state is State.MISSING and self._errand is None)
        try:
            profile = settings.current_profile()
            self._worker.show_finding(readiness.find_worker(profile))
        except TrajganrError as error:
            self._worker.show_finding(Finding(State.MISSING, _said(error)))
        self._token.show_finding(readiness.find_token())
        self._demo.show_finding(readiness.find_demo())
        self._demo.button.setEnabled(self._demo.state is not State.READY and self._errand is None)
        variables = settings.named_by_environment()
        self._variables.setVisible(bool(variables))
        self._variables.setText(
            tr("{variables} of the environment wins over what is chosen here.").format(
                variables=", ".join(variables)
            )
        )
        self._show_way()

    def reject(self) -> None:
        """Close; what is under way is cancelled."""
        self.cancel()
        super().reject()

    def leave(self) -> None:
        """Close for good; call it before the plugin is unloaded."""
        settings.notifier.profile_changed.disconnect(self.refresh)
        if self._errand is not None:  # it ends after this dialog
            for signal in (self._errand.told, self._errand.succeeded, self._errand.failed):
                signal.disconnect()
        self.reject()
        self.deleteLater()

    def cancel(self) -> None:
        """Stop what is under way."""
        if self._errand is not None:
            self._errand.cancel()

    # What it looks like

    def _build(self) -> None:
        rows = (
            self._build_zmq(),
            self._build_worker(),
            self._build_token(),
            self._build_demo(),
            self._build_ready(),
        )
        column = QWidget()
        layout = QVBoxLayout(column)
        for row in rows:
            layout.addWidget(row)
        layout.addStretch()
        area = QScrollArea()
        area.setWidget(column)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

        whole = QVBoxLayout(self)
        whole.addWidget(area, 1)
        whole.addWidget(self._build_progress())
        self._message = QLabel()
        self._message.setWordWrap(True)
        self._message.setAccessibleName(tr("What went wrong"))
        self._message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._message.hide()
        whole.addWidget(self._message)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._diagnosis_button = box.addButton(
            tr("Copy dia&gnosis"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self._diagnosis_button.setToolTip(
            tr("Copies what helps others to help you, without names, tokens and keys")
        )
        self._diagnosis_button.clicked.connect(self._diagnose)
        box.rejected.connect(self.reject)
        whole.addWidget(box)

    def _build_zmq(self) -> Row:
        self._zmq = Row(tr("Talking to the worker"), tr("Fetch &pyzmq"), self._fetch_zmq)
        label = _text()
        try:
            wheel = zmq_wheel.wheel_for()
            label.setText(
                tr(
                    "pip, of a Python that is found on this machine, fetches {name} from where it "
                    "is set up to fetch from, and it is unpacked into {folder}: QGIS' own files "
                    "stay as they are. Without such a Python, download exactly this file with a "
                    "browser, and choose it here. It is checked in either case."
                ).format(name=wheel.name, folder=settings.data_folder() / "python")
            )
        except TrajganrError as error:
            label.setText(_said(error))
        self._wheel_button = QPushButton(tr("Choose a &downloaded file…"))
        self._wheel_button.clicked.connect(self._choose_wheel)
        self._zmq.fold(tr("Details"), label, _left(self._wheel_button))
        return self._zmq

    def _build_worker(self) -> Row:
        self._worker = Row(tr("Worker"), "", self._mend_worker)
        self._variables = _text()
        self._here = QRadioButton(tr("Set one up on this machi&ne"))
        self._own = QRadioButton(tr("Use an en&vironment of my own"))
        self._remote = QRadioButton(tr("Connect to ano&ther machine"))
        self._here.setChecked(True)
        self._worker.body.addWidget(self._variables)
        for way in (self._here, self._own, self._remote):
            way.toggled.connect(self._show_way)
            self._worker.body.addWidget(way)
        self._need = _text()
        self._worker.body.addWidget(self._need)

        self._own_python = QgsFileWidget()
        self._own_python.setDialogTitle(tr("The environment's Python"))
        self._own_python.lineEdit().setAccessibleName(tr("The environment's Python"))
        self._own_python.lineEdit().setPlaceholderText(tr("The environment's bin/python"))
        self._own_python.fileChanged.connect(self._show_way)
        self._worker.body.addWidget(self._own_python)

        self._pythons = QComboBox()
        self._pythons.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._pythons.activated.connect(self._choose_python)
        self._index = QLineEdit()
        self._index.setPlaceholderText(tr("As pip is set up"))
        self._index_note = _text()
        options = QWidget()
        form = QFormLayout(options)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(tr("Made with P&ython"), self._pythons)
        form.addRow(tr("Another package &index, for torch"), self._index)
        form.addRow(self._index_note)
        self._here_options = self._worker.fold(tr("Options"), options)

        profile = QWidget()
        line = QFormLayout(profile)
        line.setContentsMargins(0, 0, 0, 0)
        line.addRow(tr("Worker in &use"), ProfileBox())
        self._worker.fold(tr("Profiles"), profile)
        return self._worker

    def _build_token(self) -> Row:
        self._token = Row(tr("Mapillary"), tr("Enter to&ken…"), self._enter_token)
        select = QgsAuthConfigSelect()
        select.setAccessibleName(tr("Where the token is kept"))
        select.setConfigId(settings.mapillary_auth())
        select.selectedConfigIdChanged.connect(self._choose_token)
        page = QPushButton(tr("&Where tokens are made"))
        page.setToolTip(TOKENS_PAGE)
        page.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(TOKENS_PAGE)))
        note = _text(
            tr("The token is kept encrypted in QGIS' authentication manager; or choose one there:")
        )
        self._token.fold(tr("Details"), note, select, _left(page))
        return self._token

    def _build_demo(self) -> Row:
        self._demo = Row(tr("Demo data"), tr("Add the demo &city"), self._add_demo)
        note = _text(
            tr(
                "Doggerhaven does not exist: its traffic is simulated and its pictures are drawn. "
                "Its layers are written into {folder}."
            ).format(folder=settings.data_folder() / "demo")
        )
        self._demo.fold(tr("Details"), note)
        return self._demo

    def _build_ready(self) -> Row:
        self._ready = Row(tr("Ready"), tr("&Start and try"), self._try)
        self._ready.show_finding(Finding(State.UNKNOWN, tr("Not tried yet.")))
        return self._ready

    def _build_progress(self) -> QWidget:
        self._bar = QProgressBar()
        self._bar.setAccessibleName(tr("Progress"))
        self._doing = QLabel()
        self._doing.setAccessibleName(tr("What is being done"))
        self._cancel_button = QPushButton(tr("C&ancel"))
        self._cancel_button.clicked.connect(self.cancel)
        line = QHBoxLayout()
        line.addWidget(self._bar, 1)
        line.addWidget(self._cancel_button)
        self._progress = QWidget()
        layout = QVBoxLayout(self._progress)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._doing)
        layout.addLayout(line)
        self._progress.hide()
        return self._progress

    def _show_way(self) -> None:
        """Show what belongs to the way in which the worker is to be had."""
        is_here, is_own = self._here.isChecked(), self._own.isChecked()
        self._need.setVisible(is_here)
        self._here_options.setVisible(is_here)
        self._own_python.setVisible(is_own)
        action = tr("Set up &here") if is_here else tr("Use t&his Python")
        self._worker.name_action(action if is_here or is_own else tr("Edit pro&file…"))
        can_press = not is_own or bool(self._own_python.filePath().strip())
        self._worker.button.setEnabled(can_press and self._errand is None)

    def _show_need(self) -> None:
        folder = settings.environment_folder()
        build = self._driver.build if self._driver is not None else CPU_BUILD
        gpu = ", ".join(self._driver.gpus) if self._driver is not None else tr("no NVIDIA GPU")
        self._need.setText(
            tr(
                "Needs {cpu} GB with a torch for the processor, {cuda} GB with one for CUDA, half "
                "as much again while it installs, and some minutes; {free:.0f} GB are free. This "
                "machine has {gpu}. The environment will lie in {folder}."
            ).format(
                cpu=environment.CPU_GB,
                cuda=environment.CUDA_GB,
                free=environment.free_gb(folder),
                gpu=gpu,
                folder=folder,
            )
        )
        self._index_note.setText(
            tr(
                "This machine wants the build {build} of torch. Where pip would take another one "
                "(on Linux it takes one for CUDA, on Windows one for the processor), enter the "
                "address that PyTorch's page 'Get started' names for {build}."
            ).format(build=build)
        )

    # What it does

    def _run(
        self,
        title: str,
        do: Callable[[Progress], Any],
        done: Callable[[Any], object],
        failed: Callable[[TrajganrError], object] | None = None,
    ) -> None:
        """Do something slow, show how far it has come, and go on in this thread."""
        self._message.hide()
        self._errand = errand = Errand(title, do)
        errand.told.connect(partial(self._show_progress, title))
        errand.succeeded.connect(lambda answer: self._end(done, answer))
        errand.failed.connect(lambda error: self._end(failed or self._show_error, error))
        self._show_progress(title, UNKNOWN, "")
        self._progress.show()
        self._enable(False)
        errand.begin()

    def _end(self, then: Callable[[Any], object], answer: Any) -> None:
        self._errand = None
        self._progress.hide()
        self._enable(True)
        then(answer)
        self.refresh()

    def _enable(self, is_idle: bool) -> None:
        rows = (self._zmq, self._worker, self._token, self._demo, self._ready)
        for one in (*(row.button for row in rows), self._wheel_button, self._diagnosis_button):
            one.setEnabled(is_idle)
        self._pythons.setEnabled(is_idle)  # another one is tried

    def _show_progress(self, title: str, share: float, text: str) -> None:
        self._bar.setRange(0, 0 if share == UNKNOWN else 100)
        if share != UNKNOWN:
            self._bar.setValue(round(100 * share))
        line = f"{title}: {text}" if text else title
        metrics = self._doing.fontMetrics()
        width = max(self.width() - 2 * ICON_SIZE, ICON_SIZE)
        self._doing.setText(metrics.elidedText(line, Qt.TextElideMode.ElideMiddle, width))

    def _show_error(self, error: TrajganrError) -> None:
        self._message.setText(_said(error))
        self._message.setVisible(error.code is not Code.JOB_CANCELLED)

    def _look_around(self) -> None:
        """Find Pythons, driver and worker; nothing is started."""

        def look(progress: Progress) -> tuple[list[Python], Driver | None, Finding]:
            pythons, driver = find_pythons(progress), find_driver(progress)
            return pythons, driver, _ask_worker()

        self._run(tr("Looking around"), look, self._show_surroundings)

    def _show_surroundings(self, found: tuple[list[Python], Driver | None, Finding]) -> None:
        pythons, self._driver, finding = found
        self._pythons.clear()
        for python in pythons:
            if python.runs_worker and python.can_make_environments:
                version = ".".join(map(str, python.version))
                self._pythons.addItem(f"{version}: {python.path}", python)
        if not self._pythons.count():
            self._pythons.addItem(tr("None was found: install Python 3.12"))
        self._pythons.addItem(tr("Choose another…"))
        self._show_need()
        self._ready.show_finding(finding)

    def _choose_python(self, index: int) -> None:
        if index != self._pythons.count() - 1:
            return
        self._pythons.setCurrentIndex(0)
        path, _ = QFileDialog.getOpenFileName(self, tr("Python 3.12 or 3.11"))
        if path:
            look = partial(_probe, Path(path))
            self._run(tr("Trying Python"), look, self._add_python)

    def _add_python(self, python: Python) -> None:
        version = ".".join(map(str, python.version))
        self._pythons.insertItem(0, f"{version}: {python.path}", python)
        self._pythons.setCurrentIndex(0)

    def _fetch_zmq(self) -> None:
        data, network = settings.data_folder(), self._network()

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
            _use_wheel(file, data, progress)
            file.unlink()

        self._run(tr("Fetching pyzmq"), fetch, self._have_zmq)

    def _choose_wheel(self) -> None:
        file, _ = QFileDialog.getOpenFileName(
            self, tr("The downloaded pyzmq"), "", tr("Python wheels (*.whl)")
        )
        if file:
            use = partial(_use_wheel, Path(file), settings.data_folder())
            self._run(tr("Unpacking pyzmq"), use, self._have_zmq)

    def _have_zmq(self, answer: object) -> None:
        # The dock had nothing to talk with until now.
        settings.notifier.profile_changed.emit()

    def _mend_worker(self) -> None:
        if self._here.isChecked():
            self._set_up_worker()
        elif self._own.isChecked():
            path = Path(self._own_python.filePath().strip())
            check = partial(environment.check, path)
            self._run(tr("Trying the environment"), check, self._use_environment)
        else:
            ProfilesDialog(self, add_remote=not settings.chosen_profile().is_remote).show()

    def _set_up_worker(self) -> None:
        python = self._pythons.currentData()
        if not isinstance(python, Python):
            self._show_error(
                TrajganrError(
                    Code.ENV_MISSING_DEP,
                    "No Python was found that the worker runs on: it needs 3.12 or 3.11.",
                    "Install one of these and open this dialog again, or choose its interpreter "
                    "under Options.",
                )
            )
            return
        network = dict(self._network())
        if self._index.text().strip():
            network["PIP_EXTRA_INDEX_URL"] = self._index.text().strip()
        folder, driver = settings.environment_folder(), self._driver

        def set_up(progress: Progress) -> environment.Environment:
            return environment.set_up(python, folder, network, driver, progress)

        self._run(tr("Setting up the worker"), set_up, self._use_environment)

    def _use_environment(self, made: environment.Environment) -> None:
        settings.use_python(made.python)
        self._try()

    def _enter_token(self) -> None:
        token, is_given = QInputDialog.getText(
            self,
            tr("Mapillary access token"),
            tr("Token, as Mapillary's developer page shows it:"),
            QLineEdit.EchoMode.Password,
        )
        if is_given and token.strip():
            try:
                settings.set_mapillary_auth(keep_token(TOKEN_NAME, token.strip()))
            except TrajganrError as error:
                self._show_error(error)
        self.refresh()

    def _choose_token(self, authcfg: str) -> None:
        settings.set_mapillary_auth(authcfg)
        self.refresh()

    def _add_demo(self) -> None:
        folder = settings.data_folder() / "demo"
        make = partial(_make_city, folder)
        self._run(tr("Writing the demo city"), make, add_city)

    def _try(self) -> None:
        """Reach the worker, after starting it if it is this machine's."""
        tunnels.try_again()
        self._run(tr("Starting the worker"), _start_and_ask, self._ready.show_finding)

    def _diagnose(self) -> None:
        network = Network(proxy_for(ANYWHERE), bool(own_certificates()))
        self._run(tr("Diagnosis"), partial(diagnose, network), self._copy)

    def _copy(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        show_details(self, tr("Diagnosis, copied to the clipboard"), text)

    def _network(self) -> Any:
        """What pip has to know of the network; QGIS tells it in this thread only."""
        return network_variables(proxy_for(ANYWHERE), own_certificates(), settings.data_folder())


def _use_wheel(file: Path, data: Path, progress: Progress) -> None:
    zmq_wheel.unpack(file, zmq_wheel.wheel_for(), data, progress)
    zmq_wheel.check_import(data)


def _make_city(folder: Path, progress: Progress) -> Path:
    return make_city(folder, progress.check)


def _probe(path: Path, progress: Progress) -> Python:
    python = probe(path, progress)
    if python is None:
        raise TrajganrError(
            Code.ENV_MISSING_DEP,
            "{path} is no Python of 64 bits.",
            "Choose the interpreter of Python 3.12 or 3.11.",
            path=str(path),
        )
    environment.check_python(python)
    return python


def _start_and_ask(progress: Progress) -> Finding:
    if not missing_dependency() and not settings.current_profile().is_remote:
        try:
            start_local_worker()
        except TrajganrError as error:
            return Finding(State.MISSING, _said(error))
    return _ask_worker()


def _ask_worker() -> Finding:
    """Whether the worker of the current profile answers."""
    if missing_dependency():
        return Finding(State.UNKNOWN, tr("Fetch pyzmq first."))
    try:
        with connect() as client:
            status = client.status()
    except TrajganrError as error:
        return Finding(State.MISSING, _said(error))
    return Finding(
        State.READY,
        tr("The worker answers: version {version}, on {device}.").format(
            version=status["version"], device=status["device"]
        ),
    )


def _said(error: TrajganrError) -> str:
    return f"{error.message} {error.next_action} [{error.code.value}]"


def _text(text: str = "") -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _left(button: QPushButton) -> QWidget:
    line = QWidget()
    layout = QHBoxLayout(line)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(button)
    layout.addStretch()
    return line
