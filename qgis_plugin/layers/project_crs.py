"""The CRS of a project whose first layer the plugin adds: metres of the place, not degrees."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsMapLayer,
    QgsProject,
)
from qgis.PyQt.QtCore import QTimer

from .export import GEOGRAPHIC

#: Numbers of the EPSG's zones of UTM before the first one, north and south of the equator.
NORTH, SOUTH = 32600, 32700
#: UTM is defined between these latitudes.
LATITUDES = (-80.0, 84.0)


def use_local_metres(project: QgsProject, layer: QgsMapLayer, loaded: int = 1) -> None:
    """Show a project in metres of a layer's place, if it was empty.

    Degrees stretch a map: by a third in Porto. A project with layers keeps its CRS.

    Args:
        project: that the layer is in.
        layer: with a place.
        loaded: number of layers that were added together.
    """
    crs = metric_crs(layer, project)
    if project.count() > loaded or not crs.isValid():
        return
    project.setCrs(crs, adjustEllipsoid=True)
    # A window takes the CRS of the first layer when it is idle again, before this timer.
    QTimer.singleShot(0, lambda: project.setCrs(crs, adjustEllipsoid=True))


def metric_crs(layer: QgsMapLayer, project: QgsProject) -> QgsCoordinateReferenceSystem:
    """The layer's own CRS if it is in metres, else its UTM zone; invalid without a place."""
    crs = layer.crs()
    if not layer.isSpatial() or layer.extent().isNull():
        return QgsCoordinateReferenceSystem()
    if not crs.isGeographic() and crs.mapUnits() == Qgis.DistanceUnit.Meters:
        return crs
    middle = QgsCoordinateTransform(crs, GEOGRAPHIC, project).transform(layer.extent().center())
    south, north = LATITUDES
    if not south <= middle.y() <= north:
        return QgsCoordinateReferenceSystem()
    zone = int((middle.x() + 180) // 6) % 60 + 1
    return QgsCoordinateReferenceSystem.fromEpsgId((NORTH if middle.y() >= 0 else SOUTH) + zone)
