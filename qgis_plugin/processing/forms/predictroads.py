"""Predict roads: a layer with a style for each task and time of the week."""

from __future__ import annotations

from pathlib import Path

from trajganr_core.contract.kinds.files import OutputFile
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.layers.road_times import PLAYED_TITLE
from trajganr_core.contract.protocol.answers import JobRecord

from ...client.models import describe_model
from ...i18n import localised, said, tr
from ...layers.roads import facts_of, fetch_roads, style_when_loaded
from ..inputs import JobRun
from ..kind_algorithm import KindAlgorithm


class Form(KindAlgorithm):
    """Predicts each direction of each road."""

    def job(self, run: JobRun) -> JobParams:
        params = super().job(run)
        model = self.options(run.parameters, run.context)["model"]
        if model is not None:
            run.feedback.pushInfo(describe_model(run.client.card(model)))
        return params

    def save(self, file: OutputFile, job: JobRecord, run: JobRun) -> Path:
        self.name_output(run, file.output, job.params["name"])
        path = self.destination(run, file.output)
        segments = fetch_roads(run.client, job, path, facts=facts_of(job.params))
        style_when_loaded(path, run.context)
        if job.params["each_hour"]:
            run.feedback.pushInfo(
                tr(
                    "To play a day: choose the style '{style}', open View › Panels › Temporal "
                    "Controller, switch on animated navigation, and press play."
                ).format(style=said(PLAYED_TITLE))
            )
        run.feedback.pushInfo(
            tr("Predicted {n} directed road segments.").format(n=localised(f"{segments:,}"))
        )
        return path
