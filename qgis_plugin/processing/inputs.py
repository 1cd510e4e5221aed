"""Inputs of a kind of job in a form: layers and files, which are checked and sent to the worker."""

from __future__ import annotations

import contextlib
import dataclasses
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import (  # type: ignore[attr-defined] # the stubs lack exceptions
    Qgis,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
    QgsRectangle,
    QgsUnitTypes,
    QgsWkbTypes,
)

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.params import BBox, InputField, JobParams, inputs_of_kind
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.file_names import inside
from trajganr_core.contract.records.extents import apart

from ..client.catalogue import WorkerContents
from ..client.id_checks import area_of, check_ids
from ..client.session import fetch_file, send_file
from ..i18n import tr
from ..layers.described import origin_of
from ..layers.export import GEOGRAPHIC, export, export_table, request_in, save_origin
from ..layers.files import as_one_file, check_path
from ..layers.roles import ROLES, Role
from ..layers.street_view import write_zip
from .base import Parameters, Run, id_parameter, report_dropped, set_widget
from .options import OptionsAlgorithm

LINES = Qgis.ProcessingSourceType.VectorLine
POINTS = Qgis.ProcessingSourceType.VectorPoint
POLYGONS = Qgis.ProcessingSourceType.VectorPolygon
TABLE = Qgis.ProcessingSourceType.Vector
#: What the geometries of layers with these contents are; those of other layers are lines.
GEOMETRIES = {
    "points": (POINTS,),
    "polygons": (POLYGONS,),
    "street_views": (POINTS,),
    "places": (POINTS, POLYGONS),
    "corrections": (POINTS, POLYGONS),
    "route": (LINES, POINTS),
    "counts": (TABLE,),
}
#: The parameter of the study area.
EXTENT = "EXTENT"
#: Contains all coordinates in degrees, including longitudes up to 360, and hardly any in metres.
DEGREES = QgsRectangle(-360, -90, 360, 90)
OPTIONAL = Qgis.ProcessingParameterFlag.Optional
#: Characters in the name of the file of a layer.
MAX_NAME_LENGTH = 60


@dataclass(frozen=True)
class JobRun(Run):
    """One run of a job.

    Attributes:
        client: of the worker.
        folder: for files that are sent or fetched; deleted after the run.
    """

    client: Client
    folder: Path

    def send(self, path: Path, description: str) -> str:
        """Send a file to the worker; returns the reference for a job's parameters."""
        return send_file(self.client, path, description, self.feedback)

    def fetch(self, job: JobRecord, name: str, path: Path | None = None) -> Path:
        """Save a file of a job, in the folder unless a path is given."""
        path = path or inside(self.folder, name)
        fetch_file(self.client, job.kind, job.job_id, name, path, self.feedback)
        return path


def parameter_name_of(declared: InputField) -> str:
    """The name of the parameter of an input."""
    name = EXTENT if declared.mark == "bbox" else declared.name.upper()
    return declared.parameter or name


def roles_of(params: type[JobParams]) -> dict[str, Role]:
    """What the layers of a kind's inputs must contain, by parameter."""
    inputs = inputs_of_kind(params)
    return {parameter_name_of(each): ROLES[each.layer] for each in inputs if each.layer in ROLES}


def parameter_of(declared: InputField) -> QgsProcessingParameterDefinition:
    """The parameter of an input, with its help."""
    name, title = parameter_name_of(declared), tr(declared.title)
    optional = not declared.is_required or declared.has_alternative
    parameter: QgsProcessingParameterDefinition
    if declared.mark in ("bundle", "model"):
        is_shipped = declared.mark == "model" and declared.if_empty
        shown = {"empty": tr("Shipped model (no training)")} if is_shipped else {}
        several = declared.is_several
        parameter = id_parameter(
            name, title, declared.mark, several=several, optional=optional, **shown
        )
    elif declared.mark == "bbox":
        parameter = QgsProcessingParameterExtent(name, title, optional=optional)
    elif declared.takes_file:
        parameter = QgsProcessingParameterString(name, title, optional=optional)
        empty = tr("Get the roads from OpenStreetMap") if optional else ""
        set_widget(parameter, "source_widget.SourceWidget", layer=declared.layer, empty=empty)
    elif declared.layer:
        types = list(GEOMETRIES.get(declared.layer, (LINES,)))
        parameter = QgsProcessingParameterFeatureSource(name, title, types, optional=optional)
    else:
        chosen = tr(declared.filter)
        parameter = QgsProcessingParameterFile(name, title, fileFilter=chosen, optional=optional)
    parameter.setHelp(" ".join(filter(None, (tr(declared.help), tr(declared.if_empty)))))
    return parameter


class InputsAlgorithm(OptionsAlgorithm):
    """An algorithm with the options and inputs of a kind of job."""

    def inputs(self) -> dict[str, InputField]:
        """The inputs that the form has, by parameter."""
        named = {parameter_name_of(each): each for each in inputs_of_kind(self.kind.params)}
        return {
            name: each for name, each in named.items() if self.parameterDefinition(name) is not None
        }

    def in_area(self) -> list[str]:
        """The parameters of layers that must overlap the study area."""
        return [name for name, each in self.inputs().items() if each.is_in_area]

    def add_input(self, declared: InputField) -> None:
        """Add the parameter of an input."""
        parameter = parameter_of(declared)
        if declared.is_advanced:
            parameter.setFlags(parameter.flags() | Qgis.ProcessingParameterFlag.Advanced)
        self.add(parameter, parameter.help(), role=ROLES.get(declared.layer))
        if declared.is_left_empty:
            self.left_empty.append(parameter.name())

    def options(self, parameters: Parameters, context: QgsProcessingContext) -> dict[str, Any]:
        files = {each.name for each in self.inputs().values() if each.takes_file}
        values = super().options(parameters, context)
        return {name: value for name, value in values.items() if name not in files}

    def placeholders(self, parameters: Parameters) -> dict[str, Any]:
        """Texts for what the kind needs and for given files, which are sent later."""
        fields = dataclasses.fields(self.kind.params)
        several = {each.name for each in inputs_of_kind(self.kind.params) if each.is_several}
        needed = {
            field.name: ("",) if field.name in several else ""
            for field in fields
            if field.default is dataclasses.MISSING
        }
        files = [(name, each) for name, each in self.inputs().items() if each.mark == "file"]
        return needed | {
            each.name: (name,) if each.is_several else name
            for name, each in files
            if parameters.get(name)
        }

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        self.check_inputs(parameters, context)
        self.kind.params(**self.placeholders(parameters) | self.options(parameters, context))

    def check_form(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        self.check_worker(parameters, context)

    def check_worker(
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> WorkerContents | None:
        """Refuse bundles and models that the running worker does not have, and layers elsewhere.

        Returns:
            What it has; None if unknown.

        Raises:
            TrajganrError: as :func:`check_ids` and :meth:`check_in_area`.
        """
        options = self.options(parameters, context)
        ids: dict[str, list[str]] = {"model": [], "bundle": []}
        for declared in self.inputs().values():
            if declared.mark in ids:
                value = options[declared.name]
                ids[declared.mark] += value if declared.is_several else [value or ""]
        contents = check_ids(
            ids["model"],
            ids["bundle"],
            options.get("tasks", ()),
            predicts=self.about.predicts,
            learns=self.about.learns,
            at_times=self.about.at_times
            or any(map(options.get, ("time_sets", "time_set", "each_hour"))),
        )
        if self.parameterDefinition(EXTENT) is None and ids["model"]:
            area = area_of(contents, ids["model"][0], *ids["bundle"][:1])
            self.check_in_area(parameters, context, area)
        return contents

    def read(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        self._origins = {
            parameter.name(): origin_of(
                self.parameterAsVectorLayer(parameters, parameter.name(), context)
            )
            for parameter in self.parameterDefinitions()
            if self._is_layer(parameter, parameters)
        }

    def _is_layer(
        self, definition: QgsProcessingParameterDefinition, parameters: Parameters
    ) -> bool:
        """Whether a parameter is for a layer, or for a layer or a file and has no file."""
        declared = self.inputs().get(definition.name())
        if declared is not None and declared.takes_file:
            value = parameters.get(definition.name())
            return bool(value) and file_in(value) is None
        return isinstance(definition, QgsProcessingParameterFeatureSource)

    def extent(self, parameters: Parameters, context: QgsProcessingContext) -> QgsRectangle:
        """The study area in degrees; null if none was chosen."""
        if self.parameterDefinition(EXTENT) is None:
            return QgsRectangle()
        return self.parameterAsExtent(parameters, EXTENT, context, GEOGRAPHIC)

    def bbox(self, parameters: Parameters, context: QgsProcessingContext) -> BBox | None:
        """West, south, east and north of the study area, degrees."""
        extent = self.extent(parameters, context)
        return None if extent.isNull() else bbox_of(extent)

    def check_inputs(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Refuse layers and files that obviously cannot be used.

        Raises:
            TrajganrError: ``INPUT.CRS``, ``INPUT.NOT_FOUND``, ``INPUT.EMPTY`` or ``INPUT.TIME``.
        """
        for definition in self.parameterDefinitions():
            name = definition.name()
            is_layer = self._is_layer(definition, parameters)
            if not (is_layer or isinstance(definition, QgsProcessingParameterFile)):
                continue
            source = self.parameterAsSource(parameters, name, context) if is_layer else None
            value = parameters.get(name)
            if source is not None:
                _check_crs(source)
                if self.roles.get(name) is ROLES["trips"]:
                    _check_times(source)
            # Text that is not the name of a loaded layer is a path, with a layer after the bar.
            elif isinstance(value, str) and value:
                check_path(Path(value.partition("|")[0]))
        self.check_in_area(parameters, context, self.bbox(parameters, context))

    def check_in_area(
        self, parameters: Parameters, context: QgsProcessingContext, area: Sequence[float] | None
    ) -> None:
        """Refuse layers outside the study area; without one, layers that do not overlap.

        Args:
            parameters: of the form.
            context: of the form.
            area: west, south, east, north, degrees; None if unknown.

        Raises:
            TrajganrError: ``INPUT.EMPTY``.
        """
        covered: dict[str, QgsRectangle] = {}
        for name in self.in_area():
            if not self._is_layer(self.parameterDefinition(name), parameters):
                continue
            source = self.parameterAsSource(parameters, name, context)
            if source is None or not source.sourceCrs().isValid():
                continue
            extent = extent_in_degrees(source, context)
            if extent.isNull():
                continue
            covered[name] = extent
            if area is not None and not extent.intersects(QgsRectangle(*area)):
                raise TrajganrError(
                    Code.INPUT_EMPTY,
                    "Layer {layer} lies outside the study area: it covers {covered}, the area is "
                    "{area}, in degrees.",
                    "Choose another study area or model, or another layer.",
                    layer=source.sourceName(),
                    covered=extent.toString(3),
                    area=QgsRectangle(*area).toString(3),
                )
        trips, roads = covered.get("TRIPS"), covered.get("ROADS")
        if trips is not None and roads is not None and not trips.intersects(roads):
            raise apart("trips", bbox_of(trips), "roads", bbox_of(roads))

    def sent(self, run: JobRun, extent: QgsRectangle) -> dict[str, Any]:
        """The inputs of the job by their fields, after layers and files were sent.

        Args:
            run: of the job.
            extent: of the features to send; null for all.
        """
        values: dict[str, Any] = {}
        for name, declared in self.inputs().items():
            if declared.mark == "bbox":
                values[declared.name] = self.bbox(run.parameters, run.context)
            elif declared.mark == "file":
                is_layer = self._is_layer(self.parameterDefinition(name), run.parameters)
                send = self.send_layer if is_layer else self.send_file
                value = send(run, name, extent)
                values[declared.name] = (value,) if declared.is_several else value
        return values

    def send_layer(self, run: JobRun, name: str, extent: QgsRectangle) -> str | None:
        """Send a layer's features, or those in an extent that is not null; None without a layer."""
        is_optional = self.parameterDefinition(name).flags() & OPTIONAL
        if is_optional and self.parameterAsSource(run.parameters, name, run.context) is None:
            return None
        source = self.needed_source(run.parameters, name, run.context)
        path = write_layer(name, source, extent, self._origins[name], run)
        return run.send(path, source.sourceName())

    def send_file(self, run: JobRun, name: str, extent: QgsRectangle | None = None) -> str | None:
        """Send the file of a parameter; None if it is empty."""
        text = self.parameterAsString(run.parameters, name, run.context)
        return self.send_path(run, Path(text)) if text else None

    def send_path(self, run: JobRun, path: Path) -> str:
        """Send a file, or a folder as a ZIP."""
        return run.send(as_one_file(path, run.folder, run.feedback), path.name)


def file_in(value: Any) -> Path | None:
    """The file or folder that a parameter for a layer or a file names; None for a layer."""
    with contextlib.suppress(OSError):  # the source of a layer in memory is too long for a path
        if isinstance(value, str) and value and Path(value).exists():
            return Path(value)
    return None


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


def _check_times(trips: QgsProcessingFeatureSource) -> None:
    """Refuse trips without M values."""
    if not QgsWkbTypes.hasM(trips.wkbType()):
        raise TrajganrError(
            Code.INPUT_TIME,
            "Layer {layer} has no times: its lines carry no M value.",
            "Make the layer with 'Load trips'.",
            layer=trips.sourceName(),
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
