"""Roads that are predicted at times of the week and at each hour."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from osgeo import gdal
from predicted_roads import SEGMENTS, predicted_layer
from qgis.core import (
    Qgis,
    QgsDateTimeRange,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextScope,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDateTime, QSize
from qgis.PyQt.QtGui import QImage

from qgis_plugin.layers.map_tip import map_tip
from qgis_plugin.layers.printed_map import styles_to_print
from qgis_plugin.layers.roads import complete_roads, load_roads
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.layers.predicted_columns import hours_in, times_in
from trajganr_core.contract.layers.road_times import PLAYED_TITLE

TIMES = ("weekday morning peak", "Sat,Sun 22:00-05:00")
PEAK, NIGHT = "weekday_morning_peak", "sat_sun_2200_to_0500"


@pytest.fixture
def layer(tmp_path: Path) -> QgsVectorLayer:
    """Speeds, two time sets and all hours."""
    return predicted_layer(tmp_path / "roads.gpkg", ("speed",), TIMES, each_hour=True)


def alias_of(layer: QgsVectorLayer, name: str) -> str:
    return layer.attributeAlias(layer.fields().indexOf(name))


def image_of(layer: QgsVectorLayer, time: str) -> QImage:
    """The layer in a frame of the temporal controller, one hour from a time."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setExtent(layer.extent())
    settings.setOutputSize(QSize(200, 200))
    settings.setDestinationCrs(layer.crs())
    begin = QDateTime.fromString(time, "yyyy-MM-dd HH:mm")
    settings.setIsTemporal(True)
    settings.setTemporalRange(QgsDateTimeRange(begin, begin.addSecs(3600), True, False))
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(context)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def test_columns_are_named_after_their_times(layer: QgsVectorLayer) -> None:
    peak = "Traffic speed, space mean, weekday morning peak (km/h)"
    assert alias_of(layer, f"speed_kmh_{PEAK}") == peak
    night = "Passes behind the prediction, Sat,Sun 22:00-05:00"
    assert alias_of(layer, f"passes_{NIGHT}") == night
    assert alias_of(layer, "speed_kmh_weekend_07") == "Traffic speed on a weekend day, 07:00 (km/h)"
    travel = "Mean travel time, weekday morning peak (s)"
    assert alias_of(layer, f"travel_s_{PEAK}") == travel
    assert alias_of(layer, "travel_s") == "Mean travel time (s)"
    tabs = {tab.name(): tab.children() for tab in layer.editFormConfig().tabs()}
    assert list(tabs) == [
        "Road",
        "Traffic speed",
        *TIMES,
        "Hours of a weekday",
        "Hours of a weekend day",
    ]
    assert [len(tabs[name]) for name in list(tabs)[2:]] == [13, 13, 24, 24]


#: Styles of what is computed from speeds at a time of the week; the latter needs a free-flow speed.
OF_SPEEDS = ("Share of the limit", "Reliability")
OF_FREE_FLOW = ("Share of free flow", "Level of service")


def test_each_time_set_has_a_style(layer: QgsVectorLayer) -> None:
    titles = [f"Traffic speed, {name}" for name in TIMES]
    styles = {"Traffic speed", *titles, PLAYED_TITLE}
    styles |= {f"{what}, {name}" for what in (*OF_SPEEDS, *OF_FREE_FLOW) for name in TIMES}
    assert {*layer.styleManager().styles()} == styles
    assert layer.styleManager().currentStyle() == "Traffic speed"
    layer.styleManager().setCurrentStyle(titles[0])
    assert layer.renderer().classAttribute() == f'coalesce("speed_kmh_{PEAK}", -9999)'
    heading = layer.renderer().legendSymbolItems()[0].label()
    assert heading == f"Predicted speed, km/h, {TIMES[0]}"
    assert layer.mapTipTemplate()


def test_only_the_style_of_the_controller_follows_it(layer: QgsVectorLayer) -> None:
    manager, properties = layer.styleManager(), layer.temporalProperties()
    for style in (PLAYED_TITLE, "Traffic speed", PLAYED_TITLE):
        manager.setCurrentStyle(style)
        assert properties.isActive() == (style == PLAYED_TITLE)
    assert properties.mode() == Qgis.VectorTemporalMode.RedrawLayerOnly


def test_the_style_of_the_controller_draws_the_hour_of_its_day(layer: QgsVectorLayer) -> None:
    friday, saturday, sunday = "2026-11-27", "2026-11-28", "2026-11-29"
    layer.styleManager().setCurrentStyle(PLAYED_TITLE)
    noon = image_of(layer, f"{friday} 12:00")
    assert image_of(layer, f"{friday} 08:00") != noon
    assert image_of(layer, f"{saturday} 08:00") == noon
    assert image_of(layer, f"{sunday} 08:00") == noon
    layer.styleManager().setCurrentStyle("Traffic speed")
    assert image_of(layer, f"{friday} 08:00") == image_of(layer, f"{friday} 12:00")


def test_predictions_without_labels_are_drawn_and_printed_with_the_speed_first(
    tmp_path: Path,
) -> None:
    layer = predicted_layer(tmp_path / "roads.gpkg", ("slowdown",), ("whole week",))
    assert layer.styleManager().currentStyle() == "Traffic speed, whole week"
    assert list(styles_to_print(layer)) == ["speed", "slowdown"]


def test_a_layer_with_times_only_is_complete(tmp_path: Path) -> None:
    layer = predicted_layer(tmp_path / "roads.gpkg", (), TIMES[:1])
    assert layer.featureCount() == SEGMENTS
    titles = [f"{what}, {TIMES[0]}" for what in ("Traffic speed", *OF_SPEEDS)]
    assert {*layer.styleManager().styles()} == {*titles}
    assert layer.styleManager().currentStyle() == titles[0]
    with pytest.raises(TrajganrError) as caught:
        styles_to_print(layer)
    assert caught.value.code is Code.INPUT_FIELD
    assert "only speeds at times of the week" in caught.value.message


def test_a_layer_with_hours_only_is_complete(tmp_path: Path) -> None:
    layer = predicted_layer(tmp_path / "roads.gpkg", (), (), each_hour=True)
    assert layer.styleManager().styles() == [PLAYED_TITLE]
    assert layer.temporalProperties().isActive()


def test_times_and_their_zone_are_in_the_metadata(layer: QgsVectorLayer) -> None:
    history = QgsVectorLayer(layer.source(), "roads", "ogr").metadata().history()
    assert f"time_sets: {' | '.join(TIMES)}" in history
    assert "time_zone: Europe/Lisbon" in history


@pytest.mark.parametrize("known", ["", "nonsense | <b>x</b> | Mon-Fri 07:00-08:00", "|" * 5000])
def test_unknown_time_sets_are_named_after_their_columns(known: str) -> None:
    names = [f"{kind}_{slug}" for slug in (PEAK, NIGHT) for kind in ("speed_kmh", "passes")]
    assert [each.title for each in times_in(names, known)] == [
        "weekday morning peak",
        "sat sun 2200 to 0500",
    ]


def test_other_columns_of_speeds_are_no_time_sets() -> None:
    names = ["speed_kmh", "speed_kmh_low", "speed_kmh_high", "speed_kmh_mine", "passes"]
    assert not times_in(names)
    hostile = "<img src=x>[% env('HOME') %]"
    assert not times_in([f"speed_kmh_{hostile}", f"passes_{hostile}"])
    assert not hours_in([*names, "speed_kmh_weekday_24", "speed_kmh_workday_07"])


def test_a_file_with_damaged_time_sets_is_still_loaded(tmp_path: Path) -> None:
    path = tmp_path / "roads.gpkg"
    predicted_layer(path, ("speed",), TIMES, each_hour=True)
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    table = dataset.GetLayerByName("roads")
    table.SetMetadata({**table.GetMetadata(), "TIME_SETS": "<img src=x> | 25:00-26:00 |"})
    del table
    dataset.Close()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DELETE FROM layer_styles WHERE styleName LIKE '%Sun%'")
    complete_roads(path, {})
    layer = load_roads(path, "roads")
    title = "Traffic speed, space mean, sat sun 2200 to 0500 (km/h)"
    assert alias_of(layer, f"speed_kmh_{NIGHT}") == title


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("passes", "weekday morning peak: 32 km/h (28–37), 12 passes"),
        ("few passes", "weekday morning peak: 32 km/h (28–37), few or no passes"),
        ("prior", "weekday morning peak: 32 km/h (28–37), no passes on any road at these times"),
    ],
)
def test_the_map_tip_has_a_line_for_each_time_set(basis: str, words: str) -> None:
    values = {
        f"speed_kmh_{PEAK}": 32.4,
        f"speed_kmh_low_{PEAK}": 27.6,
        f"speed_kmh_high_{PEAK}": 36.9,
        f"passes_{PEAK}": 12,
        f"basis_{PEAK}": basis,
    }
    assert words in shown_tip(values)


def test_the_map_tip_of_a_speed_without_interval_or_without_a_speed() -> None:
    values = {f"speed_kmh_{PEAK}": 32.4, f"passes_{PEAK}": 12, f"basis_{PEAK}": "passes"}
    ends = {f"speed_kmh_low_{PEAK}": None, f"speed_kmh_high_{PEAK}": None}
    assert "weekday morning peak: 32 km/h, 12 passes" in shown_tip(values | ends)
    assert "peak: not predicted" in shown_tip(dict.fromkeys(values))


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("", "weekday, 08:00: 20 km/h"),
        ("2026-11-27 08:00", "weekday, 08:00: 20 km/h"),
        ("2026-11-28 23:00", "weekend day, 23:00: 41 km/h"),
        ("2026-11-29 00:00", "weekend day, 00:00: not predicted"),
    ],
)
def test_the_map_tip_has_the_hour_of_the_controller(time: str, words: str) -> None:
    values = {"speed_kmh_weekday_08": 20.1, "speed_kmh_weekend_23": 41.2}
    assert words in shown_tip(values, time)


def shown_tip(values: dict[str, object], time: str = "") -> str:
    fields = "&".join(
        f"field={name}:{'string' if name.startswith('basis') else 'double'}" for name in values
    )
    layer = QgsVectorLayer(f"None?{fields}", "roads", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes(list(values.values()))
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature)
    if time:
        scope = QgsExpressionContextScope()
        scope.setVariable("map_start_time", QDateTime.fromString(time, "yyyy-MM-dd HH:mm"))
        context.appendScope(scope)
    return QgsExpression.replaceExpressionText(map_tip(list(values)), context)
