"""The layers that a form begins with."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QComboBox
from qgis.utils import iface

from ..layers.roles import Role
from ..processing.source_widget import SourceWidget

if TYPE_CHECKING:
    from processing.gui.AlgorithmDialog import AlgorithmDialog

#: The parameter on which layers of roads depend.
BUNDLE = "BUNDLE"


class LayerChoice:
    """Chooses for each parameter the project's layer that is most likely meant.

    Args:
        form: of an algorithm whose ``roles`` say what its parameters need.
    """

    def __init__(self, form: AlgorithmDialog) -> None:
        self._form = form
        self._chosen: dict[str, str] = {}
        self.choose()
        wrappers = form.mainWidget().wrappers
        if BUNDLE in wrappers:
            wrappers[BUNDLE].widgetValueHasChanged.connect(lambda *_: self.choose(self._touched()))

    def choose(self, besides: Collection[str] = ()) -> None:
        """Choose layers for all parameters besides some; none where no layer fits."""
        wrappers, algorithm = self._form.mainWidget().wrappers, self._form.algorithm()
        bundle = str(wrappers[BUNDLE].parameterValue() or "") if BUNDLE in wrappers else ""
        left = {*besides, *algorithm.left_empty}
        for name, role in algorithm.roles.items():
            if name not in left and name in wrappers:
                layer = best_layer(role, bundle)
                self._chosen[name] = "" if layer is None else layer.id()
                if layer is not None or isinstance(wrappers[name], SourceWidget):
                    context = self._form.processingContext()
                    wrappers[name].setParameterValue(self._chosen[name], context)
                else:  # QGIS would not take a required parameter's layer away
                    for box in wrappers[name].wrappedWidget().findChildren(QComboBox):
                        box.setCurrentIndex(-1)

    def _touched(self) -> set[str]:
        """The parameters for which the person has chosen another layer."""
        wrappers = self._form.mainWidget().wrappers
        return {
            name
            for name, chosen in self._chosen.items()
            if str(wrappers[name].parameterValue() or "") != chosen
        }


def best_layer(role: Role, bundle: str) -> QgsVectorLayer | None:
    """The layer of the project that is most likely meant.

    Of several, it is one with a selection, then the active one, then the upper one.
    """
    active: QgsMapLayer | None = None if iface is None else iface.activeLayer()
    layers = [
        layer
        for layer in QgsProject.instance().layerTreeRoot().layerOrder()
        if isinstance(layer, QgsVectorLayer) and layer.isValid() and role.rank(layer, bundle)
    ]
    return max(
        layers,
        key=lambda layer: (
            role.rank(layer, bundle),
            role.of_bundle and layer.selectedFeatureCount() > 0,
            layer is active,
        ),
        default=None,
    )
