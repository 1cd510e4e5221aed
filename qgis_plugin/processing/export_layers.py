"""Exports layers of a bundle and a model as files for other programs."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingOutputMultipleLayers,
    QgsProcessingParameterFolderDestination,
)

from trajganr_core.contract.kinds.export import ExportParams, ExportResult
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.protocol.file_names import inside

from ..client.origins import origin_of_result
from ..client.session import provenance
from ..i18n import localised, tr
from ..layers.described_files import describe_export
from .base import JobRun, Parameters, Results
from .options import OptionsAlgorithm

DEFAULT_LAYERS = ["roads", "labels"]


class ExportForm(OptionsAlgorithm):
    """The parameters for layers, format and folder."""

    GROUP_ID = "export"
    GROUP = "Export"
    OPTIONS = ExportParams

    def add_form(self) -> None:
        """Add the parameters that single and batch exports have in common."""
        self.add_option("layers", DEFAULT_LAYERS)
        self.add_option("format")
        self.add(
            QgsProcessingParameterFolderDestination("FOLDER", tr("Folder")),
            tr("The folder for the files, one per layer."),
        )
        self.addOutput(QgsProcessingOutputMultipleLayers("FILES", tr("Files of the layers")))


class ExportLayers(ExportForm):
    """Writes layers of a bundle, one file each."""

    ID = "exportlayers"
    TITLE = "Export layers"
    SUMMARY = "Writes layers of a bundle and of a model as files for other programs"
    TAGS = ("geopackage", "geoparquet", "flatgeobuf", "csv", "save")

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_bundle()
        self.add_model(
            tr("Of the bundle's study area, for predictions and embeddings."),
        )
        self.add_form()
        self.add_job_outputs()

    def results(self, job: JobRecord, run: JobRun) -> Results:
        folder = self.destination(run, "FOLDER")
        folder.mkdir(parents=True, exist_ok=True)
        result, params = ExportResult.of(job), job.params
        facts = {"bundle": params["bundle"], "model": params["model"] or ""}
        facts |= provenance(run.client, job)
        paths = [run.fetch(job, name, inside(folder, name)) for name in result.files]
        origin = origin_of_result(run.client, params)
        for path in paths:
            describe_export(path, facts, origin, run.context, run.feedback)
        run.feedback.pushInfo(
            ", ".join(f"{localised(f'{count:,}')} {name}" for name, count in result.counts.items())
        )
        return {"FOLDER": str(folder), "FILES": [str(path) for path in paths]}
