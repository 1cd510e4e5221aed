"""Set-up for pictures that would need many clicks. Runs inside QGIS."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from osgeo import gdal
from qgis import processing
from qgis.core import (
    QgsApplication,
    QgsLayerTree,
    QgsLayerTreeModel,
    QgsLegendRenderer,
    QgsLegendSettings,
    QgsLegendStyle,
    QgsMapLayer,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProject,
    QgsRenderContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QPoint, QSize
from qgis.PyQt.QtGui import QColor, QImage, QPainter
from qgis.PyQt.QtWidgets import QApplication, QDialog, QTextBrowser, QWidget
from qgis.utils import iface, plugins

#: Of the picture of a style, pixels: the map, and the legend beside it.
MAP = QSize(620, 380)
LEGEND_WIDTH = 300
DPI = 96
MARGIN = 16
#: Of the picture of a model's card, pixels.
CARD_WIDTH = 440
#: Of pictures of pages.
PAGE_DPI = 110
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


def show_set_up() -> str:
    """Open the set-up; returns the window's title."""
    entry = plugins["trajganr"].set_up
    entry.show()
    return str(entry.window.windowTitle())


def show_profiles() -> str:
    """Open the dialog of profiles with one more; returns the window's title."""
    from trajganr.qgis_plugin.gui.profiles import ProfilesDialog

    dialog = ProfilesDialog(iface.mainWindow(), add_remote=True)
    dialog._fields["ssh_host"].setText("gpu-machine")
    dialog.show()
    _shown.append(dialog)
    return str(dialog.windowTitle())


def add_demo_city(folder: str) -> None:
    """Add the demo city's layers, which are in a folder."""
    from trajganr.qgis_plugin.layers.demo_city import add_city

    add_city(Path(folder))


def is_checked() -> bool:
    """Whether the set-up has checked this machine."""
    return bool(plugins["trajganr"].set_up.window.tasks.is_idle)


def open_roads(path: str, name: str) -> None:
    """Open the predicted roads of a job, as the dock does."""
    plugins["trajganr"].dock.jobs_tab._fetch(_job(name, "predict"), Path(path))


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


def open_tab(tab: str) -> None:
    """Show the dock with a tab: ``worker``, ``areas``, ``models`` or ``jobs``."""
    dock = plugins["trajganr"].dock
    dock.setUserVisible(True)
    dock.open_tab(getattr(dock, f"{tab}_tab"))


def select_job(name: str, kind: str = "") -> None:
    """Select a job."""
    plugins["trajganr"].dock.show_jobs(_job(name, kind).job_id)


def open_log(name: str) -> str:
    """Open the log of a job; returns the window's title."""
    viewer = plugins["trajganr"].dock.jobs_tab.open_log(_job(name))
    _shown.append(viewer)
    return str(viewer.windowTitle())


def open_details(name: str) -> str:
    """Open the details of a job; returns the window's title."""
    plugins["trajganr"].dock.jobs_tab.show_details(_job(name))
    return name


def grab_charts(path: str) -> bool:
    """Take a picture of the charts of the selected evaluation."""
    return bool(plugins["trajganr"].dock.jobs_tab.evaluation.grab().save(path))


def grab_card(path: str) -> bool:
    """Take a picture of the whole card of the selected model."""
    page = QTextBrowser()
    page.setHtml(plugins["trajganr"].dock.models_tab.page.toHtml())
    page.resize(CARD_WIDTH, 100)
    page.show()
    page.resize(CARD_WIDTH, round(page.document().size().height()) + MARGIN)
    return bool(page.grab().save(path))


def open_place(model: str) -> bool:
    """Open the panel about places with its tool; whether the model can be asked."""
    plugin = plugins["trajganr"]
    plugin.panel._sources._preferred = model
    if iface.mapCanvas().mapTool() is not plugin.tool:
        iface.mapCanvas().setMapTool(plugin.tool)
    return bool(plugin.panel._sources.source.model == model)


def busiest_place(layer: str) -> list[float]:
    """Longitude and latitude of the middle of the road with most trips."""
    roads = _layer(layer)
    road = max(roads.getFeatures(), key=lambda road: road["trips"] or 0)
    middle = road.geometry().interpolate(road.geometry().length() / 2).asPoint()
    return [middle.x(), middle.y()]


def ask_place(lon: float, lat: float) -> None:
    """Ask about a place, as a click on the map does."""
    plugins["trajganr"].panel.ask(lon, lat)


def is_answered() -> bool:
    """Whether the panel shows all about a place, speeds over the day included."""
    from trajganr.qgis_plugin.i18n import tr

    panel = plugins["trajganr"].panel
    is_timed = panel._observed._about.text() not in ("", tr("Loading…"))
    return panel._entry is not None and is_timed and not iface.mapCanvas().isDrawing()


def compare_places() -> None:
    """Keep the place, to compare the next with it."""
    plugins["trajganr"].panel._compare_button.click()


def grab_place(path: str) -> bool:
    """Take a picture of all that the panel about places has, also above and below what it shows."""
    panel = plugins["trajganr"].panel
    panel._observed_box.setCollapsed(False)
    body = panel.widget().widget()
    body.adjustSize()
    body.resize(panel.widget().viewport().width(), body.sizeHint().height())
    QApplication.processEvents()
    return bool(body.grab().save(path))


def grab_observed(path: str) -> bool:
    """Take a picture of the charts of observed speeds."""
    box = plugins["trajganr"].panel._observed_box
    box.setCollapsed(False)
    QApplication.processEvents()
    return bool(box.grab().save(path))


def scroll_place(box: str) -> None:
    """Scroll the panel about places to a box: ``profile`` or ``comparison``; '' is the top."""
    panel = plugins["trajganr"].panel
    body = panel.widget().widget()
    below = getattr(panel, f"_{box}_box").mapTo(body, QPoint(0, 0)).y() if box else 0
    panel.widget().verticalScrollBar().setValue(below)


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


def write_page(path: str, layer: str, title: str) -> None:
    """Write the page to share of a layer."""
    processing.run("trajganr:webpage", {"ROADS": _layer(layer), "TITLE": title, "OUTPUT": path})


def draw_report(folder: str, model: str) -> None:
    """Draw the pages of the report of a study area."""
    path = str(Path(folder) / "area_report.pdf")
    processing.run("trajganr:areareport", {"MODEL": model, "OUTPUT": path})
    _draw_pages(path)


def draw_changes(folder: str, bundle: str) -> None:
    """Draw the pages of the report of the changes between morning and night."""
    project = QgsProject.instance()
    before = set(project.mapLayers())
    sides = {"TIME_SET": "weekday morning peak", "TIME_SET_AFTER": "night free flow"}
    outputs = dict.fromkeys(("OUTPUT", "GROUPS"), TEMPORARY)
    processing.runAndLoadResults("trajganr:changes", {"BUNDLE": bundle, **sides, **outputs})
    new = [layer for key, layer in project.mapLayers().items() if key not in before]
    (changes,) = (layer for layer in new if layer.isSpatial())
    path = str(Path(folder) / "changes_report.pdf")
    processing.run("trajganr:changesreport", {"CHANGES": changes, "OUTPUT": path})
    _draw_pages(path)


def _draw_pages(path: str) -> None:
    """Draw each page of a PDF beside it."""
    gdal.UseExceptions()
    with gdal.config_option("GDAL_PDF_DPI", str(PAGE_DPI)):
        count = len(gdal.Open(path).GetSubDatasets()) or 1
        for number in range(1, count + 1):
            picture = f"{path.removesuffix('.pdf')}_{number}.png"
            gdal.Translate(picture, f"PDF:{number}:{path}", format="PNG")
            Path(f"{picture}.aux.xml").unlink(missing_ok=True)


def _fields(layer: QgsMapLayer) -> list[str]:
    return layer.fields().names() if isinstance(layer, QgsVectorLayer) else []


def _job(name: str, kind: str = "") -> dict[str, Any]:
    """The newest job of a name, and of a kind if one is given: a page is named as its layer."""
    jobs = plugins["trajganr"].dock.jobs()
    return next(job for job in jobs if job.name == name and kind in ("", job.kind))


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
        show_set_up,
        show_profiles,
        add_demo_city,
        is_checked,
        open_roads,
        show_only,
        select_rows,
        open_tab,
        select_job,
        open_log,
        open_details,
        grab_charts,
        grab_card,
        open_place,
        busiest_place,
        ask_place,
        is_answered,
        compare_places,
        grab_place,
        grab_observed,
        scroll_place,
        styles,
        add_flows,
        add_reached_roads,
        draw_style,
        draw_map,
        write_page,
        draw_report,
        draw_changes,
    )
}
