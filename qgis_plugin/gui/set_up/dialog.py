"""Checks what is missing and installs it."""

from __future__ import annotations

from functools import partial

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDialogButtonBox, QPushButton, QWidget

from trajganr_core.contract.health import Driver, Finding, find_driver

from ... import settings
from ...diagnosis.report import diagnose
from ...i18n import tr
from ...installation.programs import Progress
from ...installation.pythons import Python, find_pythons
from ..questions import show_text
from ..widgets import MARGIN, scrolled, stack, text_label
from .network import network_settings
from .rows import DemoRow, ReadyRow, TokenRow, ZmqRow, ask
from .running_tasks import RunningTasks
from .worker_row import WorkerRow

WIDTH = 600
HEIGHT = 480
#: Largest share of the screen, which also holds title bar and panels.
SHARE_OF_SCREEN = 0.85


class SetUpDialog(QDialog):
    """A row per component, with its status and a button that fixes problems."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Set up TrajGANR"))
        self.setObjectName("TrajganrSetUp")
        self.tasks = RunningTasks()
        self.zmq = ZmqRow(self.tasks)
        self.worker = WorkerRow(self.tasks)
        self.token = TokenRow(self.tasks)
        self.demo = DemoRow()
        self.ready = ReadyRow(self.tasks)
        self.rows = (self.worker, self.zmq, self.ready, self.demo, self.token)
        self._build()
        screen = self.screen().availableSize() * SHARE_OF_SCREEN
        self.resize(QSize(WIDTH, HEIGHT).boundedTo(screen))
        self.tasks.changed.connect(self.refresh)
        self.worker.begun.connect(self.demo.show_meanwhile)
        self.worker.used.connect(self.show)  # it may have been closed meanwhile
        self.worker.used.connect(self.ready.start)
        self.ready.opened.connect(self.reject)
        settings.notifier.profile_changed.connect(self.worker.select_option)
        settings.notifier.profile_changed.connect(self.refresh)
        self._detect()

    def refresh(self) -> None:
        """Update statuses and buttons, without waiting for anything."""
        for row in self.rows:
            row.refresh()
        is_installed = self.ready.isVisibleTo(self)
        self.token.setVisible(is_installed)
        for row in self.rows:
            row.button.setDefault(row is (self.ready if is_installed else self.worker))
        self.diagnosis_button.setEnabled(self.tasks.is_idle)

    def leave(self) -> None:
        """Close for good, and cancel what runs; call it before the plugin is unloaded."""
        settings.notifier.profile_changed.disconnect(self.worker.select_option)
        settings.notifier.profile_changed.disconnect(self.refresh)
        self.tasks.leave()
        self.demo.leave()
        self.close()
        self.deleteLater()

    def _build(self) -> None:
        about = tr(
            "TrajGANR predicts the traffic of roads from recorded trips. It computes in a program "
            "of its own, the worker, which is installed once."
        )
        column = QWidget()
        stack(column, text_label(text=about), *self.rows, margin=MARGIN).addStretch()
        area = scrolled(column)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = area.verticalScrollBar().sizeHint().width()
        area.setMinimumWidth(column.minimumSizeHint().width() + bar)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.diagnosis_button = box.addButton(
            tr("Copy dia&gnosis"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.diagnosis_button.setToolTip(
            tr("Copies a report to send to support, without names, tokens and keys")
        )
        self.diagnosis_button.clicked.connect(self._diagnose)
        box.rejected.connect(self.reject)
        for each in (*column.findChildren(QPushButton), *box.findChildren(QPushButton)):
            each.setAutoDefault(False)  # Return presses the next step, wherever the focus is
        stack(self, area, self.tasks, box, margin=MARGIN).setStretch(0, 1)

    def _detect(self) -> None:
        """Find Pythons, driver and worker; nothing is started."""

        def detect(progress: Progress) -> tuple[list[Python], Driver | None, Finding]:
            return find_pythons(progress), find_driver(), ask()

        self.tasks.run(tr("Checking this machine"), detect, self._show_machine)

    def _show_machine(self, machine: tuple[list[Python], Driver | None, Finding]) -> None:
        pythons, driver, finding = machine
        self.worker.show_machine(pythons, driver)
        self.ready.show_finding(finding)

    def _diagnose(self) -> None:
        self.tasks.run(tr("Diagnosis"), partial(diagnose, network_settings()), self._copy)

    def _copy(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        show_text(self, tr("Diagnosis, copied to the clipboard"), text)
