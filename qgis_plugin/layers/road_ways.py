"""Ways along the roads of a layer, near what a map shows."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsPointLocator,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsTracer,
    QgsVectorLayer,
    QgsWkbTypes,
)

from trajganr_core.contract.errors import Code, TrajganrError

from .joined import EDGE

#: More directed segments take QGIS more than a second.
MAX_ROADS = 20_000
#: Roads are read in a rectangle that is larger by this factor: a way may leave the map.
AROUND = 1.5


class RoadWays:
    """Reads the roads of the map's part when they are needed first.

    Args:
        layer: of directed segments; rows of several times of a segment are one road.
        crs: of the map and of all points here.
    """

    def __init__(self, layer: QgsVectorLayer, crs: QgsCoordinateReferenceSystem) -> None:
        self._layer, self._crs = layer, crs
        self._window = QgsRectangle()
        self._roads: QgsVectorLayer | None = None
        self._locator: QgsPointLocator | None = None
        self._tracer = QgsTracer()

    def look_at(self, window: QgsRectangle) -> None:
        """Read the roads in a rectangle and around it, unless they were read last.

        Raises:
            TrajganrError: ``INPUT.GEOMETRY``, if there are more than :data:`MAX_ROADS`.
        """
        if self._window.contains(window):
            return
        around = QgsRectangle(window)
        around.scale(AROUND)
        roads = self._read(around)
        self._window, self._roads = around, roads
        self._locator = QgsPointLocator(roads)
        self._locator.init()
        self._tracer = QgsTracer()
        self._tracer.setLayers([roads])
        self._tracer.init()

    def on_road(self, point: QgsPointXY, within: float) -> QgsPointXY | None:
        """The nearest point of a road, at most so far away; None without any."""
        match = self._locator.nearestEdge(point, within) if self._locator else None
        return match.point() if match is not None and match.isValid() else None

    def way(self, first: QgsPointXY, last: QgsPointXY) -> list[QgsPointXY]:
        """The shortest way between points of roads, in either direction of them; may be empty."""
        points, _ = self._tracer.findShortestPath(first, last)
        return list(points)

    def _read(self, window: QgsRectangle) -> QgsVectorLayer:
        request = QgsFeatureRequest()
        request.setDestinationCrs(self._crs, QgsProject.instance().transformContext())
        request.setFilterRect(window)
        request.setSubsetOfAttributes([EDGE], self._layer.fields())
        found = {}
        for feature in self._layer.getFeatures(request):
            found[feature[EDGE]] = feature
            if len(found) > MAX_ROADS:
                raise TrajganrError(
                    Code.INPUT_GEOMETRY,
                    "The map shows more than {n:,} roads, too many to follow.",
                    "Zoom in, and draw the corridor in several steps.",
                    n=MAX_ROADS,
                )
        kind = QgsWkbTypes.displayString(self._layer.wkbType())
        roads = QgsVectorLayer(kind, self._layer.name(), "memory")
        roads.setCrs(self._crs)
        roads.dataProvider().addFeatures(list(found.values()))
        return roads
