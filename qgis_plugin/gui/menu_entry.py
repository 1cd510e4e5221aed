"""An entry of the plugin's menu."""

from __future__ import annotations

from abc import abstractmethod

from qgis.gui import QgisInterface
from qgis.PyQt.QtWidgets import QAction


class MenuEntry:
    """The entry.

    Args:
        iface: the interface of QGIS.
        menu: name of the plugin's menu.
        text: of the entry.
        name: of the action's object.
    """

    def __init__(self, iface: QgisInterface, menu: str, text: str, name: str) -> None:
        self._iface = iface
        self._menu = menu
        self.action = QAction(text, iface.mainWindow())
        self.action.setObjectName(name)
        self.action.triggered.connect(lambda: self.show())
        iface.addPluginToMenu(menu, self.action)

    @abstractmethod
    def show(self) -> None:
        """Show what the entry stands for."""

    def leave(self) -> None:
        """Remove everything."""
        self._iface.removePluginMenu(self._menu, self.action)
        self.action.deleteLater()
