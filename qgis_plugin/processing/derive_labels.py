"""The labels of a bundle's roads become a layer to look at."""

from __future__ import annotations

from trajganr_core.input_options import SPEED_UNITS
from trajganr_core.protocol.jobs import LabelsParams
from trajganr_core.tasks import TASKS

from ..i18n import tr
from .base import Parameters, Run
from .data import LINES
from .layers import CountOutput, LayerOutput, LayersAlgorithm


class DeriveLabels(LayersAlgorithm):
    """Has what a bundle would teach written as roads, a line a direction."""

    ID = "derivelabels"
    TITLE = "Derive labels"
    GROUP_ID = "model"
    GROUP = "Model"
    OPTIONS = LabelsParams
    LAYERS = (LayerOutput("OUTPUT", "Labels of roads", "labels.gpkg", "labels", LINES),)
    COUNTS = tuple(
        CountOutput(f"{task.id}_roads".upper(), f"Labelled segments: {task.title}", task.id)
        for task in TASKS.values()
    )

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_bundle()
        self.add_choice("SPEED_UNIT", tr("Unit of speed"), SPEED_UNITS, up_front=True)
        self.add_outputs()

    def job(self, run: Run) -> LabelsParams:
        return LabelsParams(**self.options(run.parameters, run.context))
