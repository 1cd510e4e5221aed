"""The map tool for querying a model about a place."""

from __future__ import annotations

from qgis.core import (  # type: ignore[attr-defined] # the stubs lack exceptions
    QgsCoordinateTransform,
    QgsCsException,
    QgsPointXY,
    QgsProject,
)
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QCursor

from trajganr_core.contract.errors import Code, TrajganrError

from .. import resources
from ..layers.export import GEOGRAPHIC

CURSOR_SIZE = 32
#: The middle of the cross, pixels from the left and from the top.
HOT_SPOT = 11


class PlaceTool(QgsMapTool):
    """Emits clicks as longitude and latitude, in any CRS of the map."""

    #: Longitude and latitude, degrees in EPSG:4326.
    clicked = pyqtSignal(float, float)
    #: A click has no longitude and latitude: the error.
    failed = pyqtSignal(object)

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        picture = resources.icon("ask_place_cursor").pixmap(CURSOR_SIZE, CURSOR_SIZE)
        self.setCursor(QCursor(picture, HOT_SPOT, HOT_SPOT))

    def flags(self) -> QgsMapTool.Flags:
        """Zooming by Shift and dragging stays possible."""
        return QgsMapTool.Flags(QgsMapTool.Flag.AllowZoomRect)

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """Emit a click of the left button."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        try:
            place = lon_lat(self.canvas(), event.mapPoint())
        except TrajganrError as error:
            self.failed.emit(error)
        else:
            self.clicked.emit(place.x(), place.y())


def lon_lat(canvas: QgsMapCanvas, point: QgsPointXY) -> QgsPointXY:
    """Longitude and latitude of a point of the map.

    Raises:
        TrajganrError: ``INPUT.CRS``, if it has none.
    """
    crs = canvas.mapSettings().destinationCrs()
    if not crs.isValid():
        raise TrajganrError(
            Code.INPUT_CRS,
            "The project has no coordinate reference system, so the location of the "
            "click is unknown.",
            "Choose one in Project › Properties › CRS.",
        )
    try:
        return QgsCoordinateTransform(crs, GEOGRAPHIC, QgsProject.instance()).transform(point)
    except QgsCsException as error:
        raise TrajganrError(
            Code.INPUT_CRS,
            "The click has no longitude and latitude in the CRS {crs}.",
            "Click where that CRS is defined, or choose another one for the project.",
            crs=crs.authid(),
        ) from error
