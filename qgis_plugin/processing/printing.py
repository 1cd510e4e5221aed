"""Base class of algorithms that print a layer of roads."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, ClassVar

from qgis.core import (
    Qgis,
    QgsMapLayer,
    QgsPrintLayout,
    QgsProcessingContext,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QThread

from ..i18n import tr
from ..layers.printed_map import save_page
from ..layers.roles import Role
from .base import Parameters, Results, Run, TrajganrAlgorithm
from .inputs import LINES

DPI = 300


class PrintAlgorithm(TrajganrAlgorithm):
    """Draws pages in a temporary project, in the algorithm's thread."""

    #: The parameter of the roads.
    LAYER: ClassVar[str]

    def add_page(self, roads: str, help_text: str, title: str, printed: str, role: Role) -> None:
        """Add the parameters of the layers and of the title.

        Args:
            roads, help_text: title and help of the layer of roads.
            title, printed: the title's default, '' if none is needed, and where it is printed.
            role: of the layer of roads.
        """
        parameter = QgsProcessingParameterVectorLayer(self.LAYER, roads, [LINES])
        self.add(parameter, help_text, role=role)
        text = QgsProcessingParameterString("TITLE", tr("Title"), title, optional=not title)
        self.add(text, printed)
        self.add(
            QgsProcessingParameterMultipleLayers(
                "BACKGROUND",
                tr("Layers beneath the roads"),
                Qgis.ProcessingSourceType.MapLayer,
                optional=True,
            ),
            tr("Ordered from top to bottom."),
        )

    @abstractmethod
    def judge(self, layer: QgsVectorLayer) -> None:
        """Refuse a layer that cannot be printed.

        Raises:
            TrajganrError: ``INPUT.FIELD``.
        """

    @abstractmethod
    def layout(
        self, project: QgsProject, roads: Any, title: str, background: list[Any]
    ) -> QgsPrintLayout:
        """The pages of a project with these layers."""

    def check_form(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        layer = self.parameterAsVectorLayer(parameters, self.LAYER, context)
        if layer is not None:  # else QGIS refuses it
            self.judge(layer)

    def read(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        layer = self.parameterAsVectorLayer(parameters, self.LAYER, context)
        self.judge(layer)
        # The algorithm's thread gets copies.
        layers = [layer, *self.parameterAsLayerList(parameters, "BACKGROUND", context)]
        self._ids = [each.id() for each in layers]
        self._copies = [_copy_of(each) for each in layers]

    def execute(self, run: Run) -> Results:
        output = self.destination(run, "OUTPUT")
        title = self.parameterAsString(run.parameters, "TITLE", run.context)
        has_dpi = self.parameterDefinition("DPI") is not None
        dpi = self.parameterAsDouble(run.parameters, "DPI", run.context) if has_dpi else DPI
        for layer in self._copies:
            layer.moveToThread(QThread.currentThread())
        project = QgsProject()
        project.addMapLayers(self._copies, False)
        roads, *background = self._copies
        layout = self.layout(project, roads, title, background)
        save_page(layout, output, dpi)
        # They must be deleted in this thread; the project deletes the copies.
        del layout, roads, background
        self._copies.clear()
        project.clear()
        return {"OUTPUT": str(output)}


def _copy_of(layer: QgsMapLayer) -> Any:
    """A copy that can be moved to any thread."""
    copy = layer.clone()
    copy.moveToThread(None)  # type: ignore[arg-type] # no thread
    return copy
