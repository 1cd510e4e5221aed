"""Fine-tunes a pretrained model for tasks."""

from __future__ import annotations

from qgis.core import QgsProcessingOutputString

from trajganr_core.contract.kinds.finetune import FinetuneParams, FinetuneResult
from trajganr_core.contract.protocol.answers import JobRecord

from ..client.models import describe_model, describe_open
from ..i18n import tr
from .base import JobRun, Parameters, Results
from .metrics import add_metrics, log_metrics
from .options import OptionsAlgorithm

#: Their labels can be derived from any trips; other tasks need places, or dense or sparse fixes.
DEFAULT_TASKS = ["speed", "popularity"]


class Finetune(OptionsAlgorithm):
    """Trains one head per task and reports its metrics on held-out roads."""

    ID = "finetune"
    TITLE = "Fine-tune model"
    SUMMARY = "Trains a model for labels of your own: speed, popularity, surroundings, braking"
    TAGS = ("machine learning", "deep learning", "training", "head", "gpu")
    GROUP_ID = "model"
    GROUP = "Model"
    OPTIONS = FinetuneParams
    LEARNS = True

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_model(tr("The output of 'Pretrain model'; the dock lists it too."))
        self.add_bundle()
        self.add_option("tasks", DEFAULT_TASKS)
        self.add_option("epochs")
        self.add_option("name", tr("Fine-tuned model"))
        self.add_options("labels and held-out roads", "head", "training")
        self.add_options()
        self.addOutput(QgsProcessingOutputString("MODEL", tr("Model ID")))
        add_metrics(self)
        self.add_job_outputs()

    def job(self, run: JobRun) -> FinetuneParams:
        params = FinetuneParams(**self.options(run.parameters, run.context))
        if params.model is not None:
            card = run.client.card(params.model)
            run.feedback.pushInfo(describe_model(card))
            run.feedback.pushInfo(describe_open(params, card))
        return params

    def results(self, job: JobRecord, run: JobRun) -> Results:
        run.feedback.pushInfo(tr("On held-out roads:"))
        result = FinetuneResult.of(job)
        return {"MODEL": result.model, **log_metrics(result.metrics, result.groups, run.feedback)}
