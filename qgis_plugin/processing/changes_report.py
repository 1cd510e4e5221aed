"""Prints changes between two sides: two pages with maps and charts."""

from __future__ import annotations

from typing import ClassVar

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
    QgsProject,
)
from qgis.PyQt.QtCore import QThread

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.kinds.algorithm import Algorithm

from ..i18n import tr
from ..layers.changes_report import check_layer, report_of
from ..layers.printed_map import save_page
from ..layers.roles import CHANGES
from .base import Parameters, Results, Run, TrajganrAlgorithm, describe
from .inputs import LINES
from .predictions_map import DPI, copy_of


class ChangesReport(TrajganrAlgorithm):
    """Draws the pages in a temporary project, in the algorithm's thread."""

    about = Algorithm(
        "changesreport",
        "Report of changes",
        "Two pages as PDF: maps of the changes, and charts by road class and district",
        ("layout", "print", "pdf", "chart"),
        "model",
        "user_guide.md#before-and-after",
    )
    suffixes: ClassVar = {"OUTPUT": (".pdf",)}
    roles: ClassVar = {"CHANGES": CHANGES}

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add(
            QgsProcessingParameterVectorLayer("CHANGES", tr("Changes"), [LINES]),
            tr("The output of 'Before and after'."),
        )
        self.add(
            QgsProcessingParameterString("TITLE", tr("Title"), tr("Before and after")),
            tr("Printed at the top of the pages."),
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
            QgsProcessingParameterFileDestination("OUTPUT", tr("Report"), tr("PDF (*.pdf)")),
            tr("The two pages."),
        )

    def check_form(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        layer = self.parameterAsVectorLayer(parameters, "CHANGES", context)
        if layer is not None:  # else QGIS refuses it
            check_layer(layer)

    def prepareAlgorithm(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        # Layers may be used in the main thread only: the algorithm's thread gets copies.
        layer = self.parameterAsVectorLayer(parameters, "CHANGES", context)
        background = self.parameterAsLayerList(parameters, "BACKGROUND", context)
        self._title = self.parameterAsString(parameters, "TITLE", context)
        try:
            check_layer(layer)
        except TrajganrError as error:
            feedback.reportError(describe(error), True)
            return False
        self._copies = [copy_of(each) for each in (layer, *background)]
        return super().prepareAlgorithm(parameters, context, feedback)

    def execute(self, run: Run) -> Results:
        output = self.destination(run, "OUTPUT")
        for layer in self._copies:
            layer.moveToThread(QThread.currentThread())
        project = QgsProject()
        project.addMapLayers(self._copies, False)
        roads, *background = self._copies
        layout = report_of(project, roads, self._title, background)
        save_page(layout, output, DPI)
        # They must be deleted in this thread; the project deletes the copies.
        del layout, roads, background
        self._copies.clear()
        project.clear()
        return {"OUTPUT": str(output)}
