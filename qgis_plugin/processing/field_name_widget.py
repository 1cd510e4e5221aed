"""How a form asks for a column of a file or a field of a layer: from the layer's list, or typed."""

from __future__ import annotations

from typing import Any

from processing.gui.wrappers import DIALOG_MODELER, WidgetWrapper
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingOutputString,
    QgsProcessingParameters,
    QgsProcessingParameterString,
    QgsProject,
)
from qgis.PyQt.QtWidgets import QComboBox


class FieldNameWidget(WidgetWrapper):
    """A combo box of the fields of the layer that the form names, in which others can be typed.

    QGIS' own parameter of fields takes those of a layer alone, not the columns of a file.
    """

    def createWidget(self, parent: str) -> QComboBox:
        """The box.

        Args:
            parent: the parameter that names the layer.
        """
        self._parent = parent
        box = QComboBox()
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.addItem("", "")
        if self.dialogType == DIALOG_MODELER:
            sources = self.dialog.getAvailableValuesOfType(
                [QgsProcessingParameterString], [QgsProcessingOutputString]
            )
            for source in sources:
                box.addItem(self.dialog.resolveValueDescription(source), source)
        box.currentTextChanged.connect(lambda text: self.widgetValueHasChanged.emit(self))
        return box

    def postInitialize(self, wrappers: list[Any]) -> None:
        """Follow the choice of the layer."""
        for wrapper in wrappers:
            if wrapper.parameterDefinition().name() == self._parent:
                wrapper.widgetValueHasChanged.connect(self._offer)
                self._offer(wrapper)

    def setValue(self, value: Any) -> None:
        """Choose a field, or show a name that is not in the list."""
        self.setComboValue(value or "", self.widget)

    def value(self) -> Any:
        """The name that is chosen or typed."""
        return self.comboValue(combobox=self.widget)

    def _offer(self, wrapper: Any) -> None:
        """List the layer's fields; what is chosen or typed stays."""
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        layer = QgsProcessingParameters.parameterAsVectorLayer(
            wrapper.parameterDefinition(), {self._parent: wrapper.parameterValue()}, context
        )
        value = self.value()
        self.widget.blockSignals(True)
        self.widget.clear()
        self.widget.addItem("", "")
        for name in layer.fields().names() if layer is not None else ():
            self.widget.addItem(name, name)
        self.setValue(value)
        self.widget.blockSignals(False)
