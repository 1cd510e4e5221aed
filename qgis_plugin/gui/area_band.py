"""The outline of a study area on the map."""

from __future__ import annotations

from qgis.core import Qgis, QgsGeometry, QgsReferencedRectangle
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtGui import QColor, QPalette

WIDTH_PX = 2
FILL_ALPHA = 30
#: The map shows the area enlarged by this factor.
AROUND = 1.1


class AreaBand:
    """Drawn over the map; not a layer, so it is not saved in the project."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        self._band: QgsRubberBand | None = None
        #: The area that is drawn.
        self.shown: QgsReferencedRectangle | None = None

    def show(self, area: QgsReferencedRectangle) -> None:
        """Draw an area and zoom to it, unless it is drawn already."""
        if self.shown == area:
            return
        self.hide()
        self.shown = area
        colour = self._canvas.palette().color(QPalette.ColorRole.Highlight)
        fill = QColor(colour)
        fill.setAlpha(FILL_ALPHA)
        self._band = QgsRubberBand(self._canvas, Qgis.GeometryType.Polygon)
        self._band.setStrokeColor(colour)
        self._band.setFillColor(fill)
        self._band.setWidth(WIDTH_PX)
        self._band.setToGeometry(QgsGeometry.fromRect(area), area.crs())
        wide = QgsReferencedRectangle(area, area.crs())
        wide.scale(AROUND)
        self._canvas.setReferencedExtent(wide)
        self._canvas.refresh()

    def hide(self) -> None:
        """Take it off the map."""
        self.shown = None
        if self._band is not None:
            self._canvas.scene().removeItem(self._band)
            self._band = None
