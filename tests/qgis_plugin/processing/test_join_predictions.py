"""The analyst's own roads with predictions as further fields."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from drawing import drawn, inked_rows
from plugin_tools import checked, memory_layer, run
from qgis.core import (
    NULL,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsGeometry,
    QgsLayerMetadata,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsSymbolLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from qgis_plugin.layers.described import offer_styles
from qgis_plugin.layers.joined_styles import joined_styles
from trajganr_core.contract.layers.geopackage_styles import stored_styles
from trajganr_core.contract.layers.map_classes import POPULARITY_COLOURS, SPEED_COLOURS
from trajganr_core.contract.layers.road_times import PLAYED_TITLE
from trajganr_core.contract.layers.styles import OFFSET_MM

LINE = "LineString(0 0, 0.001 0)"
FIELDS = {
    "source_fid": "integer",
    "direction": "string",
    "length_m": "double",
    "trips": "integer",
    "basis": "string",
    "caution": "string",
    "speed_kmh": "double",
    "speed_kmh_low": "double",
    "speed_kmh_high": "double",
    "popularity": "string",
    "popularity_class": "integer",
    "popularity_set": "string",
    "braking_per_km": "double",
    "braking_per_km_low": "double",
    "braking_per_km_high": "double",
    "slowdown_mps2": "double",
    "slowdown_mps2_low": "double",
    "slowdown_mps2_high": "double",
}
USUAL = {
    "length_m": 100.0,
    "trips": 3,
    "basis": "trips",
    "speed_kmh": 30.0,
    "speed_kmh_low": 25.0,
    "speed_kmh_high": 35.0,
    "popularity": "medium",
    "popularity_class": 2,
    "popularity_set": "medium",
    "braking_per_km": 0.5,
    "braking_per_km_low": 0.2,
    "braking_per_km_high": 0.9,
    "slowdown_mps2": 0.1,
    "slowdown_mps2_low": 0.0,
    "slowdown_mps2_high": 0.2,
}


def roads() -> QgsVectorLayer:
    """Three roads with a field of their own, whose ids are 1 to 3."""
    return memory_layer("LineString", "surface:string", [LINE] * 3, ["a", "b", "c"], "roads")


def predictions(*segments: dict[str, Any]) -> QgsVectorLayer:
    """A layer of predicted segments."""
    columns = "&".join(f"field={name}:{kind}" for name, kind in FIELDS.items())
    layer = QgsVectorLayer(f"LineString?crs=EPSG:4326&{columns}", "predicted", "memory")
    for segment in segments:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(LINE))
        feature.setAttributes([(USUAL | segment).get(name) for name in FIELDS])
        assert layer.dataProvider().addFeature(feature)
    return layer


#: Road 1 is two segments in each direction, road 2 one-way, road 3 was not predicted.
SEGMENTS = (
    {"source_fid": 1, "direction": "forward", "speed_kmh": 20.0, "speed_kmh_low": 15.0},
    {
        "source_fid": 1,
        "direction": "forward",
        "length_m": 300.0,
        "speed_kmh": 40.0,
        "speed_kmh_high": 50.0,
        "popularity": "high",
        "popularity_class": 3,
        "popularity_set": "high; very high",
        "trips": 1,
        "basis": "images",
    },
    {"source_fid": 1, "direction": "backward", "braking_per_km": 1.5, "slowdown_mps2": 0.3},
    {"source_fid": 1, "direction": "backward", "speed_kmh_low": None, "caution": "far"},
    {"source_fid": 2, "direction": "forward"},
)


def join(**parameters: Any) -> list[dict[str, Any]]:
    """The rows of the joined layer, in the order of the roads."""
    result = run(
        "joinpredictions",
        **{
            "ROADS": roads(),
            "PREDICTIONS": predictions(*SEGMENTS),
            "OUTPUT": "memory:",
            **parameters,
        },
    )
    return [
        {name: feature[name] for name in feature.fields().names()}
        for feature in result["OUTPUT"].getFeatures()
    ]


def test_each_direction_has_separate_fields() -> None:
    first, second, third = join()
    assert [row["surface"] for row in (first, second, third)] == ["a", "b", "c"]
    assert first["fwd_speed_kmh"] == 35.0  # by length: a quarter at 20, the rest at 40
    assert (first["fwd_speed_kmh_low"], first["fwd_speed_kmh_high"]) == (15.0, 50.0)
    assert first["fwd_popularity"] == "high"
    assert first["fwd_popularity_class"] == 3
    assert first["fwd_popularity_set"] == "medium; high; very high"
    assert (first["fwd_trips"], first["bwd_trips"]) == (1, 3)
    assert first["fwd_basis"] == "trips; images"
    assert first["bwd_braking_per_km"] == 1.0
    assert second["fwd_speed_kmh"] == 30.0


def test_unknown_predictions_are_null() -> None:
    first, second, third = join()
    assert first["bwd_speed_kmh_low"] == NULL  # one of its segments has no interval
    assert first["bwd_speed_kmh"] == 30.0
    assert all(value == NULL for name, value in second.items() if name.startswith("bwd_"))
    assert all(value == NULL for name, value in third.items() if name != "surface")


def test_both_directions_can_be_averaged() -> None:
    first = join(DIRECTIONS="mean")[0]
    assert first["speed_kmh"] == pytest.approx((20 + 3 * 40 + 30 + 30) / 6, abs=1e-4)
    assert first["caution"] == "far"


def test_the_worse_direction_is_slower_with_more_braking_and_slow_downs() -> None:
    first = join(DIRECTIONS="worse")[0]
    assert first["speed_kmh"] == 30.0
    assert first["speed_kmh_low"] == NULL  # of the same direction
    assert first["braking_per_km"] == 1.0
    assert first["slowdown_mps2"] == 0.2
    assert first["popularity_class"] == 2  # of both: half of the length is medium


def test_ids_can_be_in_a_field() -> None:
    own = memory_layer("LineString", "osm_id:string", [LINE] * 2, ["2", "1"])
    rows = join(ROADS=own, ID_FIELD="osm_id", DIRECTIONS="mean")
    assert [row["osm_id"] for row in rows] == ["2", "1"]
    assert rows[0]["speed_kmh"] == 30.0
    assert rows[1]["speed_kmh"] != 30.0


def test_existing_field_names_are_refused_before_the_run() -> None:
    own = memory_layer("LineString", "speed_kmh:double", [LINE], [50.0])
    form = {
        "ROADS": own,
        "PREDICTIONS": predictions(*SEGMENTS),
        "DIRECTIONS": "mean",
        "OUTPUT": "memory:",
    }
    is_fine, reason = checked("joinpredictions", **form)
    assert not is_fine
    assert "speed_kmh" in reason
    assert checked("joinpredictions", **form, PREFIX="p_")[0]
    assert join(ROADS=own, DIRECTIONS="mean", PREFIX="p_")[0]["speed_kmh"] == 50.0


def test_a_layer_without_predictions_is_refused() -> None:
    is_fine, reason = checked(
        "joinpredictions", ROADS=roads(), PREDICTIONS=roads(), OUTPUT="memory:"
    )
    assert not is_fine
    assert "INPUT.FIELD" in reason


def test_predictions_are_not_joined_to_predictions() -> None:
    predicted = predictions(*SEGMENTS)
    is_fine, reason = checked(
        "joinpredictions", ROADS=predicted, PREDICTIONS=predicted, OUTPUT="memory:"
    )
    assert not is_fine
    assert "is itself a layer of predicted roads" in reason


def test_roads_of_another_layer_are_an_error() -> None:
    other = predictions({"source_fid": 77, "direction": "forward"})
    with pytest.raises(QgsProcessingException, match=r"(?s)None of the 3 roads.*\[INPUT\.EMPTY\]"):
        run("joinpredictions", ROADS=roads(), PREDICTIONS=other, OUTPUT="memory:")


def test_a_cancel_is_an_error() -> None:
    feedback = QgsProcessingFeedback()
    feedback.cancel()
    form = {"ROADS": roads(), "PREDICTIONS": predictions(*SEGMENTS), "OUTPUT": "memory:"}
    with pytest.raises(QgsProcessingException, match=r"JOB\.CANCELLED"):
        run("joinpredictions", feedback, **form)


@pytest.mark.parametrize("directions", ["separate", "mean"])
def test_the_file_contains_styles_aliases_and_attribution(
    directions: str, tmp_path: Path, qgis_new_project: None
) -> None:
    path = tmp_path / "joined.gpkg"
    predicted = predictions(*SEGMENTS)
    metadata = predicted.metadata()
    metadata.setHistory(["model: m"])
    metadata.setLicenses(["ODbL 1.0"])
    predicted.setMetadata(metadata)
    join_into = {"ROADS": roads(), "PREDICTIONS": predicted, "OUTPUT": str(path)}
    run("joinpredictions", **join_into, DIRECTIONS=directions)
    options = QgsVectorLayer.LayerOptions()
    options.loadAllStoredStyles = True
    layer = QgsVectorLayer(str(path), "joined", "ogr", options)
    styles = layer.styleManager()
    assert styles.currentStyle() == "Traffic speed"
    assert set(styles.styles()) == {
        "Traffic speed",
        "Road popularity",
        "Hard braking",
        "Slow-down intensity",
    }
    name = {"separate": "fwd_speed_kmh", "mean": "speed_kmh"}[directions]
    assert "Traffic speed (km/h)" in layer.attributeDisplayName(layer.fields().indexOf(name))
    assert "model: m" in layer.metadata().history()
    assert layer.metadata().licenses() == ["ODbL 1.0"]


NUMBERED = {"edge": "integer", **FIELDS}


def numbered(*segments: dict[str, Any], **fields: str) -> QgsVectorLayer:
    """Directed segments with numbers, with the fields of predictions or those given."""
    columns = fields or NUMBERED
    text = "&".join(f"field={name}:{kind}" for name, kind in columns.items())
    layer = QgsVectorLayer(f"LineString?crs=EPSG:4326&{text}", "segments", "memory")
    for segment in segments:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(LINE))
        feature.setAttributes([(USUAL | segment).get(name) for name in columns])
        assert layer.dataProvider().addFeature(feature)
    return layer


#: A road that is cut in two: neither its id nor the direction tells the segments apart.
CUT = (
    {"edge": 0, "source_fid": 1, "direction": "forward", "speed_kmh": 20.0},
    {"edge": 1, "source_fid": 1, "direction": "backward", "speed_kmh": 25.0},
    {"edge": 2, "source_fid": 1, "direction": "forward", "speed_kmh": 40.0},
)
EXPORTED = {"edge": "integer", "source_fid": "integer", "direction": "string"}


def test_directed_segments_are_joined_by_edge() -> None:
    own = numbered(*CUT[::-1], **EXPORTED)
    rows = join(ROADS=own, PREDICTIONS=numbered(*CUT))
    assert [(row["edge"], row["speed_kmh"]) for row in rows] == [(2, 40.0), (1, 25.0), (0, 20.0)]
    assert not any(name.startswith(("fwd_", "bwd_")) for name in rows[0])


def test_edges_of_another_network_are_refused() -> None:
    own = numbered({**CUT[0], "source_fid": 7}, **EXPORTED)
    with pytest.raises(
        QgsProcessingException, match=r"(?s)edge 0 belongs to different.*\[INPUT\.FIELD\]"
    ):
        join(ROADS=own, PREDICTIONS=numbered(*CUT))


def test_joined_segments_are_drawn_on_their_side(tmp_path: Path) -> None:
    path = str(tmp_path / "joined.gpkg")
    own = numbered(*CUT[:1], **EXPORTED)
    run("joinpredictions", ROADS=own, PREDICTIONS=numbered(*CUT), PREFIX="p_", OUTPUT=path)
    layer = QgsVectorLayer(path, "joined", "ogr")
    _, rule, *_ = layer.renderer().rootRule().children()
    assert "p_speed_kmh" in rule.filterExpression()
    offset = QgsSymbolLayer.Property.PropertyOffset
    assert rule.symbol().symbolLayer(0).dataDefinedProperties().isActive(offset)


def styled(directions: str, values: dict[str, Any], driving: str) -> QgsVectorLayer:
    names = {f"{mark}{name}": kind for mark in MARKS[directions] for name, kind in FIELDS.items()}
    columns = "&".join(f"field={name}:{kind}" for name, kind in names.items())
    layer = QgsVectorLayer(f"LineString?crs=EPSG:3857&{columns}", "roads", "memory")
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromWkt("LineString(0 0, 100 0)"))
    feature.setAttributes([values.get(name) for name in names])
    assert layer.dataProvider().addFeature(feature)
    offer_styles(layer, joined_styles(layer, directions, "", driving))
    return layer


MARKS = {"separate": ("fwd_", "bwd_"), "mean": ("",)}


def sides(
    directions: str, values: dict[str, Any], style: str, driving: str = "right"
) -> tuple[set[str], set[str]]:
    """The colours above (left of) a road that is drawn eastwards, and those below."""
    layer = styled(directions, values, driving)
    layer.styleManager().setCurrentStyle(style)
    image = drawn(layer)
    rows = inked_rows(image)
    halves = [y for y in rows if y < 50], [y for y in rows if y >= 50]
    left, right = (
        {image.pixelColor(x, y).name() for y in half for x in range(100)} - {"#ffffff"}
        for half in halves
    )
    return left, right


def both(forward: dict[str, Any], backward: dict[str, Any]) -> dict[str, Any]:
    return {f"fwd_{name}": value for name, value in forward.items()} | {
        f"bwd_{name}": value for name, value in backward.items()
    }


CERTAIN = {"speed_kmh_low": 30.0, "speed_kmh_high": 30.0, "basis": "trips"}
SLOW, FAST = SPEED_COLOURS[1], SPEED_COLOURS[5]


def test_each_side_of_a_road_shows_one_direction() -> None:
    values = both({**CERTAIN, "speed_kmh": 10.0}, {**CERTAIN, "speed_kmh": 80.0})
    left, right = sides("separate", values, "Traffic speed")
    assert FAST in left
    assert FAST not in right
    assert SLOW in right
    assert SLOW not in left


def test_sides_are_swapped_in_left_hand_traffic() -> None:
    values = both({**CERTAIN, "speed_kmh": 10.0}, {**CERTAIN, "speed_kmh": 80.0})
    left, right = sides("separate", values, "Traffic speed", "left")
    assert SLOW in left
    assert FAST in right


def test_joined_roads_are_drawn_on_the_side_of_the_predictions(tmp_path: Path) -> None:
    predicted = predictions(*SEGMENTS)
    metadata = predicted.metadata()
    metadata.setHistory(["driving_side: left"])
    predicted.setMetadata(metadata)
    path = str(tmp_path / "joined.gpkg")
    run("joinpredictions", ROADS=roads(), PREDICTIONS=predicted, OUTPUT=path)
    styles = stored_styles(Path(path), "joined")
    assert f"(-{OFFSET_MM})" in styles["Traffic speed"]


def test_classes_are_drawn_by_direction() -> None:
    certain = {"popularity_set": "low", "basis": "trips"}
    values = both({**certain, "popularity_class": 4}, {**certain, "popularity_class": 3})
    left, right = sides("separate", values, "Road popularity")
    assert POPULARITY_COLOURS[3] in left
    assert POPULARITY_COLOURS[4] in right


def test_a_missing_direction_is_not_drawn() -> None:
    left, right = sides("separate", both({**CERTAIN, "speed_kmh": 10.0}, {}), "Traffic speed")
    assert not left
    assert SLOW in right


def test_a_direction_without_a_prediction_is_grey() -> None:
    values = both({**CERTAIN, "speed_kmh": 10.0}, {"basis": "place only"})
    left, _ = sides("separate", values, "Traffic speed")
    assert all(QColor(name).hsvSaturation() < 10 for name in left)
    assert left


def test_a_combined_value_is_drawn_without_offset() -> None:
    left, right = sides("mean", {**CERTAIN, "speed_kmh": 10.0}, "Traffic speed")
    assert SLOW in left
    assert SLOW in right


PEAK = "weekday_morning_peak"
TIMES = {
    f"speed_kmh_{PEAK}": "double",
    f"speed_kmh_low_{PEAK}": "double",
    f"travel_s_{PEAK}": "double",
    f"passes_{PEAK}": "integer",
    f"expected_passes_{PEAK}": "double",
    f"basis_{PEAK}": "string",
    "speed_kmh_weekday_08": "double",
}


def timed(*segments: tuple[int, str, float, float | None, str]) -> QgsVectorLayer:
    """Segments with a speed at times of the week and at an hour, and no prediction of a task.

    Each has a road, a direction, a length, a speed, and what it rests on.
    """
    fields = {**{name: FIELDS[name] for name in ("source_fid", "direction", "length_m")}, **TIMES}
    columns = "&".join(f"field={name}:{kind}" for name, kind in fields.items())
    layer = QgsVectorLayer(f"LineString?crs=EPSG:4326&{columns}", "predicted", "memory")
    about = QgsLayerMetadata()
    about.setHistory(["time_sets: weekday morning peak"])
    layer.setMetadata(about)
    for road, direction, length, speed, basis in segments:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(LINE))
        low = None if speed is None else speed - 5
        passes = int(length)
        travel_s = None if speed is None else 3.6 * length / speed
        known = [road, direction, length, speed, low, travel_s, passes, length / 10, basis, speed]
        feature.setAttributes(known)
        assert layer.dataProvider().addFeature(feature)
    return layer


TIMED = (
    (1, "forward", 100.0, 20.0, "passes"),
    (1, "forward", 300.0, 60.0, "few passes"),
    (1, "backward", 400.0, 50.0, "passes"),
    (2, "forward", 100.0, None, "prior"),
)


def test_speeds_at_times_of_the_week_are_joined_by_their_travel_times() -> None:
    rows = join(PREDICTIONS=timed(*TIMED))
    assert rows[0][f"fwd_speed_kmh_{PEAK}"] == 40.0  # 400 m in 18 s + 18 s
    assert rows[0]["fwd_speed_kmh_weekday_08"] == 40.0
    assert rows[0][f"fwd_speed_kmh_low_{PEAK}"] == 15.0
    assert rows[0][f"fwd_passes_{PEAK}"] == 100
    assert rows[0][f"fwd_expected_passes_{PEAK}"] == 25.0  # 10 on 100 m, 30 on 300 m
    assert rows[0][f"fwd_basis_{PEAK}"] == "passes; few passes"
    assert rows[0][f"bwd_speed_kmh_{PEAK}"] == 50.0
    assert rows[1][f"fwd_speed_kmh_{PEAK}"] == NULL
    assert rows[2][f"bwd_speed_kmh_{PEAK}"] == NULL


def test_the_worse_direction_at_a_time_is_the_slower_one() -> None:
    (row, *_) = join(PREDICTIONS=timed(*TIMED), DIRECTIONS="worse")
    assert row[f"speed_kmh_{PEAK}"] == 40.0
    assert row[f"basis_{PEAK}"] == "passes; few passes"
    assert row["speed_kmh_weekday_08"] == 40.0


@pytest.mark.parametrize("directions", ["separate", "mean"])
def test_joined_times_have_aliases_and_styles(tmp_path: Path, directions: str) -> None:
    path = tmp_path / "joined.gpkg"
    form = {"ROADS": roads(), "PREDICTIONS": timed(*TIMED), "DIRECTIONS": directions}
    run("joinpredictions", PREFIX="t_", OUTPUT=str(path), **form)
    layer = QgsVectorLayer(f"{path}|layername=joined", "joined", "ogr")
    mark, begin = ("t_fwd_", "Forwards: ") if directions == "separate" else ("t_", "")
    index = layer.fields().indexOf(f"{mark}speed_kmh_{PEAK}")
    title = "Traffic speed, space mean, weekday morning peak (km/h)"
    assert layer.attributeAlias(index) == begin + title
    styles = stored_styles(path, "joined")
    assert list(styles) == ["Traffic speed, weekday morning peak", PLAYED_TITLE]
    offer_styles(layer, styles)
    (_, first, *_) = layer.renderer().rootRule().children()
    assert f'"{mark}speed_kmh_{PEAK}" >= 90' in first.filterExpression()
    layer.styleManager().setCurrentStyle(PLAYED_TITLE)
    (_, first, *_) = layer.renderer().rootRule().children()
    assert (
        f"array('{mark}speed_kmh_weekend_', '{mark}speed_kmh_weekday_'" in first.filterExpression()
    )
    assert layer.temporalProperties().isActive()
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(next(layer.getFeatures()))
    classes = [
        rule.label()
        for rule in layer.renderer().rootRule().children()
        if QgsExpression(rule.filterExpression()).evaluate(context)
    ]
    # Without the controller: at 8 on a weekday, 40 km/h forwards, 50 km/h backwards.
    assert classes == ["45 – 60 km/h"] * (directions == "separate") + ["30 – 45 km/h"]


@pytest.mark.parametrize(
    ("kind", "values", "kept"),
    [
        ("integer", [7, 8, 9], "fid"),
        ("integer", [7, 7, 9], "fid_of_road"),
        ("string", ["a", "b", "c"], "fid_of_road"),
    ],
)
def test_a_geopackage_keeps_the_values_of_a_field_that_is_no_key(
    kind: str, values: list[Any], kept: str, tmp_path: Path
) -> None:
    own = memory_layer("LineString", f"fid:{kind}", [LINE] * 3, values, "roads")
    path = str(tmp_path / "joined.gpkg")
    run("joinpredictions", ROADS=own, PREDICTIONS=predictions(*SEGMENTS), OUTPUT=path)
    assert [road[kept] for road in QgsVectorLayer(path, "joined", "ogr").getFeatures()] == values
