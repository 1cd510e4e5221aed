"""Reads trips from files, folders and layers into a layer."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingParameterFile,
    QgsWkbTypes,
)

from trajganr_core.contract.kinds.load_trips import LoadTripsParams, LoadTripsResult
from trajganr_core.contract.protocol.answers import JobRecord

from ..i18n import tr
from .base import CountOutput, JobRun, Parameters, check_one_of
from .data_algorithm import FIELDS, LINES, check_field, check_time_field
from .layers import LayerOutput, LayersAlgorithm


class LoadTrajectories(LayersAlgorithm):
    """Reads, cleans and splits trips of any format that the worker supports."""

    ID = "loadtrajectories"
    TITLE = "Load trajectories"
    SUMMARY = "Reads trips of many formats, cleans them, and creates a layer"
    TAGS = ("gps", "gpx", "trajectory", "taxi", "csv", "trips", "track")
    GROUP_ID = "data"
    GROUP = "Data"
    OPTIONS = LoadTripsParams
    SIZED_BY = ("FILE",)
    LAYERS = (
        LayerOutput(
            "OUTPUT",
            "Trips",
            LoadTripsResult.FILE,
            LoadTripsResult.LAYER,
            LINES,
            help="One line per trip, with times as M values.",
        ),
    )
    COUNTS = (
        CountOutput("TRIPS", "Number of trips", "trips"),
        CountOutput("FIXES", "Number of fixes", "fixes"),
    )

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
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
        self.add_layer(
            "LAYER",
            tr("… or layer of fixes or trips"),
            Qgis.ProcessingSourceType.Vector,
            tr("Points, a table with coordinates, or lines with the times as M values."),
            optional=True,
        )
        self.add_extent(tr("Only trips in this area are read. If empty: all trips."), optional=True)
        self.add_options("reading trips")
        wrapper = {"class": f"{__package__}.field_name_widget.FieldNameWidget", "parent": "LAYER"}
        for name in FIELDS:
            self.parameterDefinition(name).setMetadata({"widget_wrapper": wrapper})
        self.add_options("cleaning trips")
        self.add_outputs()

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        check_one_of(parameters, FILE=tr("a file"), FOLDER=tr("a folder"), LAYER=tr("a layer"))
        self.check_inputs(parameters, context, "FILE", "FOLDER", "LAYER")
        layer = self.parameterAsSource(parameters, "LAYER", context)
        if layer is not None:
            for name in FIELDS:
                field = self.parameterAsString(parameters, name, context)
                check_field(layer.fields(), layer.sourceName(), field)
            check_time_field(layer, self.parameterAsString(parameters, "TIME_FIELD", context))
            self.check_overlap(parameters, context, "LAYER")
        super().check(parameters, context)

    def source(self, job: JobRecord, run: JobRun) -> str:
        name = super().source(job, run)
        return name if run.parameters.get("LAYER") else Path(name.removesuffix(".zip")).stem

    def job(self, run: JobRun) -> LoadTripsParams:
        options = self.options(run.parameters, run.context)
        source = self.parameterAsSource(run.parameters, "LAYER", run.context)
        if source is None:
            name = "FILE" if run.parameters.get("FILE") else "FOLDER"
            path = Path(self.parameterAsFile(run.parameters, name, run.context))
            source_name, trips = path.name, self.send_path(run, path)
        else:
            # Points outside the extent are sent too: without them, a trip that leaves the extent
            # and returns would seem to jump.
            is_lines = QgsWkbTypes.geometryType(source.wkbType()) == Qgis.GeometryType.Line
            extent = self.extent(run.parameters, run.context) if is_lines else None
            source_name, trips = source.sourceName(), self.send_needed(run, "LAYER", extent)
        bbox = self.bbox(run.parameters, run.context)
        return LoadTripsParams(**options, trajectories=(trips,), bbox=bbox, name=source_name)
