"""How volumes, hours lost, counting stations and dwell at stops are drawn."""

from __future__ import annotations

import pytest
from qgis.core import QgsExpression, QgsFeature, QgsField, QgsRenderContext, QgsVectorLayer
from qgis.PyQt.QtCore import QMetaType

from qgis_plugin import resources
from qgis_plugin.layers.described import draw
from qgis_plugin.layers.result_styles import titled
from trajganr_core.contract.kinds.transit import STOPS
from trajganr_core.contract.kinds.volumes import KIND, STATIONS, VOLUMES, VolumesResult

COLUMNS = {"volumes": VOLUMES, "hours_lost": VOLUMES, "stations": STATIONS, "dwell": STOPS}


@pytest.mark.parametrize(
    ("style", "values", "label"),
    [
        ("volumes", {"vehicles_day": 300}, "below 500"),
        ("volumes", {"vehicles_day": 500}, "500 – 2000"),
        ("volumes", {"vehicles_day": 1e6}, "20000 and more"),
        ("volumes", {}, "not predicted"),
        ("hours_lost", {"hours_lost": 1, "length_m": 50}, "10 – 30"),
        ("hours_lost", {"hours_lost": 0, "length_m": 50}, "below 3"),
        ("stations", {"difference_percent": 12}, "too many, by less than 20 %"),
        ("stations", {"difference_percent": -80}, "too few, by 50 % and more"),
        ("stations", {}, "not predicted"),
        ("dwell", {"dwell_p50_s": 12}, "10 – 20 s"),
        ("dwell", {}, "not known"),
    ],
)
def test_every_value_belongs_to_exactly_one_class(
    style: str, values: dict[str, float], label: str
) -> None:
    geometry = "Point" if style in ("stations", "dwell") else "LineString"
    layer = QgsVectorLayer(f"{geometry}?crs=EPSG:4326", style, "memory")
    fields = [QgsField(each.name, QMetaType.Type.Double) for each in COLUMNS[style]]
    layer.dataProvider().addAttributes(fields)
    layer.updateFields()
    draw(layer, resources.style(style))
    feature = QgsFeature(layer.fields())
    feature.setAttributes([values.get(each.name) for each in COLUMNS[style]])
    renderer = layer.renderer().clone()
    renderer.startRender(QgsRenderContext(), layer.fields())
    keys = renderer.legendKeysForFeature(feature, QgsRenderContext())
    renderer.stopRender(QgsRenderContext())
    labels = {item.ruleKey(): item.label() for item in layer.renderer().legendSymbolItems()}
    assert [labels[key] for key in keys if labels.get(key)] == [label]
    for part in layer.mapTipTemplate().split("[%")[1:]:
        expression = QgsExpression(part.split("%]")[0])
        assert not expression.hasParserError()
        assert expression.referencedColumns() <= {each.name for each in COLUMNS[style]}


def test_vehicles_are_drawn_of_the_first_times_and_hours_lost_of_each() -> None:
    result = VolumesResult(
        files=("volumes.gpkg",), counts=dict.fromkeys(VolumesResult.required_counts, 1),
        time_sets=("weekend", "Mon"), time_zone="UTC", min_drivers=5, driving_side="right",
    )  # fmt: skip
    volumes, stations, _ = KIND.files[0].tables
    assert volumes.styles is not None and stations.styles is not None
    styles = titled(volumes.styles(result, []), "right")
    assert list(styles) == ["Vehicles a day", "Hours lost, weekend", "Hours lost, Mon"]
    assert ["weekend" in qml for qml in styles.values()] == [True, True, False]
    assert len(titled(stations.styles(result, []), "right")) == 1
