"""Prepares layers and files as a bundle: matched trips, snapped pictures, labels."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingOutputString,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
    QgsRectangle,
)

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.prepare import PrepareParams, PrepareResult
from trajganr_core.contract.layers.columns import PICTURE
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.tasks import TASKS

from ..client.catalogue import WorkerContents
from ..client.credentials import token_of
from ..client.id_checks import area_of, check_ids
from ..i18n import localised, tr
from ..layers.files import check_path
from ..layers.roles import PLACES, ROADS, STREET_VIEWS, TRIPS
from .base import CountOutput, JobRun, Parameters, Results, check_one_of, id_parameter
from .data_algorithm import LINES, POINTS, POLYGONS, DataAlgorithm, bbox_of, check_field
from .secret_inputs import SecretInputs

#: Parameters for the fields of labels, with their tasks and titles.
LABELS = {
    "SPEED_LABEL": ("speed", "Labels: field of the speed"),
    "POPULARITY_LABEL": ("popularity", "Labels: field of the number of trips"),
    "BRAKING_LABEL": ("braking", "Labels: field of hard-braking events per vehicle-km"),
    "SLOWDOWN_LABEL": ("slowdown", "Labels: field of the slow-down intensity, m/s²"),
}


class Prepare(SecretInputs, DataAlgorithm):
    """Sends the data of a study area to the worker, which prepares them."""

    ID = "prepare"
    TITLE = "Prepare study area"
    SUMMARY = "Creates a bundle of a study area: trips on roads, pictures, labels"
    TAGS = ("bundle", "trajectory", "map matching", "labels", "training data")
    GROUP_ID = "model"
    GROUP = "Model"
    OPTIONS = PrepareParams
    ROLES: ClassVar = {
        "TRAJECTORIES": TRIPS,
        "ROADS": ROADS,
        "IMAGES": STREET_VIEWS,
        "POIS": PLACES,
    }
    SIZED_BY = ("TRAJECTORIES", "TRAJECTORY_FILES")
    COMBINED = ("label_fields",)

    _id_salt = ""
    COUNTS = (
        CountOutput("TRIPS", "Number of trips", "trips"),
        CountOutput("SEGMENTS", "Number of directed segments", "edges"),
        CountOutput("IMAGES", "Number of street views", "images"),
    )

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_layer(
            "TRAJECTORIES",
            tr("Trips: a layer, or files below"),
            LINES,
            tr("The output of 'Load trajectories'. Choose either a layer or files."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                "TRAJECTORY_FILES",
                tr("… or files of trips"),
                Qgis.ProcessingSourceType.File,
                optional=True,
            ),
            tr("Any format of 'Load trajectories', for data that are too large for a layer."),
        )
        self.add_layer("ROADS", tr("Roads"), LINES, tr("Lines that share vertices at junctions."))
        self.add_layer(
            "IMAGES",
            tr("Street views"),
            POINTS,
            tr("The output of 'Load street view'."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                "POIS", tr("Places"), [POINTS, POLYGONS], optional=True
            ),
            tr("Points or areas with a category field or OpenStreetMap's tags (amenity, shop, …)."),
        )
        self.add_extent(
            tr(
                "If empty: the common extent of roads and trips; for files of trips, the extent of "
                "the roads. To apply an existing model, choose it under 'Advanced' instead."
            ),
            optional=True,
        )
        self.add_option("name", tr("Study area"))
        self.add_advanced(
            id_parameter(
                "AREA_OF", tr("… or the study area of a model: its id"), "model", optional=True
            ),
            tr("Uses exactly the model's study area."),
        )
        self._add_labels()
        self.add_option("image_distance_m")
        self.add_categories()
        self.add_options("reading trips", "cleaning trips", "reading roads")
        self.add_advanced(
            QgsProcessingParameterAuthConfig(
                "ID_SALT", tr("Salt with which IDs are hashed"), optional=True
            ),
            tr(
                "An authentication configuration with the method Basic and a long random text as "
                "password. If empty: IDs of trips and drivers are kept as they are."
            ),
        )
        self.add_option("driving_side")
        self.add_option("local_time_zone")
        self.add_options("map matching")
        self.add_option("seed")
        self.addOutput(QgsProcessingOutputString("BUNDLE", tr("Bundle ID")))
        self.add_job_outputs()

    def _add_labels(self) -> None:
        self.add_option("label_share")
        self.add_advanced(
            QgsProcessingParameterFeatureSource(
                "LABELS", tr("Labels of your own: lines"), [LINES], optional=True
            ),
            tr("Joined to the nearest roads. The log shows how many could not be joined."),
        )
        for name, (_, title) in LABELS.items():
            parameter = QgsProcessingParameterField(
                name,
                tr(title),
                parentLayerParameterName="LABELS",
                type=QgsProcessingParameterField.DataType.Numeric,
                optional=True,
            )
            self.add_advanced(parameter, tr("If empty: derived from trips."))
        self.add_advanced(
            QgsProcessingParameterString(
                "AOI_PREFIX", tr("Labels: prefix of the fields of places"), optional=True
            ),
            tr("For example aoi_ for aoi_food, aoi_shop, … If empty: derived from places."),
        )
        self.add_options("labels")

    def read_secrets(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        salt = self.parameterAsString(parameters, "ID_SALT", context)
        self._id_salt = token_of(salt) if salt else ""

    def options(self, parameters: Parameters, context: QgsProcessingContext) -> dict[str, Any]:
        fields = {
            task: self.parameterAsString(parameters, name, context)
            for name, (task, _) in LABELS.items()
        }
        fields["aoi"] = self.parameterAsString(parameters, "AOI_PREFIX", context)
        chosen = tuple((task, field) for task, field in fields.items() if field)
        return {**super().options(parameters, context), "label_fields": chosen}

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        check_one_of(parameters, TRAJECTORIES=tr("a layer of trips"), TRAJECTORY_FILES=tr("files"))
        if parameters.get("AREA_OF"):
            check_one_of(parameters, EXTENT=tr("a study area"), AREA_OF=tr("that of a model"))
        layers = ("TRAJECTORIES", "ROADS", "IMAGES", "POIS", "LABELS")
        self.check_inputs(parameters, context, *layers, "POI_CATEGORIES")
        for path in self._files(parameters, context):
            check_path(path)
        self.check_times(parameters, context)
        self.check_overlap(parameters, context, "TRAJECTORIES", "ROADS")
        if not parameters.get("EXTENT") and not parameters.get("AREA_OF"):
            self.common_extent(parameters, context, "ROADS", "TRAJECTORIES")
        self._check_pictures(parameters, context)
        self._check_labels(parameters, context)

    def check_worker(
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> WorkerContents | None:
        model = self.parameterAsString(parameters, "AREA_OF", context).strip()
        contents = check_ids([model], [])
        area = area_of(contents, model)
        self.check_in_area(parameters, context, area, "TRAJECTORIES", "ROADS")
        return contents

    def _check_pictures(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        images = self.parameterAsSource(parameters, "IMAGES", context)
        if images is not None and not {each.name for each in PICTURE} <= {*images.fields().names()}:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "Layer {layer} lacks the fields of a street-view layer.",
                "Make the layer with 'Load street view'.",
                layer=images.sourceName(),
            )

    def _check_labels(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        labels = self.parameterAsSource(parameters, "LABELS", context)
        options = self.options(parameters, context)
        labels_file = None if labels is None else "labels"
        PrepareParams(**self.required_inputs(), **options, labels=labels_file)
        for task, field in options["label_fields"] if labels is not None else ():
            if task != "aoi":
                check_field(labels.fields(), labels.sourceName(), field)

    def _files(self, parameters: Parameters, context: QgsProcessingContext) -> list[Path]:
        # Without files, QGIS returns one empty string.
        files = self.parameterAsFileList(parameters, "TRAJECTORY_FILES", context)
        return [Path(path) for path in files if path]

    def _area(self, run: JobRun) -> QgsRectangle:
        """The study area in degrees."""
        model = self.parameterAsString(run.parameters, "AREA_OF", run.context).strip()
        if model:
            return QgsRectangle(*run.client.card(model).area.bbox)
        drawn = self.extent(run.parameters, run.context)
        if not drawn.isNull():
            return drawn
        common = self.common_extent(run.parameters, run.context, "ROADS", "TRAJECTORIES")
        run.feedback.pushInfo(
            tr("The study area is the common extent of roads and trips, {area} (degrees).").format(
                area=common.toString(4)
            )
        )
        return common

    def job(self, run: JobRun) -> PrepareParams:
        extent = self._area(run)
        files = self._files(run.parameters, run.context)
        trips = [self.send_path(run, path) for path in files]
        return PrepareParams(
            trajectories=tuple(trips) or (self.send_needed(run, "TRAJECTORIES", extent),),
            roads=self.send_needed(run, "ROADS", extent),
            images=self.send_layer(run, "IMAGES", extent),
            pois=self.send_layer(run, "POIS", extent),
            poi_categories=self.send_file(run, "POI_CATEGORIES"),
            labels=self.send_layer(run, "LABELS", extent),
            bbox=bbox_of(extent),
            id_salt=self._id_salt,
            **self.options(run.parameters, run.context),
        )

    def results(self, job: JobRecord, run: JobRun) -> Results:
        result = PrepareResult.of(job)
        for name, count in result.counts.items():
            run.feedback.pushInfo(f"{localised(f'{count:,}')} {name.replace('_', ' ')}")
        for task, count in result.tasks.items():
            run.feedback.pushInfo(
                tr("{task}: {count} labelled road segments").format(
                    task=tr(TASKS[task].title), count=localised(f"{count:,}")
                )
            )
        return {"BUNDLE": result.bundle, **self.count_results(result.counts)}
