"""The menu entry *Set up TrajGANR…*, which opens automatically if something is missing."""

from __future__ import annotations

from qgis.core import Qgis
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QTimer

from ... import settings
from ...client.tunnel import tunnels
from ...diagnosis.readiness import is_something_missing
from ...i18n import tr
from ..menu_entry import MenuEntry
from ..notices import notify
from .dialog import SetUpDialog


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
            self.window = SetUpDialog(self._iface.mainWindow())
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def offer(self) -> None:
        """Open the set-up the first time something is missing; later, show a message."""
        if not is_something_missing():
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
