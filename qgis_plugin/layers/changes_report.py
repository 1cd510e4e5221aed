"""A report of changes between two sides: a page with maps and a page with charts."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qgis.core import Qgis, QgsMapLayer, QgsPrintLayout, QgsProject, QgsVectorLayer

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.texts.html import element

from .. import resources
from ..i18n import localised, tr
from .described import fact_of, side_of
from .printed_map import AREA, Page, owners_of

#: Measures and the columns of their flags.
MEASURES = ("speed", "popularity", "slowdown")
#: Kinds of groups: the columns with their names.
KINDS = ("highway", "district")
TEMPLATE = "changes"
#: The area of the maps, below the title and what is compared.
MAPS_AREA = AREA.adjusted(0, 6, 0, -2)
DOWN, UP = "#e07b1a", "#3a7fc0"
INK, MUTED = "#22303c", "#5d6872"
#: Groups in a chart, the largest first, and compared roads that a group must have.
MAX_GROUPS, MIN_ROADS = 12, 5
#: The axis of a chart reaches at least to this share of roads.
MIN_AXIS = 0.05
#: Millimetres of a chart.
WIDTH_MM, HEIGHT_MM, ROW_MM, NAMES_MM, NUMBERS_MM = 133.5, 49.0, 3.5, 30.0, 28.0


@dataclass(frozen=True)
class Group:
    """Roads of a class or district: compared ones, and those flagged as down and up."""

    name: str
    roads: int
    down: int
    up: int


def report_of(
    project: QgsProject, layer: QgsVectorLayer, title: str, background: Sequence[QgsMapLayer] = ()
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
    page = Page(project, TEMPLATE, layer, background)
    about, words, groups = layer.metadata(), _titles(), groups_of(layer)
    sides = ((tr("Before"), "before"), (tr("After"), "after"))
    texts = [f"{word}: {_words(fact)}" for word, name in sides if (fact := fact_of(about, name))]
    note = tr(
        "Coloured roads and bars: the change is more than chance. With fewer than five days on a "
        "side, what was special about these days counts as a change."
    )
    owners = owners_of(layer, background)
    for number in (0, 1):
        page.write(f"title_{number}", title)
        page.write(f"sides_{number}", "   ·   ".join(texts))
        page.write(f"note_{number}", f"{note} {owners}".strip())
    key = tr("Share of the compared roads that are flagged: down to the left, up to the right")
    page.write("key", key)
    page.arrange(MEASURES, MAPS_AREA)
    for measure in MEASURES:
        all_roads = next(iter(groups[measure, ""]), Group("", 0, 0, 0))
        heading = tr("{measure}: {down} roads down, {up} up, of {roads} compared").format(
            measure=words[measure], **_counts(all_roads)
        )
        style = resources.style(f"{measure}_changes", side_of(about))
        page.draw(measure, heading, style)
        for kind in KINDS:
            page.write(f"heading_{measure}_{kind}", f"{words[measure]}, {words[kind]}")
            shown = groups[measure, kind]
            if kind == "district":  # names of ninths are English
                shown = [replace(each, name=tr(each.name)) for each in shown]
            svg = base64.b64encode(chart(shown, WIDTH_MM, HEIGHT_MM).encode()).decode()
            picture = page.item(f"chart_{measure}_{kind}")
            picture.setPicturePath(f"base64:{svg}", Qgis.PictureFormat.SVG)
    page.measure(MEASURES[0])
    return page.layout


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
        element("path", d=f"M{middle:.2f} 3.8V{bottom:.2f}", stroke=MUTED, stroke_width=0.2)
    )
    if not shown:
        few = tr("No group has {n} compared roads or more.").format(n=MIN_ROADS)
        parts = [_text(0, 3, few, "start", MUTED)]
    size = {"width": f"{width_mm}mm", "height": f"{height_mm}mm"}
    box = f"0 0 {width_mm} {height_mm}"
    return element("svg", *parts, xmlns="http://www.w3.org/2000/svg", viewBox=box, **size)


def _counts(group: Group) -> dict[str, str]:
    """The numbers of its roads, as the language writes them."""
    return {name: localised(f"{getattr(group, name):,}") for name in ("down", "up", "roads")}


def _bar(x: float, y: float, width: float, colour: str) -> str:
    at = {"x": f"{x:.2f}", "y": f"{y:.2f}", "width": f"{width:.2f}"}
    return element("rect", **at, height=2.8, fill=colour)


def _text(x: float, y: float, words: str, anchor: str, colour: str) -> str:
    at = {"x": f"{x:.2f}", "y": f"{y:.2f}", "text_anchor": anchor}
    return element("text", words, **at, font_family="sans-serif", font_size=2.5, fill=colour)


def _titles() -> Mapping[str, str]:
    return {
        "speed": tr("Speed"),
        "popularity": tr("Popularity"),
        "slowdown": tr("Slow-down"),
        "highway": tr("by road class"),
        "district": tr("by district"),
    }


def _words(side: str) -> str:
    """A side of the comparison, in the language of QGIS."""
    return ", ".join(map(tr, side.split(", ")))
