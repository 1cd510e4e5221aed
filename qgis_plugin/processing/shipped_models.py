"""The plugin's models of the Model Designer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from qgis.core import QgsProcessingModelAlgorithm, QgsProcessingParameterEnum, QgsXmlUtils
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtXml import QDomDocument

from .. import resources
from ..i18n import tr
from .base import WithForm, show_words
from .help_page import help_url
from .prepare import Prepare


@dataclass(frozen=True)
class Shipped:
    """A model: id of the algorithm and its help, file in ``resources/models``, and texts."""

    id: str
    file: str
    title: str
    summary: str
    tags: tuple[str, ...]


MODELS = (
    Shipped(
        "tripstopredictedroads",
        "trips_to_predicted_roads.model3",
        "Trips to predicted roads",
        "All steps in one: prepare and predict, without training",
        ("workflow", "traffic", "speed"),
    ),
    Shipped(
        "updatepredictionswithnewtrips",
        "update_predictions_with_new_trips.model3",
        "Update predictions with new trips",
        "Applies an existing model to new trips",
        ("workflow", "traffic", "speed", "refresh"),
    ),
)


class ShippedModel(WithForm, QgsProcessingModelAlgorithm):
    """A shipped model as an algorithm with its own id.

    Its steps are looked up when it is created, after the provider's algorithms were registered.
    """

    ROLES: ClassVar = Prepare.ROLES

    def __init__(self, shipped: Shipped) -> None:
        super().__init__()
        self._shipped = shipped
        self.fromFile(str(resources.model(shipped.file)))
        self._translate()

    def _translate(self) -> None:
        """Translate the texts of the file."""
        helps = _helps(resources.model(self._shipped.file))
        for parameter in self.parameterDefinitions():
            parameter.setDescription(tr(parameter.description()))
            parameter.setHelp(tr(helps.get(parameter.name(), "")))
            if isinstance(parameter, QgsProcessingParameterEnum):
                show_words(parameter)
            if parameter.name() == "NAME":  # of the result
                parameter.setDefaultValue(tr(parameter.defaultValue()))
        for output in self.outputDefinitions():
            output.setDescription(tr(output.description()))
        for step_id in self.childAlgorithms():
            step = self.childAlgorithm(step_id)
            step.setDescription(tr(step.description()))

    def createInstance(self) -> ShippedModel:
        copy = type(self)(self._shipped)
        copy.setProvider(self.provider())
        return copy

    def name(self) -> str:
        return self._shipped.id

    def displayName(self) -> str:
        return tr(self._shipped.title)

    def groupId(self) -> str:
        return "workflow"

    def group(self) -> str:
        return tr("Workflows")

    def icon(self) -> QIcon:
        return resources.icon(self.groupId())

    def shortDescription(self) -> str:
        return tr(self._shipped.summary)

    def tags(self) -> list[str]:
        return [tr(tag) for tag in self._shipped.tags]

    def shortHelpString(self) -> str:
        path = resources.model(self._shipped.file)
        change = tr("To change its steps, open {path} in the Model Designer and save a copy.")
        return resources.help_text(self._shipped.id) + f"<p>{change.format(path=path)}</p>"

    def helpUrl(self) -> str:
        return help_url(self)


def _helps(file: Path) -> dict[str, str]:
    """The help of a model's parameters, which QGIS writes into the file but does not read."""
    document = QDomDocument()
    document.setContent(file.read_text(encoding="utf-8"))
    content = QgsXmlUtils.readVariant(document.documentElement())
    return {name: each["help"] for name, each in content["parameterDefinitions"].items()}
