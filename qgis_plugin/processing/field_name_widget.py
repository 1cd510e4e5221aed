"""Form widget for a column of a file or a field of a layer: from the layer's list, or typed."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingParameters, QgsProject
from qgis.PyQt.QtWidgets import QComboBox

from .combo_widget import ComboWidget


class FieldNameWidget(ComboWidget):
    """A combo box of the fields of a layer, in which others can be typed.

    QGIS' own field parameter does not accept columns of files.
    """

    def createWidget(self, parent: str) -> QComboBox:
        """The box.

        Args:
            parent: the parameter of the layer.
        """
        self._parent = parent
        box = self.create_box()
        self.fill(())
        return box

    def postInitialize(self, wrappers: list[Any]) -> None:
        """Connect to the widget of the layer."""
        for wrapper in wrappers:
            if wrapper.parameterDefinition().name() == self._parent:
                wrapper.widgetValueHasChanged.connect(self._update)
                self._update(wrapper)

    def _update(self, wrapper: Any) -> None:
        """List the fields of the layer in another widget."""
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        layer = QgsProcessingParameters.parameterAsVectorLayer(
            wrapper.parameterDefinition(), {self._parent: wrapper.parameterValue()}, context
        )
        self.fill((name, name) for name in (layer.fields().names() if layer is not None else ()))
