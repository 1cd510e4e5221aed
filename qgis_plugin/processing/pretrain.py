"""A bundle becomes a model: its encoders are trained without labels."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from trajganr_core.protocol.jobs import PretrainParams

from ..client.session import describe_figures, send_file
from ..i18n import tr
from ..layers.tables import check_file
from .base import JobAlgorithm, Parameters, Results, enum

if TYPE_CHECKING:
    from trajganr_core.protocol.client import Client

ATTENTION = ("encode_once", "joint")
QUERY_TIME = ("synthetic", "masked")


class Pretrain(JobAlgorithm):
    """Trains trajectory, street-view and location encoders to agree."""

    ID = "pretrain"
    TITLE = "Pretrain model"
    GROUP_ID = "model"
    GROUP = "Model"

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add(
            QgsProcessingParameterString("BUNDLE", tr("Bundle id")),
            tr("The id that 'Prepare study area' answers; the dock lists it too."),
        )
        self.add(_whole("EPOCHS", tr("Epochs"), PretrainParams.epochs))
        self.add_name(tr("Pretrained model"))
        self.add_advanced(_whole("BATCH_SIZE", tr("Trips a step"), PretrainParams.batch_size, 2))
        self.add_advanced(
            QgsProcessingParameterNumber(
                "LEARNING_RATE",
                tr("Learning rate"),
                QgsProcessingParameterNumber.Type.Double,
                PretrainParams.learning_rate,
                minValue=0,
            )
        )
        self.add_advanced(
            _whole("DIMENSION", tr("Width of the embedding"), PretrainParams.dimension, 8),
            tr("A multiple of 8."),
        )
        self.add_advanced(_whole("LAYERS", tr("Transformer layers"), PretrainParams.layers))
        self.add_advanced(
            enum("ATTENTION", tr("Attention"), ATTENTION, PretrainParams.attention),
            tr("encode_once encodes a trip once for any number of places; joint is the paper's."),
        )
        self.add_advanced(
            enum("QUERY_TIME", tr("Time of a queried place"), QUERY_TIME, PretrainParams.query_time)
        )
        self.add_advanced(
            QgsProcessingParameterBoolean(
                "MOTION", tr("Use speed and heading of the fixes"), PretrainParams.motion
            )
        )
        self.add_advanced(
            QgsProcessingParameterString(
                "BACKBONE", tr("Street-view backbone (a timm model)"), PretrainParams.backbone
            )
        )
        self.add_advanced(
            QgsProcessingParameterString(
                "WEIGHTS", tr("Weights of the backbone"), PretrainParams.weights
            ),
            tr("hub downloads them, none starts from random ones, or give a weight file's path."),
        )
        self.add_seed()
        self.add_device()
        self.addOutput(QgsProcessingOutputString("MODEL", tr("Model id")))
        self.add_job_output()

    def job(
        self,
        parameters: Parameters,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        client: Client,
        folder: Path,
    ) -> PretrainParams:
        weights = self.parameterAsString(parameters, "WEIGHTS", context)
        if weights not in ("hub", "none"):
            check_file(Path(weights))
            weights = send_file(client, Path(weights), tr("the backbone's weights"), feedback)
        return PretrainParams(
            bundle=self.parameterAsString(parameters, "BUNDLE", context),
            name=self.parameterAsString(parameters, "NAME", context),
            epochs=self.parameterAsInt(parameters, "EPOCHS", context),
            batch_size=self.parameterAsInt(parameters, "BATCH_SIZE", context),
            learning_rate=self.parameterAsDouble(parameters, "LEARNING_RATE", context),
            dimension=self.parameterAsInt(parameters, "DIMENSION", context),
            layers=self.parameterAsInt(parameters, "LAYERS", context),
            attention=self.parameterAsEnumString(parameters, "ATTENTION", context),
            query_time=self.parameterAsEnumString(parameters, "QUERY_TIME", context),
            motion=self.parameterAsBoolean(parameters, "MOTION", context),
            backbone=self.parameterAsString(parameters, "BACKBONE", context),
            weights=weights,
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
        feedback.pushInfo(describe_figures(job["result"]["figures"]))
        return {"MODEL": job["result"]["model"]}


def _whole(
    name: str, description: str, default: int, minimum: int = 1
) -> QgsProcessingParameterNumber:
    return QgsProcessingParameterNumber(name, description, defaultValue=default, minValue=minimum)
