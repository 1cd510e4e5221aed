"""Creates a layer of the labels of a bundle."""

from __future__ import annotations

from trajganr_core.contract.kinds.labels import LabelsParams, LabelsResult
from trajganr_core.contract.tasks import TASKS

from .base import CountOutput, Parameters
from .data_algorithm import LINES
from .layers import LayerOutput, LayersAlgorithm


class DeriveLabels(LayersAlgorithm):
    """Writes the labels of a bundle's roads, one line per direction."""

    ID = "derivelabels"
    TITLE = "Derive labels"
    SUMMARY = "Creates a layer of labels: speed, popularity, surroundings, braking"
    TAGS = ("bundle", "speed", "observed", "training data")
    GROUP_ID = "model"
    GROUP = "Model"
    OPTIONS = LabelsParams
    LAYERS = (
        LayerOutput(
            "OUTPUT",
            "Labels of roads",
            LabelsResult.FILE,
            LabelsResult.LAYER,
            LINES,
            help="Each direction of each road with its labels.",
        ),
    )
    COUNTS = tuple(
        CountOutput(f"{task.id}_roads".upper(), f"Labelled segments: {task.title}", task.id)
        for task in TASKS.values()
    )

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_bundle()
        self.add_option("speed_unit")
        self.add_outputs()
