"""QGIS' own network analysis on predicted roads, with the settings of the user guide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsDistanceArea,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)

#: Three junctions of a triangle, degrees.
A, B, C = (-8.600, 41.150), (-8.588, 41.150), (-8.594, 41.154)
SPEED = "speed_kmh_weekday_morning_peak"
#: Segments: from, to, direction, speed. A to B is one-way and slow; the way over C is two-way, and
#: slower backwards.
ROADS = (
    (A, B, "forward", 9.0),
    (A, C, "forward", 36.0),
    (C, A, "backward", 18.0),
    (C, B, "forward", 36.0),
    (B, C, "backward", 18.0),
)
#: As the user guide says: one-way along the line, without a field of directions.
SETTINGS = {"STRATEGY": 1, "DEFAULT_DIRECTION": 0, "SPEED_FIELD": SPEED}


@pytest.fixture(autouse=True)
def project(registry: Any) -> Iterator[None]:
    """A project in metres, whose lengths are ellipsoidal, as QGIS sets it."""
    made = QgsProject.instance()
    made.setCrs(QgsCoordinateReferenceSystem("EPSG:3857"), True)
    yield
    made.clear()


def predicted(roads: tuple[tuple[Any, ...], ...] = ROADS) -> QgsVectorLayer:
    """Predicted roads, each line in the direction of travel, with what routing reads."""
    columns = f"field=direction:string&field={SPEED}:double"
    layer = QgsVectorLayer(f"LineString?crs=EPSG:4326&{columns}", "roads", "memory")
    for begin, end, *values in roads:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromPolylineXY([QgsPointXY(*begin), QgsPointXY(*end)]))
        feature.setAttributes(values)
        assert layer.dataProvider().addFeature(feature)
    return layer


def metres(begin: tuple[float, float], end: tuple[float, float]) -> float:
    """The ellipsoidal distance."""
    measured = QgsDistanceArea()
    measured.setSourceCrs(
        QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance().transformContext()
    )
    measured.setEllipsoid("EPSG:7030")
    return measured.measureLine(QgsPointXY(*begin), QgsPointXY(*end))


def text(place: tuple[float, float]) -> str:
    return f"{place[0]},{place[1]} [EPSG:4326]"


def run(algorithm: str, **parameters: Any) -> dict[str, Any]:
    import processing  # not yet there where pytest-xdist reads this file

    form = {"INPUT": predicted(), "OUTPUT": "memory:", **SETTINGS, **parameters}
    return dict(processing.run(f"native:{algorithm}", form))


def fastest(
    begin: tuple[float, float], end: tuple[float, float], **parameters: Any
) -> tuple[list[tuple[float, float]], float]:
    """The junctions of the fastest path, and its seconds."""
    found = run(
        "shortestpathpointtopoint", START_POINT=text(begin), END_POINT=text(end), **parameters
    )
    (feature,) = found["OUTPUT"].getFeatures()
    places = [(round(p.x(), 6), round(p.y(), 6)) for p in feature.geometry().asPolyline()]
    return places, 3600 * found["TRAVEL_COST"]


def test_the_fastest_path_leaves_a_slow_road() -> None:
    places, seconds = fastest(A, B)
    assert places == [A, C, B]
    assert seconds == pytest.approx((metres(A, C) + metres(C, B)) / 10, rel=1e-6)


def test_a_fast_one_way_road_is_driven_along_its_line_only() -> None:
    roads = ((A, B, "forward", 72.0), *ROADS[1:])
    places, seconds = fastest(A, B, INPUT=predicted(roads))
    assert places == [A, B]
    assert seconds == pytest.approx(metres(A, B) / 20, rel=1e-6)
    places, seconds = fastest(B, A, INPUT=predicted(roads))
    assert places == [B, C, A]
    assert seconds == pytest.approx((metres(B, C) + metres(C, A)) / 5, rel=1e-6)


def test_the_field_of_directions_would_turn_lines_around() -> None:
    wrong = {"DIRECTION_FIELD": "direction", "VALUE_FORWARD": "forward"}
    with pytest.raises(QgsProcessingException, match="no route"):
        fastest(B, A, **wrong, VALUE_BACKWARD="backward")


def test_a_road_without_a_speed_is_not_driven_or_from_qgis_3_44_on_with_the_default_speed() -> None:
    layer = predicted((*ROADS[:2], (C, A, "backward", None), *ROADS[3:]))
    if Qgis.versionInt() < 34400:
        with pytest.raises(QgsProcessingException, match="no route"):
            fastest(B, A, INPUT=layer, DEFAULT_SPEED=36)
    else:
        places, seconds = fastest(B, A, INPUT=layer, DEFAULT_SPEED=36)
        assert places == [B, C, A]
        assert seconds == pytest.approx(metres(B, C) / 5 + metres(C, A) / 10, rel=1e-6)


def test_a_service_area_ends_where_the_time_is_used_up() -> None:
    found = run(
        "serviceareafrompoint",
        START_POINT=text(B),
        TRAVEL_COST2=100 / 3600,
        OUTPUT_LINES="memory:",
    )
    (lines,) = found["OUTPUT_LINES"].getFeatures()
    ((begin, end),) = lines.geometry().asMultiPolyline()
    assert (begin.x(), begin.y()) == pytest.approx(B)
    # 100 s at 18 km/h, towards C and not against the one-way road.
    assert metres(B, (end.x(), end.y())) == pytest.approx(500, rel=1e-4)
    assert end.y() > B[1]
