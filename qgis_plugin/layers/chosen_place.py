"""Memory layers of one clicked place or road, as inputs of algorithms."""

from __future__ import annotations

import json
from collections.abc import Sequence

from qgis.core import (
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsLineString,
    QgsLineSymbol,
    QgsPointXY,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType

from .described import metadata
from .export import GEOGRAPHIC

EDGE = "edge"
#: Length of the line that stands for a road, degrees: it is drawn as a dot. QGIS ends on a line
#: without length.
SHORT = 1e-6
DOT = {"line_width": "4", "line_color": "#20456e", "capstyle": "round"}


def place_layer(name: str, place: tuple[float, float]) -> QgsVectorLayer:
    """A layer with a point; ``place`` is its longitude and latitude, degrees."""
    layer = _layer("Point", name)
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*place)))
    layer.dataProvider().addFeatures([feature])
    layer.updateExtents()
    return layer


def road_layer(name: str, edge: int, at: Sequence[float], bundle: str) -> QgsVectorLayer:
    """A layer with a directed segment of a bundle's roads.

    An answer about a place has no geometry of the road, so its line is a very short one.

    Args:
        name: of the layer.
        edge: number of the segment.
        at: longitude and latitude of a point of it, degrees.
        bundle: id of the bundle.
    """
    layer = _layer("LineString", name)
    layer.dataProvider().addAttributes([QgsField(EDGE, QMetaType.Type.LongLong)])
    layer.updateFields()
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry(QgsLineString([at[0], at[0] + SHORT], [at[1], at[1]])))
    feature[EDGE] = edge
    layer.dataProvider().addFeatures([feature])
    layer.updateExtents()
    layer.setMetadata(metadata(name, {"options": json.dumps({"bundle": bundle})}, {}))
    layer.setRenderer(QgsSingleSymbolRenderer(QgsLineSymbol.createSimple(DOT)))
    return layer


def _layer(kind: str, name: str) -> QgsVectorLayer:
    layer = QgsVectorLayer(kind, name, "memory")
    layer.setCrs(GEOGRAPHIC)
    return layer
