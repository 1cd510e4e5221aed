"""How junctions and their movements are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from qgis.core import QgsExpression, QgsRuleBasedRenderer, QgsSymbolLayer, QgsVectorLayer
from qgis.PyQt.QtGui import QColor

from qgis_plugin import resources
from qgis_plugin.layers.described import draw
from qgis_plugin.layers.result_styles import titled
from trajganr_core.contract.kinds.junctions import (
    JUNCTIONS,
    KIND,
    MOVEMENTS,
    JunctionsResult,
    JunctionTimeSet,
)
from trajganr_core.contract.layers.map_classes import LEVEL_COLOURS

TABLES = {
    "junctions": ("Point", JUNCTIONS),
    "movements": ("LineString", MOVEMENTS),
    "junctions_hours": ("Point", JUNCTIONS),
    "movements_hours": ("LineString", MOVEMENTS),
}
LEVELS = tuple("ABCDEF")
#: Rules end with their root.
KEPT: list[QgsRuleBasedRenderer.Rule] = []


def rules(style: str) -> list[QgsRuleBasedRenderer.Rule]:
    """All classes of a style."""
    layer = QgsVectorLayer(f"{TABLES[style][0]}?crs=EPSG:4326", style, "memory")
    draw(layer, resources.style(style))
    root = layer.renderer().rootRule().clone()
    KEPT.append(root)
    return root.descendants()


def test_a_level_of_service_is_a_colour_for_any_colour_vision_and_a_letter() -> None:
    discs = [each.symbol() for each in rules("junctions") if each.label() in LEVELS]
    assert [disc.symbolLayer(1).character() for disc in discs] == list(LEVELS)
    colours = [disc.symbolLayer(0).color() for disc in discs]
    assert [colour.name() for colour in reversed(colours)] == list(LEVEL_COLOURS)
    for disc, colour in zip(discs, colours, strict=True):
        dark, light = sorted(map(luminance, (colour, disc.symbolLayer(1).color())))
        assert (light + 0.05) / (dark + 0.05) > 4.5  # WCAG 2.2 asks it of texts


def luminance(colour: QColor) -> float:
    """Relative, of an sRGB colour (WCAG 2.2)."""
    parts = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4
             for x in colour.getRgbF()[:3]]  # fmt: skip
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_observed_movements_are_whole_lines_and_predicted_ones_broken_on_larger_scales() -> None:
    found = rules("movements")
    parents = {each.label(): each for each in found if each.symbol() is None}
    assert parents["predicted"].minimumScale() < parents["observed"].minimumScale() < 10_000
    for name, parent in parents.items():
        assert len(parent.children()) == len(LEVELS)
        for child in parent.children():
            lines = [each for each in child.symbol().symbolLayers() if hasattr(each, "penStyle")]
            broken = {each.useCustomDashPattern() for each in lines}
            assert broken == {name == "predicted"}


@pytest.mark.parametrize("style", TABLES)
def test_expressions_are_valid_and_name_columns_of_the_layer(style: str) -> None:
    columns = {column.name for column in TABLES[style][1]}
    texts = list(expressions(resources.style(style)))
    assert len(texts) > len(LEVELS)
    for text in texts:
        expression = QgsExpression(text)
        assert not expression.hasParserError(), text
        assert expression.referencedColumns() <= columns


def expressions(qml: str) -> Iterator[str]:
    for element in ElementTree.fromstring(qml).iter():
        if element.get("name") == "expression" and element.get("value"):
            yield element.get("value", "")
        if element.get("filter"):
            yield element.get("filter", "")
        if element.tag == "mapTip":
            yield from (part.split("%]")[0] for part in (element.text or "").split("[%")[1:])


def test_the_width_of_an_arrow_grows_with_its_passes_up_to_a_lane() -> None:
    whole = next(each for each in rules("movements") if each.label() == "below 10 s")
    key = QgsSymbolLayer.Property.PropertyStrokeWidth
    text = whole.symbol().symbolLayer(1).dataDefinedProperties().property(key).expressionString()
    widths = [
        QgsExpression(text.replace('"passes"', str(n)).replace("@map_scale", "1000")).evaluate()
        for n in (10, 100, 1000)
    ]
    assert 0 < widths[0] < widths[1] < widths[2] <= 2.4
    in_legend = QgsExpression(text.replace('"passes"', "NULL")).evaluate()
    assert in_legend == pytest.approx(0.8)


def test_each_time_of_the_week_has_a_style_those_with_movements_first() -> None:
    sets = tuple(
        JunctionTimeSet(name=name, passes=n, movements=n, withheld=0)
        for name, n in (("Sun", 0), ("whole week", 3))
    )
    counts = dict.fromkeys(JunctionsResult.required_counts, 1)
    result = JunctionsResult(
        files=("junctions.gpkg",), counts=counts, time_sets=sets, time_zone="UTC", min_drivers=5,
        driving_side="right",
    )  # fmt: skip
    for table in KIND.files[0].tables:
        assert table.styles is not None
        styles = titled(table.styles(result, []), "right")
        assert list(styles) == ["whole week", "Sun"]
        assert "&quot;time_set&quot; = 'Sun' AND " in styles["Sun"]
        with_counts = titled(table.styles(result, ["hours_lost"]), "right")
        assert list(with_counts)[:2] == ["Hours lost, whole week", "Hours lost, Sun"]
        assert list(with_counts)[2:] == list(styles)


def test_a_disc_of_hours_has_its_rank_and_grows_with_them() -> None:
    discs = [
        each.symbol() for each in rules("junctions_hours") if each.label().endswith((" h", "e"))
    ]
    properties = [each.symbolLayer(1).dataDefinedProperties() for each in discs]
    key = QgsSymbolLayer.Property
    for each in properties:
        assert '"rank"' in each.property(key.PropertyCharacter).expressionString()
    texts = [each.property(key.PropertySize).expressionString() for each in properties]
    sizes = [QgsExpression(text.replace("@map_scale", "5000")).evaluate() for text in texts]
    assert len(sizes) == 6
    assert sizes == sorted(set(sizes))
