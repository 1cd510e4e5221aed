"""Write ``resources/styles``: the QGIS styles of each task's predictions.

    QT_QPA_PLATFORM=offscreen /usr/bin/python3 .ci/styles.py

Classes can be told apart with any colour vision, and a casing makes them legible on light, dark and
aerial base maps; ``tests/qgis_plugin`` checks this. The output is reproducible.
"""

from __future__ import annotations

import re
import sys
import uuid
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsDiagramLayerSettings,
    QgsDiagramSettings,
    QgsFeatureRenderer,
    QgsFeatureRequest,
    QgsFillSymbol,
    QgsFontMarkerSymbolLayer,
    QgsGraduatedSymbolRenderer,
    QgsLineSymbol,
    QgsMapLayer,
    QgsMarkerLineSymbolLayer,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsPieDiagram,
    QgsProperty,
    QgsReadWriteContext,
    QgsRenderContext,
    QgsRendererCategory,
    QgsRendererRange,
    QgsRuleBasedRenderer,
    QgsSingleCategoryDiagramRenderer,
    QgsSymbol,
    QgsSymbolLayer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QSizeF
from qgis.PyQt.QtGui import QColor, QFont
from qgis.PyQt.QtXml import QDomDocument

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from trajganr_core.contract.layers.map_classes import (  # noqa: E402
    AMOUNT_COLOURS,
    AOI_COLOURS,
    BRAKING_BOUNDS,
    BRAKING_COLOURS,
    DELAY_BOUNDS,
    FREE_FLOW_BOUNDS,
    HOURS_LOST_BOUNDS,
    LEVEL_BOUNDS,
    LEVEL_COLOURS,
    LEVELS,
    LIMIT_BOUNDS,
    POPULARITY_COLOURS,
    RELIABILITY_BOUNDS,
    ROAD_WEIGHTS,
    SLOWDOWN_BOUNDS,
    SLOWDOWN_COLOURS,
    SPEED_BOUNDS,
    SPEED_COLOURS,
    UNKNOWN_COLOUR,
    USUAL_WEIGHT,
)
from trajganr_core.contract.layers.styles import HEADING, OFFSET_MM  # noqa: E402
from trajganr_core.contract.tasks import AOI_CATEGORIES, POPULARITY_CLASSES  # noqa: E402

STYLES = ROOT / "resources" / "styles"

#: Line widths are interpolated between two map scales, as in :data:`OFFSET_MM`.
WIDTH_MM = "coalesce(scale_linear(@map_scale, 3000, 60000, {near:.2f}, {far:.2f}), {usual:.2f})"
#: The weight of a road by its class; the same without that column. QGIS makes the map only once.
CLASS_WEIGHTS = ", ".join(f"'{name}', {weight}" for name, weight in ROAD_WEIGHTS.items())
WEIGHT = f'coalesce(map_get(map({CLASS_WEIGHTS}), "highway"), {USUAL_WEIGHT})'
#: Widths of thin roads, and what thick ones are wider, between two map scales.
CLASS_WIDTH_MM = (
    "coalesce(scale_exp(@map_scale, 5000, 70000, 0.5, 0.08, 0.5), 0.3) * {width:.2f}"
    f" + coalesce(scale_exp(@map_scale, 5000, 70000, 1.1, 0.72, 0.5), 0.9) * {WEIGHT}"
)
CASING_MM = 0.26
#: At smaller scales than this only wide roads have a casing, both directions of a road are drawn on
#: its centre line, and the thinnest roads are left out. QGIS takes half of its time for offsets.
OVERVIEW = 40_000
IS_NEAR = f"coalesce(@map_scale < {OVERVIEW}, true)"
WIDE = f"{IS_NEAR} OR {WEIGHT} >= 0.45"
DRAWN = f"{IS_NEAR} OR {WEIGHT} > 0"
#: The casing of light colours is dark, and that of dark ones light: one of both is seen everywhere.
LIGHT_CASING, DARK_CASING = "#ffffff", "#333333"
MIN_LIGHTNESS = 0.36  # of a colour that has a dark casing, relative luminance
LIGHT_GROUND = 0.18  # from here on, black letters have more contrast than white ones
#: Ranges that hold no value: of the line above the classes, and of roads without a value.
NO_VALUE, NO_ROAD = -9999.0, -99999.0
LEAST, MOST = -999.0, 99999.0
#: Street names are shown from this scale on.
NAMES_FROM_SCALE = 10_000
#: Roads with at least this many classes in the 90 % set are drawn dashed: their class is uncertain.
UNDECIDED_FROM = 3
UNDECIDED = f"array_length(string_to_array(\"popularity_set\", '; ')) >= {UNDECIDED_FROM}"
#: Lengths of dash and gap, millimetres: of a line without gaps, and of a broken one.
WHOLE = [100.0, 0.0]
BROKEN = (1.4, 0.8)
AREA_OPACITY = 0.7
KEY_COLOUR = "#7d7d7d"
#: Charts are drawn from this scale on; at smaller scales they would cover the roads.
CHARTS_FROM_SCALE = 15_000
CHART_MM = 7.0

SHARE_COLOURS = SLOWDOWN_COLOURS  # a sequence that the colours of the chosen roads are not part of
#: Bounds of classes of shares, per cent.
SHARES = (5, 10, 20, 40, 70)
#: Of a few zones as well as of a hundred: numbers of trips between zones differ by powers of ten.
OD_SHARES = (0.1, 0.3, 1, 3, 10)
#: Orange for less and blue for more, dark for much: people with any colour vision can tell them.
CHANGE_COLOURS = ("#a34700", "#e07b1a", "#f0b25f", "#7fb4e2", "#3a7fc0", "#274f9e")
#: Colours and widths from much less to much more.
CHANGE_SYMBOLS = tuple(zip(CHANGE_COLOURS, (1.9, 1.5, 1.1, 1.1, 1.5, 1.9), strict=True))
#: Values that changes are drawn by, bounds of their classes, unit, and words for less and more.
CHANGES = {
    "speed": ('"speed_kmh_change"', (5, 10), "km/h", ("slower", "faster")),
    "popularity": (
        '100 * "trip_share_change" / "trip_share_before"',
        (20, 50),
        "%",
        ("fewer trips", "more trips"),
    ),
    "slowdown": (
        '"slowdown_mps2_change"',
        (0.05, 0.1),
        "m/s²",
        ("less slow-down", "more slow-down"),
    ),
}
#: Values of the column ``chosen``, colours and labels.
CHOSEN = (
    ("through", "#2072b1", "chosen roads"),
    ("then", "#6d55e2", "chosen roads, driven over later"),
)

#: Bounds of classes of probabilities, per cent; the more certain, the darker and the less broken.
CERTAINTIES = (50, 70, 90)
CERTAINTY_COLOURS = (SPEED_COLOURS[5], SPEED_COLOURS[4], SPEED_COLOURS[2], SPEED_COLOURS[0])
CERTAINTY_DASHES = ((0.6, 0.9), (1.4, 0.9), (3.0, 0.9), (WHOLE[0], WHOLE[1]))
#: What QGIS shows of a position and of a gap under the pointer; without words, for all languages.
NAMED = """<b>[% replace(replace("trip_id", '&', '&amp;'), '<', '&lt;') %]</b>"""
TIP = NAMED + """<br>{times}<br>[% round(100 * "probability") %] %"""
CLOCK = "[% format_date(\"{name}\", 'HH:mm:ss') %]"
POSITION_TIP = TIP.format(
    times="{} ({}–{})".format(
        *(CLOCK.format(name=name) for name in ("time", "time_low", "time_high"))
    )
)
GAP_TIP = TIP.format(
    times="–".join(CLOCK.format(name=name) for name in ("start_time", "end_time"))
    + """, [% format_number("length_m" / 1000, 1) %] km"""
)

#: Millimetres of the symbol of a junction, which has a letter from the second scale on.
JUNCTION_MM = "coalesce(scale_exp(@map_scale, 1000, 40000, 4.8, 1.1, 0.5), 4)"
LETTERS_FROM, ARROWS_FROM, PREDICTED_FROM = 12_000, 5_500, 2_600
#: Metres of an arrow by the passes of its movement, and millimetres on the map, in their bounds.
ARROW_M = 'coalesce(0.4 + 0.08 * sqrt("passes"), 0.4)'
ARROW_MM = f"max(0.2, coalesce(min(2.0, {ARROW_M}) * 1000 / @map_scale, 0.8))"
HEAD_MM = f"(2.2 * {ARROW_MM} + 0.8)"  # twice its length
#: What colours are by, bounds of classes and unit: of one vehicle, and of all.
DELAYS = ("delay_s", DELAY_BOUNDS, "s")
HOURS = ("hours_lost", HOURS_LOST_BOUNDS, "h")
#: The number in a disc: the first hundred.
RANK = """if("rank" < 100, to_string("rank"), '')"""
#: What QGIS shows of them under the pointer: level, delay with its interval, number of passes.
DELAY_TIP = """[% coalesce(nullif("level_of_service", '') || ', ', '') || coalesce({mark} ||
round("delay_s") || ' s' || coalesce(' (' || round("delay_s_low") || '–' || round("delay_s_high") ||
')', ''), '–') || coalesce(', n = ' || "passes", '') %]"""
#: What is under it where counts were given.
HOURS_TIP = """<br>[% coalesce(round("hours_lost", 1) || ' h', '') %]"""
NAME_TIP = """[% replace(replace({name}, '&', '&amp;'), '<', '&lt;') %]"""
STREET = """coalesce(nullif("{end}_name", ''), '–')"""
WORST = NAME_TIP.format(name="""coalesce("worst_level" || ': ' || "worst_movement", '')""")
JUNCTION_TIP = "<br>".join(
    ("<b>" + NAME_TIP.format(name='"name"') + "</b>", DELAY_TIP.format(mark="''"), WORST)
)
STREETS = " || ' → ' || ".join(STREET.format(end=end) for end in ("from", "to"))
MOVEMENT_TIP = "<br>".join(
    (
        "<b>" + NAME_TIP.format(name=STREETS) + "</b>",
        DELAY_TIP.format(mark="""if("source" = 'predicted', '≈ ', '')"""),
    )
)
BOTTLENECK_TIP = (
    """[% "rank" || '. ' || round("delay_s") || ' s, ' || round("speed_kmh") || ' km/h' %]"""
)

#: Vehicles a day in one direction.
VOLUME_BOUNDS = (500, 2_000, 5_000, 10_000, 20_000)
#: Of a kilometre on a day; the column is as a name that quotation marks are put around.
HOURS_OF_A_KM_BOUNDS = (3, 10, 30, 100, 300)
HOURS_OF_A_KM = 'hours_lost" * 1000 / "length_m'
VOLUME_TIP = """[% round("vehicles_day") || coalesce(' (' || round("vehicles_day_low") || '–' ||
round("vehicles_day_high") || ')', '') %]"""
STATION_TIP = (
    "<b>"
    + NAME_TIP.format(name='"station"')
    + """</b><br>[% round("counted") || coalesce(' | ' || round("held_out"), '') %]"""
)

#: Median seconds at a stop.
DWELL_BOUNDS = (5, 10, 20, 30, 60)
DWELL_TIP = (
    "<b>"
    + NAME_TIP.format(name='"route" || \': \' || "stop"')
    + """</b><br>[% coalesce(round("dwell_p50_s") || ' s', '') %]"""
)


def main() -> None:
    """Write every style."""
    application = QgsApplication([], False)
    application.initQgis()
    for name, text in all_styles().items():
        (STYLES / f"{name}.qml").write_text(text, encoding="utf-8")
    application.exitQgis()


def all_styles() -> dict[str, str]:
    """The QML of each style by its name."""
    return {
        "speed": qml(classes("speed_kmh", SPEED_BOUNDS, "km/h", SPEED_COLOURS)),
        "speed_played": qml(
            classes("speed_kmh", SPEED_BOUNDS, "km/h", SPEED_COLOURS, is_cased=False)
        ),
        "free_flow_share": qml(classes("speed_kmh", FREE_FLOW_BOUNDS, "%", LEVEL_COLOURS)),
        "limit_share": qml(classes("speed_kmh", LIMIT_BOUNDS, "%", LEVEL_COLOURS)),
        "level_of_service": qml(classes("speed_kmh", LEVEL_BOUNDS, "%", LEVEL_COLOURS, LEVELS)),
        "reliability": qml(classes("speed_kmh", RELIABILITY_BOUNDS, "times", SLOWDOWN_COLOURS)),
        "popularity": qml(popularity()),
        "aoi": qml(aoi()),
        "aoi_mix": qml(mix_lines(), pies()),
        "braking": qml(
            classes("braking_per_km", BRAKING_BOUNDS, "per vehicle-km", BRAKING_COLOURS)
        ),
        "slowdown": qml(classes("slowdown_mps2", SLOWDOWN_BOUNDS, "m/s²", SLOWDOWN_COLOURS)),
        "select_link": qml(select_link()),
        "od_lines": qml(od_lines()),
        "select_link_ends": qml(select_link_ends(), geometry="Polygon"),
        "reached": qml(reached()),
        "isochrones": qml(isochrones(), geometry="Polygon", opacity=AREA_OPACITY),
        **{f"{measure}_changes": qml(changes(measure)) for measure in CHANGES},
        "predicted_changes": qml(predicted_changes()),
        "junctions": tipped(junctions(), "Point", JUNCTION_TIP),
        "movements": tipped(movements(*DELAYS), "LineString", MOVEMENT_TIP),
        "bottlenecks": tipped(bottlenecks(*DELAYS), "LineString", BOTTLENECK_TIP),
        "volumes": tipped(volumes("vehicles_day", VOLUME_BOUNDS), "LineString", VOLUME_TIP),
        "hours_lost": tipped(
            volumes(HOURS_OF_A_KM, HOURS_OF_A_KM_BOUNDS), "LineString", VOLUME_TIP
        ),
        "stations": tipped(stations(), "Point", STATION_TIP),
        "dwell": tipped(dwell(), "Point", DWELL_TIP),
        "junctions_hours": tipped(junctions_hours(), "Point", JUNCTION_TIP + HOURS_TIP),
        "movements_hours": tipped(movements(*HOURS), "LineString", MOVEMENT_TIP + HOURS_TIP),
        "bottlenecks_hours": tipped(bottlenecks(*HOURS), "LineString", BOTTLENECK_TIP + HOURS_TIP),
        "recovered_positions": timed(recovered_positions(), "Point", POSITION_TIP, "time"),
        "recovered_gaps": timed(recovered_gaps(), "LineString", GAP_TIP, "start_time", "end_time"),
    }


def certainties(
    value: str, symbols: Sequence[QgsSymbol], *first: QgsRendererRange
) -> QgsGraduatedSymbolRenderer:
    """Classes of a probability in per cent, the most certain first, after the heading."""
    labels = [label for _, label in numeric_rules("probability", CERTAINTIES, "%")]
    ends = pairwise((LEAST, *CERTAINTIES, 100.5))
    ranges = [
        QgsRendererRange(low, high, symbol, label)
        for (low, high), symbol, label in zip(ends, symbols, labels, strict=True)
    ]
    none = symbols[0].clone()
    none.setOpacity(0)
    heading = QgsRendererRange(NO_ROAD, NO_ROAD, none, HEADING)
    return QgsGraduatedSymbolRenderer(value, [heading, *first, *reversed(ranges)])


def recovered_gaps() -> QgsFeatureRenderer:
    """The way in each gap: the less certain, the lighter and the more broken."""
    styled = zip(CERTAINTY_COLOURS, CERTAINTY_DASHES, strict=True)
    symbols = [dashed(line(colour, 1.2, offset=0), lengths) for colour, lengths in styled]
    return certainties('100 * "probability"', symbols)


def recovered_positions() -> QgsFeatureRenderer:
    """Fixes as large dots, and small ones between them by the probability of the way."""
    fix = QgsRendererRange(100.5, 102, marker(KEY_COLOUR, 2.4, "#22303c"), "measured")
    symbols = [marker(colour, 1.5) for colour in CERTAINTY_COLOURS]
    return certainties('if("recovered", 100 * "probability", 101)', symbols, fix)


def marker(colour: str, size_mm: float, edge: str = LIGHT_CASING) -> QgsMarkerSymbol:
    """A dot."""
    return QgsMarkerSymbol.createSimple(
        {
            "name": "circle",
            "color": colour,
            "size": f"{size_mm}",
            "outline_color": edge,
            "outline_width": "0.2",
        }
    )


def tipped(renderer: QgsFeatureRenderer, geometry: str, tip: str) -> str:
    """A style with a map tip."""
    layer = QgsVectorLayer(f"{geometry}?crs=EPSG:4326", "junctions", "memory")
    layer.setRenderer(renderer)
    layer.setMapTipTemplate(tip)
    category = QgsMapLayer.StyleCategory
    return exported(layer, category.Symbology | category.MapTips)


def timed(
    renderer: QgsFeatureRenderer, geometry: str, tip: str, start: str, end: str | None = None
) -> str:
    """A style of features with times, which QGIS' temporal controller shows at once."""
    layer = QgsVectorLayer(f"{geometry}?crs=EPSG:4326", "trips", "memory")
    layer.setRenderer(renderer)
    layer.setMapTipTemplate(tip)
    times, modes = layer.temporalProperties(), Qgis.VectorTemporalMode
    times.setStartField(start)
    times.setEndField(end or "")
    times.setMode(
        modes.FeatureDateTimeStartAndEndFromFields if end else modes.FeatureDateTimeInstantFromField
    )
    times.setIsActive(True)
    category = QgsMapLayer.StyleCategory
    return exported(layer, category.Symbology | category.MapTips | category.Temporal)


def junctions() -> QgsRuleBasedRenderer:
    """A disc a junction, in the colour and with the letter of its level of service."""
    root = QgsRuleBasedRenderer.Rule(None)
    none = marker(UNKNOWN_COLOUR, 1.0)
    none.setOpacity(0)
    root.appendChild(rule(none, "false", HEADING))
    for level, colour in zip(reversed(LEVELS), reversed(LEVEL_COLOURS), strict=True):
        symbol = disc(colour, JUNCTION_MM, level)
        root.appendChild(rule(symbol, f"\"level_of_service\" = '{level}'", level))
    small = marker(UNKNOWN_COLOUR, 1.5)
    root.appendChild(rule(small, "coalesce(\"level_of_service\", '') = ''", "not known"))
    return ordered(QgsRuleBasedRenderer(root), '"level_of_service"')


def disc(colour: str, size_mm: str, letter: str = "") -> QgsMarkerSymbol:
    """A disc of a size, an expression, with a letter, or with the rank of its feature."""
    symbol = marker(colour, 4.0, DARK_CASING)
    symbol.symbolLayer(0).setDataDefinedProperty(
        QgsSymbolLayer.Property.PropertySize, QgsProperty.fromExpression(size_mm)
    )
    is_light = luminance(QColor(colour)) > LIGHT_GROUND
    text = QgsFontMarkerSymbolLayer("Open Sans", letter or " ", 3.0)  # QGIS makes A of nothing
    text.setFontStyle("Bold")
    text.setColor(QColor("#000000" if is_light else "#ffffff"))
    properties = {
        QgsSymbolLayer.Property.PropertySize: f"{0.68 if letter else 0.5} * {size_mm}",
        QgsSymbolLayer.Property.PropertyLayerEnabled: (
            f"coalesce(@map_scale < {LETTERS_FROM}, true)"
        ),
    }
    if not letter:
        properties[QgsSymbolLayer.Property.PropertyCharacter] = RANK
    for key, expression in properties.items():
        text.setDataDefinedProperty(key, QgsProperty.fromExpression(expression))
    symbol.appendSymbolLayer(text)
    return symbol


def movements(column: str, bounds: tuple[float, ...], unit: str) -> QgsRuleBasedRenderer:
    """An arrow a movement: width by passes, colour by delay; predicted ones thin and broken."""
    root = QgsRuleBasedRenderer.Rule(None)
    root.appendChild(rule(nothing(), "false", HEADING))
    for kind, scale in (("observed", ARROWS_FROM), ("predicted", PREDICTED_FROM)):
        parent = QgsRuleBasedRenderer.Rule(None, 0, 0, f"\"source\" = '{kind}'", kind)
        parent.setMinimumScale(scale)
        root.appendChild(parent)
        rules = numeric_rules(column, bounds, unit)
        for (condition, label), colour in zip(rules, reversed(LEVEL_COLOURS), strict=True):
            parent.appendChild(rule(arrow(colour, kind == "predicted"), condition, label))
    without = rule(arrow(UNKNOWN_COLOUR, True), f'"{column}" IS NULL', "not known")
    without.setMinimumScale(PREDICTED_FROM)
    root.appendChild(without)
    return ordered(QgsRuleBasedRenderer(root), "\"source\" = 'observed'", '"passes"')


def junctions_hours() -> QgsRuleBasedRenderer:
    """A disc a junction by the hours lost there, with its rank: the more, the larger."""
    root = QgsRuleBasedRenderer.Rule(None)
    none = marker(UNKNOWN_COLOUR, 1.0)
    none.setOpacity(0)
    root.appendChild(rule(none, "false", HEADING))
    rules = numeric_rules(*HOURS)
    for (condition, label), colour, factor in zip(
        rules, reversed(LEVEL_COLOURS), (0.4, 0.55, 0.75, 1.0, 1.25, 1.5), strict=True
    ):
        root.appendChild(rule(disc(colour, f"{factor} * {JUNCTION_MM}"), condition, label))
    small = marker(UNKNOWN_COLOUR, 1.5)
    root.appendChild(rule(small, '"hours_lost" IS NULL', "not known"))
    return ordered(QgsRuleBasedRenderer(root), '"hours_lost"')


def bottlenecks(column: str, bounds: tuple[float, ...], unit: str) -> QgsRuleBasedRenderer:
    """A wide line a stretch, below the roads' own, with the colour of the delay, or hours lost."""
    root = QgsRuleBasedRenderer.Rule(None)
    root.appendChild(rule(nothing(), "false", HEADING))
    rules = numeric_rules(column, bounds, unit)
    for (condition, label), colour in zip(rules, reversed(LEVEL_COLOURS), strict=True):
        symbol = line(colour, 4.0)
        symbol.setOpacity(0.6)
        root.appendChild(rule(symbol, condition, label))
    return QgsRuleBasedRenderer(root)


def volumes(column: str, bounds: tuple[float, ...]) -> QgsRuleBasedRenderer:
    """The more vehicles or hours, the darker and wider, each direction on its side."""
    root = QgsRuleBasedRenderer.Rule(None)
    root.appendChild(rule(nothing(), "false", HEADING))
    widths = (0.35, 0.7, 1.2, 1.8, 2.5, 3.3)
    for (condition, label), colour, width in zip(
        numeric_rules(column, bounds, ""), SHARE_COLOURS, widths, strict=True
    ):
        beside = line(colour, width, offset=max(0.5, 0.8 * width))
        root.appendChild(rule(beside, condition, label.strip()))
    root.appendChild(rule(unknown(), f'"{column}" IS NULL', "not predicted"))
    return ordered(QgsRuleBasedRenderer(root), f'"{column}"')


def stations() -> QgsRuleBasedRenderer:
    """A point a station, with the colour of the error without its own count."""
    root = QgsRuleBasedRenderer.Rule(None)
    none = marker(UNKNOWN_COLOUR, 1.0)
    none.setOpacity(0)
    root.appendChild(rule(none, "false", HEADING))
    rules = change_rules('"difference_percent"', (0, 20, 50), "%", ("too few", "too many"))
    for (condition, label), colour in zip(rules, CHANGE_COLOURS, strict=True):
        root.appendChild(rule(marker(colour, 3.0), condition, label))
    missing = '"difference_percent" IS NULL'
    root.appendChild(rule(marker(UNKNOWN_COLOUR, 3.0), missing, "not predicted"))
    return QgsRuleBasedRenderer(root)


def dwell() -> QgsRuleBasedRenderer:
    """A point a stop: the longer vehicles stand there, the darker and on top."""
    root = QgsRuleBasedRenderer.Rule(None)
    none = marker(UNKNOWN_COLOUR, 1.0)
    none.setOpacity(0)
    root.appendChild(rule(none, "false", HEADING))
    rules = numeric_rules("dwell_p50_s", DWELL_BOUNDS, "s")
    for (condition, label), colour in zip(rules, SHARE_COLOURS, strict=True):
        root.appendChild(rule(marker(colour, 2.6), condition, label))
    root.appendChild(rule(marker(UNKNOWN_COLOUR, 1.6), '"dwell_p50_s" IS NULL', "not known"))
    return ordered(QgsRuleBasedRenderer(root), '"dwell_p50_s"')


def arrow(colour: str, is_broken: bool) -> QgsLineSymbol:
    """An arrow with a casing that is seen on any base map."""
    symbol = QgsLineSymbol.createSimple(
        {"line_color": colour, "line_width": "0.8", "capstyle": "flat", "joinstyle": "round"}
    )
    body = symbol.symbolLayer(0)
    body.setDataDefinedProperty(
        QgsSymbolLayer.Property.PropertyTrimEnd, QgsProperty.fromExpression(f"0.45 * {HEAD_MM}")
    )
    head = QgsMarkerLineSymbolLayer()
    head.setPlacements(Qgis.MarkerLinePlacement.LastVertex)
    is_light = luminance(QColor(colour)) > MIN_LIGHTNESS
    edge = DARK_CASING if is_light else LIGHT_CASING
    tip = QgsMarkerSymbol.createSimple(
        {
            "name": "filled_arrowhead",
            "color": colour,
            "size": "2",
            "outline_color": edge,
            "outline_width": "0.13",
        }
    )
    tip.symbolLayer(0).setDataDefinedProperty(
        QgsSymbolLayer.Property.PropertySize, QgsProperty.fromExpression(HEAD_MM)
    )
    head.setSubSymbol(tip)
    if is_broken:
        dashed(symbol, BROKEN)
        symbol.setOpacity(AREA_OPACITY)
        define(body, width=ARROW_MM, is_drawn="true")
    else:
        casing = body.clone()
        casing.setColor(QColor(edge))
        casing.setLocked(True)
        grown = f"{ARROW_MM} + min({CASING_MM}, 0.3 * {ARROW_MM})"
        define(casing, width=grown, is_drawn="true")
        define(body, width=ARROW_MM, is_drawn="true")
        symbol.insertSymbolLayer(0, casing)
    symbol.appendSymbolLayer(head)
    return symbol


def ordered(renderer: QgsFeatureRenderer, *by: str) -> QgsFeatureRenderer:
    """Draw features in the order of expressions, the largest on top."""
    clauses = [QgsFeatureRequest.OrderByClause(each, ascending=True) for each in by]
    renderer.setOrderBy(QgsFeatureRequest.OrderBy(clauses))
    renderer.setOrderByEnabled(True)
    return renderer


def share_rules(bounds: tuple[float, ...]) -> list[tuple[str, str]]:
    """Filters and labels of classes of shares, which are stored as 0 to 1 and shown as per cent."""
    rules = numeric_rules("share", bounds, "%")
    return [
        (re.sub(r"[\d.]+", lambda bound: f"{float(bound[0]) / 100:g}", condition), label)
        for condition, label in rules
    ]


def select_link() -> QgsRuleBasedRenderer:
    """Shares of the trips: the larger, the darker and wider; chosen roads in their own colours."""
    root = QgsRuleBasedRenderer.Rule(None)
    widths = (0.6, 0.8, 1.0, 1.3, 1.7, 2.1)
    for (condition, label), colour, width in zip(
        share_rules(SHARES), SHARE_COLOURS, widths, strict=True
    ):
        root.appendChild(rule(line(colour, width), f'{condition} AND "chosen" IS NULL', label))
    for value, colour, label in CHOSEN:
        condition = f'"share" IS NOT NULL AND "chosen" = \'{value}\''
        root.appendChild(rule(line(colour, 2.4), condition, label))
    return QgsRuleBasedRenderer(root)


def od_lines() -> QgsRuleBasedRenderer:
    """Lines from zone to zone, each right of the other direction: the more trips, the wider."""
    root = QgsRuleBasedRenderer.Rule(None)
    widths = (0.5, 1.0, 1.8, 2.8, 4.0, 5.5)
    for (condition, label), colour, width in zip(
        share_rules(OD_SHARES), SHARE_COLOURS, widths, strict=True
    ):
        beside = line(colour, width, offset=0.8 * width)  # so that the directions do not overlap
        root.appendChild(rule(beside, condition, label))
    return QgsRuleBasedRenderer(root)


def select_link_ends() -> QgsRuleBasedRenderer:
    """Cells by the share of the trips that begin or end there; the map shows through."""
    root = QgsRuleBasedRenderer.Rule(None)
    for (condition, label), colour in zip(share_rules(SHARES), SHARE_COLOURS, strict=True):
        root.appendChild(rule(area(colour), condition, label))
    return QgsRuleBasedRenderer(root)


def changes(measure: str) -> QgsRuleBasedRenderer:
    """Flagged changes, wider for larger ones; other roads are thin, those of one side broken."""
    value, bounds, unit, words = CHANGES[measure]
    flag = f'"{measure}_changed"'
    root = QgsRuleBasedRenderer.Rule(None)
    rules = change_rules(value, (0, *bounds), unit, words)
    for (condition, label), (colour, width) in zip(rules, CHANGE_SYMBOLS, strict=True):
        direction = "down" if label.startswith(words[0]) else "up"
        flagged = f"{flag} = '{direction}' AND {condition}"
        root.appendChild(rule(line(colour, width), flagged, label))
    same = line(UNKNOWN_COLOUR, 0.5)
    root.appendChild(rule(same, f"{flag} = 'no'", "no change beyond chance"))
    for side, lengths in (("before", (1.2, 0.8)), ("after", (0.3, 0.7))):
        symbol = dashed(line(KEY_COLOUR, 0.6), lengths)
        root.appendChild(rule(symbol, f"\"known\" = '{side}'", f"known {side} only"))
    return QgsRuleBasedRenderer(root)


def predicted_changes() -> QgsRuleBasedRenderer:
    """Differences of predicted speeds; they have no test."""
    _, bounds, unit, words = CHANGES["speed"]
    value = '"predicted_speed_kmh_change"'
    root = QgsRuleBasedRenderer.Rule(None)
    rules = change_rules(value, (1, *bounds), unit, words)
    for (condition, label), (colour, width) in zip(rules, CHANGE_SYMBOLS, strict=True):
        root.appendChild(rule(line(colour, width), condition, label))
    same = line(UNKNOWN_COLOUR, 0.5)
    root.appendChild(rule(same, f"abs({value}) < 1", "change of less than 1 km/h"))
    root.appendChild(rule(unknown(), f"{value} IS NULL", "not predicted"))
    return QgsRuleBasedRenderer(root)


def change_rules(
    value: str, bounds: tuple[float, float, float], unit: str, words: tuple[str, str]
) -> list[tuple[str, str]]:
    """Filters and labels of classes from much less to much more.

    Args:
        value: a QGIS expression of the change.
        bounds: from which size on a change is small, middle and large; 0 for every small one.
        unit: of the bounds.
        words: for less and more.
    """
    least, middle, large = bounds
    small = f"by {least:g} – {middle:g} {unit}" if least else f"by less than {middle:g} {unit}"
    sizes = (
        (f"{{0}} >= {least:g} AND {{0}} < {middle:g}", small),
        (f"{{0}} >= {middle:g} AND {{0}} < {large:g}", f"by {middle:g} – {large:g} {unit}"),
        (f"{{0}} >= {large:g}", f"by {large:g} {unit} and more"),
    )
    less, more = words
    return [
        *((each.format(f"-1 * {value}"), f"{less}, {text}") for each, text in reversed(sizes)),
        *((each.format(value), f"{more}, {text}") for each, text in sizes),
    ]


def area(colour: str, opacity: float = AREA_OPACITY) -> QgsFillSymbol:
    """The symbol of an area."""
    symbol = QgsFillSymbol.createSimple(
        {"color": colour, "outline_color": KEY_COLOUR, "outline_width": "0.1"}
    )
    symbol.setOpacity(opacity)
    return symbol


def numeric_rules(field: str, bounds: tuple[float, ...], unit: str) -> list[tuple[str, str]]:
    """Filters and labels of the classes below the first bound, between bounds and from the last."""
    rules = [(f'"{field}" < {bounds[0]}', f"below {bounds[0]} {unit}")]
    rules += [
        (f'"{field}" >= {low} AND "{field}" < {high}', f"{low} – {high} {unit}")
        for low, high in pairwise(bounds)
    ]
    return [*rules, (f'"{field}" >= {bounds[-1]}', f"{bounds[-1]} {unit}".rstrip() + " and more")]


def classes(
    field: str,
    bounds: tuple[float, ...],
    unit: str,
    colours: tuple[str, ...],
    names: tuple[str, ...] = (),
    is_cased: bool = True,
) -> QgsFeatureRenderer:
    """One class per colour, and one for roads without a value.

    The value is computed once for each road, which matters to the temporal controller. A class
    begins at its lower bound: of two ranges with a bound, QGIS takes the first.
    """
    labels = [label for _, label in numeric_rules(field, bounds, unit)]
    if names:
        labels = [f"{name}: {label}" for name, label in zip(names, labels, strict=True)]
    ends = pairwise((LEAST, *bounds, MOST))
    ranges = [
        QgsRendererRange(low, high, road(colour, is_cased=is_cased), label)
        for (low, high), colour, label in zip(ends, colours, labels, strict=True)
    ]
    heading = QgsRendererRange(NO_ROAD, NO_ROAD, nothing(), HEADING)
    not_known = QgsRendererRange(NO_VALUE, NO_VALUE, unknown(), "not predicted")
    renderer = QgsGraduatedSymbolRenderer(
        f'coalesce("{field}", {NO_VALUE:g})', [heading, *reversed(ranges), not_known]
    )
    return by_class(renderer)


def by_class(renderer: QgsFeatureRenderer) -> QgsFeatureRenderer:
    """Draw wide roads over thin ones, and the casings of roads of a class below all their lines."""
    clauses = [
        QgsFeatureRequest.OrderByClause(each, ascending=True) for each in (WEIGHT, '"highway"')
    ]
    renderer.setOrderBy(QgsFeatureRequest.OrderBy(clauses))
    renderer.setOrderByEnabled(True)
    casings = (symbol.symbolLayerCount() > 1 for symbol in renderer.symbols(QgsRenderContext()))
    renderer.setUsingSymbolLevels(any(casings))
    return renderer


def reached() -> QgsRuleBasedRenderer:
    """One class for each limit of reached roads; ``of_limits`` sets the limits."""
    return by_limit([line(colour) for colour in AMOUNT_COLOURS])


def isochrones() -> QgsRuleBasedRenderer:
    """The same classes as areas. The whole layer is translucent: areas do not show each other."""
    return by_limit([area(colour, 1.0) for colour in AMOUNT_COLOURS])


def by_limit(symbols: Sequence[QgsSymbol]) -> QgsRuleBasedRenderer:
    """One class for each limit, the smallest last in ``symbols``.

    What several origins reach shows the smallest limit: it is drawn last.
    """
    root = QgsRuleBasedRenderer.Rule(None)
    for number, symbol in enumerate(reversed(symbols), 1):
        root.appendChild(rule(symbol, f'"within_min" = -{number}', str(number)))
    renderer = QgsRuleBasedRenderer(root)
    order = QgsFeatureRequest.OrderByClause("within_min", ascending=False)
    renderer.setOrderBy(QgsFeatureRequest.OrderBy([order]))
    renderer.setOrderByEnabled(True)
    return renderer


def rule(symbol: QgsSymbol, condition: str, label: str) -> QgsRuleBasedRenderer.Rule:
    """A class of a rule-based renderer."""
    return QgsRuleBasedRenderer.Rule(symbol, 0, 0, condition, label)


def popularity() -> QgsCategorizedSymbolRenderer:
    """Ordered classes: the more popular, the darker and wider the line; dashed if uncertain."""
    widths = (0.6, 0.8, 1.0, 1.3, 1.7)
    symbols = [
        road(colour, width, broken_if=UNDECIDED)
        for colour, width in zip(POPULARITY_COLOURS, widths, strict=True)
    ]
    entries = categories(range(5), symbols, POPULARITY_CLASSES)
    label = f"undecided: {UNDECIDED_FROM} to {len(POPULARITY_CLASSES)} classes"
    # No road has this text as its value: the category only adds a legend entry.
    entries.append(QgsRendererCategory(label, line(KEY_COLOUR, broken_if="true"), label))
    return by_class(QgsCategorizedSymbolRenderer("popularity_class", entries))


def aoi() -> QgsCategorizedSymbolRenderer:
    """A colour for each leading function."""
    symbols = [road(AOI_COLOURS[name]) for name in AOI_CATEGORIES]
    entries = categories(AOI_CATEGORIES, symbols, AOI_CATEGORIES)
    return by_class(QgsCategorizedSymbolRenderer("aoi_main", entries))


def mix_lines() -> QgsRuleBasedRenderer:
    """Thin lines under the charts."""
    root = QgsRuleBasedRenderer.Rule(None)
    drawn = line(KEY_COLOUR, 0.5)
    root.appendChild(rule(drawn, '"aoi_main" IS NOT NULL', "road, with charts when zoomed in"))
    root.appendChild(rule(unknown(), '"aoi_main" IS NULL', "not predicted"))
    return QgsRuleBasedRenderer(root)


def categories(
    values: range | tuple[str, ...], symbols: list[QgsSymbol], labels: tuple[str, ...]
) -> list[QgsRendererCategory]:
    """The heading, one category per value, and one for roads without a value."""
    # No road has this text as its value.
    entries = [QgsRendererCategory(HEADING, nothing(), HEADING)]
    entries += [
        QgsRendererCategory(value, symbol, label)
        for value, symbol, label in zip(values, symbols, labels, strict=True)
    ]
    return [*entries, QgsRendererCategory(None, unknown(), "not predicted")]


def unknown() -> QgsLineSymbol:
    """The symbol of a road without a prediction: thin, grey and dashed."""
    return dashed(line(UNKNOWN_COLOUR, 0.3), (1.2, 0.8))


def nothing() -> QgsLineSymbol:
    """A symbol that draws nothing, for lines of the legend."""
    return QgsLineSymbol.createSimple({"line_style": "no"})


def road(
    colour: str, width: float = 1.0, broken_if: str = "", *, is_cased: bool = True
) -> QgsLineSymbol:
    """A road as wide as its class, with a casing; other parameters as those of :func:`line`."""
    symbol = line(colour, width, broken_if)
    inner = symbol.symbolLayer(0)
    grown = CLASS_WIDTH_MM.format(width=width)
    define(inner, width=grown, offset=f"{OFFSET_MM} * {IS_NEAR}", is_drawn=DRAWN)
    if is_cased:
        inner.setRenderingPass(1)
        casing = inner.clone()
        is_light = luminance(QColor(colour)) > MIN_LIGHTNESS
        casing.setColor(QColor(DARK_CASING if is_light else LIGHT_CASING))
        casing.setRenderingPass(0)
        casing.setLocked(True)  # who changes the colour of a class does not mean the casing
        define(casing, width=f"{grown} + {CASING_MM}", is_drawn=WIDE)
        symbol.insertSymbolLayer(0, casing)
    return symbol


def define(layer: QgsSymbolLayer, *, width: str, is_drawn: str, offset: str = "") -> None:
    """Let expressions say how a line is drawn."""
    named = {
        QgsSymbolLayer.Property.PropertyStrokeWidth: width,
        QgsSymbolLayer.Property.PropertyOffset: offset,
        QgsSymbolLayer.Property.PropertyLayerEnabled: is_drawn,
    }
    for key, expression in named.items():
        if expression:
            layer.setDataDefinedProperty(key, QgsProperty.fromExpression(expression))


def luminance(colour: QColor) -> float:
    """The relative luminance of an sRGB colour, 0 to 1 (WCAG 2.2)."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.getRgbF()[:3]
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def names() -> QgsVectorLayerSimpleLabeling:
    """Street names along lines, once for connected segments and for both directions."""
    settings = QgsPalLayerSettings()
    settings.fieldName = (
        "CASE WHEN coalesce(\"direction\", 'forward') = 'forward' THEN \"name\" END"
    )
    settings.isExpression = True
    settings.placement = QgsPalLayerSettings.Placement.Curved
    settings.scaleVisibility = True
    settings.minimumScale, settings.maximumScale = NAMES_FROM_SCALE, 0
    lines = settings.lineSettings()
    lines.setMergeLines(True)
    settings.setLineSettings(lines)
    written = QgsTextFormat()
    font = QFont("Open Sans")
    written.setFont(font)
    written.setSize(7.5)
    written.setColor(QColor("#22303c"))
    around = QgsTextBufferSettings()
    around.setEnabled(True)
    around.setSize(0.8)
    around.setColor(QColor("white"))
    written.setBuffer(around)
    settings.setFormat(written)
    return QgsVectorLayerSimpleLabeling(settings)


def dashed(symbol: QgsLineSymbol, lengths_mm: tuple[float, float]) -> QgsLineSymbol:
    """A line with dashes and gaps of these lengths."""
    layer = symbol.symbolLayer(0)
    layer.setUseCustomDashPattern(True)
    layer.setCustomDashVector(list(lengths_mm))
    layer.setCustomDashPatternUnit(QgsUnitTypes.RenderUnit.RenderMillimeters)
    return symbol


def line(
    colour: str, width: float = 1.0, broken_if: str = "", offset: float = 1.0
) -> QgsLineSymbol:
    """A line to the right of the road's centre line, in the direction of travel.

    Args:
        colour: hexadecimal colour of the line.
        width: relative to the usual width.
        broken_if: a QGIS expression; the line is dashed where it is true.
        offset: relative to the usual offset.
    """
    symbol = QgsLineSymbol.createSimple(
        {
            "line_color": colour,
            "line_width": f"{0.6 * width:.2f}",
            "offset": "0.5",
            # Other caps would fill the gaps of a dashed line.
            "capstyle": "flat",
            "joinstyle": "round",
        }
    )
    properties = symbol.symbolLayer(0).dataDefinedProperties()
    grown = WIDTH_MM.format(near=1.1 * width, far=0.3 * width, usual=0.6 * width)
    beside = OFFSET_MM if offset == 1 else f"{OFFSET_MM} * {offset:.2f}"
    properties.setProperty(
        QgsSymbolLayer.Property.PropertyOffset, QgsProperty.fromExpression(beside)
    )
    properties.setProperty(
        QgsSymbolLayer.Property.PropertyStrokeWidth, QgsProperty.fromExpression(grown)
    )
    if broken_if:
        lengths = ";".join(map(str, BROKEN))
        # QGIS 3.44 draws these lengths where the expression is NULL, QGIS 3.40 a whole line.
        symbol.symbolLayer(0).setCustomDashVector(WHOLE)
        properties.setProperty(
            QgsSymbolLayer.Property.PropertyCustomDash,
            QgsProperty.fromExpression(f"if({broken_if}, '{lengths}', NULL)"),
        )
    return symbol


def pies() -> tuple[QgsSingleCategoryDiagramRenderer, QgsDiagramLayerSettings]:
    """A pie chart per road: the shares of the functions."""
    settings = QgsDiagramSettings()
    settings.categoryAttributes = [f'"aoi_{name}"' for name in AOI_CATEGORIES]
    settings.categoryColors = [QColor(AOI_COLOURS[name]) for name in AOI_CATEGORIES]
    settings.categoryLabels = list(AOI_CATEGORIES)
    settings.size = QSizeF(CHART_MM, CHART_MM)
    settings.sizeType = QgsUnitTypes.RenderUnit.RenderMillimeters
    settings.minimumScale, settings.maximumScale = CHARTS_FROM_SCALE, 0
    settings.scaleBasedVisibility = True
    settings.penColor, settings.penWidth = QColor("white"), 0.15
    renderer = QgsSingleCategoryDiagramRenderer()
    renderer.setDiagram(QgsPieDiagram())
    renderer.setDiagramSettings(settings)
    renderer.setAttributeLegend(True)
    placed = QgsDiagramLayerSettings()
    placed.setPlacement(QgsDiagramLayerSettings.Placement.Line)
    placed.setLinePlacementFlags(QgsDiagramLayerSettings.LinePlacementFlag.OnLine)
    placed.setShowAllDiagrams(False)
    placed.dataDefinedProperties().setProperty(
        QgsDiagramLayerSettings.Property.Show,
        QgsProperty.fromExpression('"aoi_main" IS NOT NULL'),
    )
    return renderer, placed


def qml(
    renderer: QgsFeatureRenderer,
    diagrams: tuple[QgsSingleCategoryDiagramRenderer, QgsDiagramLayerSettings] | None = None,
    geometry: str = "LineString",
    opacity: float = 1.0,
) -> str:
    """A style of roads or areas; without ``diagrams`` it removes those of an earlier style."""
    layer = QgsVectorLayer(f"{geometry}?crs=EPSG:4326", "roads", "memory")
    layer.setRenderer(renderer)
    layer.setOpacity(opacity)
    if diagrams is not None:
        layer.setDiagramRenderer(diagrams[0])
        layer.setDiagramLayerSettings(diagrams[1])
    drawn = QgsMapLayer.StyleCategory.Symbology | QgsMapLayer.StyleCategory.Diagrams
    if WEIGHT in [clause.expression().expression() for clause in renderer.orderBy().list()]:
        layer.setLabeling(names())
        layer.setLabelsEnabled(True)
        drawn |= QgsMapLayer.StyleCategory.Labeling
    if opacity < 1:
        drawn |= QgsMapLayer.StyleCategory.Rendering  # which the layer's opacity belongs to
    return exported(layer, drawn)


def exported(layer: QgsVectorLayer, drawn: QgsMapLayer.StyleCategory) -> str:
    """The categories of a layer's style."""
    document = QDomDocument()
    layer.exportNamedStyle(document, QgsReadWriteContext(), drawn)
    return repeatable(document.toString(1))


def repeatable(style: str) -> str:
    """A style with numbered ids and sorted attributes, the same in every run."""
    uuids: dict[str, str] = {}

    def numbered(found: re.Match[str]) -> str:
        return uuids.setdefault(found[0], f"{{{uuid.UUID(int=len(uuids) + 1)}}}")

    text = ElementTree.canonicalize(style, strip_text=True)
    text = re.sub(r"\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}", numbered, text)
    root = ElementTree.fromstring(text)
    for labels in root.iter("settings"):
        for callout in labels.findall("callout"):  # unused; its attributes are in no order
            labels.remove(callout)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode") + "\n"


if __name__ == "__main__":
    main()
