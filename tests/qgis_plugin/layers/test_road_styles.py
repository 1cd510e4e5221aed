"""How predicted roads are drawn."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from drawing import SIZE, drawn, inked_rows
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextScope,
    QgsFeature,
    QgsGeometry,
    QgsRenderContext,
    QgsSymbol,
    QgsSymbolLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from qgis_plugin import resources
from qgis_plugin.layers.described import draw
from qgis_plugin.layers.road_styles import DRAWN
from trajganr_core.contract.layers.map_classes import SPEED_COLOURS
from trajganr_core.contract.tasks import AOI_CATEGORIES, POPULARITY_CLASSES, TASKS

FIELDS = (
    "speed_kmh:double",
    "popularity_class:int",
    "aoi_main:string",
    "braking_per_km:double",
    "slowdown_mps2:double",
    "speed_kmh_low:double",
    "speed_kmh_high:double",
    "popularity_set:string",
    "aoi_radius:double",
    "braking_per_km_low:double",
    "braking_per_km_high:double",
    "slowdown_mps2_low:double",
    "slowdown_mps2_high:double",
    "share:double",
    "chosen:string",
    "highway:string",
)
EASTWARDS = "LineString(0 0, 100 0)"


def styled(task: str, values: list[object], wkt: str = EASTWARDS) -> QgsVectorLayer:
    fields = "&".join(f"field={field}" for field in FIELDS)
    layer = QgsVectorLayer(f"LineString?crs=EPSG:3857&{fields}", "roads", "memory")
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromWkt(wkt))
    feature.setAttributes(values + [None] * (len(FIELDS) - len(values)))
    assert layer.dataProvider().addFeature(feature)
    draw(layer, resources.style(task))
    return layer


KNOWN = [30.0, 2, "food", 0.4, 0.12]
#: Ends of intervals, set and bound as narrow, and as wide, as any that a style tells apart.
NARROW = [30.0, 30.0, "medium", 0.1, 0.4, 0.4, 0.12, 0.12]
WIDE = [5.0, 90.0, "very low; low; medium; high", 1.5, 0.0, 3.0, 0.0, 0.5]
UNKNOWN = [None] * 8
#: The colour of each style that KNOWN is drawn in.
COLOURS = {
    "speed": "#dd4450",
    "popularity": "#2a9aa5",
    "aoi": "#ae4e6d",
    "braking": "#eb6c6a",
    "slowdown": "#f07919",
}
#: Styles of speeds and of what is computed from them.
COMPUTED = ("speed", "speed_played", "free_flow_share", "limit_share", "level_of_service")
STYLES = [style.id for task in TASKS.values() for style in task.styles]


@pytest.mark.parametrize("task", TASKS)
def test_a_road_is_drawn_right_of_its_direction_of_travel(task: str) -> None:
    rows = inked_rows(drawn(styled(task, KNOWN)))
    assert rows
    assert min(rows) >= SIZE // 2  # rows count downwards: right of eastwards is south


@pytest.mark.parametrize("task", TASKS)
def test_a_road_is_drawn_left_of_its_direction_in_left_hand_traffic(task: str) -> None:
    layer = styled(task, KNOWN)
    draw(layer, resources.style(task, "left"))
    rows = inked_rows(drawn(layer))
    assert rows
    assert max(rows) < SIZE // 2


@pytest.mark.parametrize("task", TASKS)
def test_a_road_without_a_prediction_is_drawn_grey(task: str) -> None:
    image = drawn(styled(task, [None] * 5))
    rows = inked_rows(image)
    inked = {image.pixelColor(x, y).name() for x in range(SIZE) for y in rows} - {"#ffffff"}
    assert inked
    assert all(QColor(name).hsvSaturation() < 10 for name in inked)


def legend(task: str) -> list[str]:
    layer = styled(task, KNOWN)
    return [item.label() for item in layer.renderer().legendSymbolItems() if item.label()]


def test_legends_contain_units_and_classes() -> None:
    assert legend("speed")[0] == "90 km/h and more"
    assert legend("speed")[-2:] == ["below 10 km/h", "not predicted"]
    assert legend("braking")[4] == "0.1 – 0.25 per vehicle-km"
    assert legend("slowdown")[4:6] == ["0.05 – 0.1 m/s²", "below 0.05 m/s²"]
    assert legend("slowdown")[0] == "0.3 m/s² and more"
    assert legend("level_of_service")[0] == "A: 80 % and more"
    assert legend("popularity")[:6] == [*POPULARITY_CLASSES, "not predicted"]
    assert legend("aoi")[:9] == [*AOI_CATEGORIES, "not predicted"]


@pytest.mark.parametrize("style", STYLES)
def test_the_legend_explains_broken_lines(style: str) -> None:
    expected = ["undecided: 3 to 5 classes"] if style == "popularity" else []
    assert [label for label in legend(style) if "undecided" in label] == expected


@pytest.mark.parametrize(
    ("task", "values"),
    [
        ("speed", [[speed, 0, "", 0.0] for speed in (0.0, 10.0, 59.9, 60.0, 90.0, 130.0)]),
        ("braking", [[0.0, 0, "", rate] for rate in (0.0, 0.1, 1.99, 2.0, 50.0)]),
        ("slowdown", [[0.0, 0, "", 0.0, loss] for loss in (0.0, 0.05, 0.29, 0.3, 9.0)]),
    ],
)
def test_every_value_belongs_to_exactly_one_class(task: str, values: list[list[object]]) -> None:
    for row in values:
        layer = styled(task, row)
        symbols = symbols_of(layer)
        assert len(symbols) == 1


def symbols_of(layer: QgsVectorLayer) -> list[QgsSymbol]:
    """The symbols of the layer's first road."""
    context, feature = QgsRenderContext(), next(layer.getFeatures())
    context.expressionContext().setFields(layer.fields())
    context.expressionContext().setFeature(feature)
    renderer = layer.renderer().clone()
    renderer.startRender(context, layer.fields())
    symbols = [each.clone() for each in renderer.originalSymbolsForFeature(feature, context)]
    renderer.stopRender(context)
    return symbols


@pytest.mark.parametrize(("speed", "number"), [(9.9, 0), (10.0, 1), (89.9, 5), (90.0, 6)])
def test_a_class_begins_at_its_lower_bound(speed: float, number: int) -> None:
    (symbol,) = symbols_of(styled("speed", [speed]))
    assert symbol.color() == QColor(SPEED_COLOURS[number])


def darkest(values: list[object], style: str) -> QColor:
    """The colour in the middle of the line, where it is not broken and has no casing."""
    image = drawn(styled(style, values))
    colours = [image.pixelColor(x, y) for y in inked_rows(image) for x in range(30, 70)]
    return min(colours, key=lambda colour: colour.lightness())


@pytest.mark.parametrize("style", COLOURS)
@pytest.mark.parametrize("doubt", [NARROW, WIDE, UNKNOWN], ids=["narrow", "wide", "unknown"])
def test_the_colour_of_a_class_does_not_depend_on_the_interval(
    style: str, doubt: list[object]
) -> None:
    """A paler class would look like another class."""
    assert darkest(KNOWN + doubt, style) == QColor(COLOURS[style])


@pytest.mark.parametrize(
    ("classes", "is_broken"),
    [("medium", False), ("medium; high", False), ("low; medium; high", True), (None, False)],
)
def test_a_road_with_three_possible_classes_is_drawn_broken(
    classes: str | None, is_broken: bool
) -> None:
    image = drawn(styled("popularity", [*KNOWN, None, None, classes]))
    rows = inked_rows(image)
    middle = {image.pixelColor(x, rows[len(rows) // 2]).name() for x in range(10, 90)}
    assert ("#ffffff" in middle) == is_broken


def test_the_mix_of_functions_is_a_chart_with_a_legend() -> None:
    layer = styled("aoi_mix", KNOWN)
    draw(layer, resources.style("aoi_mix"), DRAWN)
    settings = layer.diagramRenderer().diagramSettings()[0]
    assert list(settings.categoryLabels) == list(AOI_CATEGORIES)
    assert settings.categoryAttributes == [f'"aoi_{name}"' for name in AOI_CATEGORIES]
    assert layer.diagramRenderer().attributeLegend()
    draw(layer, resources.style("aoi"), DRAWN)
    assert layer.diagramRenderer() is None


#: Machado, Oliveira and Fernandes (2009): what a person without one kind of cones sees, linear RGB.
SIGHTS = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.0890)
Triple = tuple[float, float, float]


def seen(colour: QColor, sight: str) -> Triple:
    """CIELAB of an sRGB colour as somebody sees it."""
    rgb = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
           for part in colour.getRgbF()[:3]]  # fmt: skip
    rgb = [min(max(value, 0.0), 1.0) for value in product(SIGHTS[sight], rgb)]
    x, y, z = (
        ratio ** (1 / 3) if ratio > 216 / 24389 else (24389 / 27 * ratio + 16) / 116
        for ratio in (value / white for value, white in zip(product(XYZ, rgb), WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def product(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def class_colours(style: str, count: int) -> list[QColor]:
    """The colours of the classes, in their order."""
    layer = styled(style, KNOWN)
    items = layer.renderer().legendSymbolItems()
    return [QColor(item.symbol().color()) for item in items if item.label()][:count]


#: CIE76; about 2.3 can just be told apart side by side.
MIN_DIFFERENCE = 15


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize(
    ("style", "classes"),
    [
        *(("speed", 7), ("popularity", 5), ("braking", 6), ("slowdown", 6)),
        *(("select_link", 6), ("od_lines", 6), ("reliability", 6), ("recovered_gaps", 4)),
    ],
)
def test_neighbouring_classes_are_distinguishable_with_any_colour_vision(
    style: str, classes: int, sight: str
) -> None:
    labs = [seen(colour, sight) for colour in class_colours(style, classes)]
    assert len(labs) == classes
    assert min(math.dist(a, b) for a, b in pairwise(labs)) > MIN_DIFFERENCE
    lightness = [lab[0] for lab in labs]
    assert lightness in (sorted(lightness), sorted(lightness, reverse=True))


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("style", ["free_flow_share", "limit_share", "level_of_service"])
def test_all_levels_are_distinguishable_with_any_colour_vision(style: str, sight: str) -> None:
    labs = [seen(colour, sight) for colour in class_colours(style, 6)]
    assert min(math.dist(a, b) for a, b in combinations(labs, 2)) > MIN_DIFFERENCE


def contrast(colour: QColor, other: QColor) -> float:
    """The ratio of WCAG 2.2."""
    dark, light = sorted(((seen(each, "usual")[0] + 16) / 116) ** 3 for each in (colour, other))
    return (light + 0.05) / (dark + 0.05)


#: WCAG asks 3 of graphics; the casing adds its own edge.
MIN_CONTRAST = 2.5


@pytest.mark.parametrize(
    "ground", ["#ffffff", "#202020", "#5f6650"], ids=["light", "dark", "aerial"]
)
@pytest.mark.parametrize("style", [*(task for task in TASKS), *COMPUTED])
def test_a_road_or_its_casing_stands_out_from_any_base_map(style: str, ground: str) -> None:
    layer = styled(style, KNOWN)
    items = [item for item in layer.renderer().legendSymbolItems() if item.label()]
    symbols = [item.symbol() for item in items]
    for symbol in (each for each in symbols if each.symbolLayerCount() == 2):
        colours = [symbol.symbolLayer(number).color() for number in (0, 1)]
        assert contrast(*colours) > 2
        assert max(contrast(colour, QColor(ground)) for colour in colours) > MIN_CONTRAST


CHANGES = ("speed_changes", "popularity_changes", "slowdown_changes", "predicted_changes")


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("style", CHANGES)
def test_changes_are_darker_the_larger_and_their_signs_are_distinguishable(
    style: str, sight: str
) -> None:
    labs = [seen(colour, sight) for colour in class_colours(style, 6)]
    assert min(math.dist(a, b) for a, b in combinations(labs, 2)) > MIN_DIFFERENCE
    lightness = [lab[0] for lab in labs]
    assert lightness[:3] == sorted(lightness[:3])
    assert lightness[3:] == sorted(lightness[3:], reverse=True)


@pytest.mark.parametrize("style", CHANGES)
def test_the_expressions_of_styles_of_changes_are_valid(style: str) -> None:
    names = {"known", "trip_share_change", "trip_share_before", "predicted_speed_kmh_change"}
    names |= {"speed_kmh_change", "slowdown_mps2_change"}
    names |= {f"{measure}_changed" for measure in ("speed", "popularity", "slowdown")}
    for text in expressions(resources.style(style)):
        expression = QgsExpression(text)
        assert not expression.hasParserError(), text
        assert expression.referencedColumns() <= names


@pytest.mark.parametrize("sight", ["usual", "protanopia", "deuteranopia"])
def test_all_functions_are_distinguishable_with_red_green_blindness(sight: str) -> None:
    labs = [seen(colour, sight) for colour in class_colours("aoi", len(AOI_CATEGORIES))]
    assert min(math.dist(a, b) for a, b in combinations(labs, 2)) > MIN_DIFFERENCE


@pytest.mark.parametrize("sight", SIGHTS)
def test_chosen_roads_are_distinguishable_from_shares_with_any_colour_vision(sight: str) -> None:
    labs = [seen(colour, sight) for colour in class_colours("select_link", 8)]
    chosen, shares = labs[6:], labs[:6]
    assert math.dist(*chosen) > MIN_DIFFERENCE
    assert min(math.dist(a, b) for a in chosen for b in shares) > MIN_DIFFERENCE


@pytest.mark.parametrize("share", [0.001, 0.05, 0.1, 0.2, 0.39, 0.4, 0.7, 1.0])
@pytest.mark.parametrize("chosen", [None, "through", "then"])
def test_every_share_belongs_to_exactly_one_class(share: float, chosen: str | None) -> None:
    blank = [None] * (len(FIELDS) - 3)
    expected = {None: "%", "through": "chosen roads", "then": "driven over later"}[chosen]
    layer = styled("select_link", [*blank, share, chosen])
    feature = next(layer.getFeatures())
    renderer = layer.renderer().clone()
    renderer.startRender(QgsRenderContext(), layer.fields())
    keys = renderer.legendKeysForFeature(feature, QgsRenderContext())
    renderer.stopRender(QgsRenderContext())
    labels = {item.ruleKey(): item.label() for item in layer.renderer().legendSymbolItems()}
    (label,) = filter(None, (labels.get(key) for key in keys))  # the root has no label
    assert expected in label


@pytest.mark.parametrize("style", ["select_link", "select_link_ends", "od_lines"])
def test_the_expressions_of_styles_of_shares_are_valid(style: str) -> None:
    for text in expressions(resources.style(style)):
        expression = QgsExpression(text)
        assert not expression.hasParserError(), text
        assert expression.referencedColumns() <= {"share", "chosen"}


@pytest.mark.parametrize("background", ["#ffffff", "#1b1b1b"])
@pytest.mark.parametrize(
    ("style", "classes"),
    [
        *(("speed", 7), ("popularity", 5), ("braking", 6), ("slowdown", 6), ("aoi", 8)),
        *(("select_link", 8), ("od_lines", 6), ("speed_changes", 6)),
    ],
)
def test_every_class_is_visible_on_white_and_dark_canvases(
    style: str, classes: int, background: str
) -> None:
    ground = seen(QColor(background), "usual")
    labs = [seen(colour, "usual") for colour in class_colours(style, classes)]
    assert min(math.dist(lab, ground) for lab in labs) > MIN_DIFFERENCE


def evaluated(style: str, kind: QgsSymbolLayer.Property, highway: str, scale: float) -> object:
    """What an expression of the road's own line gives for a class of roads on a map."""
    (symbol,) = symbols_of(styled(style, KNOWN))
    inner = symbol.symbolLayer(symbol.symbolLayerCount() - 1)
    layer = QgsVectorLayer("LineString?field=highway:string", "roads", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes([highway])
    scope = QgsExpressionContextScope()
    scope.setVariable("map_scale", scale)
    context = QgsExpressionContext([scope])
    context.setFields(layer.fields())
    context.setFeature(feature)
    return QgsExpression(inner.dataDefinedProperties().property(kind).expressionString()).evaluate(
        context
    )


@pytest.mark.parametrize("scale", [5_000, 20_000, 70_000])
@pytest.mark.parametrize("style", [*COMPUTED, "popularity", "aoi"])
def test_wider_roads_are_those_of_higher_classes(style: str, scale: float) -> None:
    classes = ("motorway", "primary", "secondary", "tertiary", "residential", "service")
    width = QgsSymbolLayer.Property.PropertyStrokeWidth
    widths = [evaluated(style, width, each, scale) for each in classes]
    assert widths == sorted(widths, reverse=True)
    assert evaluated(style, width, "local street", scale) == evaluated(style, width, "", scale)
    assert widths[-2] < evaluated(style, width, "", scale) < widths[2]


def test_roads_are_thinner_on_maps_of_small_scales_where_service_roads_are_left_out() -> None:
    width, enabled = (
        QgsSymbolLayer.Property.PropertyStrokeWidth,
        QgsSymbolLayer.Property.PropertyLayerEnabled,
    )
    widths = [evaluated("speed", width, "residential", scale) for scale in (5e3, 2e4, 7e4)]
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] < 0.2
    shown = [evaluated("speed", enabled, name, 7e4) for name in ("service", "residential")]
    assert shown == [0, 1]
    assert evaluated("speed", enabled, "service", 5e3)


def test_a_wide_road_is_drawn_over_a_thin_one() -> None:
    layer = styled("speed", [95.0, *[None] * (len(FIELDS) - 2), "motorway"])
    below = QgsFeature(layer.fields())
    below.setGeometry(QgsGeometry.fromWkt(EASTWARDS))
    below.setAttributes([5.0, *[None] * (len(FIELDS) - 2), "residential"])
    assert layer.dataProvider().addFeature(below)
    image = drawn(layer)
    middle = {image.pixelColor(50, y).name() for y in inked_rows(image)}
    assert SPEED_COLOURS[-1] in middle
    assert SPEED_COLOURS[0] not in middle


def test_street_names_are_shown_once_on_maps_of_large_scales() -> None:
    layer = styled("speed", KNOWN)
    draw(layer, resources.style("speed"), DRAWN)
    settings = layer.labeling().settings()
    assert layer.labelsEnabled()
    assert settings.scaleVisibility
    assert settings.minimumScale == 10_000
    assert settings.lineSettings().mergeLines()
    assert settings.format().buffer().enabled()
    fields = QgsVectorLayer("LineString?field=name:string&field=direction:string", "", "memory")
    context = QgsExpressionContext()
    context.setFields(fields.fields())
    feature = QgsFeature(fields.fields())
    for direction, name in (("forward", "Rua"), ("backward", None), (None, "Rua")):
        feature.setAttributes(["Rua", direction])
        context.setFeature(feature)
        assert QgsExpression(settings.fieldName).evaluate(context) == name


@pytest.mark.parametrize("style", [*STYLES, *COMPUTED])
def test_the_expressions_of_a_style_are_valid(style: str, qgis_new_project: None) -> None:
    """Every expression in it is one, and names only columns that predictions have."""
    columns = {field.name for task in TASKS.values() for field in task.fields}
    columns |= {"highway", "name", "direction"}
    for text in expressions(resources.style(style)):
        expression = QgsExpression(text)
        assert not expression.hasParserError(), text
        assert expression.referencedColumns() <= columns


def expressions(qml: str) -> Iterator[str]:
    for element in ElementTree.fromstring(qml).iter():
        if element.get("name") == "expression":
            yield element.get("value", "")
        if element.get("filter"):
            yield element.get("filter", "")
