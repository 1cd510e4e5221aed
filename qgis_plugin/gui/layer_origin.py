"""The job and the model that the selected layer comes from, with buttons that show them."""

from __future__ import annotations

from qgis.core import QgsMapLayer
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QLabel, QSizePolicy, QWidget

from ..i18n import tr
from ..layers.links import links_of
from ..untrusted_text import as_tip
from .widgets import ButtonGrid, stack


class LayerOrigin(QWidget):
    """Hidden while the selected layer is not one of ours."""

    #: The user requests the ``job`` or ``model`` with an id.
    requested = pyqtSignal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._links: dict[str, str] = {}
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setAccessibleName(tr("Origin of the selected layer"))
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        grid = ButtonGrid()
        self.job_button = grid.add(
            tr("Show jo&b"),
            "/mActionStart.svg",
            tr("Select the job that created the layer"),
            lambda: self.requested.emit("job", self._links["job"]),
        )
        self.model_button = grid.add(
            tr("Show model"),
            "/processingModel.svg",
            tr("Select the model that the layer was predicted with"),
            lambda: self.requested.emit("model", self._links["model"]),
        )
        stack(self, self._text, grid)
        self.show_layer(None)

    def show_layer(self, layer: QgsMapLayer | None) -> None:
        """Show the origin of a layer."""
        self._links = links_of(layer)
        self.job_button.setVisible("job" in self._links)
        self.model_button.setVisible("model" in self._links)
        self.setVisible(bool(self._links))
        if layer is not None and self._links:
            self._text.setText(tr("Layer '{name}'").format(name=layer.name()))
            tip = "\n".join(f"{kind}: {one}" for kind, one in self._links.items())
            self._text.setToolTip(as_tip(tip))
