"""Writes layers as GeoPackages and tables as CSV, to send them to the worker."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from osgeo import gdal
from qgis.core import (
    NULL,
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsFeedback,
    QgsField,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsRectangle,
    QgsVectorFileWriter,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QMetaType, Qt

from trajganr_core.contract.errors import Code, TrajganrError, cancelled

#: Features per call of QGIS, during which no other Python thread runs.
BATCH = 1000


def _lasting() -> list[QgsCoordinateReferenceSystem]:
    """EPSG:4326 as QGIS finds it by name and by the definition in files, made in the main thread.

    QGIS 3.40 shares a CRS between threads until the thread that made it first ends. Layers that are
    opened later have a CRS that is valid, but without a definition: maps stay blank, and copies are
    written without a CRS. One that the main thread has used and holds stays whole.
    """
    QgsCoordinateReferenceSystem.invalidateCache()  # it may have happened
    by_name = QgsCoordinateReferenceSystem("EPSG:4326")
    definition = by_name.toWkt(Qgis.CrsWktVariant.Preferred)
    made = [by_name, QgsCoordinateReferenceSystem(definition)]
    for crs in made:
        crs.toWkt()
    return made


GEOGRAPHIC, _AS_IN_FILES = _lasting()
#: Written instead of the current time, so that the same layer gives the same bytes: files with a
#: hash that the worker has are not sent again.
DATE_IN_FILE = "2000-01-01T00:00:00Z"


def request_in(extent: QgsRectangle, context: QgsProcessingContext) -> QgsFeatureRequest:
    """Requests the features in an extent in EPSG:4326, transformed to that CRS."""
    request = QgsFeatureRequest()
    request.setDestinationCrs(GEOGRAPHIC, context.transformContext())
    if not extent.isNull():
        request.setFilterRect(extent)
    return request


def write_layer(
    path: Path,
    fields: QgsFields,
    geometry: Qgis.WkbType,
    features: Iterable[QgsFeature] = (),
    layer: str = "",
    done: Callable[[int], object] = lambda count: None,
) -> int:
    """Write a layer in EPSG:4326 into a GeoPackage, whose other layers are kept.

    Args:
        path: of the file.
        fields: of the layer.
        geometry: type of its geometries.
        features: what it contains.
        layer: its name; that of the file if empty.
        done: called with the number of written features now and then; may raise to stop.

    Returns:
        The number of features.

    Raises:
        TrajganrError: ``RESOURCE.DISK``.
    """
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = layer or path.stem
    if path.exists():
        actions = QgsVectorFileWriter.ActionOnExistingFile
        options.actionOnExistingFile = actions.CreateOrOverwriteLayer
    writer = QgsVectorFileWriter.create(
        str(path), fields, geometry, GEOGRAPHIC, QgsCoordinateTransformContext(), options
    )
    count, rest = 0, iter(features)
    try:
        while not writer.errorMessage() and (batch := list(islice(rest, BATCH))):
            writer.addFeatures(batch, QgsFeatureSink.Flag.FastInsert)
            count += len(batch)
            done(count)
        if not writer.errorMessage():
            writer.flushBuffer()
        reason = writer.errorMessage()
    finally:
        # Closes the file. Kept by the traceback of an error, it would be destroyed at some time, in
        # some thread, perhaps after QGIS has ended, which crashes.
        del writer
    if reason:
        raise TrajganrError(
            Code.RESOURCE_DISK,
            "{path} could not be written: {reason}",
            "Check the free space of the disk, and the layer's geometries and fields.",
            path=str(path),
            reason=reason,
        )
    return count


def export(
    source: QgsProcessingFeatureSource,
    extent: QgsRectangle,
    path: Path,
    context: QgsProcessingContext,
    feedback: QgsFeedback,
) -> None:
    """Write a source's features in an extent, or all if it is null, in EPSG:4326.

    The features keep their ids, so that predictions can be joined to the user's layer.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` without features, ``RESOURCE.DISK`` if the file cannot be
            written, ``JOB.CANCELLED``.
    """
    fields, indices = _fields(source.fields())

    def rows() -> Iterator[QgsFeature]:
        for feature in _features(source, request_in(extent, context), feedback):
            if feature.hasGeometry():
                attributes = feature.attributes()
                row = QgsFeature(fields, feature.id())
                row.setGeometry(feature.geometry())
                row.setAttributes([feature.id(), *(attributes[i] for i in indices)])
                yield row

    with gdal.config_option("OGR_CURRENT_DATE", DATE_IN_FILE):
        _refuse_none(write_layer(path, fields, source.wkbType(), rows()), source)


def save_origin(path: Path, origin: Mapping[str, str]) -> None:
    """Write licence and attribution into GDAL's metadata of a GeoPackage, for the worker."""
    texts = {name.upper(): text for name, text in origin.items() if text}
    if not texts:
        return
    with gdal.config_option("OGR_CURRENT_DATE", DATE_IN_FILE):
        dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
        dataset.GetLayer(0).SetMetadata(texts)
        dataset.Close()


def export_table(source: QgsProcessingFeatureSource, path: Path, feedback: QgsFeedback) -> None:
    """Write the rows of a layer without geometry as CSV.

    Times are ISO 8601, with a time zone only if they have one.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` without rows, ``JOB.CANCELLED``.
    """
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(source.fields().names())
        for feature in _features(source, QgsFeatureRequest(), feedback):
            rows.writerow(map(_text, feature.attributes()))
            count += 1
    _refuse_none(count, source)


def _features(
    source: QgsProcessingFeatureSource, request: QgsFeatureRequest, feedback: QgsFeedback
) -> Iterator[QgsFeature]:
    # QGIS would stop at the line of a standing vehicle, which it considers invalid.
    unchecked = Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks
    for feature in source.getFeatures(request, unchecked):
        if feedback.isCanceled():
            raise cancelled()
        yield feature


def _text(value: Any) -> Any:
    if value == NULL:
        return ""
    if isinstance(value, QDateTime):
        return value.toString(Qt.DateFormat.ISODateWithMs)
    return value.toString(Qt.DateFormat.ISODate) if isinstance(value, QDate) else value


def _refuse_none(count: int, source: QgsProcessingFeatureSource) -> None:
    if not count:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "Layer {layer} has no features in the study area.",
            "Choose another extent or another layer.",
            layer=source.sourceName(),
        )


def _fields(fields: QgsFields) -> tuple[QgsFields, list[int]]:
    """Fields of the file, with the feature's id first, and the indices of the source's fields."""
    indices = [i for i, field in enumerate(fields.toList()) if field.name().lower() != "fid"]
    written = QgsFields()
    written.append(QgsField("fid", QMetaType.Type.LongLong))
    for i in indices:
        written.append(fields[i])
    return written, indices
