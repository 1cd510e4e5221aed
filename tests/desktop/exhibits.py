"""Set-up for pictures that would need many clicks. Runs inside QGIS."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis import processing
from qgis.core import (
    QgsApplication,
    QgsLayerTree,
    QgsLayerTreeModel,
    QgsLegendRenderer,
    QgsLegendSettings,
    QgsLegendStyle,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProject,
    QgsRenderContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage, QPainter
from qgis.PyQt.QtWidgets import QApplication, QDialog, QWidget
from qgis.utils import iface, plugins

#: Of the picture of a style, pixels: the map, and the legend beside it.
MAP = QSize(620, 380)
LEGEND_WIDTH = 300
DPI = 96
MARGIN = 16
TEMPORARY = "TEMPORARY_OUTPUT"
#: References to windows, without which Qt would close them.
_shown: list[QWidget] = []


def algorithms() -> list[str]:
    """The ids of all algorithms."""
    provider = QgsApplication.processingRegistry().providerById("trajganr")
    return [algorithm.name() for algorithm in provider.algorithms()]


def show_form(name: str, parameters: dict[str, Any], width: int, height: int) -> str:
    """Open an algorithm's form; returns the window's title."""
    form = processing.createAlgorithmDialog(f"trajganr:{name}", parameters)
    form.show()
    form.resize(width, height)
    _shown.append(form)
    return str(form.windowTitle())


def is_estimated() -> bool:
    """Whether the form that was opened last shows its estimate, or has none to show."""
    from trajganr.qgis_plugin.gui.job_dialog import JobDialog

    form = _shown[-1]
    if not isinstance(form, JobDialog):
        return True
    is_pending = form._requested is not None and not form.estimate.text()
    return not form._timer.isActive() and not is_pending


def close_windows() -> None:
    """Close all windows but QGIS' own."""
    for window in QApplication.topLevelWidgets():
        if window is not iface.mainWindow() and window.isVisible() and isinstance(window, QDialog):
            window.close()
    _shown.clear()


def show_profiles() -> None:
    """Open the dialog of profiles with one more."""
    from trajganr.qgis_plugin.gui.profiles import ProfilesDialog

    dialog = ProfilesDialog(iface.mainWindow(), add_remote=True)
    dialog._fields["ssh_host"].setText("gpu-machine")
    dialog.show()
    _shown.append(dialog)


def open_roads(path: str) -> None:
    """Open the predicted roads of the newest job, as the dock does."""
    dock = plugins["trajganr"].dock
    job = next(job for job in dock.jobs() if job["kind"] == "predict")
    dock._monitor.fetch(job, path)


def show_only(names: list[str]) -> None:
    """Hide all layers but these."""
    tree = QgsProject.instance().layerTreeRoot()
    for node in tree.findLayers():
        node.setItemVisibilityChecked(node.name() in names)
        node.setExpanded(node.name() == names[0])


def select_rows(tab: str, rows: list[int]) -> None:
    """Select rows in the table of a tab of the dock: ``areas``, ``models`` or ``jobs``."""
    table = getattr(plugins["trajganr"].dock, f"{tab}_tab").table
    table.clearSelection()
    selection = table.selectionModel()
    for row in rows:
        flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
        selection.select(table.model().index(row, 0), flags)


def open_log(kind: str) -> None:
    """Open the log of the newest job of a kind."""
    tab = plugins["trajganr"].dock.jobs_tab
    _shown.append(tab.open_log(_newest(kind)))


def open_details(kind: str) -> None:
    """Open the details of the newest job of a kind."""
    plugins["trajganr"].dock.jobs_tab.show_details(_newest(kind))


def scroll_place(share: float) -> None:
    """Scroll the panel about places."""
    bar = plugins["trajganr"].panel.widget().verticalScrollBar()
    bar.setValue(round(share * bar.maximum()))


def styles(layer: str) -> list[str]:
    """The named styles of a layer."""
    return list(_layer(layer).styleManager().styles())


def add_flows(bundle: str) -> None:
    """Add the trips through the busiest road of a bundle, and those between the cells of a grid."""
    observed = processing.run("trajganr:observedtraffic", {"BUNDLE": bundle, "OUTPUT": TEMPORARY})
    roads = observed["OUTPUT"]
    busiest = max(roads.getFeatures(), key=lambda road: road["passes"])
    roads.setSubsetString(f"edge = {busiest['edge']}")
    outputs = dict.fromkeys(("OUTPUT", "ENDS", "HOURS"), TEMPORARY)
    select = {"BUNDLE": bundle, "THROUGH": roads, **outputs}
    processing.runAndLoadResults("trajganr:selectlink", select)
    roads.setSubsetString("")
    grid = {"TYPE": 2, "EXTENT": roads.extent(), "CRS": roads.crs(), "OUTPUT": TEMPORARY}
    sides = {"HSPACING": roads.extent().width() / 4, "VSPACING": roads.extent().height() / 4}
    zones = processing.run("native:creategrid", {**grid, **sides})["OUTPUT"]
    matrix = {"BUNDLE": bundle, "ZONES": zones, "OUTPUT": TEMPORARY, "MATRIX": TEMPORARY}
    processing.runAndLoadResults("trajganr:odmatrix", matrix)


def add_reached_roads(model: str, layer: str) -> None:
    """Add the roads that are reached from a place in the west of a layer, and isochrones."""
    extent = _layer(layer).extent()
    lon = extent.xMinimum() + 0.2 * extent.width()
    lat = extent.yMinimum() + 0.25 * extent.height()
    place = {"INPUT": f"{lon},{lat} [EPSG:4326]", "OUTPUT": TEMPORARY}
    origins = processing.run("native:pointtolayer", place)["OUTPUT"]
    times = {"MODEL": model, "ORIGINS": origins, "TIME_SET": "weekday morning peak"}
    outputs = dict.fromkeys(("OUTPUT", "REACHED", "ISOCHRONES"), TEMPORARY)
    times |= {"REACH": "1, 2, 3", "ISOCHRONE_DISTANCE": 50}
    processing.runAndLoadResults("trajganr:traveltimes", {**times, **outputs})


def draw_style(path: str, layer: str, style: str, title: str = "") -> None:
    """Draw a layer in one of its styles, with the legend beside it."""
    roads = _layer(layer)
    roads.styleManager().setCurrentStyle(style)
    size = QSize(MAP.width() + LEGEND_WIDTH, MAP.height())
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawImage(0, 0, _map_of(roads))
    _draw_legend(painter, roads, title or style)
    painter.end()
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    image.save(path)


def draw_map(path: str, layer: str) -> None:
    """Print the map of the four tasks."""
    processing.run("trajganr:predictionsmap", {"ROADS": _layer(layer), "OUTPUT": path, "DPI": 110})


def _newest(kind: str) -> dict[str, Any]:
    return next(job for job in plugins["trajganr"].dock.jobs() if job["kind"] == kind)


def _layer(name: str) -> QgsVectorLayer:
    return QgsProject.instance().mapLayersByName(name)[0]


def _map_of(layer: QgsVectorLayer) -> QImage:
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setOutputSize(MAP)
    settings.setOutputDpi(DPI)
    extent = layer.extent()
    extent.scale(1.08)
    settings.setExtent(extent)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return QImage(job.renderedImage())


def _draw_legend(painter: QPainter, layer: QgsVectorLayer, title: str) -> None:
    tree = QgsLayerTree()
    node = tree.addLayer(layer)
    node.setUseLayerName(False)
    node.setName(title)
    model, settings = QgsLayerTreeModel(tree), QgsLegendSettings()
    for kind, size in ((QgsLegendStyle.Style.Subgroup, 11), (QgsLegendStyle.Style.SymbolLabel, 9)):
        style = settings.style(kind)
        text = style.textFormat()
        text.setSize(size)
        style.setTextFormat(text)
        settings.setStyle(kind, style)
    legend = QgsLegendRenderer(model, settings)
    context = QgsRenderContext.fromQPainter(painter)
    painter.translate(MAP.width(), MARGIN)
    scale = DPI / 25.4
    context.setScaleFactor(scale)
    painter.scale(scale, scale)  # the legend is measured in millimetres
    legend.drawLegend(context)


CALLS = {
    call.__name__: call
    for call in (
        algorithms,
        show_form,
        is_estimated,
        close_windows,
        show_profiles,
        open_roads,
        show_only,
        select_rows,
        open_log,
        open_details,
        scroll_place,
        styles,
        add_flows,
        add_reached_roads,
        draw_style,
        draw_map,
    )
}
