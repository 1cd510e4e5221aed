"""A report of changes between two sides: a page with maps and a page with charts."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutMeasurement,
    QgsLayoutPoint,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsMapLayer,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsTextFormat,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRectF
from qgis.PyQt.QtGui import QColor, QFont

from trajganr_core.contract.errors import Code, TrajganrError

from .. import resources
from ..i18n import localised, tr
from ..untrusted_text import literal
from .described import fact_of, side_of
from .printed_map import local_crs

__all__ = ["Group", "chart", "groups_of", "report_of"]

#: Measures and the columns of their flags.
MEASURES = ("speed", "popularity", "slowdown")
#: Kinds of groups: the columns with their names.
KINDS = ("highway", "district")
DOWN, UP = "#e07b1a", "#3a7fc0"
INK, MUTED, FRAME = "#22303c", "#5d6872", "#b9bfc4"
PAGE_MM, MARGIN_MM, GAP_MM = (297.0, 210.0), 10.0, 5.0
#: Groups in a chart, the largest first, and compared roads that a group must have.
MAX_GROUPS, MIN_ROADS = 12, 5
#: The axis of a chart reaches at least to this share of roads.
MIN_AXIS = 0.05
#: Size of the map relative to the extent of the roads.
MAP_MARGIN = 1.06
#: Millimetres of a chart.
ROW_MM, NAMES_MM, NUMBERS_MM = 3.5, 30.0, 28.0


@dataclass(frozen=True)
class Group:
    """Roads of a class or district: compared ones, and those flagged as down and up."""

    name: str
    roads: int
    down: int
    up: int


def report_of(
    project: QgsProject,
    layer: QgsVectorLayer,
    title: str,
    background: Sequence[QgsMapLayer] = (),
) -> QgsPrintLayout:
    """A print layout with two pages.

    Args:
        project: of the layers.
        layer: the output of *Before and after*.
        title: of the report.
        background: layers below the roads, from top to bottom.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for a layer without changes.
    """
    check_layer(layer)
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()  # a page A4 in landscape
    second = QgsLayoutItemPage(layout)
    second.setPageSize("A4", QgsLayoutItemPage.Orientation.Landscape)
    layout.pageCollection().addPage(second)
    for page in (0, 1):
        _head(layout, page, title, layer)
    groups = groups_of(layer)
    _maps(layout, layer, groups, background)
    _charts(layout, groups)
    return layout


def check_layer(layer: QgsVectorLayer) -> None:
    """Refuse a layer that *Before and after* has not written.

    Raises:
        TrajganrError: ``INPUT.FIELD``.
    """
    wanted = {f"{measure}_changed" for measure in MEASURES} | {*KINDS, "known"}
    if not wanted <= set(layer.fields().names()):
        raise TrajganrError(
            Code.INPUT_FIELD,
            "Layer {layer} has no changes.",
            "Choose a layer that 'Before and after' has created.",
            layer=layer.name(),
        )


def groups_of(layer: QgsVectorLayer) -> dict[tuple[str, str], list[Group]]:
    """The groups of each measure and kind, those with most roads first; and all roads, kind ''."""
    counts: dict[tuple[str, str], dict[str, list[int]]] = {
        (measure, kind): {} for measure in MEASURES for kind in ("", *KINDS)
    }
    for feature in layer.getFeatures():
        for measure in MEASURES:
            flag = feature[f"{measure}_changed"]
            if flag not in ("up", "down", "no"):
                continue
            for kind in ("", *KINDS):
                name = str(feature[kind] or "") if kind else ""
                row = counts[measure, kind].setdefault(name, [0, 0, 0])
                row[0] += 1
                row[1] += flag == "down"
                row[2] += flag == "up"
    return {
        key: sorted((Group(name, *row) for name, row in rows.items()), key=lambda g: -g.roads)
        for key, rows in counts.items()
    }


def chart(groups: Sequence[Group], width_mm: float, height_mm: float) -> str:
    """An SVG with a row for each group: shares of roads that are flagged down, left, and up, right.

    Args:
        groups: the largest first; those with few roads, and all after the twelfth, are left out.
        width_mm, height_mm: of the picture.
    """
    shown = [each for each in groups if each.roads >= MIN_ROADS][:MAX_GROUPS]
    largest = max((max(each.down, each.up) / each.roads for each in shown), default=MIN_AXIS)
    axis = max(largest, MIN_AXIS)
    half = (width_mm - NAMES_MM - NUMBERS_MM) / 2
    middle = NAMES_MM + half
    parts = [
        _text(middle - half, 3, f"{100 * axis:.0f}\u00a0%", "start", MUTED),
        _text(middle, 3, "0", "middle", MUTED),
        _text(middle + half, 3, f"{100 * axis:.0f}\u00a0%", "end", MUTED),
    ]
    for number, each in enumerate(shown):
        y = 4.2 + number * ROW_MM
        down, up = (half * count / each.roads / axis for count in (each.down, each.up))
        parts += [
            _text(NAMES_MM - 2, y + 2.5, each.name[:20] or "–", "end", INK),
            _bar(middle - down, y, down, DOWN),
            _bar(middle, y, up, UP),
            _text(
                width_mm,
                y + 2.5,
                tr("{down} / {up} of {roads}").format(**_counts(each)),
                "end",
                INK,
            ),
        ]
    bottom = 4.2 + len(shown) * ROW_MM
    parts.append(
        f'<line x1="{middle:.2f}" y1="3.8" x2="{middle:.2f}" y2="{bottom:.2f}" stroke="{MUTED}" '
        'stroke-width="0.2"/>'
    )
    if not shown:
        few = tr("No group has {n} compared roads or more.").format(n=MIN_ROADS)
        parts = [_text(0, 3, few, "start", MUTED)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width_mm}mm" height="{height_mm}mm" '
        f'viewBox="0 0 {width_mm} {height_mm}">{"".join(parts)}</svg>'
    )


def _counts(group: Group) -> dict[str, str]:
    """The numbers of its roads, as the language writes them."""
    return {name: localised(f"{getattr(group, name):,}") for name in ("down", "up", "roads")}


def _bar(x: float, y: float, width: float, colour: str) -> str:
    return f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="2.8" fill="{colour}"/>'


def _text(x: float, y: float, words: str, anchor: str, colour: str) -> str:
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-family="sans-serif" font-size="2.5" '
        f'text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'
    )


def _titles() -> Mapping[str, str]:
    return {
        "speed": tr("Speed"),
        "popularity": tr("Popularity"),
        "slowdown": tr("Slow-down"),
        "highway": tr("by road class"),
        "district": tr("by district"),
    }


def _head(layout: QgsPrintLayout, page: int, title: str, layer: QgsVectorLayer) -> None:
    """Title, the two sides, and at the bottom what a flag means and the attribution."""
    width = PAGE_MM[0] - 2 * MARGIN_MM
    _label(layout, page, title, (MARGIN_MM, 7, width, 9), 17, bold=True)
    about = layer.metadata()
    sides = ((tr("Before"), "before"), (tr("After"), "after"))
    texts = [f"{word}: {_words(fact)}" for word, name in sides if (fact := fact_of(about, name))]
    _label(layout, page, "   ·   ".join(texts), (MARGIN_MM, 16, width, 6), 9, MUTED)
    note = tr(
        "Coloured roads and bars: the change is more than chance. With fewer than five days on a "
        "side, what was special about these days counts as a change."
    )
    owners = "; ".join(about.rights() or about.licenses())
    _label(layout, page, f"{note} {owners}".strip(), (MARGIN_MM, 199, width, 8), 7, MUTED)


def _words(side: str) -> str:
    """A side of the comparison, in the language of QGIS."""
    return ", ".join(map(tr, side.split(", ")))


def _maps(
    layout: QgsPrintLayout,
    layer: QgsVectorLayer,
    groups: Mapping[tuple[str, str], Sequence[Group]],
    background: Sequence[QgsMapLayer],
) -> None:
    """Three maps with legends: speed large, popularity and slow-down beside it."""
    large, small = (143.0, 132.0), (69.0, 75.0)
    x = MARGIN_MM
    boxes = {
        "speed": (x, 33.0, *large),
        "popularity": (x + large[0] + GAP_MM, 33.0, *small),
        "slowdown": (x + large[0] + GAP_MM, 118.0, *small),
    }
    for measure, (left, top, width, height) in boxes.items():
        all_roads = next(iter(groups[measure, ""]), Group("", 0, 0, 0))
        heading = tr("{measure}: {down} roads down, {up} up, of {roads} compared").format(
            measure=_titles()[measure], **_counts(all_roads)
        )
        is_large = measure == "speed"
        wide = width if is_large else PAGE_MM[0] - MARGIN_MM - left
        _label(layout, 0, heading, (left, top - 6, wide, 5), 10 if is_large else 8, bold=True)
        style = resources.style(f"{measure}_changes", side_of(layer.metadata()))
        drawn = _map(layout, layer, style, background, QRectF(left, top, width, height))
        place = (left, top + height + 1) if is_large else (left + width + 1, top)
        _legend(layout, drawn, layer, style, place, columns=3 if is_large else 1)
        if is_large:
            _scale(layout, drawn, (left + 2, top + height - 12))


def _map(
    layout: QgsPrintLayout,
    layer: QgsVectorLayer,
    style: str,
    background: Sequence[QgsMapLayer],
    box: QRectF,
) -> QgsLayoutItemMap:
    item = QgsLayoutItemMap(layout)
    layout.addLayoutItem(item)
    _place(item, 0, (box.x(), box.y(), box.width(), box.height()))
    area = QgsRectangle(layer.extent())
    area.scale(MAP_MARGIN)
    crs = local_crs(layer.crs(), area, layout.project())
    item.setLayers([layer, *background])
    item.setKeepLayerSet(True)
    item.setLayerStyleOverrides({layer.id(): style})
    item.setKeepLayerStyles(True)
    item.setCrs(crs)
    transform = QgsCoordinateTransform(layer.crs(), crs, layout.project())
    item.zoomToExtent(transform.transformBoundingBox(area))
    item.setFrameEnabled(True)
    item.setFrameStrokeColor(QColor(FRAME))
    item.setFrameStrokeWidth(QgsLayoutMeasurement(0.2))
    return item


def _legend(
    layout: QgsPrintLayout,
    drawn: QgsLayoutItemMap,
    layer: QgsVectorLayer,
    style: str,
    place: tuple[float, float],
    *,
    columns: int,
) -> None:
    item = QgsLayoutItemLegend(layout)
    layout.addLayoutItem(item)
    item.setAutoUpdateModel(False)
    item.setLinkedMap(drawn)
    tree = item.model().rootGroup()
    tree.clear()
    entry = tree.addLayer(layer)
    QgsLegendRenderer.setNodeLegendStyle(entry, QgsLegendStyle.Style.Hidden)
    item.model().setLayerStyleOverrides({layer.id(): style})
    item.model().refreshLayerLegend(entry)
    text = item.rstyle(QgsLegendStyle.Style.SymbolLabel)
    text.setTextFormat(_format(7 if columns > 1 else 6))
    item.setStyle(QgsLegendStyle.Style.SymbolLabel, text)
    item.setColumnCount(columns)
    item.setSplitLayer(columns > 1)
    item.setSymbolWidth(6)
    item.setSymbolHeight(2.5)
    item.setBackgroundEnabled(False)
    item.adjustBoxSize()
    item.attemptMove(_point(place))


def _scale(layout: QgsPrintLayout, drawn: QgsLayoutItemMap, place: tuple[float, float]) -> None:
    item = QgsLayoutItemScaleBar(layout)
    layout.addLayoutItem(item)
    item.setStyle("Line Ticks Up")
    item.setLinkedMap(drawn)
    item.applyDefaultSize(Qgis.DistanceUnit.Kilometers)
    item.setTextFormat(_format(7))
    item.setBackgroundEnabled(False)
    item.update()
    item.attemptMove(_point(place))


def _charts(layout: QgsPrintLayout, groups: Mapping[tuple[str, str], Sequence[Group]]) -> None:
    """A row for each measure, with a chart of road classes and one of districts."""
    width = (PAGE_MM[0] - 2 * MARGIN_MM - 2 * GAP_MM) / 2
    height = 49.0
    words = _titles()
    key = tr("Share of the compared roads that are flagged: down to the left, up to the right")
    _label(layout, 1, key, (MARGIN_MM, 22, 2 * width, 5), 8, MUTED)
    for row, measure in enumerate(MEASURES):
        for column, kind in enumerate(KINDS):
            left = MARGIN_MM + column * (width + 2 * GAP_MM)
            top = 29.0 + row * (height + 7)
            heading = f"{words[measure]}, {words[kind]}"
            _label(layout, 1, heading, (left, top, width, 5), 9, bold=True)
            shown = groups[measure, kind]
            if kind == "district":  # names of ninths are English
                shown = [replace(each, name=tr(each.name)) for each in shown]
            svg = chart(shown, width, height)
            item = QgsLayoutItemPicture(layout)
            layout.addLayoutItem(item)
            encoded = base64.b64encode(svg.encode()).decode()
            item.setPicturePath(f"base64:{encoded}", Qgis.PictureFormat.SVG)
            _place(item, 1, (left, top + 5, width, height))


def _label(
    layout: QgsPrintLayout,
    page: int,
    text: str,
    box: tuple[float, float, float, float],
    size: float,
    colour: str = INK,
    *,
    bold: bool = False,
) -> None:
    item = QgsLayoutItemLabel(layout)
    layout.addLayoutItem(item)
    item.setText(literal(text))
    item.setTextFormat(_format(size, colour, bold=bold))
    _place(item, page, box)


def _format(size: float, colour: str = INK, *, bold: bool = False) -> QgsTextFormat:
    text = QgsTextFormat()
    font = QFont("Noto Sans")
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setBold(bold)
    text.setFont(font)
    text.setSize(size)
    text.setColor(QColor(colour))
    return text


def _place(item: QgsLayoutItem, page: int, box: tuple[float, float, float, float]) -> None:
    """Move an item to a box on a page, millimetres from its top left corner."""
    item.attemptSetSceneRect(QRectF(*box))
    if page:
        item.attemptMove(_point(box[:2]), page=page)


def _point(place: Sequence[float]) -> QgsLayoutPoint:
    return QgsLayoutPoint(place[0], place[1], Qgis.LayoutUnit.Millimeters)
