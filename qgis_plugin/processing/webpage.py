"""Creates a page with a map of predicted or observed roads, one HTML file to share."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
)

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.roads_page import background_of
from trajganr_core.contract.kinds.webpage import WebpageParams, WebpageResult
from trajganr_core.contract.layers.geopackage_styles import DRIVING_SIDE
from trajganr_core.contract.protocol.answers import JobRecord

from ..i18n import localised, tr
from ..layers.described import fact_of, side_of
from ..layers.roles import SHARED
from .base import JobRun, Parameters, Results
from .data_algorithm import LINES, DataAlgorithm

#: Facts of a layer's history that the page shows or needs; loaded layers have them in lower case.
FACTS = ("model", "bundle", "version", "created", "time_sets")


class Webpage(DataAlgorithm):
    """Writes a page that needs no network, from a layer of roads."""

    ID = "webpage"
    TITLE = "Page to share"
    SUMMARY = "Creates a web page with a map of predictions or observed traffic, as one file"
    TAGS = ("html", "web", "map", "publish", "share", "export", "maplibre")
    GROUP_ID = "predict"
    GROUP = "Predict"
    OPTIONS = WebpageParams
    ROLES: ClassVar = {"ROADS": SHARED}
    SIZED_BY = ("ROADS",)
    SUFFIXES: ClassVar = {"OUTPUT": (".html",)}

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_layer(
            "ROADS",
            tr("Predicted roads or observed traffic"),
            LINES,
            tr("The output of 'Predict roads' or 'Observed traffic'."),
        )
        for name in ("title", "background", "background_attribution"):
            self.add_option(name)
        # QGIS' results viewer shows HTML outputs.
        self.add(
            QgsProcessingParameterFileDestination("OUTPUT", tr("Page"), tr("HTML (*.html)")),
            tr("One HTML file: open it in a browser, send it or put it on a web server."),
        )
        self.addOutput(QgsProcessingOutputNumber("SEGMENTS", tr("Number of directed segments")))
        self.add_job_outputs()

    def prepareAlgorithm(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        is_ready = super().prepareAlgorithm(parameters, context, feedback)
        layer = self.parameterAsVectorLayer(parameters, "ROADS", context)
        if is_ready and layer is not None:
            about = layer.metadata()
            facts = {name: fact_of(about, name) for name in FACTS}
            self._origins["ROADS"] |= facts | {DRIVING_SIDE.lower(): side_of(about)}
        return is_ready

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        self.check_inputs(parameters, context, "ROADS")
        super().check(parameters, context)

    def job(self, run: JobRun) -> WebpageParams:
        options = self.options(run.parameters, run.context)
        roads = self.send_layer(run, "ROADS")
        assert roads is not None  # nosec B101 # QGIS refuses a form without it
        return WebpageParams(**options, roads=roads)

    def results(self, job: JobRecord, run: JobRun) -> Results:
        path = self.destination(run, "OUTPUT")
        run.fetch(job, WebpageResult.FILE, path)
        _check_background(path, job.params["background"])
        counts = WebpageResult.of(job).counts
        run.feedback.pushInfo(
            tr("The page shows {n} directed road segments.").format(
                n=localised(f"{counts['roads']:,}")
            )
        )
        return {"OUTPUT": str(path), "SEGMENTS": counts["roads"]}


def _check_background(path: Path, wanted: str) -> None:
    """Delete a page whose background map is another than the one that was asked for.

    Raises:
        TrajganrError: ``INPUT.FORMAT``.
    """
    shown = background_of(path.read_text(encoding="utf-8"))
    if shown != wanted:
        path.unlink()
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "The worker's page was refused: its background map is {shown}.",
            "Nobody has asked for this background map: do not trust this worker.",
            shown=shown[:200],
        )
