"""Exports the speeds of roads in the formats that routing programs read."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
)

from trajganr_core.contract.kinds.routing_export import RoutingExportParams, RoutingExportResult
from trajganr_core.contract.options.time_sets import WHOLE_WEEK
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.protocol.file_names import inside

from ..i18n import tr
from .base import JobRun, Parameters, Results
from .data_algorithm import DataAlgorithm


class RoutingExport(DataAlgorithm):
    """Writes predicted speeds for OSRM and Valhalla, and as tables."""

    ID = "routingexport"
    TITLE = "Export for routing programs"
    SUMMARY = "Writes the speeds of roads at times of the week for Valhalla, OSRM and others"
    TAGS = ("valhalla", "osrm", "route", "routing", "csv", "geoparquet", "traffic", "save")
    GROUP_ID = "export"
    GROUP = "Export"
    OPTIONS = RoutingExportParams
    PREDICTS = True

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_model(tr("A model that has learned times of the week; the dock says which have."))
        self.add_bundle_or_own(tr("Provides trips and roads."))
        self.add_option("time_sets")
        self.add(
            QgsProcessingParameterFile(
                "EXTRACT",
                tr("Extract for OSRM"),
                fileFilter=tr("OpenStreetMap (*.osm *.osm.gz *.osm.bz2 *.pbf);;All files (*)"),
                optional=True,
            ),
            tr(
                "The OpenStreetMap file that OSRM's graph is made from. If empty: no file for OSRM."
            ),
        )
        self.add(
            QgsProcessingParameterFile(
                "TILES",
                tr("Tiles of Valhalla"),
                fileFilter=tr("Archives of tiles (*.tar);;All files (*)"),
                optional=True,
            ),
            tr("The archive that valhalla_build_extract makes. If empty: no files for Valhalla."),
        )
        self.add(
            QgsProcessingParameterFolderDestination("FOLDER", tr("Folder")),
            tr("The folder for the files."),
        )
        self.addOutput(QgsProcessingOutputMultipleLayers("FILES", tr("Files of speeds")))
        self.add_job_outputs()

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        self.check_inputs(parameters, context, "EXTRACT", "TILES")
        super().check(parameters, context)

    def options(self, parameters: Parameters, context: QgsProcessingContext) -> dict[str, Any]:
        options = super().options(parameters, context)
        # A time is always asked for, so that a model without times is refused in the form.
        times = options["time_sets"] or (WHOLE_WEEK.name,)
        return {**options, "time_sets": times, "name": options["model"] or ""}

    def job(self, run: JobRun) -> RoutingExportParams:
        return RoutingExportParams(
            **self.options(run.parameters, run.context),
            extract=self.send_file(run, "EXTRACT"),
            tiles=self.send_file(run, "TILES"),
        )

    def results(self, job: JobRecord, run: JobRun) -> Results:
        folder = self.destination(run, "FOLDER")
        folder.mkdir(parents=True, exist_ok=True)
        result = RoutingExportResult.of(job)
        paths = []
        for name in result.files:
            path = inside(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            paths.append(str(run.fetch(job, name, path)))
        return {"FOLDER": str(folder), "FILES": paths}
