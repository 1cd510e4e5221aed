"""Evaluates a fine-tuned model on labels and writes its residuals as a layer."""

from __future__ import annotations

from typing import ClassVar

from qgis.core import (
    Qgis,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterVectorDestination,
)

from trajganr_core.contract.kinds import table_of
from trajganr_core.contract.kinds.evaluate import EvaluateParams, EvaluateResult
from trajganr_core.contract.protocol.answers import JobRecord

from ..client.models import area_name
from ..client.origins import origin_of_result
from ..client.session import provenance
from ..i18n import tr
from ..layers.described import CONTENT, metadata
from ..layers.described_files import GEOPACKAGE, describe_file
from ..layers.geopackages import open_table
from ..layers.result_names import result_name
from ..layers.result_styles import result_styles
from .base import JobRun, Parameters, Results
from .metrics import add_metrics, log_metrics
from .options import OptionsAlgorithm


class Evaluate(OptionsAlgorithm):
    """Compares a model's predictions with labels, road by road."""

    ID = "evaluate"
    TITLE = "Evaluate model"
    SUMMARY = "Compares a fine-tuned model with labels"
    TAGS = (
        "accuracy",
        "error",
        "residual",
        "metrics",
        "validation",
        "machine learning",
        "baseline",
    )
    GROUP_ID = "model"
    GROUP = "Model"
    OPTIONS = EvaluateParams
    RESULT = "Evaluation"
    PREDICTS = True
    LEARNS = True
    SUFFIXES: ClassVar = {"OUTPUT": (GEOPACKAGE,)}

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        fine_tuned = tr("The output of 'Fine-tune model'; the dock lists it too.")
        self.add_model(fine_tuned, or_shipped=False)
        self.add_bundle(
            tr("Provides the labels. If empty: the held-out roads of the bundle of fine-tuning."),
            optional=True,
        )
        self.add_option("tasks")
        self.add_option("name")
        self.add_option("device")
        self.add(
            QgsProcessingParameterVectorDestination(
                "OUTPUT", tr("Residuals"), Qgis.ProcessingSourceType.VectorLine
            ),
            tr("A GeoPackage with a style for each task: the label minus the prediction."),
        )
        self.addOutput(QgsProcessingOutputString("ON", tr("Evaluated roads")))
        self.addOutput(QgsProcessingOutputNumber("ROAD_COUNT", tr("Number of directed segments")))
        add_metrics(self)
        self.add_job_outputs()

    def results(self, job: JobRecord, run: JobRun) -> Results:
        result, params = EvaluateResult.of(job), job.params
        name = self.parameterAsString(run.parameters, "NAME", run.context)
        title = result_name(tr("Residuals"), area_name(run.client, params), params)
        self.name_output(run, "OUTPUT", name or title)
        path = self.destination(run, "OUTPUT")
        run.fetch(job, EvaluateResult.FILE, path)
        facts = {"model": params["model"], "bundle": params["bundle"] or tr("the model's own")}
        facts |= {CONTENT: "Residuals", "measured on": result.on, **provenance(run.client, job)}
        about = metadata(tr("Residuals of TrajGANR"), facts, origin_of_result(run.client, params))
        layer = EvaluateResult.LAYER
        styles = result_styles(result, layer, open_table(path, layer).fields().names())
        column_of = table_of(EvaluateResult.kind, layer).column
        describe_file(path, about, run.context, run.feedback, column_of, styles)
        run.feedback.pushInfo(tr("Evaluated on {roads}:").format(roads=result.on))
        metrics = log_metrics(result.metrics, result.groups, run.feedback)
        roads = result.counts["roads"]
        return {"OUTPUT": str(path), "ON": result.on, "ROAD_COUNT": roads, **metrics}
