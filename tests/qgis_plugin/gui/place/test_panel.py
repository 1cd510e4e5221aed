"""Queries about clicked places."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from fake_jobs import SOUTH, WEST
from fake_places import EDGES, PICTURE
from place_map import (
    BBOX,
    FARTHER,
    ON_OTHER,
    ON_ROAD,
    OUTSIDE,
    PIXEL,
    Map,
    choose,
    listing,
    pick,
    rows,
)
from plugin_tools import MenuRecorder
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas, QgsMapToolPan
from qgis.PyQt.QtCore import Qt, QTimeZone
from qgis.PyQt.QtWidgets import QApplication

from qgis_plugin import settings
from qgis_plugin.client import session
from qgis_plugin.client.catalogue import CATALOGUE
from qgis_plugin.gui.place import trips
from qgis_plugin.gui.place.panel import PlacePanel
from qgis_plugin.plugin import TrajganrPlugin


def test_a_click_shows_predictions_trips_and_embedding(clicks: Map) -> None:
    clicks.ask(ON_ROAD)
    panel = clicks.panel
    blocks = panel._predictions._blocks
    assert "(km/h)</b>: 0.50 (0.50 – 0.50)" in blocks["speed"]._text.text()
    assert "medium (between medium and high)" in blocks["popularity"]._text.text()
    assert "food, 50 %" in blocks["aoi"]._text.text()
    assert "trips and image (trips: 40, street views: 1)" in panel._predictions._basis.text()
    assert panel._trips._count.text() == "40 trips pass here; 20 of them are listed."
    assert rows(panel._trips._list)[0] == ["01:00:30", "2013-07-01", "20 km/h", "trip 0"]
    assert rows(panel._trips._list)[6][2] == "–"
    assert clicks.marks() == [True, True, True]
    assert panel._marks._trips.asGeometry().constGet().numGeometries() == 20
    assert panel._marks.label.text.split("\n")[-1] == "and 17 more"


def test_the_photo_arrives_after_the_predictions(clicks: Map) -> None:
    clicks.ask(ON_ROAD)
    photo = clicks.panel._photo
    assert clicks.answers[-1].photo.image == PICTURE
    clicks.qtbot.waitUntil(lambda: photo.has_arrived)
    assert "facing east (90°)" in photo._caption.text()
    assert "© Mapillary contributors" in photo._caption.text()
    clicks.ask(FARTHER)
    assert not photo.has_arrived
    assert photo._caption.text() == "There is no street view nearby."


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857", "EPSG:3763"])
def test_the_project_may_have_any_crs(clicks: Map, crs: str) -> None:
    clicks.canvas.setDestinationCrs(QgsCoordinateReferenceSystem(crs))
    clicks.ask(ON_ROAD)
    # To a pixel of the canvas.
    assert clicks.answers[-1].location == pytest.approx(ON_ROAD, abs=PIXEL)


def test_a_click_in_a_project_without_crs_sends_no_query(clicks: Map) -> None:
    clicks.canvas.setDestinationCrs(QgsCoordinateReferenceSystem())
    centre = clicks.canvas.viewport().rect().center()
    clicks.qtbot.mouseClick(clicks.canvas.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert "INPUT.CRS" in clicks.notice()
    assert not clicks.answers


def test_only_the_newest_click_is_answered(clicks: Map) -> None:
    for place in (ON_ROAD, ON_OTHER, ON_ROAD, ON_OTHER, FARTHER):
        clicks.click(place)
    clicks.qtbot.waitUntil(lambda: bool(clicks.answers))
    clicks.ask(ON_OTHER)  # would come after whatever was left of the others
    assert len(clicks.answers) == 2
    assert clicks.answers[0].location == pytest.approx(FARTHER, abs=PIXEL)


def test_a_click_outside_the_study_area_sends_no_query(clicks: Map) -> None:
    clicks.click(OUTSIDE)
    assert "outside the study area of the model porto" in clicks.notice()
    assert clicks.panel._zoom_button.isVisibleTo(clicks.panel)
    assert not clicks.panel._answer_widget.isVisibleTo(clicks.panel)
    clicks.panel._zoom_button.click()
    assert clicks.canvas.extent().contains(QgsRectangle(*BBOX))
    assert clicks.canvas.extent().height() == pytest.approx(0.02)
    clicks.ask(ON_ROAD)
    assert not clicks.panel._zoom_button.isVisibleTo(clicks.panel)
    assert len(clicks.answers) == 1


def test_the_other_direction_of_a_road_can_be_selected(clicks: Map) -> None:
    clicks.ask(ON_ROAD)
    listed = clicks.panel._roads
    assert [row[:2] for row in rows(listed)] == [
        ["Rua do Teste", "forward"],
        ["Rua do Teste", "backward"],
    ]
    listed.setCurrentItem(listed.topLevelItem(1))
    assert "1.50 (1.50 – 1.50)" in clicks.panel._predictions._blocks["speed"]._text.text()


def test_the_time_of_the_selected_trip_is_shown_on_the_map(clicks: Map) -> None:
    clicks.ask(ON_ROAD)
    listed = clicks.panel._trips._list
    listed.setCurrentItem(listed.topLevelItem(2))
    assert clicks.panel._marks.label.text == "01:20:30 WEST, 22 km/h"
    listed.clearSelection()
    assert clicks.panel._marks.label.text.split("\n")[0] == "01:00:30 WEST"
    clicks.panel._trips._check.click()
    assert clicks.marks() == [True, True, False]
    assert not clicks.panel._marks.label.text


def test_without_a_road_nearby_only_the_place_is_marked(clicks: Map) -> None:
    clicks.ask((WEST + 0.015, SOUTH + 0.0095))
    assert "no road nearby" in clicks.panel._predictions._caution.text()
    assert clicks.panel._trips._count.text() == "No trip passes here."
    assert clicks.marks() == [True, False, False]


def test_an_error_of_the_worker_is_shown(clicks: Map) -> None:
    choose(clicks.panel, "broken")
    clicks.click(ON_ROAD)
    clicks.qtbot.waitUntil(lambda: "INPUT.GEOMETRY" in clicks.notice())
    assert not clicks.panel._answer_widget.isVisibleTo(clicks.panel)
    assert not clicks.panel._copy_button.isEnabled()


def test_all_roads_are_coloured_by_similarity_in_one_layer(clicks: Map) -> None:
    shown: list[QgsVectorLayer] = []
    clicks.panel._similar.shown.connect(shown.append)
    clicks.ask(ON_ROAD)
    clicks.panel._similar_button.click()
    clicks.qtbot.waitUntil(lambda: len(shown) == 1)
    (layer,) = QgsProject.instance().mapLayers().values()
    features = sorted(layer.getFeatures(), key=lambda feature: feature.id())
    lines = [
        [pytest.approx((xy.x(), xy.y())) for xy in feature.geometry().asPolyline()]
        for feature in features
    ]
    assert lines == EDGES
    assert [f["similarity"] for f in features] == pytest.approx([1.0, 0.5, 0.0, -0.5], abs=1e-4)
    assert [f["direction"] for f in features] == ["forward", "backward"] * 2
    assert layer.name() == "Roads similar to Rua do Teste"
    assert len(layer.renderer().legendSymbolItems()) >= 5
    assert layer.thread() is QApplication.instance().thread()

    clicks.ask(ON_OTHER)
    clicks.panel._similar_button.click()
    clicks.qtbot.waitUntil(lambda: len(shown) == 2)
    assert list(QgsProject.instance().mapLayers().values()) == [layer]
    saved = QgsVectorLayer(layer.source(), "saved", "ogr")
    assert saved.getFeature(3)["similarity"] == pytest.approx(1.0)


def test_similar_roads_are_shown_once_the_worker_has_prepared_them(clicks: Map) -> None:
    shown: list[QgsVectorLayer] = []
    clicks.panel._similar.shown.connect(shown.append)
    choose(clicks.panel, "slow")
    clicks.ask(ON_ROAD)
    clicks.panel._similar_button.click()
    for percent in (40, 80):
        clicks.qtbot.waitUntil(lambda percent=percent: f"{percent} %" in clicks.notice())
        assert not clicks.panel._similar_button.isEnabled()
        assert not shown
    clicks.qtbot.waitUntil(lambda: len(shown) == 1)
    assert not clicks.notice()
    assert clicks.panel._similar_button.isEnabled()


def test_roads_are_no_longer_prepared_for_a_place_that_was_left(clicks: Map) -> None:
    choose(clicks.panel, "slow")
    clicks.ask(ON_OTHER)
    clicks.panel._similar_button.click()
    clicks.qtbot.waitUntil(lambda: "40 %" in clicks.notice())
    clicks.ask(ON_ROAD)
    with clicks.qtbot.assertNotEmitted(clicks.panel._queries.preparing, wait=1500):
        assert clicks.panel._similar_button.isEnabled()


def test_a_removed_layer_of_similar_roads_is_created_again(clicks: Map) -> None:
    shown: list[QgsVectorLayer] = []
    clicks.panel._similar.shown.connect(shown.append)
    clicks.ask(ON_ROAD)
    clicks.panel._similar_button.click()
    clicks.qtbot.waitUntil(lambda: len(shown) == 1)
    clicks.panel._similar_button.click()
    QgsProject.instance().removeAllMapLayers()  # while it is on its way without geometry
    clicks.qtbot.waitUntil(lambda: bool(QgsProject.instance().mapLayers()))
    assert clicks.panel._similar_button.isEnabled()


def test_two_places_are_compared(clicks: Map) -> None:
    clicks.ask(ON_ROAD)
    clicks.panel._compare_button.click()
    comparison = clicks.panel._comparison
    assert "Click place B" in comparison._cosines.text()
    clicks.ask(ON_OTHER)
    assert "picture not available for both" in comparison._cosines.text()
    table = comparison._table.text()
    rows = re.findall(r"<td>(.*?)</td><td>(.*?)</td><td.*?>(.*?)</td>", table)
    assert [title.split("<br>")[0] for title, _, _ in rows] == [
        "Road",
        "Traffic speed",
        "Road popularity",
        "Leading area-of-interest function",
        "Hard braking",
        "Slow-down intensity",
    ]
    assert rows[1][1:] == ("0.50<br>(0.50 – 0.50)", "2.50<br>(2.50 – 2.50)")
    assert not clicks.panel._marks._pinned.asGeometry().isEmpty()
    clicks.panel._compare_button.click()
    assert not clicks.panel._comparison_box.isVisibleTo(clicks.panel)
    assert clicks.panel._marks._pinned.asGeometry().isEmpty()


def test_marks_are_removed_with_the_tool_and_with_the_panel(clicks: Map) -> None:
    clicks.ask(ON_ROAD)
    clicks.canvas.unsetMapTool(clicks.tool)
    assert clicks.marks() == [False, False, False]
    clicks.canvas.setMapTool(clicks.tool)
    clicks.ask(ON_ROAD)
    assert clicks.marks() == [True, True, True]
    clicks.panel.close()
    assert clicks.marks() == [False, False, False]


def test_closed_panels_leave_no_items_on_the_canvas(
    canvas: QgsMapCanvas, home: Path, qgis_iface: Any
) -> None:
    before = len(canvas.scene().items())
    for _ in range(3):
        panel = PlacePanel(qgis_iface)
        panel.leave()
        panel.deleteLater()
    assert len(canvas.scene().items()) == before


def test_a_click_without_a_worker_shows_the_reason(without_worker: Map) -> None:
    clicks = without_worker
    clicks.qtbot.waitUntil(lambda: clicks.panel._reason is not None)
    clicks.click(ON_ROAD)
    assert "No worker" in clicks.notice()
    assert not clicks.answers


def test_the_panel_connects_once_pyzmq_is_installed(
    canvas: QgsMapCanvas,
    places_home: Path,
    qgis_iface: Any,
    qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TRAJGANR_HOME", str(places_home))
    with monkeypatch.context() as without_pyzmq:
        without_pyzmq.setattr(session, "find_spec", lambda name: None)
        panel = PlacePanel(qgis_iface)
    assert "pyzmq" in panel._notice.text()
    settings.notifier.profile_changed.emit()
    monitor = listing()
    qtbot.waitUntil(lambda: panel._notice.text() == "Click a place on the map.")
    panel.leave()
    panel.deleteLater()
    monitor.end()
    CATALOGUE.forget()


def test_the_action_activates_and_deactivates_the_tool(iface: MenuRecorder, qtbot: Any) -> None:
    QgsApplication.processingRegistry().removeProvider("trajganr")
    plugin = TrajganrPlugin(iface)
    plugin.initGui()
    canvas = iface.mapCanvas()
    assert plugin.ask_action in plugin.toolbar.actions()
    plugin.ask_action.trigger()
    assert canvas.mapTool() is plugin.tool
    assert plugin.ask_action.isChecked()
    other = QgsMapToolPan(canvas)
    canvas.setMapTool(other)
    assert not plugin.ask_action.isChecked()
    plugin.ask_action.trigger()
    items = len(canvas.scene().items())
    plugin.unload()
    assert canvas.mapTool() is None
    assert len(canvas.scene().items()) < items


def test_times_are_shown_in_the_chosen_zone(clicks: Map, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QTimeZone, "systemTimeZone", lambda: QTimeZone(b"Europe/Berlin"))
    clicks.ask(ON_ROAD)
    shown = clicks.panel._trips
    assert shown._zones.currentText() == "The study area's: Europe/Lisbon"
    assert shown._list.headerItem().toolTip(0) == "Europe/Lisbon"
    pick(shown._zones, trips.LOCAL)
    assert shown._list.headerItem().text(0) == "Time (local)"
    assert shown._list.headerItem().toolTip(0) == "Europe/Berlin"
    assert rows(shown._list)[0][:2] == ["02:00:30", "2013-07-01"]
    assert clicks.panel._marks.label.text.split("\n")[0] == "02:00:30 CEST"
    assert trips.Trips().zone == QTimeZone(b"Europe/Berlin")
    pick(shown._zones, trips.UTC)
    assert shown._list.headerItem().text(0) == "Time (UTC)"
    assert rows(shown._list)[0][0] == "00:00:30"
