"""A fine-tuned model predicts every road; the roads come back as a styled layer."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingParameterVectorDestination,
    QgsRectangle,
)

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.jobs import PredictParams

from ..client.catalogue import WorkerContents
from ..client.id_checks import area_of
from ..client.models import describe_model
from ..i18n import tr
from ..layers.roads import facts_of, fetch_roads, style_when_loaded
from .base import AlgorithmRun, Parameters, Results
from .data_algorithm import LINES, DataAlgorithm


class PredictRoads(DataAlgorithm):
    """Predicts each direction of each road."""

    ID = "predictroads"
    TITLE = "Predict roads"
    SUMMARY = "Predicts every direction of every road, with 90 % intervals"
    TAGS = ("traffic", "speed", "braking", "inference", "machine learning")
    GROUP_ID = "predict"
    GROUP = "Predict"
    OPTIONS = PredictParams
    PREDICTS = True

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_model(tr("The id that 'Fine-tune model' answers; the dock lists it too."))
        self.add_layer(
            "ROADS", tr("Roads"), LINES, tr("The roads of the bundle where empty."), optional=True
        )
        self.add_bundle(
            tr("Trips and pictures to predict from: those of fine-tuning where empty."),
            optional=True,
        )
        self.add_option("tasks")
        self.add_option("name", tr("Predicted roads"))
        self.add_option("device")
        self.add(
            QgsProcessingParameterVectorDestination(
                "OUTPUT", tr("Predicted roads"), QgsProcessing.SourceType.TypeVectorLine
            ),
            tr(
                "A GeoPackage with a line for each direction of each road, and a style a task. A "
                "temporary layer that is loaded is kept in a file, which the log names."
            ),
        )
        self.addOutput(QgsProcessingOutputNumber("SEGMENTS", tr("Number of directed segments")))
        self.add_job_output()

    def options(self, parameters: Parameters, context: QgsProcessingContext) -> dict[str, Any]:
        options = super().options(parameters, context)
        return {**options, "bundle": options["bundle"] or None}

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        self.check_inputs(parameters, context, "ROADS")
        output = self.named_output(parameters, "OUTPUT", context)
        if output and not output.lower().endswith(".gpkg"):
            raise TrajganrError(
                Code.INPUT_FORMAT,
                "The predicted roads are a GeoPackage and cannot go into {path}.",
                "Give a file ending in .gpkg.",
                path=output,
            )
        super().check(parameters, context)

    def check_worker(
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> WorkerContents | None:
        contents = super().check_worker(parameters, context)
        model = self.parameterAsString(parameters, "MODEL", context).strip()
        self.check_reaches(area_of(contents, model), parameters, context, "ROADS")
        return contents

    def job(self, run: AlgorithmRun) -> PredictParams:
        params = PredictParams(
            **self.options(run.parameters, run.context),
            roads=self.send_layer(run, "ROADS", QgsRectangle()),
        )
        run.feedback.pushInfo(describe_model(run.client.card(params.model)))
        return params

    def results(self, job: dict[str, Any], run: AlgorithmRun) -> Results:
        path = self.destination(run.parameters, "OUTPUT", run.context)
        output = str(path)
        segments = fetch_roads(run.client, job, path, **facts_of(job["params"]))
        style_when_loaded(path, output, run.context)
        run.feedback.pushInfo(tr("The layer is in {path}.").format(path=path))
        run.feedback.pushInfo(tr("Predicted {n} directed road segments.").format(n=segments))
        return {"OUTPUT": output, "SEGMENTS": segments}
