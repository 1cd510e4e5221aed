"""A bundle becomes a model: its encoders are trained without labels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingOutputString

from trajganr_core.contract.model_summary import describe_pretraining
from trajganr_core.contract.protocol.jobs import PretrainParams
from trajganr_core.contract.results import PretrainResult

from ..client.catalogue import WorkerContents
from ..client.id_checks import check_ids
from ..i18n import tr
from ..layers.files import check_file
from .base import AlgorithmRun, Parameters, Results, made_ids
from .options import OptionsAlgorithm


class Pretrain(OptionsAlgorithm):
    """Trains trajectory, street-view and location encoders to agree, in one area or several."""

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
            made_ids(
                "FURTHER_BUNDLES", tr("Bundles of further study areas"), "bundle", optional=True
            ),
            tr(
                "Comma-separated ids; the dock lists them. The model also learns from these "
                "cities, so that it can be fine-tuned in a new one."
            ),
        )
        self.add_option("epochs")
        self.add_option("name", tr("Pretrained model"))
        self.add_options("model", "switches of the preset", "training")
        self.add_options()
        self.addOutput(QgsProcessingOutputString("MODEL", tr("Model id")))
        self.add_job_output()

    def check_worker(
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> WorkerContents | None:
        options = self.options(parameters, context)
        return check_ids([], [options["bundle"], *options["further_bundles"]])

    def cost_of(self, parameters: Parameters, context: QgsProcessingContext) -> PretrainParams:
        # A weight file is not sent yet; which weights they are makes no difference to the cost.
        options = self.options(parameters, context) | {"weights": PretrainParams.weights}
        return PretrainParams(**options)

    def job(self, run: AlgorithmRun) -> PretrainParams:
        given = self.options(run.parameters, run.context)
        if given["weights"] not in ("hub", "none"):
            path = Path(given["weights"])
            check_file(path)
            given["weights"] = run.send(path, tr("the backbone's weights"))
        return PretrainParams(**given)

    def results(self, job: dict[str, Any], run: AlgorithmRun) -> Results:
        result = PretrainResult.of(job)
        for name, text in describe_pretraining(result.figures, tr).items():
            run.feedback.pushInfo(f"{tr(name)}: {text}")
        return {"MODEL": result.model}
