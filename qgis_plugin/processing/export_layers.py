"""A bundle, and what a model says of its roads, become files for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingParameterFolderDestination,
)

from trajganr_core.contract.protocol.file_names import inside
from trajganr_core.contract.protocol.jobs import ExportParams
from trajganr_core.contract.results import ExportResult

from ..client.origins import origin_of_result
from ..client.session import provenance
from ..i18n import tr
from ..layers.exported import describe_export
from .base import AlgorithmRun, Parameters, Results
from .options import OptionsAlgorithm

DEFAULT_LAYERS = ["roads", "labels"]


class ExportForm(OptionsAlgorithm):
    """Asks which layers are written, in which format, into which folder."""

    GROUP_ID = "export"
    GROUP = "Export"
    OPTIONS = ExportParams

    def add_form(self) -> None:
        """Ask what is common to one export and many."""
        self.add_option("layers", DEFAULT_LAYERS)
        self.add_option("format")
        self.add(
            QgsProcessingParameterFolderDestination("FOLDER", tr("Folder")),
            tr("Gets a file for each layer."),
        )
        self.addOutput(QgsProcessingOutputMultipleLayers("FILES", tr("Files of the layers")))

    def folder(self, parameters: Parameters, context: QgsProcessingContext) -> Path:
        """Where the files go."""
        return self.destination(parameters, "FOLDER", context)


class ExportLayers(ExportForm):
    """Has layers of a bundle written, a file each."""

    ID = "exportlayers"
    TITLE = "Export layers"
    SUMMARY = "Writes layers of a bundle and of a model as files for other programs"
    TAGS = ("geopackage", "geoparquet", "flatgeobuf", "csv", "save")

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_bundle()
        self.add_model(
            tr("Of the bundle's study area. Predictions need one that 'Fine-tune model' made."),
            optional=True,
        )
        self.add_form()
        self.add_job_output()

    def options(self, parameters: Parameters, context: QgsProcessingContext) -> dict[str, Any]:
        options = super().options(parameters, context)
        return {**options, "model": options["model"] or None, "name": options["bundle"]}

    def job(self, run: AlgorithmRun) -> ExportParams:
        return ExportParams(**self.options(run.parameters, run.context))

    def results(self, job: dict[str, Any], run: AlgorithmRun) -> Results:
        folder = self.folder(run.parameters, run.context)
        folder.mkdir(parents=True, exist_ok=True)
        result, params = ExportResult.of(job), job["params"]
        facts = {"bundle": params["bundle"], "model": params["model"] or ""}
        facts |= provenance(run.client, job)
        paths = [run.fetch(job, name, inside(folder, name)) for name in result.files]
        origin = origin_of_result(run.client, params)
        for path in paths:
            describe_export(path, facts, origin, run.context, run.feedback)
        run.feedback.pushInfo(
            ", ".join(f"{name}: {count}" for name, count in result.counts.items())
        )
        return {"FOLDER": str(folder), "FILES": [str(path) for path in paths]}
