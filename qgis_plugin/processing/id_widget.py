"""How a form asks for a bundle or a model: from a list by name, while any other id can be typed."""

from __future__ import annotations

from typing import Any

from processing.gui.wrappers import DIALOG_MODELER, WidgetWrapper
from qgis.core import QgsProcessingOutputString, QgsProcessingParameterString
from qgis.PyQt.QtWidgets import QComboBox

from ..client.catalogue import CATALOGUE
from ..i18n import tr


class IdWidget(WidgetWrapper):
    """A combo box of what the worker has; in the Model Designer also of inputs and outputs."""

    def createWidget(self, kind: str) -> QComboBox:
        """The box.

        Args:
            what: ``bundle`` or ``model``.
        """
        self._kind = kind
        self._box = QComboBox()
        self._box.setEditable(True)
        self._box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._box.lineEdit().setPlaceholderText(tr("Choose one, or type an id"))
        self._fill()
        self._box.currentTextChanged.connect(lambda text: self.widgetValueHasChanged.emit(self))
        CATALOGUE.changed.connect(self._offer)
        self._box.destroyed.connect(self._forget)
        return self._box

    def setValue(self, value: Any) -> None:
        """Choose an id, or show one that is not in the list."""
        self.setComboValue(value or "", self._box)

    def value(self) -> Any:
        """The id that is chosen or typed."""
        return self.comboValue(combobox=self._box)

    def _offer(self) -> None:
        """List what there is now; what is chosen or typed stays."""
        value = self.value()
        self._box.blockSignals(True)
        self._box.clear()
        self._fill()
        self.setValue(value)
        self._box.blockSignals(False)

    def _fill(self) -> None:
        self._box.addItem("", "")
        for made_id, name in CATALOGUE.listed(self._kind):
            self._box.addItem(f"{name} ({made_id})" if name else made_id, made_id)
        if self.dialogType == DIALOG_MODELER:
            sources = self.dialog.getAvailableValuesOfType(
                [QgsProcessingParameterString], [QgsProcessingOutputString]
            )
            for source in sources:
                self._box.addItem(self.dialog.resolveValueDescription(source), source)

    def _forget(self) -> None:
        CATALOGUE.changed.disconnect(self._offer)
