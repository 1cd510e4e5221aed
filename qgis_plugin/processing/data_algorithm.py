"""Base class of algorithms on layers and files, which are checked and sent to the worker."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from qgis.core import (  # type: ignore[attr-defined] # the stubs lack exceptions
    Qgis,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsRectangle,
    QgsUnitTypes,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.unpacked_size import unpacked_size
from trajganr_core.contract.kinds.params import BBox
from trajganr_core.contract.options.option_fields import OptionField

from ..client.catalogue import WorkerContents
from ..client.estimates import Cost, Files
from ..client.id_checks import area_of
from ..i18n import tr
from ..layers.described import origin_of
from ..layers.export import GEOGRAPHIC, export, export_table, request_in, save_origin
from ..layers.files import as_one_file, check_path
from ..layers.street_view import write_zip
from .base import JobRun, Parameters, report_dropped
from .choice_words import label_of, parameter_name
from .options import OptionsAlgorithm

LINES = Qgis.ProcessingSourceType.VectorLine
POINTS = Qgis.ProcessingSourceType.VectorPoint
POLYGONS = Qgis.ProcessingSourceType.VectorPolygon
TABLE = Qgis.ProcessingSourceType.Vector
#: Parameters that name fields of a table of fixes.
FIELDS = (
    *("TRIP_FIELD", "DRIVER_FIELD", "TIME_FIELD", "SPEED_FIELD", "HEADING_FIELD"),
    *("LON_FIELD", "LAT_FIELD"),
)
#: Options that name a field of the layer of roads.
ROAD_FIELDS = ("class_field", "oneway_field", "name_field")
#: Contains all coordinates in degrees, including longitudes up to 360, and hardly any in metres.
DEGREES = QgsRectangle(-360, -90, 360, 90)
#: Contains all study areas.
DEGREES_OF_EARTH = QgsRectangle(-180, -90, 180, 90)
#: Margin around the extent of layers, degrees: a fix may be off its road by as much.
MARGIN = 0.001
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
#: Characters in the name of the file of a layer.
MAX_NAME_LENGTH = 60


class DataAlgorithm(OptionsAlgorithm):
    """A job on layers and files of trips, roads, places and pictures."""

    #: Parameters of the inputs whose size determines the duration of the job.
    SIZED_BY: ClassVar[tuple[str, ...]] = ()
    #: Parameters of layers that must overlap the study area of the model.
    IN_MODEL_AREA: ClassVar[tuple[str, ...]] = ()

    def cost_of(self, parameters: Parameters, context: QgsProcessingContext) -> Cost | None:
        if not self.SIZED_BY:
            return super().cost_of(parameters, context)
        paths = [
            path for name in self.SIZED_BY for path in self._files_behind(name, parameters, context)
        ]
        # Not ``Path.is_file``: for the long source of a layer in memory it raises an error.
        if not paths or not all(map(os.path.isfile, paths)):
            return None  # for example, a layer in memory has no size before it is exported
        return Files(self.OPTIONS.kind, sum(map(unpacked_size, paths)))

    def check_worker(
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> WorkerContents | None:
        contents = super().check_worker(parameters, context)
        if self.IN_MODEL_AREA:
            model, bundle = (
                self.parameterAsString(parameters, name, context).strip()
                for name in ("MODEL", "BUNDLE")
            )
            area = area_of(contents, model, bundle)
            self.check_in_area(parameters, context, area, *self.IN_MODEL_AREA)
        return contents

    def _files_behind(
        self, name: str, parameters: Parameters, context: QgsProcessingContext
    ) -> list[Path]:
        """The files of a parameter, or the file of its layer."""
        if not parameters.get(name):
            return []
        definition = self.parameterDefinition(name)
        if isinstance(definition, QgsProcessingParameterFeatureSource):
            layer = self.parameterAsVectorLayer(parameters, name, context)
            return [] if layer is None else [Path(layer.source().partition("|")[0])]
        if isinstance(definition, QgsProcessingParameterFile):
            return [Path(self.parameterAsFile(parameters, name, context))]
        return [Path(path) for path in self.parameterAsFileList(parameters, name, context)]

    def prepareAlgorithm(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        # Layers, unlike their features, may be used in the main thread only.
        self._origins = {
            parameter.name(): origin_of(
                self.parameterAsVectorLayer(parameters, parameter.name(), context)
            )
            for parameter in self.parameterDefinitions()
            if isinstance(parameter, QgsProcessingParameterFeatureSource)
        }
        return super().prepareAlgorithm(parameters, context, feedback)

    def add_layer(
        self,
        name: str,
        title: str,
        kind: Qgis.ProcessingSourceType,
        help_text: str = "",
        *,
        optional: bool = False,
    ) -> None:
        """Add the parameter for a layer."""
        parameter = QgsProcessingParameterFeatureSource(name, title, [kind], optional=optional)
        self.add(parameter, help_text)

    def add_extent(self, help_text: str = "", *, optional: bool = False) -> None:
        """Add the parameter for the study area."""
        parameter = QgsProcessingParameterExtent("EXTENT", tr("Study area"), optional=optional)
        self.add(parameter, help_text or tr("The area to download."))

    def parameter_of(self, option: OptionField) -> QgsProcessingParameterDefinition:
        name, title = parameter_name(option.name), label_of(option)
        if option.name == "crs":
            return QgsProcessingParameterCrs(name, title, optional=True)
        if option.name in ROAD_FIELDS:
            return QgsProcessingParameterField(name, title, option.default, "ROADS", optional=True)
        return super().parameter_of(option)

    def add_categories(self) -> None:
        """Add the parameter for a table that assigns categories to the tags of places."""
        parameter = QgsProcessingParameterFile(
            "POI_CATEGORIES",
            tr("Table of categories of places"),
            fileFilter=tr("Tables (*.csv);;All files (*)"),
            optional=True,
        )
        self.add_advanced(
            parameter,
            tr("A CSV file with the columns key, value, category. If empty: the built-in table."),
        )

    def extent(self, parameters: Parameters, context: QgsProcessingContext) -> QgsRectangle:
        """The study area in degrees; null if none was chosen."""
        return self.parameterAsExtent(parameters, "EXTENT", context, GEOGRAPHIC)

    def bbox(self, parameters: Parameters, context: QgsProcessingContext) -> BBox | None:
        """West, south, east and north of the study area, degrees."""
        extent = self.extent(parameters, context)
        return None if extent.isNull() else bbox_of(extent)

    def check_inputs(
        self, parameters: Parameters, context: QgsProcessingContext, *names: str
    ) -> None:
        """Refuse layers and files that obviously cannot be used.

        Raises:
            TrajganrError: ``INPUT.CRS``, ``INPUT.NOT_FOUND`` or ``INPUT.EMPTY``.
        """
        for name in names:
            definition = self.parameterDefinition(name)
            is_layer = isinstance(definition, QgsProcessingParameterFeatureSource)
            source = self.parameterAsSource(parameters, name, context) if is_layer else None
            value = parameters.get(name)
            if source is not None:
                _check_crs(source)
            # Text that is not the name of a loaded layer is a path, with a layer after the bar.
            elif isinstance(value, str) and value:
                check_path(Path(value.partition("|")[0]))

    def check_overlap(
        self,
        parameters: Parameters,
        context: QgsProcessingContext,
        *names: str,
    ) -> None:
        """Refuse layers outside the study area of the form, as :meth:`check_in_area`."""
        self.check_in_area(parameters, context, self.bbox(parameters, context), *names)

    def check_in_area(
        self,
        parameters: Parameters,
        context: QgsProcessingContext,
        area: Sequence[float] | None,
        *names: str,
    ) -> None:
        """Refuse layers outside an area.

        Args:
            area: west, south, east, north, degrees; None if unknown.

        Raises:
            TrajganrError: ``INPUT.EMPTY``.
        """
        if area is None:
            return
        extent = QgsRectangle(*area)
        for name in names:
            source = self.parameterAsSource(parameters, name, context)
            if source is None or not source.sourceCrs().isValid():
                continue
            covered = extent_in_degrees(source, context)
            if not covered.isNull() and not covered.intersects(extent):
                raise TrajganrError(
                    Code.INPUT_EMPTY,
                    "Layer {layer} lies outside the study area: it covers {covered}, the area is "
                    "{area}, in degrees.",
                    "Choose another study area or model, or another layer.",
                    layer=source.sourceName(),
                    covered=covered.toString(3),
                    area=extent.toString(3),
                )

    def common_extent(
        self, parameters: Parameters, context: QgsProcessingContext, *names: str
    ) -> QgsRectangle:
        """The common extent of layers, in degrees, with a margin of about 100 m.

        Raises:
            TrajganrError: ``INPUT.EMPTY`` if it is empty, or the extent of a layer is unknown.
        """
        common = QgsRectangle()
        for name in names:
            source = self.parameterAsSource(parameters, name, context)
            if source is None:
                continue
            covered = extent_in_degrees(source, context)
            if covered.isNull():
                raise TrajganrError(
                    Code.INPUT_EMPTY,
                    "The extent of layer {layer} is unknown.",
                    "Draw the study area, or choose a layer with features.",
                    layer=source.sourceName(),
                )
            # Without the margin, the extent of a line along a parallel or meridian has no area.
            covered.grow(MARGIN)
            if common.isNull():
                common = covered
            elif common.intersects(covered):
                common = common.intersect(covered)
            else:
                raise TrajganrError(
                    Code.INPUT_EMPTY,
                    "Layer {layer} does not overlap the roads.",
                    "Choose layers of the same area.",
                    layer=source.sourceName(),
                )
        return common.intersect(DEGREES_OF_EARTH)

    def check_times(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Refuse a layer TRAJECTORIES without M values."""
        trips = self.parameterAsSource(parameters, "TRAJECTORIES", context)
        if trips is not None and not QgsWkbTypes.hasM(trips.wkbType()):
            raise TrajganrError(
                Code.INPUT_TIME,
                "Layer {layer} has no times: its lines carry no M value.",
                "Make the layer with 'Load trajectories'.",
                layer=trips.sourceName(),
            )

    def send_layer(self, run: JobRun, name: str, extent: QgsRectangle | None = None) -> str | None:
        """Send a layer's features, or those in an extent that is not null; None without a layer."""
        source = self.parameterAsSource(run.parameters, name, run.context)
        return None if source is None else self.send_needed(run, name, extent)

    def send_needed(self, run: JobRun, name: str, extent: QgsRectangle | None = None) -> str:
        """The same for a parameter that needs a layer."""
        source = self.needed_source(run.parameters, name, run.context)
        path = write_layer(name, source, extent or QgsRectangle(), self._origins[name], run)
        return run.send(path, source.sourceName())

    def send_file(self, run: JobRun, name: str) -> str | None:
        """Send the file of a parameter; None if it is empty."""
        text = self.parameterAsFile(run.parameters, name, run.context)
        return self.send_path(run, Path(text)) if text else None

    def send_path(self, run: JobRun, path: Path) -> str:
        """Send a file, or a folder as a ZIP."""
        return run.send(as_one_file(path, run.folder, run.feedback), path.name)


def extent_in_degrees(
    source: QgsProcessingFeatureSource, context: QgsProcessingContext
) -> QgsRectangle:
    """The extent of a layer; null if it is unknown or cannot be transformed to degrees."""
    to_geographic = QgsCoordinateTransform(
        source.sourceCrs(), GEOGRAPHIC, context.transformContext()
    )
    extent = source.sourceExtent()
    try:
        return QgsRectangle() if extent.isNull() else to_geographic.transformBoundingBox(extent)
    except QgsCsException:
        return QgsRectangle()


def bbox_of(extent: QgsRectangle) -> BBox:
    """West, south, east and north of an extent in degrees."""
    return extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()


def write_layer(
    name: str,
    source: QgsProcessingFeatureSource,
    extent: QgsRectangle,
    origin: dict[str, str],
    run: JobRun,
) -> Path:
    """Write a layer for the worker: its features in the extent, its rows, or its pictures.

    The file has the name of the layer, because the worker's messages contain it. Licence and
    attribution are included, for a bundle's manifest.
    """
    folder = run.folder / name.lower()
    folder.mkdir()
    stem = re.sub(r"[^\w-]+", "_", source.sourceName()).strip("_")[:MAX_NAME_LENGTH] or name.lower()
    if name == "IMAGES":
        path = folder / f"{stem}.zip"
        dropped: Counter[str] = Counter()
        pictures = source.getFeatures(request_in(extent, run.context))
        licence = ", ".join(filter(None, origin.values()))
        write_zip(pictures, path, licence, run.feedback, dropped)
        report_dropped(dropped, run.feedback)
    elif source.wkbType() == Qgis.WkbType.NoGeometry:
        path = folder / f"{stem}.csv"
        export_table(source, path, run.feedback)
    else:
        path = folder / f"{stem}.gpkg"
        export(source, extent, path, run.context, run.feedback)
        save_origin(path, origin)
    return path


def _check_crs(source: QgsProcessingFeatureSource) -> None:
    if source.wkbType() == Qgis.WkbType.NoGeometry:
        return
    crs = source.sourceCrs()
    if not crs.isValid():
        raise TrajganrError(
            Code.INPUT_CRS,
            "Layer {layer} has no coordinate reference system.",
            "Set it in the layer's properties.",
            layer=source.sourceName(),
        )
    extent = source.sourceExtent()
    if not extent.isNull() and crs.isGeographic() != DEGREES.contains(extent):
        raise TrajganrError(
            Code.INPUT_CRS,
            "The coordinate reference system of layer {layer}, {crs}, has the unit {unit}, but its "
            "coordinates ({extent}) do not.",
            "Set the layer's true coordinate reference system in its properties.",
            layer=source.sourceName(),
            crs=crs.authid() or crs.description(),
            unit=QgsUnitTypes.toString(crs.mapUnits()),
            extent=extent.toString(3),
        )


def check_time_field(source: QgsProcessingFeatureSource, name: str) -> None:
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


def check_field(fields: QgsFields, layer: str, name: str) -> None:
    """Refuse a field that a layer does not have.

    Raises:
        TrajganrError: ``INPUT.FIELD``.
    """
    if name and name not in fields.names():
        raise TrajganrError(
            Code.INPUT_FIELD,
            "Layer {layer} has no field {field}; its fields are {fields}.",
            "Choose one of them.",
            layer=layer,
            field=name,
            fields=", ".join(fields.names()),
        )
