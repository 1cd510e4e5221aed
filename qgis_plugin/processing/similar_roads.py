"""Compares all roads of a study area with the road at a location, by their embeddings."""

from __future__ import annotations

from functools import partial

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterPoint,
)

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.kinds.algorithm import Algorithm, Count
from trajganr_core.contract.kinds.embed import EmbedParams
from trajganr_core.contract.kinds.params import inputs_of_kind
from trajganr_core.contract.records.model_card import SHIPPED, no_model_and_bundle

from .. import resources
from ..client.id_checks import check_ids
from ..client.session import connect_or_start, stop_if_cancelled
from ..i18n import tr
from ..layers.described import CONTENT, describe_output, described, fields_of, metadata
from ..layers.export import GEOGRAPHIC
from ..layers.result_names import result_name
from ..layers.similar import STYLE, TABLE, similar_features
from .base import Parameters, Results, Run, WorkerAlgorithm
from .inputs import LINES, parameter_of

_INPUTS = {each.name: each for each in inputs_of_kind(EmbedParams)}


class SimilarRoads(WorkerAlgorithm):
    """One query of a model that the worker keeps loaded."""

    about = Algorithm(
        "similarroads",
        "Similar roads",
        "Shows how similar all roads are to the road at a location",
        ("similarity", "embedding", "cosine", "nearest", "compare"),
        "predict",
        "user_guide.md#ask-a-place",
        counts=(
            Count("ROAD_COUNT", "Number of directed segments"),
            Count("KNOWN", "Number of segments with a similarity"),
        ),
    )

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        model, bundle = map(parameter_of, (_INPUTS["model"], _INPUTS["bundle"]))
        self.add(model, model.help())
        self.add(
            QgsProcessingParameterPoint("POINT", tr("Location")),
            tr("All roads are compared with the road nearest to this location."),
        )
        self.add(bundle, bundle.help())
        self.add(
            QgsProcessingParameterFeatureSink("OUTPUT", tr("Similar roads"), LINES),
            tr("All roads, coloured by similarity."),
        )
        self.add_counts()

    def check_form(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        model, bundle = self._ids(parameters, context)
        if not (model or bundle):
            raise no_model_and_bundle()
        check_ids([model], [bundle])

    def _ids(self, parameters: Parameters, context: QgsProcessingContext) -> tuple[str, str]:
        """The model, '' for the shipped one, and the bundle, '' for the model's own."""
        model, bundle = (
            self.parameterAsString(parameters, name, context).strip()
            for name in ("MODEL", "BUNDLE")
        )
        return model, bundle

    def execute(self, run: Run) -> Results:
        parameters, context, feedback = run.parameters, run.context, run.feedback
        model, bundle = self._ids(parameters, context)
        place = self.parameterAsPoint(parameters, "POINT", context, GEOGRAPHIC)
        with connect_or_start(feedback) as client:
            feedback.pushInfo(tr("Querying the model; the first query loads it."))
            with client.polling(partial(stop_if_cancelled, feedback)):
                roads = client.similar(
                    model or None,
                    place.x(),
                    place.y(),
                    bundle=bundle or None,
                    geometry=True,
                    preparing=partial(_show_preparation, feedback),
                )
            worker = f"TrajGANR {client.status().version}"
        if roads.edge is None:
            feedback.pushWarning(
                tr("No road is near the location; roads are compared with the location itself.")
            )
        lon, lat = roads.location
        name = result_name(tr("Similar roads"), f"{lon:.5f}, {lat:.5f}", {})
        self.name_output(run, "OUTPUT", name)
        fields = described(fields_of(TABLE.columns), parameters["OUTPUT"], TABLE.column)
        features = similar_features(roads, fields)
        output = self.write(run, "OUTPUT", features, fields, Qgis.WkbType.LineString, GEOGRAPHIC)
        facts = {
            CONTENT: "Similar roads",
            "model": model or SHIPPED,
            "bundle": bundle or tr("the model's own"),
            "compared with": f"{lon:.6f}, {lat:.6f}",
            "worker": worker,
        }
        styles = {"TrajGANR": resources.style(STYLE, roads.driving_side)}
        about = metadata(tr("Similar roads by TrajGANR"), facts, {})
        describe_output(output, about, context, feedback, TABLE.column, styles)
        count = sum(roads.cosine(edge) is not None for edge in range(len(roads)))
        return {"OUTPUT": output, "ROAD_COUNT": len(roads), "KNOWN": count}


def _show_preparation(feedback: QgsProcessingFeedback, error: TrajganrError) -> None:
    feedback.setProgressText(error.message)
    feedback.setProgress(error.parameters["percent"])
