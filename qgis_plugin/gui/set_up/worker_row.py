"""The worker: installed here with one button; folded are other machines and Pythons."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from qgis.core import Qgis, QgsMessageLog
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFormLayout, QLineEdit, QRadioButton, QWidget

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.health import Driver, Level, problem

from ... import settings
from ...client.session import missing_dependency
from ...diagnosis import readiness
from ...i18n import tr
from ...installation import environment
from ...installation.installer import CUDA_GB, NoPythonError, Target, TorchIndexError
from ...installation.programs import ProgramFailedError, Progress
from ...installation.pythons import WORKER_PYTHONS, Python, check_suitable, probe
from ..formatting import error_text
from ..profiles import ProfileBox, ProfilesDialog
from ..questions import ask_file
from ..widgets import combo_box, stack, text_label
from .network import installer_network
from .row import Row
from .rows import fetch_zmq
from .running_tasks import RunningTasks, Solution


class WorkerRow(Row):
    """Three options, each with its settings, of which only the first is not folded."""

    #: The worker is being installed.
    begun = pyqtSignal()
    #: An environment was chosen or created and is used from now on.
    used = pyqtSignal()

    def __init__(self, tasks: RunningTasks) -> None:
        super().__init__(tasks, tr("The program that computes"), "")
        self._driver: Driver | None = None
        self._all_pythons: Sequence[Python] = ()
        self.variables = text_label()
        self.here = QRadioButton(tr("Install it on this machi&ne"))
        self.own = QRadioButton(tr("Use an en&vironment of my own"))
        self.remote = QRadioButton(tr("Connect to ano&ther machine"))
        self.requirements = text_label()
        self.own_python = QgsFileWidget()
        self.own_python.setDialogTitle(tr("The environment's Python"))
        self.own_python.lineEdit().setAccessibleName(tr("The environment's Python"))
        self.own_python.lineEdit().setPlaceholderText(tr("The environment's bin/python"))
        self.body.addWidget(self.variables)
        self.body.addWidget(self.requirements)
        self._options = self._build_options()
        profile = QWidget()
        line = QFormLayout(profile)
        line.setContentsMargins(0, 0, 0, 0)
        line.addRow(tr("Worker in &use"), ProfileBox())
        options = QWidget()  # the section hides it, and we hide some of its parts
        stack(options, self.here, self._options, self.own, self.own_python, self.remote, profile)
        for option in (self.here, self.own, self.remote):
            option.toggled.connect(self._show_option)
        self.add_section(tr("Another machine, or other settings"), options)
        self.own_python.fileChanged.connect(self._show_option)
        self.select_option()

    def refresh(self) -> None:
        try:
            self.show_finding(readiness.find_worker(settings.current_profile()))
        except TrajganrError as error:
            self.show_finding(problem(error_text(error)))
        variables = settings.named_by_environment()
        self.variables.setVisible(bool(variables))
        self.variables.setText(
            tr("Environment variables override these settings: {variables}.").format(
                variables=", ".join(variables)
            )
        )
        self._show_option()

    def select_option(self) -> None:
        """Select the option that matches the current profile."""
        profile = settings.current_profile()
        own = Path(profile.python) if profile.python else None
        is_own = own is not None and not own.is_relative_to(settings.environment_folder())
        self.own_python.setFilePath(str(own) if is_own else "")
        option = self.remote if profile.is_remote else self.own if is_own else self.here
        option.setChecked(True)

    def run_action(self) -> None:
        if self.here.isChecked():
            self._set_up()
        elif self.own.isChecked():
            path = Path(self.own_python.filePath().strip())
            check = partial(environment.check, path)
            self._tasks.run(tr("Testing the environment"), check, self._use)
        else:
            ProfilesDialog(self, add_remote=not settings.chosen_profile().is_remote).show()

    def show_machine(self, pythons: Sequence[Python], driver: Driver | None) -> None:
        """Offer the Pythons of this machine, and show what an environment requires."""
        self._driver = driver
        self._all_pythons = pythons
        self._pythons.clear()
        for python in pythons:
            if python.runs_worker:
                self._pythons.addItem(_titled(python), python)
        if not self._pythons.count():
            version = ".".join(map(str, WORKER_PYTHONS[0]))
            text = tr("None found: uv downloads Python {version}").format(version=version)
            self._pythons.addItem(text)
        self._pythons.addItem(tr("Choose another…"))
        self._show_requirements()

    def _build_options(self) -> QWidget:
        self._pythons = combo_box()
        self._pythons.activated.connect(self._choose_python)
        self.index = QLineEdit()
        self.index.setPlaceholderText(tr("Selected for this machine's driver"))
        note = tr(
            "uv selects the build of torch for this machine's GPU driver and fetches it from "
            "PyTorch's package index. Enter another index here if PyTorch's cannot be reached or "
            "if you want another build."
        )
        options = QWidget()
        form = QFormLayout(options)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(tr("P&ython"), self._pythons)
        form.addRow(tr("Package &index for torch"), self.index)
        form.addRow(text_label(text=note))
        return options

    def _show_option(self) -> None:
        """Show the settings of the chosen option."""
        is_here, is_own = self.here.isChecked(), self.own.isChecked()
        is_idle = self._tasks.is_idle
        self.requirements.setVisible(is_here and self.level is not Level.FINE)
        self._options.setVisible(is_here)
        self.own_python.setVisible(is_own)
        install = tr("Inst&all again") if self.level is Level.FINE else tr("Inst&all")
        action = install if is_here else tr("Use t&his Python")
        self.name_action(action if is_here or is_own else tr("Edit pro&file…"))
        can_press = not is_own or bool(self.own_python.filePath().strip())
        self.button.setEnabled(can_press and is_idle)
        self._pythons.setEnabled(is_idle)

    def _show_requirements(self) -> None:
        folder = settings.environment_folder()
        gpus = self._driver.gpus if self._driver is not None else ()
        self.requirements.setText(
            tr(
                "It needs the internet, a few minutes and {cpu} GB of disk space, or {cuda} GB "
                "with a graphics card of NVIDIA; half as much again while it is installed. This "
                "machine has {gpu}, and {free:.0f} GB are free. QGIS itself is not changed: all is "
                "in {folder}."
            ).format(
                cpu=environment.CPU_GB,
                cuda=CUDA_GB,
                free=environment.free_gb(folder),
                gpu=", ".join(gpus) or tr("no graphics card of NVIDIA"),
                folder=folder,
            )
        )

    def _choose_python(self, index: int) -> None:
        if index == self._pythons.count() - 1:
            self._pythons.setCurrentIndex(0)
            self._ask_python()

    def _ask_python(self) -> None:
        def try_python(path: Path) -> None:
            self._tasks.run(tr("Testing Python"), partial(_probe, path), self._add_python)

        ask_file(self, tr("Python 3.11 to 3.14"), try_python)

    def _add_python(self, python: Python) -> None:
        self._pythons.insertItem(0, _titled(python), python)
        self._pythons.setCurrentIndex(0)

    def _set_up(self, is_usual_torch: bool = False) -> None:
        chosen = self._pythons.currentData()
        python = chosen if isinstance(chosen, Python) else None
        pythons = [python, *self._all_pythons] if python else self._all_pythons
        network, index = installer_network(), self.index.text().strip()
        folder, driver = settings.environment_folder(), self._driver
        data, lacks_zmq = settings.data_folder(), bool(missing_dependency())

        def set_up(progress: Progress) -> environment.Environment:
            if lacks_zmq:
                fetch_zmq(data, network, progress)
            target = Target(folder, network, progress)
            installer = environment.choose_installer(pythons, target)
            made = environment.set_up(
                installer, python, target, driver, torch_index=index, is_usual_torch=is_usual_torch
            )
            _compile_matcher(made.python, progress)
            return made

        self._tasks.run(tr("Installing the worker"), set_up, self._use, self._solution)
        self.begun.emit()

    def _solution(self, error: TrajganrError) -> Solution | None:
        """What else can be done if the installation has failed."""
        if isinstance(error, TorchIndexError):
            return tr("Install &from there"), partial(self._set_up, is_usual_torch=True)
        return (
            (tr("Ch&oose a Python…"), self._ask_python)
            if isinstance(error, NoPythonError)
            else None
        )

    def _use(self, used: environment.Environment) -> None:
        if used.installer:
            text = tr("The worker's environment was made by {installer}.")
            QgsMessageLog.logMessage(
                text.format(installer=used.installer), "TrajGANR", Qgis.MessageLevel.Info
            )
        settings.use_python(used.python)
        self.used.emit()


def _compile_matcher(python: Path, progress: Progress) -> None:
    """Jobs compile it themselves if this fails."""
    progress.tell(None, tr("Compiling the map matcher"))
    try:
        environment.compile_matcher(python, progress)
    except ProgramFailedError as error:
        text = tr(
            "The map matcher could not be compiled. The first job that matches trips will try "
            "again. The output: {reason}"
        ).format(reason=error.tail)
        QgsMessageLog.logMessage(text, "TrajGANR", Qgis.MessageLevel.Warning)


def _titled(python: Python) -> str:
    return f"{'.'.join(map(str, python.version))}: {python.path}"


def _probe(path: Path, progress: Progress) -> Python:
    python = probe(path, progress)
    if python is None:
        raise TrajganrError(
            Code.ENV_MISSING_DEP,
            "{path} is not a 64-bit Python interpreter.",
            "Choose the interpreter of Python 3.11 to 3.14.",
            path=str(path),
        )
    check_suitable(python)
    return python
