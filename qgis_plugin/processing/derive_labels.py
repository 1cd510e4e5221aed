"""Creates a layer of the labels of a bundle."""

from __future__ import annotations

from html import escape

from trajganr_core.contract.kinds.labels import LabelsParams, LabelsResult
from trajganr_core.contract.options.data_config import SPEED_UNITS
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.tasks import TASKS

from .. import resources
from ..i18n import tr
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

    def styles(self, job: JobRecord, columns: list[str]) -> dict[str, str]:
        """The style of predicted speeds, with labels converted to km/h."""
        unit = job.params["speed_unit"]
        field = f"speed_{unit.replace('/', '')}"
        if field not in columns:
            return {}
        kmh = escape(f'("{field}" * {SPEED_UNITS[unit]})')
        qml = resources.style("speed", LabelsResult.of(job).driving_side)
        qml = qml.replace("&quot;speed_kmh&quot;", kmh).replace(tr("not predicted"), tr("no label"))
        return {"TrajGANR": qml}
