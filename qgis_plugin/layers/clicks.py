"""The layer of saved clicks: points with the predictions there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.tasks import COMMON_FIELDS, TASKS
from trajganr_core.contract.tasks import Field as Column

from ..i18n import tr
from .described import alias

CRS = "EPSG:4326"
#: Of the GeoPackage, and of a layer in memory.
LAYER = "trajganr_clicks"
#: The layer of a project that clicks go to has this custom property.
PROPERTY = "trajganr/clicks"
COLUMNS = (
    Column("model", "Model"),
    *COMMON_FIELDS,
    Column("distance_m", "Distance to the road", "m"),
    *(column for task in TASKS.values() for column in task.fields),
)
WHOLE = {
    *("edge", "from_node", "to_node", "source_fid", "osm_id"),
    *("trips", "images", "popularity_class"),
}
TEXTS = {
    *("model", "direction", "highway", "name", "basis", "caution"),
    *("popularity", "popularity_set", "aoi_main"),
}


def clicks_in_memory() -> QgsVectorLayer:
    """An empty memory layer."""
    layer = QgsVectorLayer("Point", tr("TrajGANR clicks"), "memory")
    layer.setCrs(QgsCoordinateReferenceSystem(CRS))
    layer.dataProvider().addAttributes(_fields().toList())
    layer.updateFields()
    return _described(layer)


def create_clicks_file(path: Path) -> None:
    """Write an empty layer into a GeoPackage, beside the layers it has; one of clicks is kept.

    Slow, and to be done in another thread.

    Raises:
        TrajganrError: ``RESOURCE.DISK``.
    """
    if _open(path).isValid():
        return
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = LAYER
    if path.exists():
        actions = QgsVectorFileWriter.ActionOnExistingFile
        options.actionOnExistingFile = actions.CreateOrOverwriteLayer
    writer = QgsVectorFileWriter.create(
        str(path),
        _fields(),
        QgsWkbTypes.Type.Point,
        QgsCoordinateReferenceSystem(CRS),
        QgsCoordinateTransformContext(),
        options,
    )
    reason = writer.errorMessage()
    del writer  # closes the file
    if reason or not _open(path).isValid():
        raise _not_kept(str(path), reason)


def clicks_of_file(path: Path) -> QgsVectorLayer:
    """The layer of :func:`create_clicks_file`."""
    return _described(_open(path))


def clicks_of_project() -> QgsVectorLayer | None:
    """The layer that clicks go to; None where the project has none."""
    for layer in QgsProject.instance().mapLayers().values():
        if layer.customProperty(PROPERTY) and layer.isValid():
            return layer
    return None


def keep_click(
    layer: QgsVectorLayer, model: str, place: tuple[float, float], entry: Mapping[str, Any]
) -> None:
    """Add a place to the layer: to be undone where it is being edited, else at once for good.

    Args:
        layer: as made here.
        model: name of the queried model.
        place: (lon, lat), degrees.
        entry: the answer about the selected road.

    Raises:
        TrajganrError: ``RESOURCE.DISK``.
    """
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*place)))
    predictions = {
        key: value for fields in entry["predictions"].values() for key, value in fields.items()
    }
    values = {**entry, **predictions, "model": model}
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
        raise _not_kept(layer.name(), "; ".join(layer.dataProvider().errors()))
    layer.triggerRepaint()


def _open(path: Path) -> QgsVectorLayer:
    return QgsVectorLayer(f"{path}|layername={LAYER}", tr("TrajGANR clicks"), "ogr")


def _fields() -> QgsFields:
    fields = QgsFields()
    for column in COLUMNS:
        kind = QMetaType.Type.LongLong if column.name in WHOLE else QMetaType.Type.Double
        field = QgsField(column.name, QMetaType.Type.QString if column.name in TEXTS else kind)
        field.setAlias(alias(column))
        fields.append(field)
    return fields


def _described(layer: QgsVectorLayer) -> QgsVectorLayer:
    """The layer with names for people, known as the one that clicks go to."""
    known = {column.name: column for column in COLUMNS}
    for index, name in enumerate(layer.fields().names()):
        if name in known:
            layer.setFieldAlias(index, alias(known[name]))
    layer.setCustomProperty(PROPERTY, True)
    return layer


def _not_kept(where: str, reason: str) -> TrajganrError:
    return TrajganrError(
        Code.RESOURCE_DISK,
        "The click could not be saved in {where}: {reason}",
        "Close other programs that have the file open, or choose another file.",
        where=where,
        reason=reason,
    )
