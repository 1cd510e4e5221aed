"""Layers become a bundle on the worker: trips matched to roads, pictures snapped, labels."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsRectangle,
    QgsWkbTypes,
)

from trajganr_core.protocol.jobs import PrepareParams

from ..client.session import send_file
from ..i18n import tr
from ..layers.export import GEOGRAPHIC, export, request_in
from ..layers.street_view import picture_fields, write_zip
from .base import JobAlgorithm, Parameters, Results, report_dropped

if TYPE_CHECKING:
    from trajganr_core.protocol.client import Client

#: Outputs, the worker's names of them, and what a person calls them.
COUNTS = {
    "TRIPS": ("trips", "Number of trips"),
    "SEGMENTS": ("edges", "Number of directed segments"),
    "IMAGES": ("images", "Number of street views"),
}
LAYERS = ("TRAJECTORIES", "ROADS", "IMAGES", "POIS")


class Prepare(JobAlgorithm):
    """Sends the layers of a study area and has them prepared."""

    ID = "prepare"
    TITLE = "Prepare study area"
    GROUP_ID = "model"
    GROUP = "Model"

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        line = [QgsProcessing.SourceType.TypeVectorLine]
        point = [QgsProcessing.SourceType.TypeVectorPoint]
        self.add(
            QgsProcessingParameterFeatureSource("TRAJECTORIES", tr("Trips"), line),
            tr("The layer that 'Load trajectories' makes."),
        )
        self.add(QgsProcessingParameterFeatureSource("ROADS", tr("Roads"), line))
        self.add(
            QgsProcessingParameterFeatureSource("IMAGES", tr("Street views"), point, optional=True),
            tr("The layer that 'Load street view' makes."),
        )
        self.add(
            QgsProcessingParameterFeatureSource("POIS", tr("Places"), point, optional=True),
            tr("Points with a category field or OpenStreetMap's tags (amenity, shop, …)."),
        )
        self.add(QgsProcessingParameterExtent("EXTENT", tr("Study area")))
        self.add_name(tr("Study area"))
        self.add_advanced(
            QgsProcessingParameterNumber(
                "LABEL_SHARE",
                tr("Share of drivers whose trips become labels"),
                QgsProcessingParameterNumber.Type.Double,
                PrepareParams.label_share,
                minValue=0.05,
                maxValue=0.95,
            ),
            tr("The other drivers' trips are what the model sees; no driver is both."),
        )
        self.add_advanced(
            QgsProcessingParameterNumber(
                "IMAGE_DISTANCE",
                tr("Farthest street view from a road, metres"),
                QgsProcessingParameterNumber.Type.Double,
                PrepareParams.image_distance_m,
                minValue=1,
            )
        )
        self.add_seed()
        self.addOutput(QgsProcessingOutputString("BUNDLE", tr("Bundle id")))
        for name, (_, title) in COUNTS.items():
            self.addOutput(QgsProcessingOutputNumber(name, tr(title)))
        self.add_job_output()

    def checkParameterValues(
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> tuple[bool, str]:
        for name in LAYERS:
            mistake = self.find_mistake(parameters, name, context)
            if mistake:
                return False, mistake
        trips = self.parameterAsSource(parameters, "TRAJECTORIES", context)
        if trips is not None and not QgsWkbTypes.hasM(trips.wkbType()):
            return False, tr(
                "Layer {name} has no times: its lines carry no M value. Make the layer with 'Load "
                "trajectories'. [INPUT.TIME]"
            ).format(name=trips.sourceName())
        images = self.parameterAsSource(parameters, "IMAGES", context)
        if images is not None and not set(picture_fields().names()) <= set(images.fields().names()):
            return False, tr(
                "Layer {name} does not name its pictures. Make the layer with 'Load street view'. "
                "[INPUT.FIELD]"
            ).format(name=images.sourceName())
        return super().checkParameterValues(parameters, context)

    def job(
        self,
        parameters: Parameters,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        client: Client,
        folder: Path,
    ) -> PrepareParams:
        extent = self.parameterAsExtent(parameters, "EXTENT", context, GEOGRAPHIC)
        sources = {
            name: self.parameterAsSource(parameters, name, context)
            for name in LAYERS
            if parameters.get(name)
        }
        references = {
            name: send_file(
                client,
                write_layer(name, source, extent, folder, context, feedback),
                source.sourceName(),
                feedback,
            )
            for name, source in sources.items()
        }
        return PrepareParams(
            trajectories=(references["TRAJECTORIES"],),
            roads=references["ROADS"],
            images=references.get("IMAGES"),
            pois=references.get("POIS"),
            bbox=(extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()),
            name=self.parameterAsString(parameters, "NAME", context),
            label_share=self.parameterAsDouble(parameters, "LABEL_SHARE", context),
            image_distance_m=self.parameterAsDouble(parameters, "IMAGE_DISTANCE", context),
            seed=self.parameterAsInt(parameters, "SEED", context),
        )

    def results(
        self,
        job: dict[str, Any],
        parameters: Parameters,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        client: Client,
    ) -> Results:
        result = job["result"]
        for what, count in result["counts"].items():
            feedback.pushInfo(f"{what.replace('_', ' ')}: {count}")
        for task, count in result["tasks"].items():
            feedback.pushInfo(
                tr("{task}: {count} labelled road segments").format(task=task, count=count)
            )
        counts = {output: result["counts"][count] for output, (count, _) in COUNTS.items()}
        return {"BUNDLE": result["bundle"], **counts}


def write_layer(
    name: str,
    source: QgsProcessingFeatureSource,
    extent: QgsRectangle,
    folder: Path,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> Path:
    """Write what the worker needs of a layer: its features in the extent, or its pictures."""
    if name == "IMAGES":
        path = folder / "images.zip"
        dropped: Counter[str] = Counter()
        write_zip(source.getFeatures(request_in(extent, context)), path, feedback, dropped)
        report_dropped(dropped, feedback)
    else:
        path = folder / f"{name.lower()}.gpkg"
        export(source, extent, path, context, feedback)
    return path
