"""Styles of roads with joined predictions: those of predicted roads, adapted to the joined fields.

If each direction has its own fields, both sides of the road are drawn; a directed segment is drawn
on its side; otherwise the line is drawn in the middle.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeatureRenderer,
    QgsProperty,
    QgsRuleBasedRenderer,
    QgsSymbolLayer,
    QgsVectorLayer,
)

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
#: A column of predictions in an expression.
COLUMN = re.compile('"({}|{}\\w+)"'.format("|".join(column.name for column in PREDICTED), AT_TIMES))


def joined_styles(
    layer: QgsVectorLayer,
    directions: str,
    prefix: str,
    side: str = RIGHT,
    time_sets: str = "",
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
    if directions == SEPARATE:
        layer.setRenderer(_adapted(usual, lambda rule: _draw_sides(rule, prefix)))
        return
    layer.setRenderer(_adapted(usual, lambda rule: _name_columns(rule, prefix)))
    if directions != ONE_SEGMENT:
        layer.setRenderer(_adapted(layer.renderer(), _draw_in_place))
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
    for rule in rules.rootRule().children():
        if rule.isElse():  # QGIS' conversion of the category of roads without a value
            rule.setFilterExpression(f"{column} IS NULL")
        adapt(rule)
    return rules


def _name_columns(rule: QgsRuleBasedRenderer.Rule, prefix: str) -> None:
    """Use the joined columns in a rule."""
    rule.setFilterExpression(_of(prefix, rule.filterExpression()))
    _name_columns_of(rule.symbol().symbolLayer(0), prefix)


def _name_columns_of(layer: QgsSymbolLayer, prefix: str) -> None:
    properties = layer.dataDefinedProperties()
    for key in properties.propertyKeys():
        expression = properties.property(key).expressionString()
        properties.setProperty(key, QgsProperty.fromExpression(_of(prefix, expression)))


def _draw_in_place(rule: QgsRuleBasedRenderer.Rule) -> None:
    layer = rule.symbol().symbolLayer(0)
    layer.setOffset(0)
    layer.setDataDefinedProperty(OFFSET, QgsProperty())


def _draw_sides(rule: QgsRuleBasedRenderer.Rule, prefix: str) -> None:
    """Add one line per direction to the symbol, drawn if the direction belongs to the class."""
    conditions = {side: _condition(rule, prefix, side) for side in SIDES}
    rule.setFilterExpression(" OR ".join(f"({each})" for each in conditions.values()))
    symbol = rule.symbol()
    # The offset is relative to the line: the opposite direction needs the opposite sign.
    symbol.appendSymbolLayer(symbol.symbolLayer(0).clone())
    offset = symbol.symbolLayer(0).dataDefinedProperties().property(OFFSET).expressionString()
    signs = {"forward": "", "backward": "-"}
    for number, (side, condition) in enumerate(conditions.items()):
        layer = symbol.symbolLayer(number)
        _name_columns_of(layer, prefix + SIDES[side])
        layer.setOffset(float(f"{signs[side]}{abs(layer.offset())}"))
        drawn = {OFFSET: f"{signs[side]}({offset})", ENABLED: f"coalesce({condition}, false)"}
        for key, expression in drawn.items():
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
    expression = expression.replace(f"'{AT_TIMES}'", f"'{prefix}{AT_TIMES}'")
    return COLUMN.sub(rf'"{prefix}\1"', expression)
