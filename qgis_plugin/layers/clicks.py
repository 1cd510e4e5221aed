"""The layer of saved clicks: points with predictions."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    Qgis,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.place_answers import PlaceRoad
from trajganr_core.contract.tasks import COMMON_FIELDS, TASKS
from trajganr_core.contract.tasks import Field as Column

from ..i18n import tr
from .described import alias
from .export import geopackage_writer

#: The layer in a GeoPackage.
LAYER = "trajganr_clicks"
#: Custom property of the layer of a project to which clicks are added.
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


def create_clicks_file(path: Path) -> None:
    """Add an empty layer to a GeoPackage unless it has one; slow, for a background thread.

    Raises:
        TrajganrError: ``RESOURCE.DISK``.
    """
    if _open(path).isValid():
        return
    writer = geopackage_writer(path, _fields(), Qgis.WkbType.Point, LAYER)
    reason = writer.errorMessage()
    del writer  # closes the file
    if reason or not _open(path).isValid():
        raise _not_kept(str(path), reason)


def clicks_of_file(path: Path) -> QgsVectorLayer:
    """The layer of :func:`create_clicks_file`."""
    layer = _open(path)
    layer.setCustomProperty(PROPERTY, True)
    return layer


def clicks_of_project() -> QgsVectorLayer | None:
    """The layer to which clicks are added; None if the project has none."""
    for layer in QgsProject.instance().mapLayers().values():
        if layer.customProperty(PROPERTY) and layer.isValid():
            return layer
    return None


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


def _not_kept(where: str, reason: str) -> TrajganrError:
    return TrajganrError(
        Code.RESOURCE_DISK,
        "The click could not be saved in {where}: {reason}",
        "Close other programs that have the file open, or choose another file.",
        where=where,
        reason=reason,
    )
