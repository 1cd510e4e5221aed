"""Prints predicted roads: a page with a map and a legend for each task."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsPrintLayout,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProject,
    QgsVectorLayer,
)

from trajganr_core.contract.kinds.algorithm import Algorithm

from ..i18n import tr
from ..layers.printed_map import add_print_layout, page_of, styles_to_print
from ..layers.roles import PRINTED
from .base import Parameters, Results
from .printing import DPI, PrintAlgorithm


class PredictionsMap(PrintAlgorithm):
    """A page with a map for each task."""

    about = Algorithm(
        "predictionsmap",
        "Print a map of predictions",
        "Creates a map of predictions as PDF or PNG",
        ("layout", "print", "pdf", "legend", "map"),
        "predict",
        "user_guide.md#print-a-map",
    )
    LAYER = "ROADS"

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_page(
            tr("Predicted roads"),
            tr("The output of 'Predict roads' or 'Join predictions to roads'."),
            "",
            tr("Printed at the top of the page; if empty: the layer's name."),
            PRINTED,
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
            suffixes=(".pdf", ".png"),
        )

    def judge(self, layer: QgsVectorLayer) -> None:
        self._styles = styles_to_print(layer)

    def read(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        super().read(parameters, context)
        self._is_added = self.parameterAsBoolean(parameters, "ADD_LAYOUT", context)
        layer = self.parameterAsVectorLayer(parameters, "ROADS", context)
        extent = self.parameterAsExtent(parameters, "EXTENT", context, layer.crs())
        self._extent = None if extent.isNull() else extent

    def layout(
        self, project: QgsProject, roads: Any, title: str, background: list[Any]
    ) -> QgsPrintLayout:
        self._title = title
        return page_of(project, roads, self._styles, title, background, self._extent)

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
