"""Evaluate model: residuals with a style for each task."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingOutputString

from trajganr_core.contract.kinds.evaluate import EvaluateResult
from trajganr_core.contract.kinds.files import OutputFile
from trajganr_core.contract.protocol.answers import JobRecord

from ...client.models import area_name
from ...client.origins import origin_of_result
from ...client.session import provenance
from ...i18n import tr
from ...layers.described import CONTENT, metadata
from ...layers.described_files import describe_file
from ...layers.geopackages import open_table
from ...layers.result_names import result_name
from ...layers.result_styles import result_styles
from ..base import Results
from ..inputs import JobRun
from ..kind_algorithm import KindAlgorithm


class Form(KindAlgorithm):
    """Compares a model's predictions with labels, road by road."""

    def add_own_outputs(self) -> None:
        self.addOutput(QgsProcessingOutputString("ON", tr("Evaluated roads")))
        super().add_own_outputs()

    def save(self, file: OutputFile, job: JobRecord, run: JobRun) -> Path:
        result, params = EvaluateResult.of(job), job.params
        name = self.parameterAsString(run.parameters, "NAME", run.context)
        title = result_name(tr("Residuals"), area_name(run.client, params), params)
        self.name_output(run, file.output, name or title)
        path = super().save(file, job, run)
        facts = {"model": params["model"], "bundle": params["bundle"] or tr("the model's own")}
        facts |= {CONTENT: "Residuals", "measured on": result.on, **provenance(run.client, job)}
        about = metadata(tr("Residuals of TrajGANR"), facts, origin_of_result(run.client, params))
        (table,) = file.tables
        styles = result_styles(result, table, open_table(path, table.name).fields().names())
        describe_file(path, about, run.context, run.feedback, table.column, styles)
        return path

    def results(self, job: JobRecord, run: JobRun) -> Results:
        on = EvaluateResult.of(job).on
        run.feedback.pushInfo(tr("Evaluated on {roads}:").format(roads=on))
        return {"ON": on, **super().results(job, run)}
