"""All roads of a study area, by how alike a model finds them to the one at a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import (
    Qgis,
    QgsFeatureSink,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterPoint,
)

from trajganr_core.contract.errors import TrajganrError, cancelled

from .. import resources
from ..client.id_checks import check_ids
from ..client.session import connect_or_start, missing_dependency
from ..i18n import tr
from ..layers.described import describe_output, described, metadata
from ..layers.export import GEOGRAPHIC
from ..layers.similar import STYLE, similar_features, similar_fields
from ..layers.when_loaded import name_after
from .base import Parameters, Results, TrajganrAlgorithm, describe
from .data_algorithm import LINES

if TYPE_CHECKING:
    from trajganr_core.contract.protocol.similarity_codec import SimilarRoads


class SimilarRoadsAlgorithm(TrajganrAlgorithm):
    """Asks the worker once; it answers from a model that it keeps loaded."""

    ID = "similarroads"
    TITLE = "Similar roads"
    SUMMARY = "Shows how alike all roads are to the one at a place"
    TAGS = ("similarity", "embedding", "cosine", "nearest", "compare")
    GROUP_ID = "predict"
    GROUP = "Predict"

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_model(
            tr("The id that 'Pretrain model' or 'Fine-tune model' answers; the dock lists it too.")
        )
        self.add(
            QgsProcessingParameterPoint("POINT", tr("Place")),
            tr("The road nearest to it is what all others are compared with."),
        )
        self.add_bundle(
            tr("Trips and pictures to look at: those that the model learned from where empty."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterFeatureSink("OUTPUT", tr("Similar roads"), LINES),
            tr("All roads, coloured by how similar they are."),
        )
        self.addOutput(QgsProcessingOutputNumber("ROAD_COUNT", tr("Number of directed segments")))
        self.addOutput(QgsProcessingOutputNumber("KNOWN", tr("Number of them that are known")))

    def canExecute(self) -> tuple[bool, str]:
        reason = missing_dependency()
        return not reason, reason

    def checkParameterValues(
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> tuple[bool, str]:
        try:
            model, bundle = self._asked(parameters, context)
            check_ids([model], [bundle])
        except TrajganrError as error:
            return False, describe(error)
        return super().checkParameterValues(parameters, context)

    def _asked(self, parameters: Parameters, context: QgsProcessingContext) -> tuple[str, str]:
        """The model and the bundle, '' for its own."""
        model, bundle = (
            self.parameterAsString(parameters, name, context).strip()
            for name in ("MODEL", "BUNDLE")
        )
        return model, bundle

    def execute(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Results:
        model, bundle = self._asked(parameters, context)
        place = self.parameterAsPoint(parameters, "POINT", context, GEOGRAPHIC)
        with connect_or_start(feedback) as client:
            feedback.pushInfo(tr("Asking the model; a first question loads it."))
            roads = client.similar(
                model, place.x(), place.y(), bundle=bundle or None, geometry=True
            )
            worker = f"TrajGANR {client.status()['version']}"
        if roads.edge is None:
            feedback.pushWarning(
                tr("No road is near the place: all roads are compared with the place alone.")
            )
        output = self._write(roads, parameters, context, feedback)
        lon, lat = roads.location
        facts = {
            "model": model,
            "bundle": bundle or tr("the model's own"),
            "compared with": f"{lon:.6f}, {lat:.6f}",
            "worker": worker,
        }
        style = resources.style(STYLE, roads.driving_side)
        made = metadata(tr("Similar roads by TrajGANR"), facts, {})
        describe_output(output, made, context, feedback, style)
        name_after(output, context, tr("Similar roads"), f"{lon:.5f}, {lat:.5f}")
        known = sum(roads.cosine(edge) is not None for edge in range(len(roads)))
        return {"OUTPUT": output, "ROAD_COUNT": len(roads), "KNOWN": known}

    def _write(
        self,
        roads: SimilarRoads,
        parameters: Parameters,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> str:
        """Fill the layer; answers what QGIS calls it."""
        fields = described(similar_fields(), parameters["OUTPUT"])
        sink, output = self.parameterAsSink(
            parameters, "OUTPUT", context, fields, Qgis.WkbType.LineString, GEOGRAPHIC
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, "OUTPUT"))
        for row in similar_features(roads, fields):
            if feedback.isCanceled():
                raise cancelled()
            if not sink.addFeature(row, QgsFeatureSink.Flag.FastInsert):
                raise QgsProcessingException(self.writeFeatureError(sink, parameters, "OUTPUT"))
        return output
