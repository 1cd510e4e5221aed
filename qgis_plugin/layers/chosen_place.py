"""Memory layers of one clicked place, road or way, as inputs of algorithms."""

from __future__ import annotations

import json
from collections.abc import Sequence

from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsLineString,
    QgsLineSymbol,
    QgsPointXY,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)

from .described import CONTENT, metadata
from .links import link

#: Length of the line that stands for a road, degrees: it is drawn as a dot. QGIS ends on a line
#: without length.
SHORT = 1e-6
#: What a layer of :func:`way_layer` contains.
CORRIDOR = "Corridor"
DOT = {"line_width": "4", "line_color": "#20456e", "capstyle": "round"}


def place_layer(name: str, place: tuple[float, float]) -> QgsVectorLayer:
    """A layer with a point; ``place`` is its longitude and latitude, degrees."""
    return _layer("Point?crs=EPSG:4326", name, QgsGeometry.fromPointXY(QgsPointXY(*place)))


def road_layer(name: str, edge: int, at: Sequence[float], bundle: str) -> QgsVectorLayer:
    """A layer with a directed segment of a bundle's roads.

    An answer about a place has no geometry of the road, so its line is a very short one.

    Args:
        name: of the layer.
        edge: number of the segment.
        at: longitude and latitude of a point of it, degrees.
        bundle: id of the bundle.
    """
    line = QgsGeometry(QgsLineString([at[0], at[0] + SHORT], [at[1], at[1]]))
    layer = _layer("LineString?crs=EPSG:4326&field=edge:int8", name, line, edge)
    layer.setMetadata(metadata(name, {"options": json.dumps({"bundle": bundle})}, {}))
    layer.setRenderer(QgsSingleSymbolRenderer(QgsLineSymbol.createSimple(DOT)))
    return layer


def way_layer(name: str, way: Sequence[QgsPointXY], bundle: str) -> QgsVectorLayer:
    """A layer with a way along a bundle's roads; ``way`` is in EPSG:4326."""
    layer = _layer("LineString?crs=EPSG:4326", name, QgsGeometry.fromPolylineXY(way))
    layer.setMetadata(metadata(name, {CONTENT: CORRIDOR}, {}))
    link(layer, {"bundle": bundle})
    return layer


def _layer(definition: str, name: str, geometry: QgsGeometry, *values: int) -> QgsVectorLayer:
    """A memory layer with one feature."""
    layer = QgsVectorLayer(definition, name, "memory")
    feature = QgsFeature(layer.fields())
    feature.setGeometry(geometry)
    feature.setAttributes(list(values))
    layer.dataProvider().addFeatures([feature])
    layer.updateExtents()
    return layer
