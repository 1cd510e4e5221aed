"""Write ``resources/layouts/four_tasks.qpt``, the print layout of predicted roads.

    QT_QPA_PLATFORM=offscreen /usr/bin/python3 .ci/layout.py

An A4 page in landscape with four panels, each with a map and a legend. The ids of items end with
the id of the panel's first task; ``qgis_plugin/layers/printed_map.py`` finds the items by these ids
and fills in layers, styles and texts.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutMeasurement,
    QgsLayoutSize,
    QgsLegendStyle,
    QgsPrintLayout,
    QgsProject,
    QgsReadWriteContext,
    QgsTextFormat,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFont

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from qgis_plugin.layers.printed_map import PANELS  # noqa: E402

TEMPLATE = ROOT / "resources" / "layouts" / "four_tasks.qpt"

PAGE_MM = (297.0, 210.0)
MARGIN_MM, HEADER_MM, FOOTER_MM, GAP_MM = 10.0, 19.0, 14.0, 5.0
HEADING_MM, LEGEND_MM = 6.5, 44.0
INK, MUTED, FRAME = QColor("#22303c"), QColor("#5d6872"), QColor("#b9bfc4")


@dataclass(frozen=True)
class Box:
    """A rectangle on the page, millimetres from its top left corner."""

    x: float
    y: float
    width: float
    height: float


def main() -> None:
    """Write the template."""
    application = QgsApplication([], False)
    application.initQgis()
    project = QgsProject()
    page = Page(project)
    page.label("title", Box(MARGIN_MM, 6, PAGE_MM[0] - 2 * MARGIN_MM, 8), 16, INK, is_bold=True)
    page.label("subtitle", Box(MARGIN_MM, 13, PAGE_MM[0] - 2 * MARGIN_MM, 5), 8.5, MUTED)
    for box, panel in zip(boxes(), PANELS, strict=True):
        page.panel(box, panel)
    page.footer()
    TEMPLATE.parent.mkdir(exist_ok=True)
    if not page.layout.saveAsTemplate(str(TEMPLATE), QgsReadWriteContext()):
        raise SystemExit(f"{TEMPLATE} could not be written.")
    del page, project
    application.exitQgis()


def boxes() -> list[Box]:
    """Four panels, two by two, between the header and the footer."""
    width = (PAGE_MM[0] - 2 * MARGIN_MM - GAP_MM) / 2
    height = (PAGE_MM[1] - HEADER_MM - FOOTER_MM - GAP_MM) / 2
    return [
        Box(MARGIN_MM + i * (width + GAP_MM), HEADER_MM + j * (height + GAP_MM), width, height)
        for j in (0, 1)
        for i in (0, 1)
    ]


class Page:
    """Puts items on the layout."""

    def __init__(self, project: QgsProject) -> None:
        self.layout = QgsPrintLayout(project)
        self.layout.initializeDefaults()
        self.layout.setName("TrajGANR: four tasks")
        size = QgsLayoutSize(*PAGE_MM, QgsUnitTypes.LayoutUnit.LayoutMillimeters)
        self.layout.pageCollection().page(0).setPageSize(size)

    def put(self, item: QgsLayoutItem, name: str, box: Box) -> None:
        """Add an item and place it."""
        item.setId(name)
        self.layout.addLayoutItem(item)
        item.attemptSetSceneRect(QRectF(box.x, box.y, box.width, box.height))

    def label(
        self, name: str, box: Box, size_pt: float, colour: QColor, *, is_bold: bool = False
    ) -> QgsLayoutItemLabel:
        """An empty label."""
        label = QgsLayoutItemLabel(self.layout)
        label.setTextFormat(text_format(size_pt, colour, is_bold))
        label.setMarginX(0)
        label.setMarginY(0)
        label.setVAlign(Qt.AlignmentFlag.AlignVCenter)
        self.put(label, name, box)
        return label

    def panel(self, box: Box, name: str) -> None:
        """A heading, a map, and a legend to its right."""
        heading = Box(box.x, box.y, box.width, HEADING_MM)
        self.label(f"heading_{name}", heading, 11, INK, is_bold=True)
        map_item = QgsLayoutItemMap(self.layout)
        top, height = box.y + HEADING_MM, box.height - HEADING_MM
        self.put(map_item, f"map_{name}", Box(box.x, top, box.width - LEGEND_MM, height))
        map_item.setFrameEnabled(True)
        map_item.setFrameStrokeColor(FRAME)
        map_item.setFrameStrokeWidth(QgsLayoutMeasurement(0.2))
        left = box.x + box.width - LEGEND_MM + 2.5
        self._legend(name, Box(left, top, LEGEND_MM - 2.5, height), map_item)

    def _legend(self, name: str, box: Box, map_item: QgsLayoutItemMap) -> None:
        legend = QgsLayoutItemLegend(self.layout)
        legend.setAutoUpdateModel(False)
        legend.setLinkedMap(map_item)
        labels = legend.style(QgsLegendStyle.Style.SymbolLabel)
        labels.setTextFormat(text_format(7, INK))
        legend.setStyle(QgsLegendStyle.Style.SymbolLabel, labels)
        legend.setStyleMargin(QgsLegendStyle.Style.Symbol, QgsLegendStyle.Side.Top, 1.6)
        legend.setStyleMargin(QgsLegendStyle.Style.SymbolLabel, QgsLegendStyle.Side.Left, 1.5)
        legend.setSymbolWidth(5.5)
        legend.setSymbolHeight(2.6)
        legend.setBoxSpace(0)
        legend.setBackgroundEnabled(False)
        # The line break in long labels.
        legend.setWrapString("|")
        self.put(legend, f"legend_{name}", box)

    def footer(self) -> None:
        """Attribution and date on the left, scale bar and north arrow on the right."""
        y = PAGE_MM[1] - FOOTER_MM + 2
        self.label("attribution", Box(MARGIN_MM, y, 195, 9), 7, MUTED)
        scale_bar = QgsLayoutItemScaleBar(self.layout)
        scale_bar.setStyle("Line Ticks Up")
        scale_bar.setNumberOfSegments(2)
        scale_bar.setNumberOfSegmentsLeft(0)
        scale_bar.setHeight(1.5)
        scale_bar.setTextFormat(text_format(7, MUTED))
        self.put(scale_bar, "scale_bar", Box(PAGE_MM[0] - MARGIN_MM - 72, y - 1, 60, 9))
        arrow = QgsLayoutItemPicture(self.layout)
        arrow.setPicturePath("arrows/NorthArrow_02.svg")
        self.put(arrow, "north", Box(PAGE_MM[0] - MARGIN_MM - 9, y - 1, 9, 10))


def text_format(size_pt: float, colour: QColor, is_bold: bool = False) -> QgsTextFormat:
    """A text format in a font that QGIS ships."""
    font = QFont("Open Sans")
    font.setBold(is_bold)
    text = QgsTextFormat()
    text.setFont(font)
    text.setSize(size_pt)
    text.setSizeUnit(QgsUnitTypes.RenderUnit.RenderPoints)
    text.setColor(colour)
    return text


if __name__ == "__main__":
    main()
