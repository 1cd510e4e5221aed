"""A map on which tests click, and what is there."""

from __future__ import annotations

from typing import Any

from fake_jobs import SOUTH, WEST
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox

from qgis_plugin.client.catalogue import CATALOGUE
from qgis_plugin.client.monitor import Monitor
from qgis_plugin.gui.map_tool import PlaceTool
from qgis_plugin.gui.place.panel import PlacePanel
from trajganr_core.contract.protocol.place_answers import PlaceAnswer

WGS84 = QgsCoordinateReferenceSystem("EPSG:4326")
BBOX = (-8.63, 41.14, -8.6, 41.16)
#: A little north of the road from west to east, near the photo; farther; beside the other road;
#: outside the study area.
ON_ROAD = (WEST + 0.0004, SOUTH + 0.0001)
FARTHER = (WEST + 0.004, SOUTH + 0.0001)
ON_OTHER = (WEST + 0.0001, SOUTH + 0.004)
OUTSIDE = (WEST + 0.03, SOUTH)
#: How much of its surroundings the map shows where a place is clicked, and what a pixel of it may
#: be, degrees.
NEAR, PIXEL = 0.002, 5e-5


class Map:
    """The tool on a map, with its panel."""

    def __init__(self, canvas: QgsMapCanvas, panel: PlacePanel, qtbot: Any) -> None:
        self.canvas, self.panel, self.qtbot = canvas, panel, qtbot
        self.tool = PlaceTool(canvas)
        self.answers: list[PlaceAnswer] = []
        panel._queries.answered.connect(self.answers.append)
        panel.use_tool(self.tool)
        canvas.setMapTool(self.tool)

    def click(self, place: tuple[float, float]) -> None:
        """Press the left button at a place, degrees, on a map of its surroundings."""
        lon, lat = place
        crs = self.canvas.mapSettings().destinationCrs()
        transform = QgsCoordinateTransform(WGS84, crs, QgsProject.instance())
        around = QgsRectangle(lon - NEAR, lat - NEAR, lon + NEAR, lat + NEAR)
        self.canvas.setExtent(transform.transformBoundingBox(around))
        on_map = transform.transform(QgsPointXY(*place))
        pixel = self.canvas.getCoordinateTransform().transform(on_map)
        self.qtbot.mouseClick(
            self.canvas.viewport(), Qt.MouseButton.LeftButton, pos=pixel.toQPointF().toPoint()
        )

    def ask(self, place: tuple[float, float]) -> None:
        """Click, and wait for the answer."""
        before = len(self.answers)
        self.click(place)
        self.qtbot.waitUntil(lambda: len(self.answers) > before)

    def notice(self) -> str:
        """The text of the panel instead of an answer."""
        return self.panel._notice.text()

    def marks(self) -> list[bool]:
        """Whether place, foot point and trips are marked."""
        marks = self.panel._marks
        bands = (marks._place, marks._foot, marks._trips)
        return [not band.asGeometry().isEmpty() for band in bands]


def listing() -> Monitor:
    """Fills the catalogue, as the dock does."""
    monitor = Monitor()
    monitor.listed.connect(CATALOGUE.take)
    monitor.begin()
    return monitor


def choose(panel: PlacePanel, model: str) -> None:
    """Choose a model as a person does."""
    pick(panel._sources.models, model)


def pick(box: QComboBox, data: str) -> None:
    """Pick from a list by its data, as a person does."""
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def rows(tree: Any) -> list[list[str]]:
    """The texts of a list."""
    items = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    return [[item.text(column) for column in range(tree.columnCount())] for item in items]
