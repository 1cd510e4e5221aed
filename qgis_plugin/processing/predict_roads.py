"""A fine-tuned model predicts every road; the roads come back as a styled layer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
    QgsRectangle,
)

from trajganr_core.protocol.jobs import PredictParams
from trajganr_core.tasks import TASKS

from ..client.models import card_of, describe_model
from ..client.session import send_file
from ..i18n import tr
from ..layers.roads import RoadsPostProcessor, fetch_roads
from .base import JobAlgorithm, Parameters, Results, enum
from .prepare import write_layer

if TYPE_CHECKING:
    from trajganr_core.protocol.client import Client


class PredictRoads(JobAlgorithm):
    """Predicts each direction of each road."""

    ID = "predictroads"
    TITLE = "Predict roads"
    GROUP_ID = "predict"
    GROUP = "Predict"

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add(
            QgsProcessingParameterString("MODEL", tr("Model id")),
            tr("The id that 'Fine-tune model' answers; the dock lists it too."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                "ROADS", tr("Roads"), [QgsProcessing.SourceType.TypeVectorLine], optional=True
            ),
            tr("The roads of the bundle where empty."),
        )
        self.add(
            QgsProcessingParameterString("BUNDLE", tr("Bundle id"), optional=True),
            tr("Trips and pictures to predict from: those of fine-tuning where empty."),
        )
        self.add(
            enum("TASKS", tr("Tasks"), tuple(TASKS), None, multiple=True, optional=True),
            tr("All that the model was fine-tuned for where none is chosen."),
        )
        self.add_name(tr("Predicted roads"))
        self.add_device()
        self.add(
            QgsProcessingParameterVectorDestination(
                "OUTPUT", tr("Predicted roads"), QgsProcessing.SourceType.TypeVectorLine
            )
        )
        self.addOutput(QgsProcessingOutputNumber("SEGMENTS", tr("Number of directed segments")))
        self.add_job_output()

    def checkParameterValues(
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> tuple[bool, str]:
        mistake = self.find_mistake(parameters, "ROADS", context)
        output = self.parameterAsOutputLayer(parameters, "OUTPUT", context)
        if not mistake and not output.lower().endswith(".gpkg"):
            mistake = tr("The predicted roads are a GeoPackage: give a file ending in .gpkg.")
        if mistake:
            return False, mistake
        return super().checkParameterValues(parameters, context)

    def job(
        self,
        parameters: Parameters,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        client: Client,
        folder: Path,
    ) -> PredictParams:
        model = self.parameterAsString(parameters, "MODEL", context)
        feedback.pushInfo(describe_model(card_of(client, model)))
        roads = self.parameterAsSource(parameters, "ROADS", context)
        reference = None
        if roads is not None:
            path = write_layer("ROADS", roads, QgsRectangle(), folder, context, feedback)
            reference = send_file(client, path, roads.sourceName(), feedback)
        return PredictParams(
            model=model,
            roads=reference,
            bundle=self.parameterAsString(parameters, "BUNDLE", context) or None,
            # Where none is chosen, QGIS answers one empty string.
            tasks=tuple(filter(None, self.parameterAsEnumStrings(parameters, "TASKS", context))),
            name=self.parameterAsString(parameters, "NAME", context),
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
        output = self.parameterAsOutputLayer(parameters, "OUTPUT", context)
        model = self.parameterAsString(parameters, "MODEL", context)
        bundle = self.parameterAsString(parameters, "BUNDLE", context) or tr("the model's own")
        segments = fetch_roads(client, job, Path(output), model=model, bundle=bundle)
        if context.willLoadLayerOnCompletion(output):
            details = context.layerToLoadOnCompletionDetails(output)
            details.setPostProcessor(RoadsPostProcessor.create())
        feedback.pushInfo(tr("Predicted {n} directed road segments.").format(n=segments))
        return {"OUTPUT": output, "SEGMENTS": segments}
