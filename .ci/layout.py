"""Write the print layouts in ``resources/layouts``: of predicted roads, and of changes.

    QT_QPA_PLATFORM=offscreen /usr/bin/python3 .ci/layout.py

Pages are A4 in landscape. A panel is a heading, a map and a legend, whose ids end with the id of
the panel; ``qgis_plugin/layers/printed_map.py`` finds the items by these ids, gives them their
places, and fills in layers, styles and texts. The report of changes has a second page, of charts.
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

from qgis_plugin.layers.changes_report import HEIGHT_MM, KINDS, MEASURES, WIDTH_MM  # noqa: E402
from qgis_plugin.layers.printed_map import HEADING_MM, PAGE_MM, PANELS  # noqa: E402

FOLDER = ROOT / "resources" / "layouts"

MARGIN_MM, FOOTER_MM, FOOTNOTE_MM = 10.0, 14.0, 190.0
#: Between two pages, as QGIS places them.
BETWEEN_MM = 10.0
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
    project = QgsProject()
    for name, page in (("four_tasks", predicted(project)), ("changes", changes(project))):
        path = FOLDER / f"{name}.qpt"
        if not page.layout.saveAsTemplate(str(path), QgsReadWriteContext()):
            raise SystemExit(f"{path} could not be written.")
    del page, project
    application.exitQgis()


def predicted(project: QgsProject) -> Page:
    """A page with a panel for each task."""
    page = Page(project, "TrajGANR: predicted roads")
    page.label("title", page.line(6, 8), 16, INK, is_bold=True)
    page.label("subtitle", page.line(13, 5), 8.5, MUTED)
    for panel in PANELS:
        page.panel(panel)
    page.label("attribution", page.footer(), 7, MUTED)
    page.scale()
    return page


def changes(project: QgsProject) -> Page:
    """A page with a panel for each measure, and one with charts."""
    page = Page(project, "TrajGANR: changes")
    page.add_page()
    for number in (0, 1):
        page.label(f"title_{number}", page.line(6, 8, number), 16, INK, is_bold=True)
        page.label(f"sides_{number}", page.line(15, 6, number), 9, MUTED)
        page.label(f"note_{number}", page.footer(number), 7, MUTED)
    for measure in MEASURES:
        page.panel(measure)
    page.scale()
    page.label("key", page.line(22, 5, 1), 9, MUTED)
    for row, measure in enumerate(MEASURES):
        for column, kind in enumerate(KINDS):
            x, y = MARGIN_MM + column * (WIDTH_MM + BETWEEN_MM), page.top(1) + 29 + row * 56
            heading = Box(x, y, WIDTH_MM, 5)
            page.label(f"heading_{measure}_{kind}", heading, 9, INK, is_bold=True)
            chart = QgsLayoutItemPicture(page.layout)
            page.put(chart, f"chart_{measure}_{kind}", Box(x, y + 5, WIDTH_MM, HEIGHT_MM))
    return page


class Page:
    """Puts items on the layout."""

    def __init__(self, project: QgsProject, name: str) -> None:
        self.layout = QgsPrintLayout(project)
        self.layout.setName(name)
        self.add_page()

    def add_page(self) -> None:
        """Add a page below the others."""
        page = QgsLayoutItemPage(self.layout)
        page.setPageSize(QgsLayoutSize(*PAGE_MM, QgsUnitTypes.LayoutUnit.LayoutMillimeters))
        self.layout.pageCollection().addPage(page)

    def top(self, page: int) -> float:
        """Where a page begins."""
        return page * (PAGE_MM[1] + BETWEEN_MM)

    def line(self, y: float, height: float, page: int = 0) -> Box:
        """A box between the margins of a page."""
        return Box(MARGIN_MM, self.top(page) + y, PAGE_MM[0] - 2 * MARGIN_MM, height)

    def footer(self, page: int = 0) -> Box:
        """A box at the left of a page's footer, beside the scale bar."""
        return Box(MARGIN_MM, self.top(page) + PAGE_MM[1] - FOOTER_MM + 2, FOOTNOTE_MM, 9)

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

    def panel(self, name: str) -> None:
        """A heading, a map, and a legend; where they are is decided with the layer."""
        box = self.line(20, 100)
        heading = Box(box.x, box.y, box.width, HEADING_MM)
        self.label(f"heading_{name}", heading, 11, INK, is_bold=True)
        map_item = QgsLayoutItemMap(self.layout)
        self.put(map_item, f"map_{name}", box)
        map_item.setFrameEnabled(True)
        map_item.setFrameStrokeColor(FRAME)
        map_item.setFrameStrokeWidth(QgsLayoutMeasurement(0.2))
        self._legend(name, box, map_item)

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

    def scale(self) -> None:
        """A scale bar and a north arrow at the right of the footer."""
        y = PAGE_MM[1] - FOOTER_MM + 1
        scale_bar = QgsLayoutItemScaleBar(self.layout)
        scale_bar.setStyle("Line Ticks Up")
        scale_bar.setNumberOfSegments(2)
        scale_bar.setNumberOfSegmentsLeft(0)
        scale_bar.setHeight(1.5)
        scale_bar.setTextFormat(text_format(7, MUTED))
        self.put(scale_bar, "scale_bar", Box(PAGE_MM[0] - MARGIN_MM - 85, y, 70, 9))
        arrow = QgsLayoutItemPicture(self.layout)
        arrow.setPicturePath("arrows/NorthArrow_02.svg")
        self.put(arrow, "north", Box(PAGE_MM[0] - MARGIN_MM - 9, y, 9, 10))


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
