"""Which model and which bundle a click is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fake_places import asked
from place_map import ON_ROAD, PIXEL, Map, choose, pick
from qgis.core import QgsProject, QgsVectorLayer

from qgis_plugin.client.catalogue import CATALOGUE
from qgis_plugin.gui.place.panel import PlacePanel
from qgis_plugin.layers.links import link, links_of
from trajganr_core.contract.records.model_card import SHIPPED


def test_only_models_that_predict_tasks_or_times_are_offered(clicks: Map) -> None:
    chooser = clicks.panel._sources.models
    offered = {chooser.itemText(place) for place in range(chooser.count())}
    own = {"porto", "porto-2", "times-only", "broken", "slow"}
    assert offered == own | {"Shipped model (no training)"}


def test_the_shipped_model_is_queried_with_a_bundle_of_any_area(clicks: Map) -> None:
    sources = clicks.panel._sources
    choose(clicks.panel, SHIPPED)
    offered = {sources.bundles.itemData(place) for place in range(sources.bundles.count())}
    assert offered == {"paris", "buses", "taxis"}
    pick(sources.bundles, "taxis")
    clicks.ask(ON_ROAD)
    (answer,) = clicks.answers
    assert (answer.model, asked(answer)["bundle"]) == ("shipped", "taxis")


def test_a_chosen_model_is_queried_about_the_same_place_and_remembered(
    clicks: Map, qgis_iface: Any
) -> None:
    clicks.ask(ON_ROAD)
    choose(clicks.panel, "porto-2")
    clicks.qtbot.waitUntil(lambda: len(clicks.answers) == 2)
    assert clicks.answers[1].model == "porto-2"
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
    clicks.panel._open()
    assert clicks.panel._sources.source.model == "porto-2"


def test_another_active_layer_does_not_change_a_queried_model(
    clicks: Map, active: Callable[[str], None]
) -> None:
    forget_choice(clicks.panel)
    clicks.ask(ON_ROAD)
    active("porto-2")
    clicks.panel._open()
    assert clicks.panel._sources.source.model == "porto"


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
    assert (answer.model, asked(answer)["loaded"]) == ("slow", 1)
    assert answer.location == pytest.approx(ON_ROAD, abs=PIXEL)
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


def wait_for_earlier_requests(clicks: Map) -> None:
    answered: list[object] = []
    client = clicks.panel._queries._client
    client.ask(lambda client: client.ping(), answered.append, answered.append)
    clicks.qtbot.waitUntil(lambda: bool(answered))


def test_a_closed_panel_ignores_models_that_finish_loading(clicks: Map) -> None:
    readied: list[object] = []
    clicks.panel._queries.is_ready.connect(readied.append)
    choose(clicks.panel, "porto-2")
    clicks.panel.close()
    wait_for_earlier_requests(clicks)
    choose(clicks.panel, "broken")
    wait_for_earlier_requests(clicks)
    assert not readied
    assert "INPUT.GEOMETRY" not in clicks.notice()


def test_another_bundle_of_the_study_area_can_be_queried(clicks: Map) -> None:
    box = clicks.panel._sources.bundles
    offered = {box.itemText(row): box.itemData(row) for row in range(box.count())}
    assert offered == {"Taxis (its own)": "", "Buses": "buses"}
    clicks.ask(ON_ROAD)
    pick(box, "buses")
    clicks.qtbot.waitUntil(lambda: len(clicks.answers) == 2)
    assert [asked(answer)["bundle"] for answer in clicks.answers] == ["taxis", "buses"]
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
    CATALOGUE.take([], panel._sources._models)
    assert not panel._sources.bundles.isVisibleTo(panel)
    clicks.qtbot.waitUntil(lambda: len(clicks.answers) == 2)
    assert asked(clicks.answers[1])["bundle"] == "taxis"


def test_a_click_in_another_area_is_answered_by_what_covers_it(clicks: Map) -> None:
    sources = clicks.panel._sources
    choose(clicks.panel, "porto-2")
    clicks.ask((2.05, 48.05))
    (answer,) = clicks.answers
    assert (answer.model, asked(answer)["bundle"]) == ("shipped", "paris")
    clicks.ask(ON_ROAD)
    assert clicks.answers[1].model == sources.source.model
    assert sources.source.model != SHIPPED or sources.source.bundle != "paris"
    assert len(clicks.answers) == 2
