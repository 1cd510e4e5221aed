"""The outline of a study area on the map."""

from __future__ import annotations

from qgis.core import Qgis, QgsGeometry, QgsReferencedRectangle
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtGui import QColor, QPalette

WIDTH_PX = 2
FILL_ALPHA = 30
#: So much more than the area is shown.
AROUND = 1.1


class AreaBand:
    """Drawn over the map, not a layer: a project does not keep it."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        self._band: QgsRubberBand | None = None
        self._shown: QgsReferencedRectangle | None = None

    @property
    def shown(self) -> QgsReferencedRectangle | None:
        """What is drawn."""
        return self._shown

    def show(self, area: QgsReferencedRectangle) -> None:
        """Draw an area and go there, unless it is drawn already."""
        if self._shown == area:
            return
        self.hide()
        self._shown = area
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
        self._shown = None
        if self._band is not None:
            self._canvas.scene().removeItem(self._band)
            self._band = None
