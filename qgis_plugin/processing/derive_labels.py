"""The labels of a bundle's roads become a layer to look at."""

from __future__ import annotations

from html import escape
from typing import Any

from trajganr_core.contract.data_config import SPEED_UNITS
from trajganr_core.contract.protocol.jobs import LabelsParams
from trajganr_core.contract.results import LabelsResult
from trajganr_core.contract.tasks import TASKS

from .. import resources
from ..client.models import manifest_or_none
from ..i18n import tr
from .base import AlgorithmRun, Parameters
from .data_algorithm import LINES
from .layers import CountOutput, LayerOutput, LayersAlgorithm


class DeriveLabels(LayersAlgorithm):
    """Has what a bundle would teach written as roads, a line a direction."""

    ID = "derivelabels"
    TITLE = "Derive labels"
    SUMMARY = "Makes a layer of what a bundle teaches: speeds, counts, braking, slowing, places"
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
            help="Each direction of each road with the labels that it has.",
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

    def source(self, job: dict[str, Any], run: AlgorithmRun) -> str:
        """The bundle's name."""
        bundle = job["params"]["bundle"]
        manifest = manifest_or_none(run.client, bundle)
        return (manifest.name if manifest else "") or bundle

    def style(self, job: dict[str, Any], columns: list[str]) -> str:
        """As predicted speeds, which are km/h."""
        unit = job["params"]["speed_unit"]
        field = f"speed_{unit.replace('/', '')}"
        if field not in columns:
            return ""
        kmh = escape(f'("{field}" * {SPEED_UNITS[unit]})')
        qml = resources.style("speed", LabelsResult.of(job).driving_side)
        return qml.replace("&quot;speed_kmh&quot;", kmh).replace("not predicted", tr("no label"))

    def job(self, run: AlgorithmRun) -> LabelsParams:
        options = self.options(run.parameters, run.context)
        return LabelsParams(**options, name=options["bundle"])
