"""Pages to print, from templates: maps of a layer in some of its styles, with legends and texts.

The templates are ``resources/layouts``; ``.ci/layout.py`` makes them, and gives items their ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsLayerTreeLayer,
    QgsLayoutExporter,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsMapLayer,
    QgsPrintLayout,
    QgsProject,
    QgsReadWriteContext,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtXml import QDomDocument

from trajganr_core.contract.errors import Code, TrajganrError

from .. import resources
from ..untrusted_text import literal
from .export import GEOGRAPHIC

#: Size of the map relative to the extent of the roads.
MARGIN = 1.06


def from_template(project: QgsProject, name: str) -> QgsPrintLayout:
    """A print layout of ``resources/layouts``."""
    layout = QgsPrintLayout(project)
    document = QDomDocument()
    document.setContent(resources.layout(name).read_text(encoding="utf-8"))
    layout.loadFromTemplate(document, QgsReadWriteContext())
    return layout


def write(layout: QgsPrintLayout, name: str, text: str) -> None:
    """Write a text into a label, which shows it as it is."""
    layout.itemById(name).setText(literal(text))


def show(
    layout: QgsPrintLayout,
    panel: str,
    layer: QgsVectorLayer,
    style: str,
    background: Sequence[QgsMapLayer],
    extent: QgsRectangle | None = None,
) -> QgsLayerTreeLayer:
    """Show a layer in a panel's map and legend, independently of its current style.

    Args:
        layout: has the items ``map_…`` and ``legend_…`` of the panel.
        panel: the end of their ids.
        layer: of roads.
        style: its QML.
        background: layers below the roads, from top to bottom.
        extent: in the CRS of the layer; all roads if None.

    Returns:
        The entry of the legend, which has no name of the layer: the panel has a heading.
    """
    map_item: QgsLayoutItemMap = layout.itemById(f"map_{panel}")
    legend: QgsLayoutItemLegend = layout.itemById(f"legend_{panel}")
    area = QgsRectangle(extent or layer.extent())
    area.scale(1.0 if extent else MARGIN)
    crs = _local_crs(layer.crs(), area, layout.project())
    transform = QgsCoordinateTransform(layer.crs(), crs, layout.project())
    map_item.setLayers([layer, *background])
    map_item.setKeepLayerSet(True)
    map_item.setLayerStyleOverrides({layer.id(): style})
    map_item.setKeepLayerStyles(True)
    map_item.setCrs(crs)
    map_item.zoomToExtent(transform.transformBoundingBox(area))
    legend.setLinkedMap(map_item)
    tree = legend.model().rootGroup()
    tree.clear()
    entry = tree.addLayer(layer)
    QgsLegendRenderer.setNodeLegendStyle(entry, QgsLegendStyle.Style.Hidden)
    legend.model().setLayerStyleOverrides({layer.id(): style})
    legend.model().refreshLayerLegend(entry)
    return entry


def save_page(layout: QgsPrintLayout, path: Path, dpi: float) -> None:
    """Write a page as a PDF or an image.

    Raises:
        TrajganrError: ``RESOURCE.DISK``.
    """
    exporter = QgsLayoutExporter(layout)
    if path.suffix.lower() == ".pdf":
        pdf = QgsLayoutExporter.PdfExportSettings()
        pdf.dpi = dpi
        answer = exporter.exportToPdf(str(path), pdf)
        is_written = answer == QgsLayoutExporter.ExportResult.Success
    else:
        is_written = exporter.renderPageToImage(0, QSize(), dpi).save(str(path))
    if not is_written:
        raise TrajganrError(
            Code.RESOURCE_DISK,
            "The map could not be written to {path}.",
            "Choose another file, or a lower resolution.",
            path=str(path),
        )


def _local_crs(
    crs: QgsCoordinateReferenceSystem, area: QgsRectangle, project: QgsProject
) -> QgsCoordinateReferenceSystem:
    """An azimuthal equidistant CRS in metres, centred on an area."""
    middle = QgsCoordinateTransform(crs, GEOGRAPHIC, project).transform(area.center())
    return QgsCoordinateReferenceSystem.fromProj(
        f"+proj=aeqd +lat_0={middle.y():.6f} +lon_0={middle.x():.6f} +datum=WGS84 +units=m"
    )
