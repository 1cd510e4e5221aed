"""What QGIS loads: the Processing provider, the menu and the dock."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAction

from . import contract, resources
from .gui.dock import TrajganrDock
from .i18n import tr
from .processing.provider import TrajganrProvider

MENU = "TrajGANR"


class TrajganrPlugin:
    """TrajGANR in QGIS Desktop, and its algorithms alone in ``qgis_process``."""

    def __init__(self, iface: QgisInterface | None) -> None:
        self.iface = iface
        self.provider: TrajganrProvider | None = None
        self.dock: TrajganrDock | None = None
        self.action: QAction | None = None

    def initProcessing(self) -> None:
        """Register the algorithms."""
        self.provider = TrajganrProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        """Register the algorithms and build what the window shows."""
        self.initProcessing()
        self.dock = TrajganrDock(self.iface)
        self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.action = QAction(resources.icon(), tr("Worker and jobs"), self.iface.mainWindow())
        self.action.setObjectName("TrajganrWorkerAndJobs")
        self.dock.setToggleVisibilityAction(self.action)
        self.iface.addPluginToMenu(MENU, self.action)

    def unload(self) -> None:
        """Take everything down, so that the plugin can be loaded again."""
        if self.dock is not None:
            self.dock.leave()
            self.iface.removePluginMenu(MENU, self.action)
            self.iface.removeDockWidget(self.dock)
            self.dock.deleteLater()
            self.action.deleteLater()
            self.dock = self.action = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        contract.unload()
