"""Print layouts of predicted roads, with a map and a legend for each task.

The page has four panels. Hard braking and slow-down intensity share one, because trips rarely
provide labels for both.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsExpressionContextUtils,
    QgsLayerTreeLayer,
    QgsLayoutExporter,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsMapLayer,
    QgsMapLayerLegendUtils,
    QgsPrintLayout,
    QgsProject,
    QgsReadWriteContext,
    QgsRectangle,
    QgsRenderContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from qgis.PyQt.QtXml import QDomDocument

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.layers.columns import ROAD
from trajganr_core.contract.layers.predicted_columns import hours_in, times_in
from trajganr_core.contract.options.time_sets import WHOLE_WEEK
from trajganr_core.contract.tasks import TASKS, Task

from .. import resources
from ..i18n import tr
from ..untrusted_text import literal
from .described import draw, side_of
from .joined_layer import styles_of_joined
from .project_crs import metric_crs
from .result_names import numbered
from .road_styles import completed_styles, has_predictions

TEMPLATE = "four_tasks"
#: Tasks of the panels, by ids in the template; a panel shows the first predicted one.
PANELS = {
    "speed": ("speed",),
    "popularity": ("popularity",),
    "aoi": ("aoi",),
    "braking": ("braking", "slowdown"),
}
#: Where the panels are on an A4 page in landscape, between its header and its footer, millimetres.
AREA = QRectF(10.0, 19.0, 277.0, 177.0)
#: Between panels, of a heading, and of a legend: its width beside a map, its height below one.
GAP_MM, HEADING_MM, LEGEND_MM = 5.0, 6.5, (44.0, 20.0)
#: Shortest and longest scale bar.
BAR_MM = (30.0, 60.0)
#: Size of the map relative to the extent of the roads.
MARGIN = 1.06
#: The date of printing, an expression.
DATE = "[% format_date(now(), 'yyyy-MM-dd') %]"
#: Characters per line of the legend.
LEGEND_CHARACTERS = 27


def styles_to_print(layer: QgsVectorLayer) -> dict[str, str]:
    """The QML styles of the tasks of a layer, by the ids of the tasks.

    A task's style is one that draws its columns, whatever it is called: a person may have loaded
    another style into it. The person's own come first, then those in the file, then the plugin's.

    Raises:
        TrajganrError: ``INPUT.FIELD`` without any.
    """
    manager = layer.styleManager()
    styles = styles_of_joined(layer.clone())
    if has_predictions(layer) and not styles:
        styles = completed_styles(layer.clone(), side_of(layer.metadata()))
    # Those in the project, which the user may have changed, come first; those in a file, which may
    # be anybody's, are not used.
    own = {title: manager.style(title).xmlData() for title in manager.styles()}
    by_task = _by_task(styles, layer) | _by_task(own, layer)
    names = layer.fields().names()
    if {*by_task} <= {"slowdown"} and (times_in(names) or hours_in(names)):
        raise TrajganrError(
            Code.INPUT_FIELD,
            "Layer {layer} has only speeds at times of the week; this page does not show them.",
            "Predict the whole week, or print the map with a QGIS layout.",
            layer=layer.name(),
        )
    if not by_task:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "Layer {layer} has no predictions.",
            "Choose a layer that 'Predict roads' or 'Join predictions to roads' has created.",
            layer=layer.name(),
        )
    return by_task


def _by_task(styles: Mapping[str, str], layer: QgsVectorLayer) -> dict[str, str]:
    """Styles by the id of the task that they draw; of several, the one with the task's title."""
    by_task: dict[str, str] = {}
    for title, style in styles.items():
        task = _drawn_task(style, layer)
        if task is not None and (task.id not in by_task or title in (task.title, tr(task.title))):
            by_task[task.id] = style
    return by_task


def _drawn_task(style: str, layer: QgsVectorLayer) -> Task | None:
    """The task whose columns, perhaps joined with a prefix, a style draws; None for others."""
    copy = layer.clone()
    draw(copy, style)
    renderer = copy.renderer()
    columns = set() if renderer is None else renderer.usedAttributes(QgsRenderContext())
    columns -= {column.name for column in ROAD}
    drawn = [
        task
        for task in TASKS.values()
        if any(column.endswith(name) for column in columns for name in _drawn(task))
    ]
    return drawn[0] if len(drawn) == 1 else None


def _drawn(task: Task) -> list[str]:
    """The columns of a task; those of speed are also the whole week's, which needs no label."""
    names = [field.name for field in task.fields]
    return [*names, f"{names[0]}_{WHOLE_WEEK.slug}"] if task.id == "speed" else names


def add_print_layout(
    project: QgsProject,
    layer: QgsVectorLayer,
    title: str,
    background: Sequence[QgsMapLayer] = (),
    extent: QgsRectangle | None = None,
) -> QgsPrintLayout:
    """Add a page of a layer to its project, named after the title."""
    layout = page_of(project, layer, styles_to_print(layer), title, background, extent)
    taken = {each.name() for each in project.layoutManager().layouts()}
    layout.setName(numbered(title or layer.name(), taken))
    project.layoutManager().addLayout(layout)
    return layout


def page_of(
    project: QgsProject,
    layer: QgsVectorLayer,
    styles: Mapping[str, str],
    title: str,
    background: Sequence[QgsMapLayer] = (),
    extent: QgsRectangle | None = None,
) -> QgsPrintLayout:
    """A print layout of predicted roads.

    Args:
        project: of the layers.
        layer: predicted roads, or roads with joined predictions.
        styles: from :func:`styles_to_print`.
        title: of the page.
        background: layers below the roads, from top to bottom.
        extent: in the CRS of the layer; all roads if None.
    """
    page = Page(project, TEMPLATE, layer, background, extent)
    shown = {}
    for panel, tasks in PANELS.items():
        task = next((TASKS[name] for name in tasks if name in styles), None)
        if task is None:
            page.remove(f"heading_{panel}", f"map_{panel}", f"legend_{panel}")
        else:
            shown[panel] = task
    page.arrange([*shown], AREA)
    for panel, task in shown.items():
        page.draw(panel, _heading(task, styles[task.id]), styles[task.id])
    if title:
        page.write("title", title)
    else:  # a layer that gets another name gives it to the page
        QgsExpressionContextUtils.setLayoutVariable(page.layout, "roads", layer.id())
        page.item("title").setText("[% layer_property(@roads, 'name') %]")
    page.write("subtitle", _subtitle(layer, styles))
    page.item("attribution").setText(f"{literal(owners_of(layer, background))}  ·  {DATE}")
    page.measure(next(iter(shown)))
    return page.layout


def panels_of(count: int, aspect: float, area: QRectF) -> list[tuple[QRectF, QRectF, QRectF]]:
    """Places of headings, maps and legends in an area of a page, in which the maps are the largest.

    Legends are to the right of maps that are high, and below those that are wide.

    Args:
        count: of the panels.
        aspect: width ÷ height of what the maps show.
        area: in millimetres, as all places.
    """

    def places(columns: int, is_below: bool) -> list[tuple[QRectF, QRectF, QRectF]]:
        rows = -(-count // columns)
        width = (area.width() - (columns - 1) * GAP_MM) / columns
        height = (area.height() - (rows - 1) * GAP_MM) / rows
        found = []
        for number in range(count):
            x = area.x() + number % columns * (width + GAP_MM)
            y = area.y() + number // columns * (height + GAP_MM)
            room = QSizeF(width, height - HEADING_MM)
            room -= QSizeF(0, LEGEND_MM[1]) if is_below else QSizeF(LEGEND_MM[0], 0)
            # The frame is as wide and high as what it shows.
            size = QSizeF(aspect, 1).scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
            heading = QRectF(x, y, width, HEADING_MM)
            shown = QRectF(QPointF(x, y + HEADING_MM), size)
            legend = (
                QRectF(x, shown.bottom() + 1.5, width, LEGEND_MM[1] - 1.5)
                if is_below
                else QRectF(shown.right() + 2.5, shown.y(), LEGEND_MM[0] - 2.5, shown.height())
            )
            found.append((heading, shown, legend))
        return found

    choices = (places(*each) for each in product(range(1, count + 1), (False, True)))
    return max(choices, key=lambda found: found[0][1].height())


class Page:
    """A print layout of a template, whose items are found by their ids.

    Args:
        project: of the layers.
        template: its name.
        layer: what maps show.
        background: layers below it, from top to bottom.
        extent: of maps, in the CRS of the layer; all of the layer if None.
    """

    def __init__(
        self,
        project: QgsProject,
        template: str,
        layer: QgsVectorLayer,
        background: Sequence[QgsMapLayer],
        extent: QgsRectangle | None = None,
    ) -> None:
        self._layers = [layer, *background]
        self.layout = QgsPrintLayout(project)
        document = QDomDocument()
        document.setContent(resources.layout(template).read_text(encoding="utf-8"))
        self.layout.loadFromTemplate(document, QgsReadWriteContext())
        area = QgsRectangle(extent or layer.extent())
        area.scale(1.0 if extent else MARGIN)
        self._crs = metric_crs(layer, project)
        transform = QgsCoordinateTransform(layer.crs(), self._crs, project)
        self._shown = transform.transformBoundingBox(area)

    def item(self, name: str) -> Any:
        """An item of the template."""
        return self.layout.itemById(name)

    def write(self, name: str, text: str) -> None:
        """Write a text into a label, which shows it as it is."""
        self.item(name).setText(literal(text))

    def remove(self, *names: str) -> None:
        """Leave items out."""
        for name in names:
            self.layout.removeLayoutItem(self.item(name))

    def arrange(self, panels: Sequence[str], area: QRectF) -> None:
        """Place panels so that their maps are as large as the area of the page allows."""
        aspect = self._shown.width() / max(self._shown.height(), 1.0)
        places = panels_of(len(panels), aspect, area)
        for panel, (heading, shown, key) in zip(panels, places, strict=True):
            self.item(f"heading_{panel}").attemptSetSceneRect(heading)
            self.item(f"map_{panel}").attemptSetSceneRect(shown)
            legend = self.item(f"legend_{panel}")
            legend.attemptSetSceneRect(key)
            legend.setColumnCount(max(int(key.width() // LEGEND_MM[0]), 1))
            legend.setSplitLayer(True)

    def measure(self, panel: str) -> None:
        """Let the scale bar be that of a panel, in segments that have room for their numbers."""
        scale_bar = self.item("scale_bar")
        scale_bar.setLinkedMap(self.item(f"map_{panel}"))
        scale_bar.applyDefaultSize(scale_bar.guessUnits())
        scale_bar.setNumberOfSegments(2)
        scale_bar.setNumberOfSegmentsLeft(0)
        scale_bar.setMinimumBarWidth(BAR_MM[0])
        scale_bar.setMaximumBarWidth(BAR_MM[1])
        scale_bar.setSegmentSizeMode(Qgis.ScaleBarSegmentSizeMode.FitWidth)

    def draw(self, panel: str, heading: str, style: str) -> QgsLayoutItemMap:
        """Show the layer in a panel's map and legend, independently of its current style."""
        self.write(f"heading_{panel}", heading)
        layer = self._layers[0]
        map_item: QgsLayoutItemMap = self.item(f"map_{panel}")
        legend: QgsLayoutItemLegend = self.item(f"legend_{panel}")
        legend.setLinkedMap(map_item)
        map_item.setLayers(self._layers)
        map_item.setKeepLayerSet(True)
        map_item.setLayerStyleOverrides({layer.id(): style})
        map_item.setKeepLayerStyles(True)
        map_item.setCrs(self._crs)
        map_item.zoomToExtent(self._shown)
        tree = legend.model().rootGroup()
        tree.clear()
        # Without the name of the layer: the panel has a heading.
        entry = tree.addLayer(layer)
        QgsLegendRenderer.setNodeLegendStyle(entry, QgsLegendStyle.Style.Hidden)
        legend.model().setLayerStyleOverrides({layer.id(): style})
        _break_lines(legend, entry)
        return map_item


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


def _break_lines(legend: QgsLayoutItemLegend, entry: QgsLayerTreeLayer) -> None:
    """Break long texts with the template's wrap character."""
    for number, node in enumerate(legend.model().layerOriginalLegendNodes(entry)):
        lines = textwrap.wrap(node.data(Qt.ItemDataRole.DisplayRole), LEGEND_CHARACTERS)
        text = legend.wrapString().join(map(literal, lines))
        QgsMapLayerLegendUtils.setLegendNodeUserLabel(entry, number, text)
    legend.model().refreshLayerLegend(entry)


def _subtitle(layer: QgsVectorLayer, styles: Mapping[str, str]) -> str:
    """Provenance, and predicted tasks without a panel."""
    facts = dict(line.split(": ", 1) for line in layer.metadata().history() if ": " in line)
    named = ((tr("model"), "model"), (tr("bundle"), "bundle"), (tr("worker"), "worker"))
    notes = [f"{title} {facts[name]}" for title, name in named if name in facts]
    for tasks in PANELS.values():
        for name in [name for name in tasks if name in styles][1:]:
            notes.append(tr("{task}: not on this page").format(task=tr(TASKS[name].title)))
    return "  ·  ".join((tr("Predictions of a model, not observations"), *notes))


def owners_of(layer: QgsVectorLayer, background: Sequence[QgsMapLayer]) -> str:
    """Attributions and licences of the layers; that they are not known, if so."""
    metadata = [each.metadata() for each in (layer, *background)]
    texts = dict.fromkeys(
        text for about in metadata for text in (*about.rights(), *about.licenses())
    )
    owners = "  ·  ".join(filter(None, texts))
    return owners or tr("The owners of the data are not known.")


def _heading(task: Task, style: str) -> str:
    """What a style shows: the task, and the whole week if that is what it draws."""
    is_of_week = f"{task.fields[0].name}_{WHOLE_WEEK.slug}" in style
    return f"{tr(task.title)}, {tr(WHOLE_WEEK.name)}" if is_of_week else tr(task.title)
