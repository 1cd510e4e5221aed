"""Styles of roads with joined predictions: those of predicted roads, adapted to the joined fields.

If each direction has its own fields, both sides of the road are drawn; a directed segment is drawn
on its side; otherwise the line is drawn in the middle.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import partial
from typing import Any

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeatureRenderer,
    QgsGraduatedSymbolRenderer,
    QgsProperty,
    QgsRuleBasedRenderer,
    QgsSymbolLayer,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)

from trajganr_core.contract.layers.columns import ROAD
from trajganr_core.contract.layers.geopackage_styles import RIGHT
from trajganr_core.contract.layers.predicted_columns import PREDICTED, road_styles
from trajganr_core.contract.layers.road_times import SPEED
from trajganr_core.contract.tasks import MIX

from .joined import ONE_SEGMENT, SEPARATE, SIDES
from .road_styles import exported_styles

OFFSET = QgsSymbolLayer.Property.Offset
ENABLED = QgsSymbolLayer.Property.LayerEnabled
#: The begin of the names of speeds at times of the week and at hours.
AT_TIMES = f"{SPEED.name}_"
ROAD_NAMES = {column.name for column in ROAD}
#: A column of predictions in an expression, a column of roads, and the value of ranges.
COLUMN = re.compile(
    '"({}|{}\\w+)"'.format(
        "|".join(column.name for column in PREDICTED if column.name not in ROAD_NAMES), AT_TIMES
    )
)
OF_ROAD = re.compile(f'"({"|".join(ROAD_NAMES)})"')
CLASSIFIED = re.compile(r"coalesce\((.*), -9999\)")


def joined_styles(
    layer: QgsVectorLayer, directions: str, prefix: str, side: str = RIGHT, time_sets: str = ""
) -> dict[str, str]:
    """The QML styles of roads with joined predictions, by title.

    Args:
        layer: the roads, which end up with the last style.
        directions: one of :data:`~.joined.DIRECTIONS`, or :data:`~.joined.ONE_SEGMENT`.
        prefix: of the names of joined fields.
        side: on which side of the road vehicles drive, ``right`` or ``left``.
        time_sets: names of the predicted times of the week; '' if they are not known.
    """
    mark = prefix + SIDES["forward"] if directions == SEPARATE else prefix
    names = [name.removeprefix(mark) for name in layer.fields().names() if name.startswith(mark)]
    usual = road_styles(names, time_sets)
    if directions == SEPARATE and MIX in usual:
        usual.remove(MIX)  # a chart cannot show two directions
    return exported_styles(layer, usual, side, lambda: _adapt(layer, directions, prefix))


def _adapt(layer: QgsVectorLayer, directions: str, prefix: str) -> None:
    """Use the joined columns, and the positions of lines, in the layer's style."""
    usual = layer.renderer()
    names = {*layer.fields().names()}
    if directions == SEPARATE:
        rules = _adapted(usual, lambda rule: _draw_sides(rule, prefix))
    else:
        rules = _adapted(usual, lambda rule: _name_columns(rule, prefix))
        if directions != ONE_SEGMENT:
            rules = _adapted(rules, _draw_in_place)
    rules = _adapted(rules, lambda rule: _keep_columns(rule, names))
    rules.setOrderByEnabled(rules.orderByEnabled() and "highway" in names)
    layer.setRenderer(rules)
    if layer.labelsEnabled():
        settings = layer.labeling().settings()
        settings.fieldName = _existing(settings.fieldName or "", names)
        layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    charts = layer.diagramRenderer()
    if charts is not None:
        settings = charts.diagramSettings()[0]
        settings.categoryAttributes = [_of(prefix, a) for a in settings.categoryAttributes]
        adapted = charts.clone()
        adapted.setDiagramSettings(settings)
        layer.setDiagramRenderer(adapted)


def _adapted(
    renderer: QgsFeatureRenderer, adapt: Callable[[QgsRuleBasedRenderer.Rule], None]
) -> QgsRuleBasedRenderer:
    """The renderer as rules, each of them adapted."""
    column = ""
    if isinstance(renderer, QgsCategorizedSymbolRenderer):
        renderer = renderer.clone()
        column = f'"{renderer.classAttribute()}"'
        renderer.setClassAttribute(column)
    converted: Any = QgsRuleBasedRenderer.convertFromRenderer(renderer)
    rules: QgsRuleBasedRenderer = converted.clone()
    children = rules.rootRule().children()
    if isinstance(renderer, QgsGraduatedSymbolRenderer):
        for rule, condition in zip(children, _conditions(renderer), strict=True):
            rule.setFilterExpression(condition)
    for rule in children:
        if rule.isElse():  # QGIS' conversion of the category of roads without a value
            rule.setFilterExpression(f"{column} IS NULL")
        adapt(rule)
    return rules


def _conditions(renderer: QgsGraduatedSymbolRenderer) -> list[str]:
    """The filters of ranges: the heading's, of classes with their lower bound, of no value.

    QGIS' conversion leaves the lower bounds out.
    """
    value = CLASSIFIED.sub(r"\1", renderer.classAttribute())
    bounds = [(each.lowerValue(), each.upperValue()) for each in renderer.ranges()[1:-1]]
    classes = [f"{value} >= {low:g} AND {value} < {high:g}" for low, high in bounds]
    return ["false", *classes, f"{value} IS NULL"]


def _name_columns(rule: QgsRuleBasedRenderer.Rule, prefix: str) -> None:
    """Use the joined columns in a rule."""
    rule.setFilterExpression(_of(prefix, rule.filterExpression()))
    for layer in rule.symbol().symbolLayers():
        _change_expressions(layer, partial(_of, prefix))


def _change_expressions(layer: QgsSymbolLayer, change: Callable[[str], str]) -> None:
    properties = layer.dataDefinedProperties()
    for key in properties.propertyKeys():
        expression = properties.property(key).expressionString()
        if expression:
            properties.setProperty(key, QgsProperty.fromExpression(change(expression)))


def _keep_columns(rule: QgsRuleBasedRenderer.Rule, names: Collection[str]) -> None:
    for layer in rule.symbol().symbolLayers():
        _change_expressions(layer, lambda expression: _existing(expression, names))


def _existing(expression: str, names: Collection[str]) -> str:
    """An expression without columns of predicted roads that the user's roads lack."""
    return OF_ROAD.sub(lambda column: column[0] if column[1] in names else "NULL", expression)


def _draw_in_place(rule: QgsRuleBasedRenderer.Rule) -> None:
    lines: list[Any] = rule.symbol().symbolLayers()
    for layer in lines:
        layer.setOffset(0)
        layer.setDataDefinedProperty(OFFSET, QgsProperty())


def _draw_sides(rule: QgsRuleBasedRenderer.Rule, prefix: str) -> None:
    """Add lines of the other direction to the symbol, drawn if it belongs to the class."""
    conditions = {side: _condition(rule, prefix, side) for side in SIDES}
    rule.setFilterExpression(" OR ".join(f"({each})" for each in conditions.values()))
    symbol = rule.symbol()
    usual = [layer.clone() for layer in symbol.symbolLayers()]
    for layer in usual:
        symbol.appendSymbolLayer(layer)
    # The offset is relative to the line: the opposite direction needs the opposite sign.
    signs = {"forward": "", "backward": "-"}
    layers: list[Any] = symbol.symbolLayers()
    for number, (side, condition) in enumerate(conditions.items()):
        for layer in layers[number * len(usual) : (number + 1) * len(usual)]:
            mark = prefix + SIDES[side]
            _change_expressions(layer, partial(_of, mark))
            layer.setOffset(float(f"{signs[side]}{abs(layer.offset())}"))
            properties = layer.dataDefinedProperties()
            offset, enabled = (
                properties.property(key).expressionString() for key in (OFFSET, ENABLED)
            )
            is_drawn = f"coalesce({condition}, false)"
            drawn = {
                OFFSET: f"{signs[side]}({offset})" if offset else "",
                ENABLED: f"{is_drawn} AND ({enabled})" if enabled else is_drawn,
            }
            for key, expression in drawn.items():
                if expression:
                    layer.setDataDefinedProperty(key, QgsProperty.fromExpression(expression))


def _condition(rule: QgsRuleBasedRenderer.Rule, prefix: str, side: str) -> str:
    """The condition of a direction for a class; a direction without a road has no class."""
    condition = _of(prefix + SIDES[side], rule.filterExpression())
    if "IS NULL" not in condition:
        return condition
    own, *both = (f'"{prefix}{mark}basis"' for mark in (SIDES[side], *SIDES.values()))
    return f"{condition} AND ({own} IS NOT NULL OR coalesce({', '.join(both)}) IS NULL)"


def _of(prefix: str, expression: str) -> str:
    """An expression of predicted roads, with prefixed columns."""
    # The style of the temporal controller composes the name of its column.
    expression = expression.replace(f"'{AT_TIMES}", f"'{prefix}{AT_TIMES}")
    return COLUMN.sub(rf'"{prefix}\1"', expression)
