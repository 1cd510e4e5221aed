"""What TrajGANR needs, what of it is there, and buttons that mend it."""

from __future__ import annotations

from functools import partial

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ... import settings
from ...diagnosis.readiness import Finding
from ...diagnosis.report import diagnose
from ...i18n import tr
from ...installation.gpu import Driver, find_driver
from ...installation.programs import Progress
from ...installation.pythons import Python, find_pythons
from ..details import show_details
from .demo_row import DemoRow
from .network import known_network
from .ready_row import ReadyRow, ask_worker
from .running_tasks import Errands
from .token_row import TokenRow
from .worker_row import WorkerRow
from .zmq_row import ZmqRow

WIDTH = 800
HEIGHT = 760
#: Of the screen, so that title bar and panels have room, too.
SHARE_OF_SCREEN = 0.85


class SetUpDialog(QDialog):
    """Checks and mends; all that is slow is done elsewhere, one thing at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Set up TrajGANR"))
        self.setObjectName("TrajganrSetUp")
        self.errands = Errands()
        self.zmq = ZmqRow(self.errands)
        self.worker = WorkerRow(self.errands)
        self.token = TokenRow(self.errands)
        self.demo = DemoRow(self.errands)
        self.ready = ReadyRow(self.errands)
        self.rows = (self.zmq, self.worker, self.token, self.demo, self.ready)
        self._build()
        screen = self.screen().availableSize() * SHARE_OF_SCREEN
        self.resize(QSize(WIDTH, HEIGHT).boundedTo(screen))
        self.errands.changed.connect(self.refresh)
        self.worker.used.connect(self.ready.mend)
        settings.notifier.profile_changed.connect(self.worker.choose_way)
        settings.notifier.profile_changed.connect(self.refresh)
        self._look_around()

    def refresh(self) -> None:
        """Show what can be told without waiting, and what can be pressed now."""
        for row in self.rows:
            row.refresh()
        self.diagnosis_button.setEnabled(self.errands.is_idle)

    def reject(self) -> None:
        """Close; what is under way is cancelled."""
        self.errands.cancel()
        super().reject()

    def leave(self) -> None:
        """Close for good; call it before the plugin is unloaded."""
        settings.notifier.profile_changed.disconnect(self.worker.choose_way)
        settings.notifier.profile_changed.disconnect(self.refresh)
        self.errands.leave()
        self.reject()
        self.deleteLater()

    def _build(self) -> None:
        column = QWidget()
        layout = QVBoxLayout(column)
        for row in self.rows:
            layout.addWidget(row)
        layout.addStretch()
        area = QScrollArea()
        area.setWidget(column)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.diagnosis_button = box.addButton(
            tr("Copy dia&gnosis"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.diagnosis_button.setToolTip(
            tr("Copies what helps others to help you, without names, tokens and keys")
        )
        self.diagnosis_button.clicked.connect(self._diagnose)
        box.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.addWidget(area, 1)
        whole.addWidget(self.errands)
        whole.addWidget(box)

    def _look_around(self) -> None:
        """Find Pythons, driver and worker; nothing is started."""

        def look(progress: Progress) -> tuple[list[Python], Driver | None, Finding]:
            return find_pythons(progress), find_driver(progress), ask_worker()

        self.errands.run(tr("Looking around"), look, self._show_surroundings)

    def _show_surroundings(self, found: tuple[list[Python], Driver | None, Finding]) -> None:
        pythons, driver, finding = found
        self.worker.show_surroundings(pythons, driver)
        self.ready.show_finding(finding)

    def _diagnose(self) -> None:
        self.errands.run(tr("Diagnosis"), partial(diagnose, known_network()), self._copy)

    def _copy(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        show_details(self, tr("Diagnosis, copied to the clipboard"), text)
