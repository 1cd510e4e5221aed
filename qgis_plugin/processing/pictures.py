"""The output that algorithms on street views share: points that name their pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from qgis.core import (
    Qgis,
    QgsFeatureSink,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
)

from trajganr_core.contract.errors import cancelled

from ..i18n import tr
from ..layers.described import described
from ..layers.export import GEOGRAPHIC
from ..layers.street_view import Picture, picture_feature, picture_fields
from .base import Parameters, Results, TrajganrAlgorithm, report_dropped


def add_pictures(algorithm: TrajganrAlgorithm) -> None:
    """Declare the layer and how many pictures it names."""
    algorithm.add(
        QgsProcessingParameterFeatureSink(
            "OUTPUT", tr("Street views"), QgsProcessing.SourceType.TypeVectorPoint
        ),
        tr("A point a picture, with the path of its file and the direction of view."),
    )
    algorithm.addOutput(QgsProcessingOutputNumber("IMAGES", tr("Number of pictures")))


def write_pictures(
    algorithm: TrajganrAlgorithm,
    pictures: Iterable[Picture],
    dropped: Counter[str],
    parameters: Parameters,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> Results:
    """Fill the layer; ``dropped`` is what was left out once all pictures have been taken."""
    fields = described(picture_fields(), parameters["OUTPUT"])
    sink, output = algorithm.parameterAsSink(
        parameters, "OUTPUT", context, fields, Qgis.WkbType.Point, GEOGRAPHIC
    )
    if sink is None:
        raise QgsProcessingException(algorithm.invalidSinkError(parameters, "OUTPUT"))
    count = 0
    for picture in pictures:
        if feedback.isCanceled():
            raise cancelled()
        feature = picture_feature(picture, fields)
        if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
            raise QgsProcessingException(algorithm.writeFeatureError(sink, parameters, "OUTPUT"))
        count += 1
    report_dropped(dropped, feedback)
    feedback.pushInfo(tr("Loaded {count} pictures.").format(count=count))
    return {"OUTPUT": output, "IMAGES": count}
