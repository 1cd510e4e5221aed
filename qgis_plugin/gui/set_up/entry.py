"""The menu's entry *Set up TrajGANR…*, whose dialog opens by itself when it is first needed."""

from __future__ import annotations

from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QTimer

from ... import settings
from ...client.readiness import is_something_missing
from ...client.tunnel import tunnels
from ...i18n import tr
from ..menu_entry import MenuEntry
from .dialog import SetUpDialog

#: QGIS' window is there by then.
FIRST_RUN_AFTER_MS = 1500


class SetUpEntry(MenuEntry):
    """The entry, its dialog, and the tunnels that profiles open.

    Args:
        iface: of QGIS.
        menu: the plugin's.
    """

    def __init__(self, iface: QgisInterface, menu: str) -> None:
        super().__init__(iface, menu, tr("Set up TrajGANR…"), "TrajganrSetUpAction", SetUpDialog)
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show_at_first)
        self._timer.start(FIRST_RUN_AFTER_MS)

    def show_at_first(self) -> None:
        """Offer the set-up by itself if something is missing, once in a person's life."""
        if not settings.was_set_up_shown() and is_something_missing():
            settings.set_set_up_shown()
            self.show()

    def leave(self) -> None:
        """Take everything down."""
        self._timer.stop()
        super().leave()
        tunnels.close()
