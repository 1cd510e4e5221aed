"""Creates the report of a study area, a PDF."""

from __future__ import annotations

from typing import ClassVar

from qgis.core import QgsProcessingParameterFileDestination

from trajganr_core.contract.kinds.area_report import AreaReportParams, AreaReportResult
from trajganr_core.contract.protocol.answers import JobRecord

from ..i18n import language_of_qgis, tr
from .base import JobRun, Parameters, Results
from .options import OptionsAlgorithm


class AreaReport(OptionsAlgorithm):
    """Reports data, figures of held-out roads, maps, extremes and limits of a model."""

    ID = "areareport"
    TITLE = "Report of a study area"
    SUMMARY = "A PDF: data, coverage, figures of held-out roads, maps, slowest roads, limits"
    TAGS = ("pdf", "print", "map", "accuracy", "reliability", "buffer index", "limits")
    GROUP_ID = "predict"
    GROUP = "Predict"
    OPTIONS = AreaReportParams
    PREDICTS = True
    SUFFIXES: ClassVar = {"OUTPUT": (".pdf",)}

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_model(tr("The output of 'Fine-tune model'; the dock lists it too."))
        self.add_bundle_or_own(tr("Provides trips and pictures."))
        self.add_option("title")
        self.add_option("language", default=language_of_qgis())
        for name in ("min_drivers", "device"):
            self.add_option(name)
        self.add(
            QgsProcessingParameterFileDestination("OUTPUT", tr("Report"), tr("PDF (*.pdf)")),
            tr("The pages."),
        )
        self.add_job_outputs()

    def results(self, job: JobRecord, run: JobRun) -> Results:
        path = self.destination(run, "OUTPUT")
        run.fetch(job, AreaReportResult.FILE, path)
        return {"OUTPUT": str(path)}
