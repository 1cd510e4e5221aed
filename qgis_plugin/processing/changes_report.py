"""Prints changes between two sides: two pages with maps and charts."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsPrintLayout,
    QgsProcessingParameterFileDestination,
    QgsProject,
    QgsVectorLayer,
)

from trajganr_core.contract.kinds.algorithm import Algorithm

from ..i18n import tr
from ..layers.changes_report import check_layer, report_of
from ..layers.roles import CHANGES
from .base import Parameters
from .printing import PrintAlgorithm


class ChangesReport(PrintAlgorithm):
    """Maps of the changes, and charts."""

    about = Algorithm(
        "changesreport",
        "Report of changes",
        "Two pages as PDF: maps of the changes, and charts by road class and district",
        ("layout", "print", "pdf", "chart"),
        "model",
        "user_guide.md#before-and-after",
    )
    LAYER = "CHANGES"

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_page(
            tr("Changes"),
            tr("The output of 'Before and after'."),
            tr("Before and after"),
            tr("Printed at the top of the pages."),
            CHANGES,
        )
        self.add(
            QgsProcessingParameterFileDestination("OUTPUT", tr("Report"), tr("PDF (*.pdf)")),
            tr("The two pages."),
            suffixes=(".pdf",),
        )

    def judge(self, layer: QgsVectorLayer) -> None:
        check_layer(layer)

    def layout(
        self, project: QgsProject, roads: Any, title: str, background: list[Any]
    ) -> QgsPrintLayout:
        return report_of(project, roads, title, background)
