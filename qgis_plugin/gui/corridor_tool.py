"""The map tool that draws a corridor: a way that follows the roads between clicks."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import (
    Qgis,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgisInterface, QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent

from trajganr_core.contract.errors import Code, TrajganrError

from ..i18n import tr
from ..layers.chosen_place import way_layer
from ..layers.links import links_of
from ..layers.result_names import free_name
from ..layers.road_ways import RoadPlace, RoadWays
from ..layers.roles import ROADS_OF_BUNDLE
from .formatting import error_text
from .forms import open_form
from .map_tool import lon_lat
from .menu_entry import MenuEntry
from .notices import show_message

#: How far from a road a click may be, pixels.
NEAR_PX = 20
WIDTH_PX = 4
COLOUR = "#d55e00"
MENU_NAME = "TrajganrDrawCorridor"


class CorridorTool(QgsMapTool):
    """Left button or Insert: a further point; right button or Enter: the end; Backspace; Escape."""

    #: The way, points in EPSG:4326.
    drawn = pyqtSignal(list)
    #: Nothing is drawn any more.
    cancelled = pyqtSignal()
    #: Why a click has added nothing.
    failed = pyqtSignal(object)

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._ways: RoadWays | None = None
        #: The way from each click to the next, and where it ends; the first is a point.
        self._parts: list[tuple[list[QgsPointXY], RoadPlace]] = []
        self._band = QgsRubberBand(canvas)
        self._band.setColor(QColor(COLOUR))
        self._band.setWidth(WIDTH_PX)
        canvas.destinationCrsChanged.connect(self._leave)

    def follow(self, layer: QgsVectorLayer) -> None:
        """Begin a new way along the roads of a layer."""
        self._clear()
        self._ways = RoadWays(layer, self.canvas().mapSettings().destinationCrs())
        layer.willBeDeleted.connect(self._leave)
        self.canvas().setMapTool(self)
        self.canvas().setFocus()

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Go on to a road, or end."""
        if event.button() == Qt.MouseButton.RightButton:
            self._end()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._go_on(event.mapPoint(), NEAR_PX * self.canvas().mapUnitsPerPixel())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End, take back or cancel; QGIS would delete the selected features at Backspace."""
        acts: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Insert: self._add_middle,
            Qt.Key.Key_Return: self._end,
            Qt.Key.Key_Enter: self._end,
            Qt.Key.Key_Backspace: self._take_back,
            Qt.Key.Key_Escape: self._leave,
        }
        act = acts.get(event.key())
        if act is not None:
            act()
            event.accept()

    def deactivate(self) -> None:
        """Another tool is used."""
        self._clear()
        super().deactivate()

    def _add_middle(self) -> None:
        """The road nearest to the middle of the map, which the arrow keys move."""
        view = self.canvas().extent()
        self._go_on(view.center(), min(view.width(), view.height()) / 2)

    def _go_on(self, place: QgsPointXY, within: float) -> None:
        if self._ways is not None:
            try:
                self._parts.append(self._part(self._ways, place, within))
                self._draw()
            except TrajganrError as error:
                self.failed.emit(error)

    def _part(
        self, ways: RoadWays, place: QgsPointXY, within: float
    ) -> tuple[list[QgsPointXY], RoadPlace]:
        """The way from the last point to the road nearest to a place."""
        lon_lat(self.canvas(), place)  # or an error
        window = QgsRectangle(self.canvas().extent())
        window.include(place)
        if self._parts:
            window.include(self._parts[-1][1].point)
        ways.look_at(window)
        found = ways.on_road(place, within)
        if found is None:
            raise TrajganrError(
                Code.INPUT_GEOMETRY, "No road is near the click.", "Click on a road, or zoom in."
            )
        if not self._parts:
            return [found.point], found
        way, arrival = ways.way(self._parts[-1][1], found)
        if not way:
            raise TrajganrError(
                Code.INPUT_GEOMETRY,
                "The roads on the map do not connect this place with the last one.",
                "Click nearer to the last place, zoom out, or select a layer of all roads and "
                "begin anew.",
            )
        return way, arrival

    def _take_back(self) -> None:
        del self._parts[-1:]
        self._draw()

    def _end(self) -> None:
        way = self._way()
        if len(way) > 1:
            points = [lon_lat(self.canvas(), point) for point in way]
            self._clear()
            self.drawn.emit(points)

    def _leave(self) -> None:
        if self._ways is not None:
            self._clear()
            self.cancelled.emit()

    def _clear(self) -> None:
        self._ways, self._parts = None, []
        self._draw()

    def _way(self) -> list[QgsPointXY]:
        ways = [way for way, _ in self._parts]
        return [point for number, way in enumerate(ways) for point in way[number > 0 :]]

    def _draw(self) -> None:
        """Show the way, or its first point."""
        way = self._way()
        shown = QgsGeometry.fromMultiPointXY(way[:1])
        if len(way) > 1:
            shown = QgsGeometry.fromPolylineXY(way)
        self._band.setToGeometry(shown, self.canvas().mapSettings().destinationCrs())

    def remove(self) -> None:
        """Remove it from the map, for good."""
        self.canvas().unsetMapTool(self)
        self.canvas().scene().removeItem(self._band)
        self.deleteLater()


class CorridorEntry(MenuEntry):
    """The menu entry that begins the tool, and opens the form with what was drawn."""

    def __init__(self, iface: QgisInterface, menu: str) -> None:
        super().__init__(iface, menu, tr("Draw a corridor…"), MENU_NAME)
        self.tool = CorridorTool(iface.mapCanvas())
        self.tool.setAction(self.action)
        self.tool.drawn.connect(self._open)
        self.tool.cancelled.connect(self._pan)
        self.tool.failed.connect(self._say)
        self._bundle = ""

    def show(self) -> None:
        """Follow the selected layer of a bundle's roads, else one in the project."""
        layers = [self._iface.activeLayer(), *QgsProject.instance().mapLayers().values()]
        fitting = [
            layer
            for layer in layers
            if isinstance(layer, QgsVectorLayer)
            and layer.isValid()
            and ROADS_OF_BUNDLE.rank(layer, "")
        ]
        if not fitting:
            text = tr(
                "Load predicted roads or observed traffic first: a corridor follows a layer of "
                "roads."
            )
            self._say_text(text, Qgis.MessageLevel.Warning)
            return
        self._bundle = links_of(fitting[0]).get("bundle", "")
        self.tool.follow(fitting[0])
        text = tr("Click along the route. Enter: end; Backspace: one back; Esc: cancel")
        self._say_text(text, Qgis.MessageLevel.Info)

    def leave(self) -> None:
        """Remove the tool too."""
        self.tool.remove()
        super().leave()

    def _open(self, way: list[QgsPointXY]) -> None:
        project = QgsProject.instance()
        layer = way_layer(tr("Corridor"), way, self._bundle)
        layer.setName(free_name(layer.name(), project, layer))
        project.addMapLayer(layer)
        self._pan()
        open_form("trajganr:corridor", {"BUNDLE": self._bundle, "ROUTE": layer.id()})

    def _pan(self) -> None:
        self._iface.actionPan().trigger()

    def _say(self, error: TrajganrError) -> None:
        self._say_text(error_text(error), Qgis.MessageLevel.Warning)

    def _say_text(self, text: str, level: Qgis.MessageLevel) -> None:
        show_message(self._iface.messageBar(), text, level)
