"""Evaluate model: residuals with a style for each task."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsProcessingOutputString,
    QgsProcessingParameterVectorDestination,
)

from trajganr_core.contract.kinds import table_of
from trajganr_core.contract.kinds.evaluate import EvaluateResult
from trajganr_core.contract.protocol.answers import JobRecord

from ...client.models import area_name
from ...client.origins import origin_of_result
from ...client.session import provenance
from ...i18n import tr
from ...layers.described import CONTENT, metadata
from ...layers.described_files import GEOPACKAGE, describe_file
from ...layers.geopackages import open_table
from ...layers.result_names import result_name
from ...layers.result_styles import result_styles
from ..base import Results
from ..inputs import JobRun
from ..kind_algorithm import KindAlgorithm


class Form(KindAlgorithm):
    """Compares a model's predictions with labels, road by road."""

    def add_own_outputs(self) -> None:
        self.add(
            QgsProcessingParameterVectorDestination(
                "OUTPUT", tr("Residuals"), Qgis.ProcessingSourceType.VectorLine
            ),
            tr("A GeoPackage with a style for each task: the label minus the prediction."),
            suffixes=(GEOPACKAGE,),
        )
        self.addOutput(QgsProcessingOutputString("ON", tr("Evaluated roads")))
        super().add_own_outputs()

    def results(self, job: JobRecord, run: JobRun) -> Results:
        result, params = EvaluateResult.of(job), job.params
        name = self.parameterAsString(run.parameters, "NAME", run.context)
        title = result_name(tr("Residuals"), area_name(run.client, params), params)
        self.name_output(run, "OUTPUT", name or title)
        path = self.destination(run, "OUTPUT")
        run.fetch(job, EvaluateResult.FILE, path)
        facts = {"model": params["model"], "bundle": params["bundle"] or tr("the model's own")}
        facts |= {CONTENT: "Residuals", "measured on": result.on, **provenance(run.client, job)}
        about = metadata(tr("Residuals of TrajGANR"), facts, origin_of_result(run.client, params))
        table = table_of(EvaluateResult.kind, EvaluateResult.LAYER)
        styles = result_styles(result, table, open_table(path, table.name).fields().names())
        describe_file(path, about, run.context, run.feedback, table.column, styles)
        run.feedback.pushInfo(tr("Evaluated on {roads}:").format(roads=result.on))
        return {"OUTPUT": str(path), "ON": result.on, **super().results(job, run)}
