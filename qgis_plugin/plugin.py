"""The plugin: Processing provider, menu, toolbar, docks and map tool."""

from __future__ import annotations

from typing import cast

from qgis.core import QgsApplication, QgsSettings
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAction, QMainWindow, QMenu, QToolBar

from . import core_loader, resources, settings
from .background_task import end_threads
from .gui.closing import Closing
from .gui.corridor_tool import CorridorEntry
from .gui.dock import TrajganrDock
from .gui.forms import create_form
from .gui.guide import GuideEntry
from .gui.map_tool import PlaceTool
from .gui.place.panel import PlacePanel
from .gui.predict_my_city import open_predict_my_city
from .gui.set_up.entry import SetUpEntry
from .i18n import tr
from .installation.zmq_wheel import make_importable
from .processing.base import Described
from .processing.provider import TrajganrProvider

MENU = "TrajGANR"
#: Whether the place panel has been placed once.
PLACED = "trajganr/place_panel_placed"


class TrajganrPlugin:
    """TrajGANR in QGIS Desktop; in ``qgis_process``, its algorithms only."""

    def __init__(self, iface: QgisInterface | None) -> None:
        self.iface = iface
        self.provider: TrajganrProvider | None = None
        self.dock: TrajganrDock | None = None
        self.action: QAction | None = None
        self.panel: PlacePanel | None = None
        self.tool: PlaceTool | None = None
        self.ask_action: QAction | None = None
        self.toolbar: QToolBar | None = None
        self.city_action: QAction | None = None
        self.corridor: CorridorEntry | None = None
        self.set_up: SetUpEntry | None = None
        self.guide: GuideEntry | None = None
        self.closing: Closing | None = None

    def initProcessing(self) -> None:
        """Register the algorithms."""
        make_importable(settings.data_folder())
        self.provider = TrajganrProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        """Register the algorithms and build the user interface."""
        self.initProcessing()
        Described.create_form = create_form
        self._add_dock()
        self._add_tool()
        self.toolbar = self.iface.addToolBar(MENU)
        self.toolbar.setObjectName("TrajganrToolbar")
        city, text = (
            tr("Predict my city…"),
            tr("From trips and roads to a map of speeds, in one step"),
        )
        self.city_action = self._action("predict_my_city", city, "TrajganrPredictMyCity", text)
        self.city_action.triggered.connect(lambda: open_predict_my_city())
        for action in (self.city_action, self.action, self.ask_action):
            self.iface.addPluginToMenu(MENU, action)
            self.toolbar.addAction(action)
        self.corridor = CorridorEntry(self.iface, MENU)
        self.set_up = SetUpEntry(self.iface, MENU)
        self.dock.set_up_wanted.connect(self.set_up.show)
        self.guide = GuideEntry(self.iface, MENU)
        self.closing = Closing(self.iface)

    def _action(self, icon: str, text: str, name: str, tip: str) -> QAction:
        action = QAction(resources.icon(icon), text, self.iface.mainWindow())
        action.setObjectName(name)
        action.setToolTip(tip)
        return action

    def _add_dock(self) -> None:
        """Add the dock of the worker and its jobs."""
        self.dock = TrajganrDock(self.iface)
        self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.action = QAction(resources.icon(), tr("Worker and jobs"), self.iface.mainWindow())
        self.action.setObjectName("TrajganrWorkerAndJobs")
        self.dock.setToggleVisibilityAction(self.action)

    def _add_tool(self) -> None:
        """Add the map tool, and the panel that opens with it and shows the answers."""
        self.panel = PlacePanel(self.iface)
        self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.panel)
        self.panel.hide()
        tip = tr("Query a model: click a place on the map")
        self.ask_action = self._action("ask_place", tr("Ask a place"), "TrajganrAskPlace", tip)
        self.ask_action.setCheckable(True)
        self.tool = PlaceTool(self.iface.mapCanvas())
        self.tool.setAction(self.ask_action)
        self.tool.activated.connect(self._place_panel)
        self.panel.use_tool(self.tool)
        self.ask_action.triggered.connect(self._toggle_tool)

    def _place_panel(self) -> None:
        """Tabify the panel with the dock when it is first opened; later, the user decides.

        It cannot be done earlier: after loading the plugins, QGIS restores its window and moves
        a new panel out of its tab.
        """
        if not QgsSettings().value(PLACED, False, bool):
            QgsSettings().setValue(PLACED, True)
            window = cast(QMainWindow, self.iface.mainWindow())
            window.tabifyDockWidget(self.dock, self.panel)

    def _toggle_tool(self, is_on: bool) -> None:
        canvas = self.iface.mapCanvas()
        if is_on:
            canvas.setMapTool(self.tool)
        else:
            # The action stays checked until another tool is activated.
            self.iface.actionPan().trigger()

    def unload(self) -> None:
        """Remove everything, so that the plugin can be loaded again."""
        if self.dock is not None:
            self._remove()
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        Described.create_form = None
        end_threads()
        core_loader.unload()

    def _remove(self) -> None:
        """Remove the user interface; activate another tool if ours is active."""
        window, canvas = self.iface.mainWindow(), self.iface.mapCanvas()
        if canvas.mapTool() is self.tool:
            self.iface.actionPan().trigger()
        canvas.unsetMapTool(self.tool)
        for part in (
            *(self.corridor, self.set_up, self.guide, self.closing, self.panel, self.dock),
        ):
            part.leave()
        actions, docks = (self.city_action, self.action, self.ask_action), (self.panel, self.dock)
        for action in actions:
            self.iface.removePluginMenu(MENU, action)
        for menu in window.findChildren(QMenu, MENU):
            menu.deleteLater()  # QGIS would only hide it
        for dock in docks:
            self.iface.removeDockWidget(dock)
        for one in (*docks, *actions, self.tool, self.toolbar):
            one.deleteLater()
        self.corridor = self.set_up = self.guide = self.closing = self.panel = self.dock = None
        self.tool = self.toolbar = self.action = self.city_action = self.ask_action = None
