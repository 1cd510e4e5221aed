"""What algorithms on data share: options of reading to labelling, and inputs sent to the worker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsFields,
    QgsProcessing,
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
from trajganr_core.contract.option_fields import OptionField
from trajganr_core.contract.protocol.jobs import BBox

from ..client.estimates import Cost, Files
from ..i18n import tr
from ..layers.described import origin_of
from ..layers.export import GEOGRAPHIC, export, export_table, request_in, save_origin
from ..layers.files import as_one_file, check_path
from ..layers.street_view import write_zip
from .base import AlgorithmRun, Parameters, report_dropped
from .choice_words import label_of, parameter_name
from .options import OptionsAlgorithm

LINES = QgsProcessing.SourceType.TypeVectorLine
POINTS = QgsProcessing.SourceType.TypeVectorPoint
POLYGONS = QgsProcessing.SourceType.TypeVectorPolygon
#: Fields of a table of fixes, by the parameter that names them.
FIELDS = ("TRIP_FIELD", "DRIVER_FIELD", "TIME_FIELD", "SPEED_FIELD", "LON_FIELD", "LAT_FIELD")
#: Options that name a field of the layer of roads.
ROAD_FIELDS = ("class_field", "oneway_field", "name_field")
#: Where all coordinates in degrees lie, eastings from 0 to 360 among them, and hardly any metres.
DEGREES = QgsRectangle(-360, -90, 360, 90)
#: What study areas lie in.
DEGREES_OF_EARTH = QgsRectangle(-180, -90, 180, 90)
#: Around what layers cover, degrees: as much as a fix may be off its road.
MARGIN = 0.001
#: Types of fields that can hold times.
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
#: Of a file that a layer is written to.
LONGEST_NAME = 60


class DataAlgorithm(OptionsAlgorithm):
    """A job on layers and files of trips, roads, places and pictures.

    Subclasses whose job takes as long as its inputs are large set ``SIZED_BY``.
    """

    #: The parameters that name these inputs.
    SIZED_BY: ClassVar[tuple[str, ...]] = ()

    def cost_of(self, parameters: Parameters, context: QgsProcessingContext) -> Cost | None:
        if not self.SIZED_BY:
            return super().cost_of(parameters, context)
        paths = [
            path for name in self.SIZED_BY for path in self._files_behind(name, parameters, context)
        ]
        if not paths or not all(path.is_file() for path in paths):
            return None  # a layer in memory, for one, has no size before it is exported
        return Files(self.OPTIONS.kind, sum(path.stat().st_size for path in paths))

    def _files_behind(
        self, name: str, parameters: Parameters, context: QgsProcessingContext
    ) -> list[Path]:
        """The files behind a layer, or those that are named."""
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
        # Layers themselves, unlike their features, are the main thread's.
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
        kind: QgsProcessing.SourceType,
        help_text: str = "",
        *,
        optional: bool = False,
    ) -> None:
        """Ask for a layer."""
        parameter = QgsProcessingParameterFeatureSource(name, title, [kind], optional=optional)
        self.add(parameter, help_text)

    def add_extent(self, help_text: str = "", *, optional: bool = False) -> None:
        """Ask for the study area."""
        parameter = QgsProcessingParameterExtent("EXTENT", tr("Study area"), optional=optional)
        self.add(parameter, help_text or tr("What lies in it is downloaded."))

    def offer_fields(self, layer: str) -> None:
        """Offer the fields of a layer for the parameters that name fields of fixes."""
        for name in FIELDS:
            asked = {"class": f"{__package__}.field_name_widget.FieldNameWidget"}
            self.parameterDefinition(name).setMetadata(
                {"widget_wrapper": asked | {"parent": layer}}
            )

    def parameter_of(self, option: OptionField) -> QgsProcessingParameterDefinition:
        name, title = parameter_name(option.name), label_of(option)
        if option.name == "crs":
            return QgsProcessingParameterCrs(name, title, optional=True)
        if option.name in ROAD_FIELDS:
            return QgsProcessingParameterField(name, title, option.default, "ROADS", optional=True)
        return super().parameter_of(option)

    def add_categories(self) -> None:
        """Ask for a table from tags to categories of places."""
        parameter = QgsProcessingParameterFile(
            "POI_CATEGORIES",
            tr("Table from tags to categories of places"),
            fileFilter=tr("Tables (*.csv);;All files (*)"),
            optional=True,
        )
        self.add_advanced(
            parameter, tr("A CSV with the columns key, value, category; the built-in one if empty.")
        )

    def extent(self, parameters: Parameters, context: QgsProcessingContext) -> QgsRectangle:
        """The study area in degrees; a null one where none was given."""
        return self.parameterAsExtent(parameters, "EXTENT", context, GEOGRAPHIC)

    def bbox(self, parameters: Parameters, context: QgsProcessingContext) -> BBox | None:
        """West, south, east and north of the study area."""
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
            given = parameters.get(name)
            if source is not None:
                _check_crs(source)
            # A name that is not of a project's layer is a file, perhaps with a layer after the bar.
            elif isinstance(given, str) and given:
                check_path(Path(given.partition("|")[0]))

    def check_overlap(
        self, parameters: Parameters, context: QgsProcessingContext, *names: str
    ) -> None:
        """Refuse layers that have nothing in the study area.

        Raises:
            TrajganrError: ``INPUT.EMPTY``.
        """
        area = self.extent(parameters, context)
        where = None if area.isNull() else self._outside(area, parameters, context, names)
        if where is not None:
            raise TrajganrError(
                Code.INPUT_EMPTY,
                "Layer {layer} lies outside the study area: it covers {covered}, the area is "
                "{area}, in degrees.",
                "Choose another extent or another layer.",
                **where,
            )

    def check_reaches(
        self,
        area: Sequence[float] | None,
        parameters: Parameters,
        context: QgsProcessingContext,
        *names: str,
    ) -> None:
        """Refuse layers that have nothing in a model's study area.

        Args:
            area: west, south, east, north, degrees; None where it is not known.

        Raises:
            TrajganrError: ``INPUT.EMPTY``.
        """
        if area is None:
            return
        where = self._outside(QgsRectangle(*area), parameters, context, names)
        if where is not None:
            raise TrajganrError(
                Code.INPUT_EMPTY,
                "Layer {layer} lies outside the model's study area: it covers {covered}, the area "
                "is {area}, in degrees.",
                "Choose a layer of that area, or a model of the layer's.",
                **where,
            )

    def common_extent(
        self, parameters: Parameters, context: QgsProcessingContext, *names: str
    ) -> QgsRectangle:
        """What all of the given layers cover, in degrees, with a margin of about 100 m.

        Raises:
            TrajganrError: ``INPUT.EMPTY`` where that is nothing, or not known of a layer.
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
                    "Layer {layer} covers no area that is known.",
                    "Draw the study area, or choose a layer with features.",
                    layer=source.sourceName(),
                )
            # A line along a parallel or a meridian covers no area without the margin.
            covered.grow(MARGIN)
            if common.isNull():
                common = covered
            elif common.intersects(covered):
                common = common.intersect(covered)
            else:
                raise TrajganrError(
                    Code.INPUT_EMPTY,
                    "Layer {layer} covers nothing of what the roads cover.",
                    "Choose layers of the same area.",
                    layer=source.sourceName(),
                )
        return common.intersect(DEGREES_OF_EARTH)

    def _outside(
        self,
        area: QgsRectangle,
        parameters: Parameters,
        context: QgsProcessingContext,
        names: Sequence[str],
    ) -> dict[str, str] | None:
        """The first layer that has nothing in an area, what it covers, and the area."""
        for name in names:
            source = self.parameterAsSource(parameters, name, context)
            if source is None or not source.sourceCrs().isValid():
                continue
            covered = extent_in_degrees(source, context)
            if not covered.isNull() and not covered.intersects(area):
                return {
                    "layer": source.sourceName(),
                    "covered": covered.toString(3),
                    "area": area.toString(3),
                }
        return None

    def check_times(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Refuse a layer of TRAJECTORIES whose lines carry no times."""
        trips = self.parameterAsSource(parameters, "TRAJECTORIES", context)
        if trips is not None and not QgsWkbTypes.hasM(trips.wkbType()):
            raise TrajganrError(
                Code.INPUT_TIME,
                "Layer {layer} has no times: its lines carry no M value.",
                "Make the layer with 'Load trajectories'.",
                layer=trips.sourceName(),
            )

    def send_layer(self, run: AlgorithmRun, name: str, extent: QgsRectangle) -> str | None:
        """Send a layer's features in an extent, all where it is null; None without a layer."""
        source = self.parameterAsSource(run.parameters, name, run.context)
        if source is None:
            return None
        path = write_layer(name, source, extent, self._origins[name], run)
        return run.send(path, source.sourceName())

    def send_file(self, run: AlgorithmRun, name: str) -> str | None:
        """Send a file; None where none was given."""
        text = self.parameterAsFile(run.parameters, name, run.context)
        return self.send_path(run, Path(text)) if text else None

    def send_path(self, run: AlgorithmRun, path: Path) -> str:
        """Send a file, or a folder as a ZIP."""
        return run.send(as_one_file(path, run.folder, run.feedback), path.name)


def extent_in_degrees(
    source: QgsProcessingFeatureSource, context: QgsProcessingContext
) -> QgsRectangle:
    """What a layer covers; a null one where that is not known or cannot be told in degrees."""
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
    run: AlgorithmRun,
) -> Path:
    """Write what the worker needs of a layer: its features in the extent, its rows, or pictures.

    The file is called as the layer is: the worker names it in what it says of it. Licence and
    attribution go with it into a bundle's manifest.
    """
    folder = run.folder / name.lower()
    folder.mkdir()
    stem = re.sub(r"[^\w-]+", "_", source.sourceName()).strip("_")[:LONGEST_NAME] or name.lower()
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
            "Layer {layer} is said to be in {crs}, whose unit is {unit}, but its coordinates "
            "({extent}) are not.",
            "Set the layer's true coordinate reference system in its properties.",
            layer=source.sourceName(),
            crs=crs.authid() or crs.description(),
            unit=QgsUnitTypes.toString(crs.mapUnits()),
            extent=extent.toString(3),
        )


def check_time_field(source: QgsProcessingFeatureSource, name: str) -> None:
    """Refuse a field whose values cannot be times.

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
            "Field {field} of layer {layer} holds no times, but {value}.",
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
