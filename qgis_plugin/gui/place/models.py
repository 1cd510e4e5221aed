"""Choice of the model that is queried about places."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsSettings
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox

from trajganr_core.contract.model_card import ModelCard
from trajganr_core.contract.protocol.records import ModelRecord

from ...i18n import tr
from ...layers.links import links_of

#: The model that was queried last.
REMEMBERED = "trajganr/place_model"


class ModelChooser(QComboBox):
    """The fine-tuned models of the worker.

    The user's choice is kept, also across sessions.
    """

    #: Another model is queried from now on.
    changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Model to query"))
        self.setToolTip(tr("The fine-tuned model that predicts at the places you click"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setPlaceholderText(tr("no fine-tuned model"))
        self._models: list[ModelRecord] = []
        self._wanted = QgsSettings().value(REMEMBERED, "", str)
        self.activated.connect(self._remember)

    @property
    def model(self) -> str:
        """Id of the chosen model; '' while there is none."""
        return self.currentData() or ""

    @property
    def name(self) -> str:
        """What the chosen model is called."""
        return self.currentText()

    @property
    def bbox(self) -> tuple[float, ...] | None:
        """Its study area: west, south, east, north, degrees; None while there is no model."""
        return None if self._card is None else self._card.area.bbox

    @property
    def own_bundle(self) -> str:
        """Id of the bundle that the chosen model learned from; '' while there is no model."""
        return "" if self._card is None else self._card.bundle.folder_name

    def show_models(self, models: list[ModelRecord], layer: QgsMapLayer | None = None) -> None:
        """Offer these models, newest first.

        The first of these that the worker has is selected: the user's choice, the model of
        ``layer``, the current one, the newest.
        """
        before = self.model
        self._models = models
        self.clear()
        for model in models:
            self.addItem(model.name or model.id, model.id)
        candidates = (self._wanted, links_of(layer).get("model", ""), before)
        self._choose(next((one for one in candidates if self.findData(one) >= 0), ""))
        self.setEnabled(bool(models))
        if self.model != before:
            self.changed.emit()

    @property
    def _card(self) -> ModelCard | None:
        return next((each.card for each in self._models if each.id == self.model), None)

    def _choose(self, model: str) -> None:
        self.setCurrentIndex(max(0, self.findData(model)) if self.count() else -1)

    def _remember(self) -> None:
        self._wanted = self.model
        QgsSettings().setValue(REMEMBERED, self._wanted)
        self.changed.emit()
