"""Creates the quality report of a bundle, an HTML file with pictures."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterFileDestination

from trajganr_core.contract.kinds.report import ReportParams, ReportResult
from trajganr_core.contract.protocol.answers import JobRecord

from ..i18n import tr
from .base import JobRun, Parameters, Results
from .options import OptionsAlgorithm


class BundleReport(OptionsAlgorithm):
    """Reports coverage, trips, intervals, distances and pictures of a bundle."""

    ID = "bundlereport"
    TITLE = "Quality report of a bundle"
    SUMMARY = "Describes the coverage, trips and intervals of a bundle on one page"
    TAGS = ("bundle", "quality", "html", "statistics")
    GROUP_ID = "model"
    GROUP = "Model"
    OPTIONS = ReportParams

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_bundle()
        # QGIS' results viewer shows HTML outputs.
        self.add(
            QgsProcessingParameterFileDestination("OUTPUT", tr("Report"), tr("HTML (*.html)")),
            tr("An HTML page."),
        )
        self.add_job_outputs()

    def results(self, job: JobRecord, run: JobRun) -> Results:
        path = self.destination(run, "OUTPUT")
        run.fetch(job, ReportResult.FILE, path)
        return {"OUTPUT": str(path)}
