"""An entry of the plugin's menu, with a window that is created at its first use."""

from __future__ import annotations

from qgis.gui import QgisInterface
from qgis.PyQt.QtWidgets import QAction, QDialog


class Window(QDialog):
    """A window that a menu entry opens."""

    def leave(self) -> None:
        """Close for good."""
        self.reject()
        self.deleteLater()


class MenuEntry:
    """The entry, and its window.

    Args:
        iface: the interface of QGIS.
        menu: name of the plugin's menu.
        text: of the entry.
        name: of the action's object.
        kind: of the window.
    """

    def __init__(
        self, iface: QgisInterface, menu: str, text: str, name: str, kind: type[Window]
    ) -> None:
        self._iface = iface
        self._menu = menu
        self._kind = kind
        self.window: Window | None = None
        self.action = QAction(text, iface.mainWindow())
        self.action.setObjectName(name)
        self.action.triggered.connect(lambda: self.show())
        iface.addPluginToMenu(menu, self.action)

    def show(self) -> None:
        """Show the window in front of others."""
        if self.window is None:
            self.window = self._kind(self._iface.mainWindow())
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def leave(self) -> None:
        """Remove everything."""
        if self.window is not None:
            self.window.leave()
            self.window = None
        self._iface.removePluginMenu(self._menu, self.action)
        self.action.deleteLater()
