"""Write ``resources/layouts``: the print layouts of predicted roads and of changes.

    QT_QPA_PLATFORM=offscreen /usr/bin/python3 .ci/layout.py

Pages are A4 in landscape. ``four_tasks`` has four panels, each with a map and a legend; the ids of
items end with the id of the panel's first task. ``changes`` has a page of three maps and a page of
six charts; the ids end with the measure and the kind of group. ``qgis_plugin/layers/layouts.py``
finds the items by these ids and fills in layers, styles and texts.
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
    QgsLayoutItemPage,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutMeasurement,
    QgsLayoutPoint,
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

from qgis_plugin.layers.changes_report import KINDS, MEASURES  # noqa: E402
from qgis_plugin.layers.printed_map import PANELS  # noqa: E402

TEMPLATES = ROOT / "resources" / "layouts"

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
    """Write the templates."""
    application = QgsApplication([], False)
    application.initQgis()
    TEMPLATES.mkdir(exist_ok=True)
    project = QgsProject()
    for name, page in (("four_tasks", four_tasks(project)), ("changes", changes(project))):
        path = TEMPLATES / f"{name}.qpt"
        if not page.layout.saveAsTemplate(str(path), QgsReadWriteContext()):
            raise SystemExit(f"{path} could not be written.")
        del page
    del project
    application.exitQgis()


def four_tasks(project: QgsProject) -> Page:
    """The map of predicted roads."""
    page = Page(project, "TrajGANR: four tasks")
    width = PAGE_MM[0] - 2 * MARGIN_MM
    page.label("title", Box(MARGIN_MM, 6, width, 8), 16, INK, is_bold=True)
    page.label("subtitle", Box(MARGIN_MM, 13, width, 5), 8.5, MUTED)
    for box, panel in zip(boxes(), PANELS, strict=True):
        page.panel(box, panel)
    page.footer()
    return page


def changes(project: QgsProject) -> Page:
    """The report of changes: maps, speed the largest, and charts."""
    page = Page(project, "TrajGANR: changes")
    second = QgsLayoutItemPage(page.layout)
    second.setPageSize("A4", QgsLayoutItemPage.Orientation.Landscape)
    page.layout.pageCollection().addPage(second)
    width = PAGE_MM[0] - 2 * MARGIN_MM
    for number in (1, 2):
        page.number = number
        page.label(f"title_{number}", Box(MARGIN_MM, 7, width, 9), 17, INK, is_bold=True)
        page.label(f"sides_{number}", Box(MARGIN_MM, 16, width, 6), 9, MUTED)
        page.label(f"note_{number}", Box(MARGIN_MM, 199, width, 8), 7, MUTED)
    page.number = 1
    large, small = (143.0, 132.0), (69.0, 75.0)
    beside = MARGIN_MM + large[0] + GAP_MM
    for measure, box in zip(
        MEASURES,
        (Box(MARGIN_MM, 33, *large), Box(beside, 33, *small), Box(beside, 118, *small)),
        strict=True,
    ):
        page.map_of_changes(measure, box, is_large=box.width == large[0])
    page.number = 2
    page.label("key", Box(MARGIN_MM, 22, width, 5), 8, MUTED)
    half = width / 2 - GAP_MM
    for row, measure in enumerate(MEASURES):
        for column, kind in enumerate(KINDS):
            left, top = MARGIN_MM + column * (half + 2 * GAP_MM), 29.0 + row * 56
            name = f"{measure}_{kind}"
            page.label(f"heading_{name}", Box(left, top, half, 5), 9, INK, is_bold=True)
            picture = QgsLayoutItemPicture(page.layout)
            page.put(picture, f"chart_{name}", Box(left, top + 5, half, 49))
    return page


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

    def __init__(self, project: QgsProject, name: str) -> None:
        self.number = 1
        self.layout = QgsPrintLayout(project)
        self.layout.initializeDefaults()
        self.layout.setName(name)
        size = QgsLayoutSize(*PAGE_MM, QgsUnitTypes.LayoutUnit.LayoutMillimeters)
        self.layout.pageCollection().page(0).setPageSize(size)

    def put(self, item: QgsLayoutItem, name: str, box: Box) -> None:
        """Add an item and place it."""
        item.setId(name)
        self.layout.addLayoutItem(item)
        item.attemptSetSceneRect(QRectF(box.x, box.y, box.width, box.height))
        if self.number > 1:
            place = QgsLayoutPoint(box.x, box.y, QgsUnitTypes.LayoutUnit.LayoutMillimeters)
            item.attemptMove(place, page=self.number - 1)

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
        top, height = box.y + HEADING_MM, box.height - HEADING_MM
        map_item = self._map(name, Box(box.x, top, box.width - LEGEND_MM, height))
        left = box.x + box.width - LEGEND_MM + 2.5
        self._legend(name, Box(left, top, LEGEND_MM - 2.5, height), map_item)

    def map_of_changes(self, name: str, box: Box, *, is_large: bool) -> None:
        """A heading, a map, and a legend: below a large map, else to its right."""
        wide = box.width if is_large else PAGE_MM[0] - MARGIN_MM - box.x
        heading = Box(box.x, box.y - 6, wide, 5)
        self.label(f"heading_{name}", heading, 10 if is_large else 8, INK, is_bold=True)
        map_item = self._map(name, box)
        legend = QgsLayoutItemLegend(self.layout)
        legend.setAutoUpdateModel(False)
        legend.setLinkedMap(map_item)
        labels = legend.style(QgsLegendStyle.Style.SymbolLabel)
        labels.setTextFormat(text_format(7 if is_large else 6, INK))
        legend.setStyle(QgsLegendStyle.Style.SymbolLabel, labels)
        legend.setColumnCount(3 if is_large else 1)
        legend.setSplitLayer(is_large)
        legend.setSymbolWidth(6)
        legend.setSymbolHeight(2.5)
        legend.setBackgroundEnabled(False)
        below, beside = (box.x, box.y + box.height + 1), (box.x + box.width + 1, box.y)
        self.put(legend, f"legend_{name}", Box(*(below if is_large else beside), 40, 12))
        if is_large:
            scale_bar = QgsLayoutItemScaleBar(self.layout)
            scale_bar.setStyle("Line Ticks Up")
            scale_bar.setTextFormat(text_format(7, INK))
            scale_bar.setBackgroundEnabled(False)
            self.put(scale_bar, "scale_bar", Box(box.x + 2, box.y + box.height - 12, 60, 9))

    def _map(self, name: str, box: Box) -> QgsLayoutItemMap:
        map_item = QgsLayoutItemMap(self.layout)
        self.put(map_item, f"map_{name}", box)
        map_item.setFrameEnabled(True)
        map_item.setFrameStrokeColor(FRAME)
        map_item.setFrameStrokeWidth(QgsLayoutMeasurement(0.2))
        return map_item

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
