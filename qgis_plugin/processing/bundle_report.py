"""A bundle's quality report: one HTML file with pictures, which QGIS shows."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingParameterFileDestination

from trajganr_core.contract.protocol.jobs import ReportParams
from trajganr_core.contract.results import ReportResult

from ..i18n import tr
from .base import AlgorithmRun, Parameters, Results
from .options import OptionsAlgorithm


class BundleReport(OptionsAlgorithm):
    """Has the worker look at a bundle: coverage, trips, intervals, distances, pictures."""

    ID = "bundlereport"
    TITLE = "Quality report of a bundle"
    SUMMARY = "One page on what a bundle holds: coverage, trips, intervals"
    TAGS = ("bundle", "quality", "html", "statistics")
    GROUP_ID = "model"
    GROUP = "Model"
    OPTIONS = ReportParams

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_bundle()
        # A destination of HTML is an output that the results viewer shows.
        self.add(
            QgsProcessingParameterFileDestination("OUTPUT", tr("Report"), tr("HTML (*.html)")),
            tr("A page that any browser shows."),
        )
        self.add_job_output()

    def job(self, run: AlgorithmRun) -> ReportParams:
        options = self.options(run.parameters, run.context)
        return ReportParams(**options, name=options["bundle"])

    def results(self, job: dict[str, Any], run: AlgorithmRun) -> Results:
        path = self.destination(run.parameters, "OUTPUT", run.context)
        run.fetch(job, ReportResult.FILE, path)
        return {"OUTPUT": str(path)}
