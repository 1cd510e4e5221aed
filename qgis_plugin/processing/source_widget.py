"""Form widget for a layer of the project or a file."""

from __future__ import annotations

from qgis.core import QgsIconUtils, QgsProcessingParameterFeatureSource, QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QToolButton, QWidget

from ..i18n import tr
from ..layers.roles import ROLES
from .combo_widget import ComboWidget


class SourceWidget(ComboWidget):
    """A box of the fitting layers, in which a path can be typed, and a button for a file."""

    SOURCES = (*ComboWidget.SOURCES, QgsProcessingParameterFeatureSource)

    def createWidget(self, layer: str, empty: str = "") -> QWidget:
        """The widget.

        Args:
            layer: what the layer must contain, of :data:`ROLES`.
            empty: what no value stands for.
        """
        self._role, self._empty = ROLES[layer], empty
        box = self.create_box()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        title = self.parameterDefinition().description()
        box.setAccessibleName(title)
        box.lineEdit().setPlaceholderText(empty or tr("Choose a layer, or a file with the button"))
        browse = QToolButton()
        browse.setObjectName("browse")
        browse.setText("…")
        browse.setToolTip(tr("Choose a file"))
        browse.setAccessibleName(tr("Choose a file: {title}").format(title=title))
        browse.clicked.connect(self._choose_file)
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(box, 1)
        row.addWidget(browse)
        self.refresh()
        return widget

    def refresh(self) -> None:
        """List the layers of the project that may be meant; QGIS calls it when they change."""
        layers = [
            layer
            for layer in QgsProject.instance().mapLayers().values()
            if isinstance(layer, QgsVectorLayer) and self._role.rank(layer, "")
        ]
        self.fill(((layer.name(), layer.id()) for layer in layers), self._empty)
        for layer in layers:
            icon = QgsIconUtils.iconForLayer(layer)
            self._box.setItemIcon(self._box.findData(layer.id()), icon)

    def _choose_file(self) -> None:
        title = self.parameterDefinition().description()
        dialog = QFileDialog(self.widget, title)  # a static one would block the calling code
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.setValue)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
