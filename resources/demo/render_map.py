"""Draw predicted roads on one page, one panel per task; needs a Python with QGIS.

    QT_QPA_PLATFORM=offscreen python3 resources/demo/render_map.py [ROADS.gpkg [MAP.png]]

Each panel uses the style of its task in the GeoPackage.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsLayout,
    QgsLayoutExporter,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsLineSymbol,
    QgsMapLayerLegendUtils,
    QgsPathResolver,
    QgsProject,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsSymbolLayerUtils,
    QgsTextFormat,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFont
from qgis.PyQt.QtXml import QDomDocument

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from trajganr_core.contract.tasks import TASKS, Task  # noqa: E402

PREDICTED, PAGE = ROOT / "build" / "demo" / "roads.gpkg", ROOT / "build" / "demo" / "map.png"

DPI = 150
PAGE_MM = (305.0, 222.0)
MARGIN_MM, HEADER_MM, FOOTER_MM, GAP_MM = 10.0, 21.0, 13.0, 6.0
PANEL_TITLE_MM, LEGEND_MM = 7.5, 49.0
INK, MUTED, LAND, BASE_ROAD = QColor("#22303c"), QColor("#6b7780"), "#f7f7f4", "#dfe1df"
FONT = "Open Sans"


class PageError(Exception):
    """The page could not be drawn."""


@dataclass(frozen=True)
class Box:
    """A rectangle on the page, millimetres from its top left corner."""

    x: float
    y: float
    width: float
    height: float


def panel_boxes() -> list[Box]:
    """Four panels, two by two, between the header and the footer."""
    width = (PAGE_MM[0] - 2 * MARGIN_MM - GAP_MM) / 2
    height = (PAGE_MM[1] - HEADER_MM - FOOTER_MM - 2 * GAP_MM) / 2
    return [
        Box(
            MARGIN_MM + column * (width + GAP_MM),
            HEADER_MM + row * (height + GAP_MM),
            width,
            height,
        )
        for row in (0, 1)
        for column in (0, 1)
    ]


def text_format(size_pt: float, colour: QColor = INK, bold: bool = False) -> QgsTextFormat:
    """A text format in the page's font."""
    font = QFont(FONT)
    font.setBold(bold)
    text = QgsTextFormat()
    text.setFont(font)
    text.setSize(size_pt)
    text.setSizeUnit(QgsUnitTypes.RenderUnit.RenderPoints)
    text.setColor(colour)
    return text


def open_roads(path: Path) -> QgsVectorLayer:
    """The predicted road layer."""
    layer = QgsVectorLayer(str(path), "roads", "ogr")
    if not layer.isValid():
        raise PageError(f"{path} is not a layer that QGIS can read.")
    return layer


def predicted_tasks(path: Path) -> list[Task]:
    """The tasks with predictions in the layer."""
    names = open_roads(path).fields().names()
    return [task for task in TASKS.values() if task.fields[0].name in names]


def styled_roads(path: Path, task: Task) -> QgsVectorLayer:
    """The roads with the style of a task in the GeoPackage."""
    layer = open_roads(path)
    count, ids, names, _, _ = layer.listStylesInDatabase()
    of_task = [name for name in names[:count] if name.partition(" (")[0] == task.title]
    if not of_task:
        raise PageError(f"{path} has no style {task.title!r} inside, only {names[:count]}.")
    style, _ = layer.getStyleFromDatabase(ids[names.index(of_task[0])])
    loaded, reason = _import_style(layer, style)
    if not loaded:
        raise PageError(f"Style {task.title!r} of {path}: {reason}")
    layer.setName(of_task[0])  # which says where the data are few
    return layer


def _import_style(layer: QgsVectorLayer, style: str) -> tuple[bool, str]:
    document = QDomDocument()
    document.setContent(style)
    return layer.importNamedStyle(document)


def base_roads(path: Path) -> QgsVectorLayer:
    """The same roads as wide pale lines, drawn under the predictions."""
    layer = open_roads(path)
    symbol = QgsLineSymbol.createSimple(
        {"line_color": BASE_ROAD, "line_width": "2.0", "capstyle": "round", "joinstyle": "round"}
    )
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    return layer


def local_crs(layer: QgsVectorLayer) -> QgsCoordinateReferenceSystem:
    """An azimuthal equidistant CRS in metres at the layer's centre, without visible distortion."""
    centre = layer.extent().center()
    return QgsCoordinateReferenceSystem.fromProj(
        f"+proj=aeqd +lat_0={centre.y():.6f} +lon_0={centre.x():.6f} +datum=WGS84 +units=m"
    )


def provenance(path: Path) -> str:
    """Model and worker according to the layer's metadata; empty if they have neither."""
    history = open_roads(path).metadata().history()
    facts = dict(line.split(": ", 1) for line in history if ": " in line)
    return "  ·  ".join(f"{name} {facts[name]}" for name in ("model", "worker") if name in facts)


class Page:
    """Puts items on one layout."""

    def __init__(self, project: QgsProject) -> None:
        self.layout = QgsLayout(project)
        self.layout.initializeDefaults()
        size = QgsLayoutSize(*PAGE_MM, QgsUnitTypes.LayoutUnit.LayoutMillimeters)
        self.layout.pageCollection().page(0).setPageSize(size)

    def put(self, item: QgsLayoutItem, box: Box) -> None:
        """Add an item and place it."""
        self.layout.addLayoutItem(item)
        item.attemptSetSceneRect(QRectF(box.x, box.y, box.width, box.height))

    def label(self, text: str, box: Box, style: QgsTextFormat) -> None:
        """A line of text, centred vertically in its box."""
        label = QgsLayoutItemLabel(self.layout)
        label.setText(text)
        label.setTextFormat(style)
        label.setMargin(0)
        label.setVAlign(Qt.AlignmentFlag.AlignVCenter)
        self.put(label, box)

    def panel(
        self, box: Box, roads: QgsVectorLayer, base: QgsVectorLayer, extent: QgsRectangle
    ) -> QgsLayoutItemMap:
        """A map of one task with a title and a legend."""
        self.label(
            roads.name(), Box(box.x, box.y, box.width, PANEL_TITLE_MM), text_format(12, bold=True)
        )
        map_item = QgsLayoutItemMap(self.layout)
        height = box.height - PANEL_TITLE_MM
        self.put(map_item, Box(box.x, box.y + PANEL_TITLE_MM, box.width - LEGEND_MM, height))
        map_item.setKeepLayerSet(True)
        map_item.setLayers([roads, base])
        map_item.setBackgroundColor(QColor(LAND))
        map_item.zoomToExtent(extent)
        map_item.setFrameEnabled(True)
        map_item.setFrameStrokeColor(QColor("#c9cdd0"))
        left = box.x + box.width - LEGEND_MM + 3
        self._legend(Box(left, box.y + PANEL_TITLE_MM, LEGEND_MM - 3, height), roads, map_item)
        return map_item

    def _legend(self, box: Box, roads: QgsVectorLayer, map_item: QgsLayoutItemMap) -> None:
        legend = QgsLayoutItemLegend(self.layout)
        legend.setAutoUpdateModel(False)
        tree = legend.model().rootGroup()
        tree.clear()
        node = tree.addLayer(roads)
        QgsLegendRenderer.setNodeLegendStyle(node, QgsLegendStyle.Style.Hidden)
        # The first entry is the heading of the style, which the panel has itself.
        entries = len(legend.model().layerLegendNodes(node, True))
        QgsMapLayerLegendUtils.setLegendNodeOrder(node, list(range(1, entries)))
        legend.model().refreshLayerLegend(node)
        legend.setLinkedMap(map_item)
        labels = legend.style(QgsLegendStyle.Style.SymbolLabel)
        labels.setTextFormat(text_format(7))
        legend.setStyle(QgsLegendStyle.Style.SymbolLabel, labels)
        legend.setSymbolWidth(5)
        legend.setBoxSpace(0)
        legend.setBackgroundEnabled(False)
        self.put(legend, box)

    def footer(self, text: str, map_item: QgsLayoutItemMap) -> None:
        """Provenance on the left, scale bar and north arrow on the right."""
        y = PAGE_MM[1] - FOOTER_MM
        self.label(text, Box(MARGIN_MM, y, PAGE_MM[0] - 100, 8), text_format(8, MUTED))
        scale_bar = QgsLayoutItemScaleBar(self.layout)
        scale_bar.setLinkedMap(map_item)
        scale_bar.setStyle("Line Ticks Up")
        scale_bar.setUnits(QgsUnitTypes.DistanceUnit.DistanceMeters)
        scale_bar.setUnitLabel("m")
        scale_bar.setUnitsPerSegment(500)
        scale_bar.setNumberOfSegments(2)
        scale_bar.setNumberOfSegmentsLeft(0)
        scale_bar.setHeight(1.6)
        scale_bar.setTextFormat(text_format(8, MUTED))
        self.layout.addLayoutItem(scale_bar)
        scale_bar.setReferencePoint(QgsLayoutItem.ReferencePoint.MiddleRight)
        right = QgsLayoutPoint(PAGE_MM[0] - MARGIN_MM - 12, y + 2.5)
        scale_bar.update()
        scale_bar.attemptMove(right)
        arrow = QgsLayoutItemPicture(self.layout)
        arrow.setPicturePath(
            QgsSymbolLayerUtils.svgSymbolNameToPath("arrows/NorthArrow_02.svg", QgsPathResolver())
        )
        self.put(arrow, Box(PAGE_MM[0] - MARGIN_MM - 9, y - 2, 9, 10))

    def export(self, path: Path) -> None:
        """Write the page as a picture."""
        if not QgsLayoutExporter(self.layout).renderPageToImage(0, dpi=DPI).save(str(path)):
            raise PageError(f"{path} could not be written.")


def render(roads: Path, picture: Path) -> None:
    """Draw the predicted roads into a PNG."""
    project = QgsProject.instance()
    base = base_roads(roads)
    crs = local_crs(base)
    project.setCrs(crs)
    project.addMapLayer(base)
    extent = QgsCoordinateTransform(base.crs(), crs, project).transformBoundingBox(base.extent())
    extent.scale(1.08)

    page = Page(project)
    middle = PAGE_MM[0] - 2 * MARGIN_MM
    title = "Doggerhaven: what trips and street views say about its roads"
    subtitle = (
        "Predictions for each direction of each street, drawn on the side that is driven on. "
        "The city, its trips and its pictures are simulated."
    )
    page.label(title, Box(MARGIN_MM, 6, middle, 8), text_format(17, bold=True))
    page.label(subtitle, Box(MARGIN_MM, 13.5, middle, 6), text_format(9.5, MUTED))
    for box, task in zip(panel_boxes(), predicted_tasks(roads), strict=True):
        layer = styled_roads(roads, task)
        project.addMapLayer(layer)
        last_map = page.panel(box, layer, base, extent)
    facts = ("Simulated demo city", provenance(roads))
    page.footer("  ·  ".join(fact for fact in facts if fact), last_map)
    page.export(picture)


def main() -> int:
    given = [Path(argument) for argument in sys.argv[1:]]
    roads, picture = (*given, *(PREDICTED, PAGE)[len(given) :])
    application = QgsApplication([], False)
    application.initQgis()
    try:
        render(roads, picture)
    except PageError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        QgsProject.instance().clear()
        application.exitQgis()
    return 0


if __name__ == "__main__":
    sys.exit(main())
