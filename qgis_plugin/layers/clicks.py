"""The layer of saved clicks: points with predictions."""

from __future__ import annotations

from pathlib import Path

from qgis.core import Qgis, QgsFeature, QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayer

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.layers.columns import (
    DISTANCE_TO_ROAD,
    ROAD,
    SUPPORT,
    Column,
    ColumnType,
)
from trajganr_core.contract.protocol.place_answers import PlaceRoad
from trajganr_core.contract.tasks import TASKS

from ..i18n import tr
from .described import fields_of
from .export import write_layer

#: The layer in a GeoPackage.
LAYER = "trajganr_clicks"
#: Custom property of the layer of a project to which clicks are added.
PROPERTY = "trajganr/clicks"
COLUMNS = (
    Column("model", "Model", type=ColumnType.TEXT),
    *(*ROAD, *SUPPORT, DISTANCE_TO_ROAD),
    *(column for task in TASKS.values() for column in task.fields),
)


def create_clicks_file(path: Path) -> None:
    """Add an empty layer to a GeoPackage unless it has one; slow, for a background thread.

    Raises:
        TrajganrError: ``RESOURCE.DISK``.
    """
    if _open(path).isValid():
        return
    write_layer(path, fields_of(COLUMNS), Qgis.WkbType.Point, layer=LAYER)


def clicks_of_file(path: Path) -> QgsVectorLayer:
    """The layer of :func:`create_clicks_file`."""
    layer = _open(path)
    layer.setCustomProperty(PROPERTY, True)
    return layer


def clicks_of_project() -> QgsVectorLayer | None:
    """The layer to which clicks are added; None if the project has none."""
    layers = QgsProject.instance().mapLayers().values()
    return next((each for each in layers if each.customProperty(PROPERTY) and each.isValid()), None)


def keep_click(
    layer: QgsVectorLayer, model: str, place: tuple[float, float], entry: PlaceRoad
) -> None:
    """Add a location to the layer, as an undoable edit if the layer is being edited.

    Args:
        layer: of clicks.
        model: name of the queried model.
        place: (lon, lat), degrees.
        entry: the answer about the selected road.

    Raises:
        TrajganrError: ``RESOURCE.DISK``.
    """
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*place)))
    predictions = {
        key: value for fields in entry.predictions.values() for key, value in fields.items()
    }
    values = {**vars(entry), **predictions, "model": model}
    for name in layer.fields().names():
        if name in values:
            feature.setAttribute(name, values[name])
    if layer.isEditable():
        layer.beginEditCommand(tr("Add a click"))
        added = layer.addFeature(feature)
        layer.endEditCommand()
    else:
        added, _ = layer.dataProvider().addFeatures([feature])
        layer.updateExtents()
    if not added:
        raise TrajganrError(
            Code.RESOURCE_DISK,
            "The click could not be saved in {where}: {reason}",
            "Close other programs that have the file open, or choose another file.",
            where=layer.name(),
            reason="; ".join(layer.dataProvider().errors()),
        )
    layer.triggerRepaint()


def _open(path: Path) -> QgsVectorLayer:
    return QgsVectorLayer(f"{path}|layername={LAYER}", tr("TrajGANR clicks"), "ogr")
