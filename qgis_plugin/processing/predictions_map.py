"""Prints predicted roads: a page with a map and a legend for each task."""

from __future__ import annotations

from typing import Any, ClassVar

from qgis.core import (
    Qgis,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
    QgsProject,
)
from qgis.PyQt.QtCore import QThread

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.kinds.algorithm import Algorithm

from ..i18n import tr
from ..layers.printed_map import add_print_layout, page_of, save_page, styles_to_print
from ..layers.roles import PRINTED
from .base import Parameters, Results, Run, TrajganrAlgorithm, describe
from .inputs import LINES

DPI = 300


class PredictionsMap(TrajganrAlgorithm):
    """Draws the page in a temporary project, in the algorithm's thread."""

    about = Algorithm(
        "predictionsmap",
        "Print a map of predictions",
        "Creates a map of predictions as PDF or PNG",
        ("layout", "print", "pdf", "legend", "map"),
        "predict",
        "user_guide.md#print-a-map",
    )
    suffixes: ClassVar = {"OUTPUT": (".pdf", ".png")}
    roles: ClassVar = {"ROADS": PRINTED}

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add(
            QgsProcessingParameterVectorLayer("ROADS", tr("Predicted roads"), [LINES]),
            tr("The output of 'Predict roads' or 'Join predictions to roads'."),
        )
        self.add(
            QgsProcessingParameterString("TITLE", tr("Title"), tr("Predicted roads")),
            tr("Printed at the top of the page."),
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                "BACKGROUND",
                tr("Layers beneath the roads"),
                Qgis.ProcessingSourceType.MapLayer,
                optional=True,
            ),
            tr("Ordered from top to bottom."),
        )
        self.add(
            QgsProcessingParameterExtent("EXTENT", tr("Area shown"), optional=True),
            tr("If empty: all roads."),
        )
        self.add(
            QgsProcessingParameterBoolean(
                "ADD_LAYOUT", tr("Also add it to the project, as a layout to edit"), False
            ),
            tr("Needs roads that are in the project; it is under Project › Layouts."),
        )
        self.add_advanced(
            QgsProcessingParameterNumber(
                "DPI", tr("Resolution, dots per inch"), defaultValue=DPI, minValue=30, maxValue=1200
            ),
            tr("Of a PNG, and of raster parts of a PDF."),
        )
        self.add(
            QgsProcessingParameterFileDestination(
                "OUTPUT", tr("Map"), tr("PDF (*.pdf);;PNG (*.png)")
            ),
            tr("The page, as a PDF or a PNG."),
        )

    def check_form(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        layer = self.parameterAsVectorLayer(parameters, "ROADS", context)
        if layer is not None:  # else QGIS refuses it
            styles_to_print(layer)

    def prepareAlgorithm(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        # Layers may be used in the main thread only: the algorithm's thread gets copies.
        layer = self.parameterAsVectorLayer(parameters, "ROADS", context)
        background = self.parameterAsLayerList(parameters, "BACKGROUND", context)
        self._ids = [each.id() for each in (layer, *background)]
        self._is_added = self.parameterAsBoolean(parameters, "ADD_LAYOUT", context)
        self._title = self.parameterAsString(parameters, "TITLE", context)
        extent = self.parameterAsExtent(parameters, "EXTENT", context, layer.crs())
        self._extent = None if extent.isNull() else extent
        self._styles: dict[str, str] = {}
        try:
            self._styles = styles_to_print(layer)
        except TrajganrError as error:
            feedback.reportError(describe(error), True)
            return False
        self._copies = [copy_of(each) for each in (layer, *background)]
        return super().prepareAlgorithm(parameters, context, feedback)

    def execute(self, run: Run) -> Results:
        output = self.destination(run, "OUTPUT")
        dpi = self.parameterAsDouble(run.parameters, "DPI", run.context)
        for layer in self._copies:
            layer.moveToThread(QThread.currentThread())
        project = QgsProject()
        project.addMapLayers(self._copies, False)
        roads, *background = self._copies
        layout = page_of(project, roads, self._styles, self._title, background, self._extent)
        save_page(layout, output, dpi)
        # They must be deleted in this thread; the project deletes the copies.
        del layout, roads, background
        self._copies.clear()
        project.clear()
        return {"OUTPUT": str(output)}

    def postProcessAlgorithm(
        self, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Results:
        """Add the layout to the project, on the main thread."""
        if self._is_added:
            layers: list[Any] = [context.project().mapLayer(each) for each in self._ids]
            if None in layers:
                feedback.pushWarning(
                    tr("The layout was not added: its layers are not in the project.")
                )
                return {}
            roads, *background = layers
            add_print_layout(context.project(), roads, self._title, background, self._extent)
        return {}


def copy_of(layer: QgsMapLayer) -> Any:
    """A copy that can be moved to any thread."""
    copy = layer.clone()
    copy.moveToThread(None)  # type: ignore[arg-type] # no thread
    return copy
