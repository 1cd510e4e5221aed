"""Drawing a corridor on the map."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from plugin_tools import MenuRecorder
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QSignalSpy, QTest

from qgis_plugin.gui import corridor_tool
from qgis_plugin.gui.corridor_tool import CorridorEntry, CorridorTool
from qgis_plugin.layers import road_ways
from qgis_plugin.layers.links import link, links_of
from qgis_plugin.layers.roles import content_of
from qgis_plugin.processing.provider import TrajganrProvider

WGS84 = QgsCoordinateReferenceSystem("EPSG:4326")
MAP = QgsCoordinateReferenceSystem("EPSG:3857")
#: A street with a bend, a street that goes on from it, and one that meets neither; in degrees.
WEST, BEND, EAST, NORTH = (-8.62, 41.15), (-8.615, 41.15), (-8.61, 41.152), (-8.61, 41.156)
STREETS = ((WEST, BEND, EAST), (EAST, NORTH), ((-8.618, 41.155), (-8.614, 41.155)))
#: A one-way street that goes on from the second one.
ONE_WAY = (NORTH, (-8.605, 41.156))
BUNDLE = "porto-1"


@pytest.fixture
def roads() -> Iterator[QgsVectorLayer]:
    """Both directions of the streets, at two times of the week."""
    layer = QgsVectorLayer("LineString?crs=EPSG:4326&field=edge:int8", "Roads", "memory")
    for number in range(4 * len(STREETS)):
        way = STREETS[number % len(STREETS)]
        feature = QgsFeature(layer.fields())
        points = [QgsPointXY(*point) for point in way]
        feature.setGeometry(QgsGeometry.fromPolylineXY(points[:: 1 if number % 2 else -1]))
        feature.setAttributes([number % (2 * len(STREETS))])
        layer.dataProvider().addFeatures([feature])
    one_way = QgsFeature(layer.fields())
    one_way.setGeometry(QgsGeometry.fromPolylineXY([QgsPointXY(*point) for point in ONE_WAY]))
    one_way.setAttributes([99])
    layer.dataProvider().addFeatures([one_way])
    link(layer, {"bundle": BUNDLE})
    QgsProject.instance().addMapLayer(layer)
    yield layer
    QgsProject.instance().removeAllMapLayers()


@pytest.fixture
def canvas(qgis_canvas: QgsMapCanvas) -> QgsMapCanvas:
    qgis_canvas.setDestinationCrs(MAP)
    around = QgsRectangle(-8.622, 41.148, -8.607, 41.158)
    transform = QgsCoordinateTransform(WGS84, MAP, QgsProject.instance())
    qgis_canvas.setExtent(transform.transformBoundingBox(around))
    return qgis_canvas


@pytest.fixture
def tool(canvas: QgsMapCanvas, roads: QgsVectorLayer) -> Iterator[CorridorTool]:
    made = CorridorTool(canvas)
    made.follow(roads)
    yield made
    made.remove()


def click(
    tool: CorridorTool, place: tuple[float, float], button: Any = Qt.MouseButton.LeftButton
) -> None:
    transform = QgsCoordinateTransform(WGS84, MAP, QgsProject.instance())
    canvas = tool.canvas()
    pixel = canvas.getCoordinateTransform().transform(transform.transform(QgsPointXY(*place)))
    QTest.mouseClick(canvas.viewport(), button, pos=pixel.toQPointF().toPoint())


def press(tool: CorridorTool, key: Qt.Key) -> None:
    QTest.keyClick(tool.canvas(), key)


def has(way: list[QgsPointXY], *places: tuple[float, float]) -> bool:
    """Whether a way is at places, to a pixel, in this order."""
    wanted = iter(places)
    place = next(wanted)
    for point in way:
        if point.distance(*place) < 3e-4:
            place = next(wanted, None)
            if place is None:
                return True
    return False


def test_the_way_follows_the_roads_between_clicks(tool: CorridorTool) -> None:
    drawn = QSignalSpy(tool.drawn)
    click(tool, (-8.618, 41.1501))
    click(tool, (-8.6101, 41.1545))
    shown = tool._band.boundingRect()
    assert min(shown.width(), shown.height()) > 5
    click(tool, NORTH, Qt.MouseButton.RightButton)
    assert not tool._band.asGeometry()
    (way,) = drawn[0]
    assert has(way, (-8.618, 41.15), BEND, EAST, (-8.61, 41.1545))


def test_keys_take_back_end_and_cancel(tool: CorridorTool) -> None:
    drawn, cancelled = QSignalSpy(tool.drawn), QSignalSpy(tool.cancelled)
    click(tool, WEST)
    press(tool, Qt.Key.Key_Return)  # of one place
    assert not drawn
    click(tool, EAST)
    click(tool, NORTH)
    press(tool, Qt.Key.Key_Backspace)
    press(tool, Qt.Key.Key_Return)
    (way,) = drawn[0]
    assert has(way, WEST, BEND, EAST)
    assert not has(way, NORTH)
    assert not cancelled
    tool.follow(QgsProject.instance().mapLayersByName("Roads")[0])
    click(tool, WEST)
    press(tool, Qt.Key.Key_Escape)
    assert len(cancelled) == 1
    press(tool, Qt.Key.Key_Return)
    assert len(drawn) == 1


def test_a_road_layer_that_is_removed_ends_the_drawing(tool: CorridorTool) -> None:
    cancelled = QSignalSpy(tool.cancelled)
    click(tool, WEST)
    QgsProject.instance().removeAllMapLayers()
    assert len(cancelled) == 1
    click(tool, EAST)


def test_a_corridor_is_drawn_without_a_mouse(tool: CorridorTool) -> None:
    drawn, transform = QSignalSpy(tool.drawn), QgsCoordinateTransform(WGS84, MAP, QgsProject())
    for place in (WEST, (EAST[0] + 0.0005, EAST[1])):
        tool.canvas().setCenter(transform.transform(QgsPointXY(*place)))
        press(tool, Qt.Key.Key_Insert)
    press(tool, Qt.Key.Key_Enter)
    (way,) = drawn[0]
    assert has(way, WEST, BEND, EAST)


def test_a_one_way_street_is_followed_in_its_direction_only(tool: CorridorTool) -> None:
    drawn, failed = QSignalSpy(tool.drawn), QSignalSpy(tool.failed)
    beyond = (-8.607, 41.156)
    for way in ((EAST, beyond), (beyond, EAST)):
        tool.follow(QgsProject.instance().mapLayersByName("Roads")[0])
        for place in way:
            click(tool, place)
        press(tool, Qt.Key.Key_Enter)
    (way,) = drawn[0]
    assert has(way, EAST, NORTH, beyond)
    assert len(drawn) == len(failed) == 1


def test_the_way_does_not_turn_back_at_a_corner(tool: CorridorTool) -> None:
    failed = QSignalSpy(tool.failed)
    for place in (WEST, (-8.613, 41.1508), (-8.618, 41.15)):
        click(tool, place)
    assert len(failed) == 1


def test_a_click_that_cannot_be_reached_says_why(
    tool: CorridorTool, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = QSignalSpy(tool.failed)
    click(tool, (-8.595, 41.153))
    click(tool, WEST)
    click(tool, (-8.616, 41.155))
    monkeypatch.setattr(road_ways, "MAX_ROADS", 2)
    tool.follow(QgsProject.instance().mapLayersByName("Roads")[0])
    click(tool, WEST)
    said = [error.message for (error,) in failed]
    assert [text.split()[0] for text in said] == ["No", "The", "The"]
    assert "do not connect" in said[1]
    assert "more than 2 roads" in said[2]


def test_the_form_opens_with_what_was_drawn(
    iface: MenuRecorder,
    provider: TrajganrProvider,
    canvas: QgsMapCanvas,
    roads: QgsVectorLayer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    forms: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(corridor_tool, "open_form", lambda *form: forms.append(form))
    entry = CorridorEntry(iface, "TrajGANR")
    entry.action.trigger()
    for place in (EAST, WEST):
        click(entry.tool, place)
    press(entry.tool, Qt.Key.Key_Enter)
    ((algorithm, filled_in),) = forms
    declared = provider.algorithm(algorithm.removeprefix("trajganr:"))
    assert filled_in.keys() <= {each.name() for each in declared.parameterDefinitions()}
    layer = QgsProject.instance().mapLayer(filled_in["ROUTE"])
    assert filled_in["BUNDLE"] == links_of(layer)["bundle"] == BUNDLE
    assert content_of(layer) == "Corridor"
    (feature,) = layer.getFeatures()
    assert has(feature.geometry().asPolyline(), EAST, BEND, WEST)
    entry.leave()
    assert iface.menu == []


def test_without_roads_of_a_study_area_the_message_says_what_to_load(iface: MenuRecorder) -> None:
    entry = CorridorEntry(iface, "TrajGANR")
    entry.action.trigger()
    assert (
        "Load predicted roads" in iface.messageBar().get_messages(Qgis.MessageLevel.Warning).pop()
    )
    entry.leave()
