"""A bundle becomes a model: its encoders are trained without labels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingOutputString

from trajganr_core.contract.choices import (
    ALIGNMENTS,
    ATTENTIONS,
    FOLDS,
    GEOMETRIES,
    MODALITIES,
    QUERY_TIMES,
    SPACE2VECS,
    SPLITS,
)
from trajganr_core.contract.model_card import describe_pretraining
from trajganr_core.contract.presets import PRESETS
from trajganr_core.contract.protocol.jobs import PretrainParams

from ..client.catalogue import There
from ..client.id_checks import check_known
from ..i18n import tr
from ..layers.files import check_file
from .base import Parameters, Results, Run, made_ids
from .options import AS_PRESET, OptionsAlgorithm, held_out_help


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
        self.add_choice(
            "PRESET",
            tr("Preset"),
            PRESETS,
            tr(
                "Best predicts better on held-out roads. Paper follows the published method, with "
                "some deviations."
            ),
            up_front=True,
        )
        self.add_advanced(
            made_ids(
                "FURTHER_BUNDLES", tr("Bundles of further study areas"), "bundle", optional=True
            ),
            tr(
                "Cities to learn from together with the first, so that the model can be fine-tuned "
                "in a new one. With commas between them; the dock lists them."
            ),
        )
        self.add_whole(
            "EPOCHS",
            tr("Epochs"),
            tr("Passes over the trips. 0 makes an untrained model, to compare with."),
            minimum=0,
            up_front=True,
        )
        self.add_name(tr("Pretrained model"))
        self._add_model()
        self._add_switches()
        self._add_training()
        self.addOutput(QgsProcessingOutputString("MODEL", tr("Model id")))
        self.add_job_output()

    def _add_model(self) -> None:
        self.add_whole("DIMENSION", tr("Width of the embedding"), tr("A multiple of 8."), minimum=8)
        self.add_whole("LAYERS", tr("Transformer layers"), tr("More learn more, more slowly."))
        self.add_choice(
            "ATTENTION",
            tr("Attention"),
            ATTENTIONS,
            tr(
                "Encoding a trip once serves any number of places. The paper's way goes with its "
                "preset."
            ),
        )
        self.add_choice(
            "QUERY_TIME",
            tr("Time of a queried place"),
            QUERY_TIMES,
            tr("The time at which a trip is asked about a place that it passes."),
        )
        self.add_choice(
            "ALIGNMENT",
            tr("Alignment"),
            ALIGNMENTS,
            tr("What of a trip is aligned with a place."),
        )
        self.add_choice(
            "MODALITIES",
            tr("What the model sees"),
            MODALITIES,
            tr("Without street views neither pictures nor a backbone are needed."),
        )
        self.add_choice(
            "SPACE2VEC",
            tr("Location encoder"),
            SPACE2VECS,
            tr("The directions of the waves that a location is described by."),
        )
        self.add_text(
            "BACKBONE",
            tr("Street-view backbone (a timm model)"),
            tr("The network that turns street views into numbers, by its name in timm."),
        )
        self.add_text(
            "WEIGHTS",
            tr("Weights of the backbone"),
            tr("hub downloads them, none starts from random ones, or give a weight file's path."),
        )
        self.add_flag(
            "FREEZE_BACKBONE",
            tr("Keep the backbone as it is"),
            tr("Training it too takes far more time and memory."),
        )

    def _add_switches(self) -> None:
        self.add_choice(
            "GEOMETRY",
            tr("Geometry of trips"),
            GEOMETRIES,
            tr("Places as they are, or relative to the place asked for."),
            left_open=AS_PRESET,
        )
        self.add_switch(
            "MOTION",
            tr("Describe trips by speed and heading"),
            tr("Beside the positions of their fixes."),
        )
        self.add_switch(
            "MOTION_TASK",
            tr("Learn to predict the motion at hidden fixes"),
            tr("A further task of pretraining; it needs speed and heading."),
        )
        self.add_decimal(
            "LOCATION_MIN_SCALE",
            tr("Finest scale of locations"),
            tr(
                "As a share of half the study area's longer side; a coarse one keeps the model "
                "from memorising places. As the preset says where empty."
            ),
        )

    def _add_training(self) -> None:
        self.add_whole(
            "BATCH_SIZE",
            tr("Trips a step"),
            tr("Trips that are learned from at once; more need more memory."),
            minimum=2,
        )
        self.add_decimal(
            "LEARNING_RATE",
            tr("Learning rate"),
            tr("How far a step changes the weights, after a warm-up. Lower it if the loss jumps."),
        )
        self.add_decimal(
            "MOTION_WEIGHT",
            tr("Weight of the motion task"),
            tr("Its share of the loss, beside 1 for each of the others."),
        )
        self.add_decimal(
            "TEMPERATURE",
            tr("Temperature of the contrastive losses"),
            tr("Lower values tell similar pairs apart more strictly."),
        )
        self.add_flag(
            "LEARN_TEMPERATURE",
            tr("Learn the temperature"),
            tr("Training then starts from the temperature above and changes it."),
        )
        self.add_whole(
            "PATIENCE",
            tr("Patience"),
            tr("Evaluations, every 5 epochs, without gain before training stops; 0: never."),
            minimum=0,
        )
        self.add_choice(
            "SPLIT", tr("How roads with pictures are held out"), SPLITS, held_out_help()
        )
        self.add_whole(
            "FOLD", tr("Fold that is held out"), tr("0 to 4."), minimum=0, maximum=FOLDS - 1
        )
        self.add_seed()
        self.add_precision()
        self.add_decimal("MEMORY_LIMIT_GB", tr("Limit of GPU memory, GB"), tr("0 sets no limit."))
        self.add_processes()
        self.add_device()

    def check_worker(self, parameters: Parameters, context: QgsProcessingContext) -> There | None:
        options = self.options(parameters, context)
        return check_known([], [options["bundle"], *options["further_bundles"]])

    def cost_of(self, parameters: Parameters, context: QgsProcessingContext) -> PretrainParams:
        # A weight file is not sent yet; which weights they are makes no difference to the cost.
        options = self.options(parameters, context) | {"weights": PretrainParams.weights}
        return PretrainParams(**options)

    def job(self, run: Run) -> PretrainParams:
        given = self.options(run.parameters, run.context)
        if given["weights"] not in ("hub", "none"):
            path = Path(given["weights"])
            check_file(path)
            given["weights"] = run.send(path, tr("the backbone's weights"))
        return PretrainParams(**given)

    def results(self, job: dict[str, Any], run: Run) -> Results:
        for name, text in describe_pretraining(job["result"]["figures"], tr).items():
            run.feedback.pushInfo(f"{tr(name)}: {text}")
        return {"MODEL": job["result"]["model"]}
