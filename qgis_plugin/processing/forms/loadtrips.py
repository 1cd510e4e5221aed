"""Load trips: a file, a folder or a layer, whose fields are checked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsFeatureRequest,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsRectangle,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.algorithm import OptionsOf
from trajganr_core.contract.protocol.answers import JobRecord

from ...i18n import tr
from ..base import Parameters, check_one_of, set_widget
from ..inputs import TABLE, JobRun, check_field
from ..kind_algorithm import KindAlgorithm

#: Parameters that name fields of a table of fixes.
FIELDS = (
    *("TRIP_FIELD", "DRIVER_FIELD", "TIME_FIELD", "SPEED_FIELD", "HEADING_FIELD"),
    *("LON_FIELD", "LAT_FIELD"),
)
#: Types of fields that can contain times.
TIMES = {
    QMetaType.Type.QDateTime,
    QMetaType.Type.QDate,
    QMetaType.Type.QString,
    QMetaType.Type.Int,
    QMetaType.Type.UInt,
    QMetaType.Type.LongLong,
    QMetaType.Type.ULongLong,
    QMetaType.Type.Double,
}


class Form(KindAlgorithm):
    """Reads, cleans and splits trips of any format that the worker supports."""

    def add_field(self, field: str | OptionsOf) -> None:
        if field == "trips":
            self._add_trips()
        else:
            super().add_field(field)

    def add_options(self, group: str) -> None:
        super().add_options(group)
        for name in FIELDS:
            definition = self.parameterDefinition(name)
            set_widget(definition, "field_name_widget.FieldNameWidget", parent="LAYER")

    def _add_trips(self) -> None:
        self.add(
            QgsProcessingParameterFile(
                "FILE",
                tr("File of trips"),
                fileFilter=tr(
                    "Trips (*.csv *.txt *.zip *.gpx *.gpkg *.fgb *.parquet *.geojson *.json *.shp)"
                    ";;All files (*)"
                ),
                optional=True,
            ),
            tr("The format is detected and logged."),
        )
        self.add(
            QgsProcessingParameterFile(
                "FOLDER",
                tr("… or folder of them"),
                QgsProcessingParameterFile.Behavior.Folder,
                optional=True,
            ),
            tr("For example GPX files, or the Cabspotting data set."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                "LAYER", tr("… or layer of fixes or trips"), [TABLE], optional=True
            ),
            tr("Points, a table with coordinates, or lines with the times as M values."),
        )

    def in_area(self) -> list[str]:
        return ["LAYER"]

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        check_one_of(parameters, FILE=tr("a file"), FOLDER=tr("a folder"), LAYER=tr("a layer"))
        super().check(parameters, context)
        layer = self.parameterAsSource(parameters, "LAYER", context)
        if layer is not None:
            for name in FIELDS:
                field = self.parameterAsString(parameters, name, context)
                check_field(layer.fields(), layer.sourceName(), field)
            _check_time_field(layer, self.parameterAsString(parameters, "TIME_FIELD", context))

    def source(self, job: JobRecord, run: JobRun) -> str:
        name = super().source(job, run)
        return name if run.parameters.get("LAYER") else Path(name.removesuffix(".zip")).stem

    def sent(self, run: JobRun, extent: QgsRectangle) -> dict[str, Any]:
        source = self.parameterAsSource(run.parameters, "LAYER", run.context)
        if source is None:
            name = "FILE" if run.parameters.get("FILE") else "FOLDER"
            path = Path(self.parameterAsFile(run.parameters, name, run.context))
            source_name, trips = path.name, self.send_path(run, path)
        else:
            # Points outside the extent are sent too: without them, a trip that leaves the extent
            # and returns would seem to jump.
            is_lines = QgsWkbTypes.geometryType(source.wkbType()) == Qgis.GeometryType.Line
            source_name = source.sourceName()
            trips = self.send_layer(run, "LAYER", extent if is_lines else QgsRectangle())
        return super().sent(run, extent) | {"trips": (trips,), "name": source_name}


def _check_time_field(source: QgsProcessingFeatureSource, name: str) -> None:
    """Refuse a field that cannot contain times.

    Raises:
        TrajganrError: ``INPUT.TIME``.
    """
    index = source.fields().indexOf(name)
    if index < 0:
        return
    kind = source.fields()[index].type()
    first = next(source.getFeatures(QgsFeatureRequest().setLimit(1)), None)
    value = None if first is None else first[index]
    is_text_without_digits = isinstance(value, str) and value and not re.search(r"\d", value)
    if kind not in TIMES or is_text_without_digits:
        raise TrajganrError(
            Code.INPUT_TIME,
            "Field {field} of layer {layer} contains {value} instead of times.",
            "Choose the field with dates and times, or with Unix seconds or milliseconds.",
            field=name,
            layer=source.sourceName(),
            value=repr(value) if is_text_without_digits else QMetaType.typeName(kind),
        )
