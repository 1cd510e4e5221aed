"""Pretrain model: weights of the backbone may be a file."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingContext

from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.kinds.pretrain import PretrainParams, PretrainResult
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.texts.facts import lines
from trajganr_core.contract.texts.model_facts import pretraining_facts

from ...i18n import tr
from ...layers.files import check_file
from ..base import Parameters, Results
from ..inputs import JobRun
from ..kind_algorithm import KindAlgorithm


class Form(KindAlgorithm):
    """Trains the encoders of trajectories, street views and locations, in one area or several."""

    def cost_of(self, parameters: Parameters, context: QgsProcessingContext) -> PretrainParams:
        # A file of weights is not sent yet, and the cost does not depend on the weights.
        options = self.options(parameters, context) | {"weights": PretrainParams.weights}
        return PretrainParams(**options)

    def job(self, run: JobRun) -> JobParams:
        options = self.options(run.parameters, run.context)
        if options["weights"] not in ("hub", "none"):
            path = Path(options["weights"])
            check_file(path)
            options["weights"] = run.send(path, tr("the backbone's weights"))
        return PretrainParams(**options)

    def results(self, job: JobRecord, run: JobRun) -> Results:
        for line in lines(pretraining_facts(PretrainResult.of(job).figures), tr):
            run.feedback.pushInfo(line)
        return super().results(job, run)
