"""Writes embeddings of roads or points as a layer."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingParameterVectorDestination,
)

from trajganr_core.contract.kinds.embed import EMBEDDINGS, EmbedParams, EmbedResult
from trajganr_core.contract.options.choices import VECTOR_SUFFIXES
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.records.model_card import SHIPPED

from ..client.origins import origin_of_result
from ..client.session import provenance
from ..i18n import tr
from ..layers.described import CONTENT, metadata
from ..layers.described_files import describe_file
from ..layers.roles import ROADS
from .base import CountOutput, JobRun, Parameters, Results
from .data_algorithm import LINES, POINTS, DataAlgorithm

FORMATS = {suffix: format for format, suffix in VECTOR_SUFFIXES.items()}


class EmbedLocations(DataAlgorithm):
    """Embeds roads or points; the format depends on the suffix of the output."""

    ID = "embedlocations"
    TITLE = "Embed locations"
    SUMMARY = "Writes the embeddings of roads or points, vectors of numbers"
    TAGS = ("embedding", "features", "vector", "machine learning")
    GROUP_ID = "predict"
    GROUP = "Predict"
    OPTIONS = EmbedParams
    ROLES: ClassVar = {"ROADS": ROADS}
    LEFT_EMPTY = ("ROADS",)
    RESULT = "Embeddings"
    IN_MODEL_AREA = ("LOCATIONS", "ROADS")
    SUFFIXES: ClassVar = {"OUTPUT": tuple(FORMATS)}
    COUNTS = (
        CountOutput("DIMENSIONS", "Number of dimensions", "dimensions"),
        CountOutput("WITH_TRIPS", "Number with trips", "with_trips"),
        CountOutput("WITH_IMAGES", "Number with street views", "with_images"),
    )

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_model(
            tr("The output of 'Pretrain model' or 'Fine-tune model'; the dock lists it too.")
        )
        self.add_layer(
            "LOCATIONS",
            tr("Points"),
            POINTS,
            tr("If neither points nor roads are given: the roads of the bundle."),
            optional=True,
        )
        self.add_layer(
            "ROADS", tr("… or roads"), LINES, tr("Their directed segments."), optional=True
        )
        self.add_bundle_or_own(tr("Provides trips and pictures."))
        self.add_option("name")
        self.add_option("device")
        self.add(
            QgsProcessingParameterVectorDestination(
                "OUTPUT", tr("Embeddings"), Qgis.ProcessingSourceType.VectorAnyGeometry
            ),
            tr("The suffix selects the format: {endings}.").format(endings=", ".join(FORMATS)),
        )
        self.addOutput(QgsProcessingOutputNumber("LOCATION_COUNT", tr("Number of locations")))
        self.add_job_outputs()

    def options(self, parameters: Parameters, context: QgsProcessingContext) -> dict[str, Any]:
        suffix = Path(self.named_output(parameters, "OUTPUT", context)).suffix.lower()
        format = FORMATS.get(suffix, next(iter(FORMATS.values())))
        return {**super().options(parameters, context), "format": format}

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        names = ("LOCATIONS", "ROADS")
        self.check_inputs(parameters, context, *names)
        inputs: dict[str, Any] = {
            name.lower(): name if parameters.get(name) else None for name in names
        }
        EmbedParams(**self.options(parameters, context), **inputs)

    def job(self, run: JobRun) -> EmbedParams:
        return EmbedParams(
            **self.options(run.parameters, run.context),
            locations=self.send_layer(run, "LOCATIONS"),
            roads=self.send_layer(run, "ROADS"),
        )

    def results(self, job: JobRecord, run: JobRun) -> Results:
        result, params = EmbedResult.of(job), job.params
        self.name_output(run, "OUTPUT", params["name"])
        path = self.destination(run, "OUTPUT")
        run.fetch(job, f"{EmbedResult.LAYER}{VECTOR_SUFFIXES[params['format']]}", path)
        facts = {
            "model": params["model"] or SHIPPED,
            "bundle": params["bundle"] or tr("the model's own"),
        }
        about = metadata(
            tr("Embeddings of TrajGANR"),
            {CONTENT: "Embeddings"} | facts | provenance(run.client, job),
            origin_of_result(run.client, params),
        )
        describe_file(path, about, run.context, run.feedback, EMBEDDINGS.column)
        count = result.counts["locations" if params["locations"] else "roads"]
        run.feedback.pushInfo(tr("Embedded {n} locations.").format(n=count))
        counts = self.count_results(result.counts)
        return {"OUTPUT": str(path), "LOCATION_COUNT": count, **counts}
