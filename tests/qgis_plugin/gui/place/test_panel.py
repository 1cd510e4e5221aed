"""Queries about clicked places."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fake_cards import card_of, head_of, manifest_of
from fake_jobs import SOUTH, WEST
from fake_places import EDGES, PICTURE
from fake_worker import fake_worker
from plugin_tools import MenuRecorder
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsSettings,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas, QgsMapToolPan
from qgis.PyQt.QtCore import Qt, QTimeZone
from qgis.PyQt.QtWidgets import QApplication, QComboBox

from qgis_plugin import settings
from qgis_plugin.client import session
from qgis_plugin.gui.map_tool import PlaceTool
from qgis_plugin.gui.place import trips, words
from qgis_plugin.gui.place.bars import ValueBar
from qgis_plugin.gui.place.panel import PlacePanel
from qgis_plugin.gui.place.source import REMEMBERED
from qgis_plugin.layers.clicks import clicks_of_project
from qgis_plugin.layers.links import link, links_of
from qgis_plugin.plugin import TrajganrPlugin
from trajganr_core.contract.bundle_manifest import Area
from trajganr_core.contract.model_card import BundleReference, PretrainedArea
from trajganr_core.contract.tasks import TASKS

WGS84 = QgsCoordinateReferenceSystem("EPSG:4326")
BBOX = (-8.63, 41.14, -8.6, 41.16)
#: A little north of the road from west to east, near the photo; farther; beside the other road;
#: outside the study area.
ON_ROAD = (WEST + 0.0004, SOUTH + 0.0001)
FARTHER = (WEST + 0.004, SOUTH + 0.0001)
ON_OTHER = (WEST + 0.0001, SOUTH + 0.004)
OUTSIDE = (WEST + 0.03, SOUTH)
#: How much of its surroundings the map shows where a place is clicked, and what a pixel of it may
#: be, degrees.
NEAR, PIXEL = 0.002, 5e-5


@pytest.fixture(scope="module")
def places_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A worker with models; the query process treats some names specially."""
    home = tmp_path_factory.mktemp("places") / "home"
    area = Area(BBOX, "EPSG:4326")
    own = PretrainedArea(BundleReference("0" * 64, "", "/somewhere/bundles/taxis"), area)
    heads = {name: head_of(name) for name in TASKS}
    for name, made in (
        ("porto", heads),
        ("porto-2", heads),
        ("bare", {}),
        ("broken", heads),
        ("slow", heads),
    ):
        (home / "models" / name).mkdir(parents=True)
        card_of(name=name, areas=(own,), heads=made).save(home / "models" / name)
    elsewhere = Area((2.0, 48.0, 2.1, 48.1), "EPSG:4326")
    for name, where in (("taxis", area), ("buses", area), ("paris", elsewhere)):
        (home / "bundles" / name).mkdir(parents=True)
        manifest_of(name=name.title(), area=where).save(home / "bundles" / name)
    with fake_worker(home) as running:
        yield running


@pytest.fixture
def canvas(qgis_canvas: QgsMapCanvas, qgis_new_project: Any) -> QgsMapCanvas:
    """A map of the crossing."""
    for remembered in (REMEMBERED, trips.ZONE):
        QgsSettings().remove(remembered)
    qgis_canvas.resize(600, 400)
    qgis_canvas.setDestinationCrs(WGS84)
    return qgis_canvas


class Map:
    """The tool on a map, with its panel."""

    def __init__(self, canvas: QgsMapCanvas, panel: PlacePanel, qtbot: Any) -> None:
        self.canvas, self.panel, self.qtbot = canvas, panel, qtbot
        self.tool = PlaceTool(canvas)
        self.answers: list[dict[str, Any]] = []
        panel._queries.answered.connect(self.answers.append)
        panel.use_tool(self.tool)
        canvas.setMapTool(self.tool)

    def click(self, place: tuple[float, float]) -> None:
        """Press the left button at a place, degrees, on a map of its surroundings."""
        lon, lat = place
        crs = self.canvas.mapSettings().destinationCrs()
        transform = QgsCoordinateTransform(WGS84, crs, QgsProject.instance())
        around = QgsRectangle(lon - NEAR, lat - NEAR, lon + NEAR, lat + NEAR)
        self.canvas.setExtent(transform.transformBoundingBox(around))
        on_map = transform.transform(QgsPointXY(*place))
        pixel = self.canvas.getCoordinateTransform().transform(on_map)
        self.qtbot.mouseClick(
            self.canvas.viewport(), Qt.MouseButton.LeftButton, pos=pixel.toQPointF().toPoint()
        )

    def ask(self, place: tuple[float, float]) -> None:
        """Click, and wait for the answer."""
        before = len(self.answers)
        self.click(place)
        self.qtbot.waitUntil(lambda: len(self.answers) > before)

    def notice(self) -> str:
        """The text of the panel instead of an answer."""
        return self.panel._notice.text()

    def marks(self) -> list[bool]:
        """Whether place, foot point and trips are marked."""
        marks = self.panel._marks
        bands = (marks._place, marks._foot, marks._trips)
        return [not band.asGeometry().isEmpty() for band in bands]


@pytest.fixture
def panel(canvas: QgsMapCanvas, home: Path, qgis_iface: Any) -> Iterator[PlacePanel]:
    """The panel while no worker runs."""
    made = PlacePanel(qgis_iface)
    yield made
    canvas.unsetMapTool(canvas.mapTool())
    made.leave()
    made.deleteLater()


@pytest.fixture
def without_worker(canvas: QgsMapCanvas, panel: PlacePanel, qtbot: Any) -> Map:
    """The map while no worker runs."""
    return Map(canvas, panel, qtbot)


@pytest.fixture
def clicks(
    canvas: QgsMapCanvas,
    home: Path,
    places_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    qtbot: Any,
) -> Map:
    """The map with the models of a worker."""
    monkeypatch.setenv("TRAJGANR_HOME", str(places_home))
    panel = request.getfixturevalue("panel")
    qtbot.waitUntil(lambda: panel._sources.models.count() > 0)
    choose(panel, "porto")
    return Map(canvas, panel, qtbot)


def choose(panel: PlacePanel, model: str) -> None:
    """Choose a model as a person does."""
    pick(panel._sources.models, model)


def pick(box: QComboBox, data: str) -> None:
    """Pick from a list by its data, as a person does."""
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def rows(tree: Any) -> list[list[str]]:
    """The texts of a list."""
    items = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    return [[item.text(column) for column in range(tree.columnCount())] for item in items]


def test_a_click_shows_predictions_trips_and_embedding(clicks: Map) -> None:
    clicks.ask(ON_ROAD)
    panel = clicks.panel
    blocks = panel._predictions._blocks
    assert "(km/h)</b>: 0.50 (0.50 – 0.50)" in blocks["speed"]._text.text()
    assert "medium (between medium and high)" in blocks["popularity"]._text.text()
    assert "food, 50 %" in blocks["aoi"]._text.text()
    assert "trips and image (trips: 40, pictures: 1)" in panel._predictions._basis.text()
    assert panel._trips._count.text() == "40 trips pass here; 20 of them are listed."
    assert rows(panel._trips._list)[0] == ["00:00:30", "2013-07-01", "20 km/h", "trip 0"]
    assert rows(panel._trips._list)[6][2] == "–"
    assert clicks.marks() == [True, True, True]
    assert panel._marks._trips.asGeometry().constGet().numGeometries() == 20
    assert panel._marks.label.text.split("\n")[-1] == "and 17 more"


def test_the_photo_arrives_after_the_predictions(clicks: Map) -> None:
    clicks.ask(ON_ROAD)
    photo = clicks.panel._photo
    assert clicks.answers[-1]["photo"]["image"] == PICTURE
    clicks.qtbot.waitUntil(lambda: photo.picture.image is not None)
    assert "facing east (90°)" in photo._caption.text()
    assert "© Mapillary contributors" in photo._caption.text()
    clicks.ask(FARTHER)
    assert photo.picture.image is None
    assert photo._caption.text() == "No photo was taken nearby."


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857", "EPSG:3763"])
def test_the_project_may_have_any_crs(clicks: Map, crs: str) -> None:
    clicks.canvas.setDestinationCrs(QgsCoordinateReferenceSystem(crs))
    clicks.ask(ON_ROAD)
    # To a pixel of the canvas.
    assert clicks.answers[-1]["location"] == pytest.approx(ON_ROAD, abs=PIXEL)


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
    assert clicks.answers[0]["location"] == pytest.approx(FARTHER, abs=PIXEL)


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
    assert clicks.panel._marks.label.text == "00:20:30 UTC, 22 km/h"
    listed.clearSelection()
    assert clicks.panel._marks.label.text.split("\n")[0] == "00:00:30 UTC"
    clicks.panel._trips._check.click()
    assert clicks.marks() == [True, True, False]
    assert not clicks.panel._marks.label.text


def test_without_a_road_nearby_only_the_place_is_marked(clicks: Map) -> None:
    clicks.ask((WEST + 0.015, SOUTH + 0.0095))
    assert "no road within 50 m" in clicks.panel._predictions._caution.text()
    assert clicks.panel._trips._count.text() == "No trip passes here."
    assert clicks.marks() == [True, False, False]


def test_an_error_of_the_worker_is_shown(clicks: Map) -> None:
    choose(clicks.panel, "broken")
    clicks.click(ON_ROAD)
    clicks.qtbot.waitUntil(lambda: "INPUT.GEOMETRY" in clicks.notice())
    assert not clicks.panel._answer_widget.isVisibleTo(clicks.panel)
    assert not clicks.panel._copy_button.isEnabled()


def test_only_fine_tuned_models_are_offered(clicks: Map) -> None:
    chooser = clicks.panel._sources.models
    offered = {chooser.itemText(place) for place in range(chooser.count())}
    assert offered == {"porto", "porto-2", "broken", "slow"}


def test_a_chosen_model_is_queried_about_the_same_place_and_remembered(
    clicks: Map, qgis_iface: Any
) -> None:
    clicks.ask(ON_ROAD)
    choose(clicks.panel, "porto-2")
    clicks.qtbot.waitUntil(lambda: len(clicks.answers) == 2)
    assert clicks.answers[1]["model"] == "porto-2"
    again = PlacePanel(qgis_iface)
    clicks.qtbot.waitUntil(lambda: again._sources.source.model == "porto-2")
    again.leave()
    again.deleteLater()


def predicted_by(model: str) -> QgsVectorLayer:
    layer = QgsVectorLayer("LineString?crs=EPSG:4326", "roads", "memory")
    link(layer, {"model": model})
    return layer


@pytest.fixture
def active(qgis_iface: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes a layer that a model has predicted the active one."""

    def activate(model: str) -> None:
        layer = predicted_by(model)
        monkeypatch.setattr(qgis_iface, "activeLayer", lambda: layer)
        qgis_iface.currentLayerChanged.emit(layer)

    return activate


def forget_choice(panel: PlacePanel) -> None:
    """As if the user had not chosen a model."""
    panel._sources._preferred = ""


def test_the_model_of_the_active_layer_is_preselected(
    clicks: Map, active: Callable[[str], None]
) -> None:
    forget_choice(clicks.panel)
    active("porto-2")
    clicks.panel._open()
    clicks.qtbot.waitUntil(lambda: clicks.panel._sources.source.model == "porto-2")


def test_another_active_layer_does_not_change_a_chosen_model(
    clicks: Map, active: Callable[[str], None]
) -> None:
    choose(clicks.panel, "porto-2")
    active("porto")
    with clicks.qtbot.waitSignal(clicks.panel._queries.listed):
        clicks.panel._open()
    assert clicks.panel._sources.source.model == "porto-2"


def test_another_active_layer_does_not_change_a_queried_model(
    clicks: Map, active: Callable[[str], None]
) -> None:
    forget_choice(clicks.panel)
    clicks.ask(ON_ROAD)
    active("porto-2")
    with clicks.qtbot.waitSignal(clicks.panel._queries.listed):
        clicks.panel._open()
    assert clicks.panel._sources.source.model == "porto"


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
    assert layer.getFeature(3)["similarity"] == pytest.approx(1.0)


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
    table = rows(comparison._table)
    assert [row[0].split("\n")[0] for row in table] == [
        "Road",
        "Traffic speed",
        "Road popularity",
        "Leading area-of-interest function",
        "Hard braking",
        "Slow-down intensity",
    ]
    assert table[1][1] == "0.50\n(0.50 – 0.50)"
    assert table[1][2] == "2.50\n(2.50 – 2.50)"
    assert not clicks.panel._marks._pinned.asGeometry().isEmpty()
    clicks.panel._compare_button.click()
    assert not clicks.panel._comparison_box.isVisibleTo(clicks.panel)
    assert clicks.panel._marks._pinned.asGeometry().isEmpty()


def test_an_answer_is_copied_as_json(clicks: Map) -> None:
    clicks.ask(ON_ROAD)
    clicks.panel._copy_button.click()
    answer = json.loads(json.dumps(clicks.answers[-1]))  # whose vertices are no lists
    assert json.loads(QApplication.clipboard().text()) == answer
    clicks.panel._embedding.copy()
    copied = json.loads(QApplication.clipboard().text())
    assert copied == clicks.answers[-1]["roads"][0]["embedding"]


def test_clicks_are_added_to_one_layer(clicks: Map) -> None:
    clicks.ask(ON_ROAD)
    clicks.panel._keeper.keep()
    clicks.panel._keeper.every.setChecked(True)
    clicks.ask(ON_OTHER)
    (layer,) = QgsProject.instance().mapLayers().values()
    first, second = layer.getFeatures()
    assert layer.name() == "TrajGANR clicks"
    assert first.geometry().asPoint().x() == pytest.approx(ON_ROAD[0], abs=PIXEL)
    assert (first["speed_kmh"], second["speed_kmh"]) == (0.5, 2.5)
    assert (first["model"], first["popularity_class"], first["aoi_main"]) == ("porto", 2, "food")
    names = layer.fields().names()
    assert layer.attributeDisplayName(names.index("speed_kmh")) == "Traffic speed (km/h)"


def test_an_added_click_can_be_undone_while_the_layer_is_edited(clicks: Map) -> None:
    clicks.ask(ON_ROAD)
    clicks.panel._keeper.keep()
    layer = clicks_of_project()
    assert layer.startEditing()
    clicks.panel._keeper.keep()
    assert layer.featureCount() == 2
    layer.undoStack().undo()
    assert layer.featureCount() == 1
    assert layer.rollBack()


def test_clicks_are_added_to_a_geopackage_with_other_layers(clicks: Map, tmp_path: Path) -> None:
    path = tmp_path / "clicks.gpkg"
    clicks.ask(ON_ROAD)
    clicks.panel._keeper.keep()
    for count in (1, 2):
        clicks.panel._keeper.keep_in(path)
        clicks.qtbot.waitUntil(
            lambda count=count: (
                clicks_of_project().featureCount() == count
                and clicks_of_project().providerType() == "ogr"
            ),
        )
    clicks.panel._keeper.keep()
    layer = QgsVectorLayer(f"{path}|layername=trajganr_clicks", "clicks", "ogr")
    assert layer.featureCount() == 3
    assert layer.fields().field("speed_kmh").alias() == "Traffic speed (km/h)"
    QgsProject.instance().removeAllMapLayers()


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
    with qtbot.waitSignal(panel._queries.listed):
        settings.notifier.profile_changed.emit()
    assert panel._notice.text() == "Click a place on the map."
    panel.leave()
    panel.deleteLater()


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


def test_a_model_is_loaded_when_the_tool_is_activated(clicks: Map) -> None:
    clicks.canvas.unsetMapTool(clicks.tool)
    choose(clicks.panel, "slow")
    assert clicks.notice() == "Click a place on the map."
    clicks.canvas.setMapTool(clicks.tool)
    clicks.qtbot.waitUntil(lambda: "Loading the model slow" in clicks.notice())
    clicks.click(ON_ROAD)
    clicks.qtbot.waitUntil(lambda: "the predictions follow" in clicks.notice())
    clicks.qtbot.waitUntil(lambda: bool(clicks.answers))
    (answer,) = clicks.answers
    assert (answer["model"], answer["loaded"]) == ("slow", 1)
    assert answer["location"] == pytest.approx(ON_ROAD, abs=PIXEL)
    assert not clicks.notice()


def test_a_chosen_model_is_loaded(clicks: Map) -> None:
    readied: list[object] = []
    clicks.panel._queries.is_ready.connect(readied.append)
    choose(clicks.panel, "porto-2")
    clicks.qtbot.waitUntil(lambda: readied == [None])
    assert not clicks.answers
    assert clicks.notice() == "Click a place on the map."
    choose(clicks.panel, "broken")
    clicks.qtbot.waitUntil(lambda: "INPUT.GEOMETRY" in clicks.notice())


def test_a_closed_panel_ignores_models_that_finish_loading(clicks: Map) -> None:
    readied: list[object] = []
    clicks.panel._queries.is_ready.connect(readied.append)
    choose(clicks.panel, "porto-2")
    clicks.panel.close()
    clicks.panel._queries.list_models()  # answered after all earlier requests
    with clicks.qtbot.waitSignal(clicks.panel._queries.listed):
        pass
    choose(clicks.panel, "broken")
    with clicks.qtbot.waitSignal(clicks.panel._queries.listed):
        clicks.panel._queries.list_models()
    assert not readied
    assert "INPUT.GEOMETRY" not in clicks.notice()


def test_another_bundle_of_the_study_area_can_be_queried(clicks: Map) -> None:
    box = clicks.panel._sources.bundles
    offered = {box.itemText(row): box.itemData(row) for row in range(box.count())}
    assert offered == {"Taxis (its own)": "", "Buses": "buses"}
    clicks.ask(ON_ROAD)
    pick(box, "buses")
    clicks.qtbot.waitUntil(lambda: len(clicks.answers) == 2)
    assert [answer["bundle"] for answer in clicks.answers] == [None, "buses"]
    shown: list[QgsVectorLayer] = []
    clicks.panel._similar.shown.connect(shown.append)
    for bundle, count in (("buses", 1), ("", 2), ("buses", 2)):
        pick(box, bundle)
        clicks.qtbot.waitUntil(clicks.panel._similar_button.isEnabled)
        before = len(shown)
        clicks.panel._similar_button.click()
        clicks.qtbot.waitUntil(lambda before=before: len(shown) > before)
        assert len(QgsProject.instance().mapLayers()) == count
    assert links_of(shown[0]) == {"model": "porto", "bundle": "buses"}


def test_a_deleted_bundle_is_no_longer_queried(clicks: Map) -> None:
    panel = clicks.panel
    pick(panel._sources.bundles, "buses")
    clicks.ask(ON_ROAD)
    panel._show_models(panel._sources._models, [])
    assert not panel._sources.bundles.isVisibleTo(panel)
    clicks.qtbot.waitUntil(lambda: len(clicks.answers) == 2)
    assert clicks.answers[1]["bundle"] is None


def test_times_are_shown_in_the_chosen_zone(clicks: Map, monkeypatch: pytest.MonkeyPatch) -> None:
    lisbon = QTimeZone(b"Europe/Lisbon")
    monkeypatch.setattr(QTimeZone, "systemTimeZone", lambda: lisbon)
    clicks.ask(ON_ROAD)
    shown = clicks.panel._trips
    pick(shown._zones, trips.LOCAL)
    assert shown._list.headerItem().text(0) == "Time (local)"
    assert shown._list.headerItem().toolTip(0) == "Europe/Lisbon"
    assert rows(shown._list)[0][:2] == ["01:00:30", "2013-07-01"]
    assert clicks.panel._marks.label.text.split("\n")[0] == "01:00:30 WEST"
    assert trips.Trips().zone == lisbon
    pick(shown._zones, trips.UTC)
    assert shown._list.headerItem().text(0) == "Time (UTC)"
    assert rows(shown._list)[0][0] == "00:00:30"


def test_the_uncertainty_of_shares_is_in_percentage_points(
    qgis_app: QgsApplication,
) -> None:
    assert "9 of 10 roads" in words.uncertainty_of_shares({"aoi_radius": 0.634})
    assert "at most 63 percentage points" in words.uncertainty_of_shares({"aoi_radius": 0.634})
    assert "unknown" in words.uncertainty_of_shares({"aoi_radius": None})


def test_the_scale_of_a_bar_never_shrinks(qgis_app: QgsApplication) -> None:
    bar = ValueBar("Speed")
    tops = []
    for value, high in ((3.0, 4.2), (30.0, 41.0), (3.0, 4.2), (0.0, None)):
        bar.show_value(value, 0.0, high)
        tops.append(bar.top)
    assert tops == [5.0, 50.0, 50.0, 50.0]


def test_a_bar_shows_its_interval_at_the_right_position(qgis_app: QgsApplication) -> None:
    bar = ValueBar("Speed")
    bar.resize(500, bar.row_height())
    bar.show_value(50.0, 40.0, 60.0)
    image = bar.grab().toImage()
    row = [image.pixelColor(x, image.height() // 2).name() for x in range(bar.width())]
    outside, inside = row[50], row[int(0.43 * bar.width())]
    assert outside != inside
    assert row.count(inside) == pytest.approx(0.2 * bar.width(), abs=30)
