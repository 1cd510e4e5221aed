"""Layers as the files that are sent to the worker: GeoPackages, and tables as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from osgeo import gdal
from qgis.core import (
    NULL,
    Qgis,
    QgsCoordinateReferenceSystem,
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

GEOGRAPHIC = QgsCoordinateReferenceSystem("EPSG:4326")
#: Stands in the file instead of the time of writing, so that the same layer makes the same bytes
#: and the worker, which knows files by their hash, is not sent them again.
DATE_IN_FILE = "2000-01-01T00:00:00Z"


def request_in(extent: QgsRectangle, context: QgsProcessingContext) -> QgsFeatureRequest:
    """The features in an extent given in EPSG:4326, transformed to that CRS."""
    request = QgsFeatureRequest()
    request.setDestinationCrs(GEOGRAPHIC, context.transformContext())
    if not extent.isNull():
        request.setFilterRect(extent)
    return request


def export(
    source: QgsProcessingFeatureSource,
    extent: QgsRectangle,
    path: Path,
    context: QgsProcessingContext,
    feedback: QgsFeedback,
) -> int:
    """Write a source's features in an extent (all where it is null) as EPSG:4326; answer how many.

    The features keep their ids, so that predictions can be joined to the analyst's own layer.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` when there is none, ``RESOURCE.DISK`` when it cannot be
            written, ``JOB.CANCELLED``.
    """
    fields, kept = _fields(source.fields())
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = path.stem
    count = 0
    with gdal.config_option("OGR_CURRENT_DATE", DATE_IN_FILE):
        writer = QgsVectorFileWriter.create(
            str(path), fields, source.wkbType(), GEOGRAPHIC, context.transformContext(), options
        )
        if writer.hasError() != QgsVectorFileWriter.WriterError.NoError:
            raise _not_written(path, writer.errorMessage())
        for feature in _features(source, request_in(extent, context), feedback):
            if not feature.hasGeometry():
                continue
            attributes = feature.attributes()
            row = QgsFeature(fields, feature.id())
            row.setGeometry(feature.geometry())
            row.setAttributes([feature.id(), *(attributes[i] for i in kept)])
            if not writer.addFeature(row, QgsFeatureSink.Flag.FastInsert):
                raise _not_written(path, writer.errorMessage())
            count += 1
        if not writer.flushBuffer():
            raise _not_written(path, writer.errorMessage())
        del writer  # closes the file, which dates it
    _refuse_none(count, source)
    return count


def save_origin(path: Path, origin: Mapping[str, str]) -> None:
    """Write whose a GeoPackage's layer is where the worker looks for it: in GDAL's metadata."""
    known = {name.upper(): text for name, text in origin.items() if text}
    if not known:
        return
    with gdal.config_option("OGR_CURRENT_DATE", DATE_IN_FILE):
        dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
        dataset.GetLayer(0).SetMetadata(known)
        dataset.Close()


def export_table(source: QgsProcessingFeatureSource, path: Path, feedback: QgsFeedback) -> int:
    """Write the rows of a layer without geometry as CSV; answer how many.

    Times are ISO 8601; those without a time zone stay without.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` when there is none, ``JOB.CANCELLED``.
    """
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(source.fields().names())
        for feature in _features(source, QgsFeatureRequest(), feedback):
            rows.writerow(map(_text, feature.attributes()))
            count += 1
    _refuse_none(count, source)
    return count


def _features(
    source: QgsProcessingFeatureSource, request: QgsFeatureRequest, feedback: QgsFeedback
) -> Iterator[QgsFeature]:
    # A trip that stands still is an invalid line to QGIS, at which it would stop; the worker
    # knows better.
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
    """Fields of the file, the feature's id first, and which of the source's they hold."""
    kept = [i for i, field in enumerate(fields) if field.name().lower() != "fid"]
    written = QgsFields()
    written.append(QgsField("fid", QMetaType.Type.LongLong))
    for i in kept:
        written.append(fields[i])
    return written, kept


def _not_written(path: Path, reason: str) -> TrajganrError:
    return TrajganrError(
        Code.RESOURCE_DISK,
        "{path} could not be written: {reason}",
        "Check the free space of the disk, and the layer's geometries and fields.",
        path=str(path),
        reason=reason,
    )
