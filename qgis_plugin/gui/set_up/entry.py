"""The menu's entry *Set up TrajGANR…*, whose dialog opens by itself when it is first needed."""

from __future__ import annotations

from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QAction

from ... import settings
from ...client.readiness import is_something_missing
from ...client.tunnel import tunnels
from ...i18n import tr
from .dialog import SetUpDialog

#: QGIS' window is there by then.
FIRST_RUN_AFTER_MS = 1500


class SetUpEntry:
    """The entry, its dialog, and the tunnels that profiles open.

    Args:
        iface: of QGIS.
        menu: the plugin's.
    """

    def __init__(self, iface: QgisInterface, menu: str) -> None:
        self._iface = iface
        self._menu = menu
        self.dialog: SetUpDialog | None = None
        self.action = QAction(tr("Set up TrajGANR…"), iface.mainWindow())
        self.action.setObjectName("TrajganrSetUpAction")
        self.action.triggered.connect(lambda: self.show())
        iface.addPluginToMenu(menu, self.action)
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show_at_first)
        self._timer.start(FIRST_RUN_AFTER_MS)

    def show(self) -> None:
        """Show what is needed and what of it is there."""
        if self.dialog is None:
            self.dialog = SetUpDialog(self._iface.mainWindow())
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def show_at_first(self) -> None:
        """Offer the set-up by itself if something is missing, once in a person's life."""
        if not settings.was_set_up_shown() and is_something_missing():
            settings.set_set_up_shown()
            self.show()

    def leave(self) -> None:
        """Take everything down."""
        self._timer.stop()
        if self.dialog is not None:
            self.dialog.leave()
            self.dialog = None
        self._iface.removePluginMenu(self._menu, self.action)
        self.action.deleteLater()
        tunnels.close()
