"""A fine-tuned model is measured against labels, and its residuals become a layer."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterVectorDestination,
)

from trajganr_core.contract.protocol.jobs import EvaluateParams
from trajganr_core.contract.results import EvaluateResult

from ..client.catalogue import WorkerContents
from ..client.origins import origin_of_result
from ..client.session import provenance
from ..i18n import tr
from ..layers.described import metadata
from ..layers.described_files import GEOPACKAGE, describe_file
from ..layers.residuals import LAYER, residual_presentation
from .base import AlgorithmRun, Parameters, Results
from .comparison import NO, add_comparison_outputs, ask_comparison, check_comparable, compare
from .file_suffix import check_ending
from .metrics import add_metrics, log_metrics
from .options import OptionsAlgorithm


class Evaluate(OptionsAlgorithm):
    """Has a model's predictions compared with labels, road by road."""

    ID = "evaluate"
    TITLE = "Evaluate model"
    SUMMARY = "Measures a fine-tuned model against labels and, if asked, against other systems"
    TAGS = (
        "accuracy",
        "error",
        "residual",
        "metrics",
        "validation",
        "machine learning",
        "benchmark",
        "baseline",
    )
    GROUP_ID = "model"
    GROUP = "Model"
    OPTIONS = EvaluateParams
    PREDICTS = True
    LEARNS = True

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_model(tr("The id that 'Fine-tune model' answers; the dock lists it too."))
        self.add_bundle(
            tr("Has the labels. Where empty: the one of fine-tuning, on the roads held out."),
            optional=True,
        )
        self.add_option("tasks")
        self.add_option("name", tr("Evaluation"))
        ask_comparison(self)
        self.add_option("device")
        self.add(
            QgsProcessingParameterVectorDestination(
                "OUTPUT", tr("Residuals"), QgsProcessing.SourceType.TypeVectorLine
            ),
            tr("A GeoPackage, with a style a task: the label less what is predicted."),
        )
        add_comparison_outputs(self)
        self.addOutput(QgsProcessingOutputString("ON", tr("Which roads were measured on")))
        self.addOutput(QgsProcessingOutputNumber("ROAD_COUNT", tr("Number of directed segments")))
        add_metrics(self)
        self.add_job_output()

    def options(self, parameters: Parameters, context: QgsProcessingContext) -> dict[str, Any]:
        options = super().options(parameters, context)
        return {**options, "bundle": options["bundle"] or None}

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        check_ending(self.named_output(parameters, "OUTPUT", context), GEOPACKAGE)
        super().check(parameters, context)

    def check_worker(
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> WorkerContents | None:
        contents = super().check_worker(parameters, context)
        if contents is not None and self._profile(parameters, context) != NO:
            options = self.options(parameters, context)
            check_comparable(contents, options["model"], options["bundle"] or "")
        return contents

    def _profile(self, parameters: Parameters, context: QgsProcessingContext) -> str:
        """How much a comparison computes, or that none is wanted."""
        return self.parameterAsEnumString(parameters, "COMPARE", context)

    def job(self, run: AlgorithmRun) -> EvaluateParams:
        return EvaluateParams(**self.options(run.parameters, run.context))

    def results(self, job: dict[str, Any], run: AlgorithmRun) -> Results:
        result, params = EvaluateResult.of(job), job["params"]
        path = self.destination(run.parameters, "OUTPUT", run.context)
        run.fetch(job, EvaluateResult.FILE, path)
        facts = {"model": params["model"], "bundle": params["bundle"] or tr("the model's own")}
        facts |= {"measured on": result.on, **provenance(run.client, job)}
        made = metadata(tr("Residuals of TrajGANR"), facts, origin_of_result(run.client, params))
        describe_file(
            path,
            LAYER,
            residual_presentation(path, result.driving_side),
            made,
            run.context,
            run.feedback,
        )
        run.feedback.pushInfo(tr("The layer is in {path}.").format(path=path))
        run.feedback.pushInfo(tr("Measured on {roads}:").format(roads=result.on))
        answer = log_metrics(result.metrics, run.feedback)
        roads = result.counts["roads"]
        found = {"OUTPUT": str(path), "ON": result.on, "ROAD_COUNT": roads, **answer}
        profile = self._profile(run.parameters, run.context)
        if profile != NO:
            is_named = bool(run.parameters.get("COMPARISON"))
            folder = (
                self.destination(run.parameters, "COMPARISON", run.context) if is_named else None
            )
            asked = {name: params[name] for name in ("model", "bundle", "device", "name")}
            found |= compare(run, profile, folder, **asked)
        return found
