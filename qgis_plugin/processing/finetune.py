"""A pretrained model gets heads for the tasks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from trajganr_core.protocol.jobs import FinetuneParams
from trajganr_core.tasks import TASKS

from ..client.session import describe_figures
from ..i18n import tr
from .base import JobAlgorithm, Parameters, Results, enum

if TYPE_CHECKING:
    from trajganr_core.protocol.client import Client

SPLITS = ("segment", "block")
#: Labels for these come from any trips; the others need places or fixes every second.
DEFAULT_TASKS = ["speed", "popularity"]


class Finetune(JobAlgorithm):
    """Fits one head a task and reports how well it does on held-out roads."""

    ID = "finetune"
    TITLE = "Fine-tune model"
    GROUP_ID = "model"
    GROUP = "Model"

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add(
            QgsProcessingParameterString("MODEL", tr("Model id")),
            tr("The id that 'Pretrain model' answers; the dock lists it too."),
        )
        self.add(QgsProcessingParameterString("BUNDLE", tr("Bundle id")))
        self.add(
            enum("TASKS", tr("Tasks"), tuple(TASKS), DEFAULT_TASKS, multiple=True),
            tr("aoi needs places in the bundle, braking fixes at most 2 s apart with their speed."),
        )
        self.add(
            QgsProcessingParameterNumber(
                "EPOCHS", tr("Epochs"), defaultValue=FinetuneParams.epochs, minValue=1
            )
        )
        self.add_name(tr("Fine-tuned model"))
        self.add_advanced(
            enum("SPLIT", tr("How roads are held out"), SPLITS, FinetuneParams.split),
            tr("segment: random road segments; block: whole 500 m squares, a harder test."),
        )
        self.add_advanced(
            QgsProcessingParameterBoolean(
                "FREEZE", tr("Keep the encoders as pretrained"), FinetuneParams.freeze
            )
        )
        self.add_advanced(
            QgsProcessingParameterNumber(
                "BATCH_SIZE",
                tr("Locations a step"),
                defaultValue=FinetuneParams.batch_size,
                minValue=2,
            )
        )
        self.add_advanced(
            QgsProcessingParameterNumber(
                "LEARNING_RATE",
                tr("Learning rate"),
                QgsProcessingParameterNumber.Type.Double,
                FinetuneParams.learning_rate,
                minValue=0,
            )
        )
        self.add_seed()
        self.add_device()
        self.addOutput(QgsProcessingOutputString("MODEL", tr("Model id")))
        for task in TASKS.values():
            for metric in task.metrics:
                title = f"{tr(task.title)}: {metric}"
                self.addOutput(QgsProcessingOutputNumber(output_name(task.id, metric), title))
        self.add_job_output()

    def job(
        self,
        parameters: Parameters,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        client: Client,
        folder: Path,
    ) -> FinetuneParams:
        return FinetuneParams(
            model=self.parameterAsString(parameters, "MODEL", context),
            bundle=self.parameterAsString(parameters, "BUNDLE", context),
            tasks=tuple(self.parameterAsEnumStrings(parameters, "TASKS", context)),
            name=self.parameterAsString(parameters, "NAME", context),
            epochs=self.parameterAsInt(parameters, "EPOCHS", context),
            batch_size=self.parameterAsInt(parameters, "BATCH_SIZE", context),
            learning_rate=self.parameterAsDouble(parameters, "LEARNING_RATE", context),
            split=self.parameterAsEnumString(parameters, "SPLIT", context),
            freeze=self.parameterAsBoolean(parameters, "FREEZE", context),
            seed=self.parameterAsInt(parameters, "SEED", context),
            device=self.parameterAsEnumString(parameters, "DEVICE", context),
        )

    def results(
        self,
        job: dict[str, Any],
        parameters: Parameters,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        client: Client,
    ) -> Results:
        results: Results = {"MODEL": job["result"]["model"]}
        feedback.pushInfo(tr("On roads that the model was not fitted on:"))
        for task, metrics in job["result"]["metrics"].items():
            feedback.pushInfo(f"{tr(TASKS[task].title)}: {describe_figures(metrics)}")
            for metric, value in metrics.items():
                results[output_name(task, metric)] = value
        return results


def output_name(task: str, metric: str) -> str:
    """The name of the output that holds a held-out metric, ``SPEED_MAE`` for one."""
    return f"{task}_{metric}".upper()
