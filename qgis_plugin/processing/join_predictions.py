"""Adds predictions as fields to the user's own roads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qgis.core import (
    QgsFeature,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QMetaType

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.algorithm import Algorithm
from trajganr_core.contract.layers.predicted_columns import road_styles

from ..i18n import tr
from ..layers.described import TIME_SETS, fact_of, keeps_descriptions
from ..layers.joined import (
    DIRECTION,
    DIRECTIONS,
    EDGE,
    FID,
    ONE_SEGMENT,
    Segment,
    joined_columns,
    joined_fields,
    joined_values,
    segments_by_road,
)
from ..layers.joined_layer import joined_metadata, save_joined, show_joined, with_joining
from ..layers.result_names import result_name
from ..layers.roles import PREDICTED, ROADS_TO_JOIN
from ..layers.when_loaded import when_loaded
from .base import Parameters, Results, Run, TrajganrAlgorithm, enum
from .inputs import LINES

#: The key of features in a GeoPackage, and the types that it may have.
KEY = "fid"
WHOLE = (QMetaType.Type.Int, QMetaType.Type.LongLong)


class JoinPredictions(TrajganrAlgorithm):
    """Adds predictions to the features that were predicted and keeps their fields."""

    about = Algorithm(
        "joinpredictions",
        "Join predictions to roads",
        "Adds predictions to the features of your own road layer",
        ("join", "attributes", "roads", "merge", "traffic"),
        "predict",
        "results.md#segment-ids",
    )

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add(
            QgsProcessingParameterFeatureSource("ROADS", tr("Roads"), [LINES]),
            tr(
                "The layer that was predicted; its features and fields do not change. A layer of "
                "directed segments, such as the exported roads of the same bundle, is joined by "
                "its field edge."
            ),
            role=ROADS_TO_JOIN,
        )
        self.add(
            QgsProcessingParameterFeatureSource("PREDICTIONS", tr("Predicted roads"), [LINES]),
            tr("The output of 'Predict roads' for this layer."),
            role=PREDICTED,
        )
        self.add(
            enum(
                "DIRECTIONS",
                tr("Directions of a road"),
                DIRECTIONS,
                DIRECTIONS[0],
                {
                    "separate": tr("Fields for each direction"),
                    "mean": tr("Mean of both"),
                    "worse": tr("The worse of both"),
                },
            ),
            tr(
                "Separate fields have the prefix fwd_ in the direction of the line and bwd_ in the "
                "opposite direction. The worse direction is the slower one, and that with more "
                "braking or slow-downs; popularity and functions combine both. Not used for "
                "directed segments."
            ),
        )
        self.add_advanced(
            QgsProcessingParameterString("PREFIX", tr("Prefix of the new fields"), optional=True),
            tr("Required if the roads have fields with the same names."),
        )
        self.add_advanced(
            QgsProcessingParameterField(
                "ID_FIELD", tr("Field of the roads' ids"), None, "ROADS", optional=True
            ),
            tr("Compared with source_fid of the predictions. If empty: the id of the feature."),
        )
        self.add(
            QgsProcessingParameterFeatureSink("OUTPUT", tr("Roads with predictions"), LINES),
            tr("Your roads with fields for the predictions."),
        )
        self.addOutput(QgsProcessingOutputNumber("JOINED", tr("Number of roads with predictions")))

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        self._plan(parameters, context)

    def read(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        layers = [
            self.parameterAsVectorLayer(parameters, name, context)
            for name in ("ROADS", "PREDICTIONS")
        ]
        self._metadata = joined_metadata(*layers)
        self._time_sets = fact_of(self._metadata, TIME_SETS)

    def execute(self, run: Run) -> Results:
        plan = self._plan(run.parameters, run.context, self._time_sets)
        name = result_name(tr("Roads with predictions"), plan.roads.sourceName(), {})
        self.name_output(run, "OUTPUT", name)
        segments = plan.segments()
        fields = self._own_fields(plan.roads, run)
        for field in plan.added(run.parameters.get("OUTPUT")).toList():
            fields.append(field)
        roads, joined, count = plan.roads, 0, 0

        def features() -> Iterator[QgsFeature]:
            nonlocal joined, count
            columns = joined_columns(plan.predictions.fields().names())
            total = max(roads.featureCount(), 1)
            for count, road in enumerate(roads.getFeatures(), start=1):
                own = segments.get(plan.id_of(road), ())
                joined += bool(own)
                feature = QgsFeature(road)
                values = joined_values(own, columns, plan.directions)
                feature.setAttributes([*road.attributes(), *values])
                yield feature
                run.feedback.setProgress(100 * count / total)

        output = self.write(run, "OUTPUT", features(), fields, roads.wkbType(), roads.sourceCrs())
        _check_joined(joined, count, roads)
        run.feedback.pushInfo(
            tr("{joined} of {n} roads have predictions.").format(joined=joined, n=count)
        )
        about = with_joining(self._metadata, plan.directions, plan.prefix)
        save_joined(output, about)
        when_loaded(output, run.context, lambda layer: show_joined(layer, about))
        return {"OUTPUT": output, "JOINED": joined}

    def _own_fields(self, roads: QgsProcessingFeatureSource, run: Run) -> QgsFields:
        """The fields of the roads.

        A GeoPackage has a whole, unique ``fid``: another field of that name is called
        ``fid_of_road`` there.
        """
        fields = QgsFields()
        for index, field in enumerate(roads.fields().toList()):
            is_fid = field.name().lower() == KEY and keeps_descriptions(run.parameters["OUTPUT"])
            if is_fid and not _is_key(roads, index):
                field.setName(f"{KEY}_of_road")
                run.feedback.pushInfo(
                    tr(
                        "The field {field} is called {name} in the output: its values are no key."
                    ).format(field=KEY, name=field.name())
                )
            fields.append(field)
        return fields

    def _plan(
        self, parameters: Parameters, context: QgsProcessingContext, time_sets: str = ""
    ) -> _Plan:
        """Both layers and how they are joined.

        Raises:
            TrajganrError: ``INPUT.NOT_FOUND`` or ``INPUT.FIELD``.
        """
        plan = _Plan(
            self.needed_source(parameters, "ROADS", context),
            self.needed_source(parameters, "PREDICTIONS", context),
            id_field=self.parameterAsString(parameters, "ID_FIELD", context),
            chosen_directions=self.parameterAsEnumString(parameters, "DIRECTIONS", context),
            prefix=self.parameterAsString(parameters, "PREFIX", context),
            time_sets=time_sets,
        )
        _check_predictions(plan.predictions)
        taken = set(plan.roads.fields().names())
        if taken >= {FID, DIRECTION} and not plan.by_edge:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "Layer {layer} is itself a layer of predicted roads.",
                "Choose the layer that was predicted.",
                layer=plan.roads.sourceName(),
            )
        added = plan.added(parameters.get("OUTPUT")).names()
        if taken.intersection(added):
            raise TrajganrError(
                Code.INPUT_FIELD,
                "Layer {layer} already has the fields {fields}.",
                "Choose another prefix for the new fields.",
                layer=plan.roads.sourceName(),
                fields=", ".join(sorted(taken.intersection(added))),
            )
        return plan


@dataclass(frozen=True)
class _Plan:
    """Two layers and how they are joined.

    Attributes:
        roads, predictions: the layers.
        id_field: of the roads, with the ids in ``source_fid`` of the predictions; '' for the ids of
            the features.
        chosen_directions: one of :data:`DIRECTIONS`.
        prefix: of the names of new fields.
        time_sets: names of the predicted times of the week; '' if they are not known.
    """

    roads: QgsProcessingFeatureSource
    predictions: QgsProcessingFeatureSource
    id_field: str
    chosen_directions: str
    prefix: str
    time_sets: str

    @property
    def by_edge(self) -> bool:
        """Whether both layers contain directed segments, identified by ``edge``."""
        layers = (set(source.fields().names()) for source in (self.roads, self.predictions))
        return not self.id_field and all(names >= {EDGE, FID, DIRECTION} for names in layers)

    @property
    def directions(self) -> str:
        """How directions are combined."""
        return ONE_SEGMENT if self.by_edge else self.chosen_directions

    def added(self, output: Any) -> QgsFields:
        """The new fields; ``output`` is the value of the parameter."""
        return joined_fields(
            self.predictions.fields(),
            self.directions,
            self.prefix,
            with_aliases=keeps_descriptions(output),
            time_sets=self.time_sets,
        )

    def id_of(self, road: QgsFeature) -> str:
        """The key of a road's segments."""
        if self.by_edge:
            return str(road[EDGE])
        return str(road[self.id_field] if self.id_field else road.id())

    def segments(self) -> dict[str, list[Segment]]:
        """The predicted segments of each road.

        Raises:
            TrajganrError: ``INPUT.FIELD`` if equal edge numbers are different segments.
        """
        names = self.predictions.fields().names()
        key = EDGE if self.by_edge else FID
        segments = segments_by_road(self.predictions.getFeatures(), names, key)
        if self.by_edge:
            self._check_same_network(segments)
        return segments

    def _check_same_network(self, segments: Mapping[str, Sequence[Segment]]) -> None:
        for road in self.roads.getFeatures():
            for segment in segments.get(self.id_of(road), ()):
                if any(segment[name] != road[name] for name in (FID, DIRECTION)):
                    raise TrajganrError(
                        Code.INPUT_FIELD,
                        "{roads} and {predictions} have different edges: edge {edge} belongs to "
                        "different roads or directions.",
                        "Choose two layers of the same bundle, or of the same road layer.",
                        roads=self.roads.sourceName(),
                        predictions=self.predictions.sourceName(),
                        edge=road[EDGE],
                    )


def _is_key(roads: QgsProcessingFeatureSource, index: int) -> bool:
    """Whether a field has another whole number for each road."""
    is_whole = roads.fields()[index].type() in WHOLE
    return is_whole and len(roads.uniqueValues(index)) == roads.featureCount()


def _check_predictions(predictions: QgsProcessingFeatureSource) -> None:
    names = predictions.fields().names()
    predicted = road_styles(names)
    if not {FID, DIRECTION} <= set(names) or not predicted:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "Layer {layer} is not a layer of predicted roads: it lacks {field} or a prediction.",
            "Choose the output of 'Predict roads'.",
            layer=predictions.sourceName(),
            field=f"{FID}, {DIRECTION}",
        )


def _check_joined(joined: int, count: int, roads: QgsProcessingFeatureSource) -> None:
    if not joined:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "None of the {n} roads of {layer} has a prediction.",
            "Choose the layer that was predicted, or the field with its ids.",
            n=count,
            layer=roads.sourceName(),
        )
