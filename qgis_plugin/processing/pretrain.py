"""Pretrains the encoders of a model on bundles, without labels."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingContext, QgsProcessingOutputString

from trajganr_core.contract.kinds.pretrain import PretrainParams, PretrainResult
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.texts.facts import lines
from trajganr_core.contract.texts.model_facts import pretraining_facts

from ..client.catalogue import WorkerContents
from ..client.id_checks import check_ids
from ..i18n import tr
from ..layers.files import check_file
from .base import JobRun, Parameters, Results, id_parameter
from .options import OptionsAlgorithm


class Pretrain(OptionsAlgorithm):
    """Trains the encoders of trajectories, street views and locations, in one area or several."""

    ID = "pretrain"
    TITLE = "Pretrain model"
    SUMMARY = "Trains the encoders on a bundle, without labels"
    TAGS = ("machine learning", "deep learning", "training", "embedding", "gpu")
    GROUP_ID = "model"
    GROUP = "Model"
    OPTIONS = PretrainParams

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_bundle()
        self.add_option("preset")
        self.add_advanced(
            id_parameter(
                "FURTHER_BUNDLES",
                tr("Bundles of further study areas"),
                "bundle",
                several=True,
                optional=True,
            ),
            tr(
                "Comma-separated ids; the dock lists them. The model also learns from these "
                "cities, so that it can be fine-tuned in a new one."
            ),
        )
        self.add_option("epochs")
        self.add_option("budget")
        self.add_option("name", tr("Pretrained model"))
        self.add_options("model", "switches of the preset", "training")
        self.add_options()
        self.addOutput(QgsProcessingOutputString("MODEL", tr("Model ID")))
        self.add_job_outputs()

    def check_worker(
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> WorkerContents | None:
        options = self.options(parameters, context)
        return check_ids([], [options["bundle"], *options["further_bundles"]])

    def cost_of(self, parameters: Parameters, context: QgsProcessingContext) -> PretrainParams:
        # A file of weights is not sent yet, and the cost does not depend on the weights.
        options = self.options(parameters, context) | {"weights": PretrainParams.weights}
        return PretrainParams(**options)

    def job(self, run: JobRun) -> PretrainParams:
        options = self.options(run.parameters, run.context)
        if options["weights"] not in ("hub", "none"):
            path = Path(options["weights"])
            check_file(path)
            options["weights"] = run.send(path, tr("the backbone's weights"))
        return PretrainParams(**options)

    def results(self, job: JobRecord, run: JobRun) -> Results:
        result = PretrainResult.of(job)
        for line in lines(pretraining_facts(result.figures), tr):
            run.feedback.pushInfo(line)
        return {"MODEL": result.model}
