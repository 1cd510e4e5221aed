"""The menu entry *Set up TrajGANR…*, which opens automatically if something is missing."""

from __future__ import annotations

from qgis.core import Qgis
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication

from ... import settings
from ...client.tunnel import tunnels
from ...diagnosis.readiness import is_something_missing
from ...i18n import tr
from ..menu_entry import MenuEntry
from ..notices import notify
from .dialog import SetUpDialog

#: Pixels between the top of QGIS' window and that of the dialog.
BELOW_TOOLBARS = 120
#: QGIS' plugin manager. While it is open, no other window can be used.
PLUGIN_MANAGER = "QgsPluginManagerBase"
#: Milliseconds between two looks whether another dialog is closed.
WAIT_MS = 500


class SetUpEntry(MenuEntry):
    """The entry, its dialog, and the tunnels that profiles open."""

    def __init__(self, iface: QgisInterface, menu: str) -> None:
        super().__init__(iface, menu, tr("Set up TrajGANR…"), "TrajganrSetUpAction")
        self.window: SetUpDialog | None = None
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.offer)
        iface.initializationCompleted.connect(self.offer)
        if iface.mainWindow().isVisible():  # the plugin was enabled later: there is no signal
            self._timer.start()

    def show(self) -> None:
        """Show the dialog in front of others; it is created at its first use."""
        if self.window is None:
            qgis = self._iface.mainWindow()
            self.window = SetUpDialog(qgis)
            # Over the docks, beside the map, which shows the demo city during the installation.
            corner = qgis.frameGeometry().topRight()
            self.window.move(max(0, corner.x() - self.window.width()), corner.y() + BELOW_TOOLBARS)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def offer(self) -> None:
        """Open the set-up the first time something is missing; later, show a message."""
        if not is_something_missing():
            return
        modal = QApplication.activeModalWidget()
        if modal is not None:
            if modal.objectName() == PLUGIN_MANAGER and not settings.was_set_up_shown():
                modal.close()  # it has installed the plugin
            self._timer.start(WAIT_MS)
            return
        if not settings.was_set_up_shown():
            settings.set_set_up_shown()
            self.show()
            return
        notify(
            self._iface.messageBar(),
            tr("The worker is not set up yet."),
            Qgis.MessageLevel.Info,
            {tr("Set up…"): self.show},
        )

    def leave(self) -> None:
        """Remove everything."""
        self._timer.stop()
        self._iface.initializationCompleted.disconnect(self.offer)
        if self.window is not None:
            self.window.leave()
            self.window = None
        super().leave()
        tunnels.close()
