"""Embed locations: the format depends on the suffix of the output."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsProcessingContext, QgsProcessingParameterVectorDestination

from trajganr_core.contract.kinds.embed import EMBEDDINGS, EmbedResult
from trajganr_core.contract.options.choices import VECTOR_SUFFIXES
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.records.model_card import SHIPPED

from ...client.origins import origin_of_result
from ...client.session import provenance
from ...i18n import tr
from ...layers.described import CONTENT, metadata
from ...layers.described_files import describe_file
from ..base import Parameters, Results
from ..inputs import JobRun
from ..kind_algorithm import KindAlgorithm
from ..output_paths import named_output

FORMATS = {suffix: format for format, suffix in VECTOR_SUFFIXES.items()}


class Form(KindAlgorithm):
    """Embeds roads or points."""

    def add_own_outputs(self) -> None:
        self.add(
            QgsProcessingParameterVectorDestination(
                "OUTPUT", tr("Embeddings"), Qgis.ProcessingSourceType.VectorAnyGeometry
            ),
            tr("The suffix selects the format: {endings}.").format(endings=", ".join(FORMATS)),
            suffixes=tuple(FORMATS),
        )
        super().add_own_outputs()

    def options(self, parameters: Parameters, context: QgsProcessingContext) -> dict[str, Any]:
        suffix = Path(named_output(parameters, "OUTPUT", context)).suffix.lower()
        format = FORMATS.get(suffix, next(iter(FORMATS.values())))
        return {**super().options(parameters, context), "format": format}

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
        return {"OUTPUT": str(path), **counts, "LOCATION_COUNT": count}
