"""An index of street-view pictures becomes a point layer."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsFeatureSink,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
)

from trajganr_core.errors import cancelled

from ..i18n import tr
from ..layers.street_view import picture_feature, picture_fields, read_index
from ..layers.trips import GEOGRAPHIC
from .base import Parameters, Results, TrajganrAlgorithm, report_dropped


class LoadStreetView(TrajganrAlgorithm):
    """Reads the positions of pictures; the pictures stay where they are."""

    ID = "loadstreetview"
    TITLE = "Load street view"
    GROUP_ID = "data"
    GROUP = "Data"

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add(
            QgsProcessingParameterFile(
                "FILE",
                tr("Index of pictures (CSV, ZIP, or a folder with index.csv)"),
                fileFilter=tr("Street-view index (*.csv *.zip);;All files (*)"),
            )
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                "OUTPUT", tr("Street views"), QgsProcessing.SourceType.TypeVectorPoint
            )
        )
        self.addOutput(QgsProcessingOutputNumber("IMAGES", tr("Number of pictures")))

    def execute(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Results:
        path = Path(self.parameterAsFile(parameters, "FILE", context))
        dropped: Counter[str] = Counter()
        fields = picture_fields()
        sink, output = self.parameterAsSink(
            parameters, "OUTPUT", context, fields, Qgis.WkbType.Point, GEOGRAPHIC
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, "OUTPUT"))
        count = 0
        for picture in read_index(path, dropped):
            if feedback.isCanceled():
                raise cancelled()
            feature = picture_feature(picture, fields)
            if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
                raise QgsProcessingException(self.writeFeatureError(sink, parameters, "OUTPUT"))
            count += 1
        report_dropped(dropped, feedback)
        feedback.pushInfo(tr("Loaded {count} pictures.").format(count=count))
        return {"OUTPUT": output, "IMAGES": count}
