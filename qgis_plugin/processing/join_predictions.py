"""The analyst's own roads with what was predicted of them as further fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qgis.core import (
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterString,
)

from trajganr_core.contract.errors import Code, TrajganrError, cancelled

from ..i18n import tr
from ..layers.described import keeps_descriptions
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
    tasks_in,
)
from ..layers.joined_layer import joined_metadata, save_joined, show_joined
from ..layers.when_loaded import name_after, when_loaded
from .base import Parameters, Results, TrajganrAlgorithm, describe, enum
from .data_algorithm import LINES


class JoinPredictions(TrajganrAlgorithm):
    """Adds predictions to the features that were predicted; their own fields stay."""

    ID = "joinpredictions"
    TITLE = "Join predictions to roads"
    SUMMARY = "Adds predictions to the features of your own road layer"
    TAGS = ("join", "attributes", "roads", "merge", "traffic")
    GROUP_ID = "predict"
    GROUP = "Predict"

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add(
            QgsProcessingParameterFeatureSource("ROADS", tr("Roads"), [LINES]),
            tr(
                "The layer that was predicted: its features and fields are kept as they are. A "
                "layer of directed segments, such as the exported roads of the same bundle, is "
                "joined by its field edge."
            ),
        )
        self.add(
            QgsProcessingParameterFeatureSource("PREDICTIONS", tr("Predicted roads"), [LINES]),
            tr("What 'Predict roads' has made of that layer."),
        )
        self.add(
            enum("DIRECTIONS", tr("Directions of a road"), DIRECTIONS, DIRECTIONS[0]),
            tr(
                "Fields of each direction begin with fwd_ as the line is drawn and with bwd_ "
                "against it. The worse of both is the slower one, and the one with more braking "
                "or slowing; popularity and functions are of both. Directed segments have one "
                "direction each."
            ),
        )
        self.add_advanced(
            QgsProcessingParameterString("PREFIX", tr("Prefix of the new fields"), optional=True),
            tr("Needed where the roads have fields of the same names."),
        )
        self.add_advanced(
            QgsProcessingParameterField(
                "ID_FIELD", tr("Field of the roads' ids"), None, "ROADS", optional=True
            ),
            tr("What source_fid of the predictions holds: the feature's own id where empty."),
        )
        self.add(
            QgsProcessingParameterFeatureSink("OUTPUT", tr("Roads with predictions"), LINES),
            tr("Your roads with the predictions as further fields."),
        )
        self.addOutput(QgsProcessingOutputNumber("JOINED", tr("Number of roads with predictions")))

    def checkParameterValues(
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> tuple[bool, str]:
        is_fine, reason = super().checkParameterValues(parameters, context)
        if is_fine:
            try:
                self._plan(parameters, context)
            except TrajganrError as error:
                return False, describe(error)
        return is_fine, reason

    def prepareAlgorithm(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        # Layers themselves, unlike their features, are the main thread's.
        layers = [
            self.parameterAsVectorLayer(parameters, name, context)
            for name in ("ROADS", "PREDICTIONS")
        ]
        self._metadata = joined_metadata(*layers)
        return super().prepareAlgorithm(parameters, context, feedback)

    def execute(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Results:
        plan = self._plan(parameters, context)
        segments = plan.segments()
        fields = QgsFields(plan.roads.fields())
        for field in plan.added(parameters.get("OUTPUT")):
            fields.append(field)
        sink, output = self.parameterAsSink(
            parameters,
            "OUTPUT",
            context,
            fields,
            plan.roads.wkbType(),
            plan.roads.sourceCrs(),
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, "OUTPUT"))
        joined = self._join(parameters, feedback, plan, segments, sink)
        del sink  # closes the file, which styles and metadata are written into next
        self._describe(plan, context, output)
        return {"OUTPUT": output, "JOINED": joined}

    def _plan(self, parameters: Parameters, context: QgsProcessingContext) -> _Plan:
        """Both layers, if they go together, and how they are joined.

        Raises:
            TrajganrError: ``INPUT.NOT_FOUND`` or ``INPUT.FIELD``.
        """
        sources = [
            self.parameterAsSource(parameters, name, context) for name in ("ROADS", "PREDICTIONS")
        ]
        for name, source in zip(("ROADS", "PREDICTIONS"), sources, strict=True):
            if source is None:
                raise TrajganrError(
                    Code.INPUT_NOT_FOUND,
                    "The layer of {parameter} cannot be read.",
                    "Choose another layer.",
                    parameter=name,
                )
        plan = _Plan(
            *sources,
            id_field=self.parameterAsString(parameters, "ID_FIELD", context),
            chosen_directions=self.parameterAsEnumString(parameters, "DIRECTIONS", context),
            prefix=self.parameterAsString(parameters, "PREFIX", context),
        )
        _check_predictions(plan.predictions)
        taken = set(plan.roads.fields().names())
        if taken >= {FID, DIRECTION} and not plan.by_edge:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "Layer {layer} is itself one of predicted roads.",
                "Choose the layer that was predicted.",
                layer=plan.roads.sourceName(),
            )
        added = plan.added(parameters.get("OUTPUT")).names()
        if taken.intersection(added):
            raise TrajganrError(
                Code.INPUT_FIELD,
                "Layer {layer} has fields of the same names already: {fields}.",
                "Give the new fields another prefix.",
                layer=plan.roads.sourceName(),
                fields=", ".join(sorted(taken.intersection(added))),
            )
        return plan

    def _join(
        self,
        parameters: Parameters,
        feedback: QgsProcessingFeedback,
        plan: _Plan,
        segments: Mapping[str, Sequence[Segment]],
        sink: QgsFeatureSink,
    ) -> int:
        """Write each road with its predictions; answer how many have any.

        Raises:
            TrajganrError: ``INPUT.EMPTY`` when no road has, ``JOB.CANCELLED``.
        """
        columns = joined_columns(plan.predictions.fields().names())
        joined = count = 0
        total = max(plan.roads.featureCount(), 1)
        for feature in plan.roads.getFeatures():
            if feedback.isCanceled():
                raise cancelled()
            own = segments.get(plan.id_of(feature), ())
            values = joined_values(own, columns, plan.directions)
            row = QgsFeature(feature)
            row.setAttributes([*feature.attributes(), *values])
            if not sink.addFeature(row, QgsFeatureSink.Flag.FastInsert):
                raise QgsProcessingException(self.writeFeatureError(sink, parameters, "OUTPUT"))
            joined += bool(own)
            count += 1
            feedback.setProgress(100 * count / total)
        _report(joined, count, plan.roads, feedback)
        return joined

    def _describe(self, plan: _Plan, context: QgsProcessingContext, output: str) -> None:
        """Give the layer its metadata and styles, in its file and when it is loaded."""
        made, how = self._metadata, (plan.directions, plan.prefix)
        save_joined(output, made, *how)
        when_loaded(output, context, lambda layer: show_joined(layer, made, *how))
        name_after(output, context, tr("Roads with predictions"), plan.roads.sourceName())


@dataclass(frozen=True)
class _Plan:
    """Two layers and how they are joined.

    Attributes:
        roads, predictions: the layers.
        id_field: of the roads, what ``source_fid`` of the predictions holds; '' for their own ids.
        chosen_directions: what becomes of directions where roads have two.
        prefix: before every name of a new field.
    """

    roads: QgsProcessingFeatureSource
    predictions: QgsProcessingFeatureSource
    id_field: str
    chosen_directions: str
    prefix: str

    @property
    def by_edge(self) -> bool:
        """Whether both layers are of directed segments, which their numbers tell apart."""
        layers = (set(source.fields().names()) for source in (self.roads, self.predictions))
        return not self.id_field and all(names >= {EDGE, FID, DIRECTION} for names in layers)

    @property
    def directions(self) -> str:
        """What becomes of directions."""
        return ONE_SEGMENT if self.by_edge else self.chosen_directions

    def added(self, output: Any) -> QgsFields:
        """The fields that the roads are given; ``output`` is the value of the parameter."""
        return joined_fields(
            self.predictions.fields(),
            self.directions,
            self.prefix,
            with_aliases=keeps_descriptions(output),
        )

    def id_of(self, road: QgsFeature) -> str:
        """What the segments of a road are found by."""
        if self.by_edge:
            return str(road[EDGE])
        return str(road[self.id_field] if self.id_field else road.id())

    def segments(self) -> dict[str, list[Segment]]:
        """The predicted segments of each road.

        Raises:
            TrajganrError: ``INPUT.FIELD`` where edges of the same number are not the same segment.
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
                        "The edges of {roads} are not those of {predictions}: edge {edge} is of "
                        "another road or direction.",
                        "Choose two layers of the same bundle, or of the same road layer.",
                        roads=self.roads.sourceName(),
                        predictions=self.predictions.sourceName(),
                        edge=road[EDGE],
                    )


def _check_predictions(predictions: QgsProcessingFeatureSource) -> None:
    names = predictions.fields().names()
    if not {FID, DIRECTION} <= set(names) or not tasks_in(names):
        raise TrajganrError(
            Code.INPUT_FIELD,
            "Layer {layer} is not a layer of predicted roads: it lacks {field} or a prediction.",
            "Choose what 'Predict roads' has made.",
            layer=predictions.sourceName(),
            field=f"{FID}, {DIRECTION}",
        )


def _report(
    joined: int,
    count: int,
    roads: QgsProcessingFeatureSource,
    feedback: QgsProcessingFeedback,
) -> None:
    """Say how many roads have predictions.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` when none has.
    """
    if not joined:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "None of the {n} roads of {layer} was predicted.",
            "Choose the layer that was predicted, or the field that holds its ids.",
            n=count,
            layer=roads.sourceName(),
        )
    feedback.pushInfo(tr("{joined} of {n} roads have predictions.").format(joined=joined, n=count))
