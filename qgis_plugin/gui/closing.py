"""What QGIS asks when it is closed while algorithms wait for jobs."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QEvent, QObject, Qt, QTimer
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtWidgets import QMessageBox

from ..client import awaited_jobs
from ..i18n import tr

#: How often it is looked whether QGIS' tasks have ended, milliseconds.
LOOK_EVERY_MS = 100
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Closing(QObject):
    """Offers to let the jobs go on; QGIS itself would only offer to cancel them.

    It sees the window's close button, the keys of *Exit QGIS*, and the entry of the menu.

    Args:
        iface: the interface of QGIS.
    """

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__()
        self._window, self._exit = iface.mainWindow(), iface.actionExit()
        self._menu = iface.projectMenu()
        self.box: QMessageBox | None = None
        self._timer = QTimer()
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._close_if_idle)
        for watched in (self._window, self._exit, self._menu):
            watched.installEventFilter(self)

    def leave(self) -> None:
        """See nothing any more."""
        self._timer.stop()
        for watched in (self._window, self._exit, self._menu):
            watched.removeEventFilter(self)
        if self.box is not None:
            self.box.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask instead of closing, if a job is awaited."""
        kind, kinds = event.type(), QEvent.Type
        if watched is self._menu:
            is_enter = isinstance(event, QKeyEvent) and event.key() in ENTER
            is_chosen = kind == kinds.MouseButtonRelease or (kind == kinds.KeyPress and is_enter)
            closes = is_chosen and self._menu.activeAction() is self._exit
        else:
            closes = kind == (kinds.Close if watched is self._window else kinds.Shortcut)
        if not closes or not awaited_jobs.all_awaited():
            return False
        event.ignore()
        self._menu.close()
        self._ask()
        return True

    def _ask(self) -> None:
        jobs = len(set(awaited_jobs.all_awaited()))
        text = tr(
            "Jobs of TrajGANR that are still running: {n}. They can go on without QGIS."
        ).format(n=jobs)
        box = self.box = QMessageBox(
            QMessageBox.Icon.Question, tr("Close QGIS"), text, parent=self._window
        )
        box.setInformativeText(tr("The dock shows their results when QGIS is opened again."))
        role = QMessageBox.ButtonRole
        on = box.addButton(tr("&Let them go on"), role.AcceptRole)
        stop = box.addButton(tr("&Cancel them"), role.DestructiveRole)
        box.addButton(tr("&Keep QGIS open"), role.RejectRole)
        box.setDefaultButton(on)
        on.clicked.connect(self._let_go_on)
        stop.clicked.connect(self._cancel)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.destroyed.connect(self._forget)
        box.open()

    def _forget(self) -> None:
        self.box = None

    def _let_go_on(self) -> None:
        for job in awaited_jobs.all_awaited():
            awaited_jobs.detach(job)
        self._timer.start()

    def _cancel(self) -> None:
        QgsApplication.taskManager().cancelAll()
        self._timer.start()

    def _close_if_idle(self) -> None:
        """Close QGIS once nothing waits any more: until then it would ask again."""
        if not awaited_jobs.all_awaited() and not QgsApplication.taskManager().countActiveTasks():
            self._timer.stop()
            self._window.close()
