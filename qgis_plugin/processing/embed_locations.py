"""What a model knows of every road, or of places of one's own, becomes a layer of numbers."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingParameterVectorDestination,
    QgsRectangle,
)

from trajganr_core.contract.choices import VECTOR_SUFFIXES
from trajganr_core.contract.protocol.jobs import EmbedParams
from trajganr_core.contract.results import EmbedResult

from ..client.catalogue import WorkerContents
from ..client.id_checks import area_of
from ..client.origins import origin_of_result
from ..client.session import provenance
from ..i18n import tr
from ..layers.described import metadata
from ..layers.described_files import Presentation, describe_file
from .base import AlgorithmRun, Parameters, Results
from .data_algorithm import LINES, POINTS, DataAlgorithm
from .file_suffix import check_ending
from .layers import CountOutput

FORMATS = {ending: format for format, ending in VECTOR_SUFFIXES.items()}
COUNTS = (
    CountOutput("DIMENSIONS", "Number of dimensions", "dimensions"),
    CountOutput("WITH_TRIPS", "Number with trips", "with_trips"),
    CountOutput("WITH_IMAGES", "Number with street views", "with_images"),
)


class EmbedLocations(DataAlgorithm):
    """Has roads or points embedded, in the format that the output's name tells."""

    ID = "embedlocations"
    TITLE = "Embed locations"
    SUMMARY = "Writes what a model knows of roads or points as vectors of numbers"
    TAGS = ("embedding", "features", "vector", "machine learning")
    GROUP_ID = "predict"
    GROUP = "Predict"
    OPTIONS = EmbedParams

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_model(
            tr("The id that 'Pretrain model' or 'Fine-tune model' answers; the dock lists it too.")
        )
        self.add_layer(
            "LOCATIONS",
            tr("Points"),
            POINTS,
            tr("Roads are embedded where neither points nor roads are given: the bundle's own."),
            optional=True,
        )
        self.add_layer(
            "ROADS", tr("… or roads"), LINES, tr("Their directed segments."), optional=True
        )
        self.add_bundle(
            tr("Trips and pictures to look at: those that the model learned from where empty."),
            optional=True,
        )
        self.add_option("name", tr("Embeddings"))
        self.add_option("device")
        self.add(
            QgsProcessingParameterVectorDestination(
                "OUTPUT", tr("Embeddings"), QgsProcessing.SourceType.TypeVectorAnyGeometry
            ),
            tr("The name's ending tells the format: {endings}.").format(endings=", ".join(FORMATS)),
        )
        self.addOutput(QgsProcessingOutputNumber("LOCATION_COUNT", tr("Number of locations")))
        for number in COUNTS:
            self.addOutput(QgsProcessingOutputNumber(number.name, tr(number.title)))
        self.add_job_output()

    def options(self, parameters: Parameters, context: QgsProcessingContext) -> dict[str, Any]:
        options = super().options(parameters, context)
        output = self.named_output(parameters, "OUTPUT", context)
        format = FORMATS[check_ending(output, *FORMATS)]
        return {**options, "bundle": options["bundle"] or None, "format": format}

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        names = ("LOCATIONS", "ROADS")
        self.check_inputs(parameters, context, *names)
        given = {name.lower(): "to come" if parameters.get(name) else None for name in names}
        EmbedParams(**self.options(parameters, context), **given)

    def check_worker(
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> WorkerContents | None:
        contents = super().check_worker(parameters, context)
        model = self.parameterAsString(parameters, "MODEL", context).strip()
        self.check_reaches(area_of(contents, model), parameters, context, "LOCATIONS", "ROADS")
        return contents

    def job(self, run: AlgorithmRun) -> EmbedParams:
        return EmbedParams(
            **self.options(run.parameters, run.context),
            locations=self.send_layer(run, "LOCATIONS", QgsRectangle()),
            roads=self.send_layer(run, "ROADS", QgsRectangle()),
        )

    def results(self, job: dict[str, Any], run: AlgorithmRun) -> Results:
        result, params = EmbedResult.of(job), job["params"]
        path = self.destination(run.parameters, "OUTPUT", run.context)
        run.fetch(job, result.files[0], path)
        facts = {"model": params["model"], "bundle": params["bundle"] or tr("the model's own")}
        made = metadata(
            tr("Embeddings of TrajGANR"),
            facts | provenance(run.client, job),
            origin_of_result(run.client, params),
        )
        describe_file(path, EmbedResult.LAYER, Presentation(), made, run.context, run.feedback)
        run.feedback.pushInfo(tr("The layer is in {path}.").format(path=path))
        counts = result.counts
        many = counts["locations" if params["locations"] else "roads"]
        run.feedback.pushInfo(tr("Embedded {n} locations.").format(n=many))
        answer = {each.name: counts[each.count] for each in COUNTS}
        return {"OUTPUT": str(path), "LOCATION_COUNT": many, **answer}
