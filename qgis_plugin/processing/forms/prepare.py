"""Prepare study area: trips as a layer or files, labels by field, and the area of a model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterField,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
    QgsRectangle,
)

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.algorithm import OptionsOf
from trajganr_core.contract.kinds.prepare import PrepareResult
from trajganr_core.contract.layers.columns import PICTURE
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.records.bundle_manifest import ENOUGH, FEW
from trajganr_core.contract.tasks import TASKS

from ...client.catalogue import WorkerContents
from ...client.credentials import token_of
from ...client.id_checks import area_of, check_ids
from ...i18n import localised, tr
from ...layers.files import check_path
from ..base import Parameters, Results, check_one_of, id_parameter
from ..download import NetworkAlgorithm
from ..inputs import JobRun, bbox_of, check_field

#: Parameters for the fields of labels, with their tasks and titles.
LABELS = {
    "SPEED_LABEL": ("speed", "Labels: field of the speed"),
    "POPULARITY_LABEL": ("popularity", "Labels: field of the number of trips"),
    "BRAKING_LABEL": ("braking", "Labels: field of hard-braking events per vehicle-km"),
    "SLOWDOWN_LABEL": ("slowdown", "Labels: field of the slow-down intensity, m/s²"),
}


class Form(NetworkAlgorithm):
    """Sends the data of a study area to the worker, which prepares them."""

    _id_salt = ""

    def add_field(self, field: str | OptionsOf) -> None:
        if field == "label_fields":
            self._add_label_fields()
        elif field == "id_salt":
            self._add_salt()
        else:
            super().add_field(field)
        if field == "trips":
            self.add(
                QgsProcessingParameterMultipleLayers(
                    "TRIP_FILES",
                    tr("… or files of trips"),
                    Qgis.ProcessingSourceType.File,
                    optional=True,
                ),
                tr("Any format of 'Load trips', for data that are too large for a layer."),
            )
        elif field == "name":
            title = tr("… or the study area of a model: its id")
            model = id_parameter("AREA_OF", title, "model", optional=True)
            self.add_advanced(model, tr("Uses exactly the model's study area."))

    def _add_salt(self) -> None:
        self.add_advanced(
            QgsProcessingParameterAuthConfig(
                "ID_SALT", tr("Salt with which IDs are hashed"), optional=True
            ),
            tr(
                "An authentication configuration with the method Basic and a long random text as "
                "password. If empty: IDs of trips and drivers are kept as they are."
            ),
        )

    def _add_label_fields(self) -> None:
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

    def read(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        super().read(parameters, context)
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
        check_one_of(parameters, TRIPS=tr("a layer of trips"), TRIP_FILES=tr("files"))
        if parameters.get("AREA_OF"):
            check_one_of(parameters, EXTENT=tr("a study area"), AREA_OF=tr("that of a model"))
        for path in self._files(parameters, context):
            check_path(path)
        super().check(parameters, context)
        self._check_pictures(parameters, context)
        self._check_labels(parameters, context)

    def check_worker(
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> WorkerContents | None:
        model = self.parameterAsString(parameters, "AREA_OF", context).strip()
        contents = check_ids([model], [])
        area = area_of(contents, model)
        self.check_in_area(parameters, context, area)
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
        for task, field in self.options(parameters, context)["label_fields"]:
            if labels is not None and task != "aoi":
                check_field(labels.fields(), labels.sourceName(), field)

    def _files(self, parameters: Parameters, context: QgsProcessingContext) -> list[Path]:
        # Without files, QGIS returns one empty string.
        files = self.parameterAsFileList(parameters, "TRIP_FILES", context)
        return [Path(path) for path in files if path]

    def _area(self, run: JobRun) -> QgsRectangle:
        """The study area in degrees; null where the worker is to find it."""
        model = self.parameterAsString(run.parameters, "AREA_OF", run.context).strip()
        if model:
            return QgsRectangle(*run.client.card(model).area.bbox)
        return self.extent(run.parameters, run.context)

    def sent(self, run: JobRun, extent: QgsRectangle) -> dict[str, Any]:
        area = self._area(run)
        files = [self.send_path(run, path) for path in self._files(run.parameters, run.context)]
        inputs = super().sent(run, area)
        bbox = None if area.isNull() else bbox_of(area)
        trips = tuple(files) or inputs["trips"]
        return inputs | {"trips": trips, "bbox": bbox, "id_salt": self._id_salt}

    def results(self, job: JobRecord, run: JobRun) -> Results:
        result, words = PrepareResult.of(job), {ENOUGH: tr("enough"), FEW: tr("few")}
        for task, count in result.tasks.items():
            run.feedback.pushInfo(
                tr("{task}: {count} labelled road segments ({enough})").format(
                    task=tr(TASKS[task].title),
                    count=localised(f"{count:,}"),
                    enough=words.get(result.support.get(task, ""), tr("none")),
                )
            )
        return super().results(job, run)
