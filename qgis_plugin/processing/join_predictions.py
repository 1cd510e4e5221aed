"""The analyst's own roads with what was predicted of them as further fields."""

from __future__ import annotations

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

from trajganr_core.errors import Code, TrajganrError, cancelled

from ..i18n import tr
from ..layers.described import keeps_descriptions
from ..layers.joined import (
    DIRECTION,
    DIRECTIONS,
    FID,
    joined_columns,
    joined_fields,
    joined_values,
    segments_by_road,
    tasks_in,
)
from ..layers.joined_layer import joined_metadata, save_joined, show_joined
from ..layers.when_loaded import when_loaded
from .base import Parameters, Results, TrajganrAlgorithm, describe, enum
from .data import LINES


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
            tr("The layer that was predicted: its features and fields are kept as they are."),
        )
        self.add(
            QgsProcessingParameterFeatureSource("PREDICTIONS", tr("Predicted roads"), [LINES]),
            tr("What 'Predict roads' has made of that layer."),
        )
        self.add(
            enum("DIRECTIONS", tr("Directions of a road"), DIRECTIONS, DIRECTIONS[0]),
            tr(
                "separate: fields of each direction, fwd_… as the line is drawn and bwd_… against "
                "it. mean: of both. worse: the slower direction and the one with more braking or "
                "slowing; popularity and functions are of both."
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
        self.add(QgsProcessingParameterFeatureSink("OUTPUT", tr("Roads with predictions"), LINES))
        self.addOutput(QgsProcessingOutputNumber("JOINED", tr("Number of roads with predictions")))

    def checkParameterValues(
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> tuple[bool, str]:
        is_fine, reason = super().checkParameterValues(parameters, context)
        if is_fine:
            try:
                self._sources(parameters, context)
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
        roads, predictions = self._sources(parameters, context)
        added = self._added(parameters, context, predictions)
        fields = QgsFields(roads.fields())
        for field in added:
            fields.append(field)
        sink, output = self.parameterAsSink(
            parameters, "OUTPUT", context, fields, roads.wkbType(), roads.sourceCrs()
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, "OUTPUT"))
        joined = self._join(parameters, context, feedback, roads, predictions, sink)
        del sink  # closes the file, which styles and metadata are written into next
        self._describe(parameters, context, output)
        return {"OUTPUT": output, "JOINED": joined}

    def _sources(
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> tuple[QgsProcessingFeatureSource, QgsProcessingFeatureSource]:
        """Both layers, if they go together.

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
        roads, predictions = sources
        _check_predictions(predictions)
        taken = set(roads.fields().names())
        if taken >= {FID, DIRECTION}:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "Layer {layer} is itself one of predicted roads.",
                "Choose the layer that was predicted.",
                layer=roads.sourceName(),
            )
        added = self._added(parameters, context, predictions).names()
        if taken.intersection(added):
            raise TrajganrError(
                Code.INPUT_FIELD,
                "Layer {layer} has fields of the same names already: {fields}.",
                "Give the new fields another prefix.",
                layer=roads.sourceName(),
                fields=", ".join(sorted(taken.intersection(added))),
            )
        return roads, predictions

    def _added(
        self,
        parameters: Parameters,
        context: QgsProcessingContext,
        predictions: QgsProcessingFeatureSource,
    ) -> QgsFields:
        """The fields that the roads are given."""
        directions, prefix = self._how(parameters, context)
        keeps_aliases = keeps_descriptions(parameters.get("OUTPUT"))
        return joined_fields(predictions.fields(), directions, prefix, with_aliases=keeps_aliases)

    def _how(self, parameters: Parameters, context: QgsProcessingContext) -> tuple[str, str]:
        """What becomes of directions, and the prefix."""
        return (
            self.parameterAsEnumString(parameters, "DIRECTIONS", context),
            self.parameterAsString(parameters, "PREFIX", context),
        )

    def _join(
        self,
        parameters: Parameters,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        roads: QgsProcessingFeatureSource,
        predictions: QgsProcessingFeatureSource,
        sink: QgsFeatureSink,
    ) -> int:
        """Write each road with its predictions; answer how many have any.

        Raises:
            TrajganrError: ``INPUT.EMPTY`` when no road has, ``JOB.CANCELLED``.
        """
        names = predictions.fields().names()
        columns = joined_columns(names)
        directions, _ = self._how(parameters, context)
        id_field = self.parameterAsString(parameters, "ID_FIELD", context)
        segments = segments_by_road(predictions.getFeatures(), names)
        joined = count = 0
        total = max(roads.featureCount(), 1)
        for feature in roads.getFeatures():
            if feedback.isCanceled():
                raise cancelled()
            road = str(feature[id_field] if id_field else feature.id())
            own = segments.get(road, ())
            row = QgsFeature(feature)
            row.setAttributes([*feature.attributes(), *joined_values(own, columns, directions)])
            if not sink.addFeature(row, QgsFeatureSink.Flag.FastInsert):
                raise QgsProcessingException(self.writeFeatureError(sink, parameters, "OUTPUT"))
            joined += bool(own)
            count += 1
            feedback.setProgress(100 * count / total)
        _report(joined, count, roads, feedback)
        return joined

    def _describe(
        self,
        parameters: Parameters,
        context: QgsProcessingContext,
        output: str,
    ) -> None:
        """Give the layer its metadata and styles, in its file and when it is loaded."""
        made, how = self._metadata, self._how(parameters, context)
        save_joined(output, made, *how)
        when_loaded(output, context, lambda layer: show_joined(layer, made, *how))


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
