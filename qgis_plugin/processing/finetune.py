"""A pretrained model gets heads for the tasks."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingOutputString

from trajganr_core.contract.choices import FOLDS, HEADS, SPLITS
from trajganr_core.contract.protocol.jobs import FinetuneParams
from trajganr_core.contract.tasks import TASKS

from ..client.models import card_of, describe_model, describe_open
from ..i18n import tr
from .base import Parameters, Results, Run, enum
from .metrics import add_metrics, tell_metrics
from .options import AS_PRETRAINED, OptionsAlgorithm, held_out_help

#: Labels for these come from any trips; the others need places, or fixes that are dense or sparse.
DEFAULT_TASKS = ["speed", "popularity"]


class Finetune(OptionsAlgorithm):
    """Fits one head a task and reports how well it does on held-out roads."""

    ID = "finetune"
    TITLE = "Fine-tune model"
    SUMMARY = "Fits a pretrained model to speed, popularity, surroundings and braking"
    TAGS = ("machine learning", "deep learning", "training", "head", "gpu")
    GROUP_ID = "model"
    GROUP = "Model"
    OPTIONS = FinetuneParams
    LEARNS = True

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_model(tr("The id that 'Pretrain model' answers; the dock lists it too."))
        self.add_bundle()
        self.add(
            enum("TASKS", tr("Tasks"), tuple(TASKS), DEFAULT_TASKS, multiple=True),
            tr(
                "Area-of-interest function needs places in the bundle, hard braking fixes at most "
                "2 s apart with their speed, slow-down intensity sparser fixes."
            ),
        )
        self.add_whole(
            "EPOCHS",
            tr("Epochs"),
            tr("Passes over the labelled roads, at most: the best epoch is kept."),
            up_front=True,
        )
        self.add_name(tr("Fine-tuned model"))
        self._add_roads()
        self._add_head()
        self._add_training()
        self.addOutput(QgsProcessingOutputString("MODEL", tr("Model id")))
        add_metrics(self)
        self.add_job_output()

    def _add_roads(self) -> None:
        self.add_choice(
            "SPLIT",
            tr("How roads are held out"),
            SPLITS,
            held_out_help(),
            left_open=AS_PRETRAINED,
        )
        self.add_whole(
            "FOLD",
            tr("Fold that is held out"),
            tr("0 to 4; as the model was pretrained where empty."),
            minimum=0,
            maximum=FOLDS - 1,
        )
        self.add_decimal(
            "LABEL_SHARE",
            tr("Share of the training labels to use"),
            tr("Less than 1 shows how well the model learns from few labels."),
            maximum=1,
        )

    def _add_head(self) -> None:
        self.add_choice(
            "HEAD",
            tr("Head"),
            HEADS,
            tr("A trained network, or the labels of the most similar roads without training."),
        )
        self.add_whole(
            "TRIPS_PER_LOCATION",
            tr("Trips of a road that a head sees at once"),
            tr("As the model's preset says where empty."),
        )
        self.add_switch(
            "SEGMENT_CONTEXT",
            tr("Show the segment itself to the head"),
            tr("Its length and class, and what trips on it and around it did."),
        )
        self.add_flag(
            "FREEZE",
            tr("Keep the encoders as pretrained"),
            tr("Only heads are trained then: faster, with few labels often better."),
        )

    def _add_training(self) -> None:
        self.add_whole(
            "BATCH_SIZE",
            tr("Locations a step"),
            tr("Labelled roads that are learned from at once."),
            minimum=2,
        )
        self.add_decimal(
            "LEARNING_RATE",
            tr("Learning rate"),
            tr("How far a step changes the weights, after a warm-up. Lower it if the loss jumps."),
        )
        self.add_seed()
        self.add_precision()
        self.add_processes()
        self.add_device()

    def job(self, run: Run) -> FinetuneParams:
        params = FinetuneParams(**self.options(run.parameters, run.context))
        card = card_of(run.client, params.model)
        run.feedback.pushInfo(describe_model(card))
        run.feedback.pushInfo(describe_open(params, card))
        return params

    def results(self, job: dict[str, Any], run: Run) -> Results:
        run.feedback.pushInfo(tr("On roads that the model was not fitted on:"))
        told = tell_metrics(job["result"]["metrics"], run.feedback)
        return {"MODEL": job["result"]["model"], **told}
