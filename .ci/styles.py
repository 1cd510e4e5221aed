"""Draws up ``resources/styles``: how QGIS draws the prediction of each task.

    QT_QPA_PLATFORM=offscreen /usr/bin/python3 .ci/styles.py

Colours are perceptually ordered, stay apart for people with red-green blindness, and are neither
so dark nor so light that they vanish on a black or a white canvas: ``tests/qgis_plugin`` holds it.
The same tables make the same files.
"""

from __future__ import annotations

import re
import sys
import uuid
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from qgis.core import (
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsDiagramLayerSettings,
    QgsDiagramSettings,
    QgsFeatureRenderer,
    QgsLineSymbol,
    QgsMapLayer,
    QgsPieDiagram,
    QgsProperty,
    QgsReadWriteContext,
    QgsRendererCategory,
    QgsRuleBasedRenderer,
    QgsSingleCategoryDiagramRenderer,
    QgsSymbol,
    QgsSymbolLayer,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSizeF
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtXml import QDomDocument

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from trajganr_core.layer_styles import OFFSET_MM  # noqa: E402
from trajganr_core.tasks import AOI_CATEGORIES, POPULARITY_CLASSES  # noqa: E402

STYLES = ROOT / "resources" / "styles"

#: Lines grow between two scales, as :data:`OFFSET_MM` does.
WIDTH_MM = "coalesce(scale_linear(@map_scale, 3000, 60000, {near:.2f}, {far:.2f}), {usual:.2f})"
#: Opacity of a road whose interval is narrow, and of one whose is wide or not known, percent.
CLEAR, PALE = 100, 40
UNKNOWN_COLOUR = "#a3a3a3"
KEY_COLOUR = "#7d7d7d"
#: Charts would hide the roads of a whole city.
CHARTS_FROM_SCALE = 15_000
CHART_MM = 7.0

SPEED_COLOURS = ("#414487", "#2f6b8e", "#228d8d", "#29af7f", "#6ccd5a", "#cae11f")  # viridis
BRAKING_COLOURS = ("#fdc627", "#f79342", "#e26660", "#c43e7f", "#9d189d", "#6a00a8")  # plasma
SLOWDOWN_COLOURS = ("#fed87a", "#febd49", "#f07919", "#cd4d03", "#9b3504", "#662506")  # YlOrBr
POPULARITY_COLOURS = ("#8ed3ba", "#52bcc2", "#299dc1", "#2072b1", "#24479d")  # YlGnBu
AOI_COLOURS = dict(
    zip(
        AOI_CATEGORIES,
        (
            "#ae4e6d",
            "#d1900b",
            "#6d55e2",
            "#912c82",
            "#165d08",
            "#2ecbc8",
            "#5abcff",
            "#b89363",
        ),
        strict=True,
    )
)


@dataclass(frozen=True)
class Paleness:
    """How a task's uncertainty becomes transparency.

    Attributes:
        doubt: an expression that grows with it; NULL where nothing is known of it.
        least, most: the doubt up to which a road is opaque, and from which it is as pale as any.
        narrow, wide: what the legend says of these two.
    """

    doubt: str
    least: float
    most: float
    narrow: str
    wide: str

    @property
    def opacity(self) -> str:
        """The expression of the opacity, percent."""
        scaled = f"scale_linear({self.doubt}, {self.least}, {self.most}, {CLEAR}, {PALE})"
        return f"coalesce({scaled}, {PALE})"


PALENESS = {
    "speed": Paleness(
        '("speed_kmh_high" - "speed_kmh_low") / max("speed_kmh", 5)',
        0.25,
        1.5,
        "sure: 90 % within ± 1/8",
        "unsure: ± 3/4 or more, or unknown",
    ),
    "popularity": Paleness(
        "array_length(string_to_array(\"popularity_set\", '; '))",
        1,
        4,
        "sure: one class in the 90 % set",
        "unsure: four or more, or unknown",
    ),
    "aoi": Paleness(
        '"aoi_radius"',
        0.2,
        1.2,
        "sure: shares off by 0.2 at most",
        "unsure: 1.2 or more, or unknown",
    ),
    "braking": Paleness(
        '("braking_per_km_high" - "braking_per_km_low") / max("braking_per_km", 0.1)',
        0.5,
        3,
        "sure: 90 % within ± 1/4",
        "unsure: ± 1.5 × or more, or unknown",
    ),
    "slowdown": Paleness(
        '("slowdown_mps2_high" - "slowdown_mps2_low") / max("slowdown_mps2", 0.05)',
        0.5,
        3,
        "sure: 90 % within ± 1/4",
        "unsure: ± 1.5 × or more, or unknown",
    ),
}


def main() -> None:
    """Write every style."""
    application = QgsApplication([], False)
    application.initQgis()
    for name, text in all_styles().items():
        (STYLES / f"{name}.qml").write_text(text, encoding="utf-8")
    application.exitQgis()


def all_styles() -> dict[str, str]:
    """The QML of each style by its name."""
    speed = speed_rules()
    return {
        "speed": qml(classes("speed", speed, SPEED_COLOURS)),
        # Labels of roads are observed: they have no interval.
        "speed_observed": qml(classes("speed", speed, SPEED_COLOURS, with_doubt=False)),
        "popularity": qml(popularity()),
        "aoi": qml(aoi()),
        "aoi_mix": qml(mix_lines(), pies()),
        "braking": qml(classes("braking", braking_rules(), BRAKING_COLOURS)),
        "slowdown": qml(classes("slowdown", slowdown_rules(), SLOWDOWN_COLOURS)),
    }


def speed_rules() -> list[tuple[str, str]]:
    """Filters and labels of classes of speed."""
    return numeric_rules("speed_kmh", (15, 25, 35, 45, 60), "km/h")


def braking_rules() -> list[tuple[str, str]]:
    """Filters and labels of classes of hard braking."""
    return numeric_rules("braking_per_km", (0.1, 0.25, 0.5, 1, 2), "per vehicle-km")


def slowdown_rules() -> list[tuple[str, str]]:
    """Filters and labels of classes of slow-down intensity."""
    return numeric_rules("slowdown_mps2", (0.05, 0.1, 0.15, 0.2, 0.3), "m/s²")


def numeric_rules(field: str, bounds: tuple[float, ...], unit: str) -> list[tuple[str, str]]:
    """Filters and labels of the classes between bounds, below the first and from the last."""
    rules = [(f'"{field}" < {bounds[0]}', f"below {bounds[0]} {unit}")]
    rules += [
        (f'"{field}" >= {low} AND "{field}" < {high}', f"{low} – {high} {unit}")
        for low, high in pairwise(bounds)
    ]
    return [*rules, (f'"{field}" >= {bounds[-1]}', f"{bounds[-1]} {unit} and more")]


def classes(
    task: str, rules: list[tuple[str, str]], colours: tuple[str, ...], *, with_doubt: bool = True
) -> QgsRuleBasedRenderer:
    """Classes of a number, a colour each, and of roads without one."""
    doubt = PALENESS[task] if with_doubt else None
    root = QgsRuleBasedRenderer.Rule(None)
    for (condition, label), colour in zip(rules, colours, strict=True):
        root.appendChild(rule(line(colour, doubt=doubt), condition, label))
    field = rules[0][0].partition(" ")[0]
    add_explanations(root, field, doubt)
    return QgsRuleBasedRenderer(root)


def add_explanations(root: QgsRuleBasedRenderer.Rule, field: str, doubt: Paleness | None) -> None:
    """Rules of roads without a prediction, and what the legend says of transparency."""
    root.appendChild(rule(unknown(), f"{field} IS NULL", "not predicted"))
    for symbol, label in key(doubt) if doubt else ():
        root.appendChild(rule(symbol, "FALSE", label))


def rule(symbol: QgsSymbol, condition: str, label: str) -> QgsRuleBasedRenderer.Rule:
    """A class of a rule-based renderer."""
    return QgsRuleBasedRenderer.Rule(symbol, 0, 0, condition, label)


def popularity() -> QgsCategorizedSymbolRenderer:
    """Ordered classes: the more popular a road, the darker and the wider."""
    widths = (0.6, 0.8, 1.0, 1.3, 1.7)
    symbols = [
        line(colour, width, PALENESS["popularity"])
        for colour, width in zip(POPULARITY_COLOURS, widths, strict=True)
    ]
    return categories("popularity_class", range(5), symbols, POPULARITY_CLASSES, "popularity")


def aoi() -> QgsCategorizedSymbolRenderer:
    """A colour for each leading function."""
    symbols = [line(AOI_COLOURS[name], doubt=PALENESS["aoi"]) for name in AOI_CATEGORIES]
    return categories("aoi_main", AOI_CATEGORIES, symbols, AOI_CATEGORIES, "aoi")


def mix_lines() -> QgsRuleBasedRenderer:
    """Thin lines, on which the charts stand."""
    root = QgsRuleBasedRenderer.Rule(None)
    drawn = line(KEY_COLOUR, 0.5, PALENESS["aoi"])
    root.appendChild(rule(drawn, '"aoi_main" IS NOT NULL', "road, with charts when zoomed in"))
    add_explanations(root, '"aoi_main"', PALENESS["aoi"])
    return QgsRuleBasedRenderer(root)


def categories(
    field: str,
    values: range | tuple[str, ...],
    symbols: list[QgsSymbol],
    labels: tuple[str, ...],
    task: str,
) -> QgsCategorizedSymbolRenderer:
    """A category a value, and one of roads without any."""
    made = [
        QgsRendererCategory(value, symbol, label)
        for value, symbol, label in zip(values, symbols, labels, strict=True)
    ]
    return with_key(field, made, task)


def with_key(
    field: str, made: list[QgsRendererCategory], task: str
) -> QgsCategorizedSymbolRenderer:
    """Categories, and those that explain: of no prediction, and of transparency."""
    made.append(QgsRendererCategory(None, unknown(), "not predicted"))
    for symbol, label in key(PALENESS[task]):
        # No road has this text as its value: the category is there for the legend.
        made.append(QgsRendererCategory(label, symbol, label))
    return QgsCategorizedSymbolRenderer(field, made)


def key(doubt: Paleness) -> list[tuple[QgsSymbol, str]]:
    """What the legend says of transparency."""
    sure, unsure = line(KEY_COLOUR), line(KEY_COLOUR)
    unsure.setOpacity(PALE / 100)
    return [(sure, doubt.narrow), (unsure, doubt.wide)]


def unknown() -> QgsLineSymbol:
    """How a road without a prediction is drawn: thin, grey, and broken."""
    symbol = line(UNKNOWN_COLOUR, 0.3)
    layer = symbol.symbolLayer(0)
    layer.setUseCustomDashPattern(True)
    layer.setCustomDashVector([1.2, 0.8])
    layer.setCustomDashPatternUnit(QgsUnitTypes.RenderUnit.RenderMillimeters)
    return symbol


def line(colour: str, width: float = 1.0, doubt: Paleness | None = None) -> QgsLineSymbol:
    """A line to the right of its direction of travel.

    Args:
        colour: of it.
        width: over that of a usual line.
        doubt: what makes it pale; nothing where absent.
    """
    symbol = QgsLineSymbol.createSimple(
        {
            "line_color": colour,
            "line_width": f"{0.6 * width:.2f}",
            "offset": "0.5",
            # Ends that overlap would be seen through a pale line.
            "capstyle": "flat",
            "joinstyle": "round",
        }
    )
    properties = symbol.symbolLayer(0).dataDefinedProperties()
    grown = WIDTH_MM.format(near=1.1 * width, far=0.3 * width, usual=0.6 * width)
    properties.setProperty(
        QgsSymbolLayer.Property.PropertyOffset, QgsProperty.fromExpression(OFFSET_MM)
    )
    properties.setProperty(
        QgsSymbolLayer.Property.PropertyStrokeWidth, QgsProperty.fromExpression(grown)
    )
    if doubt is not None:
        symbol.dataDefinedProperties().setProperty(
            QgsSymbol.Property.PropertyOpacity, QgsProperty.fromExpression(doubt.opacity)
        )
    return symbol


def pies() -> tuple[QgsSingleCategoryDiagramRenderer, QgsDiagramLayerSettings]:
    """A pie a road: the shares of the functions."""
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
) -> str:
    """A style with what draws roads; without diagrams it takes those of another style away."""
    layer = QgsVectorLayer("LineString?crs=EPSG:4326", "roads", "memory")
    layer.setRenderer(renderer)
    if diagrams is not None:
        layer.setDiagramRenderer(diagrams[0])
        layer.setDiagramLayerSettings(diagrams[1])
    document = QDomDocument()
    drawn = QgsMapLayer.StyleCategory.Symbology | QgsMapLayer.StyleCategory.Diagrams
    layer.exportNamedStyle(document, QgsReadWriteContext(), drawn)
    return repeatable(document.toString(1))


def repeatable(style: str) -> str:
    """A style without what differs from one run to the next: ids, and the order of attributes."""
    known: dict[str, str] = {}

    def numbered(found: re.Match[str]) -> str:
        return known.setdefault(found[0], f"{{{uuid.UUID(int=len(known) + 1)}}}")

    text = ElementTree.canonicalize(style, strip_text=True)
    text = re.sub(r"\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}", numbered, text)
    root = ElementTree.fromstring(text)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode") + "\n"


if __name__ == "__main__":
    main()
