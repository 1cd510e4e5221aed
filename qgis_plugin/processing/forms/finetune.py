"""Fine-tune model: metrics on held-out roads."""

from __future__ import annotations

from trajganr_core.contract.kinds.finetune import FinetuneParams
from trajganr_core.contract.protocol.answers import JobRecord

from ...client.models import describe_model, describe_open
from ...i18n import tr
from ..base import Results
from ..inputs import JobRun
from ..kind_algorithm import KindAlgorithm


class Form(KindAlgorithm):
    """Trains one head per task and reports its metrics on held-out roads."""

    def job(self, run: JobRun) -> FinetuneParams:
        params = FinetuneParams(**self.options(run.parameters, run.context))
        if params.model is not None:
            card = run.client.card(params.model)
            run.feedback.pushInfo(describe_model(card))
            run.feedback.pushInfo(describe_open(params, card))
        return params

    def results(self, job: JobRecord, run: JobRun) -> Results:
        run.feedback.pushInfo(tr("On held-out roads:"))
        return super().results(job, run)
