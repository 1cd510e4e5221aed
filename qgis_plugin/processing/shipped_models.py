"""The plugin's models of the Model Designer."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingModelAlgorithm, QgsXmlUtils
from qgis.PyQt.QtXml import QDomDocument

from trajganr_core.contract.kinds.algorithm import Algorithm
from trajganr_core.contract.kinds.prepare import PrepareParams

from .. import resources
from ..i18n import tr
from .base import Described
from .inputs import roles_of

#: The models, with their files in ``resources/models``.
MODELS = {
    "update_predictions_with_new_trips.model3": Algorithm(
        "updatepredictionswithnewtrips",
        "Update predictions with new trips",
        "Applies an existing model to new trips",
        ("workflow", "traffic", "speed", "refresh"),
        "workflow",
        "user_guide.md#several-study-areas",
    )
}


class ShippedModel(Described, QgsProcessingModelAlgorithm):
    """A shipped model as an algorithm with its own id.

    Its steps are looked up when it is created, after the provider's algorithms were registered.
    """

    def __init__(self, file: str) -> None:
        super().__init__()
        self._file, self.about = resources.model(file), MODELS[file]
        self.roles, self.left_empty = roles_of(PrepareParams), []
        self.fromFile(str(self._file))
        self._translate()

    def _translate(self) -> None:
        """Translate the texts of the file."""
        helps = _helps(self._file)
        for parameter in self.parameterDefinitions():
            parameter.setDescription(tr(parameter.description()))
            parameter.setHelp(tr(helps.get(parameter.name(), "")))
            if parameter.name() == "NAME":  # of the result
                parameter.setDefaultValue(tr(parameter.defaultValue()))
        for output in self.outputDefinitions():
            output.setDescription(tr(output.description()))
        for step_id in self.childAlgorithms():
            step = self.childAlgorithm(step_id)
            step.setDescription(tr(step.description()))

    def createInstance(self) -> ShippedModel:
        copy = type(self)(self._file.name)
        copy.setProvider(self.provider())
        return copy

    def shortHelpString(self) -> str:
        change = tr("To change its steps, open {path} in the Model Designer and save a copy.")
        help_text = resources.help_text(self.about.id)
        return f"{help_text}<p>{change.format(path=self._file)}</p>"


def _helps(file: Path) -> dict[str, str]:
    """The help of a model's parameters, which QGIS writes into the file but does not read."""
    document = QDomDocument()
    document.setContent(file.read_text(encoding="utf-8"))
    content = QgsXmlUtils.readVariant(document.documentElement())
    return {name: each["help"] for name, each in content["parameterDefinitions"].items()}
