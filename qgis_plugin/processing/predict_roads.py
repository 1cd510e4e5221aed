"""Predicts all roads, also at times of the week, and loads them as a styled layer."""

from __future__ import annotations

from typing import ClassVar

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingParameterVectorDestination,
)

from trajganr_core.contract.kinds.predict import PredictParams
from trajganr_core.contract.layers.road_times import PLAYED_TITLE
from trajganr_core.contract.protocol.answers import JobRecord

from ..client.models import describe_model
from ..i18n import localised, said, tr
from ..layers.described_files import GEOPACKAGE
from ..layers.roads import facts_of, fetch_roads, style_when_loaded
from ..layers.roles import ROADS
from .base import JobRun, Parameters, Results
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
    ROLES: ClassVar = {"ROADS": ROADS}
    LEFT_EMPTY = ("ROADS",)
    RESULT = "Predicted roads"
    PREDICTS = True
    IN_MODEL_AREA = ("ROADS",)
    SUFFIXES: ClassVar = {"OUTPUT": (GEOPACKAGE,)}

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_bundle_or_own(tr("Provides trips and pictures."))
        self.add_model(
            tr(
                "The output of 'Fine-tune model', for the tasks that it was fine-tuned for, or of "
                "'Pretrain model'; the dock lists it too."
            )
        )
        self.add_layer(
            "ROADS", tr("Roads"), LINES, tr("If empty: the roads of the bundle."), optional=True
        )
        self.add_option("tasks")
        self.add_option("time_sets")
        self.add_option("each_hour")
        self.add_option("name")
        self.add_option("device")
        self.add(
            QgsProcessingParameterVectorDestination(
                "OUTPUT", tr("Predicted roads"), Qgis.ProcessingSourceType.VectorLine
            ),
            tr(
                "A GeoPackage with a line for each direction of each road and a style for each "
                "task and time of the week. A temporary layer that is loaded is saved in a file; "
                "the log shows its path."
            ),
        )
        self.addOutput(QgsProcessingOutputNumber("SEGMENTS", tr("Number of directed segments")))
        self.add_job_outputs()

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        self.check_inputs(parameters, context, "ROADS")
        super().check(parameters, context)

    def job(self, run: JobRun) -> PredictParams:
        options = self.options(run.parameters, run.context)
        params = PredictParams(**options, roads=self.send_layer(run, "ROADS"))
        if params.model is not None:
            run.feedback.pushInfo(describe_model(run.client.card(params.model)))
        return params

    def results(self, job: JobRecord, run: JobRun) -> Results:
        self.name_output(run, "OUTPUT", job.params["name"])
        path = self.destination(run, "OUTPUT")
        segments = fetch_roads(run.client, job, path, facts=facts_of(job.params))
        style_when_loaded(path, run.context)
        if job.params["each_hour"]:
            run.feedback.pushInfo(
                tr(
                    "To play a day: choose the style '{style}', open View › Panels › Temporal "
                    "Controller, switch on animated navigation, and press play."
                ).format(style=said(PLAYED_TITLE))
            )
        run.feedback.pushInfo(
            tr("Predicted {n} directed road segments.").format(n=localised(f"{segments:,}"))
        )
        return {"OUTPUT": str(path), "SEGMENTS": segments}
