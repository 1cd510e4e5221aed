"""Predicted roads as a page to print: a map and a legend a task."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsMapLayer,
    QgsProcessing,
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
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QThread

from trajganr_core.contract.errors import Code, TrajganrError

from ..i18n import tr
from ..layers.printed_map import add_print_layout, page_of, save_page, styles_to_print
from .base import Parameters, Results, TrajganrAlgorithm, describe
from .data_algorithm import LINES

FORMATS = (".pdf", ".png")
DPI = 300


class PredictionsMap(TrajganrAlgorithm):
    """Draws the page in a project of its own, from the thread that QGIS gives the algorithm."""

    ID = "predictionsmap"
    TITLE = "Print a map of predictions"
    SUMMARY = "Makes a map to print of what was predicted"
    TAGS = ("layout", "print", "pdf", "legend", "map")
    GROUP_ID = "predict"
    GROUP = "Predict"

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add(
            QgsProcessingParameterVectorLayer("ROADS", tr("Predicted roads"), [LINES]),
            tr("What 'Predict roads' or 'Join predictions to roads' has made."),
        )
        self.add(
            QgsProcessingParameterString("TITLE", tr("Title"), tr("Predicted roads")),
            tr("Printed at the top of the page."),
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                "BACKGROUND",
                tr("Layers beneath the roads"),
                QgsProcessing.SourceType.TypeMapLayer,
                optional=True,
            ),
            tr("The uppermost first."),
        )
        self.add(
            QgsProcessingParameterExtent("EXTENT", tr("Area shown"), optional=True),
            tr("All roads where empty."),
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
            tr("Of a PNG, and of what a PDF holds as a picture."),
        )
        self.add(
            QgsProcessingParameterFileDestination(
                "OUTPUT", tr("Map"), tr("PDF (*.pdf);;PNG (*.png)")
            ),
            tr("The page, as a PDF or a PNG."),
        )

    def checkParameterValues(
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> tuple[bool, str]:
        is_fine, reason = super().checkParameterValues(parameters, context)
        if is_fine:
            try:
                self._check(parameters, context)
                styles_to_print(self.parameterAsVectorLayer(parameters, "ROADS", context))
            except TrajganrError as error:
                return False, describe(error)
        return is_fine, reason

    def prepareAlgorithm(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        # Layers are the main thread's: copies of them go to the algorithm's.
        layer = self.parameterAsVectorLayer(parameters, "ROADS", context)
        background = self.parameterAsLayerList(parameters, "BACKGROUND", context)
        self._ids = [each.id() for each in (layer, *background)]
        self._is_added = self.parameterAsBoolean(parameters, "ADD_LAYOUT", context)
        self._title = self.parameterAsString(parameters, "TITLE", context)
        self._extent = self._shown(parameters, context, layer)
        self._styles: dict[str, str] = {}
        try:
            self._styles = styles_to_print(layer)
        except TrajganrError as error:
            feedback.reportError(describe(error), True)
            return False
        self._copies = [_copy(each) for each in (layer, *background)]
        return super().prepareAlgorithm(parameters, context, feedback)

    def execute(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Results:
        self._check(parameters, context)
        output = self.destination(parameters, "OUTPUT", context)
        dpi = self.parameterAsDouble(parameters, "DPI", context)
        for layer in self._copies:
            layer.moveToThread(QThread.currentThread())
        project = QgsProject()
        project.addMapLayers(self._copies, False)
        roads, *background = self._copies
        layout = page_of(project, roads, self._styles, self._title, background, self._extent)
        save_page(layout, output, dpi)
        # In this thread, in which they live; the project takes the copies with it.
        del layout, roads, background
        self._copies.clear()
        project.clear()
        return {"OUTPUT": str(output)}

    def postProcessAlgorithm(
        self, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Results:
        """Add the layout to the project, on the main thread."""
        if self._is_added:
            layers = [context.project().mapLayer(each) for each in self._ids]
            if None in layers:
                feedback.pushWarning(
                    tr("The layout was not added: its layers are not in the project.")
                )
                return {}
            roads, *background = layers
            add_print_layout(context.project(), roads, self._title, background, self._extent)
        return {}

    def _check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Refuse a format that cannot be written.

        Raises:
            TrajganrError: ``INPUT.FORMAT``.
        """
        output = self.named_output(parameters, "OUTPUT", context)
        if output and Path(output).suffix.lower() not in FORMATS:
            raise TrajganrError(
                Code.INPUT_FORMAT,
                "A map cannot be written as {path}.",
                "Give a file ending in {formats}.",
                path=output,
                formats=", ".join(FORMATS),
            )

    def _shown(
        self, parameters: Parameters, context: QgsProcessingContext, layer: QgsVectorLayer
    ) -> QgsRectangle | None:
        extent = self.parameterAsExtent(parameters, "EXTENT", context, layer.crs())
        return None if extent.isNull() else extent


def _copy(layer: QgsMapLayer) -> QgsMapLayer:
    """A copy that any thread may take."""
    copy = layer.clone()
    copy.moveToThread(None)
    return copy
